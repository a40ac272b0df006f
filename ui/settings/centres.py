"""The sub-centres beside the institutions: added, renamed, moved and retired here; one is in front."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.patrons import institutions
from ill_desktop.patrons.institutions import CentreLine
from ui.kit.columns import Column
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, vbox
from ui.kit.table import TableView
from ui.kit.theme import style
from ui.session import Session
from ui.settings.name_sheet import NameSheet
from ui.settings.section import carry_out

TOPICS = ("settings", "patrons")
ALL = ""
WIDTH = 224


class CentreList(QFrame):
    """A panel with one line a sub-centre, "All" above them."""

    chosen = Signal()
    """Another one is in front."""

    def __init__(self, session: Session, permission: str) -> None:
        super().__init__()
        self.setObjectName("centres")
        style(self, role="panel")
        self.setFixedWidth(WIDTH)
        self._session = session
        self._model = StaticModel[CentreLine](self._columns())
        self.table = TableView("centre-table", self._model, title=lambda: self.tr("Sub-centres"), enter=False)
        self.table.picked.connect(self._picked)
        self._add = Button(
            "centre-add", lambda: self.tr("New sub-centre"), icon="plus", role="quiet", on=self.add
        )
        self._more = Button(
            "centre-more",
            icon="more",
            role="quiet",
            tip=lambda: self.tr("This sub-centre"),
            on=self._open_menu,
        )
        if not session.actor.may(permission):
            self._add.hide()
            self._more.hide()
        whole = vbox(self.table, hbox(self._add, None, self._more, margins=(4, 0, 4, 4)), margins=1, gap=4)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _columns(self) -> list[Column[CentreLine]]:
        def name(row: CentreLine) -> str:
            if not row.id:
                return self.tr("All")
            return self.tr("%1 (retired)").replace("%1", row.name) if row.retired else row.name

        return [
            Column("name", lambda: self.tr("Sub-centre"), name, width=120, stretch=True),
            Column(
                "count",
                "",
                lambda row: f"{row.institutions:,}",
                width=64,
                align="right",
            ),
        ]

    def load(self) -> None:
        """Show them as they are stored now."""
        lines = institutions.centre_lines()
        every = CentreLine(0, ALL, False, sum(line.institutions for line in lines))
        self._model.set_rows([every, *lines])
        self.table.pick_first()
        self._picked()

    def current(self) -> str:
        """The name of the sub-centre in front; ``ALL`` for all of them."""
        row: CentreLine | None = self.table.current()
        return row.name if row is not None else ALL

    def names(self) -> list[str]:
        """Those an institution can be put in."""
        return [row.name for row in self._model.rows if row.id and not row.retired]

    def show_all(self) -> None:
        self.table.pick(0)

    def _picked(self, _row: object = None) -> None:
        row: CentreLine | None = self.table.current()
        self._more.setEnabled(row is not None and row.id != 0)
        self.chosen.emit()

    # -- what can be done -------------------------------------------------------------------------

    def _open_menu(self) -> None:
        row: CentreLine | None = self.table.current()
        if row is not None and row.id:
            self.menu(row).open_under(self._more, right=True)

    def menu(self, row: CentreLine) -> Menu:
        """What can be done with one sub-centre."""
        offered = [each.id for each in self._model.rows if each.id and not each.retired]
        at = offered.index(row.id) if row.id in offered else -1
        menu = Menu(self, "centre-menu")
        menu.entry("centre-rename", lambda: self.tr("Rename"), lambda: self._rename(row), "edit")
        menu.entry(
            "centre-up", lambda: self.tr("Move up"), lambda: self._move(row, at, -1), "chevron-up", at > 0
        )
        menu.entry(
            "centre-down",
            lambda: self.tr("Move down"),
            lambda: self._move(row, at, 1),
            "chevron-down",
            0 <= at < len(offered) - 1,
        )
        words = (lambda: self.tr("Use again")) if row.retired else (lambda: self.tr("Retire"))
        menu.entry("centre-retire", words, lambda: self._retire(row), "close")
        return menu

    def add(self) -> None:
        """Ask for one more."""
        service, actor = self._session.desk.institutions, self._session.actor
        NameSheet(
            self._session,
            "centre-sheet",
            lambda: self.tr("New sub-centre"),
            lambda: self.tr("Add"),
            act=lambda name: service.add_centre(actor, name),
            says=self.tr("Added: %1"),
            touches=TOPICS,
            undo=lambda number: service.retire_centre(actor, number),
            on_done=self.table.pick,
        ).open()

    def _rename(self, row: CentreLine) -> None:
        service, actor = self._session.desk.institutions, self._session.actor
        NameSheet(
            self._session,
            "centre-sheet",
            lambda: self.tr("Rename %1").replace("%1", row.name),
            lambda: self.tr("Rename"),
            name_now=row.name,
            act=lambda name: service.rename_centre(actor, row.id, name),
            says=self.tr("It is called %1 now"),
            touches=TOPICS,
            undo=lambda _done: service.rename_centre(actor, row.id, row.name),
        ).open()

    def _move(self, row: CentreLine, at: int, step: int) -> None:
        service, actor = self._session.desk.institutions, self._session.actor
        carry_out(
            self._session,
            lambda: service.move_centre(actor, row.id, at + step),
            lambda: service.move_centre(actor, row.id, at),
            self.tr("Moved: %1").replace("%1", row.name),
            TOPICS,
        )

    def _retire(self, row: CentreLine) -> None:
        service, actor = self._session.desk.institutions, self._session.actor
        acts = (lambda: service.retire_centre(actor, row.id), lambda: service.restore_centre(actor, row.id))
        says = self.tr("In use again: %1") if row.retired else self.tr("Retired: %1")
        carry_out(
            self._session, acts[row.retired], acts[not row.retired], says.replace("%1", row.name), TOPICS
        )
