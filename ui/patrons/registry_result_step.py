"""The last step of an import: what became of it, and who was not in the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.patrons.registry import ImportResult
from ill_desktop.patrons.registry_queries import Leaver
from ui.kit.date_field import DateField
from ui.kit.empty import Empty
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.models import StaticModel
from ui.kit.screen import clear, hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.text import write
from ui.patrons.registry_lists import RegistryLists
from ui.session import Session


class ResultStep(QWidget):
    """``leavers`` leads to those who were not in the file."""

    def __init__(self) -> None:
        super().__init__()
        self._result = ImportResult()
        self._figures = hbox(gap=16)
        self._facts = Facts("registry-result-more", figures=True, small=False)
        self._more = panel(self._facts)
        self._note = Label(self._note_words, "note", wrap=True, name="registry-result-note")
        self.leavers = Button("registry-leavers-show", lambda: self.tr("Who was not in the file…"), key="L")
        done = Label(lambda: self.tr("The registry is up to date"), "heading")
        head = hbox(Icon("check", 28, "good"), done, None)
        below = hbox(self.leavers, None)
        self.setLayout(vbox(head, self._figures, self._more, self._note, below, None, gap=16))

    def show_result(self, result: ImportResult) -> None:
        """Show the figures of an import."""
        self._result = result
        clear(self._figures)
        for name, title, figure in (
            ("added", lambda: self.tr("New"), result.added),
            ("updated", lambda: self.tr("Changed"), result.updated),
            ("left", lambda: self.tr("As they were"), result.left),
            ("leavers", lambda: self.tr("Not in the file"), result.leavers),
        ):
            shown = Label(f"{figure:,}", "figure", name=f"registry-result-{name}")
            self._figures.addWidget(panel(Label(title, "subtitle"), shown, gap=4, margins=16), 1)
        facts = [
            Fact(title, f"{figure:,}")
            for title, figure in (
                (lambda: self.tr("Rows left out for their problems"), result.skipped),
                (lambda: self.tr("Readers with a bound card who followed"), result.readers),
                (lambda: self.tr("of these with another name"), result.renamed),
            )
            if figure
        ]
        self._facts.show_facts(facts)
        self._more.setVisible(bool(facts))
        self._note.setText(self._note_words())
        self.leavers.setVisible(result.leavers > 0)

    def _note_words(self) -> str:
        if self._result.leavers:
            return self.tr(
                "Whoever stands in the registry but not in the file stays. If they have left, end their "
                "validity."
            )
        return self.tr("Everybody valid in the registry was in the file.")


class LeaversStep(QWidget):
    """Valid people who were not in the last file: ticked ones can be ended on a day.

    ``opened``: the card of a reader is wanted.
    """

    edited = Signal()
    opened = Signal(int)

    def __init__(self, session: Session, lists: RegistryLists) -> None:
        super().__init__()
        self._session, self._lists = session, lists
        self._model = StaticModel[Leaver](lists.leavers(), key=lambda row: row.number, checkable=True)
        self._words = Label(self._said, "subtitle", wrap=True, name="registry-leavers-count")
        self._model.checked_changed.connect(self.edited)
        table = TableView(
            "registry-leavers",
            self._model,
            title=lambda: self.tr("Not in the last file"),
            empty=Empty("check", lambda: self.tr("Everybody valid was in the last file.")),
        )
        table.activated_row.connect(self._open)
        self.day = DateField("registry-leavers-day")
        self.day.setFixedWidth(160)
        write(self.day, self.day.setAccessibleName, lambda: self.tr("Last day of validity"))
        self.day.edited.connect(self.edited)
        export = Button(
            "registry-leavers-export",
            lambda: self.tr("Save this list…"),
            icon="download",
            on=lambda: lists.ask_where(
                self.tr("Not in the last file"), self._model.columns, self._model.rows
            ),
        )
        below = hbox(
            Label(lambda: self.tr("Last day of validity"), "subtitle"), self.day, None, export, gap=12
        )
        box = vbox(self._words, panel(table, margins=0), below, gap=12)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_leavers(self, rows: Sequence[Leaver]) -> None:
        """Show them, all ticked; the day is today until another is chosen."""
        self.day.set_value(self._session.desk.clock.day())
        self._model.set_rows(rows)
        self._model.set_checked(row.number for row in rows)
        self._words.setText(self._said())

    def chosen(self) -> list[str]:
        """The numbers of the ticked people."""
        return [row.number for row in self._model.checked()]

    def count(self) -> int:
        """How many people are ticked."""
        return self._model.checked_count()

    def until(self) -> dt.date | None:
        return self.day.value()

    def _open(self, row: Leaver) -> None:
        if row.patron_id is not None:
            self.opened.emit(row.patron_id)

    def _said(self) -> str:
        rows = self._model.rows
        readers = [row for row in rows if row.patron_id is not None]
        bound = sum(bool(row.loans or row.owed_fen) for row in readers)
        words = self.tr(
            "%1 valid people were not in the last file; %2 of them are readers, and %3 still have something "
            "or owe something."
        )
        for at, figure in enumerate((len(rows), len(readers), bound), 1):
            words = words.replace(f"%{at}", f"{figure:,}")
        return words
