"""What the guide's FAQ 1, 2 and 5 promise a reader, through the real window: one story a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import queries
from ill_desktop.notices import queries as notices
from ill_desktop.requests import queries as requests
from ill_desktop.requests.steps import Inputs
from tests.stories.counter import KEY
from tests.stories.faq import CAMPUS, GUEST, FaqDay
from ui.requests.screen import RequestsScreen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def at(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[FaqDay]:
    day = FaqDay(qapp, qtbot, tmp_path)
    yield day
    day.close()


def show(at: FaqDay, request: int) -> None:
    at.go("requests")
    at.front(RequestsScreen).show_subject(request)
    at.settle()


# -- FAQ 1: how the reader knows, and whether it costs something -----------------------------------------


def test_on_its_way_means_that_the_supplier_has_provided_it(at: FaqDay) -> None:
    """FAQ 1: a request that stands as 寄送途中 has been provided by the library that was asked."""
    request = at.ask_for_article(at.guest)
    show(at, request)
    at.take("supplied")
    assert at.state_of(request) == "shipped"
    assert at.chip("request-state") == "On its way"
    assert at.desk.words("zh_CN")("state.shipped") == "寄送途中"


def test_who_must_pay_a_part_is_told_by_mail_or_by_phone(at: FaqDay) -> None:
    """FAQ 1: is a part to be paid by the reader, the librarian calls or writes. The yes is kept with its way:
    who wrote it down, when, how it was said."""
    request = at.ask_for_article(at.guest, max_cost_fen=100)
    at.desk.counter.step(at.admin, request, "shipped")
    at.desk.counter.step(at.admin, request, "received", Inputs(pages=12))
    assert at.state_of(request) == "awaiting_cost_approval"
    told = notices.of_patron(at.guest)[0]
    assert (told.kind, told.request_number) == ("cost_to_approve", requests.detail(request).number)
    show(at, request)
    at.take("cost_agreed")
    assert at.sheet() is not None, "by what way is asked"
    at.choose("agreed_way", "phone")
    at.agree()
    assert at.state_of(request) == "awaiting_payment"
    note = at.text("request-price-note")
    assert "Agreed to ¥1.80 · Telephone · 周敏" in note or ("Agreed to ¥1.80" in note and "周敏" in note)
    agreed = requests.cost_agreed(request)
    assert agreed is not None
    assert (agreed.fen, agreed.way, agreed.actor) == (180, "phone", "周敏")


def test_what_it_costs_is_seen_with_its_reasons_before_it_is_paid(at: FaqDay) -> None:
    """FAQ 1: the reader asks whether it costs something; the till says what, and why."""
    at.owe(at.guest)
    at.scan(GUEST)
    assert at.text("cashier-due") == "¥1.80"
    assert "12 pages" in at.dues_shown()
    assert "payment_due" in at.told(at.guest)


# -- FAQ 2: many requests, and no wish to come each time -------------------------------------------------


def test_paid_in_advance_in_six_keys_and_used_as_needed(at: FaqDay) -> None:
    """FAQ 2: pay more at once as 预付款; it is taken from the account as needed. Six keys after the scan."""
    request = at.owe(at.campus)
    at.scan(CAMPUS)
    keys = [KEY.Key_D, *(KEY.Key_1, KEY.Key_0, KEY.Key_0), KEY.Key_Return]
    for key in keys[:-1]:
        at.press(key)
    assert at.text("deposit-capitals") == "人民币壹佰元整"
    at.press(keys[-1])
    paper = at.read_paper()
    assert len(keys) <= 6
    assert "预付款充值" in paper
    assert "不能报销" in paper, "cash of a campus reader, as ever"
    assert at.text("cashier-deposit-balance") == "¥100.00"
    at.press(KEY.Key_A)  # the account: a line each
    assert at.sheet() is not None
    at.press(KEY.Key_Escape)
    at.scan(CAMPUS)
    at.press(KEY.Key_F10)
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    assert "预付款" in paper
    assert "不能报销" in paper, "by way of the deposit cash does not become reimbursable"
    assert queries.deposit_balance(at.campus) == 98_20
    assert at.state_of(request) == "delivered"


def test_with_consent_the_deposit_pays_by_itself_and_the_document_goes_out_at_once(at: FaqDay) -> None:
    """FAQ 2: charged from the account as needed, and nobody has to come."""
    request = at.ask_for_article(at.guest)
    at.desk.counter.step(at.admin, request, "shipped")
    at.desk.counter.attach(at.admin, request, "article.pdf", b"%PDF-1.7 x")
    at.scan(GUEST)
    at.press(KEY.Key_D)
    for key in (KEY.Key_2, KEY.Key_0, KEY.Key_Return):
        at.press(key)
    assert "Zoë·Müller" in at.read_paper()
    at.find_tick("cashier-consent").click()
    show(at, request)
    at.take("receive")
    at.write("pages", "12")
    at.agree()
    assert at.state_of(request) == "delivered"
    assert queries.deposit_balance(at.guest) == 18_20
    assert at.owed(at.guest) == 0
    assert at.newest_paper(at.guest).tenders == (("deposit", 180, ""),)
    assert at.told(at.guest)[-2:] == ["payment_received", "document_delivered"]


# -- FAQ 5: paying with the phone ------------------------------------------------------------------------


def test_the_list_of_fees_is_ticked_and_paid_with_the_phone(at: FaqDay) -> None:
    """FAQ 5: each fee with its amount and a tick, the sum below (0.05 + 0.10 = 0.15); what is not ticked
    stays due. The number that the phone shows is entered."""
    for fen in (5, 10, 200):
        at.fine(at.campus, fen)
    at.scan(CAMPUS)
    assert at.text("cashier-dues-total") == "¥2.15"
    at.press(KEY.Key_End)
    at.press(KEY.Key_Space)
    assert at.text("cashier-dues-count") == "Total (2)"
    assert at.text("cashier-dues-total") == at.text("cashier-due") == "¥0.15"
    at.press(KEY.Key_F9)
    assert "no refund" in at.text("cashier-hint-words")
    at.press(KEY.Key_Return)
    assert "needed" in at.text("reference-below"), "nothing is taken without the number"
    at.type("4200002026112100001")
    at.press(KEY.Key_Return)
    paper = at.read_paper()
    assert "手机支付" in paper
    assert "4200002026112100001" in paper
    assert "0.15" in paper
    assert [due.amount_fen for due in queries.dues(at.campus)] == [200]


def test_what_was_paid_with_the_phone_is_not_refunded(at: FaqDay) -> None:
    """FAQ 5: fees paid in the app cannot be refunded; a payment keyed in wrong is reversed, which is none."""
    at.owe(at.guest)
    at.scan(GUEST)
    at.press(KEY.Key_F9)
    at.type("M-1")
    at.press(KEY.Key_Return)
    at.read_paper()
    at.press(KEY.Key_R)
    assert at.text("refund-no-way") == "Paid in the app: there is no refund."
    assert not at.button("refund-primary").isEnabled()
    at.press(KEY.Key_Escape)
    assert at.owed(at.guest) == 0


def test_an_electronic_document_needs_nobody_to_come(at: FaqDay) -> None:
    """FAQ 2 and 5: paid with the phone, the document goes to the mailbox."""
    request = at.owe(at.guest)
    assert at.state_of(request) == "awaiting_payment", "held back until it is settled"
    at.scan(GUEST)
    at.press(KEY.Key_F9)
    at.type("M-2")
    at.press(KEY.Key_Return)
    at.read_paper()
    assert at.text("cashier-done-note") == "Released now: 1"
    assert at.state_of(request) == "delivered"
    assert at.told(at.guest)[-1] == "document_delivered"


def test_a_number_seen_before_is_asked_about(at: FaqDay) -> None:
    """Bad input: the same number of the phone twice may be a slip, or really another payment."""
    at.fine(at.guest, 50)
    at.fine(at.campus, 70)
    for number, answer in ((GUEST, None), (CAMPUS, KEY.Key_Return)):
        at.scan(number)
        at.press(KEY.Key_F9)
        at.type("M-7")
        at.press(KEY.Key_Return)
        if answer is not None:
            assert "M-7" in at.text("confirm-note")
            assert at.owed(at.campus) == 70
            at.press(answer)
        at.read_paper()
    assert at.owed(at.campus) == 0
