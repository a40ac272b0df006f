"""The second person who says yes above the library's amount (domain §4): login and password, for once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ill_desktop import settings
from ill_desktop.cashier.refunds import APPROVAL_ABOVE
from ill_desktop.staff.rules import Actor
from ui.kit.form import Ask, Form
from ui.session import Session


def is_needed(fen: int) -> bool:
    """Whether somebody else must agree to an amount."""
    above = settings.read(APPROVAL_ABOVE)
    return above is not None and fen > int(above)


def questions() -> list[Ask]:
    """Who agrees: two fields of a form, shown by :func:`show` only where they are needed."""
    return [
        Ask(
            "login",
            lambda: QCoreApplication.translate("Approval", "Second person: name for signing in"),
            required=True,
            new_row=True,
        ),
        Ask(
            "password",
            lambda: QCoreApplication.translate("Approval", "Second person: password"),
            "password",
            required=True,
        ),
    ]


def show(form: Form, fen: int) -> None:
    """Ask for the second person, or do not."""
    for name in ("login", "password"):
        form.show_field(name, is_needed(fen))


def then(session: Session, form: Form, fen: int, act: Callable[[Actor | None], object]) -> None:
    """Sign the second person in where one is needed, and act; a wrong password is said beside its field."""
    if not is_needed(fen):
        act(None)
        return
    values = form.values()
    session.tasks.run(
        lambda _progress: session.desk.staff.sign_in(values["login"], values["password"]), act, form=form
    )
