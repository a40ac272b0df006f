"""The bank and the invoices of a demo library are such as its services would have made them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from db import connection
from ill_desktop.desk import Desk
from tests import filled


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = filled.open_copy(tmp_path / "library")
    yield desk
    desk.close()


def test_what_came_by_bank_has_its_invoice_in_the_order_of_time(desk: Desk) -> None:
    now, named = desk.ground.now, 0
    for state, asked, typed in connection.rows(
        lambda *row: row,
        "SELECT (SELECT e.state FROM invoice_event e WHERE e.invoice_id = i.id ORDER BY e.id DESC LIMIT 1), "
        "i.created_at, (SELECT e.at FROM invoice_event e WHERE e.invoice_id = i.id AND e.state = 'issued') "
        "FROM invoice i",
    ):
        assert state in ("requested", "void") or asked <= typed <= now
    for paid, asked in connection.rows(
        lambda *row: row,
        "SELECT e.at, i.created_at FROM incoming_use u JOIN entry e ON e.id = u.entry_id "
        "JOIN posting p ON p.entry_id = e.id JOIN invoice_line l ON l.charge_id = p.charge_id "
        "JOIN invoice i ON i.id = l.invoice_id",
    ):
        named += 1
        assert paid <= asked
    assert named
