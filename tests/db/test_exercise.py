"""The exercise: the counter's work without a window, and the record it leaves outside."""

from __future__ import annotations

import csv
import io
from itertools import islice
from pathlib import Path

import pytest

from db import connection
from ill_desktop.cli import main
from ill_desktop.counter import exercise
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.keeping import checks, office_checks

KINDS = {"charge", "deposit", "payment", "refund", "reversal", "transfer"}


def run(capsys: pytest.CaptureFixture[str], folder: Path, *command: str) -> str:
    capsys.readouterr()
    assert main(["--data", str(folder), "--lang", "en", *command]) == 0
    return capsys.readouterr().out


def test_what_is_acknowledged_stands_in_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    said = run(capsys, first, "exercise", "--seed", "7", "--count", "600")
    assert run(capsys, second, "exercise", "--seed", "7", "--count", "600") == said, "the same seed, the same"
    acks = [line.split("\t") for line in said.splitlines()]
    assert len(acks) == 600 and {len(each) for each in acks} == {4} and {each[0] for each in acks} == {"ack"}
    operations = [operation for _, operation, _, _ in acks]
    assert len(set(operations)) == 600
    more = run(capsys, first, "exercise", "--seed", "7", "--count", "20")
    assert {line.split("\t")[1] for line in more.splitlines()}.isdisjoint(operations)
    exported = {
        (row["number"], row["operation_id"], row["amount_fen"])
        for row in csv.DictReader(io.StringIO(run(capsys, first, "export", "receipts")))
    }
    receipts = {(number, operation, fen) for _, operation, number, fen in acks if number != "-"}
    assert receipts <= exported
    desk = open_desk(first)
    try:
        assert set(connection.rows(str, "SELECT DISTINCT kind FROM entry")) >= KINDS
        asked = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
        assert list(checks.run(checks.ask_open_library, asked)) == []
    finally:
        desk.close()


def test_a_real_library_is_never_exercised(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    create_desk(tmp_path / "real", "zju", "YQ", "zh_CN").close()
    (tmp_path / "else").mkdir()
    (tmp_path / "else" / "letter.txt").write_text("mine", "utf-8")
    for folder in ("real", "else"):
        assert main(["--data", str(tmp_path / folder), "exercise", "--count", "1"]) == 1
    said = capsys.readouterr()
    assert not said.out and len(said.err.splitlines()) == 2
    desk = open_desk(tmp_path / "real")
    assert connection.value("SELECT COUNT(*) FROM patron") == 0
    desk.close()


@pytest.mark.parametrize("seed", [-3, 0, 10**30])
def test_any_seed_will_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int) -> None:
    said = run(capsys, tmp_path / "library", "exercise", f"--seed={seed}", "--count", "20")
    assert len(said.splitlines()) == 20


def test_what_another_hand_did_first_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ("demo", "demo", "a password nobody has")
    desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", demo=True, first=first)
    try:
        here = exercise.Exercise(desk.ground, 1).work()
        there = exercise.Exercise(desk.ground, 1).work()
        done = [each for _ in range(150) for each in (next(here), next(there))]
        assert len({each.operation_id for each in done}) == 300
        stale = exercise.Exercise(desk.ground, 2)
        shift = stale._till.shift
        monkeypatch.setattr(type(stale._till), "shift", property(lambda _: shift))
        desk.shifts.close(stale._desk._by, shift, 0)  # by somebody else, just now
        list(islice(stale.work(), 20))
    finally:
        desk.close()
