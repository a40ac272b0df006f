"""The directory of suppliers by hand: added, corrected, retired, taken back, from and to a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.requests import supplier_queries
from tests.ui.rest_desk import RestDesk
from ui.kit.facts import Facts
from ui.kit.fields import Line, Tick
from ui.kit.keys import Button
from ui.kit.money_field import MoneyField
from ui.kit.table import TableView
from ui.requests.suppliers_file import ProblemSheet
from ui.requests.suppliers_screen import SuppliersScreen

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
NAMES = [
    "CALIS 北京大学图书馆",
    "CALIS 清华大学图书馆",
    "CASHL 复旦大学图书馆",
    "CASHL 武汉大学图书馆",
    "NSTL 国家科技图书文献中心",
    "上海图书馆",
]
Make = Callable[[str], RestDesk]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    opened: list[RestDesk] = []

    def build(role: str) -> RestDesk:
        opened.append(RestDesk(qtbot, tmp_path, SuppliersScreen, role))
        return opened[-1]

    yield build
    for each in opened:
        each.close()


@pytest.fixture
def at(make: Make) -> RestDesk:
    return make("administrator")


def _shown(at: RestDesk) -> list[str]:
    table = at.find(TableView, "suppliers-table")
    model = table.model()
    return [str(model.data(model.index(row, 0))) for row in range(model.rowCount())]


def _type(at: RestDesk, name: str, text: str) -> None:
    line = at.find(Line, name)
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, KEY.Key_Delete)
    QTest.keyClicks(line, text)


def _save(at: RestDesk) -> None:
    QTest.keyClick(at.window, KEY.Key_S, CTRL)
    at.settle()


def test_the_directory_stands_by_network_and_the_first_is_shown(at: RestDesk) -> None:
    assert _shown(at) == NAMES
    assert at.text("supplier-name") == NAMES[0]
    assert at.find(Line, "network").value() == "CALIS"
    assert at.find(Facts, "supplier-figures").texts()[1] == "—", "nothing has been asked of it yet"


def test_what_it_has_done_is_counted(at: RestDesk) -> None:
    request = at.ask()
    at.receive(request)
    at.screen.opened()
    QTest.keyClick(at.find(TableView, "suppliers-table"), KEY.Key_Home)
    for _ in range(6):
        if "100 % · 1 of 1" in at.find(Facts, "supplier-figures").texts():
            break
        QTest.keyClick(at.find(TableView, "suppliers-table"), KEY.Key_Down)
    assert "100 % · 1 of 1" in at.find(Facts, "supplier-figures").texts()


def test_a_correction_is_saved_and_taken_back(at: RestDesk) -> None:
    first = supplier_queries.directory()[0]
    assert not at.find(Button, "supplier-save").isEnabled()
    _type(at, "contact", "Wang")
    _type(at, "page_fen", "0.50")
    _type(at, "email", "ill@lib.pku.edu.cn")
    assert at.find(Button, "supplier-save").isEnabled()
    _save(at)
    kept = supplier_queries.particulars(first.id)
    assert (kept.contact, kept.page_fen, kept.email) == ("Wang", 50, "ill@lib.pku.edu.cn")
    assert not at.find(Button, "supplier-save").isEnabled()
    assert at.session.commands.undo_last()
    assert supplier_queries.particulars(first.id) == first
    assert at.find(Line, "contact").value() == ""


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_stored(at: RestDesk) -> None:
    before = supplier_queries.directory()
    _type(at, "email", "nobody")
    _save(at)
    assert "e-mail" in at.text("email-below")
    _type(at, "email", "")
    _type(at, "expected_days", "0")
    _save(at)
    assert "between 1 and" in at.text("expected_days-below")
    _type(at, "expected_days", "3")
    _type(at, "name", "CALIS Q")
    _type(at, "symbol", "CN-1")
    _save(at)
    assert supplier_queries.directory() != before
    assert len(supplier_queries.directory()) == len(before)


def test_what_was_typed_waits_with_its_supplier(at: RestDesk) -> None:
    _type(at, "contact", "Wang")
    table = at.find(TableView, "suppliers-table")
    QTest.keyClick(table, KEY.Key_Down)
    assert at.find(Line, "contact").value() == ""
    QTest.keyClick(table, KEY.Key_Up)
    assert at.find(Line, "contact").value() == "Wang"
    assert at.find(Button, "supplier-save").isEnabled()


def test_a_new_supplier_by_keys_alone(at: RestDesk) -> None:
    QTest.keyClick(at.window, KEY.Key_N, CTRL)
    assert at.text("supplier-name") == "New supplier"
    assert at.find(Line, "name").hasFocus()
    QTest.keyClicks(at.find(Line, "name"), "British Library")
    _type(at, "network", "BLDSS")
    _save(at)
    assert "British Library" in [row.name for row in supplier_queries.directory()]
    assert at.text("supplier-name") == "British Library", "it is in front"
    QTest.keyClick(at.window, KEY.Key_N, CTRL)
    QTest.keyClicks(at.find(Line, "name"), "British Library")
    _type(at, "network", "BLDSS")
    _save(at)
    assert "already" in at.text("name-below")


def test_one_is_retired_found_again_and_used_again(at: RestDesk) -> None:
    first = supplier_queries.directory()[0].id
    at.press("supplier-retire")
    assert _shown(at) == NAMES[1:]
    tick = at.find(Tick, "suppliers-retired")
    QTest.keyClick(tick, KEY.Key_Space)
    assert NAMES[0] in _shown(at)
    screen = at.screen
    assert isinstance(screen, SuppliersScreen)
    screen.show_subject(first)
    assert at.text("supplier-name") == NAMES[0]
    at.press("supplier-retire")
    assert len(supplier_queries.directory()) == 6


def test_the_search_looks_at_names_and_networks(at: RestDesk) -> None:
    line = at.find(Line, "suppliers-search")
    line.setFocus()
    QTest.keyClicks(line, "cashl")
    at.qtbot.waitUntil(lambda: _shown(at) == NAMES[2:4])
    QTest.keyClick(line, KEY.Key_Return)
    assert at.text("supplier-name") == NAMES[2]
    QTest.keyClicks(line, " zzz")
    at.qtbot.waitUntil(lambda: _shown(at) == [])


def test_the_directory_goes_to_a_file_and_comes_back(at: RestDesk, tmp_path: Path) -> None:
    screen, file = at.screen, tmp_path / "suppliers.csv"
    assert isinstance(screen, SuppliersScreen)
    screen.directory.files.export(file)
    at.settle()
    text = file.read_text("utf-8-sig")
    assert text.splitlines()[0].startswith("Name,Network,Symbol")
    file.write_text(text + "British Library,BLDSS,GB-BL,,,,,English,5,,40.00,,\n", "utf-8")
    screen.directory.files.import_file(file)
    at.settle()
    assert "BLDSS" in [row.network for row in supplier_queries.directory()]
    assert "Suppliers added: 1, changed: 0" in at.said()
    assert any("British Library" in row for row in _shown(at))


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b'"', b"Name,Network\n,\n,CALIS\nA,CALIS\nA,X\n"])
def test_a_bad_file_is_told_line_by_line_and_changes_nothing(
    at: RestDesk, tmp_path: Path, content: bytes
) -> None:
    screen, file = at.screen, tmp_path / "suppliers.csv"
    assert isinstance(screen, SuppliersScreen)
    before = supplier_queries.directory(retired=True)
    file.write_bytes(content)
    screen.directory.files.import_file(file)
    at.settle()
    sheets = [each for each in at.window.findChildren(ProblemSheet) if each.isVisible()]
    assert len(sheets) == 1
    assert sheets[0].table.model().rowCount() >= 1
    assert supplier_queries.directory(retired=True) == before
    sheets[0].reject()


def test_a_file_that_is_gone_is_said(at: RestDesk, tmp_path: Path) -> None:
    screen = at.screen
    assert isinstance(screen, SuppliersScreen)
    screen.directory.files.import_file(tmp_path / "nothing.csv")
    at.settle()
    assert any("could not be read" in toast for toast in at.said())
    screen.directory.files.export(tmp_path / "no" / "such" / "folder.csv")
    at.settle()
    assert any("could not be written" in toast for toast in at.said())


def test_every_language_and_a_read_only_look(make: Make) -> None:
    at = make("kiosk")
    may = at.session.actor.may("request.work")
    assert at.find(MoneyField, "page_fen").isReadOnly() is not may
    offered = {button.objectName() for button in at.window.findChildren(Button)}
    assert not may and not offered & {"suppliers-new", "suppliers-import", "suppliers-none-next"}
    at.session.use_language("zh_CN")
    QApplication.sendEvent(at.window, QEvent(QEvent.Type.LanguageChange))
    assert at.text("network-label").startswith("网络")
