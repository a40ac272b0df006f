"""What a reader owes: lines to tick, and what the ticked ones come to."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from ill_desktop import money
from ill_desktop.cashier.queries import Due
from ui.cashier.account import Account, reason
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, vbox
from ui.kit.table import TableView
from ui.kit.theme import ROW, style
from ui.session import Session

_ROOMY = 640  # pixels from which every column has room


class DuesPanel(QFrame):
    """The table of dues with its sum. Whoever wants to know of ticks listens to ``rows.checked_changed``."""

    def __init__(self, session: Session, on_write_off: Callable[[], object]) -> None:
        super().__init__()
        self._session = session
        self._account: Account | None = None
        self.setObjectName("cashier-dues-panel")
        style(self, role="panel")
        self.rows = StaticModel(self._columns(), key=attrgetter("charge_id"), checkable=True)
        self.rows.checked_changed.connect(self._show_total)
        empty = Empty(
            "check",
            lambda: self.tr("Nothing is due. Press D to pay something in advance, F2 for the next reader."),
            name="cashier-nothing-due",
        )
        self.table = TableView(
            "cashier-dues", self.rows, title=lambda: self.tr("What is due"), empty=empty, enter=False
        )
        self.table.remember(session.memory)
        self.table.setMinimumHeight(3 * ROW)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._count = Label("", "heading", name="cashier-dues-count")
        self._total = Label("", "heading", right=True, name="cashier-dues-total")
        self._write_off = Button(
            "cashier-write-off", lambda: self.tr("Write off"), role="link", key="W", on=on_write_off
        )
        foot = hbox(self._count, 12, self._write_off, None, self._total, margins=(54, 0, 10, 0))
        foot.setSpacing(0)
        self._count.setFixedHeight(ROW)
        box = vbox(self.table, Rule(), foot, gap=0, margins=1)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _columns(self) -> list[Column[Due]]:
        return [
            Column("tick", "", lambda due: None, "check", width=44),
            Column("item", lambda: self.tr("What is due"), self._item, "two_line", width=150, stretch=True),
            Column(
                "number", lambda: self.tr("Transaction number"), lambda due: due.request_number, width=156
            ),
            Column("date", lambda: self.tr("Date"), self._day, width=92),
            Column("slip", lambda: self.tr("Transfer slip"), self._slip, "chip", width=100),
            Column("amount", lambda: self.tr("Amount"), lambda due: due.amount_fen, "money", width=84),
        ]

    def _item(self, due: Due) -> tuple[str, str]:
        words = self._session.words
        kind = words(f"charge.{due.kind}")
        title = f"{kind} · {due.label}" if due.label else kind
        reasons = self._account.reasons.get(due.charge_id, ()) if self._account else ()
        return title, reason(reasons, words)

    def _day(self, due: Due) -> str:
        """Month and day; the year only where it is another one."""
        return due.day.removeprefix(f"{self._session.desk.clock.day().year}-")

    @staticmethod
    def _slip(due: Due) -> Tag | None:
        """The end of the slip's number: device and year go without saying."""
        return Tag("-".join(due.pending_slip.split("-")[-2:]), "caution") if due.pending_slip else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the day gives way: the transaction number says it as well."""
        super().resizeEvent(event)
        self.table.show_column("date", event.size().width() >= _ROOMY)

    def show_account(self, account: Account, fresh: bool) -> None:
        """Show what is due; fresh: another reader, of whom all is ticked that no slip waits for."""
        self._account = account
        self.table.show_column("slip", any(due.pending_slip for due in account.dues))
        self.rows.set_rows(account.dues)
        self.table.pick_first()
        self._write_off.setVisible(bool(account.dues) and self._session.actor.may("money.write_off"))
        if fresh:
            self.rows.set_checked(due.charge_id for due in account.dues if not due.pending_slip)
            self.table.pick_first()
        self.table.horizontalHeader().setVisible(bool(account.dues))
        self._show_total()

    def ticked(self) -> list[Due]:
        """The lines that are to be paid now."""
        return self.rows.checked()

    def total_fen(self) -> int:
        return sum(due.amount_fen for due in self.ticked())

    def _show_total(self) -> None:
        words = self.tr("Total (%1)").replace("%1", str(len(self.ticked())))
        self._count.setText(words)
        self._total.setText(money.yuan(self.total_fen()))
