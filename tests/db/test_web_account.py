"""What "My registration" says: until when at the latest, and what follows for who is signed in."""

from __future__ import annotations

import pytest

from ill_desktop import settings
from ill_desktop.activation import pictures
from ill_desktop.desk import Desk
from ill_desktop.notices.settings import MAIL
from ill_desktop.patrons import queries
from tests.db.phone import PASSWORD, Phone, app_of, approved
from tests.db.test_web_activation import PICTURE, to_terms
from tests.db.test_web_registration import OFF_CAMPUS, home_id


def sign_in(phone: Phone) -> None:
    phone.open("/me")
    phone.send("/me/in", login="22012345", password=PASSWORD)


@pytest.mark.parametrize(("language", "said"), [("zh-CN", "最迟 {}"), ("en", "by {} at the latest")])
def test_a_day_is_said_to_be_the_last(desk: Desk, language: str, said: str) -> None:
    phone = Phone(app_of(desk), language=language)
    phone.open(f"/register/{home_id(desk)}/off_campus")
    phone.send(**{**OFF_CAMPUS, "password": "abc123", "confirmation": "abc123"})
    phone.open("/me")
    due = queries.card(1).review_due
    assert said.format(due) in phone.text and f"{due} 前" not in phone.text


def test_the_white_list_is_told_the_address_that_mail_really_comes_from(desk: Desk) -> None:
    phone = Phone(app_of(desk))
    phone.open(f"/register/{home_id(desk)}/off_campus")
    phone.send(**{**OFF_CAMPUS, "password": "abc123", "confirmation": "abc123"})
    phone.open("/me")
    own = desk.library.facts["sender"]
    assert own in phone.text
    settings.write(MAIL, {"host": "mail.example.edu", "sender": "ill@example.edu"})
    phone.open("/me")
    assert "ill@example.edu" in phone.text and own not in phone.text


@pytest.mark.parametrize(
    ("language", "follows"), [("zh-CN", "下一步请激活借书账户"), ("en", "please activate your account")]
)
def test_who_is_signed_in_reads_what_follows(desk: Desk, language: str, follows: str) -> None:
    approved(desk)
    phone = Phone(app_of(desk), language=language)
    sign_in(phone)
    assert follows in phone.text
    assert "登录并" not in phone.text and "can now sign in" not in phone.text
    assert phone.form("/me/out") and 'href="/activate?way=link"' in phone.page.text


@pytest.mark.parametrize(
    ("language", "said"), [("zh-CN", "可以提交申请和借书。"), ("en", "submit requests and borrow.")]
)
def test_after_the_activation_nothing_follows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setattr(pictures, "new_text", lambda: PICTURE)
    phone = Phone(app_of(desk), language=language)
    to_terms(phone, desk, approved(desk))
    phone.send("/activate/terms")
    sign_in(phone)
    assert said in phone.text and "can sign in" not in phone.text and "登录、" not in phone.text
    assert 'href="/activate?way=link"' not in phone.page.text
