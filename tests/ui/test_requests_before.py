"""What the new request is told before it is submitted: what we hold, limits, blocks, journals, metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ill_desktop.requests import queries
from ill_desktop.requests.metadata import MetadataSettings, save_settings
from tests.servers import WebHost
from tests.ui.requests_desk import ARTICLE, KEY, RequestsDesk
from ui.kit.fields import Tick
from ui.kit.form import FormRow
from ui.requests.journal_field import JournalField
from ui.requests.new import NewRequestScreen

LEFT = Qt.MouseButton.LeftButton
DOI = "10.1038/s44221-025-0012-3"
PDF = b"%PDF-1.4\n%%EOF\n"
FOUND = {
    "type": "journal-article",
    "DOI": DOI,
    "title": ["Deep learning for runoff prediction"],
    "container-title": ["Nature Water"],
    "published-print": {"date-parts": [[2025, 4]]},
    "volume": "2",
    "page": "311-331",
}


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RequestsDesk]:
    desk = RequestsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _fill(at: RequestsDesk, screen: NewRequestScreen, patron: int, **more: str) -> None:
    screen.show_subject(patron)
    screen.reference.form.fill({**ARTICLE, **more})
    screen.order.form.fill({"copyright": True})
    screen._look()
    at.settle()


def test_what_we_hold_fills_the_request_at_once(at: RequestsDesk) -> None:
    first = at.walk(at.ask({**ARTICLE, "doi": DOI}))
    at.desk.requests.attach(at.admin, first, "runoff.pdf", PDF)
    screen = at.form()
    _fill(at, screen, at.guest, doi=DOI.upper())
    assert screen.held.isVisible()
    assert "runoff.pdf" in at.text("held-note")
    QTest.mouseClick(at.button("held-fill"), LEFT)
    at.settle()
    done = at.stored()[0]
    assert done.patron_id == at.guest
    assert done.state == "awaiting_payment", "our own copy costs its pages"
    assert [file.name for file in queries.files_of(done.id)] == ["runoff.pdf"]


def test_a_blocked_reader_is_said_before_with_the_way_out(at: RequestsDesk) -> None:
    at.desk.patrons.block(at.admin, at.reader, "card lost", None)
    screen = at.form()
    _fill(at, screen, at.reader)
    assert screen.standing.isVisible()
    assert at.text("standing-title") == "This reader cannot ask now"
    QTest.mouseClick(at.button("standing-open"), LEFT)
    assert at.opened[-1] == ("patrons", at.reader)


def test_who_is_not_activated_is_told_not_stopped(at: RequestsDesk) -> None:
    screen = at.form()
    _fill(at, screen, at.reader)
    assert "nothing can be lent out" in at.text("standing-note")
    assert at.button("standing-open").words() == "Activate the reader"
    QTest.mouseClick(at.button("submit"), LEFT)
    assert len(at.stored()) == 1


def test_a_limit_is_said_and_staff_may_let_one_more_in(at: RequestsDesk) -> None:
    classes = [
        {**each, "most_active": 1} if each["code"] == "off_campus" else each
        for each in at.desk.library.facts["classes"]
    ]
    at.desk.ground.library = at.desk.library.with_facts(classes=classes)
    at.ask()
    screen = at.form()
    _fill(at, screen, at.reader, article_title="Another one", pages="1-2")
    assert "In progress: 1 of 1" in at.text("standing-note")
    QTest.mouseClick(at.button("submit"), LEFT)
    assert len(at.stored()) == 1
    assert "at most" in screen.order.form.errors()["patron"]
    at.find(Tick, "beyond-limits").click()
    QTest.mouseClick(at.button("submit"), LEFT)
    assert len(at.stored()) == 2


def test_a_journal_is_completed_with_its_issn(at: RequestsDesk) -> None:
    at.ask({**ARTICLE, "issn": "0559-9350"})
    screen = at.form()
    field = screen.reference.form.field("journal")
    assert isinstance(field, JournalField)
    field.setFocus()
    at.type("slxb")
    at.until(field.is_open)
    at.press(KEY.Key_Escape)
    assert field.text() == "slxb", "closing the list loses nothing"
    at.press(KEY.Key_Backspace)
    at.until(field.is_open)
    at.press(KEY.Key_Down)
    at.press(KEY.Key_Return)
    assert field.text() == "水利学报"
    assert screen.reference.values()["issn"] == "0559-9350"


def test_what_was_only_concluded_is_marked_until_it_is_said(at: RequestsDesk) -> None:
    screen = at.form()
    screen.paste("王磊. 一种水凝胶: CN113456789A[P]. 2021-01-02.")
    at.settle()
    assert screen.reference.kind() == "patent"
    country = screen.reference.form.field("country")
    row = next(row for row in screen.findChildren(FormRow) if row.editor is country)
    assert row.below.text() == "Concluded, not stated: please check"
    country.setFocus()
    at.type("N")
    assert row.below.text() == ""


def test_the_network_completes_a_reference_only_where_it_is_set_up(at: RequestsDesk) -> None:
    screen = at.form()
    screen.reference.form.fill({"doi": DOI, "article_title": "Deep learning for runoff prediction"})
    screen._look()
    at.settle()
    assert not screen.lookup.isVisible()
    with WebHost(answer=json.dumps({"status": "ok", "message": FOUND})) as host:
        address = f"http://127.0.0.1:{host.port}/works/{{doi}}"
        save_settings(at.desk.ground, at.admin, MetadataSettings(doi_url=address))
        screen._look()
        at.settle()
        QTest.mouseClick(screen.lookup, LEFT)
        at.settle()
    assert screen.reference.values()["journal"] == "Nature Water"
    assert screen.reference.values()["pages"] == "311-331"
    assert screen.reference.values()["article_title"] == "Deep learning for runoff prediction"


def test_a_network_that_fails_is_said_and_loses_nothing(at: RequestsDesk) -> None:
    save_settings(at.desk.ground, at.admin, MetadataSettings(doi_url="http://127.0.0.1:9/{doi}", seconds=1))
    screen = at.form()
    screen.reference.form.fill({"doi": DOI})
    screen._look()
    at.settle()
    QTest.mouseClick(screen.lookup, LEFT)
    at.settle()
    assert len(at.toasts()) == 1
    assert screen.reference.values() == {"doi": DOI}
    assert screen.lookup.isEnabled()
