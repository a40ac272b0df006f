"""One click, one posting: ``python -m tests.trust.clicks``, a thousand of each.

Double clicks and retries of one operation, two tills in two processes that take the same debts at the same
moment, and papers numbered by two processes that roll back half-way again and again. Prints a line for each;
what is not as it must be raises AssertionError.
"""

from __future__ import annotations

import argparse
import multiprocessing as mp
import random
import tempfile
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path

from db import connection
from ill_desktop.cashier import queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.desk import Desk, create_desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from tests.db.test_books import plant
from tests.trust.outcome import Outcome, Scale, Watch

BY = Actor("周敏", "administrator", staff_id=1)
READER, FEN = 2, 180
FRESH = mp.get_context("spawn")  # as a second window is: nothing is shared but the file


def owe(desk: Desk, times: int, mark: str) -> list[int]:
    """So many charges of one reader."""
    price = Price("v", (Line("per_item", FEN, {}),))
    return [
        desk.cashier.charge(BY, READER, "service", "x", price, operation_id=f"{mark}-charge-{number}")
        for number in range(times)
    ]


def double_clicks(desk: Desk, shift: int, times: int) -> None:
    """Two hands press the same button at the same moment."""
    charges, start = owe(desk, times, "double"), threading.Barrier(2)

    def press() -> list[str]:
        numbers = []
        for charge in charges:
            start.wait()
            once = f"double-{charge}"
            cash = [Tender("cash", FEN)]
            released = desk.counter.take_payment(BY, shift, READER, [charge], cash, once)
            numbers.append(released.receipt.number)
        desk.leave_thread()
        return numbers

    with ThreadPoolExecutor(2) as hands:
        one, other = (hand.result() for hand in [hands.submit(press), hands.submit(press)])
    assert one == other and len(set(one)) == times
    paid_once(charges)


def retries(desk: Desk, shift: int, times: int) -> None:
    """The answer was lost: the same operation is sent again, later and more than once."""
    charges = owe(desk, times, "retry")
    for turn in range(3):
        for charge in charges:
            cash = [Tender("cash", FEN)]
            desk.counter.take_payment(BY, shift, READER, [charge], cash, f"retry-{charge}")
        assert turn or not queries.dues(READER)
    paid_once(charges)


def paid_once(charges: list[int]) -> None:
    """Each charge stands in one payment, whole, and nothing is owed."""
    marks = ", ".join("?" * len(charges))
    paid = connection.rows(
        lambda charge, many, fen: (int(charge), int(many), int(fen)),
        "SELECT p.charge_id, COUNT(*), SUM(p.amount_fen) FROM posting p JOIN entry e ON e.id = p.entry_id "
        f"WHERE e.kind = 'payment' AND p.charge_id IN ({marks}) GROUP BY p.charge_id ORDER BY 1",
        charges,
    )
    assert paid == [(charge, 1, -FEN) for charge in charges]
    assert queries.dues(READER) == []
    sound()


def sound() -> None:
    """Entries balance, papers have no gap and no double."""
    assert connection.value("SELECT COALESCE(SUM(amount_fen), 0) FROM posting") == 0
    assert not connection.rows(
        str,
        "SELECT series FROM paper GROUP BY device, year, series "
        "HAVING MIN(sequence) <> 1 OR MAX(sequence) <> COUNT(*) OR COUNT(DISTINCT number) <> COUNT(*)",
    )


# Two processes


def _take(root: str, shift: int, charges: list[int], start: Barrier, said: mp.SimpleQueue[list[str]]) -> None:
    desk, codes = open_desk(Path(root)), []
    for charge in charges:
        start.wait()
        once = f"till-{shift}-{charge}"
        try:
            desk.counter.take_payment(BY, shift, READER, [charge], [Tender("cash", FEN)], once)
            codes.append("paid")
        except Refusal as refusal:
            codes.append(refusal.code)
    desk.close()
    said.put(codes)


