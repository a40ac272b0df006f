"""Every way of paying of the guide's FAQ 4: who may use it, and what it asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import bank, papers, queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.patrons import queries as patrons
from ill_desktop.requests import queries as requests
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.cashier.deposit_sheet import DepositSheet
from ui.cashier.payment_form import PaymentForm
from ui.kit.dialogs import Sheet
from ui.kit.fields import Tick


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def receive(at: CashierDesk, fen: int, payer: str = "Zoë·Müller") -> int:
    return at.desk.bank.receive(at.admin, dt.date(2026, 11, 21), fen, payer, "ICBC-1", f"in {fen}")


@pytest.mark.parametrize(
    ("number", "closed"), [("22098765", {"bank", "deposit"}), ("zoe2026", {"transfer", "deposit"})]
)
def test_each_reader_has_his_ways(at: CashierDesk, number: str, closed: set[str]) -> None:
    at.owe(at.campus)
    at.owe(at.guest)
    at.open()
    at.scan(number)
    kinds = ("cash", "campus_card", "transfer", "bank", "mobile", "deposit")
    assert {kind for kind in kinds if not at.button(f"cashier-tender-{kind}").isEnabled()} == closed


def test_before_the_money_is_here_f8_prints_the_bank_details(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F8)
    assert at.button("cashier-pay").words() == "Print the bank details"
    at.press(KEY.Key_Return)
    with at.preview() as preview:
        preview.save_to(at.folder / "bank.pdf")
    from pypdf import PdfReader

    words = PdfReader(at.folder / "bank.pdf").pages[0].extract_text()
    assert "1202024609908808891" in words.replace(" ", "")
    assert "图书馆文献传递费" in words
    assert at.owed(at.guest) == 180
    assert at.papers() == []


def test_a_transfer_that_came_settles_and_releases_and_the_rest_is_a_deposit(at: CashierDesk) -> None:
    request = at.owe(at.guest)
    at.desk.counter.attach(at.admin, request, "article.pdf", b"%PDF-1.7 x")
    came = receive(at, 500)
    screen = at.open()
    at.scan("zoe2026")
    at.press(KEY.Key_F8)
    screen.till.payment.form.fill({"incoming": came})
    screen.till.payment.form.edited.emit("incoming")
    assert at.button("cashier-pay").words() == "Take and print"
    at.find(Tick, "rest").click()
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert at.owed(at.guest) == 0
    assert queries.deposit_balance(at.guest) == 320
    assert requests.detail(request).state == "delivered"
    assert bank.unknown() == []
    assert papers.by_id(queries.papers_of(at.guest)[0].id).tenders == (("bank", 500, "ICBC-1"),)


def test_a_transfer_that_falls_short_says_what_is_missing_or_pays_a_part(at: CashierDesk) -> None:
    screen = at.open()
    at.owe(at.guest, 1)
    (earlier,) = queries.dues(at.guest)  # paid in full: of this an invoice could be asked for
    at.desk.counter.take_payment(at.admin, 1, at.guest, [earlier.charge_id], [Tender("cash", 15)], "earlier")
    at.owe(at.guest)
    came = receive(at, 100)
    at.scan("zoe2026")
    at.press(KEY.Key_F8)
    screen.till.payment.form.fill({"incoming": came})
    screen.till.payment.form.edited.emit("incoming")
    assert at.text("cashier-payment-outcome").startswith("¥0.80 is missing.")
    at.press(KEY.Key_Return)
    assert at.owed(at.guest) == 180, "nobody said that a part is meant"
    at.find(Tick, "part").click()
    assert "¥0.80 stays due" in at.text("cashier-payment-outcome")
    at.press(KEY.Key_Return)
    with at.preview():
        pass
    assert at.owed(at.guest) == 80
    assert bank.unknown() == []
    assert "invoice" not in at.text("cashier-done-note"), "a fee has one once all of it is paid"
    assert papers.by_id(queries.papers_of(at.guest)[0].id).total_fen == 100


def test_who_owes_nothing_gets_the_bank_details_to_transfer_in_advance(at: CashierDesk) -> None:
    at.open()
    at.scan("22098765")
    assert not at.button("cashier-tender-bank").isEnabled(), "[G] FAQ 4: for readers from outside"
    at.scan("zoe2026")
    at.press(KEY.Key_F8)
    sheet = at.sheet("deposit")
    assert isinstance(sheet, Sheet)
    assert sheet.primary.words() == "Our bank details"
    QTest.keyClick(sheet.focusWidget(), KEY.Key_Return)
    details = at.sheet("bank-details")
    assert isinstance(details, Sheet)
    assert "zoe2026" in at.text("bank-details-note")
    at.button("bank-details-copy").click()
    assert "1202024609908808891" in QGuiApplication.clipboard().text()
    at.button("bank-details-print").click()
    with at.preview():
        pass
    details.reject()
    assert at.papers() == [], "nothing is posted before the money is here"


def test_what_came_in_advance_goes_onto_the_deposit_at_the_till(at: CashierDesk) -> None:
    came = receive(at, 500)
    screen = at.open()
    at.scan("zoe2026")
    screen.till.open_deposit()
    sheet = at.sheet("deposit")
    assert isinstance(sheet, DepositSheet)
    at.button("deposit-tender-bank").click()
    form = at.find(PaymentForm, "deposit").form
    form.fill({"incoming": came})
    form.edited.emit("incoming")
    assert at.text("deposit-note") == "All of it goes onto the deposit."
    sheet.primary.click()
    with at.preview():
        pass
    assert queries.deposit_balance(at.guest) == 500
    assert bank.unknown() == []


def test_a_number_of_the_terminal_that_was_seen_is_asked_about(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.owe(at.guest)
    at.open()
    for number in ("22098765", "zoe2026"):
        at.scan(number)
        at.press(KEY.Key_F6)
        at.type("T-771")
        at.press(KEY.Key_Return)
        if number == "22098765":
            with at.preview():
                pass
    assert at.owed(at.guest) == 180
    question = at.sheet("confirm")
    assert isinstance(question, Sheet)
    question.primary.click()
    with at.preview():
        pass
    assert at.owed(at.guest) == 0
    assert len(at.papers()) == 2


def test_the_question_answered_no_takes_nothing(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.owe(at.guest)
    screen = at.open()
    charges = [due.charge_id for due in queries.dues(at.campus)]
    tenders = [Tender("campus_card", 180, "T-1")]
    at.desk.counter.take_payment(at.admin, 1, at.campus, charges, tenders, "before")
    at.scan("zoe2026")
    at.press(KEY.Key_F6)
    at.type("T-1")
    at.press(KEY.Key_Return)
    at.sheet("confirm").reject()
    assert at.owed(at.guest) == 180
    assert "T-1" in screen.till.payment.form.errors()["reference"]


def test_a_deposit_with_a_number_seen_before_is_asked_about_too(at: CashierDesk) -> None:
    at.open()
    at.desk.cashier.top_up(at.admin, 1, at.campus, [Tender("mobile", 100, "M-1")], "before")
    at.scan("zoe2026")
    at.press(KEY.Key_D)
    sheet = at.sheet("deposit")
    sheet._choose("mobile")  # type: ignore[attr-defined]
    sheet._entry.form.fill({"amount": 5000, "reference": "M-1"})  # type: ignore[attr-defined]
    sheet.primary.click()  # type: ignore[attr-defined]
    assert queries.deposit_balance(at.guest) == 0
    at.sheet("confirm").primary.click()  # type: ignore[attr-defined]
    with at.preview():
        pass
    assert queries.deposit_balance(at.guest) == 5000


def test_the_reader_agrees_at_the_till_that_the_deposit_pays_by_itself(at: CashierDesk) -> None:
    at.open()
    at.scan("22098765")
    tick = at.find(Tick, "cashier-consent")
    assert not tick.isChecked()
    tick.click()
    assert patrons.card(at.campus).automatic_debit
    assert at.session.commands.undo_last()
    assert not at.find(Tick, "cashier-consent").isChecked()
