"""The read side of readers. Records merged into another are never listed; asking for one gives the other."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db import connection, merged, sqlite
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons import calendar, rules


@dataclass(frozen=True)
class Filter:
    """What a list shows; None shows all."""

    state: str | None = None
    class_: str | None = None
    activated: bool | None = None


ALL = Filter()


@dataclass(frozen=True)
class PatronRow:
    """One line of a list. Times are UTC text; ``class_`` is a class code; ``mobile`` is E.164."""

    id: int
    number: str
    name: str
    class_: str
    road: str
    institution: str
    unit: str
    email: str
    mobile: str
    state: str
    submitted_at: str
    activated_at: str | None


@dataclass(frozen=True)
class PatronCard(PatronRow):
    """Everything that is known of one reader but his secrets."""

    institution_id: int
    centre: str
    sex: str
    language: str
    pinyin: str
    review_due: str
    reviewed_at: str | None
    blocked_until: str | None
    valid_until: str | None
    notice_way: str
    address: str
    has_last_six: bool
    automatic_debit: bool


@dataclass(frozen=True)
class EventRow:
    """One line of a reader's history; ``actor`` is empty when the reader did it himself."""

    id: int
    at: str
    actor: str
    kind: str
    from_state: str | None
    to_state: str | None
    note: str
    facts_json: str = "{}"

    @property
    def facts(self) -> dict[str, Any]:
        return json.loads(self.facts_json)  # type: ignore[no-any-return]


@dataclass(frozen=True)
class ReviewRow:
    """A registration that waits. ``due`` is a business date; ``late`` counts the working days since
    (0 on a day off after it, too: ask ``overdue``)."""

    id: int
    number: str
    name: str
    road: str
    institution: str
    unit: str
    submitted_at: str
    due: dt.date
    late: int
    overdue: bool


@dataclass(frozen=True)
class MergedRow:
    """A record that stands for another one; ``at`` (UTC text), ``actor`` and ``reason`` are those of the
    merge."""

    id: int
    number: str
    name: str
    email: str
    mobile: str
    state: str
    submitted_at: str
    into: int
    at: str
    actor: str
    reason: str


@dataclass(frozen=True)
class InstitutionRow:
    id: int
    name: str
    centre: str
    automatic: bool


COLUMNS = (
    "p.id, p.number, p.name, p.class, p.road, i.name, p.unit, p.email, p.mobile, p.state, p.submitted_at, "
    # Who agreed to the terms under a record that was merged into this one has agreed.
    f"COALESCE(p.activated_at, (SELECT MAX(a.activated_at) FROM {merged.same('p.id')} s "
    "JOIN patron a ON a.id = s.id))"
)
FROM = "FROM patron p JOIN institution i ON i.id = p.institution_id"
FOUND_AT_MOST = 20
NEWEST = 200  # of what a common name finds, no more is looked at
MOBILE_SHORTEST, NUMBER_SHORTEST = 4, 7


_ACTIVATED = (
    "(p.activated_at IS NOT NULL OR p.id IN (SELECT "
    f"{merged.kept('a.id')} FROM patron a WHERE a.merged_into IS NOT NULL AND a.activated_at IS NOT NULL))"
)


def _where(filter: Filter, text: str) -> tuple[str, list[object]]:
    conditions, parameters = ["p.merged_into IS NULL"], list[object]()
    for column, wanted in (("state", filter.state), ("class", filter.class_)):
        if wanted is not None:
            conditions.append(f"p.{column} = ?")
            parameters.append(wanted)
    if filter.activated is not None:
        conditions.append(_ACTIVATED if filter.activated else f"NOT {_ACTIVATED}")
    if text.strip():
        sql, values = _named(text)
        conditions.append(f"p.id IN ({sql})")
        parameters += values
    return " AND ".join(conditions), parameters


def _named(text: str) -> tuple[str, list[object]]:
    """Ids of the records that a text names, and of those that are kept instead of them."""
    found = "SELECT rowid FROM patron_search WHERE patron_search MATCH ?"
    values: list[object] = [_match(text)]
    digits = _digits(text)
    if len(digits) >= MOBILE_SHORTEST:
        found += f" UNION {_MOBILE}"
        values.append(digits)
    kept = f"SELECT {merged.kept('m.id')} FROM patron m WHERE m.merged_into IS NOT NULL AND m.id IN ({found})"
    return f"{found} UNION {kept}", values * 2


# A walk through the index alone: a hundred thousand numbers in some milliseconds, wherever the digits stand.
_MOBILE = "SELECT id FROM patron INDEXED BY patron_mobile WHERE INSTR(mobile, ?)"


