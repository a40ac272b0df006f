"""Text messages to a real HTTP server on loopback, and settings that would not be understood."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ill_desktop import words
from ill_desktop.ground import Ground
from ill_desktop.notices.outcome import Undelivered
from ill_desktop.notices.settings import SmsSettings
from ill_desktop.notices.sms import SmsGateway
from tests import servers
from tests.servers import Scripted, WebHost, hang

NUMBER = "+8613957102231"
KEY = 'k&="\\%20'
NASTY = 'code 123456 & "more" \\ {key} {number} %41 + 验证码 𠮷\r\nX: y\n\t\x00'


@pytest.fixture
def host(ground: Ground) -> Iterator[WebHost]:
    with WebHost() as host:
        yield host


def form(port: int, **changes: Any) -> SmsSettings:
    plain = SmsSettings(
        url=f"http://127.0.0.1:{port}/send",
        body="to={national}&content={text}&apikey={key}",
        key=KEY,
        seconds=5,
    )
    return replace(plain, **changes)


def problem(settings: SmsSettings, number: str = NUMBER) -> tuple[str, str]:
    with pytest.raises(Undelivered) as failed:
        SmsGateway(settings).send(number, "到馆")
    for language in words.LANGUAGES:
        assert words.load(language).refusal(failed.value)
    return failed.value.outcome, failed.value.code


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=100)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(TEXTS)
def test_a_form_carries_any_text_as_one_text(host: WebHost, text: str) -> None:
    sms = form(host.port)
    assert sms.check() == []
    SmsGateway(sms).send(NUMBER, NASTY + text)
    asked = host.asked.pop()
    assert (asked.method, asked.path) == ("POST", "/send")
    assert asked.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=utf-8"
    found = parse_qs(asked.body.decode(), keep_blank_values=True, strict_parsing=True)
    assert found == {"to": ["13957102231"], "content": [NASTY + text], "apikey": [KEY]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(TEXTS)
def test_json_carries_any_text_as_one_text(host: WebHost, text: str) -> None:
    body = '{"phone": ["{number}"], "params": {"text": "〔{text}〕"}, "n": 1}'
    sms = form(host.port, form="json", body=body, headers=(("Authorization", "Bearer {key}"),), key="abc")
    assert sms.check() == []
    SmsGateway(sms).send(NUMBER, NASTY + text)
    asked = host.asked.pop()
    assert json.loads(asked.body) == {"phone": [NUMBER], "params": {"text": f"〔{NASTY}{text}〕"}, "n": 1}
    assert asked.headers["Authorization"] == "Bearer abc"
    assert asked.headers["Content-Type"].startswith("application/json")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(TEXTS)
def test_an_address_carries_any_text_as_one_text(host: WebHost, text: str) -> None:
    url = f"http://127.0.0.1:{host.port}/a/{{number}}?t={{text}}&k={{key}}"
    sms = form(host.port, url=url, method="GET", body="")
    assert sms.check() == []
    SmsGateway(sms).send("+491511234567", NASTY + text)
    asked = host.asked.pop()
    parts = urlsplit(asked.path)
    assert (asked.method, parts.path, asked.body) == ("GET", "/a/%2B491511234567", b"")
    assert parse_qs(parts.query, strict_parsing=True) == {"t": [NASTY + text], "k": [KEY]}


def test_numbers_of_other_countries(host: WebHost) -> None:
    SmsGateway(form(host.port)).send("+491511234567", "x")
    assert b"to=00491511234567&" in host.asked[0].body


@pytest.mark.parametrize(
    "number", ["", "13957102231", "+", "+86 139", "+86139\r\n", "+0139571022", "+86" * 9]
)
def test_what_is_no_number_is_refused_before_anything_is_said(host: WebHost, number: str) -> None:
    assert problem(form(host.port), number) == ("refused", "sms.number")
    assert host.asked == []


@pytest.mark.parametrize(
    ("status", "answer", "wanted", "outcome"),
    [
        (200, '{"code":"OK"}', '"code":"OK"', None),
        (202, "", "", None),
        (200, '{"code":"LIMIT"}', '"code":"OK"', "later"),
        (400, "bad number", "", "refused"),
        (422, "bad number", "", "refused"),
        (401, "key?", "", "server"),
        (404, "", "", "server"),
        (429, "slow down", "", "server"),
        (500, "", "", "later"),
        (503, "", "", "server"),
    ],
)
def test_answers_say_whether_to_try_again(
    host: WebHost, status: int, answer: str, wanted: str, outcome: str | None
) -> None:
    host.status, host.answer = status, answer
    sms = form(host.port, success_text=wanted)
    if outcome is None:
        SmsGateway(sms).send(NUMBER, "到馆")
    else:
        assert problem(sms) == (outcome, "sms.refused")
    assert len(host.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_is_not_followed(host: WebHost, status: int) -> None:
    with WebHost() as other:
        host.status, host.location = status, f"http://127.0.0.1:{other.port}/"
        assert problem(form(host.port)) == ("server", "sms.redirect")
        assert other.asked == []
    host.location = "/elsewhere"
    assert problem(form(host.port)) == ("server", "sms.redirect")
    assert {asked.path for asked in host.asked} == {"/send"}


def test_https_is_verified(ground: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = servers.certificate(tmp_path)
    with WebHost(tls=made.server) as host:
        sms = form(host.port, url=f"https://127.0.0.1:{host.port}/send")
        assert sms.check() == []
        assert problem(sms) == ("server", "sms.tls")
        servers.trust(monkeypatch, made.file)
        SmsGateway(sms).send(NUMBER, "到馆")
        assert len(host.asked) == 1
    other = servers.certificate(tmp_path, "sms.example.com")
    servers.trust(monkeypatch, other.file)
    with WebHost(tls=other.server) as host:
        assert problem(replace(sms, url=f"https://127.0.0.1:{host.port}/send")) == ("server", "sms.tls")


def test_servers_that_misbehave(ground: Ground) -> None:
    with Scripted(hang) as server:
        assert problem(form(server.port, seconds=0.2)) == ("unknown", "sms.no_answer")
    with Scripted(servers.drip) as server:
        assert problem(form(server.port, seconds=0.3)) == ("unknown", "sms.no_answer")
    with Scripted(lambda line, _: line.close()) as server:
        assert problem(form(server.port))[1] in ("sms.no_answer", "sms.unreachable")
    with Scripted(hang) as server:
        encrypted = form(server.port, url=f"https://127.0.0.1:{server.port}/", seconds=0.2)
        assert problem(encrypted) == ("server", "sms.slow")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert problem(form(port)) == ("server", "sms.unreachable")
    assert problem(SmsSettings()) == ("server", "sms.off")


def test_an_answer_without_end_is_not_read_to_the_end(ground: Ground) -> None:
    def flood(line: socket.socket, server: Scripted) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while not server.over.is_set():
            line.sendall(b"OK " * 20_000)

    with Scripted(flood) as server:
        SmsGateway(form(server.port, success_text="OK")).send(NUMBER, "到馆")


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"url": "http://sms.example.com/send"}, ["sms.https"]),
        ({"url": "ftp://sms.example.com/send"}, ["sms.https"]),
        ({"url": "https://user:pass@sms.example.com/"}, ["sms.url"]),
        ({"url": "https://{key}.example.com/"}, ["sms.url"]),
        ({"url": "https://sms.example.com:99999/"}, ["sms.url"]),
        ({"url": "https://sms.example.com/a b"}, ["sms.url"]),
        ({"url": "https://sms.example.com/短信"}, ["sms.url"]),
        ({"url": "https://[::1/"}, ["sms.url"]),
        ({"url": "https://sms.example.com/?t={txt}"}, ["sms.place"]),
        ({"url": "send"}, ["sms.url"]),
        ({"method": "PUT"}, ["sms.method"]),
        ({"headers": (("X-Key", "{text}"),)}, ["sms.place"]),
        ({"headers": (("X Key", "a"),)}, ["sms.header"]),
        ({"headers": (("X-Key", "a\r\nb"),)}, ["sms.header"]),
        ({"form": "xml"}, ["sms.form"]),
        ({"body": "to={nunber}&c={text}"}, ["sms.place", "sms.no_number"]),
        ({"body": "c={text}"}, ["sms.no_number"]),
        ({"body": "to={number}"}, ["sms.no_text"]),
        ({"method": "GET"}, ["sms.body"]),
        ({"form": "json"}, ["sms.json"]),
        ({"form": "json", "body": '{"a": {number}, "b": "{text}"}'}, ["sms.json"]),
        ({"key": "密钥"}, ["sms.key"]),
        ({"seconds": 0}, ["sms.seconds"]),
        ({"per_minute": 10_000}, ["sms.rate"]),
        ({"url": ""}, []),
    ],
)
def test_settings_are_judged_field_by_field(changes: dict[str, Any], codes: list[str]) -> None:
    found = form(80, **changes).check()
    assert [each.code for each in found] == codes
    assert all(each.field in ("per_minute", "no_number", *vars(form(80))) for each in found)
    assert all(words.load(language).refusal(each) for each in found for language in words.LANGUAGES)
