"""The facts of a loan beside its state: volumes, the partner's date, renewals, recall. No money."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from db import connection
from db.tables import Request, RequestEvent, RequestItem
from ill_desktop import audit, hours, words
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.requests import inputs, lending, queries, rules
from ill_desktop.requests.effects import add_items, keep_loan
from ill_desktop.requests.inputs import NewItem
from ill_desktop.requests.steps import is_own
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

# Where a volume can still be added: it is here, or on its way.
_TAKES_ITEMS = frozenset(
    {"shipped", "received", "filled_locally", "awaiting_payment", "ready_for_pickup", "checked_out"}
)


class LoanService:
    """What is agreed about a loan; lending and taking back themselves are steps."""

    def __init__(self, ground: Ground, notices: NoticeService) -> None:
        self._ground = ground
        self._notices = notices

    # Volumes

    def add_item(self, by: Actor, request_id: int, barcode: str, label: str = "") -> int:
        """Put a volume on a loan's list and return its id; one that is added while the others are out goes
        out with them. Raises Refusal beside ``items``."""
        require(self._ground, by, "request.work")
        item = NewItem(barcode, label)
        inputs.check_items((item,))
        with connection.transaction():
            request = self._loan(request_id)
            if request.state not in _TAKES_ITEMS:
                raise Refusal("request.not_here", "items")
            if barcode.strip() and queries.by_barcode(barcode):
                raise Refusal("request.barcode_taken", "items", barcode=barcode.strip())
            add_items(request_id, (item,))
            added = queries.items_of(request_id)[-1]
            if request.state == "checked_out":
                RequestItem.update(out_at=self._ground.now, due_on=request.due_on).where(
                    RequestItem.id == added.id
                ).execute()
            self._event(by, request_id, "item", barcode.strip(), {"label": label.strip()})
        return added.id

    def name_item(self, by: Actor, item_id: int, barcode: str, label: str = "") -> None:
        """Correct a volume's barcode or name. Raises Refusal beside ``items``."""
        require(self._ground, by, "request.work")
        inputs.check_items((NewItem(barcode, label),))
        with connection.transaction():
            item = _item(item_id)
            known = queries.by_barcode(barcode)
            if known is not None and known.id != item_id:
                raise Refusal("request.barcode_taken", "items", barcode=barcode.strip())
            RequestItem.update(barcode=barcode.strip(), label=label.strip()).where(
                RequestItem.id == item_id
            ).execute()
            self._event(by, item.request_id, "item", barcode.strip(), {"was": item.barcode})

    def drop_item(self, by: Actor, item_id: int) -> None:
        """Strike a volume that was put down by mistake. Raises Refusal for one that was lent."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            item = _item(item_id)
            if item.out_at is not None:
                raise Refusal("request.item_lent", "items")
            connection.execute("DELETE FROM request_item WHERE id = ?", (item_id,))
            self._event(by, item.request_id, "item", "", {"was": item.barcode})

    # What the partner says

    def suggest_due(self, request_id: int | None) -> dt.date:
        """The due date to offer at check-out: earlier than the partner's by the library's margin. For many at
        once (None) it is the library's own."""
        library = self._ground.library
        partner_due = queries.loan(request_id).partner_due if request_id is not None else None
        day = self._ground.clock.day()
        return lending.due_for_reader(day, partner_due, library.loan_days, library.margin_days)

    def set_terms(
        self, by: Actor, request_id: int, partner_due: str | None, conditions: tuple[str, ...] = ()
    ) -> None:
        """What the lending library asks: its date, its conditions (ISO 18626). Raises Refusal."""
        require(self._ground, by, "request.work")
        if partner_due is not None and not rules.good_day(partner_due, self._ground.today):
            raise Refusal("request.due_on", "partner_due")
        if any(code not in rules.REASONS["conditional"] for code in conditions):
            raise Refusal("request.reason", "conditions")
        with connection.transaction():
            self._loan(request_id)
            keep_loan(request_id, partner_due=partner_due, conditions=conditions)
            facts = {"partner_due": partner_due, "conditions": list(conditions)}
            self._event(by, request_id, "due", partner_due or "", facts)

    # Renewal and recall

    def ask_renewal(self, by: Actor, request_id: int, until: str | None = None) -> None:
        """Ask for a longer loan, by staff or by the reader himself; the partner decides. Raises Refusal."""
        if not is_own(by, queries.detail(request_id)):
            require(self._ground, by, "request.work")
        with connection.transaction():
            (request, due), loan = self._out(request_id), queries.loan(request_id)
            if until is not None and not (rules.good_day(until, self._ground.today) and until > due):
                raise Refusal("request.renewal_until", "due_on", day=due)
            if loan.renewal == "asked":
                raise Refusal("request.renewal_asked")
            if loan.recalled_at is not None:
                raise Refusal("request.recalled")
            if due < self._ground.today:
                raise Refusal("request.renewal_overdue")
            if loan.renewals >= self._ground.library.most_renewals:
                raise Refusal("request.renewals_used", most=self._ground.library.most_renewals)
            keep_loan(request_id, renewal="asked", renewal_until=until)
            self._event(by, request_id, "renewal_asked", until or "", {"due_on": due})
            audit.append(self._ground.now, by.mark, "request.renewal_asked", f"request:{request.number}")

    def grant_renewal(self, by: Actor, request_id: int, due_on: str, partner_due: str | None = None) -> None:
        """The partner agrees: a new due date, later than the old one. Raises Refusal beside the field."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            request, due = self._out(request_id)
            if not rules.good_day(due_on, self._ground.today) or due_on <= due:
                raise Refusal("request.renewal_until", "due_on", day=due)
            if partner_due is not None and not (
                rules.good_day(partner_due, self._ground.today) and partner_due >= due_on
            ):
                raise Refusal("request.after_partner_due", "due_on", day=partner_due)
            loan = queries.loan(request_id)
            known = max(loan.partner_due or due_on, due_on)
            keep_loan(
                request_id, renewal="granted", renewals=loan.renewals + 1, partner_due=partner_due or known
            )
            self._set_due(request_id, due_on)
            self._event(by, request_id, "renewal_granted", due_on, {"due_on": due, "until": due_on})
            self._tell("renewal_granted", request, due_on, due)
            audit.append(
                self._ground.now, by.mark, "request.renewal_granted", f"request:{request.number}", due=due_on
            )

    def refuse_renewal(self, by: Actor, request_id: int, note: str = "") -> None:
        """The partner does not agree: the old date stands. Raises Refusal."""
        require(self._ground, by, "request.work")
        inputs.check_note(note)
        with connection.transaction():
            request, due = self._out(request_id)
            keep_loan(request_id, renewal="refused")
            self._event(by, request_id, "renewal_refused", note.strip(), {"due_on": due})
            self._tell("renewal_refused", request, due, due)
            audit.append(self._ground.now, by.mark, "request.renewal_refused", f"request:{request.number}")

    def recall(self, by: Actor, request_id: int, due_on: str, note: str = "") -> None:
        """The partner wants it back earlier: a new due date, told to the reader ([N], service 5).

        A renewal that was asked or granted falls. Raises Refusal beside ``due_on``.
        """
        require(self._ground, by, "request.work")
        inputs.check_note(note)
        with connection.transaction():
            request, due = self._out(request_id)
            if not rules.good_day(due_on, self._ground.today) or due_on > due:
                raise Refusal("request.recall_due", "due_on", day=due)
            keep_loan(request_id, recalled_at=self._ground.now, renewal="")
            self._set_due(request_id, due_on)
            self._event(by, request_id, "recall", note.strip(), {"due_on": due, "until": due_on})
            self._tell("recall", request, due_on, due)
            audit.append(self._ground.now, by.mark, "request.recall", f"request:{request.number}", due=due_on)

    # Shared

    @staticmethod
    def _loan(request_id: int) -> queries.Detail:
        request = queries.detail(request_id)
        if not rules.is_loan(request.service_type):
            raise Refusal("request.no_loan")
        return request

    def _out(self, request_id: int) -> tuple[queries.Detail, str]:
        """A loan that the reader has, and when it is due."""
        request = self._loan(request_id)
        if request.state != "checked_out" or request.due_on is None:
            raise Refusal("request.not_lent")
        return request, request.due_on

    @staticmethod
    def _set_due(request_id: int, due_on: str) -> None:
        Request.update(due_on=due_on).where(Request.id == request_id).execute()
        RequestItem.update(due_on=due_on).where(
            (RequestItem.request_id == request_id)
            & RequestItem.out_at.is_null(False)
            & RequestItem.back_at.is_null()
        ).execute()

    def _event(self, by: Actor, request_id: int, kind: str, note: str, facts: dict[str, Any]) -> int:
        return RequestEvent.add(
            request_id=request_id,
            at=self._ground.now,
            actor=by.mark,
            kind=kind,
            note=note,
            facts=json.dumps(facts, ensure_ascii=False),
        )

    def _tell(self, kind: str, request: queries.Detail, due: str, before: str) -> None:
        branch = self._ground.library.branches[request.branch]
        language = request.patron_language
        facts = {
            "name": request.patron_name,
            "number": request.number,
            "title": request.title,
            "due": due,
            "before": before,
            "old_due": before,
            "place": hours.beside(branch.pickup[language], branch.hours, words.load(language)),
            "phone": branch.pickup_phone,
        }
        self._notices.queue(kind, request.patron_id, language, facts, request_id=request.id)


def _item(item_id: int) -> queries.Item:
    found = queries.item(item_id)
    if found is None:
        raise Refusal("request.item_gone", "items")
    return found
