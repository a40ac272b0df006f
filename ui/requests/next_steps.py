"""The buttons of a request: the likely step under Enter, two more, the rest in a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QSizePolicy, QWidget

from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.screen import vbox
from ui.requests.offers import KEYS, Offer, ends
from ui.session import Session

BESIDE = 2


class NextSteps(QWidget):
    """``taken`` carries the :class:`Offer` that was chosen, by mouse or key."""

    taken = Signal(object)

    def __init__(self, session: Session, more: Callable[[Menu], object]) -> None:
        """``more`` adds to the menu what can be done in any state."""
        super().__init__()
        self.setObjectName("request-steps")
        self._session, self._add_more = session, more
        self._offers: Sequence[Offer] = ()
        self._buttons = [self._button(at) for at in range(1 + BESIDE)]
        self._more = Button(
            "request-more",
            icon="more",
            tip=lambda: self.tr("More steps"),
            key="M",
            badge=False,
            on=self.open_menu,
        )
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for widget in (*self._buttons[1:], self._more):
            self._row.addWidget(widget)
        self.setLayout(vbox(self._buttons[0], self._row))

    def _button(self, at: int) -> Button:
        first = at == 0
        button = Button(
            f"request-step-{at + 1}",
            lambda: self._words(at),
            role="primary" if first else "plain",
            key="Enter" if first else KEYS[at - 1],
            badge=first,
            on=lambda: self._take(at),
        )
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Offer these, the first under Enter."""
        self._offers = offers
        for at, button in enumerate(self._buttons):
            button.setVisible(at < len(offers) and (at == 0 or not offers[at].quiet))
            button.say(self._words(at))
        self._fold()

    def offers(self) -> Sequence[Offer]:
        return self._offers

    def words_of(self, offer: Offer) -> str:
        """What a button says."""
        if offer.step is not None:
            return self._session.words(f"step.{offer.step.verb}")
        if offer.key == "chase":
            return self._session.words("event.chase")
        if offer.key == "mend":
            return self.tr("Correct the citation")
        return self.tr("Take payment") if offer.key == "pay" else self.tr("Attach document")

    def _words(self, at: int) -> str:
        return self.words_of(self._offers[at]) if at < len(self._offers) else ""

    def _take(self, at: int, details: bool = False) -> None:
        """With Shift held everything is asked that the step can be told."""
        if at < len(self._offers):
            held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
            self.taken.emit(replace(self._offers[at], details=details or bool(held)))

    def _has_details(self) -> bool:
        step = self._offers[0].step if self._offers else None
        return step is not None and not ends(step)

    def press(self, key: str) -> bool:
        """Take the offer of a digit; says whether there was one that has no button of its own."""
        at = KEYS.find(key) + 1 if key and key in KEYS else 0
        if not 0 < at < len(self._offers):
            return False
        self._take(at)
        return True

    def menu(self) -> Menu:
        """All that has no button."""
        menu = Menu(self, "request-more-menu")
        if self._has_details():
            words = self.tr("%1 with details…").replace("%1", self.words_of(self._offers[0]))
            menu.entry("offer-details", words + "\tShift+Enter", lambda: self._take(0, details=True))
        for at, offer in enumerate(self._offers):
            if at >= len(self._buttons) or self._buttons[at].isHidden():
                key = f"\t{KEYS[at - 1]}" if at <= len(KEYS) else ""
                menu.entry(f"offer-{offer.key}", self.words_of(offer) + key, lambda at=at: self._take(at))  # type: ignore[misc]
        if menu.actions():
            menu.addSeparator()
        self._add_more(menu)
        return menu

    def open_menu(self) -> None:
        self.menu().open_under(self._more, right=True)

    # -- room -------------------------------------------------------------------------------------

    def _fold(self) -> None:
        """Below each other where the words are too long to stand side by side."""
        alone = all(button.isHidden() for button in self._buttons[1:])
        self._more.say(self.tr("More steps") if alone else "")
        wide_policy = QSizePolicy.Policy.Expanding if alone else QSizePolicy.Policy.Fixed
        self._more.setSizePolicy(wide_policy, QSizePolicy.Policy.Fixed)
        shown = [button for button in (*self._buttons[1:], self._more) if not button.isHidden()]
        wide = sum(button.sizeHint().width() for button in shown) + 8 * (len(shown) - 1)
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide <= self.width() else ways.TopToBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
