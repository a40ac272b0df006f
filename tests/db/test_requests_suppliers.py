"""The directory of suppliers, who is suggested, who is silent, and the directory as a file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.requests import queries, supplier_file, supplier_queries
from ill_desktop.requests.steps import Inputs
from ill_desktop.requests.suppliers import SupplierFacts, SupplierService, check
from ill_desktop.staff.rules import Actor
from ill_desktop.words import LANGUAGES, load
from tests.db.till import Till, refused

PKU = SupplierFacts(
    name="北京大学图书馆",
    network="CALIS",
    symbol="cn-100871-pul",
    contact="王芳",
    email="ill@lib.example.edu.cn",
    phone="010-62751051",
    address="北京市海淀区\n颐和园路 5 号",
    languages="zh, en",
    expected_days=4,
    page_fen=30,
    item_fen=500,
    tariff_note="十页以内免费",
    note="先电话",
)


@pytest.fixture
def suppliers(till: Till) -> SupplierService:
    return SupplierService(till.ground)


def test_one_is_added_changed_retired_and_taken_back(till: Till, suppliers: SupplierService) -> None:
    number = suppliers.add(till.by, PKU)
    assert supplier_queries.particulars(number)[1:-1] == (
        *("北京大学图书馆", "CALIS", "CN-100871-PUL", "王芳", "ill@lib.example.edu.cn", "010-62751051"),
        *("北京市海淀区\n颐和园路 5 号", "zh, en", 4, 30, 500, "十页以内免费", "先电话"),
    )
    suppliers.change(till.by, number, replace(PKU, contact=" 李强 "))
    assert supplier_queries.particulars(number).contact == "李强"
    suppliers.retire(till.by, number)
    assert number not in {row.id for row in supplier_queries.directory()}
    assert supplier_queries.directory(retired=True)[-1].id == number
    suppliers.restore(till.by, number)
    assert number in {row.id for row in queries.suppliers()}


def test_a_retired_one_is_asked_no_more(till: Till, suppliers: SupplierService, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted")
    suppliers.retire(till.by, 1)
    assert refused(lambda: till.walk(request, "sent")).field == "supplier"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"network": ""}, "network"),
        ({"email": "not an address"}, "email"),
        ({"expected_days": 0}, "expected_days"),
        ({"expected_days": 91}, "expected_days"),
        ({"page_fen": -1}, "page_fen"),
        ({"item_fen": 10**16}, "item_fen"),
        ({"phone": "1\n2"}, "phone"),
        ({"note": "x" * 2_001}, "note"),
        ({"address": "a\0"}, "address"),
        ({"name": "CALIS 清华大学图书馆"}, "name"),  # taken
    ],
)
def test_every_fault_stands_beside_its_field(
    till: Till, suppliers: SupplierService, changes: dict[str, object], field: str
) -> None:
    facts = replace(PKU, **changes)  # type: ignore[arg-type]
    assert refused(lambda: suppliers.add(till.by, facts)).field == field


def test_names_and_symbols_are_given_once(till: Till, suppliers: SupplierService) -> None:
    number = suppliers.add(till.by, PKU)
    suppliers.change(till.by, number, PKU)  # to itself is no clash
    other = replace(PKU, name="另一馆")
    assert refused(lambda: suppliers.add(till.by, other)).code == "supplier.symbol_taken"
    for _ in range(2):
        suppliers.add(till.by, SupplierFacts(f"无代码 {_}", "local"))
    assert refused(lambda: suppliers.change(till.by, 999, PKU)).code == "supplier.name_taken"
    assert (
        refused(lambda: suppliers.change(till.by, 999, replace(PKU, name="x", symbol=""))).code
        == "supplier.gone"
    )
    assert refused(lambda: suppliers.retire(till.by, 999)).code == "supplier.gone"
    assert refused(lambda: suppliers.add(Actor("—", "kiosk"), PKU)).code == "not_permitted"


# Asked, answered, silent


def test_each_answer_is_kept_with_reason_and_cost(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted")
    till.counter.step(till.by, request, "sent", Inputs(supplier_id=3, note="急"))
    till.counter.step(till.by, request, "accepted", Inputs(reason="Unfilled", note="只有缩微品"))
    till.walk(request, "sent", supplier=1)
    till.counter.step(till.by, request, "shipped", Inputs(partner_cost_fen=2_40))
    assert [
        (one.supplier_id, one.answer, one.reason, one.note, one.cost_fen) for one in queries.asked(request)
    ] == [
        (3, "accepted", "Unfilled", "只有缩微品", None),
        (1, "shipped", "", "", 2_40),
    ]


def test_taken_back_the_earlier_answer_stands_again(till: Till, patron: int, clock: FixedClock) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.counter.step(till.by, request, "conditional", Inputs(reason="NoReproduction", partner_cost_fen=5_00))
    before = queries.asked(request)
    clock.advance(seconds=1)
    till.counter.step(till.by, request, "unfilled", Inputs(reason="NotHeld"))
    assert queries.asked(request)[0].answer == "unfilled"
    assert till.steps.back(till.by, request) == "conditional"
    assert queries.asked(request) == before
    assert queries.detail(request).reason == "NoReproduction"


def test_silence_is_counted_in_working_days_and_ends_with_a_chase(
    till: Till, patron: int, clock: FixedClock
) -> None:
    request = till.request(patron)  # a Saturday; CASHL answers within two working days
    till.walk(request, "accepted", "sent", supplier=1)
    assert queries.asked(request)[0].expected_on == "2026-11-24"
    clock.advance(days=3)
    assert supplier_queries.silent(till.ground.today) == []
    clock.advance(days=1)
    assert [(one.number, one.supplier) for one in supplier_queries.silent(till.ground.today)] == [
        ("YQ1-20261121-0001", "CASHL 复旦大学图书馆")
    ]
    till.requests.note(till.by, request, "电话催问", chase=True)
    assert supplier_queries.silent(till.ground.today) == []
    asked = queries.asked(request)[0]
    assert (asked.chased, asked.expected_on) == (1, "2026-11-27")
    clock.advance(days=3)
    assert len(supplier_queries.silent(till.ground.today)) == 1
    till.walk(request, "shipped")
    assert supplier_queries.silent(till.ground.today) == []


# Suggestions


def history(till: Till, patron: int, supplier: int, answers: str, days: int = 1) -> None:
    """Past requests to a supplier: f filled, u not; with a cost of 3.00 each."""
    for answer in answers:
        request = till.request(patron)
        till.walk(request, "accepted", "sent", supplier=supplier)
        connection.execute(
            "UPDATE request_supplier SET answer = ?, cost_fen = 300, answered_at = "
            "STRFTIME('%Y-%m-%dT%H:%M:%fZ', asked_at, ?) WHERE request_id = ?",
            ("shipped" if answer == "f" else "unfilled", f"+{days} days", request),
        )


def test_who_fills_more_and_faster_is_suggested_with_the_reason(till: Till, patron: int) -> None:
    history(till, patron, 3, "fffffu", days=2)
    history(till, patron, 4, "fuuuuu", days=1)
    history(till, patron, 5, "ffffff", days=20)
    request = till.request(patron)
    till.walk(request, "accepted", "sent", supplier=3)
    till.counter.step(till.by, request, "accepted", Inputs(reason="Unfilled"))
    other = till.request(patron)
    found = supplier_queries.suggest(queries.detail(other))
    order = [one.supplier_id for one in found]
    assert order.index(3) < order.index(5) and order.index(3) < order.index(4)
    third = found[order.index(3)]
    assert (third.record.asked, third.record.filled, third.record.days) == (7, 5, 2.0)
    words = load("zh_CN")
    said = [words(f"suggest.{reason.code}", **reason.facts) for reason in third.reasons]
    assert said == ["满足率 71 %（5/7）", "通常 2 天", "约 ¥3.00"]
    again = supplier_queries.suggest(queries.detail(request))
    assert again[-1].supplier_id == 3 and again[-1].asked_before


def test_copies_say_nothing_about_loans(till: Till, patron: int) -> None:
    history(till, patron, 3, "ffff")
    assert supplier_queries.record_of(3, loans=False).asked == 4
    assert supplier_queries.record_of(3, loans=True).asked == 0
    assert supplier_queries.record_of(3).asked == 4


# As a file


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_exported_can_be_imported(till: Till, suppliers: SupplierService, language: str) -> None:
    number = suppliers.add(till.by, PKU)
    text = supplier_file.export(load(language))
    untouched = supplier_file.import_file(till.ground, till.by, text.encode("utf-8-sig"))
    assert (untouched.added, untouched.changed, untouched.problems) == (0, 0, ())
    connection.execute("DELETE FROM supplier WHERE id = ?", (number,))
    for encoding in ("gb18030", "utf-16"):
        again = supplier_file.import_file(till.ground, till.by, text.encode(encoding))
        assert again.problems == ()
    assert [row[1:] for row in supplier_queries.directory() if row.name == PKU.name] == [
        (PKU.name, "CALIS", "CN-100871-PUL", *(getattr(PKU, name) for name in row_of()), 1)
    ]


def row_of() -> tuple[str, ...]:
    return supplier_queries.Particulars._fields[4:-1]


def test_a_file_changes_only_the_columns_it_has(till: Till, suppliers: SupplierService) -> None:
    number = suppliers.add(till.by, PKU)
    data = "名称;网络;每页价格（元）\n北京大学图书馆;CASHL;0.50\n新馆;local;\n".encode()
    result = supplier_file.import_file(till.ground, till.by, data)
    assert (result.added, result.changed) == (1, 1)
    known = supplier_queries.particulars(number)
    assert (known.network, known.page_fen, known.email) == ("CASHL", 50, PKU.email)


def test_with_a_problem_nothing_is_imported_and_each_line_is_said(till: Till) -> None:
    data = (
        "name,network,expected_days,page_fen,email\n"
        "好馆,local,3,0.30,a@b.cn\n"
        ",local,3,,\n"
        "甲馆,,soon,abc,nope\n"
        "好馆,local,3,,\n"
    ).encode()
    result = supplier_file.import_file(till.ground, till.by, data)
    assert (result.added, result.changed) == (0, 0)
    said = [(problem.line, problem.refusal.field) for problem in result.problems]
    assert said == [
        (3, "name"), (4, "page_fen"), (4, "network"), (4, "email"), (4, "expected_days"), (5, "name"),
    ]  # fmt: skip
    assert connection.value("SELECT COUNT(*) FROM supplier WHERE name = '好馆'") == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "supplier.file_empty"),
        (b"a,b\n1,2\n", "supplier.file_columns"),
        (b'name,network\n"x,local\n', "supplier.file_quotes"),
        (b"x" * (supplier_file.LARGEST + 1), "supplier.file_size"),
        (b"name,network\n" + b"\n" * 5_001, "supplier.file_rows"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(till: Till, data: bytes, code: str) -> None:
    result = supplier_file.import_file(till.ground, till.by, data)
    assert [problem.refusal.code for problem in result.problems] == [code]


def test_formulas_leave_and_come_as_text(till: Till, suppliers: SupplierService) -> None:
    suppliers.add(till.by, SupplierFacts("=1+1", "local", note="+86 571"))
    text = supplier_file.export(load("en"))
    assert "'=1+1" in text and "'+86 571" in text
    connection.execute("DELETE FROM supplier WHERE name = '=1+1'")
    supplier_file.import_file(till.ground, till.by, text.encode())
    assert connection.value("SELECT note FROM supplier WHERE name = '=1+1'") == "+86 571"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_break_the_reading(data: bytes) -> None:
    for head in (b"", b"name,network\n"):
        file = supplier_file.read(head + data)
        assert file.problems or all(not check(facts) for _, facts in file.rows)
