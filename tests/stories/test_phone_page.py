"""The whole way of a reader on a phone: registered, approved, activated from the slip, found by initials.

In Chromium, 320 pixels wide, scripts switched off, light and dark, both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from db import connection
from ill_desktop.activation import pictures
from ill_desktop.desk import Desk, create_desk
from ill_desktop.patrons import queries
from ill_desktop.staff.rules import Actor
from ill_desktop.web.phone_page import PhonePage
from tests.db.phone import LOCAL, PASSWORD, READER, REVIEWER, in_registry
from tests.stories.chromium import Browser, browser
from tests.unit import paper_reader

ADMIN = Actor("钱文", "administrator")
PICTURE = "7K4M"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A library whose phone page is open on this machine; its papers bear the page's address."""
    monkeypatch.setattr(pictures, "new_text", lambda: PICTURE)
    made = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN")
    in_registry(made)
    page = PhonePage(made)
    try:
        address = page.start(replace(LOCAL, port=0)).address
        made.facts.change(ADMIN, {"base_address": address.rstrip("/")})
        yield made
    finally:
        page.stop()
        made.close()


class Reader:
    """Somebody with a phone, who looks at every page he is shown."""

    def __init__(self, phone: Browser, say: Callable[[str, str], str]) -> None:
        self.phone = phone
        self.say = say

    def look(self) -> None:
        """Nothing stands beyond the edge, light or dark."""
        for scheme in ("light", "dark"):
            self.phone.be(scheme)
            content, window = self.phone.widths()
            assert content <= window == 320, f"{self.phone.path} is {content} wide"

    def press(self, chinese: str, english: str) -> None:
        self.look()
        self.phone.press(self.say(chinese, english))
        self.look()

    def register(self, address: str) -> None:
        """From the first page to the one that says it waits, with a slip of the finger on the way."""
        phone = self.phone
        phone.open(address)
        self.press("注册", "Register")
        phone.fill(q="zjdx")
        self.press("搜索", "Find")
        phone.driver.find_element("css selector", ".list a").click()
        self.press("去绑定一卡通账号", "Bind your campus card")
        phone.fill(**{**READER, "last_six": "999999"})
        self.press("绑定", "Bind")
        assert phone.driver.find_element("id", "number").get_attribute("aria-invalid") == "true"
        phone.fill(**READER)
        self.press("绑定", "Bind")
        phone.fill(email="zym@126.com", mobile="139 5710 2231", sex="m")
        phone.fill(password=PASSWORD, confirmation=PASSWORD)
        self.press("立即注册", "Register")
        assert phone.title == self.say("注册已提交，等待审核", "Registered: waiting for review")

    def activate(self, link: str, desk: Desk, patron_id: int) -> None:
        """What the QR says is opened; then the three steps."""
        phone = self.phone
        phone.open(link)
        assert phone.path == "/activate"  # the token has left the address
        phone.fill(**READER, picture=PICTURE.lower())
        self.press("下一步", "Next")
        phone.fill(email="zym@126.com", mobile="139 5710 2231")
        self.press("获取验证码", "Get the code")
        phone.fill(code=desk.activation.counter_code(REVIEWER, patron_id).code)
        self.press("验证", "Verify")
        terms = desk.activation.terms(self.say("zh_CN", "en")).text
        assert all(line in phone.text for line in terms.splitlines())
        self.press("同意并激活我的帐户", "Agree and activate my account")
        assert phone.title == self.say("您的借书账户已激活", "Your account is activated")
        self.press("确定", "OK")


def scanned_slip(desk: Desk, patron_id: int) -> str:
    """Print the reader's slip and read its QR from the picture of the paper."""
    card = queries.card(patron_id)
    issued = desk.activation.issue_token(REVIEWER, patron_id, "paper")
    until = desk.clock.day(issued.expires_at)
    paper = desk.papers.activation_slip(card.name, card.number, issued.text, until, desk.words())
    (link,) = paper_reader.codes(paper)
    return link


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_registered_approved_activated_from_the_slip_and_found(
    desk: Desk, tmp_path: Path, language: str
) -> None:
    chinese = language.startswith("zh")
    with browser(tmp_path / "phone", 320, language) as phone:
        reader = Reader(phone, lambda zh, en: zh if chinese else en)
        reader.register(desk.library.base_address)
        (waiting,) = queries.review_queue(desk.ground)
        desk.patrons.approve(REVIEWER, waiting.id)
        phone.open(desk.library.base_address + "/me")
        assert phone.title == reader.say("注册已通过审核", "Your registration is approved")
        reader.activate(scanned_slip(desk, waiting.id), desk, waiting.id)
    (found,) = queries.find("zym")
    assert (found.number, found.state, found.activated_at is not None) == ("22012345", "approved", True)
    assert connection.rows(lambda *row: row, "SELECT way, language FROM activation") == [
        ("qr", "zh_CN" if chinese else "en")
    ]


def test_enter_goes_on_and_the_keyboard_reaches_everything(desk: Desk, tmp_path: Path) -> None:
    from selenium.webdriver import ActionChains
    from selenium.webdriver.common.keys import Keys

    with browser(tmp_path / "phone") as phone:
        phone.open(desk.library.base_address + "/activate")
        phone.fill(**READER, picture="ZZZZ")
        phone.driver.switch_to.active_element.send_keys(Keys.ENTER)  # not "another picture"
        assert phone.driver.find_element("id", "picture").get_attribute("aria-invalid") == "true"
        phone.open(desk.library.base_address + "/activate")
        reached = []
        for _ in range(9):
            ActionChains(phone.driver).send_keys(Keys.TAB).perform()
            one = phone.driver.switch_to.active_element
            assert one.value_of_css_property("outline-style") == "solid", one.get_attribute("outerHTML")
            reached.append(one.get_attribute("name") or one.text)
    fields = ["name", "number", "last_six", "picture"]
    assert reached == ["直接到正文", "浙江大学图书馆", "English", *fields, "again", "下一步"]


def test_a_label_names_every_field(desk: Desk, tmp_path: Path) -> None:
    with browser(tmp_path / "phone") as phone:
        base = desk.library.base_address
        for path in ("/activate", "/register", "/register/1/campus_form", "/me"):
            phone.open(base + path)
            fields = phone.driver.find_elements("css selector", "input:not([type=hidden]), select")
            assert fields
            for field in fields:
                label = phone.driver.find_element("css selector", f"label[for={field.get_attribute('id')}]")
                assert label.text.strip("* ")
                assert field.size["height"] >= 44
            for button in phone.driver.find_elements("css selector", "button:not([aria-hidden]), .button"):
                assert button.size["height"] >= 44, button.text
