"""The rule of [G] that applies to this reader and this way of paying, said before it matters."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy

from ill_desktop.cashier.queries import Due
from ui.cashier.account import Account
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox
from ui.kit.theme import style


class Hint(QFrame):
    """One or two sentences at the foot of the till."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cashier-hint")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        style(self, role="panel")
        self.words = Label("", "note", wrap=True, name="cashier-hint-words")
        self._icon = Icon("help", 18)
        self.setLayout(hbox(self._icon, self.words, gap=12, margins=(20, 14, 20, 14)))

    def show_for(self, account: Account, kind: str | None, ticked: Sequence[Due]) -> None:
        """Say what holds for this reader paying these lines in this way (None: not chosen yet)."""
        self.setVisible(bool(account.dues))
        sentence = self._rule(account.campus, kind)
        if not ticked:
            sentence = self.tr("Tick what is paid now: Space, or a click on the box.")
        slips = sorted({due.pending_slip for due in ticked if due.pending_slip})
        if slips and kind != "transfer":
            sentence = self.tr(
                "Slip %1 waits for finance. Paid now in another way, the slip is cancelled."
            ).replace("%1", ", ".join(slips))
        wrong = bool(slips)
        self.words.setText(sentence)
        self.words.set_tone("caution" if wrong else None)
        self._icon.set_icon("warning" if wrong else "help", "caution" if wrong else "neutral")

    def _rule(self, campus: bool, kind: str | None) -> str:
        match kind:
            case "cash" if campus:
                return self.tr(
                    "Campus reader paying cash: the paper is an internal settlement voucher, which is not "
                    "reimbursable. Who needs reimbursement pays by internal transfer: print the slip first."
                )
            case "cash":
                return self.tr("Off-campus reader paying cash: a receipt, and an invoice may be issued.")
            case "campus_card":
                return self.tr("Take the amount on the card terminal, then enter the terminal's reference.")
            case "mobile":
                return self.tr(
                    "Paid in the campus card app or DingTalk: there is no refund. Enter the reference that "
                    "the reader's phone shows."
                )
            case "transfer":
                return self.tr(
                    "Printing the slip posts nothing: the lines stay due until finance has stamped it and "
                    "it is matched here; then the document goes out."
                )
            case "bank":
                return self.tr(
                    "The bank transfer posts nothing before the money is here; then it is chosen above, the "
                    "document goes out, and an invoice follows in every case."
                )
            case "deposit":
                return self.tr("Taken from what the reader has paid in advance; it never goes below zero.")
            case _ if campus:
                return self.tr(
                    "Choose how it is paid. Campus readers who need reimbursement: internal transfer; "
                    "cash gives a settlement voucher that is not reimbursable; bank transfer is for others."
                )
            case _:
                return self.tr(
                    "Choose how it is paid. Off-campus readers get a receipt, for cash and bank transfer "
                    "also an invoice; internal transfer is for campus readers only."
                )
