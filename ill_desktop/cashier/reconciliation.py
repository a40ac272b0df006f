"""What the bank and the campus card say beside what the books say: matched, and unmatched both ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from db import connection
from db.tables import StatementImport, StatementLine
from ill_desktop import audit
from ill_desktop.cashier import statement_file
from ill_desktop.cashier.statement_file import Problem, Row
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

ACCOUNTS = ("campus_card", "mobile", "bank", "transfer")


@dataclass(frozen=True)
class Imported:
    """``matched`` of the new lines found their posting; ``known`` stood in an earlier file."""

    added: int
    matched: int
    known: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Line:
    """A line of a statement without a posting. Fen, + came, − went."""

    id: int
    day: str
    amount_fen: int
    reference: str
    payer: str
    note: str


@dataclass(frozen=True)
class Booked:
    """A posting on a clearing account that no statement has confirmed yet."""

    id: int
    day: str
    amount_fen: int
    reference: str
    kind: str
    paper: str


class ReconciliationService:
    """Statements are imported, matched by themselves where there is no doubt, else by hand."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def import_statement(self, by: Actor, account: str, data: bytes, file: str) -> Imported:
        """Read a CSV statement of a clearing account; lines of an earlier file are left out. Raises Refusal
        ``statement.unreadable`` when nothing in it could be read: nothing is kept then."""
        require(self._ground, by, "money.reconcile")
        if account not in ACCOUNTS:
            raise ValueError(account)
        read = statement_file.read(data)
        if not read.rows:
            raise Refusal("statement.unreadable", file=file)
        with connection.transaction():
            number = StatementImport.add(account=account, file=file[:200], at=self._ground.now, actor=by.mark)
            added = [line for row in read.rows if (line := self._add(number, account, row)) is not None]
            matched = _match_alone(account)
            audit.append(
                self._ground.now, by.name, "statement.import", f"statement:{number}", lines=len(added)
            )
        return Imported(len(added), matched, len(read.rows) - len(added), tuple(read.problems))

    @staticmethod
    def _add(import_id: int, account: str, row: Row) -> int | None:
        known = connection.value(
            "SELECT 1 FROM statement_line WHERE account = ? AND day = ? AND amount_fen = ? AND reference = ? "
            "AND (reference <> '' OR import_id <> ? AND payer = ? AND note = ?)",
            (account, row.day, row.amount_fen, row.reference, import_id, row.payer, row.note),
        )
        if known:
            return None
        return StatementLine.add(import_id=import_id, account=account, **vars(row))

    def match(self, by: Actor, line_id: int, posting_id: int) -> None:
        """These two are the same money. Raises Refusal ``statement.amounts`` when they are not, and
        ``statement.moved_on`` when either is matched by now."""
        require(self._ground, by, "money.reconcile")
        with connection.transaction():
            fen = connection.value(
                "SELECT amount_fen FROM statement_line WHERE id = ? AND posting_id IS NULL", (line_id,)
            )
            booked = connection.value(
                "SELECT amount_fen FROM posting WHERE id = ?1 "
                "AND NOT EXISTS (SELECT 1 FROM statement_line WHERE posting_id = ?1)",
                (posting_id,),
            )
            if fen is None or booked is None:
                raise Refusal("statement.moved_on")
            if fen != booked:
                raise Refusal("statement.amounts")
            connection.execute(
                "UPDATE statement_line SET posting_id = ? WHERE id = ? AND posting_id IS NULL",
                (posting_id, line_id),
            )
            audit.append(
                self._ground.now, by.name, "statement.match", f"statement_line:{line_id}", posting=posting_id
            )

    def unmatch(self, by: Actor, line_id: int) -> None:
        """Take a match back."""
        require(self._ground, by, "money.reconcile")
        with connection.transaction():
            connection.execute("UPDATE statement_line SET posting_id = NULL WHERE id = ?", (line_id,))
            audit.append(self._ground.now, by.name, "statement.unmatch", f"statement_line:{line_id}")


def _match_alone(account: str) -> int:
    """Match what leaves no doubt: the same amount and number; then the same amount on the same day where
    each side has exactly one. Returns how many."""
    lines, booked = unmatched_lines(account), unmatched_postings(account)
    matched = 0
    for key in (_by_number, _by_day):
        theirs, ours = defaultdict[object, list[Line]](list), defaultdict[object, list[Booked]](list)
        for line in lines:
            theirs[key(line)].append(line)
        for posting in booked:
            ours[key(posting)].append(posting)
        pairs = {
            found[0].id: ours[what][0].id
            for what, found in theirs.items()
            if what is not None and len(found) == 1 and len(ours.get(what, ())) == 1
        }
        for line_id, posting_id in pairs.items():
            connection.execute("UPDATE statement_line SET posting_id = ? WHERE id = ?", (posting_id, line_id))
        matched += len(pairs)
        done = set(pairs.values())
        lines = [line for line in lines if line.id not in pairs]
        booked = [posting for posting in booked if posting.id not in done]
    return matched


def _by_number(each: Line | Booked) -> object:
    return (each.amount_fen, each.reference.casefold()) if each.reference else None


def _by_day(each: Line | Booked) -> object:
    return each.amount_fen, each.day


def unmatched_lines(account: str) -> list[Line]:
    """What the statement has and the books have not, oldest first."""
    return connection.rows(
        Line,
        "SELECT id, day, amount_fen, reference, payer, note FROM statement_line "
        "WHERE account = ? AND posting_id IS NULL ORDER BY day, id",
        (account,),
    )


def unmatched_postings(account: str) -> list[Booked]:
    """What the books have and no statement has confirmed, oldest first; without what was taken back."""
    return connection.rows(
        Booked,
        "SELECT p.id, e.day, p.amount_fen, p.reference, e.kind, COALESCE((SELECT number FROM paper "
        "WHERE entry_id = e.id), '') FROM account a CROSS JOIN posting p ON p.account_id = a.id "
        "JOIN entry e ON e.id = p.entry_id WHERE a.code = 'clearing:' || ? AND e.reverses IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = e.id) "
        "AND NOT EXISTS (SELECT 1 FROM statement_line s WHERE s.posting_id = p.id) ORDER BY e.day, p.id",
        (account,),
    )


def matched_lines(account: str, limit: int = 200) -> list[tuple[Line, str]]:
    """The newest matched lines, each with the paper or the kind of entry it stands for."""
    return connection.rows(
        lambda *row: (Line(*row[:-1]), str(row[-1])),
        "SELECT s.id, s.day, s.amount_fen, s.reference, s.payer, s.note, COALESCE((SELECT number FROM paper "
        "WHERE entry_id = e.id), e.kind) FROM statement_line s JOIN posting p ON p.id = s.posting_id "
        "JOIN entry e ON e.id = p.entry_id WHERE s.account = ? ORDER BY s.id DESC LIMIT ?",
        (account, limit),
    )
