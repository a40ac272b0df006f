"""Which installed font has a glyph ours lacks: rare name characters (𠮷, 𨭎), scripts other than Chinese.

Only the character map of each file is read, in about a millisecond; a font is loaded once it is chosen.
"""

from __future__ import annotations

import logging
import os
import struct
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ill_desktop import paths

_log = logging.getLogger(__name__)

# Fonts made for rare ideographs go first; the rest follow in the order of their names.
_PREFERRED = ("lxgwwenkai", "hanamin", "simsunb", "simsun-extb", "mingliub", "plangothic", "dejavusans.")
_SUFFIXES = (".ttf", ".ttc", ".otf")


class Ranges(NamedTuple):
    """Stretches of code points, ascending; arrays, since some fonts have tens of thousands."""

    firsts: array[int]
    lasts: array[int]


def _ranges(pairs: Iterable[tuple[int, int]] = ()) -> Ranges:
    ordered = sorted(pairs)
    return Ranges(array("L", (first for first, _ in ordered)), array("L", (last for _, last in ordered)))


def with_glyph(code: int) -> Iterator[tuple[Path, int]]:
    """Files (and the place inside a collection) whose map claims the character, the best ones first."""
    for path in _files():
        for place, ranges in enumerate(_coverage(path)):
            at = bisect_right(ranges.firsts, code) - 1
            if at >= 0 and code <= ranges.lasts[at]:
                yield path, place


def _folders() -> list[Path]:
    home = Path.home()
    system = (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/System/Library/Fonts",
        "/Library/Fonts",
        *([os.path.join(os.environ["WINDIR"], "Fonts")] if "WINDIR" in os.environ else []),
    )
    own = (
        ".fonts",
        ".local/share/fonts",
        "Library/Fonts",
        "AppData/Local/Microsoft/Windows/Fonts",
    )
    return [paths.resources() / "fonts", *map(Path, system), *(home / name for name in own)]


@cache
def _files() -> tuple[Path, ...]:
    found = {
        Path(folder, name)
        for root in _folders()
        for folder, _, names in os.walk(root)
        for name in names
        if name.lower().endswith(_SUFFIXES)
    }
    return tuple(sorted(found, key=_rank))


def _rank(path: Path) -> tuple[int, str]:
    name = path.name.lower()
    place = next((i for i, start in enumerate(_PREFERRED) if name.startswith(start)), len(_PREFERRED))
    return place, str(path)


@cache
def _coverage(path: Path) -> tuple[Ranges, ...]:
    """The code points of each font in a file; none for outlines that a PDF cannot embed as TrueType."""
    try:
        with path.open("rb") as file:
            data = file.read(12)
            if data[:4] != b"ttcf":
                return (_one_font(path, 0),)
            count = min(struct.unpack(">L", data[8:12])[0], 64)
            starts = struct.unpack(f">{count}L", file.read(4 * count))
        return tuple(_one_font(path, start) for start in starts)
    except (OSError, struct.error, LookupError, ValueError) as error:
        _log.info("%s cannot be read (%s)", path, error)
        return ()  # a damaged font on this machine is no reason not to print


def _one_font(path: Path, start: int) -> Ranges:
    with path.open("rb") as file:
        file.seek(start)
        count = struct.unpack(">4xH6x", file.read(12))[0]
        records = struct.iter_unpack(">4s4xLL", file.read(16 * count))
        tables = {tag: (offset, length) for tag, offset, length in records}
        if b"glyf" not in tables or b"cmap" not in tables:
            return _ranges()
        offset, length = tables[b"cmap"]
        file.seek(offset)
        return _code_points(file.read(min(length, 4_000_000)))


def _code_points(cmap: bytes) -> Ranges:
    """The ranges of the fullest Unicode map in a ``cmap`` table (formats 12 and 4)."""
    maps: dict[int, int] = {}
    for platform, encoding, offset in struct.iter_unpack(">HHL", cmap[4 : 4 + 8 * cmap[3]]):
        if platform == 0 or (platform, encoding) in ((3, 1), (3, 10)):
            maps[struct.unpack_from(">H", cmap, offset)[0]] = offset
    if 12 in maps:
        groups = struct.unpack_from(">L", cmap, maps[12] + 12)[0]
        body = cmap[maps[12] + 16 : maps[12] + 16 + 12 * groups]
        return _ranges((first, last) for first, last, _ in struct.iter_unpack(">LLL", body))
    if 4 in maps:
        at = maps[4]
        twice = struct.unpack_from(">H", cmap, at + 6)[0]
        lasts = struct.unpack_from(f">{twice // 2}H", cmap, at + 14)
        firsts = struct.unpack_from(f">{twice // 2}H", cmap, at + 16 + twice)
        return _ranges(zip(firsts, lasts, strict=True))
    return _ranges()
