"""One message a reader and day about what is to be paid: what arrives together is told together.

The first is told at once. What comes later that day is told on the next morning, unless it is urgent.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import NamedTuple

from db import connection
from db.tables import Outbox
from ill_desktop import money
from ill_desktop.clock import utc_text
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.outcome import kept
from ill_desktop.notices.queries import NoticeRow
from ill_desktop.notices.service import HOLD_SECONDS
from ill_desktop.words import load

ONE, SEVERAL = "payment_due", "payments_due"
MORNING = dt.timedelta(hours=8)


class _Due(NamedTuple):
    """A payment of which its reader was not told yet."""

    id: int
    not_before: str
    facts: str
    urgent: int


def gathered(ground: Ground, row: NoticeRow) -> bool:
    """Before a message is sent, in the sender's transaction: whether it is now told in another, or later."""
    if row.kind != ONE or row.attempts:
        return False
    moment = utc_text(ground.clock.now() + dt.timedelta(seconds=HOLD_SECONDS))
    waiting = _waiting(row)
    if coming := [each.not_before for each in waiting if ground.now < each.not_before <= moment]:
        _put_off(ground, [row.id], max(coming))  # a step of a moment ago, which can still be taken back
        return True
    due = [each for each in waiting if each.not_before <= ground.now]
    if _told_today(ground, row.patron_id) and not any(each.urgent for each in due):
        tomorrow = ground.clock.start_of(ground.clock.day() + dt.timedelta(days=1)) + MORNING
        _put_off(ground, [each.id for each in due], utc_text(tomorrow))
        return True
    if len(due) > 1:
        _tell_together(ground, row, due)
        return True
    return False


def _waiting(row: NoticeRow) -> list[_Due]:
    return connection.rows(
        _Due,
        "SELECT o.id, o.not_before, o.facts, COALESCE(r.level = 'urgent', 0) "
        "FROM outbox o INDEXED BY outbox_patron LEFT JOIN request r ON r.id = o.request_id "
        "WHERE o.patron_id = ? AND o.kind = ? AND o.way = ? "
        "AND o.language = ? AND o.state = 'waiting' AND o.attempts = 0 AND o.unanswered = 0 "
        "AND o.lease IS NULL ORDER BY o.id",
        (row.patron_id, ONE, row.way, row.language),
    )


def _told_today(ground: Ground, patron_id: int) -> bool:
    return bool(
        connection.value(
            "SELECT 1 FROM outbox INDEXED BY outbox_patron WHERE patron_id = ? AND kind IN (?, ?) "
            "AND sent_at >= ? LIMIT 1",
            (patron_id, ONE, SEVERAL, utc_text(ground.clock.start_of(ground.clock.day()))),
        )
    )


def _put_off(ground: Ground, notices: list[int], until: str) -> None:
    for number in notices:
        connection.execute("UPDATE outbox SET not_before = ? WHERE id = ?", (until, number))


def _tell_together(ground: Ground, row: NoticeRow, due: list[_Due]) -> None:
    """One message in the place of several, each of which says where its words went."""
    words = load(row.language)
    facts = [json.loads(each.facts) for each in due]
    lines = [
        words("notice_part.due", title=each["title"], number=each["number"], amount=each["amount"])
        for each in facts
    ]
    total = sum(money.parse(each["amount"]) for each in facts)
    told = {
        "name": facts[-1]["name"],
        "count": str(len(due)),
        "amount": money.yuan(total),
        "list": "\n".join(lines),
        "phone": facts[-1]["phone"],
    }
    together = Outbox.add(
        kind=SEVERAL,
        patron_id=row.patron_id,
        language=row.language,
        way=row.way,
        facts=json.dumps(told, ensure_ascii=False),
        created_at=ground.now,
        not_before=min(each.not_before for each in due),
        state="waiting",
        step="",
    )
    problem = kept(Refusal("notice.gathered", notice=together))
    for each in due:
        connection.execute(
            "UPDATE outbox SET state = 'withdrawn', problem = ? WHERE id = ?", (problem, each.id)
        )
