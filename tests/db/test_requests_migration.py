"""A library of the first release, brought to requests as they are now: nothing lost, all of it found."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from db import connection
from ill_desktop import paths
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, open_desk
from ill_desktop.requests import journals, matching, queries, rules
from ill_desktop.staff.rules import Actor

FIXTURE = Path(__file__).parent / "fixtures" / "schema-4.zip"
ADMIN = Actor("Admin", "administrator")


def put_back(file: Path) -> None:
    """Some of its requests, all of them ended, as they stood before: on loan, sent back, just submitted."""
    with apsw.Connection(str(file)) as raw:
        ended = [
            number for (number,) in raw.execute("SELECT id FROM request WHERE state = 'completed' LIMIT 4")
        ]
        for number, state in zip(ended, ("checked_out", "lost", "return_shipped", "submitted"), strict=True):
            raw.execute(
                "UPDATE request SET state = ?, service_type = 'loan', due_on = '2026-12-01' WHERE id = ?",
                (state, number),
            )
            for target in dict.fromkeys(("checked_out", state)):
                raw.execute(
                    "INSERT INTO request_event (request_id, at, actor, kind, from_state, to_state, reason) "
                    "VALUES (?, '2026-11-20T02:00:00.000Z', 'A', 'step', 'ready_for_pickup', ?, '')",
                    (number, target),
                )
    raw.close()


@pytest.fixture
def old(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    root = tmp_path / "old"
    with zipfile.ZipFile(FIXTURE) as archive:
        archive.extractall(root)
    put_back(root / paths.DATABASE)
    desk = open_desk(root, clock)
    yield desk
    desk.close()


def rows(sql: str) -> list[tuple[object, ...]]:
    return connection.rows(lambda *row: row, sql)


def test_every_request_is_found_by_its_keys(old: Desk) -> None:
    for number, kind, text, title, key, place in connection.rows(
        lambda *row: row, "SELECT id, document_type, fields, title, title_key, place_key FROM request"
    ):
        known = json.loads(text)
        assert key == matching.title_key(title) and place == matching.place_key(kind, known)
        stored = connection.rows(str, "SELECT key FROM request_identifier WHERE request_id = ?", (number,))
        assert sorted(stored) == sorted(set(matching.identifiers(kind, known)))


def test_loans_have_their_volume_and_states_their_reason(old: Desk) -> None:
    lent = rows(f"SELECT id, due_on, state FROM request WHERE state IN {rules.ON_LOAN}")
    assert lent
    for number, due, state in lent:
        (item,) = queries.items_of(int(str(number)))
        assert item.due_on == due and item.out_at is not None
        assert item.is_out == (state in ("checked_out", "lost"))
        assert (item.gone_at is not None) == (state == "return_shipped")
    for number, reason in rows("SELECT id, reason FROM request WHERE state = 'unfilled'"):
        assert reason in rules.REASONS["unfilled"], number


def test_journals_asked_for_are_offered(old: Desk) -> None:
    stored = dict(rows("SELECT name, used FROM journal"))
    counted = dict(
        rows(
            "SELECT fields ->> '$.journal', COUNT(*) FROM request WHERE document_type = 'journal_article' "
            "GROUP BY 1"
        )
    )
    assert stored == counted and stored
    name = str(next(iter(stored)))
    assert name in {known.name for known in journals.complete(name[:3], 50)}


def test_who_was_asked_and_has_not_answered_is_expected(old: Desk) -> None:
    waiting = rows("SELECT asked_at, expected_on FROM request_supplier WHERE answered_at IS NULL")
    assert all(str(expected) > str(asked)[:10] for asked, expected in waiting)


def test_work_goes_on_and_the_new_kinds_of_events_are_let_in(old: Desk) -> None:
    request = int(connection.value("SELECT id FROM request WHERE state = 'submitted' LIMIT 1"))
    detail = queries.detail(request)
    old.requests.amend(ADMIN, request, detail.document_type, detail.fields)
    assert queries.events(request)[0].kind == "amend"
    with pytest.raises(Exception, match="CHECK constraint"):
        connection.execute(
            "INSERT INTO request_event (request_id, at, actor, kind) VALUES (?, '', '', 'gossip')", (request,)
        )
    for verb in ("UPDATE request_event SET note = 'x'", "DELETE FROM request_event"):
        with pytest.raises(Exception, match="insert-only"):
            connection.execute(verb)
    assert old.keeping.verify(ADMIN) == []
