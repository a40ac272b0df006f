"""The papers of this shift: print again, or reverse with a reason. Money has no undo."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from ill_desktop.cashier import papers, queries
from ill_desktop.cashier.queries import PaperRow, ShiftRow
from ui.cashier import printing
from ui.cashier.paper_view import PaperView
from ui.cashier.part import Part
from ui.cashier.sides import beside
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.dialogs import ask_reason
from ui.kit.empty import Empty
from ui.kit.fields import Line
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, scrolled, vbox
from ui.kit.table import TableView
from ui.session import Session


class RegisterPage(Part):
    """The table at the left, the chosen paper at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-register")
        self._session = session
        self._shift: ShiftRow | None = None
        self._found: PaperRow | None = None
        self._paper: PaperRow | None = None
        self.search = Line("cashier-register-search", lambda: self.tr("Scan or type the number of a paper"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
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
        self.table.remember(session.memory)
        self.view = PaperView(session, "cashier-paper-view")
        self._status = Chip(name="cashier-paper-status")
        self._copies = Label("", "note", wrap=True, name="cashier-paper-copies")
        self._side = QStackedWidget()
        self._make_buttons()
        self._lay_out()
        self.table.picked.connect(self._show)

    def _make_buttons(self) -> None:
        self._reprint = Button(
            "cashier-reprint", lambda: self.tr("Print again"), icon="print", key="P", on=self._print
        )
        self._reverse = Button(
            "cashier-reverse", lambda: self.tr("Reverse"), role="danger", icon="undo", key="V", on=self._ask
        )

    def _columns(self) -> list[Column[PaperRow]]:
        local = self._session.local
        return [
            Column("number", lambda: self.tr("Number"), lambda row: row.number, width=176),
            Column("at", lambda: self.tr("Time"), lambda row: local(row.issued_at), "date", width=144),
            Column("kind", lambda: self.tr("Paper"), self._tag, "chip", width=210),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=120, stretch=True),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.amount_fen, "money", width=110),
        ]

    def _kind(self, row: PaperRow) -> str:
        named = {"R": "paper.receipt.receipt", "V": "paper.receipt.voucher", "T": "tender.transfer"}
        key = named.get(row.series[:1])
        return self._session.words(key) if key else self.tr("Shift report")

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
            hbox(self._reprint, self._reverse, None),
            gap=12,
        )
        self._side.addWidget(Empty("print", lambda: self.tr("Choose a paper to see it here.")))
        self._side.addWidget(scrolled(content))
        head = hbox(self.search, margins=(16, 12, 16, 12))
        left = panel(head, self.table, gap=0, margins=0)
        self.setLayout(beside(left, self._side, "cashier-register-side"))
        self._show(None)

    # -- which papers -----------------------------------------------------------------------------

    def set_shift(self, shift: ShiftRow | None) -> None:
        """Whose papers are listed."""
        self._shift = shift

    def begin(self) -> None:
        self.table.setFocus()

    def reload(self) -> None:
        """Read again; the paper one is at stays."""
        if self._found is not None:
            self._found = queries.paper_by_number(self._found.number)
        rows = queries.papers_of_shift(self._shift.id) if self._shift else []
        self.rows.set_rows([self._found] if self._found else rows)
        self.table.pick_first()
        self._show(self.table.current())

    def go_to(self, number: str) -> bool:
        """Show the paper with this number, of whatever shift; False when there is none."""
        found = queries.paper_by_number(number)
        if found is None:
            return False
        self.search.setText(found.number)
        return True

    def _search(self, text: str) -> None:
        self._found = queries.paper_by_number(text) if text.strip() else None
        self.reload()

    # -- one paper --------------------------------------------------------------------------------

    def _show(self, row: PaperRow | None) -> None:
        self._paper = row
        self._side.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        self.view.show_paper(row.id)
        is_money = row.series[:1] in ("R", "V")
        is_void = row.status == "void"
        self._status.set_tag(self._tag(row))
        count = papers.prints(row.id)
        said = self.tr("Printed: %1") if count else self.tr("Not printed yet")
        self._copies.setText(said.replace("%1", str(count)))
        self._reprint.setVisible(row.series[:1] != "Z")
        self._reverse.setVisible(is_money and not is_void)

    def _print(self) -> None:
        if (row := self._paper) is not None:
            printing.show(self._session, row.id, row.number, row.number)

    def _ask(self) -> None:
        row, shift = self._paper, self._shift
        if row is None:
            return
        ask_reason(
            self.window(),
            lambda: self.tr("Reverse %1?").replace("%1", row.number),
            lambda: self.tr("Reverse"),
            self._reverser(row, shift),
            note=lambda: self.tr(
                "For a payment that was keyed in wrong. It is posted back, the paper is marked void and "
                "keeps its number; what it paid is due again. Take the paper back from the reader."
            ),
            danger=True,
        )

    def _reverser(self, row: PaperRow, shift: ShiftRow | None) -> Callable[[str], object]:
        session, operation = self._session, str(uuid.uuid4())

        def reverse(reason: str) -> None:
            session.commands.run(
                lambda: session.desk.cashier.reverse_payment(
                    session.actor, shift.id if shift else 0, row.id, reason, operation
                ),
                touches=("cashier", "requests"),
                says=self.tr("%1 is reversed").replace("%1", row.number),
            )

        return reverse
