"""The one door through which the windows change anything."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from ill_desktop import disk
from ill_desktop.errors import Refusal
from ill_desktop.words import Words

if TYPE_CHECKING:  # a window without a form need not load one
    from ui.kit.form import Form

T = TypeVar("T")
UNDO_SECONDS = 30


@dataclass(frozen=True)
class Changes:
    """What a command touched: ``patrons``, ``requests``, ``cashier``, ``notices``, ``settings``, …"""

    topics: frozenset[str]

    def touch(self, *topics: str) -> bool:
        """Whether any of these was touched."""
        return not self.topics.isdisjoint(topics)


class Commands(QObject):
    """Runs service calls and says what became of them. ``messages.attach`` lets a window speak for it."""

    changed = Signal(object)
    """:class:`Changes`, once for each command that did something."""
    said = Signal(str, bool)
    """A sentence on what was done; True when it can be undone."""
    refused = Signal(str)
    """A refusal that belongs to no field: a sentence with a way out."""
    broken = Signal(str)
    """A bug: its report."""

    def __init__(self, words: Words, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.words = words
        self._clock = clock
        self._undo: tuple[Callable[[], object], frozenset[str], float] | None = None

    def run(
        self,
        action: Callable[[], T],
        *,
        form: Form | None = None,
        on_done: Callable[[T], object] | None = None,
        says: str | Callable[[T], str] | None = None,
        touches: Iterable[str] = (),
        undo: Callable[[T], object] | None = None,
    ) -> T | None:
        """Carry out one counter action and return its result, or None when it did not happen.

        A Refusal goes beside the fields of ``form``, or is said; anything else raised is a bug and opens
        the error window. Then, in this order: ``on_done``, one ``changed``, the sentence ``says``.
        """
        try:
            result = action()
        except Exception as error:  # noqa: BLE001 the one door: everything is said
            self.fail(error, form)
            return None
        if form is not None:
            form.clear_errors()
        topics = frozenset(touches)
        self._undo = None if undo is None else (lambda: undo(result), topics, self._clock())
        self.succeed(result, on_done, says, topics, reversible=True)
        return result

    def succeed(
        self,
        result: T,
        on_done: Callable[[T], object] | None,
        says: str | Callable[[T], str] | None,
        topics: frozenset[str],
        reversible: bool = False,
    ) -> None:
        """What follows a success, here and in ``tasks``; only what is reversible offers its undo."""
        if on_done is not None:
            on_done(result)
        if topics:
            self.changed.emit(Changes(topics))
        if says is not None:
            self.said.emit(
                says if isinstance(says, str) else says(result), reversible and self._undo is not None
            )

    def fail(self, error: Exception, form: Form | None = None) -> None:
        """Say why something did not happen: a refusal to the person, a bug to the error window.

        What the disk refuses is no bug: the form stays as it was, and it can be tried again.
        """
        error = error if isinstance(error, Refusal) else disk.refusal_of(error) or error
        if not isinstance(error, Refusal):
            from ui.kit import report  # what it needs takes longer to load than the rest of the kit

            written = report.write(error)
            logging.getLogger(__name__).error("%s", written)
            self.broken.emit(written)
        elif form is not None:
            form.show_refusal(lambda: self.words, error)
        else:
            self.refused.emit(self.words.refusal(error))

    def keep(self, action: Callable[[], object]) -> None:
        """Store what nobody is told of, such as a draft: the last step can still be taken back after it."""
        try:
            action()
        except Exception as error:  # noqa: BLE001 the one door: everything is said
            self.fail(error)

    def forget_undo(self) -> None:
        """In ``on_done``: what was just done turns out not to be reversible."""
        self._undo = None

    def undo_last(self) -> bool:
        """Take the last step back while its 30 seconds run; says whether there was one."""
        if self._undo is None:
            return False
        action, topics, since = self._undo
        self._undo = None
        if self._clock() - since > UNDO_SECONDS:
            return False
        self.run(action, touches=topics, says=self.tr("Undone"))
        return True
