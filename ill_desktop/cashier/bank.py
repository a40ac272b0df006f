"""Money that comes by bank transfer ([G] FAQ 4): it is entered when it is there, and put to what it was for.

What nobody has claimed yet waits among the unknown payers, a liability. One transfer may settle charges of
several readers, reach only for some of them, or bring more than was due: the rest stays with the unknown
payers or goes onto the reader's deposit, where it is known by ``bank``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from db import connection
from db.tables import Incoming, IncomingUse
from ill_desktop import audit, money
from ill_desktop.cashier import bank_rules, ledger, papers, queries, refunds, rules, taking_back, transfers
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.papers import Receipt
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import alias_ids
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

TENDER = "bank"


@dataclass(frozen=True)
class IncomingRow:
    """One transfer that came. ``left_fen`` has not been put to anything yet; ``purpose`` is what the payer
    wrote; ``proofs`` counts the photos of the transfer."""

    id: int
    day: str
    amount_fen: int
    payer: str
    reference: str
    purpose: str
    proofs: int
    left_fen: int


@dataclass(frozen=True)
class Use:
    """What a transfer, or a part of it, was put to. ``kind`` is the entry's: bank, bank_back or reversal;
    ``taken_back``: it was reversed later. ``note`` is the reason of what went back."""

    entry_id: int
    at: str
    actor: str
    kind: str
    amount_fen: int
    paper: str
    paper_id: int | None
    patron_id: int | None
    patron_name: str
    note: str
    taken_back: bool

    @property
    def id(self) -> int:
        return self.entry_id


class BankService:
    """One method, one counter action, one transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def receive(
        self,
        by: Actor,
        day: dt.date,
        amount_fen: int,
        payer: str,
        reference: str,
        operation_id: str,
        *,
        purpose: str = "",
        sure: bool = False,
    ) -> int:
        """Money has come to the library's account; whose it is may still be unknown. Returns its id.
        ``purpose`` is what the payer wrote for the bank.

        Raises Refusal beside ``amount``, ``day``, ``payer`` or ``reference``; ``payment.reference_seen`` asks
        about a number that was entered before (``sure`` says yes).
        """
        require(self._ground, by, "money.take")
        content = rules.content_hash(
            incoming=amount_fen, reference=reference.strip(), day=day, payer=payer, purpose=purpose
        )
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return int(connection.value("SELECT id FROM incoming WHERE entry_id = ?", (done,)))
            who = self._check(day, amount_fen, payer, reference, sure)
            what_for = bank_rules.check_purpose(purpose)
            told = reference.strip()
            legs = [
                Leg(rules.BANK_ACCOUNT, amount_fen, reference=told),
                Leg(rules.UNKNOWN_PAYERS, -amount_fen, reference=told),
            ]
            entry = ledger.post(
                self._ground, by, "bank_in", legs, operation_id=operation_id, content_hash=content, note=who
            )
            number = Incoming.add(
                entry_id=entry,
                day=day.isoformat(),
                amount_fen=amount_fen,
                payer=who,
                reference=told,
                purpose=what_for,
                at=self._ground.now,
                actor=by.mark,
            )
            audit.append(self._ground.now, by.name, "bank.receive", f"incoming:{number}", fen=amount_fen)
        return number

    def _check(self, day: dt.date, amount_fen: int, payer: str, reference: str, sure: bool) -> str:
        rules.check_amount(amount_fen)
        today = self._ground.clock.day()
        bank_rules.check_day(day, today, queries.books_began(today))
        rules.check_reference(reference)
        who = bank_rules.check_payer(payer)
        number = reference.strip()
        seen = queries.reference_seen(rules.BANK_ACCOUNT, number)
        if seen is not None and not sure:
            raise Refusal("payment.reference_seen", "reference", reference=number, number=seen or "—")
        return who

    def settle(
        self,
        by: Actor,
        incoming_id: int,
        patron_id: int,
        charges: Sequence[int],
        operation_id: str,
        *,
        rest_to_deposit: bool = False,
        partly: bool = False,
    ) -> Receipt:
        """Put a transfer to charges of a reader; a receipt comes back.

        What it does not reach for is refused with what is missing; with ``partly`` it settles as far as it
        goes, oldest charge first, and the rest stays due. What it brings more stays unknown, or goes onto
        the reader's deposit with ``rest_to_deposit``. Raises Refusal.
        """
        require(self._ground, by, "money.take")
        content = rules.content_hash(
            incoming=incoming_id,
            patron=patron_id,
            charges=sorted(charges),
            rest=rest_to_deposit,
            partly=partly,
        )
        with connection.transaction():
            if ledger.done_before(operation_id, content) is not None:
                return papers.given_by(operation_id)
            patron_id = alias_ids(patron_id)[0]
            row = incoming(incoming_id)
            dues = queries.dues_among(patron_id, charges)
            due_fen = sum(due.amount_fen for due in dues)
            rest = max(0, row.left_fen - due_fen) if rest_to_deposit else 0
            if row.left_fen < due_fen and partly:
                dues = bank_rules.within(dues, row.left_fen)
            elif row.left_fen < due_fen:
                raise Refusal("bank.short", "amount", missing=money.yuan(due_fen - row.left_fen))
            if sum(due.amount_fen for due in dues) + rest <= 0:
                raise Refusal("payment.nothing", "amount")
            return self._settle(by, row, patron_id, dues, rest, operation_id, content)

    def _settle(
        self,
        by: Actor,
        row: IncomingRow,
        patron_id: int,
        dues: list[queries.Due],
        rest: int,
        operation_id: str,
        content: str,
    ) -> Receipt:
        total = sum(due.amount_fen for due in dues) + rest
        legs = [Leg(rules.UNKNOWN_PAYERS, total, reference=row.reference)]
        legs += [Leg(rules.receivable(due.patron_id), -due.amount_fen, due.charge_id) for due in dues]
        lines = list(dues)
        if rest:
            legs.append(Leg(rules.deposit(patron_id, TENDER), -rest))
            lines.append(queries.in_advance(patron_id, rest))
        entry = ledger.post(
            self._ground,
            by,
            "bank",
            legs,
            operation_id=operation_id,
            content_hash=content,
            patron_id=patron_id,
        )
        receipt = papers.issue(
            self._ground,
            rules.RECEIPT,
            {
                **papers.paid_for(patron_id, queries.payer(patron_id), lines),
                "tenders": ((TENDER, total, row.reference),),
                "operator": by.name,
            },
            operation_id=operation_id,
            entry_id=entry,
        )
        IncomingUse.add(incoming_id=row.id, entry_id=entry, amount_fen=total)
        transfers.cancel_slips_of(self._ground, [due.charge_id for due in dues])
        subject = f"paper:{receipt.number}"
        audit.append(self._ground.now, by.name, "bank.settle", subject, fen=total, incoming=row.id)
        return receipt

    def send_back(
        self,
        by: Actor,
        incoming_id: int,
        reason: str,
        reference: str,
        operation_id: str,
        *,
        approver: Actor | None = None,
    ) -> int:
        """Send what is left of a transfer back to whoever it came from; returns the entry. Raises Refusal,
        of an amount that needs a second person's yes as a refund does."""
        require(self._ground, by, "money.refund")
        why = rules.check_reason(reason)
        content = rules.content_hash(send_back=incoming_id, reference=reference.strip(), reason=why)
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return done
            row = incoming(incoming_id)
            if not row.left_fen:
                raise Refusal("payment.nothing", "amount")
            rules.check_reference(reference)
            second = refunds.second_person(by, approver, going_back(row))
            entry = ledger.post(
                self._ground,
                by,
                "bank_back",
                [
                    Leg(rules.UNKNOWN_PAYERS, row.left_fen, reference=row.reference),
                    Leg(rules.BANK_ACCOUNT, -row.left_fen, reference=reference.strip()),
                ],
                operation_id=operation_id,
                content_hash=content,
                note=why,
            )
            IncomingUse.add(incoming_id=row.id, entry_id=entry, amount_fen=row.left_fen)
            audit.append(
                self._ground.now, by.name, "bank.send_back", f"incoming:{row.id}",
                reason=why, approved_by=second.name if second else "",
            )  # fmt: skip
        return entry

    def take_back(self, by: Actor, entry_id: int, reason: str, operation_id: str) -> int:
        """A transfer was put to the wrong reader, or sent back by mistake: the entry is reversed and the
        money waits again; what it paid is due again, its receipt is void. Returns the reversing entry.

        Raises Refusal, among them ``payment.invoiced`` and ``payment.refunded``.
        """
        require(self._ground, by, "money.void")
        why = rules.check_reason(reason)
        content = rules.content_hash(take_back=entry_id, reason=why)
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return done
            found = connection.first(
                lambda *row: row,
                "SELECT u.incoming_id, u.amount_fen, p.id FROM incoming_use u "
                "JOIN entry e ON e.id = u.entry_id AND e.kind IN ('bank', 'bank_back') "
                "LEFT JOIN paper p ON p.entry_id = e.id WHERE e.id = ?",
                (entry_id,),
            )
            if found is None:
                raise Refusal("bank.no_settlement")
            incoming_id, fen, paper_id = found
            paper = papers.by_id(paper_id) if paper_id else None
            entry = taking_back.reverse(
                self._ground, by, entry_id, why, operation_id, content, paper, void=True
            )
            IncomingUse.add(incoming_id=incoming_id, entry_id=entry, amount_fen=-fen)
            audit.append(
                self._ground.now, by.name, "bank.take_back", f"incoming:{incoming_id}", fen=fen, reason=why
            )
        return entry

    def withdraw(self, by: Actor, incoming_id: int, reason: str, operation_id: str) -> int:
        """A transfer was keyed in wrong, or twice: its entry is reversed. Returns the reversing entry.
        Raises Refusal ``bank.used`` when anything of it was put to something."""
        require(self._ground, by, "money.void")
        why = rules.check_reason(reason)
        content = rules.content_hash(withdraw=incoming_id, reason=why)
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return done
            row = incoming(incoming_id)
            if row.left_fen != row.amount_fen:
                raise Refusal("bank.used")
            came = int(connection.value("SELECT entry_id FROM incoming WHERE id = ?", (incoming_id,)))
            entry = taking_back.reverse(self._ground, by, came, why, operation_id, content)
            IncomingUse.add(incoming_id=row.id, entry_id=entry, amount_fen=row.amount_fen)
            audit.append(self._ground.now, by.name, "bank.withdraw", f"incoming:{row.id}", reason=why)
        return entry


