"""What every test shares: no display, and the same examples on every run."""

from __future__ import annotations

import os

# Before anything imports Qt; a developer may still ask for a real display.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings

# "quick" tries the same examples everywhere, so that a red run is red for all; "thorough" looks for new ones.
settings.register_profile("quick", derandomize=True, deadline=None, database=None)
settings.register_profile("thorough", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
