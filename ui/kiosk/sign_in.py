"""Number or e-mail, and the password: checked beside the window, slowed down after failures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ill_desktop.errors import Refusal
from ill_desktop.patrons.rules import KIOSK
from ill_desktop.staff.rules import Actor
from ui.kiosk.keyboard import Keyboard, NumberPad
from ui.kiosk.parts import BigButton, KioskPage
from ui.kiosk.visit import Visit
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox

LONGEST_SCAN = 64


class SignInPage(KioskPage):
    """``then`` is the page that follows; ``login`` what a card said already."""

    def __init__(self, visit: Visit, then: str = "home", login: str = "") -> None:
        super().__init__("kiosk-sign-in-page", visit)
        self._then = then or "home"
        self.form = Form(
            "sign-in",
            [
                Ask("login", lambda: self.tr("Student/staff number, account or e-mail"), required=True),
                Ask("password", lambda: self.tr("Password"), "password", required=True),
            ],
            columns=2,
            size="kiosk",
        )
        self.form.submitted.connect(self._submit)
        self.button = BigButton(
            "sign-in-go", lambda: self.tr("Sign in"), role="primary", on=self._submit, icon="check"
        )
        fields = panel(self.form, hbox(self._help(), None, self.button), gap=12, margins=28)
        self.keyboard = Keyboard()
        self.lay_out(lambda: self.tr("Sign in"), None, fields, self.keyboard, None)
        if login:
            self.form.fill({"login": login[:LONGEST_SCAN]})

    def _help(self) -> Label:
        phone = self.session.desk.library.help_desk["password_phone"]
        return Label(lambda: self.tr("Forgotten your password? Call %1").replace("%1", phone), "note")

    def opened(self) -> None:
        name = "password" if self.form.values()["login"] else "login"
        self.form.field(name).setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, text: str) -> bool:
        self.form.fill({"login": text[:LONGEST_SCAN]})
        self.form.field("password").setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _submit(self) -> None:
        login, password = self.form.field("login"), self.form.field("password")
        if login.hasFocus() and login.value() and not password.value():
            password.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not self.form.validate() or not self.button.isEnabled():
            return
        answers = self.form.values()
        visit, patrons = self.visit.number, self.session.desk.patrons

        def ask() -> Actor | Refusal:
            try:
                return patrons.sign_in(answers["login"], answers["password"], KIOSK)
            except Refusal as refusal:
                return refusal

        def answered(answer: Actor | Refusal) -> None:
            if visit == self.visit.number and self.is_open:
                self._take(answer)

        self.button.setEnabled(False)
        self.session.tasks.run(lambda _progress: ask(), answered)

    def _take(self, answer: Actor | Refusal) -> None:
        self.button.setEnabled(True)
        self.form.fill({"password": None})
        if isinstance(answer, Refusal):
            self.form.show_refusal(lambda: self.session.words, answer)
        else:
            self.visit.begin(answer)
            self.visit.go(self._then)


class LeavePage(KioskPage):
    """Staff close the kiosk with their PIN."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-leave", visit)
        self.form = Form(
            "leave", [Ask("pin", lambda: self.tr("Staff PIN"), "password", required=True)], size="kiosk"
        )
        self.form.submitted.connect(self._submit)
        self.button = BigButton(
            "leave-go", lambda: self.tr("Close the kiosk"), role="primary", on=self._submit
        )
        note = Label(lambda: self.tr("For staff only. Readers go back."), "subtitle", wrap=True)
        left = vbox(note, self.form, self.button, None, gap=20)
        inner = QWidget()
        line = hbox(left, NumberPad(), gap=40)
        line.setStretch(0, 1)
        inner.setLayout(line)
        box = panel(inner, margins=32)
        box.setMaximumWidth(820)
        self.lay_out(lambda: self.tr("Leave the kiosk"), None, hbox(None, box, None), None)

    def opened(self) -> None:
        self.form.field("pin").setFocus(Qt.FocusReason.OtherFocusReason)

    def scanned(self, text: str) -> bool:
        return True  # a card is no PIN

    def _submit(self) -> None:
        if not self.form.validate() or not self.button.isEnabled():
            return
        pin, staff = self.form.values()["pin"], self.session.desk.staff

        def ask() -> Refusal | None:
            try:
                staff.leave_kiosk(pin)
            except Refusal as refusal:
                return refusal
            return None

        def answered(refusal: Refusal | None) -> None:
            if not self.is_open:
                return
            self.button.setEnabled(True)
            self.form.fill({"pin": None})
            if refusal is None:
                self.visit.released.emit()
            else:
                self.form.show_refusal(lambda: self.session.words, refusal)

        self.button.setEnabled(False)
        self.session.tasks.run(lambda _progress: ask(), answered)
