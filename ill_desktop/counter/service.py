"""The counter's own actions: a step that prices, a payment that releases, a slip that comes back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from db import connection, merged
from db.tables import RequestEvent
from ill_desktop import money
from ill_desktop.cashier import papers, taking_back
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.rules import Tender
from ill_desktop.cashier.service import CashierService
from ill_desktop.cashier.tariff import Case, Price
from ill_desktop.cashier.transfers import TransferService
from ill_desktop.counter.fines import Fines
from ill_desktop.counter.pricing import ARRIVED, Pricing, set_total
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons.queries import follow
from ill_desktop.requests import queries, rules
from ill_desktop.requests.service import RequestService
from ill_desktop.requests.steps import Inputs, StepService
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

CHARGE_FALLS_AWAY = ("cancelled", "unfilled", "expired", "accepted")


@dataclass(frozen=True)
class Released:
    """What one payment set in motion: the paper, and request id → state it went on to."""

    receipt: Receipt
    moved: dict[int, str]


class CounterService:
    """Joins requests, cashier and notices; each method is one transaction."""

    def __init__(
        self,
        ground: Ground,
        cashier: CashierService,
        transfers: TransferService,
        requests: RequestService,
        steps: StepService,
        notices: NoticeService,
    ) -> None:
        self._ground = ground
        self._cashier = cashier
        self._transfers = transfers
        self._requests = requests
        self._steps = steps
        self._notices = notices
        self._fines = Fines(ground, cashier)
        self.pricing = Pricing(ground, cashier, steps)

    def case_of(self, request: queries.Detail, pages: int | None = None) -> Case:
        """What a request's price depends on."""
        return self.pricing.case_of(request, pages)

    def price_of(self, request_id: int, pages: int | None = None) -> Price:
        """What a request would cost today, with its reasons."""
        return self.pricing.of(queries.detail(request_id), pages)

    def step(
        self,
        by: Actor,
        request_id: int,
        target: str,
        inputs: Inputs | None = None,
        verb: str | None = None,
        *,
        seen: str | None = None,
    ) -> str:
        """Take a step and what follows from it by itself; returns the state the request ends in.

        On arrival the request is priced: above what the reader accepts it waits for the reader's yes,
        otherwise what is due is charged and it waits for payment. What ends a request drops its unpaid
        charges; a loan that comes back late, or is lost, is fined. Readers take the few steps that are
        theirs. ``seen`` is the ``state_since`` the window showed. Raises Refusal.
        """
        told = inputs or Inputs()
        self._steps.permit(by, request_id, target, verb)
        with connection.transaction():
            request = queries.detail(request_id)
            posted = self.pricing.first(by, request, target, told)
            posted |= self._end_of_loan(by, request, target, told)
            self._steps.take(by, request_id, target, told, verb, posted=posted, seen=seen, as_read=request)
            if target in (*CHARGE_FALLS_AWAY, *ARRIVED):
                return self._follow_up(_counter_for(by), queries.detail(request_id))
            return target

    def _follow_up(self, by: Actor, request: queries.Detail) -> str:
        """What a step brings with it: charges fall away, or what came is priced."""
        charged = bool(cashier_queries.charges_of_request(request.id))
        if request.state in CHARGE_FALLS_AWAY and charged:
            self.pricing.drop_unpaid(by, request)
        if request.state in ARRIVED and not charged:
            self.arrive(by, request)
        return queries.state_of(request.id)

    def _end_of_loan(self, by: Actor, request: queries.Detail, target: str, told: Inputs) -> bool:
        """Fine a loan that comes back late or is lost, charge or drop its compensation; whether it posted.

        Raises Refusal ``request.compensation_unpaid`` when what is owed for a lost book has not been paid.
        """
        if (request.state, target) in (("checked_out", "returned"), ("checked_out", "lost")):
            posted = self._fines.post(by, request) > 0
            if target == "lost" and told.compensation_fen:
                self._fines.compensate(by, request, told.compensation_fen, "lost")
                posted = True
        elif (request.state, target) == ("lost", "returned"):
            posted = self._fines.drop_compensation(by, request)
        elif (request.state, target) == ("lost", "completed"):
            posted = False
            if owed := cashier_queries.owed_for(request.id):
                raise Refusal("request.compensation_unpaid", amount=money.yuan(owed))
        else:
            return False
        set_total(request.id)
        return posted

    def arrive(self, by: Actor, request: queries.Detail) -> None:
        """Price what has come, charge it or ask the reader, and let the deposit pay where it may."""
        self.pricing.arrive(by, request)
        self._debit(by, request)

    def _debit(self, by: Actor, request: queries.Detail) -> None:
        """With the reader's consent the deposit pays at once, and what was bought goes out (domain §4)."""
        patron_id = follow(request.patron_id)
        if not connection.value("SELECT automatic_debit FROM patron WHERE id = ?", (patron_id,)):
            return
        charges = [due.charge_id for due in cashier_queries.dues_of_request(request.id)]
        receipt = self._cashier.debit(by, request.patron_id, charges, str(uuid.uuid4())) if charges else None
        if receipt is not None:
            self._settled(by, patron_id, charges, receipt.total_fen, receipt.number)

    def take_payment(
        self,
        by: Actor,
        shift: int,
        patron: int,
        charges: Sequence[int],
        tenders: Sequence[Tender],
        operation_id: str,
        *,
        sure: bool = False,
    ) -> Released:
        """Take money and let go what is now settled; see :meth:`CashierService.take_payment`."""
        require(self._ground, by, "money.take")
        with connection.transaction():
            before = connection.value("SELECT 1 FROM entry WHERE operation_id = ?", (operation_id,))
            receipt = self._cashier.take_payment(by, shift, patron, charges, tenders, operation_id, sure=sure)
            moved = {} if before else self._settled(by, patron, charges, receipt.total_fen, receipt.number)
        return Released(receipt, moved)

    def match_transfer(
        self,
        by: Actor,
        transfer_id: int,
        reference: str,
        operation_id: str,
        *,
        amount_fen: int | None = None,
        sure: bool = False,
    ) -> Released:
        """The stamped slip is back: post it and let go what it settles; see :meth:`TransferService.match`."""
        require(self._ground, by, "money.take")
        with connection.transaction():
            before = connection.value("SELECT 1 FROM entry WHERE operation_id = ?", (operation_id,))
            charges = self._transfers.match(
                by, transfer_id, reference, operation_id, amount_fen=amount_fen, sure=sure
            )
            slip = papers.by_id(transfer_id)
            patron = slip.patron_id or 0
            moved = {} if before else self._settled(by, patron, charges, slip.total_fen, slip.number)
        return Released(slip, moved)

    def settle_bank(
        self,
        by: Actor,
        incoming_id: int,
        patron_id: int,
        charges: Sequence[int],
        operation_id: str,
        *,
        rest_to_deposit: bool = False,
        partly: bool = False,
    ) -> Released:
        """Put money that came by bank to a reader's charges and let go what it settles; see
        :meth:`BankService.settle`."""
        require(self._ground, by, "money.take")
        with connection.transaction():
            before = connection.value("SELECT 1 FROM entry WHERE operation_id = ?", (operation_id,))
            receipt = BankService(self._ground).settle(
                by,
                incoming_id,
                patron_id,
                charges,
                operation_id,
                rest_to_deposit=rest_to_deposit,
                partly=partly,
            )
            patron = receipt.patron_id or patron_id
            entry = connection.value("SELECT id FROM entry WHERE operation_id = ?", (operation_id,))
            reached = taking_back.charges_of(entry)  # it may not have been enough for all of them
            moved = {} if before else self._settled(by, patron, reached, receipt.total_fen, receipt.number)
        return Released(receipt, moved)

    def take_back_bank(self, by: Actor, entry_id: int, reason: str, operation_id: str) -> None:
        """What a bank transfer paid is due again; see :meth:`BankService.take_back`."""
        require(self._ground, by, "money.void")
        with connection.transaction():
            before = connection.value("SELECT 1 FROM entry WHERE operation_id = ?", (operation_id,))
            charges = taking_back.charges_of(entry_id)
            BankService(self._ground).take_back(by, entry_id, reason, operation_id)
            if not before:
                self._due_again(by, charges, reason)

    def take_back_transfer(self, by: Actor, transfer_id: int, reason: str, operation_id: str) -> Receipt:
        """What a slip paid is due again, and the slip waits; see :meth:`TransferService.take_back`."""
        require(self._ground, by, "money.void")
        with connection.transaction():
            before = connection.value("SELECT 1 FROM entry WHERE operation_id = ?", (operation_id,))
            entry = connection.value("SELECT entry_id FROM transfer WHERE id = ?", (transfer_id,))
            charges = [] if entry is None else taking_back.charges_of(entry)
            slip = self._transfers.take_back(by, transfer_id, reason, operation_id)
            if not before:
                self._due_again(by, charges, f"{slip.number} · {reason}")
        return slip

    def _due_again(self, by: Actor, charges: Sequence[int], note: str) -> None:
        """The history of each request says that its payment was taken back; what went out stays out."""
        for request_id in self._requests_of(charges):
            RequestEvent.add(
                request_id=request_id, at=self._ground.now, actor=by.mark, kind="note", note=f"↩ {note}"
            )

    def _settled(
        self, by: Actor, patron_id: int, charges: Sequence[int], fen: int, paper: str
    ) -> dict[int, str]:
        """Tell the reader, note it in each request's history, and release what nothing holds back."""
        patron_id, name, language = connection.rows(
            lambda *row: row,
            f"SELECT id, name, language FROM patron WHERE id = {merged.kept('?')}",
            (patron_id,),
        )[0]
        self._notices.queue(
            "payment_received",
            patron_id,
            language,
            {"name": name, "amount": money.yuan(fen), "paper": paper},
        )
        moved: dict[int, str] = {}
        for request_id in self._requests_of(charges):
            RequestEvent.add(
                request_id=request_id, at=self._ground.now, actor=by.mark, kind="money", note=paper
            )
            state = self.release(by, request_id, posted=True)
            if state:
                moved[request_id] = state
        return moved

    @staticmethod
    def _requests_of(charges: Sequence[int]) -> list[int]:
        marks = ", ".join("?" * len(charges))
        return connection.rows(
            int,
            f"SELECT DISTINCT request_id FROM charge WHERE id IN ({marks}) AND request_id IS NOT NULL",
            charges,
        )

    def release(self, by: Actor, request_id: int, *, posted: bool = False) -> str | None:
        """Let a settled request go on: electronic documents out, items onto the shelf."""
        waiting = queries.awaiting_payment(request_id)
        if waiting is None or cashier_queries.owed_for(request_id):
            return None
        self._notices.overtake("payment_due", request_id)
        target = rules.on_release(*waiting)
        if target:
            self._steps.take(by, request_id, target, posted=posted)
        return target

    def attach(self, by: Actor, request_id: int, name: str, data: bytes) -> str:
        """Attach an electronic document; one that was only waiting for it goes out. Returns the state."""
        require(self._ground, by, "request.work")
        with connection.transaction():
            self._requests.attach(by, request_id, name, data)
            charges = cashier_queries.charges_of_request(request_id)
            return (self.release(by, request_id) if charges else None) or queries.detail(request_id).state


def _counter_for(by: Actor) -> Actor:
    """Who carries out what follows from a step: a reader's yes is charged as the counter would charge it."""
    return by if by.patron_id is None else Actor(by.mark, "counter")
