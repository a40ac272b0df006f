"""Window texts: collect them from the code, compile them, and check that none lacks its Chinese.

.venv/bin/python packaging/translations.py collect | compile | check
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "resources" / "i18n" / "ill_desktop_zh_CN.ts"
CODE = sorted([*ROOT.glob("*.py"), *(ROOT / "ui").rglob("*.py")])
# What a translation has to carry over: %1, %n, {name}.
PLACE = re.compile(r"%L?\d|%n|\{\w*\}")


class Text(NamedTuple):
    """One text of one window class, as Qt looks it up."""

    context: str
    source: str
    comment: str

    def __str__(self) -> str:
        return f"{self.context}: {self.source!r}" + f" ({self.comment})" * bool(self.comment)


def tool(name: str) -> str:
    """A tool of PySide6, beside the running Python."""
    return str(Path(sys.executable).with_name(name + (".exe" if os.name == "nt" else "")))


def collect(texts: Path) -> None:
    """Bring the file up to date with the code: new texts come in unfinished, gone ones go."""
    options = ["-silent", "-no-obsolete", "-locations", "none"]
    options += ["-source-language", "en", "-target-language", "zh_CN"]
    names = [file.relative_to(ROOT).as_posix() for file in CODE]
    subprocess.run([tool("pyside6-lupdate"), *options, *names, "-ts", str(texts)], cwd=ROOT, check=True)


def compile_texts(texts: Path) -> None:
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(texts)], cwd=ROOT, check=True)


def read(texts: Path) -> dict[Text, list[str]]:
    """Every text and its translations (several when it counts things); an empty one is not finished."""
    found: dict[Text, list[str]] = {}
    for context in ET.parse(texts).getroot().iter("context"):
        for message in context.iter("message"):
            source, comment = message.findtext("source", ""), message.findtext("comment", "")
            found[Text(context.findtext("name", ""), source, comment)] = [
                "" if said.get("type") == "unfinished" else (form.text or "")
                for said in message.iter("translation")
                for form in said.findall("numerusform") or [said]
            ]
    return found


def used(node: ast.AST, context: str = "") -> Iterator[Text]:
    """Every ``self.tr("…")`` below a node, with the class it stands in."""
    for child in ast.iter_child_nodes(node):
        inner = child.name if isinstance(child, ast.ClassDef) else context
        if isinstance(child, ast.Call) and ast.unparse(child.func) == "self.tr":
            texts = [arg.value for arg in child.args[:2] if isinstance(arg, ast.Constant)]
            yield Text(context, *[str(text) for text in [*texts, ""][:2]])
        yield from used(child, inner)


def faults() -> list[str]:
    """What keeps a window from being wholly Chinese, one line each."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / TEXTS.name
        if TEXTS.exists():
            shutil.copy(TEXTS, fresh)
        collect(fresh)
        kept, now = read(TEXTS) if TEXTS.exists() else {}, read(fresh)
    called = {text for file in CODE for text in used(ast.parse(file.read_text("utf-8")))}
    return [
        *(f"not collected yet (make words): {text}" for text in now.keys() - kept.keys()),
        *(f"no longer in the code (make words): {text}" for text in kept.keys() - now.keys()),
        *(f"overlooked by lupdate: {text}" for text in called - now.keys()),
        *(f"not translated: {text}" for text in kept if not all(kept[text])),
        *(
            f"places differ: {text.source!r} → {said!r}"
            for text, forms in kept.items()
            for said in forms
            if said and sorted(PLACE.findall(text.source)) != sorted(PLACE.findall(said))
        ),
    ]


def main(arguments: list[str]) -> int:
    if arguments == ["collect"]:
        TEXTS.parent.mkdir(parents=True, exist_ok=True)
        collect(TEXTS)
        compile_texts(TEXTS)
        unfinished = sum(not all(forms) for forms in read(TEXTS).values())
        print(f"{TEXTS.relative_to(ROOT)}: {unfinished} texts wait for their translation")
        return 0
    if arguments == ["compile"]:
        compile_texts(TEXTS)
        return 0
    if arguments == ["check"]:
        found = sorted(faults())
        print("\n".join(found) if found else f"window texts: {len(read(TEXTS))}, all translated")
        return 1 if found else 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
