"""A paste of many references: a row each, one submit, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.requests_desk import BOOK, CTRL, KEY, RequestsDesk
from ui.requests.new import NewRequestScreen

GBT = "王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322."
MANY = (
    GBT
    + "\nBurt R. Structural Holes[M]. Cambridge: Harvard UP, 1992.\n"
    + GBT.replace("径流", "洪水").replace("311-322", "400-410")
    + "\n"
    + GBT
)


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _read(at: RequestsDesk, screen: NewRequestScreen, text: str) -> None:
    """Paste as the keyboard does, and let it be read."""
    screen.paste_box.area.setFocus()
    screen.paste_box.area.selectAll()
    QGuiApplication.clipboard().setText(text)
    at.press(KEY.Key_V, CTRL)
    at.until(lambda: at.text("paste-said") != "")
    at.settle()


def _choose_reader(at: RequestsDesk, screen: NewRequestScreen, typed: str = "zym") -> None:
    """Type into the reader's field and take the first hit."""
    field = screen.order.patron_field
    field.setFocus()
    field.selectAll()
    at.type(typed)
    at.until(field.is_open)
    at.press(KEY.Key_Return)


def _tags(screen: NewRequestScreen) -> list[str]:
    column = next(column for column in screen.batch_list.model.columns if column.key == "state")
    return [column.text(row) for row in screen.batch_list.model.rows]


def test_several_references_are_a_list_with_one_submit(at: RequestsDesk) -> None:
    before = at.ask(BOOK, "book")
    screen = at.form()
    _read(at, screen, MANY)
    at.settle()
    assert at.text("batch-title") == "4 references"
    assert _tags(screen) == ["Ready", "Like YQ1-20261121-0001", "Ready", "Same as no. 1"]
    assert at.button("submit").words() == "Submit 3", "what stands there twice is asked for once"
    screen.batch_list.table.setFocus()
    screen.batch_list.table.selectRow(2)
    assert "洪水" in screen.reference.values()["article_title"]
    screen.reference.form.fill({"year": ""})
    _choose_reader(at, screen)
    screen.order.form.field("copyright").click()
    at.press(KEY.Key_Return, CTRL)
    at.until(lambda: len(at.stored()) == 3)
    at.settle()
    assert _tags(screen)[2] == "1 to mend"
    assert screen.reference.form.errors() == {"year": "This is needed"}
    assert at.button("submit").words() == "Submit 1"
    screen.reference.form.fill({"year": "2024"})
    at.press(KEY.Key_Return, CTRL)
    at.until(lambda: len(at.stored()) == 4)
    at.settle()
    newest, book = at.stored()[0], at.stored()[1]
    assert newest.title == "深度学习在洪水预测中的应用"
    assert (book.title, book.service_type) == ("Structural Holes", "loan"), "each in its usual service"
    assert at.opened[-1] == ("requests", newest.id)
    assert screen.batch_list.isHidden()
    assert before not in (newest.id, book.id)


def test_a_refusal_stands_in_its_row_and_nothing_is_lost(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, MANY)
    _choose_reader(at, screen)
    screen.order.form.field("copyright").click()
    at.settle()
    at.desk.patrons.block(at.admin, at.reader, "card lost", None)
    at.press(KEY.Key_Return, CTRL)
    at.settle()
    assert at.stored() == []
    assert _tags(screen)[0] == "Refused"
    assert "3 refused" in at.toasts()[-1]
    assert at.button("submit").words() == "Submit 3"


def test_what_is_mended_says_so_in_its_row_at_once(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, f"{GBT}\n\n10.1029/2019WR025286")
    assert _tags(screen)[1] == "3 to mend"
    said = next(column for column in screen.batch_list.model.columns if column.key == "document")
    assert said.value(screen.batch_list.model.rows[1]) == ("No title", "DOI 10.1029/2019wr025286")
    at.button("batch-next").click()
    for field, text in (("article_title", "Rainfall extremes"), ("journal", "Water"), ("year", "2020")):
        screen.reference.form.field(field).setFocus()
        at.type(text)
    at.until(lambda: _tags(screen)[1] == "Ready")
    assert at.text("batch-note") == "2 ticked, 0 of them to mend first"


def test_looking_at_a_reference_loses_nothing_of_it(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, f"TY  - CHAP\nTI  - Rivers\nJO  - Hydrology\nPMID  - x\nER  - \n\n{GBT}")
    before = list(screen._batch.pieces)
    screen.batch_list.table.selectRow(1)
    screen.batch_list.table.selectRow(0)
    assert screen._batch.pieces == before


