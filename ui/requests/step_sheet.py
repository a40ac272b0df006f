"""The question before a step: only what this step needs, and what it can take besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.patrons import queries as patrons
from ill_desktop.requests import effects, queries, rules, supplier_queries
from ill_desktop.requests.queries import Detail
from ill_desktop.requests.rules import Step
from ill_desktop.requests.steps import Inputs, NewItem
from ui.kit.dialogs import Sheet
from ui.kit.fields import Area
from ui.kit.form import Ask, Form
from ui.requests.loan_out import LoanOut
from ui.requests.offers import asks, ends, reasons
from ui.session import Session

OPENS = frozenset({"items", "came_as", "address", "tracking", "shelf", "agreed_way"})
"""Optional facts for which it is asked all the same: a volume without its barcode cannot be scanned, and how
the reader said yes to a cost is known only now."""
_SHOWN = frozenset(
    {"partner_cost", "partner_due", "came_as", "items", "collected_by", "address", "tracking", "shelf"}
    | {"compensation", "agreed_way"}
)


class StepQuestions(QObject):
    """Makes the questions of a step and reads the answers; without a request, for many at once.

    With ``one_by_one`` the many come one after another, and each can be told its own pages.
    """

    def __init__(
        self, session: Session, request: Detail | None, step: Step, *, one_by_one: bool = False
    ) -> None:
        super().__init__()
        self._session, self._request, self._step = session, request, step
        self._one_by_one = one_by_one

    def _asked(self) -> tuple[str, ...]:
        if self._request is None:  # of many, each is counted in the pages of its own citation
            return tuple(ask for ask in self._step.asks if ask != "pages")
        return asks(self._request, self._step)

    def _besides(self) -> tuple[str, ...]:
        request = self._request
        if request is None:
            return ("pages",) if self._one_by_one and "pages" in self._step.asks else ()
        may = rules.may_take(self._step, request.service_type, request.delivery)
        return tuple(
            name for name in may if name in _SHOWN and (name != "collected_by" or _is_collected(request))
        )

    def needed(self) -> bool:
        """Whether there is anything to ask before the step."""
        return bool(self._asked()) or ends(self._step) or any(map(self._opens, self._besides()))

    def _opens(self, name: str) -> bool:
        """Whether something that need not be told is likely enough to be asked for."""
        request = self._request
        if name == "collected_by":
            return request is not None and bool(request.proxy)
        if name == "partner_cost":
            return request is not None and _has_price(request)
        return name in OPENS

    def all(self) -> list[Ask]:
        names = (*self._asked(), *self._besides())
        first = LoanOut(self._session, self).asks(self._request, self._step) if self._request else []
        return [*first, *(getattr(self, f"_{name}")() for name in names), self._note()]

    # -- what a step needs ------------------------------------------------------------------------

    def _reason(self) -> Ask:
        def options() -> list[tuple[Any, str]]:
            return [(code, self._session.words(f"reason.{code}")) for code in reasons(self._step)]

        return Ask("reason", lambda: self.tr("Reason"), "choice", True, options=options)

    def _supplier(self) -> Ask:
        request, label = self._request, lambda: self.tr("Supplier")
        if request is None:
            return Ask("supplier", label, "choice", True, options=self._suppliers)
        from ui.requests.supplier_field import SupplierField

        return Ask(
            "supplier", label, required=True, editor=lambda name: SupplierField(name, self._session, request)
        )

    def _suppliers(self) -> list[tuple[Any, str]]:
        """For many at once: by name, with the days each takes."""
        days = self.tr("%1 · %2 d")
        return [
            (row.id, days.replace("%1", row.name).replace("%2", str(row.expected_days)))
            for row in queries.suppliers()
        ]

    def _pages(self) -> Ask:
        return Ask(
            "pages",
            lambda: self.tr("Pages"),
            required=self._request is not None,
            check=self._check_pages,
            placeholder=lambda: "" if self._request else self.tr("As its citation says"),
            hint=lambda: self.tr("The price is counted from the pages that came"),
        )

    def _check_pages(self, text: str) -> str | None:
        good = text.isdecimal() and len(text) <= 6 and rules.good_pages(int(text))
        return None if good else self._session.words("refusal.request.pages")

    def _cost(self) -> Ask:
        return Ask("cost", lambda: self.tr("Cost for the reader"), "money", True)

    def _due_on(self) -> Ask:
        return Ask("due_on", lambda: self.tr("Due back on"), "date", True)

    # -- what it can take besides -----------------------------------------------------------------

    def _partner_cost(self) -> Ask:
        return Ask("partner_cost", lambda: self.tr("What the supplier charges"), "money")

    def _partner_due(self) -> Ask:
        return Ask("partner_due", lambda: self.tr("The supplier wants it back on"), "date")

    def _came_as(self) -> Ask:
        def options() -> list[tuple[Any, str]]:
            return [(way, self._session.words(f"service.{way}")) for way in ("delivery", "loan")]

        return Ask("came_as", lambda: self.tr("It comes as"), "choice", options=options)

    def _items(self) -> Ask:
        return Ask(
            "items",
            lambda: self.tr("Barcodes"),
            "area",
            placeholder=lambda: self.tr("One volume a line: barcode, then what it is called"),
            lines=2,
        )

    def _collected_by(self) -> Ask:
        named = self._request.proxy if self._request else ""
        hint = lambda: self.tr("Or the proxy: %1").replace("%1", named) if named else ""  # noqa: E731
        return Ask(
            "collected_by",
            lambda: self.tr("Collected by"),
            placeholder=lambda: self.tr("The reader"),
            hint=hint,
        )

    def _address(self) -> Ask:
        return Ask("address", lambda: self.tr("Sent to"), "area", lines=2)

    def _tracking(self) -> Ask:
        return Ask("tracking", lambda: self.tr("Number of the parcel"))

    def _shelf(self) -> Ask:
        free = lambda: self.tr("The next free place")  # noqa: E731
        return Ask("shelf", lambda: self.tr("Place on the shelf"), placeholder=free)

    def _compensation(self) -> Ask:
        return Ask("compensation", lambda: self.tr("Compensation"), "money")

    def _agreed_way(self) -> Ask:
        def options() -> list[tuple[Any, str]]:
            return [(way, self._session.words(f"agreed_way.{way}")) for way in rules.AGREED_WAYS]

        return Ask("agreed_way", lambda: self.tr("How the reader agreed"), "choice", True, options=options)

    def _note(self) -> Ask:
        return Ask("note", lambda: self.tr("Note"), placeholder=lambda: self.tr("Optional"))

    # -- answers ----------------------------------------------------------------------------------

    def known(self) -> dict[str, Any]:
        """What can be filled in beforehand."""
        wanted, request = (*self._asked(), *self._besides()), self._request
        known: dict[str, Any] = {}
        if "due_on" in wanted:
            known["due_on"] = self._session.desk.loans.suggest_due(request.id if request else None)
        if request is None:
            return known
        if "pages" in wanted and request.pages:
            known["pages"] = request.pages
        if "cost" in wanted:
            known["cost"] = self._session.desk.counter.price_of(request.id).due_fen or None
        if "address" in wanted:
            known["address"] = request.address or patrons.card(request.patron_id).address
        if "shelf" in wanted:
            known["shelf"] = request.shelf or effects.shelf_for(request.branch)
        return known

    def keep_words(self) -> str:
        """What the button says that does not give the request up."""
        return self.tr("Keep the request")

    @staticmethod
    def inputs(values: dict[str, Any]) -> Inputs:
        """The answers as the service takes them."""
        due_on, partner_due = values.get("due_on"), values.get("partner_due")
        return Inputs(
            reason=values.get("reason") or "",
            note=values.get("note") or "",
            supplier_id=values.get("supplier"),
            pages=int(values["pages"]) if values.get("pages") else None,
            cost_fen=values.get("cost"),
            due_on=due_on.isoformat() if due_on else None,
            partner_cost_fen=values.get("partner_cost"),
            partner_due=partner_due.isoformat() if partner_due else None,
            came_as=values.get("came_as") or "",
            items=read_items(values.get("items") or ""),
            collected_by=values.get("collected_by") or "",
            address=values.get("address") or "",
            tracking=values.get("tracking") or "",
            shelf=values.get("shelf") or "",
            compensation_fen=values.get("compensation"),
            agreed_way=values.get("agreed_way") or "desk",
        )


def _is_collected(request: Detail) -> bool:
    return rules.is_loan(request.service_type) or request.delivery == "pickup"


def _has_price(request: Detail) -> bool:
    """Whether the supplier asked charges anything, as far as its entry in the directory says."""
    if request.supplier_id is None:
        return False
    supplier = supplier_queries.particulars(request.supplier_id)
    return bool(supplier.page_fen or supplier.item_fen or supplier.tariff_note)


def read_items(text: str) -> tuple[NewItem, ...]:
    """Volumes, one a line: the barcode, and after a space what it is called."""
    lines = (line.strip().partition(" ") for line in text.splitlines() if line.strip())
    return tuple(NewItem(barcode, label.strip()) for barcode, _, label in lines)


def open_step_sheet(
    parent: QWidget,
    session: Session,
    request: Detail,
    step: Step,
    take: Callable[[Inputs, Form], bool],
    untold: str = "",
) -> Sheet:
    """Ask, then ``take``; the sheet stays open while that returns False.

    ``untold`` is a note that was typed for a step which was not taken: it stands there again.
    """
    questions = StepQuestions(session, request, step)
    note = f"{request.number} · {request.title}"[:160]
    sheet = _open(parent, session, step, questions, note, take)
    if untold and (form := sheet.findChild(Form, "step-form")) is not None:
        form.fill({"note": untold})
    return sheet


def open_many_sheet(
    parent: QWidget, session: Session, step: Step, note: str, take: Callable[[Inputs, Form], bool]
) -> Sheet:
    """Ask once for many requests."""
    return _open(parent, session, step, StepQuestions(session, None, step), note, take)


def _open(
    parent: QWidget,
    session: Session,
    step: Step,
    questions: StepQuestions,
    note: str,
    take: Callable[[Inputs, Form], bool],
) -> Sheet:
    form = Form("step-form", questions.all())
    form.fill(questions.known())

    def done() -> bool:
        return form.validate() and take(questions.inputs(form.values()), form)

    sheet = Sheet(
        parent,
        "step",
        lambda: session.words(f"step.{step.verb}"),
        lambda: session.words(f"step.{step.verb}"),
        note=note,
        body=form,
        on_primary=done,
        secondary=questions.keep_words if ends(step) else None,
        danger=ends(step),
    )
    questions.setParent(sheet)
    if not ends(step):
        lines = [name for name in form.names() if not isinstance(form.field(name), Area)]
        form.field(lines[0]).setFocus()  # there Enter goes on
    sheet.open()
    return sheet
