"""What the exports with one tagged field a line have in common: RIS, Refer, RefWorks, Wanfang."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .clean import is_ideograph
from .draft import Draft
from .model import Citation


class Field(NamedTuple):
    """One field of a record: its tag, its value, and both as they stood."""

    tag: str
    value: str
    verbatim: str


@dataclass(frozen=True)
class Format:
    """One tagged format.

    ``opens`` matches the line a record begins with. ``field_of`` gives a line's tag and value, None
    for the continuation of the field before. ``long`` are the tags whose text may hold empty lines,
    ``closes`` the tag that ends a record. ``read`` reads the lines of any number of records.
    """

    opens: re.Pattern[str]
    field_of: Callable[[str], tuple[str, str] | None]
    read: Callable[[list[str]], list[Citation]]
    long: frozenset[str] = frozenset()
    closes: str = ""


@dataclass(frozen=True)
class Roles:
    """The role each tag plays, and where a kind of document uses a tag in its own way."""

    common: Mapping[str, str]
    by_kind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, kind: str, tag: str) -> str:
        """The role of a tag in a kind; ``unread`` for a tag nobody knows, ``kind`` for its type."""
        return self.by_kind.get(kind, {}).get(tag) or self.common.get(tag, "unread")

    def draft(self, kind: str, source: str, fields: Iterable[Field]) -> Draft:
        """The fields of one record, each put under its role."""
        draft = Draft(kind, source)
        for tag, value, verbatim in fields:
            role = self.of(kind, tag)
            if role != "kind":
                draft.put(role, value, verbatim)
        return draft


def roles(text: str, separator: str | None = None) -> dict[str, str]:
    """A table written as ``role: tag tag tag`` a line, turned round to tag → role."""
    table: dict[str, str] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        role, _, tags = line.partition(":")
        table |= dict.fromkeys(map(str.strip, tags.split(separator)), role.strip())
    return table


def records(
    lines: Iterable[str],
    field_of: Callable[[str], tuple[str, str] | None],
    opening: str,
    closing: str | None = None,
) -> list[list[Field]]:
    """The records in the lines, a new one at each ``opening`` tag and after each ``closing`` one.

    The lines of a wrapped value are made one.
    """
    found: list[list[tuple[str, list[str], list[str]]]] = []
    for line in filter(None, map(str.strip, lines)):
        tagged = field_of(line)
        if not found or (tagged and (tagged[0] == opening or found[-1][-1][0] == closing)):
            found.append([])
        if tagged:
            found[-1].append((tagged[0], [tagged[1]], [line]))
        elif not found[-1]:
            found[-1].append(("", [line], [line]))
        else:
            found[-1][-1][1].append(line)
            found[-1][-1][2].append(line)
    return [
        [Field(tag, join_wrapped(value), join_wrapped(verbatim)) for tag, value, verbatim in record]
        for record in found
    ]


def join_wrapped(lines: Iterable[str]) -> str:
    """Lines of one text made one: with a space, but none beside an ideograph or a split range."""
    parts: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if parts and not _joins_closely(parts[-1][-1], line[0]):
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def _joins_closely(before: str, after: str) -> bool:
    return is_ideograph(before) or is_ideograph(after) or before in "-–" or after in ",;，；。）"
