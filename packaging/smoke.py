"""Try the built program: fill a demo library, open its window unseen, and let it check its books.

    python3 packaging/smoke.py dist/ill-desk

Exit code 0 when all three worked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LONGEST_SECONDS = 180
EXE = ".exe" if os.name == "nt" else ""


def steps(built: Path, library: str) -> dict[str, list[str]]:
    """What is tried, in order: a name for it, and the command."""
    window, line = str(built / f"ill-desk{EXE}"), str(built / f"ill-desk-cli{EXE}")
    return {
        "help": [line, "--help"],
        "demo": [line, "--data", library, "demo", "--patrons", "200", "--requests", "500", "--seed", "1"],
        "window": [window, "--data", library, "--demo", "--exit-when-ready"],
        "verify": [line, "--data", library, "verify"],
    }


def attempt(name: str, command: list[str]) -> bool:
    """Run one step away from the checkout, so that the program can live on nothing but its own folder."""
    bare = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    began = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=tempfile.gettempdir(),
            env={**bare, "QT_QPA_PLATFORM": "offscreen"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_SECONDS,
        )
    except subprocess.TimeoutExpired:
        print(f"{name:8} did not end within {LONGEST_SECONDS} s")
        return False
    except OSError as error:
        print(f"{name:8} did not start: {error}")
        return False
    print(f"{name:8} {'ok' if done.returncode == 0 else 'FAILED'}  {time.monotonic() - began:.1f} s")
    if done.returncode:
        print(f"    exit code {done.returncode}\n{done.stdout}")
    return done.returncode == 0


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    built = Path(arguments[0]).resolve()
    with tempfile.TemporaryDirectory(prefix="ill-desk-smoke-") as library:
        worked = all(attempt(name, command) for name, command in steps(built, library).items())
    return 0 if worked else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
