"""The key file of a whole library is lost: its code brings it back, and its paper says whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, open_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_code, key_file
from ill_desktop.staff.rules import Actor
from tests import filled
from tests.unit import paper_reader
from tests.unit.paper_reader import flat, sound
from tests.unit.paper_samples import CHINESE, ENGLISH

ADMIN = Actor("Kim", "administrator")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(filled.copy_to(tmp_path / "library"), FixedClock(filled.NOW))
    yield desk
    desk.close()


def lose(desk: Desk, other: bool = False) -> str:
    """Take the key away, or lay another in its place; returns the code of the right one."""
    code = desk.keeping.key_code(ADMIN)
    desk.ground.folder.key.unlink()
    if other:
        desk.ground.folder.key.write_bytes(bytes(32))
    desk.ground.read_key_anew()
    return code


@pytest.mark.parametrize("other", [False, True])
def test_the_code_brings_it_back(desk: Desk, other: bool) -> None:
    before = desk.ground.keyed("last_six", "12345X")
    code = lose(desk, other)
    desk.keeping.put_key_back(ADMIN, code.lower().replace("-", " "))
    assert desk.key_gone() is None
    assert desk.ground.keyed("last_six", "12345X") == before
    assert desk.keeping.verify(ADMIN) == []  # among others, readable by its owner only
    aside = list(desk.ground.folder.aside.glob("*/library.key"))
    assert [file.read_bytes() for file in aside] == ([bytes(32)] if other else [])
    said = connection.value("SELECT action FROM audit ORDER BY id DESC LIMIT 1")
    assert said == "key.put_back"


@pytest.mark.parametrize("known_by", ["setting", "backup"])
def test_the_code_of_another_library_is_refused(desk: Desk, known_by: str) -> None:
    desk.keeping.backup(ADMIN)
    code = lose(desk)
    if known_by == "backup":  # an older release wrote no setting
        settings.write(key_file.KEY_ID, None)
    for wrong, told in ((key_code.written(bytes(32)), "key.not_own"), (code[:-1], "key.code")):
        with pytest.raises(Refusal) as refused:
            desk.keeping.put_key_back(ADMIN, wrong)
        assert (refused.value.code, refused.value.field) == (told, "key")
        assert not desk.ground.folder.key.exists()
    desk.keeping.put_key_back(ADMIN, code)
    assert settings.read(key_file.KEY_ID) == key_file.key_id(desk.ground.folder)


def test_the_right_key_is_never_overwritten(desk: Desk) -> None:
    key = desk.ground.key
    desk.keeping.put_key_back(ADMIN, key_code.written(key))
    desk.keeping.make_new_key(ADMIN)
    assert desk.ground.folder.key.read_bytes() == key
    assert not desk.ground.folder.aside.exists()


def test_without_any_code_there_is_another_key(desk: Desk) -> None:
    before = desk.ground.keyed("last_six", "12345X")
    lose(desk)
    desk.keeping.make_new_key(ADMIN)
    assert desk.key_gone() is None
    assert desk.ground.keyed("last_six", "12345X") != before
    assert desk.keeping.verify(ADMIN) == []


def test_a_lost_key_is_not_told_and_not_printed(desk: Desk) -> None:
    lose(desk)
    for ask in (
        lambda: desk.keeping.key_code(ADMIN),
        lambda: desk.keeping.key_paper(ADMIN, CHINESE, ENGLISH),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == "key.missing"


@pytest.mark.parametrize(("words", "other"), [(CHINESE, ENGLISH), (ENGLISH, CHINESE)], ids=["zh", "en"])
def test_the_paper_has_it_in_signs_and_for_a_scanner(desk: Desk, words, other) -> None:  # type: ignore[no-untyped-def]
    pdf = desk.keeping.key_paper(ADMIN, words, other)
    sound(pdf)
    assert len(paper_reader.pages(pdf)) == 1
    read, code = flat(pdf), desk.keeping.key_code(ADMIN)
    assert all(group in read for group in code.split("-"))
    assert key_file.key_id(desk.ground.folder) in read
    assert all("".join(each("paper.key.apart").split()) in "".join(read.split()) for each in (words, other))
    assert paper_reader.codes(pdf) == [code]
    assert not paper_reader.collisions(pdf)
    assert connection.value("SELECT COUNT(*) FROM audit WHERE action = 'key.shown'") == 2
