"""The windows: the only part that knows Qt."""

from __future__ import annotations

import builtins

import PySide6.QtCore  # noqa: F401 puts an __import__ of its own in the place of the one before

# That one reads and keeps the source text of every module imported from now on, in search of
# ``from __feature__ import`` (snake_case names). Nobody here uses them; with the one before, a cold start
# does a twelfth less work and holds 5 MiB less.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
