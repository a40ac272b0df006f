"""The papers of a shift: print again, or reverse with a reason. Money has no undo."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget

from ill_desktop.cashier import invoice_register, papers, queries, unprinted
from ill_desktop.cashier.glance import ClosedShift
from ill_desktop.cashier.queries import PaperRow, ShiftRow
from ui.cashier import printing
from ui.cashier.paper_view import PaperView
from ui.cashier.part import Part
from ui.cashier.print_queue import PrintQueue
from ui.cashier.reversal import Reversal
from ui.cashier.shift_facts import over_short, verdict
from ui.cashier.shift_list import ShiftList
from ui.cashier.sides import beside
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.date_field import DateField
from ui.kit.empty import Empty
from ui.kit.fields import Line
from ui.kit.flow import Ends, Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, scrolled, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.kit.theme import ROW
from ui.session import Session

LISTS = ("papers", "waiting", "shifts")
_ROOMY = 1170  # pixels from which every column has room beside the paper
_KIND, _KIND_SMALL = 210, 150


class RegisterPage(Part):
    """Three lists at the left, the chosen paper at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-register")
        self._session = session
        self._shift: ShiftRow | None = None
        self._found: PaperRow | None = None
        self._paper: PaperRow | None = None
        self._reasons: dict[int, str] = {}
        self._queue = PrintQueue(session, self)
        self._make_head()
        self._make_tables()
        self.view = PaperView(session, "cashier-paper-view")
        self._status = Chip(name="cashier-paper-status")
        self._copies = Label("", "note", wrap=True, name="cashier-paper-copies")
        self._side = QStackedWidget()
        self._make_buttons()
        self._lay_out()

    # -- what it is made of -----------------------------------------------------------------------

    def _make_head(self) -> None:
        self.lists = Pills(
            "cashier-register-lists",
            [
                ("papers", lambda: self.tr("Papers of this shift")),
                ("waiting", lambda: self.tr("Not printed yet")),
                ("shifts", lambda: self.tr("Earlier shifts")),
            ],
        )
        self.lists.keep_to_one_line()
        self.lists.chosen.connect(lambda _key: self._choose_list())
        self.search = Line("cashier-register-search", lambda: self.tr("Number of a paper"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.day = DateField("cashier-shifts-day", lambda: self.tr("Ended on, YYYY-MM-DD"))
        self.day.setClearButtonEnabled(True)
        self.day.textChanged.connect(lambda _text: self.shifts.load(self.day.value()))
        self._print_all = Button(
            "cashier-print-all", lambda: self.tr("Print all"), icon="print", key="A", on=self._print_waiting
        )
        for field, words in (
            (self.search, lambda: self.tr("Number of a paper")),
            (self.day, lambda: self.tr("Shifts that ended on this day")),
        ):
            field.setFixedWidth(240)
            write(field, field.setAccessibleName, words)

    def _make_tables(self) -> None:
        self.rows = StaticModel(self._columns())
        self.table = TableView(
            "cashier-papers",
            self.rows,
            title=lambda: self.tr("Papers of this shift"),
            empty=Empty(
                "print", lambda: self.tr("No paper yet in this shift. Older ones are found by their number.")
            ),
            enter=False,
        )
        self.waiting = StaticModel([*self._columns()[:2], *self._columns()[3:], self._reason_column()])
        self.waiting_table = TableView(
            "cashier-unprinted",
            self.waiting,
            title=lambda: self.tr("Not printed yet"),
            empty=Empty("check", lambda: self.tr("Every paper of this shift has come out.")),
            enter=False,
        )
        self.shifts = ShiftList(self._session)
        self._tables: dict[str, TableView] = {
            "papers": self.table,
            "waiting": self.waiting_table,
            "shifts": self.shifts,
        }
        self._stack = QStackedWidget()
        for table in self._tables.values():
            self._stack.addWidget(table)
            table.picked.connect(self._show)
        for table in (self.table, self.waiting_table):
            table.remember(self._session.memory)

    def _make_buttons(self) -> None:
        self._reprint = Button("cashier-reprint", self._print_words, icon="print", key="P", on=self._print)
        self._look = Button("cashier-look", lambda: self.tr("Preview"), key="L", on=self._preview)
        self._invoice = Button(
            "cashier-paper-invoice", lambda: self.tr("Invoice"), key="I", on=self._ask_invoice
        )
        self._reverse = Button(
            "cashier-reverse", lambda: self.tr("Reverse"), role="danger", icon="undo", key="V", on=self._ask
        )

    def _columns(self) -> list[Column[PaperRow]]:
        local = self._session.local
        return [
            Column("number", lambda: self.tr("Number"), lambda row: row.number, width=176),
            Column("at", lambda: self.tr("Time"), lambda row: local(row.issued_at), "date", width=144),
            Column("kind", lambda: self.tr("Paper"), self._tag, "chip", width=_KIND),
            Column("reader", lambda: self.tr("Reader"), self._reader, width=96, stretch=True),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.amount_fen, "money", width=110),
        ]

    def _reason_column(self) -> Column[PaperRow]:
        return Column(
            "why",
            lambda: self.tr("Why"),
            lambda row: self._reasons.get(row.id) or self.tr("not asked for yet"),
            width=160,
            stretch=True,
        )

    @staticmethod
    def _reader(row: PaperRow) -> str | None:
        return row.patron_name

    def _kind(self, row: PaperRow) -> str:
        named = {
            "R": "paper.receipt.receipt",
            "V": "paper.receipt.voucher",
            "F": "paper.receipt.refund",
            "H": "paper.receipt.hand_over",
            "I": "paper.receipt.invoice",
            "T": "tender.transfer",
            "Z": "paper.receipt.z",
        }
        return self._session.words(named[row.series[:1]])

    def _tag(self, row: PaperRow) -> Tag:
        kind = self._kind(row)
        if row.status != "void":
            return Tag(kind)
        return Tag(" · ".join((self._session.words("paper.mark.void"), kind)), "bad")

    def _lay_out(self) -> None:
        content = vbox(
            hbox(self._status, None),
            self.view,
            self._copies,
            None,
            Flow(self._reprint, self._look, self._invoice, self._reverse),
            gap=12,
        )
        self._side.addWidget(Empty("print", lambda: self.tr("Choose a paper to see it here.")))
        self._side.addWidget(scrolled(content))
        head = hbox(
            Ends(self.lists, self._print_all, self.day, self.search, gap=12), margins=(16, 12, 16, 12)
        )
        left = panel(head, self._stack, gap=0, margins=0)
        self.setLayout(beside(left, self._side, "cashier-register-side"))
        for part in (self._stack, self._side):  # both scroll: what they would like is not asked of the page
            part.setMinimumHeight(3 * ROW)
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._choose_list()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window times give way, so that amounts are seen: the paper at the right has them."""
        super().resizeEvent(event)
        is_roomy = event.size().width() >= _ROOMY
        for table in (self.table, self.waiting_table):
            table.show_column("at", is_roomy)
        for key in ("opened", "by"):
            self.shifts.show_column(key, is_roomy)
        self.table.fit_columns({"kind": _KIND if is_roomy else _KIND_SMALL})

    # -- which papers -----------------------------------------------------------------------------

    def set_shift(self, shift: ShiftRow | None) -> None:
        """Whose papers are listed."""
        self._shift = shift

    def begin(self) -> None:
        self._front().setFocus()

    def reload(self) -> None:
        """Read again; the paper one is at stays."""
        shift_id = self._shift.id if self._shift else None
        if self._found is not None:
            self._found = queries.paper_by_number(self._found.number)
        rows = queries.papers_of_shift(shift_id) if shift_id else []
        self.rows.set_rows([self._found] if self._found else rows)
        self._reasons = {
            paper: self._session.words.refusal(why) for paper, why in unprinted.reasons().items()
        }
        self.waiting.set_rows(unprinted.rows(shift_id))
        self.lists.set_count("waiting", len(self.waiting.rows) or None)
        self._print_all.setEnabled(bool(self.waiting.rows))
        self.shifts.load(self.day.value())
        for table in (self.table, self.waiting_table):
            table.pick_first()
        self._show(self._front().current())

    def retranslate(self) -> None:
        self.reload()

    def go_to(self, number: str) -> bool:
        """Show the paper with this number, of whatever shift; False when there is none."""
        found = queries.paper_by_number(number)
        if found is None:
            return False
        self.choose_list("papers")
        self.search.setText(found.number)
        return True

    def choose_list(self, key: str) -> None:
        """Bring one of :data:`LISTS` to the front."""
        self.lists.choose(key)
        self._choose_list()

    def _choose_list(self) -> None:
        key = self.lists.current()
        self._stack.setCurrentIndex(LISTS.index(key))
        self.search.setVisible(key == "papers")
        self._print_all.setVisible(key == "waiting")
        self.day.setVisible(key == "shifts")
        self._show(self._front().current())

    def _front(self) -> TableView:
        return self._tables[self.lists.current()]

    def _search(self, text: str) -> None:
        self._found = queries.paper_by_number(text) if text.strip() else None
        self.reload()

    # -- one paper --------------------------------------------------------------------------------

    def _show(self, picked: PaperRow | ClosedShift | None) -> None:
        if picked is not None and picked is not self._front().current():
            return  # a list behind the one in front was read again
        row = queries.paper_by_number(picked.report) if isinstance(picked, ClosedShift) else picked
        self._paper = row
        self._side.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        paper = self.view.show_paper(row.id)
        is_money = row.series[:1] in ("R", "V")
        over = over_short(paper)
        self._status.set_tag(
            self._tag(row) if over is None else Tag(verdict(over), "bad" if over else "good")
        )
        count = papers.prints(row.id)
        said = self.tr("Printed: %1") if count else self.tr("Not printed yet")
        why = "" if count else self._reasons.get(row.id, "")
        self._copies.setText(" · ".join(part for part in (said.replace("%1", str(count)), why) if part))
        self._reprint.say(self._print_words())
        self._reverse.setVisible(is_money and row.status != "void")
        self._invoice.setVisible(is_money and row.status != "void" and row.patron_id is not None)

    def _ask_invoice(self) -> None:
        """Ask for an invoice for what stands on this paper; a campus reader's is refused with the way."""
        if (row := self._paper) is not None and row.patron_id is not None:
            from ui.cashier.invoice_ask import ask_for

            charges = invoice_register.charges_paid_on(row.id)
            ask_for(self._session, self.window(), row.patron_id, charges)

    def _print_words(self) -> str:
        row = self._paper
        return self.tr("Print again") if row is not None and papers.prints(row.id) else self.tr("Print")

    def _print(self) -> None:
        if (row := self._paper) is not None:
            printing.put_out(self._session, papers.by_id(row.id), row.number)

    def _preview(self) -> None:
        if (row := self._paper) is not None:
            printing.show(self._session, row.id, row.number, row.number)

    def _print_waiting(self) -> None:
        self._queue.print_all([row.id for row in self.waiting.rows])

    def _ask(self) -> None:
        if (row := self._paper) is not None:
            Reversal(self._session, self).ask(row, self._shift)
