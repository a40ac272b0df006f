"""The register of invoices: asked for, typed into the tax system, issued, sent ([G] FAQ 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from db import connection, merged
from db.tables import Invoice, InvoiceEvent, InvoiceLine
from ill_desktop import audit
from ill_desktop.cashier import invoice_items, invoice_rules, papers, queries, rules
from ill_desktop.cashier.invoice_items import HOLDS, Item
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.papers import Receipt, ReceiptLine
from ill_desktop.clock import utc_time
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import follow
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

__all__ = ["InvoiceRow", "InvoiceService", "Item"]

AT_TOP_UP = "top_up"  # facts invoice.deposits: invoices are due at "top_up" or at "use", never both


@dataclass(frozen=True)
class InvoiceRow:
    """One line of the register. ``state`` as in ``invoice_rules.GOES_TO``; ``number`` and ``day`` are the
    invoice's own, ``red_letter`` and ``red_day`` those of what cancelled it; ``asked`` is the paper that
    asked for it (series I)."""

    id: int
    asked: str
    created_at: str
    patron_id: int
    patron_name: str
    buyer: str
    title: str
    tax_number: str
    medium: str
    email: str
    address: str
    amount_fen: int
    state: str
    number: str
    day: str
    red_letter: str
    red_day: str


class InvoiceService:
    """One method, one counter action, one transaction."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def _at_top_up(self) -> bool:
        return bool(self._ground.library.facts["invoice"].get("deposits") == AT_TOP_UP)

    def items(self, patron_id: int) -> list[Item]:
        """What this reader can still have an invoice for, oldest first; nothing for campus readers: theirs
        is the internal transfer ([G] FAQ 4)."""
        patron_id = follow(patron_id)
        if queries.payer(patron_id).campus:
            return []
        return invoice_items.of(patron_id, self._at_top_up())

    def ask(
        self, by: Actor, patron_id: int, chosen: Sequence[Item], buyer: Buyer, operation_id: str
    ) -> Receipt:
        """Put a request for an invoice into the register; its paper (series I) comes back.

        Raises Refusal(s) beside the buyer's fields, ``invoice.campus``, ``invoice.nothing`` and
        ``invoice.taken`` when one of the items has an invoice by now.
        """
        require(self._ground, by, "money.take")
        kept, problems = invoice_rules.check_buyer(buyer)
        refuse(problems)
        with connection.transaction():
            patron_id = follow(patron_id)
            done = papers.of_operation(operation_id)
            if done is not None:
                return _same(done, patron_id, chosen, kept)
            payer = queries.payer(patron_id)
            if payer.campus:
                raise Refusal("invoice.campus")
            if not chosen:
                raise Refusal("invoice.nothing", "items")
            if not set(chosen) <= set(self.items(patron_id)) or len(set(chosen)) != len(chosen):
                raise Refusal("invoice.taken")
            receipt = self._paper(by, payer, patron_id, kept, chosen, operation_id)
            self._store(receipt, patron_id, kept, chosen)
            self._step(by, receipt.paper_id, "requested")
        return receipt

    def _paper(
        self,
        by: Actor,
        payer: queries.Payer,
        patron_id: int,
        buyer: Buyer,
        chosen: Sequence[Item],
        operation_id: str,
    ) -> Receipt:
        """The request on paper: every line under the one item an invoice may name."""
        item = self._ground.library.facts["invoice"]["item"]
        lines = [ReceiptLine("service", item, each.request_number, each.amount_fen) for each in chosen]
        facts = {
            "patron_id": patron_id,
            "patron_name": payer.name,
            "patron_number": payer.number,
            "unit": buyer.title,
            "lines": tuple(lines),
            "total_fen": sum(line.amount_fen for line in lines),
            "operator": by.name,
        }
        return papers.issue(self._ground, rules.INVOICE, facts, operation_id=operation_id)

    def _store(self, receipt: Receipt, patron_id: int, buyer: Buyer, chosen: Sequence[Item]) -> None:
        Invoice.add(
            id=receipt.paper_id,
            patron_id=patron_id,
            buyer=buyer.kind,
            title=buyer.title,
            tax_number=buyer.tax_number,
            medium=buyer.medium,
            email=buyer.email,
            address=buyer.address,
            amount_fen=receipt.total_fen,
            created_at=self._ground.now,
        )
        for each in chosen:
            InvoiceLine.add(
                invoice_id=receipt.paper_id,
                charge_id=each.charge_id,
                top_up_id=each.top_up_id,
                amount_fen=each.amount_fen,
            )

    def issue(self, by: Actor, invoice_id: int, number: str, day: dt.date) -> None:
        """The tax system has made it: its number and day are typed in. Refunds end here ([G]).

        Raises Refusal ``invoice.number``, ``invoice.day``, ``invoice.day_before``, ``invoice.number_taken``,
        ``invoice.moved_on``.
        """
        require(self._ground, by, "money.invoice")
        kept = invoice_rules.check_number(number)
        with connection.transaction():
            self._check_new(kept)
            on = invoice_rules.check_day(day, self._ground.clock.day(), self.asked_on(by_id(invoice_id)))
            self._go(by, invoice_id, "issued", number=kept, day=on)

    def correct(self, by: Actor, invoice_id: int, number: str, day: dt.date, reason: str) -> None:
        """Number or day were typed wrong: as the tax system has them. What was typed first stays among the
        steps. Raises Refusal as :meth:`issue` does."""
        require(self._ground, by, "money.invoice")
        kept, why = invoice_rules.check_number(number), rules.check_reason(reason)
        with connection.transaction():
            state = state_of(invoice_id)
            if state not in invoice_rules.ENDS_REFUNDS:
                raise Refusal("invoice.moved_on")
            self._check_new(kept, invoice_id)
            on = invoice_rules.check_day(day, self._ground.clock.day(), self.asked_on(by_id(invoice_id)))
            facts = {"number": kept, "day": on, "note": why}
            InvoiceEvent.add(invoice_id=invoice_id, at=self._ground.now, actor=by.mark, state=state, **facts)
            audit.append(self._ground.now, by.name, "invoice.correct", f"paper:{invoice_id}", **facts)

    def send(self, by: Actor, invoice_id: int, note: str = "") -> None:
        """It has gone to the reader; ``note``: the tracking number of one on paper."""
        require(self._ground, by, "money.invoice")
        with connection.transaction():
            self._go(by, invoice_id, "sent", note=note.strip()[:100])

    def not_sent(self, by: Actor, invoice_id: int, reason: str = "") -> None:
        """It was entered as sent and had not gone: it stands as issued again. That it was entered, and who
        took it back when and why, stays among its steps (no reason: at once, by undo)."""
        require(self._ground, by, "money.invoice")
        note = rules.check_reason(reason) if reason else ""
        with connection.transaction():
            if state_of(invoice_id) != "sent":
                raise Refusal("invoice.moved_on")
            InvoiceEvent.add(
                invoice_id=invoice_id, at=self._ground.now, actor=by.mark, state="issued", note=note
            )
            audit.append(self._ground.now, by.name, "invoice.not_sent", f"paper:{invoice_id}", note=note)

    def withdraw(self, by: Actor, invoice_id: int, reason: str) -> None:
        """It was asked for and is not wanted any more; only before it is issued."""
        require(self._ground, by, "money.invoice")
        kept = rules.check_reason(reason)
        with connection.transaction():
            self._go(by, invoice_id, "void", note=kept)

    def red_letter(self, by: Actor, invoice_id: int, number: str, day: dt.date, reason: str) -> None:
        """A red-letter invoice cancels an issued one: an administrator's exception, after which its charges
        may be refunded or invoiced again. Raises Refusal as :meth:`issue`, ``invoice.red_day_before``."""
        require(self._ground, by, "money.red_letter")
        kept, why = invoice_rules.check_number(number), rules.check_reason(reason)
        with connection.transaction():
            invoice_rules.check_step(state_of(invoice_id), "red_letter")
            self._check_new(kept, red=invoice_id)
            issued = dt.date.fromisoformat(by_id(invoice_id).day)
            on = invoice_rules.check_day(day, self._ground.clock.day(), issued, of_red_letter=True)
            self._step(by, invoice_id, "red_letter", number=kept, day=on, note=why)

    @staticmethod
    def _check_new(number: str, corrected: int = 0, red: int = 0) -> None:
        """``corrected``: the invoice that may bear it already; ``red``: the one of which parts may have gone
        back with it. Raises Refusal ``invoice.number_taken``."""
        if taken := stands_on(number, corrected) or refunded_with(number, red):
            raise Refusal("invoice.number_taken", "number", other=taken)

    def asked_on(self, row: InvoiceRow) -> dt.date:
        """The business day on which an invoice was asked for: none is older."""
        return self._ground.clock.day(utc_time(row.created_at))

    def _go(self, by: Actor, invoice_id: int, target: str, **facts: str) -> None:
        invoice_rules.check_step(state_of(invoice_id), target)
        self._step(by, invoice_id, target, **facts)

    def _step(self, by: Actor, invoice_id: int, state: str, **facts: str) -> None:
        step(self._ground, by, invoice_id, state, **facts)


