"""Requests: submitted, moved along the state table, taken back, noted, and given their files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from db import connection
from db.tables import Draft, Request, RequestEvent, RequestFile, Supplier
from ill_desktop import audit, settings
from ill_desktop.cashier import papers
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.requests import duplicates, files, journals, limits, matching, queries, rules
from ill_desktop.requests import fields as kinds
from ill_desktop.requests.effects import Effects
from ill_desktop.requests.steps import is_own
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

MAY_SUBMIT = "approved"
LONGEST_ADDRESS = 500


@dataclass(frozen=True)
class NewRequest:
    """What a form hands over. ``fields`` by the keys of the document type; amounts in fen."""

    patron_id: int
    service_type: str
    document_type: str
    fields: Mapping[str, str]
    level: str = "normal"
    needed_by: str | None = None
    max_cost_fen: int | None = None
    any_edition: bool = False
    delivery: str = "email"
    branch: str = ""
    proxy: str = ""
    note: str = ""
    pages: int | None = None
    citation_source: str = ""
    copyright_agreed: bool = False
    address: str = ""
    beyond_limits: bool = False  # staff let one more in


@dataclass(frozen=True)
class Submitted:
    """What was stored; ``activation_missing`` is told at once, though it stops only the check-out."""

    id: int
    number: str
    activation_missing: bool = field(default=False)


class RequestService:
    """Entering requests and what belongs to them; the steps are in :mod:`ill_desktop.requests.steps`."""

    def __init__(self, ground: Ground, notices: NoticeService) -> None:
        self._ground = ground
        self._notices = notices
        self._effects = Effects(ground)

    def plant_suppliers(self) -> None:
        """Copy the profile's partner libraries into a new library."""
        for supplier in self._ground.library.facts.get("suppliers", []):
            Supplier.add(**supplier)

    def submit(self, by: Actor, new: NewRequest) -> Submitted:
        """Store a request under its transaction number (事务号). Raises Refusal(s) beside the fields."""
        if by.patron_id != new.patron_id:
            require(self._ground, by, "request.enter")
        refuse(self._check(new))
        with connection.transaction():
            patron = self._patron_who_may(new.patron_id)
            self._check_limits(by, new, patron)
            number = self._next_number()
            fields = kinds.tidy(new.document_type, new.fields)
            request_id = Request.add(
                number=number,
                patron_id=new.patron_id,
                service_type=new.service_type,
                level=new.level,
                state="submitted",
                state_since=self._ground.now,
                **_citation(new.document_type, fields),
                pages=new.pages or kinds.page_count(fields.get("pages", "")),
                needed_by=new.needed_by,
                max_cost_fen=new.max_cost_fen,
                any_edition=int(new.any_edition),
                delivery=new.delivery,
                branch=new.branch or next(iter(self._ground.library.open_branches)),
                proxy=new.proxy.strip(),
                note=new.note.strip(),
                citation_source=new.citation_source,
                copyright_agreed=int(new.copyright_agreed),
                address=new.address.strip(),
                submitted_at=self._ground.now,
            )
            queries.index(request_id)
            duplicates.store_keys(request_id, new.document_type, fields)
            journals.note(new.document_type, fields, self._ground.now)
            RequestEvent.add(
                request_id=request_id,
                at=self._ground.now,
                actor=by.mark,
                kind="step",
                from_state="draft",
                to_state="submitted",
            )
            audit.append(self._ground.now, by.mark, "request.submit", f"request:{number}")
        return Submitted(request_id, number, activation_missing=patron.activated_at is None)

    def _check(self, new: NewRequest) -> list[Refusal]:
        problems = kinds.check_all(new.document_type, new.fields)
        if new.service_type not in ("delivery", "loan", "copy_or_loan"):
            problems.append(Refusal("request.service", "service_type"))
        if new.delivery not in ("email", "pickup", "post"):
            problems.append(Refusal("request.delivery", "delivery"))
        if new.branch and new.branch not in self._ground.library.open_branches:
            problems.append(Refusal("request.branch", "branch"))
        if new.level not in ("normal", "urgent"):
            problems.append(Refusal("request.level", "level"))
        if new.needed_by and not rules.good_day(new.needed_by, self._ground.today):
            problems.append(Refusal("request.needed_by", "needed_by"))
        if new.pages is not None and not rules.good_pages(new.pages):
            problems.append(Refusal("request.pages", "pages"))
        if new.max_cost_fen is not None and not rules.good_amount(new.max_cost_fen):
            problems.append(Refusal("request.cost", "max_cost"))
        texts = (
            kinds.Field("note", long=True),
            kinds.Field("proxy"),
            kinds.Field("citation_source", long=True),
        )
        found = (kinds.check_field(text, getattr(new, text.key)) for text in texts)
        problems += [refusal for refusal in found if refusal]
        if len(new.address) > LONGEST_ADDRESS or "\0" in new.address:
            problems.append(Refusal("request.address_long", "address", longest=LONGEST_ADDRESS))
        if not new.copyright_agreed and not rules.is_loan(new.service_type):
            problems.append(Refusal("request.copyright", "copyright"))
        if new.service_type == "loan" and new.delivery == "email":
            problems.append(Refusal("request.loan_by_email", "delivery"))
        return problems

    def _check_limits(self, by: Actor, new: NewRequest, patron: queries.Asker) -> None:
        if new.beyond_limits and by.may("request.work"):
            return
        problem = limits.of_reader(self._ground, new.patron_id, patron.class_).problem()
        if problem:
            raise problem

    def _patron_who_may(self, patron_id: int) -> queries.Asker:
        patron = queries.asker(patron_id)
        if patron is None:
            raise Refusal("request.patron", "patron")
        if patron.state != MAY_SUBMIT:
            raise Refusal(f"request.patron_{'blocked' if patron.state == 'blocked' else 'waiting'}", "patron")
        return patron

    def _next_number(self) -> str:
        """``YQ1-20261121-0018``: the next of this device and business date; after a restore of ``YQ1R2``."""
        device = settings.read(papers.DEVICE) + settings.read(papers.SERIES_SUFFIX, "")
        start = f"{device}-{self._ground.today.replace('-', '')}-"
        newest = connection.value(
            "SELECT MAX(number) FROM request WHERE number >= ? AND number < ?", (start, start + ":")
        )
        sequence = int(newest.rpartition("-")[2]) + 1 if newest else 1
        if sequence > 9999:
            raise Refusal("request.day_full")
        return f"{start}{sequence:04d}"

    def amend(self, by: Actor, request_id: int, document_type: str, new_fields: Mapping[str, str]) -> None:
        """Correct the citation of an open request; the old text stays in the history. Raises Refusal(s).

        A reader may, when asked for it.
        """
        asked = queries.detail(request_id)
        if not (asked.state == "needs_information" and is_own(by, asked)):
            require(self._ground, by, "request.work")
        refuse(kinds.check_all(document_type, new_fields))
        fields = kinds.tidy(document_type, new_fields)
        with connection.transaction():
            before = queries.detail(request_id)
            if before.state in rules.TERMINAL and before.state != "unfilled":  # that one can be asked again
                raise Refusal("request.closed")
            Request.update(**_citation(document_type, fields)).where(Request.id == request_id).execute()
            queries.index(request_id)
            duplicates.store_keys(request_id, document_type, fields)
            journals.note(document_type, fields, self._ground.now)
            was: dict[str, Any] = {"document_type": before.document_type, "citation_was": dict(before.fields)}
            last = queries.last_event(request_id)
            if last is not None and last.reason in rules.NOT_FOUND:
                was["answers"] = last.id  # the event that says it was not found so
            self._event(by, request_id, "amend", note="", facts=was)
            audit.append(self._ground.now, by.mark, "request.amend", f"request:{before.number}")

    def note(self, by: Actor, request_id: int, text: str, *, chase: bool = False) -> None:
        """Add a note, or record that the supplier was chased (催问). Raises Refusal beside ``note``."""
        require(self._ground, by, "request.work")
        text = text.strip()
        if (not text and not chase) or len(text) > kinds.LONGEST or "\0" in text:
            raise Refusal("request.note", "note", longest=kinds.LONGEST)
        with connection.transaction():
            self._event(by, request_id, "chase" if chase else "note", note=text)
            if chase:
                self._effects.chased(request_id)
            audit.append(self._ground.now, by.mark, "request.note", f"request:{request_id}", chase=chase)

    def attach(self, by: Actor, request_id: int, name: str, data: bytes) -> str:
        """Keep an electronic document by its content hash and return that hash. Raises Refusal.

        The file is on disk before the row exists, so that a row never points to nothing.
        """
        require(self._ground, by, "request.work")
        name = files.check(name, data, self._ground.library.max_attachment_bytes)
        sha256 = files.keep(self._ground.folder, data)
        with connection.transaction():
            RequestFile.add(
                request_id=request_id,
                sha256=sha256,
                name=name,
                size=len(data),
                added_at=self._ground.now,
                actor=by.mark,
            )
            self._event(by, request_id, "file", note=name)
            audit.append(self._ground.now, by.mark, "request.file", f"request:{request_id}", sha256=sha256)
        return sha256

    def _event(
        self, by: Actor, request_id: int, kind: str, note: str, facts: dict[str, Any] | None = None
    ) -> None:
        RequestEvent.add(
            request_id=request_id,
            at=self._ground.now,
            actor=by.mark,
            kind=kind,
            note=note,
            facts=json.dumps(facts or {}, ensure_ascii=False),
        )

    def save_draft(self, by: Actor, form: str, content: dict[str, Any]) -> None:
        """Keep what is being typed, one draft per person and form; offered again on return."""
        connection.execute(
            "INSERT INTO draft (owner, form, content, saved_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (owner, form) "
            "DO UPDATE SET content = excluded.content, saved_at = excluded.saved_at",
            (_owner(by), form, json.dumps(content, ensure_ascii=False), self._ground.now),
        )

    def draft(self, by: Actor, form: str) -> dict[str, Any] | None:
        """What was being typed when the form was last left, or None."""
        text = connection.value("SELECT content FROM draft WHERE owner = ? AND form = ?", (_owner(by), form))
        return json.loads(text) if text else None

    def drop_draft(self, by: Actor, form: str) -> None:
        Draft.delete().where((Draft.owner == _owner(by)) & (Draft.form == form)).execute()


def _owner(by: Actor) -> str:
    return f"patron:{by.patron_id}" if by.patron_id else f"staff:{by.staff_id}"


def _citation(kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """The columns that follow from a citation."""
    title = kinds.title_of(kind, fields)
    return {
        "document_type": kind,
        "fields": json.dumps(fields, ensure_ascii=False),
        "title": title,
        "container": kinds.second_line_of(kind, fields),
        "author": kinds.author_of(fields),
        "title_key": matching.title_key(title),
        "place_key": matching.place_key(kind, fields),
    }
