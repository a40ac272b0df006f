"""A tariff version as a file, for a sister branch: JSON, its amounts in fen, nothing of this library in it.

What comes in is looked at part by part: only what the editor itself could have written is taken.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ill_desktop.cashier import tariff_check
from ill_desktop.cashier.tariff import CONDITIONS, Rule
from ill_desktop.errors import Refusal

LARGEST = 1 << 20
MOST_RULES = 200
_RULE = frozenset({"kind", "name", "id", "of", "percent", "tiers", "amount_fen", *CONDITIONS})
_LIMITS = frozenset({"cap_fen", "quota_count", "quota_fen"})
_TIER = frozenset({"up_to_fen", "percent", "fixed_fen", "cap_fen"})
_PARTS = ("version", "charges", "subsidies", "rounding")


def to_text(rules: Rule) -> str:
    """The rules of a version; the day it holds from is the other library's own."""
    kept = {part: rules[part] for part in _PARTS if rules.get(part)}
    return json.dumps(kept, ensure_ascii=False, indent=2, default=str) + "\n"


def from_bytes(data: bytes) -> dict[str, Any]:
    """The rules in a file. Raises Refusal ``tariff.file`` for anything the editor could not have written."""
    try:
        rules = json.loads(data[: LARGEST + 1].decode("utf-8-sig"))
        if len(data) > LARGEST or not isinstance(rules, dict) or set(rules) - set(_PARTS):
            raise ValueError("parts")
        for part, known in (("charges", _RULE), ("subsidies", _RULE | _LIMITS)):
            _check_list(rules.get(part, []), known)
        if tariff_check.problems({**rules, "version": "x", "valid_from": "2000-01-01"}):
            raise ValueError("figures")
    except (ValueError, TypeError, AttributeError, RecursionError) as wrong:
        raise Refusal("tariff.file") from wrong
    return dict(rules)


def _check_list(rules: Any, known: frozenset[str]) -> None:
    """Rules of plain values under known names. Raises ValueError."""
    if not isinstance(rules, list) or len(rules) > MOST_RULES:
        raise ValueError("list")
    for rule in rules:
        _check_rule(rule, known)
        tiers = rule.get("tiers", [])
        if not isinstance(tiers, list):
            raise ValueError("tiers")
        for tier in tiers:
            _check_rule(tier, _TIER)


def _check_rule(rule: Any, known: frozenset[str]) -> None:
    if not isinstance(rule, Mapping) or set(rule) - known:
        raise ValueError("rule")
    for key, value in rule.items():
        plain = isinstance(value, int | str) and not isinstance(value, bool)
        short = not isinstance(value, str) or (len(value) <= 60 and value.isprintable())
        if key != "tiers" and not (plain and short):
            raise ValueError(key)
