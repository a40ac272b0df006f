"""A version in the making, and what a librarian reads of it."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.cashier import tariff, tariff_check, tariff_draft
from ill_desktop.cashier.tariff import Case
from ill_desktop.cashier.tariff_words import TariffWords
from ill_desktop.library import profile
from ill_desktop.words import load

ZJU = profile("zju").facts
EXAMPLES = {each["name"]["en"].split()[0]: each for each in ZJU["tariff_examples"]}
DAY = dt.date(2026, 12, 1)


def begun() -> tariff_draft.Draft:
    return tariff_draft.begin(ZJU["tariffs"][0], "next", DAY)


def test_a_draft_has_a_name_and_a_day_of_its_own_and_leaves_the_old_version_alone() -> None:
    before = copy.deepcopy(ZJU["tariffs"][0])
    draft = begun()
    draft["charges"][0]["amount_fen"] = 99
    assert ZJU["tariffs"][0] == before
    assert (draft["version"], draft["valid_from"]) == ("next", "2026-12-01")
    assert tariff_check.problems(begun()) == []
    assert [each.code for each in tariff_check.problems(tariff_draft.begin(None, "x", DAY))] == [
        "tariff.no_charges"
    ]


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_an_example_is_marked_until_each_figure_is_checked(name: str) -> None:
    draft = tariff_draft.take_in(begun(), EXAMPLES[name], name)
    places = tariff_draft.marked(draft)
    assert places and [each.field for each in tariff_draft.unchecked(draft)] == places
    for place in places:
        draft = tariff_draft.checked(draft, place)
    assert tariff_draft.unchecked(draft) == [] == tariff_check.problems(draft)
    again = tariff_draft.take_in(draft, EXAMPLES[name], name)
    assert tariff_draft.marked(again) == [], "what stands there already is not asked about again"


def test_an_example_replaces_what_is_for_the_same_case_so_that_nothing_is_given_twice() -> None:
    draft = tariff_draft.take_in(begun(), EXAMPLES["CASHL"], "CASHL")
    of_cashl = [rule for rule in draft["subsidies"] if rule.get("network") == "CASHL"]
    assert [rule.get("quota_fen") for rule in of_cashl] == [30000]
    case = Case("delivery", "journal_article", "graduate", "CASHL", pages=10)
    assert tariff.price(draft, case).due_fen == 150


def test_a_new_subsidy_gets_an_id_nobody_has_had_and_keeps_it() -> None:
    rule = {"kind": "percent", "percent": 10, "name": "A"}
    one = tariff_draft.with_rule(begun(), "subsidies", None, rule)
    two = tariff_draft.with_rule(one, "subsidies", None, rule)
    ids = [each.get("id") for each in two["subsidies"][-2:]]
    assert all(ids) and len(set(ids)) == 2
    kept = tariff_draft.with_rule(two, "subsidies", 1, {**rule, "id": ids[0], "percent": 20})
    assert (kept["subsidies"][1]["id"], kept["subsidies"][1]["percent"]) == (ids[0], 20)
    assert tariff_draft.without(two, "subsidies", 1)["subsidies"][1]["id"] == ids[1]


@given(at=st.integers(0, 3), by=st.sampled_from([-1, 1]))
def test_moving_keeps_every_subsidy_and_there_and_back_is_nothing(at: int, by: int) -> None:
    draft = {**begun(), "subsidies": [{"name": f"{each}"} for each in range(4)]}
    there = tariff_draft.moved(draft, at, by)
    assert sorted(each["name"] for each in there["subsidies"]) == ["0", "1", "2", "3"]
    if 0 <= at + by < 4:
        assert tariff_draft.moved(there, at + by, -by) == draft
    else:
        assert there == draft


def test_rounding_is_set_and_taken_away() -> None:
    draft = tariff_draft.rounded(begun(), 10, "up")
    assert draft["rounding"] == {"to_fen": 10, "mode": "up"}
    assert "rounding" not in tariff_draft.rounded(draft, None, "up")


# -- in words -------------------------------------------------------------------------------------

TIERS: dict[str, Any] = {
    "kind": "tiers",
    "network": "CALIS",
    "tiers": [
        {"up_to_fen": 2000, "percent": 100},
        {"up_to_fen": 4000, "fixed_fen": 2000},
        {"percent": 50, "cap_fen": 20000},
    ],
}


def test_the_tiers_of_the_specification_are_read_as_sentences() -> None:
    chinese, english = (TariffWords(load(language), {}) for language in ("zh_CN", "en"))
    assert chinese.gives(TIERS) == (
        "按费用分档：¥20.00 以内全额补贴；超过 ¥20.00 至 ¥40.00 补贴 ¥20.00；"
        "超过 ¥40.00 补贴 50 %，最多 ¥200.00"
    )
    assert english.gives({**TIERS, "of": "left"}) == (
        "by what is left: up to ¥20.00: all of it; over ¥20.00 up to ¥40.00: ¥20.00; "
        "over ¥40.00: 50 %, at most ¥200.00"
    )
    assert (
        english.gives({"kind": "tiers", "tiers": [{"percent": 0}]}) == "by the charges: any amount: nothing"
    )
    assert english.limits(TIERS) == "no limit"
    assert english.limits({"cap_fen": 500, "quota_count": 3, "quota_fen": 900}) == (
        "at most ¥5.00 an item; 3 items a year for each reader; ¥9.00 a year for each reader"
    )


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_rule_that_ships_can_be_read(language: str) -> None:
    words = TariffWords(load(language), {"graduate": "研究生"})
    for rules in (*ZJU["tariffs"], *ZJU["tariff_examples"], {"rounding": {"to_fen": 50, "mode": "down"}}):
        said = [words.rounding(rules)]
        for charge in rules.get("charges", ()):
            said += [words.kind(charge), words.applies(charge), words.amount(charge)]
        for subsidy in rules.get("subsidies", ()):
            said += [words.name(subsidy), words.applies(subsidy), words.gives(subsidy), words.limits(subsidy)]
        assert all(said) and not any("{" in each for each in said)
    what, more = words.case(Case("loan", "book", "graduate", "CALIS", "urgent", 3, "post"))
    assert what.endswith(" · CALIS") and what.count(" · ") == 1
    assert "研究生" in more and more.count(" · ") == 4
