"""What the till does, as rules of the machine: each says what must come of it, or that it must be refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from db import connection
from ill_desktop.cashier import rules
from ill_desktop.cashier.refunds import Back
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from tests.db.books_model import INCOME, Charge, Payment, PlainBooks
from tests.db.till import operation

BY = Actor("周敏", "administrator", staff_id=1)
FEN = st.integers(1, 50_000)
PATRON = st.sampled_from([1, 2, 2, 3])  # campus, off campus, and another record of the second
TILL = st.sampled_from([1, 2])
TENDER = st.sampled_from(["cash", "campus_card", "mobile"])


def all_of(most: int) -> st.SearchStrategy[int]:
    """A part of an amount; all of it is what is common."""
    return st.one_of(st.just(most), st.integers(1, most))


class Counterside:
    """What all rules share: the desk, the plain books, and how something is tried."""

    desk: Desk
    clock: FixedClock
    books: PlainBooks
    shifts: dict[int, tuple[int, str]]  # till → open shift, when it began
    at_top_up: bool

    @property
    def today(self) -> str:
        return self.clock.day().isoformat()

    def attempt(
        self,
        action: Callable[[str], Any],
        *,
        allowed: bool = True,
        posts: bool = True,
        till: int = 0,
        repeat: bool = True,
    ) -> Any:
        """Do it, and with the same operation id again: the same comes back. What is not allowed must be
        refused, as must whatever posts into a closed month or before its shift; None then."""
        once = operation()
        late = bool(till) and self.desk.ground.now < self.shifts[till][1]
        if not allowed or late or (posts and self.today[:7] <= max(self.books.closed, default="")):
            with pytest.raises(Refusal):
                action(once)
            return None
        done = action(once)
        done = getattr(done, "receipt", done)
        if repeat:
            again = action(once)
            assert getattr(again, "receipt", again) == done
        return True if done is None else done

    def asset(self, tender: str, till: int) -> str:
        return f"cash:{till}" if tender == "cash" else f"clearing:{tender}"

    @staticmethod
    def entry_of(paper: int) -> int:
        return int(connection.value("SELECT entry_id FROM paper WHERE id = ?", (paper,)))


class TillRules(Counterside):
    """Charges, payments, what goes back, slips and shifts."""

    @rule(
        patron=PATRON,
        kind=st.sampled_from(["service"] * 4 + ["overdue", "compensation"]),
        gross=FEN,
        percent=st.integers(0, 100),
    )
    def charge(self, patron: int, kind: str, gross: int, percent: int) -> None:
        self.owe(patron, kind, gross, percent)

    def owe(self, patron: int, kind: str, gross: int, percent: int) -> None:
        """A price on a reader's account, a service's partly borne by a subsidy."""
        subsidy = gross * percent // 100 if kind == "service" else 0
        lines = (Line("per_item", gross, {}), *([Line("subsidy_percent", -subsidy, {})] if subsidy else []))
        number = self.attempt(
            lambda once: self.desk.cashier.charge(
                BY, patron, kind, "x", Price("v", lines), operation_id=once
            ),
            repeat=False,
        )
        if number is None:
            return
        due = gross - subsidy
        self.books.charges[number] = Charge(patron, kind, gross, subsidy, due)
        moves = [(f"receivable:{patron}", due), ("subsidy:service", subsidy), (INCOME[kind], -gross)]
        self.books.post(self.today, moves)

    @precondition(lambda self: self.books.charges)
    @rule(data=st.data())
    def drop(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.books.charges)))
        charge = self.books.charges[number]
        done = self.attempt(
            lambda once: self.desk.cashier.drop_charge(BY, number, "withdrawn", once),
            allowed=charge.owed == charge.due and not charge.dropped,
            repeat=False,
        )
        if done:
            receivable = f"receivable:{charge.record}"
            moves = [(receivable, -charge.due), ("subsidy:service", -charge.subsidy)]
            self.books.post(self.today, [*moves, (INCOME[charge.kind], charge.gross)])
            charge.owed, charge.dropped = 0, True
            self.books.cancel_slips([number])

    @rule(patron=PATRON, till=TILL, given=st.dictionaries(TENDER, FEN, min_size=1, max_size=2))
    def top_up(self, patron: int, till: int, given: dict[str, int]) -> None:
        self.pay_in(patron, till, given)

    def pay_in(self, patron: int, till: int, given: dict[str, int]) -> None:
        """Money in advance: tender → fen."""
        tenders = [Tender(kind, fen, operation()) for kind, fen in given.items()]
        shift = self.shifts[till][0]
        receipt = self.attempt(
            lambda once: self.desk.cashier.top_up(BY, shift, patron, tenders, once), till=till
        )
        if receipt:
            kept = self.books.records(patron)[0]
            debits = [(self.asset(kind, till), fen) for kind, fen in given.items()]
            credits = Counter({f"deposit:{kept}:{kind}": fen for kind, fen in given.items()})
            entry = self.entry_of(receipt.paper_id)
            self.books.settle(
                self.today,
                Payment("deposit", kept, entry, receipt.paper_id, {}, debits, credits, shift, till),
            )

    @precondition(lambda self: any(each.owed for each in self.books.charges.values()))
    @rule(till=TILL, kind=TENDER, from_deposit=st.integers(0, 60_000), data=st.data())
    def pay(self, till: int, kind: str, from_deposit: int, data: st.DataObject) -> None:
        patron = data.draw(self._debtor())
        due = self.books.due(patron)
        chosen = sorted(data.draw(st.lists(st.sampled_from(sorted(due)), min_size=1, unique=True)))
        total = sum(due[charge] for charge in chosen)
        part = min(from_deposit, total, self.books.deposit(patron))
        tenders = [Tender("deposit", part)] if part else []
        debits = self.books.draw(patron, part)
        if total > part:
            tenders.append(Tender(kind, total - part, operation()))
            debits.append((self.asset(kind, till), total - part))
        shift = self.shifts[till][0]
        receipt = self.attempt(
            lambda once: self.desk.counter.take_payment(BY, shift, patron, chosen, tenders, once), till=till
        )
        if receipt:
            assert receipt.total_fen == total
            self._settled("payment", patron, receipt.paper_id, chosen, debits, shift, till)

    def _debtor(self) -> st.SearchStrategy[int]:
        """One of those who owe something."""
        return st.sampled_from([patron for patron in (1, 2, 3) if self.books.due(patron)])

    def _settled(
        self, way: str, patron: int, paper: int, chosen: list[int], debits: Any, shift: int | None, till: int
    ) -> None:
        lines = {charge: self.books.charges[charge].owed for charge in chosen}
        kept, entry = self.books.records(patron)[0], self.entry_of(paper)
        self.books.settle(self.today, Payment(way, kept, entry, paper, lines, debits, shift=shift, till=till))

    @precondition(lambda self: any(each.owed for each in self.books.charges.values()))
    @rule(data=st.data())
    def debit_by_itself(self, data: st.DataObject) -> None:
        patron = data.draw(self._debtor())
        due = self.books.due(patron)
        charge = data.draw(st.sampled_from(sorted(due)))
        reaches = due[charge] <= self.books.deposit(patron)
        debits = self.books.draw(patron, due[charge]) if reaches else []
        receipt = self.attempt(
            lambda once: self.desk.cashier.debit(BY, patron, [charge], once), posts=reaches, repeat=False
        )
        assert receipt is None or (receipt is not True) == reaches
        if receipt and reaches:
            self._settled("payment", patron, receipt.paper_id, [charge], debits, None, 1)

    @precondition(
        lambda self: any(each.alive and each.way in ("payment", "deposit") for each in self.books.payments)
    )
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        taken = [each for each in self.books.payments if each.alive and each.way in ("payment", "deposit")]
        payment = data.draw(st.sampled_from(taken))
        till, shift = payment.till, self.shifts[payment.till][0]
        cash = sum(fen for code, fen in payment.debits if code == f"cash:{till}")
        done = self.attempt(
            lambda once: self.desk.cashier.reverse_payment(BY, shift, payment.paper, "mis-keyed", once),
            allowed=payment.shift == shift and cash <= self.books.cash(till) and self.books.may_go(payment),
            till=till,
        )
        if done:
            self.books.take_back(self.today, payment)

    @precondition(lambda self: any(each.alive and each.lines for each in self.books.payments))
    @rule(till=TILL, data=st.data(), to_deposit=st.booleans())
    def refund(self, till: int, data: st.DataObject, to_deposit: bool) -> None:
        payment = data.draw(
            st.sampled_from([each for each in self.books.payments if each.alive and each.lines])
        )
        tender = data.draw(st.sampled_from(sorted(payment.ways())))
        charge = data.draw(st.sampled_from(sorted(payment.lines)))
        most = min(payment.left()[charge], 0 if tender == "mobile" else payment.ways()[tender])
        if tender == "cash" and not to_deposit:
            most = min(most, self.books.cash(till))
        named = self.books.held([charge])
        shift, red = self.shifts[till][0], self._red_letter(named)
        back = Back(tender, "wrong pages", to_deposit=to_deposit, reference="B1", red_letter=red or "")

        def give(fen: int) -> Any:
            return lambda once: self.desk.refunds.refund(BY, shift, payment.entry, {charge: fen}, back, once)

        self.attempt(give(most + 1), allowed=False)
        if not most:
            return
        fen = data.draw(all_of(most))
        if self.attempt(give(fen), allowed=red is not None, till=till):
            self._gave_back(
                payment, charge, fen, tender, self._returned(payment, tender, fen, till, to_deposit)
            )
            if tender == "deposit" or not to_deposit:
                self.books.given_back[shift, tender] += fen
            for invoice in named:
                invoice.go_back("charge", charge, fen)

    @staticmethod
    def _red_letter(invoices: list[Any]) -> str | None:
        """The red-letter number that is needed; None where nothing goes back at all."""
        if not invoices:
            return ""
        issued = len(invoices) == 1 and invoices[0].state in ("issued", "sent")
        return f"2{invoices[0].number:019d}" if issued else None

    def _returned(self, payment: Payment, tender: str, fen: int, till: int, to_deposit: bool) -> Counter[str]:
        """Account → what goes back onto it, or out of it."""
        if tender != "deposit":
            onto = f"deposit:{payment.person}:{tender}" if to_deposit else self.asset(tender, till)
            return Counter({onto: fen})
        parts: Counter[str] = Counter()
        for code, drawn in payment.debits:
            if code.startswith("deposit:"):
                parts[code] = min(fen - parts.total(), drawn - payment.back_onto[code])
        return parts

    def _gave_back(self, payment: Payment, number: int, fen: int, tender: str, parts: Counter[str]) -> None:
        charge = self.books.charges[number]
        charge.back += fen
        subsidy = charge.subsidy if charge.back == charge.due else 0
        earned = [(INCOME[charge.kind], fen + subsidy), ("subsidy:service", -subsidy)]
        self.books.post(self.today, [*earned, *((code, -part) for code, part in parts.items())])
        payment.back[number] += fen
        payment.back_by[tender] += fen
        if tender == "deposit":
            payment.back_onto += parts

    @rule(patron=PATRON, till=TILL, data=st.data())
    def pay_back(self, patron: int, till: int, data: st.DataObject) -> None:
        have: Counter[str] = Counter()
        for code, fen in self.books.deposits(patron):
            have[code.split(":")[2]] += fen
        del have["mobile"]
        if not have:
            return
        tender = data.draw(st.sampled_from(sorted(have)))
        most = min(have[tender], self.books.cash(till)) if tender == "cash" else have[tender]
        if not most:
            return
        fen, shift = data.draw(all_of(most)), self.shifts[till][0]
        bitten = self._bitten(patron, fen)
        red = self._red_letter([invoice for invoice, _ in bitten])
        back = Back(tender, "graduated", reference="B2", red_letter=red or "")
        done = self.attempt(
            lambda once: self.desk.refunds.pay_back_deposit(BY, shift, patron, fen, back, once),
            allowed=red is not None,
            till=till,
        )
        if done:
            out = (self.asset(tender, till), -fen)
            self.books.post(self.today, [*self.books.draw(patron, fen, tender), out])
            self.books.given_back[shift, tender] += fen
            for invoice, part in bitten:
                invoice.go_back("top_up", 0, part)

    def _bitten(self, patron: int, fen: int) -> list[tuple[Any, int]]:
        """The invoices for money in advance that would not be covered any more, and by how much less: what
        is there covers the oldest first."""
        had, bitten = self.books.deposit(patron), []
        left = had - fen
        for _, invoice in sorted(self.books.invoices.items()):
            held = invoice.top_ups - invoice.red["top_up", 0]
            if invoice.holds and held > 0 and invoice.person in self.books.records(patron):
                less = min(had, held) - min(left, held)
                if less:
                    bitten.append((invoice, less))
                had, left = max(0, had - held), max(0, left - held)
        return bitten

    @precondition(lambda self: self.books.charges)
    @rule(data=st.data())
    def write_off(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.books.charges)))
        charge = self.books.charges[number]
        done = self.attempt(
            lambda once: self.desk.refunds.write_off(BY, number, "left the city", once),
            allowed=charge.owed > 0,
        )
        if done:
            moves = [(rules.WRITE_OFF_ACCOUNT, charge.owed), (f"receivable:{charge.record}", -charge.owed)]
            self.books.post(self.today, moves)
            charge.owed = 0
            self.books.cancel_slips([number])
