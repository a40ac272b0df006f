"""What stands beside the new request: its price, what looks the same, the other references of a paste."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

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

    def __init__(self) -> None:
        super().__init__()
        self.title = Label(lambda: self.tr("Expected cost"), "heading")
        self.facts = Facts("new-price", figures=True)
        self.note = Label("", "note", wrap=True, name="new-price-note")
        self.setLayout(vbox(panel(self.title, self.facts, self.note, gap=12, name="price-panel")))

    def show_price(self, price: Priced) -> None:
        self.facts.show_facts(price.facts)
        self.facts.setVisible(bool(price.facts))
        self.note.setText(price.note)


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


class BatchList(QFrame):
    """The references of one paste, one after the other; hidden while there is only one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", "heading", name="batch-title")
        self._rows = vbox(gap=0)
        self.setLayout(vbox(panel(self._title, self._rows, gap=8, name="batch")))
        self.hide()

    def show_batch(self, titles: Sequence[str], done: Sequence[str | None], at: int) -> None:
        """``done`` holds the transaction numbers of those submitted."""
        place = self.tr("Reference %1 of %2")
        self._title.setText(place.replace("%1", str(at + 1)).replace("%2", str(len(titles))))
        clear(self._rows)
        first = max(0, min(at - 4, len(titles) - 10))
        for number in range(first, min(first + 10, len(titles))):
            self._rows.addLayout(self._row(number, titles[number], done[number], number == at))
        self.setVisible(len(titles) > 1)

    def _row(self, number: int, title: str, submitted: str | None, here: bool) -> QHBoxLayout:
        label = ElidedLabel(f"{number + 1}. {title}", "heading" if here else "text")
        box = hbox(label, Label(submitted or "", "note"))
        box.setStretch(0, 1)
        if not here and submitted is None:
            box.addWidget(
                Button(
                    f"batch-{number}",
                    lambda: self.tr("Open"),
                    role="link",
                    on=lambda: self.chosen.emit(number),
                )
            )
        else:
            box.addSpacing(1)
            box.setContentsMargins(0, 8, 0, 8)
        return box
