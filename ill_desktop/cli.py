"""The same desk without a window: ``python -m ill_desktop --data DIR COMMAND …``.

Whoever may write to the data folder acts here as its administrator: the folder is readable by its owner
only, and what is done is recorded under the name "command line". Exit code 0 means done, 1 that something
was refused or found (the reason on the error stream), 2 that the command was not understood.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import errno
import locale
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from db import sqlite
from ill_desktop import desk as desks
from ill_desktop import library, paths, words
from ill_desktop.clock import Clock
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import Actor
from ill_desktop.words import Words

if TYPE_CHECKING:
    from ill_desktop.counter.demo import Progress

ACTOR = Actor("command line", "administrator")
RECEIPT_COLUMNS = ("number", "issued_at", "operation_id", "amount_fen", "status")
STDOUT = "-"


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
        return line.fail(line.say("cli.database", file=paths.DATABASE, problem=problem))
    except KeyboardInterrupt:
        return line.fail(line.say("cli.stopped"), 130)


def _said_of_system(line: Line, problem: OSError) -> str:
    """What the system refused, in our words where it is something common."""
    key = f"cli.problem.{errno.errorcode.get(problem.errno or 0, '')}"
    said = line.say(key) if line.say.has(key) else problem.strerror or str(problem)
    return line.say("cli.system", file=problem.filename or line.root, problem=said)


class Line:
    """What every command needs: the folder, and the language to answer in."""

    def __init__(self, say: Words) -> None:
        self.say = say
        self.root = Path()
        self.fixed = False  # --lang was given: the library's own language does not matter

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The library in the folder, closed afterwards. Raises Refusal when it cannot be opened."""
        desk = desks.open_desk(self.root)
        try:
            if not self.fixed:
                self.say = desk.words()
            yield desk
        finally:
            desk.close()

    def fail(self, sentence: str, code: int = 1) -> int:
        print(sentence, file=sys.stderr)
        return code

    def progress(self) -> Callable[[int, int], None]:
        """Percentages on a terminal, nothing in a file."""
        shown = -1

        def tell(done: int, of: int) -> None:
            nonlocal shown
            percent = done * 100 // max(of, 1)
            if percent != shown and sys.stderr.isatty():
                shown = percent
                end = "\n" if done >= of else ""
                print(f"\r{percent:3d} %", end=end, file=sys.stderr, flush=True)

        return tell


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


# Commands


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


def _import_registry(line: Line, asked: argparse.Namespace) -> int:
    data = asked.file.read_bytes()
    with line.desk() as desk:
        result = desk.registry.import_file(ACTOR, data, asked.file.name, line.progress())
    for problem in result.problems:
        sentence = line.say(f"registry.problem.{problem.code}", **problem.facts)
        line.fail(line.say("cli.row", line=problem.line, problem=sentence) if problem.line else sentence)
    if result.problems:
        return line.fail(line.say("cli.not_imported", file=asked.file.name))
    print(line.say("cli.done.import", added=result.added, updated=result.updated, left=result.left))
    return 0


def _demo(line: Line, asked: argparse.Namespace) -> int:
    language = asked.lang or words.LANGUAGES[0]
    make_demo(
        line.root, asked.patrons, asked.requests, asked.seed, language=language, progress=line.progress()
    ).close()
    counts = {"patrons": f"{asked.patrons:,}", "requests": f"{asked.requests:,}"}
    print(line.say("cli.done.demo", folder=line.root, **counts))
    return 0


