"""What the papers of the till say, whatever they are for; an account as page, workbook and CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import queries
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.refunds import APPROVAL_ABOVE, Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.clock import utc_time
from ill_desktop.counter.papers import PaperService
from ill_desktop.reports.service import ReportService
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.words import LANGUAGES, load
from tests.db.test_refunds import hire
from tests.db.till import Till, operation, refused
from tests.unit.paper_reader import text as text_of

SIZES = ("a5", "80mm", "58mm")


@pytest.fixture
def drawn(till: Till) -> PaperService:
    return PaperService(till.ground)


def charge(till: Till, patron: int, fen: int) -> int:
    price = Price("v", (Line("per_item", fen, {}),))
    return till.cashier.charge(till.by, patron, "service", "城市湖泊", price, operation_id=operation())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("language", "called"), [("zh_CN", "预付款余额"), ("en", "Depositbalance")])
def test_what_changes_a_deposit_says_what_is_left_of_it(
    till: Till, drawn: PaperService, patron: int, language: str, called: str, size: str
) -> None:
    words, branch = load(language), till.ground.library.branches["YQ"]

    def top_up(fen: int) -> Receipt:
        return till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", fen)], operation())

    def pay(tender: Tender) -> Receipt:
        due = [charge(till, patron, tender.amount_fen)]
        return till.cashier.take_payment(till.by, till.shift, patron, due, [tender], operation())

    papers = [(top_up(5000), "50.00"), (top_up(1234), "62.34"), (pay(Tender("deposit", 630)), "56.04")]
    plain = pay(Tender("cash", 100))
    back = Back("cash", "毕业")
    refunds = RefundService(till.ground)
    papers.append((refunds.pay_back_deposit(till.by, till.shift, patron, 604, back, operation()), "50.00"))
    for paper, left in papers:
        text = "".join(text_of(drawn.receipt(paper.paper_id, branch, words, size)).split())
        assert f"{called}{left}" in text
    assert called not in "".join(text_of(drawn.draw(plain, branch, words, size)).split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_names_itself_and_its_sum(
    till: Till, drawn: PaperService, patron: int, language: str, size: str
) -> None:
    words, branch = load(language), till.ground.library.branches["YQ"]
    both = [charge(till, patron, 1850), charge(till, patron, 630)]
    paid = till.cashier.take_payment(till.by, till.shift, patron, both, [Tender("cash", 2480)], operation())
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (paid.paper_id,)))
    refund = RefundService(till.ground).refund(
        till.by, till.shift, entry, {both[1]: 630}, Back("cash", "未找到"), operation()
    )
    office = InvoiceService(till.ground)
    firm = Buyer("enterprise", "杭州水利设计院", "91110000600037341L", "electronic", "fp@126.com")
    asked = office.ask(till.by, patron, office.items(patron), firm, operation())
    handed = till.shifts.hand_over(till.by, till.shift, 8000, operation())
    x = till.shifts.x_report(till.by, till.shift)
    z = till.shifts.close(till.by, till.shift, 3850, {1000: 3, 500: 1, 100: 3, 50: 1})

    def said(pdf: bytes) -> str:
        return "".join(text_of(pdf).split())

    for paper, kind, more in (
        (refund, "refund", ("6.30", "人民币陆元叁角整", paid.number)),
        (asked, "invoice", ("18.50", "文献传递费", "杭州水利设计院", "91110000600037341L", "fp@126.com")),
        (handed, "hand_over", ("80.00", "人民币捌拾元整")),
        (z, "z", ("38.50", "×3", "0.00")),
    ):
        text = said(drawn.receipt(paper.paper_id, branch, words, size, 1))
        for part in (words(f"paper.receipt.{kind}"), paper.number, words("paper.mark.copy", count=1), *more):
            assert "".join(part.split()) in text, (kind, part)
    text = said(drawn.draw(x, branch, words, size))
    assert "".join(words("paper.receipt.x").split()) in text
    assert "38.50" in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_z_report_says_since_when_and_which_papers_went_out(
    till: Till, drawn: PaperService, patron: int, language: str, size: str
) -> None:
    words, branch = load(language), till.ground.library.branches["YQ"]
    for fen in (100, 200, 300):
        till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", fen, str(fen))], operation())
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 400)], operation())
    z = till.shifts.close(till.by, till.shift, 400)
    said = "".join(text_of(drawn.receipt(z.paper_id, branch, words, size)).split())
    opened = queries.shift(till.shift)
    assert opened is not None
    since = till.ground.clock.local(utc_time(opened.opened_at))
    assert f"{since:%Y-%m-%d%H:%M}·{till.by.name}" in said
    went = [row.number for row in queries.papers_of_shift(till.shift) if row.number != z.number]
    assert len(went) == 4
    for series in {number.rsplit("-", 2)[1] for number in went}:
        mine = sorted(number for number in went if f"-{series}-" in number)
        numbers = words("paper.receipt.numbers", series=series, many=len(mine))
        upto = f"–{mine[-1][-6:]}" if len(mine) > 1 else ""
        assert "".join(f"{numbers}{mine[0]}{upto}".split()) in said


def test_how_to_pay_by_bank(till: Till, drawn: PaperService, patron: int) -> None:
    branch, words = till.ground.library.branches["YQ"], load("zh_CN")
    item = charge(till, patron, 4000)
    text = "".join(text_of(drawn.bank_transfer(patron, [item], branch, words)).split())
    for part in (
        "浙江大学",
        "工行杭州市浙大分理处",
        "1202024609908808891",
        "图书馆文献传递费",
        "zjuill@zju.edu.cn",
    ):
        assert part in text
    assert "人民币肆拾元整" in text
    gone = refused(lambda: drawn.bank_transfer(patron, [item + 1], branch, words))
    assert gone.code == "payment.moved_on"
    assert connection.value("SELECT COUNT(*) FROM paper") == 0, "it posts and numbers nothing"


def test_the_bank_details_of_one_reader_bear_his_name(till: Till, drawn: PaperService, patron: int) -> None:
    words = load("zh_CN")
    name, number = connection.rows(
        lambda *row: row, "SELECT name, number FROM patron WHERE id = ?", (patron,)
    )[0]
    text = "".join(text_of(drawn.our_bank(words, patron)).split())
    assert f"{name}·{number}" in text and till.ground.library.bank["account_number"] in text
    assert name not in text_of(drawn.our_bank(words))


def test_a_refund_with_a_red_letter_names_it(
    till: Till, drawn: PaperService, patron: int, admin: Actor
) -> None:
    item = charge(till, patron, 630)
    paid = till.cashier.take_payment(till.by, till.shift, patron, [item], [Tender("cash", 630)], operation())
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (paid.paper_id,)))
    office, red = InvoiceService(till.ground), "7" * 20
    buyer = Buyer("person", "陈竑宇", email="chy@126.com")
    asked = office.ask(till.by, patron, office.items(patron), buyer, operation())
    office.issue(till.by, asked.paper_id, "2" * 20, till.ground.clock.day())
    back = Back("cash", "x", red_letter=red)
    refund = RefundService(till.ground).refund(admin, till.shift, entry, {item: 630}, back, operation())
    branch = till.ground.library.branches["YQ"]
    for size in ("a5", "58mm"):
        drawn_text = text_of(drawn.receipt(refund.paper_id, branch, load("zh_CN"), size))
        assert f"红字发票号码{red}" in "".join(drawn_text.split())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refund_says_why_and_who_agreed(
    till: Till, drawn: PaperService, patron: int, admin: Actor, language: str, size: str
) -> None:
    words, branch = load(language), till.ground.library.branches["YQ"]
    refunds, second = RefundService(till.ground), hire(Actor("林静", "administrator", staff_id=99))
    item = charge(till, patron, 630)
    paid = till.cashier.take_payment(till.by, till.shift, patron, [item], [Tender("cash", 630)], operation())
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (paid.paper_id,)))
    alone = refunds.refund(till.by, till.shift, entry, {item: 100}, Back("cash", " 缺第七页 "), operation())
    settings.write(APPROVAL_ABOVE, 100)
    back = Back("cash", "从未收到", second)
    agreed = refunds.refund(till.by, till.shift, entry, {item: 530}, back, operation())

    def said(paper: Receipt) -> str:
        return "".join(text_of(drawn.receipt(paper.paper_id, branch, words, size)).split())

    why, who = ("".join(words(f"paper.receipt.{name}").split()) for name in ("reason", "approved_by"))
    assert f"{why}缺第七页" in said(alone) and who not in said(alone)
    assert f"{why}从未收到" in said(agreed) and f"{who}林静" in said(agreed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_account_as_page_workbook_and_csv(till: Till, patron: int, language: str, tmp_path: Path) -> None:
    reports = ReportService(till.ground)
    item = charge(till, patron, 630)
    till.cashier.take_payment(till.by, till.shift, patron, [item], [Tender("cash", 630)], operation())
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 5000)], operation())
    page = text_of(reports.account_pdf(till.by, patron, language))
    assert load(language)("report.account.title") in page
    assert "¥50.00" in page
    book = tmp_path / "account.xlsx"
    reports.account_file(till.by, patron, language, book)
    rows = list(load_workbook(book).worksheets[0].values)
    assert [row[-1] for row in rows[1:]] == [-6.3, 0, 50]
    sheet = tmp_path / "account.csv"
    reports.account_file(reader(patron, "x"), patron, language, sheet)
    with sheet.open(encoding="utf-8-sig", newline="") as stream:
        lines = list(csv.reader(stream))
    assert any(line and line[-1] == "50.00" for line in lines)


def test_another_readers_account_is_nobodys_business(till: Till, patron: int) -> None:
    for who in (reader(patron + 1, "x"), Actor("k", "kiosk")):
        denied = refused(lambda who=who: ReportService(till.ground).account_pdf(who, patron, "en"))
        assert denied.code == "not_permitted"
