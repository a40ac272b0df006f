"""The campus registry: imported from a file, kept offline, asked when a card is bound."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from db import connection
from db.tables import RegistryImport
from ill_desktop import audit
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import registry_file, rules
from ill_desktop.patrons.registry_file import Person, RowProblem
from ill_desktop.patrons.rules import Card
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

AT_ONCE = 1000

_UPSERT = """
INSERT INTO registry_person (number, name, class, department, last_six, valid_until, import_id)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, ?2
FROM json_each(?1) WHERE true
ON CONFLICT (number) DO UPDATE SET name = excluded.name, class = excluded.class,
    department = excluded.department, last_six = excluded.last_six, valid_until = excluded.valid_until,
    import_id = excluded.import_id
WHERE (name, class, department, last_six, valid_until)
    IS NOT (excluded.name, excluded.class, excluded.department, excluded.last_six, excluded.valid_until)
"""


@dataclass(frozen=True)
class ImportResult:
    """``left``: people who stood in the registry just so. With problems nothing was imported."""

    added: int
    updated: int
    left: int
    problems: tuple[RowProblem, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True)
class BoundCard:
    """The person behind a campus card, as the registry has him; ``class_`` is a code of the library,
    ``valid_until`` a day (2027-06-30) or None."""

    number: str
    name: str
    class_: str
    department: str
    last_six_hash: str
    valid_until: str | None


class _Cancelled(Exception):
    """Leaves the transaction, so that nothing of it stays."""


def find_card(ground: Ground, card: Card) -> BoundCard:
    """Who holds this card. Raises Refusal ``patron.card`` for an unknown number as for a wrong name or
    last six, and ``patron.card_expired`` once all three are right."""
    kept = rules.check_card(card)
    row: tuple[str, str, str, str, str, str | None] | None = connection.first(
        lambda *columns: columns,
        "SELECT number, name, class, department, last_six, valid_until FROM registry_person WHERE number = ?",
        (kept.number,),
    )
    keyed = ground.keyed("last_six", kept.last_six)
    if row is None or not hmac.compare_digest(row[4], keyed) or not rules.same_person(row[1], kept.name):
        raise Refusal("patron.card", "number")
    if row[5] is not None and row[5] < ground.today:
        raise Refusal("patron.card_expired", "number", day=row[5])
    return BoundCard(*row)


class RegistryService:
    """Imports of the registry."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def import_file(
        self,
        by: Actor,
        data: bytes,
        file_name: str,
        progress: Callable[[int, int], None] = lambda done, of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ImportResult:
        """Take in a CSV file whole, or not at all: with a single bad row nothing is imported.

        ``progress(done, of)`` counts people. Who stands in the registry but not in the file stays.
        """
        require(self._ground, by, "registry.import")
        file = registry_file.read(data, self._ground.library.classes)
        if file.problems:
            return ImportResult(0, 0, 0, tuple(file.problems))
        try:
            return self._store(by, file.people, data, file_name, progress, cancelled)
        except _Cancelled:
            return ImportResult(0, 0, 0, cancelled=True)

    def _store(
        self,
        by: Actor,
        people: list[Person],
        data: bytes,
        file_name: str,
        progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
    ) -> ImportResult:
        name = PurePath(file_name.replace("\\", "/")).name[:200]
        with connection.transaction():
            before = int(connection.value("SELECT COUNT(*) FROM registry_person"))
            number = int(connection.value("SELECT COALESCE(MAX(id), 0) + 1 FROM registry_import"))
            # The people point at their import, whose figures are known only afterwards.
            connection.execute("PRAGMA defer_foreign_keys = 1")
            changed = 0
            for start in range(0, len(people), AT_ONCE):
                if cancelled():
                    raise _Cancelled
                changed += connection.execute(_UPSERT, (self._rows(people[start : start + AT_ONCE]), number))
                progress(min(start + AT_ONCE, len(people)), len(people))
            added = int(connection.value("SELECT COUNT(*) FROM registry_person")) - before
            result = ImportResult(added, changed - added, len(people) - changed)
            RegistryImport.insert(
                id=number,
                at=self._ground.now,
                actor=by.name,
                file=name,
                added=result.added,
                updated=result.updated,
                left_out=result.left,
            ).execute()
            audit.append(
                self._ground.now,
                by.name,
                "registry.import",
                f"registry_import:{number}",
                file=name,
                sha256=hashlib.sha256(data).hexdigest(),
                people=len(people),
            )
        return result

    def _rows(self, people: list[Person]) -> str:
        """A batch as JSON: one statement takes it in."""
        keyed = self._ground.keyed
        return json.dumps(
            [
                (p.number, p.name, p.class_, p.department, keyed("last_six", p.last_six), p.valid_until)
                for p in people
            ]
        )
