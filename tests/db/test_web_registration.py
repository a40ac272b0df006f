"""Registration on the phone: the picker, the three roads, what is refused beside its field, what follows."""

from __future__ import annotations

import re

import pytest

from db import connection
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.queries import PatronCard
from ill_desktop.staff.rules import Actor
from ill_desktop.web import cookies
from tests.db.phone import PASSWORD, READER, REVIEWER, Phone, app_of, approved, home_id, in_registry

FORM = {
    "email": "zym@126.com",
    "mobile": "139 5710 2231",
    "sex": "m",
    "unit": "信息学院",
    "password": PASSWORD,
    "confirmation": PASSWORD,
}
OFF_CAMPUS = {**FORM, "number": "zhaoym88", "name": "赵一鸣", "last_six": "", "unit": "杭州水利设计院"}


def newest() -> PatronCard:
    return queries.card(int(connection.value("SELECT MAX(id) FROM patron")))


def other_id() -> int:
    """An institution whose cards cannot be bound."""
    return next(row.id for row in queries.institutions() if not row.automatic)


# The picker


@pytest.mark.parametrize("wanted", ["zjdx", "ZJDX", "浙江大学", " 浙江 大学 "])
def test_an_institution_is_found_by_initials_and_by_part_of_its_name(phone: Phone, wanted: str) -> None:
    phone.open("/register?q=" + wanted.replace(" ", "%20"))
    found = re.findall(r"<li><a href=\"/register/\d+\"><span>(.*?)</span>", phone.page.text)
    assert found[0] == "浙江大学"
    assert "自动认证" in phone.text
    assert len(found) < 10


def test_the_picker_lists_every_institution_by_its_sub_centre(desk: Desk, phone: Phone) -> None:
    phone.open("/register")
    for row in queries.institutions():
        assert f'href="/register/{row.id}"' in phone.page.text
    for centre in ("省中心", "下沙分中心", "滨江分中心", "宁波分中心", "温州分中心", "小和山分中心"):
        assert centre in phone.text
    assert phone.page.text.count('<span class="chip good">自动认证</span>') == 1


def test_nothing_found_says_so_and_offers_all(phone: Phone) -> None:
    phone.open("/register?q=%3Cb%3Exyz")
    assert "没有找到“<b>xyz”" in phone.text and "<b>xyz" not in phone.page.text
    assert "显示全部" in phone.text


def test_the_roads_of_an_institution(desk: Desk, phone: Phone) -> None:
    phone.open(f"/register/{home_id(desk)}")
    assert "去绑定一卡通账号" in phone.text and "校外用户注册" in phone.text
    assert "去填写用户信息" not in phone.text
    phone.open(f"/register/{other_id()}")
    assert "去填写用户信息" in phone.text and "去绑定一卡通账号" not in phone.text


def test_every_page_leads_back_to_the_institution(desk: Desk, phone: Phone) -> None:
    in_registry(desk)
    home = home_id(desk)
    pages = [f"/register/{home}", f"/register/{home}/card", f"/register/{home}/off_campus"]
    for page in (*pages, f"/register/{other_id()}/campus_form"):
        phone.open(page)
        assert '<a href="/register">返回修改学校</a>' in phone.page.text
    phone.open(f"/register/{home}/card")
    phone.send(**READER)
    assert '<a href="/register">返回修改学校</a>' in phone.page.text


@pytest.mark.parametrize("path", ["999999", "0", "x", "1/nowhere", "1/campus", "999999/card", "-1"])
def test_no_such_institution_or_road(desk: Desk, phone: Phone, path: str) -> None:
    assert queries.institutions()[0].id == 1 and not queries.institutions()[0].automatic
    assert phone.open(f"/register/{path}").status_code == 404
    assert phone.title == "没有这一页"


# The three roads


def test_a_campus_card_is_bound_and_its_reader_waits_for_review(desk: Desk, phone: Phone) -> None:
    in_registry(desk)
    phone.open(f"/register/{home_id(desk)}/card")
    phone.send(**READER)
    assert phone.title == "填写读者信息"
    assert "已成功绑定浙江大学一卡通账号" in phone.text and "赵一鸣" in phone.text
    assert READER["last_six"] not in phone.page.text
    assert phone.form().values["unit"] == "信息学院"
    phone.send(**FORM)
    assert phone.title == "注册已提交，等待审核"
    card = newest()
    assert (card.road, card.number, card.state) == ("campus", "22012345", "pending_review")
    assert card.class_ == "graduate"
    assert "2026-11-23" in phone.text  # one working day after Saturday
    assert "126.com" in phone.text and "ill@calis.edu.cn" in phone.text
    assert "0571-87951633" in phone.text and "0571-88208468" in phone.text
    assert "请求审核" not in phone.text


