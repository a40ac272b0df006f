"""Settings → Tariff: a version is read, drafted, tried out to the fen, and published once it is checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.cashier.tariff_draft import Draft
from ill_desktop.requests import queries
from tests.ui.rest_desk import RestDesk
from ui.kit.fields import Choice
from ui.kit.finder import FinderBox
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.table import TableView
from ui.settings.screen import SettingsScreen
from ui.settings.tariff_prices import Bill
from ui.settings.tariff_section import TariffSection


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[RestDesk]:
    desk = RestDesk(qtbot, tmp_path, SettingsScreen)
    yield desk
    desk.close()


def show(at: RestDesk) -> TariffSection:
    assert isinstance(at.screen, SettingsScreen)
    section = at.screen.show_section("tariff")
    at.settle()
    assert isinstance(section, TariffSection)
    return section


def fill(at: RestDesk, name: str, text: str) -> None:
    """Type into a line as a person does."""
    field = at.find(QLineEdit, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def press(at: RestDesk, key: Qt.Key) -> None:
    """A key where the focus is: in the sheet above the window, else in the window."""
    sheets = [each for each in at.window.findChildren(QDialog) if each.isVisible()]
    front = sheets[-1] if sheets else at.window
    QTest.keyClick(front.focusWidget(), key)
    at.settle()


def choose(at: RestDesk, name: str, value: Any) -> None:
    box = [each for each in at.window.findChildren(Choice, name) if each.isVisible()][-1]
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    at.settle()


def cells(at: RestDesk, name: str) -> list[str]:
    model = at.find(TableView, name).model()
    return [
        " | ".join(
            str(model.index(row, column).data() or "")
            for column in range(model.columnCount())
            if not at.find(TableView, name).isColumnHidden(column)
        )
        for row in range(model.rowCount())
    ]


def draft_of(section: TariffSection) -> Draft:
    assert section.work.draft is not None
    return section.work.draft


def test_what_holds_is_read_as_sentences_and_cannot_be_changed(at: RestDesk) -> None:
    show(at)
    assert cells(at, "tariff-versions") == ["2026-09-01 · from 2026-09-01 | in force"]
    assert cells(at, "tariff-charges-table")[0] == "Each page | Document delivery | ¥0.30 a page"
    assert cells(at, "tariff-subsidies-table") == ["1. CASHL · CASHL | 50 % of the charges · no limit"]
    assert at.text("tariff-rounding") == "no rounding: to the fen"
    for name in ("tariff-charges-edit", "tariff-subsidies-add", "tariff-rounding-edit", "tariff-publish"):
        assert not at.find(Button, name).isVisible()


def test_a_version_by_keyboard_from_beginning_to_publishing(at: RestDesk) -> None:
    section = show(at)
    at.find(TableView, "tariff-versions").setFocus()
    press(at, Qt.Key.Key_A)
    assert cells(at, "tariff-versions")[0] == "2026-11-22 · from 2026-11-22 | draft"
    fill(at, "version", "2027")
    table = at.find(TableView, "tariff-charges-table")
    table.setFocus()
    press(at, Qt.Key.Key_Home)
    press(at, Qt.Key.Key_Return)
    fill(at, "amount_fen", "1.005")
    press(at, Qt.Key.Key_Return)
    assert at.find(Form, "charge-form").errors(), "three decimals are never rounded away"
    fill(at, "amount_fen", "0.40")
    press(at, Qt.Key.Key_Return)
    assert at.sheet("charge-sheet") is None
    assert cells(at, "tariff-charges-table")[0] == "Each page | Document delivery | ¥0.40 a page"
    table.setFocus()
    press(at, Qt.Key.Key_P)
    assert at.sheet("confirm") is not None
    press(at, Qt.Key.Key_Return)
    assert cells(at, "tariff-versions") == [
        "2027 · from 2026-11-22 | coming",
        "2026-09-01 · from 2026-09-01 | in force",
    ]
    assert section.work.draft is None
    tariffs = at.desk.cashier.tariffs
    assert tariffs.in_force()[1]["version"] == "2026-09-01"
    assert tariffs.in_force("2026-11-22")[1]["charges"][0]["amount_fen"] == 40


def test_what_is_wrong_stands_beside_its_field(at: RestDesk) -> None:
    section = show(at)
    section.begin()
    at.settle()
    fill(at, "valid_from", "2026-11-20")
    at.press("tariff-publish")
    assert at.sheet("confirm") is not None
    press(at, Qt.Key.Key_Return)
    assert set(at.find(Form, "tariff-form").errors()) == {"valid_from"}
    at.press("tariff-charges-add")
    choose(at, "kind", "per_page")
    choose(at, "service", "delivery")
    fill(at, "amount_fen", "1")
    at.press("charge-sheet-primary")
    assert set(at.find(Form, "charge-form").errors()) == {"kind"}, "that charge is there already"
    sheet = at.sheet("charge-sheet")
    assert sheet is not None
    sheet.reject()
    at.press("tariff-subsidies-add")
    fill(at, "name", "Library")
    choose(at, "kind", "tiers")
    fill(at, "tiers.0.up_to_fen", "20")
    fill(at, "tiers.0.percent", "100")
    fill(at, "tiers.0.fixed_fen", "5")
    at.press("subsidy-sheet-primary")
    assert set(at.find(Form, "tier-form").errors()) == {"tiers.0.fixed_fen"}
    assert len(draft_of(section)["subsidies"]) == 1


def tiers_of_the_specification(at: RestDesk) -> None:
    """Up to ¥20 whole, over 20 up to 40 ¥20, over 40 half, at most ¥200; one fen a page makes any sum."""
    at.press("tariff-charges-edit")
    fill(at, "amount_fen", "0.01")
    at.press("charge-sheet-primary")
    at.press("tariff-subsidies-add")
    fill(at, "name", "Library")
    choose(at, "kind", "tiers")
    at.press("tier-add")
    at.press("tier-add")
    for name, text in (
        ("tiers.0.up_to_fen", "20"),
        ("tiers.0.percent", "100"),
        ("tiers.1.up_to_fen", "40"),
        ("tiers.1.fixed_fen", "20"),
        ("tiers.2.percent", "50"),
        ("tiers.2.cap_fen", "200"),
    ):
        fill(at, name, text)
    at.press("subsidy-sheet-primary")


def test_the_edges_of_the_tiers_are_seen_in_the_preview_to_the_fen(at: RestDesk) -> None:
    show(at).begin()
    at.settle()
    tiers_of_the_specification(at)
    at.press("tariff-pages-preview")
    seen = {}
    for pages in (2000, 2001, 4000, 4001, 40000, 40001):
        fill(at, "pages", f"{pages}")
        row = cells(at, "tariff-preview-table")[0]
        assert row.startswith("Filled in: Journal article · Document delivery")
        seen[pages] = row.split(" | ")[2]
    assert seen == {
        2000: "0.00",
        2001: "0.01",
        4000: "20.00",
        4001: "20.00",  # half of 40.01 is 20.005: the odd half fen is the reader's
        40000: "200.00",
        40001: "200.01",
    }
    lines = at.find(Bill, "tariff-bill-then").facts.texts()
    assert lines == [
        "40001 pages × 0.01",
        "400.01",
        "Library subsidy",
        "−200.00",
        "The reader pays",
        "¥200.01",
    ]
    today = at.find(Bill, "tariff-bill-now").facts.texts()
    assert today[:2] == ["40001 pages × 0.30", "12,000.30"]


def test_examples_come_marked_and_are_published_only_once_checked(at: RestDesk) -> None:
    section = show(at)
    section.begin()
    at.settle()
    (cashl,) = (each for name, each in section._examples() if name.startswith("CASHL"))
    section.take_in(cashl)
    at.settle()
    assert not at.find(Button, "tariff-publish").isEnabled()
    assert at.text("tariff-waits").endswith("published: 2")
    assert "example: check" in cells(at, "tariff-subsidies-table")[0]
    for part in ("charges", "subsidies"):
        table = at.find(TableView, f"tariff-{part}-table")
        table.setFocus()
        table.selectAll()
        at.press(f"tariff-{part}-checked")
    assert at.find(Button, "tariff-publish").isEnabled()
    assert cells(at, "tariff-subsidies-table") == [
        "1. CASHL · CASHL | 50 % of the charges · ¥300.00 a year for each reader"
    ]
    assert at.session.commands.undo_last()
    at.settle()
    assert not at.find(Button, "tariff-publish").isEnabled()


def test_a_draft_is_there_again_after_a_crash(at: RestDesk) -> None:
    section = show(at)
    section.begin()
    at.settle()
    fill(at, "version", "half done")
    again = TariffSection(at.session)
    assert again.work.draft is not None
    assert again.work.draft["version"] == "half done"
    again.deleteLater()


def test_a_request_is_tried_and_its_old_price_computed_again(at: RestDesk) -> None:
    request = at.ask()
    at.receive(request)
    section = show(at)
    at.press("tariff-pages-preview")
    finder = at.find(FinderBox, "tariff-finder")
    finder.setFocus()
    QTest.keyClicks(finder, queries.detail(request).number)
    press(at, Qt.Key.Key_Return)
    assert section.preview.case.patron_id == at.reader
    charged = "Charged ¥1.80 under version 2026-09-01; computed again: the same again"
    assert at.text("tariff-charged") == charged
    assert cells(at, "tariff-preview-table")[0].split(" | ")[1:3] == ["1.80", "1.80"]
    at.press("tariff-pages-past")
    assert at.text("tariff-past-sum").startswith("The newest 1 charges: readers paid ¥1.80")
    assert at.find(Bill, "tariff-past-then").facts.texts()[-1] == "¥1.80"


def test_a_readers_quota_is_said(at: RestDesk) -> None:
    section = show(at)
    section.begin()
    (nstl,) = (each for name, each in section._examples() if name.startswith("NSTL"))
    section.take_in(nstl)
    at.press("tariff-pages-preview")
    section.preview.case.take_reader(at.reader)
    at.settle()
    assert at.text("tariff-who").splitlines() == ["赵一鸣 · zhao88", "NSTL: 20 items left this year"]


def test_a_tariff_goes_to_a_file_and_comes_from_one_as_a_draft(at: RestDesk, tmp_path: Path) -> None:
    section = show(at)
    file = tmp_path / "tariff.json"
    section.files.write(at.desk.cashier.tariffs.in_force()[1], file)
    file.write_text(file.read_text("utf-8").replace("4000", "4500"), "utf-8")
    section.files.read(file)
    at.settle()
    assert cells(at, "tariff-charges-table")[1] == "Each item | Interlibrary loan | ¥45.00 an item"
    assert draft_of(section)["valid_from"] == "2026-11-22"
    section.work.change(None, "")
    file.write_text("{}", "utf-8")
    section.files.read(file)
    section.files.write({"version": "x"}, tmp_path / "nowhere" / "tariff.json")
    at.settle()
    assert section.work.draft is None
    said = at.said()
    assert any("no tariff that can be read" in text for text in said)
    assert any("could not be written" in text for text in said)


def test_a_draft_that_cannot_be_priced_says_why_and_is_not_published(at: RestDesk) -> None:
    section = show(at)
    section.begin()
    at.settle()
    table = at.find(TableView, "tariff-charges-table")
    table.setFocus()
    table.selectAll()
    at.press("tariff-charges-remove")
    assert cells(at, "tariff-charges-table") == []
    at.press("tariff-pages-preview")
    assert at.text("tariff-preview-problem") == at.session.words("refusal.tariff.no_charges")
    assert not at.find(TableView, "tariff-preview-table").isVisible()
    at.press("tariff-pages-rules")
    at.press("tariff-publish")
    press(at, Qt.Key.Key_Return)
    assert at.text("tariff-form-message") == at.session.words("refusal.tariff.no_charges")
    assert len(at.desk.cashier.tariffs.versions()) == 1
