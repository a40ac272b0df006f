"""The receipt and the internal settlement voucher ([G] FAQ 4): on A5, or on a roll of 80 or 58 mm."""

from __future__ import annotations

from typing import Literal

from ill_desktop import money
from ill_desktop.documents import receipt_a5, receipt_roll
from ill_desktop.documents.facts import Receipt
from ill_desktop.words import Words

Size = Literal["a5", "80mm", "58mm"]


def pdf(receipt: Receipt, words: Words, size: Size = "a5") -> bytes:
    """The paper of one payment. A roll is as long as its text; A5 goes on over further pages.

    Raises ValueError for a negative total (there are no capitals for it) and a QR text no code can hold.
    """
    capitals = money.in_capitals(receipt.total_fen)
    if size == "a5":
        return receipt_a5.pdf(receipt, words, capitals)
    return receipt_roll.pdf(receipt, words, capitals, receipt_roll.LOOKS[size])
