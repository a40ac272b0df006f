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
