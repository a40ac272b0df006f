"""The phone page beside a window: how many step-1 pages a second, and how long the window ever has to wait.

The page is served in a thread of a process that runs a Qt window offscreen; a timer there is due every 5 ms
and notes how late it comes. Phones are another process, each with an address of its own (127.0.x.y), so that
what one client may ask is not what is measured. The floor is the bare web server with a fixed page of the
same length, in the same kind of process.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench.measure import Result

ROOT = Path(__file__).parent.parent.parent
PAGES, SECONDS, AT_ONCE, PAGES_A_PHONE = 1500, 15.0, 8, 3
LEAST_A_SECOND, LONGEST_STALL = 300, 0.100
TICK = 5  # ms
PATH = "/activate"


def measure(library: Path, rounds: int) -> list[Result]:
    """Seconds a page, ours and the floor's in turns; the window's worst wait in the note."""
    pages = Result("phone page: step 1, beside a window", "s", None)
    stall = Result("  longest wait of that window", "s", None)
    slow: list[float] = []
    for _ in range(min(rounds, 3)):
        for kind, pace, waits in (("page", pages.ours, stall.ours), ("bare", pages.floor, stall.floor)):
            asked, waited = _turn(library, kind)
            pace.append(asked["seconds"] / asked["pages"])
            waits.append(waited)
            slow += asked["slow"] if kind == "page" else []
    rate = 1 / sorted(pages.ours)[len(pages.ours) // 2]
    slow.sort()
    kept = "kept" if rate >= LEAST_A_SECOND else "NOT KEPT"
    pages.note = (
        f"{rate:,.0f}/s (goal ≥ {LEAST_A_SECOND}: {kept}), p95 {slow[len(slow) * 95 // 100] * 1000:.0f} ms"
    )
    worst = max(stall.ours)
    kept = "kept" if worst <= LONGEST_STALL else "NOT KEPT"
    stall.note = f"worst {worst * 1000:.0f} ms (goal ≤ {LONGEST_STALL * 1000:.0f}: {kept})"
    return [pages, stall]


def _turn(library: Path, kind: str) -> tuple[dict[str, Any], float]:
    """One window with one page, asked by one crowd of phones."""
    me = [sys.executable, "-m", "tests.bench.web"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        [*me, "window", kind, str(library)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as window:
        assert window.stdin and window.stdout
        port = window.stdout.readline().strip()
        asked = subprocess.run([*me, "phones", port], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        waited = float(window.communicate("\n", timeout=30)[0])
    return json.loads(asked.stdout), waited


# The phones


def _addresses() -> Iterator[str]:
    for number in count():
        yield f"127.0.{1 + number // 250 % 250}.{1 + number % 250}"


def phones(port: int) -> dict[str, Any]:
    """Ask for pages, some at once, until there are enough or the time is over."""
    addresses, guard = _addresses(), threading.Lock()
    taken: list[float] = []
    request = f"GET {PATH} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Language: zh-CN\r\n\r\n".encode()
    _phone(port, "127.0.0.1", request)  # the first page of all compiles its template
    until = time.perf_counter() + SECONDS

    def go_on() -> None:
        while len(taken) < PAGES and time.perf_counter() < until:
            with guard:
                address = next(addresses)
            taken.extend(_phone(port, address, request))

    crowd = [threading.Thread(target=go_on) for _ in range(AT_ONCE)]
    began = time.perf_counter()
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return {"pages": len(taken), "seconds": time.perf_counter() - began, "slow": taken}


def _phone(port: int, address: str, request: bytes) -> list[float]:
    """A few pages over one connection; how long each took."""
    took = []
    with socket.create_connection(("127.0.0.1", port), 10, source_address=(address, 0)) as phone:
        stream = phone.makefile("rb")
        for _ in range(PAGES_A_PHONE):
            began = time.perf_counter()
            phone.sendall(request)
            status = stream.readline()
            if not status:
                raise RuntimeError(f"hung up after {len(took)} pages")
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            body = stream.read(length)
            took.append(time.perf_counter() - began)
            if b" 200 " not in status or len(body) != length:
                raise RuntimeError(status.decode())
    return took


# The window


def window(kind: str, library: Path) -> None:
    """Serve, print the port, see how late the timer comes until a line arrives; print the worst (seconds)."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    stop, port = (_page if kind == "page" else _bare)(library)
    late, last, over = 0.0, time.perf_counter(), threading.Event()

    def tick() -> None:
        nonlocal late, last
        now = time.perf_counter()
        late, last = max(late, now - last - TICK / 1000), now
        if over.is_set():
            app.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK)
    print(port, flush=True)
    threading.Thread(target=lambda: (sys.stdin.readline(), over.set()), daemon=True).start()
    app.exec()
    timer.stop()
    stop()
    print(late)


def _page(library: Path) -> tuple[Any, int]:
    from dataclasses import replace

    from ill_desktop.counter.page_settings import PageSettings
    from ill_desktop.desk import open_desk
    from ill_desktop.web.phone_page import PhonePage

    page = PhonePage(open_desk(library))
    at = page.start(replace(PageSettings(on=True), port=0)).address
    return page.stop, int(at.rsplit(":", 1)[1].strip("/"))


def _bare(_library: Path) -> tuple[Any, int]:
    from cheroot import wsgi

    body = b"x" * 3000

    def fixed(_environ: object, start_response: Any) -> list[bytes]:
        start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
        return [body]

    server = wsgi.Server(("127.0.0.1", 0), fixed, numthreads=8, request_queue_size=128)
    server.keep_alive_conn_limit = 256
    server.prepare()
    threading.Thread(target=server.serve, daemon=True).start()
    return server.stop, int(server.bind_addr[1])


if __name__ == "__main__":
    if sys.argv[1] == "phones":
        print(json.dumps(phones(int(sys.argv[2]))))
    else:
        window(sys.argv[2], Path(sys.argv[3]))
