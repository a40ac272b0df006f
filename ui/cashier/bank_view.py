"""One bank transfer: what is known of it, its photo, whose it may be, and what became of it."""

from __future__ import annotations

from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier import bank, payers
from ill_desktop.cashier.bank import IncomingRow, Use
from ill_desktop.cashier.payers import Guess
from ill_desktop.cashier.proofs import Owner
from ui.cashier.proof_kept import KeptProofs
from ui.kit.chip import Chip, Tag
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label, Rule
from ui.kit.screen import clear, hbox, scrolled, vbox
from ui.kit.table import TableView
from ui.session import Session


class Steps(Protocol):
    """What the page does with a transfer."""

    table: TableView

    def settle(self, patron_id: int | None = None) -> None: ...

    def send_back(self) -> None: ...

    def withdraw(self) -> None: ...

    def invoice(self, use: Use) -> None: ...

    def take_back(self, use: Use) -> None: ...


class TransferView(QWidget):
    """The side of the page; what is done is done by the page."""

    def __init__(self, session: Session, page: Steps) -> None:
        super().__init__()
        self.setObjectName("cashier-bank-view")
        self._session, self._page = session, page
        self._row: IncomingRow | None = None
        self._chip = Chip(name="cashier-bank-state")
        self._sum = Label("", "figure", name="cashier-bank-sum")
        self._left = Label("", "note", name="cashier-bank-left")
        self._facts = Facts("cashier-bank-facts")
        self.photos = KeptProofs(session, "cashier-bank-photos", lambda: self.tr("Photo of the transfer"))
        self.photos.listen(page.table)
        self._guesses, self._uses = QVBoxLayout(), QVBoxLayout()
        for box in (self._guesses, self._uses):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(6)
        self._settle = Button(
            "cashier-bank-settle",
            lambda: self.tr("Put it to a reader"),
            role="primary",
            key="Enter",
            on=page.settle,
        )
        self._settle.setMinimumHeight(48)
        self._back = Button("cashier-bank-back", lambda: self.tr("Send back"), key="B", on=page.send_back)
        self._withdraw = Button(
            "cashier-bank-withdraw", lambda: self.tr("Reverse"), role="danger", key="V", on=page.withdraw
        )
        known = vbox(
            hbox(self._chip, None, self._back, self._withdraw),
            self._sum,
            self._left,
            self._facts,
            4,
            self.photos,
            4,
            self._guesses,
            self._uses,
            None,
            gap=8,
        )
        box = vbox(scrolled(known), self._settle, gap=12)
        box.setStretch(0, 1)
        self.setLayout(box)

    def show_transfer(self, row: IncomingRow | None) -> None:
        """Show this one."""
        self._row = row
        if row is None:
            self.photos.show_owner(None)
            return
        uses = bank.uses(row.id)
        is_open, unused = row.left_fen > 0, row.left_fen == row.amount_fen
        withdrawn = any(use.kind == "reversal" and use.amount_fen > 0 for use in uses)
        tag = Tag(self.tr("Settled"), "good") if not is_open else Tag(self.tr("Unclaimed"), "caution")
        self._chip.set_tag(Tag(self.tr("Reversed")) if withdrawn and not is_open else tag)
        self._sum.setText(money.yuan(row.amount_fen))
        self._left.setText(self.tr("Open: %1").replace("%1", money.yuan(row.left_fen)))
        self._left.setVisible(is_open and not unused)
        self._facts.show_facts(self._known(row))
        self.photos.show_owner(Owner(incoming_id=row.id), not withdrawn, unused)
        self._show_guesses(payers.guesses(row) if is_open else [])
        self._show_uses(uses)
        actor = self._session.actor
        self._settle.setVisible(is_open)
        self._back.setVisible(is_open and actor.may("money.refund"))
        self._withdraw.setVisible(is_open and unused and actor.may("money.void"))

    def _known(self, row: IncomingRow) -> list[Fact]:
        facts = [
            Fact(self.tr("Paid by"), row.payer),
            Fact(self.tr("Date"), row.day),
            Fact(self.tr("Number"), row.reference),
            Fact(self.tr("Purpose"), row.purpose),
        ]
        return [fact for fact in facts if fact.value]

    # -- whose it may be --------------------------------------------------------------------------

    def _show_guesses(self, found: list[Guess]) -> None:
        clear(self._guesses)
        if not found:
            return
        self._guesses.addWidget(Label(self.tr("Perhaps it is from"), "heading"))
        for number, guess in enumerate(found):
            reasons = " · ".join(self._session.words(f"payer.{reason}") for reason in guess.reasons)
            name = Button(
                f"cashier-guess-{number}",
                f"{guess.name} · {guess.number}",
                role="link",
                on=partial(self._page.settle, guess.id),
            )
            name.flush = True
            owed = Label(money.yuan(guess.owed_fen), right=True, name=f"cashier-guess-{number}-owed")
            why = Label(reasons, "note", wrap=True, name=f"cashier-guess-{number}-why")
            self._guesses.addLayout(vbox(hbox(name, None, owed), why, gap=0))

    # -- what became of it ------------------------------------------------------------------------

    def _show_uses(self, uses: list[Use]) -> None:
        clear(self._uses)
        if not uses:
            return
        self._uses.addWidget(Rule())
        self._uses.addWidget(Label(self.tr("What became of it"), "heading"))
        for use in uses:
            self._uses.addLayout(self._use(use))

    def _use(self, use: Use) -> QVBoxLayout:
        words, local = self._session.words, self._session.local(use.at)
        title = " · ".join(part for part in (words(f"entry.{use.kind}"), use.patron_name, use.paper) if part)
        amount = Label(money.figures(use.amount_fen), right=True)
        told = " · ".join(part for part in (f"{local:%Y-%m-%d %H:%M}", use.actor, use.note) if part)
        box = vbox(hbox(ElidedLabel(title), amount), Label(told, "note", wrap=True), gap=2)
        if use.taken_back:
            taken = Label(self.tr("Taken back"), "note", tone="bad")
            box.addLayout(hbox(taken, None))
            return box
        buttons = []
        if use.kind == "bank" and self._session.actor.may("money.invoice"):
            buttons.append(
                Button(
                    f"cashier-use-invoice-{use.entry_id}",
                    lambda: self.tr("Invoice"),
                    role="link",
                    on=partial(self._page.invoice, use),
                )
            )
        if use.kind in ("bank", "bank_back") and self._session.actor.may("money.void"):
            buttons.append(
                Button(
                    f"cashier-use-take-back-{use.entry_id}",
                    lambda: self.tr("Take back"),
                    role="link",
                    on=partial(self._page.take_back, use),
                )
            )
        if buttons:
            box.addLayout(hbox(*buttons, None, gap=4))
        return box
