"""The outside record: what a working till said it had done, and whether its library still knows.

Asked with plain SQL on a connection of its own, by none of the program's code: this is the other side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import apsw

from ill_desktop.staff.rules import Actor

NONE = "-"
ACTOR = Actor("trust", "administrator")
OPERATION = re.compile(r"x\d+r\d+n\d+")
# Every place where an operation of the exercise leaves its id.
_OPERATIONS = """
    SELECT operation_id FROM entry UNION SELECT operation_id FROM paper UNION SELECT LOWER(number) FROM patron
    UNION SELECT note FROM request UNION SELECT note FROM request_event UNION SELECT problem FROM outbox
    UNION SELECT 'shift:' || id FROM shift UNION SELECT 'approve:' || id FROM patron WHERE state = 'approved'
"""
# The books, and what a half-done operation leaves behind in them.
_UNBALANCED = """
    SELECT 'entry ' || p.entry_id || ' is off by ' || SUM(p.amount_fen) FROM posting p GROUP BY p.entry_id
    HAVING SUM(p.amount_fen) <> 0
    UNION ALL SELECT 'posting ' || p.id || ' has no entry' FROM posting p
    WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = p.entry_id)
    UNION ALL SELECT 'entry ' || e.id || ' (' || e.kind || ') has no paper' FROM entry e
    WHERE e.kind IN ('payment', 'deposit', 'refund', 'hand_over')
    AND NOT EXISTS (SELECT 1 FROM paper p WHERE p.entry_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM transfer t WHERE t.entry_id = e.id)
    AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id)
    UNION ALL SELECT 'charge ' || c.id || ' was not posted' FROM charge c WHERE c.gross_fen > 0
    AND NOT EXISTS (SELECT 1 FROM posting p WHERE p.charge_id = c.id)
    UNION ALL SELECT 'charge ' || c.id || ' is not in the audit trail' FROM charge c
    WHERE 'charge:' || c.id NOT IN (SELECT subject FROM audit)
    UNION ALL SELECT 'paper ' || p.number || ' is not in the audit trail' FROM paper p
    WHERE SUBSTR(p.series, 1, 1) IN ('R', 'V', 'F')
    AND 'paper:' || p.number NOT IN (SELECT subject FROM audit)
    UNION ALL SELECT 'request ' || r.id || ' is not where its history led' FROM request r
    WHERE r.state IS NOT (SELECT v.to_state FROM request_event v WHERE v.request_id = r.id
    AND v.kind IN ('step', 'back') ORDER BY v.id DESC LIMIT 1)
"""
_GAPS = """
    SELECT series || ': ' || COUNT(*) || ' papers up to number ' || MAX(sequence) FROM paper
    GROUP BY device, year, series HAVING MIN(sequence) <> 1 OR MAX(sequence) <> COUNT(*)
    OR COUNT(DISTINCT sequence) <> COUNT(*)
"""


class Ack(NamedTuple):
    """One acknowledged line."""

    operation_id: str
    number: str
    amount_fen: int


def read(lines: Iterable[str]) -> list[Ack]:
    """The whole lines of a pipe; one that was cut off was not said. Raises ValueError for any other."""
    acks = []
    for line in lines:
        if not line.endswith("\n"):
            continue
        said, operation, number, fen = line.rstrip("\n").split("\t")
        if said != "ack":
            raise ValueError(line)
        acks.append(Ack(operation, number, int(fen)))
    return acks


@dataclass
class Findings:
    """What is wrong with a library, by kind; ``unsaid``: operations done whose line nobody received."""

    lost: list[str] = field(default_factory=list)
    unbalanced: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    corrupt: list[str] = field(default_factory=list)
    unsaid: int = 0

    def add(self, other: Findings) -> None:
        """Count another look into this one."""
        for name in ("lost", "unbalanced", "gaps", "corrupt"):
            getattr(self, name).extend(getattr(other, name))
        self.unsaid += other.unsaid

    @property
    def good(self) -> bool:
        return not (self.lost or self.unbalanced or self.gaps or self.corrupt)

    def figure(self) -> str:
        """``0 lost, 0 unbalanced, 0 gaps, 0 corrupt``, with the first of what there is."""
        kinds = {name: getattr(self, name) for name in ("lost", "unbalanced", "gaps", "corrupt")}
        said = ", ".join(f"{len(found)} {name}" for name, found in kinds.items())
        first = next((found[0] for found in kinds.values() if found), "")
        return f"{said} (first: {first})" if first else said


def look(library: Path, acks: Iterable[Ack], *, thorough: bool = False) -> Findings:
    """Whether a library file holds every acknowledged line, balances, has no gap and is whole.

    ``thorough``: every index is compared with its table, too.
    """
    found = Findings()
    try:
        connection = apsw.Connection(str(library))
        try:
            check = "integrity_check" if thorough else "quick_check"
            found.corrupt += [str(row[0]) for row in connection.execute(f"PRAGMA {check}") if row[0] != "ok"]
            found.corrupt += [f"reference {row}" for row in connection.execute("PRAGMA foreign_key_check")]
            found.unbalanced += [str(row[0]) for row in connection.execute(_UNBALANCED)]
            found.gaps += [str(row[0]) for row in connection.execute(_GAPS)]
            found.lost += _lost(connection, acks, found)
        finally:
            connection.close()
    except (apsw.CorruptError, apsw.NotADBError, apsw.IOError, apsw.SQLError) as problem:
        found.corrupt.append(f"{type(problem).__name__}: {problem}")
    return found


def _lost(connection: apsw.Connection, acks: Iterable[Ack], found: Findings) -> list[str]:
    papers = {
        number: (operation, fen)
        for number, operation, fen in connection.execute("SELECT number, operation_id, amount_fen FROM paper")
    }
    known = {str(row[0]) for row in connection.execute(_OPERATIONS)}
    lost, said = [], set()
    for ack in acks:
        said.add(ack.operation_id)
        kept = ack.operation_id in known
        if ack.number != NONE:
            kept = papers.get(ack.number) == (ack.operation_id, ack.amount_fen)
        if not kept:
            lost.append("\t".join(map(str, ack)))
    found.unsaid = sum(bool(OPERATION.fullmatch(each)) for each in known - said)
    return lost
