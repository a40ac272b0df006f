"""Every kind of charge and subsidy to the fen, and what a version may not say."""

import copy
import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.cashier import tariff
from ill_desktop.cashier.tariff import Case, Used
from ill_desktop.cashier.tariff_check import problems
from ill_desktop.library import profile, shipped
from ill_desktop.words import LANGUAGES, load

TIERS = [
    {"up_to_fen": 2000, "percent": 100},
    {"up_to_fen": 4000, "fixed_fen": 2000},
    {"percent": 50, "cap_fen": 20000},
]


def case(**changes: Any) -> Case:
    return Case(**{"service": "delivery", "document_type": "book", "patron_class": "graduate", **changes})


def rules(*subsidies: dict[str, Any], **more: Any) -> dict[str, Any]:
    charges = more.pop("charges", [{"kind": "per_item", "amount_fen": more.pop("fen", 1000)}])
    return {
        "version": "x", "valid_from": "2026-09-01", "charges": charges, "subsidies": list(subsidies), **more
    }  # fmt: skip


@pytest.mark.parametrize(
    ("fen", "grant"),
    [
        (1, 1),
        (1999, 1999),
        (2000, 2000),
        (2001, 2000),
        (4000, 2000),
        (4001, 2001),  # half of 40.01 is 20.005: the half fen is the reader's
        (4002, 2001),
        (39999, 20000),
        (40000, 20000),
        (40001, 20000),
        (100000, 20000),
    ],
)
def test_tiers_to_the_fen(fen: int, grant: int) -> None:
    price = tariff.price(rules({"kind": "tiers", "tiers": TIERS}, fen=fen), case())
    assert (price.gross_fen, price.subsidy_fen, price.due_fen) == (fen, grant, fen - grant)


def test_above_the_last_tier_nothing_is_given() -> None:
    assert tariff.tier([{"up_to_fen": 2000, "percent": 100}], 2001) == 0


def test_the_closest_rate_counts_and_only_it() -> None:
    charges = [
        {"kind": "per_page", "amount_fen": 30},
        {"kind": "per_page", "amount_fen": 50, "network": "NSTL", "class": "graduate"},
        {"kind": "per_page", "amount_fen": 40, "network": "NSTL"},
        {"kind": "handling", "amount_fen": 200, "network": "NSTL"},
    ]
    of = lambda **facts: tariff.price(rules(charges=charges), case(pages=10, **facts)).due_fen  # noqa: E731
    assert of() == 300
    assert of(network="NSTL") == 700
    assert of(network="NSTL", patron_class="staff") == 600


def test_of_equally_close_rates_the_last_one_counts() -> None:
    charges = [
        {"kind": "per_item", "amount_fen": 100, "class": "graduate"},
        {"kind": "per_item", "amount_fen": 300, "service": "delivery"},
    ]
    assert tariff.price(rules(charges=charges), case()).due_fen == 300


def test_postage_is_for_what_is_posted_and_urgency_for_what_is_urgent() -> None:
    charges = [
        {"kind": "postage", "amount_fen": 1200},
        {"kind": "urgent", "amount_fen": 1000},
        {"kind": "handling", "amount_fen": 0},
        {"kind": "overdue_per_day", "amount_fen": 50},
    ]
    lines = lambda **facts: [  # noqa: E731
        line.code for line in tariff.price(rules(charges=charges), case(**facts)).lines
    ]
    assert lines() == []
    assert lines(delivery="post") == ["postage"]
    assert lines(delivery="pickup", level="urgent") == ["urgent"]


def test_subsidies_stack_in_their_order() -> None:
    half = {"kind": "percent", "percent": 50, "network": ""}
    fifth = {"kind": "percent", "percent": 20}
    whole = tariff.price(rules(half, fifth), case())
    assert [line.amount_fen for line in whole.lines] == [1000, -500, -200]
    rest = tariff.price(rules(half, {**fifth, "of": "left"}), case())
    assert [line.amount_fen for line in rest.lines] == [1000, -500, -100]
    turned = tariff.price(rules({**fifth, "of": "left"}, {**half, "of": "left"}), case())
    assert [line.amount_fen for line in turned.lines] == [1000, -200, -400]


