"""A reader's account as parts: for the page, the workbook and the CSV that a reader or finance asks for."""

from __future__ import annotations

from ill_desktop import money
from ill_desktop.cashier import queries, statement
from ill_desktop.clock import utc_time
from ill_desktop.documents import facts
from ill_desktop.ground import Ground
from ill_desktop.reports.parts import Cell, Column, Part
from ill_desktop.words import Words


def part(ground: Ground, patron_id: int, words: Words) -> Part:
    """Every line from the first to the newest, the balance running through, in fen."""
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
        for row in statement.whole(patron_id)
    ]
    rows.reverse()
    return Part("account", words("report.account.title"), columns, tuple(rows))


def paper(ground: Ground, patron_id: int, words: Words) -> facts.Report:
    """The account on A4, headed by whose it is and how it stands."""
    payer = queries.payer(patron_id)
    period = words(
        "report.account.of",
        name=payer.name,
        number=payer.number,
        balance=money.yuan(statement.balance(patron_id)),
    )
    return facts.Report(
        words("report.account.title"),
        period,
        ground.library.name[words.language],
        ground.clock.local(ground.clock.now()),
        (part(ground, patron_id, words).section(),),
    )
