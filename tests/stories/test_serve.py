"""The phone page without a window, as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from ill_desktop import words
from ill_desktop.cli import main
from ill_desktop.cli import serving as serving_room
from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk, create_desk, open_desk
from ill_desktop.staff.rules import Actor

ROOT = Path(__file__).parent.parent.parent
ADMIN = Actor("钱文", "administrator")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    create_desk(tmp_path / "library", "zju", "YQ", "zh_CN").close()
    return tmp_path / "library"


@contextmanager
def serving(root: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address it said; killed in the end if it still runs."""
    command = [sys.executable, "-m", "ill_desktop", "--data", str(root), "serve", *options]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        try:
            assert process.stdout is not None
            said = process.stdout.readline()
            found = re.search(r"https?://\S+", said)
            assert found, said + process.stdout.read()
            yield process, found[0]
        finally:
            process.kill()


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_its_address_in_one_line_and_ends_cleanly(root: Path, number: signal.Signals) -> None:
    with serving(root, "--host", "127.0.0.1", "--port", "0") as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert "浙江大学图书馆" in read(address)
        process.send_signal(number)
        assert process.wait(20) == 0
        assert process.stdout is not None
        assert process.stdout.read().strip() == words.load("zh_CN")("cli.done.served")


def test_the_host_and_port_of_the_settings_are_the_default(root: Path) -> None:
    with socket.create_server(("127.0.0.2", 0)) as free:
        port = free.getsockname()[1]
    desk = open_desk(root)
    desk.page.save(ADMIN, PageSettings(host="127.0.0.2", port=port))
    desk.close()
    with serving(root) as (_process, address):
        assert address == f"http://127.0.0.2:{port}/"
        read(address)


class Looks:
    """Stands for the event: at the second look a window in another thread does something."""

    def __init__(self, done_elsewhere: Callable[[Desk], object], window: Desk) -> None:
        self.seen = 0
        self._done_elsewhere = done_elsewhere
        self._window = window

    def wait(self, _seconds: float) -> bool:
        self.seen += 1
        if self.seen == 2:
            elsewhere = threading.Thread(target=self._act)
            elsewhere.start()
            elsewhere.join()
        return self.seen > 5

    def _act(self) -> None:
        self._done_elsewhere(self._window)
        self._window.leave_thread()


def test_what_a_window_changes_is_taken_over_while_it_serves(root: Path) -> None:
    desk = open_desk(root)
    looks = Looks(
        lambda window: window.facts.change(ADMIN, {"help_desk.phone": "0571-12345678"}), open_desk(root)
    )
    try:
        serving_room._wait(desk, looks, lambda: True)  # type: ignore[arg-type]
        assert desk.library.help_desk["phone"] == "0571-12345678"
        assert looks.seen > 5
    finally:
        desk.close()


def test_other_settings_of_the_page_count_at_once(root: Path) -> None:
    desk = open_desk(root)
    kept = desk.page.read()
    narrow = replace(kept, allowed=("192.0.2.0/24",))
    looks = Looks(lambda window: window.page.save(ADMIN, narrow), open_desk(root))
    try:
        serving_room._wait(desk, looks, lambda: desk.page.read() == kept)  # type: ignore[arg-type]
        assert looks.seen == 2
    finally:
        desk.close()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--host", "nowhere"), "page.host"),
        (("--host", "203.0.113.9", "--port", "0"), "page.not_here"),
    ],
)
def test_what_cannot_be_is_a_sentence(
    root: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: str
) -> None:
    assert main(["--data", str(root), "serve", *options]) == 1
    assert capsys.readouterr().err.strip() == words.load("zh_CN")(f"refusal.{code}")


def test_plain_http_to_the_network_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = open_desk(root)
    proxied = PageSettings(certificate="proxy", base_address="https://ill.example.edu")
    desk.page.save(ADMIN, replace(proxied, port=8444))
    desk.close()
    assert main(["--data", str(root), "serve", "--host", "0.0.0.0"]) == 1
    assert capsys.readouterr().err.strip() == words.load("zh_CN")("refusal.page.plain")


@pytest.mark.parametrize("port", ["65536", "-1", "x", "8 0"])
def test_no_such_port(root: Path, capsys: pytest.CaptureFixture[str], port: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--data", str(root), "--lang", "en", "serve", "--port", port])
    assert left.value.code == 2
    assert "1 to 65535" in capsys.readouterr().err
