"""What is said of suppliers, the same in the directory, in a suggestion and beside a request."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QObject

from ill_desktop import money
from ill_desktop.patrons import calendar
from ill_desktop.requests.queries import Asked
from ill_desktop.requests.suggesting import FILLED, Record, Suggestion
from ui.kit.chip import Tag
from ui.kit.columns import NOTHING
from ui.session import Session


class SupplierWords(QObject):
    """Puts records, answers and silence into the words of the window."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    # -- the past ---------------------------------------------------------------------------------

    @staticmethod
    def rate(record: Record) -> str:
        """``86 %``; nothing without any past."""
        return NOTHING if record.rate is None else f"{round(100 * record.rate)} %"

    @staticmethod
    def days(record: Record) -> str:
        return NOTHING if record.days is None else f"{record.days:.1f}"

    def network(self, network: str) -> str:
        """A network as it is called; ``local`` has a word, the others are names."""
        words = self._session.words
        return words(f"report.network.{network}") if words.has(f"report.network.{network}") else network

    def reasons(self, suggestion: Suggestion) -> str:
        """Why it stands where it stands among the suggestions."""
        words = self._session.words
        return " · ".join(words(f"suggest.{reason.code}", **reason.facts) for reason in suggestion.reasons)

    # -- one request ------------------------------------------------------------------------------

    def answer(self, asked: Asked, now: bool) -> Tag:
        """What came of asking; ``now``: it is this one that the request waits for."""
        if asked.answer is None:
            late = self.silent_days(asked) if now else 0
            if late:
                return Tag(self.tr("silent %1 d").replace("%1", f"{late:,}"), "caution")
            return Tag(self.tr("waiting"), "accent") if now else Tag(self.tr("no answer"))
        if asked.answer == "accepted":  # accepted again, to be sent to the next: this one did not supply
            return Tag(self.tr("did not supply"), "bad")
        words = self._session.words(f"state.{asked.answer}")
        if asked.answer in FILLED:
            return Tag(words, "good")
        return Tag(words, "bad" if asked.answer == "unfilled" else "caution")

    def silent_days(self, asked: Asked) -> int:
        """The working days that have passed since an answer was expected; 0 while there is time."""
        if asked.answer is not None or not asked.expected_on:
            return 0
        desk = self._session.desk
        expected = dt.date.fromisoformat(asked.expected_on)
        return calendar.working_days_between(expected, desk.clock.day(), calendar.load(desk.ground))

    def dates(self, asked: Asked) -> str:
        """``11-20 → 11-23 · chased once · reason · ¥12.00 · note``."""
        parts = [self._span(asked)]
        if asked.answer is None and asked.expected_on:
            parts.append(self.tr("expected %1").replace("%1", asked.expected_on[5:]))
        if asked.chased:
            parts.append(self.tr("chased %1×").replace("%1", str(asked.chased)))
        if asked.reason:
            parts.append(self._session.words(f"reason.{asked.reason}"))
        if asked.cost_fen is not None:
            parts.append(money.yuan(asked.cost_fen))
        return " · ".join(part for part in (*parts, asked.note[:200]) if part)

    def _span(self, asked: Asked) -> str:
        days = [self._session.local(each) for each in (asked.asked_at, asked.answered_at)]
        return " → ".join(f"{day:%m-%d}" for day in days if day)
