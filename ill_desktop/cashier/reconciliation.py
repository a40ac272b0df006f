"""What the bank and the campus card say beside what the books say: matched, and unmatched both ways."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from dataclasses import dataclass

from db import connection
from db.tables import StatementImport, StatementLine
from ill_desktop import audit, settings
from ill_desktop.cashier import bank_rules, queries, statement_file
from ill_desktop.cashier.statement_file import File, Layout, Problem, Row
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require

ACCOUNTS = ("campus_card", "mobile", "bank", "transfer")
_COLUMNS = "statement.columns.{account}"
# The number on the paper of an entry e; the paper of a transfer slip was printed before there was an entry.
_PAPER = (
    "(SELECT number FROM paper WHERE entry_id = e.id), (SELECT slip.number FROM transfer t "
    "JOIN paper slip ON slip.id = t.id WHERE t.entry_id = e.id)"
)


@dataclass(frozen=True)
class Imported:
    """``matched`` lines found their posting; ``known`` stood in an earlier file."""

    added: int
    matched: int
    known: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Import:
    """An imported file; ``lines`` of it are kept, ``open`` of them not matched. ``at`` is UTC text."""

    id: int
    file: str
    at: str
    actor: str
    lines: int
    open: int


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

    def import_statement(
        self, by: Actor, account: str, data: bytes, file: str, layout: Layout | None = None
    ) -> Imported:
        """Read a CSV statement of a clearing account; lines of an earlier file are left out.

        ``layout``: where its columns stand, as a person chose them; it is remembered for the account. Raises
        Refusal ``statement.unreadable`` when nothing in it could be read: nothing is kept then.
        """
        require(self._ground, by, "money.reconcile")
        if account not in ACCOUNTS:
            raise ValueError(account)
        table = statement_file.opened(data, columns(account))
        if isinstance(table, Problem) or (layout := layout or table.layout) is None:
            raise Refusal("statement.unreadable", file=file)
        read = statement_file.rows(table, layout, *days_told(self._ground.clock.day()))
        if not read.rows:
            raise Refusal("statement.unreadable", file=file)
        with connection.transaction():
            settings.write(_COLUMNS.format(account=account), _headings(table, layout))
            number = StatementImport.add(
                account=account,
                file=file[:200],
                at=self._ground.now,
                actor=by.mark,
                sha256=hashlib.sha256(data).hexdigest(),
            )
            seen = Counter[tuple[str, ...]]()
            added = [line for row in read.rows if (line := self._add(number, account, row, seen)) is not None]
            matched = _match_alone(account)
            audit.append(
                self._ground.now, by.name, "statement.import", f"statement:{number}", lines=len(added)
            )
        return Imported(len(added), matched, len(read.rows) - len(added), tuple(read.problems))

    @staticmethod
    def _add(import_id: int, account: str, row: Row, seen: Counter[tuple[str, ...]]) -> int | None:
        """Lines that look the same are counted (a bank may give many the same number, or none): so many as
        earlier files had are known. ``seen``: those of this file so far."""
        told = () if row.reference else (row.payer, row.note)
        alike = (row.day, str(row.amount_fen), row.reference, *told)
        seen[alike] += 1
        known = connection.value(
            "SELECT COUNT(*) FROM statement_line WHERE account = ? AND import_id <> ? AND day = ? "
            "AND amount_fen = ? AND reference = ? AND (reference <> '' OR payer = ? AND note = ?)",
            (account, import_id, row.day, row.amount_fen, row.reference, row.payer, row.note),
        )
        if seen[alike] <= int(known):
            return None
        return StatementLine.add(import_id=import_id, account=account, **vars(row))

    def match_again(self, by: Actor, account: str) -> int:
        """Match by itself what has been entered since; returns how many."""
        require(self._ground, by, "money.reconcile")
        with connection.transaction():
            matched = _match_alone(account)
            if matched:
                audit.append(
                    self._ground.now, by.name, "statement.match_again", f"account:{account}", lines=matched
                )
        return matched

    def drop(self, by: Actor, import_id: int) -> int:
        """The wrong file, or the wrong account: its lines go, and what they were matched with waits again.
        Returns how many went; that there was such an import stays known."""
        require(self._ground, by, "money.reconcile")
        with connection.transaction():
            gone = connection.execute("DELETE FROM statement_line WHERE import_id = ?", (import_id,))
            audit.append(self._ground.now, by.name, "statement.drop", f"statement:{import_id}", lines=gone)
        return gone

    def match(self, by: Actor, line_id: int, posting_id: int) -> None:
        """These two are the same money. Raises Refusal ``statement.account`` or ``statement.amounts`` when
        they are not, ``statement.moved_on`` when either is matched, or was taken back, by now."""
        require(self._ground, by, "money.reconcile")
        with connection.transaction():
            line = connection.first(
                lambda account, fen: (f"clearing:{account}", int(fen)),
                "SELECT account, amount_fen FROM statement_line WHERE id = ? AND posting_id IS NULL",
                (line_id,),
            )
            booked = connection.first(
                lambda account, fen: (str(account), int(fen)),
                "SELECT a.code, p.amount_fen FROM posting p JOIN account a ON a.id = p.account_id "
                "WHERE p.id = ?1 AND NOT EXISTS (SELECT 1 FROM statement_line WHERE posting_id = ?1) "
                "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = p.entry_id)",
                (posting_id,),
            )
            if line is None or booked is None:
                raise Refusal("statement.moved_on")
            if line[0] != booked[0]:
                raise Refusal("statement.account")
            if line[1] != booked[1]:
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


def columns(account: str) -> dict[str, str]:
    """Column → heading, as the last statement of this account had them."""
    return dict(settings.read(_COLUMNS.format(account=account), {}))


def days_told(today: dt.date) -> tuple[dt.date, dt.date]:
    """The days of which a statement can tell something here: an absurd one is a slip of the file."""
    return bank_rules.earliest(today, queries.books_began(today)), today


def _headings(table: File, layout: Layout) -> dict[str, str]:
    cells = table.headings(layout.heading)
    return {column: cells[place] for column, place in layout.places.items() if cells[place]}


_IMPORT = (
    "SELECT i.id, i.file, i.at, i.actor, COUNT(l.id), COUNT(l.id) FILTER (WHERE l.posting_id IS NULL) "
    "FROM statement_import i JOIN statement_line l ON l.import_id = i.id "
)


def imports(account: str, limit: int = 100) -> list[Import]:
    """The files of an account of which lines are kept, newest first."""
    return connection.rows(
        Import, f"{_IMPORT} WHERE i.account = ? GROUP BY i.id ORDER BY i.id DESC LIMIT ?", (account, limit)
    )


def imported_before(account: str, data: bytes) -> Import | None:
    """The import of the very same file, when its lines are still there."""
    return connection.first(
        Import,
        f"{_IMPORT} WHERE i.account = ? AND i.sha256 = ? GROUP BY i.id ORDER BY i.id DESC LIMIT 1",
        (account, hashlib.sha256(data).hexdigest()),
    )


def let_go(entry_id: int) -> None:
    """An entry was taken back: the lines it was matched with wait again. In the caller's transaction."""
    connection.execute(
        "UPDATE statement_line SET posting_id = NULL "
        "WHERE posting_id IN (SELECT id FROM posting WHERE entry_id = ?)",
        (entry_id,),
    )


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


