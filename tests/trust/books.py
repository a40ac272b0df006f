"""The books under a long run: ``python -m tests.trust.books --steps 100000``.

The machine of ``tests/db/test_books.py``: every operation of the cashier in any order, after each of them
every balance against an independent recomputation. Prints what it did; exit code 1 with the shortest failing
story.
"""

from __future__ import annotations

import argparse

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.db.test_books import Books
from tests.trust.outcome import Outcome, Scale, Watch

PROMISE = "the books always balance"
SHOWN = "hypothesis state machine over every cashier operation, against an independent recomputation"
A_STORY = 100
SHORT, FULL = 300, 100_000
steps = 0


class Counted(Books):
    """The same machine, counting its steps: an invariant runs after each."""

    @invariant()
    def counted(self) -> None:
        global steps
        steps += 1


def work(asked: int) -> None:
    """At least so many steps. Raises what the machine found, with the shortest story that leads there."""
    while steps < asked:
        run_state_machine_as_test(
            Counted,
            settings=settings(
                max_examples=max((asked - steps) // A_STORY, 1),
                stateful_step_count=A_STORY,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )


def run(scale: Scale) -> Outcome:
    """A hundred thousand operations; what breaks is raised, and so stands in the table."""
    watch = Watch()
    work(scale.of(SHORT, FULL))
    return Outcome(PROMISE, f"{steps:,} operations: 0 broken invariants", True, watch.seconds, SHOWN)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=FULL)
    asked, watch = parser.parse_args().steps, Watch()
    work(asked)
    print(f"{steps:,} steps, 0 broken invariants, {watch.seconds:.0f} s")


if __name__ == "__main__":
    main()
