"""``python -m tests.trust``: every promise of the house tried, and a table of what came of it.

A part is a module beside this one with ``run(scale) -> Outcome | list[Outcome]``; it is found by that. Each
runs in a process of its own, two at a time. The table goes to standard output, the figures to
``out/trust.json``, those of a short run beside it; exit code 1 says that a promise was not kept or a mutant
not caught.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import platform
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import tests.trust
from tests.trust import page
from tests.trust.outcome import Outcome, Scale, Watch

HANDS = 2
OUT = {Scale.FULL: Path("out/trust.json"), Scale.SHORT: Path("out/trust-short.json")}
LONGEST_FIRST = ("kills", "books", "cuts", "backups", "recovery")


def parts() -> list[str]:
    """The modules that try something, those that take longest first."""
    here = [each.name for each in pkgutil.iter_modules(tests.trust.__path__)]
    found = [name for name in here if not name.startswith(("__", "test_")) and hasattr(_module(name), "run")]
    return sorted(found, key=lambda name: (name not in LONGEST_FIRST, [*LONGEST_FIRST, name].index(name)))


def _module(name: str) -> Any:
    return importlib.import_module(f"tests.trust.{name}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.trust", description=__doc__)
    parser.add_argument("--short", action="store_true", help="as on every `make test`: a minute")
    parser.add_argument("--only", nargs="+", metavar="PART", help=f"some of: {' '.join(parts())}")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help=f"figures ({OUT[Scale.FULL]})")
    parser.add_argument("--page", action="store_true", help="write the table into docs/trust.md, too")
    parser.add_argument("--part", help=argparse.SUPPRESS)  # what each process is told
    return parser.parse_args()


def carry_out(name: str, scale: Scale) -> list[Outcome]:
    """One part, here. What breaks in it is a promise not kept, with its reason."""
    watch = Watch()
    try:
        done = _module(name).run(scale)
    except Exception as problem:  # noqa: BLE001 the table tells it
        traceback.print_exc()
        return [Outcome(name, f"broke off: {type(problem).__name__}: {problem}", False, watch.seconds)]
    return list(done) if isinstance(done, list | tuple) else [done]


def carry_out_beside(scale: Scale, name: str) -> list[Outcome]:
    """One part in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="ill-desk-trust-") as folder:
        told = Path(folder) / "told.json"
        command = [sys.executable, "-m", "tests.trust", "--part", name, "-o", str(told)]
        watch = Watch()
        done = subprocess.run([*command, *(["--short"] if scale is Scale.SHORT else [])], check=False)
        if not told.exists():
            return [Outcome(name, f"ended with code {done.returncode}", False, watch.seconds)]
        outcomes = [Outcome(**facts) for facts in json.loads(told.read_text("utf-8"))]
    print(f"{name}: {watch.seconds:,.0f} s", file=sys.stderr, flush=True)
    return outcomes


def carry_out_all(names: Sequence[str], scale: Scale) -> dict[str, list[Outcome]]:
    """Every part, two at a time, in the order of their names."""
    with ThreadPoolExecutor(HANDS) as hands:
        return dict(zip(names, hands.map(partial(carry_out_beside, scale), names), strict=True))


def merged(file: Path, done: dict[str, list[Outcome]], scale: Scale) -> dict[str, Any]:
    """What a run adds to the figures of earlier ones of its scale: parts that were not asked for stay."""
    before = json.loads(file.read_text("utf-8")) if file.exists() else {}
    kept = before["parts"] if before.get("scale") == scale.value else {}
    facts = {name: [each.facts() for each in outcomes] for name, outcomes in done.items()}
    both = kept | facts
    return {
        "scale": scale.value,
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "parts": {name: both[name] for name in parts() if name in both},
    }


def main() -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    asked = arguments()
    scale = Scale.SHORT if asked.short else Scale.FULL
    output = asked.output or OUT[scale]
    output.parent.mkdir(parents=True, exist_ok=True)
    if asked.part:
        facts = [each.facts() for each in carry_out(asked.part, scale)]
        output.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
        return 0
    watch = Watch()
    done = carry_out_all(asked.only or parts(), scale)
    run = merged(output, done, scale)
    output.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", "utf-8")
    outcomes = [each for part in done.values() for each in part]
    print(page.table(outcomes))
    print(
        f"\n{sum(each.kept for each in outcomes)} of {len(outcomes)} kept, {watch.seconds / 60:.0f} minutes."
    )
    if asked.page:
        page.write(run)
    return 0 if all(each.kept for each in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
