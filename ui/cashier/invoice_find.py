"""For whom an invoice is asked, when one does not come from the reader at the till."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ill_desktop.patrons import queries
from ui.cashier.invoice_ask import ask_for
from ui.kit.dialogs import Sheet
from ui.kit.finder import FinderBox, Hit
from ui.session import Session


class InvoiceReaderSheet(Sheet):
    """A line that finds a reader, or takes the number of a receipt; then comes the question itself."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        self._session, self._over = session, parent
        self.box = FinderBox(
            "invoice-reader-box",
            self._find,
            lambda: self.tr("Name, number, pinyin, mobile, or the number of a receipt"),
        )
        self.box.setAccessibleName(self.tr("Find a reader"))
        super().__init__(
            parent,
            "invoice-reader",
            lambda: self.tr("Who needs an invoice?"),
            None,
            note=lambda: self.tr("Scan the card or the receipt, or type. Campus readers get none."),
            body=self.box,
            secondary=lambda: self.tr("Close"),
            width=520,
        )
        self.box.chosen.connect(lambda hit: self._chosen(hit.value))
        self.box.setFocus()

    @staticmethod
    def _find(text: str) -> Sequence[Hit]:
        """Readers; a receipt's number leads to whoever paid it, with what stands on it ticked."""
        from ill_desktop.cashier import queries as till

        paper = till.paper_by_number(text)
        hits = []
        if paper is not None and paper.patron_id is not None:
            hits.append(Hit(paper.number, paper.patron_name or "", "print", (paper.patron_id, paper.id)))
        return hits + [
            Hit(row.name, " · ".join(part for part in (row.number, row.unit) if part), "user", (row.id, 0))
            for row in queries.find(text)
        ]

    def scanned(self, text: str) -> None:
        """A card or a receipt was scanned: what it surely names is taken."""
        hits = self._find(text)
        if hits:
            self._chosen(hits[0].value)

    def _chosen(self, value: tuple[int, int]) -> None:
        from ill_desktop.cashier import invoice_register

        patron, paper = value
        self.accept()
        ask_for(self._session, self._over, patron, invoice_register.charges_paid_on(paper) if paper else ())
