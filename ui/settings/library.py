"""The library's own facts: names, phones, codes."""

from __future__ import annotations

from collections.abc import Callable

from ui.kit.columns import Column
from ui.kit.form import Ask
from ui.session import Session
from ui.settings.fact_list import FactList, FactRow
from ui.settings.section import FactsPanel, Section

Words = Callable[[], str]


def both(path: str, label: Words, *, required: bool = True, span: int = 1) -> list[Ask]:
    """The same fact in both languages."""
    return [
        Ask(f"{path}.zh_CN", lambda: f"{label()} · 中文", required=required, span=span),
        Ask(f"{path}.en", lambda: f"{label()} · English", required=required, span=span),
    ]


class LibrarySection(Section):
    """What stands on papers, in notices, on the phone page and on the kiosk."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-library", session)
        self.panels: list[FactsPanel | FactList] = [
            FactsPanel("names", session, lambda: self.tr("Names"), self._names()),
            FactsPanel("help-desk", session, lambda: self.tr("Information desk"), self._help_desk()),
            self._hotlines(),
            FactsPanel(
                "limits",
                session,
                lambda: self.tr("Loans, pick-up, delivery, reminders"),
                self._limits(),
                lambda: self.tr("They count for what is lent, or laid ready, from now on."),
                columns=3,
            ),
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
        self.lay_out(
            *self.panels,
            about=lambda: self.tr(
                "What the library says of itself: on papers, in notices, on the phone page and on the kiosk."
            ),
        )

    def load(self) -> None:
        for panel in self.panels:
            panel.load()

    def _names(self) -> list[Ask]:
        return [
            *both("name", lambda: self.tr("Library")),
            *both("service", lambda: self.tr("Service")),
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
            *both("help_desk.days", lambda: self.tr("Days")),
            Ask("help_desk.phone", lambda: self.tr("Phone"), required=True),
            Ask("help_desk.borrowing_phone", lambda: self.tr("Phone · borrowing"), required=True),
            Ask("help_desk.password_phone", lambda: self.tr("Phone · passwords, website"), required=True),
            Ask("help_desk.registration_phone", lambda: self.tr("Phone · registration"), required=True),
        ]

    def _hotlines(self) -> FactList:
        def name(row: FactRow) -> str:
            return str(row.values[f"name.{self.session.language}"])

        def other(row: FactRow) -> str:
            second = "en" if self.session.language == "zh_CN" else "zh_CN"
            return str(row.values[f"name.{second}"])

        return FactList(
            "hotlines",
            self.session,
            lambda: self.tr("Further hotlines"),
            [
                Column(
                    "name", lambda: self.tr("For questions on"), name, width=220, stretch=True, strong=True
                ),
                Column("other", lambda: self.tr("Other language"), other, width=220),
                Column("phone", lambda: self.tr("Phone"), lambda row: row.values["phone"], width=180),
            ],
            lambda: [
                *both("name", lambda: self.tr("For questions on")),
                Ask("phone", lambda: self.tr("Phone"), required=True),
            ],
            note=lambda: self.tr("Besides the four phones of the information desk, as on the kiosk's help."),
            called=name,
            empty=lambda: self.tr("No further hotlines. Add one for e-resources, for instance."),
        )

    def _limits(self) -> list[Ask]:
        return [
            Ask(
                "counter.loan_days",
                lambda: self.tr("Days of a loan"),
                required=True,
                hint=lambda: self.tr("Where the partner gives no date of its own"),
            ),
            Ask(
                "counter.margin_days",
                lambda: self.tr("Days before the partner's date"),
                required=True,
                hint=lambda: self.tr("So much earlier the reader brings it back"),
            ),
            Ask("counter.most_renewals", lambda: self.tr("Renewals at most"), required=True),
            Ask(
                "counter.pickup_days",
                lambda: self.tr("Days something waits at the pick-up"),
                required=True,
                hint=lambda: self.tr("Then it counts as not collected"),
            ),
            Ask(
                "counter.due_soon_days",
                lambda: self.tr("Days before the due date"),
                required=True,
                hint=lambda: self.tr("So early the reader is reminded, and Today shows it"),
            ),
            Ask(
                "counter.deposit_low_fen",
                lambda: self.tr("An advance is low below"),
                "money",
                True,
                hint=lambda: self.tr("Then the reader is told"),
            ),
            Ask(
                "counter.max_attachment_mib",
                lambda: self.tr("Largest attachment, in MiB"),
                required=True,
                hint=lambda: self.tr("Larger files cannot be attached"),
            ),
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
