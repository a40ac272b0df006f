"""A tariff version in the making: begun from another, changed rule by rule, completed by examples. Pure.

A rule taken from an example bears the mark ``example`` until somebody says that its figures were checked;
no version is published while one is left (decision 8).
"""

from __future__ import annotations

import copy
import datetime as dt
import uuid
from typing import Any

from ill_desktop.cashier.tariff import CONDITIONS, Rule
from ill_desktop.errors import Refusal

Draft = dict[str, Any]
LISTS = ("charges", "subsidies")
MARK = "example"
_PARTS = ("charges", "subsidies", "rounding")


def begin(rules: Rule | None, version: str, valid_from: dt.date) -> Draft:
    """A draft with the rules of another version (none: an empty one) under a name and a day of its own."""
    kept = {part: copy.deepcopy(rules[part]) for part in _PARTS if rules and rules.get(part)}
    return {
        "version": version,
        "valid_from": valid_from.isoformat(),
        "charges": list(kept.get("charges", ())),
        "subsidies": list(kept.get("subsidies", ())),
        **({"rounding": kept["rounding"]} if "rounding" in kept else {}),
    }


def with_rule(draft: Draft, part: str, at: int | None, rule: Rule) -> Draft:
    """The draft with a rule of ``charges`` or ``subsidies`` in a place, or (None) at the end.

    A subsidy's quota is counted under its id through all versions: a new one gets an id nobody has had.
    """
    changed = copy.deepcopy(draft)
    rules: list[Any] = changed[part]
    kept = dict(rule)
    if part == "subsidies" and not kept.get("id"):
        kept["id"] = uuid.uuid4().hex[:12]
    if at is None:
        rules.append(kept)
    else:
        rules[at] = kept
    return changed


def without(draft: Draft, part: str, at: int) -> Draft:
    """The draft without one rule."""
    changed = copy.deepcopy(draft)
    del changed[part][at]
    return changed


def moved(draft: Draft, at: int, by: int) -> Draft:
    """The draft with a subsidy taken earlier (−1) or later (1); at the ends nothing moves."""
    changed = copy.deepcopy(draft)
    rules: list[Any] = changed["subsidies"]
    to = at + by
    if 0 <= to < len(rules):
        rules[at], rules[to] = rules[to], rules[at]
    return changed


def rounded(draft: Draft, to_fen: int | None, mode: str) -> Draft:
    """The draft with another rounding; None: to the fen."""
    changed = copy.deepcopy(draft)
    changed.pop("rounding", None)
    if to_fen is not None:
        changed["rounding"] = {"to_fen": to_fen, "mode": mode}
    return changed


def take_in(draft: Draft, example: Rule, name: str) -> Draft:
    """The draft with the rules of an example. What stands there for the same case gives way, unless it says
    the same already: two subsidies of one network would both be given. Everything new bears the mark."""
    changed = copy.deepcopy(draft)
    for part in LISTS:
        rules: list[Any] = changed[part]
        for rule in example.get(part, ()):
            at = next((at for at, mine in enumerate(rules) if _case(mine) == _case(rule)), None)
            if at is None:
                rules.append({**copy.deepcopy(rule), MARK: name})
            elif _figures(rules[at]) != _figures(rule):
                rules[at] = {**copy.deepcopy(rule), MARK: name}
    if example.get("rounding") and example["rounding"] != changed.get("rounding"):
        changed["rounding"] = {**example["rounding"], MARK: name}
    return changed


def _case(rule: Rule) -> tuple[object, ...]:
    """What a rule is about: a charge of a kind, or the subsidy, of certain cases."""
    about = "subsidy" if "amount_fen" not in rule else rule["kind"]
    return (about, *(rule.get(key) for key in CONDITIONS))


def _figures(rule: Rule) -> Draft:
    return {key: value for key, value in rule.items() if key not in (MARK, "name")}


def marked(draft: Rule) -> list[str]:
    """The places of the rules nobody has checked yet: ``charges.0``, ``rounding``."""
    places = [f"{part}.{at}" for part in LISTS for at, rule in enumerate(draft.get(part, ())) if MARK in rule]
    return places + (["rounding"] if MARK in (draft.get("rounding") or {}) else [])


def checked(draft: Draft, place: str) -> Draft:
    """The draft with one rule said to be right."""
    changed = copy.deepcopy(draft)
    part, _, at = place.partition(".")
    rule = changed[part][int(at)] if at else changed[part]
    rule.pop(MARK, None)
    return changed


def unchecked(rules: Rule) -> list[Refusal]:
    """What keeps a version from being published besides its figures: examples nobody has checked."""
    return [Refusal("tariff.example", place) for place in marked(rules)]
