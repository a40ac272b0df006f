"""One numbered paper in words, as the register and the slips show it at the side."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import papers
from ill_desktop.cashier.papers import Receipt
from ill_desktop.counter import money_papers
from ui.cashier.shift_facts import SERIES, shift_facts
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label, Rule
from ui.kit.screen import hbox, vbox
from ui.session import Session


class PaperView(QWidget):
    """Number, reader, the sum, lines, how it was paid, and why it went back or is void."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._session = session
        self._number = Label("", "heading", selectable=True, name=f"{name}-number")
        self._time = Label("", "note", right=True, name=f"{name}-time")
        self._reader = Label("", "note", wrap=True, name=f"{name}-reader")
        self._lines = Facts(f"{name}-lines", figures=True)
        self._sum = Label("", "figure", name=f"{name}-sum")
        self._capitals = Label("", "note", wrap=True, name=f"{name}-capitals")
        self._tenders = Facts(f"{name}-tenders", figures=True)
        self._why = Label("", "note", wrap=True, name=f"{name}-why")
        self.setLayout(
            vbox(
                hbox(self._number, None, self._time),
                self._reader,
                4,
                self._sum,
                self._capitals,
                4,
                Rule(),
                4,
                self._lines,
                4,
                self._tenders,
                self._why,
            )
        )

    def show_paper(self, paper_id: int) -> Receipt:
        """Show one paper. Raises LookupError."""
        paper, words = papers.by_id(paper_id), self._session.words
        self._number.setText(paper.number)
        self._time.setText(f"{self._session.local(paper.issued_at):%Y-%m-%d %H:%M}")
        reader = (paper.patron_name, paper.patron_number, paper.unit)
        parts = reader if any(reader) else (words("paper.receipt.till", till=paper.till), paper.operator)
        self._reader.setText(" · ".join(part for part in parts if part))
        self._sum.setText(money.yuan(paper.total_fen))
        self._capitals.setText(money.in_capitals(paper.total_fen))
        if paper.series.startswith(SERIES):
            self._lines.show_facts(shift_facts(self._session, paper))
        else:
            self._lines.show_facts(
                [
                    Fact(
                        " · ".join(
                            part
                            for part in (words(f"charge.{line.kind}"), line.label, line.request_number)
                            if part
                        ),
                        money.figures(line.amount_fen),
                    )
                    for line in paper.lines
                ]
            )
        self._tenders.show_facts(self._paid(paper))
        why = self._reasons(paper_id)
        self._why.setText("\n".join(why))
        self._why.setVisible(bool(why))
        return paper

    def _reasons(self, paper_id: int) -> list[str]:
        """Why money went back, or why the paper is void."""
        words = self._session.words
        lines = [f"{name} · {value}" for name, value in money_papers.why_back(paper_id, words)]
        if (void := papers.voiding_of(paper_id)) is not None:
            at, who, reason = void
            when = f"{self._session.local(at):%Y-%m-%d %H:%M}"
            lines.append(" · ".join((words("paper.mark.void"), when, who, reason)))
        return lines

    def _paid(self, paper: Receipt) -> list[Fact]:
        words = self._session.words
        facts = [
            Fact(" · ".join(part for part in (words(f"tender.{kind}"), note) if part), money.figures(fen))
            for kind, fen, note in paper.tenders
        ]
        if paper.given_fen:
            facts.append(Fact(self.tr("Cash received"), money.figures(paper.given_fen)))
            facts.append(Fact(self.tr("Change"), money.figures(paper.change_fen)))
        return facts