@pytest.mark.parametrize(
    ("limit", "used", "codes", "due"),
    [
        ({"quota_count": 2}, Used(1, 500), ["per_item", "subsidy_percent"], 500),
        ({"quota_count": 2}, Used(2, 1000), ["per_item", "quota_used_up"], 1000),
        ({"quota_fen": 800}, Used(1, 300), ["per_item", "subsidy_percent"], 500),
        ({"quota_fen": 800}, Used(1, 301), ["per_item", "subsidy_rest_of_quota"], 501),
        ({"quota_fen": 800}, Used(2, 800), ["per_item", "quota_used_up"], 1000),
        ({"quota_fen": 800}, Used(2, 900), ["per_item", "quota_used_up"], 1000),
        ({"quota_fen": 800, "quota_count": 1}, Used(0, 0), ["per_item", "subsidy_percent"], 500),
    ],
)
def test_quotas_of_the_year(limit: dict[str, int], used: Used, codes: list[str], due: int) -> None:
    rule = {"kind": "percent", "percent": 50, "id": "half", "name": "图书馆", **limit}
    price = tariff.price(rules(rule), case(), {"half": used, "other": Used(99, 99_999)})
    assert [line.code for line in price.lines] == codes
    assert price.due_fen == due == sum(line.amount_fen for line in price.lines)


@pytest.mark.parametrize(
    ("mode", "unit", "fen", "due"),
    [
        ("half_up", 10, 104, 100),
        ("half_up", 10, 105, 110),
        ("up", 10, 101, 110),
        ("up", 10, 110, 110),
        ("down", 100, 199, 100),
        ("down", 100, 99, 0),
        ("half_up", 1, 101, 101),
    ],
)
def test_rounding(mode: str, unit: int, fen: int, due: int) -> None:
    price = tariff.price(rules(fen=fen, rounding={"to_fen": unit, "mode": mode}), case())
    assert price.due_fen == due == sum(line.amount_fen for line in price.lines)


def test_a_fine_may_depend_on_the_class() -> None:
    charges = [
        {"kind": "overdue_per_day", "amount_fen": 50},
        {"kind": "overdue_per_day", "amount_fen": 20, "class": "staff"},
    ]
    of = rules(charges=charges)
    assert tariff.overdue_per_day(of, case(patron_class="staff")) == 20
    assert tariff.overdue_per_day(of, case()) == 50
    assert tariff.overdue_per_day({"charges": []}, case()) == 0


@given(
    gross=st.integers(1, 10**7),
    percents=st.lists(st.tuples(st.integers(0, 100), st.sampled_from(["gross", "left"])), max_size=4),
    cap=st.integers(1, 10**6),
    used=st.integers(0, 10**6),
    unit=st.sampled_from([1, 10, 50, 100]),
    mode=st.sampled_from(tariff.ROUNDINGS),
)
def test_whatever_the_rules_the_books_can_take_it(
    gross: int, percents: list[tuple[int, str]], cap: int, used: int, unit: int, mode: str
) -> None:
    subsidies = [
        {"kind": "percent", "percent": percent, "of": of, "cap_fen": cap, "quota_fen": cap, "id": str(at)}
        for at, (percent, of) in enumerate(percents)
    ]
    price = tariff.price(
        rules(*subsidies, fen=gross, rounding={"to_fen": unit, "mode": mode}),
        case(),
        {"0": Used(1, used)},
    )
    assert price.due_fen == price.gross_fen - price.subsidy_fen == sum(x.amount_fen for x in price.lines)
    assert price.due_fen >= 0
    assert price.due_fen % unit == 0
    assert tariff.lines_from_json(price.to_json()) == price.lines


@pytest.mark.parametrize("code", shipped())
def test_shipped_versions_are_in_order(code: str) -> None:
    for version in profile(code).facts["tariffs"]:
        assert problems(version) == []
    for example in profile(code).facts.get("tariff_examples", ()):
        assert set(example["name"]) == set(LANGUAGES)
        assert problems({**example, "version": "x", "valid_from": "2026-09-01"}) == []


def test_the_networks_of_the_first_library_have_examples() -> None:
    names = [example["name"]["en"] for example in profile("zju").facts["tariff_examples"]]
    assert [name.split()[0] for name in names] == ["CALIS", "CASHL", "NSTL"]
    assert all("to be checked" in name for name in names)


