"""The exercise at the till: every tender, refunds, voids, slips, invoices, shifts."""

from __future__ import annotations

from random import Random

from db import connection
from ill_desktop import settings
from ill_desktop.cashier import ledger, paid, queries, rules
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.refunds import Back, RefundService
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.shifts import ShiftService
from ill_desktop.counter.exercise_desk import DeskWork, Done
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor

FLOAT_FEN = 200_00
TOP_UPS = (10_00, 50_00, 100_00)
REASON = "exercise"
_PAYMENTS = (
    "SELECT e.id FROM entry e WHERE e.kind = 'payment' "
    "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = e.id) ORDER BY e.id DESC"
)
_VOIDABLE = (
    "SELECT p.id FROM paper p JOIN entry e ON e.id = p.entry_id WHERE p.shift_id = ? "
    "AND e.kind IN ('payment', 'deposit') AND NOT EXISTS (SELECT 1 FROM paper_void v WHERE v.id = p.id) "
    "ORDER BY p.id DESC"
)


class TillWork:
    """Money at the first till that is offered. Each action is one commit; None when there is nothing of
    the kind to do. Amounts in fen."""

    def __init__(self, ground: Ground, by: Actor, random: Random, desk: DeskWork) -> None:
        self._by, self._random, self._desk = by, random, desk
        self._shifts = ShiftService(ground)
        self._refunds = RefundService(ground)
        self._invoices = InvoiceService(ground)
        self._till = queries.tills()[0][0]

    @property
    def shift(self) -> int:
        """The open shift; 0 when there is none (then every payment is refused)."""
        row = queries.open_shift(self._till)
        return row.id if row else 0

    # Shifts

    def open_shift(self, operation: str) -> Done:
        """A drawer begins the day with its float, as it was counted."""
        return Done(f"shift:{self._shifts.open(self._by, self._till, FLOAT_FEN)}")

    def close_shift(self, operation: str) -> Done:
        """The drawer is counted, now and then a coin too much or too few."""
        have = ledger.balance(rules.cash_account(self._till))
        counted = max(0, have + self._random.choice((0, 0, 0, -50, 100)))
        return Done(self._shifts.close(self._by, self.shift, counted).operation_id)

    def hand_over(self, operation: str) -> Done | None:
        """Money over the float goes to finance."""
        more = ledger.balance(rules.cash_account(self._till)) - FLOAT_FEN
        if more <= 0:
            return None
        self._shifts.hand_over(self._by, self.shift, more, operation)
        return Done(operation, amount_fen=-more)

    # Money in

    def _debtor(self) -> tuple[int, list[queries.Due]] | None:
        """A reader who owes something, and what he settles now: one charge or all, with no slip out."""
        request = self._desk.one_of("SELECT id FROM request WHERE state = 'awaiting_payment' ORDER BY id")
        if request is None:
            return None
        patron = int(connection.value("SELECT patron_id FROM request WHERE id = ?", (request,)))
        dues = [due for due in queries.dues(patron) if not due.pending_slip]
        if not dues:
            return None
        return patron, dues if self._random.random() < 0.3 else [self._random.choice(dues)]

    def _tender(self, kind: str, fen: int, operation: str) -> Tender:
        if kind == "cash":
            return Tender(kind, fen, given_fen=-(-fen // 10_00) * 10_00)
        return Tender(kind, fen, f"{kind[0].upper()}-{operation}")

    def pay(self, operation: str) -> Done | None:
        """What is due, by one tender."""
        found = self._debtor()
        if found is None:
            return None
        patron, dues = found
        total = sum(due.amount_fen for due in dues)
        kind = self._random.choice(("cash", "cash", "campus_card", "mobile", "deposit"))
        if kind == "deposit" and queries.deposit_balance(patron) >= total:
            return self._take(patron, dues, [Tender("deposit", total)], operation)
        tender = self._tender("cash" if kind == "deposit" else kind, total, operation)
        return self._take(patron, dues, [tender], operation)

    def pay_in_parts(self, operation: str) -> Done | None:
        """Some of it from the deposit or by card, the rest in cash."""
        found = self._debtor()
        if found is None:
            return None
        patron, dues = found
        total = sum(due.amount_fen for due in dues)
        have = min(queries.deposit_balance(patron), total - 1)
        if total < 2:
            return None
        first = Tender("deposit", have) if have > 0 else self._tender("campus_card", total // 2, operation)
        rest = self._tender("cash", total - first.amount_fen, operation)
        return self._take(patron, dues, [first, rest], operation)

    def _take(self, patron: int, dues: list[queries.Due], tenders: list[Tender], operation: str) -> Done:
        charges = [due.charge_id for due in dues]
        released = self._desk.counter.take_payment(self._by, self.shift, patron, charges, tenders, operation)
        return _paid_in(released.receipt)

    def top_up(self, operation: str) -> Done | None:
        """Money in advance."""
        reader = self._desk.reader()
        if reader is None:
            return None
        kind, fen = self._random.choice(("cash", "campus_card", "mobile")), self._random.choice(TOP_UPS)
        tender = self._tender(kind, fen, operation)
        return _paid_in(self._desk.cashier.top_up(self._by, self.shift, reader, [tender], operation))

    # Slips of internal transfers

    def issue_slip(self, operation: str) -> Done | None:
        """A campus reader lets his institute pay: a slip is printed, nothing is posted yet."""
        found = self._debtor()
        if found is None:
            return None
        patron, dues = found
        if not queries.payer(patron).campus:
            return None
        self._desk.transfers.issue(self._by, patron, [due.charge_id for due in dues], operation)
        return Done(operation)

    def issue_slip_in_advance(self, operation: str) -> Done | None:
        """His institute pays in advance."""
        reader = self._desk.reader()
        if reader is None or not queries.payer(reader).campus:
            return None
        self._desk.transfers.issue_in_advance(self._by, reader, self._random.choice(TOP_UPS), operation)
        return Done(operation)

    def match_slip(self, operation: str) -> Done | None:
        """Finance has stamped one."""
        slip = self._desk.one_of("SELECT id FROM transfer WHERE state = 'pending' ORDER BY id")
        if slip is None:
            return None
        released = self._desk.counter.match_transfer(self._by, slip, f"FIN-{operation}", operation)
        return Done(operation, amount_fen=released.receipt.total_fen)

    # Money back

    def refund(self, operation: str) -> Done | None:
        """Part or all of one charge goes back, by the tender it came in or onto the deposit."""
        entry = self._desk.one_of(_PAYMENTS)
        if entry is None:
            return None
        before = paid.paid(entry)
        lines = [line for line in before.lines if line.left_fen > 0]
        ways = [way for way in before.ways if way.left_fen > 0]
        if not lines or not ways:
            return None
        line, way = self._random.choice(lines), self._random.choice(ways)
        most = min(line.left_fen, way.left_fen, self._limit())
        if most <= 0:
            return None
        fen = most if self._random.random() < 0.6 else self._random.randint(1, most)
        to_deposit = way.tender != "deposit" and self._random.random() < 0.3
        back = Back(way.tender, REASON, to_deposit=to_deposit, reference=f"B-{operation}")
        self._refunds.refund(self._by, self.shift, entry, {line.charge_id: fen}, back, operation)
        return Done(operation, amount_fen=-fen)

    def _limit(self) -> int:
        """A second person says yes above the library's amount; there is none here."""
        above = settings.read("refund.approval_above_fen")
        return rules.LARGEST_FEN if above is None else int(above)

    def pay_back(self, operation: str) -> Done | None:
        """A deposit goes back, in part or whole."""
        reader = self._desk.reader()
        have = paid.deposit_by_tender(reader) if reader else {}
        ways = [way for way in sorted(have) if have[way] > 0 and way not in rules.NEVER_REFUNDED]
        if reader is None or not ways:
            return None
        way = self._random.choice(ways)
        fen = self._random.randint(1, min(have[way], self._limit()))
        back = Back(way, REASON, reference=f"B-{operation}")
        self._refunds.pay_back_deposit(self._by, self.shift, reader, fen, back, operation)
        return Done(operation, amount_fen=-fen)

    def void(self, operation: str) -> Done | None:
        """A mis-keyed payment of this shift is taken back; its number stays."""
        paper = self._desk.one_of(_VOIDABLE, self.shift)
        if paper is None:
            return None
        receipt = self._desk.cashier.reverse_payment(self._by, self.shift, paper, REASON, operation)
        return Done(operation, amount_fen=-receipt.total_fen)

    def write_off(self, operation: str) -> Done | None:
        """A debt that will not be paid."""
        found = self._debtor()
        if found is None or found[1][0].amount_fen > self._limit():
            return None
        self._refunds.write_off(self._by, found[1][0].charge_id, REASON, operation)
        return Done(operation)

    def ask_invoice(self, operation: str) -> Done | None:
        """A reader wants an invoice for what he has paid."""
        reader = self._desk.reader()
        items = self._invoices.items(reader) if reader else []
        if reader is None or not items:
            return None
        name = queries.payer(reader).name
        buyer = Buyer("person", name, email=f"{operation}@example.org")
        self._invoices.ask(self._by, reader, [self._random.choice(items)], buyer, operation)
        return Done(operation)


def _paid_in(receipt: Receipt) -> Done:
    return Done(receipt.operation_id, receipt.number, receipt.total_fen)
