"""The reader's account and the trial balance, each beside its bare SQL.

``python -m tests.bench.cashier --postings 3000000`` measures them, and a payment and a receipt, in a library
with so many postings: a small demo, and the rest inserted in bulk through the schema with all its triggers.
"""

from __future__ import annotations

import argparse
import datetime as dt
import tempfile
import time
import uuid
from functools import partial
from pathlib import Path

import apsw

from db import connection, sqlite
from ill_desktop.cashier import queries, statement
from ill_desktop.cli import make_demo
from ill_desktop.desk import Desk
from ill_desktop.reports import books
from tests.bench import measure as measuring
from tests.bench import writing
from tests.bench.measure import Result, in_turns, seconds
from tests.bench.reading import bare

ENTRIES = 10_000
LONGEST = 0.1  # seconds to the first page of such an account
_TRIAL_BALANCE = (
    "SELECT a.code, t.fen FROM (SELECT account_id, SUM(amount_fen) AS fen FROM posting "
    "GROUP BY account_id) t JOIN account a ON a.id = t.account_id"
)


def measure(desk: Desk, rounds: int) -> list[Result]:
    """The library is changed: one reader's account becomes very long."""
    return [
        _trial_balance(desk, rounds),
        _trial_balance_of_a_month(desk, rounds),
        _statement(_long_account(), rounds),
    ]


def _trial_balance(desk: Desk, rounds: int) -> Result:
    raw = apsw.Connection(str(desk.ground.folder.database))
    for name, value in sqlite.PRAGMAS.items():
        raw.pragma(name, value)
    postings = int(connection.value("SELECT COUNT(*) FROM posting"))
    result = in_turns(
        f"trial balance over {postings:,} postings",
        queries.trial_balance,
        lambda: raw.execute(_TRIAL_BALANCE).fetchall(),
        1.3,
        rounds,
    )
    raw.close()
    return result


def _trial_balance_of_a_month(desk: Desk, rounds: int) -> Result:
    last = dt.date.fromisoformat(str(connection.value("SELECT MAX(day) FROM entry")))
    asked = partial(books.trial_balance, last.replace(day=1), last)
    return in_turns("  of a month, with what was before", asked, bare(desk, asked), 1.3, rounds)


def _statement(patron_id: int, rounds: int) -> Result:
    """Goal: the first page within a tenth of a second; its floor here is that tenth."""
    result = Result(f"first page of an account of {ENTRIES:,} entries, beside 100 ms", "s", 1.0)
    opened = partial(statement.page, patron_id)
    opened()
    for _ in range(rounds):
        result.ours.append(seconds(opened))
        result.floor.append(LONGEST)
    return result


def _long_account() -> int:
    """A reader with so many entries, half charged, half paid; some still owed."""
    patron = int(connection.value("SELECT MIN(patron_id) FROM charge"))
    with connection.transaction():
        debtor = _account(f"receivable:{patron}", "asset")
        income, drawer = _account("income:service", "income"), _account("cash:1", "asset")
        number = int(connection.value("SELECT MAX(id) FROM entry"))
        for turn in range(ENTRIES // 2):
            charge = int(
                connection.value(
                    "INSERT INTO charge (patron_id, kind, label, gross_fen, subsidy_fen, amount_fen, "
                    "reasons, day) VALUES (?, 'service', 'bench', 300, 0, 300, '[]', '2026-11-21') "
                    "RETURNING id",
                    (patron,),
                )
            )
            moves = [("charge", debtor, income)] + [("payment", drawer, debtor)] * (turn % 50 > 0)
            for kind, debit, credit in moves:
                number += 1
                connection.execute_many(
                    "INSERT INTO posting (entry_id, account_id, amount_fen, charge_id) VALUES (?, ?, ?, ?)",
                    [(number, debit, 300, charge), (number, credit, -300, charge)],
                )
                connection.execute(
                    "INSERT INTO entry (id, operation_id, content_hash, kind, at, day, actor, patron_id) "
                    "VALUES (?, ?, '', ?, '2026-11-21T06:00:00.000Z', '2026-11-21', 'bench', ?)",
                    (number, f"bench:{uuid.uuid4()}", kind, patron),
                )
    return patron


def _account(code: str, kind: str) -> int:
    connection.execute("INSERT OR IGNORE INTO account (code, kind) VALUES (?, ?)", (code, kind))
    return int(connection.value("SELECT id FROM account WHERE code = ?", (code,)))


def fill(desk: Desk, postings: int) -> None:
    """Charges of all readers until there are so many postings: two an entry, nothing bypassed but the disk's
    own time."""
    patrons = connection.rows(int, "SELECT DISTINCT patron_id FROM charge")
    income = _account("income:service", "income")
    debtors = [_account(f"receivable:{patron}", "asset") for patron in patrons]
    number = int(connection.value("SELECT MAX(id) FROM entry"))
    missing = (postings - int(connection.value("SELECT COUNT(*) FROM posting"))) // 2
    at, day = connection.rows(lambda *row: row, "SELECT at, day FROM entry WHERE id = ?", (number,))[0]
    raw = connection.database.connection()
    with sqlite.in_bulk(raw), connection.transaction():
        connection.execute_many(
            "INSERT INTO posting (entry_id, account_id, amount_fen) VALUES (?, ?, ?)",
            (
                (number + 1 + turn, account, fen)
                for turn in range(missing)
                for account, fen in ((debtors[turn % len(debtors)], 300), (income, -300))
            ),
        )
        connection.execute_many(
            "INSERT INTO entry (id, operation_id, content_hash, kind, at, day, actor, patron_id) "
            "VALUES (?, ?, '', 'charge', ?, ?, 'bench', ?)",
            (
                (number + 1 + turn, f"bench-{turn:09d}", at, day, patrons[turn % len(patrons)])
                for turn in range(missing)
            ),
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postings", type=int, default=3_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ill-desk-bench-") as folder:
        desk = make_demo(Path(folder) / "library", 500, 5_000, 1)
        began = time.perf_counter()
        fill(desk, asked.postings)
        print(f"{asked.postings:,} postings in {time.perf_counter() - began:.0f} s", flush=True)
        results = writing.measure_till(desk, Path(folder), asked.rounds) + measure(desk, asked.rounds)
        desk.close()
    print(measuring.table(results))


if __name__ == "__main__":
    main()
