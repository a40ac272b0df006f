"""Asking a service on the network for what a reference lacks; there only when one is set up."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from ill_desktop.citations import Citation
from ui.kit.keys import Button
from ui.session import Session


class LookupButton(Button):
    """``found`` carries the completed :class:`Citation`; a refusal is said, and nothing is lost."""

    found = Signal(object)

    def __init__(self, session: Session, citation: Callable[[], Citation]) -> None:
        super().__init__(
            "look-up",
            lambda: self.tr("Complete from the network"),
            role="link",
            icon="download",
            key="Ctrl+L",
            badge=False,
            on=self.ask,
        )
        self._session, self._citation = session, citation
        self.hide()

    def show_where_set_up(self) -> None:
        """Show the button only where a service is set up, and the reference has a DOI or an ISBN."""
        from ill_desktop.requests import metadata

        fields = self._citation().fields
        settings = metadata.read_settings()
        possible = (settings.doi_url and fields.get("doi")) or (settings.isbn_url and fields.get("isbn"))
        self.setVisible(bool(possible))

    def ask(self) -> None:
        """Ask beside the window."""
        from ill_desktop.requests import metadata

        service, given = metadata.MetadataService(metadata.read_settings()), self._citation()
        self.setEnabled(False)
        self._session.tasks.run(
            lambda _progress: service.complete(given),
            self.found.emit,
            self.tr("Asking the network"),
            on_end=lambda: self.setEnabled(True),
        )
