"""A new password for a reader who forgot it: the reader types it twice at the counter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ill_desktop.patrons.queries import PatronCard
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.patrons.questions import Questions
from ui.session import Session


class NewPasswordSheet(Sheet):
    """A password takes its time to hash: the sheet waits for it, and cannot be left meanwhile."""

    def __init__(self, session: Session, parent: QWidget, card: PatronCard) -> None:
        self._session, self._card, self._busy = session, card, False
        (password,) = Questions(session, parent).some(("password",), card.road)
        self.form = Form(
            "new-password-form",
            [
                replace(password, label=lambda: self.tr("New password")),
                Ask("confirmation", lambda: self.tr("Password again"), "password", required=True),
                Ask("seen", lambda: self.tr("The reader's document was seen"), "tick", required=True),
            ],
        )
        super().__init__(
            parent,
            "new-password",
            lambda: self.tr("New password for %1").replace("%1", card.name),
            lambda: self.tr("Save"),
            note=lambda: self.tr(
                "The reader types it; nobody else needs to know it. The old one no longer opens the account. "
                "It is recorded that you saw the document, never the password."
            ),
            body=self.form,
            on_primary=self._save,
        )
        self.form.field("password").setFocus()

    def _save(self) -> bool:
        if self._busy or not self.form.validate():
            return False
        session, by, values = self._session, self._session.actor, self.form.values()
        self._wait(True)

        def done(_result: None) -> None:
            self.accept()

        session.tasks.run(
            lambda _progress: session.desk.patrons.reset_password(
                by, self._card.id, values["password"], values["confirmation"]
            ),
            done,
            form=self.form,
            says=self.tr("The new password of %1 counts from now on").replace("%1", self._card.name),
            touches=("patrons",),
            on_end=lambda: self._wait(False),
        )
        return False

    def _wait(self, busy: bool) -> None:
        self._busy = busy
        self.primary.setEnabled(not busy)

    def reject(self) -> None:
        if not self._busy:
            super().reject()
