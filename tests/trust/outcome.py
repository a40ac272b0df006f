"""What one promise came to, and how large a run is."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any


class Scale(Enum):
    """How much is tried: ``SHORT`` on every `make test`, ``FULL`` in `make trust`."""

    SHORT = "short"
    FULL = "full"

    def of(self, short: int, full: int) -> int:
        """The count that belongs to this scale."""
        return full if self is Scale.FULL else short


@dataclass(frozen=True)
class Outcome:
    """One line of the table. ``promise`` in the words of trust.md, ``figure`` what was counted, ``shown`` by
    what. ``kept`` of a mutant means that it was caught."""

    promise: str
    figure: str
    kept: bool
    seconds: float
    shown: str = ""

    def facts(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return asdict(self)


@dataclass
class Watch:
    """Seconds since a part began, read once it is over."""

    began: float = field(default_factory=time.perf_counter)

    @property
    def seconds(self) -> float:
        return round(time.perf_counter() - self.began, 1)


MEMORY = Path("/dev/shm")


@contextmanager
def workplace(name: str) -> Iterator[Path]:
    """A folder for a part that does not try the disk itself, in memory where the system has a place there."""
    beneath = MEMORY if MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix=f"ill-desk-{name}-", dir=beneath) as folder:
        yield Path(folder)
