"""Records that may be the same person, to be seen side by side (domain §1, duplicates)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db import connection, sqlite
from ill_desktop.patrons import fields, rules
from ill_desktop.patrons.queries import COLUMNS, FOUND_AT_MOST, FROM, NEWEST, PatronRow, alias_ids

SIMILAR_AT_MOST = 5  # a common name has many; those that agree in more come first
SIMILAR = "similar_name"

# Whether somebody has looked at these two and found them to be two people.
_APART = (
    "EXISTS (SELECT 1 FROM told_apart t WHERE t.one_id = MIN({one}, {other}) "
    "AND t.other_id = MAX({one}, {other}))"
)


@dataclass(frozen=True)
class LookAlike(PatronRow):
    """Another record that may be the same person; ``same``: number, mobile, email, name_last_six, or only
    similar_name."""

    same: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Whether more than the name is alike."""
        return self.same != (SIMILAR,)


@dataclass(frozen=True)
class _Me:
    id: int
    name: str
    pinyin: str
    road: str
    institution_id: int
    unit: str


def look_alikes(patron_id: int, limit: int = FOUND_AT_MOST) -> list[LookAlike]:
    """Who shares number, mobile, e-mail, or name and last six with this reader, newest first; then who has
    only a similar name."""
    me = connection.first(
        _Me,
        "SELECT id, name, pinyin, road, institution_id, unit FROM patron WHERE id = ?",
        (alias_ids(patron_id)[0],),
    )
    if me is None:
        return []
    found = _sharing(me.id)[:limit]
    known = {me.id, *(each.id for each in found)}
    return found + _similar(me, known)[: min(SIMILAR_AT_MOST, limit - len(found))]


def certain(patron_id: int) -> int:
    """How many records share more with this one than a similar name."""
    return len(_sharing(patron_id))


def _sharing(patron_id: int) -> list[LookAlike]:
    def row(*columns: Any) -> LookAlike:
        *shown, number, mobile, email, last_six, my_name = columns
        same = [what for what, equal in (("number", number), ("mobile", mobile), ("email", email)) if equal]
        if last_six and rules.same_person(str(shown[2]), my_name):
            same.append("name_last_six")
        return LookAlike(*(*shown, tuple(same)))

    found = connection.rows(
        row,
        f"SELECT {COLUMNS}, p.number = me.number, p.mobile = me.mobile, p.email = me.email, "
        "COALESCE(p.last_six = me.last_six, 0), me.name FROM patron me JOIN patron p ON p.id <> me.id "
        "AND (p.number = me.number OR p.mobile = me.mobile OR p.email = me.email "
        "OR p.last_six = me.last_six) JOIN institution i ON i.id = p.institution_id "
        f"WHERE me.id = ? AND p.merged_into IS NULL AND NOT {_APART.format(one='p.id', other='me.id')} "
        f"ORDER BY p.id DESC LIMIT {NEWEST}",
        (patron_id,),
    )
    return [each for each in found if each.same]


def _similar(me: _Me, known: set[int]) -> list[LookAlike]:
    """Other records with a similar name, those of the same unit and institution first. Two bound cards are
    two people: the registry says so."""
    found = connection.rows(
        lambda *columns: (LookAlike(*(*columns[:-1], (SIMILAR,))), columns[-1]),
        f"SELECT {COLUMNS}, p.pinyin {FROM} WHERE p.id IN (SELECT value FROM json_each(?1)) "
        "AND p.merged_into IS NULL AND NOT (?2 = 'campus' AND p.road = 'campus') "
        f"AND NOT {_APART.format(one='p.id', other='?5')} "
        "ORDER BY p.unit = ?3 AND p.unit <> '' DESC, p.institution_id = ?4 DESC, p.id DESC",
        (json.dumps(sorted(set(_candidates(me)) - known)), me.road, me.unit, me.institution_id, me.id),
    )
    return [
        each for each, pinyin in found if pinyin == me.pinyin != "" or rules.similar_names(each.name, me.name)
    ]


def _candidates(me: _Me) -> Iterator[int]:
    """Ids of names that may be similar, each from an index; of common ones the newest."""
    newest = f"ORDER BY id DESC LIMIT {NEWEST}"
    yield from connection.rows(int, f"SELECT id FROM patron WHERE pinyin = ? {newest}", (me.pinyin,))
    name = me.name
    if not fields.is_ideographic(fields.name_key(name)):
        words = " ".join(f'"{word}"' for word in _words(name))
        yield from _named(words)
        return
    swapped = [f"{name[:at]}{name[at + 1]}{name[at]}{name[at + 2 :]}" for at in range(len(name) - 1)]
    marks = ", ".join("?" * len(swapped))
    yield from connection.rows(int, f"SELECT id FROM patron WHERE name IN ({marks}) {newest}", swapped)
    if len(name) < rules.SHORTEST_WITH_A_SLIP:
        return
    alike = " + ".join(f"(substr(name, {at}, 1) = substr(?1, {at}, 1))" for at in range(2, len(name) + 1))
    yield from connection.rows(
        int,
        f"SELECT id FROM patron WHERE name >= ?2 AND name < ?3 AND length(name) = {len(name)} "
        f"AND {alike} >= {len(name) - 2} {newest}",
        (name, name[0], chr(ord(name[0]) + 1)),
    )
    yield from _named(f'"{" ".join(fields.name_key(name[1:]))}"')


def _words(name: str) -> list[str]:
    return ["".join(sign for sign in word if sign.isalnum()) for word in fields.name_words(name)]


def _named(expression: str) -> list[int]:
    return connection.rows(
        int,
        f"SELECT rowid FROM patron_search WHERE patron_search MATCH ? ORDER BY rowid DESC LIMIT {NEWEST}",
        (sqlite.whole(expression) if expression.strip('" ') else '"\x01"',),
    )
