"""Bytes to a receipt printer at the till: over the network, or through a device of this machine.

Whatever becomes of it is said within seconds as a Refusal ``printer.…``; nothing here waits for ever.
"""

from __future__ import annotations

import os
import re
import select
import socket
import stat
import sys
import time
from typing import NamedTuple

from ill_desktop.errors import Refusal

PORT = 9100  # what receipt printers listen on
BAUD = 9600
CONNECT_S, ANSWER_S, WRITE_S = 3.0, 1.0, 6.0
ASK_PAPER, ASK_COVER = b"\x10\x04\x04", b"\x10\x04\x02"  # DLE EOT: answered at once, even in a fault
_PAPER_END, _COVER_OPEN = 0x60, 0x04

_NETWORK = re.compile(r"(?P<host>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::(?P<port>\d{1,5}))?")
_DEVICE = re.compile(r"(?P<path>/dev/[^@\s]+|COM\d{1,3}|LPT\d)(?:@(?P<baud>\d{3,6}))?", re.IGNORECASE)


class Network(NamedTuple):
    host: str
    port: int


class Wire(NamedTuple):
    """A device file or a Windows port; ``baud`` is None where it is no serial line."""

    path: str
    baud: int | None


def read(address: str) -> Network | Wire:
    """``10.0.0.8``, ``printer:9100``, ``/dev/usb/lp0``, ``/dev/ttyUSB0@19200``, ``COM3``.

    Raises Refusal ``printer.address``.
    """
    plain = address.strip()
    if found := _DEVICE.fullmatch(plain):
        return Wire(found["path"], int(found["baud"]) if found["baud"] else None)
    found = _NETWORK.fullmatch(plain)
    if found is None or not 0 < int(found["port"] or PORT) < 65536:
        raise Refusal("printer.address", "address")
    return Network(found["host"].strip("[]"), int(found["port"] or PORT))


def send(address: str, data: bytes, must_answer: bool = False) -> bool:
    """Put bytes out at an address; says whether the printer can say how it is.

    ``must_answer``: it could before, so silence is a fault. A broken printer may take a quarter of a minute:
    call it beside the window. Raises Refusal ``printer.address``, ``printer.unreachable``,
    ``printer.silent`` (it takes nothing more, or says nothing any more), ``printer.paper``,
    ``printer.cover``.
    """
    where = read(address)
    try:
        if isinstance(where, Network):
            return _over_network(where, address, data, must_answer)
        _over_wire(where, data)
    except TimeoutError as late:
        raise Refusal("printer.silent", address=address) from late
    except OSError as broken:
        raise Refusal("printer.unreachable", address=address) from broken
    return False


def _over_network(where: Network, address: str, data: bytes, must_answer: bool) -> bool:
    try:
        line = socket.create_connection(where, CONNECT_S)
    except TimeoutError as late:
        raise Refusal("printer.unreachable", address=address) from late
    with line:
        talks = _refuse_faults(line, address)
        if must_answer and not talks:
            raise TimeoutError
        line.settimeout(WRITE_S)
        line.sendall(data)
        # Printers that can say how they are also say when they have taken everything in.
        if talks and _ask(line, ASK_PAPER, WRITE_S) is None:
            raise TimeoutError
    return talks


def _refuse_faults(line: socket.socket, address: str) -> bool:
    """Whether the printer can say how it is. Raises Refusal when it says that it cannot print."""
    paper = _ask(line, ASK_PAPER, ANSWER_S)
    if paper is None:
        return False
    if paper & _PAPER_END:
        raise Refusal("printer.paper", address=address)
    if (_ask(line, ASK_COVER, ANSWER_S) or 0) & _COVER_OPEN:
        raise Refusal("printer.cover", address=address)
    return True


def _ask(line: socket.socket, question: bytes, seconds: float) -> int | None:
    """The answer of one byte; None when there is none. Raises OSError when the line is cut."""
    line.settimeout(seconds)
    line.sendall(question)
    try:
        answer = line.recv(1)
    except TimeoutError:
        return None
    if not answer:
        raise ConnectionResetError
    return answer[0]


def _over_wire(where: Wire, data: bytes) -> None:
    path = rf"\\.\{where.path}" if sys.platform == "win32" else where.path
    flags = os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISCHR(os.fstat(handle).st_mode) and sys.platform != "win32":
            raise Refusal("printer.address", "address")  # a mistyped path must not write into a file
        if where.baud is not None or os.isatty(handle):
            _set_speed(handle, where.baud or BAUD)
        _write(handle, data)
    finally:
        os.close(handle)


def _set_speed(handle: int, baud: int) -> None:
    """Raises Refusal ``printer.address`` for a speed no line has."""
    if sys.platform == "win32":
        return  # set in the properties of the port
    import termios
    import tty

    speed = getattr(termios, f"B{baud}", None)
    if speed is None:
        raise Refusal("printer.address", "address")
    tty.setraw(handle)
    mode = termios.tcgetattr(handle)
    mode[4] = mode[5] = speed
    termios.tcsetattr(handle, termios.TCSANOW, mode)


def _write(handle: int, data: bytes) -> None:
    """Raises TimeoutError when the device takes nothing for a while."""
    if sys.platform == "win32":
        os.write(handle, data)
        return
    until, rest = time.monotonic() + WRITE_S, memoryview(data)
    while rest:
        _readable, free, _broken = select.select([], [handle], [], max(0.0, until - time.monotonic()))
        if not free:
            raise TimeoutError
        taken = os.write(handle, rest)
        rest, until = rest[taken:], time.monotonic() + WRITE_S
