"""What belongs to one library: names, branches, codes, rules. Read from a profile, kept in its database."""

from __future__ import annotations

import datetime as dt
import json
from functools import cached_property
from typing import Any, NamedTuple

from ill_desktop import paths

Text = dict[str, str]  # language → words


class Branch(NamedTuple):
    """One counter's house: where it is and how to reach it. ``hours`` as :mod:`ill_desktop.hours` keeps them.

    A retired one is offered and shown no longer; what was ordered there still knows its name.
    """

    code: str
    phone: str
    name: Text
    short: Text
    room: Text
    pickup: Text
    pickup_phone: str
    hours: dict[str, str]
    hours_note: Text
    retired: bool


class Hotline(NamedTuple):
    """A phone for one kind of question, besides those of the information desk."""

    code: str
    name: Text
    phone: str


class Faq(NamedTuple):
    """A question often asked. ``{phones}`` and the like in its answer are filled when it is shown."""

    code: str
    question: Text
    answer: Text


class PasswordRule(NamedTuple):
    """Lengths in characters; whether only letters and digits may stand in it ([G], figure 19)."""

    shortest: int
    longest: int
    letters_and_digits_only: bool


def _complete(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with those that came into the profile after its library was made."""
    counter = {
        "loan_days": 30,
        "margin_days": 3,
        "most_renewals": 1,
        "due_soon_days": 3,
        "deposit_low_fen": 10_00,
    }
    return {
        "hotlines": [],
        "faq": [] if "faq" in facts else _shipped_faq(facts["code"]),
        **facts,
        "counter": {**counter, **facts["counter"]},
        "activation": {"code_minutes": 10, **facts["activation"]},
        "branches": [{"hours": {}, "hours_note": {}, "retired": False, **each} for each in facts["branches"]],
        "classes": [{"retired": False, **each} for each in facts["classes"]],
    }


def _shipped_faq(code: str) -> list[dict[str, Any]]:
    """The questions that come with a profile; none for a library that has no profile any more."""
    file = paths.resources() / "help" / f"{code}.toml"
    if not file.exists():
        return []
    import tomllib

    return list(tomllib.loads(file.read_text("utf-8"))["faq"])


class Library:
    """A profile as plain data, with names for what is asked often. Never changed: a new one is made."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts = _complete(facts)
        self.code: str = facts["code"]
        self.time_zone: str = facts["time_zone"]
        self.languages: list[str] = facts["languages"]
        self.home_institution: str = facts["home_institution"]
        self.mail: str = facts["mail"]
        self.base_address: str = facts["base_address"]
        self.terms_version: str = facts["terms_version"]
        self.name: Text = facts["name"]
        self.service: Text = facts["service"]
        self.help_desk: dict[str, Any] = facts["help_desk"]
        self.transfer: dict[str, str] = facts["transfer"]
        self.bank: dict[str, str] = facts["bank"]
        self.name_symbols: str = facts["registration"]["name_symbols"]

    @cached_property
    def branches(self) -> dict[str, Branch]:
        """Every branch there ever was, code → branch."""
        return {branch["code"]: Branch(**branch) for branch in self.facts["branches"]}

    @cached_property
    def open_branches(self) -> dict[str, Branch]:
        """Those one can go to: what is offered, and what readers are told."""
        return {code: branch for code, branch in self.branches.items() if not branch.retired}

    @cached_property
    def hotlines(self) -> tuple[Hotline, ...]:
        return tuple(Hotline(**each) for each in self.facts["hotlines"])

    @cached_property
    def faq(self) -> tuple[Faq, ...]:
        """In the order of their codes: one that is put back stands where it stood."""
        return tuple(Faq(**each) for each in sorted(self.facts["faq"], key=lambda each: int(each["code"])))

    @cached_property
    def classes(self) -> dict[str, Text]:
        """Every patron class there ever was, code → name."""
        return {each["code"]: each["name"] for each in self.facts["classes"]}

    @cached_property
    def open_classes(self) -> dict[str, Text]:
        """Those a reader can be given."""
        return {each["code"]: each["name"] for each in self.facts["classes"] if not each["retired"]}

    @property
    def activation_starts(self) -> dt.date:
        """Before this business date nothing can be activated [N]."""
        return dt.date.fromisoformat(self.facts["activation"]["valid_from"])

    @property
    def screen_minutes(self) -> int:
        return int(self.facts["activation"]["screen_minutes"])

    @property
    def code_minutes(self) -> int:
        """How long a code that proves a mobile or an e-mail address is good (domain §2: 10)."""
        return int(self.facts["activation"]["code_minutes"])

    @property
    def paper_days(self) -> int:
        return int(self.facts["activation"]["paper_days"])

    @property
    def pickup_days(self) -> int:
        return int(self.facts["counter"]["pickup_days"])

    @property
    def max_attachment_bytes(self) -> int:
        return int(self.facts["counter"]["max_attachment_mib"]) << 20

    @property
    def loan_days(self) -> int:
        """How long a reader keeps a loan when its library sets no date."""
        return int(self.facts["counter"]["loan_days"])

    @property
    def margin_days(self) -> int:
        """How much earlier than the partner's date a reader should bring a loan back."""
        return int(self.facts["counter"]["margin_days"])

    @property
    def most_renewals(self) -> int:
        """How often one loan may be renewed."""
        return int(self.facts["counter"]["most_renewals"])

    def limits_of(self, patron_class: str) -> tuple[int | None, int | None]:
        """How many requests a reader of a class may have open, and make in a year (None: no limit)."""
        for each in self.facts["classes"]:
            if each["code"] == patron_class:
                return each.get("most_active") or None, each.get("most_yearly") or None
        return None, None

    def password_rule(self, off_campus: bool) -> PasswordRule:
        return PasswordRule(**self.facts["passwords"]["off_campus" if off_campus else "campus"])

    def with_facts(self, **changes: Any) -> Library:
        """The same library with some top-level facts replaced."""
        return Library({**self.facts, **changes})

    def to_json(self) -> str:
        return json.dumps(self.facts, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Library:
        return cls(json.loads(text))


def shipped() -> list[str]:
    """The codes of the profiles that come with the program, the first library first."""
    return sorted((file.stem for file in (paths.resources() / "libraries").glob("*.toml")), reverse=True)


def profile(code: str) -> Library:
    """A shipped profile. Raises KeyError for an unknown code."""
    if code not in shipped():
        raise KeyError(code)
    import tomllib

    facts = tomllib.loads((paths.resources() / "libraries" / f"{code}.toml").read_text("utf-8"))
    # Dates become text, so that the copy in the database is the same thing.
    return Library(json.loads(json.dumps(facts, default=str)))
