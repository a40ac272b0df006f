"""The registry import: looked through first, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.patrons.rules import Card
from tests.ui.patrons_desk import KEY, REGISTRY, PatronsDesk
from ui.kit.facts import Facts
from ui.kit.models import RowModel
from ui.kit.table import TableView
from ui.patrons.registry_import import RegistryImport

HEAD = "学工号,姓名,类别,院系,证件末六位,有效期\n"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _drop(at: PatronsDesk, file: Path) -> RegistryImport:
    """Open the sheet and drop a file on it."""
    if not at.has_sheet():
        at.show("patrons")
        at.click("patrons-import")
    sheet = at.sheet()
    assert isinstance(sheet, RegistryImport)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    sheet.dropEvent(QDropEvent(QPointF(20, 20), copy, mime, left, none))
    at.settle()
    return sheet


def _rows(at: PatronsDesk, name: str) -> list[str]:
    model = at.find(TableView, name).model()
    assert isinstance(model, RowModel)
    return [" ".join(column.text(row) for column in model.columns) for row in model.rows]


def _result(at: PatronsDesk) -> dict[str, str]:
    texts = at.find(Facts, "registry-result").texts()
    return dict(zip(texts[::2], texts[1::2], strict=True))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_ten_thousand_people_in_two_looks(at: PatronsDesk, tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "名册.csv"
    people = "".join(
        f"3{at_:07d},张{chr(0x4E00 + at_)},研究生,计算机学院,{at_:06d},2027-06-30\n" for at_ in range(10_000)
    )
    file.write_bytes((HEAD + people).encode(encoding))
    _drop(at, file)
    assert at.text("registry-file") == "名册.csv"
    assert at.text("registry-counts").startswith("10,000 people, no problems")
    assert _rows(at, "registry-people")[0] == "张一 30000000 Graduate student 计算机学院 2027-06-30"
    assert at.button("registry-import-primary").words() == "Import 10,000 people"
    at.press(KEY.Key_Return)
    assert _result(at) == {"Added": "10,000", "Changed": "0", "As they were": "0"}
    bound = at.desk.patrons.find_card(at.admin, _home(at), Card("30000007", "张万", "000007"))
    assert bound.department == "计算机学院"


def _home(at: PatronsDesk) -> int:
    return at.profile().institution_id


def test_every_sentence_follows_the_language(
    at: PatronsDesk, tmp_path: Path, app: QApplication, brackets: QTranslator
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    row = "30000001,张一,研究生,计算机学院,000001,2027-06-30\n"
    good.write_text(HEAD + row, encoding="utf-8")
    bad.write_text(HEAD + row + row, encoding="utf-8")
    _drop(at, bad)
    app.installTranslator(brackets)
    at.settle()
    assert at.text("registry-counts").startswith("«Nothing is imported")
    _drop(at, good)
    assert at.text("registry-counts").startswith("«1 people")
    app.removeTranslator(brackets)
    at.settle()
    assert at.text("registry-counts").startswith("1 people")
    at.press(KEY.Key_Return)
    app.installTranslator(brackets)
    at.settle()
    assert list(_result(at)) == ["«Added»", "«Changed»", "«As they were»"]


def test_problems_row_by_row_and_nothing_imported(at: PatronsDesk, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    rows = [
        "31000001,张三,研究生,x,123456,",
        "31000001,张三,研究生,x,123456,",
        "31 2,李四,教授,x,1,2027-13-01",
    ]
    file.write_text(HEAD + "\n".join(rows), "utf-8")
    _drop(at, file)
    problems = _rows(at, "registry-problems")
    assert [line.split()[0] for line in problems] == ["3", "4"]
    assert "31000001" in problems[0]
    assert "problems: 2" in at.text("registry-counts")
    assert at.button("registry-import-primary").words() == "Choose another file…"
    file.write_text(HEAD + rows[0], "utf-8")
    _drop(at, file)
    at.click("registry-import-primary")
    assert _result(at)["Added"] == "1"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff" * 500,
        b"a,b\n1,2\n",
        b'number,name\n"',
        REGISTRY.replace("graduate", "=cmd()").encode(),
    ],
)
def test_what_is_no_registry_is_said_in_words(at: PatronsDesk, tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(data)
    _drop(at, file)
    assert _rows(at, "registry-problems")
    assert at.bugs == []


def test_a_file_that_cannot_be_read_is_said(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, tmp_path / "missing.csv")
    assert "missing.csv" in at.toasts()[-1]
    _drop(at, tmp_path)
    assert tmp_path.name in at.toasts()[-1]


def test_stopping_leaves_nothing(at: PatronsDesk, tmp_path: Path) -> None:
    file = tmp_path / "many.csv"
    people = "".join(f"3{at_:07d},张三,研究生,x,{at_:06d},\n" for at_ in range(5_000))
    file.write_text(HEAD + people, "utf-8")
    sheet = _drop(at, file)
    sheet.take_in()
    sheet._progress.cancel()  # type: ignore[union-attr]
    at.settle()
    assert at.text("registry-counts") == "Stopped. Nothing was imported."
    with pytest.raises(Refusal, match=r"patron\.card"):
        at.desk.patrons.find_card(at.admin, _home(at), Card("30000007", "张三", "000007"))


def test_only_an_administrator_is_offered_it(qtbot: QtBot, tmp_path: Path) -> None:
    at = PatronsDesk(qtbot, tmp_path, role="reviewer")
    screen = at.show("patrons")
    assert screen.findChild(object, "patrons-import") is None  # type: ignore[call-overload]
    at.close()
