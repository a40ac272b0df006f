"""Several references of one paste: what is known of each, and where one is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, NamedTuple

from ill_desktop.citations import Citation, Problem
from ill_desktop.requests import fields as kinds


class Note(NamedTuple):
    """A piece of the paste, and the line it began on (0: not known)."""

    text: str
    line: int = 0


@dataclass(frozen=True)
class Piece:
    """One reference; ``number`` is its transaction number once it is submitted.

    ``wanted`` is unticked for what is not to be submitted with the others. ``read`` and ``read_kind`` are
    what the paste box filled in: whatever differs from it was typed by hand. ``added`` came by a scan and
    does not stand in the box.
    """

    kind: str
    fields: Mapping[str, str]
    source: str = ""
    unread: Sequence[Note] = ()
    doubtful: Sequence[str] = ()
    number: str | None = None
    aside: Sequence[Note] = ()
    inferred: Sequence[str] = ()
    problems: Sequence[Problem] = field(default=())
    wanted: bool = True
    read: Mapping[str, str] = field(default_factory=dict)
    read_kind: str = ""
    added: bool = False

    @classmethod
    def of(cls, read: Citation) -> Piece:
        """What was read, as it is kept while one works on it."""
        return cls(
            read.kind,
            dict(read.fields),
            read.source,
            [Note(str(piece), piece.line) for piece in read.unread],
            read.doubtful,
            None,
            [Note(str(piece), piece.line) for piece in read.aside],
            read.inferred,
            read.problems,
            read=dict(read.fields),
            read_kind=read.kind,
        )

    def citation(self) -> Citation:
        """What stands there now, as a citation."""
        return Citation(
            self.kind,
            self.fitting,
            self.source,
            doubtful=tuple(self.doubtful),
            inferred=tuple(self.inferred),
            problems=tuple(self.problems),
        )

    @property
    def title(self) -> str:
        return kinds.title_of(self.kind, self.fields)

    @property
    def fitting(self) -> dict[str, str]:
        """The fields the form of this type has."""
        return kinds.tidy(self.kind, self.fields)

    @property
    def lost(self) -> list[Note]:
        """What was read, but has no field in the form: to be said, not dropped in silence."""
        return [
            Note(f"{key.upper()} {text}")
            for key, text in self.fields.items()
            if text and key not in self.fitting
        ]

    @property
    def is_blank(self) -> bool:
        """Whether nothing of it is there."""
        return not any(self.fields.values())

    def faults(self) -> list[str]:
        """The fields that keep it from being submitted."""
        return [refusal.field or "" for refusal in kinds.check_all(self.kind, self.fields)]

    @property
    def typed(self) -> dict[str, str]:
        """What the person typed by hand, or changed."""
        return {key: text for key, text in self.fields.items() if text and text != self.read.get(key)}

    @property
    def as_read(self) -> tuple[str, frozenset[tuple[str, str]]]:
        """What the box read, to find it again in a later reading of the same text."""
        return self.read_kind, frozenset(self.read.items())

    def taking(self, found: Piece) -> Piece:
        """With what the box reads now: it fills what is empty or its own; what was typed by hand stays.

        So does the type, when it was chosen by hand or what was typed has no field in the other.
        """
        typed = self.typed
        fits = typed.keys() <= {each.key for each in kinds.TYPES[found.kind]}
        return replace(
            found,
            kind=found.kind if fits and self.kind == self.read_kind else self.kind,
            fields={**found.fields, **typed},
            doubtful=[key for key in found.doubtful if key not in typed],
            inferred=[key for key in found.inferred if key not in typed],
            problems=[each for each in found.problems if each.field not in typed],
        )

    def completed(self, found: Citation) -> Piece:
        """With what a lookup knows besides, which nobody typed by hand."""
        filled = {key: text for key, text in found.fields.items() if not self.fields.get(key)}
        return replace(
            self,
            kind=found.kind,
            fields=dict(found.fields),
            doubtful=found.doubtful,
            inferred=found.inferred,
            problems=found.problems,
            read={**self.read, **filled},
            read_kind=found.kind if self.kind == self.read_kind else self.read_kind,
        )

    def edited(self, kind: str, now: Mapping[str, str]) -> Piece:
        """As the form says it now; what the person has changed is in doubt no longer."""
        kept = kind == self.kind
        same = {key for key, text in now.items() if kept and self.fields.get(key) == text}
        return replace(
            self,
            kind=kind,
            fields=dict(now),
            doubtful=[key for key in self.doubtful if key in same],
            inferred=[key for key in self.inferred if key in same],
            problems=[each for each in self.problems if each.field is None or each.field in same],
        )


class Batch:
    """The references and the place one is at; there is always one."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        first = next(iter(kinds.TYPES))
        self.pieces = [Piece(first, {}, read_kind=first)]
        self.at = 0

    def take(self, found: Sequence[Citation]) -> None:
        """What the box reads now, in place of what it read before; the first of what is new is in front.

        What a person typed, submitted or scanned stays.
        """
        read = [Piece.of(each) for each in found]
        if len(read) == 1 and not self.is_many and not (self.current.number or self.current.added):
            self.pieces = [self.current.taking(read[0])]
            return
        before: dict[object, list[Piece]] = {}
        for piece in self.pieces:
            before.setdefault(piece.as_read, []).append(piece)
        taken = [before[piece.as_read].pop(0) if before.get(piece.as_read) else piece for piece in read]
        left = {id(piece) for pieces in before.values() for piece in pieces}
        stay = [
            piece
            for piece in self.pieces
            if id(piece) in left and (piece.typed or piece.number or piece.added)
        ]
        self._put([*stay, *taken], {id(piece) for piece in read})

    def add(self, found: Sequence[Citation]) -> None:
        """One more reference, from a scan: nothing that stands here gives way to it, but an empty form."""
        is_empty = not self.is_many and self.current.is_blank
        more = [replace(Piece.of(each), added=not is_empty) for each in found]
        self._put([*([] if is_empty else self.pieces), *more], {id(piece) for piece in more})

    def _put(self, pieces: list[Piece], fresh: Collection[int]) -> None:
        """Of what is new, what stands twice is wanted once; the first that is new comes in front."""
        self.pieces = pieces
        new = [at for at, piece in enumerate(pieces) if id(piece) in fresh]
        self.at = new[0] if new else 0
        for at in self.doubles().keys() & set(new):
            self.replace(at, wanted=False)

    @property
    def current(self) -> Piece:
        return self.pieces[self.at]

    @property
    def is_many(self) -> bool:
        return len(self.pieces) > 1

    def store(self, kind: str, fields: Mapping[str, str]) -> None:
        """Keep what the form says of the present one; untouched, it keeps also what has no field there."""
        shown = (self.current.kind, self.current.fitting)
        if self.current.number is None and (kind, dict(fields)) != shown:
            self.pieces[self.at] = self.current.edited(kind, fields)

    def replace(self, at: int, **changes: Any) -> None:
        """Change what is known of one reference."""
        self.pieces[at] = replace(self.pieces[at], **changes)

    def waiting(self) -> list[int]:
        """The places of those that are wanted and not submitted yet."""
        return [at for at, piece in enumerate(self.pieces) if piece.wanted and piece.number is None]

    def doubles(self) -> dict[int, int]:
        """The places of references that surely stand above already, each with the place of the first."""
        from ill_desktop.requests import matching

        seen: dict[str, int] = {}
        found: dict[int, int] = {}
        for at, piece in enumerate(self.pieces):
            keys = list(matching.identifiers(piece.kind, piece.fields))
            place, title = matching.place_key(piece.kind, piece.fields), matching.title_key(piece.title)
            if place:
                keys.append(f"place:{place}")
            elif not keys and len(title) >= matching.SHORTEST_TITLE:
                keys.append(f"{piece.kind}:{title}")
            if before := [seen[key] for key in keys if key in seen]:
                found[at] = min(before)
            for key in keys:
                seen.setdefault(key, at)
        return found

    def to_json(self) -> dict[str, Any]:
        return {"at": self.at, "pieces": [asdict(piece) for piece in self.pieces]}

    def from_json(self, content: dict[str, Any]) -> None:
        self.pieces = [_piece(kept) for kept in content["pieces"]]
        self.at = content["at"]


def _piece(kept: dict[str, Any]) -> Piece:
    """A piece of a draft; one of an older version has pieces of text without their line."""

    def notes(name: str) -> list[Note]:
        return [Note(each) if isinstance(each, str) else Note(*each) for each in kept.get(name, ())]

    problems = [Problem(**each) for each in kept.get("problems", ())]
    return Piece(**{**kept, "unread": notes("unread"), "aside": notes("aside"), "problems": problems})


def title_of(draft: dict[str, Any]) -> str:
    """What a kept draft is about."""
    batch = Batch()
    batch.from_json(draft["batch"])
    return batch.current.title or str(draft["paste"])[:60]
