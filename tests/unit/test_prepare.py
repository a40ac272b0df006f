"""Preparing a checkout: when .venv is trusted, what is asked of the machine, what a person is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def prepare(
    script: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> ModuleType:
    """The script, pointed at a checkout of its own that runs this Python as its .venv."""
    module = script("prepare")
    venv = tmp_path / ".venv"
    venv.mkdir()
    (tmp_path / "requirements.lock").write_text("six==1.17.0\n", "utf-8")
    places = {
        "ROOT": tmp_path,
        "VENV": venv,
        "LOCK": tmp_path / "requirements.lock",
        "STAMP": venv / "prepared",
    }
    for name, place in {**places, "PYTHON": Path(sys.executable)}.items():
        monkeypatch.setattr(module, name, place)
    return module


@pytest.fixture
def stamp(prepare: ModuleType) -> list[str]:
    """The three lines of a .venv that is in order."""
    return [prepare.digest(), prepare.version_of(sys.executable), str(prepare.ROOT)]


def test_a_finished_venv_is_kept(prepare: ModuleType, stamp: list[str]) -> None:
    prepare.STAMP.write_text("\n".join(stamp) + "\n", "utf-8")
    assert prepare.made_from() == prepare.digest()


@pytest.mark.parametrize("line, other", [(1, "3.99"), (2, "elsewhere")])
def test_another_python_or_place_means_anew(
    prepare: ModuleType, stamp: list[str], line: int, other: str
) -> None:
    stamp[line] = other
    prepare.STAMP.write_text("\n".join(stamp) + "\n", "utf-8")
    assert prepare.made_from() == ""


@pytest.mark.parametrize("rubbish", [None, b"", b"one line\n", b"\xff\xfe\x00"])
def test_a_half_made_venv_means_anew(prepare: ModuleType, rubbish: bytes | None) -> None:
    if rubbish is not None:
        prepare.STAMP.write_bytes(rubbish)
    assert prepare.made_from() == ""


def test_a_python_that_is_gone_means_anew(
    prepare: ModuleType, stamp: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare.STAMP.write_text("\n".join(stamp) + "\n", "utf-8")
    monkeypatch.setattr(prepare, "PYTHON", prepare.ROOT / "gone")
    assert prepare.made_from() == ""


def test_a_changed_lock_is_noticed(prepare: ModuleType, stamp: list[str]) -> None:
    prepare.STAMP.write_text("\n".join(stamp) + "\n", "utf-8")
    prepare.LOCK.write_text("six==1.16.0\n", "utf-8")
    assert prepare.made_from() not in ("", prepare.digest())


def test_what_is_missing_is_named_with_the_command(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(prepare.shutil, "which", {"apt-get": "apt-get"}.get)
    lacking = [
        prepare.Need("libnone.so.9", "libnone9"),
        prepare.Need("nopaper", "nopaper-utils", "no paper is read"),
    ]
    with pytest.raises(prepare.Missing) as missing:
        prepare.provide(lacking, sys.executable)
    assert "libnone.so.9" in str(missing.value)
    assert str(missing.value).endswith(
        "sudo apt-get update && sudo apt-get install --no-install-recommends libnone9"
    )
    assert "nopaper is missing: no paper is read" in capsys.readouterr().out


def test_what_can_be_done_without_stops_nobody(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.os, "geteuid", lambda: 1000)
    prepare.provide([prepare.Need("nopaper", "nopaper-utils", "no paper is read")], sys.executable)


@pytest.mark.parametrize(
    "system, sentence",
    [
        ("darwin", "brew install poppler chromium chromedriver"),
        ("win32", "install poppler, chromium, chromedriver and put their folders on PATH"),
    ],
)
def test_other_systems_are_told_in_their_own_way(
    prepare: ModuleType, monkeypatch: pytest.MonkeyPatch, system: str, sentence: str
) -> None:
    monkeypatch.setattr(prepare.sys, "platform", system)
    wanted = prepare.needs({"window", "tests"}, sys.executable, with_venv=False)
    assert prepare.how_to_install([need.package for need in wanted]) == sentence


def test_an_old_python_says_so(prepare: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "OLDEST_PYTHON", (3, 99))
    with pytest.raises(prepare.Missing, match=r"Python 3\.11 or newer is needed"):
        prepare.find_python()


def test_an_unknown_word_is_refused(prepare: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare.main(["everything"]) == 2
    assert "[window] [tests] [package]" in capsys.readouterr().err
