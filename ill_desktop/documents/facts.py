"""What each paper states. Amounts are integer fen; times are the branch's wall clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Charge:
    """One line of a receipt: what for, of which request, how much."""

    label: str
    detail: str
    amount_fen: int


@dataclass(frozen=True)
class Tender:
    """How a part of the sum was paid, with the terminal's or the bank's reference."""

    label: str
    amount_fen: int
    reference: str = ""


ReceiptKind = Literal["receipt", "voucher", "refund", "invoice", "bank", "hand_over", "x", "x_blind", "z"]


@dataclass(frozen=True)
class Receipt:
    """A paper of the till: a receipt, or the internal settlement voucher campus readers get for cash ([G]
    FAQ 4); what goes back, what is asked of finance, what a shift was.

    ``copy`` counts reprints: 0 is the original. ``total_fen`` is never negative. ``particulars`` are names
    and values below the head: to whom an invoice is made out, where a transfer goes. Without a reader the
    till and who was at it stand in the head. ``balance_fen``: the deposit, where the paper changed it.
    """

    library: str
    service: str
    number: str
    kind: ReceiptKind
    issued_at: dt.datetime
    patron_name: str
    patron_number: str
    lines: tuple[Charge, ...]
    total_fen: int
    tenders: tuple[Tender, ...]
    till: str
    operator: str
    branch: str
    phone: str
    qr: str
    cash_given_fen: int = 0
    change_fen: int = 0
    copy: int = 0
    voided: bool = False
    particulars: tuple[tuple[str, str], ...] = ()
    note: str = ""
    balance_fen: int | None = None


@dataclass(frozen=True)
class TransferSlip:
    """The internal transfer slip of [G] annex 1; what is empty or None stays blank, to be filled by hand."""

    title: str
    payee_unit: str
    payee_department_code: str
    payee_project_code: str
    purpose: str
    day: dt.date | None = None
    payer_unit: str = ""
    payer_department_code: str = ""
    payer_project_code: str = ""
    amount_fen: int | None = None
    transactions: tuple[str, ...] = ()
    patron_name: str = ""
    patron_number: str = ""
    number: str = ""
    instructions: str = ""
    qr: str = ""
    copy: int = 0
    voided: bool = False


@dataclass(frozen=True)
class ActivationSlip:
    """A reader's own way to activate the borrowing account ([N]).

    ``opens_link`` tells whether the QR is a link for a phone or a code for the library's scanners; ``link``
    is where anybody can begin by hand, empty where the library has no address.
    """

    library: str
    patron_name: str
    patron_number: str
    qr: str
    valid_until: dt.date
    desk_hours: str
    phone: str
    opens_link: bool
    link: str = ""


@dataclass(frozen=True)
class Hotline:
    """A phone and what it is for, in the leading language and the other."""

    about: tuple[str, str]
    phone: str


@dataclass(frozen=True)
class Poster:
    """How everybody can activate the borrowing account ([N]); texts in the leading language and the other.

    ``address`` is what the QR opens; empty where the library has none: then the desk is the way. ``starts``:
    the day before which nothing can be activated, when it has yet to come.
    """

    library: tuple[str, str]
    address: str
    desk_hours: tuple[str, str]
    desk_phone: str
    hotlines: tuple[Hotline, ...]
    starts: dt.date | None = None


@dataclass(frozen=True)
class Letter:
    """A letter for an envelope with a window: ``sender`` stands small above ``recipient``, both show in it.

    ``text`` and ``footer`` are paragraphs, parted by line ends.
    """

    library: str
    sender: str
    recipient: tuple[str, ...]
    day: str
    subject: str
    text: str
    footer: str


@dataclass(frozen=True)
class Series:
    """One row of values of a chart, one value per label."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """Columns over time, or bars by kind. Several series stand on top of one another."""

    form: Literal["columns", "bars"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: Literal["count", "fen"] = "count"


@dataclass(frozen=True)
class Column:
    """A table column; figures are aligned right."""

    title: str
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Table:
    """Cells are texts already, formatted by whoever knows what they mean."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Section:
    """A part of a report: a heading, perhaps a remark, a chart, a table."""

    heading: str
    note: str = ""
    chart: Chart | None = None
    table: Table | None = None


@dataclass(frozen=True)
class Report:
    """A report of one period."""

    title: str
    period: str
    library: str
    made_at: dt.datetime
    sections: tuple[Section, ...]
