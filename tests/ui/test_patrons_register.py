"""Registration by the three roads of [G], each field judged as one leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from ill_desktop.patrons import queries
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.facts import Facts
from ui.kit.fields import Choice, Line
from ui.kit.models import RowModel
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.patrons.register import CARD, DONE, INSTITUTION, PROFILE, RegisterScreen


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _step(at: PatronsDesk) -> int:
    screen = at.window.current()
    assert isinstance(screen, RegisterScreen)
    return screen.findChildren(QStackedWidget)[0].currentIndex()


def _institutions(at: PatronsDesk) -> list[str]:
    model = at.find(TableView, "institution-table").model()
    assert isinstance(model, RowModel)
    return [row.name for row in model.rows]


def _choose(at: PatronsDesk, search: str) -> None:
    at.type("institution-search", search)
    at.until(lambda: len(_institutions(at)) < 18)


def _fill(at: PatronsDesk, **changes: str) -> None:
    """The profile as a reader would fill it in; what the road does not ask is passed over."""
    values = {
        "number": "chenhy88",
        "name": "陈竑宇",
        "email": "chy@126.com",
        "mobile": "139 5710 2231",
        "unit": "杭州水利设计院",
        "password": "rain1234",
        "confirmation": "rain1234",
        **changes,
    }
    screen = at.window.current()
    assert isinstance(screen, RegisterScreen)
    for name, text in values.items():
        if name in screen.form.names():
            at.type(name, text)
    at.find(Choice, "sex").set_value("f")


def test_the_home_institution_waits_to_be_taken(at: PatronsDesk) -> None:
    at.show("register")
    assert at.find(SearchLine, "institution-search").hasFocus()
    assert len(_institutions(at)) == 18
    assert at.text("register-institution") == "浙江大学"
    assert at.offers("register-road-campus")
    assert at.offers("register-road-off_campus")


@pytest.mark.parametrize(
    ("text", "first"), [("zjdx", "浙江大学"), ("师范", "湖州师范学院"), ("浙江大学", "浙江大学")]
)
def test_institutions_are_found_by_part_and_initials(at: PatronsDesk, text: str, first: str) -> None:
    at.show("register")
    _choose(at, text)
    assert _institutions(at)[0] == first
    assert at.text("register-institution") == first


def test_an_empty_sub_centre_says_so(at: PatronsDesk) -> None:
    at.show("register")
    at.click("institution-centres-宁波分中心")
    assert _institutions(at) == []
    assert at.text("register-institution") == "None chosen yet"
    at.click("institution-none-next")
    assert len(_institutions(at)) == 18


def test_a_campus_card_is_bound_and_the_profile_completed(at: PatronsDesk) -> None:
    at.show("register")
    at.press(KEY.Key_Return)  # from the search into the table
    at.press(KEY.Key_Return)
    assert _step(at) == CARD
    assert at.text("register-steps-words") == "Step 2 of 4"
    for name, text in (("number", "22012345"), ("name", "赵一鸣"), ("last_six", "12345x")):
        at.type(name, text)
    at.press(KEY.Key_Return)
    assert _step(at) == PROFILE
    assert "赵一鸣" in at.find(Facts, "register-bound").texts()
    assert at.find(Line, "unit").value() == "建筑工程学院", "the registry knows the department"
    _fill(
        at,
        unit="建筑工程学院",
        email="zym@zju.edu.cn",
        password="any sign at all",
        confirmation="any sign at all",
    )
    at.find(Line, "email").setFocus()
    at.press(KEY.Key_Return)
    assert _step(at) == DONE
    card = queries.card(queries.find("22012345")[0].id)
    assert (card.state, card.road, card.class_, card.has_last_six) == (
        "pending_review",
        "campus",
        "graduate",
        True,
    )
    assert at.desk.patrons.sign_in("zym@zju.edu.cn", "any sign at all").patron_id == card.id


@pytest.mark.parametrize(
    ("number", "name", "last_six"),
    [("22012346", "赵一鸣", "12345X"), ("22012345", "赵二鸣", "12345X"), ("22012345", "赵一鸣", "12345Y")],
)
def test_a_card_that_is_not_in_the_registry(at: PatronsDesk, number: str, name: str, last_six: str) -> None:
    at.show("register")
    at.click("register-road-campus")
    for field, text in (("number", number), ("name", name), ("last_six", last_six)):
        at.type(field, text)
    at.click("register-bind")
    assert at.errors("card-form") == {"number": at.session.words("refusal.patron.card")}
    at.click("register-by-form")
    assert _step(at) == PROFILE
    assert at.text("register-steps-words") == "Step 2 of 3"


def test_a_campus_without_cards_fills_in_the_form(at: PatronsDesk) -> None:
    at.show("register")
    _choose(at, "sxwl")
    assert at.text("register-institution") == "绍兴文理学院"
    assert at.top().findChild(type(at.button("register-go")), "register-road-campus_form") is not None
    at.click("register-road-campus_form")
    at.type("last_six", "12345X")
    _fill(at, number="2023001", password="rain 1234", confirmation="rain 1234")
    at.find(Choice, "class").set_value("undergraduate")
    at.click("register-go")
    assert _step(at) == DONE
    card = queries.card(queries.find("2023001")[0].id)
    assert (card.road, card.institution, card.class_) == ("campus_form", "绍兴文理学院", "undergraduate")


def test_off_campus_and_what_happens_next(at: PatronsDesk) -> None:
    at.show("register")
    at.click("register-road-off_campus")
    _fill(at)
    at.click("register-go")
    assert _step(at) == DONE
    patron = queries.find("chenhy88")[0].id
    assert queries.card(patron).road == "off_campus"
    assert "2026-11-23" in at.text("register-done-next"), "Friday's registration is due on Monday"
    told = " ".join(at.find(Facts, "register-done-phones").texts())
    assert "0571-87951633" in told
    assert "0571-88208468" in told
    assert "0571-882208468" not in told
    at.press(KEY.Key_Return)
    assert at.opened[-1] == ("review", patron)


def test_each_field_is_judged_as_one_leaves_it(at: PatronsDesk) -> None:
    at.show("register")
    at.click("register-road-off_campus")
    for name, text, word in (
        ("name", "Zoë Müller", "·"),
        ("number", "chy@126.com", "e-mail"),
        ("email", "chy", "e-mail"),
        ("mobile", "12", "mobile"),
        ("password", "abc", "4–12"),
    ):
        field = at.find(Line, name)
        field.setFocus()
        for sign in text:
            field.insert(sign)
        field.textEdited.emit(field.text())
        assert name not in at.errors("profile-form"), "not before one leaves it"
        field.focusNextChild()
        at.settle()
        assert word in at.errors("profile-form")[name]
    assert _step(at) == PROFILE


def test_stars_stand_at_what_is_needed_and_nothing_is_stored_without(at: PatronsDesk) -> None:
    at.show("register")
    at.click("register-road-off_campus")
    labels = {name: at.text(f"{name}-label") for name in ("number", "sex", "email", "unit", "last_six")}
    starred = {name for name, label in labels.items() if label.endswith("*")}
    assert starred == {"number", "sex", "email"}
    at.click("register-go")
    assert set(at.errors("profile-form")) >= {"number", "name", "sex", "email", "mobile", "password"}
    assert queries.count() == 0


def test_two_passwords_that_differ(at: PatronsDesk) -> None:
    at.show("register")
    at.click("register-road-off_campus")
    _fill(at, confirmation="rain12345")
    at.click("register-go")
    assert at.errors("profile-form") == {"confirmation": at.session.words("refusal.password.differs")}


def test_a_number_that_is_taken_is_said_beside_it(at: PatronsDesk) -> None:
    at.waiting()
    at.show("register")
    at.click("register-road-off_campus")
    _fill(at, email="other@126.com")
    at.click("register-go")
    assert set(at.errors("profile-form")) == {"number"}
    assert queries.count() == 1


def test_back_to_change_the_institution_at_every_step(at: PatronsDesk) -> None:
    at.show("register")
    for road in ("campus", "off_campus"):
        at.click(f"register-road-{road}")
        at.click("register-change-institution")
        assert _step(at) == INSTITUTION


def test_a_next_reader_finds_nothing_of_the_last(at: PatronsDesk) -> None:
    at.show("register")
    at.click("register-road-off_campus")
    _fill(at)
    at.click("register-go")
    at.press(KEY.Key_N)
    assert _step(at) == INSTITUTION
    at.click("register-road-off_campus")
    screen = at.window.current()
    assert isinstance(screen, RegisterScreen)
    left = {name: value for name, value in screen.form.values().items() if value}
    assert left == {"language": "en"}
