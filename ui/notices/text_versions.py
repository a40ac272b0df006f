"""Every version of a text: who wrote it, when, and what it said; an older one can be taken up again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit

from ill_desktop.notices import texts
from ill_desktop.notices.texts import Version
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel
from ui.kit.table import TableView
from ui.kit.text import write
from ui.session import Session

HEIGHT = 380


class VersionsSheet(Sheet):
    """Newest first. Nothing is changed here: the chosen one becomes a draft."""

    def __init__(
        self,
        session: Session,
        kind: str,
        language: str,
        institution: int | None,
        take: Callable[[tuple[str, str, str]], object],
    ) -> None:
        self._session, self._take, self._about = session, take, (kind, language)
        self.model: StaticModel[Version] = StaticModel(
            self._columns(),
            session.desk.texts.versions(kind, language, institution),
            key=lambda row: row.version,
        )
        self.table = TableView("versions-table", self.model, title=lambda: self.tr("Versions"), enter=False)
        self.text = QPlainTextEdit()
        self.text.setObjectName("versions-text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        left = panel(self.table, margins=0)
        left.setMinimumHeight(HEIGHT)
        body = hbox(left, self.text, gap=16)
        body.setStretch(0, 2)
        body.setStretch(1, 3)
        super().__init__(
            session.window,
            "versions",
            lambda: self.tr("Versions of this text"),
            (lambda: self.tr("Take it up again")) if session.actor.may("library.configure") else None,
            body=body,
            on_primary=self._choose,
            secondary=lambda: self.tr("Close"),
            width=860,
        )
        write(self, self.text.setAccessibleName, lambda: self.tr("Text of the version"))
        self.table.picked.connect(lambda _row: self._show())
        self.table.pick_first()
        self.table.setFocus()

    def _columns(self) -> list[Column[Version]]:
        return [
            Column("version", lambda: self.tr("No."), lambda row: str(row.version), width=56, align="right"),
            Column("at", lambda: self.tr("When"), lambda row: self._session.local(row.at), "date", 140),
            Column("who", lambda: self.tr("Who"), lambda row: row.actor, width=90, stretch=True),
        ]

    def _texts(self, row: Version) -> tuple[str, str, str]:
        """What it said; an edit without texts went back to what lies below."""
        if row.subject is None or row.body is None or row.sms is None:
            shipped = texts.shipped(*self._about)
            return shipped.subject, shipped.body, shipped.sms
        return row.subject, row.body, row.sms

    def _show(self) -> None:
        row: Version | None = self.table.current()
        if row is None:
            return
        if row.subject is None:
            self.text.setPlainText(self.tr("The default text was restored."))
            return
        subject, body, sms = self._texts(row)
        self.text.setPlainText(f"{subject}\n\n{body}\n\nSMS: {sms}")

    def _choose(self) -> bool:
        row: Version | None = self.table.current()
        if row is None:
            return False
        self._take(self._texts(row))
        return True
