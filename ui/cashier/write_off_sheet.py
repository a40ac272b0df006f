"""Giving up what is still owed for one line: a reason, and above an amount a second person."""

from __future__ import annotations

import uuid
from functools import partial

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier.queries import Due
from ill_desktop.cashier.rules import REASON_LONGEST
from ill_desktop.staff.rules import Actor
from ui.cashier import approval
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.session import Session


class WriteOffSheet(Sheet):
    """One line of what is due; money that is written off is not taken back, only charged anew."""

    def __init__(self, parent: QWidget | None, session: Session, due: Due) -> None:
        self._session, self._due = session, due
        self._operation = str(uuid.uuid4())
        self.form = Form(
            "write-off-form",
            [
                Ask("reason", lambda: self.tr("Reason"), "area", required=True, span=2, lines=2),
                *approval.questions(),
            ],
            columns=2,
        )
        what = session.words(f"charge.{due.kind}")
        line = " · ".join(part for part in (what, due.label, due.request_number or "") if part)
        super().__init__(
            parent,
            "write-off",
            lambda: self.tr("Write off %1?").replace("%1", money.yuan(due.amount_fen)),
            lambda: self.tr("Write off"),
            note=line,
            body=self.form,
            on_primary=self._write_off,
            danger=True,
            width=520,
        )
        approval.show(self.form, due.amount_fen)
        self.form.field("reason").setFocus()

    def _write_off(self) -> bool:
        if not self.form.validate():
            return False
        reason = self.form.values()["reason"][:REASON_LONGEST]
        act = partial(self._act, reason)
        approval.then(self._session, self, self.form, self._due.amount_fen, act)
        return False

    def _act(self, reason: str, approver: Actor | None) -> None:
        session, due = self._session, self._due
        done = session.commands.run(
            lambda: session.desk.refunds.write_off(
                session.actor, due.charge_id, reason, self._operation, approver=approver
            ),
            form=self.form,
            touches=("cashier", "requests"),
            says=self.tr("Written off: %1").replace("%1", money.yuan(due.amount_fen)),
        )
        if done is not None:
            self.accept()
