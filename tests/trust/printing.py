"""Paper never precedes the posting: a till is killed at every step between the click and the sheet.

A child process takes money and puts the paper out, as the window does: post, draw, put out, count. It dies
before or after one statement or step, the next child at the one after that, until one lives. Then every sheet
that came out is looked up by its number: its entry must stand in the books, and balance.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import apsw

from db import connection
from ill_desktop import paths
from ill_desktop.cashier import papers
from ill_desktop.cashier.papers import Receipt
from ill_desktop.counter.papers import PaperService
from ill_desktop.desk import Desk, create_desk, open_desk
from ill_desktop.staff import passwords
from tests.trust import record
from tests.trust.disks import Counter
from tests.trust.outcome import Outcome, Scale, Watch, workplace
from tests.trust.record import Findings

PROMISE = "paper never precedes the posting"
OPERATIONS = ("cash", "top_up", "refund", "issue_slip", "hand_over", "close_shift")
DIED, LIVED, BROKE = 77, 0, 1
A_STEP = 23  # in a short run
WITHOUT_ENTRY = ("T", "I", "Z")  # a slip and a request for an invoice post nothing; a Z report sums up
_SHEETS = """
    SELECT p.number, p.series, e.id IS NOT NULL AND (SELECT SUM(amount_fen) = 0 AND COUNT(*) > 1
    FROM posting WHERE entry_id = e.id) FROM paper p LEFT JOIN entry e ON e.id = p.entry_id
"""


class Moments:
    """Counts the steps of a till and dies at one of them."""

    def __init__(self, fatal: int) -> None:
        self._fatal, self._passed = fatal, 0

    def step(self) -> None:
        """A moment to die in."""
        self._passed += 1
        if self._passed == self._fatal:
            os._exit(DIED)

    @contextmanager
    def around(self, *places: tuple[type, str]) -> Iterator[None]:
        """Before and after each call of these methods is a moment."""
        before = [(holder, name, getattr(holder, name)) for holder, name in places]
        for holder, name, whole in before:
            setattr(holder, name, self._mortal(whole))
        try:
            yield
        finally:
            for holder, name, whole in before:
                setattr(holder, name, whole)

    def _mortal(self, whole: Callable[..., Any]) -> Callable[..., Any]:
        def either(*given: Any, **named: Any) -> Any:
            self.step()
            found = whole(*given, **named)
            self.step()
            return found

        return either


def _put_out(desk: Desk, counter: Counter, receipt: Receipt, tray: Path) -> None:
    """What the window does with a paper: draw it, put it out, count it."""
    words, branch = desk.words(), next(iter(desk.library.branches.values()))
    copy = papers.prints(receipt.paper_id)
    if receipt.series.startswith("T"):
        sheet = desk.papers.transfer_slip(receipt.paper_id, words, copy)
    else:
        sheet = desk.papers.receipt(receipt.paper_id, branch, words, "80mm", copy)
    (tray / f"{receipt.number}.pdf").write_bytes(sheet)
    papers.count_print(desk.ground, counter.by, receipt.paper_id)


def _child(folder: Path, tray: Path, name: str, fatal: int, early: bool) -> NoReturn:
    """Make an operation ready, click it, put its paper out; die at the moment. ``early``: the mutant, which
    prints before the commit."""
    try:
        desk = open_desk(folder)
        counter = Counter(desk, acks=0)
        click, moments = getattr(counter, name)(), Moments(fatal)

        def work() -> None:
            done = click(f"paper-{name}-{fatal}-{early}")
            _put_out(desk, counter, getattr(done, "receipt", done), tray)

        places = ((connection.Store, "execute_sql"), (connection.Store, "commit"), (Path, "write_bytes"))
        with moments.around(*places, (PaperService, "receipt"), (PaperService, "transfer_slip")):
            if early:
                with connection.transaction():
                    work()
            else:
                work()
        desk.close()
    except BaseException as problem:  # noqa: BLE001 a child tells its parent by its exit code
        print(f"{name}, moment {fatal}: {type(problem).__name__}: {problem}", file=sys.stderr, flush=True)
        os._exit(BROKE)
    os._exit(LIVED)


def _die_everywhere(folder: Path, name: str, step: int, findings: Findings, early: bool = False) -> int:
    """Every ``step``-th moment of an operation; how many deaths there were."""
    deaths, fatal = 0, 1
    tray = folder / paths.Folder(folder).papers.name
    while True:
        child = os.fork()
        if child == 0:
            _child(folder, tray, name, fatal, early)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == BROKE:
            findings.corrupt.append(f"{name} broke off at moment {fatal}")
        findings.lost += _without_posting(folder / paths.DATABASE, tray)
        if code != DIED:
            return deaths
        deaths += 1
        fatal += step


def _without_posting(library: Path, tray: Path) -> list[str]:
    """The sheets in the tray whose money is not in the books."""
    asked = apsw.Connection(str(library))
    try:
        known = {
            number: series[0] in WITHOUT_ENTRY or posted for number, series, posted in asked.execute(_SHEETS)
        }
    finally:
        asked.close()
    return [f"{sheet.name} has no posting" for sheet in sorted(tray.iterdir()) if not known.get(sheet.stem)]


def run(scale: Scale) -> list[Outcome]:
    """Each paper of the till, each moment; and the mutant that prints first. POSIX: children are forked."""
    passwords.COST.update(time_cost=1, memory_cost=8, parallelism=1)
    watch, findings = Watch(), Findings()
    with workplace("printing") as work:
        folder = work / "library"
        first = ("demo", "demo", "a password nobody has")
        desk = create_desk(folder, "zju", "YQ", "zh_CN", demo=True, first=first)
        ready = Counter(desk)
        # Fonts and all else that drawing needs is loaded once, here, and not in each child.
        for name in ("cash", "issue_slip"):
            done = getattr(ready, name)()(f"ready-{name}")
            _put_out(desk, ready, getattr(done, "receipt", done), folder / "papers")
        desk.close()
        step = scale.of(A_STEP, 1)
        deaths = sum(_die_everywhere(folder, name, step, findings) for name in OPERATIONS)
        sheets = len(list((folder / "papers").iterdir()))
        findings.add(record.look(folder / paths.DATABASE, [], thorough=True))
        caught = Findings()
        mutants = _die_everywhere(folder, "cash", scale.of(A_STEP // 4, 1), caught, early=True)
    figure = (
        f"{deaths:,} deaths, {sheets:,} sheets: {len(findings.lost)} without a posting, " + findings.figure()
    )
    said = (
        f"{'caught' if caught.lost else 'NOT caught'} in {mutants} deaths: {len(caught.lost)} sheets without"
    )
    return [
        Outcome(
            PROMISE, figure, findings.good, watch.seconds, "death at each statement and step of printing"
        ),
        Outcome("mutant: paper before the commit", said, bool(caught.lost), 0.0, "the same deaths"),
    ]


if __name__ == "__main__":
    for outcome in run(Scale(sys.argv[1] if len(sys.argv) > 1 else "short")):
        print(outcome)
