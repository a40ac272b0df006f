"""What a statement says beside what the books say, for a month: as page, workbook and CSV."""

from __future__ import annotations

from ill_desktop import money
from ill_desktop.cashier import reconciliation, statement_totals
from ill_desktop.cashier.statement_totals import Totals
from ill_desktop.documents import facts
from ill_desktop.ground import Ground
from ill_desktop.reports.parts import Cell, Column, Part, Unit
from ill_desktop.words import Words

_DAYS: tuple[tuple[str, Unit], ...] = (
    ("day", "text"),
    ("statement_count", "count"),
    ("statement", "fen"),
    ("books_count", "count"),
    ("books", "fen"),
    ("difference", "fen"),
)
_LINES: tuple[tuple[str, Unit], ...] = (
    ("day", "text"),
    ("reference", "text"),
    ("payer", "text"),
    ("note", "text"),
    ("statement", "fen"),
)
_BOOKED: tuple[tuple[str, Unit], ...] = (
    ("day", "text"),
    ("reference", "text"),
    ("paper", "text"),
    ("books", "fen"),
)


def parts(account: str, month: str, words: Words) -> tuple[Part, ...]:
    """The days of a month with their sums, and on either side what the other has not."""
    days = statement_totals.of_month(account, month)
    lines = reconciliation.unmatched_lines(account, month)
    booked = reconciliation.unmatched_postings(account, month)
    return (
        Part(
            "days",
            words("report.reconciliation.days"),
            _columns(_DAYS, words),
            tuple(_of(each) for each in days),
            _of(statement_totals.summed(days, words("report.reconciliation.total"))),
        ),
        Part(
            "in_statement",
            words("report.reconciliation.in_statement"),
            _columns(_LINES, words),
            tuple((each.day, each.reference, each.payer, each.note, each.amount_fen) for each in lines),
            (words("report.reconciliation.total"), "", "", "", sum(each.amount_fen for each in lines)),
        ),
        Part(
            "in_books",
            words("report.reconciliation.in_books"),
            _columns(_BOOKED, words),
            tuple(
                (each.day, each.reference, each.paper or words(f"entry.{each.kind}"), each.amount_fen)
                for each in booked
            ),
            (words("report.reconciliation.total"), "", "", sum(each.amount_fen for each in booked)),
        ),
    )


def _columns(named: tuple[tuple[str, Unit], ...], words: Words) -> tuple[Column, ...]:
    return tuple(Column(words(f"report.reconciliation.{name}"), unit) for name, unit in named)


def _of(day: Totals) -> tuple[Cell, ...]:
    return (
        day.day,
        day.statement_count,
        day.statement_fen,
        day.books_count,
        day.books_fen,
        day.difference_fen,
    )


def paper(ground: Ground, account: str, month: str, words: Words) -> facts.Report:
    """The same on A4, headed by the account, the month and the difference."""
    days = statement_totals.of_month(account, month)
    difference = statement_totals.summed(days, month).difference_fen
    return facts.Report(
        words("report.reconciliation.title"),
        words(
            "report.reconciliation.of",
            account=words(f"tender.{account}"),
            month=month,
            difference=money.yuan(difference),
        ),
        ground.library.name[words.language],
        ground.clock.local(ground.clock.now()),
        tuple(part.section() for part in parts(account, month, words)),
    )
