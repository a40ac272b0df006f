"""The campus registry: imported from a file, kept offline (registry_card asks it)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from db import connection
from db.tables import RegistryImport
from ill_desktop import audit, settings
from ill_desktop.ground import Ground
from ill_desktop.patrons import (
    registry_bound,
    registry_columns,
    registry_file,
    registry_plan,
    registry_table,
)
from ill_desktop.patrons.registry_columns import Choices
from ill_desktop.patrons.registry_file import Person, RegistryFile, RowProblem
from ill_desktop.patrons.registry_plan import Change, Plan
from ill_desktop.patrons.registry_table import Step, Table, silent, unwatched
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

AT_ONCE = 1000
MEMORY, KINDS_REMEMBERED = "registry.columns", 20
T = TypeVar("T")


@dataclass(frozen=True)
class Checked:
    """A file that was looked through: what it holds, and what it would change now. Nothing is stored."""

    table: Table
    choices: Choices
    file: RegistryFile
    plan: Plan


@dataclass(frozen=True)
class ImportResult:
    """What became of an import. ``left``: people who stood in the registry just so; ``skipped``: rows left
    out for their problems; ``leavers``: valid people who are not in the file; ``readers``: bound readers who
    followed, ``renamed`` of them by name. ``import_id`` None: nothing was imported, for the problems."""

    import_id: int | None = None
    added: int = 0
    updated: int = 0
    left: int = 0
    skipped: int = 0
    leavers: int = 0
    readers: int = 0
    renamed: int = 0
    problems: tuple[RowProblem, ...] = ()


class Ended(NamedTuple):
    """How many people no longer are valid from some day on, and how many readers among them."""

    people: int
    readers: int


class RegistryService:
    """Imports of the registry: read a file, choose its columns, check it, take it in.

    In every method ``step(done, of)`` hears how far it is; what it raises stops the work, and then nothing
    of it is stored.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # Looking through

    def read(
        self, by: Actor, data: bytes, file_name: str, sheet: str | None = None, step: Step = silent
    ) -> Table:
        """A file as a table. Raises Refusal ``registry.…`` for what is no table (see registry_table.read)."""
        require(self._ground, by, "registry.import")
        return registry_table.read(data, file_name, sheet, step)

    def choices(self, table: Table) -> Choices:
        """How the last file with these headings was read, else what the headings say."""
        recognised = registry_columns.recognised(table.headings)
        memory = settings.read(MEMORY, {}).get(registry_columns.kind_of(table.headings))
        if memory is None:
            return Choices(recognised)
        return registry_columns.from_memory(memory, table.headings, self._ground.library.classes)

    def unknown_classes(self, table: Table, choices: Choices) -> list[tuple[str, int]]:
        """What stands for a class in the file and means nothing yet, with the number of its rows."""
        if "class" not in choices.columns:
            return []
        texts = Counter(map(str.strip, table.columns[choices.columns["class"]]))
        return registry_columns.unknown_classes(texts, self._codes() | dict(choices.classes))

    def _codes(self) -> dict[str, str]:
        return registry_columns.class_codes(self._ground.library.classes)

    @unwatched()
    def check(self, by: Actor, table: Table, choices: Choices, step: Step = silent) -> Checked:
        """The dry run: every row checked, and what importing them would change. Stores nothing.

        Raises Refusal ``registry.columns`` when a needed column is not chosen.
        """
        require(self._ground, by, "registry.import")
        file = self._checked(table, choices, step)
        return Checked(table, choices, file, self._plan(file))

    def _checked(self, table: Table, choices: Choices, step: Step) -> RegistryFile:
        ground = self._ground
        return registry_file.check(table, choices, ground.library.classes, ground.keyer("last_six"), step)

    def _plan(self, file: RegistryFile) -> Plan:
        """Beside the registry as it stands now."""
        stored = connection.rows(
            Person, "SELECT number, name, class, department, last_six, valid_until FROM registry_person"
        )
        return registry_plan.compare(
            file.kept,
            {person[0]: person for person in stored},
            self._ground.today,
            with_until=file.with_until,
            mentioned=file.mentioned,
        )

    # Taking in

    @unwatched()
    def import_file(
        self, by: Actor, data: bytes, file_name: str, step: Step = silent, *, good_rows: bool = False
    ) -> ImportResult:
        """Read, check and take in at once a file whose columns are known. Raises Refusal ``registry.…``."""
        table = self.read(by, data, file_name, step=step)
        choices = self.choices(table)
        return self._take_in(by, table, choices, self._checked(table, choices, step), good_rows, step)

    def take_in(
        self, by: Actor, checked: Checked, *, good_rows: bool = False, step: Step = silent
    ) -> ImportResult:
        """Store a checked file in one transaction. With a single bad row nothing is imported, unless
        ``good_rows``: then the others are. How the file was read is remembered for the next of its kind.

        Who stands in the registry but not in the file stays.
        """
        require(self._ground, by, "registry.import")
        return self._take_in(by, checked.table, checked.choices, checked.file, good_rows, step)

    @unwatched()
    def _take_in(
        self, by: Actor, table: Table, choices: Choices, file: RegistryFile, good_rows: bool, step: Step
    ) -> ImportResult:
        if file.problems and not (good_rows and file.kept and not file.torn):
            return ImportResult(problems=tuple(file.problems))
        with connection.transaction():
            plan = self._plan(file)
            number = RegistryImport.add(
                at=self._ground.now, actor=by.name, file=table.name, added=0, updated=0, left_out=0
            )
            _store(plan, number, step)
            followed = registry_bound.follow(self._ground, by, plan.changed)
            if plan.seen:
                followed += registry_bound.renew(self._ground, by, number)
            result = ImportResult(
                import_id=number,
                added=len(plan.added),
                updated=len(plan.changed),
                left=plan.unchanged,
                skipped=file.bad_rows,
                leavers=len(plan.leavers),
                readers=len(followed),
                renamed=sum("name" in new for _reader, new in followed),
                problems=tuple(file.problems),
            )
            self._record(by, result, table, len(file.kept))
            self._remember(table, choices)
        return result

    def _record(self, by: Actor, result: ImportResult, table: Table, people: int) -> None:
        RegistryImport.update(
            added=result.added,
            updated=result.updated,
            left_out=result.left,
            skipped=result.skipped,
            leavers=result.leavers,
            readers=result.readers,
        ).where(RegistryImport.id == result.import_id).execute()
        audit.append(
            self._ground.now,
            by.name,
            "registry.import",
            f"registry_import:{result.import_id}",
            file=table.name,
            sheet=table.sheet,
            sha256=table.sha256,
            people=people,
            added=result.added,
            updated=result.updated,
            skipped=result.skipped,
            readers=result.readers,
        )

    def _remember(self, table: Table, choices: Choices) -> None:
        """The kinds of files used last, so that the memory does not grow for ever."""
        kinds: dict[str, Any] = settings.read(MEMORY, {})
        kind = registry_columns.kind_of(table.headings)
        kinds.pop(kind, None)
        kinds[kind] = registry_columns.to_memory(table.headings, choices)
        settings.write(MEMORY, dict(list(kinds.items())[-KINDS_REMEMBERED:]))

    # Afterwards

    @unwatched()
    def end_leavers(self, by: Actor, day: dt.date, numbers: Collection[str] | None = None) -> Ended:
        """Let people who were not in the last file, all or these, be valid until ``day`` and no longer;
        readers among them follow. Whoever ends earlier anyway stays as he is."""
        require(self._ground, by, "registry.import")
        until = day.isoformat()
        with connection.transaction():
            changes = [
                Change(person, person._replace(valid_until=until))
                for person in _leavers(self._ground.today)
                if (numbers is None or person.number in numbers) and (person.valid_until or "9999") > until
            ]
            connection.execute_many(
                "UPDATE registry_person SET valid_until = ? WHERE number = ?",
                ((until, change.after.number) for change in changes),
            )
            readers = len(registry_bound.follow(self._ground, by, changes))
            audit.append(
                self._ground.now,
                by.name,
                "registry.end",
                "registry",
                day=until,
                people=len(changes),
                readers=readers,
            )
        return Ended(len(changes), readers)


