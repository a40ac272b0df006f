"""What stands beside the new request: its price, what looks the same, the other references of a paste."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.requests.queries import Row
from ui.kit.facts import Facts
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import Part, clear, hbox, panel, vbox
from ui.requests.history import when
from ui.requests.price import Priced
from ui.session import Session


class PricePanel(QFrame):
    """The expected cost, reason by reason."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.title = Label(lambda: self.tr("Expected cost"), "heading")
        self.facts = Facts("new-price", figures=True)
        self.note = Label("", "note", wrap=True, name="new-price-note")
        self.setLayout(vbox(panel(self.title, self.facts, self.note, gap=12, name="price-panel")))

    def show_price(self, price: Priced, patron_id: int | None = None) -> None:
        """Show a price, and what its reader has left of the year's subsidies."""
        tariffs, words = self._session.desk.cashier.tariffs, self._session.words
        left = [] if patron_id is None else tariffs.left(patron_id, words)
        self.facts.show_facts(price.facts)
        self.facts.setVisible(bool(price.facts))
        self.note.setText("\n".join(filter(None, (price.note, *left))))


class LookAlikes(QFrame):
    """Earlier requests for what is probably the same thing; hidden while there are none."""

    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows = vbox(gap=12)
        title = Label(lambda: self.tr("Perhaps here already"), "heading", tone="caution")
        self.setLayout(vbox(panel(title, self._rows, tone="caution", name="look-alikes")))
        self.hide()

    def show_rows(self, rows: Sequence[Row]) -> None:
        clear(self._rows)
        for row in rows:
            self._rows.addLayout(vbox(*self._lines(row), gap=2))
        self.setVisible(bool(rows))

    def _lines(self, row: Row) -> list[Part]:
        words = self._session.words
        parts = [when(self._session, row.submitted_at), row.patron_name, words(f"state.{row.state}")]
        if row.has_file:
            parts.append(self.tr("document here"))
        number = row.id
        open_it = Button(f"look-alike-{number}", row.number, role="link", on=lambda: self.opened.emit(number))
        open_it.flush = True
        return [ElidedLabel(row.title), ElidedLabel(" · ".join(parts), "note"), hbox(open_it, None)]
