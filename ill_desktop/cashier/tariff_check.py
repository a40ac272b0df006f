"""What speaks against a tariff version before it is kept for ever. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from ill_desktop.cashier.tariff import BASES, CHARGE_KINDS, CONDITIONS, ROUNDINGS, SUBSIDY_KINDS, Rule
from ill_desktop.errors import Refusal

LARGEST_FEN = 10_000_00  # ¥10,000 for one item: more is a slip of the finger
UNITS_FEN = (1, 10, 50, 100)
NAME_LONGEST = 60


def problems(rules: Rule) -> list[Refusal]:
    """Every problem of a version, each with the place it stands at: ``charges.0.amount_fen``."""
    return [
        *_version(rules),
        *_charges(rules.get("charges", ())),
        *_subsidies(rules.get("subsidies", ())),
        *_rounding(rules.get("rounding")),
    ]


def _version(rules: Rule) -> Iterator[Refusal]:
    name = str(rules.get("version", "")).strip()
    if not name or len(name) > NAME_LONGEST or not name.isprintable():
        yield Refusal("tariff.version", "version", longest=NAME_LONGEST)
    day = str(rules.get("valid_from", ""))
    try:
        written = dt.date.fromisoformat(day).isoformat()  # it takes 20260901 too, which sorts wrongly as text
    except ValueError:
        written = ""
    if written != day or not day:
        yield Refusal("tariff.day", "valid_from")


def _charges(charges: Sequence[Rule]) -> Iterator[Refusal]:
    if not charges:
        yield Refusal("tariff.no_charges", "charges")
    seen: set[tuple[object, ...]] = set()
    for at, rule in enumerate(charges):
        place = f"charges.{at}"
        if rule.get("kind") not in CHARGE_KINDS:
            yield Refusal("tariff.kind", f"{place}.kind")
        yield from _amount(rule.get("amount_fen"), f"{place}.amount_fen", least=0)
        case = (rule.get("kind"), *(rule.get(key) for key in CONDITIONS))
        if case in seen:
            yield Refusal("tariff.twice", f"{place}.kind")
        seen.add(case)


def _subsidies(subsidies: Sequence[Rule]) -> Iterator[Refusal]:
    ids: set[str] = set()
    for at, rule in enumerate(subsidies):
        place = f"subsidies.{at}"
        if rule.get("kind") == "percent":
            yield from _percent(rule.get("percent"), f"{place}.percent")
        elif rule.get("kind") == "tiers":
            yield from _tiers(rule.get("tiers", ()), f"{place}.tiers")
        if rule.get("kind") not in SUBSIDY_KINDS:
            yield Refusal("tariff.kind", f"{place}.kind")
        if rule.get("of", "gross") not in BASES:
            yield Refusal("tariff.kind", f"{place}.of")
        yield from _limits(rule, place)
        if "id" in rule:
            if rule["id"] in ids:
                yield Refusal("tariff.twice", f"{place}.id")
            ids.add(rule["id"])


def _limits(rule: Rule, place: str) -> Iterator[Refusal]:
    """Caps and quotas. A quota is counted by the rule's id: without one it could not be."""
    for key in ("cap_fen", "quota_fen"):
        if key in rule:
            yield from _amount(rule[key], f"{place}.{key}", least=1)
    count = rule.get("quota_count")
    if count is not None and (not isinstance(count, int) or not 1 <= count <= 10_000):
        yield Refusal("tariff.count", f"{place}.quota_count")
    if ("quota_fen" in rule or "quota_count" in rule) and not str(rule.get("id", "")).strip():
        yield Refusal("tariff.id", f"{place}.id")


def _tiers(tiers: Sequence[Rule], place: str) -> Iterator[Refusal]:
    """Upwards, each with a percentage or a fixed sum; only the last may be open."""
    if not tiers:
        yield Refusal("tariff.no_tiers", place)
    before = 0
    for at, each in enumerate(tiers):
        here = f"{place}.{at}"
        up_to = each.get("up_to_fen")
        if up_to is None and at < len(tiers) - 1:
            yield Refusal("tariff.tier_open", f"{here}.up_to_fen")
        if up_to is not None:
            if not isinstance(up_to, int) or up_to <= before:
                yield Refusal("tariff.tier_order", f"{here}.up_to_fen")
            else:
                before = up_to
        if "fixed_fen" in each and "percent" in each:
            yield Refusal("tariff.both", f"{here}.fixed_fen")
        if "fixed_fen" in each:
            yield from _amount(each["fixed_fen"], f"{here}.fixed_fen", least=0)
        else:
            yield from _percent(each.get("percent"), f"{here}.percent")
        if "cap_fen" in each:
            yield from _amount(each["cap_fen"], f"{here}.cap_fen", least=1)


def _rounding(rule: Rule | None) -> Iterator[Refusal]:
    if rule:
        if rule.get("to_fen") not in UNITS_FEN:
            yield Refusal("tariff.unit", "rounding.to_fen")
        if rule.get("mode") not in ROUNDINGS:
            yield Refusal("tariff.kind", "rounding.mode")


def _amount(fen: object, place: str, least: int) -> Iterator[Refusal]:
    if not isinstance(fen, int) or not least <= fen <= LARGEST_FEN:
        yield Refusal("tariff.amount", place, most=LARGEST_FEN // 100)


def _percent(percent: object, place: str) -> Iterator[Refusal]:
    if not isinstance(percent, int) or not 0 <= percent <= 100:
        yield Refusal("tariff.percent", place)
