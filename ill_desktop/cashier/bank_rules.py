"""What is written down of a bank transfer, and what one that falls short reaches for. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ill_desktop.errors import Refusal

if TYPE_CHECKING:  # a row to cut, nothing that is read
    from ill_desktop.cashier.queries import Due

PAYER_LONGEST = 100
PURPOSE_LONGEST = 200
EARLIER = dt.timedelta(days=366)


def check_day(day: dt.date, today: dt.date, began: dt.date) -> None:
    """The day on which the bank had the money. What came before the books ``began`` may be entered, as far
    back as a year before. Raises Refusal ``bank.day`` or ``bank.day_before``."""
    if day > today:
        raise Refusal("bank.day", "day")
    if day < (first := earliest(today, began)):
        raise Refusal("bank.day_before", "day", earliest=first.isoformat())


def earliest(today: dt.date, began: dt.date) -> dt.date:
    """The first day of which a bank can tell something here."""
    return min(began, today) - EARLIER


def check_payer(payer: str) -> str:
    """Who paid, as it is kept. Raises Refusal ``bank.payer``."""
    who = _one_line(payer)
    if not who or len(who) > PAYER_LONGEST or not who.isprintable():
        raise Refusal("bank.payer", "payer", longest=PAYER_LONGEST)
    return who


def check_purpose(purpose: str) -> str:
    """What the payer wrote for the bank, as it is kept. Raises Refusal ``bank.purpose``."""
    told = _one_line(purpose)
    if len(told) > PURPOSE_LONGEST or not told.isprintable():
        raise Refusal("bank.purpose", "purpose", longest=PURPOSE_LONGEST)
    return told


def _one_line(text: str) -> str:
    return " ".join(text.split())


def within(dues: Sequence[Due], fen: int) -> list[Due]:
    """What an amount settles of some dues, in their order; of the last perhaps a part."""
    reached = []
    for due in dues:
        part = min(fen, due.amount_fen)
        if part > 0:
            reached.append(replace(due, amount_fen=part))
            fen -= part
    return reached
