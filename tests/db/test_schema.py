"""The file itself: schema, models, pragmas, and files that must be left as they are."""

from __future__ import annotations

import hashlib
from pathlib import Path

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import connection, schema, sqlite, tables
from ill_desktop import paths
from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground

MODELS = [getattr(tables, name) for name in tables.__all__]


def test_models_are_the_schema(ground: Ground) -> None:
    stored = {
        name
        for (name,) in connection.rows(
            lambda *row: row,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE '%_search%' AND name <> 'schema_migration'",
        )
    }
    assert {model._meta.table_name for model in MODELS} == stored
    for model in MODELS:
        columns = connection.rows(
            lambda name, kind, needed, default, key: (
                name,
                kind,
                bool(needed) or bool(key),
                default is not None,
            ),
            'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)',
            (model._meta.table_name,),
        )
        kinds = {"INT": "INTEGER", "AUTO": "INTEGER", "TEXT": "TEXT"}
        fields = [
            (field.column_name, kinds[field.field_type], not field.null, field.default is not None)
            for field in model._meta.sorted_fields
        ]
        assert sorted(fields) == sorted(columns), model.__name__


def test_every_table_is_strict(ground: Ground) -> None:
    loose = connection.rows(
        str,
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 "
        "AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration'",
    )
    assert loose == []


def test_pragmas_are_those_that_keep_a_promise(ground: Ground) -> None:
    assert connection.value("PRAGMA journal_mode") == "wal"
    assert connection.value("PRAGMA synchronous") == 2
    assert connection.value("PRAGMA foreign_keys") == 1
    assert connection.value("PRAGMA trusted_schema") == 0
    assert connection.value("PRAGMA application_id") == sqlite.APPLICATION_ID
    assert tuple(map(int, connection.value("SELECT sqlite_version()").split("."))) >= (3, 51, 3)


def test_the_newest_step_is_the_version() -> None:
    newest = max(int(step.name[:4]) for step in paths.migrations().glob("0*.py"))
    assert newest == connection.SCHEMA_VERSION


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def root(tmp_path: Path, clock: FixedClock) -> Path:
    """A closed library."""
    root = tmp_path / "closed"
    create_desk(root, "zju", "YQ", "zh_CN", clock=clock).close()
    return root


def test_a_library_opens_again(root: Path, clock: FixedClock) -> None:
    desk = open_desk(root, clock)
    assert (desk.library.code, desk.branch, desk.language, desk.is_demo) == ("zju", "YQ", "zh_CN", False)
    assert desk.state().till == "1"
    desk.close()


def refusal_of(root: Path) -> str:
    with pytest.raises(Refusal) as refused:
        open_desk(root)
    return refused.value.code


def test_a_newer_file_is_refused_untouched(root: Path) -> None:
    file = root / paths.DATABASE
    with apsw.Connection(str(file)) as newer:
        newer.pragma("user_version", connection.SCHEMA_VERSION + 1)
    newer.close()
    before = digest(file)
    assert refusal_of(root) == "database.newer"
    assert digest(file) == before


@pytest.mark.parametrize(
    "damage", [b"not a database at all, but long enough to look like one" * 100, b"\0" * 8192]
)
def test_a_damaged_file_is_refused_untouched(root: Path, damage: bytes) -> None:
    file = root / paths.DATABASE
    file.write_bytes(damage)
    assert refusal_of(root) in ("database.damaged", "database.not_a_library")
    assert file.read_bytes() == damage


def test_a_damaged_schema_page_is_refused_untouched(root: Path) -> None:
    file = root / paths.DATABASE
    data = bytearray(file.read_bytes())
    data[100:4096] = b"\xff" * 3996
    file.write_bytes(bytes(data))
    assert refusal_of(root) == "database.damaged"
    assert file.read_bytes() == bytes(data)


def test_somebody_elses_database_is_refused(tmp_path: Path) -> None:
    other = apsw.Connection(str(tmp_path / paths.DATABASE))
    other.execute("CREATE TABLE photo (id)")
    other.close()
    assert refusal_of(tmp_path) == "database.not_a_library"


def test_an_empty_folder_and_a_second_library(root: Path, tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "nowhere") == "database.missing"
    with pytest.raises(Refusal, match=r"database\.exists"):
        create_desk(root, "zju", "YQ", "zh_CN")
    with pytest.raises(Refusal, match=r"database\.branch"):
        create_desk(tmp_path / "new", "zju", "MOON", "zh_CN")
    assert not (tmp_path / "new").exists()


def test_a_failing_step_leaves_nothing_behind(tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    (steps / "0001_half.py").write_text(
        "def up(migrator, db):\n    db.execute_sql('CREATE TABLE half (id)')\n    raise OSError('no')\n"
    )
    store = connection.open_store(tmp_path / "half.db")
    with pytest.raises(Exception, match="no"):
        schema.migrate(store, steps)
    assert connection.value("SELECT COUNT(*) FROM sqlite_schema WHERE name = 'half'") == 0
    store.close_all()


def found(text: str, query: str) -> bool:
    memory = apsw.Connection(":memory:")
    memory.execute(sqlite.full_text("t"))
    memory.execute("INSERT INTO t (rowid, text) VALUES (1, ?)", (sqlite.searchable(text),))
    expression = sqlite.match(query)
    hits = (
        memory.execute("SELECT rowid FROM t WHERE t MATCH ?", (expression,)).fetchall() if expression else []
    )
    memory.close()
    return bool(hits)


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_a_search(text: str, query: str) -> None:
    found(text, query)


LETTERS = st.text(st.sampled_from("abzÄéßж中国古代水利𠮷〇0189 ·-"), min_size=1, max_size=30)


@given(LETTERS)
def test_what_was_put_in_is_found_again(text: str) -> None:
    assert found(f"before {text} after", text) == bool(sqlite.match(text))


@pytest.mark.parametrize(
    ("text", "query", "hit"),
    [
        ("中国古代水利史研究", "水利", True),
        ("中国古代水利史研究", "利水", False),
        ("中国古代水利史研究", "史", True),
        ("Deep learning for runoff", "run", True),
        ("Deep learning for runoff", "noff", False),
        ("Deep learning for runoff", "RUNOFF deep", True),
        ("GB/T 7714—2025", "7714", True),
        ("Zoë Müller", "zoe muller", True),
    ],
)
def test_characters_are_phrases_and_words_are_prefixes(text: str, query: str, hit: bool) -> None:
    assert found(text, query) == hit


def test_a_library_comes_into_being_whole_or_not_at_all(tmp_path: Path, clock: FixedClock) -> None:
    root = tmp_path / "new"
    with pytest.raises(Refusal, match=r"staff\.login"):
        create_desk(root, "zju", "YQ", "zh_CN", clock=clock, first=("", "周敏", "a long password"))
    assert not [file.name for file in root.iterdir() if file.name.startswith(paths.DATABASE)]
    (root / f"{paths.DATABASE}.new").write_bytes(b"what a power cut left")
    desk = create_desk(root, "zju", "YQ", "zh_CN", clock=clock, first=("zhou", "周敏", "a long password"))
    assert desk.staff.sign_in("zhou", "a long password").role == "administrator"
    desk.close()
    assert sorted(file.name for file in root.iterdir() if file.name.startswith(paths.DATABASE)) == [
        paths.DATABASE
    ]
