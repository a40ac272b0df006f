"""The finance office: invoices, money that came by bank, statements to compare with."""

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


class Incoming(Table):
    id = AutoField()
    entry_id = IntegerField()
    day = TextField()
    amount_fen = IntegerField()
    payer = TextField()
    reference = TextField()
    proof = TextField(default="")  # before there were proofs; nothing is written here any more
    at = TextField()
    actor = TextField()
    purpose = TextField(default="")


class Proof(Table):
    id = AutoField()
    transfer_id = IntegerField(null=True)
    incoming_id = IntegerField(null=True)
    sha256 = TextField()
    size = IntegerField()
    at = TextField()
    actor = TextField()


class RemovedFile(Table):
    id = AutoField()
    sha256 = TextField()
    at = TextField()
    actor = TextField()
    subject = TextField()
    why = TextField()


class IncomingUse(Table):
    id = AutoField()
    incoming_id = IntegerField()
    entry_id = IntegerField()
    amount_fen = IntegerField()


class StatementImport(Table):
    id = AutoField()
    account = TextField()
    file = TextField()
    at = TextField()
    actor = TextField()
    sha256 = TextField(default="")


class StatementLine(Table):
    id = AutoField()
    import_id = IntegerField()
    account = TextField()
    day = TextField()
    amount_fen = IntegerField()
    reference = TextField()
    payer = TextField()
    note = TextField()
    posting_id = IntegerField(null=True)


class Settlement(Table):
    id = AutoField()
    entry_id = IntegerField()
    network = TextField()
    month = TextField()
    amount_fen = IntegerField()
    reference = TextField()
    at = TextField()
    actor = TextField()


class SettlementLine(Table):
    id = AutoField()
    settlement_id = IntegerField()
    request_supplier_id = IntegerField()
    amount_fen = IntegerField()
