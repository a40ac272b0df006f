"""Buyers, numbers and steps of an invoice."""

import datetime as dt
from itertools import product

import pytest

from ill_desktop.cashier import invoice_rules
from ill_desktop.cashier.invoice_rules import GOES_TO, Buyer, check_buyer
from ill_desktop.errors import Refusal

GOOD_TAX = "91110000600037341L"
FIRM = Buyer("enterprise", "杭州水利设计院有限公司", GOOD_TAX, "electronic", "fp@126.com")


def problems(**changes: str) -> list[tuple[str, str | None]]:
    return [(each.code, each.field) for each in check_buyer(Buyer(**{**vars(FIRM), **changes}))[1]]


def test_a_good_buyer_is_kept_tidy() -> None:
    kept, wrong = check_buyer(
        Buyer("enterprise", " 杭州  水利 ", " 9111 0000 6000 3734 1l ", "electronic", " a@b.cn ")
    )
    assert wrong == []
    assert (kept.title, kept.tax_number, kept.email) == ("杭州 水利", GOOD_TAX, "a@b.cn")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"kind": "club"}, [("invoice.buyer", "kind")]),
        ({"title": " "}, [("invoice.title", "title")]),
        ({"title": "x" * 101}, [("invoice.title", "title")]),
        ({"title": "a\0b"}, [("invoice.title", "title")]),
        ({"tax_number": ""}, [("invoice.tax_number_missing", "tax_number")]),
        ({"kind": "public", "tax_number": ""}, []),
        ({"kind": "person", "tax_number": ""}, []),
        ({"tax_number": "91110000600037341X"}, [("invoice.tax_number", "tax_number")]),
        ({"kind": "person", "tax_number": "123"}, [("invoice.tax_number", "tax_number")]),
        ({"medium": "clay"}, [("invoice.medium", "medium"), ("invoice.address", "address")]),
        ({"email": "nobody"}, [("patron.email", "email")]),
        ({"medium": "paper", "email": ""}, [("invoice.address", "address")]),
        ({"medium": "paper", "email": "", "address": "浙大路 38 号"}, []),
    ],
)
def test_what_speaks_against_a_buyer(changes: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert problems(**changes) == found


def test_every_single_slip_in_a_tax_number_is_found() -> None:
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for at, sign in product(range(18), signs):
        wrong = GOOD_TAX[:at] + sign + GOOD_TAX[at + 1 :]
        if wrong != GOOD_TAX:
            assert problems(tax_number=wrong) == [("invoice.tax_number", "tax_number")], wrong


@pytest.mark.parametrize(
    "number",
    [
        "24332000000012345678",
        " 2433 2000 0000 1234 5678 ",
        "033002000111-12345678",
        "03300200011112345678",
        "12345678",
    ],
)
def test_numbers_of_invoices(number: str) -> None:
    assert "".join(number.split()) == invoice_rules.check_number(number)


@pytest.mark.parametrize("number", ["", "1234567", "abc", "２４３３２００００００１２３４５６７８", "1" * 21])
def test_what_is_no_number(number: str) -> None:
    with pytest.raises(Refusal, match=r"invoice\.number"):
        invoice_rules.check_number(number)


def test_an_invoice_is_of_a_day_between_its_request_and_today() -> None:
    today, asked = dt.date(2026, 11, 21), dt.date(2026, 11, 3)
    for day in (asked, today):
        assert invoice_rules.check_day(day, today, asked) == day.isoformat()
    with pytest.raises(Refusal, match=r"invoice\.day\("):
        invoice_rules.check_day(today + dt.timedelta(days=1), today, asked)
    for day in (dt.date(1900, 1, 1), asked - dt.timedelta(days=1)):
        with pytest.raises(Refusal) as wrong:
            invoice_rules.check_day(day, today, asked)
        assert (wrong.value.code, wrong.value.facts["since"]) == ("invoice.day_before", "2026-11-03")
        with pytest.raises(Refusal, match=r"invoice\.red_day_before"):
            invoice_rules.check_day(day, today, asked, of_red_letter=True)


def test_a_clock_set_back_stops_no_invoice() -> None:
    today = dt.date(2026, 11, 1)
    assert invoice_rules.check_day(today, today, dt.date(2026, 11, 3)) == "2026-11-01"


def test_every_step_there_is_and_no_other() -> None:
    for state, target in product(GOES_TO, GOES_TO):
        if target in GOES_TO[state]:
            invoice_rules.check_step(state, target)
        else:
            with pytest.raises(Refusal, match=r"invoice\.moved_on"):
                invoice_rules.check_step(state, target)
    ends = {state for state, onward in GOES_TO.items() if not onward}
    assert ends == set(GOES_TO) - set(invoice_rules.HOLDS)


def test_without_a_title_it_is_made_out_to_the_person() -> None:
    kept, wrong = check_buyer(invoice_rules.for_person("陈竑宇", "chy@126.com"))
    assert (kept.kind, kept.title, wrong) == ("person", "陈竑宇", [])
