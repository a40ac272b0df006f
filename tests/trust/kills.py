"""kill -9 at random moments of a working till: what it had acknowledged is in the library.

The driver stands outside: it knows only the lines that came through the pipe before it shot. The same library
is opened and worked on again after each kill, so what one kill had broken the next would meet.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.trust import record
from tests.trust.outcome import Outcome, Scale, Watch
from tests.trust.record import Ack, Findings

PROMISE = "an acknowledged payment is never lost"
ROOT = Path(__file__).parent.parent.parent
LANES = 2
SHORT, FULL = 4, 1_000
MOST_ACKS, LONGEST_WAIT = 30, 0.03  # a kill comes after so many lines and so many seconds more
MUTANTS = {"loose": "a posting without transaction", "early": "a number taken outside it"}
MOST_OF_A_MUTANT = 200  # kills; it is caught long before
IN_THE_START = 0.08  # of the kills, before the first line: while the library is opened


class Lane(NamedTuple):
    """One library under fire."""

    folder: Path
    seed: int
    kills: int
    mutant: str = ""


class Tally(NamedTuple):
    """What a lane came to."""

    kills: int
    acks: int
    findings: Findings


def fire(lane: Lane) -> Tally:
    """Kill and look, again and again; a lane with a mutant ends when it is caught."""
    random, acks, findings, kills = Random(lane.seed), list[Ack](), Findings(), 0
    library = lane.folder / "library.db"
    while kills < lane.kills and (findings.good or not lane.mutant):
        said = _shoot(lane, random)
        acks += said
        if library.exists():
            kills += 1
            findings.add(record.look(library, said))
            findings.lost += _not_exported(lane.folder, said)
    last = record.look(library, acks, thorough=True)
    findings.add(last)
    findings.lost += _not_exported(lane.folder, acks)
    if not lane.mutant:
        findings.corrupt += _verify(lane.folder)
    findings.unsaid = last.unsaid
    return Tally(kills, len(acks), findings)


def _shoot(lane: Lane, random: Random) -> list[Ack]:
    """Start the till, let it work, kill it; what it had said by then."""
    module = ["tests.trust.mutants", lane.mutant] if lane.mutant else ["ill_desktop"]
    given = ["--data", str(lane.folder), "exercise", "--seed", str(lane.seed)]
    till = subprocess.Popen(
        [sys.executable, "-m", *module, *given],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1,
    )  # fmt: skip
    assert till.stdout is not None and till.stderr is not None
    lines = list[str]()
    if (lane.folder / "library.db").exists() and random.random() < IN_THE_START:
        time.sleep(random.uniform(0.1, 0.5))
    else:
        for _ in range(random.randint(1, MOST_ACKS)):
            lines.append(till.stdout.readline())
        time.sleep(random.uniform(0, LONGEST_WAIT))
    running = till.poll() is None
    till.kill()
    lines += till.stdout.readlines()
    complaint = till.stderr.read()
    till.wait()
    till.stdout.close()
    till.stderr.close()
    if not running and not lane.mutant:
        raise RuntimeError(f"the till ended by itself: {complaint[-2000:]}")
    return record.read(line for line in lines if line)


def _not_exported(folder: Path, acks: list[Ack]) -> list[str]:
    """The acknowledged receipts that ``export receipts`` does not hold."""
    from ill_desktop.cli import main

    out, said = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(said):
        code = main(["--data", str(folder), "--lang", "en", "export", "receipts"])
    if code:
        return [f"export receipts failed: {said.getvalue()}"]
    rows = csv.DictReader(io.StringIO(out.getvalue()))
    exported = {(row["number"], row["operation_id"], row["amount_fen"]) for row in rows}
    wanted = {
        (ack.number, ack.operation_id, str(ack.amount_fen)) for ack in acks if ack.number != record.NONE
    }
    return [" ".join(each) for each in sorted(wanted - exported)]


def _verify(folder: Path) -> list[str]:
    """What the program's own ``verify`` finds: the audit chain, histories, documents."""
    from ill_desktop.cli import main

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        code = main(["--data", str(folder), "--lang", "en", "verify"])
    return out.getvalue().splitlines() if code else []


def run(scale: Scale) -> list[Outcome]:
    """A thousand kills in two libraries at once, and the mutants that must not survive them."""
    with tempfile.TemporaryDirectory(prefix="ill-desk-kills-") as work:
        outcomes = [_kept(Path(work), scale)]
        if scale is Scale.FULL:
            outcomes += [_caught(Path(work), name) for name in MUTANTS]
    return outcomes


def _kept(work: Path, scale: Scale) -> Outcome:
    watch, each = Watch(), scale.of(SHORT, FULL) // LANES
    lanes = [Lane(work / f"lane{seed}", seed, each) for seed in range(1, LANES + 1)]
    with ProcessPoolExecutor(LANES, mp_context=get_context("spawn")) as pool:
        tallies = list(pool.map(fire, lanes))
    findings = Findings()
    for tally in tallies:
        findings.add(tally.findings)
    kills, acks = sum(tally.kills for tally in tallies), sum(tally.acks for tally in tallies)
    figure = f"{kills:,} kills, {acks:,} acknowledged: {findings.figure()}; {findings.unsaid} done but unsaid"
    return Outcome(
        PROMISE, figure, findings.good, watch.seconds, "kill -9 at random moments of a working till"
    )


def _caught(work: Path, mutant: str) -> Outcome:
    watch = Watch()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        tally = pool.submit(fire, Lane(work / mutant, 9, MOST_OF_A_MUTANT, mutant)).result()
    said = "caught" if not tally.findings.good else "NOT caught"
    figure = f"{said} after {tally.kills} kills: {tally.findings.figure()}"
    return Outcome(
        f"mutant: {MUTANTS[mutant]}", figure, not tally.findings.good, watch.seconds, "the same kills"
    )


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for outcome in run(Scale(sys.argv[1] if len(sys.argv) > 1 else "short")):
        print(outcome)
