"""Several papers one after the other. At the first that a printer fails at it stops: the rest would too."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop.cashier import papers
from ui.cashier import printing
from ui.session import Session


class PrintQueue(QObject):
    """Prints what waits."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over
        self._left: deque[int] = deque()

    def print_all(self, paper_ids: Sequence[int]) -> None:
        """Put these out on their printers; asks for printers first where one is not chosen."""
        if self._left and self._session.printers.is_printing(papers.by_id(self._left[0]).number):
            return
        self._left.clear()
        kinds = {printing.kind_of(papers.by_id(paper).series) for paper in paper_ids}
        if not all(self._session.printers.chosen(kind) for kind in kinds):
            from ui.cashier.print_choice import PrintersSheet

            self._session.commands.refused.emit(self.tr("Choose the printers first."))
            PrintersSheet(self._over.window(), self._session, lambda: None).open()
            return
        self._left.extend(paper_ids)
        self._next()

    def _next(self) -> None:
        paper = papers.by_id(self._left[0])
        printing.put_out(self._session, paper, paper.number, after=self._ended)

    def _ended(self, printed: bool) -> None:
        if not printed:
            self._left.clear()
            return
        self._left.popleft()
        if self._left:
            self._next()
