"""The column at the right of every page of the cashier."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.kit.screen import Part, hbox, panel
from ui.kit.theme import GAP

NARROW, WIDE = 400, 420


def beside(left: Part, side: QWidget, name: str) -> QHBoxLayout:
    """Something wide, and at its right a panel of constant width that gives way in a small window."""
    frame: QFrame = panel(side, name=name)
    frame.setMinimumWidth(NARROW)
    frame.setMaximumWidth(WIDE)
    both = hbox(left, frame, gap=GAP)
    both.setStretch(0, 3)
    both.setStretch(1, 2)
    return both
