"""The register of invoices, read: found, counted, shown line by line, and typed into the tax system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from db import connection, merged
from ill_desktop import money
from ill_desktop.cashier import invoice_rules
from ill_desktop.cashier.invoices import REGISTER, InvoiceRow

REMARKED = 3  # requests that a remark names; the tax system takes some hundred signs
TABS: dict[str, tuple[str, ...]] = {
    "requested": ("requested",),
    "issued": ("issued",),
    "sent": ("sent",),
    "red_letter": ("red_letter",),
    "void": ("void",),
    "all": tuple(invoice_rules.GOES_TO),
}
"""How the register is divided: tab → states."""


@dataclass(frozen=True)
class InvoiceLineRow:
    """What stands on an invoice: a charge, or (request number "") money paid in advance. Fen."""

    label: str
    request_number: str
    day: str
    amount_fen: int


@dataclass(frozen=True)
class InvoiceStep:
    """What happened to an invoice: state, who, when (UTC); number, day and note where the step has them."""

    at: str
    actor: str
    state: str
    number: str
    day: str
    note: str

    @property
    def kind(self) -> str:
        """``not_sent`` and ``corrected`` mend what was entered before, and leave the invoice where it stood;
        else the state. Words ``invoice.step`` and ``invoice.state``."""
        if self.state in invoice_rules.ENDS_REFUNDS and self.number and self.note:
            return "corrected"
        return "not_sent" if self.state == "issued" and not self.number else self.state


@dataclass(frozen=True)
class Unasked:
    """Money that came by bank and for which no invoice was asked ([G] FAQ 4: there is always one)."""

    patron_id: int
    patron_name: str
    day: str
    amount_fen: int


def page(tab: str, text: str = "", before: int | None = None, limit: int = 100) -> list[InvoiceRow]:
    """Rows of one tab, newest first; ``text``: part of a number, a reader's name or number, or the title."""
    states = TABS[tab]
    return connection.rows(
        InvoiceRow,
        f"SELECT x.* FROM ({REGISTER}) x WHERE x.id < ? AND x.state IN ({_marks(states)}) AND {_FOUND} "
        "ORDER BY x.id DESC LIMIT ?",
        (before if before is not None else 1 << 62, *states, *_wanted(text), limit),
    )


def counts() -> dict[str, int]:
    """How many invoices each tab holds."""
    of_state = dict(
        connection.rows(
            lambda state, many: (str(state), int(many)),
            "SELECT e.state, COUNT(*) FROM invoice_event e WHERE e.id = "
            "(SELECT MAX(n.id) FROM invoice_event n WHERE n.invoice_id = e.invoice_id) GROUP BY e.state",
        )
    )
    return {tab: sum(of_state.get(state, 0) for state in states) for tab, states in TABS.items()}


def waiting() -> int:
    """How many wait to be typed into the tax system."""
    return counts()["requested"]


def lines(invoice_id: int) -> list[InvoiceLineRow]:
    """What stands on an invoice, in the order it was asked for."""
    return connection.rows(
        InvoiceLineRow,
        "SELECT COALESCE(c.label, ''), COALESCE(r.number, ''), COALESCE(c.day, e.day), l.amount_fen "
        "FROM invoice_line l LEFT JOIN charge c ON c.id = l.charge_id "
        "LEFT JOIN request r ON r.id = c.request_id LEFT JOIN paper p ON p.id = l.top_up_id "
        "LEFT JOIN entry e ON e.id = p.entry_id WHERE l.invoice_id = ? ORDER BY l.id",
        (invoice_id,),
    )


def steps(invoice_id: int) -> list[InvoiceStep]:
    """What happened to an invoice, newest first."""
    return connection.rows(
        InvoiceStep,
        "SELECT at, actor, state, number, day, note FROM invoice_event WHERE invoice_id = ? ORDER BY id DESC",
        (invoice_id,),
    )


