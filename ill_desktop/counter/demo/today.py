"""What lies on the desk of the finance office today: by its services, as a hand would put it there."""

from __future__ import annotations

import csv
import datetime as dt
import io

from db import connection
from ill_desktop import money, settings
from ill_desktop.cashier import invoice_register, paid, papers, queries
from ill_desktop.cashier.bank import BankService
from ill_desktop.cashier.invoice_rules import Buyer
from ill_desktop.cashier.invoices import InvoiceService
from ill_desktop.cashier.reconciliation import ReconciliationService
from ill_desktop.cashier.refunds import APPROVAL_ABOVE, Back, RefundService
from ill_desktop.counter.demo.office import invoice_number
from ill_desktop.counter.demo.works import lists
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor

NEAR = 200  # of so many that come last, the first that will do
ASKED = 4
TAX_NUMBER = "91330106MA2CCQ8T3A"
_OFF_CAMPUS = "JOIN patron p ON p.id = c.patron_id AND p.road = 'off_campus'"


class OfficeToday:
    """Each of these happens now, where there is something for it to happen to."""

    def __init__(self, ground: Ground, by: Actor) -> None:
        self._ground, self._by, self._said = ground, by, lists("zh_CN")["office"]
        self._bank, self._invoices = BankService(ground), InvoiceService(ground)
        self._day = ground.clock.day()

    def work(self) -> None:
        """In the caller's transaction."""
        self._ask_invoices()
        self._receive()
        self._red_letter()
        self._import_statement()

    def _patrons(self, more: str) -> list[int]:
        """Readers from outside who were charged lately, the latest first."""
        found = connection.rows(
            int, f"SELECT c.patron_id FROM charge c {_OFF_CAMPUS} {more} ORDER BY c.id DESC LIMIT {NEAR}"
        )
        return list(dict.fromkeys(found))

    def _ask_invoices(self) -> None:
        """For what was paid otherwise: one is issued, one withdrawn, the others wait to be typed in."""
        asked: list[int] = []
        for patron in self._patrons(""):
            if len(asked) == ASKED:
                break
            if items := self._invoices.items(patron):
                name, mail = queries.payer(patron).name, f"fapiao{patron}@example.org"
                buyer = Buyer("person", name, email=mail)
                if len(asked) % 2:
                    buyer = Buyer("enterprise", self._said["company"], TAX_NUMBER, email=mail)
                operation = f"demo:invoice:{patron}"
                asked.append(self._invoices.ask(self._by, patron, items[-1:], buyer, operation).paper_id)
        if len(asked) == ASKED:
            self._invoices.issue(self._by, asked[0], invoice_number(self._day, asked[0]), self._day)
            self._invoices.withdraw(self._by, asked[1], self._said["withdrawn"])

    def _receive(self) -> None:
        """Of one transfer nobody knows whose it is; one falls short; one was sent in advance."""
        self._came(self._said["company"], 86_00, self._said["unclear"], 2)
        owing = self._patrons("JOIN request r ON r.id = c.request_id AND r.state = 'awaiting_payment'")
        for patron in owing:
            dues = queries.dues(patron)
            part = sum(due.amount_fen for due in dues) - 1_00
            if part > 0:
                came = self._came(queries.payer(patron).name, part, self._ground.library.bank["purpose"], 1)
                charges = [due.charge_id for due in dues]
                self._bank.settle(self._by, came, patron, charges, f"demo:part:{patron}", partly=True)
                break
        for patron in self._patrons("WHERE p.state = 'approved'"):
            if patron not in owing:
                self._came(queries.payer(patron).name, 200_00, self._said["in_advance"], 0)
                break

    def _came(self, payer: str, fen: int, purpose: str, days_ago: int) -> int:
        day = self._day - dt.timedelta(days=days_ago)
        reference = f"ICBC{day:%Y%m%d}{fen:06d}"
        return self._bank.receive(
            self._by, day, fen, payer, reference, f"demo:came:{reference}", purpose=purpose
        )

    def _red_letter(self) -> None:
        """An administrator's exception: what one invoice names goes back whole."""
        shift = queries.open_shift(queries.tills()[0][0])
        limit = settings.read(APPROVAL_ABOVE)
        for row in invoice_register.page("sent", limit=NEAR):
            lines = connection.rows(
                lambda *found: found,
                "SELECT l.charge_id, p.entry_id FROM invoice_line l "
                "JOIN posting p ON p.charge_id = l.charge_id "
                "JOIN entry e ON e.id = p.entry_id AND e.kind = 'bank' WHERE l.invoice_id = ?",
                (row.id,),
            )
            if shift is None or len(lines) != 1 or (limit is not None and row.amount_fen > int(limit)):
                continue
            charge, entry = lines[0]
            back = Back(
                paid.paid(entry).ways[0].tender,
                self._said["refund"],
                reference=f"ICBC{self._day:%Y%m%d}R",
                red_letter=invoice_number(self._day, row.id, red=True),
            )
            amounts = {charge: row.amount_fen}
            refunds, operation = RefundService(self._ground), f"demo:red:{row.id}"
            paper = refunds.refund(self._by, shift.id, entry, amounts, back, operation)
            papers.count_print(self._ground, self._by, paper.paper_id)
            return

    def _import_statement(self) -> None:
        """Of the campus card, lately: one payment is not in it, one line of it is not in the books."""
        since = min(self._day.replace(day=1), self._day - dt.timedelta(days=10))
        booked = connection.rows(
            lambda *row: row,
            "SELECT e.day, p.amount_fen, p.reference FROM account a CROSS JOIN posting p "
            "ON p.account_id = a.id JOIN entry e ON e.id = p.entry_id WHERE a.code = 'clearing:campus_card' "
            f"AND p.amount_fen > 0 AND e.day >= ? ORDER BY p.id DESC LIMIT {NEAR}",
            (since.isoformat(),),
        )
        if len(booked) < 2:
            return
        file = io.StringIO()
        out = csv.writer(file)
        out.writerow(("日期", "金额", "流水号", "摘要"))
        for day, fen, reference in booked[:0:-1]:  # the newest is not in it yet
            out.writerow((day, money.plain(fen), reference, self._said["card"]))
        out.writerow((booked[0][0], "6.60", "00000660", self._said["card"]))
        data, name = file.getvalue().encode(), f"{self._said['card']}-{self._day:%Y-%m}.csv"
        ReconciliationService(self._ground).import_statement(self._by, "campus_card", data, name)
