"""Internal transfers (校内转账): a slip posts nothing until finance has stamped it ([G] FAQ 4, annex 1)."""

from __future__ import annotations

from collections.abc import Sequence

from db import connection
from db.tables import Transfer, TransferLine
from ill_desktop import audit, money
from ill_desktop.cashier import ledger, papers, proofs, queries, rules, taking_back
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.proofs import Owner
from ill_desktop.cashier.queries import Due
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import follow
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

TENDER = "transfer"
"""How a deposit is known that an institute paid in."""


class TransferService:
    """Slips issued, matched and cancelled."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def issue(self, by: Actor, patron_id: int, charges: Sequence[int], operation_id: str) -> Receipt:
        """Print-ready slip for whole charges. Posts nothing: the debts stay due.

        The same operation id returns the slip it made. Raises Refusal.
        """
        require(self._ground, by, "money.take")
        with connection.transaction():
            patron_id = follow(patron_id)
            content = rules.content_hash(patron=patron_id, slip=sorted(charges))
            done = papers.of_operation(operation_id)
            if done is not None and content == self._content_of(done):
                return done
            ledger.done_before(operation_id, content)
            if not queries.payer(patron_id).campus:
                raise Refusal("transfer.campus_only")
            dues = queries.dues_among(patron_id, charges)
            if not dues:
                raise Refusal("payment.moved_on")
            waiting = [due.pending_slip for due in dues if due.pending_slip]
            if waiting:
                raise Refusal("transfer.waiting", number=waiting[0])
            return self._print(by, patron_id, dues, operation_id)

    def issue_in_advance(self, by: Actor, patron_id: int, amount_fen: int, operation_id: str) -> Receipt:
        """Print-ready slip for a deposit (预付款, [G] FAQ 2), which it becomes once it is matched: what an
        institute pays in advance out of project funds. As :meth:`issue` otherwise. Raises Refusal."""
        require(self._ground, by, "money.take")
        rules.check_amount(amount_fen)
        with connection.transaction():
            patron_id = follow(patron_id)
            content = rules.content_hash(patron=patron_id, in_advance=amount_fen)
            done = papers.of_operation(operation_id)
            if done is not None and content == self._content_of(done):
                return done
            ledger.done_before(operation_id, content)
            if not queries.payer(patron_id).campus:
                raise Refusal("transfer.campus_only")
            return self._print(by, patron_id, [queries.in_advance(patron_id, amount_fen)], operation_id)

    def _print(self, by: Actor, patron_id: int, dues: Sequence[Due], operation_id: str) -> Receipt:
        """Number the slip and let it wait; in the caller's transaction."""
        facts = {**papers.paid_for(patron_id, queries.payer(patron_id), dues), "operator": by.name}
        slip = papers.issue(self._ground, rules.TRANSFER_SLIP, facts, operation_id=operation_id)
        Transfer.add(
            id=slip.paper_id,
            patron_id=patron_id,
            state="pending",
            amount_fen=slip.total_fen,
            created_at=self._ground.now,
        )
        for due in dues:
            if due.charge_id:  # a deposit has none
                TransferLine.add(
                    transfer_id=slip.paper_id, charge_id=due.charge_id, amount_fen=due.amount_fen
                )
        audit.append(self._ground.now, by.name, "transfer.issue", f"paper:{slip.number}", fen=slip.total_fen)
        return slip

    @staticmethod
    def _content_of(slip: Receipt) -> str:
        """What the operation that made a slip stood for."""
        patron_id = follow(slip.patron_id or 0)
        charges = connection.rows(
            int,
            "SELECT charge_id FROM transfer_line WHERE transfer_id = ? ORDER BY charge_id",
            (slip.paper_id,),
        )
        if not charges:
            return rules.content_hash(patron=patron_id, in_advance=slip.total_fen)
        return rules.content_hash(patron=patron_id, slip=charges)

    def match(
        self,
        by: Actor,
        transfer_id: int,
        reference: str,
        operation_id: str,
        *,
        amount_fen: int | None = None,
        sure: bool = False,
    ) -> list[int]:
        """The stamped slip is back: post it now, return the charges it settled, none where it was paid in
        advance. Raises Refusal.

        ``reference`` is what finance wrote on the slip: its voucher number; "" will do where a photo of the
        stamped slip is attached ([G] FAQ 4). ``amount_fen`` is what finance transferred, where that is known:
        a part is refused. ``payment.reference_seen`` asks about a voucher that cleared another slip (``sure``
        says that it is for both).
        """
        require(self._ground, by, "money.take")
        if len(reference) > rules.REFERENCE_LONGEST or not reference.isprintable():
            raise Refusal("transfer.reference", "reference", longest=rules.REFERENCE_LONGEST)
        content = rules.content_hash(transfer=transfer_id, reference=reference.strip())
        with connection.transaction():
            lines = connection.rows(
                lambda charge, fen, patron: (int(charge), int(fen), int(patron)),
                "SELECT l.charge_id, l.amount_fen, c.patron_id FROM transfer_line l "
                "JOIN charge c ON c.id = l.charge_id WHERE l.transfer_id = ? ORDER BY l.id",
                (transfer_id,),
            )
            if ledger.done_before(operation_id, content) is not None:
                return [charge for charge, _, _ in lines]
            slip = papers.by_id(transfer_id)
            self._check_evidence(slip, reference.strip(), amount_fen, sure)
            if any(ledger.outstanding(charge) != fen for charge, fen, _ in lines):
                raise Refusal("transfer.changed", number=slip.number)
            entry_id = ledger.post(
                self._ground,
                by,
                "transfer" if lines else "deposit",
                _legs(slip, reference.strip(), lines),
                operation_id=operation_id,
                content_hash=content,
                patron_id=slip.patron_id,
            )
            self._close(transfer_id, "matched", reference.strip(), entry_id)
            audit.append(
                self._ground.now, by.name, "transfer.match", f"paper:{slip.number}", reference=reference
            )
        return [charge for charge, _, _ in lines]

    def _check_evidence(self, slip: Receipt, reference: str, amount_fen: int | None, sure: bool) -> None:
        """The slip still waits, finance transferred all of it, and something shows that it did."""
        if not self._is_pending(slip.paper_id):
            raise Refusal("transfer.not_pending")
        if amount_fen is not None and amount_fen != slip.total_fen:
            facts = {"slip": money.yuan(slip.total_fen), "stamped": money.yuan(amount_fen)}
            raise Refusal("transfer.amount", "amount", **facts)
        if not reference and not proofs.of(Owner(transfer_id=slip.paper_id)):
            raise Refusal("transfer.evidence", "reference")
        seen = queries.reference_seen(rules.TRANSFER_ACCOUNT, reference)
        if seen is not None and not sure:
            raise Refusal("payment.reference_seen", "reference", reference=reference, number=seen)

    def cancel(self, by: Actor, transfer_id: int) -> None:
        """The slip will not come back; what it asked for can be paid another way. Raises Refusal."""
        require(self._ground, by, "money.take")
        with connection.transaction():
            self._close(transfer_id, "cancelled", "", None)
            audit.append(self._ground.now, by.name, "transfer.cancel", f"paper:{transfer_id}")

    def take_back(self, by: Actor, transfer_id: int, reason: str, operation_id: str) -> Receipt:
        """A slip was matched that finance had not stamped, or it was another's: the entry is reversed, the
        slip waits again and what it asks for is due again; what went out stays out. Raises Refusal."""
        require(self._ground, by, "money.void")
        why = rules.check_reason(reason)
        content = rules.content_hash(take_back=transfer_id, reason=why)
        with connection.transaction():
            slip = papers.by_id(transfer_id)
            if ledger.done_before(operation_id, content) is not None:
                return slip
            entry = connection.value(
                "SELECT entry_id FROM transfer WHERE id = ? AND state = 'matched'", (transfer_id,)
            )
            if entry is None:
                raise Refusal("transfer.not_matched")
            taking_back.reverse(self._ground, by, entry, why, operation_id, content, slip)
            connection.execute(
                "UPDATE transfer SET state = 'pending', reference = '', entry_id = NULL, settled_at = NULL "
                "WHERE id = ?",
                (transfer_id,),
            )
            audit.append(self._ground.now, by.name, "transfer.take_back", f"paper:{slip.number}", reason=why)
        return slip

    @staticmethod
    def _is_pending(transfer_id: int) -> bool:
        return bool(
            connection.value("SELECT 1 FROM transfer WHERE id = ? AND state = 'pending'", (transfer_id,))
        )

    def _close(self, transfer_id: int, state: str, reference: str, entry_id: int | None) -> None:
        changed = connection.execute(
            "UPDATE transfer SET state = ?, reference = ?, entry_id = ?, settled_at = ? "
            "WHERE id = ? AND state = 'pending'",
            (state, reference, entry_id, self._ground.now, transfer_id),
        )
        if changed != 1:
            raise Refusal("transfer.not_pending")


def _legs(slip: Receipt, reference: str, lines: Sequence[tuple[int, int, int]]) -> list[Leg]:
    """Finance has the money; ``lines``: charge, fen, reader. Without one it goes onto the deposit."""
    legs = [Leg(rules.TRANSFER_ACCOUNT, slip.total_fen, reference=reference)]
    legs += [Leg(rules.receivable(patron), -fen, charge) for charge, fen, patron in lines]
    if not lines:
        legs.append(Leg(rules.deposit(follow(slip.patron_id or 0), TENDER), -slip.total_fen))
    return legs


def cancel_slips_of(ground: Ground, charges: Sequence[int]) -> None:
    """Paid otherwise meanwhile, or owed no longer: the slips that ask for the same are cancelled (domain §4).
    In the caller's transaction."""
    for charge_id in charges:
        connection.execute(
            "UPDATE transfer SET state = 'cancelled', settled_at = ? WHERE state = 'pending' AND id IN "
            "(SELECT transfer_id FROM transfer_line WHERE charge_id = ?)",
            (ground.now, charge_id),
        )
