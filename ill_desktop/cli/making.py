"""The commands that fill a library."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ill_desktop import desk as desks
from ill_desktop import library, words
from ill_desktop.cli import registry
from ill_desktop.cli.line import Command, Line, count_of
from ill_desktop.clock import Clock
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.words import Words

if TYPE_CHECKING:
    from ill_desktop.counter.demo import Progress


def make_demo(
    root: Path,
    patrons: int,
    requests: int,
    seed: int,
    *,
    language: str = "zh_CN",
    clock: Clock | None = None,
    progress: Progress = lambda done, of: None,
) -> Desk:
    """A filled demo library in a new or empty folder, opened.

    Raises Refusal ``database.exists`` or ``demo_folder.not_empty``; nothing stays of a demo not finished.
    """
    from ill_desktop.counter import demo

    existed = root.exists()
    if existed and any(root.iterdir()):
        raise Refusal("database.exists" if desks.exists(root) else "demo_folder.not_empty", folder=str(root))
    code = library.shipped()[0]
    branch = next(iter(library.profile(code).branches))
    desk = None
    try:
        desk = desks.create_desk(root, code, branch, language, demo=True, clock=clock)
        demo.fill(desk.ground, patrons, requests, seed, language, progress)
    except BaseException:
        if desk is not None:
            desk.close()
        shutil.rmtree(root, ignore_errors=True)
        if existed:
            root.mkdir()
        raise
    return desk


def _init(line: Line, asked: argparse.Namespace) -> int:
    if desks.exists(line.root):
        raise Refusal("database.exists", folder=str(line.root))
    branch = asked.branch or next(iter(library.profile(asked.library).branches))
    who = {"login": asked.login, "name": asked.name or asked.login, "password": _password(line)}
    desk = desks.found_library(line.root, asked.library, branch, asked.language, **who)
    desk.close()
    print(line.say("cli.done.init", folder=line.root, key=desk.ground.folder.key.name))
    return 0


def _password(line: Line) -> str:
    """One line of standard input; on a terminal without showing it."""
    if sys.stdin.isatty():
        import getpass

        return getpass.getpass(line.say("cli.password") + " ")
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as problem:
        raise Refusal("password.signs", "password") from problem


def _demo(line: Line, asked: argparse.Namespace) -> int:
    language = asked.lang or words.LANGUAGES[0]
    make_demo(
        line.root, asked.patrons, asked.requests, asked.seed, language=language, progress=line.progress()
    ).close()
    counts = {"patrons": f"{asked.patrons:,}", "requests": f"{asked.requests:,}"}
    print(line.say("cli.done.demo", folder=line.root, **counts))
    return 0


def add(command: Command, say: Words) -> None:
    """The commands that fill a library."""
    init = command("init", _init)
    shipped = library.shipped()
    init.add_argument("--library", choices=shipped, default=shipped[0], help=say("cli.help.library"))
    init.add_argument("--branch", metavar="CODE", help=say("cli.help.branch"))
    init.add_argument("--language", choices=words.LANGUAGES, default="zh_CN", help=say("cli.help.language"))
    init.add_argument("--login", required=True, help=say("cli.help.login"))
    init.add_argument("--name", help=say("cli.help.name"))

    registry.add(command, say)

    demo = command("demo", _demo)
    demo.add_argument(
        "--patrons", type=count_of(say, 1, 1_000_000), default=300, metavar="N", help=say("cli.help.patrons")
    )
    demo.add_argument(
        "--requests",
        type=count_of(say, 0, 5_000_000),
        default=1200,
        metavar="N",
        help=say("cli.help.requests"),
    )
    demo.add_argument("--seed", type=int, default=1, metavar="S", help=say("cli.help.seed"))
