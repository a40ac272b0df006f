"""The finance office: invoices and what became of them."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from db.tables.base import Table


class Invoice(Table):
    id = IntegerField(primary_key=True)
    patron_id = IntegerField()
    buyer = TextField()
    title = TextField()
    tax_number = TextField()
    medium = TextField()
    email = TextField()
    address = TextField()
    amount_fen = IntegerField()
    created_at = TextField()


class InvoiceLine(Table):
    id = AutoField()
    invoice_id = IntegerField()
    charge_id = IntegerField(null=True)
    top_up_id = IntegerField(null=True)
    amount_fen = IntegerField()


class InvoiceEvent(Table):
    id = AutoField()
    invoice_id = IntegerField()
    at = TextField()
    actor = TextField()
    state = TextField()
    number = TextField(default="")
    day = TextField(default="")
    note = TextField(default="")
