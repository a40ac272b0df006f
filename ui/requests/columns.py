"""The request table's columns: the guide's ([G] "My requests"), and what staff see besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QFontMetrics

from ill_desktop.requests import lending, rules
from ill_desktop.requests.fields import TYPES
from ill_desktop.requests.queries import Row
from ill_desktop.requests.rules import NOT_FOUND
from ui.kit import chip
from ui.kit.cells import PADDING
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.theme import SMALL, Tone, font
from ui.session import Session

SIDE = 320
"""The width of what stands beside a table or form."""

AIR = 2 * PADDING + 2
BUTTON = 16  # what a button in a cell needs besides its words
SERVICES = ("delivery", "loan", "copy_or_loan")
SORTS: dict[str, str] = {
    **{key: key for key in ("number", "type", "state", "due", "total", "submitted", "supplier", "branch")},
    **{key: key for key in ("since", "level")},
    "document": "title",
    "reader": "patron",
    "age": "submitted",
}
"""What a column is sorted by, as the query calls it; an older request has the greater age."""
_TONES: dict[str, Tone] = {
    "neutral": "neutral",
    "active": "accent",
    "loan": "loan",
    "caution": "caution",
    "good": "good",
    "bad": "bad",
}


class StateTags(QObject):
    """A request's state as chips; overdue is no state of its own, it stands beside (domain §3)."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def of(self, state: str, due_on: str | None) -> list[Tag]:
        tags = [Tag(self._session.words(f"state.{state}"), _TONES[rules.TONES[state]])]
        late = self._days_late(due_on) if state == "checked_out" else 0
        if late > 0:
            tags.append(Tag(self.tr("%1 d overdue").replace("%1", f"{late:,}"), "bad"))
        return tags

    def of_row(self, row: Row) -> list[Tag]:
        """The state with its reason, then what holds of a loan besides, the most pressing first."""
        tags = [self.with_reason(row.state, row.reason if row.state == "unfilled" else "")]
        today = self._session.desk.clock.day().isoformat()
        marks = lending.marks(
            row.state, row.due_on, bool(row.recalled), row.renewal, bool(row.damaged), today
        )
        return [*tags, *self.marks(marks, row.due_on)]

    def with_reason(self, state: str, reason: str) -> Tag:
        """The state, and why it came to that."""
        tag = self.of(state, None)[0]
        return Tag(f"{tag.text} · {self._session.words(f'reason.{reason}')}", tag.tone) if reason else tag

    def marks(self, marks: Iterable[str], due_on: str | None) -> list[Tag]:
        """What holds of a loan beside its state, in words."""
        return [
            self.of("checked_out", due_on)[-1]
            if mark == "overdue"
            else Tag(self._session.words(f"mark.{mark}"), _TONES[lending.MARK_TONES[mark]])
            for mark in marks
        ]

    def _days_late(self, due_on: str | None) -> int:
        return (self._session.desk.clock.day() - dt.date.fromisoformat(due_on)).days if due_on else 0


