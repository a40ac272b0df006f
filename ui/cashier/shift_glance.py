"""The shift in one line of figures. The cash stays hidden, so that the count at the end is blind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier import glance, ledger, queries, rules
from ill_desktop.cashier.glance import Glance
from ill_desktop.cashier.queries import ShiftRow
from ui.cashier.shift_facts import left_open, shift_tag, since
from ui.kit.chip import Chip
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import clear, hbox, vbox
from ui.kit.theme import style
from ui.session import Session

SEES_THE_CASH = "library.configure"
"""Who counts does not know what should be there; an administrator may look."""
HIDDEN = "•••"


class ShiftGlance(QFrame):
    """Whose shift, its figures, and what can be done with the drawer."""

    def __init__(self, session: Session, actions: Sequence[Button]) -> None:
        super().__init__()
        self.setObjectName("shift-glance")
        style(self, role="panel")
        self._session = session
        self._shift: ShiftRow | None = None
        self._shown = False
        self._head = Label("", "heading", name="shift-glance-head")
        self._chip = Chip(name="shift-glance-state")
        self._note = Label("", "note", wrap=True, name="shift-glance-note")
        self._eye = Button("shift-show-cash", self._eye_words, role="link", icon="eye", on=self._look)
        self._cells = QHBoxLayout()
        self._cells.setSpacing(24)
        self._actions = actions
        head = hbox(self._head, self._chip, self._eye, None, gap=12)
        line = vbox(head, self._note, gap=4)
        whole = vbox(hbox(line, Flow(*actions), gap=16), self._cells, gap=12, margins=16)
        self.setLayout(whole)

    def show_shift(self, shift: ShiftRow | None) -> None:
        """Show this shift now; None: none is open."""
        if shift is None or self._shift is None or shift.id != self._shift.id:
            self._shown = False
        self._shift = shift
        self.retranslate()

    def retranslate(self) -> None:
        """Say it again in the present language."""
        shift = self._shift
        self._chip.set_tag(shift_tag(self._session, shift))
        self._chip.setVisible(shift is not None and left_open(self._session, shift))
        for button in self._actions:
            button.setVisible(shift is not None and self._session.actor.may("money.shift"))
        self._eye.setVisible(shift is not None and self._session.actor.may(SEES_THE_CASH))
        self._eye.say(self._eye_words())
        clear(self._cells)
        if shift is None:
            self._head.setText(self.tr("No shift is open"))
            self._note.setText(self.tr("Open one under “Take money”. Earlier shifts stand below."))
            return
        words = self.tr("Till %1 · since %2 · %3").replace("%1", shift.till)
        self._head.setText(words.replace("%2", since(self._session, shift)).replace("%3", shift.opened_by))
        self._note.setText("  ".join([self._advice(shift), *self._elsewhere(shift)]))
        for name, value in self._figures(shift, glance.of(shift)):
            self._cells.addWidget(self._cell(name, value), 1)

    def _advice(self, shift: ShiftRow) -> str:
        if left_open(self._session, shift):
            return self.tr("It was left open overnight: count the drawer and end it, then open today's.")
        if self._shown:
            return self.tr("You see what should be in the drawer: whoever counts should not.")
        return self.tr("The cash is hidden until it is counted.")

    def _elsewhere(self, shift: ShiftRow) -> list[str]:
        """The shifts that are open at other tills."""
        rows = [queries.open_shift(number) for number, _name in queries.tills() if number != shift.till_id]
        words = self.tr("Also open: till %1 since %2, %3")
        return [
            words.replace("%1", row.till)
            .replace("%2", since(self._session, row))
            .replace("%3", row.opened_by)
            for row in rows
            if row is not None
        ]

    def _figures(self, shift: ShiftRow, seen: Glance) -> list[tuple[str, str]]:
        words, shown = self._session.words, self._shown
        taken = {each.tender: each.taken_fen for each in seen.takings}
        back = sum(each.back_fen for each in seen.takings if shown or each.tender != "cash")

        def figure(fen: int) -> str:
            return money.figures(fen)

        cash = figure(taken.pop("cash", 0))
        found = [
            (words("entry.float"), figure(seen.float_fen)),
            (words("tender.cash"), cash if shown else HIDDEN),
        ]
        for tender in ("campus_card", "mobile", "deposit"):
            found.append((words(f"tender.{tender}"), figure(taken.pop(tender, 0))))
        found += [(words(f"tender.{tender}"), figure(fen)) for tender, fen in taken.items()]
        found += [
            (self.tr("Given back"), figure(back)),
            (self.tr("Paid in"), figure(seen.paid_in_fen)),
            (self.tr("Paid out"), figure(seen.paid_out_fen)),
            (self.tr("To finance"), figure(seen.handed_over_fen)),
        ]
        if shown:
            expected = ledger.balance(rules.cash_account(shift.till_id))
            found.append((self.tr("Should be there"), figure(expected)))
        return found

    @staticmethod
    def _cell(name: str, value: str) -> QWidget:
        cell = QWidget()
        figure = Label(value, "heading")
        figure.setAlignment(Qt.AlignmentFlag.AlignLeft)
        cell.setLayout(vbox(Label(name, "note"), figure, gap=2))
        cell.setAccessibleName(f"{name} {value}")
        return cell

    def texts(self) -> dict[str, str]:
        """Name → figure, as they stand there."""
        items = [self._cells.itemAt(at) for at in range(self._cells.count())]
        cells = [cell for item in items if item is not None and (cell := item.widget()) is not None]
        pairs = [cell.findChildren(Label) for cell in cells]
        return {name.text(): figure.text() for name, figure in pairs}

    def _eye_words(self) -> str:
        return self.tr("Hide the cash") if self._shown else self.tr("Show the cash")

    def _look(self) -> None:
        self._shown = not self._shown
        self.retranslate()
