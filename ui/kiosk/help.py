"""Where to collect, when, whom to call: the library's own facts."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout

from ill_desktop import hours
from ill_desktop.library import Branch
from ui.kiosk.parts import KioskPage
from ui.kiosk.visit import Visit
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label
from ui.kit.screen import panel, scrolled


class HelpPage(KioskPage):
    """A panel for each branch, one for the help desk, one for questions often asked."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-help", visit)
        self._branches = {
            code: Facts(f"help-{code}", small=False) for code in self.session.desk.library.open_branches
        }
        self._desk, self._answers = (
            Facts("help-desk", small=False),
            Facts("help-answers", small=False, ruled=True),
        )
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(20)
        for number, (code, facts) in enumerate(self._branches.items()):
            grid.addWidget(panel(self._name(code), facts, None, gap=12, margins=24), number // 2, number % 2)
        below = (len(self._branches) + 1) // 2
        desk = panel(
            Label(lambda: self.tr("Information desk"), "heading"), self._desk, None, gap=12, margins=24
        )
        answers = panel(
            Label(lambda: self.tr("Often asked"), "heading"), self._answers, None, gap=12, margins=24
        )
        grid.addWidget(desk, below, 0)
        grid.addWidget(answers, below, 1)
        grid.setRowStretch(below + 1, 1)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        self.lay_out(lambda: self.tr("Help"), scrolled(grid, "help-scroll"))
        self.retranslate()

    def _name(self, code: str) -> Label:
        branch = self.session.desk.library.branches[code]
        return Label(lambda: branch.name[self.session.language], "heading", wrap=True)

    def retranslate(self) -> None:
        library, language = self.session.desk.library, self.session.language
        for code, facts in self._branches.items():
            facts.show_facts(self._of_branch(library.branches[code]))
        desk = library.help_desk
        open_at = f"{desk['days'][language]} {desk['opens']}–{desk['closes']}"
        self._desk.show_facts(
            [
                Fact(self.tr("Hours"), open_at),
                Fact(self.tr("Information"), desk["phone"]),
                Fact(self.tr("Borrowing"), desk["borrowing_phone"]),
                Fact(self.tr("Password"), desk["password_phone"]),
                Fact(self.tr("Registration"), desk["registration_phone"]),
                *(Fact(line.name[language], line.phone) for line in library.hotlines),
                Fact(self.tr("E-mail"), library.mail),
            ]
        )
        sender = str(library.facts["sender"])
        self._answers.show_facts(
            [
                Fact(
                    self.tr("Nothing in the mailbox?"),
                    self.tr("Look into the junk folder, and put %1 on the white list.").replace("%1", sender),
                ),
                Fact(
                    self.tr("Many requests?"),
                    self.tr("Pay some money in advance at the counter; it is used as needed."),
                ),
                Fact(self.tr("No account yet?"), self.tr("Ask at the counter to be registered.")),
            ]
        )

    def _of_branch(self, branch: Branch) -> list[Fact]:
        language = self.session.language
        told = [
            Fact(self.tr("Counter"), branch.room[language]),
            Fact(self.tr("Phone"), branch.phone),
            Fact(self.tr("Pick-up place"), branch.pickup[language]),
            Fact(self.tr("Pick-up phone"), branch.pickup_phone),
            Fact(self.tr("Hours"), hours.said(branch.hours, self.session.words)),
            Fact(self.tr("Please note"), branch.hours_note.get(language, "")),
        ]
        return [fact for fact in told if fact.value]
