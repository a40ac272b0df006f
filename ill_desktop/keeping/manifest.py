"""What a backup says of itself: ``backup.json``, sealed by a hash over its own content.

Without it a flipped bit in a name or an address would pass every check of the file and of the books.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import re
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

NAME = "backup.json"
FORMAT = "ill-desk backup 1"
BY_HAND, AUTOMATIC, MIGRATION = "by_hand", "automatic", "migration"


class Unreadable(Exception):
    """There is no manifest, or it is not what was written."""


@dataclass(frozen=True)
class Manifest:
    """One backup. ``made_at`` is UTC text; ``database`` its SHA-256, ``size`` its bytes; ``documents`` are
    SHA-256 → bytes. ``head`` and ``ledger`` are what the audit chain and the postings came to, ``series``
    the suffix of its paper numbers, ``key_id`` tells which key file belongs to it.

    Anybody can write one and seal it, and files are found by what stands in it before anybody is asked for
    a password: whatever is not of this shape raises ValueError.
    """

    made_at: str
    reason: str
    schema: int
    library: str
    head: str
    ledger: tuple[int, ...]
    series: str
    key_id: str
    database: str
    size: int
    documents: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = (self.database, *self.documents)
        texts = (self.made_at, self.reason, self.library, self.head, self.series, self.key_id, *names)
        numbers = (self.schema, self.size, *self.ledger, *self.documents.values())
        if not (
            all(type(each) is str for each in texts)
            and all(type(each) is int for each in numbers)
            and all(re.fullmatch("[0-9a-f]{64}", each) for each in names)
        ):
            raise ValueError("manifest")
        if self.made_at:
            dt.datetime.strptime(self.made_at, "20%y-%m-%dT%H:%M:%S.%f%z")

    @property
    def whole_size(self) -> int:
        """Bytes of everything together."""
        return self.size + sum(self.documents.values())

    def to_bytes(self) -> bytes:
        facts = {"format": FORMAT, **asdict(self)}
        return _canonical({**facts, "seal": _seal(facts)})


def _canonical(facts: dict[str, Any]) -> bytes:
    return (json.dumps(facts, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def _seal(facts: dict[str, Any]) -> str:
    return hashlib.sha256(_canonical(facts)).hexdigest()


def parse(data: bytes) -> Manifest:
    """The manifest in these bytes. Raises Unreadable."""
    try:
        facts = json.loads(data)
        seal = facts.pop("seal")
        if facts.pop("format") != FORMAT or not hmac.compare_digest(_seal({"format": FORMAT, **facts}), seal):
            raise Unreadable
        made = Manifest(**{**facts, "ledger": tuple(facts["ledger"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise Unreadable from problem
    if made.to_bytes() != data:  # the same facts, but not the same bytes
        raise Unreadable
    return made


def read(folder: Path) -> Manifest:
    """The manifest of a backup that is not encrypted. Raises Unreadable, OSError."""
    try:
        return parse((folder / NAME).read_bytes())
    except FileNotFoundError as problem:
        raise Unreadable from problem
