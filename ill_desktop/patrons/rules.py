"""Registration: its states, its three roads, and what a profile must hold. Pure decisions (domain §1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ill_desktop.errors import Refusal, refuse
from ill_desktop.library import Library, PasswordRule
from ill_desktop.patrons import fields
from ill_desktop.staff.rules import Actor

TRANSITIONS: dict[str, frozenset[str]] = {
    "pending_review": frozenset({"approved", "needs_information", "rejected"}),
    "needs_information": frozenset({"pending_review", "withdrawn"}),
    "approved": frozenset({"blocked", "expired", "withdrawn"}),
    "blocked": frozenset({"approved"}),
    "rejected": frozenset({"pending_review"}),
    "expired": frozenset(),
    "withdrawn": frozenset(),
}
FIRST = "pending_review"
# Of these there is at most one per number and per e-mail (the schema holds it); who left may come again.
LIVE = ("pending_review", "needs_information", "approved", "blocked")
MAY_SIGN_IN = (*LIVE, "rejected", "expired")


class Step(NamedTuple):
    """One action at the counter: the states it may start from, and where it leads."""

    starts: tuple[str, ...]
    to: str


# Every arrow of TRANSITIONS is exactly one action; a test compares them.
ACTIONS: dict[str, Step] = {
    "approve": Step(("pending_review",), "approved"),
    "ask_for_more": Step(("pending_review",), "needs_information"),
    "reject": Step(("pending_review",), "rejected"),
    "complete_information": Step(("needs_information", "rejected"), "pending_review"),
    "block": Step(("approved",), "blocked"),
    "unblock": Step(("blocked",), "approved"),
    "expire": Step(("approved",), "expired"),
    "withdraw": Step(("needs_information", "approved"), "withdrawn"),
}

ROADS = ("campus", "campus_form", "off_campus")
OFF_CAMPUS_CLASS = "off_campus"
REASON_LONGEST = 500
LANGUAGES = ("zh_CN", "en")

# Who registers himself, at the kiosk or on the phone, before there is an account.
VISITOR = Actor("—", "visitor")
# What a visitor may get wrong: counted by the number he types and the client he comes through, so that nobody
# elsewhere or beside him is locked out (decision 21).
KIOSK = "kiosk"
WRONG_CARDS, WRONG_CARDS_MINUTES = 10, 60
WRONG_CARD = frozenset({"patron.card", "patron.number_taken", "patron.email_taken"})


def roads(automatic: bool) -> tuple[str, ...]:
    """The roads open to an institution's people [G] figure 3: the card where it can be bound."""
    return ("campus", "off_campus") if automatic else ("campus_form", "off_campus")


@dataclass(frozen=True)
class Card:
    """What binds a campus card: all three must be those of the registry."""

    number: str
    name: str
    last_six: str = field(repr=False)


@dataclass(frozen=True)
class Profile:
    """The reader profile [G] figure 8, as typed. On the road ``campus`` number, name, class, unit and
    last six come from the card and the registry and stay empty here. Never shown in a log."""

    institution_id: int
    email: str
    mobile: str
    sex: str
    password: str = field(repr=False)
    confirmation: str = field(repr=False)
    number: str = ""
    name: str = ""
    unit: str = ""
    last_six: str = field(default="", repr=False)
    class_: str = ""
    language: str = "zh_CN"


# The first refusal of a form is the one its sentence and focus go to.
FORM_ORDER = (
    *("institution", "number", "name", "last_six", "class", "sex", "email", "mobile", "unit"),
    *("language", "password", "confirmation"),
)

Check = Callable[[str], str]


def _checks(road: str, library: Library) -> dict[str, Check]:
    """What judges each text field on a road, by its name in Profile."""
    region = library.facts["registration"].get("phone_region", "CN")
    checks: dict[str, Check] = {
        "email": fields.email,
        "mobile": lambda text: fields.mobile(text, region),
        "sex": lambda text: fields.chosen(text, fields.SEXES, "sex"),
        "unit": fields.unit,
        "language": lambda text: fields.chosen(text, LANGUAGES, "language"),
        "password": lambda text: fields.password(text, library.password_rule(road == "off_campus")),
    }
    if road == "campus":
        return checks
    checks["name"] = lambda text: fields.name(text, library.name_symbols)
    if road == "off_campus":
        checks["number"] = fields.account
        # May be added at review; until then nothing can be activated.
        checks["last_six"] = lambda text: fields.last_six(text) if text.strip() else ""
    else:
        checks["number"] = fields.number
        checks["last_six"] = fields.last_six
        classes = frozenset(library.classes)
        checks["class_"] = lambda text: fields.chosen(text, classes, "class")
    return checks


def check_field(name: str, text: str, road: str, library: Library) -> Refusal | None:
    """What speaks against one field as one leaves it; None for a good one or one the road does not ask."""
    check = _checks(road, library).get(name)
    if check is None:
        return None
    try:
        check(text)
    except Refusal as refusal:
        return refusal
    return None


def check_password(new: str, again: str, rule: PasswordRule) -> list[Refusal]:
    """What speaks against a new password, beside ``password`` and ``confirmation``."""
    problems: list[Refusal] = []
    try:
        fields.password(new, rule)
    except Refusal as refusal:
        problems.append(refusal)
    if new != again:
        problems.append(Refusal("password.differs", "confirmation"))
    return problems


