"""Readers' institutions and their sub-centres ([G] figure 3), as an administrator edits them.

Nothing is deleted: what is retired is not offered any more and stays on the records that have it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import connection
from db.tables import Centre, Institution
from ill_desktop import audit, settings
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.patrons import names
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

NAME_LONGEST = 100


@dataclass(frozen=True)
class InstitutionLine:
    """One line under Settings; ``readers`` counts the records that have it."""

    id: int
    name: str
    initials: str
    centre: str
    automatic: bool
    retired: bool
    readers: int


@dataclass(frozen=True)
class CentreLine:
    """A sub-centre; ``institutions`` counts those that are offered in it."""

    id: int
    name: str
    retired: bool
    institutions: int


def lines() -> list[InstitutionLine]:
    """Every institution in the order of the picker, the retired ones last."""
    return connection.rows(
        lambda number, name, initials, centre, automatic, retired, readers: InstitutionLine(
            number, name, initials, centre, bool(automatic), bool(retired), readers
        ),
        "SELECT i.id, i.name, i.initials, i.centre, i.automatic, i.retired_at IS NOT NULL, "
        "COALESCE(n.readers, 0) FROM institution i "
        "LEFT JOIN (SELECT institution_id, COUNT(*) AS readers FROM patron GROUP BY institution_id) n "
        "ON n.institution_id = i.id ORDER BY i.retired_at IS NOT NULL, i.position, i.id",
    )


def centre_lines() -> list[CentreLine]:
    """Every sub-centre in the order of the picker's tabs, the retired ones last."""
    return connection.rows(
        lambda number, name, retired, count: CentreLine(number, name, bool(retired), count),
        "SELECT c.id, c.name, c.retired_at IS NOT NULL, (SELECT COUNT(*) FROM institution i "
        "WHERE i.centre = c.name AND i.retired_at IS NULL) FROM centre c "
        "ORDER BY c.retired_at IS NOT NULL, c.position, c.id",
    )


def centres() -> list[str]:
    """The tabs of the institution picker, those without institutions too."""
    return [line.name for line in centre_lines() if not line.retired]


