"""The box a reference is pasted or dropped into, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.citations import Reading
from ui.kit.fields import LONGEST_TEXT, Area
from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.text import write
from ui.requests.batch import Note, Piece
from ui.session import Session

_WAIT_MS = 200
LARGEST_FILE = 64 << 20
EXCERPT = 2_000
"""So much of a long text is shown; all of it is read."""
_SHOWN = 3


class PasteArea(Area):
    """Text is pasted as it is; a dropped or pasted file is handed on, and so is what is too long to show."""

    dropped = Signal(Path)
    pasted = Signal()
    long_pasted = Signal(str)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_file_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        file = _file_of(source)
        if file is not None:
            self.dropped.emit(file)
        elif source.hasText():
            text = source.text()
            if len(text) > LONGEST_TEXT:
                self.long_pasted.emit(text)
                return
            self.pasted.emit()
            self.insertPlainText(text)


def _file_of(source: QMimeData) -> Path | None:
    return next((Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()), None)


class PasteBox(QWidget):
    """Reads beside the window, for a long paste takes its time."""

    read = Signal(object)
    """The :class:`Reading` of a new text; without citations when the box is empty."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("paste")
        self._session = session
        self._last = ""
        self.came_whole = False  # pasted, dropped or scanned, not typed: the cursor may go on
        self._label = label = Label(self._title, "note", wrap=True)
        self.area = PasteArea("paste-area", lines=2)
        label.setBuddy(self.area)
        write(self.area, self.area.setAccessibleName, self._title)
        self.area.edited.connect(self._edited)
        self.area.dropped.connect(self.open_file)
        self.area.pasted.connect(self._mark_whole)
        self.area.long_pasted.connect(self.put)
        self.said = Label("", "note", wrap=True, name="paste-said")
        self.said.hide()
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._read)
        self.setLayout(vbox(label, self.area, self.said, gap=4))

    def _title(self) -> str:
        return self.tr("Paste, drop or scan a reference: RIS, BibTeX, CNKI, GB/T 7714, DOI, ISBN, OpenURL")

    def show_area(self, shown: bool) -> None:
        """Without the box there is only what is said of the reference in front."""
        self.area.setVisible(shown)
        self._label.setVisible(shown)

    def text(self) -> str:
        return self.area.value()

    def put(self, text: str) -> None:
        """Read this text at once."""
        self.came_whole = True
        self._show(text)
        self._read(text)

    def _show(self, text: str) -> None:
        """Show a text; of one too long for the box the beginning, which is not for editing."""
        is_long = len(text) > LONGEST_TEXT
        self.area.setReadOnly(is_long)
        self.area.set_value(text[:EXCERPT] + " …" if is_long else text)
        self._wait.stop()

    def show_text(self, text: str) -> None:
        """Show a text that was read before; nothing is filled in."""
        self._show(text)
        self._last = self.text()
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

    def _read(self, whole: str = "") -> None:
        """Read what stands in the box, or the whole of which only the beginning stands there."""
        from ill_desktop import citations

        shown = self.text()
        if shown == self._last:
            self.came_whole = False
            return
        text = whole or shown
        self._run(shown, lambda: citations.read_paste(text))

    def _run(self, shown: str, work: Callable[[], Reading]) -> None:
        self._last = shown

        def done(found: Reading) -> None:
            if shown == self._last:  # else something newer was pasted meanwhile
                self.read.emit(found)
                self.came_whole = False

        self._session.tasks.run(lambda _progress: work(), done, self.tr("Reading references"))

    def open_file(self, file: Path) -> None:
        """Read the references of a file, of any encoding; one that cannot be read is refused in words."""

        too_large = self.tr("The file is too large for a list of references.")
        unreadable = self.tr("The file could not be read: %1")

        def work() -> tuple[str, Reading] | str:
            from ill_desktop import citations

            try:
                if file.stat().st_size > LARGEST_FILE:
                    return too_large
                data = file.read_bytes()
            except OSError as error:
                return unreadable.replace("%1", error.strerror or file.name)
            return citations.decode(data), citations.read_file(data)

        def done(result: tuple[str, Reading] | str) -> None:
            if isinstance(result, str):
                self._session.commands.refused.emit(result)
                return
            text, found = result
            self._show(text)
            self._last, self.came_whole = self.text(), True
            self.read.emit(found)
            self.came_whole = False

        self._session.tasks.run(lambda _progress: work(), done, self.tr("Reading references"))

    # -- what is said -----------------------------------------------------------------------------

    def say(self, sentence: str, good: bool) -> None:
        """Say what became of the text; "" takes it away."""
        self.said.setText(sentence)
        self.said.set_tone("good" if good else "caution")
        self.said.setVisible(bool(sentence))

    def tell(self, found: Piece, filled: int, missing: Sequence[str], whole: Sequence[str] = ()) -> None:
        """What was recognised, how much was filled, what is missing, and what could not be placed.

        ``whole`` are sentences on the paste as a whole.
        """
        if found.source == "text":
            first = self.tr("Not recognised as a reference: it stands under Other as it is")
            self.say("\n".join((first, *whole)), False)
            return
        problems = self._problems(found)
        notes = self._notes(found)
        lines = [self._recognised(found, filled, missing), *problems, *notes, *whole]
        unread = [*found.lost, *found.unread]
        self.say("\n".join(lines), not (missing or found.doubtful or unread or problems or whole))

    def _recognised(self, found: Piece, filled: int, missing: Sequence[str]) -> str:
        words = self._session.words
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
        return self.tr("; ").join(parts)

    def _problems(self, found: Piece) -> list[str]:
        from ill_desktop.citations.told import sentence

        return [sentence(problem, self._session.words) for problem in found.problems]

    def _notes(self, found: Piece) -> list[str]:
        said = []
        if unread := [*found.lost, *found.unread]:
            said.append(self.tr("Not understood: %1").replace("%1", self._pieces(unread)))
        if found.aside:
            said.append(self.tr("Kept aside, no field for it: %1").replace("%1", self._pieces(found.aside)))
        return said

    def _pieces(self, notes: Sequence[Note]) -> str:
        at_line = self.tr("“%1” (line %2)")
        shown = [
            at_line.replace("%2", str(note.line)).replace("%1", note.text[:60])
            if note.line
            else f"“{note.text[:60]}”"
            for note in notes[:_SHOWN]
        ]
        return " ".join(shown) + (f" (+{len(notes) - _SHOWN})" if len(notes) > _SHOWN else "")
