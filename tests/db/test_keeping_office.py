"""Money that went back, invoices, bank transfers, closed months: each rewriting is found and named."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop import words
from ill_desktop.cashier import invoices, ledger
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.months import MonthService
from ill_desktop.cashier.partners import PartnerService
from ill_desktop.cashier.reconciliation import ReconciliationService
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.keeping import checks, office_checks
from ill_desktop.reports import figures
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from tests.db.money import BUYER, NUMBER, charge, pay, top_up
from tests.db.till import Till, operation


def found() -> list[str]:
    asked = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
    findings = list(checks.run(checks.ask_open_library, asked))
    for finding in findings:
        for language in words.LANGUAGES:
            assert finding.line(words.load(language))
    return [finding.code for finding in findings]


@pytest.fixture
def office(till: Till, patron: int, clock: FixedClock, admin: Actor) -> Till:
    """A library in which the finance office has done all it can do."""
    ground, today = till.ground, till.ground.clock.day()
    refunds, asks, banking = RefundService(ground), InvoiceService(ground), BankService(ground)
    top_up(till, patron, 900, "campus_card", "T1")
    item, entry, _ = pay(till, patron, 500, Tender("cash", 200), Tender("deposit", 300))
    refunds.refund(till.by, till.shift, entry, {item: 150}, Back("cash", "x"), operation())
    refunds.refund(till.by, till.shift, entry, {item: 100}, Back("deposit", "x"), operation())
    back = Back("campus_card", "x", reference="T2")
    refunds.pay_back_deposit(till.by, till.shift, patron, 100, back, operation())
    pay(till, patron, 630)
    chosen = asks.items(patron)
    asked = asks.ask(till.by, patron, chosen[-1:], BUYER, operation())
    asks.issue(till.by, asked.paper_id, NUMBER, today)
    withdrawn = asks.ask(till.by, patron, chosen[:-1], BUYER, operation())
    asks.withdraw(till.by, withdrawn.paper_id, "x")
    asks.ask(till.by, patron, chosen[:-1], BUYER, operation())
    came = banking.receive(till.by, today, 1000, "陈竑宇", "B1", operation())
    banking.settle(till.by, came, patron, [charge(till, patron, 300)], operation())
    banking.settle(till.by, came, patron, [charge(till, patron, 200)], operation(), rest_to_deposit=True)
    other = banking.receive(till.by, today, 400, "某人", "B2", operation())
    banking.send_back(admin, other, "x", "B3", operation())
    _, _, mistaken = pay(till, patron, 70)
    till.cashier.reverse_payment(till.by, till.shift, mistaken, "x", operation())
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "will_supply", Inputs(partner_cost_fen=700))
    PartnerService(ground).settle(till.by, "CASHL", f"{today:%Y-%m}", "BILL", operation())
    statement = f"date,amount,ref\n{today},9.00,T1".encode()
    ReconciliationService(ground).import_statement(till.by, "campus_card", statement, "a.csv")
    till.shifts.hand_over(till.by, till.shift, 1000, operation())
    till.shifts.close(till.by, till.shift, 100_00)
    clock.advance(days=31)
    MonthService(ground).close(admin, f"{today:%Y-%m}")
    return till


def test_all_the_office_does_is_well(office: Till) -> None:
    assert invoices.register("issued")
    assert found() == []


def test_the_report_of_the_month_knows_what_went_back(office: Till) -> None:
    """Against the drawers and clearing accounts themselves: nothing that came or went is left out."""
    report = figures.of_month(office.ground.clock, 2026, 11)
    assert {each.tender: each.total_fen for each in report.income} == {
        tender: connection.value(
            "SELECT SUM(p.amount_fen) FROM posting p JOIN account a ON a.id = p.account_id "
            "JOIN entry e ON e.id = p.entry_id WHERE a.code GLOB ? "
            "AND e.kind NOT IN ('float', 'hand_over', 'over_short', 'paid_in', 'paid_out')",
            (code,),
        )
        for tender, code in (
            ("cash", "cash:*"),
            ("campus_card", "clearing:campus_card"),
            ("bank", "clearing:bank"),
        )
    }
    assert [each.refunded_fen for each in report.income] == [-150, -100, -400]
    (network,) = report.subsidies
    assert network.gross_fen - network.subsidy_fen == network.due_fen == -ledger.balance("income:service")


def without(table: str) -> str:
    return f"DROP TRIGGER {table}_no_update"


POSTED = (
    "UPDATE posting SET amount_fen = amount_fen + IIF(amount_fen > 0, 5, -5) WHERE entry_id = "
    "(SELECT entry_id FROM {table} ORDER BY id LIMIT 1)"
)
WRONGS: dict[str, tuple[str, ...]] = {
    "refund": (without("refund"), "UPDATE refund SET amount_fen = amount_fen + 1 WHERE reason = 'x'"),
    "refunded": (without("refund_line"), "UPDATE refund_line SET amount_fen = 451"),
    "refund_way": (without("refund"), "UPDATE refund SET tender = 'mobile' WHERE tender = 'campus_card'"),
    "void": ("DROP TRIGGER paper_void_no_delete", "DELETE FROM paper_void"),
    "invoice": (without("invoice"), "UPDATE invoice SET amount_fen = amount_fen + 1"),
    "invoice_twice": (
        "INSERT INTO invoice_event (invoice_id, at, actor, state) "
        "SELECT invoice_id, at, actor, 'requested' FROM invoice_event WHERE state = 'void'",
    ),
    "invoice_line": (
        without("charge"),
        "UPDATE charge SET kind = 'overdue' WHERE id = (SELECT MAX(charge_id) FROM invoice_line)",
    ),
    "incoming": (without("incoming_use"), "UPDATE incoming_use SET amount_fen = amount_fen + 1 WHERE id = 1"),
    "settlement": (without("settlement_line"), "UPDATE settlement_line SET amount_fen = amount_fen - 1"),
    "statement_line": ("UPDATE statement_line SET amount_fen = amount_fen + 1",),
    "drawer": (
        without("posting"),
        "UPDATE posting SET account_id = (SELECT id FROM account WHERE code = 'clearing:bank') WHERE id = "
        "(SELECT MIN(p.id) FROM posting p JOIN account a ON a.id = p.account_id WHERE a.code GLOB 'cash:*')",
    ),
    "closed_month": (
        without("closed_month"),
        "UPDATE closed_month SET balance = REPLACE(balance, '700', '600')",
    ),
}  # fmt: skip
AGAIN: dict[str, tuple[str, ...]] = {
    "refund": (without("posting"), POSTED.format(table="refund")),
    "refund_way": (without("refund"), "UPDATE refund SET tender = 'transfer' WHERE tender = 'deposit'"),
    "refunded": (
        "INSERT INTO posting (entry_id, account_id, amount_fen) SELECT 90000, account_id, -amount_fen "
        "FROM posting WHERE entry_id = (SELECT MIN(payment_id) FROM refund)",
        "INSERT INTO entry (id, operation_id, content_hash, kind, at, day, actor, reverses) "
        "SELECT 90000, 'x', 'x', 'reversal', 'x', '2027-01-01', 'x', MIN(payment_id) FROM refund",
    ),
    "invoice_line": (without("invoice_line"), "UPDATE invoice_line SET amount_fen = amount_fen + 1"),
    "incoming": (without("posting"), POSTED.format(table="incoming")),
    "settlement": (without("posting"), POSTED.format(table="settlement")),
    "drawer": ("UPDATE shift SET counted_fen = counted_fen - 1000",),
    "closed_month": (without("posting"), POSTED.format(table="incoming")),
    "statement_line": ("UPDATE statement_line SET account = 'mobile'",),
    "void": (
        "INSERT INTO paper_void (id, at, actor, reason) SELECT MIN(id), 'x', 'x', 'x' FROM paper "
        "WHERE entry_id IS NOT NULL AND series = 'R'",
    ),
}


@pytest.mark.parametrize(
    ("code", "statements"), [*WRONGS.items(), *AGAIN.items()], ids=[*WRONGS, *(f"{code}-2" for code in AGAIN)]
)
def test_what_was_tampered_with_is_found(code: str, statements: tuple[str, ...], office: Till) -> None:
    with connection.transaction():
        for statement in statements:
            assert connection.execute(statement) or statement.startswith("DROP")
    assert code in found()
