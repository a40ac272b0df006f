"""A number that was entered before is asked about, not refused: two payments may bear the same one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ill_desktop.errors import Refusal
from ui.kit.dialogs import confirm
from ui.session import Session

T = TypeVar("T")
SEEN = "payment.reference_seen"


def take(
    session: Session,
    parent: QWidget,
    act: Callable[[bool], T],
    run: Callable[[Callable[[], T]], T | None],
    after: Callable[[T], object] | None = None,
) -> T | None:
    """Run ``act(False)`` through ``run``; was its number seen before, ask and run ``act(True)``.

    ``after`` follows a success, at once or after the yes. Returns the result of the first attempt.
    """
    seen: list[Refusal] = []

    def first() -> T:
        try:
            return act(False)
        except Refusal as refusal:
            if refusal.code == SEEN:
                seen.append(refusal)
            raise

    def finish(result: T | None) -> T | None:
        if result is not None and after is not None:
            after(result)
        return result

    done = finish(run(first))
    if done is None and seen:
        confirm(
            parent,
            lambda: QCoreApplication.translate("Asking", "Take it all the same?"),
            lambda: session.words.refusal(seen[0]),
            lambda: QCoreApplication.translate("Asking", "It is another payment"),
            lambda: finish(run(lambda: act(True))),
        )
    return done
