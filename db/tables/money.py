"""Tills, shifts, the ledger, papers, transfers."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from db.tables.base import Table


class Till(Table):
    id = AutoField()
    name = TextField()


class Shift(Table):
    id = AutoField()
    till_id = IntegerField()
    opened_at = TextField()
    opened_by = TextField()
    float_fen = IntegerField()
    closed_at = TextField(null=True)
    closed_by = TextField(null=True)
    expected_fen = IntegerField(null=True)
    counted_fen = IntegerField(null=True)


class Account(Table):
    id = AutoField()
    code = TextField()
    kind = TextField()


class Entry(Table):
    id = AutoField()
    operation_id = TextField()
    content_hash = TextField()
    kind = TextField()
    at = TextField()
    day = TextField()
    actor = TextField()
    patron_id = IntegerField(null=True)
    shift_id = IntegerField(null=True)
    reverses = IntegerField(null=True)
    note = TextField(default="")


class Tariff(Table):
    id = AutoField()
    version = TextField()
    valid_from = TextField()
    rules = TextField()


class Charge(Table):
    id = AutoField()
    patron_id = IntegerField()
    request_id = IntegerField(null=True)
    kind = TextField()
    label = TextField()
    gross_fen = IntegerField()
    subsidy_fen = IntegerField()
    amount_fen = IntegerField()
    reasons = TextField()
    tariff_id = IntegerField(null=True)
    day = TextField()
    facts = TextField(default="{}")


class Posting(Table):
    id = AutoField()
    entry_id = IntegerField()
    account_id = IntegerField()
    amount_fen = IntegerField()
    charge_id = IntegerField(null=True)
    reference = TextField(default="")


class Paper(Table):
    id = AutoField()
    number = TextField()
    device = TextField()
    year = IntegerField()
    series = TextField()
    sequence = IntegerField()
    operation_id = TextField()
    entry_id = IntegerField(null=True)
    patron_id = IntegerField(null=True)
    shift_id = IntegerField(null=True)
    amount_fen = IntegerField()
    facts = TextField()
    issued_at = TextField()


class PaperVoid(Table):
    id = IntegerField(primary_key=True)
    at = TextField()
    actor = TextField()
    reason = TextField()


class PaperPrint(Table):
    id = AutoField()
    paper_id = IntegerField()
    at = TextField()
    actor = TextField()
    copy = IntegerField()


class Transfer(Table):
    id = IntegerField(primary_key=True)
    patron_id = IntegerField()
    state = TextField()
    amount_fen = IntegerField()
    created_at = TextField()
    reference = TextField(default="")
    proof = TextField(null=True)
    settled_at = TextField(null=True)
    entry_id = IntegerField(null=True)


class TransferLine(Table):
    id = AutoField()
    transfer_id = IntegerField()
    charge_id = IntegerField()
    amount_fen = IntegerField()


class Refund(Table):
    id = IntegerField(primary_key=True)
    entry_id = IntegerField()
    payment_id = IntegerField(null=True)
    patron_id = IntegerField()
    tender = TextField()
    amount_fen = IntegerField()
    to_deposit = IntegerField()
    reason = TextField()
    approved_by = TextField(default="")
    red_letter = TextField(default="")


class RefundLine(Table):
    id = AutoField()
    refund_id = IntegerField()
    charge_id = IntegerField()
    amount_fen = IntegerField()


class ClosedMonth(Table):
    id = AutoField()
    month = TextField()
    at = TextField()
    actor = TextField()
    balance = TextField()
