"""Taking turns with a floor in the same run (ours, floor, ours, …), so that the machine does not matter."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

Work = Callable[[], object]


@dataclass
class Result:
    """One line of the table. Times are seconds, memory MiB; the ratio is of each pair of turns."""

    name: str
    unit: str
    goal: float | None
    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        return [ours / floor for ours, floor in zip(self.ours, self.floor, strict=False)]

    @property
    def ratio(self) -> float | None:
        return statistics.median(self.ratios) if self.ratios else None

    @property
    def kept(self) -> bool | None:
        return None if self.ratio is None or self.goal is None else self.ratio <= self.goal

    def facts(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "ratios": self.ratios, "kept": self.kept}


def seconds(work: Work) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def in_turns(
    name: str, ours: Work, floor: Work, goal: float | None, rounds: int, times: int = 1, note: str = ""
) -> Result:
    """Both once to warm up, then in turns; each turn does its work ``times`` times."""
    result = Result(name, "s", goal, note=note)
    for work in (ours, floor):
        work()
    for _ in range(rounds):
        result.ours.append(sum(seconds(ours) for _ in range(times)) / times)
        result.floor.append(sum(seconds(floor) for _ in range(times)) / times)
    return result


def _shown(values: list[float], unit: str) -> str:
    if not values:
        return "—"
    value = statistics.median(values)
    if unit == "MiB":
        return f"{value:.0f} MiB"
    return f"{value * 1000:.2f} ms" if value < 1 else f"{value:.2f} s"


def table(results: list[Result]) -> str:
    """What was measured, for people."""
    rows = [("work", "ours", "floor", "ratio (least–most)", "goal", "")]
    for each in results:
        ratio = "—"
        if each.ratio is not None:
            ratio = f"{each.ratio:.2f} ({min(each.ratios):.2f}–{max(each.ratios):.2f})"
        kept = {None: each.note, True: "kept", False: "NOT KEPT"}[each.kept]
        goal = f"≤ {each.goal:g}" if each.goal is not None else "—"
        rows.append(
            (each.name, _shown(each.ours, each.unit), _shown(each.floor, each.unit), ratio, goal, kept)
        )
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(wide) for cell, wide in zip(row, (*widths, 0), strict=True)).rstrip()
        for row in rows
    )
