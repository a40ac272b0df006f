"""A new request: from a pasted reference to its transaction number."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTranslator, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries
from ill_desktop.requests.fields import TYPES
from tests.ui.requests_desk import ARTICLE, BOOK, CTRL, KEY, RequestsDesk
from ui.kit.facts import Facts
from ui.kit.label import Label
from ui.requests.new import NewRequestScreen

LEFT = Qt.MouseButton.LeftButton
GBT = "王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322."
RIS = """TY  - JOUR
AU  - Wang, L.
TI  - Deep learning for runoff prediction
JO  - Nature Water
PY  - 2025
VL  - 2
IS  - 4
SP  - 311
EP  - 331
DO  - 10.1038/s44221-025-0012-3
ER  -
"""
NAUGHTY = (
    "x" * 100_000,
    "a\0b",
    "😀👩🏽‍🔬🇨🇳",
    "‮abc‬ עברית عربى",
    "<b>&amp;</b> %1 {name} %s",
    "'; DROP TABLE request; --",
    "Z̸̡̛̥͕̆͐a\u200bl\ufeffg\u2028o",
    "   ",
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


def test_a_gbt_string_fills_the_form_and_is_submitted_by_keyboard_alone(at: RequestsDesk) -> None:
    screen = at.form()
    assert screen.paste_box.area.hasFocus()
    _read(at, screen, GBT)
    assert screen.reference.values() == {
        "article_title": "深度学习在径流预测中的应用",
        "author": "王磊; 陈辉",
        "journal": "水利学报",
        "year": "2024",
        "volume": "55",
        "issue": "3",
        "pages": "311-322",
    }
    assert at.text("paste-said") == "Read as GB/T 7714, Journal article: 7 fields filled"
    assert screen.order.patron_field.hasFocus(), "nothing is missing: on to the reader"
    _choose_reader(at, screen)
    assert screen.order.patron_field.text() == "赵一鸣 · zhao88 · 杭州水利设计院"
    screen.order.form.field("copyright").setFocus()
    at.press(KEY.Key_Space)
    at.press(KEY.Key_Return, CTRL)
    row = at.stored()[0]
    assert (row.number, row.patron_name, row.state) == ("YQ1-20261121-0001", "赵一鸣", "submitted")
    assert queries.detail(row.id).citation_source == "gbt7714"
    assert at.opened[-1] == ("requests", row.id)
    at.settle()
    assert at.text("request-number") == row.number
    said = at.toasts()[-1]
    assert row.number in said
    assert "not activated" in said, "said after submitting, not stopped"


def test_what_was_submitted_with_ctrl_held_is_chosen_alone(at: RequestsDesk) -> None:
    before = at.ask(BOOK, "book")
    requests = at.table()
    requests.table.pick(before)
    screen = at.form()
    _read(at, screen, GBT)
    _choose_reader(at, screen)
    screen.order.form.field("copyright").click()
    at.press(KEY.Key_Return, CTRL)
    at.settle()
    new = at.stored()[0].id
    assert [row.id for row in requests.table.selected()] == [new]
    at.press(KEY.Key_Return)
    assert (at.state(new), at.state(before)) == ("accepted", "submitted")


def test_a_ris_record_fills_the_form(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, RIS)
    assert screen.reference.values()["doi"] == "10.1038/s44221-025-0012-3"
    assert screen.reference.values()["pages"] == "311-331"
    assert at.text("paste-said").startswith("Read as RIS, Journal article")


def test_what_is_missing_doubtful_or_unread_is_named(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, "10.1038/s44221-025-0012-3")
    assert "still needed: Article title, Journal, Year" in at.text("paste-said")
    assert screen.reference.form.field("article_title").hasFocus()
    _read(at, screen, RIS.replace("ER  -", "SN  - 0559-9351\nXX  - what is this\nER  -"))
    said = at.text("paste-said")
    assert "please check: ISSN" in said
    assert "what is this" in said
    assert screen.reference.form.errors()["issn"] == "The check digit does not fit: it should be 0."


def test_typing_into_the_box_keeps_the_cursor_there(at: RequestsDesk) -> None:
    screen = at.form()
    screen.paste_box.area.setFocus()
    at.type("9780674843714")
    at.until(lambda: at.text("paste-said") != "")
    at.settle()
    assert screen.reference.kind() == "book"
    assert screen.paste_box.area.hasFocus()


def test_text_that_is_no_reference_stands_under_other(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, "please find me something about rivers")
    assert screen.reference.kind() == "other"
    assert "Not recognised" in at.text("paste-said")


def test_a_field_says_what_is_wrong_as_one_leaves_it(at: RequestsDesk) -> None:
    screen = at.form()
    screen.reference.form.field("issn").setFocus()
    at.type("0559-9351")
    at.press(KEY.Key_Tab)
    assert screen.reference.form.errors() == {"issn": "The check digit does not fit: it should be 0."}
    screen.reference.form.field("issn").setFocus()
    at.press(KEY.Key_Backspace)
    at.type("0")
    at.press(KEY.Key_Tab)
    assert screen.reference.form.errors() == {}


def test_the_form_fits_the_type_and_the_title_goes_with_it(at: RequestsDesk) -> None:
    screen = at.form()
    screen.reference.form.field("article_title").setFocus()
    at.type("Structural Holes")
    QTest.mouseClick(at.button("type-book"), LEFT)
    assert set(screen.reference.form.names()) == {field.key for field in TYPES["book"]}
    assert screen.reference.values() == {"title": "Structural Holes"}
    assert screen.order.form.values()["service_type"] == "loan"
    assert screen.order.form.values()["delivery"] == "pickup"
    menu = screen.reference.rest_menu()
    next(action for action in menu.actions() if action.objectName() == "type-report").trigger()
    menu.close()
    assert screen.reference.kind() == "report"
    assert at.button("type-other").words() == "Report"
    assert at.button("type-other").isChecked()
    assert screen.order.form.values()["service_type"] == "delivery"
    QTest.mouseClick(at.button("type-journal_article"), LEFT)
    assert not at.button("type-other").isChecked()
    assert screen.reference.values()["article_title"] == "Structural Holes"


def test_the_price_follows_what_one_types(at: RequestsDesk) -> None:
    screen = at.form()
    assert "pages are known" in at.text("new-price-note")
    screen.reference.form.field("pages").setFocus()
    at.type("311-322")
    shown = at.find(Facts, "new-price")
    at.until(lambda: shown.texts()[:2] == ["12 pages × 0.30", "3.60"])
    screen.order.form.field("level").set_value("urgent")
    screen.order.form.field("max_cost").setFocus()
    at.type("5")
    at.until(lambda: shown.texts()[-1] == "13.60")
    assert "Above what the reader accepts" in at.text("new-price-note")


def test_what_looks_the_same_is_shown_and_opened(at: RequestsDesk) -> None:
    before = at.ask()
    screen = at.form()
    _read(at, screen, GBT)
    found = screen.look_alikes
    at.until(lambda: found.isVisible())
    assert any("赵一鸣" in label.text() for label in found.findChildren(Label))
    QTest.mouseClick(at.button(f"look-alike-{before}"), LEFT)
    assert at.opened[-1] == ("requests", before)


def test_a_draft_is_kept_while_typing_and_offered_on_return(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, GBT)
    _choose_reader(at, screen)
    screen.order.form.field("note").setFocus()
    at.type("urgent 😀")
    at.until(lambda: at.text("draft-state") == "Draft saved")
    again = NewRequestScreen(at.session)  # as after a crash
    at.qtbot.addWidget(again)
    again.opened()
    assert not again.draft_offer.isHidden()
    again.draft_offer.take.click()
    assert again.reference.values() == screen.reference.values()
    assert again.order.form.values() == screen.order.form.values()
    assert again.paste_box.text() == GBT
    at.settle()


def test_a_draft_can_be_discarded_and_is_gone_after_submitting(at: RequestsDesk) -> None:
    screen = at.form()
    _read(at, screen, GBT)
    QTest.mouseClick(at.button("keep-draft"), LEFT)
    assert screen.drafts.before() is not None
    at.table()
    at.form()
    assert screen.draft_offer.isHidden(), "the form still stands as it was left"
    _choose_reader(at, screen)
    screen.order.form.field("copyright").click()
    QTest.mouseClick(at.button("submit"), LEFT)
    assert len(at.stored()) == 1
    assert screen.drafts.before() is None
    at.form()
    assert screen.draft_offer.isHidden()
    assert screen.reference.values() == {}


def test_what_was_typed_by_hand_outlives_another_reading(at: RequestsDesk) -> None:
    screen = at.form()
    screen.reference.form.field("issn").setFocus()
    at.type("0559-9350")
    _read(at, screen, GBT)
    assert screen.reference.values()["issn"] == "0559-9350"
    screen.reference.form.field("pages").setFocus()
    at.press(KEY.Key_End)
    at.type("0")
    _read(at, screen, RIS)
    values = screen.reference.values()
    assert (values["issn"], values["pages"]) == ("0559-9350", "311-3220"), "typed"
    assert (values["journal"], values["doi"]) == ("Nature Water", "10.1038/s44221-025-0012-3"), "read"


def test_a_type_chosen_by_hand_outlives_another_reading(at: RequestsDesk) -> None:
    screen = at.form()
    QTest.mouseClick(at.button("type-book"), LEFT)
    screen.reference.form.field("edition").setFocus()
    at.type("2")
    _read(at, screen, RIS)
    assert screen.reference.kind() == "book"
    assert screen.reference.values()["edition"] == "2"


def test_a_file_is_dropped_into_the_box(at: RequestsDesk, tmp_path: Path) -> None:
    screen = at.form()
    file = tmp_path / "export.ris"
    file.write_bytes(RIS.encode("gb18030"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    assert screen.paste_box.area.canInsertFromMimeData(data)
    screen.paste_box.area.insertFromMimeData(data)
    at.until(lambda: screen.reference.values().get("journal") == "Nature Water")
    large = tmp_path / "large.txt"
    with large.open("wb") as stream:
        stream.truncate(65 << 20)
    for wrong in (large, tmp_path / "gone.ris", tmp_path):
        screen.paste_box.open_files((wrong,))
        at.settle()
    assert len(at.toasts()) == 3
    assert screen.reference.values()["journal"] == "Nature Water", "nothing is lost"


def test_a_scan_is_a_reader_or_a_reference(at: RequestsDesk) -> None:
    screen = at.form()
    at.window.take_scan("zoe2026")
    assert screen.order.patron_field.value() == at.guest
    at.window.take_scan("9780674843714")
    at.until(lambda: screen.reference.values().get("isbn") == "9780674843714")
    assert screen.order.patron_field.value() == at.guest


def test_the_reader_can_be_chosen_elsewhere(at: RequestsDesk) -> None:
    at.session.open("new_request", at.guest)
    assert at.form().order.patron_field.text().startswith("Zoë·Müller")


def test_refusals_stand_beside_their_fields(at: RequestsDesk) -> None:
    screen = at.form()
    QTest.mouseClick(at.button("submit"), LEFT)
    assert set(screen.reference.form.errors()) == {"article_title", "journal", "year"}
    assert set(screen.order.form.errors()) == {"patron", "copyright"}
    assert screen.reference.form.field("article_title").hasFocus()
    screen.reference.form.fill(ARTICLE)
    at.desk.patrons.block(at.admin, at.guest, "card lost", None)
    screen.show_subject(at.guest)
    screen.order.form.fill({"copyright": True, "service_type": "loan", "delivery": "email"})
    QTest.mouseClick(at.button("submit"), LEFT)
    assert set(screen.order.form.errors()) == {"delivery"}
    screen.order.form.fill({"delivery": "pickup"})
    QTest.mouseClick(at.button("submit"), LEFT)
    assert "blocked" in screen.order.form.errors()["patron"]
    assert at.stored() == []


def test_a_name_typed_but_not_chosen_is_no_reader(at: RequestsDesk) -> None:
    screen = at.form()
    _choose_reader(at, screen)
    at.type("x")
    assert screen.order.patron_field.value() is None
    QTest.mouseClick(at.button("submit"), LEFT)
    assert screen.order.form.errors()["patron"] == "Choose a reader from the list"


def _fill_everywhere(screen: NewRequestScreen, text: str) -> None:
    """Put a text into every field there is, as a paste would."""
    for kind in TYPES:
        screen.reference.set_kind(kind)
        for name in screen.reference.form.names():
            screen.reference.form.field(name).set_value(text)
            screen.reference.form.edited.emit(name)
    for name in ("note", "proxy", "max_cost", "needed_by"):
        screen.order.form.field(name).setText(text)
    screen.order.patron_field.setText(text)
    screen.order.patron_field.search()


def test_whatever_is_typed_is_stored_as_text_or_refused(at: RequestsDesk) -> None:
    screen = at.form()
    for text in NAUGHTY:
        _fill_everywhere(screen, text)
        screen.drafts.keep()
        screen.submit()
        at.settle()
        before = len(at.stored())
        screen.start_over()
        screen.reference.set_kind("book")
        screen.reference.form.fill({**BOOK, "author": text})
        screen.order.form.fill({"patron": at.reader, "copyright": True})
        screen.submit()
        at.settle()
        if len(at.stored()) > before:
            assert queries.detail(at.stored()[0].id).author == " ".join(text.splitlines()).strip()
            at.table()
            at.form()
        else:
            assert set(screen.reference.form.errors()) == {"author"}, ascii(text[:20])
    assert len(at.stored()) >= 5, "odd signs are no reason to refuse"


def test_whatever_is_pasted_is_read_or_said_to_be_none(at: RequestsDesk) -> None:
    screen = at.form()
    for text in (*NAUGHTY, "[" * 100_000, "%0 " * 30_000):
        screen.paste(text)
        at.settle()
        screen.drafts.keep()
        assert bool(at.text("paste-said")) == bool(text.strip())


def test_everything_is_said_again_in_another_language(
    at: RequestsDesk, brackets: QTranslator, app: QApplication
) -> None:
    screen = at.form()
    _read(at, screen, GBT)
    at.session.use_language("zh_CN")
    app.installTranslator(brackets)
    at.settle()
    assert at.button("submit").words() == "«Submit»"
    assert at.button("type-book").words() == "图书"
    assert at.text("article_title-label") == "篇名 *"
    assert at.text("paste-said").startswith("«Read as GB/T 7714, 期刊论文")
    assert screen.reference.values()["volume"] == "55", "nothing typed is lost"
