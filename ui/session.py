"""What every screen is given: the desk, who sits before it, and the ways to act, open and print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, MutableMapping
from functools import cached_property
from typing import TYPE_CHECKING

from ill_desktop.clock import utc_time
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.library import Branch
from ill_desktop.staff.rules import Actor
from ill_desktop.words import Words
from ui.kit.commands import Commands
from ui.kit.tasks import Tasks
from ui.kit.text import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ill_desktop.web.phone_page import PhonePage
    from ui.kit.writing import Writing
    from ui.post import Post
    from ui.printers import Kind, Printers


TILL = "cashier.till"


class Session:
    """One person at one window. ``words`` follow the language; ``memory`` is that person's own.

    ``open(place, subject)`` brings a page to the front: ``open("patrons", patron_id)``,
    ``open("requests", request_id)``, ``open("cashier", patron_id)``, ``open("new_request", patron_id)``.
    """

    def __init__(self, desk: Desk, actor: Actor, language: str) -> None:
        self.desk = desk
        self.actor = actor
        self.language = language
        self.commands = Commands(desk.words(language))
        self.tasks = Tasks(self.commands, leave=desk.leave_thread)
        self.memory: MutableMapping[str, str] = {}
        self.open: Callable[[str, int | None], None] = lambda place, subject: None
        self.window: QWidget | None = None
        self.phone_page: PhonePage | None = None

    @cached_property
    def post(self) -> Post:
        """What sends while this window works."""
        from ui.post import Post

        return Post(self.desk, self.actor, self.commands)

    @cached_property
    def writing(self) -> Writing:
        """What writes the files a person takes away."""
        from ui.kit.writing import Writing

        return Writing(self.commands, self.tasks)

    @cached_property
    def printers(self) -> Printers:
        """What this machine prints on, at the till this person works at."""
        from ill_desktop.counter import drawers
        from ui.printers import Printers

        return Printers(self.memory, self.tasks, lambda: drawers.of(self.till_id))

    @property
    def words(self) -> Words:
        """The trade's words in the language of the window."""
        return self.desk.words(self.language)

    @property
    def branch(self) -> Branch:
        """The branch this counter stands in."""
        return self.desk.library.branches[self.desk.branch]

    @property
    def till_id(self) -> int:
        """The drawer this person works at: the one chosen last, else the first that is offered."""
        from ill_desktop.cashier import tills

        offered = [number for number, _name in tills.offered()]
        return self.chosen_till if self.chosen_till in offered else offered[0]

    @property
    def chosen_till(self) -> int | None:
        """The drawer chosen last, whether it is still offered or not."""
        chosen = self.memory.get(TILL, "")
        return int(chosen) if chosen.isdecimal() else None

    def choose_till(self, till_id: int) -> None:
        """Work at another drawer from now on."""
        self.memory[TILL] = str(till_id)

    def use_language(self, language: str) -> None:
        """Say everything in another language from now on."""
        self.language = language
        self.commands.words = self.words

    def local(self, instant: str | None) -> dt.datetime | None:
        """A stored UTC instant on the wall clock of the branch."""
        return self.desk.clock.local(utc_time(instant)).replace(tzinfo=None) if instant else None

    def show_paper(
        self,
        title: Text,
        draw: Callable[[], bytes],
        file_name: str,
        parent: QWidget | None = None,
        on_output: Callable[[], object] | None = None,
        *,
        kind: Kind = "page",
        on_failed: Callable[[Refusal], object] | None = None,
    ) -> None:
        """Draw a paper beside the windows and show it: preview, print, save.

        ``kind`` says which printer it goes to. ``on_output`` is called once when the paper was printed or
        saved, and the preview closes: what comes out next is a copy and must be drawn as one.
        ``on_failed`` is called when the printer that is remembered did not take it.
        """

        def show(pdf: bytes) -> None:
            from ui.paper_preview import PaperPreview, Shown

            paper = Shown(title, pdf, file_name, kind, on_output, on_failed)
            PaperPreview(parent or self.window, paper, self.printers, self.commands).open()

        self.tasks.run(lambda progress: draw(), show)
