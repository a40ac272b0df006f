"""Who an import concerns: lists with their columns, shown as tables and taken away as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ill_desktop.patrons.registry_file import Person, RowProblem, sentence
from ill_desktop.patrons.registry_plan import Change
from ill_desktop.patrons.registry_queries import ImportRow, Leaver
from ui.kit.columns import NOTHING, Column
from ui.kit.progress import Progress
from ui.kit.text import said
from ui.patrons.columns import class_name
from ui.session import Session

HIDDEN = "******"


class RegistryLists(QObject):
    """The columns of every list; all of them follow the language."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def people(self) -> tuple[Column[Person], ...]:
        """People as they are, or will be, stored; the last six cannot be shown any more."""
        session = self._session
        return (
            Column("name", lambda: self.tr("Name"), lambda row: row.name, width=130, stretch=True),
            Column("number", lambda: self.tr("Number"), lambda row: row.number, width=120),
            Column("class", lambda: self.tr("Class"), lambda row: class_name(session, row.class_), width=140),
            Column(
                "department",
                lambda: self.tr("Department"),
                lambda row: row.department or NOTHING,
                width=150,
                stretch=True,
            ),
            Column("six", lambda: self.tr("Last six"), lambda row: HIDDEN, width=92),
            Column("until", lambda: self.tr("Valid until"), lambda row: row.valid_until, width=110),
        )

    def changes(self) -> tuple[Column[Change], ...]:
        return (
            Column("name", lambda: self.tr("Name"), lambda row: row.after.name, width=130),
            Column("number", lambda: self.tr("Number"), lambda row: row.after.number, width=120),
            Column("what", lambda: self.tr("What changes"), self._what, width=300, stretch=True),
        )

    def _what(self, change: Change) -> str:
        words, session = self._session.words, self._session
        parts = []
        for column in change.columns:
            name = words(f"registry.column.{column}")
            if column == "last_six":
                parts.append(name)
                continue
            field = {"class": "class_"}.get(column, column)
            old, new = (str(getattr(person, field) or NOTHING) for person in change)
            if column == "class":
                old, new = class_name(session, old), class_name(session, new)
            parts.append(f"{name} {old} → {new}")
        return " · ".join(parts)

    def problems(self) -> tuple[Column[RowProblem], ...]:
        words = self._session
        return (
            Column("line", lambda: self.tr("Line"), lambda row: f"{row.line:,}", width=72, align="right"),
            Column(
                "column",
                lambda: self.tr("Column"),
                lambda row: words.words(f"registry.column.{row.column}") if row.column else NOTHING,
                width=110,
            ),
            Column("value", lambda: self.tr("What stands there"), lambda row: row.value, width=150),
            Column(
                "what",
                lambda: self.tr("What is wrong"),
                lambda row: sentence(row, words.words),
                width=360,
                stretch=True,
            ),
        )

    def leavers(self) -> tuple[Column[Leaver], ...]:
        session = self._session
        return (
            Column("tick", "", lambda row: None, "check", width=44),
            Column(
                "name",
                lambda: self.tr("Name"),
                lambda row: (row.name, row.number),
                "two_line",
                130,
                stretch=True,
            ),
            Column(
                "class",
                lambda: self.tr("Department and class"),
                lambda row: (row.department or NOTHING, class_name(session, row.class_)),
                "two_line",
                150,
                stretch=True,
            ),
            Column("until", lambda: self.tr("Valid until"), lambda row: row.valid_until, width=110),
            Column("reader", lambda: self.tr("Reader"), self._reader, width=76),
            Column(
                "loans",
                lambda: self.tr("Not returned"),
                lambda row: f"{row.loans:,}" if row.loans else NOTHING,
                width=104,
                align="right",
            ),
            Column(
                "owed",
                lambda: self.tr("Owes"),
                lambda row: row.owed_fen or None,
                "money",
                width=96,
            ),
        )

    def _reader(self, row: Leaver) -> str:
        return NOTHING if row.patron_id is None else self.tr("yes")

    def history(self) -> tuple[Column[ImportRow], ...]:
        def figure(key: str, title: Any, field: str, width: int) -> Column[ImportRow]:
            def text(row: ImportRow) -> str:
                return f"{getattr(row, field):,}" if getattr(row, field) else NOTHING

            return Column(key, title, text, width=width, align="right")

        return (
            Column("at", lambda: self.tr("When"), lambda row: self._session.local(row.at), "date", 140),
            Column("who", lambda: self.tr("By"), lambda row: row.actor, width=92),
            Column("file", lambda: self.tr("File"), lambda row: row.file, width=130, stretch=True),
            figure("added", lambda: self.tr("New"), "added", 76),
            figure("updated", lambda: self.tr("Changed"), "updated", 84),
            figure("left", lambda: self.tr("As before"), "left", 84),
            figure("skipped", lambda: self.tr("Left out"), "skipped", 80),
            figure("leavers", lambda: self.tr("Missing"), "leavers", 80),
            figure("readers", lambda: self.tr("Readers"), "readers", 80),
        )

    # -- taking away ------------------------------------------------------------------------------

    def ask_where(self, title: str, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        """Ask for a file, and write a list there."""
        name, _filter = QFileDialog.getSaveFileName(self._over, title, f"{title}.csv", "CSV (*.csv)")
        if name:
            self.export(Path(name), title, columns, rows)

    def export(self, file: Path, title: str, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        """Write a list as CSV."""
        from ill_desktop.reports import files, parts

        shown = [column for column in columns if column.kind != "check"]
        heads = tuple(parts.Column(said(column.title), "text") for column in shown)

        def write(progress: Progress) -> None:
            cells = []
            for at, row in enumerate(rows):
                if not at & 1023:
                    progress.step(at, len(rows))
                cells.append(tuple(column.text(row) for column in shown))
            files.csv_file([parts.Part("list", title, heads, tuple(cells))], file)

        self._session.writing.write(file, write, title)
