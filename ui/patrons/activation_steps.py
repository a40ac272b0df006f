"""The three steps of [N] as widgets that know no desk: counter and kiosk are made of the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ill_desktop.activation.codes import IssuedCode
from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.activation.terms import Terms
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.patrons.questions import LANGUAGES
from ui.patrons.time_left import TimeLeft


class IdentityStep(QWidget):
    """Step 1: name, number, last six; at the desk the document is seen instead of a picture check."""

    def __init__(self, asks: Sequence[Ask], size: str = "") -> None:
        super().__init__()
        seen = Ask(
            "document_seen", lambda: self.tr("I have seen the ID card or passport"), "tick", required=True
        )
        self.form = Form("identity-form", [*asks, seen], size=size)
        self.setLayout(vbox(self.form, None))

    def value(self) -> Identity:
        """What was filled in."""
        values = self.form.values()
        return Identity(values["name"], values["number"], values["last_six"], values["document_seen"])


class ContactStep(QWidget):
    """Step 2: e-mail and mobile, and the code: the staff window shows it, the reader types it."""

    def __init__(
        self,
        asks: Sequence[Ask],
        issue: Callable[[], IssuedCode | None],
        unlock: Callable[[], object],
        now: Callable[[], dt.datetime],
        size: str = "",
    ) -> None:
        super().__init__()
        self._issue = issue
        typed = Ask("code", lambda: self.tr("Code, typed by the reader"), required=True)
        self.form = Form("contact-form", [*asks, typed], size=size)
        self._digits = Label("––– –––", "figure", selectable=True, name="activation-digits")
        write(self._digits, self._digits.setAccessibleName, lambda: self.tr("Code to read out"))
        self._countdown = TimeLeft("activation-digits-left", now)
        self._countdown.ended.connect(lambda: self._digits.setText("––– –––"))
        make = Button("activation-make-code", lambda: self.tr("Make a code"), key="F2", on=self.make)
        self.unlock = Button("activation-unlock", lambda: self.tr("Unlock"), role="link", on=unlock)
        self.unlock.hide()
        shown = panel(
            Label(
                lambda: self.tr("Let the reader see this code; the program records that you were there."),
                "note",
                wrap=True,
            ),
            hbox(self._digits, 12, self._countdown, None, self.unlock, make),
            margins=16,
            tone="accent",
            name="activation-code-panel",
        )
        self.setLayout(vbox(shown, self.form, None, gap=16))

    def make(self) -> None:
        """A fresh code; the one before it is good no more."""
        issued = self._issue()
        if issued is not None:
            self._digits.setText(f"{issued.code[:3]} {issued.code[3:]}")
            self._countdown.count_to(issued.expires_at)
            self.form.field("code").set_value("")
            self.form.field("code").setFocus()

    def value(self) -> Contact:
        """What was filled in; the code may be typed in two groups."""
        values = self.form.values()
        return Contact(values["email"], values["mobile"], values["code"].replace(" ", ""))


class TermsStep(QWidget):
    """Step 3: the terms in full and the one button [N] names."""

    agreed = Signal()
    declined = Signal()

    def __init__(self, terms: Callable[[str], Terms], languages: Sequence[str], language: str) -> None:
        super().__init__()
        self._terms = terms
        names = dict(LANGUAGES)
        self._languages = Pills("terms-language", [(each, names[each]) for each in languages])
        self._languages.choose(language)
        self._languages.chosen.connect(self.show_language)
        self._text = QPlainTextEdit()
        self._text.setObjectName("terms-text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(260)
        write(self._text, self._text.setAccessibleName, lambda: self.tr("Borrowing terms"))
        self._version = Label("", "note", name="terms-version")
        write(self, lambda _pattern: self._say_version(), lambda: self.tr("Version %1"))
        self.agree = Button(
            "terms-agree",
            lambda: self.tr("Agree and activate my account"),
            role="primary",
            on=self.agreed.emit,
        )
        decline = Button("terms-decline", lambda: self.tr("Not now"), on=self.declined.emit)
        head = hbox(self._languages, None, self._version)
        box = vbox(head, self._text, self.agree, decline, gap=8)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.show_language(language)

    def show_language(self, language: str) -> None:
        """Show the text that is agreed to in this language."""
        self._shown = self._terms(language)
        self._text.setPlainText(self._shown.text)
        self._say_version()

    def _say_version(self) -> None:
        if hasattr(self, "_shown"):
            self._version.setText(self.tr("Version %1").replace("%1", self._shown.version))

    def value(self) -> Agreement:
        """That the reader agreed, to which text."""
        return Agreement(self._shown.language, self._shown.version, True)

    def focus_text(self) -> None:
        """Begin with reading."""
        self._text.setFocus()


class DoneStep(QWidget):
    """What the reader has now: the five services of [N]."""

    def __init__(self) -> None:
        super().__init__()
        services = (
            lambda: self.tr("Permission to borrow"),
            lambda: self.tr("Reminder before something is due"),
            lambda: self.tr("Notice of what is overdue"),
            lambda: self.tr("Arrival of reserved items"),
            lambda: self.tr("Recall and changed due dates"),
        )
        head = hbox(
            Icon("check", 32, "good"), Label(lambda: self.tr("The account is activated"), "title"), None
        )
        lines = [hbox(Icon("check", 16, "good"), Label(each), None) for each in services]
        self.setLayout(
            vbox(
                head,
                8,
                Label(lambda: self.tr("From now on the reader gets:"), "subtitle"),
                *lines,
                None,
                gap=8,
            )
        )
