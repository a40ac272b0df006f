"""The institution picker of [G] figure 3."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.patrons import institutions, queries
from ill_desktop.patrons.queries import InstitutionRow
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.models import StaticModel
from ui.kit.screen import vbox
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.session import Session

EVERYWHERE = "*"


class InstitutionPicker(QWidget):
    """Search by part of the name or pinyin initials (zjdx), or look through a sub-centre."""

    picked = Signal(object)
    """The institution in front: an InstitutionRow, or None."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("institutions")
        self._session = session
        self.search = SearchLine(
            "institution-search", lambda: self.tr("Part of the name, or pinyin initials such as zjdx"), self
        )
        self._centres = Pills("institution-centres", [(EVERYWHERE, lambda: self.tr("All"))])
        for centre in institutions.centres():
            self._centres.add(centre, centre)
        self._model = StaticModel[InstitutionRow](self._columns())
        self.table = TableView(
            "institution-table",
            self._model,
            title=lambda: self.tr("Institutions"),
            empty=Empty(
                "search",
                lambda: self.tr("No institution found. Try another part of its name, or another sub-centre."),
                lambda: self.tr("Show all"),
                self.show_all,
                name="institution-none",
            ),
            enter=False,
        )
        self.search.searched.connect(self.load)
        self.search.left.connect(self.table.setFocus)
        self._centres.chosen.connect(lambda _key: self.load())
        self.table.picked.connect(self.picked)
        box = vbox(self.search, self._centres, self.table, gap=12)
        box.setStretch(2, 1)
        self.setLayout(box)

    def _columns(self) -> tuple[Column[InstitutionRow], ...]:
        return (
            Column("name", lambda: self.tr("Institution"), lambda row: row.name, width=240, stretch=True),
            Column("centre", lambda: self.tr("Sub-centre"), lambda row: row.centre, width=160),
            Column(
                "automatic",
                lambda: self.tr("Campus card"),
                lambda row: Tag(self.tr("automatic authentication"), "good") if row.automatic else None,
                "chip",
                200,
            ),
        )

    def show_all(self) -> None:
        """Take search and sub-centre away."""
        self.search.clear()
        self._centres.choose(EVERYWHERE)
        self.load()

    def load(self) -> None:
        """Show what search and sub-centre let through; the likeliest is picked."""
        found = queries.institutions(self.search.value())
        for centre in institutions.centres():
            self._centres.set_count(centre, sum(row.centre == centre for row in found))
        self._centres.set_count(EVERYWHERE, len(found))
        centre = self._centres.current()
        shown = [row for row in found if centre in (EVERYWHERE, row.centre)]
        self._model.set_rows(shown)
        home = self._session.desk.library.home_institution
        if self.table.current() is None or self.search.value():
            likely = next((row for row in shown if row.name == home), None)
            if likely is not None and not self.search.value():
                self.table.pick(likely.id)
            elif shown:
                self.table.selectRow(0)
        self.picked.emit(self.table.current())

    def current(self) -> InstitutionRow | None:
        """The institution in front."""
        row: InstitutionRow | None = self.table.current()
        return row
