"""Pure decisions: what a text may hold, how its places are filled, when a message is tried again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from ill_desktop.errors import Refusal, refuse
from ill_desktop.notices.kinds import KINDS, WAYS
from ill_desktop.notices.outcome import Outcome
from ill_desktop.words import LANGUAGES

SUBJECT_LONGEST, BODY_LONGEST, SMS_LONGEST = 200, 10_000, 300
ADDRESS_LINES = 4
STOPS = ("。", ".")
SHORT = 24  # ideographs of one fact in a text message
GIVEN_UP = "withdrawn"  # a state of the registration
LONG_FACTS = frozenset({"title", "what", "reason"})

# No chance in it: a message's next try can be foretold, and shown.
BACK_OFF = tuple(dt.timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440))
REST = tuple(dt.timedelta(minutes=each) for each in (1, 2, 5, 10, 15, 30))
LEASE = dt.timedelta(minutes=3)  # longer than any try may take: see ``settings.seconds``

_TOKEN = re.compile(r"\{\{|\}\}|\{[^{}\n]*\}|[{}]")
_WIDE = str.maketrans("｛｝", "{}")  # input methods write these


class Decision(NamedTuple):
    """What a try means for its message: the state, and how long to wait when it is tried again."""

    state: str
    wait: dt.timedelta = dt.timedelta()


def decide(outcome: Outcome, attempts: int, unanswered: int) -> Decision:
    """After the try number ``attempts``, of which ``unanswered`` may have arrived.

    What may have arrived is sent once more and not again: at most one repeat.
    """
    if outcome == "sent":
        return Decision("sent")
    if outcome == "server":
        return Decision("waiting")  # it is not the message's fault, and not its try
    final = outcome == "refused" or unanswered > 1 or attempts > len(BACK_OFF)
    return Decision("failed") if final else Decision("waiting", BACK_OFF[attempts - 1])


def rest(failures: int) -> dt.timedelta:
    """How long a way rests after so many tries in a row that failed for the server's sake."""
    return REST[min(failures, len(REST)) - 1]


def may_tell(kind: str, state: str) -> bool:
    """Who has given the service up is told nothing more but what he still has or owes."""
    return state != GIVEN_UP or KINDS[kind].binds


def way_of(kind: str, chosen: str) -> str:
    """The way a message takes: the reader's choice, unless it brings files or the choice is unknown."""
    return "email" if KINDS[kind].carries_files or chosen not in WAYS else chosen


def check_choice(way: str, language: str, address: str) -> str:
    """A reader's choice of way and language; returns the address as an envelope takes it.

    Raises Refusal(s) beside ``way``, ``language``, ``address``.
    """
    problems = []
    if way not in WAYS:
        problems.append(Refusal("notice.way", "way"))
    if language not in LANGUAGES:
        problems.append(Refusal("notice.language", "language"))
    kept = tidy(address)
    lines = kept.split("\n")
    if len(lines) > ADDRESS_LINES or any(len(line) > 60 or not line.isprintable() for line in lines):
        problems.append(Refusal("notice.address", "address", lines=ADDRESS_LINES))
    refuse(problems)
    return kept


def tidy(template: str) -> str:
    """A text as it is kept: line ends of one kind, full-width braces made plain, no blanks around it."""
    lines = template.translate(_WIDE).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def check(kind: str, subject: str, body: str, sms: str) -> list[Refusal]:
    """What speaks against the three texts of a message, with field and line."""
    problems = []
    limits = {"subject": SUBJECT_LONGEST, "body": BODY_LONGEST, "sms": SMS_LONGEST}
    for field, text in {"subject": subject, "body": body, "sms": sms}.items():
        if not text.strip():
            problems.append(Refusal("template.empty", field))
        elif len(text) > limits[field]:
            problems.append(Refusal("template.long", field, longest=limits[field]))
        elif field != "body" and "\n" in text:
            problems.append(Refusal("template.lines", field))
        else:
            problems += _check_places(kind, field, text)
    return problems


def _check_places(kind: str, field: str, text: str) -> list[Refusal]:
    known = KINDS[kind].places
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.replace("\t", " ").isprintable():
            problems.append(Refusal("template.signs", field, line=number))
        for token in _TOKEN.findall(line):
            if token in ("{", "}"):
                problems.append(Refusal("template.brace", field, line=number))
            elif token not in ("{{", "}}") and token[1:-1] not in known:
                places = " ".join(f"{{{name}}}" for name in known)
                problems.append(Refusal("template.unknown", field, line=number, place=token, known=places))
    return problems


def fill(template: str, facts: Mapping[str, Any]) -> str:
    """The text with its places filled once; what no fact fills is left out, and so is its paragraph.

    An older message may lack a fact that a newer text names. Where a sentence that somebody wrote meets the
    full stop of the text, one is enough.
    """

    def value(found: re.Match[str]) -> str:
        token = found[0]
        if token in ("{{", "}}"):
            return token[0]
        if len(token) == 1:
            return token
        fact, follows = str(facts.get(token[1:-1], "")), template[found.end() : found.end() + 1]
        return fact.rstrip("。.") if follows in STOPS and fact.endswith(STOPS) else fact

    return re.sub(r"\n{3,}", "\n\n", _TOKEN.sub(value, template)).strip()


def one_line(text: str) -> str:
    """What stands in a subject: no title of a work may break it."""
    return " ".join(text.split())


def short(facts: Mapping[str, Any]) -> dict[str, str]:
    """Facts for a text message: one line each, and what people have written cut to a few words."""
    plain = {name: one_line(str(fact)) for name, fact in facts.items()}
    return {name: _cut(fact) if name in LONG_FACTS else fact for name, fact in plain.items()}


def _cut(text: str) -> str:
    longest = SHORT * 2 if text.isascii() else SHORT  # an ideograph takes the room of two letters
    return text if len(text) <= longest else text[: longest - 1] + "…"
