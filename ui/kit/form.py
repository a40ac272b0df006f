"""Labelled fields that say what is wrong beside themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QEvent, QMetaMethod, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ill_desktop.errors import Refusal, Refusals
from ill_desktop.words import Words
from ui.kit.date_field import DateField
from ui.kit.fields import Area, Choice, Line, Options, Secret, Tick
from ui.kit.label import Label
from ui.kit.money_field import MoneyField
from ui.kit.screen import vbox
from ui.kit.text import Text, said, write
from ui.kit.theme import CONTROL, style

FieldKind = Literal["line", "password", "area", "choice", "date", "tick", "money"]
Check = Callable[[Any], str | None]
"""A field's own rule: the sentence that says how to mend the value, or None."""


@dataclass(frozen=True)
class Ask:
    """One question of a form. ``span`` counts columns of the grid; ``new_row`` starts a new line of it.

    ``editor`` makes a field of the screen's own, given its name: a :class:`ui.kit.fields.Field` widget.
    """

    name: str
    label: Text
    kind: FieldKind = "line"
    required: bool = False
    span: int = 1
    check: Check | None = None
    placeholder: Text = ""
    hint: Text = ""
    options: Options = tuple
    lines: int = 3
    new_row: bool = False
    editor: Callable[[str], Any] | None = None


def _editor(ask: Ask, size: str) -> Any:
    if ask.editor is not None:
        return ask.editor(ask.name)
    match ask.kind:
        case "password":
            return Secret(ask.name, ask.placeholder, size=size)
        case "area":
            return Area(ask.name, ask.placeholder, ask.lines)
        case "choice":
            return Choice(ask.name, ask.options, ask.placeholder, size=size)
        case "date":
            return DateField(ask.name, ask.placeholder or "YYYY-MM-DD", size=size)
        case "tick":
            return Tick(ask.name, ask.label)
        case "money":
            return MoneyField(ask.name, ask.placeholder or "0.00", size=size)
        case _:
            return Line(ask.name, ask.placeholder, size=size)


class FormRow(QWidget):
    """A label, its field, and under it a hint or what is wrong."""

    def __init__(self, ask: Ask, size: str) -> None:
        super().__init__()
        self.ask = ask
        self.editor = _editor(ask, size)
        self._label: Label | None = None
        if ask.kind != "tick":  # a tick carries its words itself
            self._label = Label("", "note", name=f"{ask.name}-label")
            self._label.setBuddy(self.editor)
        self.below = Label("", "hint", wrap=True, name=f"{ask.name}-below")
        self._wrong: Text = ""
        self._said = ""  # what stands there now: the value it speaks of may have changed since
        write(self, self._say, ask.label)
        above = (self._label,) if self._label else ()
        self._box = vbox(*above, self.editor, self.below, gap=4)
        self.setLayout(self._box)
        write(self, self._show_below, lambda: said(ask.hint))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def stand_beside_fields(self) -> None:
        """A tick, which has no label above, stands as high as the fields in its line."""
        if self.ask.kind == "tick":
            label = Label(" ", "note")
            label.ensurePolished()
            rest = (CONTROL - self.editor.sizeHint().height()) // 2
            self._box.setContentsMargins(0, label.sizeHint().height() + self._box.spacing() + rest, 0, rest)

    def _say(self, label: str) -> None:
        if self._label:
            self._label.setText(f"{label} *" if self.ask.required else label)
        self.editor.setAccessibleName(label)

    @property
    def error(self) -> str:
        """What is said to be wrong, in the present language."""
        return said(self._wrong)

    def _show_below(self, _hint: str = "") -> None:
        wrong = self.error
        words = wrong or said(self.ask.hint)
        self.below.setText(words)
        self.below.setVisible(bool(words))
        self.editor.setAccessibleDescription(words)
        style(self.below, role="error" if wrong else "hint")

    def show_hint(self) -> None:
        """Say the hint again."""
        self._show_below()

    def show_error(self, sentence: Text | None) -> None:
        """Say what is wrong with the field, or that nothing is."""
        before, self._wrong = self._said, sentence or ""
        self._said = self.error
        if before == self._said:
            return
        style(self.editor, invalid="true" if self.error else "false")
        self._show_below()

    def check(self) -> bool:
        """Say what is wrong with the value as it stands; whether it is in order."""
        wrong = self.find_fault() is not None
        self.show_error((lambda: self.find_fault() or "") if wrong else None)
        return not wrong

    def find_fault(self) -> str | None:
        """What is wrong with the value as it stands."""
        value = self.editor.value()
        if (problem := self.editor.problem()) is not None:
            return str(problem)
        if self.ask.required and value in (None, "", False):
            return self.tr("This is needed")
        return self.ask.check(value) if self.ask.check and value not in (None, "") else None


