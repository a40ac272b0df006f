"""How long personal data is kept: days for each kind, a preview, and the cleaning itself after a backup."""

from __future__ import annotations

from typing import Any

from ill_desktop.errors import Refusal
from ill_desktop.keeping import retention
from ill_desktop.keeping.retention import Planned
from ill_desktop.keeping.service import BackupResult
from ui.kit.dialogs import Sheet
from ui.kit.facts import Fact, Facts
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.progress import Progress
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.section import TOPICS, Boxed, Section


class PrivacySection(Section):
    """Days first; then what they would take; then, after a backup, it goes."""

    permission = "library.retain"

    def __init__(self, session: Session) -> None:
        super().__init__("settings-privacy", session)
        self._planned: list[Planned] = []
        self.form = Form("retention-form", [self._ask(rule) for rule in retention.SHORTEST], 2)
        self.button = Button("retention-save", lambda: self.tr("Save"), role="primary", on=self.save)
        self.look = Button(
            "retention-preview", lambda: self.tr("Show what would go"), key="P", on=self.preview
        )
        self.clean = Button(
            "retention-run", lambda: self.tr("Back up and clean…"), role="danger", on=self._confirm
        )
        self.shown = Facts("retention-plan", small=False)
        self.said = Label("", "note", wrap=True, name="retention-said")
        self._lay_out()
        self.form.submitted.connect(self.save)
        self.form.edited.connect(lambda _name: self._offer())
        self.for_those_who_may(self.button, self.look, self.clean)
        if not session.actor.may(self.permission):
            self.form.set_read_only()
        self.load()

    def _lay_out(self) -> None:
        self.lay_out(
            Boxed(
                "retention-days",
                lambda: self.tr("Days of keeping"),
                self.form,
                hbox(None, self.button),
                note=lambda: self.tr(
                    "0 keeps it for ever. The ledger, papers and invoices always stay, and so do figures in "
                    "reports; what goes are the words that name a person or tell what somebody read."
                ),
            ),
            Boxed(
                "retention-work",
                lambda: self.tr("Cleaning"),
                self.shown,
                self.said,
                hbox(self.look, self.clean, None),
                note=lambda: self.tr(
                    "Nothing goes by itself: look first, then clean. A backup is made and checked before."
                ),
            ),
            about=lambda: self.tr("What is kept about people, and for how long."),
        )

    def _ask(self, rule: str) -> Ask:
        def words(key: str) -> str:
            return self.session.words(key)  # asked for anew: the language may be another one by then

        def hint() -> str:
            days = self.tr("At least %1; usual: %2")
            days = days.replace("%1", str(retention.SHORTEST[rule]))
            note = words(f"retention.note.{rule}")
            return f"{note}\n{days.replace('%2', str(retention.SUGGESTED[rule]))}"

        return Ask(
            rule, lambda: words(f"retention.{rule}"), check=lambda text: self._check(rule, text), hint=hint
        )

    def _check(self, rule: str, text: Any) -> str | None:
        days = _number(text)
        problem = (
            Refusal("retention.days", rule, shortest=retention.SHORTEST[rule], longest=retention.LONGEST)
            if days is None
            else retention.check_days(rule, days)
        )
        return self.session.words.refusal(problem) if problem is not None else None

    # -- the days ---------------------------------------------------------------------------------

    def load(self) -> None:
        self.form.fill({rule: str(days) for rule, days in retention.RetentionService.days().items()})
        self._offer()
        self._show(self._planned)

    def _offer(self) -> None:
        kept = {rule: str(days) for rule, days in retention.RetentionService.days().items()}
        typed = {rule: str(text).strip() for rule, text in self.form.values().items()}
        self.button.setEnabled(typed != kept)

    def save(self) -> None:
        """Store the days; what was previewed under the old ones counts no more."""
        if not self.button.isEnabled() or not self.form.validate():
            return
        service, actor = self.session.desk.retention, self.session.actor
        days = {rule: _number(text) or 0 for rule, text in self.form.values().items()}
        before = service.days()
        self._planned = []

        def done() -> bool:
            service.configure(actor, days)
            return True

        self.session.commands.run(
            done,
            form=self.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            undo=lambda _done: service.configure(actor, before),
        )

    # -- cleaning ---------------------------------------------------------------------------------

    def preview(self) -> None:
        """Count beside the window what the days would take now."""
        service, actor = self.session.desk.retention, self.session.actor
        self.look.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: service.plan(actor),
            self._show,
            self.tr("Preview"),
            on_end=lambda: self.look.setEnabled(True),
        )

    def _show(self, planned: list[Planned]) -> None:
        self._planned = planned
        words = self.session.words
        lines = []
        for each in planned:
            count = self.tr("%1 of %2, before %3").replace("%1", f"{each.many:,}")
            count = count.replace("%2", f"{each.total:,}").replace("%3", each.before)
            lines.append(Fact(words(f"retention.{each.rule}"), count))
        self.shown.show_facts(lines)
        self.shown.setVisible(bool(lines))
        any_days = any(self.session.desk.retention.days().values())
        self.said.setText(
            ""
            if planned
            else self.tr("Not looked at yet.")
            if any_days
            else self.tr("No days are set: everything is kept.")
        )
        self.said.setVisible(not planned)
        self.look.setEnabled(any_days)
        self.clean.setEnabled(any(each.many for each in planned))

    def _confirm(self) -> None:
        many = sum(each.many for each in self._planned)
        is_much = any(each.above_cap for each in self._planned)
        note = self.tr("A backup is made first. After that it cannot be taken back here.")
        if is_much:
            much = self.tr("This is more than a tenth of what there is: are the days right?")
            note = f"{much} {note}"
        sheet = Sheet(
            self.window(),
            "retention-confirm",
            lambda: self.tr("Clean %1 entries?").replace("%1", f"{many:,}"),
            lambda: self.tr("Back up and clean"),
            note=note,
            danger=True,
        )
        sheet.accepted.connect(lambda: self._run(is_much))
        sheet.open()

    def _run(self, above_cap: bool) -> None:
        service, actor = self.session.desk.retention, self.session.actor
        agreed = {each.rule: each.many for each in self._planned}

        def work(progress: Progress) -> BackupResult:
            return service.run(actor, agreed, above_cap=above_cap, progress=progress.step)

        self.clean.setEnabled(False)
        self.session.tasks.run(
            work,
            lambda _made: self._show([]),
            self.tr("Cleaning"),
            says=lambda made: self.tr("Cleaned; the backup before it is %1").replace("%1", made.folder.name),
            touches=(*TOPICS, "patrons", "requests", "notices"),
            on_end=lambda: self._show(self._planned),
        )


def _number(text: Any) -> int | None:
    """What was typed as days: digits, full-width ones too; None for anything else. Empty is never."""
    typed = str(text or "").strip()
    if not typed:
        return 0
    return int(typed) if typed.isdecimal() and len(typed) <= 6 else None
