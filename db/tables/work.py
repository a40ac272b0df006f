"""Suppliers, requests, their history, volumes and files, drafts, the journals asked for."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from db.tables.base import Table


class Supplier(Table):
    id = AutoField()
    name = TextField()
    network = TextField()
    email = TextField(default="")
    expected_days = IntegerField(default=3)
    active = IntegerField(default=1)
    symbol = TextField(default="")
    contact = TextField(default="")
    phone = TextField(default="")
    address = TextField(default="")
    languages = TextField(default="")
    tariff_note = TextField(default="")
    page_fen = IntegerField(null=True)
    item_fen = IntegerField(null=True)
    note = TextField(default="")


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
    title_key = TextField(default="")
    place_key = TextField(default="")
    reason = TextField(default="")
    address = TextField(default="")
    shelf = TextField(null=True)
    tracking = TextField(default="")
    link = TextField(default="")
    forgotten_at = TextField(null=True)


class RequestIdentifier(Table):
    key = TextField()
    request_id = IntegerField()

    class Meta:
        primary_key = CompositeKey("key", "request_id")


class RequestLoan(Table):
    id = IntegerField(primary_key=True)
    partner_due = TextField(null=True)
    conditions = TextField(default="[]")
    recalled_at = TextField(null=True)
    renewal = TextField(default="")
    renewal_until = TextField(null=True)
    renewals = IntegerField(default=0)
    collected_by = TextField(default="")
    back_tracking = TextField(default="")


class RequestItem(Table):
    id = AutoField()
    request_id = IntegerField()
    position = IntegerField()
    barcode = TextField(default="")
    label = TextField(default="")
    due_on = TextField(null=True)
    out_at = TextField(null=True)
    back_at = TextField(null=True)
    gone_at = TextField(null=True)
    fined_until = TextField(null=True)
    damage = TextField(default="")


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
    reason = TextField(default="")
    note = TextField(default="")
    expected_on = TextField(null=True)
    chased = IntegerField(default=0)
    chased_at = TextField(null=True)


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


class Journal(Table):
    id = AutoField()
    name = TextField()
    issn = TextField(default="")
    used = IntegerField(default=0)
    last_at = TextField()
