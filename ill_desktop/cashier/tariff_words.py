"""A tariff as a librarian reads it: sentences, no figures without what they are for. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ill_desktop import money
from ill_desktop.cashier.tariff import Case, Line, Rule
from ill_desktop.words import Words


class TariffWords:
    """``classes``: the patron classes of the library by code, in the language of ``words``."""

    def __init__(self, words: Words, classes: Mapping[str, str]) -> None:
        self._words, self._classes = words, classes

    def applies(self, rule: Rule) -> str:
        """When a rule counts: ``文献传递 · CASHL · 期刊论文 · 研究生``."""
        said = list(self._conditions(rule))
        return " · ".join(said) if said else self._words("tariff.always")

    def _conditions(self, rule: Rule) -> Iterator[str]:
        if "service" in rule:
            yield self._words(f"service.{rule['service']}")
        if "network" in rule:
            yield self.network(rule["network"])
        if "document_type" in rule:
            yield self._words(f"document.{rule['document_type']}")
        if "class" in rule:
            yield self._classes.get(rule["class"], rule["class"])

    def network(self, network: str) -> str:
        """A network goes by its own name; our own neighbourhood has none."""
        return self._words("report.network.local") if network == "local" else network

    def kind(self, rule: Rule) -> str:
        """What a charge is for."""
        return self._words(f"tariff.kind.{rule['kind']}")

    def amount(self, rule: Rule) -> str:
        """``¥0.30 / 页``."""
        unit = self._words(f"tariff.unit.{rule['kind']}")
        return self._words("tariff.each", amount=money.yuan(rule["amount_fen"]), unit=unit)

    def name(self, rule: Rule) -> str:
        """What a subsidy is called: its own name, else its network's."""
        return str(rule.get("name") or self.network(rule.get("network", "")) or self.applies(rule))

    def gives(self, rule: Rule) -> str:
        """What a subsidy gives, tier by tier."""
        base = "left" if rule.get("of") == "left" else "gross"
        if rule["kind"] == "percent":
            return self._words(f"tariff.percent_{base}", percent=rule["percent"])
        between = self._words("tariff.between")
        return self._words(f"tariff.tiers_{base}", tiers=between.join(self._tiers(rule["tiers"])))

    def _tiers(self, tiers: Sequence[Rule]) -> Iterator[str]:
        above: int | None = None
        for each in tiers:
            gives, to = self._grant(each), each.get("up_to_fen")
            start = None if above is None else money.yuan(above)
            if to is None:
                key = "tariff.tier_any" if start is None else "tariff.tier_above"
                yield self._words(key, above=start, gives=gives)
            elif start is None:
                yield self._words("tariff.tier_to", to=money.yuan(to), gives=gives)
            else:
                yield self._words("tariff.tier_between", above=start, to=money.yuan(to), gives=gives)
            above = to

    def _grant(self, tier: Rule) -> str:
        if "fixed_fen" in tier:
            gives = self._words("tariff.fixed", amount=money.yuan(tier["fixed_fen"]))
        elif tier["percent"] in (0, 100):
            gives = self._words("tariff.whole" if tier["percent"] else "tariff.nothing")
        else:
            gives = self._words("tariff.share", percent=tier["percent"])
        if "cap_fen" not in tier:
            return gives
        return self._words("tariff.capped", gives=gives, cap=money.yuan(tier["cap_fen"]))

    def limits(self, rule: Rule) -> str:
        """How far a subsidy goes: for an item, for a reader in a year."""
        said = []
        if "cap_fen" in rule:
            said.append(self._words("tariff.cap", amount=money.yuan(rule["cap_fen"])))
        if "quota_count" in rule:
            said.append(self._words("tariff.quota_count", count=rule["quota_count"]))
        if "quota_fen" in rule:
            said.append(self._words("tariff.quota_fen", amount=money.yuan(rule["quota_fen"])))
        return self._words("tariff.between").join(said) or self._words("tariff.no_limit")

    def rounding(self, rules: Rule) -> str:
        """What becomes of odd fen."""
        rule = rules.get("rounding")
        if not rule:
            return self._words("tariff.no_rounding")
        mode = self._words(f"tariff.mode.{rule['mode']}")
        return self._words("tariff.rounded", mode=mode, unit=money.figures(rule["to_fen"]))

    def reason(self, line: Line) -> str:
        """One line of a price."""
        return self._words(f"price.{line.code}", **line.facts)

    def case(self, case: Case) -> tuple[str, str]:
        """What is priced, and more of it: ``期刊论文 · CASHL`` and ``文献传递 · 研究生 · 10 页 · 加急``."""
        what = [self._words(f"document.{case.document_type}")] if case.document_type else []
        what.append(self.network(case.network))
        more = [self._words(f"service.{case.service}"), self._classes.get(case.patron_class, "")]
        if case.pages:
            more.append(self._words("tariff.pages", pages=case.pages))
        if case.level == "urgent":
            more.append(self._words("level.urgent"))
        if case.delivery == "post":
            more.append(self._words("delivery.post"))
        return " · ".join(filter(None, what)), " · ".join(filter(None, more))

    def left(self, name: str, count: int | None, fen: int | None) -> str:
        """What a reader has left of one subsidy this year."""
        if count is None:
            return self._words("tariff.fen_left", name=name, amount=money.yuan(fen or 0))
        if fen is None:
            return self._words("tariff.count_left", name=name, count=count)
        return self._words("tariff.both_left", name=name, count=count, amount=money.yuan(fen))
