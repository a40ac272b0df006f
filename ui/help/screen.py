"""Help at the counter: what readers ask, in either language, with places and phones; changed and printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ill_desktop.counter import help as facts_of_help
from ill_desktop.counter.help import Answer, Place
from ui.help.questions import QuestionSheet, remove
from ui.kit.empty import Empty
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen, clear, hbox, page, panel, scrolled, title_bar, vbox
from ui.kit.tabs import Pills
from ui.session import Session
from ui.settings.general import LANGUAGES

SIDE = 400


class HelpScreen(Screen):
    """One reads out from here, turns the screen to a guest in the other language, or prints the leaflet."""

    def __init__(self, session: Session) -> None:
        super().__init__("help")
        self._session = session
        self.language = Pills("help-language", LANGUAGES)
        self.language.keep_to_one_line()
        self.language.choose(session.language)
        self.language.chosen.connect(lambda _language: self._load())
        self.print = Button(
            "help-print", lambda: self.tr("Print a leaflet"), icon="print", key="Ctrl+P", on=self._print
        )
        self.add = Button("help-add", lambda: self.tr("New question…"), icon="plus", key="A", on=self._add)
        self._may = session.actor.may("library.configure")
        if not self._may:
            self.add.hide()
        if not session.actor.may("paper.print"):
            self.print.hide()
        self._answers, self._places = QVBoxLayout(), QVBoxLayout()
        for box in (self._answers, self._places):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(8)
        left = panel(scrolled(self._holder(self._answers), "help-answers-area"), margins=20)
        right = panel(scrolled(self._holder(self._places), "help-places-area"), margins=20)
        right.setFixedWidth(SIDE)
        body = hbox(left, right, gap=16)
        body.setStretch(0, 1)
        whole = page(
            title_bar(lambda: self.tr("Help"), self.language, actions=(self.add, self.print)), body, gap=16
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _holder(self, box: QVBoxLayout) -> QWidget:
        holder = QWidget()
        holder.setLayout(vbox(box, None, margins=(0, 0, 12, 0)))
        return holder

    # -- what is shown ----------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self.language.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if "settings" in topics:
            self._load()

    def retranslate(self) -> None:
        self.language.choose(self._session.language)
        self._load()

    def _load(self) -> None:
        desk = self._session.desk
        words = desk.words(self.language.current())
        clear(self._answers)
        answers = facts_of_help.answers(desk.ground, words)
        for one in answers:
            self._show_answer(one)
        if not answers:
            self._answers.addWidget(
                Empty("help", lambda: self.tr("No question yet. Add what is often asked."))
            )
        clear(self._places)
        for place in (*facts_of_help.places(desk.library, words), facts_of_help.phones(desk.library, words)):
            self._show_place(place)

    def _show_answer(self, one: Answer) -> None:
        question = Label(one.question, "heading", wrap=True, selectable=True, name=f"question-{one.code}")
        line = hbox(question, gap=8)
        line.setStretch(0, 1)
        if self._may:
            line.addWidget(
                Button(
                    f"edit-{one.code}", lambda: self.tr("Edit"), role="link", on=partial(self._edit, one.code)
                )
            )
            line.addWidget(
                Button(
                    f"remove-{one.code}",
                    lambda: self.tr("Remove"),
                    role="link",
                    on=partial(remove, self._session, one.code, self.tr("Removed: %1")),
                )
            )
        self._answers.addLayout(line)
        self._answers.addWidget(
            Label(one.answer, "text", wrap=True, selectable=True, name=f"answer-{one.code}")
        )
        self._answers.addSpacing(12)

    def _show_place(self, place: Place) -> None:
        facts = Facts("help-place")
        facts.show_facts([Fact(label, told) for label, told in place.told])
        self._places.addWidget(Label(place.name, "heading", wrap=True))
        self._places.addWidget(facts)
        self._places.addSpacing(16)

    # -- what can be done -------------------------------------------------------------------------

    def _add(self) -> None:
        QuestionSheet(self._session, None).open()

    def _edit(self, code: str) -> None:
        QuestionSheet(self._session, code).open()

    def _print(self) -> None:
        desk, language = self._session.desk, self.language.current()
        self._session.show_paper(
            lambda: self.tr("Leaflet"),
            lambda: desk.help.leaflet(self._session.actor, language),
            f"help-{language}.pdf",
            self.window(),
        )
