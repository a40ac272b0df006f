"""A counter's work without a window: one commit after another, in an order that one seed decides.

It is how the till is tried hard (trust.md, "an acknowledged payment is never lost"): a driver kills the
process, cuts its power or fills its disk, and then asks the library for what had been acknowledged. It goes
through the services only, as a window does, and never touches a library with real readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from db import connection
from ill_desktop import settings
from ill_desktop.counter.exercise_desk import DeskWork, Done
from ill_desktop.counter.exercise_till import TillWork
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff import queries as staff

RUNS = "exercise.runs"
FEWEST_READERS = 4
Action = Callable[[str], Done | None]


class Exercise:
    """One run over a demo library. The same seed, on a library in the same state, does the same work.

    Raises Refusal ``exercise.demo_only`` in a library that is not marked as demo.
    """

    def __init__(self, ground: Ground, seed: int) -> None:
        if not settings.read("demo"):
            raise Refusal("exercise.demo_only")
        run = _next_run()
        # The mark of an operation is a reader's number, too: letters and digits, and not too many.
        self._mark, self._step = f"x{seed % 1_000_000}r{run}n", 0
        self._random = Random(f"{seed}:{run}")
        by = staff.first_administrator()
        self._desk = DeskWork(ground, by, self._random)
        self._till = TillWork(ground, by, self._random, self._desk)
        self._actions = [action for action, often in self._how_often().items() for _ in range(often)]

    def _how_often(self) -> dict[Action, int]:
        """What a counter does, and how often beside the others."""
        desk, till = self._desk, self._till
        return {
            desk.register: 2,
            desk.approve: 2,
            desk.submit: 16,
            desk.step: 64,
            desk.cancel: 2,
            desk.note: 3,
            desk.answer_notice: 3,
            till.pay: 12,
            till.pay_in_parts: 4,
            till.top_up: 7,
            till.refund: 4,
            till.pay_back: 2,
            till.void: 3,
            till.write_off: 1,
            till.issue_slip: 8,
            till.issue_slip_in_advance: 1,
            till.match_slip: 4,
            till.ask_invoice: 2,
            till.close_shift: 1,
            till.hand_over: 1,
        }

    def work(self) -> Iterator[Done]:
        """Work without end. What is yielded has been committed; where another process was quicker nothing
        has been done, and nothing is yielded."""
        while True:
            action, operation = self._next(), f"{self._mark}{self._step}"
            self._step += 1
            try:
                done = action(operation)
            except Refusal as refusal:
                if refusal.code not in OVERTAKEN:
                    raise
                continue
            if done is not None:
                yield done

    def _next(self) -> Action:
        """What comes now: a shift and some readers first, then anything."""
        if not self._till.shift:
            return self._till.open_shift
        if self._desk.readers() < FEWEST_READERS:
            return self._random.choice((self._desk.register, self._desk.approve))
        return self._random.choice(self._actions)


OVERTAKEN = frozenset(
    """charge.paid entry.reversed invoice.nothing invoice.taken paper.other_shift paper.void
    payment.deposit_short payment.invoiced payment.moved_on payment.nothing payment.refunded
    refund.drawer_short refund.invoiced refund.no_payment refund.too_much request.changed request.no_such_step
    request.unpaid shift.closed shift.open transfer.changed transfer.not_pending transfer.waiting""".split()
)
"""What several hands at one counter may do to each other, and a voided payment to a request that waits to be
collected; anything else refused is a mistake of this module."""


def _next_run() -> int:
    """How many runs this library has seen, this one counted: no operation id is ever used twice."""
    with connection.transaction():
        run = int(settings.read(RUNS, 0)) + 1
        settings.write(RUNS, run)
    return run