def test_a_form_for_an_institution_without_automatic_authentication(phone: Phone) -> None:
    phone.open(f"/register/{other_id()}/campus_form")
    phone.send(**FORM, **READER, **{"class": "undergraduate"})
    card = newest()
    assert (card.road, card.class_, card.has_last_six) == ("campus_form", "undergraduate", True)
    assert phone.title == "注册已提交，等待审核"


def test_an_off_campus_reader_is_told_to_call(desk: Desk, phone: Phone) -> None:
    phone.open(f"/register/{home_id(desk)}/off_campus")
    phone.send(**{**OFF_CAMPUS, "password": "abc123", "confirmation": "abc123"})
    card = newest()
    assert (card.road, card.class_, card.has_last_six) == ("off_campus", "off_campus", False)
    assert "请致电 0571-88208468" in phone.text and "请求审核" in phone.text


def test_the_reader_is_written_to_in_the_language_he_registered_in(desk: Desk) -> None:
    phone = Phone(app_of(desk), language="en")
    phone.open(f"/register/{home_id(desk)}/off_campus")
    assert phone.title == "Your particulars"
    phone.send(**{**OFF_CAMPUS, "password": "abc123", "confirmation": "abc123"})
    assert newest().language == "en"
    assert phone.title == "Registered: waiting for review"


def test_starred_fields_are_the_required_ones(desk: Desk, phone: Phone) -> None:
    phone.open(f"/register/{other_id()}/campus_form")
    starred = set(re.findall(r'<label for="(\w+)">[^<]* <span class="star"', phone.page.text))
    every = {"number", "name", "class", "sex", "email", "mobile", "last_six", "password", "confirmation"}
    assert starred == every
    assert phone.form().names == {*every, "unit", "form_token"}
    phone.open(f"/register/{home_id(desk)}/off_campus")
    starred = set(re.findall(r'<label for="(\w+)">[^<]* <span class="star"', phone.page.text))
    assert starred == every - {"class", "last_six"}


# What is refused


def test_every_slip_stands_beside_its_field_and_nothing_is_stored(desk: Desk, phone: Phone) -> None:
    phone.open(f"/register/{home_id(desk)}/off_campus")
    wrong = {"name": "赵 一鸣", "number": "a@b.c", "email": "x", "mobile": "1", "sex": "q", "last_six": "12"}
    phone.send(**{**wrong, "unit": "x" * 200, "password": "1", "confirmation": "2"})
    assert phone.page.status_code == 422
    assert set(phone.errors()) == {*wrong, "unit", "password", "confirmation"}
    for name in phone.errors():
        assert f'<a href="#{name}">' in phone.page.text
    assert 'value="a@b.c"' in phone.page.text
    assert 'type="password" value=""' in phone.page.text
    assert connection.value("SELECT COUNT(*) FROM patron") == 0


def test_a_taken_number_and_e_mail_are_said(desk: Desk, phone: Phone) -> None:
    approved(desk)
    phone.open(f"/register/{other_id()}/campus_form")
    phone.send(**FORM, **READER, **{"class": "undergraduate"})
    assert set(phone.errors()) == {"number", "email"}


@pytest.mark.parametrize("wrong", [{"number": "99999999"}, {"name": "赵二鸣"}, {"last_six": "999999"}])
def test_a_wrong_card_gets_one_answer_whatever_is_wrong(
    desk: Desk, phone: Phone, wrong: dict[str, str]
) -> None:
    in_registry(desk)
    phone.open(f"/register/{home_id(desk)}/card")
    phone.send(**{**READER, **wrong})
    assert phone.errors() == {"number": desk.words("zh_CN")("refusal.patron.card")}
    assert "按校外用户注册" in phone.text


def test_ten_wrong_cards_make_the_phone_wait(desk: Desk, phone: Phone) -> None:
    in_registry(desk)
    phone.open(f"/register/{home_id(desk)}/card")
    for _ in range(rules.WRONG_CARDS):
        phone.send(**{**READER, "last_six": "999999"})
        assert phone.page.status_code == 422
    phone.send(**READER)
    assert phone.page.status_code == 429
    assert 0 < int(phone.page.headers["Retry-After"]) <= 3600


def test_the_profile_needs_a_bound_card(desk: Desk, phone: Phone) -> None:
    in_registry(desk)
    phone.open(f"/register/{home_id(desk)}/campus")
    assert phone.title == "绑定一卡通账号"
    token = phone.form().values["form_token"]
    phone.page = phone.post(f"/register/{home_id(desk)}/campus", {"form_token": token, **FORM})
    assert phone.title == "绑定一卡通账号"
    assert connection.value("SELECT COUNT(*) FROM patron") == 0


