"""End of shift: a blind count by denomination, then what the Z report says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import ShiftRow
from ui.cashier.quantity import Quantity
from ui.kit.dialogs import Sheet
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label, Rule
from ui.kit.screen import hbox, vbox
from ui.kit.text import write
from ui.session import Session

DENOMINATIONS = (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10)  # fen


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
        self._fields = {fen: Quantity(f"count-{fen}") for fen in DENOMINATIONS}
        self._sums = {fen: Label("", "note", right=True, name=f"count-sum-{fen}") for fen in DENOMINATIONS}
        self._total = Label("", "figure", right=True, name="count-total")
        self._error = Label("", "error", wrap=True, name="count-error")
        foot = hbox(Label(lambda: self.tr("Counted"), "heading"), None, self._total)
        body.setLayout(vbox(self._grid(), Rule(), foot, self._error, gap=12))
        self._show_total()
        self._fields[DENOMINATIONS[0]].setFocus()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(2, 1)
        for at, fen in enumerate(DENOMINATIONS):
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
        return lambda: self.tr("%1 jiao").replace("%1", str(fen // 10))

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
        report: Receipt | None = session.commands.run(
            lambda: session.desk.shifts.close(session.actor, self._shift.id, counted),
            on_done=self._on_done,
            touches=("cashier",),
        )
        return report is not None


class ShiftSummary(Sheet):
    """What the Z report says: expected, counted, over or short, takings by tender."""

    def __init__(self, parent: QWidget | None, session: Session, report: Receipt) -> None:
        body = QWidget()
        closed = session.local(report.issued_at)
        super().__init__(
            parent,
            "shift-summary",
            lambda: self.tr("Shift report %1").replace("%1", report.number),
            None,
            note=lambda: (
                self.tr("Till %1 · %2 · %3")
                .replace("%1", report.till)
                .replace("%2", f"{closed:%Y-%m-%d %H:%M}")
                .replace("%3", report.operator)
            ),
            body=body,
            secondary=lambda: self.tr("Close"),
        )
        self._session = session
        facts = Facts("shift-summary-facts", figures=True)
        facts.show_facts([self._fact(line.kind, line.amount_fen) for line in report.lines])
        over = next(line.amount_fen for line in report.lines if line.kind == "over_short")
        verdict = Label(
            lambda: self._verdict(over),
            "figure",
            tone="bad" if over else "good",
            name="shift-summary-verdict",
        )
        body.setLayout(vbox(verdict, Rule(), facts, gap=12))

    def _verdict(self, over: int) -> str:
        if not over:
            return self.tr("The drawer is right")
        named = self.tr("%1 over") if over > 0 else self.tr("%1 short")
        return named.replace("%1", money.yuan(abs(over)))

    def _fact(self, kind: str, fen: int) -> Fact:
        session = self._session
        names = {
            "float": lambda: session.words("entry.float"),
            "expected": lambda: self.tr("Expected in the drawer"),
            "counted": lambda: self.tr("Counted"),
            "over_short": lambda: session.words("entry.over_short"),
        }
        name = names.get(kind, lambda: session.words(kind))
        return Fact(name, money.figures(fen), strong=kind in ("expected", "counted"))
