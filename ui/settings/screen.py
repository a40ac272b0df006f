"""Settings: sections at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget

from ui.kit.keys import Button
from ui.kit.screen import Screen, hbox, page, panel, scrolled, title_bar, vbox
from ui.kit.text import Text
from ui.session import Session
from ui.settings.about import AboutSection
from ui.settings.data import DataSection
from ui.settings.general import GeneralSection
from ui.settings.kiosk import KioskSection
from ui.settings.library import BranchSection, LibrarySection
from ui.settings.section import Section
from ui.settings.staff import StaffSection

TOPICS = frozenset({"settings", "staff"})
SIDE = 208


class SettingsScreen(Screen):
    """Each section is built when it is first opened."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings")
        self._session = session
        self._made: dict[str, Section] = {}
        self._makers: dict[str, tuple[str, Text, Callable[[Session], Section]]] = {
            "general": ("settings", lambda: self.tr("General"), GeneralSection),
            "library": ("book", lambda: self.tr("Library"), LibrarySection),
            "branch": ("columns", lambda: self.tr("Branches"), BranchSection),
            "staff": ("patrons", lambda: self.tr("Staff"), StaffSection),
            "kiosk": ("lock", lambda: self.tr("Kiosk"), KioskSection),
            "data": ("download", lambda: self.tr("Data"), DataSection),
            "about": ("help", lambda: self.tr("About"), AboutSection),
        }
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self._stack = QStackedWidget()
        self._stack.setObjectName("settings-sections")
        body = hbox(self._make_list(), self._stack, gap=16)
        body.setStretch(1, 1)
        whole = page(title_bar(lambda: self.tr("Settings")), body)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _make_list(self) -> QFrame:
        box = vbox(gap=2)
        for number, (key, (icon, title, _make)) in enumerate(self._makers.items(), 1):
            button = Button(
                f"settings-{key}-button",
                title,
                role="rail",
                icon=icon,
                key=f"{number}",
                on=lambda key=key: self.show_section(key),  # type: ignore[misc]
            )
            self._buttons[key] = button
            self._group.addButton(button)
            box.addWidget(button)
        rail = panel(box, None, margins=8, name="settings-rail")
        rail.setFixedWidth(SIDE)
        return rail

    def current(self) -> str:
        """The key of the section in front."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def show_section(self, key: str) -> Section:
        """Bring a section to the front. Raises KeyError."""
        self._buttons[key].setChecked(True)
        if key not in self._made:
            section = self._makers[key][2](self._session)
            self._made[key] = section
            self._stack.addWidget(scrolled(section, f"settings-{key}-scroll"))
        self._stack.setCurrentIndex(list(self._made).index(key))
        return self._made[key]

    def opened(self) -> None:
        self.show_section(self.current() or "general").load()
        self._buttons[self.current()].setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS:
            for section in self._made.values():
                section.load()

    def retranslate(self) -> None:
        for section in self._made.values():
            section.load()
