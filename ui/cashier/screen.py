"""The cashier: a till, the slips to match, the papers of the shift; the shift opens and closes here."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from ill_desktop.cashier import bank, invoice_register, queries, rules, tills, unprinted
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ill_desktop.errors import Refusal
from ui.cashier.bank_part import BankPart
from ui.cashier.part import Part
from ui.cashier.shift_facts import shift_tag, since
from ui.cashier.shift_page import ShiftPage
from ui.cashier.shift_start import ShiftStart
from ui.cashier.till_page import TillPage
from ui.kit.chip import Chip
from ui.kit.commands import Changes
from ui.kit.dialogs import confirm
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.screen import Screen, page, title_bar, vbox
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.session import Session

if TYPE_CHECKING:
    from ui.cashier.books_page import BooksPage
    from ui.cashier.invoice_page import InvoicesPage
    from ui.cashier.register_page import RegisterPage

_Part = TypeVar("_Part", bound=Part)
_ROOMY = 1150  # pixels from which the tabs stand in one line beside the chip of the shift
_CHIP = 300  # pixels it may take there


class CashierScreen(Screen):
    """Everything by keyboard: scan, F5, amount, Enter."""

    def __init__(self, session: Session) -> None:
        super().__init__("cashier")
        self._session = session
        self._shift: ShiftRow | None = None
        self.till = TillPage(session)
        self.start = ShiftStart(session, lambda _shift: None)
        self.drawer = self._make_drawer()
        self._parts: dict[str, Callable[[], Part]] = {
            "transfers": lambda: self.transfers,
            "invoices": lambda: self.invoices,
            "register": lambda: self.this_shift,
            "books": lambda: self.books,
        }
        self._made: dict[str, Part] = {}
        self.tabs = Pills(
            "cashier-tabs",
            [
                ("till", lambda: self.tr("Take money")),
                ("transfers", lambda: self.tr("Transfers & bank")),
                ("invoices", lambda: self.tr("Invoices")),
                ("books", lambda: self.tr("Books")),
                ("register", lambda: self.tr("This shift")),
            ],
        )
        self.tabs.chosen.connect(self._show_tab)
        self._chip = Chip(name="cashier-shift")
        self._deposit = Button("cashier-deposit", lambda: self.tr("Deposit"), key="D", on=self._open_deposit)
        self._refund = Button("cashier-refund", lambda: self.tr("Refund"), key="R", on=self._open_refund)
        self._close = Button(
            "cashier-close-shift", lambda: self.tr("End of shift"), key="E", on=self.close_shift
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.till)
        self._pages.addWidget(self.start)
        bar = title_bar(
            lambda: self.tr("Cashier"),
            self.drawer,
            self._chip,
            16,
            vbox(None, self.tabs, None),
            actions=[self._deposit, self._refund, self._close],
            name="cashier-title",
        )
        bar.setAlignment(Qt.AlignmentFlag(0))  # where the tabs take two lines, so does the bar
        whole = page(bar, self._pages)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    @cached_property
    def transfers(self) -> BankPart:
        return self._add("transfers", BankPart(self._session))

    @cached_property
    def invoices(self) -> InvoicesPage:
        from ui.cashier.invoice_page import InvoicesPage

        return self._add("invoices", InvoicesPage(self._session))

    @cached_property
    def this_shift(self) -> ShiftPage:
        return self._add("register", ShiftPage(self._session))

    @property
    def register(self) -> RegisterPage:
        """The papers of the shift."""
        return self.this_shift.register

    @cached_property
    def books(self) -> BooksPage:
        from ui.cashier.books_page import BooksPage

        return self._add("books", BooksPage(self._session))

    def _add(self, key: str, part: _Part) -> _Part:
        part.set_shift(self._shift)
        part.reload()
        self._made[key] = part
        self._pages.addWidget(part)
        return part

    def _make_drawer(self) -> Choice:
        """Which till is worked at; nothing to choose where there is one."""
        drawer = Choice("cashier-drawer", tills.offered)
        drawer.setMinimumContentsLength(6)
        write(self, drawer.setAccessibleName, lambda: self.tr("Till"))
        drawer.edited.connect(self._change_drawer)
        return drawer

    def _change_drawer(self) -> None:
        self._session.choose_till(self.drawer.value())
        self._session.commands.changed.emit(Changes(frozenset({"cashier"})))
        self._focus()

    # -- coming and going -------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self._focus()

    def refresh(self, topics: frozenset[str]) -> None:
        if not topics.isdisjoint({"cashier", "requests", "patrons", "papers", "settings"}):
            self._load()

    def retranslate(self) -> None:
        self._load()
        self.till.retranslate()
        self.start.retranslate()
        for part in self._made.values():
            part.retranslate()

    def show_subject(self, patron_id: int) -> None:
        """Take money from this reader."""
        self._choose_tab("till")
        self.till.show_reader(patron_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the tabs keep to one line: the bar at the bottom says it of the shift as well."""
        super().resizeEvent(event)
        self._chip.setMaximumWidth(_CHIP if event.size().width() >= _ROOMY else 0)

    def carry_out(self, command: str) -> None:
        """A command given to the one box; one that needs a shift says so where there is none."""
        drawer = {
            "x_report": "show_x",
            "open_drawer": "open_drawer",
            "hand_over": "hand_over",
            "pay_in": "pay_in",
            "pay_out": "pay_out",
        }
        if command in ("take_money", "open_shift"):
            self._choose_tab("till")
        elif command in ("not_printed", "printers"):
            self._choose_tab("register")
            self.this_shift.carry_out(command)
        elif self._shift is None:
            self._session.commands.fail(Refusal("shift.closed"))
        elif command == "close_shift":
            self.close_shift()
        elif command in drawer:
            self._choose_tab("register")
            getattr(self.this_shift.moves, drawer[command])()

    def scanned(self, text: str) -> bool:
        """A slip or a paper opens where it is worked on; a card or a request brings its reader.

        Anything else is the reference that a form in front still waits for, or not for this screen.
        """
        from ill_desktop.patrons import queries as patrons
        from ill_desktop.requests import queries as requests

        if queries.transfer_by_number(text) is not None:
            self._choose_tab("transfers")
            return self.transfers.go_to(text)
        paper = queries.paper_by_number(text)
        if paper is not None and paper.series.startswith(rules.INVOICE):
            self._choose_tab("invoices")
            return self.invoices.go_to(text)
        if paper is not None:
            self._choose_tab("register")
            return self.this_shift.go_to(text)
        patron = patrons.by_number(text)
        if patron is None and (request := requests.by_number(text)) is not None:
            patron = requests.detail(request).patron_id
        if patron is None:
            return self._take_reference(text)
        self.show_subject(patron)
        return True

    def _take_reference(self, text: str) -> bool:
        front = self._pages.currentWidget()
        if isinstance(front, Part):
            return front.take_reference(text)
        form = self.till.payment.form
        if form.isVisible() and form.values().get("reference") == "":
            form.fill({"reference": text})
            return True
        return False

    # -- what is in front -------------------------------------------------------------------------

    def _choose_tab(self, key: str) -> None:
        self.tabs.choose(key)
        self._show_tab(key)

    def _show_tab(self, key: str) -> None:
        till = self.till if self._shift is not None else self.start
        self._pages.setCurrentWidget(self._parts[key]() if key in self._parts else till)
        self._focus()

    def _focus(self) -> None:
        front = self._pages.currentWidget()
        if front is self.start:
            self.start.begin()
        elif isinstance(front, Part):
            front.begin()
        elif self.till.account is None:
            self.till.finder.wait()
        else:
            self.till.dues.table.setFocus()

    def _load(self) -> None:
        before = self._shift
        till_id = self._session.till_id
        self.drawer.reload()
        self.drawer.set_value(till_id)
        self.drawer.setVisible(self.drawer.count() > 1)
        self._shift = queries.open_shift(till_id)
        self.till.set_shift(self._shift)
        self._show_shift()
        self.till.reload()
        for part in self._made.values():
            part.set_shift(self._shift)
            part.reload()
        self.tabs.set_count("transfers", queries.transfers_pending() + bank.unknown_count() or None)
        waiting = unprinted.rows(self._shift.id if self._shift else None)
        self.tabs.set_count("register", len(waiting) or None)
        self.tabs.set_count("invoices", invoice_register.waiting() or None)
        if (before is None) != (self._shift is None) or self._pages.currentWidget() is self.till:
            self._settle()

    def _settle(self) -> None:
        """The till stands only while a shift is open."""
        wanted = self.till if self._shift is not None else self.start
        if self.tabs.current() == "till" and self._pages.currentWidget() is not wanted:
            self._pages.setCurrentWidget(wanted)
            self._focus()

    def _show_shift(self) -> None:
        shift = self._shift
        self._deposit.setEnabled(shift is not None)
        self._refund.setEnabled(shift is not None)
        self._refund.setVisible(self._session.actor.may("money.refund"))
        self._close.setEnabled(shift is not None)
        self._chip.set_tag(shift_tag(self._session, shift))
        if shift is None:
            self._chip.setToolTip("")
            return
        words = self.tr("since %1 · %2").replace("%1", since(self._session, shift))
        self._chip.setToolTip(words.replace("%2", shift.opened_by))

    # -- deposit, shift ---------------------------------------------------------------------------

    def _open_deposit(self) -> None:
        if self._has_reader():
            self.till.open_deposit()

    def _open_refund(self) -> None:
        if self._has_reader():
            self.till.open_refund()

    def _has_reader(self) -> bool:
        """Whether somebody stands at the till; else says what to do first."""
        self._choose_tab("till")
        if self.till.account is not None:
            return True
        self._session.commands.refused.emit(self.tr("Find the reader first: scan the card or type a name."))
        self.till.finder.wait()
        return False

    def close_shift(self) -> None:
        """Count the drawer and end the shift; an unfinished payment is finished first, or carried over."""
        if self._shift is None:
            return
        if not self.till.payment.is_begun():
            self._count()
            return
        reader = "" if self.till.account is None else self.till.account.card.name
        confirm(
            self.window(),
            lambda: self.tr("%1 is still paying").replace("%1", reader),
            lambda: self.tr(
                "What is keyed in is not taken yet. Finish it first, or carry it over: then it waits "
                "here, untaken, for the next shift."
            ),
            lambda: self.tr("Carry it over"),
            self._count,
        )

    def _count(self) -> None:
        if self._shift is not None:
            from ui.cashier.shift_close import CountSheet

            self.this_shift.moves.open_to_count(self._shift)
            CountSheet(self.window(), self._session, self._shift, self._closed).open()

    def _closed(self, report: Receipt) -> None:
        from ui.cashier.shift_close import ShiftSummary

        if not self.till.payment.is_begun():
            self.till.next_reader()
        ShiftSummary(self.window(), self._session, report).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        in_till = self._pages.currentWidget() is self.till
        if event.key() == Qt.Key.Key_Escape and in_till and self.till.step_back():
            return
        super().keyPressEvent(event)
