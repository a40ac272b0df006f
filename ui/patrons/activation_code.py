"""A reader's one-time QR on the screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from ill_desktop.documents import qr
from ill_desktop.patrons.queries import PatronCard
from ui.kit.dialogs import Sheet
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel
from ui.kit.qr import QrView
from ui.kit.screen import hbox, vbox
from ui.patrons.time_left import TimeLeft
from ui.session import Session


class CodeSheet(Sheet):
    """Shows the code until its time is over; then another one can be made."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        card: PatronCard,
        print_slip: Callable[[QWidget], object],
    ) -> None:
        super().__init__(
            parent,
            "activation-code",
            lambda: self.tr("Activation QR of %1").replace("%1", card.name),
            None,
            note=lambda: self._how_to_use(bool(session.desk.library.base_address)),
            secondary=lambda: self.tr("Close"),
            width=440,
        )
        self._session, self._card = session, card
        self.code = QrView("activation-qr", lambda: self.tr("Activation QR"))
        self.code.setFixedHeight(300)
        self.countdown = TimeLeft("activation-code-left", session.desk.clock.now)
        self.countdown.ended.connect(self._end)
        self.again = Button(
            "activation-code-again", lambda: self.tr("Make another"), icon="refresh", on=self.make
        )
        self.slip = Button(
            "activation-code-print",
            lambda: self.tr("Print slip"),
            icon="print",
            key="P",
            on=lambda: print_slip(self),
        )
        self.slip.setVisible(session.actor.may("paper.print"))
        line = hbox(self.countdown, None, self.again, self.slip)
        box = self.layout()
        assert isinstance(box, QBoxLayout)  # the sheet's own
        box.insertLayout(2, vbox(self.code, ElidedLabel(card.number, "note"), line, gap=8))
        self.make()

    def _how_to_use(self, is_link: bool) -> str:
        if is_link:
            return self.tr(
                "The reader scans it with a phone and takes the three steps there. Good for one use."
            )
        return self.tr(
            "For the scanner of a counter or kiosk: it opens this reader's page. Good for one use."
        )

    def make(self) -> None:
        """Issue a token for the screen and show it; earlier ones stay good until they end."""
        session, card = self._session, self._card
        issued = session.commands.run(
            lambda: session.desk.activation.issue_token(session.actor, card.id, "screen")
        )
        if issued is None:
            self.code.show_matrix(())
            return
        self.code.show_matrix(qr.matrix(issued.text))
        self.countdown.count_to(issued.expires_at)
        self.again.hide()

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the note needs in this width: else the tile would cover the number below it."""
        super().showEvent(event)
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))

    def _end(self) -> None:
        self.code.show_matrix(())
        self.again.show()
        self.again.setFocus()
