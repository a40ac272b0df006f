"""The PIN staff leave the kiosk with."""

from __future__ import annotations

from ui.kit.chip import Chip, Tag
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.section import TOPICS, Boxed, Section, note_of_permission


class KioskSection(Section):
    """Whether there is a PIN, a new one, and how the kiosk is started."""

    permission = ""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-kiosk", session)
        self.state = Chip(name="kiosk-pin-state")
        self.form = Form(
            "kiosk-pin-form",
            [
                Ask("pin", lambda: self.tr("New PIN"), "password", True, hint=lambda: self.tr("6–12 digits")),
                Ask("again", lambda: self.tr("PIN again"), "password", True),
            ],
            2,
        )
        self.form.submitted.connect(self.save)
        self.button = Button("kiosk-pin-save", lambda: self.tr("Set the PIN"), role="primary", on=self.save)
        self.lay_out(
            note_of_permission(
                session.actor, "staff.manage", lambda: self.tr("Only an administrator sets the PIN.")
            ),
            Boxed(
                "kiosk-pin",
                lambda: self.tr("Kiosk PIN"),
                hbox(self.state, None),
                self.form,
                hbox(None, self.button),
                note=lambda: self.tr(
                    "Readers cannot close the kiosk; staff leave it with this PIN. "
                    "Without one it does not start."
                ),
            ),
            Boxed(
                "kiosk-start",
                lambda: self.tr("Starting the kiosk"),
                Label("app.py --kiosk", selectable=True),
                note=lambda: self.tr(
                    "On the machine at which readers stand, with the same data folder. "
                    "A minute without a touch signs the reader out."
                ),
            ),
        )
        self.load()

    def load(self) -> None:
        is_set = self.session.desk.staff.kiosk_pin_set()
        self.state.set_tag(
            Tag(self.tr("A PIN is set"), "good") if is_set else Tag(self.tr("No PIN yet"), "caution")
        )

    def save(self) -> None:
        """Store the PIN; hashing it takes a moment, beside the window."""
        if not self.form.validate() or not self.button.isEnabled():
            return
        answers, staff, actor = self.form.values(), self.session.desk.staff, self.session.actor
        if answers["pin"] != answers["again"]:
            self.form.show_errors({"again": self.tr("The two are not the same; please type again")})
            return
        self.button.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: staff.set_kiosk_pin(actor, answers["pin"]),
            lambda _done: self.form.clear(),
            form=self.form,
            says=self.tr("The kiosk PIN is set"),
            touches=TOPICS,
            on_end=lambda: self.button.setEnabled(True),
        )
