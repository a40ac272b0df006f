"""The code from the counter, for a reader who activates on the phone or at the kiosk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ill_desktop.activation import queries
from ill_desktop.patrons.queries import PatronCard
from ui.kit.dialogs import Sheet
from ui.patrons.activation_contact import COUNTER, CodePanel
from ui.session import Session


class CounterCodeSheet(Sheet):
    """Shows six digits; the reader types them where the three steps stand open."""

    def __init__(self, session: Session, parent: QWidget, card: PatronCard) -> None:
        panel = CodePanel([(COUNTER, "")], session.desk.clock.now, staff=True)
        super().__init__(
            parent,
            "counter-code",
            lambda: self.tr("Code for %1").replace("%1", card.name),
            None,
            note=lambda: self.tr(
                "Look at the reader's document first. The code is good for one use and proves that you were "
                "there, not the mobile number."
            ),
            body=panel,
            secondary=lambda: self.tr("Close"),
        )
        self._session, self._card, self.panel = session, card, panel
        self.panel.asked.connect(lambda _channel: self.make())
        self.panel.unlock_asked.connect(self._unlock)
        self.make()

    def make(self) -> None:
        """A fresh code; the one before it is good no more."""
        session, card = self._session, self._card
        issued = session.commands.run(lambda: session.desk.activation.counter_code(session.actor, card.id))
        if issued is not None:
            self.panel.show_digits(issued.code, issued.expires_at)
        self.panel.unlock.setVisible(queries.codes_locked(session.desk.ground, card.id))

    def _unlock(self) -> None:
        session, card = self._session, self._card
        session.commands.run(
            lambda: session.desk.activation.unlock_codes(session.actor, card.id), touches=("patrons",)
        )
        self.make()
