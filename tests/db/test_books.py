"""The books against an independent recomputation, whatever the counter does in whatever order.

The rules stand in ``books_till`` and ``books_office``; what must come of them in ``books_model``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from db import connection
from ill_desktop.cashier import bank, invoices, queries, statement
from ill_desktop.cashier.months import balance_at
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import checks, office_checks
from ill_desktop.library import Library
from ill_desktop.requests.service import NewRequest
from tests.db.books_model import PlainBooks
from tests.db.books_office import START, BankRules, OfficeRules
from tests.db.books_till import BY, FEN, PATRON, TILL, TillRules
from tests.db.till import ARTICLE, operation
from tests.fresh import new_desk


def plant(desk: Desk) -> int:
    """Three readers and a request, straight into the tables: this is about money. Returns the request."""
    with connection.transaction():
        for number, road in ((1, "campus"), (2, "off_campus"), (3, "off_campus")):
            connection.execute(
                "INSERT INTO patron (id, number, road, institution_id, class, name, pinyin, initials, sex, "
                "email, mobile, unit, password_hash, language, state, submitted_at, review_due) VALUES "
                "(?, ?, ?, 1, 'graduate', ?, '', '', 'x', ?, '', '', '', 'zh_CN', 'approved', '', '')",
                (number, f"n{number}", road, f"reader {number}", f"{number}@example.org"),
            )
    new = NewRequest(1, "delivery", "journal_article", ARTICLE, copyright_agreed=True)
    return desk.requests.submit(BY, new).id


class Books(TillRules, BankRules, OfficeRules, RuleBasedStateMachine):
    """Every operation of the cashier, and beside it plain sums in Python."""

    @initialize(at_top_up=st.booleans())
    def open(self, at_top_up: bool) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(START)
        self.desk = new_desk(Path(self.folder.name) / "library", self.clock)
        self.books, self.at_top_up = PlainBooks(), at_top_up
        self.request = plant(self.desk)
        ground = self.desk.ground
        invoice = {**ground.library.facts["invoice"], "deposits": "top_up" if at_top_up else "use"}
        ground.library = Library({**ground.library.facts, "invoice": invoice})
        self.suppliers = dict(
            connection.rows(
                lambda network, number: (str(network), int(number)),
                "SELECT network, MIN(id) FROM supplier GROUP BY network",
            )
        )
        self.desk.shifts.add_till("another")
        self.shifts = {till: (self.desk.shifts.open(BY, till, 10_000), ground.now) for till in (1, 2)}
        for till in (1, 2):
            self.books.post(self.today, [(f"cash:{till}", 10_000), ("finance:cash", -10_000)])
        for patron in (1, 2, 3):  # so that there is something to do from the beginning
            for kind, gross, percent in (("service", 900, 50), ("service", 4_000, 0), ("overdue", 150, 0)):
                self.owe(patron, kind, gross * patron, percent)
            self.pay_in(patron, 1, {"cash": 2_000 * patron})

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            try:
                asked = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
                assert list(checks.run(checks.ask_open_library, asked)) == []
                assert {month: balance_at(month) for month in self.books.closed} == self.books.closed
            finally:
                self.desk.close()
                self.folder.cleanup()

    @rule(patron=PATRON, till=TILL, fen=FEN)
    def refused(self, patron: int, till: int, fen: int) -> None:
        """Whatever is asked for that cannot be; the invariants see that nothing came of it."""
        shift = self.shifts[till][0]
        take, top_up = self.desk.counter.take_payment, self.desk.cashier.top_up
        wrong = [Tender("cash", fen), Tender("cash", -fen), Tender("cash", 10**15), Tender("mobile", fen)]
        for tender in wrong:
            with pytest.raises(Refusal):
                take(BY, shift, patron, [999_999], [tender], operation())
        for tender in wrong[1:]:
            with pytest.raises(Refusal):
                top_up(BY, shift, patron, [tender], operation())
        for charge, owed in list(self.books.due(patron).items())[:1]:
            with pytest.raises(Refusal):
                take(BY, shift, patron, [charge], [Tender("cash", owed + 1)], operation())

    @invariant()
    def books_agree(self) -> None:
        if not hasattr(self, "shifts"):
            return
        assert self.books.balances() == dict(
            connection.rows(
                lambda code, fen: (code, fen),
                "SELECT a.code, SUM(p.amount_fen) FROM posting p JOIN account a ON a.id = p.account_id "
                "GROUP BY a.code HAVING SUM(p.amount_fen) <> 0",
            )
        )
        assert sum(fen for _, fen in queries.trial_balance()) == 0
        for patron in (1, 2, 3):
            due, deposit = self.books.due(patron), self.books.deposit(patron)
            assert {each.charge_id: each.amount_fen for each in queries.dues(patron)} == due
            assert queries.deposit_balance(patron) == deposit
            assert statement.balance(patron) == deposit - sum(due.values())
        assert {row.id: row.left_fen for row in bank.unknown()} == {
            number: left for number, left in self.books.incoming.items() if left
        }
        for shift, _ in self.shifts.values():
            seen = {tender: (taken, back) for tender, taken, back in queries.takings(shift) if taken or back}
            assert seen == self.books.takings(shift)
        assert {row.id for row in queries.transfers()} == set(self.books.slips)
        stand = {number: invoice.state for number, invoice in self.books.invoices.items()}
        assert {row.id: row.state for row in invoices.register(limit=1000)} == stand

    @invariant()
    def numbers_have_no_gap(self) -> None:
        if not hasattr(self, "shifts"):
            return
        gaps = connection.value(
            "SELECT COUNT(*) FROM (SELECT MIN(sequence) AS first, MAX(sequence) AS top, COUNT(*) AS many "
            "FROM paper GROUP BY device, year, series) WHERE top <> many OR first <> 1"
        )
        assert gaps == 0


Books.TestCase.settings = settings(
    max_examples=25, stateful_step_count=50, deadline=None, suppress_health_check=list(HealthCheck)
)
test_books = Books.TestCase
