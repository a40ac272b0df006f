"""What of a payment is settled on already, each part with a way to take it out again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ui.cashier.basket import Basket
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.screen import clear, hbox, vbox
from ui.session import Session


class PartsList(QWidget):
    """One line a part, then what is still to be paid; hidden while there is one way of paying only."""

    def __init__(self, session: Session, on_remove: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("cashier-parts")
        self._session, self._on_remove = session, on_remove
        self._shown: tuple[Basket, str] | None = None
        self._box = vbox(gap=4)
        self.setLayout(self._box)

    def show_basket(self, basket: Basket) -> None:
        """Show these parts and no others."""
        if self._shown == (basket, self._session.language):
            return
        self._shown = (basket, self._session.language)
        clear(self._box)
        self.setVisible(bool(basket.parts))
        for part in basket.parts:
            words = self._session.words(f"tender.{part.kind}")
            remove = Button(
                f"cashier-part-remove-{part.kind}",
                icon="close",
                role="quiet",
                tip=lambda: self.tr("Take this part out"),
                on=self._remover(part.kind),
            )
            amount = Label(money.figures(part.amount_fen), right=True, name=f"cashier-part-{part.kind}")
            self._box.addLayout(hbox(Label(words), None, amount, remove))
        if basket.parts:
            rest = Label(money.yuan(basket.rest_fen), "heading", right=True, name="cashier-rest")
            self._box.addWidget(Rule())
            self._box.addLayout(hbox(Label(self.tr("Still to pay"), "heading"), None, rest, 44))

    def _remover(self, kind: str) -> Callable[[], object]:
        return lambda: self._on_remove(kind)