class InstitutionService:
    """Every action needs the permission ``library.configure`` and is one transaction with its audit row."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    # -- institutions -----------------------------------------------------------------------------

    def add(self, by: Actor, name: str, centre: str, *, automatic: bool = False) -> int:
        """A new institution at the end of its sub-centre; returns its id. ``automatic``: its cards can be
        bound. Raises Refusal(s) beside ``name`` and ``centre``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            kept, problems = _named("institution", name)
            if centre not in centres():
                problems.append(Refusal("institution.centre", "centre"))
            refuse(problems)
            number: int = Institution.insert(
                name=kept,
                initials=names.of_place(kept).initials,
                centre=centre,
                automatic=int(automatic),
                position=_next_position("institution"),
            ).execute()
            self._log(by, "institution.add", number, name=kept, centre=centre, automatic=automatic)
        return number

    def rename(self, by: Actor, institution_id: int, name: str) -> None:
        """A new name, its initials with it; the home institution stays the home. Raises Refusal beside
        ``name``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            before, _ = _institution(institution_id)
            kept, problems = _named("institution", name, besides=institution_id)
            refuse(problems)
            initials = names.of_place(kept).initials
            Institution.update(name=kept, initials=initials).where(Institution.id == institution_id).execute()
            facts = settings.read("library") or self._ground.library.facts
            home = before == facts["home_institution"]
            if home:
                facts = {**facts, "home_institution": kept}
                settings.write("library", facts)
            self._log(by, "institution.rename", institution_id, before=before, after=kept)
        if home:
            self._ground.library = Library(facts)

    def change(self, by: Actor, institution_id: int, *, name: str, centre: str, automatic: bool) -> None:
        """Name, sub-centre and mark together. Raises Refusal beside ``name`` or ``centre``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            before = next((line for line in lines() if line.id == institution_id), None)
            if before is None:
                raise Refusal("institution.gone")
            if centre != before.centre:
                self.move(by, institution_id, centre=centre)
            if automatic != before.automatic:
                self.set_automatic(by, institution_id, automatic)
            if name != before.name:  # last: the home institution's name is kept outside the table, too
                self.rename(by, institution_id, name)

    def set_automatic(self, by: Actor, institution_id: int, automatic: bool) -> None:
        """Whether its readers bind a campus card, or fill in a form (domain §1)."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            _institution(institution_id)
            Institution.update(automatic=int(automatic)).where(Institution.id == institution_id).execute()
            self._log(by, "institution.automatic", institution_id, automatic=automatic)

    def move(
        self, by: Actor, institution_id: int, *, centre: str | None = None, place: int | None = None
    ) -> None:
        """To another sub-centre, to another place among those offered in it (0: first), or both.

        Raises Refusal beside ``centre``.
        """
        require(self._ground, by, "library.configure")
        with connection.transaction():
            _, now_in = _institution(institution_id)
            goal = now_in if centre is None else centre
            if goal != now_in and goal not in centres():
                raise Refusal("institution.centre", "centre")
            Institution.update(centre=goal).where(Institution.id == institution_id).execute()
            if place is not None:
                beside = _ordered("institution", "centre = ? AND retired_at IS NULL", goal)
                _reorder("institution", _placed(_ordered("institution"), beside, institution_id, place))
            self._log(by, "institution.move", institution_id, centre=goal, place=place)

    def retire(self, by: Actor, institution_id: int) -> None:
        """Offer it no more. Raises Refusal ``institution.home`` for the library's own."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            if _institution(institution_id)[0] == self._ground.library.home_institution:
                raise Refusal("institution.home")
            Institution.update(retired_at=self._ground.now).where(
                (Institution.id == institution_id) & Institution.retired_at.is_null()
            ).execute()
            self._log(by, "institution.retire", institution_id)

    def restore(self, by: Actor, institution_id: int) -> None:
        """Offer it again, and its sub-centre too."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            _, centre = _institution(institution_id)
            Institution.update(retired_at=None).where(Institution.id == institution_id).execute()
            Centre.update(retired_at=None).where(Centre.name == centre).execute()
            self._log(by, "institution.restore", institution_id)

    # -- sub-centres ------------------------------------------------------------------------------

    def add_centre(self, by: Actor, name: str) -> int:
        """A new tab at the end; returns its id. Raises Refusal beside ``name``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            kept, problems = _named("centre", name)
            refuse(problems)
            number: int = Centre.insert(name=kept, position=_next_position("centre")).execute()
            self._log(by, "centre.add", number, name=kept)
        return number

    def rename_centre(self, by: Actor, centre_id: int, name: str) -> None:
        """A new name for the tab and all institutions in it. Raises Refusal beside ``name``."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            before = _centre(centre_id).name
            kept, problems = _named("centre", name, besides=centre_id)
            refuse(problems)
            Centre.update(name=kept).where(Centre.id == centre_id).execute()
            Institution.update(centre=kept).where(Institution.centre == before).execute()
            self._log(by, "centre.rename", centre_id, before=before, after=kept)

    def move_centre(self, by: Actor, centre_id: int, place: int) -> None:
        """To another place among the tabs that are offered; 0 is the first."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            _centre(centre_id)
            offered = _ordered("centre", "retired_at IS NULL")
            _reorder("centre", _placed(_ordered("centre"), offered, centre_id, place))
            self._log(by, "centre.move", centre_id, place=place)

    def retire_centre(self, by: Actor, centre_id: int) -> None:
        """Offer the tab no more. Raises Refusal ``centre.in_use`` while institutions are offered in it."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            line = _centre(centre_id)
            if line.institutions:
                raise Refusal("centre.in_use", count=line.institutions)
            Centre.update(retired_at=self._ground.now).where(
                (Centre.id == centre_id) & Centre.retired_at.is_null()
            ).execute()
            self._log(by, "centre.retire", centre_id)

    def restore_centre(self, by: Actor, centre_id: int) -> None:
        """Offer the tab again."""
        require(self._ground, by, "library.configure")
        with connection.transaction():
            _centre(centre_id)
            Centre.update(retired_at=None).where(Centre.id == centre_id).execute()
            self._log(by, "centre.restore", centre_id)

    def _log(self, by: Actor, action: str, number: int, **facts: Any) -> None:
        audit.append(self._ground.now, by.mark, action, f"{action.partition('.')[0]}:{number}", **facts)


def _institution(number: int) -> tuple[str, str]:
    """Its name and its sub-centre."""
    found: tuple[str, str] | None = connection.first(
        lambda *row: row, "SELECT name, centre FROM institution WHERE id = ?", (number,)
    )
    if found is None:
        raise Refusal("institution.gone")
    return found


def _centre(number: int) -> CentreLine:
    found = next((line for line in centre_lines() if line.id == number), None)
    if found is None:
        raise Refusal("centre.gone")
    return found


def _named(table: str, name: str, besides: int = 0) -> tuple[str, list[Refusal]]:
    """A name as it is stored, and what speaks against it: a retired one is restored, not made again."""
    kept = " ".join(unicodedata.normalize("NFC", name).split())
    if not kept or len(kept) > NAME_LONGEST or not kept.isprintable():
        return kept, [Refusal(f"{table}.name", "name", longest=NAME_LONGEST)]
    taken = connection.first(
        lambda number, retired: (int(number), bool(retired)),
        f"SELECT id, retired_at IS NOT NULL FROM {table} WHERE name = ? AND id <> ?",
        (kept, besides),
    )
    if taken is not None:
        return kept, [Refusal(f"{table}.{'retired' if taken[1] else 'taken'}", "name")]
    return kept, []


def _next_position(table: str) -> int:
    return int(connection.value(f"SELECT COALESCE(MAX(position), 0) + 1 FROM {table}"))


def _ordered(table: str, condition: str = "1", *values: str) -> list[int]:
    sql = f"SELECT id FROM {table} WHERE {condition} ORDER BY position, id"
    return connection.rows(int, sql, values)


def _placed(whole: Sequence[int], beside: Sequence[int], number: int, place: int) -> list[int]:
    """All ids in their new order: ``number`` at a place among those ``beside`` it."""
    others = [each for each in beside if each != number]
    rest = [each for each in whole if each != number]
    if not others:
        return [*rest, number]
    place = max(place, 0)
    at = rest.index(others[place]) if place < len(others) else rest.index(others[-1]) + 1
    return [*rest[:at], number, *rest[at:]]


def _reorder(table: str, ids: Sequence[int]) -> None:
    for position, number in enumerate(ids, 1):
        connection.execute(f"UPDATE {table} SET position = ? WHERE id = ?", (position, number))
