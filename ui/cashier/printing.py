"""Papers of the till: which size, preview, and the count that makes a second print a copy (副本)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import get_args

from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import papers
from ill_desktop.counter.papers import Size
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.screen import hbox
from ui.kit.text import Text
from ui.session import Session

MEMORY = "cashier.paper"
SIZES: tuple[Size, ...] = get_args(Size)


def size(session: Session) -> Size:
    """The paper this person prints receipts on."""
    kept = session.memory.get(MEMORY)
    return next((each for each in SIZES if each == kept), "80mm")


class PaperSize(QWidget):
    """On which paper receipts come out; one click changes it, and it is remembered."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-paper")
        self._session = session
        self.button = Button(
            "cashier-paper-size", self._now, role="filter", icon="chevron-down", on=self._open
        )
        self.setLayout(hbox(Label(lambda: self.tr("Receipts print on"), "note"), None, self.button))

    def _words(self, paper: Size) -> str:
        return self.tr("A5 sheet") if paper == "a5" else self.tr("%1 mm roll").replace("%1", paper[:2])

    def _now(self) -> str:
        return self._words(size(self._session))

    def _open(self) -> None:
        menu = Menu(self, "cashier-paper-menu")
        for each in SIZES:
            menu.entry(f"cashier-paper-{each}", self._words(each), self._chooser(each))
        menu.open_under(self.button, right=True)

    def _chooser(self, chosen: Size) -> Callable[[], object]:
        def choose() -> None:
            self._session.memory[MEMORY] = chosen
            self.button.say(self._now())

        return choose


def show(session: Session, paper_id: int, number: str, title: Text, parent: QWidget | None = None) -> None:
    """Preview a receipt, voucher or transfer slip; putting it out is counted, so the next one is a copy."""
    desk, words, branch, paper = session.desk, session.desk.words(), session.branch, size(session)
    copy = papers.prints(paper_id)
    is_slip = papers.by_id(paper_id).series.startswith("T")

    def draw() -> bytes:
        if is_slip:
            return desk.papers.transfer_slip(paper_id, words, copy)
        return desk.papers.receipt(paper_id, branch, words, paper, copy)

    def count() -> None:
        session.commands.run(
            lambda: papers.count_print(desk.ground, session.actor, paper_id), touches=("papers",)
        )

    session.show_paper(title, draw, f"{number}.pdf", parent, on_output=count)


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
    )


def show_blank_slip(session: Session, title: Text, parent: QWidget | None = None) -> None:
    """Preview the empty form of [G] annex 1, to be filled in by hand."""
    desk, words = session.desk, session.desk.words()
    session.show_paper(title, lambda: desk.papers.blank_transfer_slip(words), "transfer-slip.pdf", parent)
