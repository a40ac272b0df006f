"""cheroot, made careful: it never waits for a client in its accepting thread, and holds a bounded number.

cheroot by itself shakes hands for TLS while it accepts, so one silent client would stop the page for all;
and it hands every new connection to a worker, before a word has been said. Here a connection waits among the
idle ones until it speaks, and its worker shakes hands.
"""

from __future__ import annotations

import logging
import socket
import ssl
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cheroot import server as cheroot
from cheroot import wsgi
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.workers import threadpool

from ill_desktop.web.gate import Gate
from ill_desktop.web.patience import ALONE, CROWDED, Patience

WORKERS = 8
MOST_CONNECTIONS = 256
BACKLOG = 128
HEADER_BYTES = 16 << 10
HEARD_AT_MOST = 4 << 20
"""Bytes of a body that are listened to, though never kept, so that the answer "too much" arrives."""
PLAIN = b"This page is reached by https:// only.\n"
PLAIN_ANSWER = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(PLAIN), PLAIN)
)
log = logging.getLogger("ill_desktop.web")


class Request(cheroot.HTTPRequest):
    """As cheroot's; it hangs up where the answer says so: the rest of such a request was not heard."""

    def send_headers(self) -> None:
        if (b"Connection", b"close") in self.outheaders:
            self.close_connection = True
        super().send_headers()


class Connection(cheroot.HTTPConnection):
    """One phone's connection, in the hands of a worker from the first byte it sent."""

    RequestHandlerClass = Request
    greeted = False

    def communicate(self) -> bool:
        """Read and answer one request; whether the connection stays open."""
        with self.server.patience.waiting_for(self):
            if isinstance(self.socket, ssl.SSLSocket) and not self.greeted:
                if not self._shake_hands(self.socket):
                    return False
                self.greeted = True
            return bool(super().communicate())  # type: ignore[no-untyped-call]

    def _shake_hands(self, secured: ssl.SSLSocket) -> bool:
        try:
            secured.do_handshake()
        except ssl.SSLError as problem:
            if problem.reason == "HTTP_REQUEST":
                socket.socket.send(secured, PLAIN_ANSWER)
            return False
        except OSError:
            return False
        return True


class LateHandshake(BuiltinSSLAdapter):
    """TLS 1.2 and newer; the handshake is left to the worker."""

    def __init__(self, certificate: Path, key: Path) -> None:
        super().__init__(str(certificate), str(key))
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2

    def wrap(self, sock: socket.socket) -> tuple[ssl.SSLSocket, dict[str, Any]]:
        secured = self.context.wrap_socket(sock, server_side=True, do_handshake_on_connect=False)
        return secured, {"wsgi.url_scheme": "https", "HTTPS": "on"}


class Worker(threadpool.WorkerThread):
    """Closes its own connection to the library when it goes."""

    def run(self) -> None:
        try:
            super().run()
        finally:
            self.server.leave_thread()


class Workers(threadpool.ThreadPool):
    """As cheroot's, of such workers."""

    def _spawn_worker(self) -> Worker:
        worker = Worker(self.server)  # type: ignore[no-untyped-call]
        worker.name = f"phone page: {worker.name}"
        worker.daemon = True  # a program that ends has no patience for a phone
        worker.start()
        return worker


class PageServer(wsgi.Server):
    """One address, some workers, a bounded number of connections."""

    ConnectionClass = Connection
    max_request_header_size = HEADER_BYTES
    max_request_body_size = HEARD_AT_MOST
    keep_alive_conn_limit = MOST_CONNECTIONS
    expiration_interval = 0.25
    _connections: Any  # cheroot's own, by a name it does not publish: tests/db/test_web_server.py holds it

    def __init__(
        self,
        host: str,
        port: int,
        app: Any,
        certificate: tuple[Path, Path] | None = None,
        leave_thread: Callable[[], object] = lambda: None,
        patience: tuple[float, float] = (ALONE, CROWDED),
    ) -> None:
        self.leave_thread = leave_thread
        self.patience = Patience(lambda: self.requests.qsize > 0, *patience)
        super().__init__(
            (host, port), Gate(app, self.patience), server_name="phone-page", request_queue_size=BACKLOG
        )
        self.requests = Workers(
            self, min=WORKERS, accepted_queue_size=MOST_CONNECTIONS, accepted_queue_timeout=1
        )
        if certificate is not None:
            self.ssl_adapter = LateHandshake(*certificate)

    def prepare(self) -> None:
        """Take the address. Raises OSError when it is taken or not this machine's."""
        super().prepare()
        self.patience.start()

    def stop(self) -> None:
        super().stop()
        self.patience.stop()

    def process_conn(self, conn: Connection) -> None:
        """To a worker when it has said something; a new one waits for that among the idle ones."""
        if conn.last_used is not None:
            super().process_conn(conn)
            return
        if self._connections._num_connections >= MOST_CONNECTIONS:
            self._make_room()
        self._connections.put(conn)

    def _make_room(self) -> None:
        """Close the connection that idles longest, of the client that has most of them."""
        idle = [
            (number, conn) for number, conn in self._connections._selector.connections if conn is not self
        ]
        held = Counter(conn.remote_addr for _, conn in idle)
        number, conn = min(idle, key=lambda each: (-held[each[1].remote_addr], each[1].last_used))
        self._connections._selector.unregister(number)
        conn.close()

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        """Only what is wrong with us; who went away in the middle is nobody's business."""
        if level >= logging.ERROR:
            log.error("server: %s", msg.split("(")[0][:120])
