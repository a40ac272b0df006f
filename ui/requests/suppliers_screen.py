"""The page of suppliers, reached from the requests."""

from __future__ import annotations

from ui.kit.keys import Button
from ui.kit.screen import Screen, page, title_bar
from ui.requests.suppliers_directory import Directory
from ui.session import Session

TOPICS = frozenset({"requests"})


class SuppliersScreen(Screen):
    """The directory with the way back to the requests."""

    def __init__(self, session: Session) -> None:
        super().__init__("suppliers")
        self.directory = Directory(session)
        back = Button(
            "suppliers-back",
            icon="arrow-left",
            tip=lambda: self.tr("Back to the requests"),
            key="Alt+Left",
            badge=False,
            role="quiet",
            on=lambda: session.open("requests", None),
        )
        head = title_bar(lambda: self.tr("Suppliers"), actions=self.directory.buttons)
        head.insertWidget(0, back)
        whole = page(head, self.directory)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def opened(self) -> None:
        self.directory.load()
        self.directory.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self.directory.load()

    def show_subject(self, supplier_id: int) -> None:
        """Bring one supplier into sight. Raises LookupError."""
        self.directory.show_supplier(supplier_id)
