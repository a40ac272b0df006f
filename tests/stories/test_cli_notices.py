"""Sending and the daily round from the command line, as a timer runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import connection
from ill_desktop.clock import Clock
from ill_desktop.desk import Desk, create_desk, open_desk
from ill_desktop.notices.settings import MailSettings
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from tests import filled
from tests.db.outbox import ADMIN
from tests.servers import MailHost
from tests.stories.test_cli import call, run


def _register(desk: Desk) -> None:
    profile = Profile(
        institution_id=patrons.institutions("浙江大学")[0].id,
        number="zhao88",
        name="赵一鸣",
        sex="f",
        email="zhao88@126.com",
        mobile="13957102231",
        unit="杭州水利设计院",
        password="rain1234",
        confirmation="rain1234",
    )
    desk.patrons.approve(ADMIN, desk.patrons.register_form(ADMIN, "off_campus", profile))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with two messages that wait."""
    root = tmp_path / "library"
    desk = create_desk(root, "zju", "YQ", "zh_CN", clock=Clock())
    _register(desk)
    desk.close()
    return root


def _use(root: Path, port: int) -> None:
    desk = open_desk(root)
    settings = MailSettings(host="127.0.0.1", port=port, security="none", sender="ill@zju.edu.cn", seconds=5)
    desk.senders.save_mail(ADMIN, settings)
    desk.close()


def test_without_a_mail_server_it_says_what_waits_and_why(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capsys, "--data", root, "--lang", "en", "notices", "send")
    assert (code, out) == (1, "Sent: 0, put off: 0, failed: 0.\n")
    assert err == "E-mail: No mail server is set up, so mail waits. Please set one up under Settings.\n"


def test_what_waits_is_sent_once(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with MailHost() as host:
        _use(root, host.port)
        code, out, err = call(capsys, "--data", root, "--lang", "en", "notices", "send", "--limit", "1")
        assert (code, out, err) == (0, "Sent: 1, put off: 0, failed: 0.\n", "")
        done = run("--data", root, "notices", "send")
        assert (done.returncode, done.stdout, done.stderr) == (
            0,
            "已发送 1 条，稍后再试 0 条，失败 0 条。\n",
            "",
        )
        assert call(capsys, "--data", root, "--lang", "en", "notices", "send")[1].startswith("Sent: 0")
        subjects = [received.message["Subject"] for received in host.received]
    assert subjects == ["注册已提交，等待审核", "注册已通过审核"]


def test_what_fails_and_a_server_that_is_away_give_a_bad_exit_code(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with MailHost() as host:
        _use(root, host.port)
        host.answers["RCPT"] = "550 no such user"
        code, out, _ = call(capsys, "--data", root, "--lang", "en", "notices", "send", "--limit", "1")
        assert (code, out) == (1, "Sent: 0, put off: 0, failed: 1.\n")
    code, out, err = call(capsys, "--data", root, "--lang", "en", "notices", "send")
    assert (code, out) == (1, "Sent: 0, put off: 0, failed: 0.\n")
    assert err.startswith(f"E-mail: 127.0.0.1:{host.port} cannot be reached: ")


def test_pause_and_resume(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with MailHost() as host:
        _use(root, host.port)
        assert call(capsys, "--data", root, "--lang", "en", "notices", "pause")[0] == 0
        code, _, err = call(capsys, "--data", root, "--lang", "en", "notices", "send")
        assert (code, "Sending is paused." in err, host.received) == (1, True, [])
        assert call(capsys, "--data", root, "--lang", "en", "notices", "resume")[0] == 0
        assert call(capsys, "--data", root, "--lang", "en", "notices", "send")[0] == 0
        assert len(host.received) == 2


def test_a_demo_library_sends_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = filled.copy_to(tmp_path / "demo")
    with MailHost() as host:
        _use(root, host.port)
        desk = open_desk(root)
        connection.execute("UPDATE outbox SET state = 'waiting', not_before = created_at")
        desk.close()
        code, out, err = call(capsys, "--data", root, "--lang", "en", "notices", "send")
        assert (code, out.splitlines()[0]) == (1, "Sent: 0, put off: 0, failed: 0.")
        assert "A demo library never sends mail." in err
        assert host.received == []


def test_the_daily_round_says_what_it_brought_and_repeats_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk(root)
    with connection.transaction():
        connection.execute(
            "UPDATE patron SET state = 'blocked', blocked_until = '2020-01-01', "
            "activated_at = '2020-01-01T00:00:00.000Z'"
        )
    desk.close()
    code, out, _ = call(capsys, "--data", root, "--lang", "en", "daily")
    assert (code, out) == (0, "Blocks over: 1\nToday's round is done.\n")
    code, out, _ = call(capsys, "--data", root, "--lang", "zh_CN", "daily")
    assert (code, out) == (0, "今日例行已完成。\n")


@pytest.mark.parametrize("wrong", [("notices",), ("notices", "burn"), ("notices", "send", "--limit", "0")])
def test_what_is_not_understood(
    root: Path, capsys: pytest.CaptureFixture[str], wrong: tuple[str, ...]
) -> None:
    assert call(capsys, "--data", root, *wrong)[0] == 2
