"""The first screen: sign in, and the ways that are open, in both languages."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from ill_desktop import hours
from ill_desktop.library import Branch
from ui.kiosk.parts import EDGE, BigButton, KioskCard, KioskPage
from ui.kiosk.visit import PLAIN, Visit
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.text import Text
from ui.kit.theme import style

CARDS = {"requests": "requests", "messages": "notices", "account": "cashier", "help": "help"}
"""Page → icon. What one cannot do here yet has no card."""

ROOMY = (1200, 620)


class HomePage(KioskPage):
    """A band that says how to begin, and three cards below it."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-home", visit)
        cards = [
            KioskCard(
                f"card-{page}",
                icon,
                self._word(page),
                self._word(page, other=True),
                self._word(f"{page}_note"),
                lambda page=page: self.visit.go(page),  # type: ignore[misc]
            )
            for page, icon in CARDS.items()
        ]
        self._places = self._make_places()
        whole = vbox(self._band(), hbox(*cards, gap=24), self._places, gap=24, margins=(EDGE, 32, EDGE, 32))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _word(self, key: str, other: bool = False) -> Text:
        """A word of the trade in the language chosen, or in the other one."""
        desk, session, visit = self.session.desk, self.session, self.visit
        return lambda: desk.words(visit.other_language if other else session.language)(f"kiosk.{key}")

    def _band(self) -> QFrame:
        reader = self.visit.reader
        band = QFrame()
        band.setObjectName("kiosk-band")
        style(band, role="panel", tone="accent")
        if reader is None:
            icon, title = "scan", Label(self._word("scan"), "title")
            note: Text = self._word("sign_in_note")
            button = BigButton(
                "kiosk-sign-in",
                lambda: self.tr("Sign in"),
                role="primary",
                on=lambda: self.visit.go("sign_in:home"),
            )
        else:
            icon = "user"
            title = Label(lambda: self.tr("Hello, %1").replace("%1", reader.name), "title")
            note = lambda: self.tr("Please sign out when you are done")  # noqa: E731
            button = BigButton(
                "kiosk-mine",
                lambda: self.tr("My requests"),
                role="primary",
                on=lambda: self.visit.go("requests"),
            )
        words = vbox(title, Label(note, "subtitle"), gap=4)
        if reader is None:
            words.addWidget(Label(self._word("scan", other=True), "note"))
        picture = Icon(icon, 48, "accent")
        line = hbox(picture, words, None, button, gap=24, margins=(28, 22, 28, 22))
        line.setAlignment(picture, Qt.AlignmentFlag.AlignVCenter)
        band.setLayout(line)
        return band

    def _make_places(self) -> QFrame:
        """What most people come to ask, without a touch: where to collect, when, which phone."""
        session, library = self.session, self.session.desk.library
        desk = library.help_desk
        told: list[tuple[Text, Text]] = [
            (
                lambda: self.tr("Opening hours"),
                lambda: f"{desk['days'][session.language]} {desk['opens']}–{desk['closes']}\n{desk['phone']}",
            ),
            *map(self._place, library.open_branches.values()),
        ]
        columns = [
            vbox(Label(head, "heading"), Label(words, "subtitle", wrap=True), None) for head, words in told
        ]
        line = hbox(*columns, gap=24)
        for at in range(len(columns)):
            line.setStretch(at, 1)
        return panel(line, margins=28, name="kiosk-places")

    def _place(self, branch: Branch) -> tuple[Text, Text]:
        session = self.session
        return (
            lambda: self.tr("Pick-up · %1").replace("%1", branch.short[session.language]),
            lambda: "\n".join(
                filter(
                    None,
                    (
                        branch.pickup[session.language],
                        hours.said(branch.hours, session.words),
                        branch.pickup_phone,
                    ),
                )
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen, or in large print, the cards need the room; all of it stands under Help."""
        super().resizeEvent(event)
        roomy = self.width() >= ROOMY[0] and self.height() >= ROOMY[1]
        self._places.setVisible(roomy and self.visit.scale == PLAIN)

    def scanned(self, text: str) -> bool:
        """A campus card begins the sign-in with its number."""
        if self.visit.reader is None:
            self.visit.go(f"sign_in:home:{text}")
            return True
        return False
