"""Versions of the tariff: looked at, tried out, published. A published one never changes."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from db import connection, merged
from db.tables import Tariff
from ill_desktop import audit
from ill_desktop.cashier import tariff_check, tariff_draft
from ill_desktop.cashier.tariff import Case, Price, Rule, Used, price
from ill_desktop.cashier.tariff_words import TariffWords
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import Words


@dataclass(frozen=True)
class Version:
    """One version; ``state``: past, current or future on the business date asked for."""

    id: int
    version: str
    valid_from: dt.date
    rules: Rule
    state: str


@dataclass(frozen=True)
class Tried:
    """What a charge of the past cost, and what it would cost under other rules; fen."""

    charge_id: int
    request_number: str
    label: str
    day: str
    then_fen: int
    would_fen: int
    lines: tuple[Any, ...]


@dataclass(frozen=True)
class Quota:
    """What a reader has left of one subsidy this year; None where it is not limited that way."""

    rule: str
    name: str
    count_left: int | None
    fen_left: int | None


class TariffService:
    """The price list of the library."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def plant(self) -> None:
        """Copy the profile's versions into a new library."""
        for version in self._ground.library.facts["tariffs"]:
            self._add(version)

    @staticmethod
    def _add(rules: Rule) -> int:
        return Tariff.add(
            version=rules["version"],
            valid_from=str(rules["valid_from"]),
            rules=json.dumps(rules, ensure_ascii=False, default=str),
        )

    def in_force(self, day: str | None = None) -> tuple[int, dict[str, Any]]:
        """``(id, rules)`` of the version of a business date (today). Raises Refusal ``tariff.none``."""
        day = day or self._ground.today
        found = connection.first(
            lambda number, text: (number, json.loads(text)),
            "SELECT id, rules FROM tariff WHERE valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1",
            (day,),
        )
        if found is None:
            raise Refusal("tariff.none", day=day)
        return found

    def versions(self) -> list[Version]:
        """All versions, the newest first; one that another of the same day has replaced is past."""
        today = self._ground.clock.day()
        rows = connection.rows(
            lambda *row: row,
            "SELECT id, version, valid_from, rules FROM tariff ORDER BY valid_from DESC, id DESC",
        )
        found: list[Version] = []
        held, days = False, set[dt.date]()
        for number, name, valid_from, rules in rows:
            day = dt.date.fromisoformat(valid_from)
            state = "past" if held or day in days else "future" if day > today else "current"
            held = held or state == "current"
            days.add(day)
            found.append(Version(number, name, day, json.loads(rules), state))
        return found

    @staticmethod
    def networks() -> list[str]:
        """The networks a rule can be for: those of the suppliers."""
        return connection.rows(
            str, "SELECT DISTINCT network FROM supplier WHERE network <> '' ORDER BY network"
        )

    def publish(self, by: Actor, rules: Rule) -> int:
        """Keep a new version for ever; it holds from its day on, today at the earliest.

        Raises Refusal(s) by place: see :func:`tariff_check.problems`, and ``tariff.example`` where nobody has
        checked the figures of an example.
        """
        require(self._ground, by, "library.configure")
        refuse([*tariff_check.problems(rules), *tariff_draft.unchecked(rules)])
        if dt.date.fromisoformat(str(rules["valid_from"])) < self._ground.clock.day():
            raise Refusal("tariff.past", "valid_from")
        with connection.transaction():
            if connection.value("SELECT 1 FROM tariff WHERE version = ?", (rules["version"],)):
                raise Refusal("tariff.version_taken", "version")
            number = self._add(rules)
            audit.append(
                self._ground.now, by.name, "tariff.publish", f"tariff:{number}", version=rules["version"]
            )
        return number

    def price(self, case: Case, patron_id: int | None = None, rules: Rule | None = None) -> Price:
        """What it costs today, within what this reader has left of the year's quotas."""
        rules = rules or self.in_force()[1]
        return price(rules, case, self.counted(patron_id, rules) if patron_id is not None else {})

    def counted(self, patron_id: int, rules: Rule | None = None) -> Mapping[str, Used]:
        """What counts against a version's quotas; nothing is looked up for a version without any."""
        subsidies = (rules or self.in_force()[1]).get("subsidies", ())
        limited = any("quota_count" in rule or "quota_fen" in rule for rule in subsidies)
        return self.used(patron_id) if limited else {}

    def used(self, patron_id: int, year: int | None = None) -> Mapping[str, Used]:
        """What a reader has had of each subsidy this year, less charges dropped or refunded."""
        year = year or self._ground.clock.day().year
        return dict(
            connection.rows(
                lambda rule, count, fen: (str(rule), Used(count, fen)),
                "SELECT line.value ->> '$.facts.rule', COUNT(*), -SUM(line.value ->> '$.amount_fen') "
                f"FROM charge c, json_each(c.reasons) line WHERE c.patron_id IN {merged.same('?1')} "
                "AND c.day BETWEEN ?2 AND ?3 AND line.value ->> '$.facts.rule' IS NOT NULL "
                "AND line.value ->> '$.amount_fen' < 0 AND NOT EXISTS (SELECT 1 FROM posting p "
                "JOIN account a ON a.id = p.account_id WHERE p.charge_id = c.id "
                "AND a.code = 'subsidy:service' AND p.amount_fen < 0) GROUP BY 1",
                (patron_id, f"{year}-01-01", f"{year}-12-31"),
            )
        )

    def quotas(self, patron_id: int, rules: Rule | None = None) -> list[Quota]:
        """What a reader has left of every limited subsidy of a version (the one in force)."""
        rules = rules or self.in_force()[1]
        used = self.counted(patron_id, rules)
        found = []
        for rule in rules.get("subsidies", ()):
            count, fen = rule.get("quota_count"), rule.get("quota_fen")
            if count is None and fen is None:
                continue
            had = used.get(rule["id"], Used())
            left = None if count is None else max(count - had.count, 0)
            fen_left = None if fen is None else max(fen - had.fen, 0)
            name = rule.get("name") or rule.get("network") or rule["id"]
            found.append(Quota(rule["id"], name, left, fen_left))
        return found

    def left(self, patron_id: int, words: Words) -> list[str]:
        """The same as sentences: ``CASHL：今年还剩 12 件``; nothing while no version is in force."""
        try:
            quotas = self.quotas(patron_id)
        except Refusal:
            return []  # it is said where something is priced
        said = TariffWords(words, {})
        return [said.left(quota.name, quota.count_left, quota.fen_left) for quota in quotas]

    def recompute(self, charge_id: int) -> Price:
        """The price of an old charge under the version and the facts of its day. Raises LookupError."""
        found = connection.first(
            lambda rules, facts: (json.loads(rules), json.loads(facts)),
            "SELECT t.rules, c.facts FROM charge c JOIN tariff t ON t.id = c.tariff_id "
            "WHERE c.id = ? AND c.facts <> '{}'",
            (charge_id,),
        )
        if found is None:
            raise LookupError(charge_id)
        rules, facts = found
        used = {rule: Used(**had) for rule, had in facts["used"].items()}
        return price(rules, Case(**facts["case"]), used)

    def try_out(self, rules: Rule, limit: int = 100) -> list[Tried]:
        """The newest charges under other rules, beside what they cost: nothing is kept. Raises Refusal(s)."""
        refuse(tariff_check.problems(rules))

        def tried(number: int, request: str, label: str, day: str, fen: int, facts: str) -> Tried:
            known = json.loads(facts)
            used = {rule: Used(**had) for rule, had in known["used"].items()}
            would = price(rules, Case(**known["case"]), used)
            return Tried(number, request, label, day, fen, would.due_fen, would.lines)

        return connection.rows(
            tried,
            "SELECT c.id, COALESCE(r.number, ''), c.label, c.day, c.amount_fen, c.facts FROM charge c "
            "LEFT JOIN request r ON r.id = c.request_id WHERE c.facts <> '{}' ORDER BY c.id DESC LIMIT ?",
            (limit,),
        )


def facts_of(case: Case, used: Mapping[str, Used]) -> str:
    """What a price was made of, kept with its charge so that it can be made again (domain §4)."""
    return json.dumps(
        {"case": vars(case), "used": {rule: vars(had) for rule, had in used.items()}}, ensure_ascii=False
    )
