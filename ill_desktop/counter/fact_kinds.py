"""What can be changed of a library's facts, and how each is judged, kept and shown in a form.

A fact is named by its path in the profile: ``help_desk.phone``, ``name.en``, ``branches.YQ.room.zh_CN``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ill_desktop import hours
from ill_desktop.errors import Refusal
from ill_desktop.patrons import fields
from ill_desktop.words import LANGUAGES

LONGEST = 200
MOST_YUAN = 10_000
BLANK = "␣"
"""Stands for a blank where signs are listed."""
_PHONE = re.compile(r"\+?[0-9][0-9 ()/-]{2,29}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):[0-5][0-9]")
_CODE = re.compile(r"[0-9A-Za-z-]{1,32}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_IN_NAMES = frozenset("·•'’‘`´-‐.,/()（） ")


@dataclass(frozen=True)
class Kind:
    """One sort of fact.

    ``keep`` gets what stands in the form, never empty, and gives what is stored; it raises a Refusal that
    names no field yet. ``show`` is the way back. ``empty`` is stored where nothing is given and may be.
    """

    keep: Callable[[Any], Any]
    show: Callable[[Any], Any] = str
    may_be_empty: bool = False


def tidy(text: str) -> str:
    """Blanks at both ends gone; half characters, which no file can take, replaced."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8")).strip()


def text(value: str) -> str:
    """One line of text."""
    if not value.isprintable() or len(value) > LONGEST:
        raise Refusal("facts.text", longest=LONGEST)
    return value


def _mail(value: str) -> str:
    try:
        fields.email(value)
    except Refusal as refusal:
        raise Refusal("facts.mail") from refusal
    return value


def _address(value: str) -> str:
    """A web address a phone can open, without what a link would bring of its own."""
    plain = value.isprintable() and len(value) <= LONGEST and not re.search(r"\s", value)
    try:
        parts = urlsplit(value)
        good = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
        )
    except ValueError:
        good = False
    if not (plain and good):
        raise Refusal("facts.address")
    return value


def _like(pattern: re.Pattern[str], code: str) -> Callable[[str], str]:
    def keep(value: str) -> str:
        if not pattern.fullmatch(value):
            raise Refusal(code)
        return value

    return keep


def _number(least: int, most: int, may_be_empty: bool = False) -> Kind:
    def keep(value: str) -> int:
        plain = unicodedata.normalize("NFKC", value)
        if not _NUMBER.fullmatch(plain) or not least <= int(plain) <= most:
            raise Refusal("facts.number", least=least, most=most)
        return int(plain)

    return Kind(keep, may_be_empty=may_be_empty)


def _fen(value: int | str) -> int:
    """An amount of money; a money field gives fen."""
    try:
        fen = int(value)
    except ValueError as error:
        raise Refusal("facts.amount", most=MOST_YUAN) from error
    if not 0 <= fen <= MOST_YUAN * 100:
        raise Refusal("facts.amount", most=MOST_YUAN)
    return fen


def _one_of(*choices: str) -> Kind:
    def keep(value: str) -> str:
        if value not in choices:
            raise Refusal("facts.choice")
        return value

    return Kind(keep)


def _date(value: dt.date | str) -> str:
    try:
        return (value if isinstance(value, dt.date) else dt.date.fromisoformat(value)).isoformat()
    except ValueError as error:
        raise Refusal("facts.date") from error


def _signs(value: str) -> str:
    """Signs that may stand in a name besides letters; a blank is written ␣."""
    signs = "".join(dict.fromkeys("".join(value.split()).replace(BLANK, " ")))
    wrong = next((sign for sign in signs if sign not in _IN_NAMES), None)
    if wrong is not None:
        raise Refusal("facts.signs", sign=wrong if wrong.isprintable() else f"U+{ord(wrong):04X}")
    return signs


def _signs_shown(signs: str) -> str:
    return " ".join(signs.replace(" ", BLANK))


ANSWER_LONGEST = 3_000
ANSWER_PLACES = ("phones", "mail", "sender", "places", "bank", "borrowing_phone", "password_phone")
"""What may stand in braces in an answer to a question often asked."""
_PLACE = re.compile(r"\{[^{}]*\}|[{}]")


def _answer(value: str) -> str:
    """Several paragraphs; what stands in braces is filled in when it is shown."""
    lines = [" ".join(line.split()) for line in value.splitlines()]
    kept = "\n".join(line for line in lines if line)
    if len(kept) > ANSWER_LONGEST or not kept.replace("\n", "").isprintable():
        raise Refusal("facts.text", longest=ANSWER_LONGEST)
    for number, line in enumerate(lines, 1):
        for place in _PLACE.findall(line):
            if place[1:-1] not in ANSWER_PLACES:
                known = " ".join(f"{{{each}}}" for each in ANSWER_PLACES)
                raise Refusal("facts.place", line=number, place=place, known=known)
    return kept


