"""Records that may be the same person, to be seen side by side (domain §1, duplicates)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from db import connection, merged, sqlite
from ill_desktop.patrons import fields, rules
from ill_desktop.patrons.queries import COLUMNS, FOUND_AT_MOST, FROM, NEWEST, PatronRow, alias_ids, follow

SIMILAR_AT_MOST = 5  # a common name has many; those that agree in more come first
SIMILAR = "similar_name"

# Whether somebody has looked at these two and found them to be two people.
_APART = (
    "EXISTS (SELECT 1 FROM told_apart t WHERE t.one_id = MIN({one}, {other}) "
    "AND t.other_id = MAX({one}, {other}))"
)


@dataclass(frozen=True)
class LookAlike(PatronRow):
    """Another reader who may be the same person; ``same``: number, mobile, email, name_last_six, or only
    similar_name. ``through``: the numbers of records merged into this one that are what is alike."""

    same: tuple[str, ...]
    through: tuple[str, ...] = ()

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
    records = alias_ids(patron_id)
    found = _sharing(records[0])[:limit]
    known = {*records, *(each.id for each in found)}
    mine = connection.rows(
        _Me,
        "SELECT id, name, pinyin, road, institution_id, unit FROM patron "
        "WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY merged_into IS NOT NULL",
        (json.dumps(records),),
    )
    similar: dict[int, LookAlike] = {}
    for me in mine:
        for each in _similar(me, records[0], known):
            similar.setdefault(each.id, each)
    return found + list(similar.values())[: min(SIMILAR_AT_MOST, limit - len(found))]


def certain(patron_id: int) -> int:
    """How many readers share more with this one than a similar name."""
    return len(_sharing(alias_ids(patron_id)[0]))


_ORDER = ("number", "mobile", "email", "name_last_six")
_MINE = "(SELECT value FROM json_each(?1))"


def _sharing(me: int) -> list[LookAlike]:
    """A record merged into another speaks for the one that is kept, on both sides."""
    pairs = connection.rows(
        _columns,
        "SELECT p.id, p.number, p.name, me.name, p.number = me.number, p.mobile = me.mobile, "
        "p.email = me.email, COALESCE(p.last_six = me.last_six, 0) FROM patron me JOIN patron p "
        "ON (p.number = me.number OR p.mobile = me.mobile OR p.email = me.email OR p.last_six = me.last_six) "
        f"WHERE me.id IN {_MINE} AND p.id NOT IN {_MINE} "
        f"AND NOT {_APART.format(one='p.id', other='me.id')} ORDER BY p.id DESC LIMIT {NEWEST}",
        (json.dumps(alias_ids(me)),),
    )
    same: dict[int, set[str]] = {}
    through: dict[int, list[str]] = {}
    for record, number, name, my_name, *equal in pairs:
        equal[-1] = equal[-1] and rules.same_person(name, my_name)
        if what := {each for each, alike in zip(_ORDER, equal, strict=True) if alike}:
            kept = follow(record)
            same.setdefault(kept, set()).update(what)
            if kept != record:
                through.setdefault(kept, []).append(number)
    found = []
    for shown in _shown(me, list(same)):
        beside = (
            tuple(sorted(same[shown[0]], key=_ORDER.index)),
            tuple(dict.fromkeys(through.get(shown[0], ()))),
        )
        found.append(LookAlike(*(*shown, *beside)))
    return found


def _columns(*columns: Any) -> tuple[Any, ...]:
    return columns


def _shown(me: int, ids: list[int]) -> list[tuple[Any, ...]]:
    """The columns of these readers, newest first, without those who were told apart from me."""
    return connection.rows(
        _columns,
        f"SELECT {COLUMNS} {FROM} WHERE p.id IN (SELECT value FROM json_each(?1)) "
        f"AND NOT {_APART.format(one='p.id', other='?2')} ORDER BY p.id DESC",
        (json.dumps(ids), me),
    )


def _similar(me: _Me, kept: int, known: set[int]) -> list[LookAlike]:
    """Other readers with a similar name, those of the same unit and institution first. Two bound cards are
    two people: the registry says so."""
    found = connection.rows(
        _columns,
        f"SELECT {COLUMNS}, c.pinyin, c.name, c.number FROM patron c "
        f"JOIN patron p ON p.id = IIF(c.merged_into IS NULL, c.id, {merged.kept('c.id')}) "
        "JOIN institution i ON i.id = p.institution_id WHERE c.id IN (SELECT value FROM json_each(?1)) "
        "AND p.id NOT IN (SELECT value FROM json_each(?6)) AND NOT (?2 = 'campus' AND p.road = 'campus') "
        f"AND NOT {_APART.format(one='p.id', other='?5')} ORDER BY p.unit = ?3 AND p.unit <> '' DESC, "
        "p.institution_id = ?4 DESC, p.id DESC, c.merged_into IS NOT NULL, c.id DESC",
        (
            json.dumps(sorted(set(_candidates(me)) - known)),
            *(me.road, me.unit, me.institution_id, kept),
            json.dumps(sorted(known)),
        ),
    )
    readers: dict[int, LookAlike] = {}
    for *shown, pinyin, name, number in found:
        if pinyin == me.pinyin != "" or rules.similar_names(name, me.name):
            through = () if number == shown[1] else (number,)
            readers.setdefault(shown[0], LookAlike(*(*shown, (SIMILAR,), through)))
    return list(readers.values())


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
