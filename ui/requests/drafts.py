"""What is being typed, kept every two seconds; a crash loses no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame

from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox
from ui.kit.theme import style
from ui.session import Session

FORM = "new_request"
EVERY_MS = 2000


class DraftKeeper(QObject):
    """``content`` is asked for what to keep, None when there is nothing worth it."""

    kept = Signal()

    def __init__(
        self, session: Session, content: Callable[[], dict[str, Any] | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._content = session, content
        self._timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed: it is kept within two seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Keep it now."""
        self._timer.stop()
        content = self._content()
        if content is None:
            return
        desk, actor = self._session.desk, self._session.actor
        self._session.commands.keep(lambda: desk.requests.save_draft(actor, FORM, content))
        self.kept.emit()

    def keep_pending(self) -> None:
        """Keep what the timer has not come to yet: the screen is left."""
        if self._timer.isActive():
            self.keep()

    def before(self) -> dict[str, Any] | None:
        """What was being typed when the form was last left."""
        return self._session.desk.requests.draft(self._session.actor, FORM)

    def drop(self) -> None:
        """It was submitted, or is not wanted."""
        self._timer.stop()
        desk, actor = self._session.desk, self._session.actor
        self._session.commands.keep(lambda: desk.requests.drop_draft(actor, FORM))


class DraftOffer(QFrame):
    """There is something half typed: go on with it, or not."""

    taken = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("draft-offer")
        style(self, role="panel", tone="accent")
        self._words = Label("", name="draft-words")
        self.take = Button("draft-take", lambda: self.tr("Go on with it"), role="primary", on=self.taken.emit)
        drop = Button("draft-drop", lambda: self.tr("Discard"), role="quiet", on=self.dropped.emit)
        box = hbox(self._words, None, drop, self.take, gap=12, margins=(20, 10, 12, 10))
        self.setLayout(box)
        self.hide()

    def offer(self, title: str) -> None:
        words = self.tr("A request was begun and not submitted")
        self._words.setText(f"{words}: {title[:60]}" if title else words)
        self.show()
