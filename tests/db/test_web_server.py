"""The page over real sockets on loopback: TLS, slow and silent clients, too much at once, fifty who agree."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db import connection
from ill_desktop.activation.rules import Identity
from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.patrons.rules import VISITOR
from ill_desktop.web import certificate, server
from ill_desktop.web.gate import BODY_BYTES
from ill_desktop.web.phone_page import PhonePage
from ill_desktop.web.server import PageServer
from tests.db.phone import LOCAL, READER, REVIEWER, app_of, approved

ANY = replace(LOCAL, port=0)
OPEN = PageSettings(on=True, host="0.0.0.0", port=8443)
SOON = 20  # seconds: how long a test waits before it calls something stuck


@pytest.fixture
def page(desk: Desk) -> Iterator[PhonePage]:
    made = PhonePage(desk)
    yield made
    made.stop()


@pytest.fixture
def serve(desk: Desk) -> Iterator[Callable[..., int]]:
    """The page's server as it is, on loopback; returns its port."""
    running: list[PageServer] = []

    def start(tls: Path | None = None, **options: Any) -> int:
        made = PageServer(
            "127.0.0.1", 0, app_of(desk), (tls, tls) if tls else None, desk.leave_thread, **options
        )
        made.prepare()
        threading.Thread(target=made.serve, daemon=True).start()
        running.append(made)
        return int(made.bind_addr[1])

    yield start
    for each in running:
        each.stop()


def ask(port: int, path: str = "/", context: ssl.SSLContext | None = None) -> http.client.HTTPResponse:
    """One page, read to its end."""
    if context is None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)
    else:
        client = http.client.HTTPSConnection("127.0.0.1", port, timeout=SOON, context=context)
    with closing(client):
        client.request("GET", path)
        answer = client.getresponse()
        answer.read()
    return answer


def raw(port: int, sent: bytes, within: float = SOON) -> bytes:
    """What comes back for some bytes, until the page hangs up."""
    with socket.create_connection(("127.0.0.1", port), within) as client:
        client.sendall(sent)
        return b"".join(iter(lambda: client.recv(65536), b""))


def said(answer: bytes) -> int:
    """The status of a raw answer."""
    return int(answer.split(b" ", 2)[1])


# Starting and stopping


def test_it_answers_where_it_says_and_no_more_once_stopped(page: PhonePage) -> None:
    state = page.start(ANY)
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", state.address)
    assert found and state.running and state.certificate is None
    port = int(found[1])
    assert ask(port).status == 200
    page.stop()
    assert not page.state.running
    with pytest.raises(OSError):
        ask(port)
    assert page.start(replace(ANY, port=port)).address == state.address  # at once, on the same port
    assert ask(port).status == 200


def test_it_leaves_no_thread_and_no_connection_behind(desk: Desk, page: PhonePage) -> None:
    desk.state()
    threads, connections = threading.active_count(), len(desk._store._opened)
    for _ in range(3):
        port = int(page.start(ANY).address.rsplit(":", 1)[1].strip("/"))
        assert ask(port, "/register").status == 200
        page.stop()
    assert len(desk._store._opened) == connections
    assert threading.active_count() <= threads + 1  # the one that says 503 may be on its way out


def test_plain_http_is_refused_anywhere_but_on_this_machine(page: PhonePage) -> None:
    with pytest.raises(Refusal) as refused:
        page.start(replace(OPEN, certificate="proxy", base_address="https://ill.example.edu"))
    assert (refused.value.code, refused.value.field) == ("page.plain", "host")
    assert not page.state.running
    assert certificate.ready(page._desk.ground, OPEN) is not None  # everywhere else there is always one


def test_a_port_in_use_is_a_sentence(desk: Desk, page: PhonePage) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        with pytest.raises(Refusal) as refused:
            page.start(replace(LOCAL, port=taken.getsockname()[1]))
        assert (refused.value.code, refused.value.field) == ("page.taken", "port")
    with pytest.raises(Refusal, match=r"page\.not_here"):
        page.start(replace(ANY, host="203.0.113.7"))


def test_it_follows_the_settings(desk: Desk, page: PhonePage, admin: Any) -> None:
    assert not page.follow().running  # off by default
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        desk.page.save(admin, replace(LOCAL, port=port))
        state = page.follow()
        assert not state.running and state.problem is not None and state.problem.code == "page.taken"
    assert page.follow().address == f"http://127.0.0.1:{port}/"
    desk.page.save(admin, replace(LOCAL, port=port, on=False))
    assert not page.follow().running


# TLS


@pytest.fixture
def own(desk: Desk) -> certificate.Certificate:
    made = certificate.ready(desk.ground, OPEN)
    assert made is not None
    return made


def trusting(own: certificate.Certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=str(own.file))
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    return context


def test_its_own_certificate_is_good_for_who_trusts_it(
    serve: Callable[..., int], own: certificate.Certificate
) -> None:
    port = serve(own.file)
    answer = ask(port, context=trusting(own))
    assert answer.status == 200
    with pytest.raises(ssl.SSLCertVerificationError):
        ask(port, context=ssl.create_default_context())


def test_old_tls_is_refused(serve: Callable[..., int], own: certificate.Certificate) -> None:
    port = serve(own.file)
    old = trusting(own)
    old.minimum_version = ssl.TLSVersion.TLSv1_2
    assert ask(port, context=old).status == 200
    with pytest.warns(DeprecationWarning):
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    with pytest.raises((ssl.SSLError, OSError)):
        ask(port, context=old)


