"""The register of invoices as a file, and as the list from which they are typed into the tax system."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ill_desktop import money
from ill_desktop.cashier import invoice_register, red_letters
from ill_desktop.cashier.invoices import InvoiceRow
from ill_desktop.clock import utc_time
from ill_desktop.documents import facts
from ill_desktop.ground import Ground
from ill_desktop.reports import files
from ill_desktop.reports.parts import Cell, Column, Part
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import Words, load

AT_ONCE = 500
COLUMNS = (
    "asked", "asked_on", "reader", "buyer", "title", "tax_number", "item", "amount", "medium", "email",
    "address", "remark", "state", "number", "day", "red_letter", "red_amount",
)  # fmt: skip


class InvoiceListService:
    """Writes what the register shows, newest first. Amounts in yuan."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def csv(self, by: Actor, tab: str, text: str, language: str, path: Path) -> int:
        """One CSV; returns how many invoices stand in it. Raises Refusal, OSError."""
        require(self._ground, by, "money.invoice")
        words = load(language)
        rows = tuple(self._cells(row, words) for row in self._rows(tab, text))
        columns = tuple(
            Column(words(f"invoice.column.{name}"), "fen" if name.endswith("amount") else "text")
            for name in COLUMNS
        )
        files.csv_file([Part("invoices", words("invoice.list.title"), columns, rows)], path)
        return len(rows)

    def to_type_pdf(self, by: Actor, language: str) -> bytes:
        """What waits to be typed into the tax system, on A4: an invoice below another, oldest first.

        Raises Refusal."""
        from ill_desktop.documents import report

        require(self._ground, by, "money.invoice")
        words, library = load(language), self._ground.library
        waiting = list(self._rows("requested", ""))[::-1]
        total = money.yuan(sum(row.amount_fen for row in waiting))
        paper = facts.Report(
            words("invoice.list.to_type"),
            words("invoice.list.waiting", count=len(waiting), total=total),
            library.name[language],
            self._ground.clock.local(self._ground.clock.now()),
            tuple(self._section(row, words) for row in waiting),
        )
        return report.pdf(paper, words)

    def _section(self, row: InvoiceRow, words: Words) -> facts.Section:
        columns = (
            facts.Column(words("invoice.column.field"), "left"),
            facts.Column(words("invoice.column.value"), "left"),
        )
        item = self._ground.library.facts["invoice"]["item"]
        typed = tuple(
            (words(f"invoice.column.{name}"), value) for name, value in invoice_register.to_type(row, item)
        )
        heading = " · ".join((row.asked, row.patron_name, words(f"invoice.medium.{row.medium}")))
        return facts.Section(heading, "", None, facts.Table(columns, typed, None))

    @staticmethod
    def _rows(tab: str, text: str) -> Iterator[InvoiceRow]:
        before: int | None = None
        while page := invoice_register.page(tab, text, before, AT_ONCE):
            yield from page
            before = page[-1].id

    def _cells(self, row: InvoiceRow, words: Words) -> tuple[Cell, ...]:
        item = self._ground.library.facts["invoice"]["item"]
        typed = dict(invoice_register.to_type(row, item))
        back = red_letters.refunds_of(row.id)
        whole = row.state == "red_letter"
        red = dict.fromkeys((*(each.red_letter for each in back), *((row.red_letter,) if whole else ())))
        red_fen = row.amount_fen if whole else sum(each.amount_fen for each in back)
        return (
            row.asked,
            f"{self._ground.clock.local(utc_time(row.created_at)):%Y-%m-%d %H:%M}",
            row.patron_name,
            words(f"invoice.buyer.{row.buyer}"),
            row.title,
            row.tax_number,
            item,
            row.amount_fen,
            words(f"invoice.medium.{row.medium}"),
            row.email,
            row.address,
            typed["remark"],
            words(f"invoice.state.{row.state}"),
            row.number,
            row.day,
            " ".join(red),
            -red_fen if red else None,
        )
