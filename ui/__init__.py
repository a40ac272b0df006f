"""The windows: the only part that knows Qt."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 brings its own __import__ along

# That one reads and keeps the source text of every module imported from now on, in search of a
# ``from __feature__ import`` (snake_case names). Nobody here uses it; without it a cold start does an
# eighth less work and every later import is Python's own again.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
