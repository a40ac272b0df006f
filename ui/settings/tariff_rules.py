"""What a version says, rule by rule; a draft's rules can be changed here."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import tariff_draft
from ill_desktop.cashier.tariff import Rule
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.text import Text
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.tariff_sheets import ChargeSheet, RoundingSheet
from ui.settings.tariff_subsidy import SubsidySheet
from ui.settings.tariff_work import Work

MOST_ROWS = 8


class RuleRow(NamedTuple):
    """A rule and its place."""

    id: int
    rule: Rule


class RuleList(QWidget):
    """A heading, the rules of one list as a table, and the buttons that change a draft."""

    part = "charges"

    def __init__(self, session: Session, work: Work, heading: Text, empty: Text) -> None:
        super().__init__()
        self.session, self.work = session, work
        name = f"tariff-{self.part}"
        self._model = StaticModel[RuleRow](self.columns())
        self.table = TableView(
            f"{name}-table",
            self._model,
            title=heading,
            empty=Empty("plus", empty, name=f"{name}-none"),
            many=True,
        )
        self.table.activated_row.connect(lambda _row: self.edit())
        self.table.picked.connect(lambda _row: self._offer())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.add_button = Button(f"{name}-add", lambda: self.tr("Add"), on=lambda: self.ask(None, {}))
        self.edit_button = Button(f"{name}-edit", lambda: self.tr("Edit"), on=self.edit)
        self.remove_button = Button(f"{name}-remove", lambda: self.tr("Remove"), on=self.remove)
        self.checked_button = Button(
            f"{name}-checked", lambda: self.tr("Checked"), icon="check", on=self.check
        )
        self.buttons = [self.edit_button, self.remove_button, *self.more_buttons(), self.checked_button]
        row = Flow(*self.buttons, self.add_button)
        frame = panel(self.table, margins=0)
        self.setLayout(vbox(Label(heading, "heading"), frame, row, gap=8))

    def columns(self) -> list[Column[RuleRow]]:
        """What is said of a rule."""
        raise NotImplementedError

    def more_buttons(self) -> list[Button]:
        """Buttons of this list alone."""
        return []

    def state_column(self) -> Column[RuleRow]:
        """The mark of an example nobody has checked."""
        return Column("state", "", self._tag, "chip", 128)

    def _tag(self, row: RuleRow) -> Tag | None:
        return Tag(self.tr("example: check"), "caution") if tariff_draft.MARK in row.rule else None

    # -- what is shown ----------------------------------------------------------------------------

    def show_rules(self, rules: Rule, draft: bool) -> None:
        """Show the list of a version; a draft's can be changed."""
        self._model.set_rows([RuleRow(at, rule) for at, rule in enumerate(rules.get(self.part, ()))])
        lines = min(len(self._model.rows), MOST_ROWS) or 2
        self.table.setFixedHeight(HEADER + lines * ROW + 2)
        self.table.show_column("state", any(tariff_draft.MARK in row.rule for row in self._model.rows))
        for button in (*self.buttons, self.add_button):
            button.setVisible(draft)
        self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        chosen: list[RuleRow] = self.table.selected()
        self.edit_button.setEnabled(len(chosen) == 1)
        self.remove_button.setEnabled(bool(chosen))
        self.checked_button.setEnabled(any(tariff_draft.MARK in row.rule for row in chosen))

    # -- what can be done -------------------------------------------------------------------------

    def ask(self, at: int | None, rule: Rule) -> None:
        """Open the form of a rule."""
        raise NotImplementedError

    def edit(self) -> None:
        """Change the rule in front."""
        chosen: list[RuleRow] = self.table.selected()
        if len(chosen) == 1 and self.work.draft is not None and self.edit_button.isVisible():
            self.ask(chosen[0].id, chosen[0].rule)

    def remove(self) -> None:
        """Take the selected rules out of the draft."""
        draft = self.work.draft
        if draft is None:
            return
        for row in reversed(self.table.selected()):
            draft = tariff_draft.without(draft, self.part, row.id)
        self.work.change(draft, self.tr("Taken out of the draft"))

    def check(self) -> None:
        """Somebody looked at these figures: they are no examples any more."""
        draft = self.work.draft
        if draft is None:
            return
        for row in self.table.selected():
            draft = tariff_draft.checked(draft, f"{self.part}.{row.id}")
        self.work.change(draft, self.tr("Checked"))


