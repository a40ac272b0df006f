"""The poster that leads to the phone page: its QR on the screen, the sheet to be printed."""

from __future__ import annotations

from ill_desktop.web.settings import poster_address
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.qr import QrView
from ui.kit.screen import hbox, vbox
from ui.session import Session
from ui.settings.section import Boxed

SIDE = 132


class PosterPanel(Boxed):
    """Without a base address there is no code: a dead one would be worse than none."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.code = QrView("poster-qr", lambda: self.tr("QR of the poster"))
        self.code.setFixedSize(SIDE, SIDE)
        self.address = ElidedLabel("", "text", name="poster-address")
        self.hint = Label("", "note", wrap=True, name="poster-hint")
        self.button = Button(
            "poster-print", lambda: self.tr("Print the poster"), icon="print", on=self.show_poster
        )
        words = vbox(self.address, self.hint, None, hbox(self.button, None), gap=8)
        line = hbox(self.code, words, gap=16)
        line.setStretch(1, 1)
        super().__init__("page-poster", lambda: self.tr("Poster"), line)
        self.load()

    def load(self) -> None:
        """Show where the poster leads now."""
        from ill_desktop.documents import qr

        address = poster_address(self._session.desk.library.base_address)
        self.code.show_matrix(qr.matrix(address) if address else ())
        self.code.setVisible(bool(address))
        self.address.setText(address or self.tr("No base address yet"))
        self.hint.setText(
            self.tr("Phones that scan the poster open the first step of the activation.")
            if address
            else self.tr(
                "Enter below what phones call this page; then the poster and the slips carry a link. Until "
                "then the poster sends readers to the information desk."
            )
        )

    def show_poster(self) -> None:
        """Draw it and show it: both languages, the one of the window first."""
        session = self._session
        language = session.language
        first, second = (
            session.desk.words(language),
            session.desk.words("en" if language == "zh_CN" else "zh_CN"),
        )
        session.show_paper(
            lambda: self.tr("Poster"), lambda: session.desk.papers.poster(first, second), "poster.pdf"
        )
