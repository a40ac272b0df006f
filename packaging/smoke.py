"""Try the built program: fill a demo library, open its window unseen, serve its phone page, check its books.

    python3 packaging/smoke.py dist/ill-desk

Exit code 0 when all of it worked.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
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


def serve(built: Path, library: str) -> bool:
    """Start the phone page, open it and fetch its picture check, stop it."""
    command = [str(built / f"ill-desk-cli{EXE}"), "--data", library, "serve", "--port", "0"]
    began = time.monotonic()
    with subprocess.Popen(command, cwd=tempfile.gettempdir(), stdout=subprocess.PIPE, text=True) as page:
        found = re.search(r"http://\S+", page.stdout.readline() if page.stdout else "")
        seen = [fetch(found[0] + path) for path in ("", "activate", "activate/picture")] if found else []
        page.terminate()
        page.communicate()
    worked = seen == [200, 200, 200] and (os.name == "nt" or page.returncode == 0)
    print(f"{'page':8} {'ok' if worked else f'FAILED {seen}'}  {time.monotonic() - began:.1f} s")
    return worked


def fetch(address: str) -> int:
    """The status of an answer; 0 when there is none."""
    try:
        with urllib.request.urlopen(address, timeout=LONGEST_SECONDS) as answer:
            answer.read()
            return int(answer.status)
    except OSError as error:
        return int(getattr(error, "code", 0))


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    built = Path(arguments[0]).resolve()
    with tempfile.TemporaryDirectory(prefix="ill-desk-smoke-") as library:
        worked = all(attempt(name, command) for name, command in steps(built, library).items())
        worked = worked and serve(built, library)
    return 0 if worked else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
