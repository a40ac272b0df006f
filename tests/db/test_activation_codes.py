"""Codes by SMS, mail and counter: bound to what they prove, sent seldom, five wrong ones a day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.activation import codes, queries
from ill_desktop.activation.service import ActivationService
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.staff.rules import Actor
from ill_desktop.words import LANGUAGES
from tests.db.visitor import EMAIL, MOBILE, Visitor, refused, wrong


@pytest.fixture
def patron_id(approved: Callable[..., int]) -> int:
    return approved(last_six="12345X")


@pytest.fixture
def visitor(ground: Ground, patron_id: int) -> Visitor:
    """Whose contact is given and has to be proved."""
    visitor = Visitor(ground).start()
    visitor.identify()
    visitor.contact()
    return visitor


@pytest.mark.parametrize(("channel", "to"), [("sms", "+8613957102231"), ("email", EMAIL)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_goes_where_it_proves(visitor: Visitor, channel: str, to: str, language: str) -> None:
    visitor.service.speak(visitor.secret, language)
    sent = visitor.ask_code(channel)
    assert sent.channel == channel
    assert sent.expires_at == visitor.ground.clock.now().replace(minute=10)
    assert visitor.sender.sent[0][0] == to
    text = visitor.sender.sent[0][1]
    assert visitor.ground.library.name[language] in text
    assert "{" not in text
    visitor.type_code()
    assert visitor.agree().mobile_proof == {"sms": "code", "email": "email"}[channel]


def test_an_sms_is_one_sms(visitor: Visitor) -> None:
    visitor.ask_code("sms")
    assert len(visitor.sender.sent[0][1]) <= 70  # what one message in Chinese holds


def test_a_counter_code_is_attested(visitor: Visitor, counter: Actor, patron_id: int) -> None:
    sent = visitor.ask_code("counter")
    assert (sent.channel, sent.masked, sent.expires_at) == ("counter", "", None)
    assert visitor.sender.sent == []
    visitor.type_code(visitor.service.counter_code(counter, patron_id).code)
    assert visitor.agree().mobile_proof == "attested"


def test_without_a_sender_the_counter_is_left(ground: Ground, visitor: Visitor) -> None:
    visitor.service = ActivationService(ground, NoticeService(ground))
    assert visitor.service.channels() == ("counter",)
    assert refused(visitor.ask_code) == "activation.channel"
    assert visitor.ask_code("counter").channel == "counter"


@pytest.mark.parametrize("problem", ["sms.unreachable", "mail.login"])
def test_what_could_not_be_sent_is_said_and_good_for_nothing(
    visitor: Visitor, clock: FixedClock, problem: str
) -> None:
    visitor.sender.problem = problem
    assert refused(visitor.ask_code) == "activation.not_sent"
    assert connection.value("SELECT consumed_at FROM activation_code") == visitor.ground.now
    payload = connection.value("SELECT payload FROM audit_payload ORDER BY id DESC LIMIT 1")
    assert problem in payload
    visitor.sender.problem = None
    visitor.ask_code("email")  # at once: nobody waits for what did not come
    visitor.type_code()


def test_a_changed_mobile_has_to_be_proved_anew(visitor: Visitor, clock: FixedClock) -> None:
    visitor.ask_code("sms")
    code = visitor.sender.code
    visitor.contact(EMAIL, "139 5710 9999")
    assert refused(lambda: visitor.type_code(code)) == "activation.code_wrong"
    clock.advance(minutes=1)
    visitor.ask_code("sms")
    assert visitor.sender.sent[-1][0] == "+8613957109999"
    visitor.type_code()
    assert visitor.step == "terms"
    visitor.contact("new@126.com", "139 5710 9999")
    assert visitor.step == "code", "what was proved belongs to the contact as it was"
    assert refused(visitor.agree) == "activation.step"


def test_the_same_contact_again_loses_nothing(visitor: Visitor) -> None:
    visitor.ask_code()
    visitor.type_code()
    visitor.contact(EMAIL.upper().lower(), MOBILE.replace(" ", ""))
    assert visitor.step == "terms"


def test_a_code_is_good_once_and_for_ten_minutes(ground: Ground, visitor: Visitor, clock: FixedClock) -> None:
    visitor.ask_code()
    code = visitor.sender.code
    other = Visitor(ground).start()
    other.identify()
    other.contact()
    other.type_code(code)  # the same reader and mobile on another phone
    assert refused(lambda: visitor.type_code(code)) == "activation.code_expired"
    clock.advance(minutes=1)
    visitor.ask_code()
    clock.advance(minutes=10)
    assert refused(visitor.type_code) == "activation.code_expired"


def test_how_long_a_code_is_good_is_the_librarys(ground: Ground, visitor: Visitor, clock: FixedClock) -> None:
    facts = {**ground.library.facts["activation"], "code_minutes": 3}
    ground.library = ground.library.with_facts(activation=facts)
    visitor.ask_code()
    assert "3 分钟" in visitor.sender.sent[0][1]
    clock.advance(minutes=3)
    assert refused(visitor.type_code) == "activation.code_expired"


def test_once_a_minute_and_five_times_an_hour(visitor: Visitor, clock: FixedClock) -> None:
    visitor.ask_code()
    for _ in range(4):
        with pytest.raises(Refusal) as told:
            visitor.ask_code("email")
        assert (told.value.code, told.value.facts) == ("activation.resend", {"seconds": 60})
        clock.advance(seconds=59.5)
        with pytest.raises(Refusal) as told:
            visitor.ask_code()
        assert told.value.facts == {"seconds": 1}
        clock.advance(seconds=0.5)
        visitor.ask_code()
    assert refused(visitor.ask_code) == "activation.codes_hour"
    assert visitor.ask_code("counter"), "the way out is open"
    clock.advance(minutes=56)
    visitor.ask_code()


def test_the_limit_is_the_readers_not_the_visits(ground: Ground, visitor: Visitor) -> None:
    visitor.ask_code()
    other = Visitor(ground, client="phone:192.0.2.8").start()
    other.identify()
    other.contact()
    assert refused(other.ask_code) == "activation.resend"


def test_what_failed_counts_in_the_hour(visitor: Visitor) -> None:
    visitor.sender.problem = "sms.unreachable"
    for _ in range(5):
        assert refused(visitor.ask_code) == "activation.not_sent"
    assert refused(visitor.ask_code) == "activation.codes_hour"


def test_five_wrong_codes_lock_and_a_librarian_unlocks(
    visitor: Visitor, clock: FixedClock, counter: Actor, patron_id: int
) -> None:
    for said in ["activation.code_wrong"] * 4 + ["activation.code_locked"]:
        visitor.ask_code()
        clock.advance(minutes=12)  # asking for another resets nothing
        visitor.ask_code()
        assert refused(lambda: visitor.type_code(wrong(visitor.sender.code))) == said
        clock.advance(minutes=13)
    clock.advance(hours=1)
    for call in (
        visitor.type_code,
        visitor.ask_code,
        lambda: visitor.ask_code("counter"),
        lambda: visitor.service.counter_code(counter, patron_id),
    ):
        assert refused(call) == "activation.code_locked"
    visitor.service.unlock_codes(counter, patron_id)
    visitor.ask_code()
    visitor.type_code()


def test_before_step_one_no_code_is_counted(ground: Ground, patron_id: int) -> None:
    stranger = Visitor(ground).start()
    for _ in range(20):
        assert refused(lambda: stranger.type_code("000000")) == "activation.step"
    assert codes.wrong_today(ground, patron_id) == 0


def test_a_code_outlives_a_restart(visitor: Visitor, ground: Ground) -> None:
    visitor.ask_code()
    store = connection.database.obj
    store.close_all()
    connection.open_store(ground.folder.database)
    visitor.type_code()
    assert visitor.step == "terms"


def test_an_address_taken_meanwhile(visitor: Visitor, approved: Callable[..., int], patron_id: int) -> None:
    other = approved(number="other1", email="other@126.com")
    with pytest.raises(Refusal) as told:
        visitor.contact("other@126.com")
    assert (told.value.code, told.value.field) == ("patron.email_taken", "email")
    visitor.contact("late@126.com")
    visitor.ask_code()
    visitor.type_code()
    connection.execute("UPDATE patron SET email = 'late@126.com' WHERE id = ?", (other,))
    assert refused(visitor.agree) == "patron.email_taken"
    assert queries.history(patron_id) == []
    assert visitor.step == "terms", "nothing is lost: another address can be given"