def _digits(text: str) -> str:
    """A phone number, or part of one, however it was typed in groups; empty for anything else."""
    digits = text.translate(dict.fromkeys(map(ord, " -()"))).removeprefix("+86").removeprefix("+")
    return digits if digits.isascii() and digits.isdigit() else ""


def _match(text: str) -> str:
    """What the search table is asked; a phone number may be typed in groups. Nothing to look for finds
    nothing."""
    digits = _digits(text)
    # Half characters and NUL can stand in no column and would stop the query.
    plain = "".join(sign for sign in text[:200] if sign.isprintable() or sign.isspace())
    return sqlite.match(digits if len(digits) >= NUMBER_SHORTEST else plain) or '"\x01"'


def page(filter: Filter = ALL, text: str = "", after: int | None = None, limit: int = 100) -> list[PatronRow]:
    """Newest first; ``after`` is the last id of the page above."""
    where, parameters = _where(filter, text)
    return connection.rows(
        PatronRow,
        f"SELECT {COLUMNS} {FROM} WHERE {where} AND p.id < ? ORDER BY p.id DESC LIMIT ?",
        (*parameters, after if after is not None else 1 << 62, limit),
    )


def count(filter: Filter = ALL, text: str = "") -> int:
    where, parameters = _where(filter, text)
    return int(connection.value(f"SELECT COUNT(*) FROM patron p WHERE {where}", parameters))


def find(text: str, limit: int = FOUND_AT_MOST) -> list[PatronRow]:
    """Readers by number, name, pinyin, initials, e-mail (from its beginning, or by any word in it), mobile
    (any four digits in a row); an exact number or e-mail first, then the newest."""
    wanted = text.strip()[:200].encode("utf-8", "replace").decode()
    if not wanted:
        return []
    exact = connection.rows(
        int, "SELECT id FROM patron WHERE number = ?1 UNION SELECT id FROM patron WHERE email = ?1", (wanted,)
    )
    found = {*exact, *_search(wanted)}
    return connection.rows(
        PatronRow,
        f"SELECT {COLUMNS} {FROM} WHERE p.id IN (SELECT {merged.kept('e.value')} FROM json_each(?1) e) "
        f"ORDER BY p.id IN (SELECT {merged.kept('e.value')} FROM json_each(?2) e) DESC, "
        "p.number = ?3 COLLATE NOCASE DESC, p.id DESC LIMIT ?4",
        (json.dumps(sorted(found)), json.dumps(exact), wanted, limit),
    )


def by_ids(ids: Sequence[int]) -> list[PatronRow]:
    """The readers behind some records, the newest first."""
    return connection.rows(
        PatronRow,
        f"SELECT {COLUMNS} {FROM} WHERE p.id IN (SELECT {merged.kept('e.value')} FROM json_each(?) e) "
        "ORDER BY p.id DESC",
        (json.dumps(list(ids)),),
    )


def _search(wanted: str) -> list[int]:
    """The newest records that a text may mean; limited before anything is joined to them."""
    newest = f"ORDER BY 1 DESC LIMIT {NEWEST}"
    if "@" in wanted:
        return connection.rows(
            int, f"SELECT id FROM patron WHERE email >= ?1 AND email < ?1 || x'f48fbfbf' {newest}", (wanted,)
        )
    found = connection.rows(
        int,
        f"SELECT rowid FROM patron_search WHERE patron_search MATCH ? ORDER BY rowid DESC LIMIT {NEWEST}",
        (_match(wanted),),
    )
    digits = _digits(wanted)
    if len(digits) >= MOBILE_SHORTEST:
        found += connection.rows(int, f"{_MOBILE} {newest}", (digits,))
    return found


def follow(patron_id: int) -> int:
    """The record that stands for this one: itself, or the one it was merged into."""
    found = connection.value(f"SELECT {merged.kept('?')}", (patron_id,))
    return patron_id if found is None else int(found)


def alias_ids(patron_id: int) -> tuple[int, ...]:
    """All records of the person that this one is a record of, the kept one first (domain §1, duplicates).

    Whoever asks what a reader owes, has asked for or was told asks for all of them.
    """
    alone = connection.value(
        "SELECT merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM patron WHERE merged_into = ?1) "
        "FROM patron WHERE id = ?1",
        (patron_id,),
    )
    if alone or alone is None:
        return (patron_id,)
    return tuple(connection.rows(int, f"SELECT id FROM {merged.same('?')}", (patron_id,)))


