"""What an import would change: the file beside the registry as it stands. Pure decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from ill_desktop.patrons.registry_columns import COLUMNS
from ill_desktop.patrons.registry_file import Kept, Person


class Change(NamedTuple):
    """Somebody who stands in the registry otherwise than in the file."""

    before: Person
    after: Person

    @property
    def columns(self) -> tuple[str, ...]:
        """What differs, by column."""
        pairs = zip(COLUMNS, self.before, self.after, strict=True)
        return tuple(column for column, old, new in pairs if old != new)


@dataclass(frozen=True)
class Plan:
    """``leavers`` stand in the registry and are valid today or later, but not in the file: they stay.
    ``seen`` are the numbers of people who stand there just so, or whose row cannot be read."""

    added: tuple[Kept, ...]
    changed: tuple[Change, ...]
    unchanged: int
    leavers: tuple[Person, ...]
    seen: tuple[str, ...]


def compare(
    people: Iterable[Kept],
    stored: Mapping[str, Person],
    today: str,
    *,
    with_until: bool = True,
    mentioned: Collection[str] = (),
) -> Plan:
    """``stored``: the registry by number. ``with_until`` False: the file does not say how long people are
    valid, so that what is known of it stays. ``mentioned``: numbers whose rows are no good."""
    if not stored:  # the first import of all
        return Plan(tuple(people), (), 0, (), ())
    added: list[Kept] = []
    changed: list[Change] = []
    seen: list[str] = []
    for person in people:
        before = stored.get(person[0])
        if before is None:
            added.append(person)
            continue
        if not with_until:
            person = (*person[:5], before.valid_until)
        if before == person:
            seen.append(person[0])
        else:
            changed.append(Change(before, Person(*person)))
    unchanged = len(seen)
    seen += [number for number in mentioned if number in stored]
    gone = stored.keys() - set(seen) - {change.after.number for change in changed}
    leavers = [stored[number] for number in sorted(gone) if (stored[number].valid_until or today) >= today]
    return Plan(tuple(added), tuple(changed), unchanged, tuple(leavers), tuple(seen))


class Bound(NamedTuple):
    """What a reader's record has of the registry he is bound to; ``unit`` he may have changed himself."""

    id: int
    name: str
    class_: str
    unit: str
    last_six: str | None
    valid_until: str | None


def passed_on(change: Change, reader: Bound) -> dict[str, str | None]:
    """The columns of a bound reader that follow the registry, with their new values.

    Name and validity are always the registry's. Class, unit and last six are as long as nobody at the
    counter knew better.
    """
    before, after = change
    follows: dict[str, str | None] = {"name": after.name}
    for column, was, now in (
        ("class_", before.class_, after.class_),
        ("unit", before.department, after.department),
        ("last_six", before.last_six, after.last_six),
    ):
        if getattr(reader, column) == was:
            follows[column] = now
    follows["valid_until"] = after.valid_until
    return {column: new for column, new in follows.items() if getattr(reader, column) != new}
