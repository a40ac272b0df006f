"""The books: settlement with the networks, closed months, trial balance, deposits outstanding."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from ui.cashier.books_views import BalanceView, DepositsView
from ui.cashier.month_view import MonthsView
from ui.cashier.part import Part
from ui.cashier.partner_view import NetworksView
from ui.kit.empty import Empty
from ui.kit.screen import hbox, vbox
from ui.kit.tabs import Pills
from ui.session import Session

View = NetworksView | MonthsView | BalanceView | DepositsView
_MAKERS: dict[str, Callable[[Session], View]] = {
    "networks": NetworksView,
    "months": MonthsView,
    "balance": BalanceView,
    "deposits": DepositsView,
}


class BooksPage(Part):
    """Each view is made when it is first shown, and read again whenever it comes to the front."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-books")
        self._session = session
        self._views: dict[str, View] = {}
        self.pills = Pills(
            "books",
            [
                ("networks", lambda: self.tr("Networks")),
                ("months", lambda: self.tr("Months")),
                ("balance", lambda: self.tr("Trial balance")),
                ("deposits", lambda: self.tr("Deposits")),
            ],
        )
        self.pills.chosen.connect(self._show)
        self._stack = QStackedWidget()
        if not session.actor.may("report.read"):
            self.pills.setParent(self)  # nothing to choose from: not laid out, and never seen
            self.pills.hide()
            self._stack.addWidget(Empty("lock", self._why_not, name="books-refused"))
        head = () if self._stack.count() else (hbox(self.pills, None),)
        whole = vbox(*head, self._stack, gap=12)
        whole.setStretch(len(head), 1)
        self.setLayout(whole)

    def view(self, key: str) -> View:
        """One of the four."""
        if key not in self._views:
            self._views[key] = _MAKERS[key](self._session)
            self._stack.addWidget(self._views[key])
        return self._views[key]

    def _why_not(self) -> str:
        return self._session.words("refusal.not_permitted")

    def _front(self) -> View | None:
        return self.view(self.pills.current()) if self._session.actor.may("report.read") else None

    def _show(self, _key: str) -> None:
        self.begin()

    def reload(self) -> None:
        """Read again what is in front; what is not seen is read when it comes to the front."""
        front = self._front() if self.isVisible() else None
        if front is not None:
            self._stack.setCurrentWidget(front)
            front.reload()

    def retranslate(self) -> None:
        self.reload()

    def begin(self) -> None:
        self.reload()
        if self.isVisible() and (front := self._front()) is not None:
            front.begin()
