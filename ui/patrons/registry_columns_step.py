"""The second step of an import: which column is what, and which class a text of the file stands for."""

from __future__ import annotations

from functools import partial
from string import ascii_uppercase

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from ill_desktop.patrons import registry_columns
from ill_desktop.patrons.registry_columns import COLUMNS, REQUIRED, Choices
from ill_desktop.patrons.registry_table import Table
from ui.kit.fields import Choice
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import clear, hbox, panel, scrolled, vbox
from ui.kit.text import write
from ui.session import Session

CLASSES_SHOWN, LONGEST_CLASS = 30, 24
DOTS = " · "


def letter(place: int) -> str:
    """A column as spreadsheets name it: 0 → A, 26 → AA."""
    high, low = divmod(place, 26)
    return (letter(high - 1) if high else "") + ascii_uppercase[low]


class ColumnsStep(QWidget):
    """A choice for each column with the first values it holds; below, classes the library does not know."""

    edited = Signal()
    """Another choice was made; ask :meth:`ready`."""
    sheet_asked = Signal(str)
    """Another sheet of the workbook is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._table = Table.of("", ())
        self._known: dict[str, str] = {}
        self._fields: dict[str, Choice] = {}
        self._samples: dict[str, ElidedLabel] = {}
        self._classes: dict[str, Choice] = {}
        self.sheet = Choice("registry-sheet", lambda: [(each, each) for each in self._table.sheets])
        write(self.sheet, self.sheet.setAccessibleName, lambda: self.tr("Sheet"))
        self.sheet.edited.connect(lambda: self.sheet_asked.emit(self.sheet.value()))
        self._sheet_line = QWidget()
        self._sheet_line.setLayout(
            hbox(Label(lambda: self.tr("Sheet"), "subtitle"), self.sheet, None, gap=16)
        )
        self._unknown = 0
        self._wrong = Label(
            lambda: self.tr("One column is chosen twice."), "error", name="registry-columns-wrong"
        )
        self._more = Label(self._too_many, "note", tone="caution", wrap=True, name="registry-classes-more")
        self._class_lines = QGridLayout()
        self._class_lines.setHorizontalSpacing(16)
        self._class_lines.setVerticalSpacing(8)
        self._class_lines.setColumnStretch(2, 1)
        self._class_panel = self._make_class_panel()
        inside = vbox(self._sheet_line, panel(self._make_columns(), gap=0), self._class_panel, None, gap=12)
        self.setLayout(vbox(scrolled(inside, "registry-columns-scroll"), self._wrong, gap=8))

    def _make_columns(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        heads = (
            Label(lambda: self.tr("Needed"), "note"),
            Label(lambda: self.tr("Column of the file"), "note"),
            Label(lambda: self.tr("What stands in it"), "note"),
        )
        for at, head in enumerate(heads):
            grid.addWidget(head, 0, at)
        for row, column in enumerate(COLUMNS, 1):
            name = Label(partial(self._name, column))
            field = Choice(f"registry-column-{column}", self._options)
            field.setFixedWidth(260)
            name.setBuddy(field)
            write(field, field.setAccessibleName, partial(self._name, column))
            field.edited.connect(partial(self._chosen, column))
            self._fields[column] = field
            self._samples[column] = ElidedLabel(
                partial(self._sample, column), "note", name=f"registry-sample-{column}"
            )
            for at, part in enumerate((name, field, self._samples[column])):
                grid.addWidget(part, row, at)
        grid.setColumnStretch(2, 1)
        holder = QWidget()
        holder.setLayout(grid)
        return holder

    def _make_class_panel(self) -> QWidget:
        return panel(
            Label(lambda: self.tr("Classes in the file that are not the library's"), "heading"),
            Label(
                lambda: self.tr("Rows whose class stays open are listed as problems in the next step."),
                "note",
                wrap=True,
            ),
            4,
            self._class_lines,
            self._more,
            name="registry-classes",
        )

    def _name(self, column: str) -> str:
        words = self._session.words(f"registry.column.{column}")
        return f"{words} *" if column in REQUIRED else words

    def _options(self) -> list[tuple[int | None, str]]:
        headings = self._table.headings
        named = [
            (at, f"{letter(at)}{DOTS}{title}" if title else letter(at)) for at, title in enumerate(headings)
        ]
        return [(None, self.tr("— not in the file —")), *named]

    def _sample(self, column: str) -> str:
        place = self._fields[column].value()
        if place is not None:
            return DOTS.join(registry_columns.samples(self._table.columns[place]))
        if column in REQUIRED:
            return self.tr("Please choose")
        return self.tr("Not needed: what is known of it stays")

    # -- choices ----------------------------------------------------------------------------------

    def show_table(self, table: Table, choices: Choices) -> None:
        """Show a file, with what is known of its columns and classes."""
        self._table = table
        self._known = dict(choices.classes)
        self._sheet_line.setVisible(len(table.sheets) > 1)
        self.sheet.reload()
        self.sheet.set_value(table.sheet)
        for column, field in self._fields.items():
            field.reload()
            field.set_value(choices.columns.get(column))
        self._show_classes()
        self._refresh()

    def choices(self) -> Choices:
        """What stands chosen now."""
        columns = {column: field.value() for column, field in self._fields.items()}
        classes = {text: field.value() for text, field in self._classes.items() if field.value()}
        return Choices(
            {column: place for column, place in columns.items() if place is not None}, self._known | classes
        )

    def ready(self) -> bool:
        """Whether the rows can be checked."""
        return not self.choices().missing and not self._twice()

    def go_to_first(self) -> None:
        """Go to what has to be chosen first."""
        every = (*self._fields.values(), *self._classes.values())
        wanted = [*(self._fields[column] for column in REQUIRED), *self._classes.values()]
        next((field for field in wanted if field.value() is None), every[0]).setFocus()

    def _twice(self) -> bool:
        places = list(self.choices().columns.values())
        return len(set(places)) < len(places)

    def _chosen(self, column: str) -> None:
        if column == "class":
            self._show_classes()
        self._refresh()

    def _refresh(self) -> None:
        for column, label in self._samples.items():
            label.setText(self._sample(column))
            lacking = self._fields[column].value() is None and column in REQUIRED
            label.set_tone("caution" if lacking else None)
        self._wrong.setVisible(self._twice())
        self.edited.emit()

    # -- classes ----------------------------------------------------------------------------------

    def _show_classes(self) -> None:
        """A choice for each text that means nothing yet."""
        place = self._fields["class"].value()
        chosen = Choices({} if place is None else {"class": place}, self._known)
        unknown = self._session.desk.registry.unknown_classes(self._table, chosen)
        clear(self._class_lines)
        self._classes = {}
        for at, (text, count) in enumerate(unknown[:CLASSES_SHOWN]):
            field = Choice(f"registry-class-{at}", self._class_options)
            field.setFixedWidth(260)
            field.setAccessibleName(text)
            field.edited.connect(self.edited)
            self._classes[registry_columns.folded(text)] = field
            name = Label(text if len(text) <= LONGEST_CLASS else f"{text[:LONGEST_CLASS]}…")
            for place, part in enumerate((name, field, Label(partial(self._rows, count), "note"))):
                self._class_lines.addWidget(part, at, place)
        self._unknown = len(unknown)
        self._more.setText(self._too_many())
        self._more.setVisible(self._unknown > CLASSES_SHOWN)
        self._class_panel.setVisible(bool(unknown))

    def _rows(self, count: int) -> str:
        return self.tr("%1 rows").replace("%1", f"{count:,}")

    def _too_many(self) -> str:
        words = self.tr("%1 different texts: is this really the column of the class?")
        return words.replace("%1", f"{self._unknown:,}")

    def _class_options(self) -> list[tuple[str | None, str]]:
        language = self._session.language
        named = [(code, names[language]) for code, names in self._session.desk.library.classes.items()]
        return [(None, self.tr("— choose a class —")), *named]
