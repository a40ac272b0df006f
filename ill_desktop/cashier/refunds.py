"""Money that goes back, and what is given up for lost. Each method is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db import connection
from db.tables import Refund, RefundLine
from ill_desktop import audit, money, settings
from ill_desktop.cashier import ledger, paid, papers, queries, red_letters, rules, transfers
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.paid import Paid
from ill_desktop.cashier.papers import Receipt, ReceiptLine
from ill_desktop.cashier.red_letters import Red
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import follow
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

APPROVAL_ABOVE = "refund.approval_above_fen"  # setting: a second person's yes from here on; missing: never


@dataclass(frozen=True)
class Back:
    """How money goes back: by which tender, why, and who said yes to it.

    ``to_deposit`` puts it on the reader's deposit, still known by that tender, instead of into the hand;
    ``reference`` is the terminal's or the bank's number of what goes back, ``red_letter`` the number of the
    red-letter invoice where one had been issued.
    """

    tender: str
    reason: str
    approver: Actor | None = None
    to_deposit: bool = False
    reference: str = ""
    red_letter: str = ""


class RefundService:
    """Refunds, deposits paid back, debts written off."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def refund(
        self, by: Actor, shift: int, payment: int, amounts: Mapping[int, int], back: Back, operation_id: str
    ) -> Receipt:
        """Give back part or all of what one payment settled, by the tender it came in (domain §4).

        ``payment``: the entry; ``amounts``: charge id → fen. A charge refunded whole gives its subsidy back,
        too. Raises Refusal.
        """
        require(self._ground, by, "money.refund")
        content = rules.content_hash(payment=payment, refund=sorted(amounts.items()), **_facts_of(back))
        with connection.transaction():
            if ledger.done_before(operation_id, content) is not None:
                return papers.given_by(operation_id)
            before = paid.paid(payment)
            rules.check_refund(
                amounts,
                {line.charge_id: line.left_fen for line in before.lines},
                back.tender,
                {way.tender: way.left_fen for way in before.ways},
            )
            # Not to be avoided by many small ones: what went back of this payment before counts as well.
            gone = sum(line.refunded_fen for line in before.lines)
            back = self._approved(by, back, gone + sum(amounts.values()))
            red = red_letters.check(by, red_letters.of_charges(list(amounts)), back.red_letter)
            till = queries.open_till(shift)
            chosen = [line for line in before.lines if line.charge_id in amounts]
            legs = [leg for line in chosen for leg in paid.taken_back(line, amounts[line.charge_id])]
            legs += self._given_back(before, back, sum(amounts.values()), till.till_id)
            lines = [
                ReceiptLine(line.kind, line.label, line.request_number, amounts[line.charge_id])
                for line in chosen
            ]
            entry = self._post(by, "refund", before.patron_id, legs, till, back.reason, operation_id, content)
            receipt = self._issue(by, before.patron_id, lines, till, back, red, entry, operation_id, before)
            for charge, fen in amounts.items():
                RefundLine.add(refund_id=receipt.paper_id, charge_id=charge, amount_fen=fen)
            if red is not None:
                red_letters.record(self._ground, by, red, back.reason)
        return receipt

    def pay_back_deposit(
        self, by: Actor, shift: int, patron_id: int, amount_fen: int, back: Back, operation_id: str
    ) -> Receipt:
        """Pay back what a reader has left of a deposit, by the tender it came in. Raises Refusal."""
        require(self._ground, by, "money.refund")
        content = rules.content_hash(patron=patron_id, pay_back=amount_fen, **_facts_of(back))
        with connection.transaction():
            if ledger.done_before(operation_id, content) is not None:
                return papers.given_by(operation_id)
            patron_id = follow(patron_id)
            have = paid.deposit_by_tender(patron_id)
            rules.check_refund({0: amount_fen}, {0: sum(have.values())}, back.tender, have)
            back = self._approved(by, back, paid.deposit_back_on(self._ground.today, patron_id) + amount_fen)
            red = red_letters.check(by, red_letters.of_deposit(patron_id, amount_fen), back.red_letter)
            till = queries.open_till(shift)
            legs = paid.from_deposit(patron_id, back.tender, amount_fen)
            legs.append(self._out_of(back, till.till_id, amount_fen))
            entry = self._post(by, "deposit_back", patron_id, legs, till, back.reason, operation_id, content)
            line = ReceiptLine("deposit", "", "", amount_fen)
            receipt = self._issue(by, patron_id, [line], till, back, red, entry, operation_id)
            if red is not None:
                red_letters.record(self._ground, by, red, back.reason)
        return receipt

    def _post(
        self,
        by: Actor,
        kind: str,
        patron_id: int,
        legs: Sequence[Leg],
        till: queries.ShiftRow,
        reason: str,
        operation_id: str,
        content: str,
    ) -> int:
        return ledger.post(
            self._ground,
            by,
            kind,
            legs,
            operation_id=operation_id,
            content_hash=content,
            patron_id=patron_id,
            shift_id=till.id,
            note=rules.check_reason(reason),
        )

    def _issue(
        self,
        by: Actor,
        patron_id: int,
        lines: Sequence[ReceiptLine],
        till: queries.ShiftRow,
        back: Back,
        red: Red | None,
        entry_id: int,
        operation_id: str,
        before: Paid | None = None,
    ) -> Receipt:
        """The refund's own paper (series F), its row and its audit."""
        payer, total = queries.payer(patron_id), sum(line.amount_fen for line in lines)
        yes = back.approver.name if back.approver else ""
        of = before.paper if before else ""
        receipt = papers.issue(
            self._ground,
            rules.REFUND,
            {
                "patron_id": patron_id,
                "patron_name": payer.name,
                "patron_number": payer.number,
                "unit": payer.unit,
                "lines": tuple(lines),
                "total_fen": total,
                "tenders": _ways(back, total, before, red),
                "till": till.till,
                "operator": by.name,
            },
            operation_id=operation_id,
            entry_id=entry_id,
            shift_id=till.id,
        )
        Refund.add(
            id=receipt.paper_id,
            entry_id=entry_id,
            payment_id=before.entry_id if before else None,
            patron_id=patron_id,
            tender=back.tender,
            amount_fen=total,
            to_deposit=int(back.to_deposit),
            reason=back.reason.strip(),
            approved_by=yes,
            red_letter=red.number if red else "",
        )
        subject = f"paper:{receipt.number}"
        audit.append(self._ground.now, by.name, "refund", subject, fen=total, of=of, approved_by=yes)
        return receipt

    def _given_back(self, before: Paid, back: Back, total: int, till_id: int) -> list[Leg]:
        """Where the money leaves: the drawer, a clearing account, or back onto the deposit it came from."""
        if back.tender != "deposit":
            if back.to_deposit:
                return [Leg(rules.deposit(before.patron_id, back.tender), -total)]
            return [self._out_of(back, till_id, total)]
        legs, left = list[Leg](), total
        for account, fen in paid.deposits_drawn(before.entry_id):
            part = min(left, fen)
            if part > 0:
                legs.append(Leg(account, -part))
                left -= part
        return legs

    @staticmethod
    def _out_of(back: Back, till_id: int, fen: int) -> Leg:
        """A drawer gives no more than lies in it; a card terminal gives its number. Raises Refusal."""
        account = rules.asset(back.tender, till_id)
        if back.tender == "cash":
            have = ledger.balance(account)
            if have < fen:
                raise Refusal("refund.drawer_short", "amount", have=money.yuan(have))
        else:
            rules.check_reference(back.reference, needed=back.tender in rules.NEEDS_REFERENCE)
        return Leg(account, -fen, reference=back.reference.strip())

    def _approved(self, by: Actor, back: Back, fen: int) -> Back:
        return replace(back, approver=second_person(by, back.approver, fen))

    def write_off(
        self,
        by: Actor,
        charge_id: int,
        reason: str,
        operation_id: str,
        *,
        approver: Actor | None = None,
    ) -> int:
        """Give up what is still owed for a charge; returns the entry. Raises Refusal."""
        require(self._ground, by, "money.write_off")
        content = rules.content_hash(write_off=charge_id, reason=reason.strip())
        with connection.transaction():
            done = ledger.done_before(operation_id, content)
            if done is not None:
                return done
            why = rules.check_reason(reason)
            left = ledger.outstanding(charge_id)
            if left <= 0:
                raise Refusal("payment.moved_on")
            second = second_person(by, approver, left)
            patron_id = int(connection.value("SELECT patron_id FROM charge WHERE id = ?", (charge_id,)))
            entry = ledger.post(
                self._ground,
                by,
                "write_off",
                [
                    Leg(rules.WRITE_OFF_ACCOUNT, left, charge_id),
                    Leg(rules.receivable(patron_id), -left, charge_id),
                ],
                operation_id=operation_id,
                content_hash=content,
                patron_id=patron_id,
                note=why,
            )
            transfers.cancel_slips_of(self._ground, [charge_id])
            audit.append(
                self._ground.now, by.name, "charge.write_off", f"charge:{charge_id}",
                fen=left, reason=why, approved_by=second.name if second else "",
            )  # fmt: skip
        return entry


