"""Receipts and vouchers: what stands on them, and that nothing a field holds can break them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ill_desktop import money, words
from ill_desktop.documents import receipt
from ill_desktop.documents.facts import Charge, Receipt, Tender
from tests.unit import paper_reader
from tests.unit.paper_reader import flat, sound
from tests.unit.paper_samples import AMOUNT, CHINESE, ENGLISH, LANGUAGES, ODD, PLAIN, VOUCHER

SIZES: list[receipt.Size] = ["a5", "80mm", "58mm"]
MM = 72 / 25.4


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("said", LANGUAGES)
def test_voucher_says_what_was_paid(size: receipt.Size, said: words.Words) -> None:
    pdf = receipt.pdf(VOUCHER, said, size)
    sound(pdf)
    read = flat(pdf)
    facts = (
        "浙江大学图书馆",
        "YQ1-2026-V-001873",
        "2026-11-21 14:26",
        "王晓彤",
        "22098765",
        "文献传递费",
        "18.50",
    )
    for fact in (*facts, "¥19.00", "人民币壹拾玖元整", "50.00", "31.00", "周敏", "0571-87951633"):
        assert fact in read
    assert "校内结算凭证" in read
    assert "不能报销" in read
    assert "收据" not in read
    assert paper_reader.codes(pdf) == ["YQ1-2026-V-001873"]
    assert not paper_reader.collisions(pdf)


@pytest.mark.parametrize("size", SIZES)
def test_receipt_is_no_voucher(size: receipt.Size) -> None:
    read = flat(receipt.pdf(replace(VOUCHER, kind="receipt"), CHINESE, size))
    assert "收据" in read
    assert "报销" not in read


def test_sizes_are_those_of_the_paper() -> None:
    def measured(size: receipt.Size, paper: Receipt = VOUCHER) -> tuple[float, float]:
        wide, high = paper_reader.sizes(receipt.pdf(paper, CHINESE, size))[0]
        return round(wide / MM, 1), round(high / MM, 1)

    assert measured("a5") == (148, 210)
    assert measured("80mm")[0] == 80
    assert measured("58mm")[0] == 58
    longer = replace(VOUCHER, lines=VOUCHER.lines * 5)
    assert measured("80mm", longer)[1] > measured("80mm")[1] + 40


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("said", LANGUAGES)
def test_copies_and_void_papers_are_marked(size: receipt.Size, said: words.Words) -> None:
    assert "副本" not in flat(receipt.pdf(VOUCHER, said, size))
    assert "作废" not in flat(receipt.pdf(VOUCHER, said, size))
    marked = receipt.pdf(replace(VOUCHER, copy=3, voided=True), said, size)
    sound(marked)
    assert "副本 3" in flat(marked)
    assert "作废" in flat(marked)


def test_several_tenders_show_each_with_its_reference() -> None:
    mixed = replace(
        VOUCHER,
        tenders=(Tender("校园卡", 1000, "POS 0098812345"), Tender("现金", 900)),
        cash_given_fen=1000,
        change_fen=100,
    )
    for size in SIZES:
        read = flat(receipt.pdf(mixed, CHINESE, size))
        for fact in ("校园卡", "POS 0098812345", "9.00", "实收现金", "找零", "1.00"):
            assert fact in read


def test_nothing_is_said_of_cash_where_there_was_none() -> None:
    read = flat(receipt.pdf(replace(VOUCHER, cash_given_fen=0, change_fen=0), CHINESE, "80mm"))
    assert "找零" not in read


@pytest.mark.parametrize("count", [30, 600])
@pytest.mark.parametrize("size", SIZES)
def test_many_lines_go_on_and_none_is_lost(size: receipt.Size, count: int) -> None:
    lines = tuple(Charge(f"费用 {n:04}", f"YQ1-20261120-{n:04}", 100 + n) for n in range(count))
    pdf = receipt.pdf(replace(VOUCHER, lines=lines), CHINESE, size)
    sound(pdf, None)
    assert (len(paper_reader.sizes(pdf)) > 1) == (size == "a5" or count == 600)
    read = flat(pdf)
    assert all(f"费用 {n:04}" in read for n in range(count))
    assert not paper_reader.collisions(pdf)


def test_negative_totals_have_no_capitals() -> None:
    with pytest.raises(ValueError, match="-1"):
        receipt.pdf(replace(VOUCHER, total_fen=-1), CHINESE)


@pytest.mark.parametrize("size", SIZES)
def test_figures_are_never_broken(size: receipt.Size) -> None:
    """However long the name beside them and however large the sum."""
    fen = money.LARGEST_FEN - 1
    paper = replace(VOUCHER, lines=(Charge("很长的费用名称" * 9, "", fen),), total_fen=fen, tenders=())
    pdf = receipt.pdf(replace(paper, cash_given_fen=0), CHINESE, size)
    assert "9,999,999,999,999.99" in paper_reader.text(pdf)
    assert "¥9,999,999,999,999.99" in paper_reader.text(pdf)


@settings(max_examples=40)
@given(ODD, ODD, ODD, AMOUNT, st.sampled_from(SIZES))
def test_no_content_breaks_a_receipt(a: str, b: str, c: str, fen: int, size: receipt.Size) -> None:
    paper = replace(
        VOUCHER,
        library=a,
        service=b,
        number=c,
        patron_name=b,
        patron_number=a,
        lines=(Charge(a, b, fen), Charge(c, a, -fen)),
        total_fen=fen,
        tenders=(Tender(c, fen, a),),
        cash_given_fen=fen,
        till=a,
        operator=b,
        branch=c,
        phone=a,
    )
    sound(receipt.pdf(paper, CHINESE, size), None if size == "a5" else 1)


@settings(max_examples=40)
@given(PLAIN, PLAIN, AMOUNT, st.sampled_from(SIZES))
def test_words_never_stand_on_one_another(a: str, b: str, fen: int, size: receipt.Size) -> None:
    paper = replace(
        VOUCHER,
        library=a,
        service=b,
        number=a,
        patron_name=b,
        patron_number=a,
        lines=(Charge(a, b, fen), Charge(b, a, fen)),
        total_fen=fen,
        tenders=(Tender(b, fen, a),),
        operator=a,
        branch=b,
    )
    pdf = receipt.pdf(paper, ENGLISH, size)
    assert not paper_reader.collisions(pdf)
    assert money.figures(fen) in flat(pdf)
