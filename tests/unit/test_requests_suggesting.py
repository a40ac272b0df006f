"""Which supplier is suggested, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.requests import rules, suggesting
from ill_desktop.requests.suggesting import Answer, Record
from ill_desktop.words import LANGUAGES, load

ANSWERS = st.builds(
    Answer,
    st.sampled_from(sorted({*rules.STATES} & {"shipped", "received", "unfilled", "accepted", "will_supply"})),
    st.floats(0, 60),
    st.none() | st.integers(0, 100_00),
)


@given(st.lists(ANSWERS, max_size=30))
def test_a_record_counts_what_was_filled(answers: list[Answer]) -> None:
    past = suggesting.record(answers)
    assert past.asked == len(answers) >= past.filled
    assert (past.rate is None) == (not answers)
    assert (past.days is None) == (past.filled == 0)


def test_more_fills_more_speed_and_a_lower_price_each_win() -> None:
    def worth(filled: int = 8, days: float = 2.0, cost: int | None = 10_00, level: str = "normal") -> float:
        return suggesting.score(Record(10, filled, days, None), 3, cost, level)

    assert worth(filled=9) > worth()
    assert worth(days=1.0) > worth()
    assert worth(cost=5_00) > worth()
    assert worth(days=5.0, level="urgent") < worth(days=5.0)


def test_one_lucky_answer_does_not_beat_a_long_good_record() -> None:
    lucky = suggesting.score(Record(1, 1, 2.0, None), 2, None, "normal")
    proven = suggesting.score(Record(100, 95, 2.0, None), 2, None, "normal")
    assert proven > lucky


@pytest.mark.parametrize(
    ("page", "item", "pages", "cost"),
    [(30, None, 12, 360), (30, 500, 12, 860), (None, 500, None, 500), (30, None, None, None), (None,) * 4],
)
def test_the_listed_cost(page: int | None, item: int | None, pages: int | None, cost: int | None) -> None:
    assert suggesting.listed_cost(page, item, pages) == cost


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_can_be_said(language: str) -> None:
    words = load(language)
    for past in (Record(0, 0, None, None), Record(10, 8, 2.5, 300)):
        said = suggesting.reasons(past, 3, 300, True, "¥3.00")
        assert all("{" not in words(f"suggest.{reason.code}", **reason.facts) for reason in said)
    known = suggesting.reasons(Record(10, 8, 2.5, 300), 3, 300, False, "¥3.00")
    assert [reason.code for reason in known] == ["rate", "days", "cost"]
