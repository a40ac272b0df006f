"""Opening hours: every usual spelling is understood, nonsense is refused, a week is said shortly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import hours, words
from ill_desktop.errors import Refusal

WEEKDAYS = dict.fromkeys(hours.DAYS[:5], "8:30–17:00")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("8:30-17:00", "8:30–17:00"),
        ("08:30–17:00", "8:30–17:00"),
        ("８：３０～１７：００", "8:30–17:00"),
        ("8:30 至 11:30、13:00到17:00", "8:30–11:30, 13:00–17:00"),
        ("8:30 to 11:30; 13:00-17:00", "8:30–11:30, 13:00–17:00"),
        ("0:00-24:00", "0:00–24:00"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_times_are_understood_as_people_type_them(typed: str, kept: str) -> None:
    assert hours.tidy(typed) == kept
    assert hours.tidy(kept) == kept, "what is kept can be saved again"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("open", "hours.unclear"),
        ("8:30", "hours.unclear"),
        ("8:30-17:00 by appointment", "hours.unclear"),
        ("8:60-17:00", "hours.unclear"),
        ("8:30-25:00", "hours.unclear"),
        ("24:01-24:30", "hours.unclear"),
        ("1:00-2:00," * 5, "hours.unclear"),
        ("17:00-8:30", "hours.order"),
        ("8:30-8:30", "hours.order"),
        ("8:30-12:00, 11:00-17:00", "hours.order"),
        ("8:30-12:00, 12:00-17:00", "hours.order"),
    ],
)
def test_what_is_no_time_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        hours.tidy(typed)
    assert refused.value.code == code


@given(st.text(max_size=60))
def test_any_text_is_refused_or_kept_for_good(text: str) -> None:
    try:
        kept = hours.tidy(text)
    except Refusal as refusal:
        assert refusal.code in ("hours.unclear", "hours.order")
    else:
        assert hours.tidy(kept) == kept


@pytest.mark.parametrize(
    ("week", "chinese", "english"),
    [
        ({}, "", ""),
        (dict.fromkeys(hours.DAYS, ""), "", ""),
        (dict.fromkeys(hours.DAYS, "8:30–17:00"), "周一至周日 8:30–17:00", "Monday to Sunday 8:30–17:00"),
        (WEEKDAYS, "周一至周五 8:30–17:00", "Monday to Friday 8:30–17:00"),
        (
            WEEKDAYS | {"wed": "13:00–17:00", "sun": "9:00–12:00"},
            "周一至周二 8:30–17:00；周三 13:00–17:00；周四至周五 8:30–17:00；周日 9:00–12:00",
            "Monday to Tuesday 8:30–17:00; Wednesday 13:00–17:00; Thursday to Friday 8:30–17:00; "
            "Sunday 9:00–12:00",
        ),
    ],
)
def test_a_week_is_said_in_a_few_words(week: dict[str, str], chinese: str, english: str) -> None:
    assert hours.said(week, words.load("zh_CN")) == chinese
    assert hours.said(week, words.load("en")) == english
