"""What a start loads: the first window comes up with what it shows, and no more."""

from __future__ import annotations

import linecache
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.desk import create_desk
from ui.kit.painted import after_paint

ROOT = Path(__file__).parent.parent.parent
LATER = (
    "argon2",
    "db.tables",
    "email_validator",
    "holidays",
    "ill_desktop.activation",
    "ill_desktop.cashier",
    "ill_desktop.citations",
    "ill_desktop.counter",
    "ill_desktop.documents",
    "ill_desktop.keeping.backup",  # how backups stand is said in the status bar: a small module of its own
    "ill_desktop.keeping.checks",
    "ill_desktop.keeping.service",
    "ill_desktop.notices",
    "ill_desktop.patrons",
    "ill_desktop.reports",
    "openpyxl",
    "phonenumbers",
    "pypdfium2",
    "pypinyin",
    "qrcode",
    "reportlab",
    "stdnum",
    "ui.cashier",
    "ui.kit.dialogs",
    "ui.kit.form",
    "ui.kit.preview",
    "ui.patrons",
    "ui.requests.detail",
    "ui.requests.new",
    "ui.today",
    "xlsxwriter",
)


def _loaded(told: str) -> Iterator[str]:
    """The modules named by ``python -X importtime``."""
    for line in told.splitlines():
        if line.startswith("import time:"):
            yield line.rpartition("|")[2].strip()


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    """A demo library in which nothing has happened yet."""
    desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", demo=True)
    desk.staff.add_first("zhoumin", "周敏", "correct horse battery")
    desk.close()
    return tmp_path / "library"


def test_a_start_loads_only_what_the_first_window_shows(demo: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "app.py", "--data", str(demo), "--exit-when-ready"],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(_loaded(told.stderr))
    assert "ui.requests.filter_bar" in loaded, "the request table was shown"
    early = [name for name in sorted(loaded) if name.startswith(tuple(f"{each}." for each in LATER))]
    assert not early + sorted(loaded & set(LATER))


def test_the_source_of_what_is_imported_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PySide6 reads the text of every module imported after it, unless it is told not to."""
    visitor = tmp_path / "visitor_without_luggage.py"
    visitor.write_text("HERE = True\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    found: dict[str, object] = {}
    exec("import visitor_without_luggage", found)
    assert "visitor_without_luggage" in found
    assert str(visitor) not in linecache.cache


class _Paints(QObject):
    """Notes the paints of a widget."""

    def __init__(self, widget: QWidget, notes: list[str]) -> None:
        super().__init__(widget)
        self._notes = notes
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._notes.append("paint")
        return False


def test_what_waits_for_a_paint_comes_once_and_after_it(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    notes: list[str] = []
    _Paints(widget, notes)
    after_paint(widget, lambda: notes.append("first"))
    after_paint(widget, lambda: notes.append("newest"))
    widget.show()
    qtbot.waitUntil(lambda: len(notes) >= 3)
    assert notes == ["paint", "newest", "first"]
    widget.repaint()
    qtbot.waitUntil(lambda: notes.count("paint") == 2)
    assert notes[3:] == ["paint"]
