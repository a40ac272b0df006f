"""The third step of an import: what it would change, and what is wrong, in lists that can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ill_desktop.patrons.registry import Checked
from ill_desktop.patrons.registry_file import Person, RowProblem
from ui.kit.empty import Empty
from ui.kit.fields import Tick
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.text import Text
from ui.patrons.registry_lists import RegistryLists

PREVIEWED = 50


class _List(NamedTuple):
    title: Text
    model: StaticModel[Any]


class CheckStep(QWidget):
    """``edited``: the person decided about rows with problems; ask :meth:`ready`."""

    edited = Signal()

    def __init__(self, lists: RegistryLists) -> None:
        super().__init__()
        self._lists = lists
        self._checked: Checked | None = None
        self.stopped = False
        self._counts = Label(self._said, "subtitle", wrap=True, name="registry-counts")
        self.good_rows = Tick("registry-good-rows", self._good_words)
        self.good_rows.edited.connect(self.edited)
        self._decision = panel(self.good_rows, margins=12, tone="caution", name="registry-decision")
        self._shown = self._make_lists()
        self.pills = Pills("registry-lists")
        self.pills.chosen.connect(self._choose)
        self._tables = QStackedWidget()
        for key, each in self._shown.items():
            empty = Empty("check", lambda: self.tr("Nobody."))
            self._tables.addWidget(
                TableView(f"registry-{key}", each.model, title=each.title, empty=empty, enter=False)
            )
        self.export = Button(
            "registry-export", lambda: self.tr("Save this list…"), icon="download", key="E", on=self.take_away
        )
        above = hbox(self.pills, self.export, gap=16)
        above.setStretch(0, 1)
        box = vbox(self._counts, self._decision, above, panel(self._tables, margins=0), gap=12)
        box.setStretch(3, 1)
        self.setLayout(box)

    def _make_lists(self) -> dict[str, _List]:
        lists = self._lists
        return {
            "problems": _List(
                lambda: self.tr("Problems"),
                StaticModel(lists.problems(), key=lambda row: (row.line, row.column, row.code)),
            ),
            "people": _List(
                lambda: self.tr("First rows"), StaticModel(lists.people(), key=attrgetter("number"))
            ),
            "added": _List(lambda: self.tr("New"), StaticModel(lists.people(), key=attrgetter("number"))),
            "changed": _List(
                lambda: self.tr("Changed"), StaticModel(lists.changes(), key=attrgetter("after.number"))
            ),
            "missing": _List(
                lambda: self.tr("Not in the file"), StaticModel(lists.people(), key=attrgetter("number"))
            ),
        }

    # -- what was found ---------------------------------------------------------------------------

    def show_checked(self, checked: Checked) -> None:
        """Show what a dry run has found."""
        self._checked, self.stopped = checked, False
        file, plan = checked.file, checked.plan
        rows: dict[str, Sequence[Any]] = {
            "problems": file.problems,
            "people": [Person(*row) for row in file.kept[:PREVIEWED]],
            "added": [Person(*row) for row in plan.added],
            "changed": plan.changed,
            "missing": plan.leavers,
        }
        for key, each in self._shown.items():
            if self.pills.has(key):
                self.pills.remove(key)
            each.model.set_rows(rows[key])
            if key != "problems" or rows[key]:
                self.pills.add(key, each.title)
                self.pills.set_count(key, None if key == "people" else len(rows[key]))
        self.good_rows.set_value(False)
        self._decision.setVisible(bool(file.problems) and bool(file.kept) and not file.torn)
        self.pills.choose("problems" if file.problems else "people")
        self._choose(self.pills.current())
        self.say()

    def say(self) -> None:
        """Put the figures into words again."""
        self._counts.setText(self._said())
        self.good_rows.setText(self._good_words())

    def ready(self) -> bool:
        """Whether there is somebody to import, and nothing against it or the person has decided."""
        if self._checked is None or not self._checked.file.kept:
            return False
        return not self._checked.file.problems or self.good_rows.value()

    def count(self) -> int:
        """How many people would be imported."""
        return len(self._checked.file.kept) if self._checked else 0

    def _said(self) -> str:
        if self._checked is None:
            return ""
        if self.stopped:
            return self.tr("Stopped. Nothing was imported.")
        file, plan = self._checked.file, self._checked.plan
        if file.torn:
            return self.tr("Nothing can be imported: part of the file cannot be read.")
        if file.problems:
            words = self.tr(
                "%1 rows have problems; %2 people are in order. Mend the file, or leave those rows out."
            )
            return words.replace("%1", f"{file.bad_rows:,}").replace("%2", f"{len(file.kept):,}")
        words = self.tr("%1 people, no problems: %2 new, %3 changed, %4 as they are. Nothing is stored yet.")
        figures = (len(file.kept), len(plan.added), len(plan.changed), plan.unchanged)
        for at, figure in enumerate(figures, 1):
            words = words.replace(f"%{at}", f"{figure:,}")
        return words

    def _good_words(self) -> str:
        if self._checked is None:
            return ""
        words = self.tr("Leave out the %1 rows with problems and import the other %2 people")
        file = self._checked.file
        return words.replace("%1", f"{file.bad_rows:,}").replace("%2", f"{len(file.kept):,}")

    # -- lists ------------------------------------------------------------------------------------

    def _choose(self, key: str) -> None:
        self._tables.setCurrentIndex(list(self._shown).index(key))
        self.export.setEnabled(bool(self._shown[key].model.rows))

    def take_away(self) -> None:
        """Ask for a file and write the list in front there."""
        chosen = self._shown[self.pills.current()]
        title = chosen.title if isinstance(chosen.title, str) else chosen.title()
        self._lists.ask_where(title, chosen.model.columns, chosen.model.rows)

    def problems(self) -> list[RowProblem]:
        """What is wrong with the file, row by row."""
        return list(self._shown["problems"].model.rows)
