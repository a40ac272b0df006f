"""A library whose mail goes to a server on loopback, and messages to send."""

from __future__ import annotations

import datetime as dt

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.ground import Ground
from ill_desktop.notices import queries, rules
from ill_desktop.notices.delivery import Delivered, DeliveryService
from ill_desktop.notices.queries import NoticeRow
from ill_desktop.notices.senders import SenderService
from ill_desktop.notices.service import NoticeService
from ill_desktop.notices.settings import MailSettings, SmsSettings
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor

ADMIN = Actor("钱文", "administrator", staff_id=1)
FACTS = {"name": "陈竑宇", "amount": "¥3.00", "paper": "YQ1-2026-R-000001"}


class Outbox:
    """The notices room at work; time passes only when it is told to."""

    def __init__(self, ground: Ground, patron: int) -> None:
        assert isinstance(ground.clock, FixedClock)
        self.ground, self.patron, self.clock = ground, patron, ground.clock
        self.notices = NoticeService(ground)
        self.delivery = DeliveryService(ground)
        self.patrons = PatronService(ground, self.notices)
        connection.execute("UPDATE outbox SET state = 'withdrawn'")  # what the registration had to say

    def use_mail(self, port: int, **changes: object) -> None:
        facts: dict[str, object] = {
            "host": "127.0.0.1",
            "port": port,
            "security": "none",
            "sender": "ill@zju.edu.cn",
            "seconds": 5,
            **changes,
        }
        SenderService(self.ground).save_mail(ADMIN, MailSettings(**facts))  # type: ignore[arg-type]

    def use_sms(self, port: int) -> None:
        body = "to={number}&text={text}"
        SenderService(self.ground).save_sms(ADMIN, SmsSettings(f"http://127.0.0.1:{port}/", body=body))

    def queue(self, kind: str = "payment_received", **options: object) -> int:
        with connection.transaction():
            return self.notices.queue(
                kind,
                self.patron,
                "zh_CN",
                dict(FACTS),
                **options,  # type: ignore[arg-type]
            )

    def deliver(self, limit: int = 1_000) -> Delivered:
        return self.delivery.deliver(limit)

    def row(self, number: int) -> NoticeRow:
        return queries.by_id(number)

    def wait(self, **span: float) -> None:
        self.clock.advance(**span)

    def wait_for_lease(self) -> None:
        self.clock.instant += rules.LEASE + dt.timedelta(seconds=1)

    def said(self, number: int) -> str:
        """The code of why a message did not go."""
        return self.row(number).problem.partition('"code": "')[2].partition('"')[0]


def event_of(outbox: Outbox) -> int:
    """Something that can be taken back."""
    connection.execute(
        "INSERT INTO request (number, patron_id, service_type, document_type, level, state, state_since, "
        "title, container, author, fields, delivery, branch, submitted_at) VALUES ('YQ1-20261121-0001', ?, "
        "'delivery', 'book', 'normal', 'received', '', '水利史', '', '', '{}', 'email', 'YQ', '')",
        (outbox.patron,),
    )
    connection.execute("INSERT INTO request_event (request_id, at, actor, kind) VALUES (1, '', '', 'step')")
    return 1
