"""The newest requests of one reader, each a way into the workbench."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import queries
from ill_desktop.requests.queries import Filter, Row
from ui.kit.columns import Column
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, vbox
from ui.kit.table import TableView
from ui.kit.theme import ROW
from ui.patrons.columns import joined
from ui.requests.columns import StateTags
from ui.session import Session

FEW, MANY = 4, 100


class RequestsList(QWidget):
    """A few rows; more when asked for. Enter or a double click opens one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("person-requests")
        self._session = session
        self._tags = StateTags(session)
        self._patron_id, self._limit = 0, FEW
        self._model = StaticModel[Row](
            (
                Column(
                    "title",
                    lambda: self.tr("Request"),
                    lambda row: (row.title, joined(row.number, session.words(f"service.{row.service_type}"))),
                    "two_line",
                    200,
                    stretch=True,
                ),
                Column(
                    "state",
                    lambda: self.tr("State"),
                    lambda row: self._tags.of(row.state, row.due_on),
                    "chip",
                    112,
                ),
            )
        )
        self._table = TableView("person-requests-table", self._model, title=lambda: self.tr("Requests"))
        self._table.horizontalHeader().hide()
        self._table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._table.activated_row.connect(lambda row: row and session.open("requests", row.id))
        self._heading = Label("", "heading", name="person-requests-heading")
        self._more = Button(
            "person-requests-more", lambda: self.tr("Show all"), role="link", on=self._show_all
        )
        self._none = Label(lambda: self.tr("No requests yet"), "note", name="person-requests-none")
        head = hbox(self._heading, None, self._more)
        self.setLayout(vbox(head, self._none, self._table, gap=4))

    def show_patron(self, patron_id: int) -> None:
        """Show the newest requests of a reader."""
        if patron_id != self._patron_id:
            self._patron_id, self._limit = patron_id, FEW
        mine = Filter(patron_id=patron_id)
        rows, total = queries.page(mine, limit=self._limit), queries.count(mine)
        self._model.set_rows(rows)
        self._heading.setText(self.tr("Requests %1").replace("%1", f"{total:,}"))
        self._table.setFixedHeight(len(rows) * ROW)
        self._table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self._more.setVisible(total > len(rows) and self._limit == FEW)

    def _show_all(self) -> None:
        self._limit = MANY
        self.show_patron(self._patron_id)
