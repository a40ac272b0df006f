"""Reversing a payment that was keyed in wrong: why, and above the library's amount who else agrees."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.cashier.queries import PaperRow, ShiftRow
from ill_desktop.staff.rules import Actor
from ui.cashier import approval
from ui.kit.asking import ask
from ui.kit.form import Ask, Form
from ui.session import Session


class Reversal(QObject):
    """Money has no undo; it is posted back, with a reason."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def ask(self, row: PaperRow, shift: ShiftRow | None) -> None:
        """Ask for the reason, and for a second person where one is needed."""
        session, operation, number = self._session, str(uuid.uuid4()), row.number

        def act(form: Form, approver: Actor | None) -> None:
            reason, where = form.values()["reason"], shift.id if shift else 0
            done = session.commands.run(
                lambda: session.desk.cashier.reverse_payment(
                    session.actor, where, row.id, reason, operation, approver
                ),
                form=form,
                touches=("cashier", "requests"),
                says=self.tr("%1 is reversed").replace("%1", number),
            )
            if done is not None:
                sheet.accept()

        def carry_out(form: Form) -> bool:
            approval.then(session, sheet, form, row.amount_fen, partial(act, form))
            return False  # closed above, once it is stored

        sheet = ask(
            self._over.window(),
            "reason",
            lambda: self.tr("Reverse %1?").replace("%1", number),
            lambda: self.tr("Reverse"),
            [
                Ask("reason", lambda: self.tr("Reason"), "area", required=True, lines=2),
                *approval.questions(),
            ],
            carry_out,
            note=lambda: self.tr(
                "For a payment that was keyed in wrong. It is posted back, the paper is marked void and "
                "keeps its number; what it paid is due again. Take the paper back from the reader."
            ),
            danger=True,
            prepare=lambda form: approval.show(form, row.amount_fen),
        )
