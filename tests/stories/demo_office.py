"""What the demo library holds for the finance office."""

from __future__ import annotations

from ill_desktop.cashier import bank, invoice_register, reconciliation


def has_something_in_every_part_of_the_office(month: str) -> None:
    """So that every tab of the cashier shows life; ``month`` is the present one."""
    counts = invoice_register.counts()
    assert all(counts.values()), counts
    waiting = bank.unknown()
    assert {row.left_fen == row.amount_fen for row in waiting} == {True}
    assert len(waiting) == 2 and len(bank.received()) > 10
    assert len(reconciliation.matched_lines("campus_card")) > 1
    assert [line.reference for line in reconciliation.unmatched_lines("campus_card", month)] == ["00000660"]
    assert len(reconciliation.unmatched_postings("campus_card", month)) == 1
