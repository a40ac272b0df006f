"""What a reader's card says of an activation that is locked, or half-way on a phone or at the kiosk."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ill_desktop.activation import queries
from ill_desktop.activation.queries import UnderWay
from ill_desktop.patrons.queries import PatronCard
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import write
from ui.kit.theme import style
from ui.patrons.actions import ReaderActions
from ui.patrons.activation_contact import COUNTER
from ui.session import Session


class ActivationNote(QFrame):
    """On a reader's card: that the codes are locked, or that somebody is half-way through activating."""

    def __init__(self, session: Session, actions: ReaderActions) -> None:
        super().__init__()
        self.setObjectName("person-activation-note")
        style(self, role="panel", tone="caution")
        self._session, self._actions = session, actions
        self._card: PatronCard | None = None
        self._locked, self._under_way = False, UnderWay("", "", "", "")
        self._words = Label("", "text", wrap=True, name="person-activation-words")
        write(self, lambda _words: self._say(), lambda: self.tr("Make a code"))
        self._code = Button("person-make-code", lambda: self.tr("Make a code"), on=self._make)
        self._unlock = Button("person-unlock", lambda: self.tr("Unlock"), on=self._open)
        self._icon = Icon("lock", 18, "caution")
        line = hbox(self._icon, self._words, self._code, self._unlock, gap=12)
        line.setStretch(1, 1)
        self.setLayout(vbox(line, margins=12))
        self.hide()

    def show_card(self, card: PatronCard) -> None:
        """Say what holds for this reader now; nothing when there is nothing."""
        ground, may = self._session.desk.ground, self._session.actor.may("patron.activate")
        self._card = card
        self._locked = queries.codes_locked(ground, card.id)
        found = queries.under_way(ground, card.id)
        self._under_way = found or UnderWay("", "", "", "")
        waits = self._under_way.step == "code"
        self._unlock.setVisible(self._locked and may)
        self._code.setVisible(waits and not self._locked and may)
        self._icon.set_icon("lock" if self._locked else "phone", "caution")
        self._say()
        self.setVisible(self._locked or found is not None)

    def _say(self) -> None:
        self._words.setText(self._sentence())

    def _sentence(self) -> str:
        if self._locked:
            return self.tr("Five wrong codes within 24 hours: activation is locked.")
        where = self._session.words(f"activation.way.{self._under_way.way}") if self._under_way.way else ""
        if self._under_way.step != "code":
            return self.tr("Activation under way: %1").replace("%1", where)
        if self._under_way.channel == COUNTER:
            return self.tr("Activation under way (%1): waits for a code from the counter").replace(
                "%1", where
            )
        return self.tr("Activation under way (%1): the code is still to come").replace("%1", where)

    def _make(self) -> None:
        if self._card is not None:
            self._actions.counter_code(self._card)

    def _open(self) -> None:
        if self._card is not None:
            self._actions.unlock_codes(self._card)
