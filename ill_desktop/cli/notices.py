"""The commands that tell readers: sending what waits, and the daily round."""

from __future__ import annotations

import argparse

from ill_desktop.cli.line import ACTOR, Command, Line, count_of
from ill_desktop.notices.delivery import Delivered
from ill_desktop.words import Words

MOST = 100_000
QUIET = frozenset({"notice.rate"})  # the rest follows by itself


def _notices(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        if asked.action == "pause":
            desk.notices.pause(ACTOR)
            print(line.say("cli.done.paused"))
            return 0
        if asked.action == "resume":
            desk.notices.resume(ACTOR)
            print(line.say("cli.done.resumed"))
            return 0
        done = desk.delivery.deliver(asked.limit)
        letters = desk.delivery.standing().letters
    print(line.say("cli.done.sent", sent=done.sent, later=done.later, failed=done.failed))
    if letters:
        print(line.say("cli.done.letters", count=letters))
    return _waiting(line, done)


def _waiting(line: Line, done: Delivered) -> int:
    """Say what waits and why; exit code 1 when somebody has to do something about it."""
    for way, reason in done.waits.items():
        line.fail(line.say("cli.waits", way=line.say(f"notice_way.{way}"), reason=line.say.refusal(reason)))
    serious = any(reason.code not in QUIET for reason in done.waits.values())
    return 1 if done.failed or serious else 0


def _daily(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        done = desk.daily.run(ACTOR)
    for name, count in vars(done).items():
        if count:
            print(line.say(f"cli.daily.{name}", count=count))
    print(line.say("cli.done.daily"))
    return 0


def add(command: Command, say: Words) -> None:
    """Sending, and the daily round."""
    notices = command("notices", _notices)
    notices.add_argument("action", choices=("send", "pause", "resume"), help=say("cli.help.notices_action"))
    notices.add_argument(
        "--limit", type=count_of(say, 1, MOST), default=MOST, metavar="N", help=say("cli.help.notices_limit")
    )
    command("daily", _daily)
