"""Writes what the program is made of: ``python packaging/supply.py`` → ``docs/supply.md``.

Names and versions are those of the lock, licences those that the installed packages declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
LOCK, PAGE = ROOT / "requirements.lock", ROOT / "docs" / "supply.md"
BEGIN, END = "<!-- made by packaging/supply.py -->", "<!-- end -->"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
_KNOWN = {"peewee": "MIT"}  # declared in a file of the package only
_SHORT = {"License :: OSI Approved :: ": "", " License": ""}


def locked() -> Iterator[tuple[str, str]]:
    """Name and version of every package in the lock."""
    for line in LOCK.read_text("utf-8").splitlines():
        if found := _PINNED.match(line):
            yield found[1].lower(), found[2]


def unhashed() -> list[str]:
    """Packages of the lock without a hash: none may be."""
    blocks = re.split(r"^(?=[A-Za-z0-9])", LOCK.read_text("utf-8"), flags=re.MULTILINE)
    return [
        block.split("==")[0] for block in blocks if _PINNED.match(block) and "--hash=sha256:" not in block
    ]


def licence(name: str) -> str | None:
    """What an installed package says of itself; None when it is not installed here."""
    try:
        said: Any = metadata.metadata(name)  # an e-mail message, though its type does not say so
    except metadata.PackageNotFoundError:
        return None
    if expression := said.get("License-Expression"):
        return str(expression)
    classifiers = [each for each in said.get_all("Classifier") or [] if "License ::" in each]
    if classifiers:
        return "; ".join(_short(each) for each in classifiers)
    return _KNOWN.get(name) or (said.get("License") or "see the package").splitlines()[0][:60]


def _short(classifier: str) -> str:
    for long, short in _SHORT.items():
        classifier = classifier.replace(long, short)
    return classifier.removeprefix("License :: ")


def table() -> str:
    """The packages as Markdown; those of another system only by name."""
    lines = ["| package | version | licence |", "|---|---|---|"]
    for name, version in sorted(locked()):
        said = licence(name)
        lines.append(f"| {name} | {version} | {said or 'only on another system'} |")
    return "\n".join(lines)


def main() -> None:
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{table()}\n{END}{after}", "utf-8")


if __name__ == "__main__":
    main()
