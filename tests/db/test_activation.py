"""Activation at the desk on a real database: three steps, one winner, one record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from db import connection
from ill_desktop.activation import codes, queries, tokens
from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.activation.service import Activation, ActivationService
from ill_desktop.clock import FixedClock
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import texts
from ill_desktop.notices.queries import of_patron
from ill_desktop.patrons import queries as patron_queries
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.words import LANGUAGES

Activate = Callable[..., Activation]

IDENTITY = Identity("陈竑宇", "CHENHY88", "12345x", document_seen=True)
AGREEMENT = Agreement("zh_CN", "2026-09", agreed=True)


@pytest.fixture
def patron_id(approved: Callable[..., int]) -> int:
    return approved(last_six="12345X")


@pytest.fixture
def activate(activation: ActivationService, counter: Actor, patron_id: int) -> Activate:
    """The whole at the desk, with changes to the good case."""

    def go(**changes: Any) -> Activation:
        code = changes.pop("code", None) or activation.counter_code(counter, patron_id).code
        facts: dict[str, Any] = {
            "identity": IDENTITY,
            "contact": Contact("chy@126.com", "13957102231", code),
            "agreement": AGREEMENT,
        }
        return activation.activate_at_desk(counter, patron_id, **{**facts, **changes})

    return go


def wrong_code(right: str) -> str:
    return f"{(int(right) + 1) % 1_000_000:06d}"


def test_the_whole_is_recorded(
    ground: Ground, activation: ActivationService, patron_id: int, activate: Activate
) -> None:
    assert queries.needs_activation(ground.library, patron_id)
    done = activate()
    assert (done.way, done.terms_version, done.language, done.mobile_proof) == (
        "desk",
        "2026-09",
        "zh_CN",
        "attested",
    )
    assert done.terms_hash == activation.terms("zh_CN").hash
    rows = queries.history(patron_id)
    assert [(row.at, row.actor, row.terms_hash) for row in rows] == [(ground.now, "周敏", done.terms_hash)]
    assert patron_queries.card(patron_id).activated_at == ground.now
    assert patron_queries.events(patron_id)[0].kind == "activate"
    assert of_patron(patron_id)[0].kind == "activation_done"
    assert not queries.needs_activation(ground.library, patron_id)


def test_once_is_enough(activate: Activate) -> None:
    activate()
    with pytest.raises(Refusal, match="done_already"):
        activate()


def test_a_new_version_of_the_terms_asks_again(ground: Ground, patron_id: int, activate: Activate) -> None:
    activate()
    newer = ground.library.with_facts(terms_version="2027-09")
    assert queries.needs_activation(newer, patron_id)


def test_a_changed_contact_goes_into_the_record(
    patron_id: int, activation: ActivationService, counter: Actor, activate: Activate
) -> None:
    code = activation.counter_code(counter, patron_id).code
    activate(contact=Contact("new@163.com", "13957102232", code), code=code)
    card = patron_queries.card(patron_id)
    assert (card.email, card.mobile) == ("new@163.com", "+8613957102232")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": "陈宏宇"}, "activation.identity"),
        ({"number": "chenhy89"}, "activation.identity"),
        ({"last_six": "123456"}, "activation.identity"),
        ({"last_six": "1"}, "patron.last_six"),
        ({"document_seen": False}, "activation.document"),
    ],
)
def test_step_one_is_proved(patron_id: int, activate: Activate, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as told:
        activate(identity=replace(IDENTITY, **changes))
    assert told.value.code == code
    assert queries.history(patron_id) == []


def test_a_refused_agreement_uses_nothing_up(
    activation: ActivationService, counter: Actor, patron_id: int, activate: Activate
) -> None:
    code = activation.counter_code(counter, patron_id).code
    token = activation.issue_token(counter, patron_id, "paper").text
    with pytest.raises(Refusal, match="not_agreed"):
        activate(agreement=replace(AGREEMENT, agreed=False), code=code, token=token)
    assert patron_queries.card(patron_id).activated_at is None
    activate(code=code, token=token)


def test_before_the_start_date(ground: Ground, activate: Activate) -> None:
    ground.library = ground.library.with_facts(
        activation={**ground.library.facts["activation"], "valid_from": "2026-11-22"}
    )
    with pytest.raises(Refusal) as told:
        activate()
    assert (told.value.code, told.value.facts) == ("activation.too_early", {"day": "2026-11-22"})


def test_only_an_approved_reader(
    patrons: PatronService, reviewer: Actor, patron_id: int, activate: Activate, activation: ActivationService
) -> None:
    patrons.block(reviewer, patron_id, "理由")
    with pytest.raises(Refusal, match="not_approved"):
        activate()
    with pytest.raises(Refusal, match="not_approved"):
        activation.issue_token(reviewer, patron_id, "screen")


def test_a_missing_last_six_is_taken_from_the_document(
    approved: Callable[..., int], activation: ActivationService, counter: Actor
) -> None:
    patron_id = approved()
    assert not patron_queries.card(patron_id).has_last_six
    code = activation.counter_code(counter, patron_id).code
    activation.activate_at_desk(
        counter, patron_id, IDENTITY, Contact("chy@126.com", "13957102231", code), AGREEMENT
    )
    assert patron_queries.card(patron_id).has_last_six


def test_only_staff_activate(
    activation: ActivationService, patron_id: int, counter: Actor, approved: Callable[..., int]
) -> None:
    himself = reader(patron_id, "陈竑宇")
    contact = Contact("chy@126.com", "13957102231", activation.counter_code(counter, patron_id).code)
    for call in (
        lambda: activation.activate_at_desk(himself, patron_id, IDENTITY, contact, AGREEMENT),
        lambda: activation.counter_code(himself, patron_id),
        lambda: activation.unlock_codes(himself, patron_id),
        lambda: activation.check_identity(himself, patron_id, IDENTITY),
        lambda: activation.check_contact(himself, patron_id, contact),
        lambda: activation.issue_token(reader(patron_id + 1, "旁人"), patron_id, "screen"),
    ):
        with pytest.raises(Refusal, match="not_permitted"):
            call()
    assert activation.issue_token(himself, patron_id, "screen").text


# Tokens


def test_a_token_is_kept_as_its_hash_only(
    ground: Ground, activation: ActivationService, counter: Actor, patron_id: int
) -> None:
    issued = activation.issue_token(counter, patron_id, "paper")
    assert issued.text == f"ILLA:{issued.token}"
    assert not issued.is_link
    assert len(issued.token) >= 22  # 128 bits in base 64
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert issued.token.encode() not in ground.folder.database.read_bytes()


@pytest.mark.parametrize(("medium", "minutes"), [("screen", 10), ("paper", 30 * 24 * 60)])
def test_a_token_expires(
    activation: ActivationService,
    counter: Actor,
    patron_id: int,
    clock: FixedClock,
    medium: str,
    minutes: int,
) -> None:
    issued = activation.issue_token(counter, patron_id, medium)
    clock.advance(minutes=minutes - 1)
    assert activation.find_token(issued.text) == patron_id
    clock.advance(minutes=1)
    assert issued.expires_at == clock.now()
    with pytest.raises(Refusal, match="token_expired"):
        activation.find_token(issued.text)


def test_with_an_address_the_qr_is_a_link(
    ground: Ground, activation: ActivationService, counter: Actor, patron_id: int
) -> None:
    ground.library = ground.library.with_facts(base_address="https://ill.example.edu/")
    issued = activation.issue_token(counter, patron_id, "screen")
    assert issued.is_link
    assert issued.text == f"https://ill.example.edu/a/{issued.token}"
    assert activation.find_token(issued.text) == patron_id


def test_opening_a_token_uses_nothing_up_and_agreeing_does(
    activation: ActivationService, counter: Actor, patron_id: int, activate: Activate
) -> None:
    text, other = (activation.issue_token(counter, patron_id, medium).text for medium in ("paper", "screen"))
    assert activation.find_token(text) == activation.find_token(text) == patron_id
    activate(token=text)
    for each in (text, other):
        with pytest.raises(Refusal, match="token_consumed"):
            activation.find_token(each)


def test_at_the_desk_a_token_must_be_good_to_the_end(
    activation: ActivationService, counter: Actor, patron_id: int, activate: Activate, clock: FixedClock
) -> None:
    text = activation.issue_token(counter, patron_id, "screen").text
    clock.advance(minutes=10)
    with pytest.raises(Refusal, match="token_expired"):
        activate(token=text)
    assert queries.history(patron_id) == []


def test_another_s_token_is_refused(
    activation: ActivationService, counter: Actor, approved: Callable[..., int], activate: Activate
) -> None:
    other = approved(number="b", email="b@b.cn")
    text = activation.issue_token(counter, other, "paper").text
    with pytest.raises(Refusal, match="token_unknown"):
        activate(token=text)
    assert activation.find_token(text) == other


@pytest.mark.parametrize(
    "change", [str.swapcase, lambda text: text[:-1], lambda text: text + "A", lambda _: "22012345"]
)
def test_a_forged_token(
    activation: ActivationService, counter: Actor, patron_id: int, change: Callable[[str], str]
) -> None:
    token = activation.issue_token(counter, patron_id, "paper").token
    with pytest.raises(Refusal, match="token_unknown"):
        activation.find_token("ILLA:" + change(token))


def test_of_many_at_once_one_wins(ground: Ground, patron_id: int) -> None:
    with connection.transaction():
        kept = tokens.hashed(tokens.issue(ground, patron_id, "paper").token)
    results: list[str] = []
    ready = threading.Barrier(8)

    def redeem() -> None:
        ready.wait()
        try:
            with connection.transaction():
                tokens.consume(ground, patron_id, kept, ground.now)
            results.append("won")
        except Refusal as refusal:
            results.append(refusal.code)

    threads = [threading.Thread(target=redeem) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["activation.token_consumed"] * 7 + ["won"]


# Codes


def test_a_code_is_good_for_ten_minutes_and_once(
    activation: ActivationService, counter: Actor, patron_id: int, clock: FixedClock
) -> None:
    issued = activation.counter_code(counter, patron_id)
    assert len(issued.code) == 6
    contact = Contact("chy@126.com", "13957102231", issued.code)
    clock.advance(minutes=9)
    assert activation.check_contact(counter, patron_id, contact) == ("chy@126.com", "+8613957102231")
    clock.advance(minutes=1)
    with pytest.raises(Refusal, match="code_expired"):
        activation.check_contact(counter, patron_id, contact)


def test_an_activation_uses_the_code_up(
    ground: Ground, activation: ActivationService, counter: Actor, patron_id: int, activate: Activate
) -> None:
    code = activation.counter_code(counter, patron_id).code
    activate(code=code)
    with pytest.raises(Refusal, match="code_expired"):
        codes.verify(ground, patron_id, code)


def test_only_the_newest_code_counts(ground: Ground, patron_id: int) -> None:
    with connection.transaction():
        old = codes.issue(ground, patron_id).code
        new = codes.issue(ground, patron_id).code
    if old != new:
        with pytest.raises(Refusal, match="code_wrong"):
            codes.verify(ground, patron_id, old)
    codes.verify(ground, patron_id, new)


def test_a_code_of_somebody_else(ground: Ground, patron_id: int, approved: Callable[..., int]) -> None:
    other = approved(number="b", email="b@b.cn")
    with connection.transaction():
        code = codes.issue(ground, patron_id).code
        own = codes.issue(ground, other).code
    if code != own:
        with pytest.raises(Refusal, match="code_wrong"):
            codes.verify(ground, other, code)


def test_five_wrong_codes_in_a_rolling_day(
    ground: Ground, activation: ActivationService, counter: Actor, patron_id: int, clock: FixedClock
) -> None:
    for left in (4, 3, 2, 1, 0):
        code = activation.counter_code(counter, patron_id).code  # asking for a new one resets nothing
        with pytest.raises(Refusal) as told:
            codes.verify(ground, patron_id, wrong_code(code))
        facts = {"left": left} if left else {"most": 5, "phone": ground.library.help_desk["phone"]}
        assert (told.value.code, told.value.facts) == (
            f"activation.code_{'wrong' if left else 'locked'}",
            facts,
        )
        clock.advance(hours=1)
    for call in (
        lambda: codes.verify(ground, patron_id, code),
        lambda: activation.counter_code(counter, patron_id),
    ):
        with pytest.raises(Refusal, match="code_locked"):
            call()
    clock.advance(hours=19, minutes=1)  # the first of the five is a day old
    assert codes.wrong_today(ground, patron_id) == 4
    assert activation.counter_code(counter, patron_id)


def test_a_librarian_unlocks(
    ground: Ground, activation: ActivationService, counter: Actor, patron_id: int, activate: Activate
) -> None:
    code = activation.counter_code(counter, patron_id).code
    for said in ["code_wrong"] * 4 + ["code_locked"]:
        with pytest.raises(Refusal, match=said):
            activate(code=wrong_code(code))
    with pytest.raises(Refusal, match="code_locked"):
        activate(code=code)
    activation.unlock_codes(counter, patron_id)
    activate()
    assert "unlock_codes" in [event.kind for event in patron_queries.events(patron_id)]


def test_a_wrong_identity_costs_no_try(
    ground: Ground, activation: ActivationService, counter: Actor, patron_id: int, activate: Activate
) -> None:
    with pytest.raises(Refusal, match=r"activation\.identity"):
        activate(identity=replace(IDENTITY, name="别人"), code="000000")
    assert codes.wrong_today(ground, patron_id) == 0


def test_codes_are_kept_as_keyed_hashes(ground: Ground, patron_id: int) -> None:
    with connection.transaction():
        code = codes.issue(ground, patron_id).code
    kept = connection.value("SELECT hash FROM activation_code")
    assert kept == ground.keyed("activation_code", f"{patron_id}:{code}")


# Notice


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_names_the_five_services(
    language: str,
    ground: Ground,
    activation: ActivationService,
    counter: Actor,
    approved: Callable[..., int],
) -> None:
    patron_id = approved(last_six="12345x", language=language)
    code = activation.counter_code(counter, patron_id).code
    agreement = replace(AGREEMENT, language=language)
    activation.activate_at_desk(
        counter, patron_id, IDENTITY, Contact("chy@126.com", "13957102231", code), agreement
    )
    notice = of_patron(patron_id)[0]
    _, body = texts.shown(ground, notice)
    assert all(f"{number}. " in body for number in range(1, 6))
    assert "2026-09" in body