def step(ground: Ground, by: Actor, invoice_id: int, state: str, **facts: str) -> None:
    """What happened to an invoice, in the caller's transaction."""
    InvoiceEvent.add(invoice_id=invoice_id, at=ground.now, actor=by.mark, state=state, **facts)
    audit.append(ground.now, by.name, f"invoice.{state}", f"paper:{invoice_id}", **facts)


def stands_on(number: str, but: int = 0) -> str:
    """The request (series I) on which an invoice's or a red letter's number stands already, or "": the tax
    system gives none twice. One that was typed wrong and corrected may be another's; ``but``: left out."""
    found = connection.value(
        "SELECT p.number FROM invoice_event e JOIN paper p ON p.id = e.invoice_id "
        "WHERE e.number = ? AND e.invoice_id <> ? AND (e.state = 'red_letter' OR NOT EXISTS "
        "(SELECT 1 FROM invoice_event n WHERE n.invoice_id = e.invoice_id AND n.id > e.id "
        "AND n.number <> '' AND n.state <> 'red_letter'))",
        (number, but),
    )
    return str(found or "")


def refunded_with(red_letter: str, but: int = 0) -> str:
    """The refund (series F) that bears this red letter and gave back nothing of invoice ``but``, or ""."""
    found = connection.value(
        "SELECT p.number FROM refund f JOIN paper p ON p.id = f.id WHERE f.red_letter = ?1 AND NOT EXISTS "
        "(SELECT 1 FROM invoice_line l JOIN refund_line b ON b.charge_id = l.charge_id "
        "WHERE l.invoice_id = ?2 AND b.refund_id = f.id) AND NOT EXISTS (SELECT 1 FROM paper q, "
        "JSON_EACH(p.facts, '$.tenders') t WHERE q.id = ?2 AND t.value ->> 2 = q.number)",
        (red_letter, but),
    )
    return str(found or "")


