"""The personal QR scanned again half-way: what was proved stays, somebody else's begins another way."""

from __future__ import annotations

import pytest

from ill_desktop.activation import pictures
from ill_desktop.desk import Desk
from tests.db.phone import READER, REVIEWER, Phone, approved
from tests.db.test_web_activation import (
    CONTACT,
    PICTURE,
    activations,
    counter_code,
    look_at_picture,
    prove,
    to_terms,
)

OTHER = {"name": "王小明", "number": "22019999", "last_six": "654321"}


@pytest.fixture(autouse=True)
def readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures whose signs a test knows."""
    monkeypatch.setattr(pictures, "new_text", lambda: PICTURE)


def token_of(desk: Desk, patron_id: int) -> str:
    return desk.activation.issue_token(REVIEWER, patron_id, "paper").token


def test_scanned_again_at_each_step_it_goes_on_where_it_was(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    token = token_of(desk, patron_id)
    prove(phone, f"/a/{token}")
    phone.open(f"/a/{token}")
    assert phone.title == "联系方式"
    phone.send("/activate/contact", **CONTACT, channel="counter")
    phone.open(f"/a/{token}")
    assert phone.title == "输入验证码"
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    phone.open(f"/a/{token}")
    assert phone.title == "借阅条款"
    phone.send("/activate/terms")
    assert activations("way") == ["qr"]


def test_a_way_begun_at_the_poster_takes_ones_own_code(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    to_terms(phone, desk, patron_id)
    token = token_of(desk, patron_id)
    phone.open(f"/a/{token}")
    assert phone.title == "借阅条款"
    phone.send("/activate/terms")
    assert activations("way") == ["poster"]
    assert phone.open(f"/a/{token}").status_code == 410, "it was used up with the agreement"


def test_a_code_scanned_before_step_1_is_how_one_came(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    phone.open("/activate")
    look_at_picture(phone)
    phone.open(f"/a/{token_of(desk, patron_id)}")
    phone.send("/activate/identity", **READER, picture=PICTURE)  # the picture is still good
    phone.send("/activate/contact", **CONTACT, channel="counter")
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    phone.send("/activate/terms")
    assert activations("way") == ["qr"]


def test_somebody_elses_code_begins_another_way(desk: Desk, phone: Phone) -> None:
    to_terms(phone, desk, approved(desk))
    other = approved(desk, **OTHER, email="wxm@126.com", mobile="13957109999")
    phone.open(f"/a/{token_of(desk, other)}")
    assert phone.title == "核对身份"
    look_at_picture(phone)
    phone.send("/activate/identity", **OTHER, picture=PICTURE)
    assert phone.title == "联系方式"


def test_a_code_that_is_none_takes_nothing_away(desk: Desk, phone: Phone) -> None:
    to_terms(phone, desk, approved(desk))
    assert phone.open("/a/" + "A" * 32).status_code == 410
    assert desk.words("zh_CN")("refusal.activation.token_unknown") in phone.text
    phone.open("/activate")
    assert phone.title == "借阅条款"
