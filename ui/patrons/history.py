"""Everything that happened with one reader, in one line of time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import papers
from ill_desktop.counter.timeline import KINDS, Moment, timeline
from ui.kit.facts import Happening
from ui.patrons.columns import joined
from ui.requests.history import when
from ui.session import Session

ALL = "all"
PAGE = 40


class ReaderHistory(QObject):
    """Reads a reader's past a page at a time; newest first."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._over = session, parent

    def moments(
        self, patron_id: int, kind: str = ALL, limit: int = PAGE, before: Moment | None = None
    ) -> list[Moment]:
        """What follows ``before`` (None: the newest); ``kind`` is one of ``timeline.KINDS``, or all."""
        kinds = KINDS if kind == ALL else (kind,)
        return timeline(patron_id, limit, before.cursor if before else None, kinds)

    def lines(self, patron_id: int, kind: str = ALL, limit: int = PAGE) -> list[Happening]:
        """The newest moments as lines."""
        return [self.line(moment) for moment in self.moments(patron_id, kind, limit)]

    def line(self, moment: Moment) -> Happening:
        """``11-20 14:02 Approved · 周敏``, leading to what it is about."""
        words = self._session.words
        who = words("role.patron") if moment.who == "" else moment.who or ""
        text = f"{when(self._session, moment.at)} {joined(moment.says(words), who)}"
        return Happening(text, self._way(moment))

    def _way(self, moment: Moment) -> Callable[[], object] | None:
        """Where a line leads; a reader's own record is here already."""
        room, subject = moment.subject
        if room == "papers":
            return lambda: self._show_paper(subject)
        if room == "notices":
            return lambda: self._show_message(subject)
        return (lambda: self._session.open(room, subject)) if room == "requests" else None

    def _show_message(self, notice_id: int) -> None:
        """What was sent, as it was sent, without leaving the reader."""
        from ui.notices.message import MessageSheet

        MessageSheet(self._session, self._over, notice_id).open()

    def _show_paper(self, paper_id: int) -> None:
        from ui.cashier import printing

        paper = papers.by_id(paper_id)
        name = self._session.words(f"timeline.paper.{paper.series[:1]}")
        printing.show(self._session, paper_id, paper.number, name, self._over)
