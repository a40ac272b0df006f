"""Statements as Chinese banks, card systems and wallets write them: what each file says, to the fen."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from ill_desktop.cashier import statement_file
from ill_desktop.cashier.statement_file import File, Layout, Problem, Row, opened, read, rows


@dataclass(frozen=True)
class Sample:
    """One file, what it says, and what of it cannot be read: (line, code)."""

    text: str
    says: tuple[tuple[str, int, str], ...]
    problems: tuple[tuple[int, str], ...] = ()
    left_out: int = 0
    encoding: str = "gb18030"


SAMPLES = {
    "two columns, brackets behind the headings, a totals line, thousands": Sample(
        "中国建设银行活期账户明细\r\n账号：3300 1616 7270 5300 ****\r\n\r\n"
        "交易日期,交易时间,借方发生额/元(支取),贷方发生额/元(收入),余额,对方户名,交易流水号,摘要\r\n"
        '20261119,09:30:11,0.00,"1,409.50","21,409.50",陈竑宇,3301202611190001,图书馆文献传递费\r\n'
        '20261120,16:02:45,"30.00",0.00,"21,379.50",财务处,3301202611200002,退款\r\n'
        '合计,,"30.00","1,409.50",,,,\r\n'
        "打印日期：2026-11-21,,,,,,,\r\n",
        (("2026-11-19", 140950, "3301202611190001"), ("2026-11-20", -3000, "3301202611200002")),
        left_out=2,
    ),
    "English in square brackets, cells kept from counting": Sample(
        "交易日期[ Transaction Date ],流水号[ Ref ],借方发生额[ Debit Amount ],贷方发生额[ Credit Amount ]\n"
        '2026/11/20,="0012345678901234",,2.40\n'
        '2026/11/20,="0012345678901235",3.00,\n',
        (("2026-11-20", 240, "0012345678901234"), ("2026-11-20", -300, "0012345678901235")),
    ),
    "full-width digits and signs, the unit in the cell": Sample(
        "日期,金额（元）,流水号,付款人\n２０２６－１１－２０,１，２５０．５０,A1,李楠\n2026-11-20,￥12.5,A2,李楠\n"
        "2026-11-21,－３．００,A3,李楠\n2026-11-21,12元,A4,李楠\n",
        (
            ("2026-11-20", 125050, "A1"),
            ("2026-11-20", 1250, "A2"),
            ("2026-11-21", -300, "A3"),
            ("2026-11-21", 1200, "A4"),
        ),
    ),
    "a mark by which spreadsheets know it, semicolons, empty lines": Sample(
        "\ufeff日期;终端流水号;金额\r\n\r\n2026-11-20 12:00:01;T0001;12.50\r\n;;\r\n"
        "2026-11-21;T0002;-3.00\r\n",
        (("2026-11-20", 1250, "T0001"), ("2026-11-21", -300, "T0002")),
        encoding="utf-8",
    ),
    "tabs behind every cell, a direction in words, neither in nor out": Sample(
        "微信支付账单明细\n起始时间：[2026-11-01] 终止时间：[2026-11-30]\n"
        "交易时间,交易类型,交易对方,商品,收/支,金额(元),交易单号\n"
        "2026-11-20 09:30:11\t,商户消费,王晓彤,文献传递费,收入,¥2.40,4200001\t\n"
        "2026-11-20 10:00:00\t,退款,王晓彤,文献传递费,支出,¥1.00,4200002\t\n"
        "2026-11-20 11:00:00\t,零钱提现,,,/,¥5.00,4200003\t\n",
        (("2026-11-20", 240, "4200001"), ("2026-11-20", -100, "4200002")),
        problems=((6, "direction"),),
        encoding="utf-8",
    ),
    "a wallet that calls them in and out, with a plus in the name": Sample(
        "流水号,时间,名称,收入（+元）,支出（-元）,备注\n"
        "P1,2026-11-20 08:00:00,文献传递费,3.60,,\nP2,2026-11-20 09:00:00,退款,,-1.20,\n",
        (("2026-11-20", 360, "P1"), ("2026-11-20", -120, "P2")),
    ),
    "a running balance first and last, a page carried over": Sample(
        "记账日期,凭证号,收入金额,支出金额,余额\n期初余额,,,,100.00\n2026-11-20,1,5.00,-,105.00\n"
        "过次页,,5.00,0.00,105.00\n承前页,,5.00,0.00,105.00\n2026-11-21,2,--,2.00,103.00\n期末余额,,,,103.00\n",
        (("2026-11-20", 500, "1"), ("2026-11-21", -200, "2")),
        left_out=4,
    ),
    "days and amounts that are none, by their lines": Sample(
        "日期,金额,流水号\n2026-02-30,1.00,a\n2026-11-20,1.005,b\n11/20/2026,1.00,c\n2026-11-20,壹元,d\n"
        "2026-11-20,2.00,e\n",
        (("2026-11-20", 200, "e"),),
        problems=((2, "day"), (3, "amount"), (4, "day"), (5, "amount")),
    ),
    "pipes between the cells, as a terminal prints": Sample(
        "交易日期|终端流水号|交易金额|姓名\n20261120093011|000123|12.00|王|x\n",
        (("2026-11-20", 1200, "000123"),),
    ),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_as_it_comes(name: str) -> None:
    sample = SAMPLES[name]
    found = read(sample.text.encode(sample.encoding))
    assert tuple((row.day, row.amount_fen, row.reference) for row in found.rows) == sample.says
    assert tuple((each.line, each.code) for each in found.problems) == sample.problems
    assert found.left_out == sample.left_out


def test_the_purpose_is_told_before_the_kind_of_movement() -> None:
    found = read("日期,金额,摘要,用途\n2026-11-20,1.00,转账,文献传递费 YQ1-20261120-0001\n".encode())
    assert [row.note for row in found.rows] == ["文献传递费 YQ1-20261120-0001"]


STRANGE = "开户行,工行\nWann,Wieviel,Wer\n2026-11-20,1.00,陈竑宇\n2026-11-21,2.00,李楠\n".encode()


def test_headings_that_nobody_knows_are_chosen_and_known_again() -> None:
    first = opened(STRANGE)
    assert isinstance(first, File)
    assert first.layout is None
    assert [each.code for each in read(STRANGE).problems] == ["columns"]
    chosen = Layout(1, {"day": 0, "amount": 1, "payer": 2})
    assert [row.payer for row in rows(first, chosen).rows] == ["陈竑宇", "李楠"]
    again = opened(STRANGE, {"day": "Wann", "amount": "Wieviel", "payer": "Wer"})
    assert isinstance(again, File)
    assert again.layout == chosen
    assert first.headings(1) == ("Wann", "Wieviel", "Wer")


def test_known_headings_that_are_not_there_any_more_are_not_forced() -> None:
    again = opened("日期,金额\n2026-11-20,1.00\n".encode(), {"day": "Wann", "amount": "Wieviel"})
    assert isinstance(again, File)
    assert again.layout == Layout(0, {"day": 0, "amount": 1})


def test_a_sum_with_a_day_is_a_movement_and_a_name_that_begins_so_too() -> None:
    found = read("日期,金额,姓名\n2026-11-20,1.00,合计\n合计,2.00,x\n".encode())
    assert found.rows == [Row("2026-11-20", 100, "", "合计", "")]
    assert (found.problems, found.left_out) == ([], 1)


def test_an_equals_sign_within_a_cell_is_left_alone() -> None:
    found = read("日期,金额,流水号,用途\n2026-11-20,1.00,=1+1,a=b\n".encode())
    assert [(row.reference, row.note) for row in found.rows] == [("=1+1", "a=b")]


def test_what_is_no_table_is_said_once() -> None:
    for data in (b"\x00\x01", b"\xff" * 9, b"PK\x03\x04" + b"\0" * 40):
        found = opened(data)
        assert isinstance(found, Problem)
        assert found.line == 0
    assert statement_file.places_in(["", "x"]) == {}
