"""On a reader's card: a forgotten password, a wrong name or institution, a second record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.empty import Empty
from ui.kit.fields import Choice, Tick
from ui.kit.label import Label
from ui.kit.models import RowModel
from ui.kit.table import TableView
from ui.patrons.history import ReaderHistory
from ui.patrons.offers import ReaderOffers
from ui.patrons.person import PersonPanel


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _entry(at: PatronsDesk, name: str) -> QAction:
    menu = at.find(ReaderOffers, "person-offers").menu()
    (found,) = (action for action in menu.actions() if action.objectName() == name)
    return found


def _choose(at: PatronsDesk, name: str) -> None:
    action = _entry(at, name)
    assert action.isEnabled()
    action.trigger()
    at.settle()


def _rows(at: PatronsDesk) -> list[tuple[str, str]]:
    model = at.find(TableView, "merge-with-table").model()
    assert isinstance(model, RowModel)
    return [(row.number, model.columns[1].text(row)) for row in model.rows]


def _keep(at: PatronsDesk, key: KEY) -> None:
    """The other of the two records."""
    at.find(Choice, "kept").setFocus()
    at.press(key)


# Merging


def test_two_approved_readers_are_merged_on_the_card(at: PatronsDesk) -> None:
    older = at.approved("chenhongyu", "陈竑宇", mobile="13957102231")
    at.approved("wu88", "吴淼", mobile="13957102200")
    newer = at.approved("chenhy88", "陈竑宇", mobile="13957102231")
    at.show("patrons", newer)
    _choose(at, "menu-merge")
    assert _rows(at) == [("chenhongyu", "Same mobile Same name and last six")]
    assert at.find(Choice, "kept").value() == older, "the older one is proposed"
    assert "Kept: 陈竑宇 (chenhongyu)" in at.text("merge-with-kept")
    at.click("merge-with-primary")
    assert not at.has_sheet()
    assert queries.follow(newer) == older
    assert at.opened[-1] == ("patrons", older)
    assert at.text("person-name") == "陈竑宇"
    assert at.session.commands.undo_last(), "opening the reader took no undo away"
    assert queries.follow(newer) == newer


def test_anybody_is_found_by_typing_and_either_record_can_be_kept(at: PatronsDesk) -> None:
    mine = at.approved("chenhy88", "陈竑宇")
    other = at.approved("wu88", "吴淼", mobile="13957102200", last_six="111111")
    at.show("patrons", mine)
    _choose(at, "menu-merge")
    assert _rows(at) == []
    assert not at.button("merge-with-primary").isEnabled()
    at.type("merge-with-search", "chenhy88")
    at.press(KEY.Key_Return)
    assert _rows(at) == [], "nobody is merged with himself"
    at.type("merge-with-search", "nobody")
    at.press(KEY.Key_Return)
    assert at.find(Empty, "merge-with-none").isVisible()
    at.type("merge-with-search", "wumiao")
    at.press(KEY.Key_Return)
    assert _rows(at) == [("wu88", "")]
    at.click("merge-with-primary")
    assert at.errors("merge-with-form")["reason"], "nothing is alike: somebody has to say why"
    _keep(at, KEY.Key_Down)
    assert "(wu88)" in at.text("merge-with-kept")
    _keep(at, KEY.Key_Up)
    assert "(chenhy88)" in at.text("merge-with-kept")
    at.type("reason", "改名，见身份证")
    at.click("merge-with-primary")
    assert queries.follow(other) == mine
    assert queries.merged_records(mine)[0].reason == "改名，见身份证"


def test_the_campus_record_is_kept_and_a_refusal_says_the_way_out(at: PatronsDesk) -> None:
    campus = at.campus()
    other = at.approved("zym88", "赵一鸣", mobile="13957102231")
    at.show("patrons", other)
    _choose(at, "menu-merge")
    assert at.find(Choice, "kept").value() == campus
    _keep(at, KEY.Key_Up)
    at.click("merge-with-primary")
    assert at.text("merge-with-form-message") == at.session.words("refusal.patron.merge_bound")
    _keep(at, KEY.Key_Down)
    at.click("merge-with-primary")
    assert queries.follow(other) == campus


def test_who_may_not_review_cannot_merge(qtbot: QtBot, tmp_path: Path) -> None:
    at = PatronsDesk(qtbot, tmp_path, role="counter")
    at.show("patrons", at.approved())
    assert not _entry(at, "menu-merge").isEnabled()
    assert _entry(at, "menu-password").isEnabled()
    at.close()


# A wrong name or institution


def test_a_wrong_name_is_corrected_and_found_and_taken_back(at: PatronsDesk) -> None:
    patron = at.approved()
    at.show("patrons", patron)
    _choose(at, "menu-correct")
    at.type("name", "陈 弘宇")
    at.click("correct-primary")
    assert set(at.errors("correct-form")) == {"name", "reason"}
    at.type("name", "陈弘宇")
    at.type("reason", "身份证")
    at.click("correct-primary")
    assert at.text("person-name") == "陈弘宇"
    assert [row.id for row in queries.find("弘宇")] == [patron]
    at.session.commands.undo_last()
    at.settle()
    assert at.text("person-name") == "陈竑宇"
    assert queries.find("弘宇") == []


def test_a_wrong_institution_is_corrected_and_told_in_the_history(at: PatronsDesk) -> None:
    patron = at.approved()
    before = queries.card(patron).institution
    at.show("patrons", patron)
    _choose(at, "menu-correct")
    choice = at.find(Choice, "institution")
    assert choice.value() == queries.card(patron).institution_id
    other = next(row for row in queries.institutions() if row.name != before)
    choice.set_value(other.id)
    at.type("reason", "工作证")
    at.click("correct-primary")
    assert queries.card(patron).institution == other.name
    assert queries.events(patron)[0].facts["before"] == {"institution": before}
    panel = at.find(PersonPanel, "person")
    (line, *_) = ReaderHistory(at.session, panel).lines(patron, "record")
    assert f"Name or institution corrected · institution · 工作证 · {other.name}" in line.text


def test_saving_what_stood_there_already_changes_nothing(at: PatronsDesk) -> None:
    patron = at.approved()
    at.show("patrons", patron)
    _choose(at, "menu-correct")
    at.type("reason", "身份证")
    at.click("correct-primary")
    assert not at.has_sheet()
    assert at.toasts() == []
    assert queries.events(patron)[0].kind == "approve"


def test_a_bound_name_stays_the_registrys(at: PatronsDesk) -> None:
    at.show("patrons", at.campus())
    assert not _entry(at, "menu-correct").isEnabled()


# A forgotten password


def test_a_forgotten_password_is_typed_anew_at_the_counter(at: PatronsDesk) -> None:
    patron = at.approved()
    at.show("patrons", patron)
    _choose(at, "menu-password")
    at.type("password", "wind5678")
    at.type("confirmation", "wind5679")
    at.click("new-password-primary")
    assert at.errors("new-password-form")["seen"]
    at.find(Tick, "seen").set_value(True)
    at.click("new-password-primary")
    assert at.errors("new-password-form") == {"confirmation": at.session.words("refusal.password.differs")}
    at.type("confirmation", "wind5678")
    at.click("new-password-primary")
    assert not at.has_sheet()
    assert at.toasts() == ["The new password of 陈竑宇 counts from now on"]
    assert at.desk.patrons.sign_in("chenhy88", "wind5678").patron_id == patron
    with pytest.raises(Refusal, match="sign_in"):
        at.desk.patrons.sign_in("chenhy88", "rain1234")
    assert queries.events(patron)[0].kind == "password"


def test_who_left_gets_no_password(at: PatronsDesk) -> None:
    patron = at.approved()
    at.desk.patrons.withdraw(at.admin, patron)
    at.show("patrons", patron)
    assert not _entry(at, "menu-password").isEnabled()
    assert at.find(Label, "person-name").isVisible()
