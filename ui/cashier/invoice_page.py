"""The register of invoices: what is to be typed into the tax system, what was issued and sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget

from ill_desktop.cashier import invoice_register, invoices
from ill_desktop.cashier.invoices import InvoiceRow
from ui.cashier.invoice_find import InvoiceReaderSheet
from ui.cashier.invoice_view import TONES, InvoiceView
from ui.cashier.part import Part
from ui.cashier.sides import beside
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.models import PageModel
from ui.kit.progress import Progress
from ui.kit.screen import hbox, panel, vbox
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.session import Session

_ROOMY = 1130  # pixels from which every column has room beside the invoice


class InvoicesPage(Part):
    """Tabs by state and the table at the left, the chosen invoice at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-invoices")
        self._session = session
        self.search = SearchLine(
            "invoice-search", lambda: self.tr("Number, reader, title or tax number"), self
        )
        self.tabs = Pills("invoice-tabs")
        for tab in invoice_register.TABS:
            self._add_tab(tab)
        self.model = PageModel[InvoiceRow](self._columns(), self._fetch)
        self._empty = Empty("requests", self._nothing, name="invoice-nothing")
        self.table = TableView(
            "invoice-table", self.model, title=lambda: self.tr("Invoices"), empty=self._empty, enter=False
        )
        self.table.remember(session.memory)
        self.view = InvoiceView(session)
        self._side = QStackedWidget()
        self._unasked = Label("", "note", tone="caution", wrap=True, name="invoice-unasked")
        self._make_buttons()
        self._lay_out()
        self.tabs.chosen.connect(lambda _tab: self._reload_rows())
        self.search.searched.connect(self._searched)
        self.search.left.connect(self.table.setFocus)
        self.table.picked.connect(self._show)

    def _add_tab(self, tab: str) -> None:
        self.tabs.add(tab, lambda: self._session.words(f"invoice.tab.{tab}"))

    def _make_buttons(self) -> None:
        self._new = Button("invoice-new", lambda: self.tr("New request"), key="N", icon="plus", on=self._ask)
        self._list = Button(
            "invoice-list", key="L", icon="print", tip=lambda: self.tr("List to type in"), on=self._print_list
        )
        self._csv = Button(
            "invoice-csv", key="C", icon="download", tip=lambda: self.tr("Save as CSV"), on=self._export
        )
        self._next_unasked = Button(
            "invoice-next-unasked",
            lambda: self.tr("Ask for the first"),
            role="link",
            key="B",
            on=self._ask_unasked,
        )

    def _columns(self) -> list[Column[InvoiceRow]]:
        return [
            Column(
                "title",
                lambda: self.tr("Title"),
                self._title,
                "two_line",
                width=140,
                stretch=True,
            ),
            Column("asked", lambda: self.tr("Request"), self._asked, "two_line", width=166),
            Column("number", lambda: self.tr("Invoice"), self._number, "two_line", width=180),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row: Tag(self._session.words(f"invoice.state.{row.state}"), TONES[row.state]),
                "chip",
                width=110,
            ),
            Column(
                "medium",
                lambda: self.tr("Kind"),
                lambda row: Tag(self._session.words(f"invoice.medium.{row.medium}")),
                "chip",
                width=100,
            ),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.amount_fen, "money", width=96),
        ]

    def _title(self, row: InvoiceRow) -> tuple[str, str]:
        """The title; below it the reader, where it is another name, and the tax number."""
        reader = "" if row.patron_name == row.title else row.patron_name
        kind = self._session.words(f"invoice.buyer.{row.buyer}")
        return row.title, " · ".join(part for part in (reader, row.tax_number) if part) or kind

    def _asked(self, row: InvoiceRow) -> tuple[str, str]:
        return row.asked, f"{self._session.local(row.created_at):%Y-%m-%d %H:%M}"

    def _number(self, row: InvoiceRow) -> tuple[str, str]:
        """Its number, and the day or the red letter that cancelled it."""
        if row.red_letter:
            return row.number, self.tr("Red %1").replace("%1", row.red_letter)
        return row.number, row.day

    def _lay_out(self) -> None:
        self._side.addWidget(Empty("requests", lambda: self.tr("Choose an invoice to see it here.")))
        self._side.addWidget(self.view)
        head = hbox(self.search, self._new, self._list, self._csv, margins=(16, 12, 16, 4))
        tabs = hbox(self.tabs, margins=(16, 4, 16, 8))
        owed = hbox(
            Icon("warning", 18, "caution"), self._unasked, self._next_unasked, gap=12, margins=(12, 4, 4, 4)
        )
        owed.setStretch(1, 1)
        self._told = panel(owed, margins=0)
        left = vbox(self._told, panel(head, tabs, self.table, gap=0, margins=0), gap=12)
        left.setStretch(1, 1)
        self.setLayout(beside(left, self._side, "cashier-invoice-side"))
        self._show(None)

    # -- which invoices ---------------------------------------------------------------------------

    def begin(self) -> None:
        self.table.setFocus()

    def reload(self) -> None:
        """Read again; the invoice one is at stays in sight, in whatever tab it stands now."""
        at = self.view.row if self._side.currentIndex() else None
        for tab, many in invoice_register.counts().items():
            self.tabs.set_count(tab, many or None)
        self._show_owed()
        self._reload_rows()
        if at is not None and self.table.current() is None:
            self._show(invoices.by_id(at.id))

    def retranslate(self) -> None:
        self.reload()

    def _fetch(self, after: InvoiceRow | None, limit: int) -> list[InvoiceRow]:
        before = None if after is None else after.id
        return invoice_register.page(self.tabs.current(), self.search.value(), before, limit)

    def _searched(self) -> None:
        """Whoever searches means the whole register."""
        if self.search.value():
            self.tabs.choose("all")
        self._reload_rows()

    def _reload_rows(self) -> None:
        self._show_columns()
        self._empty.say(self._nothing())
        self.model.reload(keep=False)
        self.table.pick_first()
        self._show(self.table.current())

    def _show_columns(self) -> None:
        """What differs in this tab; in a small window without what the side says as well."""
        tab, is_roomy = self.tabs.current(), self.width() >= _ROOMY
        mixed, unnumbered = tab == "all", tab in ("requested", "void")
        self.table.show_column("state", mixed)
        self.table.show_column("medium", is_roomy and not mixed)
        self.table.show_column("number", not unnumbered and (is_roomy or not mixed))
        self.table.show_column("asked", is_roomy or mixed or unnumbered)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """So that the amounts are seen in a small window."""
        super().resizeEvent(event)
        self._show_columns()

    def _nothing(self) -> str:
        if self.search.value():
            return self.tr("No invoice is found by this.")
        if self.tabs.current() == "requested":
            return self.tr("Nothing waits to be issued. Press N to ask for an invoice for a reader.")
        return self.tr("No invoice stands here.")

    def go_to(self, text: str) -> bool:
        """Show the invoice with this number, of its request or its own; False when there is none."""
        found = invoice_register.page("all", text, None, 2)
        if len(found) != 1:
            return False
        self.tabs.choose("all")
        self.search.setText(text)
        self._reload_rows()
        return True

    def _show(self, row: InvoiceRow | None) -> None:
        self._side.setCurrentIndex(0 if row is None else 1)
        if row is not None:
            self.view.show_invoice(row)

    # -- money that came by bank ------------------------------------------------------------------

    def _show_owed(self) -> None:
        """Who pays by bank always has an invoice ([G] FAQ 4): say where none was asked for yet."""
        owed = invoice_register.unasked()
        self._told.setVisible(bool(owed))
        names = " · ".join(dict.fromkeys(each.patron_name for each in owed[:3]))
        self._unasked.setText(
            self.tr("Paid by bank, no invoice asked for yet: %1 (%2)")
            .replace("%1", str(len(owed)))
            .replace("%2", names + (" …" if len(owed) > 3 else ""))
        )

    def _ask_unasked(self) -> None:
        """The oldest of them; the next one comes when it is done."""
        from ui.cashier.invoice_ask import ask_for

        if owed := invoice_register.unasked(1):
            ask_for(self._session, self.window(), owed[0].patron_id)

    # -- buttons ----------------------------------------------------------------------------------

    def _ask(self) -> None:
        InvoiceReaderSheet(self.window(), self._session).open()

    def _print_list(self) -> None:
        session = self._session
        if not invoice_register.counts()["requested"]:
            session.commands.refused.emit(self.tr("Nothing waits to be typed into the tax system."))
            return
        session.show_paper(
            lambda: session.words("invoice.list.to_type"),
            lambda: session.desk.invoice_list.to_type_pdf(session.actor, session.language),
            "invoices-to-type.pdf",
            self.window(),
        )

    def _export(self) -> None:
        title = self._session.words("invoice.list.title")
        name, _filter = QFileDialog.getSaveFileName(self.window(), title, f"{title}.csv", "CSV (*.csv)")
        if name:
            self.export(Path(name))

    def export(self, file: Path) -> None:
        """Write the rows of this tab as CSV; what the disk says is told, not thrown."""
        session, tab, text = self._session, self.tabs.current(), self.search.value()

        def write(_progress: Progress) -> int | OSError:
            try:
                return session.desk.invoice_list.csv(session.actor, tab, text, session.language, file)
            except OSError as error:
                return error

        def told(result: int | OSError) -> None:
            if isinstance(result, OSError):
                sentence = self.tr("The file could not be written: %1")
                session.commands.refused.emit(sentence.replace("%1", result.strerror or ""))
                return
            sentence = self.tr("Invoices written to %2: %1")
            done = sentence.replace("%1", str(result)).replace("%2", file.name)
            session.commands.said.emit(done, False)

        session.tasks.run(write, told)
