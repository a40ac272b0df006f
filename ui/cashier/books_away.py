"""The ways to take a report of the books away: printed, as a workbook, as CSV."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog, QWidget

from ill_desktop.reports.books import Book
from ui.kit.keys import Button
from ui.kit.progress import Progress
from ui.kit.screen import hbox
from ui.session import Session


class Taken(NamedTuple):
    """What is taken away: ``draw`` gives its pages, ``write`` makes a file by the ending of the name."""

    title: str
    stem: str
    draw: Callable[[], bytes]
    write: Callable[[Path], object]


def of_book(session: Session, book: Book) -> Taken:
    """A report of the books in the language of the window."""
    reports, language = session.desk.reports, session.language
    return Taken(
        book.title,
        f"{book.title} {book.period}",
        lambda: reports.book_pdf(book, language),
        lambda path: reports.book_file(book, language, path),
    )


class TakeAway(QWidget):
    """Three buttons; ``what`` is asked when one is pressed, None when there is nothing to take."""

    def __init__(
        self, session: Session, name: str, what: Callable[[], Taken | None], keys: bool = True
    ) -> None:
        """``keys``: whether X and P press them; of several on one screen one has the keys."""
        super().__init__()
        self.setObjectName(name)
        self._session, self._what = session, what
        self.setLayout(
            hbox(
                Button(f"{name}-csv", "CSV", on=partial(self._ask, "csv")),
                Button(
                    f"{name}-xlsx",
                    "Excel",
                    key="X" if keys else "",
                    on=partial(self._ask, "xlsx"),
                ),
                Button(
                    f"{name}-print",
                    lambda: self.tr("Print"),
                    key="P" if keys else "",
                    on=self.show_paper,
                ),
            )
        )

    def show_paper(self) -> None:
        """On A4: preview, print, save."""
        taken = self._what()
        if taken is not None:
            self._session.show_paper(taken.title, taken.draw, f"{taken.stem}.pdf", self.window())

    def _ask(self, ending: str) -> None:
        taken = self._what()
        if taken is None:
            return
        kinds = {"csv": "CSV (*.csv)", "xlsx": "Excel (*.xlsx)"}
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save"), f"{taken.stem}.{ending}", kinds[ending]
        )
        if name:
            self.write(taken, Path(name))

    def write(self, taken: Taken, path: Path) -> None:
        """Write the file beside the window; what the disk says is told, not thrown."""
        commands = self._session.commands

        def work(progress: Progress) -> OSError | None:
            progress.check()
            try:
                taken.write(path)
            except OSError as error:
                return error
            return None

        def told(error: OSError | None) -> None:
            if error is None:
                commands.said.emit(self.tr("Saved: %1").replace("%1", path.name), False)
            else:
                sentence = self.tr("The file could not be written: %1")
                commands.refused.emit(sentence.replace("%1", error.strerror or ""))

        self._session.tasks.run(work, told, taken.title)