def test_a_note_about_a_card_is_sealed_and_runs_out(desk: Desk, phone: Phone, clock: FixedClock) -> None:
    in_registry(desk)
    home = home_id(desk)
    phone.open(f"/register/{home}/card")
    phone.send(**READER)
    note = phone.client.get_cookie("card")
    assert note is not None
    assert READER["last_six"] not in note.value and READER["number"] not in note.value
    phone.client.set_cookie("card", note.value[:-4] + "AAAA")
    assert phone.open(f"/register/{home}/campus") and phone.title == "绑定一卡通账号"
    phone.client.set_cookie("reader", note.value)  # a note of one kind is none of another
    assert phone.open("/me") and phone.title == "登录"
    phone.client.set_cookie("card", note.value)
    assert phone.open(f"/register/{home}/campus") and phone.title == "填写读者信息"
    clock.advance(seconds=cookies.LIFE[cookies.CARD] + 1)
    assert phone.open(f"/register/{home}/campus") and phone.title == "绑定一卡通账号"


def test_retired_institutions_are_not_offered(desk: Desk, phone: Phone, admin: Actor) -> None:
    number = other_id()
    desk.institutions.retire(admin, number)
    assert phone.open(f"/register/{number}").status_code == 404
    phone.open("/register")
    assert f'href="/register/{number}"' not in phone.page.text


# Afterwards


def sign_in(phone: Phone, login: str = "zym@126.com", password: str = PASSWORD) -> None:
    phone.open("/me")
    phone.send("/me/in", login=login, password=password)


@pytest.mark.parametrize("login", ["zym@126.com", "22012345", "ZYM@126.com"])
def test_a_reader_signs_in_by_e_mail_or_number(desk: Desk, phone: Phone, login: str) -> None:
    approved(desk)
    sign_in(phone, login)
    assert phone.title == "注册已通过审核"
    assert '<a class="button primary" href="/activate?way=link">激活借书账户</a>' in phone.page.text
    phone.send("/me/out")
    phone.open("/me")
    assert phone.title == "登录"


def test_unknown_and_known_readers_are_refused_alike(desk: Desk, phone: Phone) -> None:
    approved(desk)
    answers = []
    for login in ("zym@126.com", "nobody@126.com"):
        sign_in(phone, login, "wrong-password")
        answers.append((phone.page.status_code, phone.errors()))
    assert answers[0] == answers[1] == (422, {"password": desk.words("zh_CN")("refusal.sign_in.wrong")})


def test_a_reader_reads_why_he_was_rejected_and_sends_it_again(desk: Desk, phone: Phone) -> None:
    phone.open(f"/register/{home_id(desk)}/off_campus")
    phone.send(**{**OFF_CAMPUS, "password": "abc123", "confirmation": "abc123"})
    patron_id = newest().id
    desk.patrons.reject(REVIEWER, patron_id, "姓名与证件不符 <b>")
    phone.open("/me")
    assert phone.title == "注册未通过审核"
    assert "姓名与证件不符 <b>" in phone.text
    phone.send("/me/complete", name="赵 二")
    assert list(phone.errors()) == ["name"]
    phone.send("/me/complete", name="赵二鸣")
    assert phone.title == "注册已提交，等待审核"
    assert queries.card(patron_id).name == "赵二鸣"
    assert not queries.card(patron_id).has_last_six  # left empty, nothing changed


def test_a_reader_who_is_asked_for_more_gives_it(desk: Desk, phone: Phone) -> None:
    phone.open(f"/register/{home_id(desk)}/off_campus")
    phone.send(**{**OFF_CAMPUS, "password": "abc123", "confirmation": "abc123"})
    patron_id = newest().id
    desk.patrons.ask_for_more(REVIEWER, patron_id, "请补充证件号末六位")
    phone.open("/me")
    assert "请补充证件号末六位" in phone.text
    phone.send("/me/complete", last_six="12345x")
    assert phone.title == "注册已提交，等待审核"
    assert queries.card(patron_id).has_last_six


def test_the_registration_of_a_bound_card_keeps_the_registrys_name(desk: Desk, phone: Phone) -> None:
    in_registry(desk)
    phone.open(f"/register/{home_id(desk)}/card")
    phone.send(**READER)
    phone.send(**FORM)
    desk.patrons.ask_for_more(REVIEWER, newest().id, "请更正院系")
    phone.open("/me")
    assert "name" not in phone.form("/me/complete").names
    phone.send("/me/complete", name="王五", unit="法学院")
    assert (newest().name, newest().unit) == ("赵一鸣", "法学院")


def test_signed_in_for_half_an_hour(desk: Desk, phone: Phone, clock: FixedClock) -> None:
    approved(desk)
    sign_in(phone)
    clock.advance(minutes=29)
    assert phone.open("/me") and phone.title == "注册已通过审核"
    clock.advance(minutes=29)
    assert phone.open("/me") and phone.title == "注册已通过审核"
    clock.advance(minutes=31)
    assert phone.open("/me") and phone.title == "登录"


def test_who_withdrew_is_signed_out(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    sign_in(phone)
    desk.patrons.withdraw(REVIEWER._replace(role="administrator"), patron_id)
    assert phone.open("/me") and phone.title == "登录"
    assert phone.page.status_code == 200
