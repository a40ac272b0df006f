"""One rule of a tariff in a form: a charge, a subsidy with its tiers, the rounding."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLayout, QWidget

from ill_desktop import money
from ill_desktop.cashier import tariff_check, tariff_draft
from ill_desktop.cashier.tariff import CHARGE_KINDS, CONDITIONS, ROUNDINGS, Rule
from ill_desktop.errors import Refusal, Refusals
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.text import Text
from ui.session import Session
from ui.settings.tariff_work import ANY, Work


class RuleSheet(Sheet):
    """Asks for a rule and puts it into the draft; what is wrong with it stands beside its fields."""

    part = "charges"
    work: Work

    def __init__(
        self,
        session: Session,
        name: str,
        title: Text,
        form: Form,
        body: QWidget | QLayout,
        at: int | None,
        note: Text,
    ) -> None:
        """``at``: the place of the rule that is changed, None for a new one."""
        self.session, self.form, self._at = session, form, at
        super().__init__(
            session.window,
            name,
            title,
            (lambda: self.tr("Add")) if at is None else (lambda: self.tr("Keep")),
            note=note,
            body=body,
            on_primary=self._store,
            width=780,
        )
        form.submitted.connect(self.primary.click)

    def rule(self) -> dict[str, Any]:
        """The rule as it is filled in."""
        raise NotImplementedError

    def conditions(self) -> list[Ask]:
        """The four questions that say when a rule counts."""
        work = self.work
        return [
            Ask(
                "service",
                lambda: self.tr("Service"),
                "choice",
                options=lambda: [(ANY, self.tr("any service")), *work.services()],
                new_row=True,
            ),
            Ask(
                "network",
                lambda: self.tr("Supplier network"),
                "choice",
                options=lambda: [(ANY, self.tr("any network")), *work.networks(work.draft)],
            ),
            Ask(
                "document_type",
                lambda: self.tr("Document type"),
                "choice",
                options=lambda: [(ANY, self.tr("any type")), *work.documents()],
            ),
            Ask(
                "class",
                lambda: self.tr("Patron class"),
                "choice",
                options=lambda: [(ANY, self.tr("any class")), *work.classes()],
            ),
        ]

    def fill_conditions(self, rule: Rule) -> None:
        """Show what a rule is for; of a new one: everything."""
        self.form.fill({key: rule.get(key, ANY) for key in CONDITIONS})

    def chosen_conditions(self) -> dict[str, Any]:
        """Only those that were chosen."""
        values = self.form.values()
        return {key: values[key] for key in CONDITIONS if values[key]}

    def _store(self) -> bool:
        if not self.validate() or self.work.draft is None:
            return False
        draft = tariff_draft.with_rule(self.work.draft, self.part, self._at, self.rule())
        place = f"{self.part}.{len(draft[self.part]) - 1 if self._at is None else self._at}."
        problems = [
            Refusal(each.code, each.field.removeprefix(place), **each.facts)
            for each in tariff_check.problems(draft)
            if each.field is not None and each.field.startswith(place)
        ]
        if problems:
            self.show_problems(problems)
            return False
        self.work.change(draft, self.tr("The draft is changed"))
        return True

    def validate(self) -> bool:
        """Whether every field can be read."""
        return self.form.validate()

    def show_problems(self, problems: list[Refusal]) -> None:
        """Say each beside its field, named as in the rule."""
        self.form.show_refusal(lambda: self.session.words, Refusals(problems))


class ChargeSheet(RuleSheet):
    """What is charged, for what, how much."""

    def __init__(self, session: Session, work: Work, at: int | None, rule: Rule) -> None:
        self.work = work
        words = work.words
        asks = [
            Ask(
                "kind",
                lambda: self.tr("Charged"),
                "choice",
                True,
                2,
                options=lambda: [(kind, words().kind({"kind": kind})) for kind in CHARGE_KINDS],
            ),
            Ask("amount_fen", lambda: self.tr("Amount in yuan"), "money", True),
            *self.conditions(),
        ]
        form = Form("charge-form", asks, 4)
        super().__init__(
            session,
            "charge-sheet",
            (lambda: self.tr("New charge")) if at is None else (lambda: self.tr("Change the charge")),
            form,
            form,
            at,
            lambda: self.tr("Of several charges of one kind the one that says most about a case counts."),
        )
        form.fill({"kind": rule.get("kind"), "amount_fen": rule.get("amount_fen")})
        self.fill_conditions(rule)
        form.field("kind").setFocus()

    def rule(self) -> dict[str, Any]:
        values = self.form.values()
        return {"kind": values["kind"], "amount_fen": values["amount_fen"], **self.chosen_conditions()}


class RoundingSheet(Sheet):
    """What becomes of odd fen."""

    def __init__(self, session: Session, work: Work) -> None:
        self._work = work
        self.form = Form(
            "rounding-form",
            [
                Ask(
                    "to_fen",
                    lambda: self.tr("Rounded to"),
                    "choice",
                    options=lambda: [
                        (0, self.tr("not rounded")),
                        *((fen, money.yuan(fen)) for fen in tariff_check.UNITS_FEN if fen > 1),
                    ],
                ),
                Ask(
                    "mode",
                    lambda: self.tr("Way"),
                    "choice",
                    options=lambda: [(mode, session.words(f"tariff.mode.{mode}")) for mode in ROUNDINGS],
                ),
            ],
            2,
        )
        super().__init__(
            session.window,
            "rounding-sheet",
            lambda: self.tr("Rounding"),
            lambda: self.tr("Keep"),
            note=lambda: self.tr("It comes last, after all subsidies, and stands in the price as a line."),
            body=self.form,
            on_primary=self._store,
        )
        rule = (work.draft or {}).get("rounding") or {}
        self.form.fill({"to_fen": rule.get("to_fen", 0), "mode": rule.get("mode", ROUNDINGS[0])})
        self.form.submitted.connect(self.primary.click)

    def _store(self) -> None:
        values = self.form.values()
        if self._work.draft is not None:
            draft = tariff_draft.rounded(self._work.draft, values["to_fen"] or None, values["mode"])
            self._work.change(draft, self.tr("The draft is changed"))
