"""On what the papers come out: one line under the payment, and a sheet with a printer per kind of paper."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QWidget

from ill_desktop.counter.papers import Size
from ui.cashier import printing
from ui.kit.dialogs import Sheet
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.screen import hbox
from ui.kit.text import write
from ui.printers import KINDS, PREVIEW, ROLLS, TILL, Kind
from ui.session import Session


class PaperSize(QWidget):
    """On which paper receipts come out; one click changes it, and it is remembered."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-paper")
        self._session = session
        self.button = Button(
            "cashier-paper-size", self._now, role="filter", icon="chevron-down", on=self._open
        )
        self.setLayout(hbox(Label(lambda: self.tr("Receipts print on"), "note"), None, self.button))

    def _words(self, paper: Size) -> str:
        return self.tr("A5 sheet") if paper == "a5" else self.tr("%1 mm roll").replace("%1", paper[:2])

    def _now(self) -> str:
        words = self._words(printing.size(self._session))
        printer = self._session.printers.chosen("receipt")
        if not printer:
            return words
        called = self.tr("Receipt printer") if printer == TILL else printer
        return " · ".join((words, called if len(called) < 24 else called[:23] + "…"))

    def say_again(self) -> None:
        """Another printer or till was chosen."""
        self.button.say(self._now())

    def _open(self) -> None:
        menu = Menu(self, "cashier-paper-menu")
        for each in printing.SIZES:
            menu.entry(f"cashier-paper-{each}", self._words(each), self._chooser(each))
        menu.addSeparator()
        menu.entry("cashier-paper-printers", self.tr("Choose the printers …"), self._choose_printers)
        menu.open_under(self.button, right=True)

    def _chooser(self, chosen: Size) -> Callable[[], object]:
        def choose() -> None:
            printing.choose_size(self._session, "receipt", chosen)
            self.say_again()

        return choose

    def _choose_printers(self) -> None:
        PrintersSheet(self.window(), self._session, self.say_again).open()


class PrintersSheet(Sheet):
    """A line per kind of paper: the printer it goes to, and the size where there are several."""

    def __init__(self, parent: QWidget | None, session: Session, on_done: Callable[[], object]) -> None:
        body = QWidget()
        super().__init__(
            parent,
            "printers",
            lambda: self.tr("Printers"),
            lambda: self.tr("Keep"),
            note=lambda: self.tr(
                "With a printer chosen a paper comes out at once, without a question. This is remembered "
                "for you, on every machine you sign in at."
            ),
            body=body,
            on_primary=self._keep,
            width=640,
        )
        self._session, self._on_done = session, on_done
        self._names = session.printers.names()
        self._printers = {kind: Choice(f"printer-{kind}", self._offer(kind)) for kind in KINDS}
        self._sizes = {kind: Choice(f"printer-size-{kind}", self._offer_sizes) for kind in ROLLS}
        body.setLayout(self._grid())
        self._fill()

    def _kind(self, kind: Kind) -> Callable[[], str]:
        names: dict[Kind, Callable[[], str]] = {
            "receipt": lambda: self.tr("Receipts, vouchers, refunds"),
            "report": lambda: self.tr("Shift reports, hand-over slips"),
            "slip": lambda: self.tr("Internal transfer slips (A4)"),
            "letter": lambda: self.tr("Letters to readers (A4)"),
            "label": lambda: self.tr("Pick-up and activation slips"),
            "page": lambda: self.tr("Other pages, lists (A4)"),
        }
        return names[kind]

    def _offer(self, kind: Kind) -> Callable[[], list[tuple[str, str]]]:
        """A printer that was chosen and is gone stays on the list, or nobody would see why it fails."""

        def options() -> list[tuple[str, str]]:
            chosen = self._session.printers.chosen(kind)
            named = {*self._names, *({chosen} - {"", TILL})}
            own = self._session.printers.device() is not None and kind in ROLLS
            first = [(PREVIEW, self.tr("None: look at it first"))]
            till = [(TILL, self.tr("Receipt printer of the till"))] if own else []
            return [*first, *till, *((name, name) for name in sorted(named))]

        return options

    def _offer_sizes(self) -> list[tuple[Size, str]]:
        return [
            ("80mm", self.tr("80 mm roll")),
            ("58mm", self.tr("58 mm roll")),
            ("a5", self.tr("A5 sheet")),
        ]

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for at, (kind, field) in enumerate(self._printers.items()):
            name = self._kind(kind)
            write(field, field.setAccessibleName, name)
            grid.addWidget(Label(name), at, 0)
            grid.addWidget(field, at, 1)
            if kind in self._sizes:
                write(self._sizes[kind], self._sizes[kind].setAccessibleName, lambda: self.tr("Size"))
                self._sizes[kind].setMinimumContentsLength(8)
                grid.addWidget(self._sizes[kind], at, 2)
        return grid

    def _fill(self) -> None:
        for kind, field in self._printers.items():
            field.set_value(self._session.printers.chosen(kind) or PREVIEW)
        for kind, sizes in self._sizes.items():
            sizes.set_value(printing.size(self._session, kind))
        self._printers["receipt"].setFocus()

    def _keep(self) -> bool:
        for kind, field in self._printers.items():
            self._session.printers.choose(kind, field.value())
        for kind, sizes in self._sizes.items():
            if self._session.printers.chosen(kind) != TILL:
                printing.choose_size(self._session, kind, sizes.value())
        self._on_done()
        return True
