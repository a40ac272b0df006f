"""Hostile input is only text, in every field of every window.

A crawler works a demo library as a careless person would: it opens every page, presses every button and every
entry of every menu, writes naughty text into each field it meets and says yes to every sheet. Nothing may
break: no bug is reported, no exception leaves a slot, no text is taken for markup, and the books are whole.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEvent, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from ill_desktop.cli import make_demo
from ill_desktop.keeping.verify import verify
from tests import naughty
from tests.trust.outcome import Outcome, Scale, Watch
from ui.shell.desk_window import DeskWindow
from ui.start import Options, Program

PAGES = (
    *("today", "patrons", "review", "register", "requests", "new_request", "loans", "suppliers"),
    *("cashier", "notices", "reports", "settings", "help"),
)
# What leaves the window, or stops the crawl; each has its own tests.
SPARED = frozenset({"menu-sign-out", "menu-lock", "page-on", "language-switch", "theme"})
FEW_TRIES, PATIENCE_MS = 3, 15_000
_HARMLESS = ("This plugin does not support", "propagateSizeHints")


class Crawler:
    """Hands on one window; ``broken`` gathers what went wrong, each with where it was."""

    def __init__(self, app: QApplication, window: DeskWindow, per_field: int, scope: str) -> None:
        self.app, self.window, self._per_field = app, window, per_field
        self.pairs: Counter[str] = Counter()
        self.pressed: set[str] = set()
        self.broken: list[str] = []
        self._where, self._chance = "", Random(scope)
        window.session.commands.broken.connect(lambda report: self.blame(report.strip().splitlines()[-1]))

    def blame(self, what: str) -> None:
        self.broken.append(f"{self._where}: {what}")

    # -- waiting ----------------------------------------------------------------------------------

    def settle(self) -> None:
        """Until nothing runs beside the window."""
        self.app.processEvents()
        tasks = self.window.session.tasks
        patience = QDeadlineTimer(PATIENCE_MS)
        while tasks.running() and not patience.hasExpired():
            QTest.qWait(5)
        if tasks.running():
            self.blame("a work did not end")
        self.app.processEvents()

    # -- fields -----------------------------------------------------------------------------------

    def write_into(self, root: QWidget) -> None:
        """Naughty text into each field that can be seen, and Enter after some of it."""
        for name in [each.objectName() for each in self._fields(root)]:
            for text in self._chance.sample(naughty.EVERY, self._per_field):
                field = next((each for each in self._fields(root) if each.objectName() == name), None)
                if field is None:
                    break
                self._where = f"{self.page} {root.objectName()} {name} {text[:20]!a}"
                self._put(field, text)
                self.pairs[name] += 1
                self.app.processEvents()
                if self._chance.random() < 0.3 and isinstance(field, QLineEdit):
                    QTest.keyClick(field, Qt.Key.Key_Return)
                    self.settle()
                if root is self.window:
                    self.answer_sheets()
            self.look_at_words(root)

    def _fields(self, root: QWidget) -> Iterator[QLineEdit | QPlainTextEdit]:
        if not isValid(root):  # Enter closed it
            return
        for each in (*root.findChildren(QLineEdit), *root.findChildren(QPlainTextEdit)):
            if each.isVisible() and each.isEnabled() and not each.isReadOnly() and each.objectName():
                yield each

    def _put(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        """As typing does: what follows an edit follows."""
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        field.selectAll()
        if isinstance(field, QLineEdit):
            field.insert(text)
        else:
            field.insertPlainText(text)

    def look_at_words(self, root: QWidget) -> None:
        """No label and no tip takes what somebody typed for markup."""
        if not isValid(root):
            return
        for label in root.findChildren(QLabel):
            is_guessed = label.textFormat() == Qt.TextFormat.AutoText and Qt.mightBeRichText(label.text())
            if label.isVisible() and is_guessed:
                self.blame(f"{label.objectName()} takes text for markup: {label.text()[:40]!a}")
        for each in root.findChildren(QWidget):
            if each.isVisible() and "<" in each.toolTip() and Qt.mightBeRichText(each.toolTip()):
                self.blame(f"the tip of {each.objectName()} takes text for markup")

    # -- buttons, menus, sheets -------------------------------------------------------------------

    def press_all(self, root: QWidget) -> None:
        """Every button once; the page one came from is opened again after each."""
        for name in dict.fromkeys(each.objectName() for each in self._buttons(root)):
            if name in SPARED or name in self.pressed:
                continue
            self.pressed.add(name)
            entries = self._press(root, name, None)
            for entry in range(entries):
                self._press(root, name, entry)

    def _buttons(self, root: QWidget) -> Iterator[QPushButton]:
        for each in root.findChildren(QPushButton):
            if each.isVisible() and each.isEnabled() and each.objectName():
                yield each

    def _press(self, root: QWidget, name: str, entry: int | None) -> int:
        """Press a button, and of the menu it opens one entry; returns how many entries there are."""
        button = next((each for each in self._buttons(root) if each.objectName() == name), None)
        if button is None:
            return 0
        self._where = f"{self.page} {name} {'' if entry is None else entry}"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.app.processEvents()
        menu, entries = self.app.activePopupWidget(), 0
        if isinstance(menu, QMenu):
            chosen = [each for each in menu.actions() if each.isEnabled() and not each.isSeparator()]
            entries = len(chosen)
            menu.close()
            if entry is not None and entry < entries and chosen[entry].objectName() not in SPARED:
                self._where = f"{self.page} {name} {chosen[entry].objectName()}"
                chosen[entry].trigger()
        elif menu is not None:
            menu.close()
        self.settle()
        self.answer_sheets()
        self.come_back()
        return entries

    def answer_sheets(self, depth: int = 0) -> None:
        """Write into what has opened and say yes; what stays open then is left with Esc."""
        sheet = self.app.activeModalWidget()
        if sheet is None or depth > FEW_TRIES:
            return
        self._where = f"{self.page} {sheet.objectName()}"
        self.write_into(sheet)
        primary = getattr(sheet, "primary", None) if isValid(sheet) else None
        if isinstance(primary, QPushButton) and primary.isVisible() and primary.isEnabled():
            QTest.mouseClick(primary, Qt.MouseButton.LeftButton)
            self.settle()
        for _ in range(FEW_TRIES):
            after = self.app.activeModalWidget()
            if after is None:
                return
            if not isValid(sheet) or after is not sheet:
                self.answer_sheets(depth + 1)
                continue
            QTest.keyClick(after, Qt.Key.Key_Escape)
            self.settle()
        if (left := self.app.activeModalWidget()) is not None:
            left.close()
            self.settle()

    # -- pages ------------------------------------------------------------------------------------

    page = ""

    def come_back(self) -> None:
        current = self.window.current()
        if current is None or current.objectName() != self._screen:
            self.window.open(self.page)
            self.settle()

    def crawl(self, page: str) -> None:
        """One page: its fields, its buttons, its fields as they are then."""
        self.page = page
        screen = self.window.open(page)
        self._screen = screen.objectName()
        self.settle()
        self.write_into(screen)
        self.answer_sheets()
        self.press_all(screen)
        self.come_back()
        self.write_into(screen)
        self.answer_sheets()


def run(scale: Scale) -> Outcome:
    """All pages of one demo library, in both languages in full."""
    watch = Watch()
    pairs: Counter[str] = Counter()
    pressed: set[str] = set()
    broken: list[str] = []
    for language in ("zh_CN", "en") if scale is Scale.FULL else ("zh_CN",):
        crawler = _crawl(language, scale.of(2, 25))
        pairs += crawler.pairs
        pressed |= crawler.pressed
        broken += crawler.broken
    figure = f"{pairs.total():,} texts into {len(pairs)} fields, {len(pressed)} buttons pressed"
    figure += f", {len(broken)} broken"
    if broken:
        figure += f" (first: {broken[0][:300]})"
        print(*broken, sep="\n", file=sys.stderr)
    return Outcome(
        "hostile input is only text", figure, not broken, watch.seconds, "a crawler through every window"
    )


def _crawl(language: str, per_field: int) -> Crawler:
    """A fresh library and one crawl through it."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        setattr(QFileDialog, name, staticmethod(lambda *_args, **_named: ("", "")))
    QFileDialog.getExistingDirectory = staticmethod(lambda *_args, **_named: "")  # type: ignore[method-assign,assignment]
    with tempfile.TemporaryDirectory(prefix="ill-desk-trust-") as place:
        root = Path(place) / "library"
        make_demo(root, 20, 60, 7).close()
        program = Program(app, Options(root, language, demo=True))
        program.begin()
        window = program.window
        assert isinstance(window, DeskWindow)
        window.resize(1440, 900)
        crawler = Crawler(app, window, per_field, language)
        with _watched(crawler):
            for page in PAGES:
                crawler.crawl(page)
            crawler.broken += [f"verify: {each}" for each in verify(window.session.desk.ground.folder)]
        program.stop()
        window.leave()
        window.session.tasks.stop()
        window.session.desk.close()
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return crawler


class _watched:
    """Exceptions in slots and warnings of Qt count as broken."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hook: Callable[..., Any] = sys.excepthook
        self._handler: Any = None

    def __enter__(self) -> None:
        def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            place = traceback.extract_tb(trace)[-1] if trace else None
            self._crawler.blame(f"{kind.__name__}: {error} at {place}")

        def heard(kind: QtMsgType, _context: object, said: str | None) -> None:
            if kind != QtMsgType.QtDebugMsg and said and not said.startswith(_HARMLESS):
                self._crawler.blame(f"Qt: {said}")

        sys.excepthook = hook
        self._handler = qInstallMessageHandler(heard)

    def __exit__(self, *_error: object) -> None:
        sys.excepthook = self._hook
        qInstallMessageHandler(self._handler)


if __name__ == "__main__":
    print(run(Scale.SHORT if "--short" in sys.argv else Scale.FULL))
