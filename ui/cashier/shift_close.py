"""End of shift: a blind count by denomination, then what the Z report says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier import unprinted
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ill_desktop.cashier.shifts import PIECES
from ui.cashier import printing
from ui.cashier.quantity import Quantity
from ui.cashier.shift_facts import over_short, shift_facts, verdict
from ui.kit.dialogs import Sheet
from ui.kit.facts import Facts
from ui.kit.label import Label, Rule
from ui.kit.screen import hbox, scrolled, vbox
from ui.kit.text import write
from ui.session import Session


class CountSheet(Sheet):
    """How many of each lie in the drawer; what should lie there is not shown before."""

    def __init__(
        self, parent: QWidget | None, session: Session, shift: ShiftRow, on_done: Callable[[Receipt], object]
    ) -> None:
        body = QWidget()
        super().__init__(
            parent,
            "count",
            lambda: self.tr("End of shift"),
            lambda: self.tr("End the shift"),
            note=lambda: self.tr("Count the drawer. What should be in it is shown afterwards."),
            body=body,
            on_primary=self._close,
        )
        self._session, self._shift, self._on_done = session, shift, on_done
        self._unprinted = len(unprinted.rows(shift.id))
        self._fields = {fen: Quantity(f"count-{fen}") for fen in PIECES}
        self._sums = {fen: Label("", "note", right=True, name=f"count-sum-{fen}") for fen in PIECES}
        self._total = Label("", "figure", right=True, name="count-total")
        self._error = Label("", "error", wrap=True, name="count-error")
        foot = hbox(Label(lambda: self.tr("Counted"), "heading"), None, self._total)
        left = Label(self._left_words, "note", tone="caution", wrap=True, name="count-unprinted")
        left.setVisible(bool(self._unprinted))
        body.setLayout(vbox(self._grid(), Rule(), foot, left, self._error, gap=12))
        self._show_total()
        self._fields[PIECES[0]].setFocus()

    def _left_words(self) -> str:
        words = self.tr("Papers not printed yet: %1. They stay on the list.")
        return words.replace("%1", str(self._unprinted))

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for at, fen in enumerate(PIECES):
            field = self._fields[fen]
            field.setFixedWidth(120)
            field.edited.connect(self._show_total)
            write(field, field.setAccessibleName, self._namer(fen))
            grid.addWidget(Label(self._namer(fen)), at, 0)
            grid.addWidget(field, at, 1)
            grid.addWidget(self._sums[fen], at, 2, Qt.AlignmentFlag.AlignRight)
        return grid

    def _namer(self, fen: int) -> Callable[[], str]:
        if fen >= 100:
            return lambda: self.tr("%1 yuan").replace("%1", str(fen // 100))
        if fen >= 10:
            return lambda: self.tr("%1 jiao").replace("%1", str(fen // 10))
        return lambda: self.tr("fen in all")

    def counted_fen(self) -> int | None:
        """What was counted; None when nothing was, or something cannot be read."""
        fields = self._fields.values()
        if any(field.problem() for field in fields) or all(field.value() is None for field in fields):
            return None
        return sum(fen * (field.value() or 0) for fen, field in self._fields.items())

    def _show_total(self) -> None:
        for fen, field in self._fields.items():
            number = field.value()
            self._sums[fen].setText(money.figures(fen * number) if number else "")
        self._total.setText(money.yuan(self.counted_fen() or 0))
        problem = next((each.problem() for each in self._fields.values() if each.problem()), None)
        self._say(problem or "")

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))

    def _close(self) -> bool:
        counted = self.counted_fen()
        if counted is None:
            self._say(self.tr("Enter how many of each you counted; 0 if the drawer is empty."))
            return False
        session = self._session
        pieces = {fen: many for fen, field in self._fields.items() if (many := field.value())}
        report: Receipt | None = session.commands.run(
            lambda: session.desk.shifts.close(session.actor, self._shift.id, counted, pieces),
            on_done=self._on_done,
            touches=("cashier",),
        )
        return report is not None


class ShiftSummary(Sheet):
    """What the Z report says: expected, counted, over or short, takings by tender. Enter prints it."""

    def __init__(self, parent: QWidget | None, session: Session, report: Receipt) -> None:
        body = QWidget()
        closed = session.local(report.issued_at)
        super().__init__(
            parent,
            "shift-summary",
            lambda: self.tr("Shift report %1").replace("%1", report.number),
            lambda: self.tr("Print the report"),
            note=lambda: (
                self.tr("Till %1 · %2 · %3")
                .replace("%1", report.till)
                .replace("%2", f"{closed:%Y-%m-%d %H:%M}")
                .replace("%3", report.operator)
            ),
            body=body,
            on_primary=lambda: printing.put_out(session, report, report.number, parent),
            secondary=lambda: self.tr("Close"),
        )
        facts = Facts("shift-summary-facts", figures=True)
        facts.show_facts(shift_facts(session, report))
        over = over_short(report) or 0
        words = Label(
            lambda: verdict(over), "figure", tone="bad" if over else "good", name="shift-summary-verdict"
        )
        body.setLayout(vbox(words, Rule(), scrolled(facts), gap=12))
        self.primary.setFocus()
