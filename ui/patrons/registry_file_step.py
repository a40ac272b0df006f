"""The first step of an import: a file is dropped or chosen; below, what was imported before."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ill_desktop.patrons import registry_queries
from ill_desktop.patrons.registry_queries import ImportRow
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.patrons.registry_lists import RegistryLists
from ui.session import Session


class DropField(QFrame):
    """Where a file is dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("registry-drop")
        picture = Icon("upload", 40)
        words = Label(lambda: self.tr("Drop the registry here, or choose the file"), "heading")
        kinds = Label(
            lambda: self.tr(
                "XLSX, or CSV in UTF-8, GB18030 or UTF-16, with number, name, class, department, last six of "
                "the ID and, if known, valid until"
            ),
            "note",
            wrap=True,
        )
        for label in (words, kinds):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = vbox(None, picture, words, kinds, None, gap=8, margins=16)
        box.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(box)


class FileStep(QWidget):
    """``leavers`` leads to those who were not in the last file."""

    def __init__(self, session: Session, lists: RegistryLists) -> None:
        super().__init__()
        self._session = session
        self._missing = 0
        self._history = StaticModel[ImportRow](lists.history())
        table = TableView(
            "registry-history",
            self._history,
            title=lambda: self.tr("Earlier imports"),
            empty=Empty("clock", lambda: self.tr("No registry has been imported yet.")),
            enter=False,
        )
        self.leavers = Button(
            "registry-leavers-open", lambda: self._missing_words(), role="link", key="Alt+L"
        )
        self._people = Label(lambda: self._people_words(), "note", name="registry-people-count")
        above = hbox(Label(lambda: self.tr("Earlier imports"), "heading"), self._people, None, self.leavers)
        box = vbox(panel(DropField(), name="registry-drop-panel"), above, panel(table, margins=0), gap=12)
        box.setStretch(0, 3)
        box.setStretch(2, 2)
        self.setLayout(box)

    def load(self) -> None:
        """Read what was imported so far."""
        rows = registry_queries.history()
        self._history.set_rows(rows)
        self._missing = registry_queries.leavers_count(self._session.desk.ground) if rows else 0
        self.leavers.say(self._missing_words())
        self.leavers.setVisible(self._missing > 0)
        self._people.setText(self._people_words())

    def _people_words(self) -> str:
        count = registry_queries.people()
        return self.tr("%1 people in the registry").replace("%1", f"{count:,}") if count else ""

    def _missing_words(self) -> str:
        return self.tr("%1 were not in the last file…").replace("%1", f"{self._missing:,}")
