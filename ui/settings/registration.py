"""What readers must give, how they sign in, and when and how long they can activate (domain §1–2, ◆)."""

from __future__ import annotations

from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.form import Ask
from ui.session import Session
from ui.settings.fact_list import FactList, FactRow
from ui.settings.library import Words, both
from ui.settings.section import FactsPanel, Section


class RegistrationSection(Section):
    """Each rule counts from the moment it is saved; who is registered already stays as he is."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-registration", session)
        self.panels: list[FactsPanel | FactList] = [
            FactsPanel(
                "passwords",
                session,
                lambda: self.tr("Readers' passwords"),
                [
                    *self._password("campus", self._on_campus),
                    *self._password("off_campus", self._off_campus),
                ],
                lambda: self.tr("4 to 64 characters. Passwords that exist already stay valid."),
                columns=3,
            ),
            FactsPanel("name-rule", session, lambda: self.tr("Names"), self._names(), columns=2),
            FactsPanel(
                "activation-rule",
                session,
                lambda: self.tr("Activation"),
                self._activation(),
                lambda: self.tr("What was given out already keeps its own time."),
                columns=4,
            ),
            self._classes(),
        ]
        self.lay_out(
            *self.panels,
            about=lambda: self.tr(
                "What a registration must hold to, at the counter and on the phone page. A rule counts from "
                "the moment it is saved; nobody who is registered has to change anything."
            ),
        )

    def load(self) -> None:
        for panel in self.panels:
            panel.load()

    def _on_campus(self) -> str:
        return self.tr("campus readers")

    def _off_campus(self) -> str:
        return self.tr("off-campus readers")

    def _password(self, road: str, who: Words) -> list[Ask]:
        head = f"passwords.{road}"

        def at_least() -> str:
            return self.tr("At least · %1").replace("%1", who())

        def at_most() -> str:
            return self.tr("At most · %1").replace("%1", who())

        return [
            Ask(f"{head}.shortest", at_least, required=True),
            Ask(f"{head}.longest", at_most, required=True),
            Ask(
                f"{head}.letters_and_digits_only",
                lambda: self.tr("Only letters and digits"),
                "tick",
            ),
        ]

    def _names(self) -> list[Ask]:
        return [
            Ask(
                "registration.name_symbols",
                lambda: self.tr("Signs in a name, besides letters and ideographs"),
                hint=lambda: self.tr("With blanks between them; ␣ stands for the blank itself."),
            )
        ]

    def _activation(self) -> list[Ask]:
        return [
            Ask(
                "activation.valid_from",
                lambda: self.tr("Starts on"),
                "date",
                True,
                hint=lambda: self.tr("Before this day it is refused."),
            ),
            Ask(
                "activation.code_minutes",
                lambda: self.tr("Code good for, minutes"),
                required=True,
                hint=lambda: self.tr("By SMS, e-mail or at the counter"),
            ),
            Ask(
                "activation.screen_minutes",
                lambda: self.tr("QR on the screen, minutes"),
                required=True,
            ),
            Ask("activation.paper_days", lambda: self.tr("QR on paper, days"), required=True),
        ]

    def _most(self) -> list[Ask]:
        def no_limit() -> str:
            return self.tr("Empty: no limit")

        return [
            Ask("most_active", lambda: self.tr("Open requests at most"), hint=no_limit),
            Ask("most_yearly", lambda: self.tr("Requests a year at most"), hint=no_limit),
        ]

    def _limits(self, row: FactRow) -> str:
        most = [
            (row.values["most_active"], self.tr("%1 open")),
            (row.values["most_yearly"], self.tr("%1 a year")),
        ]
        return " · ".join(words.replace("%1", str(number)) for number, words in most if number)

    def _classes(self) -> FactList:
        def name(row: FactRow) -> str:
            return str(row.values[f"name.{self.session.language}"])

        def other(row: FactRow) -> str:
            second = "en" if self.session.language == "zh_CN" else "zh_CN"
            return str(row.values[f"name.{second}"])

        def state(row: FactRow) -> Tag:
            return Tag(self.tr("retired")) if row.retired else Tag(self.tr("in use"), "good")

        code = Ask(
            "code",
            lambda: self.tr("Code"),
            required=True,
            placeholder="visiting",
            span=2,
            hint=lambda: self.tr("Small letters; tariffs and registry files name the class by it. It stays."),
        )
        return FactList(
            "classes",
            self.session,
            lambda: self.tr("Patron classes"),
            [
                Column("name", lambda: self.tr("Class"), name, width=150, stretch=True, strong=True),
                Column("other", lambda: self.tr("Other language"), other, width=160),
                Column("code", lambda: self.tr("Code"), lambda row: row.id, width=130),
                Column("most", lambda: self.tr("Requests at most"), self._limits, width=170),
                Column("state", lambda: self.tr("State"), state, "chip", 110),
            ],
            lambda: [*both("name", lambda: self.tr("Class")), *self._most()],
            new=lambda: [code],
            called=name,
            retires=True,
            note=lambda: self.tr(
                "Prices, subsidies and limits can differ by class. A retired one is given no more."
            ),
        )
