"""The board: each of its figures and lists beside the same SQL on a bare connection.

``python -m tests.bench.today DIR`` measures it in a library that is there already, and changes nothing in it.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from db import connection
from ill_desktop.counter import board
from ill_desktop.desk import Desk, open_desk
from tests.bench import measure as measuring
from tests.bench.measure import Result, Work, in_turns
from tests.bench.reading import bare

SECONDS, ROUNDS = 0.100, 9


def _works(desk: Desk) -> Iterator[tuple[str, Work]]:
    """Each figure by itself, its list, then what the window asks for when it opens."""
    ground = desk.ground
    cards = [each.key for each in board.waiting(ground)]
    for key in cards:
        yield f"board: {key}", partial(board.figure, ground, key)
    for key in cards:
        yield f"  its list: {key}", partial(board.items, ground, key)
    yield "board: all figures", partial(board.waiting, ground)
    yield "board: first things", partial(board.first_things, ground)
    yield "board: given to one person", partial(board.given_to, ground, 1)
    yield "board: put off", partial(board.put_off, ground)
    yield "board: figures of the day", partial(board.day, ground)


def measure(desk: Desk, rounds: int) -> list[Result]:
    """A ratio to the bare SQL for each, and whether it was done within a tenth of a second."""
    results = []
    for name, ours in _works(desk):
        result = in_turns(name, ours, bare(desk, ours), None, rounds)
        took = statistics.median(result.ours)
        kept = "kept" if took <= SECONDS else "NOT KEPT"
        result.note = f"goal ≤ {SECONDS * 1000:.0f} ms: {kept}"
        results.append(result)
    return results


def main() -> None:
    desk = open_desk(Path(sys.argv[1]))
    requests = int(connection.value("SELECT COUNT(*) FROM request"))
    results = measure(desk, ROUNDS)
    desk.close()
    print(f"{requests:,} requests\n\n{measuring.table(results)}")


if __name__ == "__main__":
    main()
