"""What nobody has to remember: the round the program makes once a day, and as often as it likes.

Every reminder is told once for its request and step (``outbox.step``), so a second round, a round that was
cut short and two rounds at once add nothing twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from db import connection
from db.tables import StaffNotice
from ill_desktop import audit, hours, money, settings
from ill_desktop.activation import visits
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.service import CashierService
from ill_desktop.counter.fines import Fines
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import ending
from ill_desktop.patrons.service import PatronService
from ill_desktop.requests import queries, supplier_queries
from ill_desktop.staff.rules import SYSTEM, Actor
from ill_desktop.staff.service import require
from ill_desktop.words import load

LAST = "daily.last"
DUE_SOON_DAYS = 3
OVERDUE_DAYS = (1, 7, 14, 30, 60, 90)
DEPOSIT_LOW_FEN = 10_00
# What the program does by itself it does as whoever may do it; the record says that it was nobody.
PROGRAM = Actor(SYSTEM.name, "administrator")


@dataclass
class Summary:
    """What one round has brought that was not there before. ``kept``: whose time is over, and who still
    has a loan or a debt."""

    due_soon: int = 0
    overdue: int = 0
    silent: int = 0
    deposit_low: int = 0
    released: int = 0
    expired: int = 0
    kept: int = 0


class DailyRun:
    """One round over loans, partners, deposits and readers; each step is a transaction of its own."""

    def __init__(
        self, ground: Ground, notices: NoticeService, patrons: PatronService, cashier: CashierService
    ) -> None:
        self._ground = ground
        self._notices = notices
        self._patrons = patrons
        self._fines = Fines(ground, cashier)

    def is_due(self) -> bool:
        """Whether today's round has not been made."""
        return str(settings.read(LAST, "")) < self._ground.today

    def run(self, by: Actor) -> Summary:
        """Make the round; says what was new. Raises Refusal ``not_permitted``."""
        require(self._ground, by, "request.work")
        done = Summary()
        done.due_soon = self._due_soon()
        done.overdue = self._overdue()
        done.silent = self._silent()
        done.deposit_low = self._deposits()
        done.released = len(self._patrons.release_due(PROGRAM))
        done.expired = len(self._patrons.expire_due(PROGRAM))
        done.kept = len(ending.cannot_expire(self._ground.today))
        with connection.transaction():
            visits.purge(self._ground)  # what was typed for an activation stays a day at most
            settings.write(LAST, self._ground.today)
            audit.append(self._ground.now, by.mark, "daily", self._ground.today, **vars(done))
        return done

    # Loans

    def _due_soon(self) -> int:
        days = int(self._ground.library.facts["counter"].get("due_soon_days", DUE_SOON_DAYS))
        until = self._ground.clock.day() + dt.timedelta(days=days)
        lent = "r.due_on >= ? AND r.due_on <= ?"
        found = _untold("due_soon", "r.due_on", lent, (self._ground.today, until.isoformat()))
        return self._remind("due_soon", found)

    def _overdue(self) -> int:
        late = f"(JULIANDAY('{self._ground.today}') - JULIANDAY(r.due_on))"
        reached = " ".join(f"WHEN {late} >= {days} THEN '+{days}'" for days in reversed(OVERDUE_DAYS))
        step = f"r.due_on || CASE {reached} END"
        found = _untold("overdue", step, "r.due_on < ?", (self._ground.today,))
        return self._remind("overdue", found)

    def _remind(self, kind: str, requests: Iterable[int]) -> int:
        told = 0
        for number in requests:
            with connection.transaction():
                told += self._remind_one(kind, queries.detail(number))
        return told

    def _remind_one(self, kind: str, request: queries.Detail) -> bool:
        """Tell one reader of one loan, unless he was told of this step; whether he was told now."""
        if request.state != "checked_out" or request.due_on is None:
            return False  # brought back a moment ago
        late = (self._ground.clock.day() - dt.date.fromisoformat(request.due_on)).days
        step = request.due_on
        if kind == "overdue":
            reached = [days for days in OVERDUE_DAYS if days <= late]
            if not reached:
                return False
            step = f"{request.due_on}+{reached[-1]}"  # what was missed meanwhile is not made up for
        return self._tell_once(kind, request.patron_id, self._loan(request, late), step, request)

    def _tell_once(
        self,
        kind: str,
        patron_id: int,
        facts: dict[str, str],
        step: str,
        request: queries.Detail | None = None,
    ) -> bool:
        request_id = request.id if request else None
        if self._notices.is_told(kind, patron_id, request_id, step):
            return False
        language = str(connection.value("SELECT language FROM patron WHERE id = ?", (patron_id,)))
        return bool(self._notices.queue(kind, patron_id, language, facts, request_id=request_id, step=step))

    def _loan(self, request: queries.Detail, late: int) -> dict[str, str]:
        branch = self._ground.library.branches[request.branch]
        language = request.patron_language
        words = load(language)
        fine = sum(each.fen for each in self._fines.live(request)) if late > 0 else 0
        return {
            "name": request.patron_name,
            "number": request.number,
            "title": request.title,
            "due": str(request.due_on),
            "days": str(max(late, 0)),
            "fine": words("notice_part.fine", amount=money.yuan(fine)) if fine else "",
            "place": hours.beside(branch.pickup[language], branch.hours, words),
            "phone": branch.pickup_phone,
        }

    # Partners: a matter of the staff, shown on Today; no mail

    def _silent(self) -> int:
        new = 0
        for one in supplier_queries.silent(self._ground.today):
            step = f"{one.expected_on}"
            with connection.transaction():
                known = connection.value(
                    "SELECT 1 FROM staff_notice WHERE kind = 'silent' AND request_id = ? AND step = ?",
                    (one.request_id, step),
                )
                if not known:
                    StaffNotice.add(kind="silent", request_id=one.request_id, step=step, at=self._ground.now)
                    new += 1
        return new

    # Deposits

    def _deposits(self) -> int:
        """Whose deposit was drawn on since the last round and has little left, once for each paying in."""
        low = int(self._ground.library.facts["counter"].get("deposit_low_fen", DEPOSIT_LOW_FEN))
        told = 0
        for patron_id in self._drawn_on():
            with connection.transaction():
                left = cashier_queries.deposit_balance(patron_id)
                if left < low:
                    name = connection.value("SELECT name FROM patron WHERE id = ?", (patron_id,))
                    facts = {"name": str(name), "amount": money.yuan(left)}
                    told += self._tell_once("deposit_low", patron_id, facts, _last_paid_in(patron_id))
        return told

    def _drawn_on(self) -> list[int]:
        since = str(settings.read(LAST, "")) or self._ground.today
        return connection.rows(
            int,
            # Who was paid it back, or whose paying in was void, knows what is left.
            "SELECT DISTINCT e.patron_id FROM entry e JOIN posting p ON p.entry_id = e.id "
            "JOIN account a ON a.id = p.account_id WHERE e.kind = 'payment' AND e.day >= ? "
            "AND e.patron_id IS NOT NULL AND a.code GLOB 'deposit:*' AND p.amount_fen > 0 "
            "ORDER BY e.patron_id",
            (since,),
        )


def _untold(kind: str, step: str, lent: str, values: tuple[str, ...]) -> list[int]:
    """Loans of which their readers have not been told this step; looked at again one by one."""
    return connection.rows(
        int,
        f"SELECT r.id FROM request r WHERE r.state = 'checked_out' AND {lent} AND NOT EXISTS (SELECT 1 "
        f"FROM outbox o WHERE o.kind = '{kind}' AND o.patron_id = r.patron_id "
        f"AND COALESCE(o.request_id, 0) = r.id AND o.step = {step} AND o.step <> '') ORDER BY r.id",
        values,
    )


def _last_paid_in(patron_id: int) -> str:
    """What tells one low deposit from the next: the entry by which it was last filled."""
    newest = connection.value(
        "SELECT MAX(e.id) FROM entry e JOIN posting p ON p.entry_id = e.id JOIN account a "
        "ON a.id = p.account_id WHERE e.patron_id = ? AND a.code GLOB 'deposit:*' AND p.amount_fen < 0",
        (patron_id,),
    )
    return f"{newest or 0}"
