"""What stands in the columns of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ill_desktop import money
from ui.kit.chip import Tag
from ui.kit.text import Text

R = TypeVar("R")
Kind = Literal["text", "two_line", "chip", "money", "date", "check", "button"]
NOTHING = "—"


class Column(NamedTuple, Generic[R]):
    """One column: a title, and what it takes from a row.

    ``value`` gives, by kind: text → str, two_line → (str, str), chip → Tag or several, money → fen or
    None, date → date or local datetime or None, check → bool, button → the words on the button or "".
    """

    key: str
    title: Text
    value: Callable[[R], Any]
    kind: Kind = "text"
    width: int = 120
    align: Literal["left", "right", "center"] | None = None
    stretch: bool = False
    sortable: bool = False
    hidden: bool = False
    strong: bool = False

    @property
    def side(self) -> Literal["left", "right", "center"]:
        """Where the words stand; amounts at the right."""
        return self.align or ("right" if self.kind == "money" else "left")

    def text(self, row: R) -> str:
        """The cell in words: for screen readers, copying and tests."""
        return in_words(self.kind, self.value(row))


def tags(value: Tag | Sequence[Tag] | None) -> Sequence[Tag]:
    """The chips of a cell."""
    if value is None:
        return ()
    return (value,) if isinstance(value, Tag) else value


def in_words(kind: Kind, value: Any) -> str:
    """A cell's value as one line of text."""
    if kind == "two_line":
        return " · ".join(part for part in value if part)
    if kind == "chip":
        return " ".join(tag.text for tag in tags(value))
    if kind == "check":
        return "✓" if value else ""
    if value is None:
        return NOTHING
    if kind == "money":
        return money.figures(value)
    if kind == "date":
        return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, dt.datetime) else value.isoformat()
    return str(value)
