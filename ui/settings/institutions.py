"""The institutions of the picker and their sub-centres ([G] figure 3), as the library wants them."""

from __future__ import annotations

from ill_desktop.patrons import institutions
from ill_desktop.patrons.institutions import InstitutionLine
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.session import Session
from ui.settings.centres import ALL, CentreList
from ui.settings.institution_sheet import InstitutionSheet
from ui.settings.section import Section, carry_out

TOPICS = ("settings", "patrons")


class InstitutionSection(Section):
    """Sub-centres at the left; the institutions of the one in front at the right."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-institutions", session)
        self.centres = CentreList(session, self.permission)
        self.centres.chosen.connect(self._show)
        self.search = SearchLine(
            "institution-search", lambda: self.tr("Part of the name, or pinyin initials such as zjdx"), self
        )
        self._model = StaticModel[InstitutionLine](self._columns())
        self.table = TableView(
            "institution-lines",
            self._model,
            title=lambda: self.tr("Institutions"),
            empty=Empty(
                "search", lambda: self.tr("No institution here. A adds one."), name="institution-none"
            ),
        )
        self.table.remember(session.memory)
        self.search.searched.connect(self._show)
        self.search.left.connect(self.table.setFocus)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.activated_row.connect(lambda _row: self.edit())
        self._make_buttons()
        right = vbox(
            self.search,
            panel(self.table, margins=0),
            hbox(self.edit_button, self.up, self.down, self.retire_button, None, self.add_button),
            gap=12,
        )
        right.setStretch(1, 1)
        body = hbox(self.centres, right, gap=16)
        body.setStretch(1, 1)
        self.lay_out(
            body,
            about=lambda: self.tr(
                "What readers choose from when they register, in this order. With automatic authentication "
                "a campus card is bound; without it a form is filled in."
            ),
            tall=True,
        )
        self.load()

    def _make_buttons(self) -> None:
        self.add_button = Button("institution-add", lambda: self.tr("Add"), key="A", on=self.add)
        self.edit_button = Button("institution-edit", lambda: self.tr("Edit"), key="E", on=self.edit)
        self.retire_button = Button("institution-retire", self._retire_words, on=self.retire)
        self.up = Button(
            "institution-up",
            icon="chevron-up",
            key="Alt+Up",
            badge=False,
            tip=lambda: self.tr("Move up"),
            on=lambda: self._move(-1),
        )
        self.down = Button(
            "institution-down",
            icon="chevron-down",
            key="Alt+Down",
            badge=False,
            tip=lambda: self.tr("Move down"),
            on=lambda: self._move(1),
        )
        self.for_those_who_may(self.add_button, self.edit_button, self.retire_button, self.up, self.down)

    def _columns(self) -> list[Column[InstitutionLine]]:
        return [
            Column("name", lambda: self.tr("Institution"), lambda row: row.name, width=200, stretch=True),
            Column("initials", lambda: self.tr("Initials"), lambda row: row.initials, width=110),
            Column(
                "readers",
                lambda: self.tr("Readers"),
                lambda row: f"{row.readers:,}",
                width=80,
                align="right",
            ),
            Column("state", lambda: self.tr("Authentication"), self._state, "chip", 130),
        ]

    def _state(self, row: InstitutionLine) -> Tag | None:
        if row.retired:
            return Tag(self.tr("retired"))
        return Tag(self.tr("automatic"), "good") if row.automatic else None

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        self._lines = institutions.lines()
        self.centres.load()
        self._show()

    def _show(self) -> None:
        typed = self.search.value().casefold()
        centre = self.centres.current()
        self._model.set_rows(
            [
                line
                for line in self._lines
                if centre in (ALL, line.centre)
                and (typed in line.name.casefold() or typed in line.initials.casefold())
            ]
        )
        self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        row: InstitutionLine | None = self.table.current()
        self.retire_button.say(self._retire_words())
        for button in (self.edit_button, self.retire_button):
            button.setEnabled(row is not None)
        places = self._places(row)
        at = places.index(row.id) if row is not None and row.id in places else None
        self.up.setEnabled(at is not None and at > 0)
        self.down.setEnabled(at is not None and at < len(places) - 1)

    def _places(self, row: InstitutionLine | None) -> list[int]:
        """Those offered in the same sub-centre, in their order."""
        return [
            each.id
            for each in self._lines
            if row is not None and each.centre == row.centre and not each.retired
        ]

    def _retire_words(self) -> str:
        row: InstitutionLine | None = self.table.current()
        return self.tr("Use again") if row is not None and row.retired else self.tr("Retire")

    # -- what can be done -------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for one more, in the sub-centre in front."""
        InstitutionSheet(
            self.session, self.centres.names(), centre=self.centres.current(), on_done=self._found
        ).open()

    def edit(self) -> None:
        """Ask for other facts of the one in front."""
        row: InstitutionLine | None = self.table.current()
        if row is not None and self.session.actor.may(self.permission):
            InstitutionSheet(self.session, self.centres.names(), row, on_done=self._found).open()

    def _found(self, number: int) -> None:
        """Go to the one just stored, wherever it stands now."""
        if not self.table.pick(number):
            self.search.clear()
            self.centres.show_all()
            self._show()
            self.table.pick(number)

    def retire(self) -> None:
        """Offer the one in front no longer, or again."""
        row: InstitutionLine | None = self.table.current()
        if row is None:
            return
        service, actor = self.session.desk.institutions, self.session.actor
        acts = (lambda: service.retire(actor, row.id), lambda: service.restore(actor, row.id))
        says = self.tr("In use again: %1") if row.retired else self.tr("Retired: %1")
        carry_out(
            self.session, acts[row.retired], acts[not row.retired], says.replace("%1", row.name), TOPICS
        )

    def _move(self, step: int) -> None:
        """One place up or down among those offered in its sub-centre."""
        row: InstitutionLine | None = self.table.current()
        places = self._places(row)
        if row is None or row.id not in places:
            return
        service, actor, at = self.session.desk.institutions, self.session.actor, places.index(row.id)
        if 0 <= at + step < len(places):
            carry_out(
                self.session,
                lambda: service.move(actor, row.id, place=at + step),
                lambda: service.move(actor, row.id, place=at),
                self.tr("Moved: %1").replace("%1", row.name),
                TOPICS,
            )
