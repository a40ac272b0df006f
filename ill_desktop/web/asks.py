"""The questions of registration ([G] figures 5, 8, 19) and activation [N] as a phone shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ill_desktop.library import Library
from ill_desktop.patrons import fields, rules
from ill_desktop.words import Words


@dataclass(frozen=True)
class Ask:
    """One field: its words are ``web.field.<name>``, its errors those of the refusals of that name.

    ``kind``: text, email, tel, password or choice. ``fill``: what the phone may fill in by itself
    (autocomplete). ``keys``: the keyboard it should show (inputmode).
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = True
    hint: str = ""
    fill: str = "off"
    keys: str = "text"
    options: Sequence[tuple[str, str]] = ()


CARD = ("number", "name", "last_six")
PROFILES = {
    "campus": ("email", "mobile", "sex", "unit"),
    "campus_form": ("number", "name", "class", "sex", "email", "mobile", "unit", "last_six"),
    "off_campus": ("number", "name", "sex", "mobile", "email", "unit", "last_six"),
}
SECRETS = ("password", "confirmation")
NEVER_SHOWN = (*SECRETS, "last_six")
"""What is not put back into a form that was refused."""


class Asks:
    """The questions in one language, for the readers of one library."""

    def __init__(self, words: Words, library: Library) -> None:
        self._words = words
        self._library = library

    def card(self) -> list[Ask]:
        """What binds a campus card; as the registry writes it, so without hints on how to write."""
        return [self._ask(name, "campus", required=True, hint="") for name in CARD]

    def identity(self) -> list[Ask]:
        """Step 1 [N]: name, number, last six, and what the picture says."""
        say = self._words
        return [
            self._ask("name", "campus", required=True, hint=""),
            self._ask("number", "campus", required=True, hint=say("web.hint.number")),
            Ask("last_six", say("web.field.last_six"), "password", hint=say("web.hint.last_six")),
            Ask("picture", say("web.field.picture"), hint=say("web.hint.picture")),
        ]

    def contact(self) -> list[Ask]:
        """Step 2 [N]."""
        return [self._ask(name, "campus", required=True) for name in ("email", "mobile")]

    def code(self) -> list[Ask]:
        """The code that proves it."""
        say = self._words
        hint = say("web.hint.code", minutes=self._library.code_minutes)
        return [Ask("code", say("web.field.code"), hint=hint, fill="one-time-code", keys="numeric")]

    def sign_in(self) -> list[Ask]:
        """By e-mail or number, with the password [G]."""
        say = self._words
        return [
            Ask("login", say("web.field.login"), fill="username", keys="email"),
            Ask("password", say("web.field.password"), "password", fill="current-password"),
        ]

    def new_password(self, road: str) -> list[Ask]:
        """The password that was, and another by the rule of the road ([G] figure 19)."""
        say = self._words
        return [
            Ask("old", say("web.field.old"), "password", fill="current-password"),
            replace(self._ask("password", road, required=True), label=say("web.field.new_password")),
            self._ask("confirmation", road, required=True),
        ]

    def profile(self, road: str) -> list[Ask]:
        """The reader profile of a road; on ``campus`` without what the card tells."""
        asks = [self._ask(name, road, required=self._required(name, road)) for name in PROFILES[road]]
        return asks + [self._ask(name, road, required=True) for name in SECRETS]

    def corrections(self, road: str) -> list[Ask]:
        """What a reader may put right later; a bound name stays the registry's. Nothing typed changes
        nothing, so nothing is required."""
        names = [name for name in rules.CORRECTABLE if name != "name" or road != "campus"]
        return [self._ask(name, road, required=name not in ("unit", "last_six")) for name in names]

    @staticmethod
    def _required(name: str, road: str) -> bool:
        return name != "unit" and (name != "last_six" or road != "off_campus")

    def _ask(self, name: str, road: str, required: bool, hint: str | None = None) -> Ask:
        label = self._words(f"web.field.{self._label(name, road)}")
        kinds = {"email": "email", "mobile": "tel", "sex": "choice", "class": "choice"}
        kind = kinds.get(name, "password" if name in SECRETS else "text")
        fills = {"email": "email", "mobile": "tel", "name": "name", "unit": "organization"}
        keys = {"email": "email", "mobile": "tel"}
        return Ask(
            name,
            label,
            kind,
            required,
            self._hint(name, road) if hint is None else hint,
            fills.get(name, "new-password" if name in SECRETS else "off"),
            keys.get(name, "text"),
            self._options(name),
        )

    @staticmethod
    def _label(name: str, road: str) -> str:
        if road == "off_campus":
            return {"number": "account", "unit": "employer"}.get(name, name)
        return name

    def _hint(self, name: str, road: str) -> str:
        if name == "password":
            rule = self._library.password_rule(road == "off_campus")
            key = "letters_digits" if rule.letters_and_digits_only else "password"
            return self._words(f"web.hint.{key}", shortest=rule.shortest, longest=rule.longest)
        if name == "name" and self._library.name_symbols != fields.DOT:
            return fields.signs_in_words(self._library.name_symbols, self._words)
        off_campus = {"number": "account", "last_six": "last_six_later"} if road == "off_campus" else {}
        key = off_campus.get(name, {"name": "name", "email": "email", "mobile": "mobile"}.get(name, ""))
        return self._words(f"web.hint.{key}") if key else ""

    def _options(self, name: str) -> Sequence[tuple[str, str]]:
        if name == "sex":
            return [(sex, self._words(f"patron.sex.{sex}")) for sex in fields.SEXES]
        if name == "class":
            return [
                (code, names[self._words.language])
                for code, names in self._library.open_classes.items()
                if code != rules.OFF_CAMPUS_CLASS
            ]
        return ()
