"""A reader's account as parts: for the page, the workbook and the CSV that a reader or finance asks for."""

from __future__ import annotations

from ill_desktop import money
from ill_desktop.cashier import queries, statement
from ill_desktop.cashier.statement import ALWAYS, Period
from ill_desktop.clock import utc_time
from ill_desktop.documents import facts
from ill_desktop.ground import Ground
from ill_desktop.reports.parts import Cell, Column, Part
from ill_desktop.words import Words


def part(ground: Ground, patron_id: int, words: Words, period: Period = ALWAYS) -> Part:
    """Every line of a period from the first to the newest, the balance running through, in fen."""
    columns = (
        Column(words("report.column.time"), "text"),
        Column(words("report.column.entry"), "text"),
        Column(words("report.column.for"), "text"),
        Column(words("report.column.paper"), "text"),
        Column(words("report.column.owed"), "fen"),
        Column(words("report.column.deposit"), "fen"),
        Column(words("report.column.balance"), "fen"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            f"{ground.clock.local(utc_time(row.at)):%Y-%m-%d %H:%M}",
            words(f"entry.{row.kind}"),
            row.note,
            row.paper or "",
            row.amount_fen or None,
            row.deposit_fen or None,
            row.balance_fen,
        )
        for row in statement.whole(patron_id, period)
    ]
    rows.reverse()
    return Part("account", words("report.account.title"), columns, tuple(rows))


def paper(ground: Ground, patron_id: int, words: Words, period: Period = ALWAYS) -> facts.Report:
    """The account on A4, headed by whose it is and how it stands, of a period also how it stood before."""
    return facts.Report(
        words("report.account.title"),
        _heading(ground, patron_id, words, period),
        ground.library.name[words.language],
        ground.clock.local(ground.clock.now()),
        (part(ground, patron_id, words, period).section(),),
    )


def _heading(ground: Ground, patron_id: int, words: Words, period: Period) -> str:
    payer = queries.payer(patron_id)
    balance = money.yuan(statement.balance_after(patron_id, period))
    if period == ALWAYS:
        return words("report.account.of", name=payer.name, number=payer.number, balance=balance)
    before = statement.balance_before(patron_id, period.first) if period.first else 0
    return words(
        "report.account.of_days",
        name=payer.name,
        number=payer.number,
        first=period.first.isoformat() if period.first else "",
        last=period.last.isoformat() if period.last else ground.today,
        before=money.yuan(before),
        balance=balance,
    )
