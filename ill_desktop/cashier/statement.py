"""A reader's account (账户收支) over all records of that person, with the balance after each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from db import connection
from ill_desktop.cashier import queries, rules
from ill_desktop.patrons.queries import alias_ids


@dataclass(frozen=True)
class Period:
    """Business days, both included; None: from the first entry, up to the newest."""

    first: dt.date | None = None
    last: dt.date | None = None

    @property
    def bounds(self) -> tuple[str, str]:
        """As texts that compare with days."""
        return (
            self.first.isoformat() if self.first else "",
            self.last.isoformat() if self.last else "9999-12-31",
        )


ALWAYS = Period()


@dataclass(frozen=True)
class StatementRow:
    """One entry: what the reader owes more (+) or less (−), what the deposit gained (+) or lost (−), and how
    the reader stood after it: paid in advance less owed. Fen; ``at`` is UTC text."""

    entry_id: int
    at: str
    kind: str
    note: str
    paper: str | None
    amount_fen: int
    deposit_fen: int
    balance_fen: int = 0

    @property
    def id(self) -> int:
        return self.entry_id

    @property
    def change_fen(self) -> int:
        return self.deposit_fen - self.amount_fen


_OF_DAYS = "AND (SELECT day FROM entry y WHERE y.id = x.id) BETWEEN ? AND ?"


def balance(patron_id: int) -> int:
    """How a reader stands now: paid in advance less owed, in fen."""
    owed = sum(due.amount_fen for due in queries.dues(patron_id))
    return queries.deposit_balance(patron_id) - owed


def balance_before(patron_id: int, day: dt.date) -> int:
    """How a reader stood when a business day began, in fen."""
    return balance(patron_id) + _posted(patron_id, "e.day >= ?", day)


def balance_after(patron_id: int, period: Period) -> int:
    """How a reader stood when a period ended, in fen."""
    if period.last is None:
        return balance(patron_id)
    return balance(patron_id) + _posted(patron_id, "e.day > ?", period.last)


def _posted(patron_id: int, of_days: str, day: dt.date) -> int:
    """What was posted to a person's accounts on some days, debit positive."""
    own, values = _own(alias_ids(patron_id))
    posted = connection.value(
        f"SELECT COALESCE(SUM(p.amount_fen), 0) FROM ({own}) o CROSS JOIN posting p ON p.account_id = o.id "
        f"JOIN entry e ON e.id = p.entry_id WHERE {of_days}",
        (*values, day.isoformat()),
    )
    return int(posted)


def _own(patrons: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    """The accounts of a person's records: what each owes, and each deposit."""
    deposits, bounds = queries.deposit_accounts_of(patrons)
    owners = ", ".join("?" * len(patrons))
    owed = [rules.receivable(each) for each in patrons]
    return f"SELECT a.id, a.code FROM account a WHERE a.code IN ({owners}) OR {deposits}", (*owed, *bounds)


def page(
    patron_id: int, after: StatementRow | None = None, limit: int = 100, period: Period = ALWAYS
) -> list[StatementRow]:
    """Newest first; ``after`` is the last row of the page above. The note is what was charged or paid, of
    money that went back or was given up its reason.

    What counts are the postings on the reader's own accounts: once a merge is undone, each record has the
    part of a common payment that settled its own charges.
    """
    patrons = alias_ids(patron_id)
    own, values = _own(patrons)
    owners = ", ".join("?" * len(patrons))
    days = period.bounds if period != ALWAYS else ()
    rows = connection.rows(
        StatementRow,
        f"WITH own AS ({own}), "
        "chosen AS (SELECT id FROM (SELECT p.entry_id AS id FROM own o CROSS JOIN posting p "
        f"ON p.account_id = o.id UNION SELECT id FROM entry WHERE patron_id IN ({owners})) x "
        f"WHERE id < ? {_OF_DAYS if period != ALWAYS else ''} ORDER BY id DESC LIMIT ?) "
        "SELECT e.id, e.at, e.kind, CASE WHEN e.kind IN ('reversal', 'refund', 'deposit_back', 'write_off') "
        "THEN e.note ELSE COALESCE((SELECT "
        "GROUP_CONCAT(DISTINCT c.label) FROM posting q JOIN charge c ON c.id = q.charge_id "
        "WHERE q.entry_id = e.id), '') END, COALESCE((SELECT number FROM paper "
        "WHERE entry_id = e.id), (SELECT s.number FROM transfer t JOIN paper s ON s.id = t.id "
        "WHERE t.entry_id = e.id AND e.kind IN ('transfer', 'deposit'))), "
        "COALESCE((SELECT SUM(p.amount_fen) FROM posting p JOIN own o ON o.id = p.account_id "
        "WHERE p.entry_id = e.id AND o.code LIKE 'receivable:%'), 0), "
        "-COALESCE((SELECT SUM(p.amount_fen) FROM posting p JOIN own o ON o.id = p.account_id "
        "WHERE p.entry_id = e.id AND o.code LIKE 'deposit:%'), 0) "
        "FROM chosen JOIN entry e ON e.id = chosen.id ORDER BY e.id DESC",
        (*values, *patrons, after.entry_id if after else 1 << 62, *days, limit),
    )
    stood = after.balance_fen - after.change_fen if after else balance_after(patron_id, period)
    return with_balance(rows, stood)


def with_balance(rows: list[StatementRow], balance_fen: int) -> list[StatementRow]:
    """``rows`` newest first, ``balance_fen`` after the first: so a long account may be cut anywhere."""
    shown = []
    for row in rows:
        shown.append(replace(row, balance_fen=balance_fen))
        balance_fen -= row.change_fen
    return shown


def whole(patron_id: int, period: Period = ALWAYS) -> Iterator[StatementRow]:
    """The account from the newest line to the first, read page by page."""
    last: StatementRow | None = None
    while rows := page(patron_id, last, 1000, period):
        yield from rows
        last = rows[-1]