def merged_records(patron_id: int) -> list[MergedRow]:
    """The records merged into this reader's, the newest merge first: each can be taken out again."""
    return connection.rows(
        MergedRow,
        "SELECT p.id, p.number, p.name, p.email, p.mobile, p.state, p.submitted_at, p.merged_into, "
        "e.at, e.actor, e.note FROM patron p JOIN patron_event e ON e.id = (SELECT MAX(id) FROM patron_event "
        "WHERE patron_id = p.id AND kind = 'merge_into') "
        f"WHERE p.merged_into IS NOT NULL AND p.id IN {merged.same('?')} ORDER BY e.id DESC",
        (patron_id,),
    )


def card(patron_id: int) -> PatronCard:
    """One reader. Raises Refusal ``patron.gone`` when there is none."""
    found = connection.first(
        lambda *row: PatronCard(*(*row[:-2], bool(row[-2]), bool(row[-1]))),
        f"SELECT {COLUMNS}, p.institution_id, i.centre, p.sex, p.language, p.pinyin, p.review_due, "
        "p.reviewed_at, p.blocked_until, p.valid_until, p.notice_way, "
        f"p.address, p.last_six IS NOT NULL, p.automatic_debit "
        f"{FROM} WHERE p.id = ?",
        (follow(patron_id),),
    )
    if found is None:
        raise Refusal("patron.gone")
    return found


def by_number(number: str) -> int | None:
    """The id of the reader who holds this number now; of several, the live one, then the newest."""
    live = ", ".join(repr(state) for state in rules.LIVE)
    found = connection.value(
        f"SELECT {merged.kept('p.id')} FROM patron p WHERE p.number = ? "
        f"ORDER BY p.merged_into IS NOT NULL, p.state NOT IN ({live}), p.id DESC LIMIT 1",
        (number,),
    )
    return None if found is None else int(found)


def events(patron_id: int, limit: int = 500) -> list[EventRow]:
    """What happened to a reader, newest first; also to records merged into this one.

    A merge stands in both histories; here it is told once.
    """
    first, *others = alias_ids(patron_id)
    marks = ", ".join("?" * len(others))
    return connection.rows(
        EventRow,
        "SELECT id, at, CASE WHEN actor LIKE 'patron:%' THEN '' ELSE actor END, kind, from_state, to_state, "
        "note, facts FROM patron_event WHERE patron_id = ? "
        f"OR patron_id IN ({marks}) AND kind NOT IN ('merge_into', 'unmerge_from') ORDER BY id DESC LIMIT ?",
        (first, *others, limit),
    )


def review_queue(ground: Ground, limit: int = 500) -> list[ReviewRow]:
    """Registrations that wait, the longest due first."""
    today = ground.clock.day()
    working = calendar.load(ground)

    def row(*columns: Any) -> ReviewRow:
        due = dt.date.fromisoformat(columns[-1])
        late = calendar.working_days_between(due, today, working)
        return ReviewRow(*(*columns[:-1], due, late, due < today))

    return connection.rows(
        row,
        "SELECT p.id, p.number, p.name, p.road, i.name, p.unit, p.submitted_at, p.review_due "
        f"{FROM} WHERE p.state = 'pending_review' AND p.merged_into IS NULL "
        "ORDER BY p.review_due, p.id LIMIT ?",
        (limit,),
    )


def review_counts(ground: Ground) -> tuple[int, int]:
    """How many registrations wait, and how many of them are overdue."""
    waiting, overdue = connection.first(
        lambda *row: row,
        "SELECT COUNT(*), COALESCE(SUM(review_due < ?), 0) FROM patron "
        "WHERE state = 'pending_review' AND merged_into IS NULL",
        (ground.today,),
    ) or (0, 0)
    return int(waiting), int(overdue)


def institutions(text: str = "") -> list[InstitutionRow]:
    """The picker of [G] figure 3: by part of the name or of its pinyin initials (zjdx → 浙江大学).

    What is meant exactly comes first, the rest in the library's order; retired ones are not offered.
    """
    wanted = "".join(text.split()).casefold().encode("utf-8", "replace").decode()
    return connection.rows(
        lambda number, name, centre, automatic: InstitutionRow(number, name, centre, bool(automatic)),
        "SELECT id, name, centre, automatic FROM institution "
        "WHERE retired_at IS NULL "
        "AND (?1 = '' OR instr(lower(replace(name, ' ', '')), ?1) OR instr(initials, ?1)) "
        "ORDER BY ?1 NOT IN (name, initials), position",
        (wanted,),
    )
