"""What has no counterpart: in the statement and not in the books, in the books and not in the statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import reconciliation
from ill_desktop.cashier.reconciliation import Booked, Line
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import GAP
from ui.session import Session


class OpenPage(QWidget):
    """Choose one on each side; Enter says that they are the same money."""

    def __init__(self, session: Session, on_enter: Callable[[Line], object]) -> None:
        super().__init__()
        self.setObjectName("reconcile-open")
        self._session, self._on_enter = session, on_enter
        self._account, self._booked = "", list[Booked]()
        self.lines = StaticModel(self._line_columns())
        self.booked = StaticModel(self._booked_columns())
        self.left = self._table(
            "reconcile-lines", self.lines, lambda: self.tr("Every line of the statement is in the books.")
        )
        self.right = self._table(
            "reconcile-booked", self.booked, lambda: self.tr("Everything in the books stands in a statement.")
        )
        self._sums = (Label("", "note", right=True), Label("", "note", right=True))
        self._pair = Label("", wrap=True, name="reconcile-pair")
        self.match = Button(
            "reconcile-match", lambda: self.tr("The same money"), role="primary", key="Enter", on=self._match
        )
        self.enter = Button(
            "reconcile-enter",
            lambda: self.tr("Enter it in the books"),
            icon="plus",
            key="I",
            on=self._enter_line,
        )
        self._lay_out()
        self.left.picked.connect(lambda _row: self._line_picked())
        self.right.picked.connect(lambda _row: self._show_pair())

    def _table(
        self, name: str, model: StaticModel[Line] | StaticModel[Booked], empty: Callable[[], str]
    ) -> TableView:
        table = TableView(name, model, title=self._title_of(name), empty=Empty("check", empty), enter=False)
        table.remember(self._session.memory)
        return table

    def _title_of(self, name: str) -> Callable[[], str]:
        if name == "reconcile-lines":
            return lambda: self.tr("In the statement, not in the books")
        return lambda: self.tr("In the books, not in the statement")

    def _lay_out(self) -> None:
        sides = [
            panel(
                hbox(
                    Label(self._title_of(table.objectName()), "heading"), None, sums, margins=(16, 12, 16, 8)
                ),
                table,
                gap=0,
                margins=0,
            )
            for table, sums in zip((self.left, self.right), self._sums, strict=True)
        ]
        both = hbox(*sides, gap=GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        said = hbox(self._pair, self.enter, self.match, gap=12)
        said.setStretch(0, 1)
        foot = panel(said, margins=12)
        box = vbox(both, foot, gap=GAP)
        box.setStretch(0, 1)
        self.setLayout(box)

    def _line_columns(self) -> list[Column[Line]]:
        return [
            Column("day", lambda: self.tr("Date"), lambda line: line.day, width=96),
            Column(
                "payer",
                lambda: self.tr("Line of the statement"),
                lambda line: (line.payer or line.note or line.reference, self._below(line)),
                "two_line",
                width=160,
                stretch=True,
            ),
            Column("amount", lambda: self.tr("Amount"), lambda line: line.amount_fen, "money", width=100),
        ]

    @staticmethod
    def _below(line: Line) -> str:
        shown = line.payer or line.note or line.reference
        return " · ".join(part for part in (line.reference, line.note) if part and part != shown)

    def _booked_columns(self) -> list[Column[Booked]]:
        return [
            Column("day", lambda: self.tr("Date"), lambda booked: booked.day, width=96),
            Column(
                "entry",
                lambda: self.tr("Entry in the books"),
                lambda booked: (self._called(booked), booked.reference),
                "two_line",
                width=160,
                stretch=True,
            ),
            Column("amount", lambda: self.tr("Amount"), lambda booked: booked.amount_fen, "money", width=100),
        ]

    def _called(self, booked: Booked) -> str:
        kind = self._session.words(f"entry.{booked.kind}")
        return " · ".join(part for part in (kind, booked.paper) if part)

    # -- showing ----------------------------------------------------------------------------------

    def show_open(self, account: str, month: str | None) -> int:
        """Show what is open of an account, in one month or in all; returns how many on both sides."""
        self._account = account
        lines = reconciliation.unmatched_lines(account, month)
        self._booked = reconciliation.unmatched_postings(account, month)
        self.lines.set_rows(lines)
        self._show_booked()
        self._show_sum(self._sums[0], [line.amount_fen for line in lines])
        self._show_sum(self._sums[1], [booked.amount_fen for booked in self._booked])
        self.left.pick_first()
        self._line_picked()
        return len(lines) + len(self._booked)

    def _show_sum(self, label: Label, amounts: list[int]) -> None:
        words = self.tr("%1 · %2").replace("%1", str(len(amounts)))
        label.setText(words.replace("%2", money.yuan(sum(amounts))))

    def _show_booked(self) -> None:
        """Those that might be the line one is at stand first."""
        line: Line | None = self.left.current()
        near = sorted(self._booked, key=lambda booked: _far(line, booked)) if line else self._booked
        self.booked.set_rows(near)

    def _line_picked(self) -> None:
        line: Line | None = self.left.current()
        self._show_booked()
        first = self.booked.rows[0] if self.booked.rows else None
        if line is not None and first is not None and first.amount_fen == line.amount_fen:
            self.right.selectRow(0)
        else:
            self.right.clearSelection()
        self._show_pair()

    def _chosen(self) -> tuple[Line | None, Booked | None]:
        booked = self.right.selected()
        return self.left.current(), booked[0] if booked else None

    def _show_pair(self) -> None:
        line, booked = self._chosen()
        same = line is not None and booked is not None and line.amount_fen == booked.amount_fen
        self.match.setEnabled(same)
        self.enter.setVisible(self._account == "bank")
        self.enter.setEnabled(line is not None and line.amount_fen > 0)
        if line is None:
            sentence = ""
        elif same and booked is not None:
            sentence = (
                self.tr("%1 of %2 and %3 of %4")
                .replace("%1", money.yuan(line.amount_fen))
                .replace("%2", line.day)
                .replace("%3", booked.paper or booked.reference)
                .replace("%4", booked.day)
            )
        elif booked is not None:
            sentence = self.tr("The amounts differ by %1: this is other money.").replace(
                "%1", money.yuan(abs(line.amount_fen - booked.amount_fen))
            )
        else:
            sentence = self.tr("Nothing in the books has this amount. Choose an entry at the right.")
        self._pair.setText(sentence)

    # -- doing ------------------------------------------------------------------------------------

    def _match(self) -> None:
        line, booked = self._chosen()
        if line is None or booked is None:
            return
        session, at = self._session, self.lines.position(line.id) or 0

        def undo(_done: bool) -> None:
            session.desk.reconciliation.unmatch(session.actor, line.id)

        def match() -> bool:
            session.desk.reconciliation.match(session.actor, line.id, booked.id)
            return True

        done = session.commands.run(match, touches=("cashier",), says=self.tr("Matched"), undo=undo)
        if done and self.lines.rows:
            self.left.selectRow(min(at, len(self.lines.rows) - 1))
            self.left.setFocus()

    def _enter_line(self) -> None:
        line: Line | None = self.left.current()
        if line is not None:
            self._on_enter(line)

    def match_again(self) -> None:
        """Match by itself what was entered since."""
        session, account = self._session, self._account
        session.commands.run(
            lambda: session.desk.reconciliation.match_again(session.actor, account),
            touches=("cashier",),
            says=lambda count: self.tr("Matched by itself: %1").replace("%1", str(count)),
        )


def _far(line: Line, booked: Booked) -> tuple[bool, bool, int]:
    """How unlike they are: another amount, another number, days apart."""
    apart = (dt.date.fromisoformat(line.day) - dt.date.fromisoformat(booked.day)).days
    same_number = bool(line.reference) and line.reference.casefold() == booked.reference.casefold()
    return booked.amount_fen != line.amount_fen, not same_number, abs(apart)