TEXT, REMARK = Kind(text), Kind(text, may_be_empty=True)
PHONE = Kind(_like(_PHONE, "facts.phone"))
MAIL, TIME = Kind(_mail), Kind(_like(_TIME, "facts.time"))
CODE = Kind(_like(_CODE, "facts.code"))
ADDRESS = Kind(_address, may_be_empty=True)
HOURS = Kind(hours.tidy, may_be_empty=True)
FEN = Kind(_fen, int)
DATE = Kind(_date, dt.date.fromisoformat)
TICK = Kind(bool, bool)
SIGNS = Kind(_signs, _signs_shown, may_be_empty=True)


def _both(*names: str, kind: Kind = TEXT) -> dict[str, Kind]:
    """The same facts in each language."""
    return {f"{name}.{language}": kind for name in names for language in LANGUAGES}


KINDS: dict[str, Kind] = {
    "base_address": ADDRESS,
    "mail": MAIL,
    "sender": MAIL,
    **_both("name", "service"),
    **{f"help_desk.{name}phone": PHONE for name in ("", "borrowing_", "password_", "registration_")},
    "help_desk.opens": TIME,
    "help_desk.closes": TIME,
    **_both("help_desk.days"),
    **{f"transfer.{name}": TEXT for name in ("title", "payee", "description")},
    **{f"transfer.{name}_code": CODE for name in ("department", "project")},
    **{f"bank.{name}": TEXT for name in ("campus", "account_name", "bank", "purpose")},
    "bank.account_number": CODE,
    "invoice.deposits": _one_of("use", "top_up"),
    "activation.valid_from": DATE,
    "activation.code_minutes": _number(1, 60),
    "activation.screen_minutes": _number(1, 120),
    "activation.paper_days": _number(1, 366),
    "registration.name_symbols": SIGNS,
    **{
        f"passwords.{road}.{end}": _number(4, 64)
        for road in ("campus", "off_campus")
        for end in ("shortest", "longest")
    },
    **{f"passwords.{road}.letters_and_digits_only": TICK for road in ("campus", "off_campus")},
    "counter.pickup_days": _number(1, 90),
    "counter.max_attachment_mib": _number(1, 100),
    "counter.loan_days": _number(1, 366),
    "counter.margin_days": _number(0, 60),
    "counter.most_renewals": _number(0, 20),
    "counter.due_soon_days": _number(0, 30),
    "counter.deposit_low_fen": FEN,
}
"""Every fact that can be changed, by path."""
LISTS: dict[str, dict[str, Kind]] = {
    "branches": {
        "phone": PHONE,
        "pickup_phone": PHONE,
        **_both("name", "short", "room", "pickup"),
        **{f"hours.{day}": HOURS for day in hours.DAYS},
        **_both("hours_note", kind=REMARK),
    },
    "classes": {
        **_both("name"),
        **{f"most_{what}": _number(1, 99_999, may_be_empty=True) for what in ("active", "yearly")},
    },
    "hotlines": {**_both("name"), "phone": PHONE},
    "faq": {**_both("question"), **_both("answer", kind=Kind(_answer))},
}
"""Facts of which there are several, each with a code: ``branches.YQ.phone``."""
CODES: dict[str, re.Pattern[str]] = {
    "branches": re.compile(r"[A-Z][A-Z0-9]{0,7}"),  # every number of its counters begins with it
    "classes": re.compile(r"[a-z][a-z0-9_]{1,31}"),
    "hotlines": re.compile(r"[0-9a-z]{1,8}"),
    "faq": re.compile(r"[0-9]{1,4}"),
}


def kind_of(path: str) -> Kind:
    """How a fact is judged. Raises KeyError for what cannot be changed."""
    name, _, rest = path.partition(".")
    return LISTS[name][rest.partition(".")[2]] if name in LISTS else KINDS[path]


def kept(path: str, value: Any) -> Any:
    """What is stored of what stands in a form.

    Raises Refusal beside the path, and KeyError for a path that cannot be changed.
    """
    kind = kind_of(path)
    if isinstance(value, str):
        value = tidy(value)
    if value in ("", None):
        if kind.may_be_empty:
            return ""
        raise Refusal("facts.missing", path)
    try:
        return kind.keep(value)
    except Refusal as refusal:
        raise Refusal(refusal.code, path, **refusal.facts) from refusal