_INCOMING = (
    "SELECT i.id, i.day, i.amount_fen, i.payer, i.reference, i.purpose, (SELECT COUNT(*) FROM proof f "
    "WHERE f.incoming_id = i.id), i.amount_fen - COALESCE((SELECT "
    "SUM(u.amount_fen) FROM incoming_use u WHERE u.incoming_id = i.id), 0) AS left_fen FROM incoming i"
)


def incoming(incoming_id: int) -> IncomingRow:
    """One transfer. Raises LookupError."""
    found = connection.first(IncomingRow, f"{_INCOMING} WHERE i.id = ?", (incoming_id,))
    if found is None:
        raise LookupError(incoming_id)
    return found


def going_back(row: IncomingRow) -> int:
    """What would have gone back of a transfer once its rest is sent: many small parts count as one."""
    gone = [use.amount_fen for use in uses(row.id) if use.kind == "bank_back" and not use.taken_back]
    return row.left_fen + sum(gone)


def unknown(limit: int = 500) -> list[IncomingRow]:
    """The queue of unknown payers: transfers of which something is left, oldest first."""
    return connection.rows(
        IncomingRow, f"SELECT * FROM ({_INCOMING}) WHERE left_fen > 0 ORDER BY id LIMIT ?", (limit,)
    )


def received(before: int | None = None, limit: int = 100) -> list[IncomingRow]:
    """All transfers, newest first."""
    return connection.rows(
        IncomingRow,
        f"{_INCOMING} WHERE i.id < ? ORDER BY i.id DESC LIMIT ?",
        (before if before is not None else 1 << 62, limit),
    )


def unknown_count() -> int:
    """How many transfers wait for whom they belong to."""
    return int(connection.value(f"SELECT COUNT(*) FROM ({_INCOMING}) WHERE left_fen > 0"))


def uses(incoming_id: int) -> list[Use]:
    """What became of a transfer, oldest first."""
    return connection.rows(
        Use,
        "SELECT e.id, e.at, e.actor, e.kind, u.amount_fen, COALESCE(p.number, ''), p.id, e.patron_id, "
        "COALESCE(pt.name, ''), e.note, EXISTS (SELECT 1 FROM entry x WHERE x.reverses = e.id) "
        "FROM incoming_use u JOIN entry e ON e.id = u.entry_id LEFT JOIN paper p ON p.entry_id = e.id "
        "LEFT JOIN patron pt ON pt.id = e.patron_id WHERE u.incoming_id = ? ORDER BY u.id",
        (incoming_id,),
    )
