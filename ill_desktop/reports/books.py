"""The books as finance reads them: trial balance, deposits outstanding, settlement with networks. Fen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from db import connection
from ill_desktop.cashier import partner_lines, partners, queries
from ill_desktop.clock import utc_time
from ill_desktop.documents import facts
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import follow
from ill_desktop.reports.parts import Cell, Column, Part
from ill_desktop.words import Words


@dataclass(frozen=True)
class Book:
    """One report of the books in one language: a heading, the days it is of, its tables.

    ``keys`` names each row of the first table: a network, a reader's id.
    """

    title: str
    period: str
    parts: tuple[Part, ...]
    keys: tuple[str, ...] = ()

    @property
    def part(self) -> Part:
        """The table it is about."""
        return self.parts[0]


def paper(ground: Ground, book: Book, words: Words) -> facts.Report:
    """The report on A4."""
    made_at = ground.clock.local(ground.clock.now())
    sections = tuple(part.section() for part in book.parts)
    return facts.Report(book.title, book.period, ground.library.name[words.language], made_at, sections)


# -- trial balance --------------------------------------------------------------------------------

_ACCOUNT = (
    "CASE WHEN a.code LIKE 'receivable:%' THEN 'receivable' WHEN a.code LIKE 'deposit:%' THEN 'deposit' "
    "ELSE a.code END"
)


def trial_balance(first: dt.date, last: dt.date) -> list[tuple[str, int, int, int]]:
    """``(account, before, debits, credits)`` of business days, those of all readers as one; debit positive,
    credits negative. Each column but the debits and credits, taken together, sums to zero.

    What stood before is all there is, which an index adds up, without what came since: so the month one
    asks about costs its own postings, not those of all years.
    """
    return connection.rows(
        lambda code, before, debit, credit: (str(code), int(before), int(debit), int(credit)),
        f"SELECT {_ACCOUNT} AS grp, SUM(w.fen - COALESCE(s.fen, 0)) AS before, "
        "SUM(COALESCE(s.debit, 0)) AS debit, SUM(COALESCE(s.credit, 0)) AS credit "
        "FROM (SELECT account_id, SUM(amount_fen) AS fen FROM posting GROUP BY account_id) w "
        "LEFT JOIN (SELECT p.account_id, SUM(p.amount_fen) AS fen, "
        "SUM(CASE WHEN e.day <= ?2 AND p.amount_fen > 0 THEN p.amount_fen ELSE 0 END) AS debit, "
        "SUM(CASE WHEN e.day <= ?2 AND p.amount_fen < 0 THEN p.amount_fen ELSE 0 END) AS credit "
        "FROM entry e CROSS JOIN posting p ON p.entry_id = e.id WHERE e.day >= ?1 GROUP BY p.account_id) s "
        "ON s.account_id = w.account_id JOIN account a ON a.id = w.account_id "
        "GROUP BY grp HAVING before <> 0 OR debit <> 0 OR credit <> 0 ORDER BY MIN(a.id)",
        (first.isoformat(), last.isoformat()),
    )


def balance(ground: Ground, first: dt.date, last: dt.date, words: Words) -> Book:
    """The trial balance of some days; what stands at the end is the sum of the row."""
    rows: list[tuple[Cell, ...]] = [
        (_account_name(code, words), before, debit or None, -credit or None, before + debit + credit)
        for code, before, debit, credit in trial_balance(first, last)
    ]
    columns = _columns(words, "account:text", "before:fen", "debit:fen", "credit:fen", "after:fen")
    total = (words("report.figure.total"), *_sums(rows, 1, 5))
    title = words("report.books.balance")
    return Book(title, _days(first, last, words), (Part("balance", title, columns, tuple(rows), total),))


def _account_name(code: str, words: Words) -> str:
    head, _, rest = code.partition(":")
    if head == "cash":
        names = {f"{number}": name for number, name in queries.tills()}
        return words("account.cash", name=names.get(rest, rest))
    return words(f"account.{head}.{rest}") if rest else words(f"account.{head}")


def _days(first: dt.date, last: dt.date, words: Words) -> str:
    if first == last:
        return words("report.books.day", day=first.isoformat())
    return words("report.books.days", first=first.isoformat(), last=last.isoformat())


# -- deposits -------------------------------------------------------------------------------------


def deposits(ground: Ground, words: Words) -> Book:
    """Whom the library owes money paid in advance, the largest first; records of one person as one."""
    sums: dict[int, tuple[int, str]] = {}
    for patron, fen, since in connection.rows(
        lambda patron, fen, since: (int(patron), int(fen), str(since)),
        "SELECT CAST(SUBSTR(a.code, 9) AS INTEGER) AS patron, -SUM(p.amount_fen), MIN(e.day) FROM account a "
        "JOIN posting p ON p.account_id = a.id JOIN entry e ON e.id = p.entry_id "
        "WHERE a.code LIKE 'deposit:%' GROUP BY patron",
    ):
        owner = follow(patron)
        before, day = sums.get(owner, (0, since))
        sums[owner] = (before + fen, min(day, since))
    held = sorted(((fen, owner, day) for owner, (fen, day) in sums.items() if fen), reverse=True)
    rows: list[tuple[Cell, ...]] = []
    for fen, owner, day in held:
        payer = queries.payer(owner)
        rows.append((payer.name, payer.number, day, fen))
    columns = _columns(words, "reader:text", "number:text", "since:text", "deposit:fen")
    total = (words("report.figure.total"), "", "", _sum(rows, 3))
    title = words("report.books.deposits")
    period = words("report.books.now", day=ground.today)
    keys = tuple(f"{owner}" for _fen, owner, _day in held)
    return Book(title, period, (Part("deposits", title, columns, tuple(rows), total),), keys)


# -- networks -------------------------------------------------------------------------------------


def networks(ground: Ground, month: str, words: Words) -> Book:
    """What every network's libraries supplied in a month, and below it the requests, network by network."""
    sums = partners.month_sums(ground.clock, month)
    rows: list[tuple[Cell, ...]] = [
        (
            _network_name(row.network, words),
            row.requests,
            row.cost_fen,
            row.settled_fen,
            row.carried_fen or None,
            max(row.left_fen, 0),
            max(-row.left_fen, 0),
        )
        for row in sums
    ]
    columns = _columns(
        words,
        *("network:text", "count", "cost:fen", "settled:fen", "carried:fen", "left:fen", "owed_to_us:fen"),
    )
    total = (words("report.figure.total"), *_sums(rows, 1, 7))
    title = words("report.books.partners")
    whole = Part("networks", title, columns, tuple(rows), total)
    lines = tuple(_bill(ground, month, row.network, words) for row in sums)
    return Book(title, _month(month, words), (whole, *lines), tuple(row.network for row in sums))


