"""The borrowing terms: their versions, the text of each, and which one readers are asked to agree to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from ill_desktop.activation.terms import Version
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import confirm
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.session import Session
from ui.settings.general import LANGUAGES
from ui.settings.section import Section
from ui.settings.terms_sheet import TermsSheet

TOPICS = ("settings", "patrons")
WIDTH = 380


class TermsSection(Section):
    """Versions at the left, the text of the one in front at the right, in either language."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-terms", session)
        self._model = StaticModel[Version](self._columns(), key=lambda row: row.version)
        self.table = TableView("terms-table", self._model, title=lambda: self.tr("Versions"), enter=False)
        self.table.picked.connect(lambda _row: self._show())
        self.language = Pills("terms-language", LANGUAGES)
        self.language.chosen.connect(lambda _language: self._show())
        self.language.choose(session.language)
        self.text = QPlainTextEdit()
        self.text.setObjectName("terms-text")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        write(self, self.text.setAccessibleName, lambda: self.tr("Text of the terms"))
        self.hash = ElidedLabel("", "hint", name="terms-hash")
        self.choose = Button(
            "terms-choose", lambda: self.tr("Let this version hold"), role="primary", on=self._ask
        )
        self.add = Button("terms-add", lambda: self.tr("New version…"), key="A", on=self._add)
        self.for_those_who_may(self.choose, self.add)
        left = panel(self.table, margins=0)
        left.setFixedWidth(WIDTH)
        inside = vbox(hbox(self.language, None), self.text, self.hash, gap=12)
        inside.setStretch(1, 1)
        right = panel(inside)
        body = hbox(left, right, gap=16)
        body.setStretch(1, 1)
        whole = vbox(hbox(self.choose, None, self.add), body, gap=12)
        whole.setStretch(1, 1)
        self.lay_out(
            whole,
            about=lambda: self.tr(
                "Readers agree to these when they activate. What somebody has agreed to is kept for ever "
                "as it was; a new version asks everybody again."
            ),
            tall=True,
        )
        self.load()

    def _columns(self) -> list[Column[Version]]:
        return [
            Column("version", lambda: self.tr("Version"), self._origin, "two_line", 140, stretch=True),
            Column(
                "agreed",
                lambda: self.tr("Agreed"),
                lambda row: f"{row.agreed:,}",
                width=84,
                align="right",
            ),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row: Tag(self.tr("holds"), "good") if row.holds else None,
                "chip",
                90,
            ),
        ]

    def _origin(self, row: Version) -> tuple[str, str]:
        since = self.session.local(row.since)
        if row.holds and since is not None:
            return row.version, self.tr("since %1").replace("%1", f"{since:%Y-%m-%d %H:%M}")
        if row.holds:
            return row.version, self.tr("from the first day")
        return row.version, self.tr("added here") if row.own else self.tr("came with the program")

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        self._model.set_rows(self.session.desk.terms.versions())
        if self.table.current() is None:
            self.table.pick(self.session.desk.library.terms_version)
        self._show()

    def _show(self) -> None:
        row: Version | None = self.table.current()
        self.choose.setEnabled(row is not None and not row.holds)
        if row is None:
            return
        language = self.language.current()
        if language not in row.languages:
            self.text.setPlainText(self.tr("This version has no text in that language."))
            self.hash.setText("")
            return
        terms = self.session.desk.terms.text(language, row.version)
        if self.text.toPlainText() != terms.text:
            self.text.setPlainText(terms.text)
        self.hash.setText(f"SHA-256 {terms.hash}")

    # -- what can be done -------------------------------------------------------------------------

    def _add(self) -> None:
        TermsSheet(self.session, self._added).open()

    def _added(self, version: str) -> None:
        self.table.pick(version)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        row: Version | None = self.table.current()
        if row is None or row.holds:
            return
        agreed = sum(each.agreed for each in self._model.rows if each.holds)
        confirm(
            self.window(),
            lambda: self.tr("Let version %1 hold from now on?").replace("%1", row.version),
            lambda: self.tr(
                "Every reader is asked again, also those who have agreed to the version that holds now: %1. "
                "The agreements given so far are kept."
            ).replace("%1", f"{agreed:,}"),
            lambda: self.tr("Let it hold"),
            lambda: self._choose(row.version),
            danger=True,
        )

    def _choose(self, version: str) -> None:
        terms, actor = self.session.desk.terms, self.session.actor
        self.session.commands.run(
            lambda: terms.choose(actor, version),
            touches=TOPICS,
            says=self.tr("Version %1 holds from now on").replace("%1", version),
        )
