"""Money that goes back: never more than came, never another way, and the books say so to the fen."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import ledger, paid, queries
from ill_desktop.cashier.refunds import APPROVAL_ABOVE, Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.staff.rules import Actor
from tests.db.till import Till, operation, refused

SECOND = Actor("林静", "administrator", staff_id=99)


def hire(who: Actor, active: int = 1) -> Actor:
    """Somebody who stands in the table of staff."""
    connection.execute(
        "INSERT INTO staff (id, login, name, role, password_hash, active, created_at) "
        "VALUES (?1, 'n' || ?1, ?2, ?3, '', ?4, '')",
        (who.staff_id, who.name, who.role, active),
    )
    return who


@pytest.fixture
def refunds(till: Till) -> RefundService:
    return RefundService(till.ground)


def charge(till: Till, patron: int, fen: int, subsidy: int = 0) -> int:
    lines = [Line("per_item", fen + subsidy, {})]
    if subsidy:
        lines.append(Line("subsidy_percent", -subsidy, {"rule": "half"}))
    return till.cashier.charge(
        till.by, patron, "service", "x", Price("v", tuple(lines)), operation_id=operation()
    )


def pay(till: Till, patron: int, charges: list[int], *tenders: Tender) -> int:
    receipt = till.cashier.take_payment(till.by, till.shift, patron, charges, list(tenders), operation())
    return int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (receipt.paper_id,)))


def balanced() -> None:
    assert sum(fen for _, fen in queries.trial_balance()) == 0


def test_a_whole_refund_takes_income_and_subsidy_back(
    till: Till, refunds: RefundService, patron: int
) -> None:
    item = charge(till, patron, 315, subsidy=315)
    entry = pay(till, patron, [item], Tender("cash", 315))
    drawer = ledger.balance(f"cash:{till.till}")
    receipt = refunds.refund(till.by, till.shift, entry, {item: 315}, Back("cash", "未找到文献"), operation())
    assert (receipt.series, receipt.total_fen) == ("F", 315)
    assert ledger.balance(f"cash:{till.till}") == drawer - 315
    assert ledger.balance("income:service") == ledger.balance("subsidy:service") == 0
    assert ledger.outstanding(item) == 0
    assert paid.payments(patron) == []
    balanced()


def test_in_parts_and_never_more_than_was_paid(till: Till, refunds: RefundService, patron: int) -> None:
    item = charge(till, patron, 300, subsidy=100)
    entry = pay(till, patron, [item], Tender("cash", 300))
    back = Back("cash", "少了一页")
    refunds.refund(till.by, till.shift, entry, {item: 120}, back, operation())
    assert ledger.balance("subsidy:service") == 100, "the subsidy stays while part of the price does"
    too_much = refused(lambda: refunds.refund(till.by, till.shift, entry, {item: 181}, back, operation()))
    assert (too_much.code, too_much.facts["have"]) == ("refund.too_much", "¥1.80")
    refunds.refund(till.by, till.shift, entry, {item: 180}, back, operation())
    assert ledger.balance("subsidy:service") == ledger.balance("income:service") == 0
    assert (
        refused(lambda: refunds.refund(till.by, till.shift, entry, {item: 1}, back, operation())).code
        == "refund.too_much"
    )
    balanced()


def test_each_tender_gives_back_only_what_it_brought(till: Till, refunds: RefundService, patron: int) -> None:
    item = charge(till, patron, 1000)
    entry = pay(
        till,
        patron,
        [item],
        Tender("cash", 300),
        Tender("mobile", 500, "m1"),
        Tender("campus_card", 200, "c1"),
    )
    why = "重复缴费"

    def code(tender: str, fen: int, reference: str = "7") -> str:
        back = Back(tender, why, reference=reference)
        return refused(
            lambda: refunds.refund(till.by, till.shift, entry, {item: fen}, back, operation())
        ).code

    assert code("mobile", 1) == "refund.mobile"
    assert code("transfer", 1) == "refund.tender"
    assert code("cash", 301) == "refund.too_much"
    assert code("campus_card", 100, reference=" ") == "payment.reference"
    assert code("cash", 0) == code("cash", -5) == "payment.nothing"
    for tender, fen in (("cash", 300), ("campus_card", 200)):
        refunds.refund(till.by, till.shift, entry, {item: fen}, Back(tender, why, reference="r"), operation())
    assert {way.tender: way.left_fen for way in paid.paid(entry).ways} == {
        "cash": 0, "mobile": 0, "campus_card": 0,
    }  # fmt: skip
    assert ledger.balance("clearing:mobile") == 500
    balanced()


def test_what_a_deposit_paid_goes_back_onto_it_by_source(
    till: Till, refunds: RefundService, patron: int
) -> None:
    for kind, fen in (("cash", 100), ("mobile", 250)):
        till.cashier.top_up(till.by, till.shift, patron, [Tender(kind, fen, "7")], operation())
    item = charge(till, patron, 300)
    entry = pay(till, patron, [item], Tender("deposit", 300))
    assert paid.deposit_by_tender(patron) == {"mobile": 50}
    refunds.refund(till.by, till.shift, entry, {item: 150}, Back("deposit", "x"), operation())
    assert paid.deposit_by_tender(patron) == {"cash": 100, "mobile": 100}
    refunds.refund(till.by, till.shift, entry, {item: 150}, Back("deposit", "x"), operation())
    assert paid.deposit_by_tender(patron) == {"cash": 100, "mobile": 250}
    balanced()


def test_into_the_deposit_instead_of_the_hand_it_keeps_its_tender(
    till: Till, refunds: RefundService, patron: int
) -> None:
    item = charge(till, patron, 300)
    entry = pay(till, patron, [item], Tender("cash", 300))
    drawer = ledger.balance(f"cash:{till.till}")
    refunds.refund(till.by, till.shift, entry, {item: 300}, Back("cash", "x", to_deposit=True), operation())
    assert paid.deposit_by_tender(patron) == {"cash": 300}
    assert ledger.balance(f"cash:{till.till}") == drawer


def test_a_deposit_is_paid_back_by_the_tender_it_came_in(
    till: Till, refunds: RefundService, patron: int
) -> None:
    for kind, fen in (("cash", 500), ("mobile", 250)):
        till.cashier.top_up(till.by, till.shift, patron, [Tender(kind, fen, "7")], operation())

    def back(tender: str, fen: int) -> object:
        return refunds.pay_back_deposit(till.by, till.shift, patron, fen, Back(tender, "毕业"), operation())

    assert refused(lambda: back("mobile", 1)).code == "refund.mobile"
    assert refused(lambda: back("cash", 501)).code == "refund.too_much"
    assert refused(lambda: back("campus_card", 1)).code == "refund.tender"
    back("cash", 500)
    assert queries.deposit_balance(patron) == 250
    balanced()


def test_a_drawer_gives_no_more_than_lies_in_it(till: Till, refunds: RefundService, patron: int) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 50_000)], operation())
    till.shifts.close(till.by, till.shift, 600_00)
    other = till.shifts.add_till("2")
    shift = till.shifts.open(till.by, other, 100_00)
    short = refused(
        lambda: refunds.pay_back_deposit(till.by, shift, patron, 20_000, Back("cash", "x"), operation())
    )
    assert (short.code, short.facts["have"]) == ("refund.drawer_short", "¥100.00")


def test_above_the_amount_a_second_person_agrees(till: Till, refunds: RefundService, patron: int) -> None:
    settings.write(APPROVAL_ABOVE, 10_000)
    item = charge(till, patron, 30_000)
    entry = pay(till, patron, [item], Tender("cash", 30_000))

    def code(approver: Actor | None) -> str:
        back = Back("cash", "x", approver)
        return refused(
            lambda: refunds.refund(till.by, till.shift, entry, {item: 10_001}, back, operation())
        ).code

    assert code(None) == "refund.needs_approval"
    hire(SECOND)
    hire(Actor("柜台", "counter", staff_id=50))
    hire(Actor("已离职", "cashier", staff_id=51), active=0)
    for nobody in (
        hire(till.by),
        Actor("柜台", "administrator", staff_id=50),  # says so, and is not
        Actor("已离职", "cashier", staff_id=51),
        Actor("无此人", "administrator", staff_id=52),
        Actor("命令行", "administrator"),
    ):
        assert code(nobody) == "refund.approver"
    refunds.refund(till.by, till.shift, entry, {item: 10_000}, Back("cash", "x"), operation())
    one_more = lambda: refunds.refund(  # noqa: E731
        till.by, till.shift, entry, {item: 1}, Back("cash", "x"), operation()
    )
    assert refused(one_more).code == "refund.needs_approval", "many small ones are one large one"
    refunds.refund(till.by, till.shift, entry, {item: 10_001}, Back("cash", "x", SECOND), operation())
    assert connection.value("SELECT approved_by FROM refund ORDER BY id DESC LIMIT 1") == "林静"
    other = charge(till, patron, 10_001)
    write_off = lambda yes: refunds.write_off(till.by, other, "x", operation(), approver=yes)  # noqa: E731
    assert refused(lambda: write_off(None)).code == "refund.needs_approval"
    write_off(SECOND._replace(name="somebody"))
    written = connection.value("SELECT payload FROM audit_payload ORDER BY id DESC LIMIT 1")
    assert "林静" in written  # as the table knows the second person, not as the caller does


def test_a_large_payment_is_not_voided_by_one_person(till: Till, patron: int) -> None:
    settings.write(APPROVAL_ABOVE, 10_000)
    hire(SECOND)
    item = charge(till, patron, 10_001)
    receipt = till.pay(patron, Tender("cash", 10_001)).receipt

    def void(approver: Actor | None) -> None:
        till.cashier.reverse_payment(
            till.by, till.shift, receipt.paper_id, "keyed in wrong", "void", approver=approver
        )

    assert refused(lambda: void(None)).code == "refund.needs_approval"
    assert refused(lambda: void(hire(till.by))).code == "refund.approver"
    assert till.dues(patron) == []
    void(SECOND)
    assert [due.charge_id for due in till.dues(patron)] == [item]
    written = connection.value("SELECT payload FROM audit_payload ORDER BY id DESC LIMIT 1")
    assert "林静" in written


def test_a_deposit_paid_back_in_small_parts_on_a_day_needs_the_second_person(
    till: Till, refunds: RefundService, patron: int
) -> None:
    settings.write(APPROVAL_ABOVE, 1_000)
    till.cashier.top_up(till.by, till.shift, patron, [Tender("cash", 5_000)], operation())

    def back(fen: int) -> object:
        how = Back("cash", "x")
        return refunds.pay_back_deposit(till.by, till.shift, patron, fen, how, operation())

    back(600)
    assert refused(lambda: back(401)).code == "refund.needs_approval"
    back(400)


def test_the_same_operation_gives_back_once(till: Till, refunds: RefundService, patron: int) -> None:
    item = charge(till, patron, 300)
    entry = pay(till, patron, [item], Tender("cash", 300))
    once = operation()
    first = refunds.refund(till.by, till.shift, entry, {item: 100}, Back("cash", "x"), once)
    assert refunds.refund(till.by, till.shift, entry, {item: 100}, Back("cash", "x"), once) == first
    assert (
        refused(lambda: refunds.refund(till.by, till.shift, entry, {item: 50}, Back("cash", "x"), once)).code
        == "payment.operation_reused"
    )
    assert connection.value("SELECT COUNT(*) FROM refund") == 1


def test_a_refunded_payment_is_not_voided_and_a_voided_one_not_refunded(
    till: Till, refunds: RefundService, patron: int
) -> None:
    item = charge(till, patron, 300)
    entry = pay(till, patron, [item], Tender("cash", 300))
    refunds.refund(till.by, till.shift, entry, {item: 100}, Back("cash", "x"), operation())
    paper = int(connection.value("SELECT id FROM paper WHERE entry_id = ?", (entry,)))
    assert (
        refused(lambda: till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())).code
        == "payment.refunded"
    )
    other = charge(till, patron, 200)
    second = pay(till, patron, [other], Tender("cash", 200))
    paper = int(connection.value("SELECT id FROM paper WHERE entry_id = ?", (second,)))
    till.cashier.reverse_payment(till.by, till.shift, paper, "x", operation())
    assert (
        refused(
            lambda: refunds.refund(till.by, till.shift, second, {other: 200}, Back("cash", "x"), operation())
        ).code
        == "refund.no_payment"
    )
    balanced()


def test_takings_of_the_shift_are_less_what_went_back(
    till: Till, refunds: RefundService, patron: int
) -> None:
    till.cashier.top_up(till.by, till.shift, patron, [Tender("campus_card", 400, "7")], operation())
    item = charge(till, patron, 900)
    entry = pay(till, patron, [item], Tender("cash", 500), Tender("deposit", 400))
    refunds.refund(till.by, till.shift, entry, {item: 150}, Back("cash", "x"), operation())
    refunds.refund(till.by, till.shift, entry, {item: 400}, Back("deposit", "x"), operation())
    refunds.refund(till.by, till.shift, entry, {item: 50}, Back("cash", "x", to_deposit=True), operation())
    assert dict(queries.shift_takings(till.shift)) == {"campus_card": 400, "cash": 350, "deposit": 0}


def test_a_refunded_quota_can_be_used_again(till: Till, refunds: RefundService, patron: int) -> None:
    item = charge(till, patron, 300, subsidy=300)
    assert till.cashier.tariffs.used(patron)["half"].fen == 300
    entry = pay(till, patron, [item], Tender("cash", 300))
    refunds.refund(till.by, till.shift, entry, {item: 300}, Back("cash", "x"), operation())
    assert till.cashier.tariffs.used(patron) == {}


def test_what_is_given_up_is_owed_no_longer(till: Till, refunds: RefundService, patron: int) -> None:
    item = charge(till, patron, 300)
    assert refused(lambda: refunds.write_off(till.by, item, " ", operation())).code == "reason.missing"
    once = operation()
    entry = refunds.write_off(till.by, item, "读者已毕业离校", once)
    assert refunds.write_off(till.by, item, "读者已毕业离校", once) == entry
    assert queries.dues(patron) == []
    assert ledger.balance("writeoff:debts") == 300
    assert refused(lambda: refunds.write_off(till.by, item, "again", operation())).code == "payment.moved_on"
    balanced()


def test_who_may_not_cannot(till: Till, refunds: RefundService, patron: int) -> None:
    item = charge(till, patron, 300)
    entry = pay(till, patron, [item], Tender("cash", 300))
    nobody = Actor("柜台", "counter", staff_id=50)
    for action in (
        lambda: refunds.refund(nobody, till.shift, entry, {item: 1}, Back("cash", "x"), operation()),
        lambda: refunds.pay_back_deposit(nobody, till.shift, patron, 1, Back("cash", "x"), operation()),
        lambda: refunds.write_off(nobody, item, "x", operation()),
    ):
        assert refused(action).code == "not_permitted"


def test_a_charge_from_before_its_facts_were_kept_cannot_be_made_again(till: Till, patron: int) -> None:
    item = charge(till, patron, 300)
    with pytest.raises(LookupError):
        till.cashier.tariffs.recompute(item)
