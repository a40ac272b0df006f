"""Where the data lies, when it was last copied, whether it is whole."""

from __future__ import annotations

from ill_desktop.keeping.checks import Finding
from ui.kit.chip import Chip, Tag
from ui.kit.dialogs import ask_reason
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.backup_list import BackupBox
from ui.settings.backup_plan import PlanBox, SecondBox
from ui.settings.key_box import KeyBox
from ui.settings.section import Boxed, Section, note_of_permission

MOST_SHOWN = 50


class DataSection(Section):
    """Folder, backup, check."""

    permission = ""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-data", session)
        self._folder = Facts("data-folder", small=False)
        self.copies, self.plan = BackupBox(session), PlanBox(session)
        self.second, self.key = SecondBox(session), KeyBox(session)
        self.check = Button("data-verify", lambda: self.tr("Check the library"), key="V", on=self.verify)
        self.result = Chip(name="verify-result")
        self.result.hide()
        self.findings = Label("", wrap=True, selectable=True, name="verify-findings")
        self.findings.hide()
        self.live_with = Button("data-live-with", lambda: self.tr("Note as known …"), on=self.ask_why)
        self.live_with.hide()
        self._found: list[Finding] | None = None
        self.lay_out(
            note_of_permission(
                session.actor,
                "library.backup",
                lambda: self.tr("Only an administrator backs up and checks the library."),
            ),
            self.copies,
            self.plan,
            self.second,
            self.key,
            Boxed(
                "data-check",
                lambda: self.tr("Check"),
                hbox(self.check, self.live_with, self.result, None),
                self.findings,
                note=lambda: self.tr(
                    "Whether the file is whole, the books balance, no number is missing, the history is "
                    "unbroken and every document is there. Nothing is changed."
                ),
            ),
            Boxed("data-place", lambda: self.tr("Data folder"), self._folder),
        )
        self.load()

    def load(self) -> None:
        folder = self.session.desk.ground.folder
        self._folder.show_facts(
            [
                Fact(self.tr("Folder"), str(folder.root.absolute())),
                Fact(self.tr("Database"), folder.database.name),
                Fact(self.tr("Key file"), folder.key.name),
            ]
        )
        self.copies.load()
        self.plan.load()
        self.second.load()
        self.key.load()
        self._say_result()

    # -- check ------------------------------------------------------------------------------------

    def verify(self) -> None:
        """Look through everything beside the window, and say what was found."""
        keeping, actor = self.session.desk.keeping, self.session.actor

        def found(findings: list[Finding]) -> None:
            self._found = findings
            self._say_result()

        self.check.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: keeping.verify(actor),
            found,
            self.tr("Check the library"),
            on_end=lambda: self.check.setEnabled(True),
        )

    def ask_why(self) -> None:
        """What cannot be mended must not end the backups: it is noted, with a reason."""
        session, found = self.session, self._found or []
        ask_reason(
            self.window(),
            lambda: self.tr("Note as known"),
            lambda: self.tr("Note"),
            lambda reason: session.commands.run(
                lambda: session.desk.keeping.live_with(session.actor, found, reason),
                says=self.tr("Noted. Backups go on; what comes on top of it stops them again."),
            ),
            note=lambda: self.tr(
                "For what cannot be mended: backups go on although it is found in them. Every check goes on "
                "naming it, and damage of the file itself always stops them."
            ),
        )

    def _say_result(self) -> None:
        if self._found is None:
            return
        count = len(self._found)
        self.result.set_tag(
            Tag(self.tr("%1 findings").replace("%1", f"{count:,}"), "bad")
            if count
            else Tag(self.tr("Everything is as it must be"), "good")
        )
        lines = [finding.line(self.session.words) for finding in self._found[:MOST_SHOWN]]
        if count > MOST_SHOWN:
            lines.append(self.tr("… and %1 more").replace("%1", f"{count - MOST_SHOWN:,}"))
        self.live_with.setVisible(bool(count))
        self.findings.setText("\n".join(lines))
        self.findings.setVisible(bool(lines))