def _report(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk, _replacing(line, asked.output) as file:
        report = desk.reports.month(ACTOR, asked.month.year, asked.month.month)
        language = line.say.language
        if asked.format == "pdf":
            file.write_bytes(desk.reports.pdf(report, language))
        elif asked.format == "xlsx":
            desk.reports.xlsx(report, language, file)
        else:
            desk.reports.csv(report, language, file)
    print(line.say("cli.done.written", file=asked.output))
    return 0


def _export(line: Line, asked: argparse.Namespace) -> int:
    with line.desk():
        if asked.output == STDOUT:
            _write_receipts(sys.stdout)
            return 0
        target = Path(asked.output)
        with _replacing(line, target) as file, file.open("w", encoding="utf-8", newline="") as stream:
            count = _write_receipts(stream)
    print(line.say("cli.done.exported", count=count, file=asked.output))
    return 0


def _write_receipts(stream: TextIO) -> int:
    from ill_desktop.cashier import queries

    columns = attrgetter(*RECEIPT_COLUMNS)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(RECEIPT_COLUMNS)
    count = 0
    for row in queries.receipts():
        writer.writerow(columns(row))
        count += 1
    return count


def _backup(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        folder, key = desk.ground.folder, desk.ground.folder.key
        if asked.output and folder.owns(asked.output) and asked.output.resolve() != folder.backups.resolve():
            raise Refusal("output.own", file=str(asked.output))
        result = desk.keeping.backup(ACTOR, asked.output, line.progress())
    size = f"{result.size / (1 << 20):,.1f}"
    print(line.say("cli.done.backup", folder=result.folder, size=size, documents=result.documents, key=key))
    return 0


def _verify(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        findings = desk.keeping.verify(ACTOR)
    for finding in findings:
        print(finding.line(line.say))
    if findings:
        return 1
    print(line.say("cli.done.verify", folder=line.root))
    return 0


@contextmanager
def _replacing(line: Line, target: Path) -> Iterator[Path]:
    """A file that takes the target's place once it is complete; never one of the library's own.

    A link, a pipe or a device (``/dev/stdout``) is never replaced: it is written to as it is.
    """
    if Folder(line.root).owns(target):
        raise Refusal("output.own", file=str(target))
    if target.is_symlink() or (target.exists() and not target.is_file()):
        yield target
        return
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(target)) from problem
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


# Arguments


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


def _month(say: Words) -> Callable[[str], dt.date]:
    def month(text: str) -> dt.date:
        try:
            if re.fullmatch(r"(19|2[0-9])[0-9]{2}-[0-9]{2}", text):
                return dt.date.fromisoformat(f"{text}-01")
        except ValueError as problem:
            raise argparse.ArgumentTypeError(say("cli.month", text=text)) from problem
        raise argparse.ArgumentTypeError(say("cli.month", text=text))

    return month


def _count(say: Words, least: int, most: int) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:12]) <= most):
            raise argparse.ArgumentTypeError(say("cli.count", least=least, most=most))
        return int(text)

    return count


Command = Callable[[str, Callable[[Line, argparse.Namespace], int]], argparse.ArgumentParser]


def _making(command: Command, say: Words) -> None:
    """The commands that fill a library."""
    init = command("init", _init)
    shipped = library.shipped()
    init.add_argument("--library", choices=shipped, default=shipped[0], help=say("cli.help.library"))
    init.add_argument("--branch", metavar="CODE", help=say("cli.help.branch"))
    init.add_argument("--language", choices=words.LANGUAGES, default="zh_CN", help=say("cli.help.language"))
    init.add_argument("--login", required=True, help=say("cli.help.login"))
    init.add_argument("--name", help=say("cli.help.name"))

    registry = command("import-registry", _import_registry)
    registry.add_argument("file", type=Path, metavar="FILE", help=say("cli.help.registry_file"))

    demo = command("demo", _demo)
    demo.add_argument(
        "--patrons", type=_count(say, 1, 1_000_000), default=300, metavar="N", help=say("cli.help.patrons")
    )
    demo.add_argument(
        "--requests", type=_count(say, 0, 5_000_000), default=1200, metavar="N", help=say("cli.help.requests")
    )
    demo.add_argument("--seed", type=int, default=1, metavar="S", help=say("cli.help.seed"))


def _output(command: Command, say: Words) -> None:
    """The commands that write a file for somebody else."""
    report = command("report", _report)
    report.add_argument("kind", choices=("month",), help=say("cli.help.report_kind"))
    report.add_argument(
        "--month", type=_month(say), required=True, metavar="YYYY-MM", help=say("cli.help.month")
    )
    report.add_argument(
        "--format", choices=("xlsx", "pdf", "csv"), required=True, help=say("cli.help.format")
    )
    report.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=say("cli.help.output")
    )

    export = command("export", _export)
    export.add_argument("kind", choices=("receipts",), help=say("cli.help.export_kind"))
    export.add_argument("--format", choices=("csv",), default="csv", help=say("cli.help.format"))
    export.add_argument("-o", "--output", default=STDOUT, metavar="FILE", help=say("cli.help.export_output"))


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

    _making(command, say)
    _output(command, say)
    backup = command("backup", _backup)
    backup.add_argument("-o", "--output", type=Path, metavar="DIR", help=say("cli.help.backup_output"))
    command("verify", _verify)
    return parser
