"""Lending out: the lender's conditions are told first, and only an activated reader takes a loan away [N]."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Detail
from ill_desktop.requests.rules import Step
from ui.kit.dialogs import confirm
from ui.kit.form import Ask
from ui.session import Session

LENT = "checked_out"


class LoanOut(QObject):
    """What stands before a check-out."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def asks(self, request: Detail, step: Step) -> list[Ask]:
        """The lender's conditions, to be ticked once the reader has been told; empty where none are set."""
        conditions = queries.loan(request.id).conditions if step.target == LENT else ()
        if not conditions:
            return []

        def told() -> str:
            said = ", ".join(self._session.words(f"reason.{code}") for code in conditions)
            return self.tr("The reader has been told: %1").replace("%1", said)

        return [Ask("told", told, "tick", True)]

    def stops(self, request: Detail, step: Step, over: QWidget) -> bool:
        """Whether the reader must be activated first; the way to that is offered at once."""
        if step.target != LENT or request.patron_activated:
            return False

        def activate() -> None:
            self._session.open("patrons", request.patron_id)
            screen = self._session.window.current() if self._session.window else None  # type: ignore[attr-defined]
            begin = getattr(screen, "activate", None)
            if begin is not None:
                begin()

        sheet = confirm(
            over,
            lambda: self.tr("%1 is not activated").replace("%1", request.patron_name),
            lambda: self.tr(
                "Only an activated reader can take a loan away. At the desk it takes a minute: the document "
                "is seen, the mobile number is proved, the terms are agreed to. Then lend it out."
            ),
            lambda: self.tr("Activate now"),
            activate,
        )
        sheet.primary.setFocus()
        return True
