"""The window: rail, one box, status bar, and the pages, each built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QScrollArea, QStackedWidget, QWidget

from ui.kit import messages
from ui.kit.chip import Tag
from ui.kit.commands import Changes, Commands
from ui.kit.finder import Hit
from ui.kit.keys import keyed_buttons
from ui.kit.scanner import Scanner
from ui.kit.screen import Screen, hbox, scrolled, vbox
from ui.kit.tasks import Tasks
from ui.kit.text import Text, write
from ui.kit.theme import Tone
from ui.shell.page import Page, Person
from ui.shell.rail import Rail
from ui.shell.status import StatusBar
from ui.shell.top import TopBar

_GEOMETRY = "window.geometry"
_ROOMY = 1280  # pixels of a window from which the rail writes its words beside the icons


class MainWindow(QMainWindow):
    """Holds no business: it is told what to show, and says what the person wants."""

    asked = Signal(str)
    """Text entered (or scanned) into the one box without choosing a hit."""
    chosen = Signal(object)
    """A hit of the one box."""
    language_asked = Signal()
    """The language switch was pressed: the other language."""
    theme_asked = Signal()
    """The other colours are wanted."""
    sign_out_asked = Signal()
    lock_asked = Signal()
    """The window is to be hidden until its person comes back."""
    help_asked = Signal()
    """The questions and answers are wanted."""
    opened = Signal(str)
    """A page came to the front: its key."""

    def __init__(
        self,
        *,
        heading: Text,
        subheading: Text,
        person: Person,
        pages: Sequence[Page],
        finder: Callable[[str], Sequence[Hit]],
        box_hint: Text = "",
        memory: MutableMapping[str, str] | None = None,
        demo: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("main-window")
        write(self, self.setWindowTitle, heading)
        self._pages = {page.key: page for page in pages}
        self._screens: dict[str, Screen] = {}
        self._memory = {} if memory is None else memory
        self.rail = Rail(heading, subheading, list(pages), self.open)
        self.top = TopBar(
            finder,
            person,
            demo,
            self.show_keys,
            self.theme_asked.emit,
            self.lock_asked.emit,
            self.sign_out_asked.emit,
        )
        self.bar = StatusBar(self.language_asked.emit)
        self._stack = QStackedWidget()
        self._stack.setObjectName("pages")
        self._write_box(box_hint)
        self._lay_out()
        self._wire()
        self.resize(1440, 900)
        self.setMinimumSize(860, 520)  # half of a common screen: it is read at 200 %
        if kept := self._memory.get(_GEOMETRY):
            self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore")))

    def _write_box(self, hint: Text) -> None:
        words = hint or (
            lambda: self.tr("Scan or type: patron, number, receipt, DOI, ISBN, reference, command")
        )
        write(self.top.box, self.top.box.setPlaceholderText, words)
        write(self.top.box, self.top.box.setAccessibleName, lambda: self.tr("Search everything"))

    def _lay_out(self) -> None:
        centre = QWidget()
        right = vbox(self.top, self._stack, self.bar, gap=0)
        right.setStretch(1, 1)
        whole = hbox(self.rail, right, gap=0)
        whole.setStretch(1, 1)
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    def _wire(self) -> None:
        self.top.box.asked.connect(self._ask)
        self.top.box.chosen.connect(self._choose)
        for keys, slot in (
            ("Ctrl+K", self.focus_box),
            ("F1", self.show_keys),
            ("Ctrl+Shift+L", self.lock_asked.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(slot)

    # -- pages ------------------------------------------------------------------------------------

    def open(self, key: str) -> Screen:
        """Bring a page to the front, building it if this is the first time. Raises KeyError."""
        screen = self._screens.get(key)
        if screen is None:
            screen = self._screens[key] = self._pages[key].make()
            self._stack.addWidget(self._frame(screen))
        self.rail.mark(key)
        self._stack.setCurrentIndex(list(self._screens).index(key))
        screen.opened()
        self.opened.emit(key)
        return screen

    def _frame(self, screen: Screen) -> QScrollArea:
        """On a small window, or at 200 %, a screen scrolls rather than being squeezed."""
        area = scrolled(screen, f"{screen.objectName()}-area")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        return area

    def current(self) -> Screen | None:
        """The screen in front."""
        at = self._stack.currentIndex()
        return list(self._screens.values())[at] if at >= 0 else None

    def show_count(self, key: str, count: int, tone: Tone = "bad") -> None:
        """Show on the rail how many wait on a page; 0 shows nothing."""
        self.rail.show_count(key, Tag(f"{count:,}" if count else "", tone))

    def show_status(
        self, key: str, text: Text, tone: Tone | None = None, on: Callable[[], object] | None = None
    ) -> None:
        """Say something in the status bar under a key; "" takes it away. ``on`` is where it leads."""
        self.bar.show_item(key, text, tone, on)

    # -- what comes in ----------------------------------------------------------------------------

    def listen(self, commands: Commands, tasks: Tasks | None = None) -> None:
        """Speak for commands and tasks, and refresh the built screens after changes."""
        self.toasts = messages.attach(self, commands, tasks)
        commands.changed.connect(self._refresh)

    def _refresh(self, changes: Changes) -> None:
        for screen in self._screens.values():
            screen.refresh(changes.topics)

    def hear(self, scanner: Scanner) -> None:
        """Take what a scanner reads: an open sheet first, then the screen in front, then the one box."""
        scanner.setParent(self)  # it goes with the window: the next one brings its own
        scanner.scanned.connect(self.take_scan)

    def take_scan(self, text: str) -> None:
        modal = QApplication.activeModalWidget()
        if modal is not None:
            taker = getattr(modal, "scanned", None)
            if callable(taker):
                taker(text)
            return  # never through a sheet into what lies under it
        screen = self.current()
        if screen is None or not screen.scanned(text):
            self.asked.emit(text)

    def focus_box(self) -> None:
        """Put the cursor into the one box."""
        self.top.box.setFocus()
        self.top.box.selectAll()

    def _ask(self, text: str) -> None:
        self.top.box.clear()
        self.asked.emit(text)

    def _choose(self, hit: Hit) -> None:
        self.top.box.clear()
        self.chosen.emit(hit)

    # -- keys, closing ----------------------------------------------------------------------------

    def show_keys(self) -> None:
        """Open the sheet of keys: the window's own, and those of the screen in front."""
        from ui.shell.keys_sheet import KeysSheet

        KeysSheet(self, self.keys(), self.help_asked.emit).open()

    def keys(self) -> list[tuple[str, str]]:
        """Every key that works now, with what it does."""
        own = [
            ("Ctrl+K", self.tr("Search everything")),
            ("F1", self.tr("Keys")),
        ]
        found = [(button.key, button.accessibleName()) for button in keyed_buttons(self)]
        return own + list(dict.fromkeys(found))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(event.size().width() < _ROOMY)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory[_GEOMETRY] = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        super().closeEvent(event)
