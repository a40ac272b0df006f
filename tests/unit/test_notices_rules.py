"""What a text may hold, how it is filled, and when a message is tried again."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import words
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.notices import page, rules
from ill_desktop.notices.kinds import COMMON, KINDS, WAYS
from ill_desktop.notices.rules import Decision

GOOD = ("到了：{title}", "{name}，您好！\n{title}", "{title} 到了")
OUTCOMES = ("sent", "refused", "later", "server", "unknown")


def told(kind: str, *texts: str) -> list[tuple[str, str, int | None]]:
    found = rules.check(kind, *texts)
    assert all(words.load(language).refusal(each) for each in found for language in words.LANGUAGES)
    return [(each.code, str(each.field), each.facts.get("line")) for each in found]


# Kinds


def test_every_kind_of_the_domain_is_there() -> None:
    """Domain §6, with the five services of the activation notice, and what follows from them."""
    assert set(KINDS) == {
        *("registration_received", "registration_approved", "registration_needs_information"),
        *("registration_rejected", "activation_done", "permission_to_borrow", "cost_to_approve"),
        *("payment_due", "payment_received", "document_delivered", "ready_for_pickup", "due_soon", "overdue"),
        *("recall", "returned", "unfilled", "deposit_low"),
        *("payments_due", "renewal_granted", "renewal_refused", "password_changed"),
    }


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_shipped_passes_its_own_check(kind: str, language: str) -> None:
    said = words.load(language)
    assert told(kind, *(said(f"notice.{kind}.{part}") for part in ("subject", "body", "sms"))) == []
    for place in KINDS[kind].places:
        assert said(f"notice_sample.{place}") and said(f"notice_variable.{place}")
    assert said(f"notice_kind.{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_text_messages_are_short(kind: str) -> None:
    """Two parts of 67 characters at the most, with ordinary facts."""
    said = words.load("zh_CN")
    facts = {place: said(f"notice_sample.{place}") for place in KINDS[kind].places}
    assert len(rules.fill(said(f"notice.{kind}.sms"), rules.short(facts))) <= 134


def test_who_gave_the_service_up_is_asked_for_books_and_money_only() -> None:
    asked = {"payment_due", "payments_due", "due_soon", "overdue", "recall"}
    assert {kind for kind in KINDS if rules.may_tell(kind, "withdrawn")} == asked
    assert all(rules.may_tell(kind, state) for kind in KINDS for state in ("approved", "blocked", "expired"))


def test_what_brings_files_is_always_mailed() -> None:
    assert {kind: rules.way_of(kind, "sms") for kind in KINDS if KINDS[kind].carries_files} == {
        "document_delivered": "email"
    }
    assert [rules.way_of("recall", way) for way in WAYS] == list(WAYS)
    assert rules.way_of("recall", "pigeon") == "email"


# Texts


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (GOOD, []),
        (("", GOOD[1], GOOD[2]), [("template.empty", "subject", None)]),
        ((" ", "\n", "\t"), [("template.empty", field, None) for field in ("subject", "body", "sms")]),
        (("a\nb", GOOD[1], "a\nb"), [("template.lines", "subject", None), ("template.lines", "sms", None)]),
        (
            ("x" * 201, "x" * 10_001, "x" * 301),
            [("template.long", f, None) for f in ("subject", "body", "sms")],
        ),
        ((GOOD[0], "{name}\n\n{titel}", GOOD[2]), [("template.unknown", "body", 3)]),
        (
            (GOOD[0], "{}\n{ name}\n{name!r}\n{name.x}\n{0}", GOOD[2]),
            [("template.unknown", "body", n) for n in range(1, 6)],
        ),
        ((GOOD[0], "{amount}", GOOD[2]), [("template.unknown", "body", 1)]),
        ((GOOD[0], "ok\n{name", GOOD[2]), [("template.brace", "body", 2)]),
        ((GOOD[0], "ok\nname}", "}"), [("template.brace", "body", 2), ("template.brace", "sms", 1)]),
        ((GOOD[0], "{{name}} {{ }}", GOOD[2]), []),
        (
            (GOOD[0], "a\x00b\nc\u202e", GOOD[2]),
            [("template.signs", "body", 1), ("template.signs", "body", 2)],
        ),
        ((GOOD[0], "a\tb", GOOD[2]), []),
    ],
)
def test_texts_are_judged_with_their_line(texts: tuple[str, str, str], found: list[object]) -> None:
    assert told("recall", *texts) == found


@given(st.text(max_size=300))
def test_no_template_raises_and_one_that_passes_fills(text: str) -> None:
    kept = rules.tidy(text)
    filled = rules.fill(kept, dict.fromkeys(COMMON, "X"))
    if kept and not rules.check("recall", "S", kept, "M"):
        assert "{name}" not in filled or "{{" in kept


@given(st.text(max_size=50))
def test_what_a_fact_brings_is_not_looked_at_again(text: str) -> None:
    value = "{library}" + text
    assert rules.fill("a {name} b", {"name": value, "library": "L"}) == rules.fill("a X b", {}).replace(
        "X", value
    ) or ("\n\n\n" in value)


def test_filling() -> None:
    assert rules.fill("{{name}} {name} {", {"name": "甲"}) == "{name} 甲 {"
    assert rules.fill("您好\n\n{link}\n\n电话", {}) == "您好\n\n电话"
    assert rules.fill("{days} 天", {"days": 3}) == "3 天"
    assert rules.tidy("  ｛name｝ \r\n a \r b  ") == "{name}\n a\n b"
    assert rules.one_line(" a\n b\t ") == "a b"


def test_long_titles_are_cut_in_text_messages_but_no_number_is() -> None:
    facts = rules.short(
        {"title": "水" * 90, "reason": "a" * 90, "name": "甲\n乙", "phones": "0" * 60, "days": 3}
    )
    cut = {"title": "水" * 23 + "…", "reason": "a" * 47 + "…"}
    assert facts == {**cut, "name": "甲 乙", "phones": "0" * 60, "days": "3"}
    assert rules.short({"title": "水" * 24}) == {"title": "水" * 24}


# Trying again


def test_a_message_is_tried_for_two_days_at_foretold_times() -> None:
    waits = [rules.decide("later", attempt, 0) for attempt in range(1, 10)]
    assert [each.state for each in waits] == ["waiting"] * 8 + ["failed"]
    assert [each.wait.total_seconds() / 60 for each in waits[:8]] == [1, 5, 15, 60, 180, 360, 720, 1440]


@pytest.mark.parametrize("attempts", range(1, 12))
def test_what_may_have_arrived_is_repeated_once(attempts: int) -> None:
    first = rules.decide("unknown", attempts, 1)
    assert first.state == ("waiting" if attempts <= len(rules.BACK_OFF) else "failed")
    assert rules.decide("unknown", attempts, 2).state == "failed"
    assert rules.decide("refused", attempts, 0).state == "failed"
    assert rules.decide("sent", attempts, 2) == Decision("sent")
    assert rules.decide("server", attempts, 1) == Decision("waiting")


def test_a_way_rests_longer_after_each_failure_up_to_half_an_hour() -> None:
    assert [rules.rest(n) for n in (1, 2, 6, 60)] == [dt.timedelta(minutes=m) for m in (1, 2, 30, 30)]


def test_a_lease_outlives_every_try() -> None:
    from ill_desktop.notices.settings import MailSettings, SmsSettings

    too_long = rules.LEASE.seconds // 2
    for settings in (
        MailSettings("h", seconds=too_long, sender="a@example.com"),
        SmsSettings("https://h/", body="{number}{text}", seconds=too_long),
    ):
        assert [each.field for each in settings.check()] == ["seconds"]


# A reader's choice


@pytest.mark.parametrize(
    ("way", "language", "address", "fields"),
    [
        ("letter", "en", " 浙大路 38 号\r\n杭州 ", []),
        ("none", "zh_CN", "", []),
        ("fax", "en", "", ["way"]),
        ("sms", "de", "", ["language"]),
        ("sms", "en", "a\n" * 5 + "b", ["address"]),
        ("sms", "en", "a" * 61, ["address"]),
        ("sms", "en", "a\x00", ["address"]),
        ("", "", "\x07", ["way", "language", "address"]),
    ],
)
def test_a_choice_is_judged_field_by_field(way: str, language: str, address: str, fields: list[str]) -> None:
    if not fields:
        assert rules.check_choice(way, language, address) == address.strip().replace("\r", "")
        return
    with pytest.raises(Refusal) as refused:
        rules.check_choice(way, language, address)
    parts = refused.value.parts if isinstance(refused.value, Refusals) else (refused.value,)
    assert [part.field for part in parts] == fields


# HTML


@given(st.text(max_size=200))
def test_no_word_becomes_markup(text: str) -> None:
    made = page.paragraphs(f'<script>alert("x")</script> {text} &amp;')
    plain = made.replace("<p>", "").replace("</p>", "").replace("<br>", "")
    assert "<script" not in made
    assert "<" not in plain.replace('<a href="', "").replace("</a>", "")


def test_links_can_be_followed_and_nothing_else_is_one() -> None:
    made = page.paragraphs(
        "见 https://ill.example.edu.cn/a?b=1&c=2。写信 ill@zju.edu.cn\n再见\n\njavascript:alert(1)"
    )
    assert made == (
        '<p>见 <a href="https://ill.example.edu.cn/a?b=1&amp;c=2">https://ill.example.edu.cn/a?b=1&amp;c=2</a>。'
        '写信 <a href="mailto:ill@zju.edu.cn">ill@zju.edu.cn</a><br>再见</p>\n<p>javascript:alert(1)</p>'
    )


def test_a_frame_is_filled_once() -> None:
    made = page.html("$language $subject $library $body|$footer", "zh_CN", "$body <b>", "$footer", "F", "L")
    assert made == "zh-CN $body &lt;b&gt; L <p>$footer</p>|<p>F</p>"


@pytest.mark.parametrize(
    ("template", "fact", "filled"),
    [
        ("还需：{what}。请登录。", "补充末六位。", "还需：补充末六位。请登录。"),
        ("needs: {what}. Sign in.", "the last six.", "needs: the last six. Sign in."),
        ("needs: {what}, then", "the last six.", "needs: the last six., then"),
        ("{what}。", "。", "。"),
        ("{what}.", "3.5", "3.5."),
    ],
)
def test_one_full_stop_is_enough(template: str, fact: str, filled: str) -> None:
    assert rules.fill(template, {"what": fact}) == filled
