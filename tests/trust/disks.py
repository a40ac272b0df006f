"""Full and failing disks: every write of every operation of the till is refused once, and from there on.

Each time there is a sentence with a way out, nothing is half done, nothing acknowledged is gone, the same
window can go on, and the same click, made again, does its work once.
"""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from db import connection
from ill_desktop import disk, paths, settings
from ill_desktop.cashier import ledger, queries, rules
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.refunds import Back
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.counter.exercise import Exercise
from ill_desktop.desk import Desk, create_desk
from ill_desktop.staff import passwords
from ill_desktop.staff import queries as staff
from tests.trust import record
from tests.trust.faults import FAILED, FULL, Faulty
from tests.trust.outcome import Outcome, Scale, Watch, workplace
from tests.trust.record import Ack

PROMISE = "a full or failing disk is survived"
FEN = 360
MODES = [(problem, once) for problem in (FULL, FAILED) for once in (True, False)]
SENTENCES = frozenset({"disk.full", "disk.failed"})
Click = Callable[[str], Any]


class Counter:
    """A till, a reader of the campus and one from outside, and each of its operations ready for a click."""

    def __init__(self, desk: Desk, acks: int = 40) -> None:
        self.desk, self.by = desk, staff.first_administrator()
        # After a commit SQLite moves its log into the file and passes over what the disk says to that; APSW
        # would raise it as if the commit had failed. So that is an operation of its own here: checkpoint.
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        exercise = Exercise(desk.ground, 5)
        self.acks = [Ack(*done) for done in islice(exercise.work(), acks)]
        self.campus, self.outside = (
            int(connection.value(f"SELECT MIN(id) FROM patron WHERE state = 'approved' AND road {road}"))
            for road in ("<> 'off_campus'", "= 'off_campus'")
        )
        self._mark, self._number = uuid.uuid4(), 0
        if not self.shift:
            self.open_shift()("")

    @property
    def shift(self) -> int:
        row = queries.open_shift(queries.tills()[0][0])
        return row.id if row else 0

    def _once(self) -> str:
        self._number += 1
        return f"{self._mark}-{self._number}"

    def charge(self, patron: int) -> int:
        price = Price("v", (Line("per_item", FEN, {}),))
        return self.desk.cashier.charge(self.by, patron, "service", "x", price, operation_id=self._once())

    def _pay(self, patron: int, tenders: list[Tender]) -> Click:
        charge = self.charge(patron)
        return lambda once: self.desk.counter.take_payment(
            self.by, self.shift, patron, [charge], tenders, once
        )

    def _tender(self, kind: str, fen: int = FEN) -> Tender:
        return Tender(kind, fen, self._once() if kind in rules.NEEDS_REFERENCE else "")

    def _paid(self, kind: str = "cash") -> tuple[int, int]:
        """A paid charge and the paper of its payment."""
        receipt = self._pay(self.outside, [self._tender(kind)])(self._once()).receipt
        return int(connection.value("SELECT MAX(id) FROM charge")), receipt.paper_id

    def cash(self) -> Click:
        return self._pay(self.campus, [self._tender("cash")])

    def campus_card(self) -> Click:
        return self._pay(self.campus, [self._tender("campus_card")])

    def mobile(self) -> Click:
        return self._pay(self.outside, [self._tender("mobile")])

    def deposit(self) -> Click:
        self.top_up()(self._once())
        return self._pay(self.outside, [Tender("deposit", FEN)])

    def mixed(self) -> Click:
        self.top_up()(self._once())
        return self._pay(self.outside, [Tender("deposit", FEN - 100), Tender("cash", 100)])

    def top_up(self) -> Click:
        tenders = [self._tender("campus_card", 10_00)]
        return lambda once: self.desk.cashier.top_up(self.by, self.shift, self.outside, tenders, once)

    def refund(self) -> Click:
        charge, paper = self._paid()
        entry = int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (paper,)))
        back = Back("cash", "wrong pages")
        return lambda once: self.desk.refunds.refund(self.by, self.shift, entry, {charge: 100}, back, once)

    def pay_back(self) -> Click:
        self.top_up()(self._once())
        back = Back("campus_card", "moves away", reference="B")
        return lambda once: self.desk.refunds.pay_back_deposit(
            self.by, self.shift, self.outside, 1_00, back, once
        )

    def void(self) -> Click:
        _, paper = self._paid()
        return lambda once: self.desk.cashier.reverse_payment(self.by, self.shift, paper, "mis-keyed", once)

    def write_off(self) -> Click:
        charge = self.charge(self.outside)
        return lambda once: self.desk.refunds.write_off(self.by, charge, "left the city", once)

    def issue_slip(self) -> Click:
        charge = self.charge(self.campus)
        return lambda once: self.desk.transfers.issue(self.by, self.campus, [charge], once)

    def match_slip(self) -> Click:
        slip = self.issue_slip()(self._once())
        return lambda once: self.desk.counter.match_transfer(
            self.by,
            slip.paper_id,
            f"FIN-{slip.paper_id}",
            once,
        )

    def ask_invoice(self) -> Click:
        self._paid()
        item = self.desk.invoices.items(self.outside)[-1]
        buyer = Buyer("person", "陈竑宇", email="chy@example.org")
        return lambda once: self.desk.invoices.ask(self.by, self.outside, [item], buyer, once)

    def issue_invoice(self) -> Click:
        asked = self.ask_invoice()(self._once())
        day, number = self.desk.clock.day(), f"{20_000_000_000_000_000_000 + self._number}"
        return lambda once: self.desk.invoices.issue(self.by, asked.paper_id, number, day)

    def hand_over(self) -> Click:
        self.cash()(self._once())
        return lambda once: self.desk.shifts.hand_over(self.by, self.shift, 100, once)

    def close_shift(self) -> Click:
        shift = self.shift or self.open_shift()("")
        counted = ledger.balance(rules.cash_account(queries.tills()[0][0])) + 50
        return lambda once: self.desk.shifts.close(self.by, shift, counted)

    def open_shift(self) -> Click:
        if self.shift:
            self.close_shift()("")
        return lambda once: self.desk.shifts.open(self.by, queries.tills()[0][0], 200_00)

    def checkpoint(self) -> Click:
        self.charge(self.outside)
        return lambda once: connection.empty_log()


