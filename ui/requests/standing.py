"""What stands for or against a request, beside the form: the reader's standing, and what we hold already."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.counter.submitting import Outlook
from ill_desktop.requests.limits import Limits
from ui.kit.fields import Tick
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.theme import style
from ui.session import Session

LIMITED = ("request.limit_active", "request.limit_yearly")


class ReaderStanding(QFrame):
    """Blocked, over the limit, not activated: said before submitting, each with the way out."""

    opened = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._blocked = False
        self._title = Label("", "heading", name="standing-title")
        self._note = Label("", "note", wrap=True, name="standing-note")
        self.beyond = Tick("beyond-limits", lambda: self.tr("Let this one in all the same"))
        self._open = Button("standing-open", self._way_out, role="link", icon="user", on=self.opened.emit)
        self._open.flush = True
        self._panel = panel(self._title, self._note, self.beyond, hbox(self._open, None), name="standing")
        self.setLayout(vbox(self._panel))
        self.hide()

    def _way_out(self) -> str:
        return self.tr("Open the reader") if self._blocked else self.tr("Activate the reader")

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what this reader may; nothing at all where nothing is to be said."""
        problem, limits = outlook.problem, self._say_limits(outlook.limits)
        limited = problem is not None and problem.code in LIMITED
        self._blocked = problem is not None
        said = [self._session.words.refusal(problem)] if problem else []
        if outlook.activation_missing:
            said.append(self.tr("Not activated: nothing can be lent out before that."))
        self._title.setText(self.tr("This reader cannot ask now") if problem else self.tr("The reader"))
        self._title.set_tone("bad" if problem else None)
        style(self._panel, tone="bad" if problem else "caution" if outlook.activation_missing else "")
        self._note.setText("\n".join([*said, *limits]))
        self.beyond.setVisible(limited)
        if not limited:
            self.beyond.set_value(False)
        self._open.say(self._way_out())
        self._open.setVisible((self._blocked and not limited) or outlook.activation_missing)
        self.setVisible(bool(said or limits))

    def _say_limits(self, limits: Limits | None) -> list[str]:
        if limits is None:
            return []
        said = []
        of = self.tr("%1 of %2")
        if limits.most_active is not None:
            count = of.replace("%1", str(limits.active)).replace("%2", str(limits.most_active))
            said.append(self.tr("In progress: %1").replace("%1", count))
        if limits.most_yearly is not None:
            count = of.replace("%1", str(limits.this_year)).replace("%2", str(limits.most_yearly))
            said.append(self.tr("This year: %1").replace("%1", count))
        return said


class HeldPanel(QFrame):
    """The same document lies here already: the request can be filled at once."""

    fill_asked = Signal(int)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._file: int | None = None
        self._request = 0
        self._note = Label("", "note", wrap=True, name="held-note")
        fill = Button("held-fill", lambda: self.tr("Submit and fill at once"), on=self._fill)
        look = Button("held-open", lambda: self.tr("Look at it"), role="link", on=self._look)
        look.flush = True
        title = Label(lambda: self.tr("We hold this document"), "heading", tone="good")
        self.setLayout(vbox(panel(title, self._note, fill, hbox(look, None), tone="good", name="held")))
        self.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        held = outlook.held
        self.setVisible(held is not None)
        if held is not None:
            self._file, self._request = held.file_id, held.request_id
            self._note.setText(f"{held.name} · {max(1, held.size >> 10):,} KiB\n{held.number}")

    def _fill(self) -> None:
        if self._file is not None:
            self.fill_asked.emit(self._file)

    def _look(self) -> None:
        self.opened.emit(self._request)
