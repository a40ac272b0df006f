"""The three steps of [N] as widgets that know no desk: counter and kiosk are made of the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ill_desktop.activation.rules import Agreement, Identity
from ill_desktop.activation.terms import Terms
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox, vbox
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.patrons.questions import LANGUAGES


class IdentityStep(QWidget):
    """Step 1: name, number, last six; with ``document`` a librarian ticks that it was seen."""

    def __init__(self, asks: Sequence[Ask], *, document: bool, size: str = "") -> None:
        super().__init__()
        seen = Ask(
            "document_seen", lambda: self.tr("I have seen the ID card or passport"), "tick", required=True
        )
        self.form = Form("identity-form", [*asks, seen] if document else asks, size=size)
        self.setLayout(vbox(self.form, None))

    def value(self) -> Identity:
        """What was filled in."""
        values = self.form.values()
        seen = values.get("document_seen", False)
        return Identity(values["name"], values["number"], values["last_six"], seen)


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
