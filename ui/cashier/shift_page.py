"""This shift: how it stands, what the drawer does, its papers, and the shifts before it."""

from __future__ import annotations

from ill_desktop.cashier.queries import ShiftRow
from ui.cashier.part import Part
from ui.cashier.register_page import RegisterPage
from ui.cashier.shift_glance import ShiftGlance
from ui.cashier.shift_moves import ShiftMoves
from ui.kit.screen import vbox
from ui.kit.theme import GAP
from ui.session import Session


class ShiftPage(Part):
    """Figures above, papers below."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-this-shift")
        self._session = session
        self._shift: ShiftRow | None = None
        self.moves = ShiftMoves(session, self, lambda: self._shift)
        self.glance = ShiftGlance(session, self.moves.buttons)
        self.register = RegisterPage(session)
        whole = vbox(self.glance, self.register, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def set_shift(self, shift: ShiftRow | None) -> None:
        self._shift = shift
        self.register.set_shift(shift)

    def begin(self) -> None:
        self.register.begin()

    def reload(self) -> None:
        self.glance.show_shift(self._shift)
        self.register.reload()

    def retranslate(self) -> None:
        self.glance.retranslate()
        self.register.retranslate()

    def carry_out(self, command: str) -> None:
        """``not_printed`` or ``printers``."""
        if command == "not_printed":
            self.register.choose_list("waiting")
        else:
            from ui.cashier.print_choice import PrintersSheet

            PrintersSheet(self.window(), self._session, lambda: None).open()

    def go_to(self, text: str) -> bool:
        return self.register.go_to(text)
