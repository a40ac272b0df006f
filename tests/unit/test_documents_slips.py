"""The transfer slip and the activation slip."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ill_desktop import words
from ill_desktop.documents import activation_slip, transfer_slip
from ill_desktop.documents.facts import ActivationSlip, TransferSlip
from tests.unit import paper_reader
from tests.unit.paper_reader import flat, sound
from tests.unit.paper_samples import ACTIVATION, AMOUNT, CHINESE, ENGLISH, LANGUAGES, ODD, PLAIN, SLIP

# The transfer slip


@pytest.mark.parametrize("said", LANGUAGES)
def test_transfer_slip_is_annex_1(said: words.Words) -> None:
    pdf = transfer_slip.pdf(SLIP, said)
    sound(pdf)
    read = flat(pdf)
    form = (
        "收款单位",
        "付款单位（公章）",
        "部门代码",
        "项目代码",
        "转帐说明",
        "金额（大写）",
        "经费主管：",
        "经办人：",
    )
    for fact in (*form, "浙江大学内部转帐单", "2026 年 11 月 21 日", "图书馆", "188610", "669105", "检索费"):
        assert fact in read
    for fact in (
        "经济学院",
        "人民币贰拾陆元伍角整",
        "¥ 26.50",
        "YQ1-20261118-0009",
        "何淼",
        "YQ1-2026-T-000214",
    ):
        assert fact in read
    assert paper_reader.codes(pdf) == ["YQ1-2026-T-000214"]
    assert not paper_reader.collisions(pdf)


def test_transfer_slip_stays_in_the_upper_half() -> None:
    """The sheet may be cut in two."""
    pdf = transfer_slip.pdf(replace(SLIP, instructions="办理" * 500, transactions=("T" * 90,) * 9), ENGLISH)
    [(size, found)] = list(paper_reader.boxes(pdf))
    assert [round(side * 25.4 / 72) for side in size] == [210, 297]
    assert min(box.bottom for box in found) > size[1] / 2 - 1


def test_blank_transfer_slip_leaves_room_to_write() -> None:
    blank = replace(SLIP, day=None, payer_unit="", amount_fen=None, transactions=(), patron_name="")
    blank = replace(blank, patron_number="", number="", qr="")
    pdf = transfer_slip.pdf(blank, CHINESE)
    sound(pdf)
    read = flat(pdf)
    assert "188610" in read
    assert "人民币" in read
    assert "整" not in read
    assert "2026" not in read
    assert paper_reader.codes(pdf) == []


def test_transfer_slip_of_many_requests_tells_how_many() -> None:
    many = replace(SLIP, transactions=tuple(f"YQ1-20261118-{n:04}" for n in range(12)))
    read = flat(transfer_slip.pdf(many, CHINESE))
    assert "YQ1-20261118-0002" in read
    assert "YQ1-20261118-0003" not in read
    assert "等 12 笔" in read


def test_transfer_slip_is_marked_when_void() -> None:
    read = flat(transfer_slip.pdf(replace(SLIP, voided=True, copy=1), ENGLISH))
    assert "作废" in read
    assert "副本 1" in read


@settings(max_examples=40)
@given(ODD, ODD, AMOUNT)
def test_no_content_breaks_a_transfer_slip(a: str, b: str, fen: int) -> None:
    paper = TransferSlip(a, b, a, b, a, dt.date(2026, 1, 2), b, a, b, fen, (a, b), a, b, a, b, "x")
    sound(transfer_slip.pdf(paper, ENGLISH))


@settings(max_examples=40)
@given(PLAIN, PLAIN, AMOUNT)
def test_cells_of_a_transfer_slip_stay_apart(a: str, b: str, fen: int) -> None:
    paper = TransferSlip(a, b, a, b, a, dt.date(2026, 1, 2), b, a, b, fen, (a, b), a, b, a, b)
    assert not paper_reader.collisions(transfer_slip.pdf(paper, ENGLISH))


# The activation slip


@pytest.mark.parametrize("size", ["a6", "80mm"])
@pytest.mark.parametrize("said", LANGUAGES)
def test_activation_slip_gives_a_code_and_three_steps(size: activation_slip.Size, said: words.Words) -> None:
    pdf = activation_slip.pdf(ACTIVATION, said, size)
    sound(pdf)
    read = flat(pdf)
    facts = ("激活您的借书账户", "赵一鸣", "22012345", "2026-12-21", "8:30-17:00", "0571-87572288")
    for fact in facts:
        assert fact in read
    assert "Activate your" in read
    assert all(step in read for step in "123")
    assert said("paper.activation.scanner")[:6] not in read
    assert paper_reader.codes(pdf) == [ACTIVATION.qr]
    assert not paper_reader.collisions(pdf)


@pytest.mark.parametrize("said", LANGUAGES)
def test_a_code_that_is_no_link_says_who_reads_it(said: words.Words) -> None:
    slip = replace(ACTIVATION, opens_link=False, qr="ACT:3vX1qkY8vH2bT0l9mZs4Qw")
    pdf = activation_slip.pdf(slip, said)
    assert said("paper.activation.scanner") in flat(pdf)
    assert paper_reader.codes(pdf) == ["ACT:3vX1qkY8vH2bT0l9mZs4Qw"]


@settings(max_examples=40)
@given(ODD, ODD, st.sampled_from(["a6", "80mm"]), st.booleans())
def test_no_content_breaks_an_activation_slip(
    a: str, b: str, size: activation_slip.Size, opens_link: bool
) -> None:
    slip = ActivationSlip(a, b, a, "https://example.edu/x", dt.date(2026, 12, 21), b, a, opens_link)
    sound(activation_slip.pdf(slip, ENGLISH, size))


@settings(max_examples=40)
@given(PLAIN, PLAIN)
def test_words_of_an_activation_slip_stay_apart(a: str, b: str) -> None:
    slip = ActivationSlip(a, b, a, "https://example.edu/x", dt.date(2026, 12, 21), b, a, False)
    assert not paper_reader.collisions(activation_slip.pdf(slip, ENGLISH))
