"""The papers of activation as the desk prints them: their QR opens what it should, and says what holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from ill_desktop.activation.service import ActivationService
from ill_desktop.counter.papers import PaperService
from ill_desktop.ground import Ground
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load
from tests.unit import paper_reader
from tests.unit.paper_reader import flat

BASE = "https://ill.example.edu.cn:8443/lib/"
ZH, EN = load("zh_CN"), load("en")


@pytest.fixture
def papers(ground: Ground) -> PaperService:
    return PaperService(ground)


def address(ground: Ground, base: str) -> None:
    ground.library = ground.library.with_facts(base_address=base)


def test_the_poster_of_a_library_with_an_address(ground: Ground, papers: PaperService) -> None:
    address(ground, BASE)
    for pdf in (papers.poster(ZH, EN), papers.poster(EN, ZH)):
        assert paper_reader.codes(pdf) == ["https://ill.example.edu.cn:8443/lib/activate"]
        read = flat(pdf)
        for phone in ("0571-87572288", "0571-88206530", "0571-87951630"):
            assert phone in read
        assert "8:30–17:00" in read
        assert "2020" not in read, "activation has begun long ago"


def test_the_poster_of_a_library_without_one(papers: PaperService) -> None:
    pdf = papers.poster(ZH, EN)
    assert paper_reader.codes(pdf) == []
    assert ZH("paper.poster.come") in flat(pdf)


def test_a_librarys_own_hotlines_are_on_the_poster(ground: Ground, papers: PaperService) -> None:
    own = {"code": "1", "name": {"zh_CN": "查新站", "en": "Novelty search"}, "phone": "0571-87951111"}
    ground.library = ground.library.with_facts(hotlines=[own])
    read = flat(papers.poster(ZH, EN))
    assert all(text in read for text in ("查新站", "Novelty search", "0571-87951111"))


def test_before_the_start_date_the_poster_names_it(ground: Ground, papers: PaperService) -> None:
    facts = {**ground.library.facts["activation"], "valid_from": "2026-12-01"}
    ground.library = ground.library.with_facts(activation=facts)
    assert "2026-12-01" in flat(papers.poster(EN, ZH))


@pytest.mark.parametrize(("base", "link"), [(BASE, True), ("", False)])
def test_the_qr_of_a_slip_is_its_readers_token(
    ground: Ground,
    papers: PaperService,
    activation: ActivationService,
    counter: Actor,
    approved: Callable[..., int],
    base: str,
    link: bool,
) -> None:
    address(ground, base)
    patron_id = approved()
    issued = activation.issue_token(counter, patron_id, "paper")
    until = dt.date(2026, 12, 21)
    assert ground.clock.day(issued.expires_at) == until
    pdf = papers.activation_slip("陈竑宇", "chenhy88", issued.text, until, ZH)
    [read] = paper_reader.codes(pdf)
    assert activation.find_token(read) == patron_id
    text = flat(pdf)
    assert ("https://ill.example.edu.cn:8443/lib/activate" in text) is link
    assert (ZH("paper.activation.scanner") in text) is not link
    assert "2026-12-21" in text
    assert "0571-87572288" in text
