"""The money of a demo library: charges, payments, slips, shifts, in the order of time and numbered so."""

from __future__ import annotations

from random import Random
from typing import Any

from ill_desktop import audit
from ill_desktop.cashier import rules
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.shifts import FINANCE
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.bill import Bill
from ill_desktop.counter.demo.books import Books, Legs, Line
from ill_desktop.counter.demo.days import Day
from ill_desktop.counter.demo.office import Office
from ill_desktop.counter.demo.people import Reader
from ill_desktop.counter.demo.works import lists

FLOAT_FEN = 200_00
TOP_UPS = (50_00, 100_00, 200_00)
NOTES = (5_00, 10_00, 20_00, 50_00, 100_00)
MIS_KEYED_EVERY = 333  # payments


class Till:
    """One drawer over the years. Rows go into the batch; nothing is written here."""

    def __init__(
        self, batch: Batch, random: Random, books: Books, office: Office, till: tuple[int, str], cashier: str
    ) -> None:
        self._batch, self._random, self._cashier = batch, random, cashier
        self._till_id, self._till = till
        self._books, self._office = books, office
        self._deposits: dict[int, dict[str, int]] = {}
        self._charges = self._shifts = self._payments = 0
        self._taken: dict[str, int] = {}
        self._opened = ""
        self._pending: dict[int, Bill] = {}  # slips that are out, by paper

    # Shifts

    def open(self, day: Day) -> None:
        """Begin a shift; the drawer is brought to its float from (or for) finance."""
        self._books.day = day
        self._shifts += 1
        at = day.at(max(day.opens - 300, 0))
        self._opened, self._taken = at, {}
        self._adjust("float", at, FINANCE, FLOAT_FEN - self._books.cash)
        self._audit(at, "shift.open", f"shift:{self._shifts}", fen=FLOAT_FEN)

    def close(self, day: Day) -> None:
        """Count, post what is over or short, and number the Z report."""
        at = day.at(day.closes + 600)
        expected = self._books.cash
        counted = expected + (self._random.choice((-100, -50, 100)) if self._random.random() < 0.04 else 0)
        self._adjust("over_short", at, "overshort:cash", counted - expected)
        self._shift_row(at, expected, counted)
        lines = [("float", "", FLOAT_FEN)]
        lines += [(f"tender.{kind}", "", fen) for kind, fen in sorted(self._taken.items())]
        lines += [("expected", "", expected), ("counted", "", counted)]
        lines.append(("over_short", audit.head(), counted - expected))
        rows = [(kind, label, "", fen) for kind, label, fen in lines]
        facts = self._books.facts(None, rows, counted, till=self._till)
        self._books.paper(rules.SHIFT_REPORT, at, facts, f"z:{self._shifts}", None, self._shifts)
        self._audit(at, "shift.close", f"shift:{self._shifts}", expected=expected, counted=counted)

    def finish(self) -> None:
        """The day is now: its shift goes on, and slips that are out stay out."""
        self._shift_row(None, None, None)
        for bill in self._pending.values():
            self._transfer(bill, "pending", "", None, None)

    def _shift_row(self, closed_at: str | None, expected: int | None, counted: int | None) -> None:
        closer = self._cashier if closed_at else None
        self._batch.add(
            "shift",
            self._shifts,
            self._till_id,
            self._opened,
            self._cashier,
            FLOAT_FEN,
            closed_at,
            closer,
            expected,
            counted,
        )

    def _adjust(self, kind: str, at: str, other: str, fen: int) -> None:
        if fen:
            legs: Legs = [(rules.cash_account(self._till_id), fen, None, ""), (other, -fen, None, "")]
            content = rules.content_hash(kind=kind, shift=self._shifts)
            self._books.post(
                kind, at, legs, content, shift=self._shifts, operation=f"{kind}:{self._books.operation()}"
            )

    def _audit(self, at: str, action: str, subject: str, **facts: Any) -> None:
        audit.append(at, self._cashier, action, subject, **facts)

    # What happens to a bill

    def charge(self, bill: Bill, at: str) -> None:
        """Put the price on the reader's account."""
        self._charges += 1
        bill.charge_id = self._charges
        cost = bill.cost
        self._batch.add(
            "charge",
            bill.charge_id,
            bill.reader.id,
            bill.request_id,
            "service",
            bill.title,
            cost.gross_fen,
            cost.subsidy_fen,
            cost.due_fen,
            cost.reasons,
            cost.tariff,
            self._books.day.iso,
            cost.facts,
        )
        legs = self._charge_legs(bill, 1)
        content = rules.content_hash(charge=bill.charge_id)
        bill.entry_id = self._books.post("charge", at, legs, content, patron=bill.reader.id)

    def drop(self, bill: Bill, at: str) -> None:
        """Reverse a charge of which nothing was paid."""
        content = rules.content_hash(reverses=bill.entry_id)
        self._books.post(
            "charge_dropped",
            at,
            self._charge_legs(bill, -1),
            content,
            patron=bill.reader.id,
            reverses=bill.entry_id,
            note="cancelled",
        )

    @staticmethod
    def _charge_legs(bill: Bill, sign: int) -> Legs:
        cost = bill.cost
        legs = (
            (rules.receivable(bill.reader.id), cost.due_fen),
            ("subsidy:service", cost.subsidy_fen),
            (rules.INCOME_ACCOUNTS["service"], -cost.gross_fen),
        )
        return [(account, sign * fen, bill.charge_id, "") for account, fen in legs if fen]

    def pay(self, bill: Bill, at: str) -> list[str]:
        """Settle a bill at the counter; returns the numbers of its papers (two when mis-keyed first)."""
        if bill.tender == "deposit":
            self._provide_deposit(bill.reader, bill.cost.due_fen, at)
            return [self._settle(bill, at, Tender("deposit", bill.cost.due_fen))[2]]
        if bill.tender == "bank":
            return [self._office.pay(bill, at)]
        numbers = []
        self._payments += 1
        if self._payments % MIS_KEYED_EVERY == 0:
            wrong = Tender("mobile", bill.cost.due_fen, self._reference("mobile"))
            entry, paper, number, legs = self._settle(bill, at, wrong)
            self._reverse(bill, at, entry, paper, legs)
            numbers.append(number)
        numbers.append(self._settle(bill, at, self._tender(bill.tender, bill.cost.due_fen))[2])
        return numbers

    def slip(self, bill: Bill, at: str) -> None:
        """Print a transfer slip: it posts nothing."""
        facts = self._books.facts(bill.reader, self._lines(bill), bill.cost.due_fen)
        paper, number = self._books.paper(rules.TRANSFER_SLIP, at, facts, self._books.operation(), None, None)
        bill.slip = (paper, number, at)
        self._pending[paper] = bill

    def match(self, bill: Bill, at: str) -> list[str]:
        """The stamped slip is back: now it is posted."""
        paper, number, _ = bill.slip
        reference = f"{self._books.day.date.year}-{int(self._random.random() * 90_000) + 10_000}"
        fen = bill.cost.due_fen
        legs: Legs = [
            (rules.TRANSFER_ACCOUNT, fen, None, reference),
            (rules.receivable(bill.reader.id), -fen, bill.charge_id, ""),
        ]
        content = rules.content_hash(transfer=paper)
        entry = self._books.post("transfer", at, legs, content, patron=bill.reader.id)
        self._transfer(bill, "matched", reference, at, entry)
        del self._pending[paper]
        return [number]

    def _transfer(
        self, bill: Bill, state: str, reference: str, settled: str | None, entry: int | None
    ) -> None:
        """A slip's row, stored once its fate is known."""
        paper, _, printed = bill.slip
        patron, fen = bill.reader.id, bill.cost.due_fen
        self._batch.add("transfer", paper, patron, state, fen, printed, reference, settled, entry)
        self._batch.add("transfer_line", paper, bill.charge_id, fen)

    # Payments

    def _settle(self, bill: Bill, at: str, tender: Tender) -> tuple[int, int, str, Legs]:
        patron, fen = bill.reader.id, bill.cost.due_fen
        legs = self._debit(tender, patron)
        legs.append((rules.receivable(patron), -fen, bill.charge_id, ""))
        content = rules.content_hash(patron=patron, charges=[bill.charge_id], tenders=[tender])
        return self._receive("payment", at, bill.reader, legs, tender, self._lines(bill), content)

    def _provide_deposit(self, reader: Reader, fen: int, at: str) -> None:
        """Pay in first when the deposit does not suffice."""
        have = self._deposits.setdefault(reader.id, {})
        if sum(have.values()) >= fen:
            return
        amount = next((top_up for top_up in TOP_UPS if top_up >= fen), -(-fen // 100_00) * 100_00)
        tender = self._tender("campus_card" if reader.campus else "mobile", amount)
        have[tender.kind] = have.get(tender.kind, 0) + amount
        legs = self._debit(tender, reader.id)
        legs.append((rules.deposit(reader.id, tender.kind), -amount, None, ""))
        content = rules.content_hash(patron=reader.id, deposit=[tender])
        self._receive("deposit", at, reader, legs, tender, [("deposit", "", "", amount)], content)

    def _receive(
        self,
        kind: str,
        at: str,
        reader: Reader,
        legs: Legs,
        tender: Tender,
        lines: list[Line],
        content: str,
    ) -> tuple[int, int, str, Legs]:
        operation = self._books.operation()
        entry = self._books.post(
            kind, at, legs, content, patron=reader.id, shift=self._shifts, operation=operation
        )
        self._taken[tender.kind] = self._taken.get(tender.kind, 0) + tender.amount_fen
        moves = kind == "deposit" or tender.kind == "deposit"
        balance = sum(self._deposits[reader.id].values()) if moves else None
        facts = self._books.facts(reader, lines, tender.amount_fen, tender, self._till, balance)
        series = rules.series_for(reader.campus, [tender])
        paper, number = self._books.paper(series, at, facts, operation, entry, self._shifts)
        return entry, paper, number, legs

    def _reverse(self, bill: Bill, at: str, entry: int, paper: int, legs: Legs) -> None:
        reason = lists("zh_CN")["reasons"]["void"]
        back: Legs = [(account, -fen, charge, reference) for account, fen, charge, reference in legs]
        self._books.post(
            "reversal",
            at,
            back,
            rules.content_hash(reverse_paper=paper),
            patron=bill.reader.id,
            shift=self._shifts,
            reverses=entry,
            note=reason,
        )
        self._taken["mobile"] -= bill.cost.due_fen
        self._batch.add("paper_void", paper, at, self._cashier, reason)

    def _tender(self, kind: str, fen: int) -> Tender:
        if kind == "cash":
            given = next((note for note in NOTES if note >= fen), -(-fen // 100_00) * 100_00)
            return Tender("cash", fen, given_fen=given)
        return Tender(kind, fen, self._reference(kind))

    def _reference(self, kind: str) -> str:
        digits = 16 if kind == "mobile" else 8
        return f"{int(self._random.random() * 10**digits):0{digits}d}"

    def _debit(self, tender: Tender, patron: int) -> Legs:
        fen, reference = tender.amount_fen, tender.reference
        if tender.kind == "cash":
            return [(rules.cash_account(self._till_id), fen, None, reference)]
        if tender.kind != "deposit":
            return [(rules.ASSET_ACCOUNTS[tender.kind], fen, None, reference)]
        legs: Legs = []
        have = self._deposits[patron]
        for source in list(have):
            part = min(fen, have[source])
            if part:
                legs.append((rules.deposit(patron, source), part, None, ""))
                have[source] -= part
                fen -= part
        return legs

    @staticmethod
    def _lines(bill: Bill) -> list[Line]:
        return [("service", bill.title, bill.number, bill.cost.due_fen)]
