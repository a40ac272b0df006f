"""What the till and the pages of transfers say alike."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from ill_desktop import money
from ill_desktop.cashier import bank
from ui.kit.chip import Tag


def age_tag(days: int, long: int) -> Tag:
    """How long something has waited; once it is ``long``, it stands out."""
    if days <= 0:
        return Tag(QCoreApplication.translate("BankWords", "today"))
    words = (
        QCoreApplication.translate("BankWords", "1 day")
        if days == 1
        else QCoreApplication.translate("BankWords", "%1 days").replace("%1", str(days))
    )
    return Tag(words, "caution" if days >= long else "neutral")


def days_since(day: str, today: dt.date) -> int:
    """Whole days from a business date to today."""
    return (today - dt.date.fromisoformat(day)).days


def incoming(name: str, fen: int) -> list[tuple[int | None, str]]:
    """What has come and belongs to nobody yet, to choose from; those in this name or of this sum first."""
    rows = sorted(bank.unknown(), key=lambda row: (row.payer != name, row.left_fen != fen, row.id))
    found = [(row.id, " · ".join((money.yuan(row.left_fen), row.payer, row.day))) for row in rows]
    return [(None, QCoreApplication.translate("BankWords", "Not here yet")), *found]


def outcome(due: int, left: int, to_deposit: bool, partly: bool) -> str:
    """What will become of a transfer of which ``left`` is there, when ``due`` is ticked."""
    rest = money.yuan(abs(left - due))
    if due == left:
        sentence = QCoreApplication.translate("BankWords", "It pays exactly what is ticked.")
    elif due > left and partly:
        sentence = QCoreApplication.translate(
            "BankWords", "It pays as far as it reaches, the oldest first; %1 stays due."
        )
    elif due > left:
        sentence = QCoreApplication.translate(
            "BankWords", "%1 is missing. Untick something, or settle a part."
        )
    elif to_deposit:
        sentence = QCoreApplication.translate("BankWords", "%1 goes onto the deposit.")
    else:
        sentence = QCoreApplication.translate(
            "BankWords", "%1 is left over and waits with the unknown payers; it can be sent back."
        )
    return sentence.replace("%1", rest)
