"""The receipt printer of a till, and the cash drawer that hangs on it. Off until an address stands here."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ill_desktop.cashier.tills import TillRow
from ill_desktop.counter import drawers
from ill_desktop.counter.drawers import Device
from ui.kit.asking import carried_out
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.session import Session

TOPICS = ("settings", "cashier")


@dataclass(frozen=True)
class _Typed:
    device: Device | None


class TillPrinterSheet(Sheet):
    """Address, roll, drawer; both can be tried before they are kept."""

    def __init__(self, parent: QWidget | None, session: Session, till: TillRow) -> None:
        self._session, self._till = session, till
        self.form = Form("till-printer-form", self._asks(), columns=2)
        self._told = Label("", "success", wrap=True, name="till-printer-told")
        self._try_drawer = Button(
            "till-printer-drawer", lambda: self.tr("Try: open the drawer"), key="Ctrl+O", on=self._open
        )
        body = QWidget()
        body.setLayout(vbox(self.form, hbox(self._try_drawer, None), self._told, gap=12))
        super().__init__(
            parent,
            "till-printer",
            lambda: self.tr("Receipt printer of till %1").replace("%1", till.name),
            lambda: self.tr("Keep"),
            note=lambda: self.tr(
                "For printers that speak ESC/POS. Receipts come out at once and the drawer opens when cash "
                "moves. Leave the address empty where there is none."
            ),
            body=body,
            on_primary=self._keep,
            width=560,
        )
        device = drawers.of(till.id)
        self.form.fill(
            {"address": "", "roll": "80mm", "drawer": True} if device is None else {**vars(device)}
        )
        self.form.submitted.connect(self.primary.click)
        self.form.field("address").setFocus()

    def _asks(self) -> list[Ask]:
        return [
            Ask(
                "address",
                lambda: self.tr("Address"),
                placeholder="192.168.1.50",
                span=2,
                hint=lambda: self.tr("192.168.1.50:9100 · /dev/usb/lp0 · /dev/ttyUSB0@19200 · COM3"),
            ),
            Ask("roll", lambda: self.tr("Roll"), "choice", options=self._rolls),
            Ask("drawer", lambda: self.tr("A cash drawer hangs on it"), "tick", span=2, new_row=True),
        ]

    def _rolls(self) -> list[tuple[str, str]]:
        return [("80mm", self.tr("80 mm")), ("58mm", self.tr("58 mm"))]

    def _typed(self) -> _Typed | None:
        """What stands in the form; None while it cannot be read."""
        if not self.form.validate():
            return None
        values = self.form.values()
        if not values["address"]:
            return _Typed(None)
        return _Typed(Device(values["address"], values["roll"], values["drawer"]))

    def _keep(self) -> bool:
        session, typed = self._session, self._typed()
        if typed is None:
            return False
        says = self.tr("Receipt printer kept") if typed.device else self.tr("No receipt printer any more")
        return carried_out(
            session.commands,
            lambda: session.desk.drawers.keep(session.actor, self._till.id, typed.device),
            form=self.form,
            touches=TOPICS,
            says=says,
        )

    def _open(self) -> None:
        """Open the drawer with what is typed, to see whether it is right."""
        typed, session = self._typed(), self._session
        self._told.setText("")
        if typed is None or typed.device is None:
            return
        device = typed.device
        if carried_out(
            session.commands,
            lambda: session.desk.drawers.try_out(session.actor, self._till.id, device),
            form=self.form,
        ):
            self._try_drawer.setEnabled(False)
            session.printers.open_drawer(device, self._tried, self._answered)

    def _tried(self) -> None:
        if isValid(self):
            self._told.setText(self.tr("The printer has taken it: the drawer should be open."))

    def _answered(self) -> None:
        if isValid(self):
            self._try_drawer.setEnabled(True)
