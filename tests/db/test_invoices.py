"""Invoices: off campus, service fees only, each once; afterwards generally no refund ([G] FAQ 4)."""

from __future__ import annotations

import datetime as dt

import pytest

from db import connection
from ill_desktop.cashier import invoice_register, invoices, red_letters
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.invoices import InvoiceService, Item
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.staff.rules import Actor
from tests.db.money import at_top_up, top_up
from tests.db.till import Till, operation, refused

BUYER = Buyer("person", "陈竑宇", email="chy@126.com")
NUMBER, OTHER = "24332000000012345678", "24332000000087654321"


@pytest.fixture
def office(till: Till) -> InvoiceService:
    return InvoiceService(till.ground)


def charge(till: Till, patron: int, fen: int, kind: str = "service") -> int:
    price = Price("v", (Line("per_item", fen, {}),))
    return till.cashier.charge(till.by, patron, kind, "x", price, operation_id=operation())


def paid(till: Till, patron: int, fen: int, *tenders: Tender, kind: str = "service") -> tuple[int, int]:
    """A charge and the entry that paid it."""
    item = charge(till, patron, fen, kind)
    given = list(tenders) or [Tender("cash", fen)]
    receipt = till.cashier.take_payment(till.by, till.shift, patron, [item], given, operation())
    return item, int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (receipt.paper_id,)))


def ask(till: Till, office: InvoiceService, patron: int, *items: Item) -> Receipt:
    return office.ask(till.by, patron, items or office.items(patron), BUYER, operation())


def test_service_fees_that_were_paid_and_nothing_else(
    till: Till, office: InvoiceService, patron: int
) -> None:
    mine, _ = paid(till, patron, 630)
    charge(till, patron, 100)
    paid(till, patron, 50, kind="overdue")
    paid(till, patron, 5000, kind="compensation")
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 900)], operation())
    lost = charge(till, patron, 70)
    RefundService(till.ground).write_off(till.by, lost, "x", operation())
    assert [(each.charge_id, each.amount_fen) for each in office.items(patron)] == [(mine, 630)]


def test_a_campus_reader_is_told_the_way(till: Till, office: InvoiceService, campus: int) -> None:
    item, _ = paid(till, campus, 630)
    assert office.items(campus) == []
    wanted = Item(item, None, "x", "", "2026-11-21", 630)
    assert refused(lambda: ask(till, office, campus, wanted)).code == "invoice.campus"


