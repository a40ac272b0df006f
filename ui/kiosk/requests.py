"""My requests (我的请求), with the filters and columns of the guide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt

from ill_desktop.clock import utc_text
from ill_desktop.requests import queries, rules
from ill_desktop.requests.fields import TYPES
from ill_desktop.requests.queries import Filter, Row
from ui.kiosk.keyboard import HangingPad
from ui.kiosk.parts import BigButton, BigPills, KioskPage
from ui.kiosk.table import TouchTable
from ui.kiosk.visit import Visit
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.form import Ask, Form
from ui.kit.label import Label, Rule
from ui.kit.models import PageModel
from ui.kit.screen import hbox, panel
from ui.requests.columns import SERVICES, Numbered, StateTags

TYPED = ("submitted_from", "submitted_to", "number")
"""Fields the number pad serves."""
DELIVERED = ("delivered", "completed")
"""The document has gone to the reader, so everything for it is paid [G]."""


class RequestsPage(KioskPage):
    """Filters on top, the count, the table. A touch on a row opens the request."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-requests", visit)
        reader = visit.reader
        assert reader is not None and reader.patron_id is not None  # the window asks for the sign-in first
        self._patron_id = reader.patron_id
        self._tags, self._numbers = StateTags(self.session), Numbered()
        self._chosen = Filter(patron_id=self._patron_id)
        self.form = self._make_form()
        self.services = BigPills(
            "kiosk-service",
            [
                ("", lambda: self.tr("All")),
                *((key, lambda key=key: self.session.words(f"service.{key}")) for key in SERVICES),
            ],
        )
        self.services.chosen.connect(lambda _key: self.search())
        self.count = Label("", "heading", name="kiosk-count")
        self.model: PageModel[Row] = PageModel(self._columns(), self._fetch)
        nothing = Empty("search", lambda: self.tr("No matching record found"), name="kiosk-nothing")
        self.table = TouchTable(
            "kiosk-table", self.model, visit, nothing, lambda: self.tr("My requests"), ("row", "type")
        )
        self.table.clicked.connect(self._touched)
        self.table.activated_row.connect(lambda row: self.visit.go(f"request:{row.id}"))
        self.pad = HangingPad(self, [self.form.field(name) for name in TYPED])
        search = BigButton(
            "kiosk-search", lambda: self.tr("Search"), role="primary", icon="search", on=self.search
        )
        clear = BigButton("kiosk-clear", lambda: self.tr("Clear"), on=self.clear)
        filters = hbox(self.form, clear, search, gap=12, margins=(20, 16, 20, 16))
        filters.setStretch(0, 1)
        for button in (clear, search):
            filters.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        self.lay_out(
            lambda: self.tr("My requests"),
            panel(filters, Rule(), self.table, gap=0, margins=0),
            actions=[self.services, self.count],
        )

    # -- filters ----------------------------------------------------------------------------------

    def _make_form(self) -> Form:
        def options(table: str, every: str, keys: Sequence[str]) -> list[tuple[str, str]]:
            return [("", every), *((key, self.session.words(f"{table}.{key}")) for key in keys)]

        form = Form(
            "kiosk-filters",
            [
                Ask(
                    "document_type",
                    lambda: self.tr("Document type"),
                    "choice",
                    options=lambda: options("document", self.tr("All types"), tuple(TYPES)),
                ),
                Ask(
                    "state",
                    lambda: self.tr("Status"),
                    "choice",
                    options=lambda: options("state", self.tr("All states"), rules.STATES),
                ),
                Ask("submitted_from", lambda: self.tr("Submitted from"), "date"),
                Ask("submitted_to", lambda: self.tr("to"), "date"),
                Ask("number", lambda: self.tr("Transaction number")),
            ],
            columns=5,
            size="kiosk",
        )
        form.fill({"document_type": "", "state": ""})
        form.edited.connect(lambda name: self.search() if name not in TYPED else None)
        form.submitted.connect(self.search)
        return form

    def search(self) -> None:
        """Show what the filters let through."""
        if not self.form.validate():
            return
        asked = self.form.values()
        state = asked["state"]
        self._chosen = Filter(
            patron_id=self._patron_id,
            service_type=self.services.current() or None,
            document_type=asked["document_type"] or None,
            states=(state,) if state else (),
            submitted_from=self._start(asked["submitted_from"]),
            submitted_to=self._start(asked["submitted_to"], days=1),
            number_part=asked["number"],
        )
        if self.focusWidget() in [self.form.field(name) for name in TYPED]:
            self.table.setFocus()
        self._load()

    def _start(self, day: dt.date | None, days: int = 0) -> str | None:
        if day is None:
            return None
        return utc_text(self.session.desk.clock.start_of(day + dt.timedelta(days=days)))

    def clear(self) -> None:
        """Let everything through."""
        self.form.fill(dict.fromkeys(TYPED))
        self.form.fill({"document_type": "", "state": ""})
        self.services.choose("")
        self.search()

    def scanned(self, text: str) -> bool:
        """A transaction number on a slip finds its request."""
        self.form.fill({"number": text[:64]})
        self.search()
        return True

    # -- rows -------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self.table.setFocus()

    def retranslate(self) -> None:
        self._say_count()

    def _load(self) -> None:
        self.model.reload(keep=False)
        self._say_count()

    def _say_count(self) -> None:
        total = f"{queries.count(self._chosen):,}"
        self.count.setText(self.tr("Number of requests: %1").replace("%1", total))

    def _fetch(self, after: Row | None, limit: int) -> list[Row]:
        return list(self._numbers.take(after, queries.page(self._chosen, after, limit)))

    def _touched(self, index: QModelIndex) -> None:
        self.visit.go(f"request:{self.model.row(index.row()).id}")

    def _columns(self) -> list[Column[Row]]:
        session = self.session
        return [
            Column("row", lambda: self.tr("No."), self._numbers.of, width=44, align="right"),
            Column(
                "type",
                lambda: self.tr("Category"),
                lambda row: session.words(f"short.document.{row.document_type}"),
                width=84,
            ),
            Column("number", lambda: self.tr("Transaction"), lambda row: row.number, width=156),
            Column(
                "document",
                lambda: self.tr("Document"),
                lambda row: (row.title, row.container),
                "two_line",
                width=200,
                stretch=True,
            ),
            Column(
                "submitted",
                lambda: self.tr("Submitted"),
                lambda row: self._two_lines(row.submitted_at),
                "two_line",
                width=100,
            ),
            Column("due", lambda: self.tr("Due back"), lambda row: row.due_on, width=100),
            Column(
                "state",
                lambda: self.tr("Status"),
                lambda row: self._tags.of(row.state, row.due_on),
                "chip",
                width=112,
            ),
            Column(
                "service",
                lambda: self.tr("Service"),
                lambda row: session.words(f"short.service.{row.service_type}"),
                width=84,
            ),
            Column("total", lambda: self.tr("Cost"), lambda row: row.total_fen, "money", width=76),
            Column("action", lambda: self.tr("Action"), self._action, "button", width=96),
        ]

    def _two_lines(self, instant: str) -> tuple[str, str]:
        local = self.session.local(instant)
        assert local is not None
        return f"{local:%Y-%m-%d}", f"{local:%H:%M}"

    def _action(self, row: Row) -> str:
        can_read = row.has_file and row.state in DELIVERED
        return self.tr("Read") if can_read else self.tr("Details")
