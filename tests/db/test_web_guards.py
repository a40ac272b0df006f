"""What stands before and after every page: networks, names, limits, form tokens, headers, errors, the log."""

from __future__ import annotations

import re
from dataclasses import replace
from ipaddress import ip_address

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk
from ill_desktop.web.gate import TOO_LARGE
from ill_desktop.web.limits import Limit, Rate, client_key
from ill_desktop.web.who import Door, address_of, language_of
from tests.db.phone import LOCAL, Phone, app_of, approved

PAGES = ("/", "/activate", "/register", "/register/1", "/me", "/nothing", "/page.css", "/icon.svg")
OPEN = PageSettings(on=True, host="0.0.0.0", allowed=("10.0.0.0/8", "2001:db8::/32"))
PROXIED = replace(
    LOCAL, certificate="proxy", base_address="https://ill.example.edu/desk", allowed=OPEN.allowed
)


def get(app: Flask, path: str = "/", peer: str = "127.0.0.1", **headers: str) -> TestResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get(path, headers=given, environ_overrides={"REMOTE_ADDR": peer})


# Headers


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_strict_headers(desk: Desk, path: str) -> None:
    answer = get(app_of(desk), path)
    policy = answer.headers["Content-Security-Policy"]
    for part in (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ):
        assert part in policy
    assert "unsafe" not in policy and "script" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in answer.headers
    if path not in ("/page.css", "/icon.svg"):
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", PAGES[:6])
def test_no_page_has_a_script_a_style_of_its_own_or_something_from_elsewhere(desk: Desk, path: str) -> None:
    page = get(app_of(desk), path).text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.findall(r"(?:src|href|action)=\"(?:https?:)?//", page)


def test_over_tls_cookies_are_bound_to_the_host_and_the_phone_is_told_to_stay(desk: Desk) -> None:
    answer = get(app_of(desk, OPEN), peer="10.1.2.3", Host="127.0.0.1")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-visit=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_on_this_machine_cookies_are_plain_but_as_closed(desk: Desk) -> None:
    cookie = get(app_of(desk)).headers["Set-Cookie"]
    assert cookie.startswith("visit=") and "Secure" not in cookie
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


# Who may


@pytest.mark.parametrize(
    ("peer", "status"),
    [
        ("127.0.0.1", 200),
        ("::1", 200),
        ("10.255.0.1", 200),
        ("::ffff:10.1.1.1", 200),
        ("2001:db8::7", 200),
        ("11.0.0.1", 403),
        ("192.168.1.5", 403),
        ("2001:db9::7", 403),
        ("nonsense", 403),
    ],
)
def test_only_the_allowed_networks_are_let_in(desk: Desk, peer: str, status: int) -> None:
    answer = get(app_of(desk, OPEN), peer=peer, Host="localhost:8443")
    assert answer.status_code == status
    if status == 403:
        assert "这个网络不能打开此页" in answer.text


@pytest.mark.parametrize(
    ("forwarded", "peer", "proxied", "address"),
    [
        ("", "10.0.0.1", False, "10.0.0.1"),
        ("10.9.9.9", "192.0.2.1", False, "192.0.2.1"),  # nobody is asked to forward
        ("10.9.9.9", "127.0.0.1", True, "10.9.9.9"),
        ("10.9.9.9, 192.0.2.7", "127.0.0.1", True, "192.0.2.7"),  # the first came from the phone itself
        ("127.0.0.1", "127.0.0.1", True, "127.0.0.1"),
        ("", "127.0.0.1", True, None),
        ("10.9.9.9", "192.0.2.1", True, None),  # past the proxy
        ("<script>", "::1", True, None),
    ],
)
def test_a_proxy_is_believed_only_from_this_machine_and_only_when_there_is_one(
    forwarded: str, peer: str, proxied: bool, address: str | None
) -> None:
    environ = {"REMOTE_ADDR": peer} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    found = address_of(environ, proxied)
    assert (str(found) if found else None) == address


def test_through_a_proxy_nobody_is_this_machine() -> None:
    door = Door(PROXIED)
    assert not door.lets_in(address_of({"REMOTE_ADDR": "::1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}, True))
    assert door.lets_in(address_of({"REMOTE_ADDR": "::1", "HTTP_X_FORWARDED_FOR": "10.0.0.5"}, True))
    assert not door.lets_in(None)


@pytest.mark.parametrize("passes_on", [True, False])
def test_below_a_path_every_link_has_it(desk: Desk, passes_on: bool) -> None:
    path = "/desk/activate" if passes_on else "/activate"
    headers = {"X_Forwarded_For": "10.0.0.5", "Host": "ill.example.edu"}
    answer = get(app_of(desk, PROXIED), path, **headers)
    assert answer.status_code == 200
    links = re.findall(r'(?:href|action|src)="(.*?)"', answer.text)
    assert links and all(link.startswith(("/desk", "#", "tel:")) for link in links)
    assert (
        answer.headers["Set-Cookie"].startswith("__Host-visit=") and "Path=/;" in answer.headers["Set-Cookie"]
    )


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8443", 200),
        ("LOCALHOST", 200),
        ("ILL.example.edu:9000", 200),
        ("[::1]:8443", 200),
        ("203.0.113.9", 200),
        ("evil.example", 400),
        ("ill.example.edu.evil.example", 400),
        ("localhost.evil.example", 400),
        ("", 400),
    ],
)
def test_the_page_answers_to_its_own_names_only(desk: Desk, host: str, status: int) -> None:
    app = app_of(desk, replace(OPEN, base_address="https://ill.example.edu:8443"))
    assert get(app, Host=host).status_code == status


# Limits


def test_a_bucket_empties_and_fills() -> None:
    now = 100.0
    limit = Limit(Rate(3, 0.5), now=lambda: now)
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 2]
    assert limit.wait("b") == 0  # another client has its own
    now += 2
    assert [limit.wait("a"), limit.wait("a")] == [0, 2]
    now += 1000
    assert [limit.wait("a") for _ in range(4)] == [0, 0, 0, 2]  # never fuller than full


