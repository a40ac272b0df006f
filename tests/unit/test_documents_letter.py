"""Letters: what the window of an envelope shows, long texts, many in one file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from ill_desktop.documents import letter
from ill_desktop.documents.facts import Letter
from ill_desktop.documents.letter import Fold
from tests.unit import paper_reader
from tests.unit.paper_reader import flat, sound
from tests.unit.paper_samples import CHINESE, ODD

MM = 72 / 25.4
LETTER = Letter(
    library="浙江大学图书馆",
    sender="浙江大学图书馆 · 玉泉校区图书馆 513 室",
    recipient=("310027", "杭州市西湖区浙大路 38 号", "水利与海洋工程学院", "陈竑宇　收"),
    day="2026 年 11 月 21 日",
    subject="已逾期：中国古代水利史研究",
    text="陈竑宇，您好！\n\n您借阅的图书已逾期 1 天，请尽快归还。",
    footer="浙江大学图书馆\n咨询电话：0571-87951633",
)


@pytest.mark.parametrize("fold", ["cn", "din"])
def test_the_window_shows_who_writes_to_whom_and_nothing_else(fold: Fold) -> None:
    pdf = letter.pdf([LETTER], CHINESE, fold)
    sound(pdf)
    [(size, found)] = list(paper_reader.boxes(pdf))
    assert [round(side / MM) for side in size] == [210, 297]
    height = size[1]
    words = [box for box in found if box.is_text]
    window = [box for box in words if height - box.top >= 45 * MM and height - box.bottom <= 90 * MM]
    assert len(window) >= 5  # the sender and four lines
    assert all(box.left > 20 * MM and box.right < 110 * MM for box in window)
    rest = [box for box in words if box not in window]
    assert all(height - box.bottom < 45 * MM or height - box.top > 90 * MM for box in rest)
    read = flat(pdf)
    for fact in (*LETTER.recipient, LETTER.subject, LETTER.day, LETTER.sender, "请尽快归还", "0571-87951633"):
        assert fact.replace("\u3000", "") in read.replace("\u3000", "")
    assert not paper_reader.collisions(pdf)


def test_each_letter_begins_on_a_sheet_of_its_own() -> None:
    letters = [replace(LETTER, subject=f"第{number}封") for number in range(1, 4)]
    pages = paper_reader.pages(letter.pdf(letters, CHINESE))
    assert len(pages) == 3
    assert all(f"第{number}封" in page for number, page in enumerate(pages, 1))


def test_a_long_letter_goes_on_overleaf_and_loses_nothing() -> None:
    lines = [f"第{number}行：" + "书" * (number % 90) for number in range(200)]
    pdf = letter.pdf([replace(LETTER, text="\n".join(lines))], CHINESE)
    assert len(paper_reader.pages(pdf)) > 3
    read = flat(pdf)
    assert all(f"第{number}行：" in read for number in range(200))
    around = flat(letter.pdf([replace(LETTER, text="。")], CHINESE))
    assert read.count("书") == sum(line.count("书") for line in lines) + around.count("书")
    assert not paper_reader.collisions(pdf)


def test_a_long_address_still_fits_the_window() -> None:
    pdf = letter.pdf([replace(LETTER, recipient=("某" * 90,) * 6)], CHINESE)
    [(size, found)] = list(paper_reader.boxes(pdf))
    inside = [box for box in found if box.is_text and 45 * MM <= size[1] - box.top <= 90 * MM]
    assert all(size[1] - box.bottom <= 90 * MM and box.right < 110 * MM for box in inside)


def test_no_letter_is_no_file() -> None:
    with pytest.raises(ValueError, match="no letter"):
        letter.pdf([], CHINESE)


@settings(max_examples=15)
@given(ODD, ODD, ODD)
def test_nothing_breaks_a_letter(name: str, subject: str, text: str) -> None:
    pdf = letter.pdf([replace(LETTER, recipient=(name,), subject=subject, text=text)], CHINESE)
    sound(pdf, pages=None)
