"""The backups: when they were made, where they lie, and whether one was tried out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QFileDialog

from ill_desktop import settings
from ill_desktop.errors import Refusal
from ill_desktop.keeping import manifest
from ill_desktop.keeping.drill import Drill
from ill_desktop.keeping.reading import Listed
from ill_desktop.keeping.service import BackupResult
from ill_desktop.keeping.standing import DRILLED
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet, tell
from ui.kit.facts import Fact, Facts
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.progress import Progress
from ui.kit.screen import hbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.section import TOPICS, Boxed

ROWS_SHOWN = 5


class BackupRow(NamedTuple):
    """One backup; ``id`` is its folder."""

    id: str
    listed: Listed
    here: bool


class BackupBox(Boxed):
    """Facts, the list, and what can be done with it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._facts = Facts("data-backup", small=False)
        self._model = StaticModel[BackupRow](self._columns())
        self.table = TableView("backup-table", self._model, title=lambda: self.tr("Backups"))
        self.table.setFixedHeight(HEADER + ROWS_SHOWN * ROW)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.activated_row.connect(lambda _row: self.drill())
        self.backup = Button(
            "backup-now", lambda: self.tr("Back up now"), role="primary", key="B", on=self.back_up
        )
        elsewhere = Button("backup-elsewhere", lambda: self.tr("Back up to another disk…"), on=self._choose)
        self.try_out = Button("backup-drill", lambda: self.tr("Try it out"), key="T", on=self.drill)
        super().__init__(
            "data-copies",
            lambda: self.tr("Backup"),
            self._facts,
            self.table,
            hbox(self.try_out, None, elsewhere, self.backup),
            note=lambda: self.tr(
                "A copy of the database and of all documents, checked before it counts. "
                "The key file is in no backup: keep it apart, in a safe place."
            ),
        )
        self._offer()

    def _columns(self) -> list[Column[BackupRow]]:
        return [
            Column("made", lambda: self.tr("Made"), self._made, "date", 140, strong=True),
            Column("reason", lambda: self.tr("Occasion"), self._reason, width=136),
            Column("place", lambda: self.tr("Place"), self._place, stretch=True),
            Column("documents", lambda: self.tr("Documents"), self._documents, width=85, align="right"),
            Column("size", lambda: self.tr("Size"), self._size, width=90, align="right"),
            Column("state", lambda: self.tr("State"), self._state, "chip", 105),
        ]

    def _made(self, row: BackupRow) -> object:
        return self._session.local(row.listed.made_at)

    def _reason(self, row: BackupRow) -> str:
        made = row.listed.manifest
        return {
            manifest.AUTOMATIC: self.tr("by itself"),
            manifest.BY_HAND: self.tr("by hand"),
            manifest.MIGRATION: self.tr("before an update"),
        }.get(made.reason if made else "", "—")

    def _place(self, row: BackupRow) -> str:
        return self.tr("Data folder") if row.here else self.tr("Second place")

    @staticmethod
    def _documents(row: BackupRow) -> str:
        return f"{len(row.listed.manifest.documents):,}" if row.listed.manifest else "—"

    @staticmethod
    def _size(row: BackupRow) -> str:
        made = row.listed.manifest
        return f"{made.whole_size / (1 << 20):,.1f} MiB" if made else "—"

    def _state(self, row: BackupRow) -> Tag:
        if row.here and settings.read(DRILLED, {}).get("backup") == row.listed.folder.name:
            return Tag(self.tr("tried out"), "good")
        if row.listed.sealed:
            return Tag(self.tr("encrypted"), "accent")
        if row.listed.manifest is None:
            return Tag(self.tr("no list of contents"), "caution")
        return Tag(self.tr("checked"), "neutral")

    def load(self) -> None:
        """Show what is known now; the folders are read beside the window."""
        session, keeping = self._session, self._session.desk.keeping
        standing, last = keeping.standing(), keeping.last_backup()
        made = session.local(standing.made_at)
        facts = [Fact(self.tr("Last backup"), f"{made:%Y-%m-%d %H:%M}" if made else self.tr("none yet"))]
        if last is not None:
            facts.append(Fact(self.tr("Kept in"), str(last.folder)))
        if standing.problem:
            sentence = session.words.refusal(standing.problem)
            facts.append(Fact(self.tr("Last automatic one"), sentence, marked=True))
        drilled = session.local(standing.drilled_at)
        facts.append(
            Fact(self.tr("Last tried out"), f"{drilled:%Y-%m-%d %H:%M}" if drilled else self.tr("never yet"))
        )
        self._facts.show_facts(facts)

        def work(_progress: Progress) -> list[BackupRow]:
            here = [BackupRow(str(each.folder), each, True) for each in keeping.backups()]
            return here + [BackupRow(str(each.folder), each, False) for each in keeping.copies()]

        session.tasks.run(work, self._show)

    def _show(self, rows: list[BackupRow]) -> None:
        self._model.set_rows(rows)
        if rows and self.table.current() is None:
            self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        may = self._session.actor.may("library.backup")
        row = self.table.current()
        known = row is not None and (row.listed.manifest is not None or row.listed.sealed)
        self.try_out.setEnabled(may and known)

    # -- doing it -------------------------------------------------------------------------------------

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Back up to another disk"))
        if name:
            self.back_up(Path(name))

    def back_up(self, target: Path | None = None) -> None:
        """Make a backup beside the window; it can be stopped and leaves nothing behind then."""
        keeping, actor = self._session.desk.keeping, self._session.actor

        def work(progress: Progress) -> BackupResult:
            return keeping.backup(actor, target, progress.step)

        def made(result: BackupResult) -> None:
            if result.problem is not None:
                self._session.commands.fail(result.problem)

        self.backup.setEnabled(False)
        self._session.tasks.run(
            work,
            made,
            title=self.tr("Backup"),
            says=lambda made: self.tr("Backed up and checked: %1").replace("%1", made.folder.name),
            touches=TOPICS,
            on_end=lambda: self.backup.setEnabled(True),
        )

    def drill(self) -> None:
        """Restore the chosen backup for the moment, and compare it with the library."""
        row: BackupRow | None = self.table.current()
        if row is None or not self.try_out.isEnabled():
            return
        if row.listed.sealed:
            PassphraseSheet(self, lambda passphrase: self._drill(row.listed.folder, passphrase)).open()
        else:
            self._drill(row.listed.folder)

    def _drill(self, folder: Path, passphrase: str = "") -> None:
        keeping, actor = self._session.desk.keeping, self._session.actor

        def work(progress: Progress) -> Drill | Refusal:
            try:
                return keeping.drill(actor, folder, passphrase, progress.step)
            except Refusal as refusal:
                if not refusal.facts.get("findings"):
                    raise
                return refusal

        self.try_out.setEnabled(False)
        self._session.tasks.run(
            work, self._drilled, self.tr("Try a backup out"), touches=TOPICS, on_end=self._offer
        )

    def _drilled(self, done: Drill | Refusal) -> None:
        words = self._session.words
        if isinstance(done, Refusal):
            lines = [words.refusal(done), "", *(each.line(words) for each in done.facts["findings"])]
            tell(self, lambda: self.tr("This backup is not good"), "\n".join(lines))
            return
        sentence = self.tr("Restored, checked and compared in %1 s: %2 postings and %3 documents are there.")
        sentence = sentence.replace("%1", f"{done.seconds:.1f}").replace("%2", f"{done.counts['posting']:,}")
        self._session.commands.said.emit(sentence.replace("%3", f"{done.documents:,}"), False)


class PassphraseSheet(Sheet):
    """Asks for the passphrase of an encrypted copy."""

    def __init__(self, parent: BackupBox, on_done: Callable[[str], object]) -> None:
        self.form = Form(
            "passphrase-form", (Ask("passphrase", lambda: self.tr("Passphrase"), "password", required=True),)
        )
        super().__init__(
            parent.window(),
            "passphrase",
            lambda: self.tr("This copy is encrypted"),
            lambda: self.tr("Try it out"),
            body=self.form,
            on_primary=self._go,
        )
        self._on_done = on_done
        self.form.field("passphrase").setFocus()

    def _go(self) -> bool:
        if not self.form.validate():
            return False
        self._on_done(self.form.values()["passphrase"])
        return True
