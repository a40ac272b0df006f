"""What goes to a supplier: the request sheet on paper, and a draft in the mail program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ill_desktop.requests.queries import Detail
from ui.session import Session


class Unwritten(Exception):
    """The disk did not take the draft; the system's own words are its text."""


class SupplierMail(QObject):
    """Papers and drafts in the language of the window; what is sent is sent by hand."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def show_sheet(self, request: Detail) -> None:
        """Preview, print or save the sheet for the supplier asked last."""
        desk, words = self._session.desk, self._session.words
        self._session.show_paper(
            lambda: self.tr("Request sheet %1").replace("%1", request.number),
            lambda: desk.slips.request_sheet(request.id, words),
            f"{request.number}.pdf",
            self._over.window(),
        )

    def draft(self, request: Detail) -> None:
        """Write the mail with the sheet attached, and open it in the mail program of this machine."""
        desk, words = self._session.desk, self._session.words
        file = desk.ground.folder.papers / f"{request.number}.eml"

        def work() -> Path | Unwritten:
            mail = desk.slips.request_mail(request.id, words)
            try:
                file.write_bytes(mail.eml)
            except OSError as error:
                return Unwritten(error.strerror or "")
            return file

        self._session.tasks.run(lambda _progress: work(), self._open, self.tr("E-mail to the supplier"))

    def _open(self, file: Path | Unwritten) -> None:
        commands = self._session.commands
        if isinstance(file, Unwritten):
            sentence = self.tr("The draft could not be written: %1")
            commands.refused.emit(sentence.replace("%1", str(file)))
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(str(file))):
            commands.said.emit(
                self.tr("Draft opened in the mail program: %1").replace("%1", file.stem), False
            )
        else:
            sentence = self.tr("No mail program opens drafts here. The draft is kept at %1")
            commands.refused.emit(sentence.replace("%1", str(file)))
