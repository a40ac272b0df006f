"""What the one box finds: readers, requests, papers, references, commands (screen.md, Shell)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.kit.finder import Hit
from ui.session import Session
from ui.shell import commands
from ui.shell.main_window import MainWindow


@dataclass(frozen=True)
class Goal:
    """Where a hit leads; ``text`` is a reference to paste there, ``act`` a command to carry out there."""

    place: str
    subject: int | None = None
    text: str = ""
    act: str = ""


class Finding(QObject):
    """Asks the rooms in turn; a few hits of each are enough."""

    def __init__(self, session: Session, window: MainWindow) -> None:
        super().__init__()
        self._session, self._window = session, window

    def find(self, text: str) -> list[Hit]:
        """Hits for what stands in the box now, the likeliest first."""
        if "\n" in text or len(text) > 120:
            return []
        return [*self._commands(text), *self._numbers(text), *self._patrons(text), *self._requests(text)]

    def ask(self, text: str) -> None:
        """Enter or a scan without a choice: open what it surely is, else try it as a reference."""
        goal = self._exact(text) or self._holder(text)
        if goal is None:
            hits = self.find(text)
            goal = hits[0].value if len(hits) == 1 else self._reference(text)
        if goal is None:
            self._session.commands.refused.emit(
                self._session.words("finding.nothing", text=text[:60].strip())
            )
        else:
            self.go(goal)

    def open(self, hit: Hit) -> None:
        self.go(hit.value)

    def go(self, goal: Goal) -> None:
        """Open the place; a reference is put into the paste box of a new request."""
        self._session.open(goal.place, goal.subject)
        paste: Callable[[str], object] | None = getattr(self._window.current(), "paste", None)
        if goal.text and paste is not None:
            paste(goal.text)
        carry_out: Callable[[str], object] | None = getattr(self._window.current(), "carry_out", None)
        if goal.act and carry_out is not None:
            carry_out(goal.act)

    def _exact(self, text: str) -> Goal | None:
        """A number that names one thing."""
        from ill_desktop.cashier import queries as cashier
        from ill_desktop.requests import queries as requests

        number = text.strip()
        request = requests.by_number(number)
        if request is not None:
            return Goal("requests", request)
        slip = cashier.transfer_by_number(number)
        if slip is not None:
            return Goal("cashier", slip.patron_id)
        paper = cashier.paper_by_number(number)
        if paper is not None and paper.patron_id is not None:
            return Goal("cashier", paper.patron_id)
        return None

    def _holder(self, text: str) -> Goal | None:
        """Whose activation slip was scanned, also one that is used up: it says who he is, no more."""
        from ill_desktop.activation.rules import token_in
        from ill_desktop.counter.finding import find_readers

        found = find_readers(text, 1) if token_in(text) else []
        return Goal("patrons", found[0].id) if found else None

    def _numbers(self, text: str) -> list[Hit]:
        goal = self._exact(text) if len(text.strip()) >= 8 else None
        return [] if goal is None else [Hit(text.strip(), self.tr("Open by number"), "scan", goal)]

    def _patrons(self, text: str) -> list[Hit]:
        from ill_desktop.counter.finding import find_readers

        found = find_readers(text, 4)
        return [
            Hit(row.name, " · ".join((row.number, row.unit)), "user", Goal("patrons", row.id))
            for row in found
        ]

    def _requests(self, text: str) -> list[Hit]:
        from ill_desktop.requests import queries

        found = queries.page(queries.Filter(text=text), limit=4)
        return [
            Hit(row.title, " · ".join((row.number, row.patron_name)), "requests", Goal("requests", row.id))
            for row in found
        ]

    def _reference(self, text: str) -> Goal | None:
        from ill_desktop import citations

        read = citations.read(text)
        return Goal("new_request", text=text) if read and read[0].source != "text" else None

    def _commands(self, text: str) -> list[Hit]:
        session = self._session
        return [
            Hit(
                session.words(f"command.{command.key}"),
                self.tr("Command"),
                command.icon,
                Goal(command.place, act=command.key),
            )
            for command in commands.found(text, session.actor)
        ]
