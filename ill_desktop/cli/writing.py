"""The commands that write a file for somebody else."""

from __future__ import annotations

import argparse
import csv
import sys
from operator import attrgetter
from pathlib import Path
from typing import TextIO

from ill_desktop.cli.line import ACTOR, Command, Line, month_of, replacing
from ill_desktop.words import Words

RECEIPT_COLUMNS = ("number", "issued_at", "operation_id", "amount_fen", "status")
STDOUT = "-"


def _report(line: Line, asked: argparse.Namespace) -> int:
    with line.desk() as desk, replacing(line, asked.output) as file:
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
        with replacing(line, target) as file, file.open("w", encoding="utf-8", newline="") as stream:
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


def add(command: Command, say: Words) -> None:
    """The commands that write a file for somebody else."""
    report = command("report", _report)
    report.add_argument("kind", choices=("month",), help=say("cli.help.report_kind"))
    report.add_argument(
        "--month", type=month_of(say), required=True, metavar="YYYY-MM", help=say("cli.help.month")
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
