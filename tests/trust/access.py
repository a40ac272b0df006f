"""Nobody does what is not his: every action of every room tried by every role, every denial written down."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ill_desktop.desk import create_desk
from tests.db import rights
from tests.db.test_permissions import ACTORS, actions, actor, call, tried
from tests.trust.outcome import Outcome, Scale, Watch


def run(scale: Scale) -> Outcome:
    """The whole table, in either scale; what depends on facts is in ``tests/db/test_permissions.py``."""
    watch, wrong, many = Watch(), [], 0
    with tempfile.TemporaryDirectory(prefix="ill-desk-trust-") as place:
        desk = create_desk(Path(place) / "library", "zju", "YQ", "zh_CN")
        every = actions(desk)
        for role in ACTORS:
            by = actor(role)
            for name, needed in rights.NEEDS.items():
                missing, recorded = tried(lambda name=name, by=by: call(every[name], by))  # type: ignore[misc]
                expected = "" if by.may(needed) else needed
                many += 1
                if (missing, recorded) != (expected, int(bool(expected))):
                    wrong.append(f"{role} {name}: {missing or 'nothing missing'}")
        desk.close()
    figure = f"{many:,} of {many:,} role × action as the table says" if not wrong else f"wrong: {wrong[:3]}"
    return Outcome(
        "nobody does what is not theirs", figure, not wrong, watch.seconds, "every action by every role"
    )
