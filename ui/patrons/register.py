"""Registering a reader by one of the three roads of [G]: institution, card or form, profile, done."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from ill_desktop.patrons.queries import InstitutionRow
from ill_desktop.patrons.rules import Card, Profile
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen, hbox, page, panel, scrolled, title_bar, vbox
from ui.kit.steps import StepBar
from ui.patrons.institutions import InstitutionPicker
from ui.patrons.questions import Questions
from ui.patrons.register_done import RegisterDone
from ui.patrons.register_side import RegisterSide
from ui.session import Session

INSTITUTION, CARD, PROFILE, DONE = range(4)
FORM_WIDTH = 720


class RegisterScreen(Screen):
    """One step at a time; what was typed stays until the reader is registered or one starts over."""

    def __init__(self, session: Session) -> None:
        super().__init__("register")
        self._session = session
        self._questions = Questions(session, self)
        self._road, self._card = "", Card("", "", "")
        self._department = ""
        self.bar, self._heading = StepBar("register-steps"), Label("", "title", name="register-step")
        self.picker = InstitutionPicker(session)
        self.card_form = Form("card-form", self._questions.card())
        self.form = Form("profile-form", self._questions.profile("off_campus"), columns=2)
        self.done = RegisterDone(session, self.start_over)
        self.side = RegisterSide(session, self.take_road, self.back_to_institution)
        self._pages = QStackedWidget()
        self._fill_pages()
        self.picker.picked.connect(lambda _row: self._show_side())
        self.card_form.submitted.connect(self.bind_card)
        self.form.submitted.connect(self.register)
        self.setLayout(self._lay_out())
        self._go_to(INSTITUTION)

    # -- layout -----------------------------------------------------------------------------------

    def _lay_out(self) -> QLayout:
        work = panel(self.bar, self._heading, self._pages, gap=12, name="register-panel")
        inner = work.layout()
        if inner is not None:
            inner.setStretch(2, 1)  # type: ignore[attr-defined]
        body = hbox(work, self.side, gap=16)
        body.setStretch(0, 1)
        whole = page(title_bar(lambda: self.tr("Register a reader")), body, gap=16)
        whole.setStretch(1, 1)
        return whole

    def _fill_pages(self) -> None:
        bind = Button(
            "register-bind", lambda: self.tr("Find the card"), role="primary", key="Enter", on=self.bind_card
        )
        by_form = Button(
            "register-by-form",
            lambda: self.tr("The card cannot be bound: register off campus"),
            role="link",
            on=lambda: self.take_road("off_campus"),
        )
        self._register = Button(
            "register-go", lambda: self.tr("Register"), role="primary", key="Enter", on=self.register
        )
        card = self._page(self.card_form, by_form, bind, 400, "register-card")
        profile = self._page(self.form, None, self._register, FORM_WIDTH, "register-profile")
        for each in (self.picker, card, profile, self.done):
            self._pages.addWidget(each)

    def _page(self, form: Form, other: Button | None, primary: Button, width: int, name: str) -> QWidget:
        """A form of a readable width, its buttons below it."""
        back = Button(f"{name}-back", lambda: self.tr("Back"), on=self.back)
        form.setMaximumWidth(width)
        buttons = hbox(back, None, primary)
        holder = QWidget()
        holder.setMaximumWidth(width)
        parts = (form, 4, hbox(other, None), 8, buttons) if other else (form, 8, buttons)
        holder.setLayout(vbox(*parts, None, gap=8))
        line = hbox(holder, None)
        line.setStretch(0, 100)  # up to its width before the room at the right grows
        return scrolled(line, name=f"{name}-area")

    # -- steps ------------------------------------------------------------------------------------

    def _go_to(self, step: int) -> None:
        self._pages.setCurrentIndex(step)
        steps = 4 if self._on_campus_road() else 3
        at = {INSTITUTION: 1, CARD: 2, PROFILE: steps - 1, DONE: steps}[step]
        self.bar.show_step(at, steps)
        self._say_step()
        self._show_side()
        if step == INSTITUTION:
            self.picker.table.setFocus()
        elif step in (CARD, PROFILE):
            form = self.card_form if step == CARD else self.form
            form.field(form.names()[0]).setFocus()

    def _on_campus_road(self) -> bool:
        institution = self.picker.current()
        if self._pages.currentIndex() == INSTITUTION:
            return institution is not None and institution.automatic
        return self._road == "campus"

    def _say_step(self) -> None:
        self._heading.setText(
            {
                INSTITUTION: self.tr("Choose the reader's institution"),
                CARD: self.tr("Bind the campus card"),
                PROFILE: self.tr("Complete the reader's profile"),
                DONE: self.tr("Registered"),
            }[self._pages.currentIndex()]
        )

    def _show_side(self) -> None:
        step, institution = self._pages.currentIndex(), self.picker.current()
        self.side.setVisible(step != DONE)
        if step == INSTITUTION:
            steps = 4 if self._on_campus_road() else 3
            self.bar.show_step(1, steps)
            self.side.show_roads(institution)
        elif institution is not None:
            bound = self._card if step == PROFILE and self._road == "campus" else None
            self.side.show_road(institution, self._road, bound)

    def opened(self) -> None:
        if self._pages.currentIndex() == DONE:
            self.start_over()
        elif self._pages.currentIndex() == INSTITUTION:
            self.picker.load()
            self.picker.search.setFocus()

    def retranslate(self) -> None:
        self._say_step()
        self._show_side()
        self.done.retranslate()

    def start_over(self) -> None:
        """Forget everything that was typed, passwords first."""
        self.form.clear()
        self.card_form.clear()
        self._card, self._department = Card("", "", ""), ""
        self._go_to(INSTITUTION)
        self.picker.show_all()
        self.picker.search.setFocus()

    def back(self) -> None:
        """One step back; what was typed stays."""
        from_profile = self._pages.currentIndex() == PROFILE
        self._go_to(CARD if from_profile and self._road == "campus" else INSTITUTION)

    def back_to_institution(self) -> None:
        """ "Back to change the institution", at every step [G]."""
        self._go_to(INSTITUTION)

    def take_road(self, road: str) -> None:
        """Go one of the roads open to the chosen institution."""
        if self.picker.current() is None:
            return
        self._road = road
        if road == "campus":
            self._go_to(CARD)
        else:
            self._ask_profile()

    def _ask_profile(self) -> None:
        self.form.set_questions(self._questions.profile(self._road))
        self.form.clear_errors()
        if not self.form.field("language").value():
            self.form.field("language").set_value(self._session.language)
        if self._road == "campus" and not self.form.field("unit").value():
            self.form.field("unit").set_value(self._department)
        self._go_to(PROFILE)

    # -- what is done -----------------------------------------------------------------------------

    def _institution(self) -> InstitutionRow:
        institution = self.picker.current()
        if institution is None:
            raise LookupError("no institution is chosen")
        return institution

    def bind_card(self) -> None:
        """Look for the card in the campus registry [G] figure 5."""
        if not self.card_form.validate():
            return
        session, institution = self._session, self._institution()
        card = Card(**self.card_form.values())
        bound = session.commands.run(
            lambda: session.desk.patrons.find_card(session.actor, institution.id, card), form=self.card_form
        )
        if bound is not None:
            self._card = Card(bound.number, bound.name, card.last_six)
            self._department = bound.department
            self._ask_profile()

    def register(self) -> None:
        """Store the registration; hashing the password takes a moment, so beside the window."""
        if not self._register.isEnabled() or not self.form.validate():
            return
        session, road, card = self._session, self._road, self._card
        values = self.form.values()
        values["class_"] = values.pop("class", "")
        profile = Profile(institution_id=self._institution().id, **values)
        service, by = session.desk.patrons, session.actor

        def store() -> int:
            if road == "campus":
                return service.register_campus(by, card, profile)
            return service.register_form(by, road, profile)

        self._register.setEnabled(False)
        session.tasks.run(
            lambda progress: store(),
            self._registered,
            self.tr("Registering"),
            form=self.form,
            touches=("patrons", "notices"),
            on_end=lambda: self._register.setEnabled(True),
        )

    def _registered(self, patron_id: int) -> None:
        self.form.clear()
        self.card_form.clear()
        self.done.show_patron(patron_id)
        self._go_to(DONE)
        self.done.set_focus()
