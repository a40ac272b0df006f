"""The fix-it loop: a citation that was not found as cited is corrected, and sent again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ill_desktop.citations import checks
from ill_desktop.requests import fields as kinds
from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Detail
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.screen import vbox
from ui.kit.text import Text
from ui.requests.offers import TOPICS
from ui.requests.reference import ReferenceForm
from ui.session import Session

PLACE = ("year", "volume", "issue", "pages", "edition", "isbn", "number", "date")
"""What says where a thing stands: to be compared first when it was not found there."""
SENDABLE = ("unfilled", "retry_possible", "accepted")


class MendSheet(Sheet):
    """The doubtful fields are marked; what the citation was before stays in the history."""

    def __init__(self, session: Session, parent: QWidget, request: Detail) -> None:
        self._session, self._request = session, request
        self._sends = request.state in SENDABLE and request.reason in rules.NOT_FOUND
        self.reference = ReferenceForm(session)
        self.order = Form("mend-form", self._asks())
        self.order.setVisible(self._sends)
        super().__init__(
            parent,
            "mend",
            lambda: self.tr("Correct the citation"),
            self._primary,
            note=self._say_why,
            body=vbox(self.reference, self.order, gap=12),
            on_primary=self._keep,
            width=900,
        )
        self.reference.show_reference(request.document_type, request.fields)
        self._mark()
        self.order.fill({"supplier": request.supplier_id})

    def _primary(self) -> str:
        return self.tr("Correct and send again") if self._sends else self.tr("Correct")

    def _say_why(self) -> str:
        request, words = self._request, self._session.words
        parts = [request.number, words(f"state.{request.state}")]
        if request.reason:
            parts.append(words(f"reason.{request.reason}"))
        if request.supplier and self._sends:
            parts.append(request.supplier)
        return " · ".join(parts)

    def _asks(self) -> list[Ask]:
        return [Ask("supplier", lambda: self.tr("Send again to"), "choice", options=self._suppliers)]

    def _suppliers(self) -> list[tuple[Any, str]]:
        """Whoever was asked last may find it now; then the likeliest first. Or nobody as yet."""
        from ill_desktop.requests import supplier_queries

        words = self._session.words
        found = [
            (
                each.supplier_id,
                " · ".join((each.name, *(words(f"suggest.{why.code}", **why.facts) for why in each.reasons))),
            )
            for each in supplier_queries.suggest(self._request, 50)
        ]
        return [(None, self.tr("Nobody yet: only accept it again")), *found]

    # -- what is in doubt -------------------------------------------------------------------------

    def _mark(self) -> None:
        """Mark what looks wrong; where nothing does, what says where the thing stands."""
        request = self._request
        sentences: dict[str | None, Text] = {}
        for problem in checks.problems(request.fields):
            if problem.field is not None:
                sentences[problem.field] = self.reference.doubter(problem)
        for refusal in kinds.check_all(request.document_type, request.fields):
            sentences[refusal.field] = lambda refusal=refusal: self._session.words.refusal(refusal)  # type: ignore[misc]
        if not sentences and self._sends:
            for key in PLACE:
                if request.fields.get(key):
                    sentences[key] = lambda: self.tr("Compare with the source")
        self.reference.form.show_errors(sentences)

    # -- keeping it -------------------------------------------------------------------------------

    def _keep(self) -> bool:
        if not self.reference.form.validate():
            return False
        desk, actor, request = self._session.desk, self._session.actor, self._request
        kind, fields = self.reference.kind(), self.reference.values()
        supplier = self.order.values()["supplier"] if self._sends else None

        def act() -> str:
            if self._sends:
                return desk.submitting.send_again(actor, request.id, kind, fields, supplier)
            desk.requests.amend(actor, request.id, kind, fields)
            return queries.detail(request.id).state

        done = self._session.commands.run(
            act,
            form=self.reference.form,
            touches=TOPICS,
            says=lambda state: f"{request.number} · {self._session.words(f'state.{state}')}",
        )
        return done is not None
