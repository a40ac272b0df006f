"""Patience with slow clients: who does not finish asking is cut off, sooner when others wait.

A worker that waits for the rest of a request can serve nobody else; without this a few clients that send a
byte now and then would hold all of them.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

ALONE = 10.0
"""Seconds for a whole request, and for taking its answer, while workers are free."""
CROWDED = 2.0
"""The same when somebody waits for a worker."""
LOOKS_EVERY = 0.25


class Talking(Protocol):
    """A connection that is being read from or written to."""

    socket: socket.socket


class Patience:
    """Watches the connections in the hands of workers; each worker is one thread."""

    def __init__(self, crowded: Callable[[], bool], alone: float = ALONE, rushed: float = CROWDED) -> None:
        self._crowded = crowded
        self._alone = alone
        self._rushed = rushed
        self._since: dict[int, tuple[Talking, float]] = {}  # worker → whom it waits for, since when
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="phone page: patience", daemon=True)

    def start(self) -> None:
        self._watcher.start()

    def stop(self) -> None:
        self._over.set()
        self._watcher.join()

    @contextmanager
    def waiting_for(self, connection: Talking) -> Iterator[None]:
        """The calling worker reads from and writes to this connection."""
        me = threading.get_ident()
        self._since[me] = (connection, time.monotonic())
        try:
            yield
        finally:
            self._since.pop(me, None)

    @contextmanager
    def thinking(self) -> Iterator[None]:
        """The calling worker has heard all and works on the answer: that is not the client's slowness."""
        me = threading.get_ident()
        waiting = self._since.pop(me, None)
        try:
            yield
        finally:
            if waiting is not None:
                self._since[me] = (waiting[0], time.monotonic())

    def _watch(self) -> None:
        while not self._over.wait(LOOKS_EVERY):
            limit = time.monotonic() - (self._rushed if self._crowded() else self._alone)
            for connection, since in list(self._since.values()):
                if since < limit:
                    cut(connection.socket)


def cut(connection: socket.socket) -> None:
    """End a connection from another thread: whoever waits for it hears at once that nothing more comes."""
    with suppress(OSError):  # it has ended by itself
        # The plain socket below TLS: its own shutdown would take the TLS state away under the reader.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
