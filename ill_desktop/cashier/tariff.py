"""What a request costs, with its reasons line by line. Pure; amounts in fen."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from ill_desktop import money


@dataclass(frozen=True)
class Case:
    """What a price depends on. ``network`` is the supplier's ("" before one is chosen)."""

    service: str
    document_type: str
    patron_class: str
    network: str = ""
    level: str = "normal"
    pages: int | None = None


@dataclass(frozen=True)
class Line:
    """One reason: ``price.<code>`` in words, filled with ``facts``."""

    code: str
    amount_fen: int
    facts: dict[str, Any]


@dataclass(frozen=True)
class Price:
    """``gross_fen - subsidy_fen = due_fen``; the lines add up to ``due_fen``."""

    version: str
    lines: tuple[Line, ...]

    @property
    def gross_fen(self) -> int:
        return sum(line.amount_fen for line in self.lines if line.amount_fen > 0)

    @property
    def subsidy_fen(self) -> int:
        return -sum(line.amount_fen for line in self.lines if line.amount_fen < 0)

    @property
    def due_fen(self) -> int:
        return self.gross_fen - self.subsidy_fen

    def to_json(self) -> str:
        return json.dumps([asdict(line) for line in self.lines], ensure_ascii=False)


def lines_from_json(text: str) -> tuple[Line, ...]:
    return tuple(Line(**line) for line in json.loads(text))


_CONDITIONS = {
    "service": "service",
    "network": "network",
    "class": "patron_class",
    "document_type": "document_type",
}


def _applies(rule: dict[str, Any], case: Case) -> bool:
    return all(rule[key] == getattr(case, name) for key, name in _CONDITIONS.items() if key in rule)


def _charge(rule: dict[str, Any], case: Case) -> Line | None:
    kind, amount = rule["kind"], int(rule["amount_fen"])
    if kind == "per_page":
        if not case.pages:
            return None
        return Line("per_page", case.pages * amount, {"pages": case.pages, "each": money.figures(amount)})
    if kind == "urgent" and case.level != "urgent":
        return None
    if kind in ("urgent", "per_item"):
        return Line(kind, amount, {})
    return None


def price(rules: dict[str, Any], case: Case) -> Price:
    """The price under one tariff version: ``{"version", "charges": [...], "subsidies": [...]}``.

    A percentage is taken of the gross, half a fen upwards, capped, and never more than what is left.
    """
    lines = [
        line
        for rule in rules["charges"]
        if _applies(rule, case) and (line := _charge(rule, case)) is not None
    ]
    gross = left = sum(line.amount_fen for line in lines)
    for rule in rules.get("subsidies", []):
        if not _applies(rule, case) or not left:
            continue
        grant = min(money.share(gross, rule["percent"]), rule.get("cap_fen", left), left)
        left -= grant
        lines.append(
            Line("subsidy_percent", -grant, {"percent": rule["percent"], "network": rule.get("network", "")})
        )
    return Price(rules["version"], tuple(line for line in lines if line.amount_fen))


def overdue_per_day(rules: dict[str, Any]) -> int:
    """The fine of one overdue day in fen."""
    return sum(int(rule["amount_fen"]) for rule in rules["charges"] if rule["kind"] == "overdue_per_day")
