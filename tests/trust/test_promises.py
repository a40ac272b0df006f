"""Each promise in its short form. In full: `make trust`."""

from __future__ import annotations

import sys

import pytest

from tests.trust import __main__ as trust
from tests.trust.outcome import Outcome, Scale
from tests.trust.page import BEGIN, END, PAGE, table

# The machine of the books runs as tests/db/test_books.py; the suites are test files themselves.
ELSEWHERE = {"books", "suites"}
POSIX = {"printing"}


@pytest.mark.parametrize("part", [name for name in trust.parts() if name not in ELSEWHERE])
def test_promise(part: str) -> None:
    if part in POSIX and sys.platform == "win32":
        pytest.skip("children are forked")
    outcomes = trust.carry_out_beside(Scale.SHORT, part)
    assert outcomes
    assert [each for each in outcomes if not each.kept] == []


def test_a_part_that_breaks_off_keeps_no_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    class Part:
        @staticmethod
        def run(scale: Scale) -> Outcome:
            raise AssertionError("the books are off by one fen")

    monkeypatch.setattr(trust, "_module", lambda name: Part)
    (outcome,) = trust.carry_out("books", Scale.SHORT)
    assert not outcome.kept and "off by one fen" in outcome.figure


def test_the_table_says_what_was_not_kept() -> None:
    outcomes = [
        Outcome("promise", "1 | 2", True, 1.0, "shown"),
        Outcome("promise", "3 lost", False, 1.0, "shown"),
        Outcome("mutant: a mistake", "caught", True, 1.0),
        Outcome("mutant: a mistake", "not caught", False, 1.0),
    ]
    rows = table(outcomes).splitlines()[2:]
    assert [row.rsplit("| ", 1)[1] for row in rows] == ["yes |", "NO |", "caught |", "NOT CAUGHT |"]
    assert "1 \\| 2" in rows[0]


def test_the_page_has_a_place_for_the_figures() -> None:
    text = PAGE.read_text("utf-8")
    assert text.index(BEGIN) < text.index(END)
