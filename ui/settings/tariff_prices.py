"""A price as a bill: its reasons line by line, what the reader pays at the foot; two stand side by side."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ill_desktop import money
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.cashier.tariff_words import TariffWords
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.theme import style


class Bill(QFrame):
    """A heading and the lines below it; ``say`` what stands there instead of a price."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        style(self, role="panel")
        self._heading = Label("", "note", wrap=True, name=f"{name}-heading")
        self.facts = Facts(f"{name}-lines", figures=True, small=False)
        self.setLayout(vbox(self._heading, self.facts, None, gap=8, margins=16))

    def show_lines(self, heading: str, lines: tuple[Line, ...], due_fen: int, words: TariffWords) -> None:
        """Show the reasons of a price, and what it comes to."""
        self._heading.setText(heading)
        reasons = [Fact(words.reason(line), money.figures(line.amount_fen)) for line in lines]
        self.facts.show_facts([*reasons, Fact(self.tr("The reader pays"), money.yuan(due_fen), strong=True)])

    def show_price(self, heading: str, price: Price, words: TariffWords) -> None:
        """Show a price under a version."""
        self.show_lines(heading, price.lines, price.due_fen, words)