GOOD = rules(
    {"kind": "tiers", "tiers": TIERS, "id": "t", "quota_count": 10},
    {"kind": "percent", "percent": 50, "of": "left", "cap_fen": 500},
    rounding={"to_fen": 10, "mode": "half_up"},
)
WRONG: list[tuple[tuple[Any, ...], Any, str, str]] = [
    (("version",), " ", "tariff.version", "version"),
    (("version",), "v" * 61, "tariff.version", "version"),
    (("valid_from",), "2026-02-30", "tariff.day", "valid_from"),
    (("charges",), [], "tariff.no_charges", "charges"),
    (("charges", 0, "kind"), "per_mile", "tariff.kind", "charges.0.kind"),
    (("charges", 0, "amount_fen"), -1, "tariff.amount", "charges.0.amount_fen"),
    (("charges", 0, "amount_fen"), 0.5, "tariff.amount", "charges.0.amount_fen"),
    (("charges", 0, "amount_fen"), 10**7, "tariff.amount", "charges.0.amount_fen"),
    (("subsidies", 0, "kind"), "gift", "tariff.kind", "subsidies.0.kind"),
    (("subsidies", 1, "percent"), 101, "tariff.percent", "subsidies.1.percent"),
    (("subsidies", 1, "of"), "net", "tariff.kind", "subsidies.1.of"),
    (("subsidies", 1, "cap_fen"), 0, "tariff.amount", "subsidies.1.cap_fen"),
    (("subsidies", 0, "quota_count"), 0, "tariff.count", "subsidies.0.quota_count"),
    (("subsidies", 0, "id"), " ", "tariff.id", "subsidies.0.id"),
    (("subsidies", 1, "id"), "t", "tariff.twice", "subsidies.1.id"),
    (("subsidies", 0, "tiers"), [], "tariff.no_tiers", "subsidies.0.tiers"),
    (("subsidies", 0, "tiers", 0), {"percent": 1}, "tariff.tier_open", "subsidies.0.tiers.0.up_to_fen"),
    (("subsidies", 0, "tiers", 1, "up_to_fen"), 2000, "tariff.tier_order", "subsidies.0.tiers.1.up_to_fen"),
    (("subsidies", 0, "tiers", 1, "fixed_fen"), -5, "tariff.amount", "subsidies.0.tiers.1.fixed_fen"),
    (("subsidies", 0, "tiers", 2, "percent"), None, "tariff.percent", "subsidies.0.tiers.2.percent"),
    (("subsidies", 0, "tiers", 2, "cap_fen"), "200", "tariff.amount", "subsidies.0.tiers.2.cap_fen"),
    (("rounding", "to_fen"), 7, "tariff.unit", "rounding.to_fen"),
    (("rounding", "mode"), "bankers", "tariff.kind", "rounding.mode"),
]


def test_a_good_version_has_no_problem() -> None:
    assert problems(GOOD) == []
    assert problems({**GOOD, "valid_from": dt.date(2026, 9, 1)}) == []


@pytest.mark.parametrize(("path", "value", "code", "field"), WRONG)
def test_each_problem_is_said_at_its_place(path: tuple[Any, ...], value: Any, code: str, field: str) -> None:
    wrong: Any = copy.deepcopy(GOOD)
    place = wrong
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    found = problems(wrong)
    assert [(each.code, each.field) for each in found] == [(code, field)]
    for language in LANGUAGES:
        assert load(language).refusal(found[0])


def test_the_same_charge_twice_is_a_slip() -> None:
    twice = rules(charges=[{"kind": "urgent", "amount_fen": 1}, {"kind": "urgent", "amount_fen": 2}])
    assert [each.code for each in problems(twice)] == ["tariff.twice"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_can_be_said(language: str) -> None:
    words = load(language)
    for code in (*(kind for kind in tariff.CHARGE_KINDS if kind != "overdue_per_day"),):
        assert words(f"price.{code}", pages=1, each="0.30")
    for code in ("subsidy_percent", "subsidy_tiers", "subsidy_rest_of_quota", "quota_used_up", "rounding"):
        assert words(f"price.{code}", network="CASHL", percent=50, unit="0.10")
