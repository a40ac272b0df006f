"""Plain books beside the ledger: every account as a sum in a dictionary, every document as a small object.

Nothing here asks the program anything; what it knows is what the rules of the machine have told it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

INCOME = {"service": "income:service", "overdue": "income:overdue", "compensation": "owed:compensation"}
UNKNOWN, BANK = "owed:unknown_payers", "clearing:bank"
Moves = list[tuple[str, int]]


@dataclass
class Charge:
    """``record``: on whose account it stands; ``back``: what went back of it, of all its payments."""

    record: int
    kind: str
    gross: int
    subsidy: int
    owed: int
    back: int = 0
    dropped: bool = False

    @property
    def due(self) -> int:
        return self.gross - self.subsidy


@dataclass
class Payment:
    """What settled charges, or paid into a deposit: ``way`` is the kind of its entry."""

    way: str
    person: int
    entry: int
    paper: int
    lines: dict[int, int]
    debits: Moves
    credits: Counter[str] = field(default_factory=Counter)
    shift: int | None = None
    till: int = 1
    incoming: int | None = None
    back: Counter[int] = field(default_factory=Counter)
    back_by: Counter[str] = field(default_factory=Counter)
    back_onto: Counter[str] = field(default_factory=Counter)
    alive: bool = True

    def ways(self) -> Counter[str]:
        """Tender → what came in by it and has not gone back."""
        ways: Counter[str] = Counter()
        for code, fen in self.debits:
            ways["bank" if code == UNKNOWN else tender_of(code)] += fen
        return Counter({way: fen - self.back_by[way] for way, fen in ways.items()})

    def left(self) -> dict[int, int]:
        return {charge: fen - self.back[charge] for charge, fen in self.lines.items()}

    def from_deposit(self) -> dict[int, int]:
        """How much of each line that is left the deposit has borne: in their order, as far as it went."""
        drawn, borne = self.ways()["deposit"], {}
        for charge, fen in sorted(self.left().items()):
            borne[charge] = min(fen, drawn)
            drawn -= borne[charge]
        return borne


@dataclass
class Invoice:
    state: str
    person: int
    lines: dict[tuple[str, int], int]  # ("charge" | "top_up", id) → fen
    number: int = 0
    red: Counter[tuple[str, int]] = field(default_factory=Counter)  # went back by a red letter; top-ups as 0

    @property
    def top_ups(self) -> int:
        return sum(fen for (kind, _), fen in self.lines.items() if kind == "top_up")

    def go_back(self, kind: str, charge: int, fen: int) -> None:
        """With a red letter; when all of it is gone the register shows it as cancelled."""
        self.red[kind, charge] += fen
        owed = {key: part for key, part in self.lines.items() if key[0] == "charge"}
        owed["top_up", 0] = self.top_ups
        if all(self.red[key] >= part for key, part in owed.items()):
            self.state = "red_letter"

    @property
    def holds(self) -> bool:
        return self.state in ("requested", "issued", "sent")


def tender_of(code: str) -> str:
    """``cash:2`` → cash, ``clearing:mobile`` → mobile, ``deposit:1:cash`` → deposit."""
    kind, rest = code.split(":", 1)
    return rest if kind == "clearing" else kind


class PlainBooks:
    """The sums, and everything they are made of."""

    def __init__(self) -> None:
        self.sums: dict[str, int] = {}
        self.journal: list[tuple[str, str, int]] = []  # business day, account, fen
        self.charges: dict[int, Charge] = {}
        self.payments: list[Payment] = []
        self.slips: dict[int, dict[int, int]] = {}  # pending: paper → charge → fen
        self.in_advance: dict[int, int] = {}  # slip of a deposit → fen
        self.matched: dict[int, Payment] = {}  # slip → what it paid
        self.incoming: dict[int, int] = {}  # transfer → what is left of it
        self.came: dict[int, int] = {}
        self.sent_back: dict[int, tuple[int, int]] = {}  # entry → transfer, fen
        self.invoices: dict[int, Invoice] = {}
        self.costs: dict[int, list[int]] = {}  # request_supplier → asked, settled
        self.closed: dict[str, dict[str, int]] = {}
        self.taken: Counter[tuple[int, str]] = Counter()  # shift, tender → fen
        self.given_back: Counter[tuple[int, str]] = Counter()
        self.merged = False

    # Sums

    def post(self, day: str, moves: Iterable[tuple[str, int]]) -> None:
        together = [(code, fen) for code, fen in moves if fen]
        assert sum(fen for _, fen in together) == 0, together
        for code, fen in together:
            self.sums[code] = self.sums.get(code, 0) + fen
            self.journal.append((day, code, fen))

    def balances(self) -> dict[str, int]:
        return {code: fen for code, fen in self.sums.items() if fen}

    def until(self, month: str) -> dict[str, int]:
        """The balances at the end of a month, by groups as the trial balance shows them."""
        found: Counter[str] = Counter()
        for day, code, fen in self.journal:
            if day[:7] <= month:
                found[code if code.startswith("income:") else code.split(":")[0]] += fen
        return dict(found)

    def cash(self, till: int) -> int:
        return self.sums.get(f"cash:{till}", 0)

    # Readers

    def records(self, patron: int) -> tuple[int, ...]:
        """All records of a person, the kept one first."""
        return (2, 3) if self.merged and patron in (2, 3) else (patron,)

    def due(self, patron: int) -> dict[int, int]:
        mine = self.records(patron)
        return {
            number: each.owed for number, each in self.charges.items() if each.owed and each.record in mine
        }

    def deposits(self, patron: int) -> Iterator[tuple[str, int]]:
        """Account → what is there of it, in the order in which the accounts came to be."""
        mine = tuple(f"deposit:{record}:" for record in self.records(patron))
        return ((code, -fen) for code, fen in self.sums.items() if code.startswith(mine) and fen)

    def deposit(self, patron: int) -> int:
        return sum(fen for _, fen in self.deposits(patron))

    def draw(self, patron: int, fen: int, tender: str = "") -> Moves:
        """Take from the deposits of a person (those that came in by one tender), oldest account first."""
        moves = []
        for code, have in self.deposits(patron):
            part = min(fen, have) if not tender or code.endswith(f":{tender}") else 0
            if part > 0:
                moves.append((code, part))
                fen -= part
        assert not fen
        return moves

    # Documents

    def settle(self, day: str, payment: Payment) -> None:
        """A payment: its lines are owed no longer, its money is where it went, other slips are cancelled."""
        credits = [(f"receivable:{self.charges[each].record}", -fen) for each, fen in payment.lines.items()]
        self.post(day, [*payment.debits, *credits, *((code, -fen) for code, fen in payment.credits.items())])
        for charge, fen in payment.lines.items():
            self.charges[charge].owed -= fen
        self.payments.append(payment)
        self.count_taken(payment, 1)
        self.cancel_slips(payment.lines)

    def take_back(self, day: str, payment: Payment) -> None:
        lines = [(f"receivable:{self.charges[each].record}", fen) for each, fen in payment.lines.items()]
        self.post(day, [*((code, -fen) for code, fen in payment.debits), *lines, *payment.credits.items()])
        for charge, fen in payment.lines.items():
            self.charges[charge].owed += fen
        self.count_taken(payment, -1)
        payment.alive = False

    def count_taken(self, payment: Payment, sign: int) -> None:
        """What a till took belongs to its shift; voided, it was never taken."""
        if payment.shift is not None and payment.way in ("payment", "deposit"):
            for code, fen in payment.debits:
                self.taken[payment.shift, tender_of(code)] += sign * fen

    def takings(self, shift: int) -> dict[str, tuple[int, int]]:
        """Tender → what came in by it in a shift, and what went back."""
        tenders = {tender for each, tender in (*self.taken, *self.given_back) if each == shift}
        found = {each: (self.taken[shift, each], self.given_back[shift, each]) for each in tenders}
        return {tender: fen for tender, fen in found.items() if any(fen)}

    def cancel_slips(self, charges: Iterable[int]) -> None:
        for slip in [slip for slip, lines in self.slips.items() if set(lines) & set(charges)]:
            del self.slips[slip]

    def may_go(self, payment: Payment) -> bool:
        """Whether nothing was built on a payment, so that it can be taken back."""
        whole = not sum(payment.back.values()) and not self.held(payment.lines, payment.paper)
        return whole and all(-self.sums.get(code, 0) >= fen for code, fen in payment.credits.items())

    def held(self, charges: Iterable[int], paper: int = 0) -> list[Invoice]:
        """The invoices on which one of these stands."""
        keys = {("charge", each) for each in charges} | {("top_up", paper)}
        return [each for each in self.invoices.values() if each.holds and keys & set(each.lines)]

    def fees(self, patron: int, at_top_up: bool) -> dict[int, int]:
        """Which fees can be invoiced, and for how much: paid, not gone back, not in advance if that was."""
        paid: Counter[int] = Counter()
        for payment in self.payments:
            if payment.alive and payment.lines:
                borne = payment.from_deposit() if at_top_up else {}
                for charge, fen in payment.left().items():
                    paid[charge] += fen - borne.get(charge, 0)
        mine = self.records(patron)
        return {
            charge: fen
            for charge, fen in sorted(paid.items())
            if fen > 0
            and (each := self.charges[charge]).kind == "service"
            and each.record in mine
            and not each.owed
            and not self.held([charge])
        }