class Numbered:
    """Counts the rows of a table as its pages are read, for the column 序号."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}

    def take(self, after: Row | None, rows: Sequence[Row]) -> Sequence[Row]:
        start = 1
        if after is None:
            self._numbers = {}
        else:
            start += self._numbers[after.id]
        self._numbers.update({row.id: number for number, row in enumerate(rows, start)})
        return rows

    def of(self, row: Row) -> str:
        return f"{self._numbers[row.id]:,}"


class Columns(QObject):
    """Makes the columns, in the words of the window."""

    def __init__(self, session: Session, tags: StateTags, numbers: Numbered, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tags, self._numbers = session, tags, numbers

    def all(self) -> list[Column[Row]]:
        rooms = self.rooms()
        columns = [*self._named(rooms), *self._dated(rooms), *self._hidden(rooms)]
        return [column._replace(sortable=column.key in SORTS) for column in columns]

    def rooms(self) -> dict[str, int]:
        """The widths of columns that follow from the longest of their words, in the present language."""
        words, metrics, small = self._session.words, QFontMetrics(font()), QFontMetrics(font(SMALL))

        def longest(table: str, values: Iterable[str], metrics: QFontMetrics) -> int:
            return max(metrics.horizontalAdvance(words(f"{table}.{value}")) for value in values)

        return {
            "type": AIR
            + max(
                longest("short.document", TYPES, metrics),
                longest("short.service", SERVICES, small),
                small.horizontalAdvance(self.tr("Type, service")),
            ),
            "due": AIR + max(metrics.horizontalAdvance("00-00"), small.horizontalAdvance(self.tr("Due"))),
            "action": AIR
            + max(
                BUTTON + metrics.horizontalAdvance(self.tr("Save")),
                small.horizontalAdvance(self.tr("Action")),
            ),
            "state": AIR + max(chip.width(words(f"state.{state}")) for state in rules.STATES),
        }

    def _most_pressing(self, row: Row) -> Tag:
        """One chip has room: of a loan what is wrong with it, else the state."""
        tags = self._tags.of_row(row)
        return tags[min(1, len(tags) - 1)]

    def _submitted(self, row: Row) -> str:
        return f"{self._session.local(row.submitted_at):%Y-%m-%d %H:%M}"

    def _named(self, rooms: dict[str, int]) -> list[Column[Row]]:
        return [
            Column("row", lambda: self.tr("No."), self._numbers.of, width=46, align="right"),
            Column(
                "number",
                lambda: self.tr("Number · submitted"),
                lambda row: (row.number, self._submitted(row)),
                "two_line",
                width=150,
            ),
            Column(
                "document",
                lambda: self.tr("Document"),
                lambda row: (row.title, row.container),
                "two_line",
                width=150,
                stretch=True,
            ),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=106),
            Column(
                "type",
                lambda: self.tr("Type, service"),
                lambda row: (
                    self._session.words(f"short.document.{row.document_type}"),
                    self._session.words(f"short.service.{row.service_type}"),
                ),
                "two_line",
                width=rooms["type"],
            ),
            Column(
                "state",
                lambda: self.tr("State"),
                self._most_pressing,
                "chip",
                width=rooms["state"],
            ),
        ]

    def _dated(self, rooms: dict[str, int]) -> list[Column[Row]]:
        return [
            Column("due", lambda: self.tr("Due"), lambda row: _day(row.due_on), width=rooms["due"]),
            Column("total", lambda: self.tr("Cost"), lambda row: row.total_fen, "money", width=64),
            Column(
                "submitted",
                lambda: self.tr("Submitted"),
                lambda row: self._session.local(row.submitted_at),
                "date",
                width=142,
                hidden=True,
            ),
        ]

    def _hidden(self, rooms: dict[str, int]) -> list[Column[Row]]:
        return [
            Column("supplier", lambda: self.tr("Supplier"), lambda row: row.supplier, width=160, hidden=True),
            Column(
                "since",
                lambda: self.tr("In this state since"),
                lambda row: self._session.local(row.state_since),
                "date",
                width=142,
                hidden=True,
            ),
            Column("age", lambda: self.tr("Age"), self._age, width=72, align="right", hidden=True),
            Column("next", lambda: self.tr("Next step"), self._next, width=140, hidden=True),
            Column("branch", lambda: self.tr("Branch"), self._branch, width=90, hidden=True),
            Column("shelf", lambda: self.tr("Shelf"), lambda row: row.shelf, width=70, hidden=True),
            Column(
                "level",
                lambda: self.tr("Speed"),
                lambda row: self._session.words(f"level.{row.level}"),
                width=80,
                hidden=True,
            ),
            Column(
                "action",
                lambda: self.tr("Action"),
                lambda row: self.tr("Save") if row.has_file else "",
                "button",
                width=rooms["action"],
            ),
        ]

    def _age(self, row: Row) -> str:
        local = self._session.local(row.submitted_at)
        days = (self._session.desk.clock.day() - local.date()).days if local else 0
        return self.tr("%1 d").replace("%1", f"{days:,}")

    def _branch(self, row: Row) -> str:
        branch = self._session.desk.library.branches.get(row.branch)
        return branch.short[self._session.language] if branch else row.branch

    def _next(self, row: Row) -> str | None:
        """What is likely to be done next; None where nothing is, or only giving up."""
        if row.state == "awaiting_payment":
            return self.tr("Take payment")
        if row.state == "unfilled":
            return self.tr("Correct the citation") if row.reason in NOT_FOUND else None
        steps = rules.steps_from(row.state, row.service_type, "accepted")
        likely = next((step for step in steps if step.likely), None)
        return self._session.words(f"step.{likely.verb}") if likely else None


def _day(text: str | None) -> str | None:
    """Month and day: a loan is over within the year, and the whole date stands beside the table."""
    return f"{dt.date.fromisoformat(text):%m-%d}" if text else None
