"""The box a reference is pasted or dropped into, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

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

    dropped = Signal(object)
    """The files, all that were dropped at once."""
    pasted = Signal()
    long_pasted = Signal(str)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return bool(_files_of(source)) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if files := _files_of(source):
            self.dropped.emit(files)
        elif source.hasText():
            text = source.text()
            if len(text) > LONGEST_TEXT:
                self.long_pasted.emit(text)
                return
            self.pasted.emit()
            self.insertPlainText(text)


def _files_of(source: QMimeData) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())


class _Loaded(NamedTuple):
    """What several files held, and a sentence for each that is left out."""

    texts: list[str]
    readings: list[Reading]
    left_out: list[str]

    def add(self, data: bytes) -> None:
        from ill_desktop import citations

        self.texts.append(citations.decode(data))
        self.readings.append(citations.read_file(data))

    def whole(self) -> Reading:
        """All of it as one paste."""
        return Reading(
            tuple(citation for reading in self.readings for citation in reading.citations),
            tuple(problem for reading in self.readings for problem in reading.problems),
        )


class PasteBox(QWidget):
    """Reads beside the window, for a long paste takes its time."""

    read = Signal(object)
    """The :class:`Reading` of a new text; without citations when the box is empty."""

    added = Signal(object, str)
    """The :class:`Reading` of a text that came by itself, and that text: to be added to what stands here."""

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
        self.area.dropped.connect(self.open_files)
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

    def add(self, text: str) -> None:
        """Read a text that does not belong to what stands in the box: two quick scans are both read."""
        from ill_desktop import citations

        def done(found: Reading) -> None:
            self.came_whole = True
            self.added.emit(found, text)
            self.came_whole = False

        self._session.tasks.run(
            lambda _progress: citations.read_paste(text), done, self.tr("Reading references")
        )

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

    def open_files(self, files: Sequence[Path]) -> None:
        """Read the references of these files, of any encoding; those left out are named."""
        too_large = self.tr("%1: the file is too large for a list of references.")
        unreadable = self.tr("%1: the file could not be read (%2).")

        def load(file: Path, left: int) -> bytes | str:
            """What a file holds, or the sentence that says why it is left out."""
            try:
                if file.stat().st_size > left:
                    return too_large.replace("%1", file.name)
                return file.read_bytes()
            except OSError as error:
                return unreadable.replace("%2", error.strerror or "").replace("%1", file.name)

        def work() -> _Loaded:
            left, loaded = LARGEST_FILE, _Loaded([], [], [])
            for file in files:
                data = load(file, left)
                if isinstance(data, str):
                    loaded.left_out.append(data)
                    continue
                left -= len(data)
                loaded.add(data)
            return loaded

        self._session.tasks.run(lambda _progress: work(), self._take_files, self.tr("Reading references"))

    def _take_files(self, loaded: _Loaded) -> None:
        for sentence in loaded.left_out:
            self._session.commands.refused.emit(sentence)
        if not loaded.readings:
            return
        self._show("\n".join(loaded.texts))
        self._last, self.came_whole = self.text(), True
        self.read.emit(loaded.whole())
        self.came_whole = False

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
