"""Money that comes without the reader: internal transfers, bank transfers, and statements to compare with."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QStackedWidget

from ill_desktop.cashier import bank, queries
from ui.cashier.part import Part
from ui.cashier.transfers_page import TransfersPage
from ui.kit.screen import vbox
from ui.kit.tabs import Pills
from ui.kit.theme import GAP
from ui.session import Session

if TYPE_CHECKING:
    from ui.cashier.bank_page import BankPage
    from ui.cashier.reconcile_page import ReconcilePage

_Part = TypeVar("_Part", bound=Part)


class BankPart(Part):
    """Three pages below one row of pills; each is made when it is first shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-money")
        self._session = session
        self._makers: dict[str, Callable[[], Part]] = {
            "slips": lambda: self.slips,
            "bank": lambda: self.bank,
            "statements": lambda: self.statements,
        }
        self._made: list[Part] = []
        self.pills = Pills(
            "cashier-money",
            [
                ("slips", lambda: self.tr("Slips to match")),
                ("bank", lambda: self.tr("Bank transfers")),
                ("statements", lambda: self.tr("Statements")),
            ],
        )
        self.pills.chosen.connect(self._show)
        self._pages = QStackedWidget()
        box = vbox(self.pills, self._pages, gap=GAP)
        box.setStretch(1, 1)
        self.setLayout(box)
        self._pages.setCurrentWidget(self.slips)

    @cached_property
    def slips(self) -> TransfersPage:
        return self._add(TransfersPage(self._session))

    @cached_property
    def bank(self) -> BankPage:
        from ui.cashier.bank_page import BankPage

        return self._add(BankPage(self._session))

    @cached_property
    def statements(self) -> ReconcilePage:
        from ui.cashier.reconcile_page import ReconcilePage

        return self._add(ReconcilePage(self._session))

    def _add(self, part: _Part) -> _Part:
        self._made.append(part)
        self._pages.addWidget(part)
        return part

    def choose(self, key: str) -> None:
        """Bring one of the pages to the front."""
        self.pills.choose(key)
        page = self._makers[key]()
        if page is not self._pages.currentWidget():
            self._pages.setCurrentWidget(page)
            page.reload()

    def _show(self, key: str) -> None:
        self.choose(key)
        self.begin()

    def _front(self) -> Part:
        front = self._pages.currentWidget()
        assert isinstance(front, Part)
        return front

    # -- what every tab offers --------------------------------------------------------------------

    def begin(self) -> None:
        self._front().begin()

    def reload(self) -> None:
        self.pills.set_count("slips", queries.transfers_pending() or None)
        self.pills.set_count("bank", bank.unknown_count() or None)
        self._front().reload()  # the others when they come to the front

    def retranslate(self) -> None:
        for part in self._made:
            part.retranslate()

    def go_to(self, text: str) -> bool:
        if not self.slips.go_to(text):
            return False
        self.choose("slips")
        return True

    def take_reference(self, text: str) -> bool:
        return self._front().take_reference(text)
