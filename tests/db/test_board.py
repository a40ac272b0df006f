"""The board's figures of the day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

import pytest

from db import connection
from ill_desktop import settings
from ill_desktop.cashier.rules import Tender
from ill_desktop.counter import board
from ill_desktop.notices.settings import MAIL, SMS
from tests.db.till import PDF, Till, operation


def waiting(till: Till) -> dict[str, tuple[int, int]]:
    return {card.key: (card.count, card.late) for card in board.waiting(till.ground)}


def test_money_of_the_day_counts_cash_and_matched_transfers(till: Till, patron: int, campus: int) -> None:
    till.arrived(patron)
    till.pay(patron, Tender("cash", 180, given_fen=200))
    till.arrived(campus)
    charges = [due.charge_id for due in till.dues(campus)]
    slip = till.transfers.issue(till.by, campus, charges, operation())
    assert board.day(till.ground).taken_fen == 180
    assert waiting(till)["transfers"] == (1, 0)
    till.counter.match_transfer(till.by, slip.paper_id, "FIN-7", operation())
    day = board.day(till.ground)
    assert (day.submitted, day.taken_fen, day.subsidy_fen) == (2, 360, 360)
    assert waiting(till)["transfers"] == (0, 0)


def test_paid_but_not_sent_waits_for_the_counter(till: Till, patron: int) -> None:
    request = till.arrived(patron)
    assert waiting(till)["paid"] == (0, 0)
    till.pay(patron, Tender("cash", 180))
    assert waiting(till)["paid"] == (1, 0)
    assert [(item.kind, item.subject) for item in board.first_things(till.ground)] == [("send", request)]
    till.ground.clock.advance(days=3)  # type: ignore[attr-defined]  # a weekend and Monday
    till.counter.attach(till.by, request, "a.pdf", PDF)
    second = till.arrived(patron)
    till.pay(patron, Tender("cash", 180))
    till.counter.attach(till.by, second, "a.pdf", PDF)
    assert waiting(till)["paid"] == (0, 0)
    day = board.day(till.ground)
    assert (day.delivered, day.tenths) == (2, 10), "two working days for one, none for the other"


def test_a_silent_partner_is_late_when_its_working_days_are_over(till: Till, patron: int) -> None:
    request = till.request(patron)
    till.walk(request, "accepted", "sent")
    till.ground.clock.advance(days=3)  # type: ignore[attr-defined]  # a weekend, Monday and Tuesday
    assert waiting(till)["silent"] == (1, 0)
    assert [item.card for item in board.first_things(till.ground)] == ["shift"]  # nobody has closed it
    till.ground.clock.advance(days=1)  # type: ignore[attr-defined]
    assert waiting(till)["silent"] == (1, 1)
    assert {item.kind for item in board.first_things(till.ground)} == {"shift", "chase"}


def test_each_figure_is_asked_of_an_index(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is gone through from end to end, however full the library is; holidays are few."""
    settings.write(MAIL, {"host": "127.0.0.1"})  # with a server, messages that are stuck count too
    settings.write(SMS, {"url": "https://sms.example.com"})
    asked: list[tuple[str, Sequence[object]]] = []
    for name in ("first", "rows", "value"):
        monkeypatch.setattr(connection, name, _listening(getattr(connection, name), asked))
    board.waiting(till.ground)
    board.day(till.ground)
    board.first_things(till.ground)
    for card in board._cards(till.ground):
        board.items(till.ground, card)
    monkeypatch.undo()
    assert len(asked) > 20
    for sql, values in asked:
        plan = connection.rows(lambda *row: str(row[3]), f"EXPLAIN QUERY PLAN {sql}", values)
        scans = [step for step in plan if step.startswith("SCAN ") and step not in MAY_BE_READ_WHOLE]
        assert not scans, sql


# A few rows by their nature, rows found before, or an index that holds only what is open.
MAY_BE_READ_WHOLE = {
    "SCAN calendar_day",
    "SCAN h USING INDEX shift_open",
    "SCAN x",
    *(f"SCAN (subquery-{number})" for number in range(99)),
}


def _listening(
    whole: Callable[..., object], asked: list[tuple[str, Sequence[object]]]
) -> Callable[..., object]:
    """The same, written down: the SQL is the first text that is given."""

    def ask(*given: object) -> object:
        place = next(place for place, each in enumerate(given) if isinstance(each, str))
        rest = given[place + 1] if len(given) > place + 1 else ()
        asked.append((str(given[place]), cast(Sequence[object], rest)))
        return whole(*given)

    return ask
