"""Reports at the counter: asked for, shown, taken away as a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from db import connection
from ill_desktop import audit
from ill_desktop.cashier.statement import ALWAYS, Period
from ill_desktop.ground import Ground
from ill_desktop.reports import account, books, figures, month, reconciliation
from ill_desktop.reports.books import Book
from ill_desktop.reports.figures import MonthReport
from ill_desktop.reports.parts import Part
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import load


class ReportService:
    """Reads only. A report is asked for once; its files are made from the same figures."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def month(self, by: Actor, year: int, month: int) -> MonthReport:
        """The figures of one month by business dates. Raises Refusal ``not_permitted``, and ValueError
        when there is no such month."""
        require(self._ground, by, "report.read")
        return figures.of_month(self._ground.clock, year, month)

    def parts(self, report: MonthReport, language: str) -> tuple[Part, ...]:
        """The report as headings, tables and charts, for the screen."""
        return month.parts(report, load(language))

    def title(self, report: MonthReport, language: str) -> str:
        """``月报 2026 年 11 月``: what it is called."""
        words = load(language)
        return f"{words('report.month.title')} {month.period(report, words)}"

    def pdf(self, report: MonthReport, language: str) -> bytes:
        """The report on A4, with charts."""
        from ill_desktop.documents import report as papers

        words = load(language)
        return papers.pdf(month.paper(report, words, self._ground.library.name[language]), words)

    def xlsx(self, report: MonthReport, language: str, path: Path) -> None:
        """A workbook with a sheet for each part; numbers are numbers. Raises OSError."""
        from ill_desktop.reports import files

        library = self._ground.library.name[language]
        files.xlsx(self.parts(report, language), path, self.title(report, language), library)

    def csv(self, report: MonthReport, language: str, path: Path) -> None:
        """The same tables as one CSV. Raises OSError."""
        from ill_desktop.reports import files

        files.csv_file(self.parts(report, language), path)

    # A reader's account (账户收支)

    def account_pdf(self, by: Actor, patron_id: int, language: str, period: Period = ALWAYS) -> bytes:
        """A reader's account on A4; the reader's own, or for whoever prints papers."""
        from ill_desktop.documents import report as papers

        self._may_read_account(by, patron_id)
        words = load(language)
        return papers.pdf(account.paper(self._ground, patron_id, words, period), words)

    def account_file(
        self, by: Actor, patron_id: int, language: str, path: Path, period: Period = ALWAYS
    ) -> None:
        """The same as a workbook (``.xlsx``) or CSV, by the ending of the name. Raises OSError."""
        from ill_desktop.reports import files

        self._may_read_account(by, patron_id)
        words = load(language)
        parts = (account.part(self._ground, patron_id, words, period),)
        files.by_ending(parts, path, words("report.account.title"), self._ground.library.name[language])

    # Everything about one person

    def person(self, by: Actor, patron_id: int, language: str, path: Path) -> None:
        """All that is kept about a person as one archive, at his request; recorded, as it leaves the house.

        Raises Refusal ``not_permitted``, and OSError.
        """
        from ill_desktop.reports import person

        require(self._ground, by, "patron.export")
        person.archive(self._ground, patron_id, load(language), path)
        with connection.transaction():
            audit.append(self._ground.now, by.mark, "patron.export", f"patron:{patron_id}")

    # What the bank and the books say (对账)

    def reconciliation_pdf(self, by: Actor, account: str, month: str, language: str) -> bytes:
        """Both sides of a month (``2026-11``) and what has no counterpart, on A4."""
        from ill_desktop.documents import report as papers

        require(self._ground, by, "money.reconcile")
        words = load(language)
        return papers.pdf(reconciliation.paper(self._ground, account, month, words), words)

    def reconciliation_file(self, by: Actor, account: str, month: str, language: str, path: Path) -> None:
        """The same as a workbook (``.xlsx``) or CSV, by the ending of the name. Raises OSError."""
        from ill_desktop.reports import files

        require(self._ground, by, "money.reconcile")
        words = load(language)
        parts = reconciliation.parts(account, month, words)
        title = words("report.reconciliation.title")
        files.by_ending(parts, path, title, self._ground.library.name[language])

    def _may_read_account(self, by: Actor, patron_id: int) -> None:
        if by.patron_id != patron_id:
            require(self._ground, by, "paper.print")

    # The books: trial balance, deposits, settlement with the networks

    def balance(self, by: Actor, first: dt.date, last: dt.date, language: str) -> Book:
        """The trial balance of some business days. Raises Refusal ``not_permitted``, as all of these do."""
        require(self._ground, by, "report.read")
        return books.balance(self._ground, first, last, load(language))

    def deposits(self, by: Actor, language: str) -> Book:
        """The deposits outstanding now."""
        require(self._ground, by, "report.read")
        return books.deposits(self._ground, load(language))

    def networks(self, by: Actor, month: str, language: str) -> Book:
        """The settlement with every network for a month (``2026-11``)."""
        require(self._ground, by, "report.read")
        return books.networks(self._ground, month, load(language))

    def network(self, by: Actor, month: str, name: str, language: str) -> Book:
        """The bill of one network."""
        require(self._ground, by, "report.read")
        return books.network(self._ground, month, name, load(language))

    def book_pdf(self, book: Book, language: str) -> bytes:
        """One of these on A4."""
        from ill_desktop.documents import report as papers

        words = load(language)
        return papers.pdf(books.paper(self._ground, book, words), words)

    def book_file(self, book: Book, language: str, path: Path) -> None:
        """The same as a workbook (``.xlsx``) or CSV, by the ending of the name. Raises OSError."""
        from ill_desktop.reports import files

        files.by_ending(book.parts, path, book.title, self._ground.library.name[language])
