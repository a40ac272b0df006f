"""The review: late ones first, look-alikes beside, one key for each decision, then the next one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics
from pytestqt.qtbot import QtBot

from ill_desktop.errors import Refusal
from ill_desktop.notices import queries as notices
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import Card
from tests.ui.patrons_desk import KEY, PatronsDesk
from ui.kit.cells import PADDING
from ui.kit.chip import Chip
from ui.kit.facts import Facts
from ui.kit.fields import Area, Choice
from ui.kit.label import Label
from ui.kit.models import RowModel
from ui.kit.table import TableView
from ui.kit.theme import SMALL, font


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[PatronsDesk]:
    desk = PatronsDesk(qtbot, tmp_path)
    yield desk
    desk.close()


def _queue(at: PatronsDesk) -> list[tuple[str, str]]:
    model = at.find(TableView, "review-queue").model()
    assert isinstance(model, RowModel)
    return [(row.name, model.columns[2].text(row)) for row in model.rows]


def _current(at: PatronsDesk) -> str:
    return str(at.find(TableView, "review-queue").current().name)


def test_late_ones_come_first_and_say_how_late(at: PatronsDesk) -> None:
    at.waiting("wu88", "吴淼")  # Friday: due on Monday
    at.clock.advance(days=3)
    at.waiting("he88", "何洁")  # Monday: due on Tuesday
    at.show("review")
    assert _queue(at) == [("吴淼", "today"), ("何洁", "tomorrow")]
    at.clock.advance(days=2)
    at.show("review")
    assert _queue(at) == [("吴淼", "late 2 d"), ("何洁", "late 1 d")]
    assert at.find(Chip, "review-late").tag.text == "2 late"
    assert at.text("review-waiting") == "2 waiting"


def test_a_approves_and_the_next_one_stands_there(at: PatronsDesk) -> None:
    first, second = at.waiting("wu88", "吴淼"), at.waiting("he88", "何洁")
    third = at.waiting("sun88", "孙喆")
    at.show("review", second)
    at.press(KEY.Key_A)
    assert at.state(second) == "approved"
    assert at.toasts() == ["何洁 approved"]
    assert _current(at) == "孙喆", "the one that followed, not the first again"
    at.press(KEY.Key_A)
    at.press(KEY.Key_A)
    assert [at.state(each) for each in (first, second, third)] == ["approved"] * 3
    assert at.offers("review-none-next")


def test_the_reader_is_told(at: PatronsDesk) -> None:
    patron = at.waiting()
    at.show("review")
    at.press(KEY.Key_A)
    kinds = [notice.kind for notice in notices.of_patron(patron)]
    assert kinds == ["registration_approved", "registration_received"]


def test_a_reviewer_may_know_the_class_better(at: PatronsDesk) -> None:
    patron = at.waiting()
    at.show("review")
    at.find(Choice, "application-class").set_value("staff")
    at.click("review-approve")
    assert queries.card(patron).class_ == "staff"


@pytest.mark.parametrize(
    ("key", "state", "kind"),
    [
        (KEY.Key_Q, "needs_information", "registration_needs_information"),
        (KEY.Key_R, "rejected", "registration_rejected"),
    ],
)
def test_asking_and_rejecting_want_words_the_reader_gets(
    at: PatronsDesk, key: KEY, state: str, kind: str
) -> None:
    patron = at.waiting()
    at.show("review")
    at.press(key)
    at.click("reason-primary")
    assert at.state(patron) == "pending_review", "no words, no decision"
    at.type("reason", "请补充工作单位全称")
    at.click("reason-primary")
    assert at.state(patron) == state
    newest = notices.of_patron(patron)[0]
    assert newest.kind == kind
    assert "请补充工作单位全称" in newest.facts.values()


def test_closing_the_question_decides_nothing(at: PatronsDesk) -> None:
    patron = at.waiting()
    at.show("review")
    at.press(KEY.Key_R)
    at.press(KEY.Key_Escape)
    assert not at.has_sheet()
    assert at.state(patron) == "pending_review"


def test_letters_in_the_reason_are_letters(at: PatronsDesk) -> None:
    patron = at.waiting()
    at.show("review")
    at.press(KEY.Key_Q)
    for key in (KEY.Key_A, KEY.Key_R, KEY.Key_Q):
        at.press(key)
    assert at.state(patron) == "pending_review"


def test_look_alikes_stand_beside_with_what_is_the_same(at: PatronsDesk) -> None:
    other = at.approved("chenhongyu", "陈竑宇", mobile="13957102231", last_six="98765X")
    at.desk.patrons.expire(at.admin, other)
    patron = at.waiting()
    at.show("review", patron)
    assert _marked(at, f"look-alike-{other}") == ["陈竑宇", "139 5710 2231", "the same"]
    assert _marked(at, "application-facts") == ["陈竑宇", "139 5710 2231", "on file"]
    at.click(f"look-alike-open-{other}")
    assert at.opened[-1] == ("patrons", other)


def _marked(at: PatronsDesk, name: str) -> list[str]:
    labels = at.find(Facts, name).findChildren(Label)
    return [label.text() for label in labels if label.isVisible() and label.property("marked") == "true"]


def test_a_merged_record_speaks_for_the_reader_who_is_kept(at: PatronsDesk) -> None:
    kept = at.approved("chenhongyu", "陈竑宇", mobile="13957102299")
    old = at.approved("oldchy", "陈大雷", mobile="13957102231")
    at.desk.merging.merge(at.admin, old, kept, "same person")
    patron = at.waiting("new88", "某人")
    at.show("review", patron)
    assert _marked(at, f"look-alike-{kept}") == ["oldchy"]
    assert not at.find(Label, "look-alikes-none").isVisible()


def test_nobody_alike_is_said_too(at: PatronsDesk) -> None:
    at.waiting()
    at.show("review")
    assert at.find(Label, "look-alikes-none").isVisible()


def test_missing_last_six_are_entered_at_review(at: PatronsDesk) -> None:
    patron = at.waiting(last_six="")
    at.show("review")
    at.click("application-last-six")
    at.type("last_six", "12 3")
    at.click("last-six-primary")
    assert at.errors("last-six-form")
    at.type("last_six", "12345x")
    at.click("last-six-primary")
    assert queries.card(patron).has_last_six
    assert not at.offers("application-last-six")


def test_somebody_faster_is_said_and_nothing_breaks(at: PatronsDesk) -> None:
    patron = at.waiting()
    at.show("review")
    at.desk.patrons.approve(at.admin, patron)
    at.press(KEY.Key_A)
    assert at.toasts() == [at.session.words("refusal.patron.moved_on")]


def test_one_who_no_longer_waits_opens_with_the_readers(at: PatronsDesk) -> None:
    patron = at.approved()
    at.show("review", patron)
    assert at.opened[-1] == ("patrons", patron)


def test_who_may_not_review_cannot(qtbot: QtBot, tmp_path: Path) -> None:
    at = PatronsDesk(qtbot, tmp_path, role="counter")
    patron = at.waiting()
    screen = at.show("review")
    screen.setFocus()
    at.press(KEY.Key_A)
    assert at.state(patron) == "pending_review"
    assert not at.button("review-approve").isEnabled()
    at.close()


def test_long_values_widen_nothing(at: PatronsDesk) -> None:
    at.waiting("longlong", "欧阳" * 30, unit="勘测" * 50, email=f"{'a' * 60}@{'university.' * 12}example.com")
    screen = at.show("review")
    assert screen.minimumSizeHint().width() <= 1265


def test_ticked_ones_are_approved_together_and_who_is_left_is_said(at: PatronsDesk) -> None:
    at.approved("chenhongyu", "陈竑宇", mobile="13957102299")
    alike = at.waiting("wu88", "吴淼", mobile="13957102299")
    free = [
        at.waiting(f"reader{n}", name, mobile=f"1395710300{n}") for n, name in enumerate("何洁 孙喆".split())
    ]
    at.show("review")
    assert not at.button("review-many").isVisible()
    at.press(KEY.Key_T)
    assert at.button("review-many").words() == "Approve 3 ticked"
    at.click("review-many")
    assert [at.state(each) for each in (alike, *free)] == ["pending_review", "approved", "approved"]
    assert at.toasts() == ["2 approved"]
    left = at.find(TableView, "bulk-left-table").model()
    assert isinstance(left, RowModel)
    (why,) = (left.columns[0].text(row) for row in left.rows)
    assert why == f"吴淼 · {at.session.words.refusal(Refusal('patron.look_alike', count=1))}"
    assert at.text("bulk-left-approved") == "Approved: 何洁, 孙喆"
    at.press(KEY.Key_Return)
    assert not at.has_sheet()
    assert _current(at) == "吴淼"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_sentence_of_who_was_left_is_cut(at: PatronsDesk, language: str) -> None:
    at.approved("chenhongyu", "陈竑宇", mobile="13957102299")
    at.waiting("wu88", "吴淼", mobile="13957102299")
    at.session.use_language(language)
    at.show("review")
    at.press(KEY.Key_Space)
    at.click("review-many")
    table = at.find(TableView, "bulk-left-table")
    sentence = at.session.words.refusal(Refusal("patron.look_alike", count=999))
    assert QFontMetrics(font(SMALL)).horizontalAdvance(sentence) + 2 * PADDING <= table.viewport().width()
    assert not at.find(Label, "bulk-left-approved").isVisible(), "nobody was"


def test_ticking_and_approving_stand_at_the_right(at: PatronsDesk) -> None:
    at.waiting("wu88", "吴淼")
    at.waiting("he88", "何洁", mobile="13957102200")
    screen = at.show("review")
    at.press(KEY.Key_T)
    many = at.button("review-many")
    right = many.mapTo(screen, many.rect().topRight()).x()
    assert screen.width() - right <= 32


def test_space_ticks_the_row_one_is_on(at: PatronsDesk) -> None:
    at.waiting("wu88", "吴淼")
    at.waiting("he88", "何洁", mobile="13957102200")
    at.show("review")
    at.press(KEY.Key_Space)
    assert at.button("review-many").words() == "Approve 1 ticked"


def test_m_merges_into_the_reader_beside_and_undo_takes_it_back(at: PatronsDesk) -> None:
    other = at.approved("chenhongyu", "陈竑宇", mobile="13957102231")
    patron = at.waiting()
    at.show("review", patron)
    at.press(KEY.Key_M)
    assert "Nothing is moved or lost" in at.text("merge-note")
    at.click("merge-primary")
    assert queries.follow(patron) == other
    assert at.offers("review-none-next"), "a merged registration waits no longer"
    at.session.commands.undo_last()
    assert queries.follow(patron) == patron
    assert at.state(patron) == "pending_review"


@pytest.mark.parametrize("end", ["expire", "withdraw"])
def test_m_takes_in_a_record_that_has_ended(at: PatronsDesk, end: str) -> None:
    old = at.approved("chenhongyu", "陈竑宇", mobile="13957102231")
    getattr(at.desk.patrons, end)(at.admin, old)
    patron = at.waiting()
    at.show("review", patron)
    assert at.button(f"look-alike-merge-{old}").words() == "Take in the old record"
    at.press(KEY.Key_M)
    assert at.text("merge-title") == "Merge chenhongyu into chenhy88"
    assert "Kept: 陈竑宇 (chenhy88)" in at.text("merge-note")
    assert "stays in review" in at.text("merge-note")
    at.click("merge-primary")
    assert queries.follow(old) == patron
    assert at.state(patron) == "pending_review"
    assert _current(at) == "陈竑宇"
    assert at.find(Label, "look-alikes-none").isVisible()
    at.session.commands.undo_last()
    at.settle()
    assert queries.follow(old) == old
    assert at.offers(f"look-alike-merge-{old}")


def test_a_registration_with_a_campus_card_takes_in_the_reader_from_outside(at: PatronsDesk) -> None:
    other = at.approved("zym88", "赵一鸣", mobile="13957102231")
    profile = at.profile(number="", name="", unit="", last_six="", email="zym@zju.edu.cn")
    patron = at.desk.patrons.register_campus(at.admin, Card("22012345", "赵一鸣", "12345X"), profile)
    at.show("review", patron)
    at.press(KEY.Key_M)
    at.click("merge-primary")
    assert queries.follow(other) == patron
    assert at.state(patron) == "pending_review"


def test_what_is_refused_squeezes_nothing_in_the_sheet(at: PatronsDesk) -> None:
    other = at.approved("chenhongyu", "陈竑宇", mobile="13957102231")
    patron = at.waiting()
    at.show("review", patron)
    at.press(KEY.Key_M)
    field, note = at.find(Area, "reason"), at.find(Label, "merge-note")
    before = field.height(), note.height()
    at.desk.patrons.expire(at.admin, other)  # somebody else was quicker
    at.click("merge-primary")
    message = at.find(Label, "merge-form-message")
    assert message.text() == at.session.words("refusal.patron.merge_ended")
    assert message.height() >= message.heightForWidth(message.width())
    assert (field.height(), note.height()) == before
    assert queries.follow(patron) == patron


def test_n_tells_two_people_apart(at: PatronsDesk) -> None:
    at.approved("chenhongyu", "陈竑宇", mobile="13957102231")
    patron = at.waiting()
    at.show("review", patron)
    at.press(KEY.Key_N)
    assert at.find(Label, "look-alikes-none").isVisible()
    at.session.commands.undo_last()
    assert not at.find(Label, "look-alikes-none").isVisible()


def test_who_may_not_review_cannot_merge_either(qtbot: QtBot, tmp_path: Path) -> None:
    at = PatronsDesk(qtbot, tmp_path, role="counter")
    at.approved("chenhongyu", "陈竑宇", mobile="13957102231")
    patron = at.waiting()
    screen = at.show("review", patron)
    screen.setFocus()
    at.press(KEY.Key_M)
    assert not at.has_sheet()
    at.close()
