"""The commands that look after the library itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from ill_desktop.cli.line import ACTOR, Command, Line
from ill_desktop.errors import Refusal
from ill_desktop.words import Words


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


def add(command: Command, say: Words) -> None:
    """Backup and verification."""
    backup = command("backup", _backup)
    backup.add_argument("-o", "--output", type=Path, metavar="DIR", help=say("cli.help.backup_output"))
    command("verify", _verify)
