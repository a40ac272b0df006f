"""Two records of one person become one, and two again: said in plain words, undone within reach."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.counter.merging import keeper
from ill_desktop.patrons.look_alikes import LookAlike
from ill_desktop.patrons.queries import PatronCard, PatronRow
from ill_desktop.patrons.rules import FIRST
from ui.kit.asking import ask, carried_out
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.session import Session

TOUCHES = ("patrons", "requests", "cashier", "notices")


class Merging(QObject):
    """Asks and carries out."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._over = session, parent

    def merge(self, card: PatronCard, other: LookAlike) -> Sheet:
        """Make one of the record in front and another one; the sheet says which of them is kept."""
        shared = "、" if self._session.language == "zh_CN" else ", "
        offered = shared.join(self._session.words(f"patron.same.{each}") for each in other.same)
        kept = keeper(card, other)
        gone = other if kept is card else card

        def save(form: Form) -> bool:
            return self.carry_out(gone, kept, form.values()["reason"], form)

        return ask(
            self._over,
            "merge",
            lambda: self.tr("Merge %1 into %2").replace("%1", gone.number).replace("%2", kept.number),
            lambda: self.tr("Merge"),
            (Ask("reason", lambda: self.tr("What shows that it is one person"), "area", required=True),),
            save,
            values={"reason": offered},
            note=lambda: self.what_is_kept(kept),
        )

    def what_is_kept(self, kept: PatronRow) -> str:
        """Which record stays, and that nothing is lost."""
        words = self.tr(
            "Kept: %1. Nothing is moved or lost: debts, requests and messages of both are shown there, and "
            "the reader signs in with either number. It can be undone on the reader's card."
        ).replace("%1", f"{kept.name} ({kept.number})")
        if kept.state == FIRST:
            words += self.tr(" The registration stays in review.")
        return words

    def carry_out(self, gone: PatronRow, kept: PatronRow, reason: str, form: Form) -> bool:
        """Merge, and offer to take it back; whether it happened."""
        service, by = self._session.desk.merging, self._session.actor
        return carried_out(
            self._session.commands,
            lambda: service.merge(by, gone.id, kept.id, reason),
            says=self.tr("%1 is now one with %2").replace("%1", gone.number).replace("%2", kept.number),
            touches=TOUCHES,
            form=form,
            undo=lambda _done: service.unmerge(by, gone.id, self.tr("Merged by mistake")),
        )

    def unmerge(self, duplicate_id: int, number: str) -> Sheet:
        """Make two records of one again."""
        service, by = self._session.desk.merging, self._session.actor

        def save(form: Form) -> bool:
            reason = form.values()["reason"]
            return carried_out(
                self._session.commands,
                lambda: service.unmerge(by, duplicate_id, reason),
                says=self.tr("%1 stands for itself again").replace("%1", number),
                touches=TOUCHES,
                form=form,
            )

        return ask(
            self._over,
            "unmerge",
            lambda: self.tr("Separate %1 again").replace("%1", number),
            lambda: self.tr("Separate"),
            (Ask("reason", lambda: self.tr("Reason"), "area", required=True),),
            save,
            note=lambda: self.tr(
                "Each record has again its own requests, debts and messages. What was paid stays paid."
            ),
        )
