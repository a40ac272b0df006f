"""The command that imports the campus registry."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ill_desktop.cli.line import ACTOR, Command, Line
from ill_desktop.errors import Refusal
from ill_desktop.words import Words

if TYPE_CHECKING:  # no other command needs what reads a registry
    from ill_desktop.desk import Desk
    from ill_desktop.patrons.registry import Checked, ImportResult
    from ill_desktop.patrons.registry_columns import Choices
    from ill_desktop.patrons.registry_file import RowProblem
    from ill_desktop.patrons.registry_table import Table

Pair = tuple[str, str]


def _import_registry(line: Line, asked: argparse.Namespace) -> int:
    from ill_desktop.patrons.registry_table import load

    with line.desk() as desk:
        table = desk.registry.read(ACTOR, load(asked.file), asked.file.name, asked.sheet, line.progress())
        choices = _chosen(desk, table, asked)
        unknown = desk.registry.unknown_classes(table, choices)
        checked = desk.registry.check(ACTOR, table, choices, line.progress())
        for problem in checked.file.problems:
            line.fail(_said(line.say, problem))
        for text, count in unknown:
            code = next(iter(desk.library.classes))
            line.fail(line.say("cli.registry.classes", text=text, count=f"{count:,}", code=code))
        if asked.dry_run:
            return _tell_plan(line, checked)
        result = desk.registry.take_in(ACTOR, checked, good_rows=asked.good_rows, step=line.progress())
        if result.import_id is None:
            return line.fail(line.say("cli.not_imported", file=asked.file.name))
        _tell(line, result)
    return 0


def _chosen(desk: Desk, table: Table, asked: argparse.Namespace) -> Choices:
    """How the file is read: what is known of such files, and above it what the person says.

    Raises Refusal ``registry.column``, ``registry.heading`` or ``registry.class``.
    """
    from ill_desktop.patrons import registry_columns

    known = desk.registry.choices(table)
    columns = dict(known.columns)
    for named, heading in asked.map:
        column = registry_columns.column_named(named)
        if column is None:
            raise Refusal("registry.column", column=named, columns=", ".join(registry_columns.COLUMNS))
        place = registry_columns.place_of(table.headings, heading)
        if place is None:
            raise Refusal("registry.heading", heading=heading, headings=", ".join(table.headings))
        columns[column] = place
    classes = dict(known.classes)
    for text, code in asked.classes:
        if code not in desk.library.classes:
            raise Refusal("registry.class", wanted=code, codes=", ".join(desk.library.classes))
        classes[registry_columns.folded(text)] = code
    return replace(known, columns=columns, classes=classes)


def _said(say: Words, problem: RowProblem) -> str:
    """``Line 7, Last six “123”: …``"""
    from ill_desktop.patrons.registry_file import sentence

    if problem.column:
        column = say(f"registry.column.{problem.column}")
        where = say("cli.registry.cell", line=problem.line, column=column, value=problem.value)
    else:
        where = say("cli.registry.row", line=problem.line)
    return say("cli.registry.problem", where=where, problem=sentence(problem, say))


def _tell_plan(line: Line, checked: Checked) -> int:
    plan = checked.plan
    figures = {
        "added": len(plan.added),
        "updated": len(plan.changed),
        "left": plan.unchanged,
        "leavers": len(plan.leavers),
    }
    print(line.say("cli.registry.dry", **{name: f"{count:,}" for name, count in figures.items()}))
    counts = Counter(column for change in plan.changed for column in change.columns)
    for column, count in sorted(counts.items()):
        name = line.say(f"registry.column.{column}")
        print(line.say("cli.registry.changed", column=name, count=f"{count:,}"))
    return 1 if checked.file.problems else 0


def _tell(line: Line, result: ImportResult) -> None:
    print(line.say("cli.done.import", added=result.added, updated=result.updated, left=result.left))
    if result.skipped:
        print(line.say("cli.registry.skipped", skipped=result.skipped))
    if result.readers:
        print(line.say("cli.registry.readers", readers=result.readers, renamed=result.renamed))
    if result.leavers:
        print(line.say("cli.registry.leavers", leavers=result.leavers))


def _pair(say: Words) -> Callable[[str], Pair]:
    def pair(text: str) -> Pair:
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise argparse.ArgumentTypeError(say("cli.registry.pair"))
        return name, value

    return pair


def add(command: Command, say: Words) -> None:
    """The command ``import-registry``."""
    registry = command("import-registry", _import_registry)
    registry.add_argument("file", type=Path, metavar="FILE", help=say("cli.help.registry_file"))
    registry.add_argument("--dry-run", action="store_true", help=say("cli.help.registry_dry"))
    pair = _pair(say)
    registry.add_argument(
        "--map", metavar="NAME=HEADING", type=pair, action="append", help=say("cli.help.registry_map")
    )
    registry.add_argument(
        "--class",
        dest="classes",
        metavar="TEXT=CODE",
        type=pair,
        action="append",
        help=say("cli.help.registry_class"),
    )
    registry.add_argument("--sheet", metavar="NAME", help=say("cli.help.registry_sheet"))
    registry.add_argument("--good-rows", action="store_true", help=say("cli.help.registry_good"))
    registry.set_defaults(map=[], classes=[])
