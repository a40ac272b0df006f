"""Whatever is typed or scanned at the counter finds its reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.activation.service import ActivationService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.counter.finding import find_readers
from ill_desktop.patrons import queries
from ill_desktop.staff.rules import Actor
from tests.db.till import Till

Act = Callable[[], None]


def found(text: str) -> list[int]:
    return [row.id for row in find_readers(text)]


@pytest.mark.parametrize(
    "text",
    ["chenhy88", " CHENHY88 ", "竑宇", "chenhongyu", "chy", "chy@126.com", "CHY@126", "chy@", "126",
     "13957102231",
     "+86 139 5710 2231", "2231", "02231", "7102", "95710", "139-5710", "957 1022", "水利"],
)  # fmt: skip
def test_what_is_typed(patron: int, text: str) -> None:
    assert found(text) == [patron]


@pytest.mark.parametrize(
    "text", ["", "\0", "231", "9999", "9571 0229", "chy@163.com", "ILLA:", "ILLA:short", "@", "\ud800", "%"]
)
def test_what_is_nobody(patron: int, text: str) -> None:
    assert found(text) == []


def test_a_slip_says_who_it_is_even_when_it_is_used_up(
    activation: ActivationService, reviewer: Actor, patron: int, clock: FixedClock
) -> None:
    code = activation.issue_token(reviewer, patron, "paper").text
    assert found(code) == [patron]
    assert found(f"https://ill.example.edu.cn/a/{code.removeprefix('ILLA:')}") == [patron]
    clock.advance(days=40)
    connection.execute("UPDATE activation_token SET consumed_at = ''")
    assert found(code) == [patron]
    assert found(code[:-1] + ("A" if code[-1] != "A" else "B")) == []


def test_papers_and_requests_lead_to_their_reader(
    till: Till, patron: int, duplicate: int, merge: Act
) -> None:
    till.arrived(patron)
    number = till.pay(patron, Tender("cash", 180)).receipt.number
    till.request(duplicate)
    assert found(number) == found("yq1-20261121-0001") == [patron]
    assert found("YQ1-20261121-0002") == [duplicate]
    merge()
    assert found("YQ1-20261121-0002") == found("chy2") == found("8001") == [patron]


def test_the_exact_number_or_address_goes_before_newer_ones(approved: Callable[..., int]) -> None:
    exact = approved(number="n1", email="n@b.cn")
    others = [approved(number=f"n1{each}", email=f"n{each}@b.cn") for each in range(3)]
    assert found("N1") == [exact, *reversed(others)]
    assert found("n@b.cn") == [exact]
    assert found("n") == [*reversed(others), exact]


def test_of_a_common_name_the_newest(approved: Callable[..., int]) -> None:
    several = [approved(number=f"n{each}", email=f"n{each}@b.cn", name="王伟") for each in range(4)]
    assert [row.id for row in find_readers("王", 2)] == several[:1:-1]
    assert [row.id for row in queries.find("王伟", 3)] == several[:0:-1]
