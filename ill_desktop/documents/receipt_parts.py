"""What both forms of a receipt say in the same words."""

from __future__ import annotations

from ill_desktop import money
from ill_desktop.documents.canvas import Sheet
from ill_desktop.documents.facts import Receipt
from ill_desktop.words import Words, load

_OWN_TOTAL = ("refund", "x", "x_blind", "z", "hand_over", "bank")


def start(receipt: Receipt, size: tuple[float, float], words: Words) -> Sheet:
    """An empty sheet whose file bears the number of the receipt."""
    return Sheet(size, receipt.number, receipt.library, words.language)


def kind(receipt: Receipt, words: Words) -> list[str]:
    """The name of the paper, and that a voucher cannot be reimbursed.

    Finance reads Chinese: in another language the Chinese line follows.
    """
    lines = _kind(receipt, words)
    chinese = load("zh_CN")
    return lines if words.language == "zh_CN" else [*lines, "　".join(_kind(receipt, chinese))]


def _kind(receipt: Receipt, words: Words) -> list[str]:
    name = words(f"paper.receipt.{receipt.kind}")
    return [name, words("paper.receipt.not_reimbursable")] if receipt.kind == "voucher" else [name]


def total(receipt: Receipt, words: Words) -> str:
    """What the sum is called: of a shift it is what was counted, or should be there."""
    return words(f"paper.receipt.total_{receipt.kind if receipt.kind in _OWN_TOTAL else 'paid'}")


def head(receipt: Receipt, words: Words) -> tuple[tuple[str, str], ...]:
    """Whose paper it is, as two names with values: the reader, or the till and who was at it."""
    if receipt.patron_name:
        return (
            (words("paper.receipt.reader"), receipt.patron_name),
            (words("paper.receipt.reader_number"), receipt.patron_number),
        )
    return (
        (words("paper.receipt.at_till"), receipt.till),
        (words("paper.receipt.by"), receipt.operator),
    )


def when(receipt: Receipt) -> str:
    return f"{receipt.issued_at:%Y-%m-%d %H:%M}"


def paid(receipt: Receipt, words: Words) -> list[tuple[str, str, str]]:
    """How it was paid: label, amount, reference; then what of the deposit is left."""
    rows = _tenders(receipt, words)
    if receipt.balance_fen is not None:
        rows.append((words("paper.receipt.balance"), money.figures(receipt.balance_fen), ""))
    return rows


def _tenders(receipt: Receipt, words: Words) -> list[tuple[str, str, str]]:
    """A single cash tender shows what was handed over."""
    given = money.figures(receipt.cash_given_fen)
    rows = [(each.label, money.figures(each.amount_fen), each.reference) for each in receipt.tenders]
    if not receipt.cash_given_fen:
        return rows
    if len(rows) == 1:
        rows = [(rows[0][0], given, rows[0][2])]
    else:
        rows.append((words("paper.receipt.cash_given"), given, ""))
    return [*rows, (words("paper.receipt.change"), money.figures(receipt.change_fen), "")]


def signed(receipt: Receipt, words: Words) -> str:
    """Who signs or seals the paper, where somebody does."""
    kind = {"voucher": "receipt"}.get(receipt.kind, receipt.kind)
    return words(f"paper.receipt.seal_{kind}") if kind in ("receipt", "refund", "hand_over", "z") else ""


def desk(receipt: Receipt, words: Words) -> str:
    """Till and operator on one line."""
    till = words("paper.receipt.till", till=receipt.till) if receipt.till else ""
    operator = words("paper.receipt.operator", operator=receipt.operator) if receipt.operator else ""
    return " · ".join(filter(None, (till, operator)))


def branch(receipt: Receipt) -> str:
    """Where to ask: the branch and its telephone."""
    return " ".join(filter(None, (receipt.branch, receipt.phone)))