def two_tills(desk: Desk, shifts: tuple[int, int], times: int) -> Counter[str]:
    """Both tills take each debt at the same moment: one does, the other is told. Who was first how often."""
    charges, root = owe(desk, times, "tills"), str(desk.ground.folder.root)
    start, said = FRESH.Barrier(2), FRESH.SimpleQueue()
    tills = [FRESH.Process(target=_take, args=(root, shift, charges, start, said)) for shift in shifts]
    for each in tills:
        each.start()
    both = list(zip(said.get(), said.get(), strict=True))
    for each in tills:
        each.join()
    assert {tuple(sorted(pair)) for pair in both} == {("paid", "payment.moved_on")}
    paid_once(charges)
    return Counter("one" if one == "paid" else "other" for one, _ in both)


class Jam(Exception):
    """Something between the number and the commit."""


def _number(root: str, shift: int, times: int, said: mp.SimpleQueue[list[str]]) -> None:
    desk, dice, made = open_desk(Path(root)), random.Random(shift), []
    for turn in range(times):
        try:
            with connection.transaction():
                cash = [Tender("cash", 1)]
                receipt = desk.cashier.top_up(BY, shift, READER, cash, f"number-{shift}-{turn}")
                if dice.random() < 0.4:
                    raise Jam
            made.append(receipt.number)
        except Jam:
            continue
    desk.close()
    said.put(made)


def numbers(desk: Desk, shifts: tuple[int, int], times: int) -> int:
    """Papers are numbered by two processes, four times in ten in vain; returns how many came into being."""
    root, said = str(desk.ground.folder.root), FRESH.SimpleQueue()
    before = int(connection.value("SELECT COUNT(*) FROM paper WHERE series = 'R'"))
    tills = [FRESH.Process(target=_number, args=(root, shift, times // 2, said)) for shift in shifts]
    for each in tills:
        each.start()
    made = [*said.get(), *said.get()]
    for each in tills:
        each.join()
    assert sorted(int(number[-6:]) for number in made) == list(range(before + 1, before + len(made) + 1))
    sound()
    return len(made)


def prepare(desk: Desk) -> tuple[int, int]:
    """Readers, and two tills with a shift each; returns the shifts."""
    plant(desk)
    first = desk.shifts.open(BY, 1, 10_000)
    return first, desk.shifts.open(BY, desk.tills.add(BY, "another"), 10_000)


def run(scale: Scale) -> list[Outcome]:
    """Each kind so many times; what is not as it must be is raised, and so stands in the table."""
    times, papers = scale.of(10, 1_000), scale.of(60, 10_000)
    with tempfile.TemporaryDirectory(prefix="ill-desk-clicks-") as folder:
        desk = create_desk(Path(folder) / "library", "zju", "YQ", "zh_CN")
        try:
            return _tried(desk, times, papers)
        finally:
            desk.close()


def _tried(desk: Desk, times: int, papers: int) -> list[Outcome]:
    shifts, watch = prepare(desk), Watch()
    double_clicks(desk, shifts[0], times)
    retries(desk, shifts[0], times)
    first = two_tills(desk, shifts, times)
    one, other = f"{times:,} double clicks, {times:,} operations sent three times", f"{times:,} debts"
    clicks = Outcome(
        "one click, one posting",
        f"{one}, {other} taken at two tills at once: one posting each",
        True,
        watch.seconds,
        f"two threads, two processes; who was first: {first['one']} to {first['other']}",
    )
    watch, made = Watch(), numbers(desk, shifts, papers)
    gapless = Outcome(
        "numbers without gaps",
        f"{papers:,} numbers taken, {made:,} kept: 0 duplicates, 0 gaps",
        True,
        watch.seconds,
        "two processes that roll back after the number, four times in ten",
    )
    return [clicks, gapless]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    for each in run(Scale.SHORT if parser.parse_args().short else Scale.FULL):
        print(f"{each.promise}: {each.figure} ({each.seconds:.0f} s)")


if __name__ == "__main__":
    main()
