"""Papers of the till: at once on the remembered printer, or looked at first; each output is counted, so that
a second print is a copy (副本)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import papers, unprinted
from ill_desktop.cashier.papers import Receipt
from ill_desktop.counter.papers import Size
from ill_desktop.errors import Refusal
from ui.kit.text import Text
from ui.printers import TILL, Kind
from ui.session import Session

MEMORY = "cashier.paper"
SIZES: tuple[Size, ...] = get_args(Size)
_STANDARD: dict[Kind, Size] = {"receipt": "80mm", "report": "a5"}
_TOUCHED = ("papers",)


def kind_of(series: str) -> Kind:
    """Which printer a series goes to: readers' papers, the transfer slip, what stays in the office."""
    if series[:1] in ("R", "V", "F"):
        return "receipt"
    return "slip" if series[:1] == "T" else "report"


def size(session: Session, kind: Kind = "receipt") -> Size:
    """The paper this person prints on; the roll of the till's own printer where it goes there."""
    device = session.printers.device() if session.printers.chosen(kind) == TILL else None
    if device is not None:
        return device.roll
    kept = session.memory.get(_key(kind))
    return next((each for each in SIZES if each == kept), _STANDARD[kind])


def choose_size(session: Session, kind: Kind, chosen: Size) -> None:
    """Remember another size."""
    session.memory[_key(kind)] = chosen


def _key(kind: Kind) -> str:
    return MEMORY if kind == "receipt" else f"{MEMORY}.{kind}"


# -- numbered papers ------------------------------------------------------------------------------


def put_out(
    session: Session,
    paper: Receipt,
    title: Text,
    parent: QWidget | None = None,
    *,
    opens_drawer: bool = False,
    after: Callable[[bool], object] = lambda printed: None,
) -> None:
    """Print at once where a printer is remembered, else show the preview.

    A paper the printer fails at waits under "Not printed yet". ``opens_drawer``: cash has moved.
    ``after`` is told whether a printer took it.
    """
    kind = kind_of(paper.series)
    printer, device = session.printers.chosen(kind), session.printers.device()
    by_itself = printer != TILL or device is None
    if opens_drawer and by_itself and device is not None and device.drawer:
        session.printers.open_drawer(device)
    if not printer:
        show(session, paper.paper_id, paper.number, title, parent)
        return

    def failed(refusal: Refusal) -> None:
        _hold(session, paper.paper_id, refusal)
        sentence = QCoreApplication.translate("Printing", "%1 is not printed yet: %2")
        sentence = sentence.replace("%1", paper.number).replace("%2", session.words.refusal(refusal))
        session.commands.refused.emit(sentence)
        after(False)

    def done() -> None:
        _count(session, paper.paper_id, paper.number)
        after(True)

    session.printers.put_out(
        printer,
        _drawer(session, paper.paper_id, kind),
        paper.number,
        done,
        failed,
        pulse=opens_drawer,
    )


def show(session: Session, paper_id: int, number: str, title: Text, parent: QWidget | None = None) -> None:
    """Preview a numbered paper; putting it out is counted.

    Not while it comes out of a printer: only then it is known whether this is the original or a copy.
    """
    if session.printers.is_printing(number):
        sentence = QCoreApplication.translate("Printing", "%1 is being printed. Look at it in a moment.")
        session.commands.refused.emit(sentence.replace("%1", number))
        return
    kind = kind_of(papers.by_id(paper_id).series)
    session.show_paper(
        title,
        _drawer(session, paper_id, kind),
        f"{number}.pdf",
        parent,
        on_output=lambda: _count(session, paper_id),
        kind=kind,
        on_failed=lambda refusal: _hold(session, paper_id, refusal),
    )


def _drawer(session: Session, paper_id: int, kind: Kind) -> Callable[[], bytes]:
    """What draws the paper as it would come out now: the original, or a copy."""
    desk, words, branch = session.desk, session.desk.words(), session.branch
    copy = papers.prints(paper_id)
    if kind == "slip":
        return lambda: desk.papers.transfer_slip(paper_id, words, copy)
    paper = size(session, kind)
    return lambda: desk.papers.receipt(paper_id, branch, words, paper, copy)


def _count(session: Session, paper_id: int, printed: str = "") -> None:
    def count() -> None:
        papers.count_print(session.desk.ground, session.actor, paper_id)
        unprinted.forget(paper_id)

    says = QCoreApplication.translate("Printing", "%1 is printed").replace("%1", printed)
    session.commands.run(count, touches=_TOUCHED, says=says if printed else None)


def _hold(session: Session, paper_id: int, refusal: Refusal) -> None:
    """Keep the job of a paper nobody holds yet; a failed copy is just told."""
    if not papers.prints(paper_id):
        session.commands.run(lambda: unprinted.hold(paper_id, refusal), touches=_TOUCHED)


# -- papers without a number ----------------------------------------------------------------------


def show_x(session: Session, x: Receipt, title: Text, parent: QWidget | None = None) -> None:
    """Preview how the shift stands; it is kept nowhere."""
    desk, words, branch, paper = session.desk, session.desk.words(), session.branch, size(session, "report")
    session.show_paper(
        title,
        lambda: desk.papers.draw(x, branch, words, paper),
        "shift-so-far.pdf",
        parent,
        kind="report",
    )


def show_bank_details(
    session: Session, patron_id: int, charges: Sequence[int], parent: QWidget | None = None
) -> None:
    """Preview how to pay by bank ([G] FAQ 4), for the reader to take along; it posts nothing."""
    desk, words, branch, paper = session.desk, session.desk.words(), session.branch, size(session)
    session.show_paper(
        lambda: session.words("tender.bank"),
        lambda: desk.papers.bank_transfer(patron_id, charges, branch, words, paper),
        "bank-transfer.pdf",
        parent,
        kind="receipt",
    )


def show_blank_slip(session: Session, title: Text, parent: QWidget | None = None) -> None:
    """Preview the empty form of [G] annex 1, to be filled in by hand."""
    desk, words = session.desk, session.desk.words()
    session.show_paper(
        title, lambda: desk.papers.blank_transfer_slip(words), "transfer-slip.pdf", parent, kind="slip"
    )