def _leavers(today: str) -> list[Person]:
    return connection.rows(
        Person,
        "SELECT number, name, class, department, last_six, valid_until FROM registry_person "
        "WHERE import_id < (SELECT MAX(id) FROM registry_import) "
        "AND (valid_until IS NULL OR valid_until >= ?)",
        (today,),
    )


def _store(plan: Plan, number: int, step: Step) -> None:
    """Write what is new or changed; everybody in the file points at the import that saw him last."""
    of = len(plan.added) + len(plan.changed) + len(plan.seen)
    done = 0

    def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
        nonlocal done
        for start in range(0, len(rows), AT_ONCE):
            step(done, of)
            batch = rows[start : start + AT_ONCE]
            yield batch
            done += len(batch)
            step(done, of)

    for people in batches(plan.added):
        connection.execute_many(f"INSERT INTO registry_person VALUES (?, ?, ?, ?, ?, ?, {number})", people)
    for changes in batches(plan.changed):
        connection.execute_many(
            "UPDATE registry_person SET name = ?2, class = ?3, department = ?4, last_six = ?5, "
            f"valid_until = ?6, import_id = {number} WHERE number = ?1",
            (change.after for change in changes),
        )
    for numbers in batches(plan.seen):
        connection.execute_many(
            f"UPDATE registry_person SET import_id = {number} WHERE number = ?", ((each,) for each in numbers)
        )
