"""The branches: where they are, when they are open, how they are reached."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ill_desktop import hours
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.form import Ask
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.fact_list import FactRow, FactSheet, fact_rows
from ui.settings.library import Words, both
from ui.settings.section import FactsPanel, Section, carry_out

MOST_SHOWN = 6


class BranchSection(Section):
    """All branches above; below, the facts of the one in front."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-branches", session)
        self._model = StaticModel[FactRow](self._columns())
        self.table = TableView("branch-table", self._model, title=lambda: self.tr("Branches"), enter=False)
        self.table.picked.connect(lambda _row: self._choose())
        self.retire = Button("branch-retire", self._retire_words, on=self._retire)
        self.add = Button("branch-add", lambda: self.tr("Add a branch"), key="A", on=self.ask)
        self.for_those_who_may(self.retire, self.add)
        self._holders: dict[str, QWidget] = {}
        self._panels: dict[str, list[FactsPanel]] = {}
        self._place = vbox()
        self.lay_out(
            hbox(self.retire, None, self.add),
            panel(self.table, margins=0),
            self._place,
            about=lambda: self.tr(
                "Readers see these on the waiting page, on the kiosk and in notices. A retired branch is "
                "offered nowhere; what was ordered there keeps its name."
            ),
        )
        self.load()

    def _columns(self) -> list[Column[FactRow]]:
        session = self.session

        def name(row: FactRow) -> tuple[str, str]:
            return row.values[f"name.{session.language}"], row.values[f"room.{session.language}"]

        def week(row: FactRow) -> tuple[str, str]:
            """Two lines of it at most: the rest stands below."""
            between = session.words("hours.between")
            runs = hours.said(session.desk.library.branches[row.id].hours, session.words).split(between)
            return runs[0] or self.tr("not said"), between.join(runs[1:])

        return [
            Column("name", lambda: self.tr("Branch"), name, "two_line", 240, stretch=True),
            Column("code", lambda: self.tr("Code"), lambda row: row.id, width=72),
            Column("hours", lambda: self.tr("Opening hours"), week, "two_line", 310),
            Column("state", lambda: self.tr("State"), self._state, "chip", 120),
        ]

    def _state(self, row: FactRow) -> Tag:
        if row.retired:
            return Tag(self.tr("retired"))
        return (
            Tag(self.tr("this counter"), "accent")
            if row.id == self.session.desk.branch
            else Tag(self.tr("open"), "good")
        )

    def load(self) -> None:
        self._model.set_rows(fact_rows(self.session.desk.library, "branches"))
        self.table.setFixedHeight(HEADER + min(len(self._model.rows), MOST_SHOWN) * ROW + 2)
        if self.table.current() is None:
            self.table.pick(self.session.desk.branch)
        for code in set(self._holders) - {row.id for row in self._model.rows}:
            self._holders.pop(code).deleteLater()  # an added branch was taken back
            self._panels.pop(code)
        for panels in self._panels.values():
            for each in panels:
                each.load()
        self._choose()

    def _choose(self) -> None:
        row: FactRow | None = self.table.current()
        if row is None:
            return
        if row.id not in self._holders:
            self._holders[row.id] = self._make(row.id)
            self._place.addWidget(self._holders[row.id])
        for code, each in self._holders.items():
            each.setVisible(code == row.id)
        self.retire.say(self._retire_words())
        self.retire.setEnabled(row.retired or row.id != self.session.desk.branch)

    # -- what can be done -------------------------------------------------------------------------

    def _retire_words(self) -> str:
        row: FactRow | None = self.table.current()
        return self.tr("Use again") if row is not None and row.retired else self.tr("Retire")

    def _retire(self) -> None:
        row: FactRow | None = self.table.current()
        if row is None:
            return
        facts, actor, name = self.session.desk.facts, self.session.actor, self._name(row.id)()

        says = self.tr("In use again: %1") if row.retired else self.tr("Retired: %1")
        carry_out(
            self.session,
            lambda: facts.retire(actor, "branches", row.id, not row.retired),
            lambda: facts.retire(actor, "branches", row.id, row.retired),
            says.replace("%1", name),
        )

    def ask(self) -> None:
        """Ask for a new branch; its hours are entered afterwards."""
        code = Ask(
            "code",
            lambda: self.tr("Code"),
            required=True,
            placeholder="HJC",
            hint=lambda: self.tr("Capital letters and digits; it stays."),
        )
        phone, pickup = self._phones("")
        FactSheet(
            self.session,
            "branches",
            lambda: self.tr("New branch"),
            [code, phone, *self._places(""), pickup],
            on_done=self.table.pick,
            width=720,
        ).open()

    # -- the facts of one -------------------------------------------------------------------------

    def _make(self, code: str) -> QWidget:
        head = f"branches.{code}."
        session = self.session
        self._panels[code] = [
            FactsPanel(
                f"branch-{code}", session, self._name(code), [*self._places(head), *self._phones(head)]
            ),
            FactsPanel(
                f"hours-{code}",
                session,
                lambda: self.tr("Opening hours"),
                self._week(head),
                lambda: self.tr(
                    "Times such as 8:30–11:30, 13:00–17:00; an empty day is closed. Without any times "
                    "nothing is said of hours."
                ),
                columns=4,
                beside=[self._copier(code, head)],
            ),
        ]
        holder = QWidget()
        holder.setLayout(vbox(*self._panels[code], gap=16))
        return holder

    def _name(self, code: str) -> Words:
        return lambda: self.session.desk.library.branches[code].name[self.session.language]

    def _places(self, head: str) -> list[Ask]:
        return [
            *both(f"{head}name", lambda: self.tr("Name")),
            *both(f"{head}short", lambda: self.tr("Short name")),
            *both(f"{head}room", lambda: self.tr("Room")),
            *both(f"{head}pickup", lambda: self.tr("Pick-up place")),
        ]

    def _phones(self, head: str) -> list[Ask]:
        return [
            Ask(f"{head}phone", lambda: self.tr("Phone"), required=True),
            Ask(f"{head}pickup_phone", lambda: self.tr("Phone at the pick-up"), required=True),
        ]

    def _week(self, head: str) -> list[Ask]:
        def day(key: str) -> Ask:
            return Ask(f"{head}hours.{key}", lambda: self.session.words(f"hours.day.{key}"))

        return [
            *map(day, hours.DAYS),
            *(
                replace(ask, new_row=at == 0)
                for at, ask in enumerate(
                    both(f"{head}hours_note", lambda: self.tr("Remark"), required=False, span=2)
                )
            ),
        ]

    def _copier(self, code: str, head: str) -> Button:
        def copy() -> None:
            form = self._panels[code][1].form
            times = form.values()[f"{head}hours.mon"]
            for day in hours.DAYS[1:5]:
                form.fill({f"{head}hours.{day}": times})
                form.edited.emit(f"{head}hours.{day}")

        button = Button(
            f"hours-{code}-copy", lambda: self.tr("Monday's hours until Friday"), role="link", on=copy
        )
        button.flush = True
        self.for_those_who_may(button)
        return button
