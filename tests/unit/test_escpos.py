"""Papers for a receipt printer: the dots of the page, the cut, and a printer on the other end of a line."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.counter import thermal
from ill_desktop.documents import escpos, receipt
from ill_desktop.documents.escpos import CUT, HEADS, PULSE, START, Roll
from ill_desktop.errors import Refusal
from tests.unit.paper_samples import CHINESE, VOUCHER


def bands(data: bytes) -> list[list[bytes]]:
    """The raster commands of a job, each as its rows of dots."""
    found, at = [], data.find(b"\x1dv0\x00")
    while at >= 0:
        across, down = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (4, 6))
        start = at + 8
        found.append([data[start + across * n : start + across * (n + 1)] for n in range(down)])
        at = data.find(b"\x1dv0\x00", start + across * down)
    return found


@pytest.mark.parametrize("roll", ["80mm", "58mm"])
def test_the_whole_page_comes_as_dots_and_is_cut(roll: Roll) -> None:
    pdf = receipt.pdf(VOUCHER, CHINESE, roll)
    data = escpos.job(pdf, roll)
    assert data.startswith(START + b"\x1dv0") and data.endswith(CUT) and PULSE not in data[:8]
    rows = [row for band in bands(data) for row in band]
    assert {len(row) for row in rows} == {HEADS[roll] // 8}
    from ill_desktop.documents.reading import opened

    with opened(pdf) as document:
        high = document[0].get_height()
    assert abs(len(rows) - high * escpos.DOTS_PER_POINT) <= 1
    dark = sum(int.from_bytes(row, "big").bit_count() for row in rows)
    assert 0.02 < dark / (len(rows) * HEADS[roll]) < 0.3, "ink on white, neither blank nor inverted"
    assert not any(rows[0]) and not any(rows[-1])


def test_the_drawer_opens_before_the_paper_comes() -> None:
    data = escpos.job(receipt.pdf(VOUCHER, CHINESE, "80mm"), pulse=True)
    assert data.startswith(START + PULSE)


def test_a_page_narrower_than_the_head_stands_in_its_middle() -> None:
    rows = [row for band in bands(escpos.job(receipt.pdf(VOUCHER, CHINESE, "58mm"), "80mm")) for row in band]
    assert {len(row) for row in rows} == {72}
    inked = [n for n in range(72) if any(row[n] for row in rows)]
    assert abs(inked[0] - (71 - inked[-1])) <= 3


# Addresses


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (" 192.168.1.50 ", thermal.Network("192.168.1.50", 9100)),
        ("printer.lib:9101", thermal.Network("printer.lib", 9101)),
        ("[fe80::1]:9100", thermal.Network("fe80::1", 9100)),
        ("/dev/usb/lp0", thermal.Wire("/dev/usb/lp0", None)),
        ("/dev/ttyUSB0@19200", thermal.Wire("/dev/ttyUSB0", 19200)),
        ("COM3", thermal.Wire("COM3", None)),
    ],
)
def test_addresses_are_read(text: str, meant: object) -> None:
    assert thermal.read(text) == meant


@pytest.mark.parametrize("text", ["", "/etc/passwd", "a b", "host:0", "host:99999", "x://y", "打印机"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match=r"printer\.address"):
        thermal.read(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        thermal.read(text)
    except Refusal as refusal:
        assert refusal.field == "address"


# A printer on the line


class Printer:
    """A socket that takes everything down; ``answers`` are given to its questions in turn."""

    def __init__(self, answers: bytes = b"") -> None:
        self.heard = bytearray()
        self._answers = list(answers)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._door.getsockname()[1]}"
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        line, _who = self._door.accept()
        with line:
            while said := line.recv(65536):
                self.heard += said
                if said[-3:-1] == b"\x10\x04" and self._answers:
                    line.sendall(bytes([self._answers.pop(0)]))

    def close(self) -> bytes:
        self._door.close()
        self._thread.join(5)
        return bytes(self.heard)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("CONNECT_S", "ANSWER_S", "WRITE_S"):
        monkeypatch.setattr(thermal, name, 0.2)
    yield


def test_a_printer_that_cannot_speak_gets_all_bytes(quick: None) -> None:
    printer = Printer()
    thermal.send(printer.address, b"paper" * 50_000)
    assert printer.close() == thermal.ASK_PAPER + b"paper" * 50_000


def test_a_printer_that_speaks_is_asked_before_and_after() -> None:
    printer = Printer(b"\x12\x12\x12")
    thermal.send(printer.address, b"paper")
    assert printer.close() == thermal.ASK_PAPER + thermal.ASK_COVER + b"paper" + thermal.ASK_PAPER


@pytest.mark.parametrize(("answers", "code"), [(b"\x72", "printer.paper"), (b"\x12\x16", "printer.cover")])
def test_a_fault_is_told_before_anything_is_printed(answers: bytes, code: str) -> None:
    printer = Printer(answers)
    with pytest.raises(Refusal, match=code):
        thermal.send(printer.address, b"paper")
    assert b"paper" not in printer.close()


def test_a_printer_that_falls_silent_in_the_middle_has_not_printed(quick: None) -> None:
    printer = Printer(b"\x12\x12")
    with pytest.raises(Refusal, match=r"printer\.silent"):
        thermal.send(printer.address, b"paper")
    printer.close()


def test_a_printer_that_takes_nothing_is_given_up(quick: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:  # accepts by the system, never reads
        door.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with pytest.raises(Refusal, match=r"printer\.silent"):
            thermal.send(f"127.0.0.1:{door.getsockname()[1]}", b"x" * 50_000_000)


def test_nobody_there_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    with pytest.raises(Refusal, match=r"printer\.unreachable"):
        thermal.send(f"127.0.0.1:{port}", b"x")
    with pytest.raises(Refusal, match=r"printer\.unreachable"):
        thermal.send("/dev/no-such-printer", b"x")


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="a pair of lines is made by POSIX")
def test_a_serial_line_gets_the_bytes_as_they_are() -> None:
    master, slave = os.openpty()
    try:
        thermal.send(f"{os.ttyname(slave)}@19200", b"a\nb\x11\x13\x00" * 100)
        heard = b""
        while len(heard) < 600:
            heard += os.read(master, 4096)
        assert heard == b"a\nb\x11\x13\x00" * 100
        with pytest.raises(Refusal, match=r"printer\.address"):
            thermal.send(f"{os.ttyname(slave)}@123456", b"x")
    finally:
        os.close(master)
        os.close(slave)


@pytest.mark.skipif(not os.access("/dev/shm", os.W_OK), reason="a plain file under /dev")
def test_a_mistyped_path_writes_into_no_file() -> None:
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.write(b"precious")
        file.flush()
        with pytest.raises(Refusal, match=r"printer\.address"):
            thermal.send(file.name, b"paper")
        assert Path(file.name).read_bytes() == b"precious"
