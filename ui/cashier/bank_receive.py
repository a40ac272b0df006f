"""Money that is in the library's account is entered, with the photo of the transfer ([G] FAQ 4)."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import bank_rules, queries, rules
from ill_desktop.cashier.proofs import Owner
from ill_desktop.errors import Refusal
from ui.cashier import asking
from ui.cashier.proof_kept import checked, read
from ui.cashier.proof_panel import ProofPanel
from ui.cashier.proof_pictures import Photo
from ui.kit.asking import ruled
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Check, Form
from ui.kit.screen import vbox
from ui.session import Session


class ReceiveSheet(Sheet):
    """Date, amount, payer, the bank's number, the purpose; photos wait here until it is stored."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        on_done: Callable[[int], object],
        values: Mapping[str, Any] | None = None,
    ) -> None:
        """``values`` fill the form: what a line of a statement says."""
        body = QWidget()
        super().__init__(
            parent,
            "receive",
            lambda: self.tr("Enter a bank transfer"),
            lambda: self.tr("Enter it"),
            note=lambda: self.tr("Money that has come to our account. Whose it is may still be unknown."),
            body=body,
            on_primary=self._enter,
            width=600,
        )
        self._session, self._on_done = session, on_done
        self._operation = str(uuid.uuid4())
        self.form = self._make_form()
        self.photos = ProofPanel("receive-photos", lambda: self.tr("Photo of the transfer"))
        self.photos.added.connect(self._add)
        self.photos.added_file.connect(self._add_file)
        self.photos.removed.connect(self._remove)
        for name in self.form.names():
            self.photos.listen(self.form.field(name))
        body.setLayout(vbox(self.form, self.photos, gap=16))
        self.form.fill({"day": session.desk.clock.day(), **(values or {})})
        first = "payer" if values else "amount"
        self.form.field(first).setFocus()
        self.form.field(first).selectAll()

    def _make_form(self) -> Form:
        form = Form(
            "receive-form",
            [
                Ask("day", lambda: self.tr("Date of the bank"), "date", required=True, check=self._day()),
                Ask("amount", lambda: self.tr("Amount"), "money", required=True),
                Ask("payer", lambda: self.tr("Paid by"), required=True),
                Ask("reference", lambda: self.tr("Number at the bank"), required=True),
                Ask(
                    "purpose",
                    lambda: self.tr("Purpose"),
                    span=2,
                    hint=lambda: self.tr("As the payer wrote it: by it the reader is found"),
                ),
            ],
            columns=2,
        )
        form.field("payer").setMaxLength(bank_rules.PAYER_LONGEST)
        form.field("reference").setMaxLength(rules.REFERENCE_LONGEST)
        form.field("purpose").setMaxLength(bank_rules.PURPOSE_LONGEST)
        return form

    def _day(self) -> Check:
        today = self._session.desk.clock.day()
        return ruled(self._session, lambda day: bank_rules.check_day(day, today, queries.books_began(today)))

    def scanned(self, text: str) -> None:
        """A scan while the sheet is open: the bank's number."""
        self.form.fill({"reference": text})

    # -- photos -----------------------------------------------------------------------------------

    def _add(self, data: bytes) -> None:
        try:
            checked(data)
        except Refusal as refusal:
            self._session.commands.fail(refusal, self.form)
            return
        kept = self.photos.photos()
        if data not in (each.data for each in kept):
            self.photos.show_photos([*kept, Photo(max((each.id for each in kept), default=0) + 1, data)])

    def _add_file(self, file: Path) -> None:
        self._session.tasks.run(lambda _progress: read(file), self._add, form=self.form)

    def _remove(self, photo_id: int) -> None:
        self.photos.show_photos([each for each in self.photos.photos() if each.id != photo_id])

    # -- storing ----------------------------------------------------------------------------------

    def _enter(self) -> bool:
        if not self.form.validate():
            return False
        asking.take(self._session, self, self._receive, self._run, lambda _number: self.accept())
        return False  # closed above, once it is stored

    def _receive(self, sure: bool) -> int:
        session, said = self._session, self.form.values()
        number = session.desk.bank.receive(
            session.actor,
            said["day"],
            said["amount"],
            said["payer"],
            said["reference"],
            self._operation,
            purpose=said["purpose"],
            sure=sure,
        )
        for photo in self.photos.photos():
            session.desk.proofs.attach(session.actor, Owner(incoming_id=number), photo.data)
        return number

    def _run(self, action: Callable[[], int]) -> int | None:
        return self._session.commands.run(
            action,
            form=self.form,
            on_done=self._on_done,
            touches=("cashier",),
            says=self.tr("The transfer is entered"),
        )
