"""Signed in on a phone: signing out or a new password ends every copy of what the phone carries."""

from __future__ import annotations

from ill_desktop import settings
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.staff.rules import reader
from ill_desktop.web import signed_in
from tests.db.phone import PASSWORD, Phone, app_of, approved

NEW = "sun67890x"
TITLE = "注册已通过审核"


def sign_in(phone: Phone, password: str = PASSWORD) -> None:
    phone.open("/me")
    phone.send("/me/in", login="22012345", password=password)


def carry(phone: Phone, cookie: str) -> Phone:
    """Another phone, with a copy of what the first one carried."""
    other = Phone(phone.client.application)
    other.client.set_cookie("reader", cookie)
    return other


def cookie_of(phone: Phone) -> str:
    kept = phone.client.get_cookie("reader")
    assert kept is not None
    return kept.value


def test_a_copy_is_no_good_after_signing_out(desk: Desk, clock: FixedClock) -> None:
    approved(desk)
    phone = Phone(app_of(desk))
    sign_in(phone)
    first = cookie_of(phone)
    clock.advance(minutes=29)
    phone.open("/me")  # sealed anew
    later = cookie_of(phone)
    assert later != first
    thief = carry(phone, later)
    assert thief.open("/me") and thief.title == TITLE
    phone.send("/me/out")
    for copy in (first, later):
        for again in (phone, Phone(app_of(desk))):  # also in a process that began since
            thief = carry(again, copy)
            thief.open("/me")
            assert thief.title == "登录"


def test_signing_out_ends_no_other_sign_in(desk: Desk) -> None:
    approved(desk)
    app = app_of(desk)
    one, other = Phone(app), Phone(app)
    sign_in(one)
    sign_in(other)
    one.send("/me/out")
    assert other.open("/me") and other.title == TITLE
    sign_in(one)
    assert one.title == TITLE


def test_what_was_ended_is_kept_only_while_a_copy_could_be_good(desk: Desk, clock: FixedClock) -> None:
    approved(desk)
    phone = Phone(app_of(desk))
    for _ in range(3):
        sign_in(phone)
        phone.send("/me/out")
    assert len(settings.read(signed_in.KEY)) == 3
    clock.advance(hours=1)
    sign_in(phone)
    phone.send("/me/out")
    assert len(settings.read(signed_in.KEY)) == 1


def test_a_note_of_another_release_is_none(desk: Desk) -> None:
    assert signed_in.found({"id": approved(desk), "name": "赵一鸣"}) is None


def test_a_new_password_ends_the_other_sign_ins(desk: Desk, clock: FixedClock) -> None:
    patron_id = approved(desk)
    phone = Phone(app_of(desk))
    sign_in(phone)
    clock.advance(minutes=1)
    desk.patrons.change_password(reader(patron_id, ""), patron_id, PASSWORD, NEW, NEW)
    assert phone.open("/me") and phone.title == "登录"
    sign_in(phone, NEW)
    assert phone.title == TITLE


# Another password


def change(phone: Phone, old: str = PASSWORD, new: str = NEW, again: str = NEW) -> None:
    phone.open("/me")
    assert 'href="/me/password"' in phone.page.text
    phone.open("/me/password")
    phone.send("/me/password", old=old, password=new, confirmation=again)


def test_a_reader_changes_the_password_and_stays_signed_in(desk: Desk) -> None:
    approved(desk)
    phone, other = Phone(app_of(desk)), Phone(app_of(desk))
    sign_in(phone)
    change(phone)
    assert phone.title == TITLE and "2026-11-21 14:00 更改" in phone.text
    sign_in(other)
    assert other.errors() == {"password": desk.words("zh_CN")("refusal.sign_in.wrong")}
    sign_in(other, NEW)
    assert other.title == TITLE


def test_each_slip_in_the_passwords_stands_beside_its_field_and_none_comes_back(desk: Desk) -> None:
    approved(desk)
    phone = Phone(app_of(desk))
    sign_in(phone)
    change(phone, old="wrong-one")
    assert phone.page.status_code == 422 and list(phone.errors()) == ["old"]
    change(phone, new="short", again="other")
    assert set(phone.errors()) == {"password", "confirmation"}
    for secret in (PASSWORD, "short", "other"):
        assert f'value="{secret}"' not in phone.page.text
    for _ in range(5):
        change(phone, old="wrong-one")
    assert phone.page.status_code == 429


def test_only_who_is_signed_in_changes_a_password(desk: Desk) -> None:
    approved(desk)
    phone = Phone(app_of(desk))
    phone.open("/me/password")
    assert phone.title == "登录"
    token = phone.form().values["form_token"]
    given = {"form_token": token, "old": PASSWORD, "password": NEW, "confirmation": NEW}
    phone.page = phone.post("/me/password", given)
    assert phone.title == "登录"
    sign_in(phone)
    assert phone.title == TITLE


def test_the_question_is_asked_in_english_too(desk: Desk) -> None:
    approved(desk)
    phone = Phone(app_of(desk), language="en")
    sign_in(phone)
    phone.open("/me/password")
    assert phone.title == "Change password"
    assert "Present password" in phone.text and "New password" in phone.text
