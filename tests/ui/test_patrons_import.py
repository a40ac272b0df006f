"""The registry import in the window: file, columns, check, done; whole, or only what the person says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries, registry_queries
from ill_desktop.patrons.rules import Card
from tests.ui.patrons_desk import KEY, PatronsDesk
from tests.unit.registry_samples import HEADINGS, workbook
from ui.kit.date_field import DateField
from ui.kit.fields import Choice, Tick
from ui.kit.models import RowModel
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.patrons.registry_import import RegistryImport

HEAD = ",".join(HEADINGS) + "\n"
ROW = "30000001,张一,研究生,计算机学院,000001,2027-06-30\n"


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _open(at: PatronsDesk) -> RegistryImport:
    at.show("patrons")
    at.click("patrons-import")
    sheet = at.sheet()
    assert isinstance(sheet, RegistryImport)
    return sheet


def _drop(at: PatronsDesk, file: Path) -> RegistryImport:
    """Open the sheet and drop a file on it."""
    sheet = at.sheet() if at.has_sheet() else _open(at)
    assert isinstance(sheet, RegistryImport)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    sheet.dropEvent(QDropEvent(QPointF(20, 20), copy, mime, left, none))
    at.settle()
    return sheet


def _write(folder: Path, content: str | bytes, name: str = "名册.csv") -> Path:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def _rows(at: PatronsDesk, name: str) -> list[str]:
    model = at.find(TableView, name).model()
    assert isinstance(model, RowModel)
    return [" ".join(column.text(row) for column in model.columns).strip() for row in model.rows]


def _primary(at: PatronsDesk) -> str:
    return at.button("registry-import-primary").words()


def _result(at: PatronsDesk) -> tuple[str, ...]:
    """New, changed, as they were, not in the file."""
    return tuple(at.text(f"registry-result-{name}") for name in ("added", "updated", "left", "leavers"))


def _choose(at: PatronsDesk, name: str, value: object) -> None:
    """Choose in a list as a person does."""
    field = at.find(Choice, name)
    values = [field.itemData(place) for place in range(field.count())]
    field.setCurrentIndex(values.index(value))
    field.activated.emit(field.currentIndex())
    at.settle()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_ten_thousand_people_in_two_looks(at: PatronsDesk, tmp_path: Path, encoding: str) -> None:
    people = "".join(
        f"3{at_:07d},张{chr(0x4E00 + at_)},研究生,计算机学院,{at_:06d},2027-06-30\n" for at_ in range(10_000)
    )
    _drop(at, _write(tmp_path, (HEAD + people).encode(encoding)))
    assert at.text("registry-file") == "名册.csv"
    assert at.text("registry-counts").startswith("10,000 people, no problems: 10,000 new, 0 changed")
    assert len(_rows(at, "registry-people")) == 50
    assert _rows(at, "registry-people")[0] == "张一 30000000 Graduate student 计算机学院 ****** 2027-06-30"
    assert _primary(at) == "Import 10,000 people"
    assert registry_queries.people() == 2, "nothing is stored yet"
    at.press(KEY.Key_Return)
    assert _result(at) == ("10,000", "0", "0", "2")
    bound = at.desk.patrons.find_card(at.admin, _home(at), Card("30000007", "张万", "000007"))
    assert bound.department == "计算机学院"


def _home(at: PatronsDesk) -> int:
    return at.profile().institution_id


def test_every_sentence_follows_the_language(
    at: PatronsDesk, tmp_path: Path, app: QApplication, brackets: QTranslator
) -> None:
    _drop(at, _write(tmp_path, HEAD + ROW + ROW))
    app.installTranslator(brackets)
    at.settle()
    assert at.text("registry-counts").startswith("«1 rows have problems; 1 people")
    assert at.find(Tick, "registry-good-rows").text().startswith("«Leave out the 1 rows")
    assert _primary(at).startswith("«Choose another")
    _drop(at, _write(tmp_path, HEAD + ROW))
    assert at.text("registry-counts").startswith("«1 people, no problems")
    app.removeTranslator(brackets)
    at.settle()
    assert at.text("registry-counts").startswith("1 people, no problems")
    at.press(KEY.Key_Return)
    app.installTranslator(brackets)
    at.settle()
    assert at.text("registry-result-note").startswith("«Whoever stands in the registry")


# Columns

ODD = "XH,XM,LB,YX,HLW\n1,张一,博士后,农学院,987654\n2,钱文,PostDoc,农学院,987654\n3,孙悦,staff,,987654\n"


def test_unknown_columns_and_classes_are_chosen_once(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, ODD))
    primary = at.button("registry-import-primary")
    assert (primary.words(), primary.isEnabled()) == ("Check the rows", False)
    assert at.text("registry-sample-number") == "Please choose"
    for place, column in enumerate(("number", "name", "class", "department", "last_six")):
        _choose(at, f"registry-column-{column}", place)
    assert at.text("registry-sample-number") == "1 · 2 · 3"
    assert at.text("registry-sample-department") == "农学院"
    assert [at.find(Choice, f"registry-class-{n}").accessibleName() for n in (0, 1)] == ["PostDoc", "博士后"]
    assert at.find(Choice, "registry-class-0").count() == 1 + len(at.desk.library.classes)
    _choose(at, "registry-class-0", "graduate")
    _choose(at, "registry-class-1", "graduate")
    at.click("registry-import-primary")
    assert at.text("registry-counts").startswith("3 people, no problems")
    at.press(KEY.Key_Return)
    assert _result(at)[0] == "3"
    at.press(KEY.Key_Escape)
    _drop(at, _write(tmp_path, ODD + "4,周敏,博士后,,987654\n"))
    assert at.text("registry-counts").startswith("4 people, no problems: 1 new"), "remembered"


def test_one_column_cannot_be_two_things(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, ODD))
    for column in ("number", "name", "class", "department", "last_six"):
        _choose(at, f"registry-column-{column}", 0)
    assert at.find(Choice, "registry-column-name").isVisible()
    assert at.text("registry-columns-wrong") == "One column is chosen twice."
    assert not at.button("registry-import-primary").isEnabled()


def test_a_class_left_open_is_a_problem_of_its_rows(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, HEAD + ROW.replace("研究生", "博士后")))
    assert at.find(Choice, "registry-class-0").hasFocus(), "what is to be chosen is in front"
    at.click("registry-import-primary")
    assert [row.split()[:3] for row in _rows(at, "registry-problems")] == [["2", "Class", "博士后"]]
    at.click("registry-import-back")
    _choose(at, "registry-class-0", "staff")
    at.click("registry-import-primary")
    assert at.text("registry-counts").startswith("1 people, no problems")


def test_far_too_many_classes_are_doubted(at: PatronsDesk, tmp_path: Path) -> None:
    rows = "".join(f"{n},张一,{n}班,农学院,987654,\n" for n in range(50))
    _drop(at, _write(tmp_path, HEAD + rows))
    assert at.text("registry-classes-more").startswith("50 different texts")


def test_a_workbook_with_several_sheets(at: PatronsDesk, tmp_path: Path) -> None:
    sheets = ([["读我"] * 5], [HEADINGS, ["1", "张一", "staff", "", "987654", None]])
    _drop(at, _write(tmp_path, workbook(*sheets, names=("说明", "名单")), "a.xlsx"))
    assert at.find(Choice, "registry-sheet").value() == "名单", "the cover is passed over"
    assert at.text("registry-sample-name") == "张一"
    at.click("registry-import-back")
    sheets = ([HEADINGS, ["1", "张一", "staff", "", "987654", None]], [HEADINGS, *[["2"] * 6] * 2])
    _drop(at, _write(tmp_path, workbook(*sheets, names=("一", "二")), "a.xlsx"))
    assert _primary(at) == "Check the rows"
    _choose(at, "registry-sheet", "二")
    assert at.text("registry-sample-name") == "2"
    _choose(at, "registry-sheet", "一")
    at.click("registry-import-primary")
    assert _primary(at) == "Import 1 people"


# Problems

BAD = [
    "31000001,张三,研究生,x,123456,",
    "31000001,张三,研究生,x,123456,",
    "31 2,,研究生,x,1,2027-13-01",
]


def test_problems_row_by_row_and_nothing_imported(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, HEAD + "\n".join(BAD)))
    assert [row.split()[:2] for row in _rows(at, "registry-problems")] == [
        *[["3", "Number"], ["4", "Number"], ["4", "Name"], ["4", "Last"], ["4", "Valid"]],
    ]
    assert at.text("registry-counts").startswith("2 rows have problems; 1 people are in order.")
    assert _primary(at) == "Choose another file…"
    _drop(at, _write(tmp_path, HEAD + BAD[0]))
    at.click("registry-import-primary")
    assert _result(at)[0] == "1"


def test_the_good_rows_alone_when_that_is_ticked(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, HEAD + "\n".join(BAD)))
    tick = at.find(Tick, "registry-good-rows")
    assert (tick.isVisible(), tick.isChecked()) == (True, False)
    tick.click()
    assert _primary(at) == "Import 1 people"
    at.press(KEY.Key_Return)
    assert _result(at)[0] == "1"
    at.press(KEY.Key_Escape)
    _open(at)
    assert _rows(at, "registry-history")[0].split()[-6:] == ["1", "—", "—", "2", "2", "—"]


def test_a_torn_file_cannot_be_imported_in_part(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, HEAD + ROW + '3,"张三,研究生,x,123456,\n4\n'))
    assert at.text("registry-counts") == "Nothing can be imported: part of the file cannot be read."
    assert not at.find(Tick, "registry-good-rows").isVisible()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nobody"),
        (b"\x00\xff" * 500, "table"),
        (b"a,b\n1,2\n", "table"),
        (b"PK\x03\x04 but no archive", "damaged"),
        (b"<html><table>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS"),
    ],
)
def test_what_is_no_registry_is_said_in_a_sentence(
    at: PatronsDesk, tmp_path: Path, data: bytes, said: str
) -> None:
    _drop(at, _write(tmp_path, data, "odd.csv"))
    assert said in at.toasts()[-1]
    assert "odd.csv" in at.toasts()[-1]
    assert _primary(at) == "Choose a file…"
    assert at.bugs == []


def test_a_file_that_cannot_be_read_is_said(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, tmp_path / "missing.csv")
    assert "missing.csv" in at.toasts()[-1]
    _drop(at, tmp_path)
    assert tmp_path.name in at.toasts()[-1]


# Lists, stopping, leavers


def test_what_would_change_is_listed_and_can_be_taken_away(at: PatronsDesk, tmp_path: Path) -> None:
    new = "22012345,赵一,graduate,文学院,12345X,\n=1,张一,研究生,,000001,\n".replace("=1", "1")
    sheet = _drop(at, _write(tmp_path, HEAD + new.replace("张一", "=cmd()")))
    pills = at.find(Pills, "registry-lists")
    assert [pills._words(key, pills._tabs[key][1]) for key in pills._tabs] == [
        *("First rows", "New 1", "Changed 1", "Not in the file 1"),
    ]
    at.click("registry-lists-changed")
    assert _rows(at, "registry-changed") == [
        "赵一 22012345 Name 赵一鸣 → 赵一 · Department 建筑工程学院 → 文学院 · Valid until 2027-06-30 → —"
    ]
    at.click("registry-lists-missing")
    assert _rows(at, "registry-missing")[0].startswith("Zoë Müller 0010123 Staff")
    table = sheet.check._shown["added"]
    sheet.check._lists.export(tmp_path / "out.csv", "New", table.model.columns, table.model.rows)
    at.settle()
    lines = (tmp_path / "out.csv").read_text("utf-8-sig").splitlines()
    assert lines[1] == "Name,Number,Class,Department,Last six,Valid until"
    assert lines[2].startswith("'=cmd(),1,Graduate student"), "no formula for the next program"
    assert "out.csv" in at.toasts()[-1]
    sheet.check._lists.export(tmp_path, "New", table.model.columns, table.model.rows)
    at.settle()
    assert "could not be written" in at.toasts()[-1]


def test_stopping_leaves_nothing(at: PatronsDesk, tmp_path: Path) -> None:
    people = "".join(f"3{at_:07d},张三,研究生,x,{at_:06d},\n" for at_ in range(5_000))
    sheet = _drop(at, _write(tmp_path, HEAD + people))
    sheet.take_in()
    assert sheet._progress is not None
    sheet._progress.cancel()
    at.settle()
    assert at.text("registry-counts") == "Stopped. Nothing was imported."
    with pytest.raises(Refusal, match=r"patron\.card"):
        at.desk.patrons.find_card(at.admin, _home(at), Card("30000007", "张三", "000007"))
    at.press(KEY.Key_Return)
    assert _result(at)[0] == "5,000", "and it can be begun again"


def test_closing_while_it_works_stops_it(at: PatronsDesk, tmp_path: Path) -> None:
    people = "".join(f"3{at_:07d},张三,研究生,x,{at_:06d},\n" for at_ in range(20_000))
    sheet = _drop(at, _write(tmp_path, HEAD + people))
    sheet.take_in()
    sheet.reject()
    at.settle()
    assert not at.has_sheet()
    assert registry_queries.people() in (2, 20_002), "nothing, or all of it when it was done already"
    assert at.bugs == []


def test_leavers_are_listed_and_ended(at: PatronsDesk, tmp_path: Path) -> None:
    reader = at.campus()
    _drop(at, _write(tmp_path, HEAD + ROW))
    at.press(KEY.Key_Return)
    at.click("registry-leavers-show")
    assert at.text("registry-leavers-count").startswith("2 valid people were not in the last file; 1 of them")
    assert [row.split()[0] for row in _rows(at, "registry-leavers")] == ["赵一鸣", "Zoë"]
    assert _primary(at) == "End the validity of 2 people…"
    table = at.find(TableView, "registry-leavers")
    table.setFocus()
    table.pick("0010123")
    at.press(KEY.Key_Space)
    assert _primary(at) == "End the validity of 1 people…"
    at.find(DateField, "registry-leavers-day").set_value(None)
    at.find(DateField, "registry-leavers-day").edited.emit()
    assert not at.button("registry-import-primary").isEnabled()
    at.find(DateField, "registry-leavers-day").set_value(at.clock.day())
    at.find(DateField, "registry-leavers-day").edited.emit()
    at.click("registry-import-primary")
    assert "2026-11-20" in at.text("confirm-note")
    at.click("confirm-primary")
    assert queries.card(reader).valid_until == "2026-11-20"
    assert "1 people, 1 readers" in at.toasts()[-1]
    assert at.button("registry-leavers-open").words() == "2 were not in the last file…"


def test_a_reader_among_the_leavers_is_opened(at: PatronsDesk, tmp_path: Path) -> None:
    reader = at.campus()
    _drop(at, _write(tmp_path, HEAD + ROW))
    at.press(KEY.Key_Return)
    at.press(KEY.Key_L)
    table = at.find(TableView, "registry-leavers")
    table.setFocus()
    table.pick("22012345")
    at.press(KEY.Key_Return)
    assert not at.has_sheet()
    assert at.opened[-1] == ("patrons", reader)


def test_by_keyboard_alone(at: PatronsDesk, tmp_path: Path) -> None:
    _drop(at, _write(tmp_path, HEAD + ROW))
    at.press(KEY.Key_Return)
    assert _result(at)[0] == "1"
    at.press(KEY.Key_L)
    assert at.find(TableView, "registry-leavers").isVisible()
    at.qtbot.keyClick(at.sheet(), KEY.Key_Left, Qt.KeyboardModifier.AltModifier)
    at.settle()
    assert _primary(at) == "Choose a file…"
    at.press(KEY.Key_Escape)
    assert not at.has_sheet()


def test_only_an_administrator_is_offered_it(qtbot: QtBot, tmp_path: Path) -> None:
    at = PatronsDesk(qtbot, tmp_path, role="reviewer")
    screen = at.show("patrons")
    assert screen.findChild(object, "patrons-import") is None  # type: ignore[call-overload]
    at.close()