def test_only_so_many_clients_are_remembered() -> None:
    limit = Limit(Rate(1, 0.001), most=3)
    for client in "abcd":
        assert limit.wait(client) == 0
    assert len(limit) == 3
    assert limit.wait("d") > 0
    assert limit.wait("a") == 0  # forgotten longest ago


@given(st.lists(st.tuples(st.floats(0, 20), st.integers(0, 2)), max_size=60))
def test_no_client_gets_more_than_its_rate_whatever_the_times(asked: list[tuple[float, int]]) -> None:
    now, rate = 0.0, Rate(5, 2)
    limit = Limit(rate, now=lambda: now)
    allowed: dict[int, int] = {}
    for pause, client in asked:
        now += pause
        allowed[client] = allowed.get(client, 0) + (limit.wait(str(client)) == 0)
        assert allowed[client] <= rate.burst + now * rate.per_second + 1e-6


def test_an_ipv6_client_is_its_network() -> None:
    assert client_key(ip_address("2001:db8::1")) == client_key(ip_address("2001:db8::ffff:1"))
    assert client_key(ip_address("2001:db8:0:1::1")) != client_key(ip_address("2001:db8::1"))
    assert client_key(ip_address("10.0.0.1")) != client_key(ip_address("10.0.0.2"))


def test_who_asks_too_often_is_told_when_to_come_back(desk: Desk) -> None:
    app = app_of(desk, pages=Rate(2, 0.1), posts=Rate(1, 0.1))
    assert [get(app).status_code for _ in range(3)] == [200, 200, 429]
    answer = get(app)
    assert answer.headers["Retry-After"] == "10" and "10 秒" in answer.text
    assert get(app, peer="127.0.0.2").status_code == 200
    phone = Phone(app, "127.0.0.3")
    phone.open("/me")
    form = phone.form("/me/in")
    answers = [phone.post(form.action, {**form.values, "login": "a"}, follow=False) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [422, 429]
    assert phone.open("/me").status_code == 200  # pages have a bucket of their own


def test_a_body_that_was_too_large_is_said_in_a_sentence(desk: Desk) -> None:
    answer = app_of(desk).test_client().post("/me/in", environ_overrides={TOO_LARGE: True})
    assert answer.status_code == 413
    assert "太长" in answer.text


# Forms


POSTS = (
    *(f"/activate/{name}" for name in ("identity", "contact", "send", "code", "terms", "forget")),
    *("/register/1/campus_form", "/me/in", "/me/out", "/me/complete"),
)


@pytest.mark.parametrize(
    "path",
    [
        *(f"/activate/{name}" for name in POSTS),
        "/register/1/campus_form",
        "/me/in",
        "/me/out",
        "/me/complete",
    ],
)
def test_a_form_is_taken_only_from_the_phone_it_was_shown_on(desk: Desk, path: str) -> None:
    app = app_of(desk)
    shown, other = Phone(app), Phone(app)
    shown.open("/me")
    other.open("/me")
    token = shown.form().values["form_token"]
    for answers in ({}, {"form_token": ""}, {"form_token": token[:-1] + "x"}, {"form_token": "啊" * 32}):
        assert shown.post(path, answers).status_code == 403
    assert other.post(path, {"form_token": token}).status_code == 403
    assert app.test_client().post(path, data={"form_token": token}).status_code == 403  # no cookie at all
    assert shown.post(path, {"form_token": token}).status_code != 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused_in_style(desk: Desk, method: str) -> None:
    answer = app_of(desk).test_client().open("/activate", method=method)
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]
    assert "请从首页进入" in answer.text


def test_a_post_address_is_no_page(desk: Desk) -> None:
    assert get(app_of(desk), "/me/in").status_code == 405


# Language


@pytest.mark.parametrize(
    ("asked", "kept", "accepted", "language"),
    [
        ("", "", "", "zh_CN"),
        ("", "", "de-DE,de;q=0.9", "zh_CN"),
        ("", "", "en-GB,zh;q=0.5", "en"),
        ("", "", "de, zh-TW;q=0.8, en;q=0.5", "zh_CN"),
        ("", "en", "zh-CN", "en"),
        ("zh_CN", "en", "en", "zh_CN"),
        ("fr", "xx", "en", "en"),
    ],
)
def test_the_language(asked: str, kept: str, accepted: str, language: str) -> None:
    assert language_of(asked, kept, accepted) == language


def test_the_language_link_keeps_page_search_and_cookies(desk: Desk, phone: Phone) -> None:
    phone.open("/register?q=zjdx")
    found = re.search(r'<a class="language" href="(.*?)"', phone.page.text)
    assert found
    before = phone.client.get_cookie("visit")
    phone.open(found[1].replace("&amp;", "&"))
    assert phone.title == "Choose your institution"
    assert 'value="zjdx"' in phone.page.text
    after = phone.client.get_cookie("visit")
    assert before and after and before.value == after.value
    phone.open("/")
    assert "Interlibrary Loan" in phone.title  # remembered


def test_the_language_link_of_a_refused_form_leads_to_its_page(desk: Desk, phone: Phone) -> None:
    approved(desk)
    phone.open("/me")
    phone.send("/me/in", login="x")
    found = re.search(r'<a class="language" href="(.*?)"', phone.page.text)
    assert found and found[1] == "/me?lang=en"
