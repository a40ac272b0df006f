"""The commands about a person's data, and about how long a library keeps it."""

from __future__ import annotations

import argparse
from pathlib import Path

from ill_desktop.cli.line import ACTOR, Command, Line, replacing
from ill_desktop.errors import Refusal
from ill_desktop.words import Words


def _person(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        patron_id = _patron(asked.number)
        with replacing(line, asked.output, rights=0o600) as part:
            desk.reports.person(ACTOR, patron_id, line.say.language, part)
    print(line.say("cli.done.person", number=asked.number, file=asked.output))
    return 0


def _erase(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        taken = desk.erasing.erase(ACTOR, _patron(asked.number), asked.reason)
    print(line.say("cli.done.erase", number=asked.number, **taken._asdict()))
    return 0


def _patron(number: str) -> int:
    from ill_desktop.patrons import queries

    if (patron_id := queries.by_number(number)) is None:
        raise Refusal("patron.gone")
    return patron_id


def _retention(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk:
        plan = desk.retention.plan(ACTOR)
        for each in plan:
            rule = line.say(f"retention.{each.rule}")
            facts = {"before": each.before, "many": f"{each.many:,}", "total": f"{each.total:,}"}
            print(line.say("cli.retention.rule", rule=rule, **facts))
        if not plan:
            print(line.say("cli.retention.off"))
        if not asked.run_it or not any(each.many for each in plan):
            return 0
        agreed = {each.rule: each.many for each in plan}
        made = desk.retention.run(ACTOR, agreed, above_cap=asked.above_cap, progress=line.progress())
    print(line.say("cli.retention.done", folder=made.folder))
    return 0


def add(command: Command, say: Words) -> None:
    """A person's data, a person erased, what is forgotten after its days."""
    person = command("person", _person)
    person.add_argument("number", metavar="NUMBER", help=say("cli.help.patron_number"))
    person.add_argument(
        "-o", "--output", type=Path, metavar="FILE", required=True, help=say("cli.help.person_output")
    )
    erase = command("erase", _erase)
    erase.add_argument("number", metavar="NUMBER", help=say("cli.help.patron_number"))
    erase.add_argument("--reason", required=True, metavar="TEXT", help=say("cli.help.reason"))
    retention = command("retention", _retention)
    retention.add_argument("--run", dest="run_it", action="store_true", help=say("cli.help.retention_run"))
    retention.add_argument("--above-cap", action="store_true", help=say("cli.help.above_cap"))