class ChargeList(RuleList):
    """Of several charges of one kind the closest to the case counts."""

    def columns(self) -> list[Column[RuleRow]]:
        words = self.work.words
        return [
            Column(
                "kind", lambda: self.tr("Charge"), lambda row: words().kind(row.rule), width=96, strong=True
            ),
            Column("for", lambda: self.tr("For"), lambda row: words().applies(row.rule), stretch=True),
            Column(
                "amount",
                lambda: self.tr("Price"),
                lambda row: words().amount(row.rule),
                width=176,
                align="right",
            ),
            self.state_column(),
        ]

    def ask(self, at: int | None, rule: Rule) -> None:
        ChargeSheet(self.session, self.work, at, rule).open()


class SubsidyList(RuleList):
    """Subsidies in the order they are taken in, each as a sentence."""

    part = "subsidies"

    def __init__(self, session: Session, work: Work, heading: Text, empty: Text) -> None:
        self.earlier = Button(
            "tariff-subsidies-earlier",
            lambda: self.tr("Earlier"),
            icon="chevron-up",
            on=lambda: self._move(-1),
        )
        self.later = Button(
            "tariff-subsidies-later", lambda: self.tr("Later"), icon="chevron-down", on=lambda: self._move(1)
        )
        self.whole = Label("", "note", wrap=True, name="tariff-subsidy-sentence")
        super().__init__(session, work, heading, empty)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self.whole)

    def more_buttons(self) -> list[Button]:
        return [self.earlier, self.later]

    def columns(self) -> list[Column[RuleRow]]:
        words = self.work.words
        return [
            Column(
                "name",
                lambda: self.tr("Subsidy"),
                lambda row: (f"{row.id + 1}. {words().name(row.rule)}", words().applies(row.rule)),
                "two_line",
                width=180,
            ),
            Column(
                "gives",
                lambda: self.tr("Gives"),
                lambda row: (words().gives(row.rule), words().limits(row.rule)),
                "two_line",
                stretch=True,
            ),
            self.state_column(),
        ]

    def _offer(self) -> None:
        super()._offer()
        chosen: list[RuleRow] = self.table.selected()
        alone = chosen[0] if len(chosen) == 1 else None
        self.earlier.setEnabled(alone is not None and alone.id > 0)
        self.later.setEnabled(alone is not None and alone.id < len(self._model.rows) - 1)
        words = self.work.words()
        self.whole.setText("" if alone is None else f"{words.gives(alone.rule)}. {words.limits(alone.rule)}.")
        self.whole.setVisible(alone is not None and alone.rule["kind"] == "tiers")

    def _move(self, by: int) -> None:
        row: RuleRow | None = self.table.current()
        if row is None or self.work.draft is None:
            return
        self.work.change(tariff_draft.moved(self.work.draft, row.id, by), self.tr("The order is changed"))
        self.table.pick(row.id + by)

    def ask(self, at: int | None, rule: Rule) -> None:
        SubsidySheet(self.session, self.work, at, rule).open()


class RulesView(QWidget):
    """A whole version: charges, subsidies, rounding."""

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__()
        self._session, self._work = session, work
        self.charges = ChargeList(
            session,
            work,
            lambda: self.tr("Charges"),
            lambda: self.tr("Nothing is charged yet. Add a charge."),
        )
        self.subsidies = SubsidyList(
            session, work, lambda: self.tr("Subsidies"), lambda: self.tr("The reader pays everything.")
        )
        self.rounding = Label("", "text", wrap=True, name="tariff-rounding")
        self._round = Button("tariff-rounding-edit", lambda: self.tr("Edit"), on=self._ask_rounding)
        self._round_checked = Button(
            "tariff-rounding-checked", lambda: self.tr("Checked"), icon="check", on=self._check_rounding
        )
        line = hbox(self.rounding, self._round_checked, self._round)
        line.setStretch(0, 1)
        self.setLayout(
            vbox(
                self.charges,
                self.subsidies,
                vbox(Label(lambda: self.tr("Rounding"), "heading"), line, gap=4),
                None,
                gap=20,
            )
        )

    def show_rules(self, rules: Rule, draft: bool) -> None:
        """Show a version."""
        self.charges.show_rules(rules, draft)
        self.subsidies.show_rules(rules, draft)
        said, is_marked = self._work.words().rounding(rules), "rounding" in tariff_draft.marked(rules)
        mark = self.tr("example: check")
        self.rounding.setText(f"{said} ({mark})" if is_marked else said)
        self.rounding.set_tone("caution" if is_marked else None)
        self._round.setVisible(draft)
        self._round_checked.setVisible(draft and is_marked)

    def _ask_rounding(self) -> None:
        RoundingSheet(self._session, self._work).open()

    def _check_rounding(self) -> None:
        if self._work.draft is not None:
            self._work.change(tariff_draft.checked(self._work.draft, "rounding"), self.tr("Checked"))