def network(ground: Ground, month: str, name: str, words: Words) -> Book:
    """The bill of one network for a month."""
    part = _bill(ground, month, name, words)
    return Book(part.heading, _month(month, words), (part,))


def _bill(ground: Ground, month: str, name: str, words: Words) -> Part:
    """Every request of the month, and below them what has changed of those settled with earlier ones."""
    found = partner_lines.lines(ground.clock, month, name)
    rows: list[tuple[Cell, ...]] = [
        (
            line.request_number,
            line.supplier,
            line.day,
            line.cost_fen,
            line.settled_fen or None,
            line.references,
        )
        for line in found
    ]
    here, carried = {line.id for line in found}, words("report.books.carried")
    for cost in partners.costs(ground.clock, month, name):
        if cost.id not in here:
            day = f"{ground.clock.local(utc_time(cost.at)):%Y-%m-%d}"
            rows.append((cost.request_number, cost.supplier, day, cost.amount_fen, None, carried))
    columns = _columns(
        words, "request:text", "supplier:text", "answered:text", "cost:fen", "settled:fen", "reference:text"
    )
    total = (words("report.figure.total"), "", "", _sum(rows, 3), _sum(rows, 4), "")
    heading = words("report.books.network", network=_network_name(name, words))
    return Part(f"network-{name}", heading, columns, tuple(rows), total)


def _network_name(name: str, words: Words) -> str:
    return words(f"report.network.{name or 'none'}") if name in ("", "local") else name


def _month(month: str, words: Words) -> str:
    return words("report.month.period", year=month[:4], month=month[5:])


def _columns(words: Words, *keys: str) -> tuple[Column, ...]:
    made: list[Column] = []
    for key in keys:
        name, _, unit = key.partition(":")
        made.append(Column(words(f"report.column.{name}"), unit or "count"))  # type: ignore[arg-type]
    return tuple(made)


def _sums(rows: list[tuple[Cell, ...]], first: int, end: int) -> tuple[Cell, ...]:
    return tuple(_sum(rows, at) for at in range(first, end))


def _sum(rows: list[tuple[Cell, ...]], at: int) -> int:
    return sum(int(row[at] or 0) for row in rows)
