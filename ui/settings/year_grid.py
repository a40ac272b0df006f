"""A year at a glance: twelve months, each day working or off. The mouse or the arrow keys go to a day."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ill_desktop.patrons.working_days import Day
from ui.kit.text import Text, write
from ui.kit.theme import NORMAL, SMALL, Theme, font

SATURDAY = 5
_GAP, _TITLE, _WEEKDAYS, _WEEKS = 24, 24, 18, 6
_LEAST = 147  # what a month needs in height
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -7,
    Qt.Key.Key_Down: 7,
}


class YearGrid(QWidget):
    """Shows the days of one year; whether a click does anything is for whoever listens."""

    moved = Signal(object)
    """Another day is in front: a ``Day``."""
    pressed = Signal(object)
    """A day was clicked, or Space or Enter pressed on it: a ``Day``."""

    def __init__(
        self, name: str, title: Text, weekday: Callable[[int], str], month: Callable[[int], str]
    ) -> None:
        """``weekday`` gives a letter or two for 0 (Monday) to 6, ``month`` the name of 1 to 12."""
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._weekday, self._month = weekday, month
        self._days: Sequence[Day] = ()
        self._at = 0
        write(self, self.setAccessibleName, title)

    def show_year(self, days: Sequence[Day]) -> None:
        """Show these days; the day in front stays the same day of the year."""
        self._days = days
        self._at = min(self._at, len(days) - 1)
        self._tell()

    def current(self) -> Day:
        """The day in front."""
        return self._days[self._at]

    def go_to(self, day: dt.date) -> None:
        """Bring a day of this year to the front."""
        self._at = (day - self._days[0].day).days
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleDescription(self.current().day.isoformat())
        self.moved.emit(self.current())
        self.update()

    # -- where things stand -----------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(920, 500)

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(12 // self._columns() * _LEAST)

    def _columns(self) -> int:
        return 4 if self.width() >= 720 else 3

    def _box(self, month: int) -> QRectF:
        """Where a month (1–12) stands."""
        columns = self._columns()
        rows = 12 // columns
        width = (self.width() - (columns - 1) * _GAP) / columns
        height = (self.height() - (rows - 1) * 12) / rows
        at_row, at_column = divmod(month - 1, columns)
        return QRectF(at_column * (width + _GAP), at_row * (height + 12), width, height)

    def place(self, day: dt.date) -> QRectF:
        """Where a day stands."""
        box = self._box(day.month)
        first = day.replace(day=1).weekday()
        week, weekday = divmod(first + day.day - 1, 7)
        width, height = box.width() / 7, (box.height() - _TITLE - _WEEKDAYS) / _WEEKS
        return QRectF(box.x() + weekday * width, box.y() + _TITLE + _WEEKDAYS + week * height, width, height)

    def _day_at(self, point: QPointF) -> int | None:
        return next((at for at, each in enumerate(self._days) if self.place(each.day).contains(point)), None)

    # -- mouse and keys ---------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self._day_at(event.position())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = at
            self._tell()
            self.pressed.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.pressed.emit(self.current())
        elif key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            day = self.current().day
            last = calendar.monthrange(day.year, day.month)[1]
            self.go_to(day.replace(day=1 if key == Qt.Key.Key_Home else last))
        else:
            super().keyPressEvent(event)

    def _step(self, days: int) -> None:
        if 0 <= self._at + days < len(self._days):
            self._at += days
            self._tell()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # -- paint ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter, theme = QPainter(self), Theme.of(self.palette())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for month in range(1, 13):
            self._paint_head(painter, theme, month)
        for at, day in enumerate(self._days):
            paint_day(painter, self.place(day.day), day, theme)
            if at == self._at:
                there = self.hasFocus()
                painter.setPen(QPen(QColor(theme.accent if there else theme.ink3), 2 if there else 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(_pill(self.place(day.day)), 6, 6)

    def _paint_head(self, painter: QPainter, theme: Theme, month: int) -> None:
        box, middle = self._box(month), Qt.AlignmentFlag.AlignCenter
        painter.setFont(font(NORMAL, bold=True))
        painter.setPen(QColor(theme.ink))
        left = box.adjusted(box.width() / 28, 0, 0, 0)
        painter.drawText(
            QRectF(left.x(), left.y(), left.width(), _TITLE),
            Qt.AlignmentFlag.AlignVCenter,
            self._month(month),
        )
        painter.setFont(font(SMALL))
        painter.setPen(QColor(theme.ink3))
        for weekday in range(7):
            width = box.width() / 7
            cell = QRectF(box.x() + weekday * width, box.y() + _TITLE, width, _WEEKDAYS)
            painter.drawText(cell, middle, self._weekday(weekday))


def _pill(cell: QRectF) -> QRectF:
    width, height = min(cell.width() - 2, 34), min(cell.height() - 2, 24)
    return QRectF(cell.center().x() - width / 2, cell.center().y() - height / 2, width, height)


def paint_day(painter: QPainter, cell: QRectF, day: Day, theme: Theme) -> None:
    """A number; filled: a day off in the week; framed: a weekend day on which people work; with a corner:
    the library's own word."""
    weekend, pill = day.day.weekday() >= SATURDAY, _pill(cell)
    colour = theme.ink
    painter.setPen(Qt.PenStyle.NoPen)
    if not day.works:
        colour = theme.ink3
    if not day.works and not weekend:
        colour = theme.bad
        painter.setBrush(QColor(theme.bad_soft))
        painter.drawRoundedRect(pill, 6, 6)
    elif day.works and weekend:
        colour = theme.accent
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setFont(font(SMALL, bold=day.works and weekend))
    painter.setPen(QColor(colour))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, f"{day.day.day}")
    if day.own:
        corner = pill.topRight()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.caution))
        painter.drawPolygon(QPolygonF([corner, corner - QPointF(8, 0), corner + QPointF(0, 8)]))


class DaySample(QWidget):
    """A day as the grid paints it, for the legend."""

    def __init__(self, day: Day) -> None:
        super().__init__()
        self._day = day
        self.setFixedSize(38, 26)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_day(painter, QRectF(self.rect()), self._day, Theme.of(self.palette()))
