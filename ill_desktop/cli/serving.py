"""The phone page without a window: it serves until it is told to stop."""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from ill_desktop.cli.line import Command, Line
from ill_desktop.counter.page_settings import PageSettings, check
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import backup
from ill_desktop.words import Words

KEEPS_EVERY = 60.0
LOOKS_EVERY = 2.0
"""Seconds after which what a window changed in the library is known here, too."""


def _serve(line: Line, asked: argparse.Namespace) -> int:
    from ill_desktop.web.phone_page import PhonePage

    with line.desk() as desk, _told_to_stop() as over, _kept(line, desk, over):
        page = PhonePage(desk)
        try:
            while not over.is_set():
                settings = _settings(desk.page.read(), asked)
                print(line.say("cli.done.serve", address=page.start(settings).address), flush=True)
                _wait(desk, over, partial(_stand, desk, asked, settings))
                page.stop()
        finally:
            page.stop()
    print(line.say("cli.done.served"), flush=True)
    return 0


class _Over(Exception):
    """The page is closed: a backup under way is left off."""


@contextmanager
def _kept(line: Line, desk: Desk, over: threading.Event) -> Iterator[None]:
    """Backups meanwhile, in a thread of their own."""

    def step(_done: int, _of: int) -> None:
        if over.is_set():
            raise _Over

    def keep() -> None:
        while not over.wait(KEEPS_EVERY):
            try:
                if desk.keeping.is_due():
                    desk.keeping.automatic(step)
            except Refusal as refusal:  # remembered by the service, too
                line.fail(line.say.refusal(refusal))
            except backup.DISK as problem:  # the file was busy: it is tried again in a minute
                line.fail(str(problem))
            except _Over:
                break
        desk.leave_thread()

    keeper = threading.Thread(target=keep, name="backups")
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """An event that Ctrl+C and a polite kill set."""
    over = threading.Event()
    stops = (signal.SIGTERM, signal.SIGINT)
    before = {number: signal.signal(number, lambda *_: over.set()) for number in stops}
    try:
        yield over
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _settings(kept: PageSettings, asked: argparse.Namespace) -> PageSettings:
    """Those of the library, with another address if one was asked for. Raises Refusal(s)."""
    wanted = replace(
        kept,
        on=True,
        host=asked.host if asked.host is not None else kept.host,
        port=asked.port if asked.port is not None else kept.port,
    )
    if wanted.port == 0:  # any that is free
        return replace(check(replace(wanted, port=1)), port=0)
    return check(wanted)


def _stand(desk: Desk, asked: argparse.Namespace, settings: PageSettings) -> bool:
    """Whether the page is served by the settings that hold now."""
    return _settings(desk.page.read(), asked) == settings


def _wait(desk: Desk, over: threading.Event, same: Callable[[], bool]) -> None:
    """Until a signal, or until the page's settings are no longer the ``same``; facts of the library that
    are changed elsewhere are taken over meanwhile."""
    seen = desk.data_version()
    while not over.wait(LOOKS_EVERY):
        now = desk.data_version()
        if now != seen:
            seen = now
            desk.facts.follow()
            if not same():
                return


def add(command: Command, say: Words) -> None:
    """The command that serves."""

    def port(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text[:12]) <= 65535):
            raise argparse.ArgumentTypeError(say("refusal.page.port"))
        return int(text)

    serve = command("serve", _serve)
    serve.add_argument("--host", metavar="ADDRESS", help=say("cli.help.host"))
    serve.add_argument("--port", type=port, metavar="N", help=say("cli.help.port"))
