"""Everything that happened with one reader, in one line of time."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ill_desktop.notices import queries as notices
from ill_desktop.notices.queries import NoticeRow
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import EventRow
from ill_desktop.requests import queries as requests
from ill_desktop.requests.queries import Row
from ui.patrons.columns import joined
from ui.requests.history import when
from ui.session import Session

KINDS = ("all", "record", "requests", "messages")


class ReaderHistory(QObject):
    """Joins a reader's record, requests and messages; newest first."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def lines(self, patron_id: int, kind: str = "all", limit: int = 40) -> list[str]:
        """``11-20 14:02 …`` for each thing that happened; ``kind`` is one of :data:`KINDS`."""
        dated: list[tuple[str, str]] = []
        if kind in ("all", "record"):
            dated += [(event.at, self._event(event)) for event in queries.events(patron_id, limit)]
        if kind in ("all", "messages"):
            dated += [(each.created_at, self._notice(each)) for each in notices.of_patron(patron_id, limit)]
        if kind in ("all", "requests"):
            mine = requests.page(requests.Filter(patron_id=patron_id), limit=limit)
            dated += [(row.submitted_at, self._request(row)) for row in mine]
        # Sorting is stable: what happened at one instant keeps the order record, message, request.
        dated.sort(key=lambda pair: pair[0], reverse=True)
        return [f"{when(self._session, at)} {text}" for at, text in dated[:limit]]

    def _event(self, event: EventRow) -> str:
        words = self._session.words
        actor = event.actor or words("role.patron")
        return joined(words(f"patron.event.{event.kind}"), self._note(event), actor)

    def _note(self, event: EventRow) -> str:
        """The note as a person reads it: some kinds keep a code in it."""
        words = self._session.words
        if event.kind == "register":
            return words(f"patron.road.{event.note}")
        if event.kind == "activate":
            return words(f"activation.way.{event.note}")
        if event.kind in ("change_contact", "complete_information", "registry"):
            names = (words(f"patron.field.{part}") for part in event.note.split(", ") if part)
            return self.tr(", ").join(names)
        return event.note

    def _notice(self, notice: NoticeRow) -> str:
        words = self._session.words
        subject, _ = self._session.desk.texts.shown(notice)
        return joined(self.tr("Message"), subject, words(f"outbox.{notice.state}"))

    def _request(self, row: Row) -> str:
        return joined(self.tr("Request"), row.number, row.title)
