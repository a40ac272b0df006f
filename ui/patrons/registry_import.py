"""The campus registry from a file: looked through first, taken in whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QStackedWidget, QWidget

from ill_desktop.errors import Refusal
from ill_desktop.patrons import registry_file
from ill_desktop.patrons.registry import ImportResult
from ill_desktop.patrons.registry_file import Person, RegistryFile, RowProblem
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.models import StaticModel
from ui.kit.progress import Progress, ProgressCard
from ui.kit.screen import clear, hbox, panel, vbox
from ui.kit.table import TableView
from ui.patrons.columns import class_name
from ui.session import Session

LARGEST_MIB = 64
PREVIEWED, PROBLEMS_SHOWN = 8, 500
CHOOSE, PREVIEW, WRONG, WORKING, RESULT = range(5)


@dataclass(frozen=True)
class Loaded:
    """A file that was looked through."""

    name: str
    data: bytes
    file: RegistryFile


def load(path: Path, session: Session) -> Loaded:
    """Read and check a file. Raises Refusal ``registry.file`` or ``registry.size``; what is wrong inside
    the file is said in its problems."""
    try:
        if path.stat().st_size > LARGEST_MIB << 20:
            raise Refusal("registry.size", name=path.name, largest=LARGEST_MIB)
        data = path.read_bytes()
    except OSError as problem:
        raise Refusal("registry.file", name=path.name, problem=problem.strerror or "") from problem
    return Loaded(path.name, data, registry_file.read(data, session.desk.library.classes))


class DropField(QFrame):
    """Where a file is dropped, or chosen."""

    def __init__(self, choose: Button) -> None:
        super().__init__()
        self.setObjectName("registry-drop")
        picture = Icon("upload", 40)
        words = Label(lambda: self.tr("Drop the registry here, or choose the file"), "subtitle")
        columns = Label(
            lambda: self.tr(
                "CSV (UTF-8 or GB18030) with columns number, name, class, department, last six, valid until"
            ),
            "note",
            wrap=True,
        )
        for label in (words, columns):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = vbox(None, picture, words, columns, 4, choose, None, gap=8, margins=24)
        for part in (picture, choose):
            box.setAlignment(part, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(box)


class RegistryImport(Sheet):
    """Choose or drop a file, look at it, take it in."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(
            parent,
            "registry-import",
            lambda: self.tr("Import the campus registry"),
            lambda: self._primary_words(),
            on_primary=self._go_on,
            secondary=lambda: self.tr("Close"),
            width=760,
        )
        self._session = session
        self._loaded: Loaded | None = None
        self._stopped = False
        self._progress: Progress | None = None
        self.setAcceptDrops(True)
        self._file = Label("", "heading", name="registry-file")
        self._counts = Label(lambda: self._counted(), "subtitle", wrap=True, name="registry-counts")
        self._people = StaticModel[Person](self._people_columns(), key=lambda person: person.number)
        self._problems = StaticModel[RowProblem](
            self._problem_columns(), key=lambda problem: (problem.line, problem.code)
        )
        self._result = Facts("registry-result", figures=True)
        self._working = vbox(gap=12)
        self._pages = QStackedWidget()
        self._fill_pages()
        box = self.layout()
        assert isinstance(box, QBoxLayout)  # the sheet's own
        box.insertLayout(1, vbox(self._file, self._counts, self._pages, gap=8))
        self._show(CHOOSE)

    _step = CHOOSE

    # -- layout -----------------------------------------------------------------------------------

    def _fill_pages(self) -> None:
        choose = Button("registry-choose", lambda: self.tr("Choose a file…"), on=self.choose)
        people = TableView("registry-people", self._people, title=lambda: self.tr("First people"))
        problems = TableView("registry-problems", self._problems, title=lambda: self.tr("Problems"))
        for table in (people, problems):
            table.setMinimumHeight(PREVIEWED * 44 + 34)
        working, result = QWidget(), QWidget()
        working.setLayout(vbox(None, self._working, None))
        result.setLayout(
            vbox(
                hbox(
                    Icon("check", 28, "good"),
                    Label(lambda: self.tr("The registry is up to date"), "heading"),
                    None,
                ),
                self._result,
                Label(
                    lambda: self.tr("Who stands in the registry but not in the file stays there."),
                    "note",
                    wrap=True,
                ),
                None,
                gap=16,
            )
        )
        for page in (
            panel(DropField(choose), name="registry-drop-panel"),
            panel(people, margins=0),
            panel(problems, margins=0),
            working,
            result,
        ):
            self._pages.addWidget(page)

    def _people_columns(self) -> tuple[Column[Person], ...]:
        session = self._session
        return (
            Column("name", lambda: self.tr("Name"), lambda row: row.name, width=140, stretch=True),
            Column("number", lambda: self.tr("Number"), lambda row: row.number, width=120),
            Column("class", lambda: self.tr("Class"), lambda row: class_name(session, row.class_), width=150),
            Column(
                "department",
                lambda: self.tr("Department"),
                lambda row: row.department,
                width=150,
                stretch=True,
            ),
            Column("until", lambda: self.tr("Valid until"), lambda row: row.valid_until, width=110),
        )

    def _problem_columns(self) -> tuple[Column[RowProblem], ...]:
        return (
            Column(
                "line",
                lambda: self.tr("Line"),
                lambda row: f"{row.line:,}" if row.line else None,
                width=80,
                align="right",
            ),
            Column("what", lambda: self.tr("What is wrong"), self._sentence, width=400, stretch=True),
        )

    def _sentence(self, problem: RowProblem) -> str:
        return self._session.words(f"registry.problem.{problem.code}", **problem.facts)

    # -- steps ------------------------------------------------------------------------------------

    def _show(self, step: int) -> None:
        self._step = step
        self._pages.setCurrentIndex(step)
        self.primary.say(self._primary_words())
        self.primary.setVisible(step in (PREVIEW, WRONG))
        (self.primary if step in (PREVIEW, WRONG) else self.cancel).setFocus()
        self._file.setText(self._loaded.name if self._loaded else "")
        self._file.setVisible(step in (PREVIEW, WRONG))
        self._counts.setText(self._counted())
        self._counts.setVisible(step in (PREVIEW, WRONG))

    def _counted(self) -> str:
        if self._loaded is None:
            return ""
        if self._stopped:
            return self.tr("Stopped. Nothing was imported.")
        file = self._loaded.file
        if file.problems:
            return self.tr(
                "Nothing is imported while there are problems: %1. Mend the file and choose it again."
            ).replace("%1", f"{len(file.problems):,}")
        return self.tr("%1 people, no problems. These are the first:").replace("%1", f"{len(file.people):,}")

    def _primary_words(self) -> str:
        if self._step == PREVIEW and self._loaded is not None:
            return self.tr("Import %1 people").replace("%1", f"{len(self._loaded.file.people):,}")
        return self.tr("Choose another file…")

    def _go_on(self) -> bool:
        if self._step == PREVIEW:
            self.take_in()
        else:
            self.choose()
        return False

    def choose(self) -> None:
        """Ask for a file."""
        name, _filter = QFileDialog.getOpenFileName(
            self, self.tr("Import the campus registry"), "", "CSV (*.csv *.txt *.tsv);;* (*)"
        )
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Look a file through; nothing is imported yet."""
        session = self._session
        session.tasks.run(
            lambda progress: load(path, session), self._looked_through, self.tr("Reading the file")
        )

    def _looked_through(self, loaded: Loaded) -> None:
        self._loaded, self._stopped = loaded, False
        file = loaded.file
        self._problems.set_rows(file.problems[:PROBLEMS_SHOWN])
        self._people.set_rows(file.people[:PREVIEWED])
        self._show(WRONG if file.problems else PREVIEW)

    def take_in(self) -> None:
        """Import what was looked through, in one transaction that can be stopped."""
        loaded, session = self._loaded, self._session
        if loaded is None:
            return
        service, by = session.desk.registry, session.actor

        def work(progress: Progress) -> ImportResult:
            return service.import_file(
                by, loaded.data, loaded.name, progress.moved.emit, lambda: progress.cancelled
            )

        self._progress = session.tasks.run(
            work, self._taken_in, self.tr("Importing the registry"), touches=("patrons",), on_end=self._ended
        )
        clear(self._working)
        self._working.addWidget(ProgressCard(lambda: self.tr("Importing the registry"), self._progress))
        self._show(WORKING)

    def _taken_in(self, result: ImportResult) -> None:
        if result.cancelled or result.problems:
            self._stopped = True
            self._show(PREVIEW)
            return
        self._result.show_facts(
            [
                Fact(lambda: self.tr("Added"), f"{result.added:,}"),
                Fact(lambda: self.tr("Changed"), f"{result.updated:,}"),
                Fact(lambda: self.tr("As they were"), f"{result.left:,}"),
            ]
        )
        self._show(RESULT)

    def _ended(self) -> None:
        """Also after a refusal: nothing runs any more."""
        self._progress = None
        if self._step == WORKING:
            self._show(PREVIEW)

    def done(self, result: int) -> None:
        """Closing stops what runs; what was not finished leaves nothing."""
        if self._progress is not None:
            self._progress.cancel()
        super().done(result)

    # -- dropping ---------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._step != WORKING and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.read(Path(files[0]))
