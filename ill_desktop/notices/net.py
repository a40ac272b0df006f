"""The one door to the network: whatever a sender says to a server is said through a :class:`Call`."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
import weakref
from contextlib import suppress
from typing import Any

from ill_desktop import settings
from ill_desktop.notices.outcome import Outcome, Undelivered, quoted

DEMO = "demo"
_open: weakref.WeakSet[Call] = weakref.WeakSet()
_opening = threading.Lock()


def hang_up() -> None:
    """End every conversation of this process now, for the program closes.

    What was handed over meanwhile may have arrived; all else has not left and goes another time.
    """
    with _opening:
        calls = list(_open)
    for call in calls:
        call.hang_up()


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, so that nothing said to it crosses a network."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Call:
    """One conversation with one server, at an end after so many seconds whatever the server does.

    The limit also holds for a slow name server and for one that drips: a lease on a message must outlive
    every try to send it. Raises Undelivered ``<room>.unreachable``, ``<room>.slow`` or ``<room>.stopped``,
    and ``<room>.demo`` in a demo library, before anything has left this machine.
    """

    def __init__(self, room: str, host: str, port: int, seconds: float) -> None:
        if settings.read(DEMO, False):
            raise Undelivered("server", f"{room}.demo")
        self._room, self._host, self._port, self._seconds = room, host, port, seconds
        self._ends = time.monotonic() + seconds
        self._late = self._stopped = False
        self._answer: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._handle: socket.socket | None = None
        with _opening:
            _open.add(self)
        self.socket = self._connect()
        self._handle = self.socket.dup()  # TLS takes the socket over, but not this second handle of it
        self._timer = threading.Timer(max(self._left, 0.001), self._cut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def _left(self) -> float:
        return self._ends - time.monotonic()

    @property
    def _is_over(self) -> bool:
        """Also where the socket's own limit came before us, who may have been kept waiting."""
        return self._late or self._left <= 0

    def _addresses(self) -> list[Any]:
        """What the host's name stands for; asked beside us, since asking has no limit of its own."""

        def ask() -> None:
            try:
                self._answer.put(socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as problem:
                self._answer.put(problem)

        threading.Thread(target=ask, name="resolve", daemon=True).start()
        try:
            found = self._answer.get(timeout=max(self._left, 0.001))
        except queue.Empty as problem:
            raise self._slow() from problem
        if isinstance(found, Exception):
            raise self.broken(found) from found
        return list(found)

    def _connect(self) -> socket.socket:
        problem: Exception = OSError("no address")
        for family, kind, protocol, _, address in self._addresses():
            opened = self._handle = socket.socket(family, kind, protocol)
            try:
                if self._stopped:
                    raise OSError("hung up")
                opened.settimeout(max(self._left, 0.001))
                opened.connect(address)
                opened.settimeout(self._seconds)
                return opened
            except OSError as refused:
                opened.close()
                problem = refused
        raise self.broken(problem) from problem

    def _cut(self) -> None:
        self._late = True
        self._shut()

    def hang_up(self) -> None:
        """End it from another thread, at whatever point it is; one that is just being opened may need to be
        told again."""
        self._stopped = True
        self._answer.put(OSError("hung up"))
        self._shut()

    def _shut(self) -> None:
        with suppress(OSError):  # the other side has hung up already, or was not reached yet
            if self._handle is not None:
                self._handle.shutdown(socket.SHUT_RDWR)

    def broken(self, problem: Exception, outcome: Outcome = "server") -> Undelivered:
        """What to say of a conversation that broke off before anything was handed over."""
        if self._stopped:
            return Undelivered("server", f"{self._room}.stopped")
        if self._is_over or isinstance(problem, TimeoutError):
            return self._slow(outcome)
        return self._unreachable(problem, outcome)

    def _slow(self, outcome: Outcome = "server") -> Undelivered:
        facts: dict[str, Any] = {"host": self._host, "port": self._port, "seconds": f"{self._seconds:g}"}
        return Undelivered(outcome, f"{self._room}.slow", **facts)

    def _unreachable(self, problem: Exception, outcome: Outcome = "server") -> Undelivered:
        said = quoted(getattr(problem, "strerror", None) or str(problem))
        facts: dict[str, Any] = {"host": self._host, "port": self._port, "said": said}
        return Undelivered(outcome, f"{self._room}.unreachable", **facts)

    def __enter__(self) -> Call:
        return self

    def __exit__(self, _: object, problem: BaseException | None, __: object) -> None:
        self._timer.cancel()
        if self._handle is not None:
            self._handle.close()
        self.socket.close()
        if self._stopped and isinstance(problem, Undelivered) and problem.outcome in ("server", "later"):
            raise Undelivered("server", f"{self._room}.stopped") from problem
        if self._is_over and isinstance(problem, Undelivered) and problem.outcome in ("server", "later"):
            raise self._slow(problem.outcome) from problem  # half an answer, cut off by us
