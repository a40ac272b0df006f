"""The directory of suppliers taken from a file, and given to one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ill_desktop.requests.supplier_file import LARGEST, Imported, Problem
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.models import StaticModel
from ui.kit.screen import panel
from ui.kit.table import TableView
from ui.session import Session

TOPICS = ("requests",)
_KINDS = "CSV (*.csv *.txt *.tsv)"


class Unreadable(Exception):
    """What the disk said instead."""


class SupplierFiles(QObject):
    """Sheets open above ``over``."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def ask_export(self) -> None:
        """Ask where to, and write the directory there."""
        name, _kind = QFileDialog.getSaveFileName(
            self._over, self.tr("Export the directory"), self.tr("Suppliers") + ".csv", _KINDS
        )
        if name:
            self.export(Path(name))

    def export(self, file: Path) -> None:
        """Write the directory as CSV, with a mark by which spreadsheets know UTF-8."""
        from ill_desktop.requests import supplier_file

        words = self._session.words

        def write() -> None:
            file.write_text(supplier_file.export(words, retired=True), "utf-8-sig", newline="")

        self._session.writing.write(file, lambda _progress: write(), self.tr("Export the directory"))

    def ask_import(self) -> None:
        """Ask which file, and take it in."""
        name, _kind = QFileDialog.getOpenFileName(self._over, self.tr("Import suppliers"), "", _KINDS)
        if name:
            self.import_file(Path(name))

    def import_file(self, file: Path) -> None:
        """Add and renew suppliers from a file, all or nothing; what is wrong is listed line by line."""
        from ill_desktop.requests import supplier_file

        desk, actor = self._session.desk, self._session.actor

        def work() -> Imported | Unreadable:
            try:
                with file.open("rb") as stream:
                    data = stream.read(LARGEST + 1)
            except OSError as error:
                return Unreadable(error.strerror or "")
            return supplier_file.import_file(desk.ground, actor, data)

        self._session.tasks.run(lambda _progress: work(), self._told, self.tr("Import suppliers"))

    def _told(self, result: Imported | Unreadable) -> None:
        commands = self._session.commands
        if isinstance(result, Unreadable):
            sentence = self.tr("The file could not be read: %1")
            commands.refused.emit(sentence.replace("%1", str(result)))
        elif result.problems:
            ProblemSheet(self._session, self._over, result.problems).open()
        else:
            says = self.tr("Suppliers added: %1, changed: %2")
            says = says.replace("%1", f"{result.added:,}").replace("%2", f"{result.changed:,}")
            commands.succeed(result, None, says, frozenset(TOPICS))


class ProblemSheet(Sheet):
    """What is wrong with a file, line by line; nothing of it was taken."""

    def __init__(self, session: Session, over: QWidget, problems: tuple[Problem, ...]) -> None:
        def field(problem: Problem) -> str:
            name = problem.refusal.field or ""
            words = session.words
            return words(f"supplier.{name}") if words.has(f"supplier.{name}") else ""

        model: StaticModel[Problem] = StaticModel(
            [
                Column("line", lambda: self.tr("Line"), lambda row: f"{row.line:,}", width=64, align="right"),
                Column("field", lambda: self.tr("Column"), field, width=140),
                Column(
                    "what",
                    lambda: self.tr("What is wrong"),
                    lambda row: session.words.refusal(row.refusal),
                    width=320,
                    stretch=True,
                ),
            ],
            problems,
            key=id,
        )
        self.table = TableView("supplier-problems", model, title=lambda: self.tr("What is wrong"))
        self.table.setMinimumHeight(260)
        super().__init__(
            over,
            "supplier-import",
            lambda: self.tr("Nothing was imported"),
            None,
            note=lambda: self.tr("Mend these lines in the file and import it again."),
            body=panel(self.table, margins=0),
            secondary=lambda: self.tr("Close"),
            width=680,
        )
