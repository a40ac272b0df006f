"""The poster for everybody: two languages, one QR, or the desk where there is no address."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ill_desktop import words
from ill_desktop.documents import poster
from ill_desktop.documents.facts import Hotline, Poster
from tests.unit import paper_reader
from tests.unit.paper_reader import flat, sound
from tests.unit.paper_samples import CHINESE, ENGLISH, ODD, PLAIN

POSTER = Poster(
    library=("浙江大学图书馆", "Zhejiang University Library"),
    address="https://ill.example.edu.cn/activate",
    desk_hours=("周一至周日 8:30–17:00", "8:30–17:00, Monday to Sunday"),
    desk_phone="0571-87572288",
    hotlines=(
        Hotline(("激活咨询", "Activation"), "0571-87572288"),
        Hotline(("借书问题", "Questions on borrowing"), "0571-88206530"),
        Hotline(("密码与网站问题", "Password and website"), "0571-87951630"),
    ),
)
BOTH = [(CHINESE, ENGLISH), (ENGLISH, CHINESE)]


def said(read: str, text: str) -> bool:
    """Whether a paper says this, however its lines are broken."""
    return "".join(text.split()) in "".join(read.split())


@pytest.mark.parametrize(("lead", "other"), BOTH, ids=["zh", "en"])
@pytest.mark.parametrize("address", [POSTER.address, ""], ids=["link", "desk"])
def test_the_poster_says_everything_in_both_languages(
    lead: words.Words, other: words.Words, address: str
) -> None:
    pdf = poster.pdf(replace(POSTER, address=address), lead, other)
    sound(pdf)
    [(wide, high)] = paper_reader.sizes(pdf)
    assert [round(side * 25.4 / 72) for side in (wide, high)] == [210, 297]
    read = flat(pdf)
    keys = ["heading", "lead", "step_identity", "step_contact", "step_agree", "services"]
    keys += [f"service_{number}" for number in range(1, 6)]
    keys += ["scan", "link", "desk_way"] if address else ["come", "bring"]
    for each in (lead, other):
        for key in keys:
            assert said(read, each(f"paper.poster.{key}")), key
    for hotline in POSTER.hotlines:
        assert all(said(read, text) for text in (*hotline.about, hotline.phone))
    assert all(said(read, hours) for hours in POSTER.desk_hours)
    assert not paper_reader.collisions(pdf)


def test_the_qr_opens_the_address_that_is_written_beside_it() -> None:
    pdf = poster.pdf(POSTER, CHINESE, ENGLISH)
    assert paper_reader.codes(pdf) == [POSTER.address]
    assert said(flat(pdf), POSTER.address)


def test_without_an_address_there_is_no_dead_qr() -> None:
    pdf = poster.pdf(replace(POSTER, address=""), CHINESE, ENGLISH)
    assert paper_reader.codes(pdf) == []


def test_a_day_that_has_yet_to_come_is_named() -> None:
    pdf = poster.pdf(replace(POSTER, starts=dt.date(2027, 1, 2)), CHINESE, ENGLISH)
    assert said(flat(pdf), CHINESE("paper.poster.starts", day="2027-01-02"))
    assert said(flat(pdf), ENGLISH("paper.poster.starts", day="2027-01-02"))
    assert "2027" not in flat(poster.pdf(POSTER, CHINESE, ENGLISH))


@settings(max_examples=40, deadline=None)
@given(ODD, ODD, st.integers(0, 12), st.booleans())
def test_no_content_breaks_a_poster(a: str, b: str, hotlines: int, has_address: bool) -> None:
    odd = Poster((a, b), POSTER.address if has_address else "", (b, a), a, (Hotline((a, b), b),) * hotlines)
    sound(poster.pdf(odd, ENGLISH, CHINESE))


@settings(max_examples=40, deadline=None)
@given(PLAIN, PLAIN, st.integers(0, 9), st.sampled_from([POSTER.address, "", "https://x.cn/" + "a" * 300]))
def test_words_of_a_poster_stay_apart(a: str, b: str, hotlines: int, address: str) -> None:
    odd = Poster((a, b), address, (b, a), a, (Hotline((a, b), b),) * hotlines, dt.date(2027, 1, 2))
    assert not paper_reader.collisions(poster.pdf(odd, CHINESE, ENGLISH))
