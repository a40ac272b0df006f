"""Beside a request: who was asked, in order, with answers, costs and dates; and what is sent to them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ill_desktop.requests import queries, supplier_queries
from ill_desktop.requests.queries import Asked, Detail
from ui.kit.chip import Chip
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import clear, hbox, vbox
from ui.kit.text import Text
from ui.requests.supplier_mail import SupplierMail
from ui.requests.supplier_words import SupplierWords
from ui.session import Session

TO_ASK = ("accepted", "retry_possible")
"""Where the next supplier is to be chosen."""
WAITING = ("sent", "cancel_pending")


class AskedPanel(QWidget):
    """Hidden while nobody was asked and nobody is to be asked."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("request-suppliers")
        self._session, self._words = session, SupplierWords(session, self)
        self._mail = SupplierMail(session, self)
        self._request: Detail | None = None
        self._title = Label(lambda: self.tr("Suppliers asked"), "heading")
        self._rows = vbox(gap=8)
        self.next = Label("", "note", wrap=True, name="request-next-supplier")
        self.sheet = self._link(
            "request-sheet", "print", "H", lambda: self.tr("Request sheet"), self.print_sheet
        )
        self.mail = self._link(
            "request-mail", "mail", "I", lambda: self.tr("E-mail to the supplier"), self.write_mail
        )
        self.setLayout(vbox(hbox(self._title, None, self.sheet, self.mail, gap=0), self._rows, self.next))
        self.hide()

    @staticmethod
    def _link(name: str, icon: str, key: str, tip: Text, on: Callable[[], object]) -> Button:
        return Button(name, icon=icon, role="quiet", key=key, badge=False, tip=tip, on=on)

    # -- what is shown ----------------------------------------------------------------------------

    def show_request(self, request: Detail) -> None:
        """Show who was asked for a request, and who is suggested next."""
        self._request = request
        asked = queries.asked(request.id)
        clear(self._rows)
        for each in asked:
            self._rows.addLayout(self._row(each, each.position == len(asked)))
        suggestion = self._suggestion(request)
        self.next.setText(suggestion)
        self.next.setVisible(bool(suggestion))
        for button in (self.sheet, self.mail):
            button.setVisible(bool(asked) and request.supplier_id is not None)
        self.setVisible(bool(asked) or bool(suggestion))

    def _row(self, asked: Asked, last: bool) -> QVBoxLayout:
        now = last and self._request is not None and self._request.state in WAITING
        answer = self._words.answer(asked, now)
        chip = Chip(answer.text, answer.tone, name=f"asked-{asked.position}")
        name = ElidedLabel(f"{asked.position}. {asked.name}", name=f"asked-name-{asked.position}")
        head = hbox(name, chip)
        head.setStretch(0, 1)
        below = Label(self._words.dates(asked), "note", wrap=True, name=f"asked-dates-{asked.position}")
        return vbox(head, below, gap=0)

    def _suggestion(self, request: Detail) -> str:
        if request.state not in TO_ASK:
            return ""
        found = supplier_queries.suggest(request, 1)
        if not found or found[0].asked_before:
            return self.tr("Every supplier of the directory has been asked")
        said = self.tr("To ask next: %1").replace("%1", found[0].name)
        return f"{said}\n{self._words.reasons(found[0])}"

    # -- what is done -----------------------------------------------------------------------------

    def print_sheet(self) -> None:
        """The request sheet for the supplier asked last."""
        if self._request is not None:
            self._mail.show_sheet(self._request)

    def write_mail(self) -> None:
        """A draft to the supplier in the mail program, with the sheet attached."""
        if self._request is not None:
            self._mail.draft(self._request)
