"""What the till does. Each method is one transaction; inside a counter action it joins that one."""

from __future__ import annotations

from collections.abc import Sequence

from db import connection
from db.tables import Charge, PaperVoid
from ill_desktop import audit
from ill_desktop.cashier import ledger, papers, queries, reconciliation, rules, transfers, voiding
from ill_desktop.cashier.ledger import Leg
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.refunds import second_person
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.tariff import Case, Price
from ill_desktop.cashier.tariffs import TariffService, facts_of
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import alias_ids, follow
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


class CashierService:
    """Charges, payments and what takes them back."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.tariffs = TariffService(ground)

    # Charges

    def charge(
        self,
        by: Actor,
        patron_id: int,
        kind: str,
        label: str,
        cost: Price,
        *,
        operation_id: str,
        request_id: int | None = None,
        case: Case | None = None,
    ) -> int:
        """Put a price on a reader's account and return the charge's id: receivable against income, the
        subsidised part against the subsidy. Nothing is posted for a price of nothing at all.

        ``case``: what the price was made from, kept so that it can be made again."""
        require(self._ground, by, "request.work")
        tariff_id, _ = self.tariffs.in_force()
        with connection.transaction():
            charge_id: int = Charge.add(
                patron_id=patron_id,
                request_id=request_id,
                kind=kind,
                label=label,
                gross_fen=cost.gross_fen,
                subsidy_fen=cost.subsidy_fen,
                amount_fen=cost.due_fen,
                reasons=cost.to_json(),
                tariff_id=tariff_id,
                day=self._ground.today,
                facts=facts_of(case, self.tariffs.counted(patron_id)) if case else "{}",
            )
            legs = [
                Leg(rules.receivable(patron_id), cost.due_fen, charge_id),
                Leg("subsidy:service", cost.subsidy_fen, charge_id),
                Leg(rules.INCOME_ACCOUNTS[kind], -cost.gross_fen, charge_id),
            ]
            legs = [leg for leg in legs if leg.amount_fen]
            if legs:
                ledger.post(
                    self._ground,
                    by,
                    "charge",
                    legs,
                    operation_id=operation_id,
                    content_hash=rules.content_hash(charge=charge_id),
                    patron_id=patron_id,
                )
            audit.append(self._ground.now, by.name, "charge", f"charge:{charge_id}", fen=cost.due_fen)
        return charge_id

    def drop_charge(self, by: Actor, charge_id: int, reason: str, operation_id: str) -> None:
        """Reverse a charge of which nothing has been paid. Raises Refusal ``charge.paid``."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            found = connection.first(
                lambda *row: row,
                "SELECT e.id, c.patron_id, c.amount_fen FROM charge c JOIN posting p ON p.charge_id = c.id "
                "JOIN entry e ON e.id = p.entry_id AND e.kind = 'charge' WHERE c.id = ? LIMIT 1",
                (charge_id,),
            )
            if found is None:  # a price of nothing at all posted nothing
                return
            entry, patron_id, amount = found
            if ledger.outstanding(charge_id) != amount:
                raise Refusal("charge.paid")
            self._reverse_entry(by, entry, "charge_dropped", reason, operation_id, patron_id, None)
            audit.append(self._ground.now, by.name, "charge.drop", f"charge:{charge_id}", reason=reason)
            transfers.cancel_slips_of(self._ground, [charge_id])

    def _reverse_entry(
        self,
        by: Actor,
        entry_id: int,
        kind: str,
        reason: str,
        operation_id: str,
        patron_id: int | None,
        shift_id: int | None,
        content: str = "",
    ) -> int:
        return ledger.reverse(
            self._ground,
            by,
            entry_id,
            kind,
            reason,
            operation_id=operation_id,
            content_hash=content or rules.content_hash(reverses=entry_id),
            patron_id=patron_id,
            shift_id=shift_id,
        )

    # Payments

    def take_payment(
        self,
        by: Actor,
        shift: int,
        patron_id: int,
        charges: Sequence[int],
        tenders: Sequence[Tender],
        operation_id: str,
        *,
        sure: bool = False,
    ) -> Receipt:
        """Settle whole charges with one or several tenders; one paper comes back.

        The same ``operation_id`` with the same content returns the first result. Raises Refusal;
        ``payment.reference_seen`` asks whether a terminal's number that stands on another paper is meant:
        ``sure`` says yes.
        """
        require(self._ground, by, "money.take")
        content = rules.content_hash(patron=patron_id, charges=sorted(charges), tenders=list(tenders))
        with connection.transaction():
            if ledger.done_before(operation_id, content) is not None:
                return papers.given_by(operation_id)
            patron_id, *others = alias_ids(patron_id)
            till = queries.open_till(shift)
            dues = queries.dues_among(patron_id, charges)
            sources = ledger.deposit_accounts((patron_id, *others))
            rules.check_tenders(
                tenders,
                sum(due.amount_fen for due in dues),
                sum(fen for _, fen in sources),
                rules.COUNTER_TENDERS,
            )
            if not sure:
                self._check_references(tenders)
            legs = [leg for tender in tenders for leg in self._debit(tender, till.till_id, sources)]
            # Each charge is credited where it stands: on the record that was merged, if it was that one's.
            legs += [Leg(rules.receivable(due.patron_id), -due.amount_fen, due.charge_id) for due in dues]
            receipt = self._settle(by, "payment", patron_id, legs, dues, tenders, operation_id, content, till)
            transfers.cancel_slips_of(self._ground, charges)
        return receipt

    def debit(self, by: Actor, patron_id: int, charges: Sequence[int], operation_id: str) -> Receipt | None:
        """Take whole charges from the reader's deposit by themselves, with the reader's consent (domain §4);
        None, and nothing is posted, where the deposit does not reach. It belongs to no shift."""
        with connection.transaction():
            patrons = alias_ids(patron_id)
            dues = queries.dues_among(patron_id, charges)
            sources = ledger.deposit_accounts(patrons)
            total = sum(due.amount_fen for due in dues)
            if not total or total > sum(fen for _, fen in sources):
                return None
            tenders = [Tender("deposit", total)]
            content = rules.content_hash(patron=patrons[0], debit=sorted(charges))
            legs = self._debit(tenders[0], 0, sources)
            legs += [Leg(rules.receivable(due.patron_id), -due.amount_fen, due.charge_id) for due in dues]
            receipt = self._settle(
                by, "payment", patrons[0], legs, dues, tenders, operation_id, content, None
            )
            transfers.cancel_slips_of(self._ground, charges)
        return receipt

    def top_up(
        self,
        by: Actor,
        shift: int,
        patron_id: int,
        tenders: Sequence[Tender],
        operation_id: str,
        *,
        sure: bool = False,
    ) -> Receipt:
        """Pay into a reader's deposit (预付款, [G] FAQ 2); a receipt comes back. Raises Refusal; ``sure`` as
        in :meth:`take_payment`."""
        require(self._ground, by, "money.take")
        content = rules.content_hash(patron=patron_id, deposit=list(tenders))
        with connection.transaction():
            if ledger.done_before(operation_id, content) is not None:
                return papers.given_by(operation_id)
            patron_id = follow(patron_id)
            till = queries.open_till(shift)
            total = sum(tender.amount_fen for tender in tenders)
            rules.check_tenders(
                tenders, total, 0, [kind for kind in rules.COUNTER_TENDERS if kind != "deposit"]
            )
            if not sure:
                self._check_references(tenders)
            legs = []
            for tender in tenders:
                legs += self._debit(tender, till.till_id, [])
                legs.append(Leg(rules.deposit(patron_id, tender.kind), -tender.amount_fen))
            line = queries.in_advance(patron_id, total)
            return self._settle(by, "deposit", patron_id, legs, [line], tenders, operation_id, content, till)

    def _settle(
        self,
        by: Actor,
        kind: str,
        patron_id: int,
        legs: list[Leg],
        dues: Sequence[queries.Due],
        tenders: Sequence[Tender],
        operation_id: str,
        content: str,
        till: queries.ShiftRow | None,
    ) -> Receipt:
        """Post, number the paper, audit: what every payment shares; without a till none has its money."""
        shift_id = till.id if till else None
        entry_id = ledger.post(
            self._ground, by, kind, legs,
            operation_id=operation_id, content_hash=content, patron_id=patron_id, shift_id=shift_id,
        )  # fmt: skip
        payer = queries.payer(patron_id)
        facts = {
            **papers.paid_for(patron_id, payer, dues),
            "tenders": tuple(
                (tender.kind, tender.amount_fen, tender.reference.strip()) for tender in tenders
            ),
            "given_fen": sum(tender.given_fen for tender in tenders),
            "change_fen": rules.change(tenders),
            "till": till.till if till else "",
            "operator": by.name,
        }
        drawn = [leg.account for leg in legs if leg.account.startswith("deposit:") and leg.amount_fen > 0]
        series = rules.series_for(payer.campus, tenders, drawn)
        receipt = papers.issue(
            self._ground,
            series,
            facts,
            operation_id=operation_id,
            entry_id=entry_id,
            shift_id=shift_id,
        )
        audit.append(
            self._ground.now,
            by.name,
            kind,
            f"paper:{receipt.number}",
            fen=receipt.total_fen,
            operation=operation_id,
        )
        return receipt

    @staticmethod
    def _check_references(tenders: Sequence[Tender]) -> None:
        """A number read twice off the same terminal slip is asked about before it is taken twice."""
        for tender in tenders:
            if tender.kind in rules.NEEDS_REFERENCE:
                account, reference = rules.ASSET_ACCOUNTS[tender.kind], tender.reference.strip()
                seen = queries.reference_seen(account, reference)
                if seen is not None:
                    raise Refusal("payment.reference_seen", "reference", reference=reference, number=seen)

    def _debit(self, tender: Tender, till_id: int, sources: list[tuple[str, int]]) -> list[Leg]:
        """Where the money of one tender goes; a deposit is used up oldest account first."""
        reference = tender.reference.strip()
        if tender.kind == "cash":
            return [Leg(rules.cash_account(till_id), tender.amount_fen, reference=reference)]
        if tender.kind != "deposit":
            return [Leg(rules.ASSET_ACCOUNTS[tender.kind], tender.amount_fen, reference=reference)]
        left, legs = tender.amount_fen, []
        for account, available in sources:
            part = min(left, available)
            if part:
                legs.append(Leg(account, part))
                left -= part
        return legs

    def reverse_payment(
        self,
        by: Actor,
        shift: int,
        paper_id: int,
        reason: str,
        operation_id: str,
        approver: Actor | None = None,
    ) -> Receipt:
        """Take back a mis-keyed payment: a reversing entry, and the paper is marked void (its number stays).

        Not a refund: it is for the till that took it, while the shift lasts. Above the library's amount
        a second person says yes to it as to a refund. Raises Refusal.
        """
        require(self._ground, by, "money.void")
        reason = rules.check_reason(reason)
        content = rules.content_hash(reverse_paper=paper_id, reason=reason)
        with connection.transaction():
            receipt = papers.by_id(paper_id)
            if ledger.done_before(operation_id, content) is not None:
                return receipt
            entry = voiding.check(receipt, shift)
            yes = second_person(by, approver, receipt.total_fen)
            reversal = self._reverse_entry(
                by, entry, "reversal", reason, operation_id, receipt.patron_id, shift, content
            )
            reconciliation.let_go(entry)
            PaperVoid.add(id=paper_id, at=self._ground.now, actor=by.name, reason=reason)
            audit.append(
                self._ground.now,
                by.name,
                "paper.void",
                f"paper:{receipt.number}",
                entry=reversal,
                reason=reason,
                approved_by=yes.name if yes else "",
            )
        return receipt
