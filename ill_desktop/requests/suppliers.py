"""The directory of partner libraries: added, edited, retired, taken from and given to a file."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

from db import connection
from db.tables import Supplier
from ill_desktop import audit
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.patrons import fields as reader_fields
from ill_desktop.requests import rules
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

LONGEST_NAME, LONGEST_LINE, LONGEST_TEXT = 120, 200, 2_000
MOST_DAYS = 90
_LINES = ("network", "symbol", "contact", "phone", "languages")
_TEXTS = ("address", "tariff_note", "note")


@dataclass(frozen=True)
class SupplierFacts:
    """What a form or a file says of a supplier. Amounts in fen; ``expected_days`` are working days."""

    name: str
    network: str
    symbol: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    languages: str = ""
    expected_days: int = 3
    page_fen: int | None = None
    item_fen: int | None = None
    tariff_note: str = ""
    note: str = ""

    def tidy(self) -> SupplierFacts:
        """Blanks at both ends gone; the symbol in capitals."""
        texts = {name: text.strip() for name, text in asdict(self).items() if isinstance(text, str)}
        return replace(self, **{**texts, "symbol": texts["symbol"].upper()})  # type: ignore[arg-type]


def check(facts: SupplierFacts) -> list[Refusal]:
    """What speaks against a supplier's facts, each beside its field."""
    problems = []
    if not facts.name or len(facts.name) > LONGEST_NAME or not facts.name.isprintable():
        problems.append(Refusal("supplier.name", "name", longest=LONGEST_NAME))
    if not facts.network:
        problems.append(Refusal("supplier.network", "network"))
    problems += [
        Refusal("supplier.line", name, longest=LONGEST_LINE)
        for name in _LINES
        if len(text := getattr(facts, name)) > LONGEST_LINE or not text.isprintable()
    ]
    problems += [
        Refusal("supplier.text", name, longest=LONGEST_TEXT)
        for name in _TEXTS
        if len(text := getattr(facts, name)) > LONGEST_TEXT or "\0" in text
    ]
    if facts.email:
        try:
            reader_fields.email(facts.email)
        except Refusal:
            problems.append(Refusal("supplier.email", "email"))
    if not 1 <= facts.expected_days <= MOST_DAYS:
        problems.append(Refusal("supplier.days", "expected_days", most=MOST_DAYS))
    problems += [
        Refusal("request.cost", name)
        for name in ("page_fen", "item_fen")
        if (fen := getattr(facts, name)) is not None and not rules.good_amount(fen)
    ]
    return problems


class SupplierService:
    """Keeps the directory; whoever works on requests may."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def add(self, by: Actor, facts: SupplierFacts) -> int:
        """A new supplier; returns the id. Raises Refusal(s) beside the fields."""
        require(self._ground, by, "request.work")
        facts = facts.tidy()
        with connection.transaction():
            refuse(check(facts) + self._taken(facts, None))
            number = Supplier.add(**asdict(facts))
            audit.append(self._ground.now, by.mark, "supplier.add", f"supplier:{number}", **asdict(facts))
        return number

    def change(self, by: Actor, supplier_id: int, facts: SupplierFacts) -> None:
        """Correct what is known of one. Raises Refusal(s) beside the fields."""
        require(self._ground, by, "request.work")
        facts = facts.tidy()
        with connection.transaction():
            refuse(check(facts) + self._taken(facts, supplier_id))
            changed = Supplier.update(**asdict(facts)).where(Supplier.id == supplier_id).execute()
            if not changed:
                raise Refusal("supplier.gone")
            audit.append(
                self._ground.now, by.mark, "supplier.change", f"supplier:{supplier_id}", **asdict(facts)
            )

    def retire(self, by: Actor, supplier_id: int) -> None:
        """Ask it no more; what it was asked stays in the history."""
        self._set_active(by, supplier_id, 0)

    def restore(self, by: Actor, supplier_id: int) -> None:
        """Ask it again."""
        self._set_active(by, supplier_id, 1)

    def _set_active(self, by: Actor, supplier_id: int, active: int) -> None:
        require(self._ground, by, "request.work")
        with connection.transaction():
            if not Supplier.update(active=active).where(Supplier.id == supplier_id).execute():
                raise Refusal("supplier.gone")
            what = "supplier.restore" if active else "supplier.retire"
            audit.append(self._ground.now, by.mark, what, f"supplier:{supplier_id}")

    @staticmethod
    def _taken(facts: SupplierFacts, but: int | None) -> list[Refusal]:
        problems = []
        for field in ("name", "symbol"):
            value = getattr(facts, field)
            found = connection.value(
                f"SELECT id FROM supplier WHERE {field} = ? AND {field} <> '' AND id IS NOT ?", (value, but)
            )
            if found:
                problems.append(Refusal(f"supplier.{field}_taken", field, text=value))
        return problems
