"""Setting text: whatever a field holds, a line keeps its room."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.documents import text

ROOMS = st.floats(min_value=12, max_value=600)
SIZES = st.floats(min_value=5, max_value=24)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  王晓彤\t22098765\n", "王晓彤 22098765"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("\u202eevil\u202c\u200b", "evil"),
        ("侮\ufe00", "侮"),
        ("\ud800", "\ufffd"),
        ("作废\u3000副本 1", "作废\u3000副本 1"),
        ("x" * 100_000, "x" * text.LONGEST),
    ],
)
def test_clean_leaves_one_printable_line(raw: str, cleaned: str) -> None:
    assert text.clean(raw) == cleaned


def test_clean_keeps_compatibility_ideographs_apart() -> None:
    """Normalising would print another character than the one in the reader's name."""
    assert text.clean("\uf9dc") == "\uf9dc"


@given(st.text(st.characters(), max_size=80))
def test_clean_is_stable_and_printable(raw: str) -> None:
    once = text.clean(raw)
    assert text.clean(once) == once
    assert not {"Cc", "Cf", "Cs", "Zl", "Zp"} & set(map(unicodedata.category, once))


@given(st.text(st.characters(), max_size=80), SIZES, ROOMS)
def test_clip_stays_in_its_room(raw: str, size: float, room: float) -> None:
    plain = text.clean(raw)
    clipped = text.clip(plain, size, room)
    assert text.width(clipped, size) <= room + 1e-6 or clipped == ""
    if text.width(plain, size) <= room:
        assert clipped == plain
    elif clipped:
        assert clipped.endswith("…")
        assert plain.startswith(clipped[:-1])


@given(st.text(st.characters(), max_size=80), SIZES, ROOMS)
def test_fit_shrinks_before_it_clips(raw: str, size: float, room: float) -> None:
    plain = text.clean(raw)
    fitted, smaller = text.fit(plain, size, room)
    assert size * 0.79 <= smaller <= size
    assert text.width(fitted, smaller) <= room + 1e-6
    if text.width(plain, size) * 0.8 < room * 0.99:
        assert fitted == plain


@given(st.text(st.characters(), max_size=200), SIZES, ROOMS, st.integers(1, 4))
def test_wrap_loses_nothing_but_what_it_clips(raw: str, size: float, room: float, most: int) -> None:
    plain = text.clean(raw)
    room = max(room, 1.6 * size)
    lines = text.wrap(plain, size, room, most)
    assert 1 <= len(lines) <= most
    assert all(text.width(line, size) <= room + 1e-6 for line in lines)
    joined, whole = "".join("".join(lines).split()), "".join(plain.split())
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))


@pytest.mark.parametrize(
    ("raw", "room", "lines"),
    [
        (
            "签字盖章后到财务科办理，将办结的凭证交图书馆。",
            132,
            ["签字盖章后到财务科办理，", "将办结的凭证交图书馆。"],
        ),
        ("Muhammad·Abdurrahman·ibn·Yusuf", 120, ["Muhammad·", "Abdurrahman·", "ibn·Yusuf"]),
        ("事务号 A1 · 读者 何淼", 80, ["事务号 A1 ·", "读者 何淼"]),
        ("点“同意并激活我的帐户”", 90, ["点“同意并激", "活我的帐户”"]),
    ],
)
def test_lines_break_where_a_typesetter_breaks_them(raw: str, room: float, lines: list[str]) -> None:
    assert text.wrap(raw, 10, room) == lines


def test_no_line_begins_with_a_closing_mark() -> None:
    sentence = "馆际互借，文献传递。借书、还书；续借！" * 3
    for room in range(40, 200, 7):
        assert not [line for line in text.wrap(sentence, 10, room, 20) if line[0] in "，。、；！"]


def test_figures_are_tabular() -> None:
    """Digits of one width: right-aligned amounts stand in columns."""
    assert len({text.width(digit, 10) for digit in "0123456789"}) == 1
