"""The request table as a file, from the same declarations as the form."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest

from ill_desktop.reports.request_list import COLUMNS, RequestListService
from ill_desktop.requests import fields
from ill_desktop.requests.rows import Filter
from ill_desktop.requests.steps import Inputs
from ill_desktop.staff.rules import Actor
from ill_desktop.words import LANGUAGES, load
from tests.db.till import ARTICLE, Till, refused


@pytest.fixture
def listing(till: Till) -> RequestListService:
    return RequestListService(till.ground)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_declared_field_is_a_column(till: Till, listing: RequestListService, language: str) -> None:
    part = listing.part(till.by, Filter(), language)
    words = load(language)
    titles = [column.title for column in part.columns]
    assert titles[len(COLUMNS) :] == [words(f"field.{key}") for key in fields.KEYS]
    assert len(titles) == len(COLUMNS) + len(fields.KEYS)


def test_what_a_filter_shows_is_written_in_its_order(
    till: Till, patron: int, listing: RequestListService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ill_desktop.reports.request_list.AT_ONCE", 2)
    for number in range(5):
        till.request(patron, fields={**ARTICLE, "article_title": f"=cmd|{number}", "doi": f"10.1/{number}"})
    till.counter.step(till.by, 3, "unfilled", Inputs(reason="NotHeld"))
    told: list[tuple[int, int]] = []
    chosen = Filter(oldest_first=True)
    file = tmp_path / "requests.csv"
    count = listing.csv(till.by, chosen, "zh_CN", file, lambda done, of: told.append((done, of)))
    _, heading, *body = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert count == 5 and told == [(2, 5), (4, 5), (5, 5)]
    place = heading.index
    assert [row[place("事务号")][-4:] for row in body] == ["0001", "0002", "0003", "0004", "0005"]
    assert [row[place("DOI")] for row in body] == [f"10.1/{number}" for number in range(5)]
    assert body[2][place("当前状态")] == "未满足" and body[2][place("原因")] == "无馆藏"
    assert body[0][place("文献")] == "'=cmd|0"
    assert body[0][place("提交时间")] == "2026-11-21 14:00"


def test_a_workbook_keeps_amounts_as_numbers(
    till: Till, patron: int, listing: RequestListService, tmp_path: Path
) -> None:
    till.arrived(patron)
    file = tmp_path / "requests.xlsx"
    assert listing.xlsx(till.by, Filter(), "en", file) == 1
    sheet = openpyxl.load_workbook(file).active
    assert sheet is not None
    titles = [cell.value for cell in sheet[1]]
    assert sheet[2][titles.index("Total (yuan)")].value == 1.8
    assert sheet[2][titles.index("Reader")].value == "陈竑宇"


def test_it_is_for_those_who_work_on_requests(till: Till, listing: RequestListService) -> None:
    assert refused(lambda: listing.part(Actor("—", "kiosk"), Filter(), "en")).code == "not_permitted"
