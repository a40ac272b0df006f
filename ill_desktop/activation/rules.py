"""Activation [N]: when it may happen, what is proved, how often a code may be wrong. Pure decisions."""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass, field

from ill_desktop.errors import Refusal

PURPOSE = "activate"
MEDIA = ("screen", "paper")
WAYS = ("link", "qr", "poster", "desk", "kiosk")
PICTURE_WAYS = ("link", "qr", "poster")  # at the desk the document is seen, the kiosk stands in the library
TOKEN_BYTES = 24  # 192 bits; domain §2 asks for at least 128
WRONG_CODES_A_DAY = 5
RESEND_SECONDS = 60
CODES_AN_HOUR = 5
MAY_HAVE_TOKEN = ("pending_review", "needs_information", "approved")

# What a scanner reads from the QR: the code of a library without an address, or the link of one with it.
SCHEME = "ILLA:"
_TOKEN = re.compile(r"(?:ILLA:|https?://\S{1,300}/a/)([A-Za-z0-9_-]{22,64})")
_BARE_TOKEN = re.compile(r"[A-Za-z0-9_-]{22,64}")
_CODE = re.compile(r"[0-9]{6}")

# A visit: one person's way through the three steps, the second of which takes two pages.
STEPS = ("identity", "contact", "code", "terms", "done")
VISIT_HOURS = 24
VISITS_A_CLIENT = 1000  # that have proved nothing yet; older ones give way
WRONG_IDENTITIES, IDENTITY_MINUTES = 10, 60  # about one number through one client
WRONG_PICTURES = 5  # in one visit, which they end

CHANNELS = ("sms", "email", "counter")
PROOFS = {"sms": "code", "email": "email", "counter": "attested"}  # channel → how the mobile was proved

# Signs that cannot be taken for one another, however they lean.
PICTURE_SIGNS = "ACDEFHJKLMNPRTVXY3469"
PICTURE_LENGTH = 4


@dataclass(frozen=True)
class Identity:
    """Step 1. At the desk the librarian has seen the document instead of a picture check."""

    name: str
    number: str
    last_six: str = field(repr=False)
    document_seen: bool = False


@dataclass(frozen=True)
class Contact:
    """Step 2. ``code``: the six digits that prove the mobile."""

    email: str
    mobile: str
    code: str = field(repr=False)


@dataclass(frozen=True)
class Agreement:
    """Step 3. ``terms_version`` is the one the reader had before him."""

    language: str
    terms_version: str
    agreed: bool


def qr_text(token: str, base_address: str) -> str:
    """What stands in the QR: a link where the library has an address, else a code for its scanners."""
    return f"{base_address.rstrip('/')}/a/{token}" if base_address else f"{SCHEME}{token}"


def poster_address(base_address: str) -> str:
    """Where everybody can begin, what the poster's QR says; empty for a library without an address."""
    return f"{base_address.rstrip('/')}/activate" if base_address else ""


def token_in(text: str) -> str | None:
    """The token in what a scanner read, or None when it is something else."""
    found = _TOKEN.fullmatch(text.strip()[:400])
    return found[1] if found else None


def token_of(text: str) -> str | None:
    """The token a visit begins with: as scanned, or by itself as it stands in a link."""
    plain = text.strip()
    return token_in(plain) or (plain if _BARE_TOKEN.fullmatch(plain) else None)


def check_step(step: str, *allowed: str) -> None:
    """A visit is at one of these steps. Raises Refusal ``activation.step``: the page is an old one."""
    if step not in allowed:
        raise Refusal("activation.step")


def picture_text(typed: str) -> str:
    """What was read from a picture, however it was typed."""
    return _plain(typed).upper()


def _plain(typed: str) -> str:
    """Without blanks, and full-width signs of an input method made plain."""
    folded = unicodedata.normalize("NFKC", typed[:40]).encode("ascii", "replace").decode()
    return "".join(folded.split())


def check_channel(channel: str, channels: tuple[str, ...]) -> None:
    """One of the ways a code can come at present."""
    if channel not in channels:
        raise Refusal("activation.channel", "channel")


def check_resend(seconds_since: float | None, in_hour: int) -> None:
    """A code is sent once a minute at most and five times an hour (``seconds_since`` the last one)."""
    if in_hour >= CODES_AN_HOUR:
        raise Refusal("activation.codes_hour", "channel", most=CODES_AN_HOUR)
    if seconds_since is not None and seconds_since < RESEND_SECONDS:
        raise Refusal("activation.resend", "channel", seconds=math.ceil(RESEND_SECONDS - seconds_since))


def check_started(today: dt.date, starts: dt.date) -> None:
    """Before the start date activation is invalid [N]. Raises Refusal ``activation.too_early``."""
    if today < starts:
        raise Refusal("activation.too_early", day=starts.isoformat())


def check_ready(state: str, needed: bool) -> None:
    """Only an approved reader can activate, and only once per version of the terms."""
    if state != "approved":
        raise Refusal("activation.not_approved")
    if not needed:
        raise Refusal("activation.done_already")


def check_code(text: str, wrong_today: int, phone: str) -> str:
    """The typed code, ready to be compared. Raises Refusal when it is none or too many were wrong."""
    check_tries(wrong_today, phone)
    code = _plain(text)
    if not _CODE.fullmatch(code):
        raise Refusal("activation.code", "code")
    return code


def check_tries(wrong_today: int, phone: str) -> None:
    """Five wrong codes in a rolling day are enough, until a librarian unlocks (domain §2): by ``phone``."""
    if wrong_today >= WRONG_CODES_A_DAY:
        raise _locked(phone)


def wrong_code(wrong_today: int, phone: str) -> Refusal:
    """What is said to a wrong code, itself counted: how many tries are left, or that it was the last."""
    left = WRONG_CODES_A_DAY - wrong_today
    return Refusal("activation.code_wrong", "code", left=left) if left > 0 else _locked(phone)


def _locked(phone: str) -> Refusal:
    return Refusal("activation.code_locked", "code", most=WRONG_CODES_A_DAY, phone=phone)


def check_agreement(agreement: Agreement, version: str, languages: list[str]) -> None:
    """The reader agreed, and to the terms that hold now."""
    if agreement.language not in languages:
        raise Refusal("patron.choice", "language")
    if agreement.terms_version != version:
        raise Refusal("activation.terms_changed", "agreed")
    if not agreement.agreed:
        raise Refusal("activation.not_agreed", "agreed")
