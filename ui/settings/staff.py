"""Who works here, in which role; people are switched off, never deleted: their name stands in the history."""

from __future__ import annotations

from ill_desktop.staff import queries, rules
from ill_desktop.staff.queries import StaffRow
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel
from ui.kit.table import TableView
from ui.kit.text import write
from ui.session import Session
from ui.settings.section import Section, carry_out, note_of_permission
from ui.settings.staff_sheets import NewStaff, PasswordSheet, RoleSheet

TOPICS = ("staff",)


class StaffSection(Section):
    """The list, and what can be done about one person."""

    permission = ""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-staff", session)
        self.model = StaticModel(self._columns())
        self.table = TableView("staff-table", self.model, title=lambda: self.tr("Staff"), enter=False)
        self.table.setMinimumHeight(320)
        self.table.picked.connect(lambda _row: self._offer())
        add = Button("staff-add", lambda: self.tr("Add"), role="primary", key="A", on=self.add)
        self.password = Button(
            "staff-password", lambda: self.tr("New password"), key="W", on=lambda: self._sheet(PasswordSheet)
        )
        self.role = Button(
            "staff-role", lambda: self.tr("Change role"), key="R", on=lambda: self._sheet(RoleSheet)
        )
        self.active = Button("staff-active", self._active_words, key="O", on=self._switch)
        self.idle = Choice("staff-idle", self._times)
        self.idle.setFixedWidth(200)
        write(self, self.idle.setAccessibleName, lambda: self.tr("Lock the window"))
        self.idle.setEnabled(session.actor.may("staff.manage"))
        self.idle.edited.connect(self._set_idle)
        self.lay_out(
            note_of_permission(
                session.actor,
                "staff.manage",
                lambda: self.tr("Only an administrator changes this; your own password you change yourself."),
            ),
            hbox(self.password, self.role, self.active, None, add),
            hbox(
                Label(lambda: self.tr("Lock the window when nobody has touched it"), "note"), self.idle, None
            ),
            panel(self.table, margins=0),
            tall=True,
        )
        self.load()

    def _columns(self) -> list[Column[StaffRow]]:
        words = self.session
        return [
            Column(
                "name", lambda: self.tr("Name"), lambda row: row.name, width=160, stretch=True, strong=True
            ),
            Column("login", lambda: self.tr("Login"), lambda row: row.login, width=160),
            Column("role", lambda: self.tr("Role"), lambda row: words.words(f"role.{row.role}"), width=140),
            Column(
                "state",
                lambda: self.tr("State"),
                lambda row: (
                    Tag(self.tr("may sign in"), "good") if row.active else Tag(self.tr("switched off"))
                ),
                "chip",
                130,
            ),
            Column(
                "since",
                lambda: self.tr("Since"),
                lambda row: words.local(row.created_at).date(),  # type: ignore[union-attr]
                "date",
                120,
            ),
        ]

    def _times(self) -> list[tuple[str, str]]:
        after = self.tr("after %1 minutes")
        return [
            (str(minutes), after.replace("%1", str(minutes)) if minutes else self.tr("never"))
            for minutes in (*rules.IDLE_MINUTES[1:], 0)
        ]

    def _set_idle(self) -> None:
        staff, actor = self.session.desk.staff, self.session.actor
        before, wanted = queries.idle_minutes(), int(self.idle.value())
        if wanted != before:
            carry_out(
                self.session,
                lambda: staff.set_idle_minutes(actor, wanted),
                lambda: staff.set_idle_minutes(actor, before),
                self.tr("Saved"),
                TOPICS,
            )

    def load(self) -> None:
        self.idle.reload()
        self.idle.set_value(str(queries.idle_minutes()))
        self.model.set_rows(queries.everybody())
        self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        row: StaffRow | None = self.table.current()
        for button in (self.password, self.role, self.active):
            button.setEnabled(row is not None)
        self.active.say(self._active_words())

    def _active_words(self) -> str:
        row: StaffRow | None = self.table.current()
        return self.tr("Let in again") if row is not None and not row.active else self.tr("Switch off")

    def add(self) -> None:
        """Ask for a new colleague."""
        NewStaff(self.session).open()

    def _sheet(self, kind: type[PasswordSheet] | type[RoleSheet]) -> None:
        row: StaffRow | None = self.table.current()
        if row is not None:
            kind(self.session, row).open()

    def _switch(self) -> None:
        row: StaffRow | None = self.table.current()
        if row is None:
            return
        staff, actor, wanted = self.session.desk.staff, self.session.actor, not row.active
        number, name = row.id, row.name

        def put(active: bool) -> bool:
            staff.set_active(actor, number, active)
            return True

        done = self.tr("%1 may sign in again") if wanted else self.tr("%1 can no longer sign in")
        self.session.commands.run(
            lambda: put(wanted),
            touches=TOPICS,
            says=done.replace("%1", name),
            undo=lambda _done: put(not wanted),
        )
