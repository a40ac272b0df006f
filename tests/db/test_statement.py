"""A reader's account: whatever its length, wherever it is cut, the last line ends at nothing."""

from __future__ import annotations

import random
from typing import Any

import apsw

from db import connection
from ill_desktop.cashier import queries, statement
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from tests.db.till import Till, operation


def charge(till: Till, patron: int, fen: int) -> int:
    price = Price("v", (Line("per_item", fen, {}),))
    return till.cashier.charge(
        till.by, patron, "service", f"charge of {fen}", price, operation_id=operation()
    )


def test_pages_and_the_whole_agree_and_begin_at_nothing(till: Till, patron: int, campus: int) -> None:
    dice = random.Random(7)
    for _ in range(60):
        who = dice.choice([patron, patron, campus])
        item = charge(till, who, dice.randint(1, 900))
        if dice.random() < 0.5:
            till.cashier.top_up(till.by, till.shift, who, [Tender("cash", dice.randint(1, 900))], operation())
        if dice.random() < 0.6:
            due = next(each for each in queries.dues(who) if each.charge_id == item)
            tender = Tender("campus_card", due.amount_fen, operation())
            till.cashier.take_payment(till.by, till.shift, who, [item], [tender], operation())
    rows = list(statement.whole(patron))
    paged: list[statement.StatementRow] = []
    while more := statement.page(patron, paged[-1] if paged else None, 7):
        paged += more
    assert paged == rows
    assert rows[0].balance_fen == statement.balance(patron)
    assert rows[0].balance_fen == queries.deposit_balance(patron) - sum(
        due.amount_fen for due in queries.dues(patron)
    )
    assert rows[-1].balance_fen == rows[-1].change_fen, "before the first entry there was nothing"
    assert sum(row.change_fen for row in rows) == rows[0].balance_fen


def test_lines_say_what_they_are_for(till: Till, patron: int) -> None:
    item = charge(till, patron, 500)
    till.cashier.take_payment(till.by, till.shift, patron, [item], [Tender("cash", 500)], operation())
    dropped = charge(till, patron, 30)
    till.cashier.drop_charge(till.by, dropped, "cancelled", operation())
    rows = [(row.kind, row.note, row.amount_fen, row.balance_fen) for row in statement.page(patron)]
    assert rows == [
        ("charge_dropped", "charge of 30", -30, 0),
        ("charge", "charge of 30", 30, -30),
        ("payment", "charge of 500", -500, 0),
        ("charge", "charge of 500", 500, -500),
    ]


def _steps(patron: int) -> int:
    """What SQLite does for the second page of an account, in steps of its machine."""
    newest = statement.page(patron, limit=1)[0]
    raw = connection.database.connection()
    heard: list[dict[str, Any]] = []
    raw.trace_v2(apsw.SQLITE_TRACE_PROFILE, heard.append)
    assert len(statement.page(patron, newest, 5)) == 5
    raw.trace_v2(0)
    return sum(each["stmt_status"]["SQLITE_STMTSTATUS_VM_STEP"] for each in heard)


def test_a_page_costs_the_same_however_long_the_account(till: Till, patron: int) -> None:
    for _ in range(10):
        charge(till, patron, 100)
    short = _steps(patron)
    for _ in range(90):
        charge(till, patron, 100)
    assert _steps(patron) < 1.05 * short
