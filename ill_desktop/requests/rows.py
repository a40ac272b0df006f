"""What the read side of requests hands out. Times are UTC text, days business dates, amounts fen.

Named tuples: defined eight times faster than frozen dataclasses, made seven times faster.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple


class Row(NamedTuple):
    """One line of the request table; the guide's columns and those of staff.

    ``reason`` is why the request stands where it does; ``recalled``, ``renewal`` and ``damaged`` are facts of
    a loan that show as a second chip (see :func:`lending.marks`); ``place`` is for the next page only.
    """

    id: int
    number: str
    title: str
    container: str
    patron_id: int
    patron_name: str
    document_type: str
    service_type: str
    state: str
    due_on: str | None
    total_fen: int | None
    submitted_at: str
    state_since: str
    supplier: str | None
    has_file: int
    reason: str
    level: str
    branch: str
    shelf: str | None
    recalled: int
    renewal: str
    damaged: int
    place: str


class Filter(NamedTuple):
    """What a table shows, and in which order. An empty filter shows everything, newest first.

    ``sort`` names columns of :data:`pages.SORTS`, each with whether it descends; the first counts most.
    ``overdue_on`` is the business date on which what is lent was due before.
    """

    states: tuple[str, ...] = ()
    service_type: str | None = None
    document_type: str | None = None
    submitted_from: str | None = None
    submitted_to: str | None = None  # exclusive
    patron_id: int | None = None
    number: str | None = None
    number_part: str = ""
    text: str = ""
    oldest_first: bool = False
    supplier_id: int | None = None
    branch: str | None = None
    level: str | None = None
    reason: str | None = None
    overdue_on: str | None = None
    sort: tuple[tuple[str, bool], ...] = ()


class Detail(NamedTuple):
    """One request in full."""

    id: int
    number: str
    patron_id: int
    patron_name: str
    patron_number: str
    patron_class: str
    patron_language: str
    patron_activated: bool
    service_type: str
    document_type: str
    level: str
    state: str
    state_since: str
    title: str
    container: str
    author: str
    fields_json: str
    pages: int | None
    needed_by: str | None
    max_cost_fen: int | None
    delivery: str
    branch: str
    note: str
    citation_source: str
    submitted_at: str
    supplier_id: int | None
    supplier: str | None
    network: str | None
    came_from: str | None
    approved_cost_fen: int | None
    due_on: str | None
    pickup_until: str | None
    total_fen: int | None
    any_edition: bool
    proxy: str
    reason: str
    address: str
    shelf: str | None
    tracking: str
    link: str

    @property
    def fields(self) -> Mapping[str, str]:
        return json.loads(self.fields_json)  # type: ignore[no-any-return]


class Agreed(NamedTuple):
    """A reader's yes to a cost: how much, by what way (``self``: by himself), when, who recorded it."""

    fen: int
    way: str
    at: str
    actor: str


class Event(NamedTuple):
    """One line of a request's history; nothing in it is ever changed."""

    id: int
    at: str
    actor: str
    kind: str
    from_state: str | None
    to_state: str | None
    reason: str
    note: str
    facts_json: str
    reverses: int | None

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.facts_json)  # type: ignore[no-any-return]


class Asker(NamedTuple):
    state: str
    activated_at: str | None
    class_: str


class FileRow(NamedTuple):
    id: int
    name: str
    size: int
    sha256: str
    added_at: str


class SupplierRow(NamedTuple):
    id: int
    name: str
    network: str
    expected_days: int


class Asked(NamedTuple):
    """One supplier a request was sent to, with the answer; ``expected_on`` is a working day."""

    position: int
    name: str
    asked_at: str
    answer: str | None
    answered_at: str | None
    supplier_id: int
    reason: str
    note: str
    cost_fen: int | None
    expected_on: str | None
    chased: int
    chased_at: str | None


class Loan(NamedTuple):
    """The facts of a loan beside its state. ``conditions`` are ISO 18626 codes of the lender;
    ``collected_by`` is the proxy who took it ("": the reader)."""

    partner_due: str | None = None
    conditions_json: str = "[]"
    recalled_at: str | None = None
    renewal: str = ""
    renewal_until: str | None = None
    renewals: int = 0
    collected_by: str = ""
    back_tracking: str = ""

    @property
    def conditions(self) -> tuple[str, ...]:
        return tuple(json.loads(self.conditions_json))


class Item(NamedTuple):
    """One volume: where it is follows from which of its instants are set."""

    id: int
    request_id: int
    position: int
    barcode: str
    label: str
    due_on: str | None
    out_at: str | None
    back_at: str | None
    gone_at: str | None
    fined_until: str | None
    damage: str

    @property
    def is_out(self) -> bool:
        """Whether the reader has it."""
        return self.out_at is not None and self.back_at is None
