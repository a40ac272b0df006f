"""Numbered papers that nobody holds in his hand yet, and why: a failed printer loses none."""

from __future__ import annotations

from typing import Any

from db import connection
from ill_desktop import settings
from ill_desktop.cashier.queries import PAPER, PaperRow
from ill_desktop.errors import Refusal

HELD = "printing.held"


def hold(paper_id: int, why: Refusal) -> None:
    """A printer failed: the paper stays on the list, whatever shift comes next."""
    with connection.transaction():
        settings.write(HELD, {**_held(), str(paper_id): {"code": why.code, "facts": why.facts}})


def forget(paper_id: int) -> None:
    """It came out after all."""
    held = _held()
    if str(paper_id) in held:
        with connection.transaction():
            settings.write(HELD, {key: why for key, why in _held().items() if key != str(paper_id)})


def rows(shift_id: int | None) -> list[PaperRow]:
    """Papers of a shift that were never put out, and all that a printer failed at; oldest first."""
    held = [int(key) for key in _held()]
    marks = ", ".join("?" * len(held))
    return connection.rows(
        PaperRow,
        f"{PAPER} WHERE (p.shift_id = ? OR p.id IN ({marks})) AND v.id IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM paper_print x WHERE x.paper_id = p.id) ORDER BY p.id",
        (shift_id, *held),
    )


def reasons() -> dict[int, Refusal]:
    """Paper → what its printer said last."""
    return {int(key): Refusal(why["code"], **why["facts"]) for key, why in _held().items()}


def _held() -> dict[str, Any]:
    kept: dict[str, Any] = settings.read(HELD, {})
    return kept
