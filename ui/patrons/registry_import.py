"""The campus registry from a file, in four steps: file, columns, check, done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from pathlib import Path
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedWidget, QWidget

from ill_desktop.patrons import registry_queries, registry_table
from ill_desktop.patrons.registry import Checked, Ended, ImportResult
from ill_desktop.patrons.registry_columns import Choices
from ill_desktop.patrons.registry_queries import Leaver
from ill_desktop.patrons.registry_table import Table
from ui.kit.dialogs import Sheet, confirm
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.progress import Progress, ProgressCard
from ui.kit.screen import clear, vbox
from ui.kit.steps import StepBar
from ui.kit.text import Text, said, write
from ui.patrons.registry_check_step import CheckStep
from ui.patrons.registry_columns_step import ColumnsStep
from ui.patrons.registry_file_step import FileStep
from ui.patrons.registry_lists import RegistryLists
from ui.patrons.registry_result_step import LeaversStep, ResultStep
from ui.session import Session

T = TypeVar("T")
FILE, COLUMNS, CHECK, RESULT, LEAVERS, WORKING = range(6)
STEPS = 4
SHOW_WORK_AFTER_MS = 250


class _Opened(NamedTuple):
    """A file that was read; ``checked`` when nothing had to be chosen."""

    data: bytes
    table: Table
    choices: Choices
    checked: Checked | None


class RegistryImport(Sheet):
    """Each step has one way on (Enter) and one back (Alt+Left); until the last nothing is stored."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._step, self._closed = FILE, False
        self.back = Button("registry-import-back", key="Alt+Left", badge=False)
        super().__init__(
            parent,
            "registry-import",
            lambda: self.tr("Import the campus registry"),
            lambda: self._primary_words(),
            on_primary=self._go_on,
            secondary=lambda: self.tr("Close"),
            width=960,
            aside=self.back,
        )
        write(self.back, self.back.say, self._back_words)
        self.back.clicked.connect(self._go_back)
        self._session = session
        self._name, self._data = "", b""
        self._table: Table | None = None
        self._unseen: tuple[Table, Choices] | None = None  # what the step of the columns has not shown yet
        self._checked: Checked | None = None
        self._progress: Progress | None = None
        self.setAcceptDrops(True)
        self._make_pages()
        box = self.layout()
        assert isinstance(box, QBoxLayout)  # the sheet's own
        self._bar = StepBar("registry-steps")
        self._file = Label("", "heading", name="registry-file")
        box.insertLayout(1, vbox(self._bar, self._file, self._pages, gap=8))
        box.setStretch(1, 1)
        self.setMinimumHeight(690)
        self.files.load()
        self._show(FILE)

    # -- pages ------------------------------------------------------------------------------------

    def _make_pages(self) -> None:
        session, lists = self._session, RegistryLists(self._session, self)
        self.files = FileStep(session, lists)
        self.columns, self.check = ColumnsStep(session), CheckStep(lists)
        self.outcome, self.leavers = ResultStep(), LeaversStep(session, lists)
        working = QWidget()
        self._working = vbox(gap=12)
        working.setLayout(vbox(None, self._working, None))
        self._pages = QStackedWidget()
        for each in (self.files, self.columns, self.check, self.outcome, self.leavers, working):
            self._pages.addWidget(each)
        for part in (self.columns, self.check, self.leavers):
            part.edited.connect(self._refresh)
        self.columns.sheet_asked.connect(self._read_sheet)
        self.leavers.opened.connect(self._open_reader)
        for button in (self.files.leavers, self.outcome.leavers):
            button.clicked.connect(self.show_leavers)

    def _show(self, step: int) -> None:
        self._step = step
        if step == COLUMNS and self._unseen is not None:
            unseen, self._unseen = self._unseen, None
            self.columns.show_table(*unseen)
        self._pages.setCurrentIndex(step)
        place = {FILE: 1, COLUMNS: 2, CHECK: 3, RESULT: 4}.get(step)
        self._bar.setVisible(place is not None)
        if place is not None:
            self._bar.show_step(place, STEPS)
        self._file.setText(self._name)
        self._file.setVisible(step in (COLUMNS, CHECK, RESULT))
        self._refresh()
        (
            self.primary if self.primary.isVisibleTo(self) and self.primary.isEnabled() else self.cancel
        ).setFocus()
        if step == COLUMNS:
            self.columns.go_to_first()
        elif step == CHECK:
            self.check.say()

    def _refresh(self) -> None:
        """What the buttons say and whether they can be pressed."""
        self.primary.say(self._primary_words())
        self.primary.setVisible(self._step not in (RESULT, WORKING))
        enabled = {COLUMNS: self.columns.ready(), LEAVERS: self._can_end()}
        self.primary.setEnabled(enabled.get(self._step, True))
        self.back.say(self._back_words())
        self.back.setVisible(self._step in (COLUMNS, CHECK, LEAVERS))

    def _primary_words(self) -> str:
        if self._step == COLUMNS:
            return self.tr("Check the rows")
        if self._step == CHECK and self.check.ready():
            return self.tr("Import %1 people").replace("%1", f"{self.check.count():,}")
        if self._step == LEAVERS:
            return self.tr("End the validity of %1 people…").replace("%1", f"{self.leavers.count():,}")
        return self.tr("Choose a file…") if self._step == FILE else self.tr("Choose another file…")

    def _back_words(self) -> str:
        return self.tr("Back to the columns") if self._step == CHECK else self.tr("Back")

    def _go_on(self) -> bool:
        if self._step == COLUMNS:
            self.look_through()
        elif self._step == CHECK and self.check.ready():
            self.take_in()
        elif self._step == LEAVERS:
            self.ask_to_end()
        else:
            self.choose()
        return False

    def _go_back(self) -> None:
        if self._step == LEAVERS:
            self.files.load()
        self._show(COLUMNS if self._step == CHECK else FILE)

    # -- work -------------------------------------------------------------------------------------

    def _work(
        self,
        title: Text,
        work: Callable[[Progress], T],
        on_done: Callable[[T], object],
        touches: tuple[str, ...] = (),
    ) -> None:
        """Do what may take long, with a bar once it does; stopped or refused, everything is as before."""
        before = self._step

        def ended() -> None:
            if self._closed:
                return  # the widgets are gone
            self._progress = None
            waiting.stop()
            self._pages.setEnabled(True)
            self._show(before)

        def done(result: T) -> None:
            if not self._closed:
                on_done(result)

        def show() -> None:
            clear(self._working)
            self._working.addWidget(ProgressCard(title, progress))
            self._show(WORKING)

        waiting = QTimer(self, singleShot=True, interval=SHOW_WORK_AFTER_MS)
        waiting.timeout.connect(show)
        self._pages.setEnabled(False)  # nothing is pressed twice meanwhile
        self.primary.setEnabled(False)
        progress = self._session.tasks.run(work, done, said(title), touches=touches, on_end=ended)
        self._progress = progress
        waiting.start()

    # -- steps ------------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for a file."""
        kinds = "XLSX, CSV (*.xlsx *.csv *.txt *.tsv);;* (*)"
        name, _filter = QFileDialog.getOpenFileName(self, self.tr("Import the campus registry"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file, and look it through at once if there is nothing to choose; nothing is imported."""
        self._open(lambda: registry_table.load(path), path.name)

    def _read_sheet(self, sheet: str) -> None:
        """The same workbook, another sheet."""
        data = self._data
        self._open(lambda: data, self._name, sheet)

    def _open(self, load: Callable[[], bytes], name: str, sheet: str | None = None) -> None:
        registry, by = self._session.desk.registry, self._session.actor

        def work(progress: Progress) -> _Opened:
            data = load()
            table = registry.read(by, data, name, sheet, progress.step)
            choices = registry.choices(table)
            asks = choices.missing or registry.unknown_classes(table, choices) or len(table.sheets) > 1
            checked = None if asks else registry.check(by, table, choices, progress.step)
            return _Opened(data, table, choices, checked)

        self._work(lambda: self.tr("Reading the file"), work, self._opened)

    def _opened(self, file: _Opened) -> None:
        self._data, self._table, self._name = file.data, file.table, file.table.name
        self._unseen = (file.table, file.choices)
        if file.checked is None:
            self._show(COLUMNS)
        else:
            self._looked_through(file.checked)

    def look_through(self) -> None:
        """The dry run, with the columns as they are chosen now."""
        registry, by, table = self._session.desk.registry, self._session.actor, self._table
        if table is None:
            return
        choices = self.columns.choices()
        self._work(
            lambda: self.tr("Checking the rows"),
            lambda progress: registry.check(by, table, choices, progress.step),
            self._looked_through,
        )

    def _looked_through(self, checked: Checked) -> None:
        self._checked = checked
        self.check.show_checked(checked)
        self._show(CHECK)

    def take_in(self) -> None:
        """Import what was checked, in one transaction that can be stopped."""
        registry, by, checked = self._session.desk.registry, self._session.actor, self._checked
        if checked is None:
            return
        good_rows = self.check.good_rows.value()
        self.check.stopped = True  # until it is done
        self._work(
            lambda: self.tr("Importing the registry"),
            lambda progress: registry.take_in(by, checked, good_rows=good_rows, step=progress.step),
            self._taken_in,
            touches=("patrons",),
        )

    def _taken_in(self, result: ImportResult) -> None:
        self.check.stopped = False
        self.outcome.show_result(result)
        self._show(RESULT)

    # -- leavers ----------------------------------------------------------------------------------

    def show_leavers(self) -> None:
        """Who was not in the last file."""
        ground = self._session.desk.ground
        self._work(
            lambda: self.tr("Looking for who is missing"),
            lambda progress: registry_queries.leavers(ground),
            self._found_leavers,
        )

    def _found_leavers(self, rows: list[Leaver]) -> None:
        self.leavers.show_leavers(rows)
        self._show(LEAVERS)

    def _can_end(self) -> bool:
        return self.leavers.until() is not None and self.leavers.count() > 0

    def ask_to_end(self) -> None:
        """Say what it means to give the ticked people their last day, and ask."""
        day, numbers = self.leavers.until(), frozenset(self.leavers.chosen())
        if day is None or not numbers:
            return

        def note() -> str:
            words = self.tr(
                "After %1 their cards can no longer be bound, and readers among them expire unless they "
                "still have or owe something. Whoever stands in a later file is valid again."
            )
            return words.replace("%1", day.isoformat())

        def title() -> str:
            return self.tr("End the validity of %1 people?").replace("%1", f"{len(numbers):,}")

        confirm(
            self,
            title,
            note,
            lambda: self.tr("End their validity"),
            lambda: self.end_leavers(day, numbers),
            danger=True,
        )

    def end_leavers(self, day: dt.date, numbers: Collection[str]) -> None:
        """Give people who were not in the last file their last day."""
        registry, by = self._session.desk.registry, self._session.actor

        def told(ended: Ended) -> None:
            words = self.tr("Valid until %2 from now on: %1 people, %3 readers among them.")
            for at, figure in enumerate((f"{ended.people:,}", day.isoformat(), f"{ended.readers:,}"), 1):
                words = words.replace(f"%{at}", figure)
            self._session.commands.said.emit(words, False)
            self.files.load()
            self._show(FILE)

        self._work(
            lambda: self.tr("Ending their validity"),
            lambda progress: registry.end_leavers(by, day, numbers),
            told,
            touches=("patrons",),
        )

    def _open_reader(self, patron_id: int) -> None:
        self.accept()
        self._session.open("patrons", patron_id)

    # -- closing and dropping ---------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Closing stops what runs; what was not finished leaves nothing."""
        self._closed = True
        if self._progress is not None:
            self._progress.cancel()
        super().done(result)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._progress is None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files and self._progress is None:
            event.acceptProposedAction()
            self.read(Path(files[0]))
