"""No shift: the drawer is counted, and the day begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import ledger, rules
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox, panel, vbox
from ui.session import Session


class ShiftStart(QWidget):
    """The float, one button."""

    def __init__(self, session: Session, on_open: Callable[[int], object]) -> None:
        super().__init__()
        self.setObjectName("cashier-shift-start")
        self._session = session
        self.form = Form(
            "shift-start-form",
            [Ask("float", lambda: self.tr("Float in the drawer"), "money", required=True)],
            size="large",
        )
        self._before = Label("", "hint", name="cashier-float-before")
        self._on_open = on_open
        self._button = Button(
            "cashier-open-shift", lambda: self.tr("Open the shift"), role="primary", key="Enter", on=self.open
        )
        title = Label(lambda: self.tr("No shift is open"), "title")
        words = Label(
            lambda: self.tr("Count the cash in the drawer and open the shift: then money can be taken."),
            "subtitle",
            wrap=True,
        )
        for label in (title, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        picture = Icon("cashier", 40)
        column = QWidget()
        column.setFixedWidth(360)
        box = vbox(None, picture, title, words, 8, self.form, self._before, self._button, gap=12)
        box.setAlignment(picture, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        column.setLayout(box)
        self.setLayout(vbox(panel(hbox(None, column, None), margins=24)))

    def _left(self) -> int:
        """What the books say lies in the drawer since the last shift."""
        return max(0, ledger.balance(rules.cash_account(self._session.till_id)))

    def retranslate(self) -> None:
        """Say again what the drawer should hold."""
        before = self.tr("Left by the shift before: %1").replace("%1", money.yuan(self._left()))
        self._before.setText(before)
        self._before.setVisible(bool(self._left()))

    def begin(self) -> None:
        """Offer what the last shift left, ready to be typed over."""
        self.retranslate()
        self.form.fill({"float": self._left()})
        field = self.form.field("float")
        field.setFocus()
        field.selectAll()

    def open(self) -> None:
        """Open the shift with what was counted."""
        if not self.form.validate():
            return
        session, counted = self._session, self.form.values()["float"]
        self._session.commands.run(
            lambda: session.desk.shifts.open(session.actor, session.till_id, counted),
            form=self.form,
            on_done=self._on_open,
            touches=("cashier",),
        )
