"""The settlement with each partner network for a month: what is owed, its lines, and settling it."""

from __future__ import annotations

import uuid

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import partner_lines, partners
from ill_desktop.cashier.rules import REFERENCE_LONGEST
from ill_desktop.reports.books import Book
from ui.cashier.books_away import TakeAway, Taken, of_book
from ui.cashier.books_table import BookTable
from ui.cashier.sides import beside
from ui.kit.empty import Empty
from ui.kit.facts import Timeline
from ui.kit.flow import Flow
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.theme import HEADER, ROW
from ui.month_choice import MonthChoice
from ui.session import Session

SHOWN = 5


class NetworksView(QWidget):
    """Networks above, the requests of the one in front below, its settlement at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.month = MonthChoice(session, "books-networks-month", self.reload)
        self._operation = str(uuid.uuid4())
        self._of: tuple[str, str] = ("", "")
        self.book = self._read()
        self.table = BookTable(
            "books-networks",
            self.book.part,
            lambda: self.tr("Networks"),
            Empty("check", lambda: self.tr("No partner library supplied anything at a price in this month.")),
        )
        self.table.setFixedHeight(HEADER + SHOWN * ROW + 2)
        self.lines = BookTable(
            "books-network-lines",
            self._bill("").part,
            lambda: self.tr("Requests supplied"),
            Empty("requests", lambda: self.tr("Choose a network to see its requests.")),
            stretch=1,
        )
        self.away = TakeAway(session, "books-networks-away", lambda: of_book(session, self.book))
        self.heading = Label("", "heading", wrap=True, name="books-network")
        self.left = Label("", "figure", name="books-network-left")
        self.about = Label("", "note", wrap=True, name="books-network-about")
        self.done = Timeline("books-network-settlements")
        self._make_form()
        self._lay_out()
        self.table.picked.connect(lambda _row: self._show())

    def _make_form(self) -> None:
        self.form = Form(
            "books-settle-form",
            [
                Ask(
                    "reference",
                    lambda: self.tr("Reference"),
                    required=True,
                    hint=lambda: self.tr("Number of the bill, or of the transfer by finance"),
                )
            ],
        )
        self.form.field("reference").setMaxLength(REFERENCE_LONGEST)
        self.settle = Button(
            "books-settle", lambda: self.tr("Settle"), role="primary", key="Enter", on=self._settle
        )
        self.form.submitted.connect(self.settle.click)
        self.bill = TakeAway(self._session, "books-bill", self._bill_taken, keys=False)

    def _lay_out(self) -> None:
        head = vbox(margins=(16, 12, 16, 12))
        head.addLayout(Flow(self.month, self.away, gap=16))  # below each other in a small window
        above = panel(head, self.table, gap=0, margins=0)
        below = panel(self.lines, margins=0)
        left = vbox(above, below, gap=16)
        left.setStretch(1, 1)
        side = QWidget()
        side.setLayout(
            vbox(
                self.heading,
                vbox(Label(lambda: self.tr("Still owed"), "note"), self.left, gap=0),
                self.about,
                self.form,
                hbox(self.settle, None),
                self.done,
                None,
                Label(lambda: self.tr("The bill of this network"), "note"),
                hbox(self.bill, None),
                gap=12,
            )
        )
        whole = beside(left, side, "books-networks-side")
        self.setLayout(whole)

    # -- what is shown ----------------------------------------------------------------------------

    def _read(self) -> Book:
        session = self._session
        return session.desk.reports.networks(session.actor, self.month.month(), session.language)

    def _bill(self, network: str) -> Book:
        session = self._session
        return session.desk.reports.network(session.actor, self.month.month(), network, session.language)

    def _bill_taken(self) -> Taken | None:
        network = self.table.chosen()
        return None if network is None else of_book(self._session, self._bill(network))

    def begin(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def reload(self) -> None:
        """Read again."""
        self.book = self._read()
        self.table.show_part(self.book.part, self.book.keys)
        self._show()

    def _show(self) -> None:
        network, month = self.table.chosen(), self.month.month()
        for each in (self.form, self.settle, self.bill, self.left, self.about):
            each.setVisible(network is not None)
        if network is None:
            self.heading.setText(self.tr("Choose a network."))
            self.lines.show_part(self._bill("").part)
            self.done.show_events([])
            return
        if self._of != (network, month):  # another settlement than the one that was being typed
            self._of, self._operation = (network, month), str(uuid.uuid4())
            self.form.clear()
        book = self._bill(network)
        self.heading.setText(book.title)
        self.lines.show_part(book.part)
        self._show_left(network, month)

    def _show_left(self, network: str, month: str) -> None:
        sums = partners.month_sums(self._session.desk.clock, month)
        left = next((row.left_fen for row in sums if row.network == network), 0)
        self.left.setText(money.yuan(left))
        may = self._session.actor.may("money.settle")
        for each in (self.form, self.settle):
            each.setVisible(may and left > 0)
        self.about.setText(self._about(left))
        self.done.show_events([self._settled(row) for row in partner_lines.settlements(month, network)])

    def _about(self, left_fen: int) -> str:
        if left_fen > 0:
            return self.tr("Settling records that finance has paid the network; nothing leaves a till.")
        if left_fen < 0:
            return self.tr("The network owes us this: it is set off against what it supplies next.")
        return self.tr("Everything of this month is settled.")

    def _settled(self, row: partner_lines.Settled) -> str:
        at = self._session.local(row.at)
        said = self.tr("%1 settled on %2 by %3, reference %4")
        return (
            said.replace("%1", money.yuan(row.amount_fen))
            .replace("%2", f"{at:%Y-%m-%d}")
            .replace("%3", row.actor)
            .replace("%4", row.reference)
        )

    def _settle(self) -> None:
        """Record that the network has been paid for the month."""
        if not self.form.validate():
            return
        session, (network, month), operation = self._session, self._of, self._operation
        reference = self.form.values()["reference"]
        done = session.commands.run(
            lambda: session.desk.partners.settle(session.actor, network, month, reference, operation),
            form=self.form,
            touches=("cashier",),
            says=self.tr("Settled with %1 for %2").replace("%1", network).replace("%2", month),
        )
        if done is not None:
            self._operation = str(uuid.uuid4())
            self.form.clear()
