"""Two records of one reader become one to whoever asks, and two again (domain §1, duplicates).

A merge is an alias: ``merged_into`` and nothing else. Debts, deposits, requests, messages and the history
stay where they stand and are found under both; to undo it, the alias is taken away. What was paid meanwhile
stays paid, since a payment credits each charge on the record it stands on.
"""

from __future__ import annotations

from db import connection
from db.tables import Patron
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.patrons import record, rules
from ill_desktop.patrons.queries import PatronRow, alias_ids, follow
from ill_desktop.requests import queries as requests
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

_HOME = ("off_campus", "campus_form", "campus")  # how near a road is to the registry
_LIVE = ", ".join(repr(state) for state in rules.LIVE)


def keeper(one: PatronRow, other: PatronRow) -> PatronRow:
    """Which of two records of one reader to keep, as proposed: the one whose account lives, the blocked one,
    the campus one, the reviewed one, else the older; so that nothing is lost that ``rules.check_merge``
    guards."""

    def worth(row: PatronRow) -> tuple[int, ...]:
        reviewed = row.state in ("approved", "blocked")
        return row.state in rules.LIVE, row.state == "blocked", _HOME.index(row.road), reviewed, -row.id

    return max(one, other, key=worth)


class MergeService:
    """Each method is one transaction, with an event in both histories and an audit row."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def merge(self, by: Actor, duplicate_id: int, into_id: int, reason: str) -> None:
        """From now on ``duplicate_id`` stands for ``into_id``, or for the record that one is merged into.

        The reader signs in with the number, e-mail and password of either. Raises Refusal beside
        ``reason``, ``patron.gone``, ``patron.merge_done``, ``merge_self``, ``merge_circle``,
        ``merge_ended``, ``merge_blocked`` or ``merge_bound``.
        """
        require(self._ground, by, "patron.review")
        kept_reason = rules.check_reason(reason)
        with connection.transaction():
            above, standing = _record(duplicate_id)
            kept = follow(into_id)
            rules.check_merge(duplicate_id, into_id, kept, (standing, _record(kept)[1]))
            if above is not None:
                raise Refusal("patron.merge_done")
            Patron.update(merged_into=kept).where(Patron.id == duplicate_id).execute()
            self._tell_both(by, "merge", duplicate_id, kept, kept_reason)
            index_requests(kept)

    def unmerge(self, by: Actor, duplicate_id: int, reason: str) -> None:
        """Undo a merge: both records are again what they were.

        Raises Refusal beside ``reason``, ``patron.gone``, ``patron.not_merged``, and ``unmerge_number`` or
        ``unmerge_email`` when somebody has the duplicate's number or e-mail by now.
        """
        require(self._ground, by, "patron.review")
        kept_reason = rules.check_reason(reason)
        with connection.transaction():
            above, standing = _record(duplicate_id)
            if above is None:
                raise Refusal("patron.not_merged")
            if standing.state in rules.LIVE:
                refuse(_taken(duplicate_id))
            Patron.update(merged_into=None).where(Patron.id == duplicate_id).execute()
            self._tell_both(by, "unmerge", duplicate_id, above, kept_reason)
            for each in (duplicate_id, above):
                index_requests(each)

    def _tell_both(self, by: Actor, kind: str, duplicate_id: int, kept: int, reason: str) -> None:
        beside = {"merge": "merge_into", "unmerge": "unmerge_from"}[kind]
        facts = {"duplicate": duplicate_id, "kept": kept}
        record.event(self._ground, by, duplicate_id, beside, reason, facts)
        record.event(self._ground, by, kept, kind, reason, facts)
        record.log(self._ground, by, f"patron.{kind}", duplicate_id, kept=kept, reason=reason)


def _record(patron_id: int) -> tuple[int | None, rules.Standing]:
    """What a record was merged into, and its own state and road."""
    found: tuple[int | None, rules.Standing] | None = connection.first(
        lambda above, *standing: (above, rules.Standing(*standing)),
        "SELECT merged_into, state, road FROM patron WHERE id = ?",
        (patron_id,),
    )
    if found is None:
        raise Refusal("patron.gone")
    return found


def _taken(duplicate_id: int) -> list[Refusal]:
    """Who would share number or e-mail with a live record that stands for itself again."""
    return [
        Refusal(f"patron.unmerge_{column}", **{column: text})
        for column in ("number", "email")
        for text in connection.rows(
            str,
            f"SELECT d.{column} FROM patron d JOIN patron p ON p.{column} = d.{column} AND p.id <> d.id "
            f"WHERE d.id = ? AND p.merged_into IS NULL AND p.state IN ({_LIVE})",
            (duplicate_id,),
        )
    ]


def index_requests(patron_id: int) -> None:
    """A request is found by the names of every record of its reader."""
    patrons = alias_ids(patron_id)
    marks = ", ".join("?" * len(patrons))
    for number in connection.rows(int, f"SELECT id FROM request WHERE patron_id IN ({marks})", patrons):
        requests.index(number)
