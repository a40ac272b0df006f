"""A reader's account (账户收支) over all records of that person, with the balance after each line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

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


_OF_DAYS = "AND (SELECT e.day FROM entry e WHERE e.id = {id}) BETWEEN ? AND ?"


class _Accounts(NamedTuple):
    """A person's accounts, over all records: what each owes, and each deposit."""

    owed: tuple[int, ...]
    deposits: tuple[int, ...]


def balance(patron_id: int) -> int:
    """How a reader stands now: paid in advance less owed, in fen."""
    return queries.deposit_balance(patron_id) - queries.owed_by(patron_id)


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
    own = sum(_accounts(alias_ids(patron_id)), ())
    posted = connection.value(
        "SELECT COALESCE(SUM(p.amount_fen), 0) FROM posting p CROSS JOIN entry e ON e.id = p.entry_id "
        f"WHERE p.account_id IN ({_marks(own)}) AND {of_days}",
        (*own, day.isoformat()),
    )
    return int(posted)


def _accounts(patrons: Sequence[int]) -> _Accounts:
    deposits, bounds = queries.deposit_accounts_of(patrons)
    receivables = [rules.receivable(each) for each in patrons]
    found = connection.rows(
        lambda account, owed: (int(account), bool(owed)),
        f"SELECT a.id, a.code LIKE 'receivable:%' FROM account a WHERE a.code IN ({_marks(receivables)}) "
        f"OR {deposits}",
        (*receivables, *bounds),
    )
    return _Accounts(
        tuple(account for account, owed in found if owed),
        tuple(account for account, owed in found if not owed),
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def page(
    patron_id: int, after: StatementRow | None = None, limit: int = 100, period: Period = ALWAYS
) -> list[StatementRow]:
    """Newest first; ``after`` is the last row of the page above. The note is what was charged or paid, of
    money that went back or was given up its reason.

    What counts are the postings on the reader's own accounts: once a merge is undone, each record has the
    part of a common payment that settled its own charges.
    """
    patrons = alias_ids(patron_id)
    own = _accounts(patrons)
    chosen, values = _newest(own, patrons, after.entry_id if after else 1 << 62, limit, period)
    rows = connection.rows(
        StatementRow,
        "SELECT e.id, e.at, e.kind, CASE WHEN e.kind IN ('reversal', 'refund', 'deposit_back', 'write_off') "
        "THEN e.note ELSE COALESCE((SELECT "
        "GROUP_CONCAT(DISTINCT c.label) FROM posting q JOIN charge c ON c.id = q.charge_id "
        "WHERE q.entry_id = e.id), '') END, COALESCE((SELECT number FROM paper "
        "WHERE entry_id = e.id), (SELECT s.number FROM transfer t JOIN paper s ON s.id = t.id "
        "WHERE t.entry_id = e.id AND e.kind IN ('transfer', 'deposit'))), "
        f"COALESCE((SELECT SUM(p.amount_fen) FROM posting p WHERE p.entry_id = e.id "
        f"AND p.account_id IN ({_marks(own.owed)})), 0), "
        f"-COALESCE((SELECT SUM(p.amount_fen) FROM posting p WHERE p.entry_id = e.id "
        f"AND p.account_id IN ({_marks(own.deposits)})), 0) "
        f"FROM ({chosen}) x CROSS JOIN entry e ON e.id = x.id ORDER BY e.id DESC",
        (*own.owed, *own.deposits, *values),
    )
    stood = after.balance_fen - after.change_fen if after else balance_after(patron_id, period)
    return with_balance(rows, stood)


def _newest(
    own: _Accounts, patrons: Sequence[int], below: int, limit: int, period: Period
) -> tuple[str, list[str | int]]:
    """A query for the newest entries below one, and its values: so many of each account and record, found
    without reading the others, and of all these again so many."""
    days = period.bounds if period != ALWAYS else ()
    posted, made = (_OF_DAYS.format(id=name) if days else "" for name in ("p.entry_id", "p.id"))
    of_account = (
        "SELECT id FROM (SELECT DISTINCT p.entry_id AS id FROM posting p "
        f"WHERE p.account_id = ? AND p.entry_id < ? {posted} ORDER BY p.entry_id DESC LIMIT ?)"
    )
    of_record = (
        "SELECT id FROM (SELECT p.id FROM entry p "
        f"WHERE p.patron_id = ? AND p.id < ? {made} ORDER BY p.id DESC LIMIT ?)"
    )
    accounts = (*own.owed, *own.deposits)
    arms = [of_account] * len(accounts) + [of_record] * len(patrons)
    values = [value for each in (*accounts, *patrons) for value in (each, below, *days, limit)]
    return f"{' UNION '.join(arms)} ORDER BY id DESC LIMIT ?", [*values, limit]


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
