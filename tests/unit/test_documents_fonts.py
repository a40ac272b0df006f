"""Fonts: ours, the ones that help out, and what is said when none has the glyph."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFont, TTFontMaker

from ill_desktop import paths
from ill_desktop.documents import canvas, fonts, installed, text
from tests.unit import paper_reader

RARE = "𠮷"
OURS = paths.resources() / "fonts" / "NotoSansSC-Regular.ttf"


def _font_with(code: int) -> bytes:
    """A tiny font that shows 吉 at that code point, with the PostScript name of ours."""
    face = TTFont("donor", str(OURS)).face
    cmap = struct.pack(">HHHHLHHLLLLLL", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, code, code, 1)
    maker = TTFontMaker()
    small = face.makeSubset([ord("吉")])
    for at in range(12, 12 + 16 * struct.unpack(">H", small[4:6])[0], 16):
        tag, _, offset, length = struct.unpack(">4sLLL", small[at : at + 16])
        maker.add(tag.decode(), cmap if tag == b"cmap" else small[offset : offset + length])
    return bytes(maker.makeStream())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A machine whose only installed fonts are in this folder."""
    monkeypatch.setattr(installed, "_folders", lambda: [tmp_path])
    memories = (installed._files, installed._coverage, fonts._other_face, fonts._loaded)
    for memory in memories:
        memory.cache_clear()
    yield tmp_path
    for memory in memories:
        memory.cache_clear()


def _printed(words: str) -> bytes:
    sheet = canvas.Sheet((300, 60), "probe", "", "zh_CN")
    sheet.text(10, 30, words, canvas.Style(12))
    return sheet.pdf()


def test_ours_lacks_rare_characters() -> None:
    """Else the rest of this file tests nothing."""
    assert ord(RARE) not in fonts.main_face().widths
    assert ord("彤") in fonts.main_face().widths


def test_a_rare_character_comes_from_an_installed_font(folder: Path) -> None:
    (folder / "rare.ttf").write_bytes(_font_with(ord(RARE)))
    assert text.missing_glyphs("欧阳" + RARE) == ""
    pdf = _printed(f"欧阳{RARE}王")
    assert f"欧阳{RARE}王" in paper_reader.text(pdf)
    assert list(paper_reader.fonts(pdf).values()) == [True, True]


def test_without_such_a_font_it_is_said_and_boxed(folder: Path) -> None:
    assert text.missing_glyphs(f"欧{RARE}阳\U00028b4e{RARE}") == f"{RARE}\U00028b4e"
    read = paper_reader.text(_printed(f"欧{RARE}阳"))
    assert "20B" in read
    assert "B7" in read
    assert "欧" in read
    assert "阳" in read


@pytest.mark.parametrize(
    "damage",
    [b"", b"\0\1\0\0", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"OTTO" + bytes(200), bytes(range(256)) * 4],
)
def test_a_damaged_font_is_passed_over(folder: Path, damage: bytes) -> None:
    (folder / "aaa.ttf").write_bytes(damage)
    (folder / "rare.ttf").write_bytes(_font_with(ord(RARE)))
    assert text.missing_glyphs(RARE) == ""


@pytest.mark.parametrize("at", range(40, 1200, 97))
def test_a_font_cut_short_breaks_nothing(folder: Path, at: int) -> None:
    (folder / "cut.ttf").write_bytes(_font_with(ord(RARE))[:at])
    assert text.missing_glyphs(RARE) in ("", RARE)
    assert _printed(RARE).startswith(b"%PDF")


def test_collections_and_both_kinds_of_maps_are_read(folder: Path) -> None:
    one = _font_with(ord(RARE))
    shift = 16
    moved = bytearray(one)
    for at in range(12, 12 + 16 * struct.unpack(">H", one[4:6])[0], 16):
        offset = struct.unpack_from(">L", one, at + 8)[0]
        struct.pack_into(">L", moved, at + 8, offset + shift)
    (folder / "all.ttc").write_bytes(struct.pack(">4sLLL", b"ttcf", 0x10000, 1, shift) + moved)
    assert list(installed.with_glyph(ord(RARE))) == [(folder / "all.ttc", 0)]
    four = struct.pack(">HHHHL" + "H" * 12, 0, 1, 3, 1, 12, 4, 24, 0, 2, 0, 0, 0, 0x4E2D, 0, 0x4E00, 0, 0)
    assert list(map(list, installed._code_points(four))) == [[0x4E00], [0x4E2D]]


def test_fonts_for_rare_ideographs_are_asked_first(folder: Path) -> None:
    for name in ("aardvark.ttf", "HanaMinB.ttf", "LXGWWenKai-Regular.ttf"):
        (folder / name).write_bytes(_font_with(ord(RARE)))
    names = [path.name for path, _ in installed.with_glyph(ord(RARE))]
    assert names == ["LXGWWenKai-Regular.ttf", "HanaMinB.ttf", "aardvark.ttf"]


def test_text_beyond_the_basic_plane_reads_back() -> None:
    """reportlab alone writes U+1F100 as two wrong characters."""
    assert "\U0001f100" in paper_reader.text(_printed("a\U0001f100b"))


def test_the_map_back_to_text_is_utf_16_in_short_blocks() -> None:
    mapping = fonts.to_unicode([0, *range(0x4E00, 0x4E00 + 254), 0x20BB7])
    assert "<FF> <d842dfb7>" in mapping
    assert [int(line.split()[0]) for line in mapping.splitlines() if line.endswith("beginbfchar")] == [
        100,
        100,
        56,
    ]


def test_three_hundred_different_characters_still_read_back() -> None:
    """More than one font subset of 256."""
    signs = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
    sheet = canvas.Sheet((4000, 60), "probe", "", "zh_CN")
    sheet.text(10, 30, signs, canvas.Style(12))
    assert signs in paper_reader.text(sheet.pdf()).replace("\n", "")
