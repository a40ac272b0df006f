"""The state table (domain §3). Buttons, filters, the diagram and the tests are made from it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ill_desktop.money import LARGEST_FEN

STAGES: dict[str, tuple[str, ...]] = {
    "prepare": ("draft", "submitted", "needs_information", "accepted", "awaiting_cost_approval"),
    "active": ("sent", "conditional", "retry_possible", "will_supply", "cancel_pending"),
    "deliver": (
        "shipped",
        "received",
        "filled_locally",
        "awaiting_payment",
        "ready_for_pickup",
        "not_collected",
    ),
    "loan": ("checked_out", "lost", "returned", "return_shipped"),
    "end": ("delivered", "completed", "unfilled", "cancelled", "expired"),
}
STATES: tuple[str, ...] = tuple(state for stage in STAGES.values() for state in stage)
STAGE_OF: dict[str, str] = {state: stage for stage, states in STAGES.items() for state in states}

# What a chip is painted in: screen.md, "Stage to colour".
TONES: dict[str, str] = {
    **dict.fromkeys(STAGES["prepare"], "neutral"),
    **dict.fromkeys(STAGES["active"], "active"),
    **dict.fromkeys(STAGES["loan"], "loan"),
    "needs_information": "caution",
    "awaiting_cost_approval": "caution",
    "conditional": "caution",
    "retry_possible": "caution",
    "cancel_pending": "caution",
    "shipped": "active",
    "received": "active",
    "filled_locally": "active",
    "awaiting_payment": "caution",
    "ready_for_pickup": "good",
    "not_collected": "bad",
    "lost": "bad",
    "delivered": "good",
    "completed": "good",
    "unfilled": "bad",
    "cancelled": "neutral",
    "expired": "neutral",
}


class Step(NamedTuple):
    """One arrow of the table.

    ``verb`` names it in words (``step.<verb>``); ``asks`` are the inputs it needs, ``may`` those it can take
    besides (see :func:`may_take`); ``only`` limits it to loans, to copies, or to the state the request came
    from; ``likely`` marks the step that Enter takes.
    """

    verb: str
    source: str
    target: str
    asks: tuple[str, ...] = ()
    only: str | None = None  # "loan" | "copy" | "origin"
    likely: bool = False
    may: tuple[str, ...] = ()


def _s(source: str, *steps: tuple[object, ...]) -> list[Step]:
    return [Step(str(verb), source, *rest) for verb, *rest in steps]  # type: ignore[arg-type]


_REASON = ("reason",)
_ANSWER = ("partner_cost",)
_COMING = ("partner_cost", "came_as", "partner_due", "conditions")
_HERE = (*_COMING, "items")
_OUT = ("collected_by", "address", "tracking")
# How a reader said yes to a cost, when not with his own hand (``self``); words under ``agreed_way.<way>``.
AGREED_WAYS = ("desk", "phone", "email", "message")
_APPROVAL_ORIGINS = ("accepted", "conditional", "received", "filled_locally")

STEPS: tuple[Step, ...] = (
    *_s("draft", ("submit", "submitted", (), None, True)),
    *_s(
        "submitted",
        ("accept", "accepted", (), None, True),
        ("ask_reader", "needs_information", _REASON),
        ("not_filled", "unfilled", _REASON),
        ("cancel", "cancelled"),
    ),
    *_s(
        "needs_information",
        ("answered", "submitted", (), None, True),
        ("accept", "accepted"),
        ("cancel", "cancelled"),
        ("expire", "expired"),
    ),
    *_s(
        "accepted",
        ("send", "sent", ("supplier",), None, True),
        ("fill_locally", "filled_locally", ("pages",)),
        ("ask_cost", "awaiting_cost_approval", ("cost",)),
        ("ask_reader", "needs_information", _REASON),
        ("not_filled", "unfilled", _REASON),
        ("cancel", "cancelled"),
    ),
    *[
        Step("cost_agreed", "awaiting_cost_approval", origin, (), "origin", True, ("agreed_way",))
        for origin in _APPROVAL_ORIGINS
    ],
    *_s(
        "awaiting_cost_approval",
        ("cancel", "cancelled"),
        ("return", "returned", (), "loan"),
        ("expire", "expired"),
    ),
    *_s(
        "sent",
        ("will_supply", "will_supply", (), None, False, _ANSWER),
        ("supplied", "shipped", (), None, True, _COMING),
        ("receive", "received", ("pages",), None, False, _HERE),
        ("condition", "conditional", _REASON, None, False, _ANSWER),
        ("retry", "retry_possible", _REASON),
        ("next_supplier", "accepted", _REASON),
        ("not_filled", "unfilled", _REASON),
        ("ask_cancel", "cancel_pending"),
        ("expire", "expired"),
    ),
    *_s(
        "conditional",
        ("accept_condition", "will_supply", (), None, True),
        ("ask_cost", "awaiting_cost_approval", ("cost",)),
        ("next_supplier", "accepted", _REASON),
        ("not_filled", "unfilled", _REASON),
        ("cancel", "cancelled"),
    ),
    *_s(
        "retry_possible",
        ("send_again", "sent", ("supplier",), None, True),
        ("ask_reader", "needs_information", _REASON),
        ("next_supplier", "accepted", _REASON),
        ("not_filled", "unfilled", _REASON),
        ("cancel", "cancelled"),
    ),
    *_s(
        "will_supply",
        ("supplied", "shipped", (), None, True, _COMING),
        ("receive", "received", ("pages",), None, False, _HERE),
        ("next_supplier", "accepted", _REASON),
        ("not_filled", "unfilled", _REASON),
        ("ask_cancel", "cancel_pending"),
    ),
    *_s(
        "cancel_pending",
        ("cancelled_by_supplier", "cancelled", (), None, True),
        ("cancel_refused", "sent"),
        ("supplied", "shipped", (), None, False, _COMING),
        ("receive", "received", ("pages",), None, False, _HERE),
    ),
    *_s(
        "shipped",
        ("receive", "received", ("pages",), None, True, _HERE),
        ("sent_direct", "delivered", ("pages",)),
        ("lost_on_way", "accepted", _REASON),
    ),
    *_s(
        "received",
        ("await_payment", "awaiting_payment"),
        ("hold_for_pickup", "ready_for_pickup", (), None, True, ("shelf",)),
        ("deliver", "delivered", (), None, False, _OUT),
        ("ask_cost", "awaiting_cost_approval", ("cost",)),
        ("wrong_item", "accepted", _REASON),
        ("return", "returned", (), "loan"),
    ),
    *_s(
        "filled_locally",
        ("await_payment", "awaiting_payment"),
        ("hold_for_pickup", "ready_for_pickup", (), None, True, ("shelf",)),
        ("deliver", "delivered", (), None, False, _OUT),
        ("ask_cost", "awaiting_cost_approval", ("cost",)),
    ),
    *_s(
        "awaiting_payment",
        ("deliver", "delivered", (), None, True, _OUT),
        ("hold_for_pickup", "ready_for_pickup", (), None, False, ("shelf",)),
        ("cancel", "cancelled", (), "copy"),
        ("return", "returned", (), "loan"),
    ),
    *_s(
        "ready_for_pickup",
        ("check_out", "checked_out", ("due_on",), "loan", True, (*_OUT, "items")),
        ("hand_over", "delivered", (), None, True, _OUT),
        ("not_collected", "not_collected"),
    ),
    *_s(
        "not_collected",
        ("hold_for_pickup", "ready_for_pickup", (), None, True, ("shelf",)),
        ("return", "returned", (), "loan"),
        ("cancel", "cancelled", (), "copy"),
    ),
    *_s(
        "checked_out",
        ("return", "returned", (), None, True),
        ("lose", "lost", _REASON, None, False, ("compensation",)),
    ),
    *_s("lost", ("find", "returned"), ("compensated", "completed", (), None, True)),
    *_s(
        "returned",
        ("ship_back", "return_shipped", (), None, True, ("tracking",)),
        ("complete", "completed"),
        ("check_out", "checked_out", ("due_on",), None, False, (*_OUT, "items")),
    ),
    *_s("return_shipped", ("complete", "completed", (), None, True)),
    *_s("delivered", ("complete", "completed", (), None, True), ("send_again", "delivered")),
    *_s("completed", ("send_again", "delivered")),
    *_s("unfilled", ("reopen", "accepted")),
)

# What a reader does for himself, at the kiosk or on the phone.
READER_STEPS = frozenset(
    {
        ("submitted", "cancel"),
        ("needs_information", "answered"),
        ("needs_information", "cancel"),
        ("awaiting_cost_approval", "cost_agreed"),
        ("awaiting_cost_approval", "cancel"),
    }
)

TRANSITIONS: dict[str, tuple[str, ...]] = {
    state: tuple(dict.fromkeys(step.target for step in STEPS if step.source == state)) for state in STATES
}

TERMINAL = frozenset({"completed", "unfilled", "cancelled", "expired"})
OPEN = tuple(state for state in STATES if state not in TERMINAL and state != "draft")
# Where the staff, not the reader or a supplier, has to do something next.
OURS = (
    "submitted",
    "accepted",
    "retry_possible",
    "conditional",
    "received",
    "filled_locally",
    "not_collected",
)
ON_LOAN = ("checked_out", "lost", "returned", "return_shipped")
HELD_BACK = frozenset(
    {"delivered", "ready_for_pickup", "checked_out"}
)  # only once the charges are settled [G]
GONE_OUT = frozenset({"shipped", "delivered", "completed"})  # or on its way to the reader: not to be held
PRICED = HELD_BACK | {"awaiting_payment"}  # what arrived gets there only with its price
MOST_PAGES = 100_000

# ISO 18626 reasons; words under ``reason.<code>``.
REASONS: dict[str, tuple[str, ...]] = {
    "unfilled": (
        "NonCirculating",
        "NotAvailableForILL",
        "NotHeld",
        "NotOnShelf",
        "OnLoan",
        "AtBindery",
        "Lacking",
        "NotFoundAsCited",
        "UnableToFulfil",
        "PolicyProblem",
        "PoorCondition",
    ),
    "retry_possible": (
        "AtBindery",
        "CostExceedsMaxCost",
        "LoanPossible",
        "MustMeetLoanCondition",
        "NotCurrentAvailableForILL",
        "NotFoundAsCited",
        "OnLoan",
        "OnOrder",
        "ReqDelDateNotPossible",
        "ReqDelMethodNotSupp",
        "ReqEditionNotPossible",
    ),
    "conditional": (
        "LibraryUseOnly",
        "NoReproduction",
        "SignatureRequired",
        "SpecCollSupervReq",
        "WatchLibraryUseOnly",
    ),
    "needs_information": ("CitationIncomplete", "EditionUnclear", "ContactReader", "Other"),
    "accepted": (
        "Unfilled",
        "NotFoundAsCited",
        "NoAnswer",
        "ConditionDeclined",
        "LostOnTheWay",
        "WrongItem",
        "Illegible",
    ),
    "lost": ("ReaderReports", "NotReturned", "Other"),
}

# Reasons that speak of the citation: it is looked at again before the next sending.
NOT_FOUND = ("NotFoundAsCited", "CitationIncomplete", "EditionUnclear")


def is_loan(service_type: str) -> bool:
    return service_type == "loan"


def good_pages(pages: int) -> bool:
    """Whether so many pages can be charged."""
    return 0 < pages <= MOST_PAGES


def good_amount(fen: int) -> bool:
    """Whether it is an amount a person can be asked for; nothing at all is one."""
    return 0 <= fen <= LARGEST_FEN


def good_day(text: str, today: str) -> bool:
    """Whether a text is a business date as it is stored, not before today."""
    try:
        return dt.date.fromisoformat(text).isoformat() == text and text >= today
    except ValueError:
        return False


def steps_from(state: str, service_type: str, came_from: str | None = None) -> list[Step]:
    """The steps open to a request, the likely one first; what its kind or origin rules out is left out."""
    loan = is_loan(service_type)
    kind = "loan" if loan else "copy"

    def is_open(step: Step) -> bool:
        if step.only == "origin":
            return step.target == came_from
        if state == "awaiting_cost_approval" and step.verb in ("cancel", "return"):
            # A volume that is here already goes back; there is nothing to send back otherwise.
            return (step.verb == "return") == (loan and came_from == "received")
        return step.only in (None, kind)

    open_steps = [step for step in STEPS if step.source == state and is_open(step)]
    if loan:
        # A loan that is ready is checked out; "handed over" is for copies.
        open_steps = [step for step in open_steps if step.verb not in ("hand_over", "deliver")]
    return sorted(open_steps, key=lambda step: not step.likely)


_OF_LOANS = frozenset({"partner_due", "items", "conditions"})
_BY_POST = frozenset({"address", "tracking"})


def may_take(step: Step, service_type: str, delivery: str) -> tuple[str, ...]:
    """What a step can be told besides what it asks for; only what makes sense for such a request."""

    def fits(name: str) -> bool:
        if name in _OF_LOANS:
            return service_type != "delivery"
        if name == "came_as":
            return service_type == "copy_or_loan"
        return name not in _BY_POST or delivery == "post" or step.verb == "ship_back"

    return tuple(name for name in step.may if fits(name))


def find_step(
    state: str, target: str, service_type: str, came_from: str | None = None, verb: str | None = None
) -> Step | None:
    """The step between two states, or None when the table has no such arrow for this request."""
    for step in steps_from(state, service_type, came_from):
        if step.target == target and verb in (None, step.verb):
            return step
    return None


def after_arrival(due_fen: int, approved_fen: int | None) -> str | None:
    """Where an arrived request goes by itself: to the reader's yes, to payment, or nowhere yet.

    ``approved_fen`` is the most the reader accepts (None: no limit was set).
    """
    if approved_fen is not None and due_fen > approved_fen:
        return "awaiting_cost_approval"
    return "awaiting_payment" if due_fen else None


def on_release(delivery: str, service_type: str, has_file: bool) -> str | None:
    """Where a settled request goes by itself: to the reader, onto the shelf, or nowhere until staff act."""
    if is_loan(service_type) or delivery == "pickup":
        return "ready_for_pickup"
    return "delivered" if has_file and delivery == "email" else None