def test_from_asking_to_sent_with_its_own_paper(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    paid(till, patron, 630)
    paid(till, patron, 370)
    once = operation()
    items = office.items(patron)
    slip = office.ask(till.by, patron, items, BUYER, once)
    assert office.ask(till.by, patron, items, BUYER, once) == slip
    assert (slip.series, slip.total_fen) == ("I", 1000)
    assert {line.label for line in slip.lines} == {"文献传递费"}
    today = till.ground.clock.day()
    assert refused(lambda: office.send(till.by, slip.paper_id)).code == "invoice.moved_on"
    office.issue(till.by, slip.paper_id, NUMBER, today)
    office.send(till.by, slip.paper_id)
    (row,) = invoices.register()
    assert (row.state, row.number, row.day, row.amount_fen) == ("sent", NUMBER, today.isoformat(), 1000)
    assert invoices.register("requested") == []
    assert invoices.of_patron(patron) == [row]


def test_each_fee_once_until_its_invoice_is_gone(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    paid(till, patron, 630)
    items = office.items(patron)
    first = ask(till, office, patron)
    assert office.items(patron) == []
    assert refused(lambda: ask(till, office, patron, *items)).code == "invoice.taken"
    office.withdraw(till.by, first.paper_id, "不需要了")
    second = ask(till, office, patron)
    office.issue(till.by, second.paper_id, NUMBER, till.ground.clock.day())
    assert refused(lambda: office.withdraw(till.by, second.paper_id, "x")).code == "invoice.moved_on"
    red = lambda by: office.red_letter(by, second.paper_id, OTHER, till.ground.clock.day(), "退票")  # noqa: E731
    assert refused(lambda: red(till.by)).code == "not_permitted"
    red(admin)
    assert office.items(patron) == items


def test_what_was_not_sent_after_all_waits_to_be_sent(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    paid(till, patron, 630)
    number = ask(till, office, patron).paper_id
    assert refused(lambda: office.not_sent(till.by, number, "x")).code == "invoice.moved_on"
    office.issue(till.by, number, NUMBER, till.ground.clock.day())
    office.send(till.by, number, "EMS 1")
    before = invoices.by_id(number)
    office.not_sent(till.by, number, "装错信封")
    assert refused(lambda: office.not_sent(till.by, number)).code == "invoice.moved_on"
    row = invoices.by_id(number)
    assert (row.state, row.number, row.day) == ("issued", before.number, before.day)
    office.correct(till.by, number, OTHER, till.ground.clock.day(), "抄错")
    office.send(till.by, number, "EMS 2")
    steps = [(step.kind, step.note, step.actor) for step in invoice_register.steps(number)]
    by = till.by.mark
    assert steps[:4] == [
        ("sent", "EMS 2", by), ("corrected", "抄错", by), ("not_sent", "装错信封", by), ("sent", "EMS 1", by)
    ]  # fmt: skip
    office.not_sent(till.by, number)
    office.red_letter(admin, number, "7" * 20, till.ground.clock.day(), "退票")


def test_a_number_is_typed_once(till: Till, office: InvoiceService, patron: int) -> None:
    paid(till, patron, 630)
    paid(till, patron, 100)
    first, second = (ask(till, office, patron, item) for item in office.items(patron))
    office.issue(till.by, first.paper_id, NUMBER, till.ground.clock.day())
    taken = refused(lambda: office.issue(till.by, second.paper_id, NUMBER, till.ground.clock.day()))
    assert (taken.code, taken.facts["other"]) == ("invoice.number_taken", first.number)


def test_a_number_typed_wrong_is_corrected_and_is_free_for_whose_it_is(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    item, _ = paid(till, patron, 630)
    paid(till, patron, 100)
    paid(till, patron, 50)
    first, second, third = (ask(till, office, patron, each) for each in office.items(patron))
    today = till.ground.clock.day()
    wrong = lambda: office.correct(till.by, first.paper_id, OTHER, today, "x")  # noqa: E731
    assert refused(wrong).code == "invoice.moved_on", "nothing was typed yet"
    office.issue(till.by, first.paper_id, NUMBER, today)
    office.send(till.by, first.paper_id)
    office.correct(till.by, first.paper_id, OTHER, today, "抄错号码")
    kept = invoices.by_id(first.paper_id)
    assert (kept.number, kept.state) == (OTHER, "sent"), "it stays where it stands"
    assert red_letters.of_charges([item])[0].number == OTHER
    office.issue(till.by, second.paper_id, NUMBER, today)
    taken = refused(lambda: office.correct(till.by, second.paper_id, OTHER, today, "x"))
    assert (taken.code, taken.facts["other"]) == ("invoice.number_taken", first.number)
    yesterday = today - dt.timedelta(days=1)
    for act in (
        lambda: office.issue(till.by, third.paper_id, "2" * 20, yesterday),
        lambda: office.correct(till.by, second.paper_id, NUMBER, yesterday, "x"),
    ):
        early = refused(act)
        assert (early.code, early.facts["since"]) == ("invoice.day_before", today.isoformat())
    till.ground.clock.instant += dt.timedelta(days=1)  # type: ignore[attr-defined]
    office.correct(till.by, second.paper_id, NUMBER, till.ground.clock.day(), "日期抄错")
    assert invoices.by_id(second.paper_id).day == till.ground.today
    before = refused(lambda: office.red_letter(admin, second.paper_id, "3" * 20, today, "退票"))
    assert before.code == "invoice.red_day_before"
    office.red_letter(admin, first.paper_id, "1" * 20, today, "退票")
    assert refused(wrong).code == "invoice.moved_on"


def test_after_an_invoice_only_an_administrator_refunds(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    item, entry = paid(till, patron, 630)
    slip = ask(till, office, patron)
    refunds = RefundService(till.ground)

    def refund(by: Actor, red: str = "") -> str:
        back = Back("cash", "x", red_letter=red)
        return refused(lambda: refunds.refund(by, till.shift, entry, {item: 630}, back, operation())).code

    office.issue(till.by, slip.paper_id, NUMBER, till.ground.clock.day())
    assert refund(till.by) == "refund.invoiced"
    assert refund(admin) == "refund.red_letter"
    assert refund(admin, NUMBER) == "invoice.number_taken", "the invoice is not its own red letter"
    refunds.refund(admin, till.shift, entry, {item: 630}, Back("cash", "x", red_letter=OTHER), operation())
    assert connection.value("SELECT red_letter FROM refund") == OTHER
    (gone,) = red_letters.refunds_of(slip.paper_id)
    assert (gone.red_letter, gone.amount_fen) == (OTHER, 630), "the register says so beside the invoice"


def test_all_gone_back_by_red_letters_the_register_says_so(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    first, entry = paid(till, patron, 630)
    second, other_entry = paid(till, patron, 100)
    slip = ask(till, office, patron)
    paid(till, patron, 50)
    other = ask(till, office, patron)
    office.issue(till.by, slip.paper_id, NUMBER, till.ground.clock.day())
    office.send(till.by, slip.paper_id)
    office.issue(till.by, other.paper_id, "5" * 20, till.ground.clock.day())
    refunds = RefundService(till.ground)

    def back(payment: int, charge: int, fen: int, red: str) -> None:
        how = Back("cash", "页码有误", red_letter=red)
        refunds.refund(admin, till.shift, payment, {charge: fen}, how, operation())

    back(entry, first, 200, OTHER)
    back(entry, first, 430, OTHER)
    assert invoices.by_id(slip.paper_id).state == "sent", "of the second line nothing has gone back"
    back(other_entry, second, 100, "7" * 20)
    row = invoices.by_id(slip.paper_id)
    today = till.ground.today
    assert (row.state, row.number, row.red_letter, row.red_day) == ("red_letter", NUMBER, "7" * 20, today)
    assert row.day == today
    newest = invoice_register.steps(row.id)[0]
    assert (newest.state, newest.note, newest.actor) == ("red_letter", "页码有误", admin.mark)
    assert [each.id for each in invoice_register.page("red_letter")] == [row.id]
    assert invoices.by_id(other.paper_id).state == "issued"
    assert office.items(patron) == [], "what went back is invoiced no more"
    again = refused(lambda: office.red_letter(admin, row.id, "8" * 20, till.ground.clock.day(), "x"))
    assert again.code == "invoice.moved_on"


def test_a_red_letter_is_of_one_invoice(
    till: Till, office: InvoiceService, patron: int, admin: Actor
) -> None:
    refunds = RefundService(till.ground)
    items = [charge(till, patron, fen) for fen in (630, 100)]
    receipt = till.cashier.take_payment(
        till.by, till.shift, patron, items, [Tender("cash", 730)], operation()
    )
    entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (receipt.paper_id,)))
    for item, number in zip(office.items(patron), (NUMBER, OTHER), strict=True):
        slip = ask(till, office, patron, item)
        office.issue(till.by, slip.paper_id, number, till.ground.clock.day())

    def back(*charges: int, red: str = "7" * 20) -> str:
        amounts = dict.fromkeys(charges, 50)
        how = Back("cash", "x", red_letter=red)
        return refused(lambda: refunds.refund(admin, till.shift, entry, amounts, how, operation())).code

    assert back(*items) == "refund.one_invoice"
    how = Back("cash", "x", red_letter="7" * 20)
    refunds.refund(admin, till.shift, entry, {items[0]: 50}, how, operation())
    assert back(items[1]) == "invoice.number_taken", "it is of the other one"
    today = till.ground.clock.day()
    taken = refused(lambda: office.red_letter(admin, slip.paper_id, "7" * 20, today, "x"))
    assert taken.code == "invoice.number_taken"
    first = invoices.of_patron(patron)[1]
    office.red_letter(admin, first.id, "7" * 20, today, "all of it, after all")
    assert invoices.by_id(first.id).state == "red_letter"


def test_a_deposit_that_goes_back_takes_its_invoice_along(
    till: Till, patron: int, ground: Ground, admin: Actor
) -> None:
    top_up(till, patron, 900)
    office, refunds = at_top_up(ground), RefundService(ground)
    today = ground.clock.day()
    first = ask(till, office, patron)
    office.issue(till.by, first.paper_id, NUMBER, today)
    top_up(till, patron, 500)
    second = ask(till, office, patron)
    office.issue(till.by, second.paper_id, OTHER, today)
    top_up(till, patron, 100)

    def back(fen: int, red: str) -> Receipt:
        how = Back("cash", "x", red_letter=red)
        return refunds.pay_back_deposit(admin, till.shift, patron, fen, how, operation())

    assert refused(lambda: back(601, "7" * 20)).code == "refund.one_invoice"
    paper = back(150, "7" * 20)
    assert paper.tenders == (("cash", 100, ""), ("cash", 50, second.number)), "100 stood on no invoice"
    later = top_up(till, patron, 40)
    assert [each.amount_fen for each in office.items(patron)] == [40], "what went back was invoiced"
    till.cashier.reverse_payment(till.by, till.shift, later, "x", operation())
    back(450, "7" * 20)
    assert invoices.by_id(second.paper_id).state == "red_letter"
    assert [each.amount_fen for each in red_letters.refunds_of(second.paper_id)] == [50, 450]
    assert refused(lambda: back(900, "7" * 20)).code == "invoice.number_taken"
    back(900, "8" * 20)
    assert invoices.by_id(first.paper_id).red_letter == "8" * 20
    assert office.items(patron) == []


def test_what_went_back_is_invoiced_no_more(till: Till, office: InvoiceService, patron: int) -> None:
    item, entry = paid(till, patron, 630)
    refunds = RefundService(till.ground)
    refunds.refund(till.by, till.shift, entry, {item: 200}, Back("cash", "x"), operation())
    assert [each.amount_fen for each in office.items(patron)] == [430]
    refunds.refund(till.by, till.shift, entry, {item: 430}, Back("cash", "x"), operation())
    assert office.items(patron) == []


def test_a_voided_payment_is_none(till: Till, office: InvoiceService, patron: int) -> None:
    _, entry = paid(till, patron, 630)
    paper = int(connection.value("SELECT id FROM paper WHERE entry_id = ?", (entry,)))
    till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())
    assert office.items(patron) == []


def test_deposits_are_invoiced_at_top_up_or_at_use_never_both(
    till: Till, patron: int, ground: Ground
) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 900)], operation())
    used, _ = paid(till, patron, 300, Tender("deposit", 300))
    plain, _ = paid(till, patron, 200)
    at_use = InvoiceService(ground)
    assert [each.charge_id for each in at_use.items(patron)] == [used, plain]
    facts = {**ground.library.facts, "invoice": {"item": "文献传递费", "deposits": "top_up"}}
    ground.library = Library(facts)
    items = InvoiceService(ground).items(patron)
    assert [(each.charge_id, each.amount_fen) for each in items] == [(plain, 200), (None, 900)]
    InvoiceService(ground).ask(till.by, patron, items, BUYER, operation())
    assert InvoiceService(ground).items(patron) == []


