"""The base of every screen, and the few ways to put things beside each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.kit.keys import press_hot
from ui.kit.label import Label
from ui.kit.text import Text, write
from ui.kit.theme import GAP, MARGIN, Tone, style

Part = QWidget | QLayout | int | None
"""What stands in a box: a widget, another box, a distance in pixels, or None for the room that is left."""


class Screen(QWidget):
    """One page of the window. Subclasses build themselves in ``__init__`` and load in ``opened``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)

    def opened(self) -> None:
        """Called each time the screen comes to the front: load, and set the focus."""

    def refresh(self, topics: frozenset[str]) -> None:
        """Something changed (see ``commands.Changes``): reload what is concerned."""

    def scanned(self, text: str) -> bool:
        """A scanner read something while this screen was in front; True when it was for this screen."""
        return False

    def retranslate(self) -> None:
        """The language changed: say again what is not said through ``text.write``."""

    def write(self, setter: Callable[[str], object], text: Text) -> None:
        """Say something now and in every language to come: ``self.write(box.setTitle, lambda: …)``."""
        write(self, setter, text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_hot(self, event):
            super().keyPressEvent(event)


def _fill(box: QBoxLayout, parts: Sequence[Part], gap: int, margins: int | tuple[int, int, int, int]) -> None:
    box.setSpacing(gap)
    if isinstance(margins, int):
        margins = (margins, margins, margins, margins)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, int):
            box.addSpacing(part)
        elif isinstance(part, QLayout):
            box.addLayout(part)
        else:
            box.addWidget(part)


def vbox(*parts: Part, gap: int = 8, margins: int | tuple[int, int, int, int] = 0) -> QVBoxLayout:
    """Things below each other."""
    box = QVBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def hbox(*parts: Part, gap: int = 8, margins: int | tuple[int, int, int, int] = 0) -> QHBoxLayout:
    """Things beside each other."""
    box = QHBoxLayout()
    _fill(box, parts, gap, margins)
    return box


def page(*parts: Part, gap: int = GAP) -> QVBoxLayout:
    """The layout of a whole screen, with its margins."""
    return vbox(*parts, gap=gap, margins=(MARGIN, 20, MARGIN, MARGIN))


def panel(*parts: Part, gap: int = 8, margins: int = 20, tone: Tone | None = None, name: str = "") -> QFrame:
    """A rounded panel holding things below each other; margins=0 for a table."""
    frame = QFrame()
    frame.setObjectName(name)
    frame.setLayout(vbox(*parts, gap=gap, margins=margins or 1))
    style(frame, role="panel", tone=tone or "")
    return frame


def title_bar(title: Text, *parts: Part, actions: Sequence[QWidget] = (), name: str = "title") -> QHBoxLayout:
    """The first line of a screen: its name, what belongs to it, and at the right the buttons."""
    box = hbox(Label(title, "title", name=name), *parts, None, *actions, gap=12)
    box.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return box


class _Tall(QScrollArea):
    """Scrolls down, and to the side only where it is allowed to: else it is as wide as what it holds."""

    def minimumSizeHint(self) -> QSize:
        least, inner = super().minimumSizeHint(), self.widget()
        if inner is None or self.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff:
            return least
        return least.expandedTo(
            QSize(inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), 0)
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # what it holds wants another width now
        return super().event(event)


def scrolled(content: QWidget | QLayout, name: str = "") -> QScrollArea:
    """Something that may grow taller than the window."""
    if isinstance(content, QLayout):
        holder = QWidget()
        holder.setLayout(content)
        content = holder
    style(content, role="plain")
    area = _Tall()
    area.setObjectName(name)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def row(left: QWidget, right: QWidget) -> QHBoxLayout:
    """A name at the left, its figure at the right."""
    left.setSizePolicy(QSizePolicy.Policy.Expanding, left.sizePolicy().verticalPolicy())
    return hbox(left, right)


def clear(box: QLayout) -> None:
    """Take everything out of a layout, and away."""
    while (item := box.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
