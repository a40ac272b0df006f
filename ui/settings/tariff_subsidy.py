"""One subsidy in a form: a percentage or tiers, of what, for whom, how far."""

from __future__ import annotations

import unicodedata
from typing import Any

from ill_desktop.cashier.tariff import Rule
from ill_desktop.errors import Refusal, Refusals
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.session import Session
from ui.settings.tariff_sheets import RuleSheet
from ui.settings.tariff_work import Work

MOST_TIERS = 6
TIER = ("up_to_fen", "percent", "fixed_fen", "cap_fen")
LIMITS = ("cap_fen", "quota_count", "quota_fen")


def whole(text: str) -> int | str | None:
    """A whole number as it is typed, full-width digits too; what is none is left for the check to refuse."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 8 else plain or None


class SubsidySheet(RuleSheet):
    """The kind decides what is asked for; tiers are added one by one."""

    part = "subsidies"

    def __init__(self, session: Session, work: Work, at: int | None, rule: Rule) -> None:
        self.work, self._before = work, rule
        form = Form("subsidy-form", self._asks(), 4)
        tiers = list(rule.get("tiers", ()))
        self.tiers = Form("tier-form", self._tier_asks(max(len(tiers), 1)), 4)
        self._count = max(len(tiers), 1)
        self._more = Button("tier-add", lambda: self.tr("One more tier"), on=lambda: self._set_tiers(1))
        self._fewer = Button("tier-remove", lambda: self.tr("One tier less"), on=lambda: self._set_tiers(-1))
        self._about = Label(
            lambda: self.tr(
                "Tiers go upwards. Each gives a percentage of the whole amount, or a fixed sum, at most its "
                "cap; only the last may be without an end."
            ),
            "note",
            wrap=True,
        )
        super().__init__(
            session,
            "subsidy-sheet",
            (lambda: self.tr("New subsidy")) if at is None else (lambda: self.tr("Change the subsidy")),
            form,
            vbox(form, self._about, self.tiers, hbox(self._more, self._fewer, None), gap=12),
            at,
            lambda: self.tr("Subsidies are taken in the order they stand in, each within what is left."),
        )
        self._fill(rule, tiers)
        form.edited.connect(lambda name: self._show_kind() if name == "kind" else None)
        self.tiers.submitted.connect(self.primary.click)
        form.field("name").setFocus()

    # -- questions --------------------------------------------------------------------------------

    def _asks(self) -> list[Ask]:
        return [
            Ask("name", lambda: self.tr("Name"), required=True, span=2, check=self._check_name),
            Ask("kind", lambda: self.tr("Given as"), "choice", options=self._kinds),
            Ask("of", lambda: self.tr("Counted from"), "choice", options=self._bases),
            *self.conditions(),
            Ask("percent", lambda: self.tr("Percent"), required=True, new_row=True),
            Ask("cap_fen", lambda: self.tr("Most for an item (yuan)"), "money", placeholder=self._no_limit),
            Ask("quota_count", lambda: self.tr("Items a year for a reader"), placeholder=self._no_limit),
            Ask(
                "quota_fen", lambda: self.tr("Yuan a year for a reader"), "money", placeholder=self._no_limit
            ),
        ]

    def _no_limit(self) -> str:
        return self.tr("no limit")

    def _kinds(self) -> list[tuple[str, str]]:
        return [("percent", self.tr("a percentage")), ("tiers", self.tr("tiers in yuan"))]

    def _bases(self) -> list[tuple[str, str]]:
        return [("gross", self.tr("all charges")), ("left", self.tr("what is left"))]

    def _check_name(self, name: str) -> str | None:
        return None if len(name) <= 40 and name.isprintable() else self.tr("At most 40 characters")

    def _tier_asks(self, count: int) -> list[Ask]:
        return [ask for at in range(count) for ask in self._one_tier(at)]

    def _one_tier(self, at: int) -> list[Ask]:
        head = f"tiers.{at}"
        return [
            Ask(
                f"{head}.up_to_fen",
                lambda: self.tr("%1. up to (yuan)").replace("%1", f"{at + 1}"),
                "money",
                placeholder=lambda: self.tr("any amount"),
                new_row=True,
            ),
            Ask(f"{head}.percent", lambda: self.tr("gives percent"), placeholder="—"),
            Ask(f"{head}.fixed_fen", lambda: self.tr("or yuan"), "money", placeholder="—"),
            Ask(f"{head}.cap_fen", lambda: self.tr("at most (yuan)"), "money", placeholder="—"),
        ]

    def _set_tiers(self, more: int) -> None:
        self._count = min(max(self._count + more, 1), MOST_TIERS)
        self.tiers.set_questions(self._tier_asks(self._count))
        self._show_kind()
        self.tiers.field(f"tiers.{self._count - 1}.up_to_fen").setFocus()

    def _show_kind(self) -> None:
        in_tiers = self.form.values()["kind"] == "tiers"
        self.form.show_field("percent", not in_tiers)
        for each in (self.tiers, self._about, self._more, self._fewer):
            each.setVisible(in_tiers)
        self._more.setEnabled(self._count < MOST_TIERS)
        self._fewer.setEnabled(self._count > 1)

    # -- values -----------------------------------------------------------------------------------

    def _fill(self, rule: Rule, tiers: list[Rule]) -> None:
        self.form.fill(
            {
                "name": self.work.words().name(rule) if rule else "",
                "kind": rule.get("kind", "percent"),
                "of": rule.get("of", "gross"),
                "percent": rule.get("percent"),
                **{key: rule.get(key) for key in LIMITS},
            }
        )
        for at, tier in enumerate(tiers):
            self.tiers.fill({f"tiers.{at}.{key}": tier.get(key) for key in TIER})
        self.fill_conditions(rule)
        self._show_kind()

    def rule(self) -> dict[str, Any]:
        values = self.form.values()
        kept: dict[str, Any] = {"kind": values["kind"], "name": values["name"], **self.chosen_conditions()}
        if self._before.get("id"):
            kept["id"] = self._before["id"]
        if values["of"] == "left":
            kept["of"] = "left"
        if values["kind"] == "tiers":
            kept["tiers"] = self._tiers()
        else:
            kept["percent"] = whole(values["percent"])
        limits = {**{key: values[key] for key in LIMITS}, "quota_count": whole(values["quota_count"])}
        return {**kept, **{key: value for key, value in limits.items() if value is not None}}

    def show_problems(self, problems: list[Refusal]) -> None:
        of_tiers = [each for each in problems if (each.field or "").startswith("tiers.")]
        rest = [each for each in problems if each not in of_tiers]
        for form, wrong in ((self.tiers, of_tiers), (self.form, rest)):
            if wrong:
                form.show_refusal(lambda: self.session.words, Refusals(wrong))

    def validate(self) -> bool:
        in_tiers = self.form.values()["kind"] == "tiers"
        return self.form.validate() and (not in_tiers or self.tiers.validate())

    def _tiers(self) -> list[dict[str, Any]]:
        values = self.tiers.values()
        found = []
        for at in range(self._count):
            tier = {key: values[f"tiers.{at}.{key}"] for key in TIER}
            tier["percent"] = whole(tier["percent"])
            found.append({key: value for key, value in tier.items() if value is not None})
        return found
