"""Questions about one colleague. A password takes its time to hash: the sheet waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ill_desktop.staff import rules
from ill_desktop.staff.queries import StaffRow
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.text import Text
from ui.session import Session

TOPICS = ("staff",)
ROLES = ("counter", "cashier", "reviewer", "administrator")
"""Roles of people; the kiosk's is nobody's."""


def role_options(session: Session) -> list[tuple[str, str]]:
    return [(role, session.words(f"role.{role}")) for role in ROLES]


class PatientSheet(Sheet):
    """Stays open, and cannot be left, while what it asked for is being done."""

    def __init__(
        self,
        session: Session,
        name: str,
        title: Text,
        primary: Text,
        asks: list[Ask],
        act: Callable[[dict[str, Any]], object],
        note: Text = "",
    ) -> None:
        """``act`` gets the answers once the form holds."""
        self.session = session
        self.form = Form(f"{name}-form", asks)
        self.busy = False
        self._act = act
        super().__init__(
            session.window, name, title, primary, note=note, body=self.form, on_primary=self._answered
        )
        self.form.submitted.connect(self.primary.click)

    def passwords(self) -> list[Ask]:
        """A password, asked for twice."""
        return [
            Ask("password", lambda: self.tr("Password"), "password", True, hint=self._lengths),
            Ask("again", lambda: self.tr("Password again"), "password", True),
        ]

    def _lengths(self) -> str:
        words = self.tr("%1 to %2 characters").replace("%1", str(rules.PASSWORD_SHORTEST))
        return words.replace("%2", str(rules.PASSWORD_LONGEST))

    def _answered(self) -> bool:
        if self.busy or not self.form.validate():
            return False
        answers = self.form.values()
        if answers.get("password") != answers.get("again"):
            self.form.show_errors({"again": self.tr("The two are not the same; please type again")})
        else:
            self._act(answers)
        return False

    def do(self, work: Callable[[], object], says: str) -> None:
        """Do it beside the window; close when it is done, stay when it was refused."""
        self.busy = True
        self.primary.setEnabled(False)

        def ended() -> None:
            self.busy = False
            self.primary.setEnabled(True)

        def done(_result: object) -> None:
            self.accept()

        self.session.tasks.run(
            lambda _progress: work(), done, form=self.form, says=says, touches=TOPICS, on_end=ended
        )

    def reject(self) -> None:
        if not self.busy:
            super().reject()


class NewStaff(PatientSheet):
    """Login, name, role, first password."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            session,
            "staff-new",
            lambda: self.tr("New colleague"),
            lambda: self.tr("Add"),
            [
                Ask("name", lambda: self.tr("Name"), required=True),
                Ask("login", lambda: self.tr("Login"), required=True),
                Ask(
                    "role",
                    lambda: self.tr("Role"),
                    "choice",
                    True,
                    options=lambda: role_options(session),
                ),
                *self.passwords(),
            ],
            self._add,
        )

    def _add(self, answers: dict[str, Any]) -> None:
        staff, actor = self.session.desk.staff, self.session.actor
        login, name, role, password = (answers[key] for key in ("login", "name", "role", "password"))
        self.do(
            lambda: staff.add(actor, login, name, role, password),
            self.tr("%1 can sign in now").replace("%1", name),
        )


class PasswordSheet(PatientSheet):
    """A new password for a colleague, or for oneself."""

    def __init__(self, session: Session, row: StaffRow) -> None:
        self._row = row
        own = row.id == session.actor.staff_id
        old = [Ask("old", lambda: self.tr("Present password"), "password", True)] if own else []
        super().__init__(
            session,
            "staff-new-password",
            lambda: self.tr("New password for %1").replace("%1", row.name),
            lambda: self.tr("Change"),
            [*old, *self.passwords()],
            self._change,
        )

    def _change(self, answers: dict[str, Any]) -> None:
        staff, actor, number = self.session.desk.staff, self.session.actor, self._row.id
        self.do(
            lambda: staff.change_password(actor, number, answers["password"], answers.get("old", "")),
            self.tr("The new password of %1 counts from now on").replace("%1", self._row.name),
        )


class RoleSheet(PatientSheet):
    """Other work for a colleague."""

    def __init__(self, session: Session, row: StaffRow) -> None:
        self._row = row
        super().__init__(
            session,
            "staff-new-role",
            lambda: self.tr("Role of %1").replace("%1", row.name),
            lambda: self.tr("Change"),
            [Ask("role", lambda: self.tr("Role"), "choice", True, options=lambda: role_options(session))],
            self._change,
            lambda: self.tr("Who is signed in now signs in anew."),
        )
        self.form.fill({"role": row.role})

    def _change(self, answers: dict[str, Any]) -> None:
        staff, actor, row, role = self.session.desk.staff, self.session.actor, self._row, answers["role"]
        said = self.tr("%1 is now: %2").replace("%1", row.name)
        self.do(
            lambda: staff.set_role(actor, row.id, role),
            said.replace("%2", self.session.words(f"role.{role}")),
        )
