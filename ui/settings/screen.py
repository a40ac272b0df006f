"""Settings: sections at the left, found by their words; one of them at the right."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget

from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen, hbox, page, panel, scrolled, title_bar, vbox
from ui.kit.search import SearchLine
from ui.kit.text import Text, said
from ui.session import Session
from ui.settings.section import Section

TOPICS = frozenset({"settings", "staff", "cashier", "requests"})
SIDE = 232
DIGITS = 9


class Place(NamedTuple):
    """One section in the list. ``about``: what else it is looked for by; ``maker``: module and class."""

    icon: str
    title: Text
    about: Text
    maker: str


class SettingsScreen(Screen):
    """Each section is built when it is first opened."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings")
        self._session = session
        self._made: dict[str, Section] = {}
        self._groups = self._make_groups()
        self._places = {key: place for _title, places in self._groups for key, place in places.items()}
        self._group = QButtonGroup(self)
        self._buttons: dict[str, Button] = {}
        self._heads: list[tuple[Label, list[str]]] = []
        self._stack = QStackedWidget()
        self._stack.setObjectName("settings-sections")
        self.search = SearchLine("settings-search", lambda: self.tr("Find a setting"), self)
        self.search.searched.connect(self._narrow)
        self.search.left.connect(self._open_first)
        body = hbox(self._make_list(), self._stack, gap=16)
        body.setStretch(1, 1)
        whole = page(title_bar(lambda: self.tr("Settings")), body)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _make_groups(self) -> list[tuple[Text, dict[str, Place]]]:
        return [
            (lambda: self.tr("This library"), self._library()),
            (lambda: self.tr("Readers"), self._readers()),
            (lambda: self.tr("Connections"), self._connections()),
            (lambda: self.tr("This program"), self._program()),
        ]

    def _library(self) -> dict[str, Place]:
        return {
            "general": Place(
                "settings",
                lambda: self.tr("General"),
                lambda: self.tr("language colours dark"),
                "general:GeneralSection",
            ),
            "library": Place(
                "book",
                lambda: self.tr("Library"),
                lambda: self.tr("names service mail hotlines phone transfer slip bank account attachment"),
                "library:LibrarySection",
            ),
            "branches": Place(
                "columns",
                lambda: self.tr("Branches"),
                lambda: self.tr("opening hours rooms pick-up places phones"),
                "branches:BranchSection",
            ),
            "tills": Place(
                "cashier",
                lambda: self.tr("Counter and tills"),
                lambda: self.tr("device code drawer cash"),
                "tills:TillSection",
            ),
            "tariff": Place(
                "reports",
                lambda: self.tr("Tariff"),
                lambda: self.tr("prices charges subsidies quota rounding versions examples what-if"),
                "tariff_section:TariffSection",
            ),
            "money": Place(
                "lock",
                lambda: self.tr("Money rules"),
                lambda: self.tr("refunds approval second person invoices deposits top-up"),
                "money_section:MoneySection",
            ),
        }

    def _readers(self) -> dict[str, Place]:
        return {
            "institutions": Place(
                "patrons",
                lambda: self.tr("Institutions"),
                lambda: self.tr("schools sub-centres automatic authentication"),
                "institutions:InstitutionSection",
            ),
            "registration": Place(
                "edit",
                lambda: self.tr("Registration"),
                lambda: self.tr("names signs passwords patron classes activation start codes"),
                "registration:RegistrationSection",
            ),
            "terms": Place(
                "requests",
                lambda: self.tr("Borrowing terms"),
                lambda: self.tr("versions agreement text"),
                "terms:TermsSection",
            ),
            "calendar": Place(
                "calendar",
                lambda: self.tr("Working days"),
                lambda: self.tr("calendar holidays days off make-up days"),
                "calendar:CalendarSection",
            ),
        }

    def _connections(self) -> dict[str, Place]:
        return {
            "page": Place(
                "phone",
                lambda: self.tr("Phone page"),
                lambda: self.tr("web address port networks certificate poster QR"),
                "page:PageSection",
            ),
            "senders": Place(
                "mail",
                lambda: self.tr("E-mail and SMS"),
                lambda: self.tr("mail server gateway password test"),
                "senders:SenderSection",
            ),
            "suppliers": Place(
                "upload",
                lambda: self.tr("Suppliers"),
                lambda: self.tr("partner libraries networks contacts prices import export"),
                "suppliers:SupplierSection",
            ),
            "metadata": Place(
                "search",
                lambda: self.tr("References"),
                lambda: self.tr("DOI ISBN Crossref metadata complete network"),
                "metadata_section:MetadataSection",
            ),
        }

    def _program(self) -> dict[str, Place]:
        return {
            "staff": Place(
                "user",
                lambda: self.tr("Staff"),
                lambda: self.tr("colleagues roles passwords"),
                "staff:StaffSection",
            ),
            "kiosk": Place("lock", lambda: self.tr("Kiosk"), lambda: self.tr("PIN"), "kiosk:KioskSection"),
            "data": Place(
                "download",
                lambda: self.tr("Data"),
                lambda: self.tr("backup folder check"),
                "data:DataSection",
            ),
            "privacy": Place(
                "eye",
                lambda: self.tr("Privacy"),
                lambda: self.tr("personal data days of keeping retention erase clean"),
                "privacy:PrivacySection",
            ),
            "about": Place(
                "help",
                lambda: self.tr("About"),
                lambda: self.tr("version licence fonts"),
                "about:AboutSection",
            ),
        }

    def _make_list(self) -> QFrame:
        box = vbox(gap=2)
        number = 0
        for title, places in self._groups:
            head = Label(title, "hint")
            head.setContentsMargins(12, 10 if number else 4, 0, 2)
            box.addWidget(head)
            self._heads.append((head, list(places)))
            for key in places:
                number += 1
                box.addWidget(self._make_button(key, f"{number}" if number <= DIGITS else ""))
        box.addStretch(1)
        self._list = scrolled(box, "settings-list")
        rail = panel(self.search, self._list, margins=8, name="settings-rail")
        rail.setFixedWidth(SIDE)
        return rail

    def _make_button(self, key: str, digit: str) -> Button:
        place = self._places[key]
        button = Button(
            f"settings-{key}-button",
            place.title,
            role="rail",
            icon=place.icon,
            key=digit,
            on=lambda: self.show_section(key),
        )
        self._buttons[key] = button
        self._group.addButton(button)
        return button

    # -- finding ----------------------------------------------------------------------------------

    def _fitting(self) -> list[str]:
        """The sections whose words contain all that was typed."""
        typed = self.search.value().casefold().split()
        words = {
            key: f"{said(place.title)} {said(place.about)}".casefold() for key, place in self._places.items()
        }
        return [key for key in self._buttons if all(part in words[key] for part in typed)]

    def _narrow(self) -> None:
        fitting = self._fitting()
        for key, button in self._buttons.items():
            button.setVisible(key in fitting)
        for head, keys in self._heads:
            head.setVisible(any(key in fitting for key in keys))

    def _open_first(self) -> None:
        fitting = self._fitting()
        if fitting:
            self.show_section(fitting[0])
            self._buttons[fitting[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    # -- sections ---------------------------------------------------------------------------------

    def current(self) -> str:
        """The key of the section in front."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def show_section(self, key: str) -> Section:
        """Bring a section to the front. Raises KeyError."""
        self._buttons[key].setChecked(True)
        if key not in self._made:
            section = self._make(key)
            self._made[key] = section
            area = scrolled(section, f"settings-{key}-scroll")
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # a small window
            self._stack.addWidget(area)
        self._stack.setCurrentIndex(list(self._made).index(key))
        self._list.ensureWidgetVisible(self._buttons[key], 0, 24)
        return self._made[key]

    def _make(self, key: str) -> Section:
        """Build a section; its module is read only now."""
        module, _, name = self._places[key].maker.partition(":")
        make: Callable[[Session], Section] = getattr(import_module(f"ui.settings.{module}"), name)
        return make(self._session)

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
        if self.search.value():
            self._narrow()
