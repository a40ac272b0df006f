"""The month's report says what the rows say: every figure is worked out again here, the long way."""

from __future__ import annotations

import csv
import datetime as dt
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from db import connection
from ill_desktop.clock import FixedClock, utc_time
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.reports import files, parts
from ill_desktop.reports.figures import TAKEN, MonthReport, _share
from ill_desktop.reports.parts import Column, Part
from ill_desktop.reports.queries import Period
from ill_desktop.staff.rules import Actor
from ill_desktop.words import LANGUAGES, load
from tests import filled

ADMIN = Actor("Kim", "administrator")
MONTHS = [(2026, 11), (2026, 10), (2025, 12), (2024, 12)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One library for all questions: nobody here changes it."""
    desk = filled.open_copy(tmp_path_factory.mktemp("reports") / "library")
    yield desk
    desk.close()


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    return connection.rows(lambda *row: row, sql, values)


def month_of(clock: FixedClock, instant: str) -> tuple[int, int]:
    day = clock.local(utc_time(instant)).date()
    return day.year, day.month


def clock_of(desk: Desk) -> FixedClock:
    assert isinstance(desk.clock, FixedClock)
    return desk.clock


@pytest.mark.parametrize("month", MONTHS)
def test_requests_are_counted_by_business_date(desk: Desk, month: tuple[int, int]) -> None:
    report = desk.reports.month(ADMIN, *month)
    mine = [
        row
        for row in rows("SELECT submitted_at, state, document_type, service_type FROM request")
        if month_of(clock_of(desk), row[0]) == month
    ]
    assert report.requests == len(mine) > 0
    for place, counts in ((1, report.states), (2, report.documents), (3, report.services)):
        assert {each.key: each.count for each in counts} == Counter(row[place] for row in mine)
    days = Counter(clock_of(desk).local(utc_time(row[0])).day for row in mine)
    assert list(report.per_day) == [days[day.day] for day in report.period.days]


@pytest.mark.parametrize("month", MONTHS)
def test_suppliers(desk: Desk, month: tuple[int, int]) -> None:
    report = desk.reports.month(ADMIN, *month)
    asked: dict[str, list[str | None]] = {}
    for name, at, answer in rows(
        "SELECT s.name, q.asked_at, q.answer FROM request_supplier q JOIN supplier s ON s.id = q.supplier_id"
    ):
        if month_of(clock_of(desk), at) == month:
            asked.setdefault(name, []).append(answer)
    assert {each.name: each.asked for each in report.suppliers} == {n: len(a) for n, a in asked.items()}
    for each in report.suppliers:
        answers = asked[each.name]
        assert each.filled == sum(answer in ("shipped", "received") for answer in answers)
        assert each.declined == sum(
            answer in ("accepted", "unfilled", "retry_possible") for answer in answers
        )
        answered = each.filled + each.declined
        assert each.fill_rate == (each.filled / answered if answered else None)


@pytest.mark.parametrize("month", MONTHS)
def test_money(desk: Desk, month: tuple[int, int]) -> None:
    report = desk.reports.month(ADMIN, *month)
    prefix = f"{month[0]}-{month[1]:02d}-"
    postings = rows(
        "SELECT e.kind, a.code, p.amount_fen, e.day FROM posting p JOIN entry e ON e.id = p.entry_id "
        "JOIN account a ON a.id = p.account_id"
    )
    taken: Counter[str] = Counter()
    for kind, code, fen, day in postings:
        if day.startswith(prefix) and kind in TAKEN:
            tender = "cash" if code.startswith("cash:") else code.removeprefix("clearing:")
            taken[tender] += fen if tender == "cash" or code.startswith("clearing:") else 0
    assert {each.tender: each.total_fen for each in report.income} == {t: f for t, f in taken.items() if f}
    for balance, group, sign in ((report.receivables, "receivable:", 1), (report.deposits, "deposit:", -1)):
        mine = [(day, sign * fen) for _, code, fen, day in postings if code.startswith(group)]
        assert balance.opening_fen == sum(fen for day, fen in mine if day < prefix)
        assert balance.closing_fen == sum(fen for day, fen in mine if day < prefix + "99")
        assert balance.opening_fen + sum(fen for _, fen in balance.changes) == balance.closing_fen
    charged = [row for row in postings if row[3].startswith(prefix) and row[0].startswith("charge")]
    back = [row for row in postings if row[3].startswith(prefix) and row[0] == "refund"]
    assert sum(each.gross_fen for each in report.subsidies) == -_sum(charged + back, "income:")
    assert sum(each.subsidy_fen for each in report.subsidies) == _sum(charged + back, "subsidy:")
    borne_no_longer = _sum(back, "income:") + _sum(back, "subsidy:")
    assert sum(each.due_fen for each in report.subsidies) == _sum(charged, "receivable:") - borne_no_longer
    for each in report.subsidies:
        assert each.gross_fen == each.subsidy_fen + each.due_fen


def test_what_was_dropped_is_no_charge(desk: Desk) -> None:
    kinds = Counter(kind for (kind,) in rows("SELECT kind FROM entry"))
    assert kinds["charge_dropped"] > 0
    months = [(year, month) for year in (2024, 2025, 2026) for month in range(1, 13)]
    reports = [desk.reports.month(ADMIN, *month) for month in months]
    counted = sum(each.charges for report in reports for each in report.subsidies)
    assert counted == kinds["charge"] - kinds["charge_dropped"]


def _sum(postings: list[tuple[Any, ...]], group: str) -> int:
    return sum(fen for _, code, fen, _ in postings if code.startswith(group))


def test_one_month_ends_as_the_next_begins(desk: Desk) -> None:
    reports = [desk.reports.month(ADMIN, 2026, month) for month in range(1, 12)]
    for earlier, later in pairwise(reports):
        assert earlier.receivables.closing_fen == later.receivables.opening_fen
        assert earlier.deposits.closing_fen == later.deposits.opening_fen


@pytest.mark.parametrize("month", MONTHS)
def test_registrations_and_activations(desk: Desk, month: tuple[int, int]) -> None:
    report = desk.reports.month(ADMIN, *month)
    roads = Counter(
        road
        for road, at in rows("SELECT road, submitted_at FROM patron")
        if month_of(clock_of(desk), at) == month
    )
    assert {each.road: each.count for each in report.registrations} == roads
    assert all(each.others >= 0 for each in report.registrations)
    ways = Counter(
        way for way, at in rows("SELECT way, at FROM activation") if month_of(clock_of(desk), at) == month
    )
    assert {each.key: each.count for each in report.activations} == ways


def test_turnaround_is_from_submission_to_the_reader(desk: Desk) -> None:
    report = desk.reports.month(ADMIN, 2026, 10)
    took = []
    for request, submitted in rows("SELECT id, submitted_at FROM request"):
        if month_of(clock_of(desk), submitted) == (2026, 10):
            steps = rows("SELECT to_state, at FROM request_event WHERE request_id = ? ORDER BY id", request)
            handed = [utc_time(at) for state, at in steps if state in ("delivered", "checked_out")]
            if handed:
                took.append((handed[0] - utc_time(submitted)) / dt.timedelta(days=1))
    whole = report.turnaround[-1]
    assert whole.stage == "all"
    assert whole.count == len(took)
    assert whole.median == pytest.approx(sorted(took)[(len(took) + 1) // 2 - 1], abs=0.06)


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York", "UTC", "Pacific/Auckland"])
def test_a_month_has_no_gap_to_the_next(zone: str) -> None:
    clock = FixedClock(filled.NOW, zone)
    months = [Period.month(clock, 2026, month) for month in range(1, 13)]
    for earlier, later in pairwise(months):
        assert earlier.until == later.since
        assert earlier.last + dt.timedelta(days=1) == later.first


@given(st.lists(st.floats(0, 1000), min_size=1), st.sampled_from([0.5, 0.9]))
def test_so_many_took_no_longer(days: list[float], share: float) -> None:
    days.sort()
    longest = _share(days, share)
    assert longest is not None
    assert sum(day <= longest + 0.05 for day in days) >= share * len(days)
    assert sum(day < longest - 0.05 for day in days) < share * len(days)


def test_who_may_not_read_reports_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as refused:
        desk.reports.month(Actor("Lee", "counter"), 2026, 11)
    assert refused.value.code == "not_permitted"
    with pytest.raises(ValueError, match="month"):
        desk.reports.month(ADMIN, 2026, 13)


# Files


@pytest.fixture(scope="module")
def october(desk: Desk) -> MonthReport:
    return desk.reports.month(ADMIN, 2026, 10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_says_what_the_report_says(
    desk: Desk, october: MonthReport, language: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(desk.reports.pdf(october, language))
    text = "".join(page.extract_text() for page in PdfReader(file).pages)
    words = load(language)
    assert desk.library.name[language] in text
    for part in desk.reports.parts(october, language):
        assert part.heading in text
    assert words("state.completed") in text
    assert words("tender.cash") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_a_sheet_for_each_part(
    desk: Desk, october: MonthReport, language: str, tmp_path: Path
) -> None:
    file = tmp_path / "report.xlsx"
    desk.reports.xlsx(october, language, file)
    book = openpyxl.load_workbook(file)
    made = desk.reports.parts(october, language)
    assert len(book.sheetnames) == len(made)
    income = next(part for part in made if part.key == "income")
    sheet = book[income.heading]
    assert [cell.value for cell in sheet[1]] == [column.title for column in income.columns]
    assert income.total is not None
    assert sheet.cell(len(income.rows) + 2, 7).value == pytest.approx(int(income.total[-1] or 0) / 100)
    assert sheet.cell(2, 6).number_format == "#,##0.00"


def test_csv_is_read_back(desk: Desk, october: MonthReport, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"
    desk.reports.csv(october, "zh_CN", file)
    lines = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert ["合计", str(october.requests), "1.0"] in lines


def test_an_empty_month_is_a_report_too(desk: Desk, tmp_path: Path) -> None:
    report = desk.reports.month(ADMIN, 2031, 2)
    assert report.requests == 0
    for language in LANGUAGES:
        assert desk.reports.pdf(report, language).startswith(b"%PDF")
        desk.reports.xlsx(report, language, tmp_path / "empty.xlsx")
        desk.reports.csv(report, language, tmp_path / "empty.csv")


def test_a_workbook_that_cannot_be_written_is_an_oserror(
    desk: Desk, october: MonthReport, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="missing"):
        desk.reports.xlsx(october, "en", tmp_path / "missing" / "report.xlsx")


XML_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40
)
HOSTILE = st.one_of(
    XML_TEXT,
    st.builds(lambda sign, rest: sign + rest, st.sampled_from("=+-@\t\r"), XML_TEXT),
    st.sampled_from(['=HYPERLINK("http://x","y")', "@SUM(1)", "-1+1", "https://x.example", "{=1}"]),
)


@given(HOSTILE, st.integers(-(10**12), 10**12))
def test_text_is_never_a_formula_and_numbers_stay_numbers(
    tmp_path_factory: pytest.TempPathFactory, text: str, fen: int
) -> None:
    columns = (Column("a", "text"), Column("b", "fen"), Column("c", "count"))
    part = Part("x", "x", columns, ((text, fen, fen),))
    folder = tmp_path_factory.mktemp("hostile", numbered=True)
    files.xlsx([part], folder / "x.xlsx", "x", "x")
    book = openpyxl.load_workbook(folder / "x.xlsx")
    cells = book["x"][2]
    assert cells[0].data_type in ("s", "n", "inlineStr")
    assert cells[0].data_type != "n" or cells[0].value is None
    assert not str(cells[0].value or "").startswith(("=", "+", "-", "@"))
    assert cells[2].value == fen
    assert round(cells[1].value * 100) == pytest.approx(fen, abs=1)
    files.csv_file([part], folder / "x.csv")
    with (folder / "x.csv").open(encoding="utf-8-sig", newline="") as stream:
        row = list(csv.reader(stream))[2]
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert int(row[2]) == fen


@pytest.mark.parametrize(
    ("cell", "unit", "shown"),
    [
        (-123456, "fen", "−1,234.56"),
        (0.875, "percent", "87.5%"),
        (2.04, "days", "2.0"),
        (-1200, "count", "−1,200"),
        (None, "fen", "—"),
        ("-x", "text", "-x"),
    ],
)
def test_cells_as_people_read_them(cell: parts.Cell, unit: parts.Unit, shown: str) -> None:
    assert parts.show(cell, unit) == shown
