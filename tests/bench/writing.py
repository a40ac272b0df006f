"""A payment against its rows inserted bare; backup and exports against the least they need."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import apsw

from db import connection, sqlite
from ill_desktop import money
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.rules import Tender
from ill_desktop.cli import ACTOR
from ill_desktop.desk import Desk
from ill_desktop.keeping import backup
from ill_desktop.reports import files
from ill_desktop.reports.parts import Column, Part
from tests.bench.measure import Result, in_turns, seconds

# In an order in which they may point at each other; posting before its entry.
TABLES = ("account", "posting", "entry", "paper", "request_event", "outbox", "audit", "audit_payload")


def measure(desk: Desk, work: Path, rounds: int, rows: int) -> list[Result]:
    """Everything that writes; the library is changed."""
    return [
        *measure_till(desk, work, rounds),
        *_exports(work, rounds, rows),
        _backup(desk, work, rounds),
    ]


def measure_till(desk: Desk, work: Path, rounds: int) -> list[Result]:
    """What happens at every payment."""
    return [_payment(desk, work, rounds), _receipt(desk, rounds)]


# A payment


def _unpaid() -> Iterator[tuple[int, cashier_queries.Due]]:
    patrons = connection.rows(
        int, "SELECT DISTINCT patron_id FROM request WHERE state = 'awaiting_payment' ORDER BY 1"
    )
    for patron in patrons:
        for due in cashier_queries.dues(patron):
            if not due.pending_slip:
                yield patron, due


def _newest(raw: apsw.Connection) -> dict[str, int]:
    return {table: _number(raw, f"SELECT COALESCE(MAX(id), 0) FROM {table}") for table in TABLES}


def _number(raw: apsw.Connection, sql: str) -> int:
    return int(raw.execute(sql).fetchall()[0][0] or 0)


def _payment(desk: Desk, work: Path, rounds: int) -> Result:
    """One payment through the desk, then the very rows it wrote inserted bare into a twin of the library."""
    result = Result("take_payment, durable", "s", 2.5)
    twin_file = work / "twin.db"
    mine = apsw.Connection(str(desk.ground.folder.database))
    sqlite.copy(mine, str(twin_file))
    twin = apsw.Connection(str(twin_file))
    for name, value in sqlite.PRAGMAS.items():
        twin.pragma(name, value)
    shift = cashier_queries.open_shift(1)
    assert shift is not None, "a demo has an open shift"
    for turn, (patron, due) in enumerate(list(_unpaid())[: rounds * 4 + 1]):
        before = _newest(mine)
        tender = Tender("cash", due.amount_fen)
        operation = f"bench:{turn}:{due.charge_id}"
        pay = partial(
            desk.counter.take_payment, ACTOR, shift.id, patron, [due.charge_id], [tender], operation
        )
        ours = seconds(pay)
        written = {
            table: mine.execute(f"SELECT * FROM {table} WHERE id > ?", (before[table],)).fetchall()
            for table in TABLES
        }
        floor = seconds(partial(_insert, twin, written))
        if turn:  # the first fills caches
            result.ours.append(ours)
            result.floor.append(floor)
    twin.close()
    mine.close()
    if not result.ours:
        result.note = "skipped: nobody owes anything"
    return result


def _insert(twin: apsw.Connection, written: dict[str, list[tuple[Any, ...]]]) -> None:
    twin.execute("BEGIN IMMEDIATE")
    for table, rows in written.items():
        for row in rows:
            twin.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    twin.execute("COMMIT")


# A receipt


def _receipt(desk: Desk, rounds: int) -> Result:
    words, branch = desk.words("zh_CN"), desk.library.branches[desk.branch]
    paper = int(connection.value("SELECT MAX(id) FROM paper WHERE series = 'V'"))
    texts = _texts(desk.papers.receipt(paper, branch, words))
    return in_turns(
        "receipt PDF, warm",
        lambda: desk.papers.receipt(paper, branch, words),
        lambda: _bare_canvas(texts),
        1.5,
        rounds,
        10,
    )


def _texts(pdf: bytes) -> list[str]:
    import io

    from pypdf import PdfReader

    return PdfReader(io.BytesIO(pdf)).pages[0].extract_text().splitlines()


def _bare_canvas(texts: list[str]) -> bytes:
    import io

    from reportlab.lib.pagesizes import A5
    from reportlab.pdfgen.canvas import Canvas

    from ill_desktop.documents import fonts

    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A5, initialFontName=fonts.FAMILY)  # type: ignore[arg-type]
    canvas.setFont(fonts.FAMILY, 9)
    for line, text in enumerate(texts):
        canvas.drawString(40, 560 - 14 * line, text)
    canvas.save()
    return stream.getvalue()


# Files


def _exports(work: Path, rounds: int, count: int) -> list[Result]:
    units = ("text", "text", "text", "text", "count", "fen", "text", "count", "fen")
    columns = tuple(Column(f"column {place}", unit) for place, unit in enumerate(units))  # type: ignore[arg-type]
    row = (
        "YQ1-20261121-0018",
        "城市湖泊沉积物重金属迁移的实验研究",
        "赵一鸣",
        "已完成",
        12,
        630,
        "现金",
        1,
        315,
    )
    part = Part("rows", "rows", columns, (row,) * count)

    def bare_xlsx() -> None:
        import xlsxwriter

        with xlsxwriter.Workbook(str(work / "floor.xlsx"), {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            shape = book.add_format({"num_format": "#,##0.00"})
            for line in range(count):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        sheet.write_string(line, place, cell, shape)
                    else:
                        sheet.write_number(line, place, cell, shape)

    def bare_csv() -> None:
        with (work / "floor.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            for cells in part.rows:  # amounts in yuan are part of the work
                writer.writerow(
                    money.plain(cell) if unit == "fen" and isinstance(cell, int) else cell
                    for cell, unit in zip(cells, units, strict=True)
                )

    named = f"{count:,} rows of 9 cells as"
    return [
        in_turns(
            f"{named} XLSX", lambda: files.xlsx([part], work / "ours.xlsx", "", ""), bare_xlsx, 1.2, rounds
        ),
        in_turns(f"{named} CSV", lambda: files.csv_file([part], work / "ours.csv"), bare_csv, 1.2, rounds),
    ]


# Backup


def _backup(desk: Desk, work: Path, rounds: int) -> Result:
    """The copying alone; what it is checked for comes on top."""
    source = apsw.Connection(str(desk.ground.folder.database))

    def ours() -> None:
        folder = work / "ours-backup"
        with backup.making(folder) as part:
            backup.copy_database(part / "library.db", lambda done, of: None, [])
        shutil.rmtree(folder)

    def floor() -> None:
        target = work / "floor-backup.db"
        copied = apsw.Connection(str(target))
        with copied.backup("main", source, "main") as made:
            while not made.done:
                made.step()
        copied.close()
        target.unlink()

    result = in_turns("backup, without its checks", ours, floor, 1.2, min(rounds, 5))
    source.close()
    return result
