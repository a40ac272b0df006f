"""Prices with their reasons, and what a payment must satisfy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.cashier import rules, tariff
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Case
from ill_desktop.errors import Refusal
from ill_desktop.library import profile
from ill_desktop.words import LANGUAGES, load

ZJU = profile("zju").facts["tariffs"][0]


def case(**changes: object) -> Case:
    facts = {"service": "delivery", "document_type": "journal_article", "patron_class": "graduate", **changes}
    return Case(**facts)  # type: ignore[arg-type]


def test_a_copy_is_priced_by_the_page_and_cashl_pays_half() -> None:
    price = tariff.price(ZJU, case(pages=21, network="CASHL"))
    assert [(line.code, line.amount_fen) for line in price.lines] == [
        ("per_page", 630),
        ("subsidy_percent", -315),
    ]
    assert (price.gross_fen, price.subsidy_fen, price.due_fen) == (630, 315, 315)


def test_other_networks_pay_nothing_and_urgency_costs() -> None:
    price = tariff.price(ZJU, case(pages=10, network="CALIS", level="urgent"))
    assert (price.gross_fen, price.due_fen) == (1300, 1300)


def test_a_loan_costs_the_item_whatever_its_pages() -> None:
    assert tariff.price(ZJU, case(service="loan", document_type="book", pages=300)).due_fen == 4000


def test_without_pages_a_copy_has_no_price_yet() -> None:
    assert tariff.price(ZJU, case()).lines == ()


def test_an_odd_fen_goes_to_the_subsidy() -> None:
    price = tariff.price(ZJU, case(pages=1, network="CASHL"))
    assert (price.subsidy_fen, price.due_fen) == (15, 15)
    odd = {
        "version": "x",
        "charges": [{"kind": "per_item", "amount_fen": 315}],
        "subsidies": [{"kind": "percent", "percent": 50}],
    }
    assert tariff.price(odd, case()).due_fen == 157


def test_a_cap_holds_and_subsidies_never_exceed_the_price() -> None:
    subsidies = [{"kind": "percent", "percent": 80, "cap_fen": 500}, {"kind": "percent", "percent": 90}]
    rules_of_day = {
        "version": "x",
        "charges": [{"kind": "per_item", "amount_fen": 1000}],
        "subsidies": subsidies,
    }
    price = tariff.price(rules_of_day, case())
    assert [line.amount_fen for line in price.lines] == [1000, -500, -500]
    assert price.due_fen == 0


def test_rules_for_others_do_not_apply() -> None:
    charges = [
        {"kind": "per_item", "amount_fen": 700, "class": "staff"},
        {"kind": "per_item", "amount_fen": 900, "document_type": "patent"},
    ]
    assert tariff.price({"version": "x", "charges": charges}, case()).lines == ()
    assert tariff.price({"version": "x", "charges": charges}, case(patron_class="staff")).due_fen == 700


def test_a_price_survives_its_storage() -> None:
    price = tariff.price(ZJU, case(pages=21, network="CASHL"))
    assert tariff.lines_from_json(price.to_json()) == price.lines


def test_a_day_overdue() -> None:
    assert tariff.overdue_per_day(ZJU) == 50


@given(
    pages=st.integers(1, 5000),
    network=st.sampled_from(["", "CASHL", "CALIS"]),
    level=st.sampled_from(["normal", "urgent"]),
    service=st.sampled_from(["delivery", "loan"]),
)
def test_a_price_is_never_negative_and_adds_up(pages: int, network: str, level: str, service: str) -> None:
    price = tariff.price(ZJU, case(pages=pages, network=network, level=level, service=service))
    assert price.due_fen == sum(line.amount_fen for line in price.lines) >= 0
    assert price.gross_fen >= price.subsidy_fen >= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_can_be_said(language: str) -> None:
    price = tariff.price(ZJU, case(pages=21, network="CASHL", level="urgent"))
    for line in (*price.lines, *tariff.price(ZJU, case(service="loan")).lines):
        assert load(language)(f"price.{line.code}", **line.facts)


CASH = rules.COUNTER_TENDERS


@pytest.mark.parametrize(
    ("tenders", "due", "deposit", "code"),
    [
        ([Tender("cash", 100)], 100, 0, None),
        ([Tender("cash", 100, given_fen=500)], 100, 0, None),
        ([Tender("deposit", 60), Tender("cash", 40)], 100, 60, None),
        ([], 100, 0, "payment.nothing"),
        ([Tender("cash", 100)], 0, 0, "payment.nothing"),
        ([Tender("cash", 0)], 100, 0, "payment.nothing"),
        ([Tender("cash", 99)], 100, 0, "payment.sum"),
        ([Tender("cash", 101)], 100, 0, "payment.sum"),
        ([Tender("cash", 50), Tender("cash", 50)], 100, 0, "payment.twice"),
        ([Tender("deposit", 100)], 100, 99, "payment.deposit_short"),
        ([Tender("shells", 100)], 100, 0, "payment.tender"),
        ([Tender("campus_card", 100)], 100, 0, "payment.reference"),
        ([Tender("mobile", 100, "  ")], 100, 0, "payment.reference"),
        ([Tender("mobile", 100, "x" * 65)], 100, 0, "payment.reference_odd"),
        ([Tender("mobile", 100, "a\nb")], 100, 0, "payment.reference_odd"),
        ([Tender("cash", 100, given_fen=99)], 100, 0, "payment.too_little"),
    ],
)
def test_what_a_payment_must_satisfy(tenders: list[Tender], due: int, deposit: int, code: str | None) -> None:
    if code is None:
        rules.check_tenders(tenders, due, deposit, CASH)
        return
    with pytest.raises(Refusal) as refused:
        rules.check_tenders(tenders, due, deposit, CASH)
    assert refused.value.code == code


def test_change_is_counted_only_where_cash_was_given() -> None:
    assert rules.change([Tender("cash", 1900, given_fen=5000), Tender("deposit", 100)]) == 3100
    assert rules.change([Tender("cash", 1900)]) == 0


@pytest.mark.parametrize(
    ("campus", "tender", "series"),
    [
        (True, "cash", "V"),
        (True, "campus_card", "R"),
        (True, "mobile", "R"),
        (False, "cash", "R"),
        (False, "mobile", "R"),
    ],
)
def test_which_paper_belongs_to_a_payment(campus: bool, tender: str, series: str) -> None:
    assert rules.series_for(campus, [Tender(tender, 1, "7")]) == series
    drawn = [f"deposit:7:{tender}"]
    assert rules.series_for(campus, [Tender("deposit", 1)], drawn) == series, (
        "in advance it is the same money"
    )


def test_numbers_and_accounts() -> None:
    assert rules.cash_account(1) == "cash:1"
    assert rules.receivable(17) == "receivable:17"
    assert rules.deposit(17, "mobile") == "deposit:17:mobile"
    assert rules.paper_number("YQ1", 2026, "V", 1873) == "YQ1-2026-V-001873"
    assert rules.kind_of_account("receivable:17") == "asset"
    with pytest.raises(KeyError):
        rules.kind_of_account("shells")


def test_the_content_of_an_operation_is_told_apart() -> None:
    one = rules.content_hash(patron=1, tenders=[Tender("cash", 1)])
    assert one == rules.content_hash(tenders=[Tender("cash", 1)], patron=1)
    assert one != rules.content_hash(patron=1, tenders=[Tender("cash", 2)])


@pytest.mark.parametrize("fen", [100.5, 100.0, float("nan"), True, None, "100"])
def test_half_a_fen_is_no_amount(fen: object) -> None:
    for check in (rules.check_amount, rules.check_most, rules.check_whole):
        with pytest.raises(Refusal) as refused:
            check(fen)  # type: ignore[arg-type]
        assert (refused.value.code, refused.value.field) == ("payment.not_fen", "amount")
    rules.check_whole(100)
