"""The second person who says yes above the library's amount (domain §4): login and password, for once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ill_desktop import settings
from ill_desktop.cashier.refunds import APPROVAL_ABOVE
from ill_desktop.staff.rules import Actor
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.progress import Progress
from ui.session import Session


def is_needed(fen: int) -> bool:
    """Whether somebody else must agree to an amount."""
    above = settings.read(APPROVAL_ABOVE)
    return above is not None and fen > int(above)


def questions() -> list[Ask]:
    """Who agrees: two fields of a form, shown by :func:`show` only where they are needed."""
    return [
        Ask(
            "approver",  # what a refusal of the person names
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
    for name in ("approver", "password"):
        form.show_field(name, is_needed(fen))


def then(session: Session, sheet: Sheet, form: Form, fen: int, act: Callable[[Actor | None], object]) -> None:
    """Sign the second person in where one is needed, and act; a wrong password is said beside its field.

    The button rests meanwhile, so that a second click does not ask twice; who gives it up acts no more.
    The password leaves the form in every case.
    """
    if not is_needed(fen):
        act(None)
        return
    values = form.values()

    def sign_in(progress: Progress) -> Actor:
        found = session.desk.staff.sign_in(values["approver"], values["password"])
        progress.check()
        return found

    def end() -> None:
        if not progress.cancelled:
            sheet.primary.setEnabled(True)
            form.fill({"password": ""})

    sheet.primary.setEnabled(False)
    progress = session.tasks.run(
        sign_in, lambda second: None if progress.cancelled else act(second), form=form, on_end=end
    )
    sheet.rejected.connect(progress.cancel)
