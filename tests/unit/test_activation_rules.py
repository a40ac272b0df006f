"""Activation: from when, for whom, how often a code may be wrong, what stands in the QR."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import library
from ill_desktop.activation import rules, terms
from ill_desktop.activation.rules import Agreement
from ill_desktop.errors import Refusal
from ill_desktop.patrons.rules import TRANSITIONS

TOKEN = "x1JV60FatdepKehyzGfaOAwAC6m5anrH"
PHONE = "0571-87572288"
START = dt.date(2020, 1, 2)


def test_before_the_start_date_it_is_invalid() -> None:
    with pytest.raises(Refusal) as told:
        rules.check_started(START - dt.timedelta(days=1), START)
    assert (told.value.code, told.value.facts) == ("activation.too_early", {"day": "2020-01-02"})
    rules.check_started(START, START)


@pytest.mark.parametrize("state", sorted(TRANSITIONS))
def test_only_an_approved_reader_activates(state: str) -> None:
    if state == "approved":
        rules.check_ready(state, needed=True)
        return
    with pytest.raises(Refusal, match="not_approved"):
        rules.check_ready(state, needed=True)


def test_once_per_version_of_the_terms() -> None:
    with pytest.raises(Refusal, match="done_already"):
        rules.check_ready("approved", needed=False)


def test_the_last_wrong_code_says_that_codes_are_locked_and_whom_to_call() -> None:
    said = [rules.wrong_code(wrong, PHONE) for wrong in range(1, 7)]
    assert [refusal.facts.get("left") for refusal in said] == [4, 3, 2, 1, None, None]
    assert {refusal.code for refusal in said[4:]} == {"activation.code_locked"}
    assert said[4].facts == {"most": 5, "phone": PHONE}


@pytest.mark.parametrize(("wrong", "locked"), [(0, False), (4, False), (5, True), (6, True)])
def test_five_wrong_codes_are_enough(wrong: int, locked: bool) -> None:
    if not locked:
        assert rules.check_code(" 012345 ", wrong, PHONE) == "012345"
        return
    with pytest.raises(Refusal, match="code_locked"):
        rules.check_code("012345", wrong, PHONE)


@pytest.mark.parametrize("typed", ["012345", " 012 345\n", "０１２３４５", "\u3000012345"])
def test_a_code_may_be_typed_in_groups_or_full_width(typed: str) -> None:
    assert rules.check_code(typed, 0, PHONE) == "012345"


@pytest.mark.parametrize(
    "typed",
    ["", "12345", "1234567", "12345a", "12 345", "123456\0", "一二三四五六", "12345\u0664", "1" * 99],
)
def test_a_code_is_six_digits(typed: str) -> None:
    with pytest.raises(Refusal, match=r"activation\.code\("):
        rules.check_code(typed, 0, PHONE)


GOOD = Agreement("zh_CN", "2026-09", True)


@pytest.mark.parametrize(
    ("agreement", "code"),
    [
        (replace(GOOD, agreed=False), "activation.not_agreed"),
        (replace(GOOD, terms_version="2025-09"), "activation.terms_changed"),
        (replace(GOOD, language="fr"), "patron.choice"),
    ],
)
def test_an_agreement_is_to_the_terms_that_hold(agreement: Agreement, code: str) -> None:
    rules.check_agreement(GOOD, "2026-09", ["zh_CN", "en"])
    with pytest.raises(Refusal) as told:
        rules.check_agreement(agreement, "2026-09", ["zh_CN", "en"])
    assert told.value.code == code


@pytest.mark.parametrize(
    ("base", "text"),
    [
        ("", f"ILLA:{TOKEN}"),
        ("https://ill.example.edu", f"https://ill.example.edu/a/{TOKEN}"),
        ("https://ill.example.edu/lib/", f"https://ill.example.edu/lib/a/{TOKEN}"),
    ],
)
def test_the_qr_is_a_link_with_an_address_and_a_code_without(base: str, text: str) -> None:
    assert rules.qr_text(TOKEN, base) == text
    assert rules.token_in(f" {text}\n") == TOKEN


@pytest.mark.parametrize(
    "text",
    ["", TOKEN, "ILLA:", "ILLA:short", f"illa:{TOKEN}", f"ILLA:{TOKEN}!", f"ftp://x/a/{TOKEN}",
     f"https://x/b/{TOKEN}", "22012345", f"ILLA:{TOKEN} {TOKEN}"],
)  # fmt: skip
def test_what_is_no_token(text: str) -> None:
    assert rules.token_in(text) is None


@pytest.mark.parametrize("text", [TOKEN, f" {TOKEN}\n", f"ILLA:{TOKEN}", f"https://x.cn/a/{TOKEN}"])
def test_a_visit_begins_with_a_scan_or_a_bare_token(text: str) -> None:
    assert rules.token_of(text) == TOKEN


@pytest.mark.parametrize("text", ["", "22012345", TOKEN + "!", TOKEN * 3, f"a/{TOKEN}", f"ILLA:{TOKEN}."])
def test_what_no_visit_begins_with(text: str) -> None:
    assert rules.token_of(text) is None


def test_a_visit_is_where_it_is() -> None:
    rules.check_step("code", "contact", "code")
    with pytest.raises(Refusal, match=r"activation\.step"):
        rules.check_step("terms", "contact", "code")


def test_a_code_comes_by_what_is_set_up() -> None:
    rules.check_channel("sms", ("sms", "counter"))
    with pytest.raises(Refusal, match=r"activation\.channel"):
        rules.check_channel("email", ("sms", "counter"))


@given(st.none() | st.floats(0, 10_000), st.integers(0, 10))
def test_a_code_is_sent_once_a_minute_and_five_times_an_hour(since: float | None, in_hour: int) -> None:
    try:
        rules.check_resend(since, in_hour)
    except Refusal as refusal:
        if refusal.code == "activation.codes_hour":
            assert in_hour >= 5
        else:
            assert since is not None
            assert 0 < refusal.facts["seconds"] <= 60
            assert since + refusal.facts["seconds"] >= 60
    else:
        assert in_hour < 5
        assert since is None or since >= 60


def test_each_channel_proves_something() -> None:
    assert set(rules.PROOFS) == set(rules.CHANNELS)


@pytest.mark.parametrize("typed", ["ac3x", " A C3X ", "ＡＣ３Ｘ", "aC3x\n"])
def test_a_picture_may_be_typed_in_any_case(typed: str) -> None:
    assert rules.picture_text(typed) == "AC3X"


@given(st.text(max_size=100))
def test_any_reading_of_a_picture_can_be_compared(typed: str) -> None:
    assert rules.picture_text(typed).isascii()


def test_the_signs_of_a_picture_cannot_be_taken_for_one_another() -> None:
    for alike in ("0OQ", "1IL7", "2Z", "5S", "8B", "6G", "UV", "VW", "MW"):
        assert sum(sign in rules.PICTURE_SIGNS for sign in alike) <= 1, alike
    assert len(rules.PICTURE_SIGNS) ** rules.PICTURE_LENGTH > 100_000


@given(st.text(max_size=500))
def test_any_scan_is_a_token_or_nothing(text: str) -> None:
    found = rules.token_in(text)
    assert found is None or found in text


@pytest.mark.parametrize("code", ["zju", "example"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_each_library_has_its_terms(code: str, language: str) -> None:
    each = library.profile(code)
    read = terms.shipped(each, each.terms_version, language)
    assert (read.version, read.language, len(read.hash)) == (each.terms_version, language, 64)
    assert len(read.text) > 100


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("", ""),
        ("https://ill.example.cn", "https://ill.example.cn/activate"),
        ("https://x.cn/", "https://x.cn/activate"),
    ],
)
def test_where_the_poster_leads(base: str, address: str) -> None:
    assert rules.poster_address(base) == address
