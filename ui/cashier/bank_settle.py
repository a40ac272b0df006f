"""A bank transfer is put to what it was for: a reader, the charges; the rest to the deposit, or still due."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from operator import attrgetter

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import queries
from ill_desktop.cashier.bank import IncomingRow
from ill_desktop.cashier.queries import Due
from ill_desktop.counter.service import Released
from ill_desktop.patrons import queries as patrons
from ui.cashier import account
from ui.cashier.bank_words import outcome
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.fields import Tick
from ui.kit.finder import FinderBox, Hit
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.text import write
from ui.session import Session


class SettleSheet(Sheet):
    """Find the reader, tick what was paid, Enter."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        row: IncomingRow,
        patron_id: int | None,
        on_done: Callable[[Released, Sequence[int]], object],
    ) -> None:
        body = QWidget()
        super().__init__(
            parent,
            "settle",
            lambda: self.tr("Whose is this transfer?"),
            lambda: self.tr("Put it there"),
            note=lambda: " · ".join(
                part for part in (money.yuan(row.left_fen), row.payer, row.purpose, row.day) if part
            ),
            body=body,
            on_primary=self._settle,
            width=680,
        )
        self._session, self._row, self._on_done = session, row, on_done
        self._patron: int | None = None
        self._operation = str(uuid.uuid4())
        self._make_parts()
        body.setLayout(
            vbox(
                self.finder,
                self._reader,
                panel(self.table, margins=0),
                self._outcome,
                hbox(self.rest, self.part, None),
                gap=12,
            )
        )
        self._show_outcome()
        if patron_id is not None:
            self.show_reader(patron_id)
        else:
            self.finder.setFocus()

    def _make_parts(self) -> None:
        self.finder = FinderBox(
            "settle-finder",
            self._find,
            lambda: self.tr("Scan the card, or type name, number, pinyin or mobile"),
        )
        write(self.finder, self.finder.setAccessibleName, lambda: self.tr("Find a reader"))
        self.finder.chosen.connect(lambda hit: self.show_reader(hit.value))
        self._reader = Label("", "heading", name="settle-reader")
        self.rows = StaticModel(self._columns(), key=attrgetter("charge_id"), checkable=True)
        self.rows.checked_changed.connect(self._show_outcome)
        self._empty = Empty("user", self._nothing)
        self.table = TableView(
            "settle-dues",
            self.rows,
            title=lambda: self.tr("What is due"),
            empty=self._empty,
            enter=False,
        )
        self.table.setFixedHeight(250)
        self._outcome = Label("", wrap=True, name="settle-outcome")
        self.rest = Tick("settle-rest", lambda: self.tr("What is left goes onto the deposit"))
        self.part = Tick("settle-part", lambda: self.tr("Settle a part; the rest stays due"))
        for tick in (self.rest, self.part):
            tick.edited.connect(self._show_outcome)

    def _columns(self) -> list[Column[Due]]:
        words = self._session.words
        return [
            Column("tick", "", lambda due: None, "check", width=44),
            Column(
                "item",
                lambda: self.tr("What is due"),
                lambda due: (" · ".join(filter(None, (words(f"charge.{due.kind}"), due.label))), ""),
                "two_line",
                width=200,
                stretch=True,
            ),
            Column(
                "number", lambda: self.tr("Transaction number"), lambda due: due.request_number, width=160
            ),
            Column("amount", lambda: self.tr("Amount"), lambda due: due.amount_fen, "money", width=100),
        ]

    def _nothing(self) -> str:
        if self._patron is None:
            return self.tr("Find the reader first.")
        return self.tr("This reader owes nothing. The transfer can go onto the deposit.")

    @staticmethod
    def _find(text: str) -> Sequence[Hit]:
        return [
            Hit(row.name, " · ".join(part for part in (row.number, row.unit) if part), "user", row.id)
            for row in patrons.find(text)
        ]

    def scanned(self, text: str) -> None:
        """A card scanned while the sheet is open."""
        found = patrons.by_number(text)
        if found is not None:
            self.show_reader(found)

    # -- the reader -------------------------------------------------------------------------------

    def show_reader(self, patron_id: int) -> None:
        """Show what a reader owes; ticked are the oldest that the transfer reaches for."""
        shown = account.load(patron_id)
        self._patron = shown.card.id
        self._operation = str(uuid.uuid4())
        self.finder.clear()
        self.finder.close_hits()
        facts = (shown.card.name, shown.card.number, shown.card.unit)
        self._reader.setText(" · ".join(part for part in facts if part))
        self._empty.say(self._nothing())
        self.rows.set_rows(shown.dues)
        self.rows.set_checked(_reached(shown.dues, self._row.left_fen))
        self.table.pick_first()
        self.table.setFocus()
        self._show_outcome()

    def _due_fen(self) -> int:
        return sum(due.amount_fen for due in self.rows.checked())

    def _show_outcome(self) -> None:
        """Say what will become of the money before it is put anywhere."""
        due, left = self._due_fen(), self._row.left_fen
        self.rest.setVisible(self._patron is not None and due < left)
        self.part.setVisible(due > left)
        self._outcome.setText("" if self._patron is None else self._sentence(due, left))
        self._outcome.set_tone("caution" if due > left and not self.part.value() else None)
        takes = due or self.rest.value()
        self.primary.setEnabled(bool(self._patron and takes) and (due <= left or self.part.value()))

    def _sentence(self, due: int, left: int) -> str:
        if not due and not self.rest.value():
            return self.tr("Tick what it pays: Space, or a click on the box.")
        return outcome(due, left, self.rest.value(), self.part.value())

    # -- settling ---------------------------------------------------------------------------------

    def _settle(self) -> bool:
        patron = self._patron
        if patron is None or not self.primary.isEnabled():
            return False
        session, operation = self._session, self._operation
        charges = [due.charge_id for due in self.rows.checked()]
        rest = self.rest.value() and self.rest.isVisible()
        partly = self.part.value() and self.part.isVisible()
        released = session.commands.run(
            lambda: session.desk.counter.settle_bank(
                session.actor,
                self._row.id,
                patron,
                charges,
                operation,
                rest_to_deposit=rest,
                partly=partly,
            ),
            touches=("cashier", "requests", "notices", "patrons"),
            says=self._said,
        )
        if released is None:
            self.rows.set_rows(queries.dues(patron))
            return False
        self._on_done(released, charges)
        return True

    def _said(self, released: Released) -> str:
        count = len(released.moved)
        said = self.tr("%1 is paid; released: %2") if count else self.tr("%1 is paid")
        amount = money.yuan(released.receipt.total_fen)
        return said.replace("%1", amount).replace("%2", str(count))


def _reached(dues: Sequence[Due], fen: int) -> list[int]:
    """One that is exactly the amount, else the oldest that fit into it; when none fits, the oldest."""
    exact = [due.charge_id for due in dues if due.amount_fen == fen]
    if exact:
        return exact[:1]
    found: list[int] = []
    for due in dues:
        if due.amount_fen <= fen:
            found.append(due.charge_id)
            fen -= due.amount_fen
    return found or [due.charge_id for due in dues[:1]]
