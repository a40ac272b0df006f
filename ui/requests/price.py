"""A price with its reasons, as facts for the screen: of a request, or of what is being typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from ill_desktop import money
from ill_desktop.cashier import queries as cashier
from ill_desktop.cashier.tariff import Case, Line, Price, lines_from_json
from ill_desktop.errors import Refusal
from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Detail
from ui.kit.facts import Fact
from ui.requests.history import when
from ui.session import Session


@dataclass(frozen=True)
class Priced:
    """What a price panel shows; ``owed_fen`` is what is still to be paid."""

    title: str
    facts: Sequence[Fact] = ()
    note: str = ""
    owed_fen: int = 0
    settled: bool = False


class Prices(QObject):
    """Puts prices into words."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def of_request(self, request: Detail) -> Priced:
        """What was charged; before that, what it would cost today."""
        priced = self._of_request(request)
        agreed = self._agreed(request.id)
        return replace(priced, note="\n".join(filter(None, (priced.note, agreed))))

    def _agreed(self, request_id: int) -> str:
        """The reader's yes to a cost: how much, by what way, when, who wrote it down."""
        found = queries.cost_agreed(request_id)
        if found is None:
            return ""
        way = self._session.words(f"agreed_way.{found.way}")
        who = "" if found.way == "self" else found.actor
        parts = (self.tr("Agreed to %1").replace("%1", money.yuan(found.fen)), way, who)
        said = " · ".join(part for part in parts if part)
        return f"{said} · {when(self._session, found.at)}"

    def _of_request(self, request: Detail) -> Priced:
        charges = cashier.charges_of_request(request.id)
        if charges:
            return self._charged(
                request, [line for *_, reasons in charges for line in lines_from_json(reasons)]
            )
        if request.state in rules.TERMINAL:
            return Priced(self.tr("Cost"), note=self.tr("Nothing was charged"))
        try:
            price = self._session.desk.counter.price_of(request.id)
        except Refusal as refusal:
            return Priced(self.tr("Cost"), note=self._session.words.refusal(refusal))
        return self.of_price(price)

    def of_case(self, case: Case, max_cost_fen: int | None) -> Priced:
        """What is being typed would cost this, today."""
        try:
            price = self._session.desk.cashier.tariffs.price(case)
        except Refusal as refusal:
            return Priced(self.tr("Expected cost"), note=self._session.words.refusal(refusal))
        return self.of_price(price, max_cost_fen)

    def of_price(self, price: Price, max_cost_fen: int | None = None) -> Priced:
        if not price.lines:
            return Priced(
                self.tr("Expected cost"), note=self.tr("Counted by page: shown once the pages are known")
            )
        note = self.tr("Tariff of %1").replace("%1", price.version)
        if max_cost_fen is not None and price.due_fen > max_cost_fen:
            note += "\n" + self.tr("Above what the reader accepts: on arrival the reader is asked first")
        return Priced(self.tr("Expected cost"), self._facts(price.lines), note)

    def _charged(self, request: Detail, lines: Sequence[Line]) -> Priced:
        owed = cashier.owed_for(request.id)
        gross = sum(line.amount_fen for line in lines if line.amount_fen > 0)
        title = self.tr("Cost %1").replace("%1", money.yuan(gross))
        due = sum(line.amount_fen for line in lines)
        if owed:
            note = self.tr("To be paid: %1").replace("%1", money.yuan(owed))
        else:
            note = self.tr("Paid") if due else self.tr("Nothing to pay")
        return Priced(title, self._facts(lines), note, owed, settled=not owed)

    def _facts(self, lines: Sequence[Line]) -> list[Fact]:
        facts = [Fact(self._reason(line), money.figures(line.amount_fen)) for line in lines]
        total = sum(line.amount_fen for line in lines)
        return [*facts, Fact(self.tr("The reader pays"), money.figures(total), strong=True)]

    def _reason(self, line: Line) -> str:
        return self._session.words(f"price.{line.code}", **line.facts).strip()