def check_profile(profile: Profile, road: str, library: Library) -> tuple[Profile, list[Refusal]]:
    """The profile as it is stored, and what speaks against it, each beside its field."""
    kept: dict[str, Any] = {}
    problems: list[Refusal] = []
    for name, check in _checks(road, library).items():
        try:
            kept[name] = check(getattr(profile, name))
        except Refusal as refusal:
            problems.append(refusal)
    if profile.password != profile.confirmation:
        problems.append(Refusal("password.differs", "confirmation"))
    if road == "off_campus":
        kept["class_"] = OFF_CAMPUS_CLASS
    problems.sort(key=lambda problem: FORM_ORDER.index(str(problem.field)))
    return replace(profile, **kept), problems


CORRECTABLE = ("name", "sex", "email", "mobile", "unit", "last_six")


def check_corrections(
    corrections: dict[str, str], road: str, library: Library
) -> tuple[dict[str, str], list[Refusal]]:
    """Later changes to some fields of a profile, as they are stored; a bound name stays the registry's.

    Raises KeyError for a field that is not CORRECTABLE.
    """
    checks = {**_checks(road, library), "last_six": fields.last_six}
    kept: dict[str, str] = {}
    problems: list[Refusal] = []
    for name, text in corrections.items():
        if name not in CORRECTABLE:
            raise KeyError(name)
        if name == "name" and road == "campus":
            problems.append(Refusal("patron.name_bound", "name"))
            continue
        try:
            kept[name] = checks[name](text)
        except Refusal as refusal:
            problems.append(refusal)
    return kept, problems


def contact(email: str, mobile: str, library: Library) -> tuple[str, str]:
    """E-mail and mobile as they are stored. Raises Refusal(s) beside ``email`` and ``mobile``."""
    kept, problems = check_corrections({"email": email, "mobile": mobile}, "campus", library)
    refuse(problems)
    return kept["email"], kept["mobile"]


def check_card(card: Card) -> Card:
    """A card as it is looked up. Raises Refusal(s) for what cannot stand on one."""
    problems: list[Refusal] = []
    if not card.name.strip():
        problems.append(Refusal("patron.name", "name", longest=fields.NAME_LONGEST))
    kept: dict[str, str] = {}
    for name, check in (("number", fields.number), ("last_six", fields.last_six)):
        try:
            kept[name] = check(getattr(card, name))
        except Refusal as refusal:
            problems.append(refusal)
    refuse(problems)
    return replace(card, **kept)


def check_reason(reason: str) -> str:
    """Why somebody was rejected, blocked or asked for more: he reads it, so it may not be empty."""
    kept = reason.strip()
    if not kept or len(kept) > REASON_LONGEST or not kept.replace("\n", "").isprintable():
        raise Refusal("patron.reason", "reason", longest=REASON_LONGEST)
    return kept


def same_person(name: str, other: str) -> bool:
    """Whether two spellings are one name: the registry's and what a reader typed."""
    return fields.name_key(name) == fields.name_key(other)


SHORTEST_WITH_A_SLIP = 3  # of two characters, one that differs makes another name


def similar_names(name: str, other: str) -> bool:
    """Whether two names may be one, written differently: the words in another order (``Müller Zoë``),
    two characters changed places, or one of three or more ideographs is another (竑 for 宏).

    That they sound alike is for the pinyin to say.
    """
    one, two = fields.name_key(name), fields.name_key(other)
    if one == two or fields.name_words(name) == fields.name_words(other):
        return True
    if len(one) != len(two) or not (fields.is_ideographic(one) and fields.is_ideographic(two)):
        return False
    slips = [place for place, (here, there) in enumerate(zip(one, two, strict=True)) if here != there]
    if len(slips) == 1:
        return len(one) >= SHORTEST_WITH_A_SLIP
    return len(slips) == 2 and one[slips[0]] == two[slips[1]] and one[slips[1]] == two[slips[0]]


def check_until(until: dt.date | None, today: dt.date) -> None:
    """A day that is over can end nothing. Raises Refusal beside ``until``."""
    if until is not None and until < today:
        raise Refusal("patron.until", "until")


PROOFS = ("attested", "code", "email")


def check_proof(proof: str, himself: bool) -> None:
    """How a change of e-mail or mobile was verified [N]: a librarian saw the document, or the reader typed
    a code that was sent to the new mobile or the new address. A reader attests nothing to himself.

    Raises ValueError: who calls has to know.
    """
    if proof not in PROOFS or (himself and proof == "attested"):
        raise ValueError(proof)


class Standing(NamedTuple):
    """What of a record a merge could lose."""

    state: str
    road: str


def check_merge(duplicate: int, into: int, kept: int | None, which: tuple[Standing, Standing]) -> None:
    """Whether one record can become an alias of another; neither a block nor the registry's validity may
    be lost by it.

    ``kept`` is the record that stands for ``into`` now; ``which``: the duplicate and ``kept``.
    Raises Refusal ``patron.merge_…``.
    """
    gone, stays = which
    if duplicate == into:
        raise Refusal("patron.merge_self")
    if kept == duplicate:
        raise Refusal("patron.merge_circle")
    if gone.state not in LIVE:  # nothing of an account that has ended can be lost
        return
    if stays.state not in LIVE:  # the reader would lose his account
        raise Refusal("patron.merge_ended")
    if gone.state == "blocked" != stays.state:
        raise Refusal("patron.merge_blocked")
    if gone.road == "campus" != stays.road:  # the registry would not find the reader any more
        raise Refusal("patron.merge_bound")


HOLDS = ("blocked", "loan", "debt")


def holds(state: str, loans: int, owed_fen: int) -> tuple[str, ...]:
    """Why a reader whose time is over cannot expire yet: ``blocked``, ``loan``, ``debt``; empty: he can."""
    found = {"blocked": state == "blocked", "loan": loans > 0, "debt": owed_fen != 0}
    return tuple(each for each in HOLDS if found[each])
