"""The arithmetic of loans and shelves: due dates, fines, second chips, free places. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import count

MARKS = ("overdue", "recalled", "renewal_asked", "renewal_granted", "renewal_refused", "damaged")
MARK_TONES: dict[str, str] = {
    "overdue": "bad",
    "recalled": "caution",
    "renewal_asked": "caution",
    "renewal_granted": "good",
    "renewal_refused": "bad",
    "damaged": "bad",
}
SHELF_ROW = 20  # places in a row: A01 … A20, B01 …
LONGEST_SHELF = 12


def due_for_reader(today: dt.date, partner_due: str | None, loan_days: int, margin_days: int) -> dt.date:
    """When a reader should bring a loan back: some days before the partner wants it, never in the past."""
    usual = today + dt.timedelta(days=loan_days)
    if not partner_due:
        return usual
    last = dt.date.fromisoformat(partner_due) - dt.timedelta(days=margin_days)
    return max(today, min(usual, last))


def days_overdue(due_on: str | None, fined_until: str | None, back_on: str) -> int:
    """The days for which a fine is still to be posted, up to and with ``back_on``; no day counts twice."""
    if not due_on:
        return 0
    since = max(due_on, fined_until or due_on)
    return max(0, (dt.date.fromisoformat(back_on) - dt.date.fromisoformat(since)).days)


def marks(
    state: str, due_on: str | None, recalled: bool, renewal: str, damaged: bool, today: str
) -> list[str]:
    """What holds of a loan beside its state, the most pressing first; several may hold together."""
    out = state == "checked_out"
    found = {
        "overdue": out and due_on is not None and due_on < today,
        "recalled": out and recalled,
        f"renewal_{renewal}": out and bool(renewal),
        "damaged": damaged,
    }
    return [mark for mark in MARKS if found.get(mark)]


def free_shelf(taken: Collection[str]) -> str:
    """The first free place of a pick-up shelf: ``A01`` … ``A20``, ``B01`` …; after ``Z20`` comes ``AA01``."""
    used = set(taken)
    return next(code for place in count() if (code := _shelf(place)) not in used)


def _shelf(place: int) -> str:
    row, seat = divmod(place, SHELF_ROW)
    letters = ""
    row += 1
    while row:
        row, letter = divmod(row - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{seat + 1:02d}"


def may_collect(collector: str, reader: str, proxy: str) -> bool:
    """Whether somebody who gives a name may take what is ready: the reader, or the proxy the reader named."""

    def bare(name: str) -> str:
        return "".join(name.split()).casefold()

    return bare(collector) in {bare(reader), bare(proxy) or bare(reader)}
