"""A receipt printer on the network: a socket that takes down what it is told, or stands for a broken one."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

from ill_desktop.documents.escpos import CUT, PULSE


class ReceiptPrinter:
    """Says that all is well when it is asked; ``has_paper`` may be turned off, ``hangs`` on."""

    def __init__(self) -> None:
        self.has_paper, self.hangs = True, False
        self._closed = threading.Event()
        self._jobs: list[bytearray] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                line, _who = self._door.accept()
            except OSError:
                return
            with line:
                if self.hangs:
                    self._closed.wait(20)
                else:
                    self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        heard = bytearray()
        self._jobs.append(heard)
        while said := line.recv(65536):
            heard += said
            if heard[-3:-1] == b"\x10\x04":
                line.sendall(b"\x12" if self.has_paper else b"\x72")

    def papers(self) -> int:
        """How many papers were printed and cut."""
        return sum(job.count(CUT) for job in self._jobs)

    def pulses(self) -> int:
        """How often the drawer was opened."""
        return sum(job.count(PULSE) for job in self._jobs)

    def jobs(self) -> int:
        """How many connections there were."""
        return len(self._jobs)

    def close(self) -> None:
        self._closed.set()
        with suppress(OSError):  # only Linux wakes who waits at the door; elsewhere closing it does
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        self._thread.join()