def unasked(limit: int = 100) -> list[Unasked]:
    """Service fees paid by bank that stand on no invoice, a line a reader and day, oldest first."""
    return connection.rows(Unasked, _UNASKED, (limit,))


def charges_paid_on(paper_id: int) -> list[int]:
    """The charges that a receipt settled."""
    return connection.rows(
        int,
        "SELECT DISTINCT p.charge_id FROM paper r JOIN posting p ON p.entry_id = r.entry_id "
        "WHERE r.id = ? AND p.charge_id IS NOT NULL AND p.amount_fen < 0",
        (paper_id,),
    )


def to_type(row: InvoiceRow, item: str) -> list[tuple[str, str]]:
    """What the tax system asks for, in its order: ``(name, value)``; names as in the words
    ``invoice.column``. The remark names the requests, or of many the paper that names them all."""
    requests = [line.request_number for line in lines(row.id) if line.request_number]
    remark = " ".join(requests) if 0 < len(requests) <= REMARKED else row.asked
    fields = [
        ("title", row.title),
        ("tax_number", row.tax_number),
        ("item", item),
        ("amount", money.plain(row.amount_fen)),
        ("email", row.email if row.medium == "electronic" else ""),
        ("address", row.address if row.medium == "paper" else ""),
        ("remark", remark),
    ]
    return [(name, value) for name, value in fields if value]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _wanted(text: str) -> tuple[str, ...]:
    """The bounds of ``_FOUND``: the text as it may stand anywhere, % and _ as themselves."""
    plain = " ".join(text.split()).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return (f"%{plain}%",) * _FOUND.count("?")


_FOUND = (
    "(x.asked LIKE ? ESCAPE '\\' OR x.title LIKE ? ESCAPE '\\' OR x.tax_number LIKE ? ESCAPE '\\' "
    "OR EXISTS (SELECT 1 FROM invoice_event n WHERE n.invoice_id = x.id AND n.number LIKE ? ESCAPE '\\') "
    "OR EXISTS (SELECT 1 FROM refund f JOIN refund_line b ON b.refund_id = f.id JOIN invoice_line l "
    "ON l.charge_id = b.charge_id WHERE f.red_letter LIKE ? ESCAPE '\\' AND l.invoice_id = x.id "
    "AND f.id > x.id) "
    "OR EXISTS (SELECT 1 FROM patron w WHERE w.id = x.patron_id "
    "AND (w.name LIKE ? ESCAPE '\\' OR w.number LIKE ? ESCAPE '\\')))"
)
_STATE = "(SELECT e.state FROM invoice_event e WHERE e.invoice_id = l.invoice_id ORDER BY e.id DESC LIMIT 1)"
_UNASKED = (
    "SELECT t.id, t.name, e.day, SUM(-p.amount_fen) FROM incoming_use u "
    "JOIN entry e ON e.id = u.entry_id AND e.kind = 'bank' JOIN posting p ON p.entry_id = e.id "
    "AND p.amount_fen < 0 JOIN charge c ON c.id = p.charge_id AND c.kind = 'service' "
    f"JOIN patron t ON t.id = {merged.kept('e.patron_id')} "
    "WHERE t.road = 'off_campus' AND NOT EXISTS (SELECT 1 FROM entry v WHERE v.reverses = e.id) "
    "AND NOT EXISTS (SELECT 1 FROM refund_line b WHERE b.charge_id = c.id) "
    "AND NOT (SELECT SUM(q.amount_fen) FROM posting q JOIN account a ON a.id = q.account_id "
    "WHERE q.charge_id = c.id AND a.code = 'receivable:' || c.patron_id) "  # a part is paid: not yet
    f"AND NOT EXISTS (SELECT 1 FROM invoice_line l WHERE l.charge_id = c.id AND {_STATE} "
    f"IN {invoice_rules.HOLDS}) GROUP BY t.id, e.day ORDER BY e.day, t.id LIMIT ?"
)