class Form(QWidget):
    """A grid of questions. Checks a field as one leaves it, everything in :meth:`validate`."""

    edited = Signal(str)
    """The person changed this field."""
    submitted = Signal()
    """Enter in a line, Ctrl+Enter anywhere."""

    def __init__(self, name: str, asks: Sequence[Ask], columns: int = 1, *, size: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self._size, self._columns = size, columns
        self._rows: dict[str, FormRow] = {}
        self._touched: set[str] = set()
        self._hidden: set[str] = set()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self.message = Label("", "error", wrap=True, name=f"{name}-message")
        self.message.hide()
        self._rest: list[Text] = []
        write(self.message, self.message.setText, self._message)
        box = QVBoxLayout()
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self._grid)
        box.addWidget(self.message)
        self.setLayout(box)
        self.set_questions(asks)

    # -- questions --------------------------------------------------------------------------------

    def set_questions(self, asks: Sequence[Ask]) -> None:
        """Ask other questions; what was already said under the same name and kind stays."""
        values, old = self.values(), list(self._rows.values())
        for row in old:
            self._grid.removeWidget(row)
            row.hide()
        self._rows, self._hidden, self._touched = {}, set(), set()
        at_row = at_column = 0
        lines: dict[int, list[FormRow]] = {}
        for ask in asks:
            span = min(ask.span, self._columns)
            if at_column + span > self._columns or (ask.new_row and at_column):
                at_row, at_column = at_row + 1, 0
            row = self._make(ask)
            lines.setdefault(at_row, []).append(row)
            self._grid.addWidget(row, at_row, at_column, 1, span, Qt.AlignmentFlag.AlignTop)
            at_column += span
        if old:
            self._take_the_turn_of(old)
        for row in old:
            row.deleteLater()
        for line in lines.values():
            if any(row.ask.kind != "tick" for row in line):
                for row in line:
                    row.stand_beside_fields()
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)
        self.fill({name: value for name, value in values.items() if name in self._rows})

    def _take_the_turn_of(self, old: Sequence[FormRow]) -> None:
        """New fields come last to Tab, wherever they stand: here they come after those whose place they take.

        The chain itself is not walked: what it holds of other windows may be dying.
        """
        before = old[-1].editor
        for row in self._rows.values():
            QWidget.setTabOrder(before, row.editor)
            before = row.editor

    def _make(self, ask: Ask) -> FormRow:
        row = FormRow(ask, self._size)
        self._rows[ask.name] = row
        row.editor.edited.connect(lambda: self._edited(ask.name))
        row.editor.installEventFilter(self)
        return row

    def field(self, name: str) -> Any:
        """The field itself, for what the form does not offer. Raises KeyError."""
        return self._rows[name].editor

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a question; a hidden one is neither checked nor in :meth:`values`."""
        self._rows[name].setVisible(shown)
        (self._hidden.discard if shown else self._hidden.add)(name)

    def names(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def set_read_only(self) -> None:
        """Everything can be read, and copied where it is text; nothing can be changed."""
        for row in self._rows.values():
            if isinstance(row.editor, QLineEdit | QPlainTextEdit):
                row.editor.setReadOnly(True)
                style(row.editor, locked="true")
            else:
                row.editor.setEnabled(False)

    # -- values -----------------------------------------------------------------------------------

    def values(self) -> dict[str, Any]:
        """What was filled in, by name; hidden questions left out."""
        return {name: row.editor.value() for name, row in self._asked()}

    def _asked(self) -> list[tuple[str, FormRow]]:
        return [(name, row) for name, row in self._rows.items() if name not in self._hidden]

    def fill(self, values: Mapping[str, Any]) -> None:
        """Put values into the fields they name; other fields stay as they are."""
        for name, value in values.items():
            if name in self._rows:
                self._rows[name].editor.set_value(value)
                self._rows[name].show_error(None)

    def clear(self) -> None:
        """Empty every field and take all sentences away."""
        for row in self._rows.values():
            row.editor.set_value(None)
        self.clear_errors()

    # -- what is wrong ----------------------------------------------------------------------------

    def validate(self) -> bool:
        """Check every field; the first wrong one gets the focus."""
        self.clear_errors()
        wrong = []
        for _name, row in self._asked():
            if not row.check():
                wrong.append(row)
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def show_errors(self, sentences: Mapping[str | None, Text]) -> None:
        """Put sentences beside the fields they name; those that name none of ours stand below the form."""
        self.clear_errors()
        rest: list[Text] = []
        first = None
        asked = dict(self._asked())
        for name, sentence in sentences.items():
            if name is not None and name in asked:
                asked[name].show_error(sentence)
                first = first or asked[name]
            else:
                rest.append(sentence)
        self._rest = rest
        self.message.setText(self._message())
        self.message.setVisible(bool(rest))
        if first:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _message(self) -> str:
        return "\n".join(said(sentence) for sentence in self._rest)

    def show_refusal(self, words: Callable[[], Words], refusal: Refusal) -> None:
        """Show a refusal, or each of several, where it belongs; ``words`` gives those of the language."""
        fields: dict[str | None, list[Refusal]] = {}
        for part in refusal.parts if isinstance(refusal, Refusals) else (refusal,):
            fields.setdefault(part.field, []).append(part)

        def sentence(parts: list[Refusal]) -> Text:
            return lambda: "\n".join(words().refusal(part) for part in parts)

        self.show_errors({field: sentence(parts) for field, parts in fields.items()})

    def show_hints(self) -> None:
        """Say the hints again: what they depend on has changed."""
        for row in self._rows.values():
            row.show_hint()

    def clear_errors(self) -> None:
        self.message.hide()
        for row in self._rows.values():
            row.show_error(None)

    def errors(self) -> dict[str, str]:
        """The sentences that stand beside fields now."""
        return {name: row.error for name, row in self._rows.items() if row.error}

    # -- events -----------------------------------------------------------------------------------

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        row = self._rows[name]
        if row.error:
            row.check()
        self.message.hide()
        self.edited.emit(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            name = watched.objectName()
            if name in self._touched and name in self._rows:
                self._touched.discard(name)
                self._rows[name].check()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        in_area = isinstance(self.focusWidget(), QPlainTextEdit)
        if (
            enter
            and (with_ctrl or not in_area)
            and self.isSignalConnected(QMetaMethod.fromSignal(self.submitted))
        ):
            self.submitted.emit()
        else:
            super().keyPressEvent(event)
