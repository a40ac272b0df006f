"""A person's own data: handed out as an archive, and forgotten when that is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ill_desktop.patrons.queries import PatronCard
from ui.kit import dialogs
from ui.kit.dialogs import Sheet
from ui.session import Session

_TOUCHED = ("patrons", "requests", "notices", "today")


class PersonData(QObject):
    """What an administrator does when a reader asks what is kept about him, or asks to be forgotten."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def export(self, card: PatronCard) -> None:
        """Choose where, and write the archive beside the window."""
        name, _filter = QFileDialog.getSaveFileName(
            self._over,
            self.tr("Everything kept about %1").replace("%1", card.name),
            f"{card.number}.zip",
            "ZIP (*.zip)",
        )
        if name:
            self.write(card, Path(name))

    def write(self, card: PatronCard, target: Path) -> None:
        """Write the archive to this file."""
        session, words = self._session, self._session.words
        session.tasks.run(
            lambda _progress: session.desk.reports.person(session.actor, card.id, words.language, target),
            title=self.tr("Writing the archive"),
            says=lambda _done: self.tr("Written: %1").replace("%1", target.name),
        )

    def erase(self, card: PatronCard) -> Sheet | None:
        """Say what goes and what stays, ask why, then forget the person."""
        session = self._session
        desk, by = session.desk, session.actor
        found = session.commands.run(lambda: desk.erasing.preview(by, card.id))
        if found is None:
            return None

        def note() -> str:
            goes = self.tr("Forgotten: the account, %1 requests' contents, %2 messages, %3 documents.")
            for place, many in enumerate((found.requests, found.messages, found.documents), 1):
                goes = goes.replace(f"%{place}", f"{many:,}")
            stays = self.tr("The ledger stays; so do %1 papers and %2 invoices, as they were printed.")
            stays = stays.replace("%1", f"{found.papers:,}").replace("%2", f"{found.invoices:,}")
            last = self.tr("This cannot be taken back.")
            return f"{goes} {stays} {last}"

        return dialogs.ask_reason(
            self._over.window(),
            lambda: self.tr("Forget %1 for good?").replace("%1", card.name),
            lambda: self.tr("Forget"),
            lambda reason: session.commands.run(
                lambda: desk.erasing.erase(by, card.id, reason),
                touches=_TOUCHED,
                says=self.tr("The person is forgotten"),
            ),
            note=note,
            danger=True,
        )
