"""Settings, staff, institutions, the campus registry, readers, activation."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from db.tables.base import Table


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
    retired_at = TextField(null=True)


class Centre(Table):
    id = AutoField()
    name = TextField()
    position = IntegerField()
    retired_at = TextField(null=True)


class CalendarDay(Table):
    day = TextField(primary_key=True)
    works = IntegerField()


class RegistryImport(Table):
    id = AutoField()
    at = TextField()
    actor = TextField()
    file = TextField()
    added = IntegerField()
    updated = IntegerField()
    left_out = IntegerField()
    skipped = IntegerField(default=0)
    leavers = IntegerField(default=0)
    readers = IntegerField(default=0)


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
    valid_until = TextField(null=True)
    notice_way = TextField(default="email")
    address = TextField(default="")
    erased_at = TextField(null=True)


class ToldApart(Table):
    id = AutoField()
    one_id = IntegerField()
    other_id = IntegerField()
    at = TextField()
    actor = TextField()


class PatronEvent(Table):
    id = AutoField()
    patron_id = IntegerField()
    at = TextField()
    actor = TextField()
    kind = TextField()
    from_state = TextField(null=True)
    to_state = TextField(null=True)
    note = TextField(default="")
    facts = TextField(default="{}")


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


class ActivationVisit(Table):
    hash = TextField(primary_key=True)
    way = TextField()
    client = TextField()
    actor = TextField()
    language = TextField()
    step = TextField()
    patron_id = IntegerField(null=True)
    meant_for = IntegerField(null=True)
    token_hash = TextField(null=True)
    last_six = TextField(null=True)
    picture = TextField(default="")
    email = TextField(default="")
    mobile = TextField(default="")
    channel = TextField(default="")
    proof = TextField(default="")
    created_at = TextField()
    expires_at = TextField()


class Terms(Table):
    id = AutoField()
    version = TextField()
    language = TextField()
    text = TextField()
    hash = TextField()
    at = TextField()
    actor = TextField()
