"""A name or an institution that was written wrong at registration, put right with what proves it."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.queries import PatronCard
from ui.kit.asking import ask, carried_out
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.patrons.questions import Questions
from ui.session import Session

TOUCHES = ("patrons", "requests")


class Correcting(QObject):
    """Asks and carries out; only what changed is sent."""

    def __init__(self, session: Session, parent: QWidget, card: PatronCard) -> None:
        super().__init__(parent)
        self._session, self._over, self._card = session, parent, card
        self._before = {"name": card.name, "institution": card.institution_id}

    def ask(self, questions: Questions) -> Sheet:
        """Open the sheet."""
        card = self._card
        return ask(
            self._over,
            "correct",
            lambda: self.tr("Correct name or institution of %1").replace("%1", card.name),
            lambda: self.tr("Save"),
            [
                *questions.some(("name",), card.road),
                Ask(
                    "institution", lambda: self.tr("Institution"), "choice", True, options=self._institutions
                ),
                Ask("reason", lambda: self.tr("What shows it"), "area", required=True, lines=2),
            ],
            self._save,
            values=self._before,
            note=lambda: self.tr(
                "The number stays. The history keeps who corrected it, the reason and both institutions."
            ),
        )

    def _institutions(self) -> list[tuple[int, str]]:
        """Those whose people come in on this road; and the present one, though it be retired."""
        card = self._card
        offered = [
            (row.id, row.name) for row in queries.institutions() if card.road in rules.roads(row.automatic)
        ]
        present = (card.institution_id, card.institution)
        return offered if present in offered else [present, *offered]

    def _save(self, form: Form) -> bool:
        service, by, values = self._session.desk.correcting, self._session.actor, form.values()
        before, card = self._before, self._card
        name = values["name"] if values["name"] != before["name"] else None
        institution = values["institution"] if values["institution"] != before["institution"] else None
        if name is None and institution is None:
            return True  # nothing was written wrong after all
        return carried_out(
            self._session.commands,
            lambda: service.correct(
                by, card.id, name=name, institution_id=institution, reason=values["reason"]
            ),
            says=self.tr("Record of %1 corrected").replace("%1", str(values["name"])),
            touches=TOUCHES,
            form=form,
            undo=lambda _done: service.correct(
                by,
                card.id,
                name=card.name if name is not None else None,
                institution_id=card.institution_id if institution is not None else None,
                reason=self.tr("Corrected by mistake"),
            ),
        )


def begin(session: Session, parent: QWidget, questions: Questions, card: PatronCard) -> Sheet:
    """Ask what is to be corrected."""
    return Correcting(session, parent, card).ask(questions)
