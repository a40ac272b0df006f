"""What a version makes of a case and of a basket of usual ones, beside what holds today."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier import tariff_check
from ill_desktop.cashier.tariff import Case, Price, Rule
from ill_desktop.errors import Refusals
from ui.kit.columns import Column
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.tariff_case import CaseForm
from ui.settings.tariff_prices import Bill
from ui.settings.tariff_work import Work

SHOWN = 5


class Priced(NamedTuple):
    """A case, its price today and under the version looked at; the first row is the one filled in."""

    id: int
    case: Case
    now: Price
    then: Price


def basket(networks: list[str], classes: list[str]) -> list[Case]:
    """The usual cases: an article and a loan from each network, and what makes a price differ."""
    some = classes[:1] or [""]
    cases = [Case("delivery", "journal_article", some[0], network, pages=10) for network in networks]
    cases += [Case("loan", "book", some[0], network) for network in networks]
    cases += [Case("delivery", "thesis", each, pages=120) for each in classes[-1:] or [""]]
    cases.append(Case("delivery", "journal_article", some[0], level="urgent", pages=21))
    cases.append(Case("delivery", "book_chapter", some[0], pages=40, delivery="post"))
    return cases


class PreviewView(QWidget):
    """A form for any case, a table of prices, and the reasons of the one in front."""

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__()
        self._session, self._work = session, work
        self._rules: Rule = {}
        self.case = CaseForm(session, work)
        self.case.changed.connect(self._price)
        self.problem = Label("", "error", wrap=True, name="tariff-preview-problem")
        self._model = StaticModel[Priced](self._columns())
        self.table = TableView(
            "tariff-preview-table", self._model, title=lambda: self.tr("Prices"), enter=False
        )
        self.table.setFixedHeight(HEADER + SHOWN * ROW + 2)
        self.table.picked.connect(self._show_reasons)
        self.now, self.then = Bill("tariff-bill-now"), Bill("tariff-bill-then")
        self.charged = Label("", "note", wrap=True, name="tariff-charged")
        self._prices = panel(self.table, margins=0)
        bills = hbox(self.now, self.then, gap=12)
        self.setLayout(vbox(self.case, self.problem, self._prices, bills, self.charged, None, gap=12))

    def _columns(self) -> list[Column[Priced]]:
        return [
            Column("case", lambda: self.tr("Case"), self._in_words, "two_line", stretch=True),
            Column("now", lambda: self.tr("Today"), lambda row: row.now.due_fen, "money", 78),
            Column("then", lambda: self.tr("Under this version"), lambda row: row.then.due_fen, "money", 130),
            Column(
                "more",
                lambda: self.tr("Difference"),
                lambda row: (row.then.due_fen - row.now.due_fen) or None,
                "money",
                88,
                strong=True,
            ),
        ]

    def _in_words(self, row: Priced) -> tuple[str, str]:
        what, more = self._work.words().case(row.case)
        return (self.tr("Filled in: %1").replace("%1", what) if row.id == 0 else what), more

    def show_rules(self, rules: Rule) -> None:
        """Look at a version, published or not."""
        self._rules = rules
        self._price()

    def _price(self) -> None:
        """Price everything again; a version that cannot be priced says why."""
        problems = tariff_check.problems(self._rules)
        wrong = [each for each in problems if each.field not in ("version", "valid_from")]
        words = self._session.words
        self.problem.setText(words.refusal(Refusals(wrong)) if wrong else "")
        self.problem.setVisible(bool(wrong))
        for each in (self._prices, self.now, self.then):
            each.setVisible(not wrong)
        if wrong:
            return
        work, who = self._work, self.case.patron_id
        classes = [code for code, _name in work.classes()]
        networks = [code for code, _name in work.networks(self._rules)]
        cases = [self.case.case(), *basket(networks, classes)]
        rules = {"version": "", **self._rules}
        self._model.set_rows(
            [
                Priced(
                    at,
                    case,
                    work.service.price(case, None if at else who),
                    work.service.price(case, None if at else who, rules),
                )
                for at, case in enumerate(cases)
            ]
        )
        self.case.show_left(rules)
        self.table.pick_first()
        self._show_reasons(self.table.current())
        self._show_charged()

    def _show_reasons(self, row: Priced | None) -> None:
        if row is None:
            return
        words = self._work.words()
        now = self.tr("Today, version %1").replace("%1", row.now.version)
        then = self.tr("Under version %1").replace("%1", str(self._rules.get("version", "")))
        self.now.show_price(now, row.now, words)
        self.then.show_price(then, row.then, words)

    def _show_charged(self) -> None:
        """Of a request that has been charged: what it cost, and that the same comes out again."""
        request = self.case.request_id
        said = [] if request is None else [self._again(*row) for row in cashier.charges_of_request(request)]
        self.charged.setText("\n".join(said))
        self.charged.setVisible(bool(said))

    def _again(self, charge: int, fen: int, _reasons: str) -> str:
        try:
            price = self._work.service.recompute(charge)
        except LookupError:
            return self.tr("Charged %1; by hand, or before prices could be computed again").replace(
                "%1", money.yuan(fen)
            )
        same = self.tr("the same again") if price.due_fen == fen else money.yuan(price.due_fen)
        said = self.tr("Charged %1 under version %2; computed again: %3")
        return said.replace("%1", money.yuan(fen)).replace("%2", price.version).replace("%3", same)
