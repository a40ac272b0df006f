"""A statement is read before it is kept: which column is which, what cannot be read, what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QGridLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier import reconciliation, statement_file
from ill_desktop.cashier.reconciliation import Import, Imported
from ill_desktop.cashier.statement_file import HEADINGS, File, Layout, Problem, Read, Row
from ill_desktop.errors import Refusal
from ui.cashier.proof_pictures import files_of
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.text import write
from ui.session import Session

_SHOWN = 200  # rows of the preview
_PROBLEMS, _IN_TIP = 4, 40  # lines that cannot be read: below the table, and when one points there


@dataclass(frozen=True)
class _Loaded:
    data: bytes
    table: File | Problem
    before: Import | None


@dataclass(frozen=True)
class _Shown:
    """A row of the preview; they have no number of their own."""

    id: int
    row: Row


class ImportSheet(Sheet):
    """Choose or drop the file, look at what it says, Enter. Nothing is stored before."""

    def __init__(self, parent: QWidget | None, session: Session, account: str) -> None:
        self._loaded: _Loaded | None = None
        self._read: Read | None = None
        body = QWidget()
        super().__init__(
            parent,
            "statement",
            lambda: self.tr("Import a statement: %1").replace("%1", session.words(f"tender.{account}")),
            self._primary_words,
            body=body,
            on_primary=self._go_on,
            width=960,
        )
        self._session, self._account = session, account
        self._name, self._closed = "", False
        self.setAcceptDrops(True)
        self._file = ElidedLabel("", "heading", name="statement-file")
        self._other = Button("statement-other", lambda: self.tr("Another file…"), on=self.choose)
        self._sums = Label("", wrap=True, name="statement-sums")
        self._warning = Label("", "note", tone="caution", wrap=True, name="statement-warning")
        self.columns = {column: self._column(column) for column in HEADINGS}
        self.rows = StaticModel(self._preview_columns())
        self._empty = Empty("upload", self._empty_words)
        self.table = TableView(
            "statement-preview",
            self.rows,
            title=lambda: self.tr("What the file says"),
            empty=self._empty,
            enter=False,
        )
        self.table.setMinimumHeight(300)
        self._choices = QWidget()
        self._choices.setLayout(self._lay_columns())
        head = hbox(self._file, self._other, gap=12)
        head.setStretch(0, 1)
        body.setLayout(
            vbox(
                head,
                self._choices,
                panel(self.table, margins=0),
                self._sums,
                self._warning,
                gap=12,
            )
        )
        self._show()

    def _column(self, column: str) -> Choice:
        choice = Choice(f"statement-column-{column}", self._headings)
        write(self, choice.setAccessibleName, self._namer(column))
        choice.edited.connect(self._chosen)
        return choice

    def _namer(self, column: str) -> Callable[[], str]:
        return lambda: self._session.words(f"statement.column.{column}")

    def _lay_columns(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for number, (column, choice) in enumerate(self.columns.items()):
            across, down = number % 4, number // 4
            grid.addLayout(vbox(Label(self._namer(column), "note"), choice, gap=2), down, across)
            grid.setColumnStretch(across, 1)
        return grid

    def _preview_columns(self) -> list[Column[_Shown]]:
        return [
            Column("day", lambda: self.tr("Date"), lambda shown: shown.row.day, width=110),
            Column(
                "amount", lambda: self.tr("Amount"), lambda shown: shown.row.amount_fen, "money", width=120
            ),
            Column("reference", lambda: self.tr("Number"), lambda shown: shown.row.reference, width=190),
            Column("payer", lambda: self.tr("Payer"), lambda shown: shown.row.payer, width=160),
            Column("note", lambda: self.tr("Purpose"), lambda shown: shown.row.note, width=160, stretch=True),
        ]

    def _primary_words(self) -> str:
        read = self._read
        if read is None or not read.rows:
            return self.tr("Choose a file…")
        return self.tr("Import %1 lines").replace("%1", f"{len(read.rows):,}")

    def _empty_words(self) -> str:
        if self._loaded is None:
            return self.tr("Choose a CSV file, or drop it here.")
        return self.tr("Nothing can be read yet. Say above which column holds the date and which the amount.")

    # -- the file ---------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        name, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Import a statement"), "", "CSV (*.csv *.txt *.tsv);;* (*)"
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file and show what it says; nothing is stored."""
        account = self._account

        def work(_progress: object) -> _Loaded:
            try:
                if path.stat().st_size > statement_file.LARGEST_BYTES:
                    raise Refusal("statement.large", most=statement_file.LARGEST_BYTES >> 20)
                data = path.read_bytes()
            except OSError as problem:
                raise Refusal("proof.unreadable", name=path.name) from problem
            table = statement_file.opened(data, reconciliation.columns(account))
            return _Loaded(data, table, reconciliation.imported_before(account, data))

        self._name = path.name
        self._session.tasks.run(work, self._opened, self.tr("Reading the file"))

    def done(self, result: int) -> None:
        """Closed: what still runs ends without it."""
        self._closed = True
        super().done(result)

    def _opened(self, loaded: _Loaded) -> None:
        if self._closed:
            return
        self._loaded = loaded
        table = loaded.table
        layout = table.layout if isinstance(table, File) else None
        for column, choice in self.columns.items():
            choice.reload()
            choice.set_value(layout.places.get(column) if layout else None)
        self._interpret()

    def _headings(self) -> list[tuple[int | None, str]]:
        """The headings of the file, by their place."""
        loaded = self._loaded
        if loaded is None or not isinstance(loaded.table, File):
            return [(None, "—")]
        cells = loaded.table.headings(self._heading_line())
        return [(None, "—"), *((place, cell) for place, cell in enumerate(cells) if cell)]

    def _heading_line(self) -> int:
        """Where the headings stand: as found, else the first line with several cells."""
        table = self._loaded.table if self._loaded else None
        if not isinstance(table, File):
            return 0
        if table.layout is not None:
            return table.layout.heading
        many = (at for at, cells in enumerate(table.lines) if sum(map(bool, cells)) > 2)
        return next(many, 0)

    def _places(self) -> Mapping[str, int]:
        return {
            column: choice.value() for column, choice in self.columns.items() if choice.value() is not None
        }

    def _chosen(self) -> None:
        self._interpret()

    def _interpret(self) -> None:
        """Read the rows by the columns as they are chosen now."""
        table = self._loaded.table if self._loaded else None
        if isinstance(table, File):
            layout = Layout(self._heading_line(), self._places())
            days = reconciliation.days_told(self._session.desk.clock.day())
            self._read = statement_file.rows(table, layout, *days) if layout.complete else Read()
        else:
            self._read = Read(problems=[table]) if table else None
        self._show()

    # -- what it says -----------------------------------------------------------------------------

    def _show(self) -> None:
        read = self._read
        self._file.setText(self._name)
        self._other.setVisible(self._loaded is not None)
        self._choices.setVisible(self._loaded is not None and isinstance(self._loaded.table, File))
        rows = read.rows if read else []
        self._empty.say(self._empty_words())
        self.rows.set_rows([_Shown(at, row) for at, row in enumerate(rows[:_SHOWN])])
        self._sums.setText(self._summary(read) if read else "")
        self._warning.setText(self._warnings(read) if read else "")
        self._warning.setVisible(bool(self._warning.text()))
        problems = read.problems[:_IN_TIP] if read else []
        self._warning.setToolTip("\n".join(self._problem(each) for each in problems))
        self.primary.say(self._primary_words())
        self.primary.setFocus()

    def _summary(self, read: Read) -> str:
        came = sum(row.amount_fen for row in read.rows if row.amount_fen > 0)
        went = sum(row.amount_fen for row in read.rows if row.amount_fen < 0)
        parts = [
            self.tr("%1 lines").replace("%1", f"{len(read.rows):,}"),
            self.tr("came %1").replace("%1", money.yuan(came)),
            self.tr("went %1").replace("%1", money.yuan(-went)),
        ]
        if read.rows:
            days = [row.day for row in read.rows]
            parts.append(f"{min(days)} – {max(days)}")
        if read.left_out:
            parts.append(self.tr("totals left out: %1").replace("%1", str(read.left_out)))
        return " · ".join(parts) if read.rows else ""

    def _warnings(self, read: Read) -> str:
        told = []
        before = self._loaded.before if self._loaded else None
        if before is not None:
            at = self._session.local(before.at)
            told.append(
                self.tr(
                    "This very file was imported on %1. Lines that are known are not taken twice."
                ).replace("%1", f"{at:%Y-%m-%d %H:%M}")
            )
        told += [self._problem(each) for each in read.problems[:_PROBLEMS]]
        if len(read.problems) > _PROBLEMS:
            more = str(len(read.problems) - _PROBLEMS)
            told.append(self.tr("and %1 more lines that cannot be read").replace("%1", more))
        return "\n".join(told)

    def _problem(self, problem: Problem) -> str:
        said = self._session.words(f"statement.problem.{problem.code}", **problem.facts)
        if not problem.line:
            return said
        return self.tr("Line %1: %2").replace("%1", str(problem.line)).replace("%2", said)

    # -- taking it in -----------------------------------------------------------------------------

    def _go_on(self) -> bool:
        read, loaded = self._read, self._loaded
        if read is None or loaded is None or not read.rows:
            self.choose()
            return False
        session, account, name = self._session, self._account, self._name
        layout = Layout(self._heading_line(), self._places())
        self.primary.setEnabled(False)
        session.tasks.run(
            lambda _progress: session.desk.reconciliation.import_statement(
                session.actor, account, loaded.data, name, layout
            ),
            lambda _done: self._ended(close=True),
            self.tr("Importing the statement"),
            touches=("cashier",),
            says=self._said,
            on_end=self._ended,
        )
        return False  # closed above, once it is stored

    def _ended(self, close: bool = False) -> None:
        if self._closed:
            return
        self.primary.setEnabled(True)
        if close:
            self.accept()

    def _said(self, done: Imported) -> str:
        said = self.tr("Imported: %1 · matched: %2 · known already: %3")
        for place, count in enumerate((done.added, done.matched, done.known), 1):
            said = said.replace(f"%{place}", f"{count:,}")
        return said

    # -- dropping ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_of(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.read(files_of(event.mimeData())[0])
