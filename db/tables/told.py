"""What readers are told, and the chain of what was done."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from db.tables.base import Table


class Outbox(Table):
    id = AutoField()
    kind = TextField()
    patron_id = IntegerField()
    request_id = IntegerField(null=True)
    event_id = IntegerField(null=True)
    language = TextField()
    way = TextField()
    facts = TextField()
    created_at = TextField()
    not_before = TextField()
    state = TextField()
    attempts = IntegerField(default=0)
    sent_at = TextField(null=True)
    read_at = TextField(null=True)
    problem = TextField(default="")
    step = TextField(default="")
    subject = TextField(null=True)
    text = TextField(null=True)
    lease = TextField(null=True)
    lease_until = TextField(null=True)
    unanswered = IntegerField(default=0)
    maybe_repeat = IntegerField(default=0)


class OutboxAttempt(Table):
    id = AutoField()
    outbox_id = IntegerField()
    way = TextField()
    at = TextField()
    ended_at = TextField(null=True)
    outcome = TextField(null=True)
    problem = TextField(default="")


class NoticeText(Table):
    id = AutoField()
    kind = TextField()
    language = TextField()
    institution_id = IntegerField(null=True)
    version = IntegerField()
    subject = TextField(null=True)
    body = TextField(null=True)
    sms = TextField(null=True)
    at = TextField()
    actor = TextField()


class StaffNotice(Table):
    id = AutoField()
    kind = TextField()
    request_id = IntegerField()
    step = TextField()
    at = TextField()


class TodayMark(Table):
    id = AutoField()
    kind = TextField()
    subject = IntegerField()
    staff_id = IntegerField(null=True)
    until = TextField(null=True)
    note = TextField(default="")
    at = TextField()
    actor = TextField()


class Audit(Table):
    id = AutoField()
    at = TextField()
    actor = TextField()
    action = TextField()
    subject = TextField()
    payload_hash = TextField()
    previous = TextField()
    hash = TextField()


class AuditPayload(Table):
    id = IntegerField(primary_key=True)
    payload = TextField()
