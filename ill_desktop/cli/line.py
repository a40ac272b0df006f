"""What every command stands on: the folder, the language, files that are replaced when they are whole."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ill_desktop import desk as desks
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.paths import Folder
from ill_desktop.staff.rules import Actor
from ill_desktop.words import Words

ACTOR = Actor("command line", "administrator")


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


Command = Callable[[str, Callable[[Line, argparse.Namespace], int]], argparse.ArgumentParser]


@contextmanager
def replacing(line: Line, target: Path, rights: int = 0o666) -> Iterator[Path]:
    """A file that takes the target's place once it is complete; never one of the library's own.
    ``rights``: at most these; less where the umask says so.

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
        part.chmod(rights & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def month_of(say: Words) -> Callable[[str], dt.date]:
    def month(text: str) -> dt.date:
        try:
            if re.fullmatch(r"(19|2[0-9])[0-9]{2}-[0-9]{2}", text):
                return dt.date.fromisoformat(f"{text}-01")
        except ValueError as problem:
            raise argparse.ArgumentTypeError(say("cli.month", text=text)) from problem
        raise argparse.ArgumentTypeError(say("cli.month", text=text))

    return month


def count_of(say: Words, least: int, most: int) -> Callable[[str], int]:
    def count(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text[:12]) <= most):
            raise argparse.ArgumentTypeError(say("cli.count", least=least, most=most))
        return int(text)

    return count
