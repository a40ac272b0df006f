"""The questions of the reader profile ([G] figure 8), each with the rule that judges it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from ill_desktop.patrons import fields, rules
from ui.kit.form import Ask, Check, FieldKind
from ui.kit.text import Text
from ui.patrons.columns import class_name
from ui.session import Session

LANGUAGES = (("zh_CN", "中文"), ("en", "English"))
_RULE_NAMES = {"class": "class_"}  # how rules call what a form calls by the refusal's field


class Questions(QObject):
    """Builds questions for a road; their names are those the refusals name."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def some(self, names: Sequence[str], road: str, optional: Sequence[str] = ()) -> list[Ask]:
        """These questions in this order, all required but the unit and what is ``optional``."""
        return [replace(self._ask(name, road), required=name not in ("unit", *optional)) for name in names]

    def card(self) -> list[Ask]:
        """What binds a campus card: number, name, last six."""
        number, name, last_six = self.some(("number", "name", "last_six"), "campus_form")
        # The registry writes names in its own way: it is the registry that judges.
        return [number, replace(name, check=None, hint=""), last_six]

    def profile(self, road: str) -> list[Ask]:
        """The reader profile of a road; on ``campus`` without what the card tells."""
        names = {
            "campus": ("email", "mobile", "sex", "unit"),
            "campus_form": ("number", "name", "class", "sex", "email", "mobile", "unit", "last_six"),
            "off_campus": ("number", "name", "sex", "mobile", "email", "unit", "last_six"),
        }[road]
        optional = ("last_six",) if road == "off_campus" else ()
        return [
            *self.some(names, road, optional),
            *self.some(("language",), road),
            replace(self._ask("password", road), required=True, new_row=True),
            Ask("confirmation", lambda: self.tr("Password again"), "password", required=True),
        ]

    def check(self, name: str, road: str) -> Check:
        """The rule of one field on a road, as a sentence or None."""

        def judge(value: Any) -> str | None:
            found = rules.check_field(
                _RULE_NAMES.get(name, name), str(value), road, self._session.desk.library
            )
            return self._session.words.refusal(found) if found else None

        return judge

    def _ask(self, name: str, road: str) -> Ask:
        label, hint = self._label(name, road), self._hint(name, road)
        options = self._options().get(name)
        if options is not None:
            return Ask(name, label, "choice", check=self.check(name, road), hint=hint, options=options)
        kind: FieldKind = "password" if name == "password" else "line"
        example = _EXAMPLES.get(name, "")
        return Ask(name, label, kind, check=self.check(name, road), hint=hint, placeholder=example)

    def _label(self, name: str, road: str) -> Text:
        labels: dict[str, Callable[[], str]] = {
            "number": lambda: (
                self.tr("Account") if road == "off_campus" else self.tr("Student / staff number")
            ),
            "name": lambda: self.tr("Name"),
            "class": lambda: self.tr("Class"),
            "sex": lambda: self.tr("Sex"),
            "email": lambda: self.tr("E-mail"),
            "mobile": lambda: self.tr("Mobile"),
            "unit": lambda: self.tr("Employer") if road == "off_campus" else self.tr("Department"),
            "last_six": lambda: self.tr("Last six of ID / passport"),
            "language": lambda: self.tr("Language of notices"),
            "password": lambda: self.tr("Password"),
        }
        return labels[name]

    def _hint(self, name: str, road: str) -> Text:
        hints: dict[str, Callable[[], str]] = {
            "name": self._name_hint,
            "email": lambda: self.tr("Documents and notices go here"),
            "password": lambda: self._password_hint(road),
        }
        if road == "off_campus":
            hints["number"] = lambda: self.tr("Letters and digits, no blank, no e-mail address")
            hints["last_six"] = lambda: self.tr("Needed for activation; may be added at review")
        return hints.get(name, "")

    def _name_hint(self) -> str:
        symbols = self._session.desk.library.name_symbols
        if symbols != fields.DOT:
            return fields.signs_in_words(symbols, self._session.words)
        return self.tr("No blanks; foreign names with ·, as Zoë·Müller")

    def _password_hint(self, road: str) -> str:
        rule = self._session.desk.library.password_rule(road == "off_campus")
        if rule.letters_and_digits_only:
            pattern = self.tr("%1–%2 letters and digits")
        else:
            pattern = self.tr("%1–%2 characters; not the campus password")
        return pattern.replace("%1", str(rule.shortest)).replace("%2", str(rule.longest))

    def _options(self) -> dict[str, Callable[[], Sequence[tuple[Any, str]]]]:
        session = self._session
        return {
            "sex": lambda: [(sex, session.words(f"patron.sex.{sex}")) for sex in fields.SEXES],
            "class": lambda: [
                (code, class_name(session, code))
                for code in session.desk.library.open_classes
                if code != rules.OFF_CAMPUS_CLASS
            ],
            "language": lambda: LANGUAGES,
        }


_EXAMPLES = {"email": "name@126.com", "mobile": "139 5710 2231"}
