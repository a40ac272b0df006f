"""What is often asked, where to collect, when, whom to call: the library's own facts."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ill_desktop.counter import help as facts_of_help
from ill_desktop.counter.help import Place
from ui.kiosk.parts import KioskPage
from ui.kiosk.visit import Visit
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label
from ui.kit.screen import clear, hbox, panel, scrolled, vbox


class HelpPage(KioskPage):
    """Questions and answers at the left, a panel for each branch and one for the phones at the right."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-help", visit)
        self._answers = QWidget()
        self._answers.setObjectName("help-answers")
        self._box = QVBoxLayout()
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._answers.setLayout(self._box)
        codes = [*self.session.desk.library.open_branches, "desk"]
        self._facts = {code: Facts(f"help-{code}", small=False) for code in codes}
        self._names = {code: Label("", "heading", wrap=True) for code in codes}
        asked = panel(
            Label(lambda: self.tr("Often asked"), "heading"), self._answers, None, gap=16, margins=24
        )
        sides = [self._side(code) for code in codes]
        body = hbox(vbox(asked, None), vbox(*sides, None, gap=20), gap=20)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        self.lay_out(lambda: self.tr("Help"), scrolled(body, "help-scroll"))
        self.retranslate()

    def _side(self, code: str) -> QFrame:
        return panel(self._names[code], self._facts[code], gap=12, margins=24)

    def retranslate(self) -> None:
        library, words = self.session.desk.library, self.session.words
        places = facts_of_help.places(library, words)
        shown = dict(zip(library.open_branches, places, strict=True))
        for code, place in {**shown, "desk": facts_of_help.phones(library, words)}.items():
            self._show(code, place)
        clear(self._box)
        for one in facts_of_help.answers(self.session.desk.ground, words):
            self._box.addWidget(Label(one.question, "heading", wrap=True))
            self._box.addWidget(Label(one.answer, "text", wrap=True))
            self._box.addSpacing(12)

    def _show(self, code: str, place: Place) -> None:
        self._names[code].setText(place.name)
        self._facts[code].show_facts([Fact(label, told) for label, told in place.told])
