"""Cash that moves without a reader: paid in, paid out, handed to finance; a drawer opened for change."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import glance
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ill_desktop.cashier.rules import REASON_LONGEST
from ui.cashier import printing
from ui.cashier.shift_glance import SEES_THE_CASH
from ui.kit.asking import ask
from ui.kit.dialogs import ask_reason
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.text import Text
from ui.session import Session

Move = Callable[[int, str, str], object]
"""``move(fen, reason, operation_id)``."""


class ShiftMoves(QObject):
    """Five buttons and the sheets behind them; ``shift`` gives the one that is open now."""

    def __init__(self, session: Session, over: QWidget, shift: Callable[[], ShiftRow | None]) -> None:
        super().__init__(over)
        self._session, self._over, self._shift = session, over, shift
        self.buttons = (
            Button("shift-paid-in", lambda: self.tr("Paid in"), key="N", on=self.pay_in),
            Button("shift-paid-out", lambda: self.tr("Paid out"), key="O", on=self.pay_out),
            Button("shift-hand-over", lambda: self.tr("Hand to finance"), key="H", on=self.hand_over),
            Button("shift-x", lambda: self.tr("X report"), key="X", on=self.show_x),
            Button("shift-drawer", lambda: self.tr("Open drawer"), key="W", on=self.open_drawer),
        )

    # -- cash -------------------------------------------------------------------------------------

    def pay_in(self) -> None:
        """Change that finance brings."""
        shift = self._shift()
        if shift is not None:
            self._ask_move(
                "paid-in",
                lambda: self.tr("Paid in"),
                lambda: self.tr("Cash put into the drawer that no reader paid: change from finance."),
                lambda fen, why, once: self._session.desk.shifts.pay_in(
                    self._session.actor, shift.id, fen, why, once
                ),
                self.tr("Paid in: %1"),
            )

    def pay_out(self) -> None:
        """Stamps and envelopes bought out of the drawer."""
        shift = self._shift()
        if shift is not None:
            self._ask_move(
                "paid-out",
                lambda: self.tr("Paid out"),
                lambda: self.tr("Cash taken out for something bought: stamps, envelopes. Keep its receipt."),
                lambda fen, why, once: self._session.desk.shifts.pay_out(
                    self._session.actor, shift.id, fen, why, once
                ),
                self.tr("Paid out: %1"),
            )

    def _ask_move(self, name: str, title: Text, note: Text, move: Move, says: str) -> None:
        session, operation = self._session, str(uuid.uuid4())

        def carry_out(form: Form) -> bool:
            fen, why = form.values()["amount"], form.values()["reason"]
            done = session.commands.run(
                lambda: move(fen, why[:REASON_LONGEST], operation),
                form=form,
                touches=("cashier",),
                says=says.replace("%1", money.yuan(fen)),
            )
            if done is not None:
                self._pulse()
            return done is not None

        asks = [
            Ask("amount", lambda: self.tr("Amount"), "money", required=True),
            Ask("reason", lambda: self.tr("Reason"), required=True),
        ]
        ask(self._over.window(), f"shift-{name}", title, title, asks, carry_out, note=note)

    def hand_over(self) -> None:
        """Cash goes to finance with its slip (交款单)."""
        shift, session, operation = self._shift(), self._session, str(uuid.uuid4())
        if shift is None:
            return

        def carry_out(form: Form) -> bool:
            fen = form.values()["amount"]
            slip: Receipt | None = session.commands.run(
                lambda: session.desk.shifts.hand_over(session.actor, shift.id, fen, operation),
                form=form,
                touches=("cashier",),
                says=self.tr("Handed to finance: %1").replace("%1", money.yuan(fen)),
            )
            if slip is not None:
                printing.put_out(session, slip, slip.number, self._over.window(), opens_drawer=True)
            return slip is not None

        ask(
            self._over.window(),
            "shift-hand-over-sheet",
            lambda: self.tr("Hand cash to finance"),
            lambda: self.tr("Hand over and print"),
            [Ask("amount", lambda: self.tr("Amount"), "money", required=True)],
            carry_out,
            note=lambda: self.tr("Its slip is numbered; finance seals it. Leave the float in the drawer."),
        )

    def _pulse(self) -> None:
        device = self._session.printers.device()
        if device is not None and device.drawer:
            self._session.printers.open_drawer(device)

    def open_to_count(self, shift: ShiftRow) -> None:
        """The drawer opens for the count at the end, and that is kept as every opening is."""
        session, device = self._session, self._session.printers.device()
        if device is not None and device.drawer:
            why = self.tr("Counted at the end of the shift")
            if session.commands.run(lambda: session.desk.drawers.open(session.actor, shift.id, why)):
                session.printers.open_drawer(device)

    # -- looking, opening -------------------------------------------------------------------------

    def show_x(self) -> None:
        """How the shift stands, on paper; without the cash for those who will count it."""
        shift, session = self._shift(), self._session
        if shift is None:
            return
        x = session.commands.run(lambda: session.desk.shifts.x_report(session.actor, shift.id))
        if x is not None:
            seen = x if session.actor.may(SEES_THE_CASH) else glance.blind(x)
            printing.show_x(session, seen, lambda: self.tr("X report"), self._over.window())

    def open_drawer(self) -> None:
        """Open the drawer where nobody pays: it takes a reason, which is kept."""
        shift, session = self._shift(), self._session
        if shift is None:
            return

        def opened(reason: str) -> None:
            device = session.commands.run(
                lambda: session.desk.drawers.open(session.actor, shift.id, reason[:REASON_LONGEST])
            )
            if device is not None:
                session.printers.open_drawer(device)

        ask_reason(
            self._over.window(),
            lambda: self.tr("Open the drawer?"),
            lambda: self.tr("Open drawer"),
            opened,
            note=lambda: self.tr("Without a payment. Who opened it, when and why is kept."),
        )
