"""The tables as peewee models, for writing. Reading goes through SQL and row classes.

Foreign keys are plain integers here; the schema holds them (see ``db/migrations``).
"""

from __future__ import annotations

from peewee import AutoField, IntegerField, Model, TextField

from db.connection import database


class Table(Model):
    class Meta:
        database = database
        legacy_table_names = False


class Setting(Table):
    key = TextField(primary_key=True)
    value = TextField()


class Staff(Table):
    id = AutoField()
    login = TextField()
    name = TextField()
    role = TextField()
    password_hash = TextField()
    active = IntegerField(default=1)
    preferences = TextField(default="{}")
    created_at = TextField()


class SignInAttempt(Table):
    id = AutoField()
    at = TextField()
    who = TextField()
    succeeded = IntegerField()


class Institution(Table):
    id = AutoField()
    name = TextField()
    initials = TextField()
    centre = TextField()
    automatic = IntegerField()
    position = IntegerField()


class RegistryImport(Table):
    id = AutoField()
    at = TextField()
    actor = TextField()
    file = TextField()
    added = IntegerField()
    updated = IntegerField()
    left_out = IntegerField()


class RegistryPerson(Table):
    number = TextField(primary_key=True)
    name = TextField()
    class_ = TextField(column_name="class")
    department = TextField()
    last_six = TextField()
    valid_until = TextField(null=True)
    import_id = IntegerField()


class Patron(Table):
    id = AutoField()
    number = TextField()
    road = TextField()
    institution_id = IntegerField()
    class_ = TextField(column_name="class")
    name = TextField()
    pinyin = TextField()
    initials = TextField()
    sex = TextField()
    email = TextField()
    mobile = TextField()
    unit = TextField()
    last_six = TextField(null=True)
    password_hash = TextField()
    language = TextField()
    state = TextField()
    submitted_at = TextField()
    review_due = TextField()
    reviewed_at = TextField(null=True)
    activated_at = TextField(null=True)
    blocked_until = TextField(null=True)
    merged_into = IntegerField(null=True)
    automatic_debit = IntegerField(default=0)


class PatronEvent(Table):
    id = AutoField()
    patron_id = IntegerField()
    at = TextField()
    actor = TextField()
    kind = TextField()
    from_state = TextField(null=True)
    to_state = TextField(null=True)
    note = TextField(default="")


class ActivationToken(Table):
    id = AutoField()
    hash = TextField()
    patron_id = IntegerField()
    purpose = TextField()
    medium = TextField()
    created_at = TextField()
    expires_at = TextField()
    consumed_at = TextField(null=True)


class ActivationCode(Table):
    id = AutoField()
    patron_id = IntegerField()
    hash = TextField()
    way = TextField()
    created_at = TextField()
    expires_at = TextField()
    consumed_at = TextField(null=True)


class ActivationWrongCode(Table):
    id = AutoField()
    patron_id = IntegerField()
    at = TextField()


class Activation(Table):
    id = AutoField()
    patron_id = IntegerField()
    at = TextField()
    way = TextField()
    terms_version = TextField()
    terms_hash = TextField()
    language = TextField()
    actor = TextField()
    mobile_proof = TextField()


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
