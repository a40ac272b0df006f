"""Statements as banks and card systems write them; what cannot be read is named, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.cashier.statement_file import Row, read

BANK = """中国工商银行 账户明细
账号,1202024609908808891
交易日期,交易流水号,贷方发生额,借方发生额,对方户名,附言
2026-11-19,2026111900017,"1,409.50",,陈竑宇,图书馆文献传递费
20261120,2026112000003,,30.00,财务处,退款
"""
CARD = "\ufeff日期;终端流水号;金额\n2026/11/20;T0001;12.50\n2026年11月21日;T0002;-3.00\n"


def test_a_bank_with_lines_above_its_heading_and_two_columns_of_money() -> None:
    found = read(BANK.encode("gb18030"))
    assert found.problems == []
    assert found.rows == [
        Row("2026-11-19", 140950, "2026111900017", "陈竑宇", "图书馆文献传递费"),
        Row("2026-11-20", -3000, "2026112000003", "财务处", "退款"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_card_system_with_one_signed_column(encoding: str) -> None:
    found = read(CARD.removeprefix("\ufeff").encode(encoding))
    assert [(row.day, row.amount_fen, row.reference) for row in found.rows] == [
        ("2026-11-20", 1250, "T0001"),
        ("2026-11-21", -300, "T0002"),
    ]


def test_a_byte_order_mark_is_no_letter() -> None:
    assert len(read(CARD.encode()).rows) == 2


def test_what_cannot_be_read_is_named_by_line() -> None:
    text = "date,amount,ref\n2026-02-30,1.00,a\n2026-03-01,1.005,b\n2026-03-01,x,c\n2026-03-01,2,d\n,,\n"
    found = read(text.encode())
    assert [(each.line, each.code) for each in found.problems] == [(2, "day"), (3, "amount"), (4, "amount")]
    assert [row.reference for row in found.rows] == ["d"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "columns"),
        (b"a,b\n1,2\n", "columns"),
        (b"\x00\x01\x02", "encoding"),
        (b"\xff" * 50, "encoding"),
        (b"x" * ((20 << 20) + 1), "large"),
    ],
)
def test_files_that_are_none(data: bytes, code: str) -> None:
    found = read(data)
    assert [(each.line, each.code) for each in found.problems] == [(0, code)]
    assert found.rows == []


def test_an_amount_of_nothing_is_no_movement() -> None:
    assert read(b"date,credit,debit\n2026-03-01,,\n2026-03-02,0.00,\n").rows == []


@given(st.binary(max_size=400))
def test_whatever_the_file_nothing_is_made_up(data: bytes) -> None:
    found = read(b"date,amount\n" + data)
    assert all(row.amount_fen for row in found.rows)
    assert len(found.rows) + len(found.problems) <= len(data.splitlines()) + 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_hostile_cells_are_only_text(reference: str, note: str) -> None:
    import csv
    import io

    stream = io.StringIO()
    csv.writer(stream).writerows([["date", "amount", "ref", "note"], ["2026-01-01", "1.00", reference, note]])
    data = stream.getvalue().encode("utf-8", "replace")
    for row in read(data).rows:
        assert row.reference.isprintable()
        assert row.note.isprintable()


DIRECTED = "日期,借贷标志,交易金额,流水号\n2026-11-20,贷,12.50,a\n2026-11-20,借,3.00,b\n2026-11-20,?,4.00,c\n"


def test_a_column_that_says_which_way_the_money_went() -> None:
    found = read(DIRECTED.encode())
    assert [(row.reference, row.amount_fen) for row in found.rows] == [("a", 1250), ("b", -300)]
    assert [(each.line, each.code, each.facts["text"]) for each in found.problems] == [(4, "direction", "?")]


@pytest.mark.parametrize("amount", ["--5", "-+5", "+-5", "−-5", "5-", "5²", "１.005"])
def test_signs_are_not_guessed(amount: str) -> None:
    found = read(f"date,amount\n2026-03-01,{amount}\n".encode())
    assert (found.rows, [each.code for each in found.problems]) == ([], ["amount"])


@pytest.mark.parametrize("day", ["2026112", "2026-1121", "2026-11-211", "202611211", "26-11-21"])
def test_days_are_not_guessed(day: str) -> None:
    found = read(f"date,amount\n{day},1.00\n".encode())
    assert (found.rows, [each.code for each in found.problems]) == ([], ["day"])


@pytest.mark.parametrize(
    "day", ["20261121", "2026-11-21 09:30", "2026/11/21T09", "20261121093000", "2026年11月21日", "2026.11.21"]
)
def test_days_as_banks_write_them(day: str) -> None:
    assert [row.day for row in read(f"date,amount\n{day},1.00\n".encode()).rows] == ["2026-11-21"]


def test_lines_of_an_old_mac_and_a_cell_without_end() -> None:
    assert len(read(b"date,amount\r2026-03-01,1.00\r2026-03-02,2.00\r").rows) == 2
    endless = read(b"date,amount\n2026-03-01," + b"9" * 200_000)
    assert (endless.rows, [each.code for each in endless.problems]) == ([], ["cell"])
