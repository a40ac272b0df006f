"""The register of invoices, read: tabs, search, what is typed in, who was forgotten; and its CSV."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from db import connection
from ill_desktop.cashier import invoice_register as register
from ill_desktop.cashier import invoices, queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoice_rules import Buyer, check_buyer, check_number
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.reports.invoice_list import InvoiceListService
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused

NUMBER = "24332000000012345678"


@pytest.fixture
def office(till: Till) -> InvoiceService:
    return InvoiceService(till.ground)


def asked(till: Till, office: InvoiceService, patron: int, fen: int, title: str = "陈竑宇") -> Receipt:
    """A fee that was paid in cash, and the request for its invoice."""
    price = Price("v", (Line("per_item", fen, {}),))
    charge = till.cashier.charge(till.by, patron, "service", "x", price, operation_id=operation())
    till.cashier.take_payment(till.by, till.shift, patron, [charge], [Tender("cash", fen)], operation())
    buyer = Buyer("person", title, email="chy@126.com")
    return office.ask(till.by, patron, office.items(patron), buyer, operation())


def test_each_invoice_stands_in_one_tab_and_in_all(till: Till, office: InvoiceService, patron: int) -> None:
    slips = [asked(till, office, patron, fen).paper_id for fen in (100, 200, 300, 400)]
    today = till.ground.clock.day()
    office.issue(till.by, slips[1], NUMBER, today)
    office.issue(till.by, slips[2], NUMBER[::-1], today)
    office.send(till.by, slips[2])
    office.withdraw(till.by, slips[3], "x")
    stands = {tab: [row.id for row in register.page(tab)] for tab in register.TABS}
    assert stands == {
        "requested": [slips[0]],
        "issued": [slips[1]],
        "sent": [slips[2]],
        "red_letter": [],
        "void": [slips[3]],
        "all": slips[::-1],
    }
    assert register.counts() == {tab: len(ids) for tab, ids in stands.items()}
    assert register.waiting() == 1
    assert [step.state for step in register.steps(slips[2])] == ["sent", "issued", "requested"]


def test_pages_follow_each_other_without_a_gap(till: Till, office: InvoiceService, patron: int) -> None:
    slips = [asked(till, office, patron, 100 + each).paper_id for each in range(5)]
    found: list[int] = []
    while rows := register.page("all", "", found[-1] if found else None, 2):
        found += [row.id for row in rows]
    assert found == slips[::-1]


def test_what_is_typed_is_found_as_it_stands(till: Till, office: InvoiceService, patron: int) -> None:
    first = asked(till, office, patron, 100, "杭州 100%_科技")
    asked(till, office, patron, 200, "别的单位")
    office.issue(till.by, first.paper_id, NUMBER, till.ground.clock.day())
    reader = queries.payer(patron)
    for text, many in (
        ("100%_", 1),
        ("%", 1),
        ("_", 1),
        ("\\", 0),
        ("345678", 1),
        (first.number[-6:], 1),
        (reader.name, 2),
        (reader.number, 2),
        ("' OR 1=1 --", 0),
        ("", 2),
    ):
        assert len(register.page("all", text)) == many, text


def test_many_requests_are_named_by_their_paper(till: Till, office: InvoiceService, patron: int) -> None:
    slip = asked(till, office, patron, 12345)
    row = invoices.by_id(slip.paper_id)
    assert register.to_type(row, "文献传递费") == [
        ("title", "陈竑宇"),
        ("item", "文献传递费"),
        ("amount", "123.45"),
        ("email", "chy@126.com"),
        ("remark", slip.number),  # no request stands behind it
    ]


def test_money_by_bank_is_remembered_until_its_invoice_is_asked_for(
    till: Till, office: InvoiceService, patron: int, campus: int
) -> None:
    bank = BankService(till.ground)
    for reader in (patron, campus):
        price = Price("v", (Line("per_item", 500, {}),))
        charge = till.cashier.charge(till.by, reader, "service", "x", price, operation_id=operation())
        came = bank.receive(till.by, dt.date(2026, 11, 20), 500, "x", f"ICBC-{reader}", operation())
        bank.settle(till.by, came, reader, [charge], operation())
    half = till.cashier.charge(till.by, patron, "service", "y", price, operation_id=operation())
    came = bank.receive(till.by, dt.date(2026, 11, 20), 300, "x", "ICBC-half", operation())
    bank.settle(till.by, came, patron, [half], operation(), partly=True)
    assert [(each.patron_id, each.amount_fen) for each in register.unasked()] == [(patron, 500)]
    buyer = Buyer("person", "x", email="x@126.com")
    slip = office.ask(till.by, patron, office.items(patron), buyer, operation())
    assert register.unasked() == []
    office.withdraw(till.by, slip.paper_id, "x")
    assert len(register.unasked()) == 1


def test_the_file_says_what_the_register_says_and_starts_no_formula(
    till: Till, office: InvoiceService, patron: int, tmp_path: Path
) -> None:
    asked(till, office, patron, 123456, '=HYPERLINK("x")')
    service = InvoiceListService(till.ground)
    assert service.csv(till.by, "requested", "", "zh_CN", tmp_path / "all.csv") == 1
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as stream:
        _title, _names, row = list(csv.reader(stream))
    assert row[4] == '\'=HYPERLINK("x")'
    assert row[7] == "1234.56"
    assert row[12] == "待开票"
    nobody = Actor("x", "counter", staff_id=9)
    act = lambda: service.csv(nobody, "all", "", "en", tmp_path / "no.csv")  # noqa: E731
    assert refused(act).code == "not_permitted"
    assert service.to_type_pdf(till.by, "zh_CN").startswith(b"%PDF")


def test_the_file_says_which_red_letter_took_how_much_back(
    till: Till, office: InvoiceService, patron: int, admin: Actor, tmp_path: Path
) -> None:
    slips = [asked(till, office, patron, fen).paper_id for fen in (630, 100)]
    today, red = till.ground.clock.day(), "7" * 20
    for slip, number in zip(slips, (NUMBER, NUMBER[::-1]), strict=True):
        office.issue(till.by, slip, number, today)
    office.red_letter(admin, slips[1], "8" * 20, today, "x")
    entry, charge = connection.rows(
        lambda *row: row,
        "SELECT p.entry_id, p.charge_id FROM posting p JOIN entry e ON e.id = p.entry_id "
        "AND e.kind = 'payment' WHERE p.charge_id AND p.amount_fen < 0 ORDER BY p.id",
    )[0]
    back = Back("cash", "x", red_letter=red)
    RefundService(till.ground).refund(admin, till.shift, entry, {charge: 30}, back, operation())
    assert [row.id for row in register.page("all", red)] == slips[:1], "found by what a part went back with"
    InvoiceListService(till.ground).csv(admin, "all", "", "zh_CN", tmp_path / "all.csv")
    with (tmp_path / "all.csv").open(encoding="utf-8-sig", newline="") as stream:
        _title, names, *rows = list(csv.reader(stream))
    assert names[12:] == ["状态", "发票号码", "开票日期", "红字发票号码", "红字金额"]
    assert [row[12:] for row in rows] == [
        ["已红冲", NUMBER[::-1], today.isoformat(), "8" * 20, "-1.00"],
        ["已开票", NUMBER, today.isoformat(), red, "-0.30"],
    ]


def test_full_width_signs_are_the_same_numbers() -> None:
    wide = "９１３３０１０６ｍａ２ｃｃｑ８ｔ３ａ"
    kept, problems = check_buyer(Buyer("enterprise", "x", wide, email="x@126.com"))
    assert problems == []
    assert kept.tax_number == "91330106MA2CCQ8T3A"
    assert check_number("２４３３２０００００－１２３４５６７８") == "2433200000-12345678"
