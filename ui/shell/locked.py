"""A locked window: what lies under it is hidden until the same person comes back, or another signs in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QCloseEvent

from ill_desktop.desk import Desk
from ill_desktop.staff.rules import Actor
from ui.kit.commands import Commands
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel
from ui.kit.tasks import Tasks
from ui.shell.entrance import Entrance


class Locked(Entrance):
    """Asks for the password of whoever was at work; what was begun is still there afterwards."""

    def __init__(
        self,
        desk: Desk,
        commands: Commands,
        tasks: Tasks,
        actor: Actor,
        *,
        unlocked: Callable[[], object],
        other: Callable[[], object],
        closed: Callable[[], object],
    ) -> None:
        super().__init__("locked", commands, tasks)
        self.closed_by_hand = True
        self._desk, self._actor, self._unlocked, self._closed = desk, actor, unlocked, closed
        self.setWindowTitle(desk.library.name[desk.language])
        self.form = Form(
            "locked-form",
            (Ask("password", lambda: self.tr("Password"), "password", required=True),),
            size="big",
        )
        self.button = Button(
            "locked-go", lambda: self.tr("Unlock"), role="primary", key="Enter", big=True, on=self.go
        )
        self.form.submitted.connect(self.go)
        another = Button("locked-other", lambda: self.tr("Somebody else"), role="link", on=other)
        self.put(
            panel(
                Label(lambda: self.tr("Locked"), "title"),
                Label(lambda: self.tr("%1 is at work here").replace("%1", actor.name), "subtitle", wrap=True),
                8,
                self.form,
                4,
                self.button,
                hbox(None, another, None),
                gap=12,
                margins=32,
                name="locked-panel",
            ),
            420,
        )
        self.form.field("password").setFocus()

    def go(self) -> None:
        """Try what was typed, once at a time; wrong tries are counted as at sign-in."""
        if not self.button.isEnabled() or not self.form.validate():
            return
        self.button.setEnabled(False)
        password = self.form.values()["password"]
        self._tasks.run(
            lambda _progress: self._desk.staff.unlock(self._actor, password),
            lambda _done: self._unlocked(),
            form=self.form,
            on_end=self._ready,
        )

    def _ready(self) -> None:
        self.button.setEnabled(True)
        self.form.field("password").selectAll()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by hand, the program ends, as it does at the sign-in."""
        super().closeEvent(event)
        if self.closed_by_hand:
            self._closed()
