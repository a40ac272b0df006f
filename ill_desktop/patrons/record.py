"""What every change of a reader leaves behind. All of it runs in the caller's transaction.

Events and the audit chain are kept for ever: a reader appears in them by number of record, never by name,
and addresses are masked.
"""

from __future__ import annotations

import json
from typing import Any

from db import connection, merged, sqlite
from db.tables import Patron, PatronEvent
from ill_desktop import audit
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import fields, names, rules
from ill_desktop.staff.rules import Actor

_LIVE = ", ".join(repr(state) for state in rules.LIVE)


def event(
    ground: Ground,
    by: Actor,
    patron_id: int,
    kind: str,
    note: str = "",
    facts: dict[str, Any] | None = None,
    **states: str | None,
) -> int:
    """Append to a reader's history; ``from_state`` and ``to_state`` when the state changed.

    ``facts`` are kept for ever: no name, no address that is not masked.
    """
    number: int = PatronEvent.insert(
        patron_id=patron_id,
        at=ground.now,
        actor=by.mark,
        kind=kind,
        note=note,
        facts=json.dumps(facts or {}, ensure_ascii=False),
        **states,
    ).execute()
    return number


def log(ground: Ground, by: Actor, action: str, patron_id: int, **facts: Any) -> None:
    """The audit row of a change to a reader."""
    audit.append(ground.now, by.mark, action, f"patron:{patron_id}", **facts)


def state_of(patron_id: int) -> str:
    """The state now. Raises Refusal ``patron.gone`` for nobody and for one who was merged away."""
    state = connection.value("SELECT state FROM patron WHERE id = ? AND merged_into IS NULL", (patron_id,))
    if state is None:
        raise Refusal("patron.gone")
    return str(state)


def move(
    ground: Ground,
    by: Actor,
    patron_id: int,
    action: str,
    note: str = "",
    facts: dict[str, Any] | None = None,
    **columns: Any,
) -> int:
    """One arrow of the state table: state, event, audit. Returns the event's id.

    Raises Refusal ``patron.moved_on`` when the reader is no longer where this action starts.
    """
    before = state_of(patron_id)
    step = rules.ACTIONS[action]
    moved = (
        Patron.update(state=step.to, **columns)
        .where((Patron.id == patron_id) & (Patron.state == before) & Patron.state.in_(step.starts))
        .execute()
    )
    if moved != 1:
        raise Refusal("patron.moved_on")
    log(ground, by, f"patron.{action}", patron_id, before=before, after=step.to, note=note)
    return event(ground, by, patron_id, action, note, facts, from_state=before, to_state=step.to)


def check_road(institution_id: int, road: str) -> None:
    """Whether people of this institution come in on this road. Raises Refusal beside ``institution``."""
    automatic = connection.value(
        "SELECT automatic FROM institution WHERE id = ? AND retired_at IS NULL", (institution_id,)
    )
    if automatic is None:
        raise Refusal("patron.choice", "institution")
    if road not in rules.roads(bool(automatic)):
        raise Refusal("patron.road", "institution")


def taken(number: str, email: str, besides: int = 0) -> list[Refusal]:
    """Whether another live reader has this number or e-mail already, be it on a record merged into his."""
    problems = []
    for column, text in (("number", number), ("email", email)):
        found = connection.value(
            f"SELECT 1 FROM patron p JOIN patron k ON k.id = {merged.kept('p.id')} "
            f"WHERE p.{column} = ?1 AND k.state IN ({_LIVE}) AND p.id NOT IN {merged.same('?2')} LIMIT 1",
            (text, besides),
        )
        if found:
            problems.append(Refusal(f"patron.{column}_taken", column))
    return problems


def index(patron_id: int) -> None:
    """Bring the search table up to date with one reader."""
    connection.execute("DELETE FROM patron_search WHERE rowid = ?", (patron_id,))
    number, name, email, mobile, unit = connection.first(
        lambda *row: row, "SELECT number, name, email, mobile, unit FROM patron WHERE id = ?", (patron_id,)
    ) or ("", "", "", "", "")
    connection.execute(
        "INSERT INTO patron_search (rowid, text) VALUES (?, ?)",
        (patron_id, search_text(number, name, email, mobile, unit)),
    )


def search_text(number: str, name: str, email: str, mobile: str, unit: str) -> str:
    """What a reader is found by: also given name, initials and the last four of the mobile."""
    sound = names.of_person(name)
    national = mobile.removeprefix("+86").removeprefix("+")
    return sqlite.searchable(
        number, name, sound.full, sound.given, sound.initials, email, national, mobile[-4:], unit
    )


def update_profile(patron_id: int, **columns: Any) -> None:
    """Write profile columns and what is derived from the name; the caller records why."""
    if "name" in columns:
        sound = names.of_person(columns["name"])
        columns |= {"pinyin": sound.full, "initials": sound.initials}
    Patron.update(**columns).where(Patron.id == patron_id).execute()
    index(patron_id)


def set_contact(
    ground: Ground, by: Actor, patron_id: int, email: str, mobile: str, proof: str = "attested"
) -> bool:
    """Store a changed e-mail or mobile and record it with its ``proof`` [N]; False when both were so already.

    Raises Refusal ``patron.email_taken``.
    """
    before = connection.first(
        lambda *row: row, "SELECT email, mobile FROM patron WHERE id = ?", (patron_id,)
    ) or ("", "")
    pairs = {"email": (before[0], email), "mobile": (before[1], mobile)}
    changed = [name for name, (old, new) in pairs.items() if old != new]
    if not changed:
        return False
    refuse(taken("", email, besides=patron_id))
    update_profile(patron_id, email=email, mobile=mobile)
    facts = {
        "proof": proof,
        "before": {name: fields.masked(pairs[name][0]) for name in changed},
        "after": {name: fields.masked(pairs[name][1]) for name in changed},
    }
    event(ground, by, patron_id, "change_contact", ", ".join(changed), facts)
    log(ground, by, "patron.change_contact", patron_id, **facts)
    return True


def mark_activated(ground: Ground, by: Actor, patron_id: int, way: str) -> None:
    """The reader has agreed to the terms; the activation itself is stored by its own room."""
    Patron.update(activated_at=ground.now).where(Patron.id == patron_id).execute()
    event(ground, by, patron_id, "activate", way)


def set_last_six(ground: Ground, by: Actor, patron_id: int, last_six: str) -> None:
    """Store the last six of a document that was seen, as their HMAC (domain §1)."""
    keep_last_six(ground, by, patron_id, ground.keyed("last_six", last_six))


def keep_last_six(ground: Ground, by: Actor, patron_id: int, keyed: str) -> None:
    """The same, keyed before: it waited with the rest of an activation."""
    Patron.update(last_six=keyed).where(Patron.id == patron_id).execute()
    event(ground, by, patron_id, "add_last_six")
    log(ground, by, "patron.add_last_six", patron_id)


def tell(notices: NoticeService, kind: str, patron_id: int, **facts: Any) -> None:
    """Queue a notice in the reader's own language; what it says of the library is filled in as it goes."""
    name, number, language = connection.first(
        lambda *row: row, "SELECT name, number, language FROM patron WHERE id = ?", (patron_id,)
    ) or ("", "", "")
    notices.queue(kind, patron_id, language, {"name": name, "number": number, **facts})
