"""What one request of a demo library costs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ill_desktop.counter.demo.people import Reader
from ill_desktop.counter.demo.walks import Cost

EventRow = tuple[Any, ...]


@dataclass(slots=True)
class Bill:
    """What one request costs, and what happens to the request once that is paid."""

    request_id: int
    number: str
    title: str
    reader: Reader
    cost: Cost
    tender: str
    afterwards: list[EventRow] = field(default_factory=list)
    charge_id: int = 0
    entry_id: int = 0
    slip: tuple[int, str, str] = (0, "", "")  # paper, number, issued at
