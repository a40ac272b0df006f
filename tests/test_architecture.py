"""The rules of the house, checked by machine: arrows, circles, sizes, and the traps of words and errors.

The arrows themselves stand in ``pyproject.toml`` under ``[tool.importlinter]``. Each check is a test of
its own per contract or file, so that a failure names the place.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
FLOORS = ("db", "ill_desktop", "ui")
CODE = sorted([*ROOT.glob("*.py"), *(file for floor in FLOORS for file in (ROOT / floor).rglob("*.py"))])
ALL = sorted([*CODE, *ROOT.glob("packaging/*.py"), *ROOT.glob("tests/**/*.py")])
RULES = [file for file in CODE if file.name == "rules.py"]
SHIPPED = sorted(
    file
    for file in (ROOT / "resources").rglob("*")
    if file.suffix in {".css", ".html", ".js", ".md", ".svg", ".toml", ".ts", ".txt"}
)
FRONT_DOOR = ROOT / "app.py"

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_FRONT_DOOR = 80


def place(file: Path) -> str:
    """A file as it is named in a failure."""
    return file.relative_to(ROOT).as_posix()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), place(file))


def imported(file: Path) -> Iterator[tuple[int, str]]:
    """Every import of a file, wherever it stands: line, dotted name."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)


def inside(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` of a name or attribute; empty parts for anything else in front."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def contracts() -> list[str]:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return [contract["id"] for contract in declared["tool"]["importlinter"]["contracts"]]


# Arrows and circles


@pytest.mark.parametrize("contract", contracts())
def test_arrows_point_down(contract: str, capsys: pytest.CaptureFixture[str]) -> None:
    project = str(ROOT / "pyproject.toml")
    code = lint_imports(config_filename=project, limit_to_contracts=(contract,), no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("floor", FLOORS)
def test_no_circle_between_modules(floor: str) -> None:
    graph = grimp.build_graph(floor, cache_dir=None)
    arrows = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))


def test_front_door_is_small_and_knows_no_tables() -> None:
    if not FRONT_DOOR.exists():
        return
    assert len(FRONT_DOOR.read_text("utf-8").splitlines()) <= LONGEST_FRONT_DOOR
    below = {"apsw", "db", "peewee", "playhouse", "sqlite3"}
    assert not [f"{line}: {name}" for line, name in imported(FRONT_DOOR) if inside(name, below)]


@pytest.mark.parametrize("file", ALL, ids=place)
def test_nobody_imports_the_front_door(file: Path) -> None:
    assert not [line for line, name in imported(file) if inside(name, {"app"})]


def test_packaging_is_no_package() -> None:
    """An ``__init__.py`` there would shadow the distribution ``packaging`` and break pip's tools."""
    assert not (ROOT / "packaging" / "__init__.py").exists()


# Rules decide, and ask nobody


@pytest.mark.parametrize("file", RULES, ids=place)
def test_rules_are_pure(file: Path) -> None:
    worldly = {"PySide6", "apsw", "db", "ill_desktop.clock", "peewee", "playhouse", "sqlite3", "time"}
    assert not [f"line {line}: {name}" for line, name in imported(file) if inside(name, worldly)]
    calls = [node for node in ast.walk(tree(file)) if isinstance(node, ast.Call)]
    clocks = {"now", "today", "utcnow"}
    asked = [call.lineno for call in calls if dotted(call.func).rpartition(".")[2] in clocks]
    assert not asked, f"asks for the time at {asked}: let the caller pass it in"


# Sizes


@pytest.mark.parametrize("file", ALL, ids=place)
def test_files_and_functions_are_short(file: Path) -> None:
    length = len(file.read_text("utf-8").splitlines())
    assert length <= LONGEST_FILE, f"{length} lines: split it by meaning"
    long = [
        f"{node.name} (line {node.lineno}) has {size} lines"
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (size := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "; ".join(long)


# Words and errors


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


@pytest.mark.parametrize("file", CODE, ids=place)
def test_tr_is_given_plain_text(file: Path) -> None:
    """lupdate reads the source: it finds no f-string, no variable and no ``tr`` of another object."""
    wrong = [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "tr"
        and not (dotted(call.func) == "self.tr" and call.args and all(is_text(arg) for arg in call.args[:2]))
    ]
    assert not wrong, "; ".join(wrong)


BROAD = {"", "BaseException", "Exception"}


def swallowed(node: ast.AST) -> bool:
    """``except …: pass``, and going on after *any* error; ``suppress(KeyError)`` says what it expects."""
    if isinstance(node, ast.ExceptHandler):
        broad = node.type is None or dotted(node.type) in BROAD
        silent = (ast.Pass, ast.Continue) if broad else (ast.Pass,)
        return all(
            isinstance(step, silent) or (isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant))
            for step in node.body
        )
    return (
        isinstance(node, ast.Call)
        and dotted(node.func).rpartition(".")[2] == "suppress"
        and any(dotted(arg) in BROAD for arg in node.args)
    )


@pytest.mark.parametrize("file", ALL, ids=place)
def test_no_exception_is_swallowed(file: Path) -> None:
    lines = [node.lineno for node in ast.walk(tree(file)) if swallowed(node) and hasattr(node, "lineno")]
    assert not lines, f"swallowed at {lines}"


@pytest.mark.parametrize("file", CODE, ids=place)
def test_no_global_application_object(file: Path) -> None:
    looked_up = {"QApplication.instance", "QCoreApplication.instance", "QGuiApplication.instance"}
    lines = [
        node.lineno
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and (dotted(node) in looked_up or any(dotted(node).endswith("." + name) for name in looked_up))
    ]
    assert not lines, f"pass the application in instead of looking it up: {lines}"


@pytest.mark.parametrize("file", SHIPPED, ids=place)
def test_resources_name_no_machine(file: Path) -> None:
    absolute = re.compile(r"(?<![\w./:-])/(home|opt|root|srv|tmp|Users|usr|var|work)/|\b[A-Z]:\\\w")
    lines = file.read_text("utf-8").splitlines()
    assert not [f"line {n}: {line.strip()}" for n, line in enumerate(lines, 1) if absolute.search(line)]
