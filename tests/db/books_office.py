"""Slips, shifts, the bank and the finance office, as rules; time passes, readers are merged."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from db import connection
from ill_desktop.cashier import partners
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.clock import utc_text
from tests.db.books_model import BANK, UNKNOWN, Invoice, Payment
from tests.db.books_till import BY, FEN, PATRON, TILL, Counterside

START = dt.datetime(2026, 11, 21, 6, tzinfo=dt.UTC)
BUYER = Buyer("person", "陈竑宇", email="chy@126.com")
NEXT = {"requested": ("issued", "void"), "issued": ("sent", "red_letter"), "sent": ("not_sent", "red_letter")}


class SlipRules(Counterside):
    """Internal transfers, and the drawers."""

    @precondition(lambda self: self.books.due(1))
    @rule(data=st.data())
    def issue_slip(self, data: st.DataObject) -> None:
        due = self.books.due(1)
        chosen = sorted(data.draw(st.lists(st.sampled_from(sorted(due)), min_size=1, unique=True)))
        waiting = {charge for lines in self.books.slips.values() for charge in lines}
        slip = self.attempt(
            lambda once: self.desk.transfers.issue(BY, 1, chosen, once),
            allowed=not waiting & set(chosen),
            posts=False,
        )
        if slip:
            self.books.slips[slip.paper_id] = {charge: due[charge] for charge in chosen}

    @rule(patron=PATRON, fen=FEN)
    def issue_slip_in_advance(self, patron: int, fen: int) -> None:
        slip = self.attempt(
            lambda once: self.desk.transfers.issue_in_advance(BY, patron, fen, once),
            allowed=patron == 1,
            posts=False,
        )
        if slip:
            self.books.slips[slip.paper_id] = {}
            self.books.in_advance[slip.paper_id] = fen

    @precondition(lambda self: self.books.slips)
    @rule(data=st.data(), stamped=st.integers(0, 3))
    def settle_slip(self, data: st.DataObject, stamped: int) -> None:
        slip = data.draw(st.sampled_from(sorted(self.books.slips)))
        lines = self.books.slips[slip]
        if not stamped:
            self.attempt(lambda _: self.desk.transfers.cancel(BY, slip), posts=False, repeat=False)
            del self.books.slips[slip]
            return
        done = self.attempt(
            lambda once: self.desk.counter.match_transfer(BY, slip, f"FIN-{slip}", once, sure=True),
            allowed=all(self.books.charges[charge].owed == fen for charge, fen in lines.items()),
        )
        if done:
            entry = int(connection.value("SELECT entry_id FROM transfer WHERE id = ?", (slip,)))
            paid_in = self.books.in_advance.get(slip, 0)
            debits = [("clearing:transfer", sum(lines.values()) + paid_in)]
            credits = Counter({"deposit:1:transfer": paid_in} if paid_in else {})
            payment = Payment("transfer" if lines else "advance", 1, entry, slip, lines, debits, credits)
            self.books.settle(self.today, payment)
            self.books.slips.pop(slip, None)  # one for a deposit names no charge
            self.books.matched[slip] = payment

    @precondition(lambda self: self.books.matched)
    @rule(data=st.data())
    def take_back_slip(self, data: st.DataObject) -> None:
        slip = data.draw(st.sampled_from(sorted(self.books.matched)))
        payment = self.books.matched[slip]
        done = self.attempt(
            lambda once: self.desk.counter.take_back_transfer(BY, slip, "not stamped", once),
            allowed=self.books.may_go(payment),
        )
        if done:
            self.books.take_back(self.today, payment)
            self.books.slips[slip] = payment.lines
            del self.books.matched[slip]

    @rule(till=TILL, difference=st.integers(-300, 300), change=st.sampled_from([0, 0, 5_000]))
    def change_shift(self, till: int, difference: int, change: int) -> None:
        self.new_shift(till, max(0, self.books.cash(till) + difference), change)

    def new_shift(self, till: int, counted: int, change: int) -> None:
        """Close with what was counted, open with so much more."""
        shift, drawer, cash = self.shifts[till][0], f"cash:{till}", self.books.cash(till)
        done = self.attempt(
            lambda _: self.desk.shifts.close(BY, shift, counted), posts=counted != cash, repeat=False
        )
        if not done:
            return
        self.books.post(self.today, [(drawer, counted - cash), ("overshort:cash", cash - counted)])
        shift = self.attempt(
            lambda _: self.desk.shifts.open(BY, till, counted + change), posts=change > 0, repeat=False
        )
        if shift:
            self.books.post(self.today, [(drawer, change), ("finance:cash", -change)])
        else:
            shift = self.desk.shifts.open(BY, till, counted)
        self.shifts[till] = shift, self.desk.ground.now

    @rule(till=TILL, kind=st.sampled_from(["pay_in", "pay_out", "hand_over"]), fen=FEN)
    def move_cash(self, till: int, kind: str, fen: int) -> None:
        shift, said = self.shifts[till][0], () if kind == "hand_over" else ("stamps",)
        action = getattr(self.desk.shifts, kind)
        done = self.attempt(
            lambda once: action(BY, shift, fen, *said, once),
            allowed=kind == "pay_in" or fen <= self.books.cash(till),
            till=till,
        )
        if done:
            into = fen if kind == "pay_in" else -fen
            other = "petty:cash" if kind == "pay_out" else "finance:cash"
            self.books.post(self.today, [(f"cash:{till}", into), (other, -into)])


class BankRules(Counterside):
    """Money that comes by bank."""

    @rule(fen=FEN)
    def receive(self, fen: int) -> None:
        day, reference = self.clock.day(), f"B{len(self.books.came)}"
        number = self.attempt(lambda once: self.desk.bank.receive(BY, day, fen, "x", reference, once))
        if number:
            self.books.came[number] = self.books.incoming[number] = fen
            self.books.post(self.today, [(BANK, fen), (UNKNOWN, -fen)])

    @precondition(lambda self: self.books.incoming)
    @rule(patron=PATRON, data=st.data(), to_deposit=st.booleans(), partly=st.booleans())
    def settle_bank(self, patron: int, data: st.DataObject, to_deposit: bool, partly: bool) -> None:
        waiting = [number for number, left in self.books.incoming.items() if left]
        number = data.draw(st.sampled_from(waiting or sorted(self.books.incoming)))
        due, left = self.books.due(patron), self.books.incoming[number]
        few = st.lists(st.sampled_from(sorted(due)), unique=True, max_size=3) if due else st.just(list[int]())
        chosen = sorted(data.draw(few))
        lines, reach = dict[int, int](), left
        for charge in chosen:
            lines[charge] = min(due[charge], reach)
            reach -= lines[charge]
        rest = reach if to_deposit else 0
        lines = {charge: fen for charge, fen in lines.items() if fen}
        total = sum(lines.values()) + rest
        receipt = self.attempt(
            lambda once: self.desk.counter.settle_bank(
                BY, number, patron, chosen, once, rest_to_deposit=to_deposit, partly=partly
            ),
            allowed=total > 0 and (partly or sum(due[charge] for charge in chosen) <= left),
        )
        if receipt:
            kept = self.books.records(patron)[0]
            credits = Counter({f"deposit:{kept}:bank": rest} if rest else {})
            entry = self.entry_of(receipt.paper_id)
            payment = Payment("bank", kept, entry, receipt.paper_id, lines, [(UNKNOWN, total)], credits)
            payment.incoming = number
            self.books.settle(self.today, payment)
            self.books.incoming[number] -= total

    @precondition(lambda self: self.books.incoming)
    @rule(data=st.data(), whole=st.booleans())
    def send_back(self, data: st.DataObject, whole: bool) -> None:
        """To whoever it came from; or, keyed in wrong, out of the books."""
        number = data.draw(st.sampled_from(sorted(self.books.incoming)))
        left, bank = self.books.incoming[number], self.desk.bank
        if whole:
            entry = self.attempt(
                lambda once: bank.withdraw(BY, number, "keyed twice", once),
                allowed=left == self.books.came[number],
            )
        else:
            entry = self.attempt(
                lambda once: bank.send_back(BY, number, "unknown", f"S{number}", once), allowed=left > 0
            )
        if entry:
            self.books.post(self.today, [(UNKNOWN, left), (BANK, -left)])
            self.books.incoming[number] = 0
            if not whole:
                self.books.sent_back[entry] = number, left

    @precondition(lambda self: self.books.came)
    @rule(data=st.data())
    def take_back_bank(self, data: st.DataObject) -> None:
        settled = {each.entry: each for each in self.books.payments if each.alive and each.way == "bank"}
        if not settled and not self.books.sent_back:
            return
        entry = data.draw(st.sampled_from(sorted([*settled, *self.books.sent_back])))
        payment = settled.get(entry)
        done = self.attempt(
            lambda once: self.desk.counter.take_back_bank(BY, entry, "another reader's", once),
            allowed=payment is None or self.books.may_go(payment),
        )
        if done and payment is not None and payment.incoming is not None:
            self.books.take_back(self.today, payment)
            self.books.incoming[payment.incoming] += payment.debits[0][1]
        elif done:
            number, fen = self.books.sent_back.pop(entry)
            self.books.post(self.today, [(UNKNOWN, -fen), (BANK, fen)])
            self.books.incoming[number] += fen


class OfficeRules(SlipRules):
    """Invoices, partners, months; time; one reader with two records."""

    suppliers: dict[str, int]  # network → one of its libraries
    request: int

    @rule(patron=st.sampled_from([2, 3]), data=st.data())
    def ask_invoice(self, patron: int, data: st.DataObject) -> None:
        items = self.desk.invoices.items(patron)
        assert {each.charge_id: each.amount_fen for each in items if each.charge_id} == self.books.fees(
            patron, self.at_top_up
        )
        if not items:
            return
        chosen = data.draw(st.lists(st.sampled_from(items), min_size=1, unique=True))
        slip = self.attempt(lambda once: self.desk.invoices.ask(BY, patron, chosen, BUYER, once), posts=False)
        lines = {
            ("charge", each.charge_id) if each.charge_id else ("top_up", each.top_up_id or 0): each.amount_fen
            for each in chosen
        }
        person = self.books.records(patron)[0]
        self.books.invoices[slip.paper_id] = Invoice("requested", person, lines, slip.paper_id)

    @precondition(lambda self: self.books.invoices)
    @rule(data=st.data(), to=st.sampled_from(["issued", "issued", "sent", "not_sent", "void", "red_letter"]))
    def go_on_with_invoice(self, data: st.DataObject, to: str) -> None:
        number = data.draw(st.sampled_from(sorted(self.books.invoices)))
        invoice, office, day = self.books.invoices[number], self.desk.invoices, self.clock.day()
        steps: dict[str, Any] = {
            "issued": lambda _: office.issue(BY, number, f"{number:020d}", day),
            "sent": lambda _: office.send(BY, number),
            "not_sent": lambda _: office.not_sent(BY, number),
            "void": lambda _: office.withdraw(BY, number, "not wanted"),
            "red_letter": lambda _: office.red_letter(BY, number, f"1{number:019d}", day, "wrong title"),
        }
        allowed = to in NEXT.get(invoice.state, ())
        if self.attempt(steps[to], allowed=allowed, posts=False, repeat=False):
            invoice.state = "issued" if to == "not_sent" else to

    @rule(network=st.sampled_from(["CALIS", "CASHL"]), fen=FEN)
    def supply(self, network: str, fen: int) -> None:
        """A library of a network has supplied something for a price."""
        number = connection.value(
            "INSERT INTO request_supplier (request_id, position, supplier_id, asked_at, answered_at, answer, "
            "cost_fen) SELECT ?1, COALESCE(MAX(position), 0) + 1, ?2, ?3, ?3, 'shipped', ?4 "
            "FROM request_supplier WHERE request_id = ?1 RETURNING id",
            (self.request, self.suppliers[network], self.desk.ground.now, fen),
        )
        self.books.costs[int(number)] = [fen, 0]

    @precondition(lambda self: self.books.costs)
    @rule(data=st.data(), fen=FEN)
    def change_cost(self, data: st.DataObject, fen: int) -> None:
        number = data.draw(st.sampled_from(sorted(self.books.costs)))
        connection.execute("UPDATE request_supplier SET cost_fen = ? WHERE id = ?", (fen, number))
        self.books.costs[number][0] = fen

    @precondition(lambda self: self.books.costs)
    @rule(network=st.sampled_from(["CALIS", "CASHL"]), back=st.integers(0, 2))
    def settle_network(self, network: str, back: int) -> None:
        day = (self.clock.day().replace(day=15) - dt.timedelta(days=30 * back)).isoformat()
        month = day[:7]
        found = connection.rows(
            lambda *row: row, "SELECT id, supplier_id, answered_at FROM request_supplier ORDER BY id"
        )
        of_month = {
            number: asked - settled
            for number, supplier, at in found
            for asked, settled in (self.books.costs[number],)
            if supplier == self.suppliers[network]
            and asked != settled
            and (settled or self._month(at) == month)
        }
        assert {each.id: each.amount_fen for each in partners.costs(self.clock, month, network)} == of_month
        total = sum(of_month.values())
        done = self.attempt(
            lambda once: self.desk.partners.settle(BY, network, month, "BILL", once), allowed=total > 0
        )
        if done:
            self.books.post(self.today, [("cost:partners", total), ("finance:partners", -total)])
            for number, fen in of_month.items():
                self.books.costs[number][1] += fen

    def _month(self, at: str) -> str:
        return self.clock.day(dt.datetime.fromisoformat(at)).isoformat()[:7]

    @rule(back=st.integers(1, 2), after_shifts=st.booleans())
    def close_month(self, back: int, after_shifts: bool) -> None:
        if after_shifts:  # as it is done: the month is over, every till has begun a new shift
            self.clock.advance(days=31)
            for till in self.shifts:
                self.new_shift(till, self.books.cash(till), 0)
        month = (self.clock.day().replace(day=15) - dt.timedelta(days=30 * back)).isoformat()[:7]
        after = (dt.date.fromisoformat(f"{month}-01") + dt.timedelta(days=32)).replace(day=1)
        end = utc_text(self.clock.start_of(after))
        closed = self.attempt(
            lambda _: self.desk.months.close(BY, month),
            allowed=month > max(self.books.closed, default="")
            and all(began >= end for _, began in self.shifts.values()),
            posts=False,
            repeat=False,
        )
        if closed:
            self.books.closed[month] = self.books.until(month)
            assert closed.balance == self.books.closed[month]

    @rule(days=st.sampled_from([0, 1, 8, 30, 30, -1, -12, -32]), seconds=st.integers(1, 80_000))
    def let_time_pass(self, days: int, seconds: int) -> None:
        """Mostly forward; sometimes somebody sets the clock back."""
        self.clock.advance(days=days, seconds=seconds)
        self.clock.instant = max(self.clock.instant, START)

    @rule()
    def merge_or_part(self) -> None:
        act = self.desk.merging.unmerge if self.books.merged else self.desk.merging.merge
        said = (3, "two persons") if self.books.merged else (3, 2, "one person")
        act(BY, *said)
        self.books.merged = not self.books.merged
