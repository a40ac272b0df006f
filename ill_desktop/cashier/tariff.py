"""What a request costs, with its reasons line by line. Pure; amounts in fen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ill_desktop import money

Rule = Mapping[str, Any]
NOTHING_USED: Mapping[str, Used] = MappingProxyType({})


@dataclass(frozen=True)
class Case:
    """What a price depends on. ``network`` is the supplier's ("" before one is chosen)."""

    service: str
    document_type: str
    patron_class: str
    network: str = ""
    level: str = "normal"
    pages: int | None = None
    delivery: str = ""


@dataclass(frozen=True)
class Used:
    """What a reader has had of one subsidy this year."""

    count: int = 0
    fen: int = 0


@dataclass(frozen=True)
class Line:
    """One reason: ``price.<code>`` in words, filled with ``facts``. A reason of nothing explains itself."""

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
        return json.dumps([vars(line) for line in self.lines], ensure_ascii=False)


def lines_from_json(text: str) -> tuple[Line, ...]:
    return tuple(Line(**line) for line in json.loads(text))


CHARGE_KINDS = ("per_page", "per_item", "handling", "postage", "urgent", "overdue_per_day")
SUBSIDY_KINDS = ("percent", "tiers")
BASES = ("gross", "left")
ROUNDINGS = ("half_up", "up", "down")
CONDITIONS = {
    "service": "service",
    "network": "network",
    "class": "patron_class",
    "document_type": "document_type",
}


def _applies(rule: Rule, case: Case) -> bool:
    return all(rule[key] == getattr(case, name) for key, name in CONDITIONS.items() if key in rule)


def _closest(rules: Sequence[Rule], case: Case) -> list[Rule]:
    """Of the charges of one kind that apply, the one that says most about the case; of equals the last."""
    chosen: dict[str, Rule] = {}
    for rule in rules:
        before = chosen.get(rule["kind"])
        if _applies(rule, case) and (before is None or _narrowness(rule) >= _narrowness(before)):
            chosen[rule["kind"]] = rule
    return list(chosen.values())


def _narrowness(rule: Rule) -> int:
    return sum(key in rule for key in CONDITIONS)


def _charge(rule: Rule, case: Case) -> Line | None:
    kind, amount = rule["kind"], int(rule["amount_fen"])
    if kind == "per_page":
        if not case.pages:
            return None
        return Line("per_page", case.pages * amount, {"pages": case.pages, "each": money.figures(amount)})
    wanted = {
        "per_item": True,
        "handling": True,
        "urgent": case.level == "urgent",
        "postage": case.delivery == "post",
    }
    return Line(kind, amount, {}) if amount and wanted.get(kind) else None


def tier(tiers: Sequence[Rule], fen: int) -> int:
    """What a subsidy in tiers gives: the first tier whose ``up_to_fen`` holds the amount (none: any).

    A tier gives ``percent`` of the amount or ``fixed_fen``, at most ``cap_fen``, never more than the amount.
    Up to ¥20.00 whole; over 20 up to 40: ¥20; over 40 half, at most ¥200 (domain §4).
    """
    for each in tiers:
        if fen <= each.get("up_to_fen", fen):
            grant = each["fixed_fen"] if "fixed_fen" in each else money.share(fen, each["percent"])
            return min(int(grant), int(each.get("cap_fen", fen)), fen)
    return 0


def _subsidy(rule: Rule, gross: int, left: int, used: Used) -> Line | None:
    """What one subsidy takes off ``left``; a reason of nothing when its quota of the year is used up."""
    base = left if rule.get("of") == "left" else gross
    if rule["kind"] == "tiers":
        grant, facts = tier(rule["tiers"], base), dict[str, Any]()
    else:
        grant, facts = money.share(base, rule["percent"]), {"percent": rule["percent"]}
    # The words have said «network» since the first version; a name of its own comes in its place.
    facts["network"] = rule.get("name") or rule.get("network", "")
    if "id" in rule:
        facts["rule"] = rule["id"]
    grant = min(grant, rule.get("cap_fen", left), left)
    code = f"subsidy_{rule['kind']}"
    if "quota_count" in rule and used.count >= rule["quota_count"]:
        return Line("quota_used_up", 0, facts)
    if "quota_fen" in rule and grant > rule["quota_fen"] - used.fen:
        grant = max(rule["quota_fen"] - used.fen, 0)
        code = "subsidy_rest_of_quota" if grant else "quota_used_up"
    return Line(code, -grant, facts) if grant or code == "quota_used_up" else None


def _rounded(rule: Rule | None, due: int) -> Line | None:
    """What the library's rounding adds or takes off."""
    if not rule:
        return None
    unit = int(rule["to_fen"])
    up = {"half_up": unit // 2, "up": unit - 1, "down": 0}[rule["mode"]]
    change = (due + up) // unit * unit - due
    return Line("rounding", change, {"unit": money.figures(unit)}) if change else None


def price(rules: Rule, case: Case, used: Mapping[str, Used] = NOTHING_USED) -> Price:
    """The price under one tariff version: ``{"version", "charges", "subsidies", "rounding"}``.

    Of charges of one kind the closest to the case counts. Subsidies are taken in their order, a percentage
    or a tier ``of`` the gross (default) or of what is left, half a fen in the reader's favour, capped,
    within the reader's quota of the year (``used`` by the rule's id), never more than what is left; the
    rounding comes last.
    """
    lines = [line for rule in _closest(rules["charges"], case) if (line := _charge(rule, case)) is not None]
    gross = left = sum(line.amount_fen for line in lines)
    for rule in rules.get("subsidies", []):
        if not _applies(rule, case) or not left:
            continue
        taken = _subsidy(rule, gross, left, used.get(rule.get("id", ""), Used()))
        if taken is not None:
            left += taken.amount_fen
            lines.append(taken)
    rounding = _rounded(rules.get("rounding"), left)
    return Price(rules["version"], tuple(lines) if rounding is None else (*lines, rounding))


def overdue_per_day(rules: Rule, case: Case | None = None) -> int:
    """The fine of one overdue day in fen: the closest rule for the case."""
    fines = [rule for rule in rules["charges"] if rule["kind"] == "overdue_per_day"]
    if case is not None:
        fines = _closest(fines, case)
    return int(fines[-1]["amount_fen"]) if fines else 0
