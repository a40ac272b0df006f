"""What can be done with a request now, the likeliest first. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ill_desktop.requests import rules
from ill_desktop.requests.queries import Detail
from ill_desktop.requests.rules import Step

TOPICS = ("requests", "cashier", "notices")
"""What a step of a request may touch."""
WITH_SUPPLIER = ("sent", "will_supply", "conditional", "cancel_pending", "shipped")
ARRIVED = ("received", "filled_locally")
MENDABLE = ("unfilled", "retry_possible", "accepted", "needs_information")
"""Where a citation that was not found as cited is corrected and sent again."""
KEYS = "23456789"
"""The keys of the offers after the first, which is taken by Enter."""


@dataclass(frozen=True)
class Offer:
    """``key`` is a step's verb, or what the counter does besides: pay, attach, chase, mend.

    ``quiet`` offers stand in the menu only: they give the request up, or would be refused as yet.
    With ``details`` everything that the step can be told is asked for.
    """

    key: str
    step: Step | None = None
    quiet: bool = False
    details: bool = False


@dataclass(frozen=True)
class Standing:
    """What decides beside the state: what is owed, whether there is a file."""

    owed_fen: int = 0
    has_file: bool = False


def by_mail(request: Detail) -> bool:
    """Whether what is asked for goes out as a file."""
    return request.delivery == "email" and not rules.is_loan(request.service_type)


def offers(request: Detail, standing: Standing) -> list[Offer]:
    """Every step of the state table, and what belongs to the state besides; quiet ones last."""
    steps = rules.steps_from(request.state, request.service_type, request.came_from)
    found = [Offer(step.verb, step, _is_quiet(step, standing)) for step in steps]
    for key in reversed(_besides(request, standing)):
        found = [offer for offer in found if offer.key == key] + [o for o in found if o.key != key]
        if not found or found[0].key != key:
            found.insert(0, Offer(key))
    if request.state in WITH_SUPPLIER:
        found.insert(1, Offer("chase"))
    return sorted(found, key=lambda offer: offer.quiet)


def _besides(request: Detail, standing: Standing) -> list[str]:
    """What is likelier than the table's own likely step, in order."""
    if request.state in MENDABLE and request.reason in rules.NOT_FOUND:
        return ["mend"]
    found = ["pay"] if standing.owed_fen and request.state in ("awaiting_payment", "lost") else []
    if by_mail(request) and request.state in (*ARRIVED, "awaiting_payment"):
        if not standing.has_file:
            found.append("attach")
        elif not standing.owed_fen:
            found.append("deliver")
    return found


def _is_quiet(step: Step, standing: Standing) -> bool:
    held = step.target in rules.HELD_BACK or step.verb == "compensated"
    return ends(step) or bool(standing.owed_fen and held)


def asks(request: Detail, step: Step) -> tuple[str, ...]:
    """What a step has to ask for: a loan is not counted in pages."""
    loan = rules.is_loan(request.service_type)
    return tuple(ask for ask in step.asks if not (loan and ask == "pages"))


def ends(step: Step) -> bool:
    """Whether a step gives a request up: to be confirmed first."""
    return step.target in ("cancelled", "expired")


def reasons(step: Step) -> Sequence[str]:
    return rules.REASONS.get(step.target, ())
