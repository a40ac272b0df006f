"""Partner libraries, the same directory as beside the requests."""

from __future__ import annotations

from ui.kit.screen import hbox
from ui.requests.suppliers_directory import Directory
from ui.session import Session
from ui.settings.section import Section


class SupplierSection(Section):
    """Whoever works on requests keeps it."""

    permission = "request.work"

    def __init__(self, session: Session) -> None:
        super().__init__("settings-suppliers", session)
        self.directory = Directory(session, "settings-suppliers", narrow=True)
        self.lay_out(
            hbox(None, *self.directory.buttons),
            self.directory,
            about=lambda: self.tr("Libraries that are asked, with what they charge and how fast they are."),
            tall=True,
        )
        self.load()

    def load(self) -> None:
        self.directory.load()
