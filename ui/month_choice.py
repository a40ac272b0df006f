"""Choosing a month: a list, and the one before and after by a key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.screen import hbox
from ui.kit.text import write
from ui.session import Session

MONTHS = 36


class MonthChoice(QWidget):
    """The value is ``2026-11``; ``on_month`` is called when the person chose another."""

    def __init__(self, session: Session, name: str, on_month: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._on_month = session, on_month
        self.box = Choice(name, self._months)
        self.box.setMinimumWidth(144)
        write(self, self.box.setAccessibleName, lambda: self.tr("Month"))
        self.box.edited.connect(on_month)
        before = Button(
            f"{name}-before",
            "",
            icon="chevron-left",
            key="Alt+Left",
            badge=False,
            tip=lambda: self.tr("Month before"),
            on=lambda: self._step(1),
        )
        after = Button(
            f"{name}-after",
            "",
            icon="chevron-right",
            key="Alt+Right",
            badge=False,
            tip=lambda: self.tr("Next month"),
            on=lambda: self._step(-1),
        )
        self.setLayout(hbox(before, self.box, after, gap=4))
        self.box.setCurrentIndex(0)

    def _months(self) -> list[tuple[str, str]]:
        """This month and those before it, the newest first."""
        today, words = self._session.desk.clock.day(), self._session.words
        count = today.year * 12 + today.month - 1
        months = [((count - back) // 12, (count - back) % 12 + 1) for back in range(MONTHS)]
        return [
            (f"{year}-{month:02d}", words("report.month.period", year=year, month=f"{month:02d}"))
            for year, month in months
        ]

    def month(self) -> str:
        """The month chosen."""
        return str(self.box.value() or self._months()[0][0])

    def _step(self, way: int) -> None:
        at = self.box.currentIndex() + way
        if 0 <= at < self.box.count():
            self.box.setCurrentIndex(at)
            self._on_month()