def test_a_batch_is_kept_as_a_draft(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, MANY)
    at.settle()
    screen.drafts.keep()
    again = NewRequestScreen(at.session)  # as after a crash
    at.qtbot.addWidget(again)
    again.opened()
    again.draft_offer.take.click()
    at.settle()
    kept, typed = again.batch_list.model.rows, screen.batch_list.model.rows
    assert [row.piece.fields for row in kept] == [row.piece.fields for row in typed]
    assert [row.piece.wanted for row in kept] == [True, True, True, False]


def test_a_paste_too_long_to_show_is_read_as_a_whole(at: RequestsDesk) -> None:
    screen = at.form()
    text = "\n".join(f"[{number}] " + GBT.replace("径流", f"径流{number}") for number in range(2000))
    assert len(text) > 100_000
    QGuiApplication.clipboard().setText(text)
    screen.paste_box.area.setFocus()
    at.press(KEY.Key_V, CTRL)
    at.until(lambda: at.text("batch-title") == "2,000 references")
    assert screen.paste_box.area.isReadOnly(), "the beginning is shown, not edited"
    screen.start_over()
    at.settle()
    assert not screen.paste_box.area.isReadOnly()


def _titles(screen: NewRequestScreen) -> list[str]:
    return [piece.title for piece in screen._batch.pieces]


def test_a_scan_is_added_to_a_batch_and_the_draft_keeps_all(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, MANY)
    screen.reference.form.field("pages").setFocus()
    at.type("9")
    typed = screen.reference.values()["pages"]
    before = _titles(screen)
    for isbn in ("9780674843714", "9780262033848"):  # the second before the first has been read
        at.window.take_scan(isbn)
    at.until(lambda: len(screen._batch.pieces) == 6)
    at.settle()
    assert _titles(screen)[:4] == before
    assert screen._batch.pieces[0].fields["pages"] == typed
    assert {piece.fields["isbn"] for piece in screen._batch.pieces[4:]} == {"9780674843714", "9780262033848"}
    assert screen.reference.kind() == "book", "the new one stands in the form"
    screen.drafts.keep()
    draft = screen.drafts.before()
    assert draft is not None
    assert len(draft["batch"]["pieces"]) == 6
    again = NewRequestScreen(at.session)
    at.qtbot.addWidget(again)
    again.opened()
    again.draft_offer.take.click()
    assert [piece.fields for piece in again._batch.pieces] == [p.fields for p in screen._batch.pieces]
    assert [piece.typed for piece in again._batch.pieces] == [p.typed for p in screen._batch.pieces]
    at.settle()


def test_a_scan_stands_beside_what_was_typed_by_hand(at: RequestsDesk) -> None:
    screen = at.form()
    screen.reference.form.field("article_title").setFocus()
    at.type("Structural Holes")
    at.window.take_scan("9780674843714")
    at.until(lambda: len(screen._batch.pieces) == 2)
    at.settle()
    assert screen._batch.pieces[0].fields == {"article_title": "Structural Holes"}
    assert screen._batch.pieces[1].fields["isbn"] == "9780674843714"


def test_a_longer_text_keeps_what_was_edited_in_a_batch(at: RequestsDesk) -> None:
    screen = at.form()
    two = "\n".join(MANY.splitlines()[:2])
    screen.paste_box.put(two)
    at.until(lambda: screen._batch.is_many)
    at.settle()
    screen.reference.form.field("author").setFocus()
    at.type(" X")
    edited = screen.reference.values()["author"]
    screen.paste_box.put(MANY)
    at.until(lambda: len(screen._batch.pieces) == 4)
    at.settle()
    assert [piece.fields["author"] for piece in screen._batch.pieces].count(edited) == 1
    assert screen._batch.pieces[0].fields["author"] == edited
    assert screen._batch.at == 2, "the first of what is new"


def test_files_dropped_together_are_all_read(at: RequestsDesk, tmp_path: Path) -> None:
    screen, data, urls = at.form(), QMimeData(), []
    for name in ("one.ris", "two.ris"):
        (tmp_path / name).write_text(
            f"TY  - JOUR\nTI  - Rain\nJO  - {name}\nPY  - 2024\nER  - \n", encoding="utf-8"
        )
        urls.append(QUrl.fromLocalFile(str(tmp_path / name)))
    data.setUrls([*urls, QUrl.fromLocalFile(str(tmp_path / "gone.ris"))])
    screen.paste_box.area.insertFromMimeData(data)
    at.until(lambda: len(screen.batch_list.model.rows) == 2)
    at.settle()
    journals = [row.piece.fields["journal"] for row in screen.batch_list.model.rows]
    assert journals == ["one.ris", "two.ris"]
    assert len(at.toasts()) == 1
    assert at.toasts()[0].startswith("gone.ris"), "what is left out is named"
