"""The page, started and stopped: beside a window, or alone."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
import sys
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.web.settings import Certificate, address

if TYPE_CHECKING:
    from ill_desktop.web.server import PageServer

SWITCH_SECONDS = 0.001
"""How long a thread may keep the interpreter while another waits for it. At Python's own 5 ms the window
stalls three times as long beside a busy page, and the page is no faster."""
_WHY = {
    errno.EADDRINUSE: ("page.taken", "port"),
    errno.EACCES: ("page.low_port", "port"),
    errno.EADDRNOTAVAIL: ("page.not_here", "host"),
}


@dataclass(frozen=True)
class PageState:
    """How the page is now: where it answers (empty: nowhere), with which certificate, or why it does not."""

    address: str = ""
    certificate: Certificate | None = None
    problem: Refusal | None = None

    @property
    def running(self) -> bool:
        return bool(self.address)


class PhonePage:
    """One page of one desk. Its methods take up to a second: not for the window's own thread."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._server: PageServer | None = None
        self._log: logging.Handler | None = None
        self._switch = sys.getswitchinterval()
        self.state = PageState()

    def follow(self) -> PageState:
        """Be as Settings say now: started, stopped, or moved. Why it could not start stands in the state."""
        settings = self._desk.page.read()
        self.stop()
        if settings.on:
            try:
                self.start(settings)
            except Refusal as refusal:
                self.state = PageState(problem=refusal)
        return self.state

    def start(self, settings: PageSettings) -> PageState:
        """Answer from now on. ``port`` 0 takes any that is free.

        Raises Refusal beside ``host``, ``port`` or ``certificate_file``.
        """
        from ill_desktop.web import certificate, record
        from ill_desktop.web.app import make_app
        from ill_desktop.web.server import PageServer

        with self._lock:
            if self._server is not None:
                raise RuntimeError("the page is running")
            if settings.proxied and not settings.local:
                raise Refusal("page.plain", "host")
            _try_address(settings.host, settings.port)
            shown = certificate.ready(self._desk.ground, settings)
            pair = (shown.file, shown.key) if shown else None
            app = make_app(self._desk, settings)
            server = PageServer(settings.host, settings.port, app, pair, self._desk.leave_thread)
            self._log = record.open_log(self._desk.ground.folder)
            try:
                server.prepare()
            except OSError as problem:
                record.close_log(self._log)
                raise Refusal("page.taken", "port") from problem
            threading.Thread(target=server.serve, name="phone page", daemon=True).start()
            self._server = server
            sys.setswitchinterval(SWITCH_SECONDS)
            at = address(replace(settings, port=int(server.bind_addr[1])))
            self.state = PageState(at, shown)
            return self.state

    def stop(self) -> None:
        """Answer what is being asked, then no more. Does nothing when the page is not running."""
        from ill_desktop.web import record

        with self._lock:
            if self._server is None:
                self.state = PageState()
                return
            self._server.stop()
            self._server = None
            sys.setswitchinterval(self._switch)
            if self._log is not None:
                record.close_log(self._log)
            self.state = PageState()


def _try_address(host: str, port: int) -> None:
    """Whether the page can stand there. Raises Refusal with what the system says against it."""
    family = socket.AF_INET6 if ipaddress.ip_address(host).version == 6 else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if hasattr(socket, "SO_REUSEPORT"):  # else a port is taken for minutes after a page that stood there
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            code, field = _WHY.get(problem.errno or 0, ("page.not_here", "host"))
            raise Refusal(code, field) from problem
