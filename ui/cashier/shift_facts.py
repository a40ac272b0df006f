"""What stands on the papers of a shift, line by line: float, takings, notes and coins, over or short."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from ill_desktop import money
from ill_desktop.cashier.papers import Receipt, ReceiptLine
from ill_desktop.cashier.queries import ShiftRow
from ui.kit.chip import Tag
from ui.kit.facts import Fact
from ui.session import Session

SERIES = ("X", "Z", "H")
_STRONG = ("expected", "counted")


def shift_facts(session: Session, paper: Receipt) -> list[Fact]:
    """The lines of an X or Z report or a hand-over slip."""
    return [
        Fact(_name(session, line), money.figures(line.amount_fen), strong=line.kind in _STRONG)
        for line in paper.lines
    ]


def _name(session: Session, line: ReceiptLine) -> str:
    words = session.words
    name, _, rest = line.kind.partition(".")
    if name == "tender":
        return words(line.kind)
    if name == "piece":
        value = money.plain(int(rest)).removesuffix(".00")
        return words("paper.receipt.piece", value=value, many=line.label)
    key = f"entry.{name}" if words.has(f"entry.{name}") else f"paper.receipt.{name}"
    about = line.label if name in ("paid_in", "paid_out") else ""  # of over/short it is the audit head
    return " · ".join(part for part in (words(key), about) if part)


def verdict(over_fen: int) -> str:
    """Whether the drawer was right."""
    if not over_fen:
        return QCoreApplication.translate("Shift", "The drawer is right")
    named = (
        QCoreApplication.translate("Shift", "%1 over")
        if over_fen > 0
        else QCoreApplication.translate("Shift", "%1 short")
    )
    return named.replace("%1", money.yuan(abs(over_fen)))


def over_short(paper: Receipt) -> int | None:
    """What a Z report says of the count; None on other papers."""
    return next((line.amount_fen for line in paper.lines if line.kind == "over_short"), None)


def left_open(session: Session, shift: ShiftRow) -> bool:
    """Whether a shift was opened on a business day that is over."""
    since = session.local(shift.opened_at)
    return since is not None and since.date() < session.desk.clock.day()


def since(session: Session, shift: ShiftRow) -> str:
    """When a shift was opened: the time, and the day where it is another one."""
    opened = session.local(shift.opened_at)
    assert isinstance(opened, dt.datetime)
    return f"{opened:%m-%d %H:%M}" if left_open(session, shift) else f"{opened:%H:%M}"


def shift_tag(session: Session, shift: ShiftRow | None) -> Tag:
    """How the till stands: no shift, open, or left open overnight."""
    if shift is None:
        return Tag(QCoreApplication.translate("Shift", "No shift"), "caution")
    if left_open(session, shift):
        words = QCoreApplication.translate("Shift", "Open since %1").replace("%1", since(session, shift))
        return Tag(words, "caution")
    return Tag(QCoreApplication.translate("Shift", "Shift open"), "good")