def _ways(back: Back, total: int, before: Paid | None, red: Red | None) -> tuple[tuple[str, int, str], ...]:
    """How it goes back, and of what: of a payment, or (of a deposit) out of which invoice's top-ups."""
    if before is not None:
        return (("deposit" if back.to_deposit else back.tender, total, before.paper),)
    named = red.amount_fen if red else 0
    parts = ((back.tender, total - named, ""), (back.tender, named, red.asked if red else ""))
    return tuple(part for part in parts if part[1])


def why_of(paper_id: int) -> tuple[str, str, str]:
    """``(reason, approved_by, red_letter)`` of a refund (series F), each "" where there is none."""
    found = connection.first(
        lambda *texts: tuple(str(text or "") for text in texts),
        "SELECT reason, approved_by, red_letter FROM refund WHERE id = ?",
        (paper_id,),
    )
    reason, approved_by, red_letter = found or ("", "", "")
    return reason, approved_by, red_letter


def second_person(by: Actor, approver: Actor | None, fen: int) -> Actor | None:
    """Above the library's amount a second person says yes (domain §4): somebody else who works here today and
    may, whatever the caller believes of them. Call inside the transaction. Raises Refusal."""
    above = settings.read(APPROVAL_ABOVE)
    if above is None or fen <= int(above):
        return None
    if approver is None:
        raise Refusal("refund.needs_approval", "approver", above=money.yuan(int(above)))
    known = connection.first(
        lambda name, role: Actor(name, role, staff_id=approver.staff_id),
        "SELECT name, role FROM staff WHERE id = ? AND active = 1",
        (approver.staff_id,),
    )
    if known is None or known.staff_id == by.staff_id or not known.may("money.approve"):
        raise Refusal("refund.approver", "approver")
    return known


def _facts_of(back: Back) -> dict[str, object]:
    """What of it an operation id stands for; who said yes does not change what was done."""
    return {key: value for key, value in vars(back).items() if key != "approver"}
