"""A journal's title, completed from what this branch has asked for before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ill_desktop.requests import journals
from ui.kit.finder import FinderBox, Hit
from ui.kit.text import Text


class JournalField(FinderBox):
    """Any text will do; ``known`` tells that a title and its ISSN were taken from the list."""

    known = Signal(object)

    def __init__(self, name: str, placeholder: Text = "") -> None:
        super().__init__(name, self._hits, placeholder, pick_first=False)
        self.chosen.connect(lambda hit: self._take(hit.value))

    def _hits(self, text: str) -> list[Hit]:
        found = journals.complete(text)
        if [each.name for each in found] == [text]:
            return []  # it stands there already
        return [Hit(each.name, f"ISSN {each.issn}" if each.issn else "", "book", each) for each in found]

    def _take(self, journal: journals.Known) -> None:
        self.setText(journal.name)
        self.edited.emit()
        self.known.emit(journal)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # it closes the list; what was typed stays
            self.close_hits()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.is_open():
            event.ignore()
            return
        super().keyPressEvent(event)
