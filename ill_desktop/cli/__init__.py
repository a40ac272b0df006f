"""The same desk without a window: ``python -m ill_desktop --data DIR COMMAND …``.

Whoever may write to the data folder acts here as its administrator: the folder is readable by its owner
only, and what is done is recorded under the name "command line". Exit code 0 means done, 1 that something
was refused or found (the reason on the error stream), 2 that the command was not understood.
"""

from __future__ import annotations

import argparse
import errno
import locale
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from db import sqlite
from ill_desktop import disk, paths, words
from ill_desktop.cli import exercising, keeping, making, notices, privacy, serving, writing
from ill_desktop.cli.line import ACTOR, Line
from ill_desktop.cli.making import make_demo
from ill_desktop.errors import Refusal
from ill_desktop.words import Words

__all__ = ["ACTOR", "main", "make_demo"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    line = Line(words.load(_wanted_language(given) or _system_language()))
    asked = _parser(line.say).parse_args(given)
    line.root = asked.data or paths.default_folder()
    line.fixed = asked.lang is not None
    try:
        code: int = asked.run(line, asked)
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        return line.fail(line.say.refusal(refusal))
    except BrokenPipeError:
        # Whoever read our output has gone; Python's own last flush must not stumble over that.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as problem:
        return line.fail(_said_of_system(line, problem))
    except sqlite.ERRORS as problem:
        refused = disk.refusal_of(problem)
        if refused is not None:
            return line.fail(line.say.refusal(refused))
        return line.fail(line.say("cli.database", file=paths.DATABASE, problem=problem))
    except KeyboardInterrupt:
        return line.fail(line.say("cli.stopped"), 130)


def _said_of_system(line: Line, problem: OSError) -> str:
    """What the system refused, in our words where it is something common."""
    key = f"cli.problem.{errno.errorcode.get(problem.errno or 0, '')}"
    said = line.say(key) if line.say.has(key) else problem.strerror or str(problem)
    return line.say("cli.system", file=problem.filename or line.root, problem=said)


def _wanted_language(given: Sequence[str]) -> str | None:
    """What --lang says, before anything else is read: the help is in that language too."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    first.add_argument("--lang", choices=words.LANGUAGES)
    try:
        return str(found) if (found := first.parse_known_args(given)[0].lang) else None
    except SystemExit:
        return None


def _system_language() -> str:
    return "zh_CN" if (locale.getlocale()[0] or "").startswith("zh") else "en"


def _parser(say: Words) -> argparse.ArgumentParser:
    """The commands and their options, explained in one language."""
    parser = argparse.ArgumentParser(
        prog="ill_desktop",
        description=say("cli.help.program"),
        epilog=say("cli.help.exit"),
        allow_abbrev=False,
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help=say("cli.help.data"))
    parser.add_argument("--lang", choices=words.LANGUAGES, help=say("cli.help.lang"))
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[Line, argparse.Namespace], int]) -> argparse.ArgumentParser:
        said = say(f"cli.help.{name.replace('-', '_')}")
        made = commands.add_parser(name, help=said, description=said, allow_abbrev=False)
        made.set_defaults(run=run)
        return made

    for room in (making, writing, keeping, notices, serving, exercising, privacy):
        room.add(command, say)
    return parser
