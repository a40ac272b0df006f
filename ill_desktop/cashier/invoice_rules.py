"""Who may have an invoice, what it may say, and where it can go from each state ([G] FAQ 4). Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from unicodedata import normalize

from ill_desktop.errors import Refusal

BUYERS = ("person", "public", "enterprise")
MEDIA = ("electronic", "paper")
TITLE_LONGEST = 100
ADDRESS_LONGEST = 200

# requested → issued → sent; issued or sent can be red-lettered by an administrator; what was never issued is
# simply withdrawn. A void or red-lettered one frees its charges for another. What was entered as sent and had
# not gone stands as issued again: no step forward, a mistake that was taken back.
GOES_TO: dict[str, frozenset[str]] = {
    "requested": frozenset({"issued", "void"}),
    "issued": frozenset({"sent", "red_letter"}),
    "sent": frozenset({"red_letter"}),
    "void": frozenset(),
    "red_letter": frozenset(),
}
HOLDS = ("requested", "issued", "sent")  # states in which its charges stand on it
ENDS_REFUNDS = ("issued", "sent")

# An invoice's own number: twenty digits of a fully digital one, or eight with a code of ten or twelve before.
_NUMBER = re.compile(r"(?:\d{20}|(?:\d{10}|\d{12})-?\d{8}|\d{8})")


@dataclass(frozen=True)
class Buyer:
    """To whom an invoice is made out. ``kind``: person (the name), public (a public institution) or
    enterprise, which alone must have a tax number (统一社会信用代码)."""

    kind: str
    title: str
    tax_number: str = ""
    medium: str = "electronic"
    email: str = ""
    address: str = ""


def check_buyer(buyer: Buyer) -> tuple[Buyer, list[Refusal]]:
    """The buyer as it is kept, and what speaks against it, each beside its field."""
    kept = Buyer(
        buyer.kind,
        " ".join(buyer.title.split()),
        "".join(normalize("NFKC", buyer.tax_number).split()).upper(),
        buyer.medium,
        buyer.email.strip(),
        " ".join(buyer.address.split()),
    )
    problems: list[Refusal] = []
    if kept.kind not in BUYERS:
        problems.append(Refusal("invoice.buyer", "kind"))
    if not kept.title or len(kept.title) > TITLE_LONGEST or not kept.title.isprintable():
        problems.append(Refusal("invoice.title", "title", longest=TITLE_LONGEST))
    problems += _tax_number(kept)
    if kept.medium not in MEDIA:
        problems.append(Refusal("invoice.medium", "medium"))
    problems += _where_to(kept)
    return kept, problems


def _tax_number(buyer: Buyer) -> list[Refusal]:
    """Required of enterprises, checked wherever it is given: eighteen signs with a check sign."""
    from stdnum.cn import uscc

    if not buyer.tax_number:
        return [Refusal("invoice.tax_number_missing", "tax_number")] if buyer.kind == "enterprise" else []
    return [] if uscc.is_valid(buyer.tax_number) else [Refusal("invoice.tax_number", "tax_number")]


def _where_to(buyer: Buyer) -> list[Refusal]:
    """An electronic one goes by e-mail, one on paper by post."""
    from ill_desktop.patrons import fields

    if buyer.medium == "electronic":
        try:
            fields.email(buyer.email)
        except Refusal as refusal:
            return [refusal]
    elif not buyer.address or len(buyer.address) > ADDRESS_LONGEST or not buyer.address.isprintable():
        return [Refusal("invoice.address", "address", longest=ADDRESS_LONGEST)]
    return []


def check_number(number: str) -> str:
    """An invoice's number as it is kept. Raises Refusal ``invoice.number``."""
    kept = "".join(normalize("NFKC", number).split())
    if not kept.isascii() or not _NUMBER.fullmatch(kept):
        raise Refusal("invoice.number", "number")
    return kept


def check_day(day: dt.date, today: dt.date, since: dt.date, of_red_letter: bool = False) -> str:
    """The day on an invoice: from the day it was asked for (``since``), of a red letter from that of its
    invoice, up to today. Raises Refusal ``invoice.day``, ``invoice.day_before`` or ``….red_day_before``."""
    if day > today:
        raise Refusal("invoice.day", "day")
    if day < min(since, today):  # the clock may have been set back
        code = "invoice.red_day_before" if of_red_letter else "invoice.day_before"
        raise Refusal(code, "day", since=since.isoformat())
    return day.isoformat()


def check_step(state: str, target: str) -> None:
    """Raises Refusal ``invoice.moved_on`` when the invoice cannot go there from where it stands."""
    if target not in GOES_TO[state]:
        raise Refusal("invoice.moved_on")


def for_person(name: str, email: str) -> Buyer:
    """Not to be reimbursed: the invoice is made out to the person ([G] FAQ 4)."""
    return replace(Buyer("person", name), email=email)
