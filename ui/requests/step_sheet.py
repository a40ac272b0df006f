"""The question before a step: only what this step needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Detail
from ill_desktop.requests.rules import Step
from ill_desktop.requests.steps import Inputs
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.requests.offers import asks, ends, reasons
from ui.session import Session

LOAN_DAYS = 30
MOST_PAGES = 100_000


class StepQuestions(QObject):
    """Makes the questions of a step and reads the answers."""

    def __init__(self, session: Session, request: Detail, step: Step) -> None:
        super().__init__()
        self._session, self._request, self._step = session, request, step

    def needed(self) -> bool:
        """Whether there is anything to ask before the step."""
        return bool(asks(self._request, self._step)) or ends(self._step)

    def all(self) -> list[Ask]:
        return [*(getattr(self, f"_{name}")() for name in asks(self._request, self._step)), self._note()]

    def _reason(self) -> Ask:
        def options() -> list[tuple[Any, str]]:
            return [(code, self._session.words(f"reason.{code}")) for code in reasons(self._step)]

        return Ask("reason", lambda: self.tr("Reason"), "choice", True, options=options)

    def _supplier(self) -> Ask:
        return Ask("supplier", lambda: self.tr("Supplier"), "choice", True, options=self._suppliers)

    def _suppliers(self) -> list[tuple[Any, str]]:
        """Those not asked yet first."""
        before = {asked.name for asked in queries.asked(self._request.id)}
        rows = sorted(queries.suppliers(), key=lambda row: row.name in before)
        days = self.tr("%1 · %2 d")
        again = self.tr("%1 · asked already")
        return [
            (
                row.id,
                again.replace("%1", row.name)
                if row.name in before
                else days.replace("%1", row.name).replace("%2", str(row.expected_days)),
            )
            for row in rows
        ]

    def _pages(self) -> Ask:
        return Ask(
            "pages",
            lambda: self.tr("Pages"),
            required=True,
            check=self._check_pages,
            hint=lambda: self.tr("The price is counted from the pages that came"),
        )

    def _check_pages(self, text: str) -> str | None:
        good = text.isdecimal() and len(text) <= 6 and 0 < int(text) <= MOST_PAGES
        return None if good else self._session.words("refusal.request.pages")

    def _cost(self) -> Ask:
        return Ask("cost", lambda: self.tr("Cost for the reader"), "money", True)

    def _due_on(self) -> Ask:
        return Ask("due_on", lambda: self.tr("Due back on"), "date", True)

    def _note(self) -> Ask:
        return Ask("note", lambda: self.tr("Note"), placeholder=lambda: self.tr("Optional"))

    def known(self) -> dict[str, Any]:
        """What can be filled in beforehand."""
        wanted = asks(self._request, self._step)
        known: dict[str, Any] = {}
        if "supplier" in wanted and (rows := self._suppliers()):
            known["supplier"] = rows[0][0]
        if "pages" in wanted and self._request.pages:
            known["pages"] = self._request.pages
        if "cost" in wanted:
            known["cost"] = self._session.desk.counter.price_of(self._request.id).due_fen or None
        if "due_on" in wanted:
            known["due_on"] = self._session.desk.clock.day() + dt.timedelta(days=LOAN_DAYS)
        return known

    def keep_words(self) -> str:
        """What the button says that does not give the request up."""
        return self.tr("Keep the request")

    @staticmethod
    def inputs(values: dict[str, Any]) -> Inputs:
        """The answers as the service takes them."""
        due_on = values.get("due_on")
        return Inputs(
            reason=values.get("reason") or "",
            note=values.get("note") or "",
            supplier_id=values.get("supplier"),
            pages=int(values["pages"]) if values.get("pages") else None,
            cost_fen=values.get("cost"),
            due_on=due_on.isoformat() if due_on else None,
        )


def open_step_sheet(
    parent: QWidget,
    session: Session,
    request: Detail,
    step: Step,
    take: Callable[[Inputs, Form], bool],
) -> Sheet:
    """Ask, then ``take``; the sheet stays open while that returns False."""
    questions = StepQuestions(session, request, step)
    form = Form("step-form", questions.all())
    form.fill(questions.known())

    def done() -> bool:
        return form.validate() and take(questions.inputs(form.values()), form)

    sheet = Sheet(
        parent,
        "step",
        lambda: session.words(f"step.{step.verb}"),
        lambda: session.words(f"step.{step.verb}"),
        note=f"{request.number} · {request.title}"[:160],
        body=form,
        on_primary=done,
        secondary=questions.keep_words if ends(step) else None,
        danger=ends(step),
    )
    questions.setParent(sheet)
    if not ends(step):
        form.field(form.names()[0]).setFocus()
    sheet.open()
    return sheet
