"""What the pages of transfers say alike."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

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
