"""The front door: read the arguments, open a window."""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path


def arguments(given: list[str]) -> argparse.Namespace:
    """What was asked for; --help says what there is."""
    parser = argparse.ArgumentParser(prog="app.py", description="The interlibrary-loan desk.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the library's data folder")
    parser.add_argument("--lang", choices=("zh_CN", "en"), help="language of the windows")
    parser.add_argument("--demo", action="store_true", help="open a filled demo library of its own")
    parser.add_argument("--kiosk", action="store_true", help="full screen for readers; a staff PIN leaves it")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="walk the main job, leave pictures and papers"
    )
    parser.add_argument(
        "--exit-when-ready",
        action="store_true",
        help="quit after the first usable paint of the request table (demo libraries only)",
    )
    return parser.parse_args(given)


def main(given: list[str]) -> int:
    """Open the program; returns its exit code."""
    asked = arguments(given)
    if asked.tour:
        from ui.tour.walk import run as walk

        return walk(asked.tour)
    gc.disable()  # what a start makes stays: a sixteenth of it was looking for garbage; run() goes on looking
    from ui.start import Options, run

    options = Options(
        folder=asked.data,
        language=asked.lang,
        demo=asked.demo,
        kiosk=asked.kiosk,
        exit_when_ready=asked.exit_when_ready,
    )
    return run(sys.argv[:1], options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
