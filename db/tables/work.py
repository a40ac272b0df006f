"""Suppliers, requests, their history, their files, drafts."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from db.tables.base import Table


class Supplier(Table):
    id = AutoField()
    name = TextField()
    network = TextField()
    email = TextField(default="")
    expected_days = IntegerField(default=3)
    active = IntegerField(default=1)


class Request(Table):
    id = AutoField()
    number = TextField()
    patron_id = IntegerField()
    service_type = TextField()
    document_type = TextField()
    level = TextField()
    state = TextField()
    state_since = TextField()
    title = TextField()
    container = TextField()
    author = TextField()
    fields = TextField()
    pages = IntegerField(null=True)
    needed_by = TextField(null=True)
    max_cost_fen = IntegerField(null=True)
    any_edition = IntegerField(default=0)
    delivery = TextField()
    branch = TextField()
    proxy = TextField(default="")
    note = TextField(default="")
    citation_source = TextField(default="")
    copyright_agreed = IntegerField(default=0)
    submitted_at = TextField()
    supplier_id = IntegerField(null=True)
    came_from = TextField(null=True)
    approved_cost_fen = IntegerField(null=True)
    due_on = TextField(null=True)
    pickup_until = TextField(null=True)
    total_fen = IntegerField(null=True)


class RequestEvent(Table):
    id = AutoField()
    request_id = IntegerField()
    at = TextField()
    actor = TextField()
    kind = TextField()
    from_state = TextField(null=True)
    to_state = TextField(null=True)
    reason = TextField(default="")
    note = TextField(default="")
    facts = TextField(default="{}")
    reverses = IntegerField(null=True)


class RequestSupplier(Table):
    id = AutoField()
    request_id = IntegerField()
    position = IntegerField()
    supplier_id = IntegerField()
    asked_at = TextField()
    answered_at = TextField(null=True)
    answer = TextField(null=True)
    cost_fen = IntegerField(null=True)


class RequestFile(Table):
    id = AutoField()
    request_id = IntegerField()
    sha256 = TextField()
    name = TextField()
    size = IntegerField()
    added_at = TextField()
    actor = TextField()


class Draft(Table):
    id = AutoField()
    owner = TextField()
    form = TextField()
    content = TextField()
    saved_at = TextField()
