"""What is done about messages: retrying, another way, taking off the list, pausing, letters, sending."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from db import connection
from ill_desktop.notices import queries
from ill_desktop.notices.settings import MailSettings
from tests.ui.rest_desk import RestDesk
from ui.kit.facts import Facts
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.preview import Preview
from ui.kit.table import TableView
from ui.notices.letters import LettersPage
from ui.notices.screen import NoticesScreen


class Room(RestDesk):
    """The notices' window; its messages are numbered from the newest."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        super().__init__(qtbot, folder, NoticesScreen)
        self.ids = [row.id for row in queries.page(None, None)]

    def fail(self, *notices: int) -> None:
        """As the sender leaves what a server refuses."""
        for number in notices:
            connection.execute(
                "UPDATE outbox SET state = 'failed', attempts = 1, problem = ? WHERE id = ?",
                ('{"code": "mail.address", "address": "zhao88@"}', number),
            )
        self.session.commands.run(lambda: None, touches=("notices",))
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.session.post.tasks.running() == 0)
        super().settle()

    def close(self) -> None:
        self.session.post.stop()
        super().close()

    def states(self) -> list[tuple[str, str]]:
        return [(row.state, row.way) for row in queries.page(None, None)]


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    desk = Room(qtbot, tmp_path)
    yield desk
    desk.close()


def test_only_what_can_be_done_is_offered(at: Room) -> None:
    assert not at.find(Button, "notices-retry").isVisible()
    at.fail(at.ids[0])
    at.press("notices-state-failed")
    assert at.find(Button, "notices-retry").isVisible()
    at.press("notices-state-sent")
    assert not at.find(Button, "notices-give-up").isVisible()


def test_a_failed_message_says_why_and_is_tried_again_by_its_key(at: Room) -> None:
    at.fail(at.ids[0])
    at.press("notices-state-failed")
    told = at.find(Facts, "notice-facts").texts()
    assert "“zhao88@” is no valid e-mail address." in told
    at.key(Qt.Key.Key_R)
    assert at.states()[0] == ("waiting", "email")
    assert "Tried again: 1" in at.said()


def test_several_go_another_way(at: Room) -> None:
    at.fail(*at.ids)
    at.press("notices-state-failed")
    at.find(TableView, "notices-table").selectAll()
    at.press("notices-other-way")
    menu = at.find(Menu, "notices-ways")
    action = next(each for each in menu.actions() if each.objectName() == "way-letter")
    action.trigger()
    menu.close()
    at.settle()
    assert at.states() == [("waiting", "letter")] * 2
    assert at.find(Button, "notices-place-letters").words() == "Letters 2"


def test_what_somebody_telephoned_is_taken_off_the_list_with_the_reason(at: Room) -> None:
    at.press("notices-give-up")
    sheet = at.sheet("reason")
    assert sheet is not None
    at.find(Button, "reason-primary").click()
    assert at.sheet("reason") is not None, "a reason is needed"
    sheet.form.fill({"reason": "telephoned"})  # type: ignore[attr-defined]
    at.press("reason-primary")
    assert at.states()[0][0] == "withdrawn"
    at.press("notices-state-withdrawn")
    assert queries.page("withdrawn", None)[0].problem == "telephoned"
    told = " ".join(at.find(Facts, "notice-facts").texts())
    assert "Reason" in told and "telephoned" in told and "Problem" not in told


def test_pausing_holds_everything_and_says_so(at: Room) -> None:
    at.press("notices-pause")
    assert at.desk.notices.paused() == "by_hand"
    assert at.text("notices-held").startswith("Sending is paused by hand.")
    assert not at.find(Button, "notices-now").isEnabled()
    at.press("notices-resume")
    assert at.desk.notices.paused() == ""
    assert "No mail server is set up" in at.text("notices-held")


def test_after_a_restore_what_waits_is_looked_through_first(at: Room) -> None:
    at.desk.notices.pause(at.admin, "restored")
    at.session.commands.run(lambda: None, touches=("notices",))
    at.settle()
    assert at.text("notices-held").startswith("Sending is paused since a backup was put back")
    assert {row.maybe_repeat for row in queries.page(None, None)} == {1}
    at.press("notices-give-up")
    sheet = at.sheet("reason")
    assert sheet is not None
    sheet.form.fill({"reason": "gone before the restore"})  # type: ignore[attr-defined]
    at.press("reason-primary")
    at.press("notices-resume")
    assert [state for state, _ in at.states()] == ["withdrawn", "waiting"]
    assert at.desk.notices.paused() == ""


def test_send_now_sends_what_needs_no_server_and_says_what_became_of_it(at: Room) -> None:
    connection.execute("UPDATE outbox SET way = 'none' WHERE id = ?", (at.ids[0],))
    at.press("notices-now")
    at.settle()
    assert at.states() == [("sent", "none"), ("waiting", "email")]
    assert "Sent: 1" in at.said()
    assert not at.desk.daily.is_due(), "the day's round was made with it"


def test_the_rate_is_said_where_a_server_is_set_up(at: Room) -> None:
    mail = MailSettings(host="127.0.0.1", port=9, security="none", sender="ill@zju.edu.cn", per_minute=12)
    at.desk.senders.save_mail(at.admin, dataclasses.replace(mail))
    at.session.commands.run(lambda: None, touches=("notices",))
    assert "E-mail: at most 12 a minute." in at.text("notices-held")
    assert not at.find(Button, "notices-set-up").isVisible()


def test_letters_count_as_sent_when_somebody_says_so(at: Room) -> None:
    connection.execute("UPDATE outbox SET way = 'letter'")
    at.press("notices-place-letters")
    page = at.screen.findChild(LettersPage, "letters")
    assert page is not None and at.text("letters-chosen") == "2 of 2 chosen"
    page.model.toggle(0)
    at.press("letters-print")
    preview = at.window.findChild(Preview, "preview")
    assert preview is not None
    preview.put_out.emit()
    at.settle()
    assert at.states() == [("waiting", "letter")] * 2, "a paper jam loses nothing"
    at.press("confirm-primary")
    assert sorted(at.states()) == [("sent", "letter"), ("waiting", "letter")]
    assert at.text("letters-chosen") == "0 of 1 chosen", "what was left out stays left out"


def test_a_test_letter_is_printed_though_none_waits(at: Room) -> None:
    at.press("notices-place-letters")
    at.press("letters-test")
    preview = at.window.findChild(Preview, "preview")
    assert preview is not None
    preview.put_out.emit()
    at.settle()
    assert at.states() == [("waiting", "email")] * 2, "it goes to nobody, and nothing is asked"


def test_one_message_is_shown_alone_until_a_pill_is_pressed(at: Room) -> None:
    assert isinstance(at.screen, NoticesScreen)
    at.screen.show_subject(at.ids[1])
    at.settle()
    assert [row.id for row in at.screen.outbox.model.rows] == [at.ids[1]]
    at.press("notices-state-all")
    assert len(at.screen.outbox.model.rows) == 2


def test_who_may_not_configure_looks_but_does_not_pause(qtbot: QtBot, tmp_path: Path) -> None:
    desk = RestDesk(qtbot, tmp_path, NoticesScreen, role="reviewer")
    assert not desk.find(Button, "notices-pause").isVisible()
    desk.session.post.stop()
    desk.close()