OPERATIONS = (
    *("cash", "campus_card", "mobile", "deposit", "mixed", "top_up", "refund", "pay_back", "void"),
    *("write_off", "issue_slip", "match_slip", "ask_invoice", "issue_invoice", "hand_over"),
    *("close_shift", "open_shift", "checkpoint"),
)
OTHERWISE = {"issue_slip", "ask_invoice", "issue_invoice", "close_shift", "open_shift", "checkpoint"}
"""These post nothing under the click's own id."""


@dataclass
class Tally:
    """What came of it: injected faults, and whatever was not as promised."""

    faults: int = 0
    broken: list[str] = field(default_factory=list)


def _state() -> tuple[int, ...]:
    """What an operation that failed must not have changed."""
    tables = ("entry", "posting", "paper", "charge", "audit", "shift", "invoice_event", "outbox", "refund")
    counts = [int(connection.value(f"SELECT COUNT(*) FROM {table}")) for table in tables]
    return (*counts, int(connection.value("SELECT COUNT(*) FROM shift WHERE closed_at IS NULL")))


def suffer(faulty: Faulty, counter: Counter, name: str, tally: Tally) -> None:
    """One operation, made ready and clicked, with each of its writes refused in each of the ways."""
    for problem, once in MODES:
        click, operation, at = getattr(counter, name)(), f"click-{name}-{problem.__name__}-{once}", 1
        about = f"{name}, {problem.__name__} {'once' if once else 'from there on'} at write"
        while True:
            before = _state()
            faulty.arm(at, problem, once=once)
            try:
                click(operation)
            except Exception as error:  # noqa: BLE001 judged below
                faulty.disarm()
                _judge(error, before, f"{about} {at}", tally)
                if not faulty.fired:
                    break
            else:
                faulty.disarm()
                if faulty.fired:
                    tally.broken.append(f"{about} {at}: done in spite of it")
                break
            tally.faults += 1
            at += 1
        posted = connection.value("SELECT COUNT(*) FROM entry WHERE operation_id = ?", (operation,))
        if posted != (name not in OTHERWISE):
            tally.broken.append(f"{about}: posted {posted} times at last")


def _judge(error: Exception, before: tuple[int, ...], about: str, tally: Tally) -> None:
    refusal = disk.refusal_of(error)
    if refusal is None or refusal.code not in SENTENCES:
        tally.broken.append(f"{about}: {type(error).__name__}: {error}")
    if connection.database.in_transaction():
        tally.broken.append(f"{about}: a transaction was left open")
    if _state() != before:
        tally.broken.append(f"{about}: half done")
    with connection.transaction():  # the same window goes on
        settings.write("trust.alive", dt.datetime(2026, 1, 1, tzinfo=dt.UTC).isoformat())


@contextmanager
def library() -> Iterator[tuple[Faulty, Counter, Path]]:
    """A counter on a disk that can be made to fail."""
    passwords.COST.update(time_cost=1, memory_cost=8, parallelism=1)
    with workplace("disks") as work, Faulty().at_work() as faulty:
        folder = work / "library"
        first = ("demo", "demo", "a password nobody has")
        desk = create_desk(folder, "zju", "YQ", "zh_CN", demo=True, first=first)
        try:
            yield faulty, Counter(desk), folder / paths.DATABASE
        finally:
            desk.close()


def run(scale: Scale) -> Outcome:
    """Every write of every operation, in some seconds at either scale."""
    watch, tally = Watch(), Tally()
    with library() as (faulty, counter, file):
        for name in OPERATIONS:
            suffer(faulty, counter, name, tally)
        findings = record.look(file, counter.acks, thorough=True)
        tally.broken += [str(each) for each in counter.desk.keeping.verify(record.ACTOR)]
    if not findings.good:
        tally.broken.append(findings.figure())
    said = (
        f"first: {tally.broken[0]}" if tally.broken else "each a clear sentence, usable after, integrity ok"
    )
    figure = f"{tally.faults:,} faults in {len(OPERATIONS)} operations: {len(tally.broken)} broken; {said}"
    shown = "ENOSPC and EIO at every write and sync, once and from there on"
    return Outcome(PROMISE, figure, not tally.broken, watch.seconds, shown)


if __name__ == "__main__":
    print(run(Scale(sys.argv[1] if len(sys.argv) > 1 else "short")))
