"""The columns of a campus registry: recognised by their headings, or chosen once and remembered."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

COLUMNS = ("number", "name", "class", "department", "last_six", "valid_until")
REQUIRED = COLUMNS[:-1]
# The first English and the first Chinese heading of each are the ones the help names.
HEADINGS = {
    "number": "number|学工号|学号|工号|职工号|教工号|学籍号|人员编号|student number|student no|student id|"
    "staff number|staff no|staff id",
    "name": "name|姓名|学生姓名|教工姓名|full name",
    "class": "class|类别|读者类别|读者类型|人员类别|人员类型|身份|身份类别|"
    "patron class|reader class|category",
    "department": "department|院系|部门|单位|学院|院系名称|所在单位|所在院系|所属部门|"
    "unit|faculty|college|school",
    "last_six": "last six|证件末六位|证件后六位|末六位|后六位|身份证末六位|身份证后六位|"
    "证件号末六位|证件号后六位|last 6|id last six",
    "valid_until": "valid until|有效期|有效期至|有效期限|有效截止日期|截止日期|失效日期|到期日期|"
    "valid to|expiry|expiry date|expires",
}
SAMPLES = 3


@dataclass(frozen=True)
class Choices:
    """How a file is to be read. ``columns``: column → its place in the heading, from 0. ``classes``: what
    stands for a class in this file (see :func:`folded`) → the library's code, beyond what is known anyway."""

    columns: Mapping[str, int]
    classes: Mapping[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The columns without which nothing can be read."""
        return tuple(column for column in REQUIRED if column not in self.columns)


def folded(text: str) -> str:
    """A heading or a class as it is compared: width, case, blanks, underscores and a mark of the form
    (``姓名*``, ``Name:``) do not count."""
    plain = re.sub(r"[\s_]+", " ", unicodedata.normalize("NFKC", text).casefold())
    return re.sub(r"(?<=[^\0-\x7f]) | (?=[^\0-\x7f])", "", plain).strip(" *:\ufeff")


@cache
def _column_of() -> dict[str, str]:
    return {title: column for column, titles in HEADINGS.items() for title in titles.split("|")}


def known(headings: Iterable[str]) -> int:
    """How many of these headings are recognised: which line of a file is its heading."""
    return sum(folded(title) in _column_of() for title in headings)


def recognised(headings: Sequence[str]) -> dict[str, int]:
    """Column → place, for the headings that say it; what two headings claim is left to the person."""
    found: dict[str, list[int]] = {}
    for place, title in enumerate(headings):
        if column := _column_of().get(folded(title)):
            found.setdefault(column, []).append(place)
    return {column: found[column][0] for column in COLUMNS if len(found.get(column, ())) == 1}


def class_codes(classes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What stands for a class in every file, folded → its code: the code itself, its name in any language.

    ``classes``: the library's, code → language → name.
    """
    return {folded(name): code for code, names in classes.items() for name in (code, *names.values())}


def samples(cells: Iterable[str], count: int = SAMPLES) -> tuple[str, ...]:
    """The first different values of a column, so that a person sees what it holds."""
    found: dict[str, None] = {}
    for text in map(str.strip, cells):
        if text:
            found[text] = None
            if len(found) == count:
                break
    return tuple(found)


def unknown_classes(texts: Mapping[str, int], codes: Mapping[str, str]) -> list[tuple[str, int]]:
    """Class texts that mean nothing yet, with the number of their rows, the most frequent first; spellings
    that are read as one are one."""
    shown: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for text, count in texts.items():
        if text and (plain := folded(text)) not in codes:
            shown.setdefault(plain, text)
            counts[plain] += count
    return sorted(
        ((shown[plain], count) for plain, count in counts.items()), key=lambda pair: (-pair[1], pair[0])
    )


# What is remembered of a file, so that the next of its kind needs no choosing


def kind_of(headings: Sequence[str]) -> str:
    """Files with the same headings, in whatever order, are of one kind."""
    return "\x1f".join(sorted(folded(title) for title in headings))


def to_memory(headings: Sequence[str], choices: Choices) -> dict[str, Any]:
    """What to keep as JSON: headings rather than places, since columns are moved about."""
    columns = {column: [place, folded(headings[place])] for column, place in choices.columns.items()}
    return {"columns": columns, "classes": dict(choices.classes)}


def from_memory(memory: Mapping[str, Any], headings: Sequence[str], codes: Iterable[str]) -> Choices:
    """The choices made for the last file of this kind. Classes the library no longer has (``codes`` are
    those it has) are forgotten."""
    titles = [folded(title) for title in headings]
    columns: dict[str, int] = {}
    for column, (place, title) in memory["columns"].items():
        if place < len(titles) and titles[place] == title:
            columns[column] = place
        elif titles.count(title) == 1:
            columns[column] = titles.index(title)
    kept = frozenset(codes)
    return Choices(columns, {text: code for text, code in memory["classes"].items() if code in kept})


# What a person names


def column_named(text: str) -> str | None:
    """The column a person means by any name it has: ``last_six``, ``末六位``."""
    plain = folded(text)
    return next((column for column in COLUMNS if folded(column) == plain), _column_of().get(plain))


def place_of(headings: Sequence[str], title: str) -> int | None:
    """Where a heading stands; None when it is not there, or twice."""
    titles = [folded(each) for each in headings]
    return titles.index(folded(title)) if titles.count(folded(title)) == 1 else None


def both(columns: Iterable[str]) -> str:
    """Columns as they may be headed, in both languages: ``number / 学工号, name / 姓名``."""
    return ", ".join(" / ".join(HEADINGS[column].split("|")[:2]) for column in columns)
