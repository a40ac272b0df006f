"""The books under a long run: ``python -m tests.trust.books --steps 100000``.

The machine of ``tests/db/test_books.py``: every operation of the cashier in any order, after each of them
every balance against an independent recomputation. Prints what it did; exit code 1 with the shortest failing
story.
"""

from __future__ import annotations

import argparse
import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from tests.db.test_books import Books

A_STORY = 100
steps = 0


class Counted(Books):
    """The same machine, counting its steps: an invariant runs after each."""

    @invariant()
    def counted(self) -> None:
        global steps
        steps += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=100_000)
    asked = parser.parse_args().steps
    started = time.monotonic()
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
    print(f"{steps:,} steps, 0 broken invariants, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
