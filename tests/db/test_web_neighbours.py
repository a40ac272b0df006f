"""Many phones behind one address: a stranger's failures keep nobody beside him waiting."""

from __future__ import annotations

import pytest
from flask import Flask

from ill_desktop.activation import pictures, rules
from ill_desktop.desk import Desk
from ill_desktop.staff import throttle
from tests.db.phone import PASSWORD, Phone, app_of, approved
from tests.db.test_web_activation import PICTURE, look_at_picture, prove


@pytest.fixture(autouse=True)
def readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures whose signs a test knows."""
    monkeypatch.setattr(pictures, "new_text", lambda: PICTURE)


@pytest.fixture
def app(desk: Desk) -> Flask:
    approved(desk)
    return app_of(desk)


def test_a_victim_gets_through_after_a_strangers_failures(app: Flask) -> None:
    stranger, victim = Phone(app), Phone(app)
    for number in range(10):
        prove(stranger, number=f"2201{number}", name="赵二鸣")
        assert stranger.page.status_code == 422
    for _ in range(20):
        prove(stranger, picture="ZZZZ")
        assert stranger.page.status_code == 422
    prove(victim)
    assert victim.title == "联系方式"


def test_one_number_is_guessed_at_ten_times_an_hour(app: Flask) -> None:
    stranger, elsewhere = Phone(app), Phone(app, "127.0.0.2")
    for _ in range(rules.WRONG_IDENTITIES):
        prove(stranger, last_six="999999")
        assert stranger.page.status_code == 422
    prove(stranger)
    assert stranger.page.status_code == 429
    assert int(stranger.page.headers["Retry-After"]) > 0
    prove(elsewhere)
    assert elsewhere.title == "联系方式"


def test_going_through_numbers_is_stopped_at_a_hundred(app: Flask) -> None:
    stranger = Phone(app)
    for number in range(throttle.A_CLIENT):
        prove(stranger, number=str(number))
        assert stranger.page.status_code == 422
    prove(stranger, number="x")
    assert stranger.page.status_code == 429


def test_after_five_wrong_pictures_it_begins_again_with_another(desk: Desk, app: Flask) -> None:
    phone = Phone(app)
    for _ in range(rules.WRONG_PICTURES):
        prove(phone, picture="ZZZZ")
    assert phone.errors() == {
        "picture": desk.words("zh_CN")("refusal.activation.pictures", most=rules.WRONG_PICTURES)
    }
    assert phone.client.get_cookie("activation") is None
    look_at_picture(phone)
    prove(phone)
    assert phone.title == "联系方式"


def test_signing_in_waits_only_where_it_failed(app: Flask) -> None:
    stranger, owner = Phone(app), Phone(app, "127.0.0.2")
    for _ in range(6):
        stranger.open("/me")
        stranger.send("/me/in", login="22012345", password="wrong")
    assert stranger.page.status_code == 429
    owner.open("/me")
    owner.send("/me/in", login="22012345", password=PASSWORD)
    assert owner.title == "注册已通过审核"
