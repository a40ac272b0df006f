"""The key that is kept apart from all backups: told, printed, saved, and put back when it is lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ui.kit.dialogs import Sheet
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.session import Session
from ui.settings.section import Boxed
from ui.shell.key_back import KeyBack


class KeyBox(Boxed):
    """The key file as a code for paper, and as a file for a safe place; or that it is not there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._gone = Label(self._words, "text", tone="bad", wrap=True, name="key-gone")
        self.show_button = Button("key-show", lambda: self.tr("Show the code…"), on=self._show)
        self.print_button = Button(
            "key-print", lambda: self.tr("Print the code…"), icon="print", on=self.print_code
        )
        self.back_button = Button(
            "key-put-back", lambda: self.tr("Put the key back…"), role="primary", on=self._put_back
        )
        super().__init__(
            "data-key",
            lambda: self.tr("Key file"),
            self._gone,
            hbox(self.show_button, self.print_button, self.back_button, None),
            note=lambda: self.tr(
                "Without it a restored library knows no last six of any card. It is in no backup: whoever "
                "finds one shall not have both. Keep its code on paper or on a stick in the safe."
            ),
        )
        self.load()

    def load(self) -> None:
        """What can be done depends on whether the library's own key is there."""
        gone, may = self._session.desk.key_gone(), self._session.actor.may("library.backup")
        self._gone.setText(self._words())
        self._gone.setVisible(gone is not None)
        for button in (self.show_button, self.print_button):
            button.setVisible(may and gone is None)
        self.back_button.setVisible(may and gone is not None)

    def _words(self) -> str:
        gone = self._session.desk.key_gone()
        return "" if gone is None else self._session.words.refusal(gone)

    def _show(self) -> None:
        keeping, actor = self._session.desk.keeping, self._session.actor
        self._session.commands.run(
            lambda: keeping.key_code(actor), on_done=lambda code: KeySheet(self._session, code).open()
        )

    def print_code(self) -> None:
        """A page for the safe: both languages, that of the window first."""
        session = self._session
        desk, language = session.desk, session.language
        leading, other = desk.words(language), desk.words("en" if language == "zh_CN" else "zh_CN")
        session.show_paper(
            lambda: self.tr("The code of the key file"),
            lambda: desk.keeping.key_paper(session.actor, leading, other),
            "ill-desk-key.pdf",
        )

    def _put_back(self) -> None:
        KeyBack(self._session).open()


class KeySheet(Sheet):
    """The code in large signs, to be copied by hand or saved as a text."""

    def __init__(self, session: Session, code: str) -> None:
        self._session, self._code = session, code
        groups = code.split("-")
        lines = [" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4)]
        save = Button("key-save", lambda: self.tr("Save as a text…"), on=self._save)
        super().__init__(
            session.window,
            "key",
            lambda: self.tr("The code of the key file"),
            None,
            note=lambda: self.tr("Copy it by hand, and keep it apart from the backups."),
            body=vbox(*(Label(line, "figure", selectable=True) for line in lines), gap=6),
            secondary=lambda: self.tr("Close"),
            width=560,
            aside=save,
        )

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the code"), "ill-desk-key.txt")
        if name:
            self.save(Path(name))

    def save(self, file: Path) -> None:
        """Write the code with a line on what it is, readable by its owner only where there are owners."""
        library = self._session.desk.library.name[self._session.language]
        text = self.tr("Key of the library %1. Keep it apart from the backups.").replace("%1", library)

        def work() -> bool:
            file.touch(0o600)
            file.write_text(f"{text}\n\n{self._code}\n", "utf-8")
            return True

        self._session.commands.run(work, says=self.tr("Saved"), on_done=lambda _done: self.reject())
