"""What nobody caught: a slot, a timer or an event that raised goes through the one door, as commands do."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

from ui.kit.commands import Commands


def catch_all(in_front: Callable[[], Commands | None]) -> None:
    """From now on nothing that is raised is lost: it is shown by the window in front, and logged.

    For the whole process, so only for a program that runs. What showing it raises goes to the error stream.
    """
    showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal showing
        commands = in_front()
        if showing or commands is None or not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        showing = True
        try:
            commands.fail(error.with_traceback(trace))
        finally:
            showing = False

    sys.excepthook = hook
