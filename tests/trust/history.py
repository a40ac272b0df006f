"""History can't be rewritten unseen: whoever edits, deletes, reorders or cuts off is found by ``verify``.

The attacker has the file and every right over it: he takes the triggers away, changes what he likes, puts
them back, and even hashes his forged row anew. What he has not is the head that is printed on a Z report.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import apsw

from ill_desktop import audit
from ill_desktop.cli import make_demo
from ill_desktop.keeping import checks
from ill_desktop.paths import Folder
from tests.trust.outcome import Outcome, Scale, Watch

Attack = Callable[[apsw.Connection, Random], None]


def _any_row(connection: apsw.Connection, chance: Random, table: str = "audit") -> int:
    rows = connection.execute(f"SELECT id FROM {table}").fetchall()
    return int(chance.choice(rows)[0])


def edit(connection: apsw.Connection, chance: Random) -> None:
    """Another name for who did it."""
    connection.execute("UPDATE audit SET actor = actor || 'x' WHERE id = ?", (_any_row(connection, chance),))


def edit_payload(connection: apsw.Connection, chance: Random) -> None:
    """Other facts."""
    number = _any_row(connection, chance, "audit_payload")
    connection.execute("UPDATE audit_payload SET payload = payload || ' ' WHERE id = ?", (number,))


def forge(connection: apsw.Connection, chance: Random) -> None:
    """Another row, hashed anew as the program would."""
    last = connection.execute("SELECT MAX(id) FROM audit").fetchone()
    number = chance.randrange(1, int(last[0]) if last else 1)
    row = connection.execute(
        "SELECT previous, at, action, subject, payload_hash FROM audit WHERE id >= ? ORDER BY id LIMIT 1",
        (number,),
    ).fetchone()
    assert row is not None
    previous, at, action, subject, payload_hash = map(str, row)
    forged = hashlib.sha256(
        "\x1f".join((previous, at, "somebody else", action, subject, payload_hash)).encode()
    ).hexdigest()
    connection.execute(
        "UPDATE audit SET actor = 'somebody else', hash = ? WHERE previous = ?", (forged, previous)
    )


def delete(connection: apsw.Connection, chance: Random) -> None:
    """A row in the middle."""
    last = connection.execute("SELECT id FROM audit ORDER BY id DESC LIMIT 1 OFFSET 1").fetchone()
    assert last is not None
    number = chance.randint(1, int(last[0]))
    connection.execute("DELETE FROM audit_payload WHERE id = ?", (number,))
    connection.execute("DELETE FROM audit WHERE id = ?", (number,))


def reorder(connection: apsw.Connection, chance: Random) -> None:
    """Two neighbours change places."""
    one = _any_row(connection, chance)
    two = connection.execute("SELECT id FROM audit WHERE id <> ? ORDER BY ABS(id - ?)", (one, one)).fetchone()
    assert two is not None
    for old, new in ((one, -1), (two[0], one), (-1, two[0])):
        connection.execute("UPDATE audit SET id = ? WHERE id = ?", (new, old))


def truncate(connection: apsw.Connection, chance: Random) -> None:
    """Everything from some row before the last printed head on."""
    printed = connection.execute(
        "SELECT a.id FROM paper p, JSON_EACH(p.facts, '$.lines') l "
        "JOIN audit a ON a.hash = l.value ->> 'label' WHERE p.series GLOB 'Z*' ORDER BY a.id DESC LIMIT 1"
    ).fetchone()
    assert printed is not None, "the library has a Z report"
    number = chance.randint(1, int(printed[0]))
    connection.execute("DELETE FROM audit_payload WHERE id >= ?", (number,))
    connection.execute("DELETE FROM audit WHERE id >= ?", (number,))


def change_money(connection: apsw.Connection, chance: Random) -> None:
    """A posting of another amount."""
    number = _any_row(connection, chance, "posting")
    connection.execute("UPDATE posting SET amount_fen = amount_fen * 2 WHERE id = ?", (number,))


def drop_receipt(connection: apsw.Connection, chance: Random) -> None:
    """A paper that was never."""
    rows = connection.execute("SELECT id FROM paper WHERE series IN ('R', 'V')").fetchall()
    number = chance.choice(rows)[0]
    connection.execute("DELETE FROM paper_print WHERE paper_id = ?", (number,))
    connection.execute("DELETE FROM paper_void WHERE id = ?", (number,))
    connection.execute("DELETE FROM paper WHERE id = ?", (number,))


ATTACKS: tuple[Attack, ...] = (
    edit,
    edit_payload,
    forge,
    delete,
    reorder,
    truncate,
    change_money,
    drop_receipt,
)


def found(database: Path) -> bool:
    """Whether the checks of ``verify`` have anything to say about a file."""
    connection = apsw.Connection(str(database), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        if next(audit.breaks(connection.execute), None) is not None:
            return True
        every = [*checks.FILE, *checks.BOOKS, *checks.REST]
        return next(iter(checks.run(connection.execute, every)), None) is not None
    finally:
        connection.close()


def tamper(database: Path, attack: Attack, chance: Random) -> None:
    """Change a file behind the program's back, its triggers as they were afterwards."""
    connection = apsw.Connection(str(database))
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        attack(connection, chance)
        for _name, sql in triggers:
            connection.execute(str(sql))
    finally:
        connection.close()


def run(scale: Scale) -> Outcome:
    """Every attack at random places."""
    watch, times, missed = Watch(), scale.of(1, 60), []
    with tempfile.TemporaryDirectory(prefix="ill-desk-trust-") as place:
        root = Path(place) / "library"
        make_demo(root, 20, 60, 5).close()
        whole = Folder(root).database
        if found(whole):
            return Outcome(
                "history can't be rewritten unseen", "the untouched library has findings", False, 0
            )
        for attack in ATTACKS:
            for turn in range(times):
                copy = Path(place) / "copy.db"
                shutil.copyfile(whole, copy)
                tamper(copy, attack, Random(f"{attack.__name__} {turn}"))
                if not found(copy):
                    missed.append(f"{attack.__name__} {turn}")
    tried = len(ATTACKS) * times
    figure = f"{tried:,} changes behind the program's back, {len(missed)} unseen"
    if missed:
        figure += f" (first: {missed[0]})"
    return Outcome(
        "history can't be rewritten unseen", figure, not missed, watch.seconds, "edits, deletes, cuts by hand"
    )
