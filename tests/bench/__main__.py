"""``python -m tests.bench``: how fast the desk is, each time beside the least that the same work can take.

The table goes to standard output, the figures to ``out/bench.json``. The exit code says nothing about
speed: a goal that was not kept is in the table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import tempfile
import time
from pathlib import Path

from db import connection
from ill_desktop.cli import make_demo
from ill_desktop.desk import open_desk
from tests.bench import (
    backups,
    cashier,
    citations,
    measure,
    patrons,
    reading,
    registry,
    start,
    today,
    web,
    writing,
)
from tests.bench import requests as requests_bench
from tests.bench import typing as typing_bench
from tests.bench.measure import Result

QUICK, FULL = (500, 5_000), (100_000, 1_000_000)
OUT = Path("out/bench.json")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="a million requests; takes some minutes to make")
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="a demo library made before; it is not changed"
    )
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="turns of each measurement (9)")
    parser.add_argument("-o", "--output", type=Path, default=OUT, metavar="FILE", help=f"figures ({OUT})")
    return parser.parse_args()


def prepare(asked: argparse.Namespace, work: Path) -> tuple[Path, Result | None]:
    """A demo library to measure in, and how long it took to make."""
    target = work / "library"
    if asked.data:
        shutil.copytree(asked.data, target)
        return target, None
    readers, requests = FULL if asked.full else QUICK
    print(f"Making a demo library of {requests:,} requests …", flush=True)
    began = time.perf_counter()
    desk = make_demo(target, readers, requests, 1)
    took = time.perf_counter() - began
    tables = connection.rows(
        str, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_search*'"
    )
    rows = sum(int(connection.value(f"SELECT COUNT(*) FROM {table}")) for table in tables)
    desk.close()
    note = f"{rows:,} rows, {rows / took:,.0f} a second"
    return target, Result(f"demo library of {requests:,} requests", "s", None, [took], note=note)


def main() -> None:
    asked = arguments()
    work = Path(tempfile.mkdtemp(prefix="ill-desk-bench-"))
    try:
        library, made = prepare(asked, work)
        results = [made] if made else []
        results += start.measure(library, asked.rounds)
        desk = open_desk(library)
        results += reading.measure(desk, asked.rounds)
        results += requests_bench.measure(desk, asked.rounds)
        results += today.measure(desk, asked.rounds)
        results += writing.measure(desk, work, asked.rounds, 100_000 if asked.full else 10_000)
        results.append(backups.measure(desk, work, asked.rounds))
        results += cashier.measure(desk, asked.rounds)
        results += registry.measure(desk, asked.rounds)
        results += citations.measure(asked.rounds)
        requests = int(connection.value("SELECT COUNT(*) FROM request"))
        desk.close()
        results += typing_bench.measure(library, 3)
        results.append(backups.measure_window(library, 3))
        results += web.measure(library, asked.rounds)
        results += patrons.measure(work, asked.rounds, 100_000)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"\n{requests:,} requests, {os.cpu_count()} processors, Python {platform.python_version()}\n")
    print(measure.table(results))
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    facts = {"requests": requests, "results": [each.facts() for each in results]}
    asked.output.write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main()
