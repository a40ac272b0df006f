"""On a reader's card: which other records are this reader's, and how to part them again."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import MergedRow, PatronCard
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import clear, hbox, vbox
from ui.kit.theme import style
from ui.patrons.merging import Merging
from ui.session import Session


class AliasNote(QFrame):
    """Hidden while the reader has one record."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__()
        self.setObjectName("person-aliases")
        style(self, role="panel")
        self._session, self._merging = session, Merging(session, parent)
        self._lines = vbox(gap=4)
        self.setLayout(vbox(self._lines, margins=12))
        self.hide()

    def show_card(self, card: PatronCard) -> None:
        """Name the records that were merged into this one."""
        clear(self._lines)
        may = self._session.actor.may("patron.review")
        merged = queries.merged_records(card.id)
        for other in merged:
            self._add(other, may)
        self.setVisible(bool(merged))

    def _add(self, other: MergedRow, may: bool) -> None:
        text = self.tr("Also known as %1 (%2)").replace("%1", other.number).replace("%2", other.name)
        part = Button(
            f"person-separate-{other.id}",
            self.tr("Separate…"),
            role="link",
            on=lambda: self._merging.unmerge(other.id, other.number),
        )
        part.setVisible(may)
        line = hbox(Icon("user", 16), Label(text, "note", wrap=True), part)
        line.setStretch(1, 1)
        self._lines.addLayout(line)