def state_of(invoice_id: int) -> str:
    """Where an invoice stands: its newest step. Raises LookupError."""
    found = connection.value(
        "SELECT state FROM invoice_event WHERE invoice_id = ? ORDER BY id DESC LIMIT 1", (invoice_id,)
    )
    if found is None:
        raise LookupError(invoice_id)
    return str(found)


def register(state: str | None = None, before: int | None = None, limit: int = 100) -> list[InvoiceRow]:
    """The register, newest first; ``state`` None: all. What waits to be typed in is ``requested``."""
    return connection.rows(
        InvoiceRow,
        f"SELECT * FROM ({REGISTER}) WHERE (?1 IS NULL OR state = ?1) AND id < ?2 ORDER BY id DESC LIMIT ?3",
        (state, before if before is not None else 1 << 62, limit),
    )


def by_id(invoice_id: int) -> InvoiceRow:
    """One invoice. Raises LookupError."""
    found = connection.first(InvoiceRow, f"SELECT * FROM ({REGISTER}) WHERE id = ?", (invoice_id,))
    if found is None:
        raise LookupError(invoice_id)
    return found


def of_patron(patron_id: int) -> list[InvoiceRow]:
    """A reader's invoices, newest first."""
    return connection.rows(
        InvoiceRow,
        f"SELECT * FROM ({REGISTER}) WHERE patron_id IN {merged.same('?1')} ORDER BY id DESC",
        (patron_id,),
    )


def held(charges: Sequence[int], top_up_id: int | None = None) -> str:
    """The request (series I) on which one of these stands, unless it was withdrawn or cancelled, or ""."""
    marks = ", ".join("?" * len(charges))
    return str(
        connection.value(
            "SELECT p.number FROM invoice_line l JOIN paper p ON p.id = l.invoice_id "
            f"WHERE (l.charge_id IN ({marks}) OR l.top_up_id = ?) AND {HOLDS} LIMIT 1",
            (*charges, top_up_id),
        )
        or ""
    )


def _same(done: Receipt, patron_id: int, chosen: Sequence[Item], buyer: Buyer) -> Receipt:
    """The request an operation made. Raises Refusal ``payment.operation_reused`` for other content."""
    was = connection.first(
        lambda patron, *rest: (follow(patron), Buyer(*rest)),
        "SELECT patron_id, buyer, title, tax_number, medium, email, address FROM invoice WHERE id = ?",
        (done.paper_id,),
    )
    lines = connection.rows(
        lambda *row: row,
        "SELECT charge_id, top_up_id, amount_fen FROM invoice_line WHERE invoice_id = ?",
        (done.paper_id,),
    )
    asked = [(each.charge_id, each.top_up_id, each.amount_fen) for each in chosen]
    if was != (patron_id, buyer) or set(lines) != set(asked) or len(lines) != len(asked):
        raise Refusal("payment.operation_reused")
    return done


def _newest(column: str, red: bool) -> str:
    """A number or day of the newest step that has one, of the invoice itself or of its red letter."""
    return (
        f"COALESCE((SELECT e.{column} FROM invoice_event e WHERE e.invoice_id = i.id AND e.{column} <> '' "
        f"AND e.state {'=' if red else '<>'} 'red_letter' ORDER BY e.id DESC LIMIT 1), '')"
    )


REGISTER = (
    "SELECT i.id, pa.number AS asked, i.created_at, i.patron_id, pt.name, i.buyer, i.title, i.tax_number, "
    "i.medium, i.email, i.address, i.amount_fen, (SELECT e.state FROM invoice_event e "
    f"WHERE e.invoice_id = i.id ORDER BY e.id DESC LIMIT 1) AS state, {_newest('number', red=False)}, "
    f"{_newest('day', red=False)}, {_newest('number', red=True)}, {_newest('day', red=True)} "
    "FROM invoice i JOIN paper pa ON pa.id = i.id JOIN patron pt ON pt.id = i.patron_id"
)
