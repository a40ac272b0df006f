"""Sending beside the window: servers that hang, hang up, refuse or cannot be found hold nothing up."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ill_desktop import settings
from ill_desktop.notices import queries
from ill_desktop.notices.mail import REPEAT
from ill_desktop.notices.settings import RESTS, MailSettings
from tests.servers import MailHost, Scripted, hang, smtp_script
from tests.ui.rest_desk import RestDesk
from ui.kit.facts import Facts
from ui.notices.screen import NoticesScreen

TAKES = ("220 hello", "250 hello", "250 OK", "250 OK", "354 go on")


class Room(RestDesk):
    """The notices' window with a mail server, and one message that is due."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder, NoticesScreen)
        self.session.post.patience_ms = 20
        newest, *others = (row.id for row in queries.page(None, None))
        self.desk.notices.give_up(self.admin, others, "of no matter here")
        self.number = newest

    def use(self, port: int, host: str = "127.0.0.1") -> None:
        mail = MailSettings(host=host, port=port, security="none", sender="ill@zju.edu.cn", seconds=20)
        self.desk.senders.save_mail(self.admin, mail)
        self.session.commands.run(lambda: None, touches=("notices",))

    @property
    def busy(self) -> bool:
        return self.session.post.tasks.running() > 0

    def round(self) -> None:
        """Press F5, and wait until the round is over."""
        self.press("notices-now")
        self.qtbot.waitUntil(lambda: not self.busy)

    def row(self) -> queries.NoticeRow:
        return queries.by_id(self.number)

    def told(self) -> str:
        return " ".join(self.find(Facts, "notice-facts").texts())

    def close(self) -> None:
        self.session.post.stop()
        super().close()


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    desk = Room(qtbot, tmp_path)
    yield desk
    desk.close()


@contextlib.contextmanager
def blocked_names() -> Iterator[threading.Event]:
    """A resolver that answers nobody until it is let go."""
    let_go, asked, real = threading.Event(), threading.Event(), socket.getaddrinfo

    def resolve(host: Any, *rest: Any, **more: Any) -> Any:
        if host != "mail.example.org":
            return real(host, *rest, **more)
        asked.set()
        let_go.wait(30)
        raise OSError("no such host")

    socket.getaddrinfo = resolve
    try:
        yield asked
    finally:
        let_go.set()
        socket.getaddrinfo = real


def test_a_message_goes_out_and_the_window_says_so(at: Room) -> None:
    with MailHost() as host:
        at.use(host.port)
        at.round()
        assert [each.message["Subject"] for each in host.received] == ["注册已通过审核"]
    assert at.row().state == "sent" and "Sent: 1" in at.said()


@pytest.mark.parametrize(
    ("answers", "state", "says"),
    [
        ({"RCPT": "450 greylisted"}, "waiting", "450 greylisted"),
        ({"RCPT": "550 no such user"}, "failed", "550 no such user"),
        ({"DATA": "452 disk full"}, "waiting", "452 disk full"),
        ({"DATA": "554 spam"}, "failed", "554 spam"),
        ({"MAIL": "421 going down"}, "waiting", ""),
    ],
)
def test_what_a_server_says_stands_beside_the_message(
    at: Room, answers: dict[str, str], state: str, says: str
) -> None:
    with MailHost() as host:
        host.answers.update(answers)
        at.use(host.port)
        at.round()
    assert at.row().state == state
    at.press(f"notices-state-{state}")
    assert says in at.told()


def test_a_server_that_hangs_up_after_the_message_gets_it_once_more_marked(at: Room) -> None:
    with smtp_script(*TAKES) as server:
        at.use(server.port)
        at.round()
        assert server.calls == 1
    assert (at.row().state, at.row().maybe_repeat) == ("waiting", 1)
    at.clock.advance(minutes=2)
    with MailHost() as host:
        at.use(host.port)
        at.round()
        assert [each.message[REPEAT] for each in host.received] == ["yes"]
    assert at.row().state == "sent"


def test_a_server_that_is_not_there_is_said_and_not_praised(at: Room) -> None:
    at.use(1)  # nobody listens there
    refused: list[str] = []
    at.session.commands.refused.connect(refused.append)
    at.round()
    assert refused == at.said() == ["Nothing was sent. 127.0.0.1:1 cannot be reached: Connection refused."]
    assert "refused. Nothing gets lost." in at.text("notices-held"), "what the system said has its full stop"


def silent(script: tuple[str, ...]) -> Scripted:
    return smtp_script(*script, after=hang)


@pytest.mark.parametrize("script", [(), TAKES[:1], TAKES[:3]], ids=["greeting", "hello", "recipient"])
def test_the_window_works_while_a_server_hangs_and_closes_without_it(
    at: Room, script: tuple[str, ...]
) -> None:
    with silent(script) as server:
        at.use(server.port)
        at.press("notices-now")
        at.qtbot.waitUntil(lambda: server.calls == 1)
        at.press("notices-state-all")
        assert len(at.screen.outbox.model.rows) == 2  # type: ignore[attr-defined]
        at.session.commands.run(lambda: at.ask("Rivers"), touches=("requests",))  # and so does the desk
        assert at.busy
        at.session.post.stop()
    row = at.row()
    assert (row.state, row.attempts, row.maybe_repeat) == ("waiting", 0, 0), "it has not left"
    assert settings.read(RESTS + "email") is None, "it goes as soon as the program is opened again"
    with MailHost() as host:
        at.use(host.port)
        assert at.desk.delivery.deliver().sent == 1
        assert host.received[0].message[REPEAT] is None


def test_closed_while_the_answer_is_awaited_it_goes_once_more_marked(at: Room) -> None:
    took = threading.Event()

    def take(line: socket.socket, server: Scripted) -> None:
        took.set()
        hang(line, server)

    with smtp_script(*TAKES, after=take) as server:
        at.use(server.port)
        at.press("notices-now")
        at.qtbot.waitUntil(took.is_set)
        at.session.post.stop()
    assert (at.row().state, at.row().maybe_repeat) == ("waiting", 1)
    at.clock.advance(minutes=2)
    with MailHost() as host:
        at.use(host.port)
        assert at.desk.delivery.deliver().sent == 1
        assert [each.message[REPEAT] for each in host.received] == ["yes"]


def test_a_name_that_is_not_found_holds_nothing_up(at: Room) -> None:
    with blocked_names() as asked:
        at.use(25, "mail.example.org")
        at.press("notices-now")
        at.qtbot.waitUntil(asked.is_set)
        at.press("notices-state-all")
        assert at.busy
        at.session.post.stop()
    assert (at.row().state, at.row().attempts) == ("waiting", 0)


def test_whoever_signs_out_does_not_wait_for_a_server(at: Room, qapp: QApplication) -> None:
    post = at.session.post
    with silent(()) as server:
        at.use(server.port)
        at.press("notices-now")
        at.qtbot.waitUntil(lambda: server.calls == 1)
        post.retire(qapp.aboutToQuit)
        assert post.tasks.running() > 0, "the message is still on its way"
        server.over.set()  # the server hangs up, in its own time
        with at.qtbot.waitSignal(post.tasks.idle):
            pass
    assert at.row().state == "waiting"
