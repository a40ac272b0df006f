"""Who stands before the kiosk now: a reader, or nobody. One visit ends where the next begins."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ill_desktop.desk import Desk
from ill_desktop.staff.rules import Actor
from ui.kit import theme
from ui.kit.i18n import Languages
from ui.session import Session

NOBODY = Actor("kiosk", "kiosk")
PLAIN, LARGE_PRINT = 1.2, 1.5
"""How much larger than at a counter the type is: one stands before a kiosk."""


class Visit(QObject):
    """Given to every page of the kiosk: the desk, the reader, the language, and the way to other pages."""

    asked = Signal(str)
    """Another page is wanted: its key, perhaps with ``:`` and what it is about."""
    changed = Signal()
    """Somebody signed in, or the reader has gone."""
    released = Signal()
    """Staff gave their PIN: the kiosk may close."""

    def __init__(self, desk: Desk, languages: Languages) -> None:
        super().__init__()
        self.session = Session(desk, NOBODY, languages.current)
        self.number = 0
        """Counts visits, so that an answer that comes late never meets the next reader."""
        self.scale = PLAIN
        self._languages, self._first_language = languages, languages.current

    @property
    def reader(self) -> Actor | None:
        """Who is signed in."""
        return self.session.actor if self.session.actor.patron_id is not None else None

    def go(self, page: str) -> None:
        """Ask for another page."""
        self.asked.emit(page)

    def begin(self, reader: Actor) -> None:
        """Somebody signed in."""
        self.session.actor = reader
        self.changed.emit()

    def end(self) -> None:
        """The reader has gone: nothing of the visit stays, neither person nor language nor size."""
        self.number += 1
        self.session.actor = NOBODY
        self.session.commands.forget_undo()
        self.speak(self._first_language)
        self.enlarge(False)
        self.changed.emit()

    # -- language and size ------------------------------------------------------------------------

    @property
    def other_language(self) -> str:
        return "en" if self.session.language == "zh_CN" else "zh_CN"

    def speak(self, language: str) -> None:
        """Say everything in this language from now on."""
        if language != self.session.language:
            self.session.use_language(language)
            self._languages.use(language)

    def enlarge(self, large: bool) -> None:
        """Large print, or back to the plain size."""
        scale = LARGE_PRINT if large else PLAIN
        if scale != self.scale:
            self.scale = scale
            self.dress()

    def dress(self) -> None:
        """Put the present size on, in the colours the program has."""
        app = self._languages.app
        theme.apply(app, theme.Theme.of(app.palette()), self.scale)

    def pixels(self, width: int) -> int:
        """A width that grows with the type."""
        return round(width * self.scale)
