"""Erasing a person: the account and everything that names him, but not the books (docs/privacy.md).

What was paid stays entered, and papers keep what was printed on them: finance must be able to show both.
They stand under the number of a record that names nobody any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from db import connection
from ill_desktop import audit, money
from ill_desktop.activation import forgetting as activation
from ill_desktop.cashier import queries as cashier
from ill_desktop.counter import marks as today
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import forgetting as notices
from ill_desktop.patrons import forgetting as patrons
from ill_desktop.patrons import rules
from ill_desktop.patrons.queries import alias_ids, follow
from ill_desktop.requests import forgetting as requests
from ill_desktop.requests.rules import OPEN
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

_OPEN = ", ".join(repr(state) for state in OPEN)


class Erasure(NamedTuple):
    """What erasing a person takes and leaves, counted before or after. ``papers`` and ``invoices`` stay, with
    the name that was printed on them, for as long as the books must be kept."""

    records: int
    requests: int
    messages: int
    documents: int
    papers: int
    invoices: int


class EraseService:
    """One method, one transaction; the files of documents go after it."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def preview(self, by: Actor, patron_id: int) -> Erasure:
        """What :meth:`erase` would take and leave.

        Raises Refusal ``patron.gone``, ``patron.erased``, or ``erase.holds`` with what has to be settled
        first: ``requests``, ``debt``, ``deposit``, ``slips``.
        """
        require(self._ground, by, "patron.erase")
        everyone = _whole(patron_id)
        return _count(everyone)

    def erase(self, by: Actor, patron_id: int, reason: str) -> Erasure:
        """Forget a person, with every record merged into his.

        Raises what :meth:`preview` raises, and Refusal beside ``reason``.
        """
        require(self._ground, by, "patron.erase")
        kept = rules.check_reason(reason)
        with connection.transaction():
            everyone = _whole(patron_id)
            taken = _count(everyone)
            documents = forget(self._ground, everyone)
            audit.append(
                self._ground.now,
                by.mark,
                "patron.erase",
                f"patron:{everyone[0]}",
                reason=kept,
                **taken._asdict(),
            )
        requests.remove_unused(self._ground.folder, documents)
        return taken


def _whole(patron_id: int) -> tuple[int, ...]:
    """All records of a person who may be erased now, the kept one first."""
    everyone = records(patron_id)
    if connection.value("SELECT erased_at FROM patron WHERE id = ?", (everyone[0],)) is not None:
        raise Refusal("patron.erased")
    holds = _holds(everyone)
    if any(holds.values()):
        said = {name: money.yuan(holds[name]) for name in ("debt", "deposit")}
        facts: dict[str, Any] = {**holds, **said}
        raise Refusal("erase.holds", **facts)
    return everyone


def records(patron_id: int) -> tuple[int, ...]:
    """All records of a person, the kept one first."""
    kept = follow(patron_id)
    return (kept, *(each for each in alias_ids(kept) if each != kept))


def is_settled(patron_id: int) -> bool:
    """Whether nothing of a person is open: no request, debt, deposit or slip."""
    return not any(_holds(records(patron_id)).values())


def _holds(everyone: Sequence[int]) -> dict[str, int]:
    """What has to be settled first: counts, and fen."""
    marks = ", ".join("?" * len(everyone))
    return {
        "requests": connection.value(
            f"SELECT COUNT(*) FROM request WHERE patron_id IN ({marks}) AND state IN ({_OPEN})",
            tuple(everyone),
        ),
        "debt": sum(due.amount_fen for due in cashier.dues(everyone[0])),
        "deposit": cashier.deposit_balance(everyone[0]),
        "slips": connection.value(
            f"SELECT COUNT(*) FROM transfer WHERE patron_id IN ({marks}) AND state = 'pending'",
            tuple(everyone),
        ),
    }


def _count(everyone: Sequence[int]) -> Erasure:
    def count(sql: str) -> int:
        marks = ", ".join("?" * len(everyone))
        return int(connection.value(f"{sql} IN ({marks})", tuple(everyone)))

    return Erasure(
        len(everyone),
        count("SELECT COUNT(*) FROM request WHERE patron_id"),
        count("SELECT COUNT(*) FROM outbox WHERE patron_id"),
        count("SELECT COUNT(*) FROM request_file f JOIN request r ON r.id = f.request_id WHERE r.patron_id"),
        count("SELECT COUNT(*) FROM paper WHERE patron_id"),
        count("SELECT COUNT(*) FROM invoice WHERE patron_id"),
    )


def forget(ground: Ground, everyone: Sequence[int]) -> list[str]:
    """Empty every room of these records, in the caller's transaction; returns the documents they had.

    The caller deletes those with ``requests.forgetting.remove_unused`` once the transaction stands.
    """
    marks = ", ".join("?" * len(everyone))
    asked = connection.rows(int, f"SELECT id FROM request WHERE patron_id IN ({marks})", tuple(everyone))
    told = notices.of(everyone)
    patrons.forget(ground, everyone)
    activation.forget(everyone)
    notices.forget(told)
    requests.drop_drafts(everyone)
    documents = [sha256 for each in asked for sha256 in requests.forget(ground, each)]
    slips = connection.rows(int, f"SELECT id FROM transfer WHERE patron_id IN ({marks})", tuple(everyone))
    today.forget(patrons=everyone, requests=asked, notices=told, transfers=slips)
    audit.forget(
        [
            *(f"patron:{each}" for each in everyone),
            *(f"request:{each}" for each in asked),
            *(f"notice:{each}" for each in told),
        ]
    )
    return documents


def sweep() -> None:
    """Take what was forgotten out of the file's spare pages too: search tables rewritten, log emptied.

    Some seconds with a million requests, so after many erasures, not after each; never on the window's
    thread.
    """
    for table in ("patron_search", "request_search"):
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")
    connection.empty_log()
