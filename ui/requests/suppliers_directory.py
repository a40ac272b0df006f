"""The directory of partner libraries: who can be asked, how well each has served, one of them in full."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import supplier_queries
from ill_desktop.requests.suggesting import Record
from ill_desktop.requests.supplier_queries import Particulars
from ui.kit.empty import Empty
from ui.kit.fields import Tick
from ui.kit.keys import Button
from ui.kit.label import Rule
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.requests.supplier_form import SupplierPanel
from ui.requests.supplier_words import SupplierWords
from ui.requests.suppliers_columns import SupplierColumns
from ui.requests.suppliers_file import SupplierFiles
from ui.session import Session


class Directory(QWidget):
    """Stands on a page of its own and under Settings; ``buttons`` go where the host has its own."""

    def __init__(self, session: Session, name: str = "suppliers", narrow: bool = False) -> None:
        """``narrow``: there is room for what matters most; the rest can be chosen among the columns."""
        super().__init__()
        self.setObjectName(f"{name}-directory")
        self._session, self._words = session, SupplierWords(session, self)
        self._may = session.actor.may("request.work")
        self._records: dict[int, Record] = {}
        self._rows: list[Particulars] = []
        self._sort = ("network", True)
        self.files = SupplierFiles(session, self)
        self.search = SearchLine(
            f"{name}-search", lambda: self.tr("Name, network, symbol, contact, language"), self
        )
        self.search.searched.connect(self._show)
        self.retired = Tick(f"{name}-retired", lambda: self.tr("Retired ones too"))
        self.retired.edited.connect(self.load)
        self._model, self.table = self._make_table(name, narrow)
        self.table.remember(session.memory)
        self.one = SupplierPanel(session)
        self.buttons = self._make_buttons(name)
        self._wire()
        self._lay_out()

    def _make_table(self, name: str, narrow: bool) -> tuple[StaticModel[Particulars], TableView]:
        columns = SupplierColumns(self._session, self._record, self).all()
        if narrow:
            columns = [column._replace(hidden=column.kind == "money") for column in columns]
        model: StaticModel[Particulars] = StaticModel(columns)
        table = TableView(
            f"{name}-table",
            model,
            title=lambda: self.tr("Suppliers"),
            empty=Empty(
                "search",
                lambda: self.tr("No supplier here. Add one, or import a directory."),
                (lambda: self.tr("New supplier")) if self._may else None,
                self.add,
                f"{name}-none",
            ),
        )
        return model, table

    def _make_buttons(self, name: str) -> tuple[Button, ...]:
        give = Button(f"{name}-export", lambda: self.tr("Export"), icon="download", on=self.files.ask_export)
        if not self._may:
            return (give,)
        take = Button(f"{name}-import", lambda: self.tr("Import"), icon="upload", on=self.files.ask_import)
        new = Button(
            f"{name}-new", lambda: self.tr("New supplier"), role="primary", key="Ctrl+N", on=self.add
        )
        return take, give, new

    def _wire(self) -> None:
        self.search.left.connect(self._enter_table)
        self.table.picked.connect(self._picked)
        self.table.activated_row.connect(lambda _row: self.edit())
        self.table.sort_asked.connect(self._sort_by)
        self.one.added.connect(self.show_supplier)

    def _lay_out(self) -> None:
        bar = hbox(self.search, self.retired, gap=16, margins=(16, 12, 16, 12))
        bar.setStretch(0, 1)
        left = panel(bar, Rule(), self.table, gap=0, margins=0, name="supplier-list")
        whole = hbox(left, self.one, gap=16)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def _record(self, row: Particulars) -> Record:
        """A supplier's past, asked for when its row is painted or sorted by."""
        found = self._records.get(row.id)
        if found is None:
            found = self._records[row.id] = supplier_queries.record_of(row.id)
        return found

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        """Read the directory again; the one in front stays."""
        self._records.clear()
        self._rows = supplier_queries.directory(retired=self.retired.value())
        self._show()

    def _show(self) -> None:
        typed = self.search.value().casefold().split()

        def fits(row: Particulars) -> bool:
            said = (row.name, row.network, self._words.network(row.network), row.symbol, row.contact)
            text = " ".join((*said, row.languages)).casefold()
            return all(part in text for part in typed)

        key, upwards = self._sort
        rows = sorted((row for row in self._rows if fits(row)), key=self._order(key), reverse=not upwards)
        self._model.set_rows(rows)
        if self.table.current() is None and self.one.supplier_id is not None:
            self.one.show_supplier(None)
        self.table.pick_first()

    def _order(self, key: str) -> Callable[[Particulars], tuple[bool, float | str, str]]:
        """By a column; those that have nothing there stand last, or first the other way round."""

        def found(row: Particulars) -> float | str | None:
            match key:
                case "rate":
                    return self._record(row).rate
                case "days":
                    return self._record(row).days
                case "expected":
                    return row.expected_days
                case "network":
                    return row.network
                case _:
                    return row.name

        def place(row: Particulars) -> tuple[bool, float | str, str]:
            value = found(row)
            return (value is None, 0 if value is None else value, row.name)

        return place

    def _sort_by(self, key: str, ascending: bool) -> None:
        self._sort = (key, ascending)
        self._show()

    def _picked(self, row: Particulars | None) -> None:
        if row is not None:
            self.one.show_supplier(row)

    def show_supplier(self, number: int) -> None:
        """Go to one of the directory, whatever was searched for."""
        if not self.table.pick(number):
            self.search.clear()
            self.retired.set_value(not supplier_queries.particulars(number).active or self.retired.value())
            self.load()
            self.table.pick(number)
        self.table.setFocus()

    def _enter_table(self) -> None:
        self.table.setFocus()
        self.table.pick_first()

    # -- what can be done -------------------------------------------------------------------------

    def add(self) -> None:
        """An empty form for one more."""
        self.table.clearSelection()
        self.table.setCurrentIndex(self._model.index(-1, -1))
        self.one.show_supplier(None)
        self.one.form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self) -> None:
        """Into the form of the one in front."""
        self.one.form.field("name").setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "one"):
            self.one.retranslate()
