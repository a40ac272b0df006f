"""What a step is told, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ill_desktop.errors import Refusal
from ill_desktop.requests import lending, queries, rules
from ill_desktop.requests.rules import Step

LONGEST_NOTE = 2_000
LONGEST_CODE = 64  # of a barcode or a parcel's number
LONGEST_ADDRESS = 500
MOST_ITEMS = 200


class NewItem(NamedTuple):
    """One volume of a loan: the partner's barcode, and what it is called (``Bd. 2``)."""

    barcode: str
    label: str = ""


@dataclass(frozen=True)
class Inputs:
    """What a step may be told; which of these it needs or can take stands in :data:`rules.STEPS`.

    ``cost_fen`` is asked of the reader, ``partner_cost_fen`` is what the partner charges. ``due_on`` is the
    reader's date, ``partner_due`` the partner's. ``came_as`` settles a copy-or-loan: delivery or loan.
    ``collected_by`` is the name of whoever stands at the counter ("": the reader). ``agreed_way``: how the
    reader said yes to a cost, one of ``rules.AGREED_WAYS``; a reader who does it himself needs none.
    """

    reason: str = ""
    note: str = ""
    supplier_id: int | None = None
    pages: int | None = None
    cost_fen: int | None = None
    due_on: str | None = None
    partner_cost_fen: int | None = None
    partner_due: str | None = None
    came_as: str = ""
    conditions: tuple[str, ...] = ()
    items: tuple[NewItem, ...] = ()
    collected_by: str = ""
    address: str = ""
    tracking: str = ""
    shelf: str = ""
    compensation_fen: int | None = None
    agreed_way: str = "desk"


def check(request: queries.Detail, step: Step, inputs: Inputs, today: str) -> None:
    """Raise the Refusal that stands against taking a step with these inputs, if there is one."""
    if ("reason" in step.asks or inputs.reason) and inputs.reason not in rules.REASONS.get(step.target, ()):
        raise Refusal("request.reason", "reason")
    if "supplier" in step.asks and (
        inputs.supplier_id is None or not queries.supplier_active(inputs.supplier_id)
    ):
        raise Refusal("request.supplier", "supplier")
    _check_amounts(request, step, inputs)
    if "due_on" in step.asks:
        _check_due(request, inputs, today)
    if inputs.partner_due and not rules.good_day(inputs.partner_due, today):
        raise Refusal("request.due_on", "partner_due")
    if inputs.collected_by and not lending.may_collect(
        inputs.collected_by, request.patron_name, request.proxy
    ):
        raise Refusal("request.proxy", "collected_by", name=request.patron_name, proxy=request.proxy or "—")
    if inputs.came_as and (
        request.service_type != "copy_or_loan" or inputs.came_as not in ("delivery", "loan")
    ):
        raise Refusal("request.came_as", "came_as")
    if inputs.agreed_way not in rules.AGREED_WAYS:
        raise Refusal("request.agreed_way", "agreed_way")
    if any(code not in rules.REASONS["conditional"] for code in inputs.conditions):
        raise Refusal("request.reason", "conditions")
    _check_texts(request, step, inputs)


def _check_amounts(request: queries.Detail, step: Step, inputs: Inputs) -> None:
    pages = inputs.pages if inputs.pages is not None else request.pages
    # A copy's price needs them.
    loan = rules.is_loan(inputs.came_as or request.service_type)
    counted = "pages" in step.asks and not loan
    if (counted and pages is None) or (inputs.pages is not None and not rules.good_pages(inputs.pages)):
        raise Refusal("request.pages", "pages")
    if not rules.good_amount(inputs.cost_fen or 0) or ("cost" in step.asks and not inputs.cost_fen):
        raise Refusal("request.cost", "cost")
    for name, fen in (
        ("partner_cost", inputs.partner_cost_fen),
        ("compensation", inputs.compensation_fen),
    ):
        if fen is not None and not rules.good_amount(fen):
            raise Refusal("request.cost", name)


def _check_due(request: queries.Detail, inputs: Inputs, today: str) -> None:
    if not rules.good_day(inputs.due_on or "", today):
        raise Refusal("request.due_on", "due_on")
    partner_due = inputs.partner_due or queries.loan(request.id).partner_due
    if partner_due and str(inputs.due_on) > partner_due:
        raise Refusal("request.after_partner_due", "due_on", day=partner_due)


def _check_texts(request: queries.Detail, step: Step, inputs: Inputs) -> None:
    check_note(inputs.note)
    if not good_code(inputs.tracking):
        raise Refusal("request.tracking", "tracking", longest=LONGEST_CODE)
    if len(inputs.address) > LONGEST_ADDRESS or "\0" in inputs.address:
        raise Refusal("request.address_long", "address", longest=LONGEST_ADDRESS)
    if not inputs.shelf.isprintable() or len(inputs.shelf.strip()) > lending.LONGEST_SHELF:
        raise Refusal("request.shelf", "shelf", longest=lending.LONGEST_SHELF)
    leaves = "address" in rules.may_take(step, request.service_type, request.delivery)
    if leaves and not (inputs.address.strip() or request.address):
        raise Refusal("request.address", "address")
    check_items(inputs.items)


def check_items(items: tuple[NewItem, ...]) -> None:
    """Raise Refusal beside ``items`` for barcodes that cannot be kept, or that stand twice."""
    codes = [item.barcode.strip() for item in items]
    named = [code for code in codes if code]
    if len(items) > MOST_ITEMS or not all(
        good_code(item.barcode) and len(item.label) <= LONGEST_CODE and item.label.isprintable()
        for item in items
    ):
        raise Refusal("request.barcode", "items", longest=LONGEST_CODE)
    if len(set(named)) != len(named):
        raise Refusal("request.barcode_twice", "items")


def check_note(text: str) -> None:
    """Raise Refusal beside ``note`` for one that cannot be kept."""
    if len(text) > LONGEST_NOTE or "\0" in text:
        raise Refusal("request.note", "note", longest=LONGEST_NOTE)


def good_code(text: str) -> bool:
    """Whether a text can be a barcode or a parcel's number: one printable line; empty will do."""
    return len(text.strip()) <= LONGEST_CODE and text.strip().isprintable()