def amounts(office: InvoiceService, patron: int) -> list[int]:
    return [each.amount_fen for each in office.items(patron)]


def test_of_a_mixed_payment_what_was_not_in_advance_has_its_invoice_at_top_up(
    till: Till, patron: int, ground: Ground
) -> None:
    office = at_top_up(ground)
    top_up(till, patron, 500)
    first, second = charge(till, patron, 300), charge(till, patron, 400)
    tenders = [Tender("deposit", 450), Tender("cash", 250)]
    receipt = till.cashier.take_payment(till.by, till.shift, patron, [first, second], tenders, operation())
    assert amounts(office, patron) == [250, 500]
    assert office.items(patron)[0].charge_id == second
    ask(till, office, patron, office.items(patron)[0])
    assert amounts(office, patron) == [500], "what was topped up is still to be invoiced"
    ask(till, office, patron)
    assert amounts(office, patron) == []
    assert amounts(at_top_up(ground, "use"), patron) == []
    assert receipt.total_fen == 700


def test_what_went_back_of_a_mixed_payment_is_taken_from_its_own_part(
    till: Till, patron: int, ground: Ground
) -> None:
    office, refunds = at_top_up(ground), RefundService(ground)
    top_up(till, patron, 500)
    item, entry = paid(till, patron, 700, Tender("deposit", 500), Tender("cash", 200))
    refunds.refund(till.by, till.shift, entry, {item: 150}, Back("deposit", "x"), operation())
    assert amounts(office, patron) == [200, 500]
    refunds.refund(till.by, till.shift, entry, {item: 150}, Back("cash", "x"), operation())
    assert amounts(office, patron) == [50, 500]
    assert amounts(at_top_up(ground, "use"), patron) == [400]


