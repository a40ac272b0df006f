"""Step 2 of [N]: how to reach the reader, and the code that proves it, by whatever channel there is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.tabs import Pills
from ui.kit.text import Text, write
from ui.patrons.time_left import TimeLeft

NO_DIGITS = "––– –––"
COUNTER = "counter"


class CodePanel(QWidget):
    """Asks for a code by one of the channels and says where it is. Knows no desk.

    With ``staff`` somebody of the library sits before it and shows the counter's code; else it is the
    reader, who fetches it there.
    """

    asked = Signal(str)
    """A code is wanted by this channel."""
    unlock_asked = Signal()

    def __init__(
        self, channels: Sequence[tuple[str, Text]], now: Callable[[], dt.datetime], *, staff: bool
    ) -> None:
        super().__init__()
        self._staff, self._sent_to = staff, ""
        self._channels = Pills("activation-channels", channels)
        self._channels.setVisible(len(channels) > 1)
        self._channels.chosen.connect(lambda _key: self._turn())
        self._note = Label("", "note", wrap=True, name="activation-code-note")
        self._digits = Label(NO_DIGITS, "figure", selectable=True, name="activation-digits")
        write(self._digits, self._digits.setAccessibleName, lambda: self.tr("Code to read out"))
        self._sent = Label("", "heading", name="activation-sent")
        self._countdown = TimeLeft("activation-digits-left", now)
        self._countdown.ended.connect(self._forget)
        self._ask = Button("activation-make-code", key="F2", on=self.ask)
        self.unlock = Button(
            "activation-unlock", lambda: self.tr("Unlock"), role="link", on=self.unlock_asked.emit
        )
        self.unlock.hide()
        line = hbox(self._digits, self._sent, 12, self._countdown, None, self.unlock, self._ask)
        self.setLayout(
            vbox(
                panel(
                    self._channels,
                    self._note,
                    line,
                    margins=16,
                    tone="accent",
                    name="activation-code-panel",
                )
            )
        )
        for label, words in ((self._note.setText, self._note_words), (self._ask.say, self._ask_words)):
            write(self, label, words)
        write(self, lambda _words: self._say_sent(), lambda: self.tr("Sent to %1"))
        self._turn()

    # -- words ------------------------------------------------------------------------------------

    @property
    def channel(self) -> str:
        """The channel that is chosen."""
        return self._channels.current()

    def _note_words(self) -> str:
        if self.channel == "sms":
            return self.tr("A code goes to the mobile by SMS and verifies it.")
        if self.channel == "email":
            return self.tr("A code goes to the e-mail address and verifies it; the mobile is not verified.")
        if self._staff:
            return self.tr("Let the reader see this code; the program records that you were there.")
        return self.tr("A librarian at the desk gives you a code; please type it in here.")

    def _ask_words(self) -> str:
        if self.channel != COUNTER:
            return self.tr("Send a code")
        return self.tr("Make a code") if self._staff else self.tr("Ask for a code")

    def _say_sent(self) -> None:
        self._sent.setText(self.tr("Sent to %1").replace("%1", self._sent_to) if self._sent_to else "")

    def _turn(self) -> None:
        """Another channel: what was shown of the one before is gone."""
        self._note.setText(self._note_words())
        self._ask.say(self._ask_words())
        self._digits.setVisible(self.channel == COUNTER and self._staff)
        self._forget()
        self._countdown.forget()

    def _forget(self) -> None:
        self._digits.setText(NO_DIGITS)
        self._sent_to = ""
        self._say_sent()

    # -- what happened ----------------------------------------------------------------------------

    def ask(self) -> None:
        """Want a code by the chosen channel; the one before it is good no more."""
        self.asked.emit(self.channel)

    def show_digits(self, code: str, until: dt.datetime) -> None:
        """The counter's code, for the reader to see."""
        self._digits.setText(f"{code[:3]} {code[3:]}")
        self._countdown.count_to(until)

    def show_sent(self, to: str, until: dt.datetime) -> None:
        """A code is on its way to this (masked) address."""
        self._sent_to = to
        self._say_sent()
        self._countdown.count_to(until)

    def set_busy(self, busy: bool) -> None:
        """A code is being sent: no second one meanwhile."""
        self._ask.setEnabled(not busy)
        self._channels.setEnabled(not busy)


class ContactStep(QWidget):
    """E-mail and mobile, the panel that brings the code, and the code as the reader types it."""

    def __init__(
        self,
        asks: Sequence[Ask],
        channels: Sequence[tuple[str, Text]],
        now: Callable[[], dt.datetime],
        *,
        staff: bool,
        size: str = "",
    ) -> None:
        super().__init__()
        self.form = Form("contact-form", asks, columns=2, size=size)
        self.panel = CodePanel(channels, now, staff=staff)
        typed = Ask("code", lambda: self.tr("Code, typed by the reader"), required=True)
        self.code = Form("code-form", [typed], size=size)
        self.setLayout(vbox(self.form, self.panel, self.code, None, gap=16))

    def contact(self) -> tuple[str, str]:
        """E-mail and mobile as typed."""
        values = self.form.values()
        return values["email"], values["mobile"]

    def typed(self) -> str:
        """The code as typed; in two groups, perhaps."""
        return str(self.code.values()["code"])

    def await_code(self) -> None:
        """The cursor where the code goes."""
        self.code.field("code").set_value("")
        self.code.field("code").setFocus()
