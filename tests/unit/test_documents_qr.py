"""QR codes: what the matrix holds is what was asked for."""

from __future__ import annotations

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ill_desktop.documents import qr


def _read(rows: list[list[bool]]) -> list[str]:
    side = len(rows) + 2 * qr.QUIET
    image = Image.new("L", (side, side), 255)
    for x, y, length in qr.bars(rows):
        for step in range(length):
            image.putpixel((qr.QUIET + x + step, qr.QUIET + y), 0)
    return [
        code.text
        for code in zxingcpp.read_barcodes(image.resize((side * 4, side * 4), Image.Resampling.NEAREST))
    ]


@given(st.text(st.characters(codec="ascii", min_codepoint=33), min_size=1, max_size=120))
def test_any_link_or_number_reads_back(text: str) -> None:
    assert _read(qr.matrix(text)) == [text]


def test_chinese_reads_back() -> None:
    assert _read(qr.matrix("事务号 YQ1-20261121-0018")) == ["事务号 YQ1-20261121-0018"]


@given(st.lists(st.lists(st.booleans(), min_size=7, max_size=7), min_size=1, max_size=7))
def test_bars_are_the_dark_modules(rows: list[list[bool]]) -> None:
    dark = {(x, y) for y, row in enumerate(rows) for x, cell in enumerate(row) if cell}
    bars = qr.bars(rows)
    assert {(x + step, y) for x, y, length in bars for step in range(length)} == dark
    assert sum(length for _, _, length in bars) == len(dark)


def test_what_no_code_can_hold_is_refused() -> None:
    assert len(qr.matrix("x" * 2331)) == 177
    with pytest.raises(ValueError, match="too long"):
        qr.matrix("x" * 2332)