def test_a_voided_payment_from_the_deposit_leaves_the_charge_to_be_paid_and_invoiced(
    till: Till, patron: int, ground: Ground
) -> None:
    office = at_top_up(ground)
    top_up(till, patron, 500)
    item, entry = paid(till, patron, 300, Tender("deposit", 300))
    paper = int(connection.value("SELECT id FROM paper WHERE entry_id = ?", (entry,)))
    till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())
    till.cashier.take_payment(till.by, till.shift, patron, [item], [Tender("cash", 300)], operation())
    assert amounts(office, patron) == [300, 500]


def test_what_was_given_up_of_a_fee_is_on_no_invoice(till: Till, office: InvoiceService, patron: int) -> None:
    item, banking = charge(till, patron, 500), BankService(till.ground)
    came = banking.receive(till.by, till.ground.clock.day(), 300, "x", "B1", operation())
    banking.settle(till.by, came, patron, [item], operation(), partly=True)
    assert amounts(office, patron) == []
    RefundService(till.ground).write_off(till.by, item, "x", operation())
    assert amounts(office, patron) == [300]


def test_nothing_chosen_and_a_bad_buyer(till: Till, office: InvoiceService, patron: int) -> None:
    paid(till, patron, 630)
    assert refused(lambda: office.ask(till.by, patron, [], BUYER, operation())).code == "invoice.nothing"
    firm = Buyer("enterprise", "x", "", "electronic", "a@b.cn")
    wrong = refused(lambda: office.ask(till.by, patron, office.items(patron), firm, operation()))
    assert wrong.code == "invoice.tax_number_missing"
    assert connection.value("SELECT COUNT(*) FROM paper WHERE series = 'I'") == 0
