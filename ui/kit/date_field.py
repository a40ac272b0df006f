"""A date that may be empty: typed, or picked from a calendar."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from PySide6.QtCore import QDate, QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QColor, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame

from ui.kit import icons
from ui.kit.fields import Line
from ui.kit.screen import vbox
from ui.kit.text import Text, write
from ui.kit.theme import Theme, style

_TOUCHED = 56  # pixels at the end of a field one touches
_DATE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?\Z")


def read(text: str) -> dt.date | None:
    """The day in ``2026-11-21``, ``2026/11/21``, ``20261121``, ``2026年11月21日``; else None."""
    match = _DATE.match(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


class DateField(Line):
    """The value is a date, or None when the field is empty or cannot be read."""

    def __init__(self, name: str = "", placeholder: Text = "YYYY-MM-DD", *, size: str = "") -> None:
        super().__init__(name, "", size=size)
        self.setMaxLength(24)
        write(self, self.setPlaceholderText, placeholder)
        self._open = QAction(self)
        self._open.triggered.connect(self._pick)
        self.addAction(self._open, Line.ActionPosition.TrailingPosition)
        write(self, self._open.setText, lambda: self.tr("Calendar"))
        self.editingFinished.connect(self._tidy)
        self._wide = _TOUCHED if size == "kiosk" else 0
        self._dress()

    def value(self) -> dt.date | None:
        return read(self.text())

    def set_value(self, value: Any) -> None:
        self.setText("" if value is None else value.isoformat())

    def problem(self) -> str | None:
        if self.text().strip() and self.value() is None:
            return self.tr("A date looks like 2026-11-21")
        return None

    def _tidy(self) -> None:
        if (day := self.value()) is not None:
            self.setText(day.isoformat())

    def _dress(self) -> None:
        self._open.setIcon(icons.icon("calendar", Theme.of(self.palette())))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_open"):
            self._dress()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt's picture at the end is too small for a finger: there its whole end opens the calendar."""
        if self._wide and event.position().x() >= self.width() - self._wide:
            self._pick()
        else:
            super().mouseReleaseEvent(event)

    def _pick(self) -> None:
        if self.isReadOnly():
            return
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setObjectName(f"{self.objectName()}-calendar")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        style(popup, role="popup")
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        plain = QTextCharFormat()
        plain.setForeground(QColor(Theme.of(self.palette()).ink2))
        for day_off in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day_off, plain)
        calendar.setAccessibleName(self.tr("Calendar"))
        if day := self.value():
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.setLayout(vbox(calendar, margins=8))

        def chosen(date: QDate) -> None:
            self.set_value(dt.date(date.year(), date.month(), date.day()))
            popup.close()
            self.edited.emit()

        calendar.clicked.connect(chosen)
        calendar.activated.connect(chosen)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 4)))
        popup.show()
        calendar.setFocus()
