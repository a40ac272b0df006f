"""A new version of the terms: its name, and its text in each language, typed, pasted or from files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ill_desktop.activation import terms
from ill_desktop.errors import Refusal
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.screen import hbox, vbox
from ui.session import Session
from ui.settings.general import LANGUAGES

TOPICS = ("settings", "patrons")
LARGEST_FILE = 1 << 20


class TermsSheet(Sheet):
    """Begins with the text that holds now, to be worked over or replaced."""

    def __init__(self, session: Session, on_done: Callable[[str], object]) -> None:
        self._session, self._on_done = session, on_done
        self.form = Form(
            "terms-form",
            [
                Ask(
                    "version",
                    lambda: self.tr("Name of the version"),
                    required=True,
                    placeholder=f"{session.desk.clock.day():%Y-%m}",
                    hint=lambda: self.tr("Letters, digits, dots and hyphens: it stands in every agreement."),
                ),
                *(
                    Ask(f"text.{language}", words, "area", True, lines=14, new_row=not at)
                    for at, (language, words) in enumerate(LANGUAGES)
                ),
            ],
            2,
        )
        files = [self._from_file(language, words) for language, words in LANGUAGES]
        super().__init__(
            session.window,
            "terms-sheet",
            lambda: self.tr("New version of the terms"),
            lambda: self.tr("Add"),
            note=lambda: self.tr("It is added to the list and does not hold until it is chosen there."),
            body=vbox(self.form, hbox(*files, None), gap=12),
            on_primary=self._store,
            width=920,
        )
        held = {f"text.{language}": self._now(language) for language, _words in LANGUAGES}
        self.form.fill(held)

    def _now(self, language: str) -> str:
        desk = self._session.desk
        try:
            return desk.terms.text(language, desk.library.terms_version).text
        except FileNotFoundError:
            return ""  # a library whose profile names a version without this language

    def _from_file(self, language: str, words: str) -> Button:
        return Button(
            f"terms-file-{language}",
            lambda: self.tr("%1 from a file…").replace("%1", words),
            on=lambda: self._pick(language),
        )

    def _pick(self, language: str) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Text of the terms"), "", self.tr("Text files (*.txt *.md);;All files (*)")
        )
        if name:
            self.read(language, Path(name))

    def read(self, language: str, file: Path) -> None:
        """Put the text of a file into the field of a language."""
        path = f"text.{language}"

        def text() -> str:
            try:
                if file.stat().st_size > LARGEST_FILE:
                    raise Refusal("activation.terms_file", path)
                return terms.decode(file.read_bytes())
            except OSError as error:
                raise Refusal("activation.terms_file", path) from error

        try:
            self.form.fill({path: text()})
        except Refusal as refusal:
            self.form.show_refusal(lambda: self._session.words, Refusal(refusal.code, path, **refusal.facts))

    def _store(self) -> bool:
        if not self.form.validate():
            return False
        service, actor, values = self._session.desk.terms, self._session.actor, self.form.values()
        version = values["version"]
        texts = {language: values[f"text.{language}"] for language, _words in LANGUAGES}

        def add() -> str:
            service.add(actor, version, texts)
            return str(version).strip()

        done = self._session.commands.run(
            add,
            form=self.form,
            touches=TOPICS,
            says=self.tr("Version %1 is added").replace("%1", version),
        )
        if done is not None:
            self._on_done(done)
        return done is not None
