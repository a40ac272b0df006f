"""The top line: the one box for everything, the demo mark, the person."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame

from ui.kit import icons
from ui.kit.chip import Chip
from ui.kit.finder import FinderBox, Hit
from ui.kit.keys import Button, badge_width, paint_badge
from ui.kit.menu import Menu
from ui.kit.screen import hbox
from ui.kit.text import said
from ui.kit.theme import MARGIN, TOP, Theme, style
from ui.shell.page import Person

_WIDEST = 568


class TopBox(FinderBox):
    """Type or scan anything; Ctrl+K comes here from everywhere."""

    def __init__(self, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__("top-box", find, pick_first=True)
        style(self, role="box")
        self.setTextMargins(30, 0, 60, 0)
        self.setMaximumWidth(_WIDEST)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = Theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        icons.draw(painter, "scan", theme.ink2, 12, (self.height() - 20) / 2, 20)
        if not self.text():
            at = QPointF(self.width() - badge_width("Ctrl+K") - 12, (self.height() - 19) / 2)
            paint_badge(painter, at, "Ctrl+K", theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.close_hits()


class TopBar(QFrame):
    """Box at the left, person at the right."""

    def __init__(
        self,
        find: Callable[[str], Sequence[Hit]],
        person: Person,
        demo: bool,
        on_help: Callable[[], object],
        on_theme: Callable[[], object],
        on_lock: Callable[[], object],
        on_sign_out: Callable[[], object],
    ) -> None:
        super().__init__()
        self.setObjectName("top")
        style(self, role="top")
        self.setFixedHeight(TOP)
        self._on = (on_help, on_theme, on_lock, on_sign_out)
        self.box = TopBox(find)
        self.person = Button(
            "person",
            lambda: f"{said(person.name)} · {said(person.role)}",
            role="quiet",
            on=self.open_menu,
        )
        self.demo = Chip(lambda: self.tr("Demo library: nothing here is real"), "caution", name="demo-mark")
        self.demo.setVisible(demo)
        box = hbox(gap=16, margins=(MARGIN, 0, MARGIN - 12, 0))
        box.addWidget(self.box, 20)  # as wide as it may be before the rest has room to spare
        box.addStretch(1)
        box.addWidget(self.demo)
        box.addWidget(self.person)
        self.setLayout(box)

    def menu(self) -> Menu:
        """What the person can do about the window."""
        on_help, on_theme, on_lock, on_sign_out = self._on
        dark = Theme.of(self.palette()).name == "dark"
        menu = Menu(self, "person-menu")
        menu.entry(
            "menu-theme",
            self.tr("Light colours") if dark else self.tr("Dark colours"),
            on_theme,
            "sun" if dark else "moon",
        )
        menu.entry("menu-help", self.tr("Keys (F1)"), on_help, "help")
        menu.addSeparator()
        if self.demo.isHidden():  # a demo has no password to come back with
            menu.entry("menu-lock", self.tr("Lock (Ctrl+Shift+L)"), on_lock, "lock")
        menu.entry("menu-sign-out", self.tr("Sign out"), on_sign_out, "sign-out")
        return menu

    def open_menu(self) -> None:
        self.menu().open_under(self.person, right=True)
