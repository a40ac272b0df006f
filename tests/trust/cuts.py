"""Power cuts: a till works on a recorded disk, and at random moments of the record the power fails.

Each cut is looked at as the next start would find it. One survivor of each session is worked on further, so
that a library goes through many cuts, one upon the other.
"""

from __future__ import annotations

import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

from db import connection
from ill_desktop import paths
from ill_desktop.counter.exercise import Exercise
from ill_desktop.desk import create_desk, open_desk
from ill_desktop.staff import passwords
from tests.trust import mutants, record
from tests.trust.outcome import Outcome, Scale, Watch, workplace
from tests.trust.powercut import Disk, Event, Recorder
from tests.trust.record import Ack, Findings

PROMISE = "an acknowledged payment is never lost"
SHORT, FULL, OF_A_MUTANT = 60, 10_000, 200
LANES = 2
CUTS_A_SESSION, ACKS_A_SESSION, OPENED_EVERY = 25, 40, 40
CHECKPOINT_PAGES = 60  # SQLite's own 1,000 would hardly be reached in a session
SESSIONS_A_LIBRARY = 30
MUTANTS = {"normal": "synchronous=NORMAL", "loose": "a posting without transaction"}
FILES = (paths.DATABASE, f"{paths.DATABASE}-wal", f"{paths.DATABASE}-journal")


@dataclass
class Tally:
    """What a lane came to; ``cuts_with_loss`` of its cuts lost something acknowledged."""

    cuts: int = 0
    cuts_with_loss: int = 0
    findings: Findings = field(default_factory=Findings)


class Lane:
    """One library after the other, worked on and cut."""

    def __init__(self, work: Path, seed: int) -> None:
        passwords.COST.update(time_cost=1, memory_cost=8, parallelism=1)
        self._live, self._after = work / "live", work / "after"
        self._random = Random(seed)
        self._recorder = Recorder()
        self._acks: list[Ack] = []
        self.tally = Tally()

    def run(self, cuts: int) -> Tally:
        """So many cuts in sessions of some."""
        session = 0
        while self.tally.cuts < cuts:
            if session % SESSIONS_A_LIBRARY == 0:
                self._new_library()
            session += 1
            before = _files(self._live)
            story = self._work(session)
            self._cut(before, story, min(CUTS_A_SESSION, cuts - self.tally.cuts))
        return self.tally

    def _new_library(self) -> None:
        shutil.rmtree(self._live, ignore_errors=True)
        first = ("demo", "demo", "a password nobody has")
        create_desk(self._live, "zju", "YQ", "zh_CN", demo=True, first=first).close()
        shutil.rmtree(self._after, ignore_errors=True)
        shutil.copytree(self._live, self._after)
        self._acks = []

    def _work(self, session: int) -> list[Event]:
        """A session at the till with everything its disk was told, and between that what was acknowledged."""
        with self._recorder.at_work() as story:
            left = ACKS_A_SESSION
            while left:
                desk = open_desk(self._live)
                connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
                many = self._random.randint(1, left)
                for done in islice(Exercise(desk.ground, session).work(), many):
                    story.append(Event("ack", "", 0, done.line() + "\n"))
                left -= many
                desk.close()
        return story

    def _cut(self, before: dict[str, bytes], story: list[Event], cuts: int) -> None:
        """Cut at random moments of a story; the survivor of the last one becomes the library."""
        disk, at, said = Disk(before), 0, list[str]()
        survivor = before
        for moment in sorted(self._random.randint(0, len(story)) for _ in range(cuts)):
            for event in story[at:moment]:
                disk.take(event)
                if event.what == "ack":
                    said.append(str(event.data))
            at = moment
            survivor = disk.cut(self._random)
            acks = [*self._acks, *record.read(said)]
            _put(self._after, survivor)
            findings = record.look(self._after / paths.DATABASE, acks)
            if findings.good and self._random.randrange(OPENED_EVERY) == 0:
                findings.corrupt += _opened(self._after)
            self._count(findings)
        _put(self._live, survivor)
        self._acks += record.read(said)

    def _count(self, findings: Findings) -> None:
        self.tally.cuts += 1
        self.tally.cuts_with_loss += bool(findings.lost)
        self.tally.findings.add(findings)


def _files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in FILES if (folder / name).exists()}


def _put(folder: Path, files: dict[str, bytes]) -> None:
    """Make these the database's files; the shared memory beside them does not survive a cut either."""
    for name in (*FILES, f"{paths.DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


def _opened(folder: Path) -> list[str]:
    """What the program itself says: it opens the library, works on and verifies it."""
    desk = open_desk(folder)
    try:
        list(islice(Exercise(desk.ground, 1).work(), 3))
        return [str(each) for each in desk.keeping.verify(record.ACTOR)]
    finally:
        desk.close()


def lane(seed: int, cuts: int, mutant: str = "") -> Tally:
    """A lane in a process of its own: the VFS and the library are the process's."""
    with workplace("cuts") as work, mutants.mutated(mutant):
        return Lane(work, seed).run(cuts)


def run(scale: Scale) -> list[Outcome]:
    """Ten thousand cuts, and the mutants that must lose."""
    watch, cuts = Watch(), scale.of(SHORT, FULL)
    if scale is Scale.SHORT:  # in this process: starting others takes longer than the cuts
        tallies = [lane(1, cuts)]
        mutant = {name: lane(7, SHORT, name) for name in MUTANTS}
    else:
        with ProcessPoolExecutor(LANES, mp_context=get_context("spawn")) as pool:
            jobs = [pool.submit(lane, seed, cuts // LANES) for seed in range(1, LANES + 1)]
            others = {name: pool.submit(lane, 7, OF_A_MUTANT, name) for name in MUTANTS}
            tallies = [job.result() for job in jobs]
            mutant = {name: job.result() for name, job in others.items()}
    return [_kept(tallies, watch), *(_caught(name, tally) for name, tally in mutant.items())]


def _kept(tallies: list[Tally], watch: Watch) -> Outcome:
    findings = Findings()
    for tally in tallies:
        findings.add(tally.findings)
    figure = f"{sum(tally.cuts for tally in tallies):,} power cuts: {findings.figure()}"
    return Outcome(
        PROMISE, figure, findings.good, watch.seconds, "an APSW VFS that drops and tears unsynced sectors"
    )


def _caught(name: str, tally: Tally) -> Outcome:
    good = tally.findings.good
    about = (
        f"lost in {tally.cuts_with_loss} of {tally.cuts} cuts"
        if name == "normal"
        else tally.findings.figure()
    )
    said = "NOT caught" if good else f"caught: {about}"
    return Outcome(f"mutant: {MUTANTS[name]}", said, not good, 0.0, "the same cuts")


if __name__ == "__main__":
    for outcome in run(Scale(sys.argv[1] if len(sys.argv) > 1 else "short")):
        print(outcome)
