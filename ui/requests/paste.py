"""The box a reference is pasted or dropped into, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.citations import Citation
from ui.kit.fields import LONGEST_TEXT, Area
from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.text import write
from ui.requests.batch import Piece
from ui.session import Session

_WAIT_MS = 200
LARGEST_FILE = 1 << 20
_SHOWN = 3


class PasteArea(Area):
    """Text is pasted as it is; a dropped or pasted file is handed on."""

    dropped = Signal(Path)
    pasted = Signal()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_file_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        file = _file_of(source)
        if file is not None:
            self.dropped.emit(file)
        elif source.hasText():
            self.pasted.emit()
            self.insertPlainText(source.text()[:LONGEST_TEXT])


def _file_of(source: QMimeData) -> Path | None:
    return next((Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()), None)


class PasteBox(QWidget):
    """Reads beside the window, for a long paste takes its time."""

    read = Signal(object)
    """The citations of a new text: a list, empty when the box is."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("paste")
        self._session = session
        self._last = ""
        self.came_whole = False  # pasted, dropped or scanned, not typed: the cursor may go on
        label = Label(self._title, "note", wrap=True)
        self.area = PasteArea("paste-area", lines=2)
        label.setBuddy(self.area)
        write(self.area, self.area.setAccessibleName, self._title)
        self.area.edited.connect(self._edited)
        self.area.dropped.connect(self.open_file)
        self.area.pasted.connect(self._mark_whole)
        self.said = Label("", "note", wrap=True, name="paste-said")
        self.said.hide()
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._read)
        self.setLayout(vbox(label, self.area, self.said, gap=4))

    def _title(self) -> str:
        return self.tr("Paste, drop or scan a reference: RIS, BibTeX, CNKI, GB/T 7714, DOI, ISBN, OpenURL")

    def text(self) -> str:
        return self.area.value()

    def put(self, text: str) -> None:
        """Read this text at once."""
        self.came_whole = True
        self.area.set_value(text)
        self._wait.stop()
        self._read()

    def show_text(self, text: str) -> None:
        """Show a text that was read before; nothing is filled in."""
        self._last = text.strip()
        self.area.set_value(text)
        self._wait.stop()
        self.said.hide()

    def _mark_whole(self) -> None:
        self.came_whole = True
        QTimer.singleShot(0, self, self._wait_no_longer)

    def _wait_no_longer(self) -> None:
        self._wait.stop()
        self._read()

    def _edited(self) -> None:
        if self.text() != self._last:
            self._wait.start()

    def _read(self) -> None:
        from ill_desktop import citations

        text = self.text()
        if text == self._last:
            self.came_whole = False
            return
        self._last = text

        def done(found: list[Citation]) -> None:
            if text == self._last:  # else something newer was pasted meanwhile
                self.read.emit(found)
                self.came_whole = False

        self._session.tasks.run(lambda _progress: citations.read(text), done, self.tr("Reading references"))

    def open_file(self, file: Path) -> None:
        """Put the text of a file into the box; one that is no text is refused in words."""
        from ill_desktop import citations

        try:
            if file.stat().st_size > LARGEST_FILE:
                self._session.commands.refused.emit(
                    self.tr("The file is too large for a list of references.")
                )
                return
            text = citations.decode(file.read_bytes())
        except OSError as error:
            sentence = self.tr("The file could not be read: %1")
            self._session.commands.refused.emit(sentence.replace("%1", error.strerror or file.name))
        else:
            self.put(text)

    # -- what is said -----------------------------------------------------------------------------

    def say(self, sentence: str, good: bool) -> None:
        """Say what became of the text; "" takes it away."""
        self.said.setText(sentence)
        self.said.set_tone("good" if good else "caution")
        self.said.setVisible(bool(sentence))

    def tell(self, found: Piece, filled: int, missing: Sequence[str]) -> None:
        """What was recognised, how much was filled, what is missing, and what could not be placed."""
        words = self._session.words
        if found.source == "text":
            self.say(self.tr("Not recognised as a reference: it stands under Other as it is"), False)
            return
        parts = [
            self.tr("Read as %1, %2: %3 fields filled")
            .replace("%1", words(f"citation_source.{found.source}"))
            .replace("%2", words(f"document.{found.kind}"))
            .replace("%3", str(filled))
        ]
        if missing:
            parts.append(self.tr("still needed: %1").replace("%1", ", ".join(missing)))
        doubtful = [words(f"field.{key}") for key in found.doubtful]
        if doubtful:
            parts.append(self.tr("please check: %1").replace("%1", ", ".join(doubtful)))
        unread = [*found.lost, *found.unread]
        if unread:
            shown = " | ".join(piece[:60] for piece in unread[:_SHOWN])
            more = f" (+{len(unread) - _SHOWN})" if len(unread) > _SHOWN else ""
            parts.append(self.tr("not placed: %1").replace("%1", shown + more))
        self.say(self.tr("; ").join(parts), not (missing or doubtful or unread))
