"""Own line icons: drawn once per colour, size and screen density, only when first shown."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from ill_desktop import paths
from ui.kit.theme import Theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

SIZE = 20


@cache
def names() -> frozenset[str]:
    """Every icon that is shipped."""
    return frozenset(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


@lru_cache(maxsize=512)
def pixmap(name: str, colour: str, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """An icon in one colour (``#rrggbb``), ``size`` logical pixels wide, crisp at the device ratio.

    Raises FileNotFoundError for a name that is not shipped.
    """
    from PySide6.QtSvg import QSvgRenderer

    source = _source(name).replace("currentColor", colour)
    drawn = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    renderer.render(painter, QRectF(0, 0, drawn.width(), drawn.height()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


def draw(painter: QPainter, name: str, colour: str, x: float, y: float, size: int = SIZE) -> None:
    """Paint an icon with its top left corner at a point."""
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), pixmap(name, colour, size, ratio))


def icon(name: str, theme: Theme, size: int = SIZE) -> QIcon:
    """A QIcon for menus and line edits, with its disabled look, at 1x and 2x."""
    from PySide6.QtGui import QIcon

    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, theme.ink2, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, theme.accent, size, ratio), QIcon.Mode.Normal, QIcon.State.On)
        made.addPixmap(pixmap(name, theme.line, size, ratio), QIcon.Mode.Disabled)
    return made
