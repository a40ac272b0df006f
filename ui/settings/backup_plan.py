"""When backups are made by themselves, and where copies go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from ill_desktop.keeping.tiers import Tiers
from ui.kit.dialogs import Sheet, confirm
from ui.kit.facts import Fact, Facts
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.section import TOPICS, Boxed


def _number(text: str) -> int:
    """What was typed as a number; what is none is refused as a number out of range would be."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


class PlanBox(Boxed):
    """The rhythm, and how many of each tier stay."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.form = Form("plan-form", self._asks(), columns=3)
        self.save_button = Button("plan-save", lambda: self.tr("Save"), role="primary", on=self.save)
        super().__init__(
            "data-plan",
            lambda: self.tr("Automatic backups"),
            self.form,
            hbox(None, self.save_button),
            note=lambda: self.tr(
                "Made while this window or the phone page runs and something has changed. Of the older ones "
                "the newest of each half-hour, day, week and month stays; those made by hand always do."
            ),
        )
        self.form.submitted.connect(self.save)
        self.form.edited.connect(lambda _name: self.save_button.setEnabled(True))
        if not session.actor.may("library.configure"):
            self.form.set_read_only()
            self.save_button.hide()
        self.load()

    def _asks(self) -> list[Ask]:
        return [
            Ask("automatic", lambda: self.tr("Make backups by themselves"), "tick", span=3),
            Ask("minutes", lambda: self.tr("Every so many minutes"), required=True),
            Ask("told_after", lambda: self.tr("Told after days without one"), required=True),
            Ask("half_hours", lambda: self.tr("Half-hours kept"), required=True),
            Ask("days", lambda: self.tr("Days kept"), required=True),
            Ask("weeks", lambda: self.tr("Weeks kept"), required=True),
            Ask("months", lambda: self.tr("Months kept"), required=True),
        ]

    def load(self) -> None:
        """Show the plan as it is kept."""
        plan = self._session.desk.keeping.plan()
        tiers = {name: str(count) for name, count in plan.tiers._asdict().items()}
        self.form.fill(
            {"automatic": plan.automatic, "minutes": str(plan.minutes), "told_after": str(plan.days), **tiers}
        )
        self.save_button.setEnabled(False)

    def save(self) -> None:
        """Keep the plan; the last saving can be taken back."""
        if not self.save_button.isEnabled() or not self.form.validate():
            return
        keeping, actor, values = self._session.desk.keeping, self._session.actor, self.form.values()
        before = keeping.plan()
        tiers = Tiers(*(_number(values[name]) for name in Tiers._fields))

        def work() -> bool:
            minutes, told_after = _number(values["minutes"]), _number(values["told_after"])
            keeping.set_plan(actor, values["automatic"], minutes, tiers, told_after)
            return True

        self._session.commands.run(
            work,
            form=self.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            on_done=lambda _done: self.load(),
            undo=lambda _done: keeping.set_plan(
                actor, before.automatic, before.minutes, before.tiers, before.days
            ),
        )


class SecondBox(Boxed):
    """A disk or a folder elsewhere, and the passphrase of what lies there."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._facts = Facts("second-facts", small=False)
        self.choose = Button("second-choose", lambda: self.tr("Choose a folder…"), on=self._choose)
        self.leave = Button(
            "second-none", lambda: self.tr("No second place"), on=lambda: self.set_folder(None)
        )
        self.seal = Button("second-passphrase", lambda: self.tr("Passphrase…"), on=self._seal)
        super().__init__(
            "data-second",
            lambda: self.tr("Second place"),
            self._facts,
            hbox(self.choose, self.leave, None, self.seal),
            note=lambda: self.tr(
                "Every backup is copied there as well and read again: a USB disk, or a folder on another "
                "machine. Should this machine be lost, that copy is what is left."
            ),
        )
        if not session.actor.may("library.configure"):
            for button in (self.choose, self.leave, self.seal):
                button.hide()
        self.load()

    def load(self) -> None:
        """Show where copies go, and the last."""
        keeping, local = self._session.desk.keeping, self._session.local
        second, plan = keeping.standing().second, keeping.plan()
        self.leave.setEnabled(second.folder is not None)
        if second.folder is None:
            self._facts.show_facts(
                [Fact(self.tr("Folder"), self.tr("none: all backups lie on this machine"), marked=True)]
            )
            return
        copied = local(second.copied_at)
        last = f"{copied:%Y-%m-%d %H:%M}" if copied else self.tr("none yet")
        if second.problem:
            last = self.tr("%1 · the last try failed: is the disk plugged in?").replace("%1", last)
        days = self.tr("%1 days without a copy").replace("%1", str(second.days))
        sealed, plain = self.tr("with a passphrase"), self.tr("none: whoever has it can read it")
        self._facts.show_facts(
            [
                Fact(self.tr("Folder"), str(second.folder)),
                Fact(self.tr("Last copy"), last, marked=second.problem is not None or second.late),
                Fact(self.tr("Told after"), days),
                Fact(self.tr("Encryption"), sealed if plan.sealed else plain),
            ]
        )

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Second place for backups"))
        if name:
            self.set_folder(Path(name))

    def set_folder(self, folder: Path | None) -> None:
        """Copy there from the next backup on; None: nowhere."""
        keeping, actor = self._session.desk.keeping, self._session.actor
        before = keeping.plan()

        def work() -> bool:
            keeping.set_second(actor, folder)
            return True

        self._session.commands.run(
            work,
            touches=TOPICS,
            says=self.tr("Saved"),
            on_done=lambda _done: self.load(),
            undo=lambda _done: keeping.set_second(actor, before.second),
        )

    def _seal(self) -> None:
        SealSheet(self._session, self).open()


class SealSheet(Sheet):
    """A passphrase, typed twice; nothing typed takes the encryption away."""

    def __init__(self, session: Session, box: SecondBox) -> None:
        self._session, self._box = session, box
        self.form = Form(
            "seal-form",
            (
                Ask("passphrase", lambda: self.tr("Passphrase"), "password"),
                Ask(
                    "again",
                    lambda: self.tr("Passphrase again"),
                    "password",
                    check=lambda text: (
                        None if text == self.form.field("passphrase").value() else self.tr("The two differ")
                    ),
                ),
            ),
        )
        super().__init__(
            session.window,
            "seal",
            lambda: self.tr("Encrypt the copies"),
            lambda: self.tr("Save"),
            note=lambda: self.tr(
                "Write it down and keep it where neither this machine nor the disk is: without it nobody "
                "can open the copies. Left empty, the next copies are not encrypted."
            ),
            body=self.form,
            on_primary=self._go,
        )
        self.form.field("passphrase").setFocus()

    def _go(self) -> bool:
        if not self.form.validate():
            return False
        passphrase = self.form.values()["passphrase"]
        if passphrase:
            self._keep(passphrase)
            return False
        if not self._session.desk.keeping.plan().sealed:
            return True
        confirm(
            self,
            lambda: self.tr("No longer encrypt the copies?"),
            lambda: self.tr("Whoever finds the disk can read the next copies."),
            lambda: self.tr("No longer encrypt"),
            lambda: self._keep(""),
            danger=True,
        )
        return False

    def _keep(self, passphrase: str) -> None:
        keeping, actor = self._session.desk.keeping, self._session.actor

        def done(_result: object) -> None:
            self._box.load()
            self.accept()

        self._session.tasks.run(
            lambda _progress: keeping.set_passphrase(actor, passphrase),
            done,
            form=self.form,
            says=self.tr("Saved"),
            touches=TOPICS,
        )
