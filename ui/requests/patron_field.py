"""A reader, found by number, name, pinyin or phone."""

from __future__ import annotations

from typing import Any

from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import PatronRow
from ui.kit.finder import FinderBox, Hit
from ui.kit.text import Text
from ui.session import Session


class PatronField(FinderBox):
    """The value is the reader's id, or None while none is chosen."""

    def __init__(self, name: str, session: Session, placeholder: Text) -> None:
        super().__init__(name, self._hits, placeholder)
        self._session = session
        self._patron: PatronRow | None = None
        self.chosen.connect(lambda hit: self._take(hit.value))
        self.textEdited.connect(lambda _text: self._forget())

    def _hits(self, text: str) -> list[Hit]:
        words = self._session.words
        return [
            Hit(
                row.name,
                " · ".join(
                    part for part in (row.number, row.unit, words(f"patron.state.{row.state}")) if part
                ),
                "user",
                row,
            )
            for row in queries.find(text, 12)
        ]

    def _forget(self) -> None:
        self._patron = None

    def _take(self, row: PatronRow) -> None:
        self._put(row)
        self.edited.emit()

    def _put(self, row: PatronRow) -> None:
        self._patron = row
        self.setText(" · ".join(part for part in (row.name, row.number, row.unit) if part))
        self.setCursorPosition(0)

    @property
    def patron(self) -> PatronRow | None:
        """The reader that is chosen."""
        return self._patron

    def value(self) -> int | None:
        return self._patron.id if self._patron else None

    def set_value(self, value: Any) -> None:
        """Choose a reader by id; one that is gone leaves the field empty."""
        self._patron = None
        self.clear()
        if value is None:
            return
        try:
            self._put(queries.card(int(value)))
        except Refusal as refusal:
            self._session.commands.fail(refusal)

    def problem(self) -> str | None:
        if self.text().strip() and self._patron is None:
            return self.tr("Choose a reader from the list")
        return None
