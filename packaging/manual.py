"""Writes the chapters of the manual that are made from the program: ``python packaging/manual.py``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from ill_desktop.requests.manual import CHAPTERS  # noqa: E402 the root must be known first


def main() -> None:
    folder = ROOT / "docs" / "manual"
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in CHAPTERS.items():
        (folder / name).write_text(written(), "utf-8")


if __name__ == "__main__":
    main()
