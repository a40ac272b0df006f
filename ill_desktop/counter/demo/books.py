"""The books of a demo library: accounts, entries with their postings, numbered papers."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any

from ill_desktop.cashier import rules
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter.demo.batch import Batch
from ill_desktop.counter.demo.days import Day
from ill_desktop.counter.demo.people import Reader
from ill_desktop.counter.demo.works import as_json

Legs = list[tuple[str, int, int | None, str]]  # account, fen, charge, reference
Line = tuple[str, str, str, int]  # kind, label, request number, fen


class Books:
    """Gives ids and numbers in the order of writing; rows go into the batch."""

    def __init__(self, batch: Batch, random: Random, device: str, actor: str) -> None:
        self._batch, self._random = batch, random
        self._device, self._actor = device, actor
        self._accounts: dict[str, int] = {}
        self._sequences: dict[tuple[int, str], int] = {}
        self._entries = self._papers = self._operations = 0
        self.cash = 0  # what the drawer holds
        self.day: Day

    def operation(self) -> str:
        """A new operation id. They ascend, so that their index grows at its end and not all over."""
        self._operations += 1
        return f"{self._operations:012x}{self._random.getrandbits(80):020x}"

    def _account(self, code: str) -> int:
        if code not in self._accounts:
            self._accounts[code] = len(self._accounts) + 1
            self._batch.add("account", self._accounts[code], code, rules.kind_of_account(code))
        return self._accounts[code]

    def post(
        self,
        kind: str,
        at: str,
        legs: Legs,
        content: str,
        *,
        patron: int | None = None,
        shift: int | None = None,
        reverses: int | None = None,
        note: str = "",
        operation: str = "",
    ) -> int:
        """One entry and its postings; returns its id."""
        self._entries += 1
        number = self._entries
        for account, fen, charge, reference in legs:
            self._batch.add("posting", number, self._account(account), fen, charge, reference)
            if account.startswith("cash:"):
                self.cash += fen
        operation = operation or self.operation()
        self._batch.add(
            "entry",
            number,
            operation,
            content,
            kind,
            at,
            self.day.iso,
            self._actor,
            patron,
            shift,
            reverses,
            note,
        )
        return number

    def facts(
        self,
        reader: Reader | None,
        lines: Iterable[Line],
        total: int,
        tender: Tender | None = None,
        till: str = "",
        balance: int | None = None,
    ) -> dict[str, Any]:
        """What :class:`ill_desktop.cashier.papers.Receipt` keeps, all but number, series and time."""
        names = ("kind", "label", "request_number", "amount_fen")
        return {
            "patron_id": reader.id if reader else None,
            "patron_name": reader.name if reader else "",
            "patron_number": reader.number if reader else "",
            "unit": reader.unit if reader else "",
            "lines": [dict(zip(names, line, strict=True)) for line in lines],
            "total_fen": total,
            "tenders": [[tender.kind, tender.amount_fen, tender.reference]] if tender else [],
            "given_fen": tender.given_fen if tender else 0,
            "change_fen": rules.change([tender]) if tender else 0,
            "till": till,
            "operator": self._actor,
            "balance_fen": balance,
        }

    def paper(
        self,
        series: str,
        at: str,
        facts: dict[str, Any],
        operation: str,
        entry: int | None,
        shift: int | None,
    ) -> tuple[int, str]:
        """One paper under the next number of its series; returns its id and that number."""
        year = self.day.date.year
        self._papers += 1
        sequence = self._sequences[year, series] = self._sequences.get((year, series), 0) + 1
        number = rules.paper_number(self._device, year, series, sequence)
        begins = {"number": number, "series": series, "operation_id": operation, "issued_at": at}
        self._batch.add(
            "paper",
            self._papers,
            number,
            self._device,
            year,
            series,
            sequence,
            operation,
            entry,
            facts["patron_id"],
            shift,
            facts["total_fen"],
            as_json({**begins, **facts}),
            at,
        )
        self._batch.add("paper_print", self._papers, at, self._actor, 0)
        return self._papers, number
