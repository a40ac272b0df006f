"""The library's own facts: names, phones, codes; and each of its branches."""

from __future__ import annotations

from collections.abc import Callable

from ill_desktop import settings
from ui.kit.facts import Fact, Facts
from ui.kit.form import Ask
from ui.kit.tabs import Pills
from ui.session import Session
from ui.settings.section import Boxed, FactsPanel, Section

Words = Callable[[], str]


def _both(path: str, label: Words) -> list[Ask]:
    """The same fact in both languages."""
    return [
        Ask(f"{path}.zh_CN", lambda: f"{label()} · 中文", required=True),
        Ask(f"{path}.en", lambda: f"{label()} · English", required=True),
    ]


class LibrarySection(Section):
    """What stands on papers, in notices and on the kiosk."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-library", session)
        self.panels = [
            FactsPanel("names", session, lambda: self.tr("Names"), self._names()),
            FactsPanel("help-desk", session, lambda: self.tr("Information desk"), self._help_desk()),
            FactsPanel(
                "transfer",
                session,
                lambda: self.tr("Internal transfer slip"),
                self._transfer(),
                lambda: self.tr("As the finance office wants it on the slip."),
            ),
            FactsPanel(
                "bank",
                session,
                lambda: self.tr("Bank account"),
                self._bank(),
                lambda: self.tr("For readers from outside who pay by bank transfer."),
            ),
        ]
        self.lay_out(*self.panels)

    def load(self) -> None:
        for panel in self.panels:
            panel.load()

    def _names(self) -> list[Ask]:
        return [
            *_both("name", lambda: self.tr("Library")),
            *_both("service", lambda: self.tr("Service")),
            Ask("mail", lambda: self.tr("E-mail for questions and slips"), required=True),
            Ask(
                "sender",
                lambda: self.tr("Sender of notices"),
                required=True,
                hint=lambda: self.tr("Readers are asked to put it on their white list."),
            ),
        ]

    def _help_desk(self) -> list[Ask]:
        return [
            Ask("help_desk.opens", lambda: self.tr("Opens at"), required=True),
            Ask("help_desk.closes", lambda: self.tr("Closes at"), required=True),
            *_both("help_desk.days", lambda: self.tr("Days")),
            Ask("help_desk.phone", lambda: self.tr("Phone"), required=True),
            Ask("help_desk.borrowing_phone", lambda: self.tr("Phone · borrowing"), required=True),
            Ask("help_desk.password_phone", lambda: self.tr("Phone · passwords, website"), required=True),
            Ask("help_desk.registration_phone", lambda: self.tr("Phone · registration"), required=True),
        ]

    def _transfer(self) -> list[Ask]:
        return [
            Ask("transfer.title", lambda: self.tr("Title of the slip"), required=True),
            Ask("transfer.payee", lambda: self.tr("Payee"), required=True),
            Ask("transfer.department_code", lambda: self.tr("Department code"), required=True),
            Ask("transfer.project_code", lambda: self.tr("Project code"), required=True),
            Ask("transfer.description", lambda: self.tr("Description"), required=True),
        ]

    def _bank(self) -> list[Ask]:
        return [
            Ask("bank.account_name", lambda: self.tr("Account name"), required=True),
            Ask("bank.campus", lambda: self.tr("Campus"), required=True),
            Ask("bank.bank", lambda: self.tr("Bank"), required=True),
            Ask("bank.account_number", lambda: self.tr("Account number"), required=True),
            Ask("bank.purpose", lambda: self.tr("Purpose to be stated"), required=True, span=2),
        ]


class BranchSection(Section):
    """Where this counter stands, and the facts of each branch."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-branch", session)
        self._here = Facts("branch-here", small=False)
        branches = session.desk.library.branches
        self.pills = Pills("branch", [(code, self._name(code)) for code in branches])
        self.pills.choose(session.desk.branch)
        self.pills.chosen.connect(self._choose)
        self.panels = {
            code: FactsPanel(f"branch-{code}", session, self._name(code), self._facts(code))
            for code in branches
        }
        self.lay_out(
            Boxed(
                "branch-counter",
                lambda: self.tr("This counter"),
                self._here,
                note=lambda: self.tr("Fixed since the first run: all numbers issued here begin with it."),
            ),
            self.pills,
            *self.panels.values(),
        )
        self._choose(session.desk.branch)

    def _name(self, code: str) -> Words:
        return lambda: self.session.desk.library.branches[code].name[self.session.language]

    def _choose(self, code: str) -> None:
        for each, panel in self.panels.items():
            panel.setVisible(each == code)

    def load(self) -> None:
        self._here.show_facts(
            [
                Fact(self.tr("Branch"), self._name(self.session.desk.branch)),
                Fact(self.tr("Device code"), str(settings.read("device", ""))),
            ]
        )
        for panel in self.panels.values():
            panel.load()

    def _facts(self, code: str) -> list[Ask]:
        at = f"branches.{code}"
        return [
            *_both(f"{at}.name", lambda: self.tr("Name")),
            *_both(f"{at}.short", lambda: self.tr("Short name")),
            *_both(f"{at}.room", lambda: self.tr("Room")),
            *_both(f"{at}.pickup", lambda: self.tr("Pick-up place")),
            Ask(f"{at}.phone", lambda: self.tr("Phone"), required=True),
            Ask(f"{at}.pickup_phone", lambda: self.tr("Phone at the pick-up"), required=True),
        ]
