"""The library's own bank account, as a reader from outside needs it ([G] FAQ 4)."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ill_desktop.counter import money_papers
from ill_desktop.patrons.queries import PatronCard
from ui.kit.dialogs import Sheet
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.screen import hbox, vbox
from ui.session import Session


class DetailsSheet(Sheet):
    """Four lines; Ctrl+C copies them all."""

    def __init__(self, parent: QWidget | None, session: Session, reader: PatronCard | None = None) -> None:
        """``reader``: who transfers something in advance."""
        self._session, self._reader = session, reader
        facts = Facts("bank-details-facts")
        facts.show_facts([Fact(name, value) for name, value in self._lines()])
        copy = Button("bank-details-copy", lambda: self.tr("Copy"), key="Ctrl+C", on=self._copy)
        paper = Button("bank-details-print", lambda: self.tr("Print"), icon="print", key="P", on=self._print)
        super().__init__(
            parent,
            "bank-details",
            lambda: self.tr("Our bank details"),
            None,
            note=self._note,
            body=vbox(facts, 4, hbox(copy, paper, None), gap=12),
            secondary=lambda: self.tr("Close"),
            width=560,
        )

    def _note(self) -> str:
        if self._reader is None:
            return self.tr("For a reader from outside; the till prints them with what is due (F8).")
        words = self.tr("For %1: with name and number (%2) in the purpose the transfer is found at once.")
        return words.replace("%1", self._reader.name).replace("%2", self._reader.number)

    def _lines(self) -> list[tuple[str, str]]:
        return [*money_papers.bank_lines(self._session.desk.library, self._session.words)]

    def _copy(self) -> None:
        text = "\n".join(f"{name}：{value}" for name, value in self._lines())
        QGuiApplication.clipboard().setText(text)
        self._session.commands.said.emit(self.tr("Copied"), False)

    def _print(self) -> None:
        session, words = self._session, self._session.desk.words()
        reader = self._reader.id if self._reader else None
        session.show_paper(
            lambda: session.words("paper.receipt.bank"),
            lambda: session.desk.papers.our_bank(words, reader),
            "bank-details.pdf",
            self,
        )