def test_plain_http_to_the_tls_port_is_told_so(
    serve: Callable[..., int], own: certificate.Certificate
) -> None:
    answer = raw(serve(own.file), b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ") and b"https://" in answer
    assert b"<html" not in answer


def test_who_never_shakes_hands_stops_nobody(serve: Callable[..., int], own: certificate.Certificate) -> None:
    port = serve(own.file, patience=(30.0, 0.3))
    with ExitStack() as held:
        for sent in [b""] * 20 + [b"\x16\x03"] * (server.WORKERS + 4) + [b"nonsense\r\n"] * 4:
            silent = held.enter_context(socket.create_connection(("127.0.0.1", port), SOON))
            silent.sendall(sent)
        assert ask(port, context=trusting(own)).status == 200


# Slow and many


def test_who_says_nothing_holds_no_worker(serve: Callable[..., int]) -> None:
    port = serve(patience=(600.0, 600.0))
    with ExitStack() as held:
        for _ in range(3 * server.WORKERS):
            held.enter_context(socket.create_connection(("127.0.0.1", port), SOON))
        for _ in range(3):
            assert ask(port).status == 200


def test_slow_clients_are_cut_off_when_others_wait(serve: Callable[..., int]) -> None:
    port = serve(patience=(30.0, 0.3))
    begun = [
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: loc",
        b"POST /me/in HTTP/1.1\r\nContent-Length: 500\r\n\r\nx",
    ]
    with ExitStack() as held:
        slow = []
        for number in range(3 * server.WORKERS):
            client = held.enter_context(socket.create_connection(("127.0.0.1", port), SOON))
            client.sendall(begun[number % 3])
            slow.append(client)
        assert ask(port).status == 200
        # All of them in the end: whoever was cut off gets an end of file, or a word why.
        assert ask(port, "/register").status == 200


def test_a_slow_client_is_cut_off_even_when_alone(serve: Callable[..., int]) -> None:
    answer = raw(serve(patience=(0.3, 0.3)), b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")
    assert answer == b"" or said(answer) in (400, 408)


def test_idle_connections_are_bounded_and_the_greediest_client_loses(
    serve: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 20)
    port = serve()
    with ExitStack() as held:
        modest = held.enter_context(closing(socket.create_connection(("127.0.0.1", port), SOON)))
        greedy = [
            held.enter_context(
                socket.create_connection(("127.0.0.1", port), SOON, source_address=("127.0.0.9", 0))
            )
            for _ in range(60)
        ]
        assert ask(port).status == 200
        modest.sendall(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
        assert modest.recv(20).startswith(b"HTTP/1.1 200")
        greedy[0].settimeout(PageServer.timeout / 2)  # before its time is over
        assert greedy[0].recv(1) == b""  # hung up on


# Too much


def test_a_body_that_is_too_long_is_said_on_a_page(serve: Callable[..., int]) -> None:
    port = serve()
    for length in (BODY_BYTES + 1, 1 << 20):
        body = b"login=" + b"x" * (length - 6)
        head = b"POST /me/in HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
        answer = raw(port, head % length + body)
        assert said(answer) == 413
        assert "太长".encode() in answer


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"POST /me/in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n", 413),
        (b"POST /me/in HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n", 400),
        (b"POST /me/in HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 411),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * server.HEADER_BYTES + b"\r\n\r\n", 413),
        (b"GET /" + b"a" * server.HEADER_BYTES + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400),  # no Host
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"get / HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"\x00\x01\x02\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
    ],
)
def test_what_no_browser_sends_is_refused(serve: Callable[..., int], sent: bytes, status: int) -> None:
    assert said(raw(serve(), sent, PageServer.timeout / 2)) == status  # and hung up on at once


# Fifty at once


def test_of_fifty_who_agree_at_once_with_one_code_one_wins(desk: Desk, serve: Callable[..., int]) -> None:
    patron_id = approved(desk)
    port = serve()
    token = desk.activation.issue_token(REVIEWER, patron_id, "paper").token
    forms = [_at_the_terms(desk, port, patron_id, token) for _ in range(50)]
    ready = threading.Barrier(len(forms))
    titles: list[str] = []

    def agree(cookies: str, body: str) -> None:
        client = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        with closing(client):
            client.connect()
            ready.wait(SOON)
            kind = "application/x-www-form-urlencoded"
            client.request("POST", "/activate/terms", body, {"Cookie": cookies, "Content-Type": kind})
            answer = client.getresponse()
            titles.append(f"{answer.status} {'用过' in answer.read().decode()}")

    threads = [threading.Thread(target=agree, args=form) for form in forms]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert connection.value("SELECT COUNT(*) FROM activation") == 1
    assert connection.value("SELECT COUNT(*) FROM outbox WHERE kind = 'activation_done'") == 1
    assert sorted(titles).count("303 False") == 1
    assert len(titles) == 50 and all(title.startswith(("303", "422")) for title in titles)


def _at_the_terms(desk: Desk, port: int, patron_id: int, token: str) -> tuple[str, str]:
    """A phone that has proved everything: its cookies and the form it is about to send."""
    service = desk.activation
    visit = service.start(VISITOR, "kiosk", "kiosk", token)
    service.prove_identity(visit.secret, Identity(**READER))
    service.give_contact(visit.secret, "zym@126.com", "13957102231")
    service.prove_code(visit.secret, service.counter_code(REVIEWER, patron_id).code)
    client = http.client.HTTPConnection("127.0.0.1", port, timeout=SOON)
    with closing(client):
        client.request("GET", "/activate", headers={"Cookie": f"activation={visit.secret}"})
        answer = client.getresponse()
        shown = answer.read().decode()
    secret = (answer.headers["Set-Cookie"] or "").partition(";")[0]
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(.*?)">', shown))
    body = "&".join(f"{name}={fields[name]}" for name in ("form_token", "language", "version"))
    return f"{secret}; activation={visit.secret}", body
