"""What readers from outside have paid by bank over the years, each with its invoice ([G] FAQ 4)."""

from __future__ import annotations

import datetime as dt
from random import Random

from ill_desktop.cashier import rules
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.bill import Bill
from ill_desktop.counter.demo.books import Books, Legs
from ill_desktop.counter.demo.days import Day, Timeline
from ill_desktop.library import Library

BY_POST_EVERY = 6  # invoices
TYPED_AT, SENT_AT = 1800, 5400  # seconds after opening


def invoice_number(day: dt.date, paper_id: int, red: bool = False) -> str:
    """Twenty digits, as the tax system gives them: the year, the province, one after the other."""
    return f"{day:%y}33{'9' if red else '2'}{paper_id:015d}"


class Office:
    """The bank and the invoices of a demo library. Rows go into the batch; nothing is written here."""

    def __init__(
        self, batch: Batch, books: Books, random: Random, timeline: Timeline, library: Library, actor: str
    ) -> None:
        self._batch, self._books, self._random, self._timeline = batch, books, random, timeline
        self._item, self._purpose = library.facts["invoice"]["item"], library.bank["purpose"]
        self._actor, self._came = actor, 0

    def pay(self, bill: Bill, at: str) -> str:
        """Money came for a bill and is put to it; its invoice is asked for at once. Returns the receipt's
        number."""
        fen, reader, day = bill.cost.due_fen, bill.reader, self._books.day
        self._came += 1
        reference = f"ICBC{day.compact}{self._random.randrange(10**6):06d}"
        into: Legs = [
            (rules.BANK_ACCOUNT, fen, None, reference),
            (rules.UNKNOWN_PAYERS, -fen, None, reference),
        ]
        content = rules.content_hash(incoming=self._came)
        came = self._books.post("bank_in", at, into, content, note=reader.name)
        row = (self._came, came, day.iso, fen, reader.name, reference, at, self._actor, self._purpose)
        self._batch.add("incoming", *row)
        settled: Legs = [
            (rules.UNKNOWN_PAYERS, fen, None, reference),
            (rules.receivable(reader.id), -fen, bill.charge_id, ""),
        ]
        operation, content = self._books.operation(), rules.content_hash(settled=self._came)
        entry = self._books.post("bank", at, settled, content, patron=reader.id, operation=operation)
        self._batch.add("incoming_use", self._came, entry, fen)
        lines = [("service", bill.title, bill.number, fen)]
        facts = self._books.facts(reader, lines, fen, Tender("bank", fen, reference))
        _, number = self._books.paper(rules.RECEIPT, at, facts, operation, entry, None)
        self._invoice(bill, at)
        return number

    def _invoice(self, bill: Bill, at: str) -> None:
        """Asked for, typed into the tax system on the next working day, sent a little later."""
        fen, reader, asked = bill.cost.due_fen, bill.reader, self._books.day
        lines = [("service", self._item, bill.number, fen)]
        facts = self._books.facts(reader, lines, fen)
        facts["unit"] = reader.name
        paper, _ = self._books.paper(rules.INVOICE, at, facts, self._books.operation(), None, None)
        by_post = paper % BY_POST_EVERY == 0
        where = ("paper", "", f"{reader.unit} {reader.name}") if by_post else (
            "electronic", f"{reader.number}@example.org", ""
        )  # fmt: skip
        self._batch.add("invoice", paper, reader.id, "person", reader.name, "", *where, fen, at)
        self._batch.add("invoice_line", paper, bill.charge_id, None, fen)
        self._batch.add("invoice_event", paper, at, self._actor, "requested", "", "", "")
        following = self._timeline.work_from(asked.index + 1)
        typed = None if following is None else self._timeline.days[following]
        if typed is None or not self._is_past(typed, SENT_AT):
            return
        number = invoice_number(typed.date, paper)
        typed_at = typed.at(typed.opens + TYPED_AT)
        self._batch.add("invoice_event", paper, typed_at, self._actor, "issued", number, typed.iso, "")
        if self._timeline.days[-1].date - typed.date > dt.timedelta(days=2):
            note = f"EMS{self._random.randrange(10**9):09d}CN" if by_post else ""
            sent_at = typed.at(typed.opens + SENT_AT)
            self._batch.add("invoice_event", paper, sent_at, self._actor, "sent", "", "", note)

    def _is_past(self, day: Day, after_opening: int) -> bool:
        return day.index < self._timeline.today or day.opens + after_opening <= self._timeline.now_second
