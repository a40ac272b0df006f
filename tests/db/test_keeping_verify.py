"""Whatever is wrong with a library is found and named; a library that is well is left in peace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from ill_desktop import words
from ill_desktop.desk import Desk, create_desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_file, manifest
from ill_desktop.keeping.checks import MOST
from ill_desktop.staff.rules import Actor
from tests import filled
from tests.db.test_keeping_office import WRONGS as OFFICE

ADMIN = Actor("Kim", "administrator")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return filled.copy_to(tmp_path / "library")


@pytest.fixture
def opened() -> Iterator[list[Desk]]:
    """Desks that are closed at the end."""
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        desk.close()


def codes(root: Path, opened: list[Desk]) -> list[str]:
    opened.append(open_desk(root, filled.FixedClock(filled.NOW)))
    findings = opened[-1].keeping.verify(ADMIN)
    for finding in findings:
        for language in words.LANGUAGES:
            assert finding.line(words.load(language))
    return [finding.code for finding in findings]


def tamper(root: Path, *statements: str) -> None:
    """What somebody with a tool of his own can do to the file."""
    connection = apsw.Connection(str(root / "library.db"))
    connection.pragma("foreign_keys", False)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_new_library_is_well(tmp_path: Path, opened: list[Desk]) -> None:
    create_desk(tmp_path / "new", "zju", "YQ", "zh_CN").close()
    assert codes(tmp_path / "new", opened) == []


def test_a_filled_library_is_well(root: Path, opened: list[Desk]) -> None:
    assert codes(root, opened) == []


def without(trigger: str) -> str:
    return f"DROP TRIGGER {trigger}"


LAST_ENTRY = "(SELECT MAX(id) FROM entry)"


def more(kind: str) -> tuple[str, ...]:
    """One entry of a kind made 5.00 larger on both sides: it still balances."""
    entry = f"entry_id = (SELECT MIN(id) FROM entry WHERE kind = '{kind}')"
    largest, least = (
        f"(SELECT id FROM posting WHERE {entry} ORDER BY amount_fen {way} LIMIT 1)" for way in ("DESC", "ASC")
    )
    return (
        without("posting_no_update"),
        # In one statement: which is the largest must not change half-way.
        "UPDATE posting SET amount_fen = amount_fen + IIF(amount_fen > 0, 500, -500) "
        f"WHERE id IN ({largest}, {least})",
    )


WRONGS: dict[str, tuple[str, ...]] = {
    "entry": (without("posting_no_update"), "UPDATE posting SET amount_fen = amount_fen + 1 WHERE id = 1"),
    "books": (without("posting_no_update"), "UPDATE posting SET amount_fen = amount_fen + 1 WHERE id = 1"),
    "entry_empty": (without("posting_no_delete"), f"DELETE FROM posting WHERE entry_id = {LAST_ENTRY}"),
    "deposit": (
        "INSERT INTO account (id, code, kind) VALUES (900000, 'deposit:1:gift', 'liability')",
        f"INSERT INTO posting (entry_id, account_id, amount_fen) VALUES ({LAST_ENTRY} + 1, 900000, 100)",
        f"INSERT INTO posting (entry_id, account_id, amount_fen) VALUES ({LAST_ENTRY} + 1, 1, -100)",
        "INSERT INTO entry (id, operation_id, content_hash, kind, at, day, actor) "
        f"VALUES ({LAST_ENTRY} + 1, 'x', 'x', 'payment', 'x', '2026-11-21', 'x')",
    ),
    "gap": (
        without("paper_no_delete"),
        "DELETE FROM paper WHERE series = 'R' AND year = 2026 AND sequence = 2",
    ),
    "paper_missing": (  # the newest of its series: it leaves no gap
        without("paper_no_delete"),
        without("paper_print_no_delete"),
        without("paper_void_no_delete"),
        "DELETE FROM paper_print WHERE paper_id = (SELECT MAX(id) FROM paper WHERE series = 'R')",
        "DELETE FROM paper_void WHERE id = (SELECT MAX(id) FROM paper WHERE series = 'R')",
        "DELETE FROM paper WHERE id = (SELECT MAX(id) FROM paper WHERE series = 'R')",
    ),
    "unreadable": ("INSERT OR REPLACE INTO setting (key, value) VALUES ('key_id', CAST(x'22ff22' AS TEXT))",),
    "paper_number": (
        without("paper_no_update"),
        "UPDATE paper SET number = 'YQ1-2026-R-999999' WHERE id = 1",
    ),
    "receipt": more("payment"),
    "overpaid": more("payment"),
    "charge": more("charge"),
    "transfer": more("transfer"),
    "total": (
        "UPDATE request SET total_fen = total_fen + 1 WHERE id = (SELECT MIN(request_id) FROM charge)",
    ),
    "history": ("UPDATE request SET state = 'accepted' WHERE id = 1",),
    "audit_chain": (without("audit_no_delete"), "DELETE FROM audit WHERE id = 7"),
    "audit_row": (without("audit_no_update"), "UPDATE audit SET actor = 'nobody' WHERE id = 7"),
    "audit_payload": ("UPDATE audit_payload SET payload = '{}' WHERE id = 7",),
    "audit_head": (without("audit_no_delete"), "DELETE FROM audit WHERE id > 9"),
    "reference": ("DELETE FROM patron WHERE id = (SELECT patron_id FROM request WHERE id = 1)",),
    "trigger_missing": (without("entry_balances"),),
    "schema_missing": ("DROP INDEX request_state",),
    "schema_altered": (
        without("charge_no_update"),
        "CREATE TRIGGER charge_no_update BEFORE UPDATE ON charge BEGIN SELECT 1; END",
    ),
    "schema_unknown": ("CREATE TABLE notes (text TEXT)",),
}


@pytest.mark.parametrize("code", WRONGS)
def test_what_was_tampered_with_is_found(code: str, root: Path, opened: list[Desk]) -> None:
    tamper(root, *WRONGS[code])
    assert code in codes(root, opened)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("payment", {"receipt", "overpaid"}),
        ("deposit", {"receipt"}),
        ("charge", {"charge"}),
        ("transfer", {"transfer", "overpaid"}),
    ],
)
def test_books_rewritten_so_that_they_balance_are_found(
    kind: str, expected: set[str], root: Path, opened: list[Desk]
) -> None:
    tamper(root, *more(kind))
    assert set(codes(root, opened)) == {"trigger_missing", *expected}


def test_the_audit_chain_may_not_be_reordered(root: Path, opened: list[Desk]) -> None:
    swap = (
        "UPDATE audit SET id = -7 WHERE id = 7",
        "UPDATE audit SET id = 7 WHERE id = 8",
        "UPDATE audit SET id = 8 WHERE id = -7",
    )
    tamper(root, without("audit_no_update"), *swap)
    assert codes(root, opened).count("audit_chain") >= 2


def test_a_head_on_paper_finds_what_was_cut_off_and_covered_up(root: Path, opened: list[Desk]) -> None:
    """Whoever cuts the chain off can also rewrite the Z reports that are kept, not those on paper."""
    raw = apsw.Connection(str(root / "library.db"))
    hashes = raw.execute("SELECT hash FROM audit WHERE id IN (3, 30) ORDER BY id").fetchall()
    early, late = (str(each[0]) for each in hashes)
    raw.close()
    names = ("audit_no_delete", "paper_no_update")
    tamper(
        root,
        *(f"DROP TRIGGER {name}" for name in names),
        "DELETE FROM audit_payload WHERE id > 20",
        "DELETE FROM audit WHERE id > 20",
        f"UPDATE paper SET facts = REPLACE(facts, said, '{early}') FROM (SELECT p.id AS z, "
        "l.value ->> 'label' AS said FROM paper p, JSON_EACH(p.facts, '$.lines') l "
        "WHERE p.series GLOB 'Z*' AND l.value ->> 'kind' = 'over_short') WHERE paper.id = z AND said <> ''",
    )
    assert set(codes(root, opened)) == {"trigger_missing"}
    keeping = opened[-1].keeping

    def found(printed: str) -> set[str]:
        return {each.code for each in keeping.verify(ADMIN, printed)}

    assert found(f" {early[:16].upper()} {early[16:32]}\n") == {"trigger_missing"}
    for printed in (late[:32], early[:15], "no head", "%" * 32):
        assert "head_printed" in found(printed)


def document(root: Path) -> Path:
    return next(file for file in (root / "documents").rglob("*") if file.is_file())


def stray(root: Path) -> Path:
    """A file that was written and whose row never came."""
    file = document(root).with_name("0" * 64)
    file.write_bytes(b"%PDF-1.4 on its way")
    return file


FILES: dict[str, Callable[[Path], object]] = {
    "file_missing": lambda root: document(root).unlink(),
    "file_altered": lambda root: document(root).write_bytes(b"%PDF-1.4 something else"),
    "file_unnamed": lambda root: os.utime(stray(root), (0, 0)),
}


@pytest.mark.parametrize("code", FILES)
def test_documents_are_checked(code: str, root: Path, opened: list[Desk]) -> None:
    FILES[code](root)
    assert codes(root, opened) == [code]


def test_the_key_is_that_of_the_library(root: Path, opened: list[Desk]) -> None:
    """Backups name the key they need, whatever lies in the folder when they are made."""
    key = (root / "library.key").read_bytes()
    assert codes(root, opened) == []
    keeping, own = opened[-1].keeping, key_file.id_of(key)
    assert opened[-1].key_gone() is None
    for wrong, code in ((bytes(32), "other"), (None, "missing")):
        (root / "library.key").unlink()
        if wrong:
            (root / "library.key").write_bytes(wrong)
            (root / "library.key").chmod(0o600)
        assert codes(root, opened) == [f"key_{code}"]
        gone = opened[-1].key_gone()
        assert gone is not None and gone.code == f"key.{code}"
        assert manifest.read(keeping.backup(ADMIN).folder).key_id == own


def test_of_one_kind_only_so_many_are_named(root: Path, opened: list[Desk]) -> None:
    tamper(root, "UPDATE request SET state = 'lost' WHERE state = 'completed'")
    assert codes(root, opened).count("history") == MOST


def test_every_sentence_has_its_test() -> None:
    keys = words.load("en").keys()
    said = {key.partition(".")[2] for key in keys if key.startswith("verify.")}
    backups = {"manifest", "backup_file", "drill_count", "drill_ledger", "drill_head"}  # test_keeping_drill
    rest = {"head_printed", "integrity", "unreadable", "copy", "rights", "key_missing", "key_other"}
    assert said == {*WRONGS, *OFFICE, *FILES, *backups, *rest}


def test_what_others_could_read_is_closed_on_opening_and_found_later(root: Path, opened: list[Desk]) -> None:
    (root / "library.db").chmod(0o644)
    root.chmod(0o755)
    opened.append(open_desk(root))
    modes = {file.name: file.stat().st_mode & 0o777 for file in (root, *root.iterdir()) if file.is_file()}
    assert set(modes.values()) == {0o600}
    assert root.stat().st_mode & 0o777 == 0o700
    (root / "library.db").chmod(0o640)
    assert [(each.code, each.facts) for each in opened[0].keeping.verify(ADMIN)] == [
        ("rights", {"file": "library.db"})
    ]


@pytest.mark.parametrize("place", [0.15, 0.4, 0.65, 0.9])
def test_a_damaged_page_is_found_or_the_library_is_refused(
    place: float, root: Path, opened: list[Desk]
) -> None:
    file = root / "library.db"
    data = bytearray(file.read_bytes())
    page = int(len(data) // 4096 * place)
    data[page * 4096 : (page + 1) * 4096] = bytes(range(256)) * 16
    file.write_bytes(data)
    try:
        found = codes(root, opened)
    except Refusal as refusal:
        assert refusal.code == "database.damaged"
    else:
        assert {"integrity", "unreadable"} & set(found)


def test_who_may_not_is_refused(root: Path, opened: list[Desk]) -> None:
    opened.append(open_desk(root))
    with pytest.raises(Refusal) as refused:
        opened[-1].keeping.verify(Actor("Lee", "counter"))
    assert refused.value.code == "not_permitted"


def test_a_text_that_is_none_any_more_is_found(root: Path, opened: list[Desk]) -> None:
    raw = apsw.Connection(str(root / "library.db"))
    raw.execute("DROP TRIGGER audit_no_update; UPDATE audit SET actor = CAST(x'62bb' AS TEXT) WHERE id = 2")
    raw.close()
    assert "unreadable" in codes(root, opened)


def test_an_amount_that_is_no_number_any_more_is_found(root: Path, opened: list[Desk]) -> None:
    for here, there in ((") STRICT", ")"), (")", ") STRICT")):
        file = apsw.Connection(str(root / "library.db"))
        file.execute("PRAGMA writable_schema = ON; PRAGMA ignore_check_constraints = ON")
        if here == ")":
            file.execute(
                "DROP TRIGGER paper_no_update; UPDATE paper SET amount_fen = 'x' WHERE id IN "
                "(SELECT MIN(id) FROM paper WHERE entry_id IS NOT NULL)"
            )
        cut = f"SUBSTR(sql, 1, LENGTH(sql) - {len(here)}) || '{there}'"
        file.execute(f"UPDATE sqlite_schema SET sql = {cut} WHERE name = 'paper'")
        file.close()
    assert {"integrity", "unreadable"} <= set(codes(root, opened))
