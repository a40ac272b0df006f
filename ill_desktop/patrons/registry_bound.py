"""Readers who have bound a campus card follow the registry. All of it runs in the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from db import connection
from ill_desktop.ground import Ground
from ill_desktop.patrons import names, record, rules
from ill_desktop.patrons.registry_plan import Bound, Change, passed_on
from ill_desktop.staff.rules import Actor

AT_ONCE = 500
EVENT = "registry"
# Who has gone for good keeps the record he had.
_GONE = ", ".join(repr(state) for state in rules.TRANSITIONS if not rules.TRANSITIONS[state])
_BOUND = (
    "SELECT p.number, p.id, p.name, p.class, p.unit, p.last_six, p.valid_until "
    "FROM json_each(?) j JOIN patron p ON p.number = j.value "
    f"WHERE p.road = 'campus' AND p.state NOT IN ({_GONE})"
)
_OTHERWISE = (
    "SELECT p.id, r.valid_until FROM patron p JOIN registry_person r ON r.number = p.number "
    f"WHERE r.import_id = ? AND p.road = 'campus' AND p.state NOT IN ({_GONE}) "
    "AND p.valid_until IS NOT r.valid_until"
)
_COLUMNS = {"class_": "class"}
Followed = tuple[int, dict[str, str | None]]


def bound(numbers: Sequence[str]) -> list[tuple[str, Bound]]:
    """The readers behind campus numbers: ``(number, record)``; records merged into another are among them."""
    return connection.rows(lambda number, *rest: (number, Bound(*rest)), _BOUND, (json.dumps(numbers),))


def follow(ground: Ground, by: Actor, changes: Sequence[Change]) -> list[Followed]:
    """Pass changes of the registry on; returns ``(reader, columns with their new values)``.

    Each reader gets an event that names the columns, never what stands in them: events are kept for ever.
    """
    followed: list[Followed] = []
    for start in range(0, len(changes), AT_ONCE):
        by_number = {change.after.number: change for change in changes[start : start + AT_ONCE]}
        for number, reader in bound(list(by_number)):
            # The number of an older record may be written in small letters.
            if new := passed_on(by_number[number.upper()], reader):
                followed.append((reader.id, new))
    store(ground, by, followed)
    return followed


def renew(ground: Ground, by: Actor, import_id: int) -> list[Followed]:
    """Give the registry's day to readers whom an import has seen and whose day is another, such as one set
    at the counter meanwhile."""
    followed: list[Followed] = connection.rows(
        lambda reader, until: (int(reader), {"valid_until": until}), _OTHERWISE, (import_id,)
    )
    store(ground, by, followed)
    return followed


def store(ground: Ground, by: Actor, followed: Sequence[Followed]) -> None:
    """Write new values into readers' records, many at once, each with its event."""
    at, actor = ground.now, by.mark
    for reader, new in followed:
        if "name" in new:
            sound = names.of_person(str(new["name"]))
            new = new | {"pinyin": sound.full, "initials": sound.initials}
        columns = ", ".join(f"{_COLUMNS.get(column, column)} = ?" for column in new)
        connection.execute(f"UPDATE patron SET {columns} WHERE id = ?", (*new.values(), reader))
        if "name" in new or "unit" in new:
            record.index(reader)
    connection.execute_many(
        "INSERT INTO patron_event (patron_id, at, actor, kind, note) VALUES (?, ?, ?, ?, ?)",
        ((reader, at, actor, EVENT, ", ".join(_named(new))) for reader, new in followed),
    )


def _named(columns: Iterable[str]) -> list[str]:
    return [_COLUMNS.get(column, column) for column in columns]
