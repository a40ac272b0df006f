"""The register of invoices in the window ([G] FAQ 4): asked for, typed in, sent, withdrawn, cancelled."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import invoice_register, invoices, paid, queries
from ill_desktop.cashier.refunds import Back
from ill_desktop.cashier.rules import Tender
from tests.ui.cashier_desk import KEY, CashierDesk
from ui.cashier.invoice_ask import InvoiceAskSheet
from ui.cashier.invoice_page import InvoicesPage
from ui.kit.chip import Chip
from ui.kit.dialogs import Sheet
from ui.kit.facts import Timeline
from ui.kit.label import Label

NUMBER, OTHER = "24332000000012345678", "24332000000087654321"
COMPANY = "91330106MA2CCQ8T3A"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def pay(at: CashierDesk, patron: int, tender: Tender | None = None) -> None:
    dues = queries.dues(patron)
    fen = sum(due.amount_fen for due in dues)
    paid = [tender or Tender("cash", fen)]
    charges = [due.charge_id for due in dues]
    at.desk.counter.take_payment(at.admin, 1, patron, charges, paid, f"pay {charges}")


def asking(at: CashierDesk) -> InvoiceAskSheet:
    sheet = at.sheet("invoice-ask")
    assert isinstance(sheet, InvoiceAskSheet)
    return sheet


def asked(at: CashierDesk, pages: int = 12) -> int:
    """An invoice asked for at the till by key, made out to the person; its id."""
    at.owe(at.guest, pages)
    pay(at, at.guest)
    at.scan("zoe2026")
    at.press(KEY.Key_I)
    QTest.keyClick(asking(at).focusWidget(), KEY.Key_Return)
    with at.preview():
        pass
    return invoices.register()[0].id


def page(at: CashierDesk) -> InvoicesPage:
    at.button("cashier-tabs-invoices").click()
    found = at.find(InvoicesPage, "cashier-invoices")
    found.table.setFocus()
    return found


def question(at: CashierDesk, name: str) -> Sheet:
    sheet = at.sheet(name)
    assert isinstance(sheet, Sheet)
    return sheet


def test_from_the_till_to_sent_by_keys_alone(at: CashierDesk) -> None:
    at.open()
    asked(at)
    page(at)
    assert at.text("invoice-typed-title") == "Zoë·Müller"
    assert at.text("invoice-typed-item") == "文献传递费"
    assert at.text("invoice-typed-amount") == "1.80"
    at.press(KEY.Key_Return)
    sheet = question(at, "invoice-issue")
    assert "generally not refunded" in at.text("invoice-issue-told")
    QTest.keyClicks(sheet.focusWidget(), NUMBER)
    QTest.keyClick(sheet.focusWidget(), KEY.Key_Return)
    row = invoices.register()[0]
    assert (row.state, row.number, row.day) == ("issued", NUMBER, "2026-11-21")
    assert not page(at).model.rows  # nothing waits any more
    at.press(KEY.Key_Return)  # the one just issued stays in sight: it is sent now
    QTest.keyClick(question(at, "invoice-send").focusWidget(), KEY.Key_Return)
    assert invoices.register()[0].state == "sent"


def test_entered_as_sent_by_mistake_it_is_taken_back(at: CashierDesk) -> None:
    at.open()
    invoice = asked(at)
    office = at.desk.invoices
    office.issue(at.admin, invoice, NUMBER, at.clock.day())
    page(at).tabs.choose("issued")
    at.find(InvoicesPage, "cashier-invoices").reload()
    at.press(KEY.Key_Return)
    QTest.keyClick(question(at, "invoice-send").focusWidget(), KEY.Key_Return)
    assert at.session.commands.undo_last()
    assert invoices.by_id(invoice).state == "issued"
    office.send(at.admin, invoice)
    page(at).go_to(NUMBER)
    assert at.find(Chip, "invoice-state").tag.text == "Sent"
    at.button("invoice-not-sent").click()
    sheet = question(at, "invoice-not-sent")
    sheet.primary.click()
    assert invoices.by_id(invoice).state == "sent", "a reason is asked for"
    QTest.keyClicks(sheet.focusWidget(), "wrong mailbox")
    QTest.keyClick(sheet.focusWidget(), KEY.Key_Return)
    assert invoices.by_id(invoice).state == "issued"
    told = [line.text() for line in at.find(Timeline, "invoice-timeline").findChildren(Label)]
    assert any("Not sent, taken back · wrong mailbox · " in line for line in told)
    states = [step.kind for step in invoice_register.steps(invoice)]
    assert states == ["not_sent", "sent", "not_sent", "sent", "issued", "requested"]


def test_each_field_is_copied_by_its_key(at: CashierDesk) -> None:
    at.open()
    invoice = asked(at)
    page(at)
    names = [name for name, _value in invoice_register.to_type(invoices.by_id(invoice), "文献传递费")]
    found = {}
    for place, name in enumerate(names, 1):
        QTest.keyClicks(at.window.focusWidget(), str(place))
        found[name] = QGuiApplication.clipboard().text()
    number = invoice_register.lines(invoice)[0].request_number
    assert found == {
        "title": "Zoë·Müller",
        "item": "文献传递费",
        "amount": "1.80",
        "email": "zoe2026@126.com",
        "remark": number,
    }
    assert at.text("invoice-copied") == "Copied: Remark"


def test_a_campus_reader_is_told_why_there_is_none(at: CashierDesk) -> None:
    at.owe(at.campus)
    at.open()
    pay(at, at.campus)
    at.scan("22098765")
    at.press(KEY.Key_I)
    assert "internal transfer" in at.window.toasts.texts()[-1]


def test_what_is_wrong_with_the_buyer_stands_beside_its_field(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, at.guest)
    at.scan("zoe2026")
    at.press(KEY.Key_I)
    sheet = asking(at)
    form = sheet.form
    form.field("kind").set_value("enterprise")
    form.field("kind").edited.emit()
    assert form.values()["title"] == ""  # a unit does not bear the reader's name
    QTest.keyClicks(form.field("title"), "Rivers Ltd")
    sheet.primary.click()
    assert set(form.errors()) == {"tax_number"}
    QTest.keyClicks(form.field("tax_number"), "91330106MA2CCQ8T3Z")  # the check sign is wrong
    form.field("email").setFocus()
    assert "the last one checks" in form.errors()["tax_number"]
    form.field("tax_number").clear()
    QTest.keyClicks(form.field("tax_number"), "  91330106ma2ccq8t3a")
    form.field("email").clear()
    QTest.keyClicks(form.field("email"), "nobody")
    sheet.primary.click()
    assert set(form.errors()) == {"email"}
    form.field("email").clear()
    QTest.keyClicks(form.field("email"), "office@rivers.cn")
    sheet.primary.click()
    with at.preview():
        pass
    row = invoices.register()[0]
    assert (row.buyer, row.title, row.tax_number) == ("enterprise", "Rivers Ltd", COMPANY)


def test_on_paper_it_needs_an_address_and_is_remembered_for_the_next(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    pay(at, at.guest)
    at.scan("zoe2026")
    at.press(KEY.Key_I)
    sheet = asking(at)
    sheet.form.field("medium").set_value("paper")
    sheet.form.field("medium").edited.emit()
    sheet.primary.click()
    assert set(sheet.form.errors()) == {"address"}
    sheet.form.fill({"address": "杭州市文二路 1 号"})
    sheet.primary.click()
    with at.preview():
        pass
    assert invoices.register()[0].address == "杭州市文二路 1 号"
    at.owe(at.guest)
    pay(at, at.guest)
    at.press(KEY.Key_I)
    assert asking(at).form.values()["address"] == "杭州市文二路 1 号"
    asking(at).reject()


def test_only_ticked_lines_stand_on_it_and_each_once(at: CashierDesk) -> None:
    at.owe(at.guest, 12)
    at.owe(at.guest, 20)
    at.open()
    pay(at, at.guest)
    at.scan("zoe2026")
    at.press(KEY.Key_I)
    sheet = asking(at)
    assert at.text("invoice-ask-total") == "¥4.80"
    sheet.items.toggle(1)
    sheet.primary.click()
    with at.preview():
        pass
    assert invoices.register()[0].amount_fen == 180
    at.press(KEY.Key_I)
    assert [item.amount_fen for item in asking(at).items.rows] == [300]
    asking(at).items.set_checked(())
    assert not asking(at).primary.isEnabled()
    asking(at).reject()


def test_withdrawn_with_a_reason_it_can_be_asked_for_anew(at: CashierDesk) -> None:
    at.open()
    invoice = asked(at)
    shown = page(at)
    at.press(KEY.Key_W)
    sheet = question(at, "invoice-withdraw")
    sheet.primary.click()
    assert sheet.isVisible()  # a reason is needed
    QTest.keyClicks(sheet.focusWidget(), "another title")
    sheet.primary.click()
    assert invoices.state_of(invoice) == "void"
    assert shown.tabs.current() == "requested"
    at.button("invoice-tabs-void").click()
    assert [row.id for row in shown.model.rows] == [invoice]
    assert at.desk.invoices.items(at.guest)


def test_a_number_that_stands_on_another_is_said_beside_it(at: CashierDesk) -> None:
    at.open()
    first = asked(at)
    asked(at, 20)
    at.desk.invoices.issue(at.admin, first, NUMBER, dt.date(2026, 11, 21))
    page(at)
    at.press(KEY.Key_Return)
    sheet = at.sheet("invoice-issue")
    form = sheet.form  # type: ignore[attr-defined]
    for wrong, said in (("123", "20 digits"), (NUMBER, "YQ1-2026-I-000001")):
        form.fill({"number": wrong})
        sheet.primary.click()  # type: ignore[attr-defined]
        assert said in form.errors()["number"]
    form.fill({"number": OTHER, "day": dt.date(2026, 11, 22)})
    sheet.primary.click()  # type: ignore[attr-defined]
    assert "day" in form.errors()
    sheet.reject()


def test_a_number_typed_wrong_is_corrected_by_keys(at: CashierDesk) -> None:
    at.open()
    invoice = asked(at)
    at.desk.invoices.issue(at.admin, invoice, NUMBER, dt.date(2026, 11, 21))
    page(at)
    at.button("invoice-tabs-issued").click()
    at.find(InvoicesPage, "cashier-invoices").table.setFocus()
    at.press(KEY.Key_K)
    form = question(at, "invoice-correct").form  # type: ignore[attr-defined]
    assert form.values()["number"] == NUMBER, "what was typed is there to be mended"
    form.fill({"number": OTHER, "reason": "typed wrong"})
    question(at, "invoice-correct").primary.click()
    assert at.text("invoice-number") == f"{OTHER} · 2026-11-21"
    assert [step.number for step in invoice_register.steps(invoice)] == [OTHER, NUMBER, ""]


def test_what_went_back_with_a_red_letter_stands_beside_the_invoice(at: CashierDesk) -> None:
    at.open()
    invoice = asked(at)
    at.desk.invoices.issue(at.admin, invoice, NUMBER, dt.date(2026, 11, 21))
    (payment,) = paid.payments(at.guest)
    charge = payment.lines[0].charge_id
    back = Back("cash", "page 7 missing", red_letter=OTHER)
    at.desk.refunds.refund(at.admin, 1, payment.entry_id, {charge: 50}, back, "back")
    page(at)
    at.button("invoice-tabs-issued").click()
    said = [label.text() for label in at.find(QWidget, "invoice-lines").findChildren(QLabel)]
    assert said[-2:] == [f"Refunded on YQ1-2026-F-000001 with red letter {OTHER}", "−0.50"]


@pytest.mark.parametrize(("role", "may"), [("cashier", False), ("administrator", True)])
def test_only_an_administrator_enters_a_red_letter(
    qtbot: QtBot, tmp_path: Path, role: str, may: bool
) -> None:
    at = CashierDesk(qtbot, tmp_path, role=role)
    at.open()
    invoice = asked(at)
    at.desk.invoices.issue(at.admin, invoice, NUMBER, dt.date(2026, 11, 21))
    page(at)
    at.button("invoice-tabs-issued").click()
    assert at.button("invoice-red").isVisible() is may
    if may:
        at.window.setFocus()
        at.button("invoice-red").click()
        sheet = at.sheet("invoice-red-letter")
        sheet.form.fill({"number": OTHER, "reason": "wrong title"})  # type: ignore[attr-defined]
        sheet.primary.click()  # type: ignore[attr-defined]
        assert invoices.state_of(invoice) == "red_letter"
        assert at.desk.invoices.items(at.guest)
    at.close()


def test_the_register_is_searched_and_taken_away(at: CashierDesk) -> None:
    at.open()
    asked(at)
    asked(at, 20)
    shown = page(at)
    assert len(shown.model.rows) == 2
    shown.search.setFocus()
    at.type("i-000002")
    at.press(KEY.Key_Return)
    assert [row.asked for row in shown.model.rows] == ["YQ1-2026-I-000002"]
    assert shown.tabs.current() == "all"
    shown.search.setFocus()
    at.press(KEY.Key_Escape)
    with at.qtbot.waitSignal(at.session.commands.said):
        shown.export(tmp := at.folder / "register.csv")
    with tmp.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.reader(stream) if row]
    assert rows[1][0] == "Request"
    assert [(row[0], row[4], row[7]) for row in rows[2:]] == [
        ("YQ1-2026-I-000002", "Zoë·Müller", "3.00"),
        ("YQ1-2026-I-000001", "Zoë·Müller", "1.80"),
    ]


def test_a_scanned_request_opens_where_it_is_worked_on(at: CashierDesk) -> None:
    at.open()
    asked(at)
    at.scan("YQ1-2026-I-000001")
    assert at.text("invoice-asked") == "YQ1-2026-I-000001"


def test_who_paid_by_bank_is_not_forgotten(at: CashierDesk) -> None:
    at.owe(at.guest)
    at.open()
    came = at.desk.bank.receive(at.admin, dt.date(2026, 11, 21), 180, "Zoë·Müller", "ICBC-1", "in")
    charges = [due.charge_id for due in queries.dues(at.guest)]
    at.desk.counter.settle_bank(at.admin, came, at.guest, charges, "settle")
    page(at)
    assert "Zoë·Müller" in at.text("invoice-unasked")
    at.press(KEY.Key_B)
    asking(at).primary.click()
    with at.preview():
        pass
    assert not at.button("invoice-next-unasked").isVisible()
    assert invoice_register.unasked() == []


def test_from_here_for_a_reader_or_a_receipt(at: CashierDesk) -> None:
    at.owe(at.guest, 12)
    at.open()
    pay(at, at.guest)
    at.owe(at.guest, 20)
    charges = [due.charge_id for due in queries.dues(at.guest)]
    at.desk.counter.take_payment(at.admin, 1, at.guest, charges, [Tender("cash", 300)], "second")
    page(at)
    at.press(KEY.Key_N)
    at.scan("YQ1-2026-R-000002")
    assert at.text("invoice-ask-total") == "¥3.00"  # what stands on that receipt
    asking(at).reject()


def test_the_list_to_type_in_is_a_paper(at: CashierDesk) -> None:
    from pypdf import PdfReader

    at.open()
    asked(at)
    page(at)
    at.press(KEY.Key_L)
    with at.preview() as preview:
        preview.save_to(at.folder / "list.pdf")
    words = PdfReader(at.folder / "list.pdf").pages[0].extract_text()
    assert "Zoë·Müller" in words
    assert "文献传递费" in words
    assert "1.80" in words
