"""What every test shares: no display, and the same examples on every run."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

# Before anything imports Qt; a developer may still ask for a real display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

from ill_desktop.staff import passwords

# "quick" tries the same examples everywhere, so that a red run is red for all; "thorough" looks for new ones.
settings.register_profile("quick", derandomize=True, deadline=None, database=None)
settings.register_profile("thorough", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real argon2id hash at its lowest cost: hundreds of tests have people with passwords."""
    for name, value in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setitem(passwords.COST, name, value)


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], ModuleType]:
    """Loads ``packaging/<name>.py`` afresh; the folder is no package, so nothing can import it."""

    def load(name: str) -> ModuleType:
        file = Path(__file__).parent.parent / "packaging" / f"{name}.py"
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return load
