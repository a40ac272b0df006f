"""Hostile text is only text, a bug says a number, and the log holds nobody."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk, create_desk
from ill_desktop.web import home as home_page
from ill_desktop.web import record
from tests.db.conftest import NOW
from tests.db.phone import READER, REVIEWER, Phone, app_of, approved, home_id
from tests.trust.faults import FAILED, FULL, Faulty

# Bugs and the log


@pytest.fixture
def log(desk: Desk) -> Iterator[Any]:
    handler = record.open_log(desk.ground.folder)
    yield lambda: desk.ground.folder.page_log.read_text("utf-8")
    record.close_log(handler)
    logging.getLogger("ill_desktop.web").propagate = True


def test_a_bug_says_a_number_that_stands_in_the_log_and_nothing_else(
    desk: Desk, log: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("赵一鸣 22012345")

    app = app_of(desk)
    monkeypatch.setattr(home_page, "places", broken)
    answer = Phone(app).open("/")
    assert answer.status_code == 500
    number = re.search(r"编号：(\w{8})", answer.text)
    assert number and number[1] in log()
    for secret in ("赵一鸣", "22012345", "RuntimeError", "Traceback", ".py"):
        assert secret not in answer.text
    assert "RuntimeError" in log() and "home.py" in log()
    assert "赵一鸣" not in log() and "22012345" not in log()


@pytest.mark.parametrize(("problem", "code"), [(FULL, "full"), (FAILED, "failed")])
def test_a_full_disk_is_said_as_in_the_window_and_the_same_again_works(
    tmp_path: Path, problem: type[Exception], code: str
) -> None:
    with Faulty().at_work() as faulty:
        desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=FixedClock(NOW))
        handler = record.open_log(desk.ground.folder)
        try:
            approved(desk)
            phone = Phone(app_of(desk))
            phone.open("/me")
            faulty.arm(1, problem, once=False)
            answer = phone.send("/me/in", login="zym@126.com", password="secret-one")
            faulty.disarm()
            sentence = desk.words("zh_CN")(f"refusal.disk.{code}")
            assert (answer.status_code, sentence in answer.text) == (503, True)
            assert "编号" not in answer.text
            phone.open("/me")
            assert phone.send("/me/in", login="zym@126.com", password="secret-one").status_code == 422
            assert f"disk.{code} " in desk.ground.folder.page_log.read_text("utf-8")
        finally:
            faulty.disarm()
            record.close_log(handler)
            logging.getLogger("ill_desktop.web").propagate = True
            desk.close()


def test_the_log_holds_nobody(desk: Desk, log: Any) -> None:
    patron_id = approved(desk)
    token = desk.activation.issue_token(REVIEWER, patron_id, "paper").token
    phone = Phone(app_of(desk), "10.11.12.13")
    phone.open(f"/a/{token}")
    phone.open("/register?q=zhaoyiming")
    phone.open("/activate")
    phone.send("/activate/identity", **READER, picture="XXXX")
    phone.open("/me")
    phone.send("/me/in", login="zym@126.com", password="secret-one")
    written = log()
    assert " GET /a/<token> 303 " in written and " POST /me/in 422 " in written
    for secret in (token, "zhaoyiming", *READER.values(), "zym", "secret-one", "10.11.12.13"):
        assert secret not in written
    assert desk.ground.folder.owns(desk.ground.folder.page_log)


# Hostile text


NAUGHTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}",
    "{% raw %}",
    "'; DROP TABLE patron; --",
    "\u202e\u2066abc\u2069",
    "\0",
    "a\0b",
    "𠮷𨭎👩‍👩‍👧‍👦",
    "\ud800",
    "=1+1",
    "%00%0d%0aSet-Cookie: a=b",
    "{0.__class__}",
    "x" * 60_000,
]


@pytest.mark.parametrize("text", NAUGHTY, ids=range(len(NAUGHTY)))
def test_hostile_text_in_every_field_is_only_text(desk: Desk, phone: Phone, text: str) -> None:
    sent = text.encode("utf-8", "replace").decode()
    home = home_id(desk)
    forms = ("/register/1/campus_form", f"/register/{home}/card", f"/register/{home}/off_campus", "/me")
    for page in ("/activate", *forms):
        phone.open(page)
        form = phone.form()
        phone.send(form.action, **dict.fromkeys(form.names - {"form_token", "way"}, sent))
        assert phone.page.status_code in (422, 413, 429), page
        assert phone.page.status_code != 422 or phone.errors() or 'role="alert"' in phone.page.text
        for executed in ("<script", "<img src=x", ' onerror="', 'value="49"'):
            assert executed not in phone.page.text
        if text.startswith("{") and "off_campus" in page:
            assert f'value="{text}"' in phone.page.text  # neither a template nor a format
    assert connection.value("SELECT COUNT(*) FROM patron") == 0


CONTROLS = "".join(map(chr, (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0))))


def test_no_page_echoes_a_control_character(desk: Desk, phone: Phone) -> None:
    home = home_id(desk)
    sent = f"赵{CONTROLS}鸣 𠮷👩\u200d👧"
    for page in ("/activate", f"/register/{home}/card", f"/register/{home}/off_campus", "/me"):
        phone.open(page)
        form = phone.form()
        phone.send(form.action, **dict.fromkeys(form.names - {"form_token", "way"}, sent))
        assert phone.page.status_code == 422 and 'value="赵鸣 𠮷👩\u200d👧"' in phone.page.text, page
        assert not set(CONTROLS) & set(phone.page.text), page
    phone.open("/register?q=" + quote(sent))
    assert not set(CONTROLS) & set(phone.page.text)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80))
def test_any_search_is_answered(phone: Phone, text: str) -> None:
    answer = phone.open("/register?q=" + quote(text.encode("utf-8", "surrogatepass")))
    assert answer.status_code == 200
    assert "<script" not in answer.text


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=60))
def test_any_address_is_answered_in_style(phone: Phone, path: str) -> None:
    answer = phone.open("/" + quote(path.encode("utf-8", "surrogatepass")).lstrip("/"))
    assert answer.status_code in (200, 404, 405, 410)
    assert answer.headers["Content-Security-Policy"]
