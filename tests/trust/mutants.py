"""The mistakes that the trust runs must be able to see. Each replaces one line of the program by a wrong one.

``python -m tests.trust.mutants NAME …`` is the program's command line with that mistake in it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from db import connection, sqlite
from ill_desktop.cashier import ledger, papers
from ill_desktop.ground import Ground

Undo = Callable[[], object]


def normal() -> Undo:
    """``synchronous = normal``: a commit returns before it is on the disk."""
    before = sqlite.PRAGMAS["synchronous"]
    sqlite.PRAGMAS["synchronous"] = "normal"
    return lambda: sqlite.PRAGMAS.__setitem__("synchronous", before)


def loose() -> Undo:
    """A posting that is not in the transaction of what it is for: the entry is stored by itself, as the
    database insists, and charge, paper and history each by itself."""
    transaction, post = connection.transaction, ledger.post

    def alone(*given: Any, **named: Any) -> int:
        with transaction():
            return post(*given, **named)

    connection.transaction, ledger.post = nullcontext, alone

    def undo() -> None:
        connection.transaction, ledger.post = transaction, post

    return undo


def early() -> Undo:
    """A number that is taken outside the transaction: from a counter that is stored at once."""
    before = papers.next_number

    def next_number(ground: Ground, series: str) -> tuple[str, str, int, str, int]:
        device, number, year, lettered, sequence = before(ground, series)
        counter = ground.folder.root / f"counter-{lettered}"
        sequence = max(sequence, 1 + int(counter.read_text() if counter.exists() else 0))
        with counter.open("w") as stream:
            stream.write(str(sequence))
            stream.flush()
            os.fsync(stream.fileno())
        return device, f"{number[:-6]}{sequence:06d}", year, lettered, sequence

    papers.next_number = next_number
    return lambda: setattr(papers, "next_number", before)


ALL: dict[str, Callable[[], Undo]] = {"normal": normal, "loose": loose, "early": early}


@contextmanager
def mutated(name: str) -> Iterator[None]:
    """The program with one mistake in it; ``""`` is the program as it is."""
    undo = ALL[name]() if name else lambda: None
    try:
        yield
    finally:
        undo()


def main(given: list[str]) -> Any:
    from ill_desktop.cli import main as line

    ALL[given[0]]()
    return line(given[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