def unmatched_lines(account: str, month: str | None = None) -> list[Line]:
    """What the statement has and the books have not, oldest first; in one month (``2026-11``) or ever."""
    first, last = _days(month)
    return connection.rows(
        Line,
        "SELECT id, day, amount_fen, reference, payer, note FROM statement_line "
        "WHERE account = ? AND posting_id IS NULL AND day BETWEEN ? AND ? ORDER BY day, id",
        (account, first, last),
    )


def unmatched_postings(account: str, month: str | None = None) -> list[Booked]:
    """What the books have and no statement has confirmed, oldest first; without what was taken back."""
    first, last = _days(month)
    # CROSS JOIN fixes the order: one month is found by its days, everything by the account.
    source = (
        "entry e CROSS JOIN posting p ON p.entry_id = e.id JOIN account a ON a.id = p.account_id"
        if month
        else "account a CROSS JOIN posting p ON p.account_id = a.id JOIN entry e ON e.id = p.entry_id"
    )
    return connection.rows(
        Booked,
        f"SELECT p.id, e.day, p.amount_fen, p.reference, e.kind, COALESCE({_PAPER}, '') "
        f"FROM {source} WHERE a.code = 'clearing:' || ? "
        "AND e.day BETWEEN ? AND ? AND e.reverses IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM entry x WHERE x.reverses = e.id) "
        "AND NOT EXISTS (SELECT 1 FROM statement_line s WHERE s.posting_id = p.id) ORDER BY e.day, p.id",
        (account, first, last),
    )


def _days(month: str | None) -> tuple[str, str]:
    return (f"{month}-01", f"{month}-31") if month else ("", "9999")


def matched_lines(account: str, limit: int = 200) -> list[tuple[Line, str]]:
    """The newest matched lines, each with the paper or the kind of entry it stands for."""
    return connection.rows(
        lambda *row: (Line(*row[:-1]), str(row[-1])),
        f"SELECT s.id, s.day, s.amount_fen, s.reference, s.payer, s.note, COALESCE({_PAPER}, e.kind) "
        "FROM statement_line s JOIN posting p ON p.id = s.posting_id "
        "JOIN entry e ON e.id = p.entry_id WHERE s.account = ? ORDER BY s.id DESC LIMIT ?",
        (account, limit),
    )
