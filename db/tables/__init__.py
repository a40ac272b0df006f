"""The tables as peewee models, for writing. Reading goes through SQL and row classes.

Foreign keys are plain integers here; the schema holds them (see ``db/migrations``).
"""

from __future__ import annotations

from db.tables.money import (
    Account,
    Charge,
    Entry,
    Paper,
    PaperPrint,
    PaperVoid,
    Posting,
    Shift,
    Tariff,
    Till,
    Transfer,
    TransferLine,
)
from db.tables.people import (
    Activation,
    ActivationCode,
    ActivationToken,
    ActivationWrongCode,
    CalendarDay,
    Centre,
    Institution,
    Patron,
    PatronEvent,
    RegistryImport,
    RegistryPerson,
    Setting,
    SignInAttempt,
    Staff,
)
from db.tables.told import (
    Audit,
    AuditPayload,
    Outbox,
)
from db.tables.work import (
    Draft,
    Request,
    RequestEvent,
    RequestFile,
    RequestSupplier,
    Supplier,
)

__all__ = [
    "Account",
    "Activation",
    "ActivationCode",
    "ActivationToken",
    "ActivationWrongCode",
    "Audit",
    "AuditPayload",
    "CalendarDay",
    "Centre",
    "Charge",
    "Draft",
    "Entry",
    "Institution",
    "Outbox",
    "Paper",
    "PaperPrint",
    "PaperVoid",
    "Patron",
    "PatronEvent",
    "Posting",
    "RegistryImport",
    "RegistryPerson",
    "Request",
    "RequestEvent",
    "RequestFile",
    "RequestSupplier",
    "Setting",
    "Shift",
    "SignInAttempt",
    "Staff",
    "Supplier",
    "Tariff",
    "Till",
    "Transfer",
    "TransferLine",
]
