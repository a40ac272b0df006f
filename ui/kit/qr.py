"""A QR code on the screen: black on white in every theme, with its quiet zone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.text import Text, write

_QUIET = 4


class QrView(QWidget):
    """Shows a matrix (True: dark) as large as fits in whole pixels a module."""

    def __init__(self, name: str, title: Text, matrix: Sequence[Sequence[bool]] = ()) -> None:
        super().__init__()
        self.setObjectName(name)
        write(self, self.setAccessibleName, title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._matrix = matrix

    def show_matrix(self, matrix: Sequence[Sequence[bool]]) -> None:
        """Show another code; an empty matrix shows none."""
        self._matrix = matrix
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = (len(self._matrix) + 2 * _QUIET) * 5 if self._matrix else 200
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        side = (len(self._matrix) + 2 * _QUIET) * 3 if self._matrix else 120
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._matrix:
            return
        modules = len(self._matrix) + 2 * _QUIET
        module = max(1, min(self.width(), self.height()) // modules)
        side = module * modules
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(QRectF(left, top, side, side), 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for y, line in enumerate(self._matrix):
            for x, dark in enumerate(line):
                if dark:
                    at = (left + (x + _QUIET) * module, top + (y + _QUIET) * module)
                    painter.fillRect(*at, module, module, Qt.GlobalColor.black)
