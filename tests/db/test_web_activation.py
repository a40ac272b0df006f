"""The three steps of activation on the phone, through the page: each step, each way back, each wrong turn."""

from __future__ import annotations

import re

import pytest

from db import connection
from ill_desktop import desk as desks
from ill_desktop.activation import pictures, rules
from ill_desktop.clock import FixedClock
from ill_desktop.desk import Desk
from ill_desktop.errors import Refusal
from ill_desktop.staff.rules import Actor
from tests.db.phone import READER, REVIEWER, Phone, app_of, approved

PICTURE = "A3C7"
CONTACT = {"email": "zym@126.com", "mobile": "139 5710 2231"}


@pytest.fixture(autouse=True)
def readable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures whose signs a test knows."""
    monkeypatch.setattr(pictures, "new_text", lambda: PICTURE)


def look_at_picture(phone: Phone) -> None:
    """As a browser does: fetch what the page shows."""
    found = re.search(r'<img src="(.*?)"', phone.page.text)
    assert found
    picture = phone.look(found[1].replace("&amp;", "&"))
    assert picture.status_code == 200
    assert picture.data.startswith(b"\x89PNG")


def prove(phone: Phone, address: str = "/activate", **changes: str) -> None:
    """Step 1."""
    phone.open(address)
    look_at_picture(phone)
    phone.send("/activate/identity", **{**READER, "picture": "a3c7", **changes})


def counter_code(desk: Desk, patron_id: int) -> str:
    return desk.activation.counter_code(REVIEWER, patron_id).code


def to_terms(phone: Phone, desk: Desk, patron_id: int) -> None:
    """Steps 1 and 2."""
    prove(phone)
    phone.send("/activate/contact", **CONTACT, channel="counter")
    phone.send("/activate/code", code=counter_code(desk, patron_id))


def activations(column: str) -> list[object]:
    return connection.rows(lambda value: value, f"SELECT {column} FROM activation ORDER BY id")


def test_the_three_steps_from_the_poster(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    prove(phone)
    assert phone.title == "联系方式"
    assert "第 2 步，共 3 步" in phone.page.text
    phone.send("/activate/contact", **CONTACT, channel="counter")
    assert phone.title == "输入验证码"
    assert "咨询台的馆员" in phone.text and "0571-87572288" in phone.text
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    assert phone.title == "借阅条款"
    terms = desk.activation.terms("zh_CN")
    for line in filter(str.strip, terms.text.splitlines()):
        assert line in phone.text  # in full
    assert "同意并激活我的帐户" in phone.text
    phone.send("/activate/terms")
    assert phone.title == "您的借书账户已激活"
    for service in ("可以借阅的通知", "即将到期提醒", "逾期提醒", "预约图书到馆通知", "应还日期变更提醒"):
        assert service in phone.text
    assert activations("way || mobile_proof || language || terms_hash") == [
        f"posterattestedzh_CN{terms.hash}"
    ]
    phone.send("/activate/forget")
    assert phone.title == "馆际互借与文献传递"
    assert phone.open("/activate") and phone.title == "核对身份"


def test_the_same_in_english(desk: Desk) -> None:
    patron_id = approved(desk)
    phone = Phone(app_of(desk), language="en-GB,en;q=0.9")
    to_terms(phone, desk, patron_id)
    assert "Agree and activate my account" in phone.text
    phone.send("/activate/terms")
    assert "about-to-be-overdue notifications" in phone.text
    assert activations("language") == ["en"]


def test_the_language_of_the_terms_one_agreed_to_is_recorded(desk: Desk, phone: Phone) -> None:
    to_terms(phone, desk, approved(desk))
    chinese = phone.form("/activate/terms")
    phone.open("/activate?lang=en")
    assert phone.title == "Borrowing terms"
    phone.post(chinese.action, chinese.values)  # sent from the page that was still open
    assert activations("language") == ["zh_CN"]


def test_opening_the_page_leaves_nothing_behind(desk: Desk, phone: Phone) -> None:
    phone.open("/activate")
    phone.open("/activate")
    assert connection.value("SELECT COUNT(*) FROM activation_visit") == 0


# A personal QR


def test_a_personal_code_leaves_the_address_and_opens_nothing(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    token = desk.activation.issue_token(REVIEWER, patron_id, "paper").token
    opened = phone.client.get(f"/a/{token}", environ_overrides={"REMOTE_ADDR": "127.0.0.1"})
    assert (opened.status_code, opened.headers["Location"]) == (303, "/activate")
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert token not in opened.text and token not in str(opened.headers)
    phone.open("/activate")
    assert phone.title == "核对身份"  # step 1 has still to be proved
    assert READER["name"] not in phone.page.text and READER["number"] not in phone.page.text
    look_at_picture(phone)
    phone.send("/activate/identity", **READER, picture=PICTURE)
    phone.send("/activate/contact", **CONTACT, channel="counter")
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    phone.send("/activate/terms")
    assert activations("way") == ["qr"]
    again = phone.open(f"/a/{token}")
    assert again.status_code == 410
    assert desk.words("zh_CN")("refusal.activation.token_consumed") in phone.text


def test_somebody_elses_code_proves_nothing(desk: Desk, phone: Phone) -> None:
    approved(desk)
    other = approved(desk, number="22019999", name="王小明", email="wxm@126.com", mobile="13957109999")
    token = desk.activation.issue_token(REVIEWER, other, "paper").token
    prove(phone, f"/a/{token}")
    assert phone.errors() == {"last_six": desk.words("zh_CN")("refusal.activation.identity")}


@pytest.mark.parametrize("token", ["x", "A" * 32, "../../etc/passwd", "%00" * 24, "啊" * 24, "A" * 5000])
def test_a_forged_code_is_refused_with_a_sentence(phone: Phone, token: str) -> None:
    answer = phone.open(f"/a/{token}")
    assert answer.status_code in (404, 410)
    assert phone.title in ("这个二维码不能用了", "没有这一页")


# Step 1


@pytest.mark.parametrize(
    "wrong", [{"name": "赵二鸣"}, {"number": "99999999"}, {"last_six": "999999"}, {"number": ""}]
)
def test_wrong_and_unknown_people_get_the_same_answer(
    desk: Desk, phone: Phone, wrong: dict[str, str]
) -> None:
    approved(desk)
    prove(phone, **wrong)
    assert phone.page.status_code == 422
    assert phone.errors() == {"last_six": desk.words("zh_CN")("refusal.activation.identity")}
    assert 'value="赵' in phone.page.text  # what was typed stays, but not the secret part
    assert READER["last_six"] not in phone.page.text


def test_a_picture_is_good_for_one_try(desk: Desk, phone: Phone) -> None:
    approved(desk)
    prove(phone, picture="ZZZZ")
    assert list(phone.errors()) == ["picture"]
    phone.send("/activate/identity", **READER, picture=PICTURE)  # without looking at the new one
    assert list(phone.errors()) == ["picture"]
    look_at_picture(phone)
    phone.send("/activate/identity", **READER, picture=PICTURE)
    assert phone.title == "联系方式"


def test_another_picture_keeps_what_was_typed(desk: Desk, phone: Phone) -> None:
    phone.open("/activate")
    look_at_picture(phone)
    before = phone.page.text
    phone.send("/activate/identity", **READER, again="1")
    assert phone.page.status_code == 200 and phone.errors() == {}
    assert 'value="赵一鸣"' in phone.page.text and READER["last_six"] not in phone.page.text
    sources = [re.findall(r'<img src="(.*?)"', text) for text in (before, phone.page.text)]
    assert sources[0] != sources[1]


def test_before_the_first_day_the_page_says_the_day(desk: Desk, clock: FixedClock, admin: Actor) -> None:
    desk.facts.change(admin, {"activation.valid_from": "2027-01-02"})
    phone = Phone(app_of(desk))
    for path, status in (("/activate", 403), ("/activate/picture", 409), ("/a/" + "A" * 32, 410)):
        assert phone.open(path).status_code == status
        assert "2027-01-02" in phone.text


def test_who_is_not_approved_hears_so_after_proving_who_he_is(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    desk.patrons.block(REVIEWER, patron_id, "逾期未还")
    prove(phone)
    assert desk.words("zh_CN")("refusal.activation.not_approved") in phone.text


# Step 2


def test_each_slip_in_the_contact_stands_beside_its_field(desk: Desk, phone: Phone) -> None:
    approved(desk)
    prove(phone)
    phone.send("/activate/contact", email="nobody", mobile="123", channel="counter")
    assert set(phone.errors()) == {"email", "mobile"}
    assert 'value="nobody"' in phone.page.text and 'aria-invalid="true"' in phone.page.text
    assert '<a href="#email">' in phone.page.text and '<a href="#mobile">' in phone.page.text


def test_wrong_codes_are_counted_down_and_locked_until_a_librarian_unlocks(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    prove(phone)
    phone.send("/activate/contact", **CONTACT, channel="counter")
    good = counter_code(desk, patron_id)
    wrong = "000000" if good != "000000" else "000001"
    for left in range(rules.WRONG_CODES_A_DAY - 1, 0, -1):
        phone.send("/activate/code", code=wrong)
        assert f"{left} 次" in phone.errors()["code"]
    for code in (wrong, good):
        phone.send("/activate/code", code=code)
        said = phone.errors()["code"]
        assert "已锁定" in said and "馆员" in said and "0571-87572288" in said
    desk.activation.unlock_codes(REVIEWER, patron_id)
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    assert phone.title == "借阅条款"


def test_a_changed_mobile_has_to_be_proved_again(desk: Desk, phone: Phone) -> None:
    to_terms(phone, desk, approved(desk))
    phone.open("/activate/contact")
    phone.send("/activate/contact", email=CONTACT["email"], mobile="13957100000", channel="counter")
    assert phone.title == "输入验证码"
    assert "0000" in phone.text and "1395710" not in phone.text  # masked


class Sender:
    """An SMS gateway and a mail server that keep what they are given, or are out of order."""

    def __init__(self, broken: bool = False) -> None:
        self.sent: list[tuple[str, str]] = []
        self._broken = broken

    def channels(self) -> tuple[str, ...]:
        return ("sms", "email")

    def send_sms(self, to: str, text: str) -> None:
        if self._broken:
            raise Refusal("sms.unreachable")
        self.sent.append((to, text))

    def send_email(self, to: str, subject: str, text: str) -> None:
        self.sent.append((to, text))


@pytest.mark.parametrize(
    ("channel", "to", "shown", "proof"),
    [
        ("sms", "+8613957102231", "139 **** 2231", "code"),
        ("email", "zym@126.com", "z***@126.com", "email"),
    ],
)
def test_a_code_by_sms_or_mail(desk: Desk, channel: str, to: str, shown: str, proof: str) -> None:
    approved(desk)
    sender = Sender()
    desk.activation._sender = sender
    phone = Phone(app_of(desk))
    prove(phone)
    assert "短信发到手机" in phone.text and "发到邮箱" in phone.text and "向咨询台馆员索取" in phone.text
    phone.send("/activate/contact", **CONTACT, channel=channel)
    ((sent_to, text),) = sender.sent
    assert sent_to == to and f"验证码已发送至 {shown}" in phone.text
    phone.send("/activate/send", channel=channel)  # again, within the minute
    assert phone.page.status_code == 422 and len(sender.sent) == 1
    code = re.search(r"\b\d{6}\b", text)
    assert code
    phone.send("/activate/code", code=code[0])
    phone.send("/activate/terms")
    assert activations("mobile_proof") == [proof]


def test_what_could_not_be_sent_leaves_the_counter(desk: Desk) -> None:
    patron_id = approved(desk)
    desk.activation._sender = Sender(broken=True)
    phone = Phone(app_of(desk))
    prove(phone)
    phone.send("/activate/contact", **CONTACT, channel="sms")
    assert desk.words("zh_CN")("refusal.activation.not_sent") in phone.text
    phone.send("/activate/send", channel="counter")
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    assert phone.title == "借阅条款"


@pytest.mark.parametrize("channel", ["", "fax"])
def test_a_way_there_is_not_is_refused(desk: Desk, phone: Phone, channel: str) -> None:
    approved(desk)
    prove(phone)
    phone.send("/activate/contact", **CONTACT, channel=channel)
    assert desk.words("zh_CN")("refusal.activation.channel") in phone.text
    phone.open("/activate")
    assert phone.title == "输入验证码"  # the contact was kept


def test_the_link_of_the_first_page_is_recorded_as_such(desk: Desk, phone: Phone) -> None:
    patron_id = approved(desk)
    phone.open("/")
    assert 'href="/activate?way=link"' in phone.page.text
    prove(phone, "/activate?way=link")
    phone.send("/activate/contact", **CONTACT, channel="counter")
    phone.send("/activate/code", code=counter_code(desk, patron_id))
    phone.send("/activate/terms")
    assert activations("way") == ["link"]


# Stopping and coming back


def test_a_phone_that_stops_comes_back_where_it_was_even_after_a_restart(
    desk: Desk, phone: Phone, clock: FixedClock
) -> None:
    patron_id = approved(desk)
    prove(phone)
    phone.send("/activate/contact", **CONTACT, channel="counter")
    kept = {cookie.key: cookie.value for cookie in phone.client._cookies.values()}
    root = desk.ground.folder.root
    desk.close()
    again = desks.open_desk(root, clock)
    try:
        later = Phone(app_of(again))
        for name, value in kept.items():
            later.client.set_cookie(name, value, domain="localhost")
        later.open("/")
        assert "激活还没有完成" in later.text
        later.open("/activate")
        assert later.title == "输入验证码"
        later.send("/activate/code", code=counter_code(again, patron_id))
        later.send("/activate/terms")
        assert later.title == "您的借书账户已激活"
    finally:
        again.close()


def test_after_a_day_it_begins_anew(desk: Desk, phone: Phone, clock: FixedClock) -> None:
    to_terms(phone, desk, approved(desk))
    old = phone.form("/activate/terms")
    clock.advance(hours=rules.VISIT_HOURS, seconds=1)
    phone.page = phone.post(old.action, old.values)
    assert phone.title == "核对身份"
    assert activations("id") == []


@pytest.mark.parametrize("step", ["contact", "send", "code", "terms"])
def test_a_step_cannot_be_skipped(desk: Desk, phone: Phone, step: str) -> None:
    approved(desk)
    phone.open("/activate")
    look_at_picture(phone)
    token = phone.form().values["form_token"]
    given = {"form_token": token, "version": "2026-09", "language": "zh_CN", "code": "123456", **CONTACT}
    phone.page = phone.post(f"/activate/{step}", given)
    assert phone.title == "核对身份"
    assert activations("id") == []


def test_starting_over_forgets_all_that_was_typed(desk: Desk, phone: Phone) -> None:
    to_terms(phone, desk, approved(desk))
    phone.send("/activate/forget")
    assert phone.title == "核对身份"
    assert connection.value("SELECT COUNT(*) FROM activation_visit") == 0


def test_a_picture_is_shown_only_at_its_step(desk: Desk, phone: Phone) -> None:
    approved(desk)
    prove(phone)
    assert phone.open("/activate/picture").status_code == 404


def test_a_new_version_of_the_terms_is_read_before_agreeing(desk: Desk, phone: Phone) -> None:
    to_terms(phone, desk, approved(desk))
    phone.send("/activate/terms", version="2020-01")
    assert phone.page.status_code == 422 and phone.title == "借阅条款"
    assert desk.words("zh_CN")("refusal.activation.terms_changed") in phone.text
