"""The command that works the counter without a window, for those who want to see it survive."""

from __future__ import annotations

import argparse
import secrets
from itertools import islice

from ill_desktop import desk as desks
from ill_desktop import library
from ill_desktop.cli.line import Command, Line, count_of
from ill_desktop.errors import Refusal
from ill_desktop.words import Words

MOST = 1_000_000_000


def _exercise(line: Line, asked: argparse.Namespace) -> int:
    """After each commit one line on standard output, flushed: what was acknowledged. See ``Done.line``."""
    from ill_desktop.counter.exercise import Exercise

    if not desks.exists(line.root):
        _make(line)
    with line.desk() as desk:
        for done in islice(Exercise(desk.ground, asked.seed).work(), asked.count):
            print(done.line(), flush=True)
    return 0


def _make(line: Line) -> None:
    """An empty demo library to work in. Raises Refusal ``demo_folder.not_empty``."""
    if line.root.exists() and any(line.root.iterdir()):
        raise Refusal("demo_folder.not_empty", folder=str(line.root))
    code = library.shipped()[0]
    branch = next(iter(library.profile(code).branches))
    first = ("demo", "demo", secrets.token_urlsafe(32))  # nobody signs in: a demo opens by itself
    desks.create_desk(line.root, code, branch, "zh_CN", demo=True, first=first).close()


def add(command: Command, say: Words) -> None:
    """The command that exercises."""
    exercise = command("exercise", _exercise)
    exercise.add_argument("--seed", type=int, default=1, metavar="S", help=say("cli.help.seed"))
    exercise.add_argument("--count", type=count_of(say, 0, MOST), metavar="N", help=say("cli.help.exercises"))
