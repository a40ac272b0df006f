"""The one door to the network: whatever a sender says to a server is said through a :class:`Call`."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
import time
from contextlib import suppress
from typing import Any

from ill_desktop import settings
from ill_desktop.notices.outcome import Outcome, Undelivered, quoted

DEMO = "demo"


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
    every try to send it. Raises Undelivered ``<room>.unreachable`` or ``<room>.slow``, and
    ``<room>.demo`` in a demo library, before anything has left this machine.
    """

    def __init__(self, room: str, host: str, port: int, seconds: float) -> None:
        if settings.read(DEMO, False):
            raise Undelivered("server", f"{room}.demo")
        self._room, self._host, self._port, self._seconds = room, host, port, seconds
        self._ends = time.monotonic() + seconds
        self._late = False
        self.socket = self._connect()
        self._handle = self.socket.dup()  # TLS takes the socket over, but not this second handle of it
        self._timer = threading.Timer(max(self._left, 0.001), self._cut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def _left(self) -> float:
        return self._ends - time.monotonic()

    def _addresses(self) -> list[Any]:
        """What the host's name stands for; asked beside us, since asking has no limit of its own."""
        answer: queue.SimpleQueue[Any] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answer.put(socket.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM))
            except (OSError, UnicodeError) as problem:
                answer.put(problem)

        threading.Thread(target=ask, name="resolve", daemon=True).start()
        try:
            found = answer.get(timeout=max(self._left, 0.001))
        except queue.Empty as problem:
            raise self._slow() from problem
        if isinstance(found, Exception):
            raise self._unreachable(found) from found
        return list(found)

    def _connect(self) -> socket.socket:
        problem: Exception = OSError("no address")
        for family, kind, protocol, _, address in self._addresses():
            opened = socket.socket(family, kind, protocol)
            try:
                opened.settimeout(max(self._left, 0.001))
                opened.connect(address)
                opened.settimeout(self._seconds)
                return opened
            except OSError as refused:
                opened.close()
                problem = refused
        if isinstance(problem, TimeoutError):
            raise self._slow() from problem
        raise self._unreachable(problem) from problem

    def _cut(self) -> None:
        self._late = True
        with suppress(OSError):  # the other side has hung up already
            self._handle.shutdown(socket.SHUT_RDWR)

    def broken(self, problem: Exception, outcome: Outcome = "server") -> Undelivered:
        """What to say of a conversation that broke off before anything was handed over."""
        if self._late or isinstance(problem, TimeoutError):
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
        self._handle.close()
        self.socket.close()
        if self._late and isinstance(problem, Undelivered) and problem.outcome in ("server", "later"):
            raise self._slow(problem.outcome) from problem  # half an answer, cut off by us
