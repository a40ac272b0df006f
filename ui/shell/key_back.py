"""The key file of a library that is otherwise whole was lost: its code is typed, or another key is made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ill_desktop.keeping import key_code
from ui.kit.dialogs import Sheet, confirm
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.screen import hbox, vbox
from ui.session import Session

TOPICS = ("settings",)


class KeyBack(Sheet):
    """One field for the code; the kept copy may also be a file. What is lost for good is said twice."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.form = Form(
            "key-back-form",
            (Ask("key", lambda: self.tr("Code of the key file"), "area", True, lines=2),),
        )
        file = Button("key-back-file", lambda: self.tr("From a file…"), on=self._browse)
        lost = Button("key-back-lost", lambda: self.tr("The code is lost, too…"), on=self._ask_new)
        super().__init__(
            session.window,
            "key-back",
            self._title,
            lambda: self.tr("Put the key back"),
            note=lambda: self.tr(
                "Until it is back, nobody is known by the last six of a card. Type its code from the paper "
                "in the safe, or scan it there; spaces and hyphens do not matter."
            ),
            body=vbox(self.form, hbox(file, lost, None), gap=12),
            on_primary=self._go,
            secondary=lambda: self.tr("Later"),
            width=560,
        )
        self.form.field("key").setFocus()

    def _title(self) -> str:
        gone = self._session.desk.key_gone()
        if gone is not None and gone.code == "key.other":
            return self.tr("The key file is that of another library")
        return self.tr("The key file is missing")

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Kept copy of the key"))
        if name:
            self.take(Path(name))

    def take(self, file: Path) -> None:
        """Read the kept copy: the file itself, or a text with its code."""
        self._session.commands.run(
            lambda: key_code.written(key_code.from_file(file.read_bytes())),
            form=self.form,
            on_done=lambda code: self.form.fill({"key": code}),
        )

    def _go(self) -> bool:
        if not self.form.validate():
            return False
        keeping, actor = self._session.desk.keeping, self._session.actor
        code = self.form.values()["key"]

        def work() -> bool:
            keeping.put_key_back(actor, code)
            return True

        done = self._session.commands.run(
            work, form=self.form, touches=TOPICS, says=self.tr("The key is back in its place")
        )
        return bool(done)

    def _ask_new(self) -> None:
        confirm(
            self,
            lambda: self.tr("Make another key?"),
            lambda: self.tr(
                "The last six of every card that is kept now are worth nothing then: import the registry "
                "again, and enter them anew for readers from outside. Only when the code is on no paper and "
                "no stick."
            ),
            lambda: self.tr("Make another key"),
            self._make_new,
            danger=True,
        )

    def _make_new(self) -> None:
        keeping, actor = self._session.desk.keeping, self._session.actor

        def work() -> bool:
            keeping.make_new_key(actor)
            return True

        self._session.commands.run(
            work,
            touches=TOPICS,
            says=self.tr("There is another key: print its code for the safe now"),
            on_done=lambda _done: self.reject(),
        )
