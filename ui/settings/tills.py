"""Where this counter stands, and the drawers money is kept in."""

from __future__ import annotations

from ill_desktop import settings
from ill_desktop.cashier import tills
from ill_desktop.cashier.tills import TillRow
from ill_desktop.counter import drawers
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.screen import hbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.name_sheet import NameSheet
from ui.settings.section import Boxed, Section, carry_out

TOPICS = ("settings", "cashier")


class TillSection(Section):
    """Tills are retired when nothing lies in them; their papers keep their names."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-tills", session)
        self._here = Facts("branch-here", small=False)
        self._model = StaticModel[TillRow](self._columns())
        self.table = TableView("till-table", self._model, title=lambda: self.tr("Tills"))
        self.table.picked.connect(lambda _row: self._offer())
        self.table.activated_row.connect(lambda _row: self.rename())
        self.add_button = Button("till-add", lambda: self.tr("Add a till"), key="A", on=self.add)
        self.rename_button = Button("till-rename", lambda: self.tr("Rename"), key="R", on=self.rename)
        self.retire_button = Button("till-retire", self._retire_words, on=self.retire)
        self.printer_button = Button(
            "till-printer-button", lambda: self.tr("Receipt printer"), key="P", on=self.set_printer
        )
        self.for_those_who_may(self.add_button, self.rename_button, self.retire_button, self.printer_button)
        self.lay_out(
            Boxed(
                "branch-counter",
                lambda: self.tr("This counter"),
                self._here,
                note=lambda: self.tr("Fixed since the first run: all numbers issued here begin with it."),
            ),
            Boxed(
                "tills",
                lambda: self.tr("Tills"),
                self.table,
                hbox(self.rename_button, self.retire_button, self.printer_button, None, self.add_button),
                note=lambda: self.tr(
                    "A till is a drawer with its own shift and its own count. With more than one, the "
                    "cashier chooses which to work at."
                ),
            ),
            about=lambda: self.tr("Where this counter stands, and where its money lies."),
        )
        self.load()

    def _columns(self) -> list[Column[TillRow]]:
        return [
            Column("name", lambda: self.tr("Till"), lambda row: row.name, stretch=True, strong=True),
            Column("shift", lambda: self.tr("Shift"), self._shift, width=176),
            Column("printer", lambda: self.tr("Receipt printer"), self._printer, width=160),
            Column("cash", lambda: self.tr("Cash by the books"), self._cash, "money", 140),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row: Tag(self.tr("retired")) if row.retired else Tag(self.tr("in use"), "good"),
                "chip",
                100,
            ),
        ]

    def _cash(self, row: TillRow) -> int | None:
        """Who counts the drawer at the end of a shift must not know what should be in it."""
        may_see = row.open_since is None or self.session.actor.may(self.permission)
        return row.cash_fen if may_see else None

    @staticmethod
    def _printer(row: TillRow) -> str | None:
        device = drawers.of(row.id)
        return None if device is None else device.address

    def _shift(self, row: TillRow) -> str:
        since = self.session.local(row.open_since)
        return (
            self.tr("no shift")
            if since is None
            else self.tr("since %1").replace("%1", f"{since:%m-%d %H:%M}")
        )

    def load(self) -> None:
        desk = self.session.desk
        branch = desk.library.branches[desk.branch]
        self._here.show_facts(
            [
                Fact(self.tr("Branch"), branch.name[self.session.language]),
                Fact(self.tr("Device code"), str(settings.read("device", ""))),
            ]
        )
        self._model.set_rows(tills.rows())
        self.table.setFixedHeight(HEADER + min(len(self._model.rows), 8) * ROW + 2)
        self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        self.retire_button.say(self._retire_words())

    def _retire_words(self) -> str:
        row: TillRow | None = self.table.current()
        return self.tr("Use again") if row is not None and row.retired else self.tr("Retire")

    # -- what can be done -------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for one more."""
        service, actor = self.session.desk.tills, self.session.actor
        NameSheet(
            self.session,
            "till-sheet",
            lambda: self.tr("New till"),
            lambda: self.tr("Add"),
            act=lambda name: service.add(actor, name),
            says=self.tr("Till added: %1"),
            touches=TOPICS,
            undo=lambda number: service.remove(actor, number),
            on_done=self.table.pick,
        ).open()

    def rename(self) -> None:
        """Ask for another name."""
        row: TillRow | None = self.table.current()
        service, actor = self.session.desk.tills, self.session.actor
        if row is None or not actor.may(self.permission):
            return
        NameSheet(
            self.session,
            "till-sheet",
            lambda: self.tr("Rename till %1").replace("%1", row.name),
            lambda: self.tr("Rename"),
            name_now=row.name,
            act=lambda name: service.rename(actor, row.id, name),
            says=self.tr("It is called %1 now"),
            touches=TOPICS,
            undo=lambda _done: service.rename(actor, row.id, row.name),
        ).open()

    def set_printer(self) -> None:
        """Say where the receipt printer of the till in front stands."""
        row: TillRow | None = self.table.current()
        if row is not None and self.session.actor.may(self.permission):
            from ui.settings.till_printer import TillPrinterSheet

            TillPrinterSheet(self.session.window, self.session, row).open()

    def retire(self) -> None:
        """Offer the till in front no longer, or again."""
        row: TillRow | None = self.table.current()
        if row is None:
            return
        service, actor = self.session.desk.tills, self.session.actor

        says = self.tr("In use again: %1") if row.retired else self.tr("Retired: %1")
        carry_out(
            self.session,
            lambda: service.retire(actor, row.id, not row.retired),
            lambda: service.retire(actor, row.id, row.retired),
            says.replace("%1", row.name),
            TOPICS,
        )
