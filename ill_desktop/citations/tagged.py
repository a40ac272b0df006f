"""What the exports with one tagged field a line have in common: RIS, Refer, RefWorks, Wanfang."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .clean import is_ideograph
from .draft import Draft
from .model import Citation, Piece


class Field(NamedTuple):
    """One field of a record: its tag, its value, and both as they stood."""

    tag: str
    value: str
    verbatim: Piece


@dataclass(frozen=True, eq=False)
class Format:
    """One tagged format.

    ``opens`` matches a line a record can begin with, ``interrupts`` those that begin one even amid another
    format (the same, if not given). ``field_of`` gives a line's tag and value, None for the continuation
    of the field before. ``long`` are the tags whose text may hold empty lines, ``closes`` the tag that
    ends a record. ``read`` reads the lines of any number of records.
    """

    opens: re.Pattern[str]
    field_of: Callable[[str], tuple[str, str] | None]
    read: Callable[[list[Piece]], list[Citation]]
    long: frozenset[str] = frozenset()
    closes: str = ""
    interrupts: re.Pattern[str] | None = None

    def begins_amid(self, line: str) -> bool:
        """Whether a record begins with this line, though it stands amid another format."""
        return bool((self.interrupts or self.opens).match(line))


@dataclass(frozen=True)
class Roles:
    """The role each tag plays, and where a kind of document uses a tag in its own way."""

    common: Mapping[str, str]
    by_kind: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, kind: str, tag: str) -> str:
        """The role of a tag in a kind; ``unread`` for a tag nobody knows, ``kind`` for its type."""
        return self.by_kind.get(kind, {}).get(tag) or self.common.get(tag, "unread")

    def draft(self, kind: str, source: str, fields: Sequence[Field]) -> Draft:
        """The fields of one record, each put under its role."""
        draft = Draft(kind, source, fields[0].verbatim.line if fields else 0)
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
    lines: Iterable[Piece],
    field_of: Callable[[str], tuple[str, str] | None],
    opening: str,
    closing: str | None = None,
) -> list[list[Field]]:
    """The records in the lines, a new one at each ``opening`` tag and after each ``closing`` one.

    The lines of a wrapped value are made one.
    """
    found: list[list[tuple[str, list[str], list[Piece]]]] = []
    for line in filter(None, lines):
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
        [
            Field(tag, join_wrapped(value), Piece(join_wrapped(whole), whole[0].line))
            for tag, value, whole in record
        ]
        for record in found
    ]


def join_wrapped(lines: Sequence[str]) -> str:
    """Lines of one text made one: with a space, but none beside an ideograph or a split range."""
    return joined(lines)[0] if len(lines) > 1 else lines[0].strip()


def joined(lines: Iterable[str]) -> tuple[str, list[int]]:
    """Lines of one text made one, and where in it each of them begins."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    last = ""
    for line in map(str.strip, lines):
        if line and last and not _joins_closely(last, line[0]):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(line)
        length += len(line)
        last = line[-1:] or last
    return "".join(parts), starts


def _joins_closely(before: str, after: str) -> bool:
    return is_ideograph(before) or is_ideograph(after) or before in "-–" or after in ",;，；。）"
