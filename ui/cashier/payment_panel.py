"""How it is paid: the sum, the keys, what each way asks for, and the one button that takes the money."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import rules
from ill_desktop.cashier.rules import Tender
from ill_desktop.errors import Refusal
from ui.cashier.account import Account
from ui.cashier.bank_words import incoming
from ui.cashier.basket import Basket
from ui.cashier.parts_list import PartsList
from ui.cashier.payment_form import PaymentForm
from ui.cashier.print_choice import PaperSize
from ui.cashier.tender_keys import KEYS, TenderKeys
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, scrolled, vbox
from ui.session import Session


class PaymentPanel(QWidget):
    """Collects one payment; it takes nothing itself: ``asked`` says that the person wants it taken."""

    asked = Signal()
    chosen = Signal(object)
    """Another way of paying: its kind, or None."""
    in_advance = Signal(str)
    """Nothing is due: this kind is meant for the deposit."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._account: Account | None = None
        self._has_slips = False
        self._split = False
        self.basket = Basket()
        self.kind: str | None = None
        self._due = Label("", "total", name="cashier-due")
        self.keys = TenderKeys(session, "cashier-tender", list(KEYS))
        self._parts = PartsList(session, self._remove)
        self.entry = PaymentForm("cashier-payment", self._incoming)
        self.form = self.entry.form
        self._another = Button(
            "cashier-another",
            lambda: self.tr("Pay a part of it in another way"),
            role="link",
            icon="plus",
            key="F11",
            on=self._split_up,
        )
        self._capitals = Label("", "note", wrap=True, name="cashier-capitals")
        self._last = Label("", "note", tone="good", wrap=True, name="cashier-last")
        self.pay = Button("cashier-pay", self._pay_words, role="primary", key="Enter", on=self.asked.emit)
        self.pay.setMinimumHeight(48)
        self._paper = PaperSize(session)
        self._lay_out()
        self.keys.chosen.connect(self._choose)
        self.form.edited.connect(lambda _field: self._edited())
        self.clear()

    def _lay_out(self) -> None:
        ways = vbox(self.keys, self._parts, self.entry, hbox(self._another, None), None)
        self._ways = scrolled(ways, "cashier-ways")
        stays = self.entry.change_row.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # what is above it does not move while one types
        self.entry.change_row.setSizePolicy(stays)
        box = vbox(
            Label(lambda: self.tr("Due"), "note"),
            self._due,
            self._ways,
            self.entry.change_row,  # out of what scrolls: the change is seen in any window
            self._last,
            self._capitals,
            self.pay,
            self._paper,
        )
        box.setStretch(2, 1)
        self.setLayout(box)

    def _pay_words(self) -> str:
        if self.kind == "transfer":
            return self.tr("Print transfer slip")
        if self.kind == "bank" and self.entry.incoming() is None:
            return self.tr("Print the bank details")
        return self.tr("Take and print")

    def _incoming(self) -> list[tuple[int | None, str]]:
        """What has come; what seems to be this reader's first."""
        return incoming(self._account.card.name if self._account else "", self.basket.rest_fen)

    # -- what is to be paid -----------------------------------------------------------------------

    def clear(self) -> None:
        """Nobody stands here."""
        self._account = None
        self.basket = Basket()
        self._paper.say_again()
        self.say_last("")
        self._take_up(None)

    def show_account(self, account: Account, due_fen: int, has_slips: bool, fresh: bool) -> None:
        """Show what this reader pays now. What was typed stays, unless he is another or owes another sum."""
        self._account, self._has_slips = account, has_slips
        self._paper.say_again()
        changed = due_fen != self.basket.due_fen
        self.basket = self.basket.with_due(due_fen)
        if fresh or not due_fen or (changed and (self._split or self.kind == "deposit")):
            self._take_up(None)
        else:
            self.entry.set_due(self.basket.rest_fen)
            self._show_state()

    def say_last(self, sentence: str) -> None:
        """Keep saying how the payment before went, while the same reader pays something else."""
        self._last.setText(sentence)
        self._last.setVisible(bool(sentence))

    def tenders(self) -> tuple[Tender, ...]:
        """The payment as it stands."""
        return self.basket.tenders(self.entry.tender())

    # -- choosing ---------------------------------------------------------------------------------

    def _choose(self, kind: str) -> None:
        if not self.basket.due_fen:
            self.keys.choose(None)
            self.in_advance.emit(kind)
            return
        if self._is_part() and kind != self.kind and not self._settle_part():
            self.keys.choose(self.kind)
            return
        if kind == "deposit" and self._account and 0 < self._account.deposit_fen < self.basket.rest_fen:
            # What was paid in advance goes first; the rest waits for the next key.
            self.basket = self.basket.with_part(Tender("deposit", self._account.deposit_fen))
            self._take_up(None)
            return
        self._take_up(kind)
        self._focus()

    def _focus(self) -> None:
        """The cursor where typing begins, and that in sight once everything has its place."""
        self.entry.focus()
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _edited(self) -> None:
        self._show_state()
        QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        if (field := self.entry.focusWidget()) is not None:
            self._ways.ensureWidgetVisible(field, 0, 8)

    def _take_up(self, kind: str | None, split: bool = False) -> None:
        self.kind, self._split = kind, split
        self.entry.ask_for(kind, self.basket.rest_fen, with_amount=split)
        self._show_state()
        self.chosen.emit(kind)

    def is_begun(self) -> bool:
        """Whether something is keyed in that has not been taken."""
        return self._account is not None and bool(self.basket.parts or self.kind)

    def step_back(self) -> bool:
        """Take the choice back (Esc); says whether there was one."""
        if self.kind is None and not self.basket.parts:
            return False
        self.basket = Basket(self.basket.due_fen)
        self._take_up(None)
        return True

    def _split_up(self) -> None:
        """Ask for an amount: this way pays a part, the next key another."""
        self._take_up(self.kind, split=True)
        self._focus()

    def _is_part(self) -> bool:
        return self._split and 0 < self.entry.amount_fen() < self.basket.rest_fen

    def _settle_part(self) -> bool:
        part = self.entry.tender()
        if not self.form.validate():
            return False
        try:
            rules.check_tenders([part], part.amount_fen, 0, rules.COUNTER_TENDERS)
        except Refusal as refusal:
            self.form.show_refusal(lambda: self._session.words, refusal)
            return False
        self.basket = self.basket.with_part(part)
        return True

    def _remove(self, kind: str) -> None:
        self.basket = self.basket.without(kind)
        self._take_up(None)

    # -- what is shown ----------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say again what was put together from words and figures."""
        self._show_state()

    def _show_state(self) -> None:
        due = self.basket.due_fen
        self._due.setText(money.yuan(due))
        self._capitals.setText(money.in_capitals(due) if due else "")
        self._parts.show_basket(self.basket)
        self.keys.choose(self.kind)
        self.keys.allow(self._allowed())
        can_split = self.kind in rules.COUNTER_TENDERS and self.kind != "deposit" and not self._split
        self._another.setVisible(can_split)
        self.pay.say(self._pay_words())
        self.pay.setEnabled(self._can_pay())

    def _allowed(self) -> set[str]:
        if self._account is None:
            return set()
        if not self.basket.due_fen:  # who owes nothing may still ask where to transfer to
            return set() if self._account.campus or self._account.dues else {"bank"}
        kinds = set(KEYS) - self.basket.kinds
        if not self._account.campus:
            kinds.discard("transfer")  # [G] FAQ 4: only campus readers pay out of project funds
        if self._account.deposit_fen <= 0:
            kinds.discard("deposit")
        if self._account.campus:
            kinds.discard("bank")  # [G] FAQ 4: the bank transfer is for readers from outside
        if self.basket.parts or self._is_part():
            kinds -= {"transfer", "bank"}  # both settle whole lines
        return kinds

    def _can_pay(self) -> bool:
        if self._account is None or not self.basket.due_fen or self.kind is None:
            return False
        if self.kind == "transfer":
            return self._account.campus and not self._has_slips
        if self.entry.is_short():
            return False
        return self.entry.is_unreadable() or self.entry.amount_fen() == self.basket.rest_fen
