"""The books against an independent recomputation, whatever the counter does in whatever order."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db import connection
from ill_desktop.cashier import paid, queries
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, create_desk
from ill_desktop.errors import Refusal
from ill_desktop.keeping import checks, office_checks
from ill_desktop.staff.rules import Actor
from tests.db.till import operation

BY = Actor("周敏", "administrator", staff_id=1)
FEN = st.integers(1, 50_000)
TENDER = st.sampled_from(["cash", "campus_card", "mobile"])


def patron_rows(desk: Desk) -> list[int]:
    """Two readers, straight into the table: this is about money."""
    with connection.transaction():
        for number, road in ((1, "campus"), (2, "off_campus")):
            connection.execute(
                "INSERT INTO patron (id, number, road, institution_id, class, name, pinyin, initials, sex, "
                "email, mobile, unit, password_hash, language, state, submitted_at, review_due) VALUES "
                "(?, ?, ?, 1, 'graduate', ?, '', '', 'x', ?, '', '', '', 'zh_CN', 'approved', '', '')",
                (number, f"n{number}", road, f"reader {number}", f"{number}@example.org"),
            )
    return [1, 2]


@dataclass
class Settled:
    """One payment: what can still go back of each charge, and by each tender."""

    patron: int
    lines: dict[int, int]
    ways: Counter[str]

    def __post_init__(self) -> None:
        self.priced = dict(self.lines)


class Books(RuleBasedStateMachine):
    """Every operation of the till, and beside it plain sums in Python."""

    @initialize()
    def open(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        clock = FixedClock(dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC))
        self.desk = create_desk(Path(self.folder.name) / "library", "zju", "YQ", "zh_CN", clock=clock)
        self.patrons = patron_rows(self.desk)
        self.refunds = RefundService(self.desk.ground)
        self.shift = self.desk.shifts.open(BY, 1, 10_000)
        self.owed: Counter[int] = Counter()  # charge → fen
        self.owner: dict[int, int] = {}
        self.deposit: Counter[int] = Counter()
        self.cash, self.cards, self.transfers = 10_000, 0, 0
        self.income = self.subsidy = self.over_short = self.lost = 0
        self.granted: dict[int, int] = {}  # charge → its subsidy
        self.gone: Counter[int] = Counter()  # charge → what went back of it
        self.sources: dict[int, Counter[str]] = {patron: Counter() for patron in self.patrons}
        self.settled: dict[int, Settled] = {}
        self.slips: dict[int, dict[int, int]] = {}
        self.payments: dict[int, tuple[dict[int, int], list[Tender], int]] = {}

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            try:
                asked = (*checks.BOOKS, *checks.REST, *office_checks.ALL)
                assert list(checks.run(checks.ask_open_library, asked)) == []
            finally:
                self.desk.close()
                self.folder.cleanup()

    def _due(self, patron: int) -> dict[int, int]:
        return {charge: fen for charge, fen in self.owed.items() if fen and self.owner[charge] == patron}

    @rule(patron=st.sampled_from([1, 2]), gross=FEN, percent=st.integers(0, 99))
    def charge(self, patron: int, gross: int, percent: int) -> None:
        subsidy = gross * percent // 100
        lines = (Line("per_item", gross, {}), *([Line("subsidy_percent", -subsidy, {})] if subsidy else []))
        number = self.desk.cashier.charge(
            BY, patron, "service", "x", Price("v", lines), operation_id=operation()
        )
        self.owed[number], self.owner[number] = gross - subsidy, patron
        self.granted[number] = subsidy
        self.income += gross
        self.subsidy += subsidy

    @rule(patron=st.sampled_from([1, 2]), kind=TENDER, fen=FEN)
    def top_up(self, patron: int, kind: str, fen: int) -> None:
        self.desk.cashier.top_up(BY, self.shift, patron, [Tender(kind, fen, operation())], operation())
        self.deposit[patron] += fen
        self.sources[patron][kind] += fen
        self._take(kind, fen)

    def _take(self, kind: str, fen: int) -> None:
        if kind == "cash":
            self.cash += fen
        else:
            self.cards += fen

    @precondition(lambda self: any(self.owed.values()))
    @rule(patron=st.sampled_from([1, 2]), kind=TENDER, from_deposit=st.integers(0, 60_000), data=st.data())
    def pay(self, patron: int, kind: str, from_deposit: int, data: st.DataObject) -> None:
        due = self._due(patron)
        if not due:
            return
        chosen = data.draw(st.lists(st.sampled_from(sorted(due)), min_size=1, unique=True))
        total = sum(due[charge] for charge in chosen)
        part = min(from_deposit, total, self.deposit[patron])
        tenders = [Tender("deposit", part)] if part else []
        if total > part:
            tenders.append(Tender(kind, total - part, operation()))
        once = operation()
        receipt = self.desk.counter.take_payment(BY, self.shift, patron, chosen, tenders, once).receipt
        again = self.desk.counter.take_payment(BY, self.shift, patron, chosen, tenders, once).receipt
        assert again == receipt and receipt.total_fen == total
        self.payments[receipt.paper_id] = ({charge: due[charge] for charge in chosen}, tenders, patron)
        for charge in chosen:
            self.owed[charge] = 0
        self.deposit[patron] -= part
        self._take(kind, total - part)
        ways = Counter({kind: total - part, "deposit": part})
        self.settled[receipt.paper_id] = Settled(patron, {charge: due[charge] for charge in chosen}, ways)
        self._read_sources(patron)
        for slip, lines in list(self.slips.items()):
            if set(lines) & set(chosen):
                del self.slips[slip]

    @precondition(lambda self: self.payments)
    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        paper = data.draw(st.sampled_from(sorted(self.payments)))
        lines, tenders, patron = self.payments.pop(paper)
        del self.settled[paper]
        self.desk.cashier.reverse_payment(BY, self.shift, paper, "mis-keyed", operation())
        for charge, fen in lines.items():
            self.owed[charge] = fen
        for tender in tenders:
            if tender.kind == "deposit":
                self.deposit[patron] += tender.amount_fen
            else:
                self._take(tender.kind, -tender.amount_fen)
        self._read_sources(patron)

    def _read_sources(self, patron: int) -> None:
        """Which deposit was drawn on first is the ledger's affair; how much there is altogether is not."""
        self.sources[patron] = Counter(paid.deposit_by_tender(patron))
        assert sum(self.sources[patron].values()) == self.deposit[patron]

    @precondition(lambda self: self.settled)
    @rule(data=st.data(), to_deposit=st.booleans())
    def refund(self, data: st.DataObject, to_deposit: bool) -> None:
        paper = data.draw(st.sampled_from(sorted(self.settled)))
        settled = self.settled[paper]
        tender = data.draw(st.sampled_from(sorted(settled.ways)))
        charge = data.draw(st.sampled_from(sorted(settled.lines)))
        most = min(settled.lines[charge], 0 if tender == "mobile" else settled.ways[tender])
        if tender == "cash" and not to_deposit:
            most = min(most, self.cash)
        entry = connection.value("SELECT entry_id FROM paper WHERE id = ?", (paper,))
        back = Back(tender, "wrong pages", to_deposit=to_deposit, reference=operation())
        with pytest.raises(Refusal):
            self.refunds.refund(BY, self.shift, entry, {charge: most + 1}, back, operation())
        if not most:
            return
        fen = data.draw(st.one_of(st.just(most), st.integers(1, most)))  # all of it is what is common
        self.refunds.refund(BY, self.shift, entry, {charge: fen}, back, operation())
        self.payments.pop(paper, None)  # no longer to be voided
        settled.lines[charge] -= fen
        settled.ways[tender] -= fen
        self.gone[charge] += fen
        self.income -= fen
        if self.gone[charge] == settled.priced[charge]:
            self.income -= self.granted[charge]
            self.subsidy -= self.granted[charge]
        if to_deposit or tender == "deposit":
            self.deposit[settled.patron] += fen
        else:
            self._take(tender, -fen)
        self._read_sources(settled.patron)

    @rule(patron=st.sampled_from([1, 2]), data=st.data())
    def pay_back(self, patron: int, data: st.DataObject) -> None:
        have = {tender: fen for tender, fen in self.sources[patron].items() if fen and tender != "mobile"}
        if not have:
            return
        tender = data.draw(st.sampled_from(sorted(have)))
        most = min(have[tender], self.cash) if tender == "cash" else have[tender]
        if not most:
            return
        fen = data.draw(st.one_of(st.just(most), st.integers(1, most)))  # all of it is what is common
        back = Back(tender, "graduated", reference=operation())
        self.refunds.pay_back_deposit(BY, self.shift, patron, fen, back, operation())
        self.deposit[patron] -= fen
        self._take(tender, -fen)
        self._read_sources(patron)

    @precondition(lambda self: any(self.owed.values()))
    @rule(data=st.data())
    def write_off(self, data: st.DataObject) -> None:
        charge = data.draw(st.sampled_from(sorted(charge for charge, fen in self.owed.items() if fen)))
        self.refunds.write_off(BY, charge, "left the city", operation())
        self.lost += self.owed[charge]
        self.owed[charge] = 0
        for slip, lines in list(self.slips.items()):
            if charge in lines:
                del self.slips[slip]

    @rule(data=st.data())
    def issue_slip(self, data: st.DataObject) -> None:
        waiting = {charge for lines in self.slips.values() for charge in lines}
        due = {charge: fen for charge, fen in self._due(1).items() if charge not in waiting}
        if not due:
            return
        chosen = data.draw(st.lists(st.sampled_from(sorted(due)), min_size=1, unique=True))
        slip = self.desk.transfers.issue(BY, 1, chosen, operation())
        self.slips[slip.paper_id] = {charge: due[charge] for charge in chosen}

    @precondition(lambda self: self.slips)
    @rule(data=st.data(), stamped=st.booleans())
    def settle_slip(self, data: st.DataObject, stamped: bool) -> None:
        slip = data.draw(st.sampled_from(sorted(self.slips)))
        lines = self.slips.pop(slip)
        if stamped:
            self.desk.counter.match_transfer(BY, slip, "FIN", operation())
            self.transfers += sum(lines.values())
            for charge in lines:
                self.owed[charge] = 0
        else:
            self.desk.transfers.cancel(BY, slip)

    @rule(difference=st.integers(-300, 300))
    def change_shift(self, difference: int) -> None:
        counted = max(0, self.cash + difference)
        self.desk.shifts.close(BY, self.shift, counted)
        self.over_short += self.cash - counted
        self.cash = counted
        self.payments.clear()  # a closed shift's papers are not reversed any more
        self.shift = self.desk.shifts.open(BY, 1, self.cash)

    @rule(patron=st.sampled_from([1, 2]), fen=FEN)
    def refused(self, patron: int, fen: int) -> None:
        before = queries.trial_balance()
        with pytest.raises(Refusal):
            self.desk.counter.take_payment(
                BY, self.shift, patron, [999_999], [Tender("cash", fen)], operation()
            )
        with pytest.raises(Refusal):
            self.desk.cashier.top_up(BY, self.shift, patron, [Tender("mobile", fen, "")], operation())
        assert queries.trial_balance() == before

    @invariant()
    def books_agree(self) -> None:
        if not hasattr(self, "desk"):
            return
        assert connection.value("SELECT COALESCE(SUM(amount_fen), 0) FROM posting") == 0
        balances = Counter(dict(queries.trial_balance()))
        assert balances["cash"] == self.cash
        assert balances["clearing"] == self.cards + self.transfers
        assert balances["receivable"] == sum(self.owed.values())
        assert balances["deposit"] == -sum(self.deposit.values())
        assert balances["income:service"] == -self.income
        assert balances["subsidy"] == self.subsidy
        assert balances["overshort"] == self.over_short
        assert balances["writeoff"] == self.lost
        for patron in self.patrons:
            assert {due.charge_id: due.amount_fen for due in queries.dues(patron)} == self._due(patron)
            assert queries.deposit_balance(patron) == self.deposit[patron]

    @invariant()
    def numbers_have_no_gap(self) -> None:
        if not hasattr(self, "desk"):
            return
        gaps = connection.value(
            "SELECT COUNT(*) FROM (SELECT series, MAX(sequence) AS top, COUNT(*) AS many FROM paper "
            "GROUP BY device, year, series) WHERE top <> many"
        )
        assert gaps == 0


Books.TestCase.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
test_books = Books.TestCase
