"""Several references of one paste, gone through one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ill_desktop.citations import Citation
from ill_desktop.requests import fields as kinds


@dataclass(frozen=True)
class Piece:
    """One reference; ``number`` is its transaction number once it is submitted."""

    kind: str
    fields: Mapping[str, str]
    source: str = ""
    unread: Sequence[str] = ()
    doubtful: Sequence[str] = ()
    number: str | None = None

    @property
    def title(self) -> str:
        return kinds.title_of(self.kind, self.fields)

    @property
    def fitting(self) -> dict[str, str]:
        """The fields the form of this type has."""
        return kinds.tidy(self.kind, self.fields)

    @property
    def lost(self) -> list[str]:
        """What was read, but has no field in the form: to be said, not dropped in silence."""
        return [
            f"{key.upper()} {text}" for key, text in self.fields.items() if text and key not in self.fitting
        ]


class Batch:
    """The references and the place one is at; there is always one."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.pieces = [Piece(next(iter(kinds.TYPES)), {})]
        self.at = 0

    def start(self, found: Sequence[Citation]) -> None:
        """Begin with the first of what was read."""
        self.pieces = [Piece(c.kind, dict(c.fields), c.source, c.unread, c.doubtful) for c in found]
        self.at = 0

    @property
    def current(self) -> Piece:
        return self.pieces[self.at]

    def store(self, kind: str, fields: Mapping[str, str]) -> None:
        """Keep what the form says of the present one."""
        self.pieces[self.at] = replace(self.current, kind=kind, fields=dict(fields))

    def submitted(self, number: str) -> bool:
        """The present one is done; goes on to the next and says whether there is one."""
        self.pieces[self.at] = replace(self.current, number=number)
        later = [*range(self.at + 1, len(self.pieces)), *range(self.at)]
        following = next((at for at in later if self.pieces[at].number is None), None)
        if following is None:
            return False
        self.at = following
        return True

    def to_json(self) -> dict[str, Any]:
        return {"at": self.at, "pieces": [asdict(piece) for piece in self.pieces]}

    def from_json(self, content: dict[str, Any]) -> None:
        self.pieces = [Piece(**piece) for piece in content["pieces"]]
        self.at = content["at"]
