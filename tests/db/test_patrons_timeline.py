"""One line of time for one reader: everything once, newest first, page by page, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from db import connection
from ill_desktop.activation.service import ActivationService
from ill_desktop.cashier.rules import Tender
from ill_desktop.clock import FixedClock
from ill_desktop.counter import timeline as room
from ill_desktop.counter.timeline import KINDS, Moment, timeline
from ill_desktop.ground import Ground
from ill_desktop.patrons import record
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.words import LANGUAGES, load
from tests.db.till import Till, operation

Act = Callable[[], None]


@pytest.fixture
def lived(
    patrons: PatronService,
    activation: ActivationService,
    ground: Ground,
    reviewer: Actor,
    patron: int,
    till: Till,
    clock: FixedClock,
) -> int:
    """A reader to whom a bit of everything has happened, one thing a minute."""
    clock.advance(minutes=1)
    himself = reader(patron, "陈竑宇")
    patrons.change_contact(himself, patron, email="new@163.com", mobile="13957102231", proof="email")
    clock.advance(minutes=1)
    activation.issue_token(reviewer, patron, "paper")
    clock.advance(minutes=1)
    activation.counter_code(reviewer, patron)
    clock.advance(minutes=1)
    connection.execute(
        "INSERT INTO activation "
        "(patron_id, at, way, terms_version, terms_hash, language, actor, mobile_proof) "
        "VALUES (?, ?, 'desk', '2026-09', '', 'zh_CN', '孙悦', 'attested')",
        (patron, ground.now),
    )
    record.mark_activated(ground, reviewer, patron, "desk")
    clock.advance(minutes=1)
    request = till.request(patron)
    clock.advance(minutes=1)
    till.walk(request, "accepted", "sent", "shipped", "received", pages=12)
    clock.advance(minutes=1)
    paper = till.pay(patron, Tender("cash", 180)).receipt
    clock.advance(minutes=1)
    till.cashier.reverse_payment(till.by, till.shift, paper.paper_id, "金额有误", operation())
    clock.advance(minutes=1)
    patrons.block(reviewer, patron, "逾期未还")
    return patron


def said(moments: list[Moment], language: str = "en") -> list[str]:
    words = load(language)
    return [moment.says(words) for moment in moments]


def test_everything_is_told_once(lived: int) -> None:
    title = "深度学习在径流预测中的应用"
    moments = timeline(lived)
    lines = [(each.kind, each.who, line) for each, line in zip(moments, said(moments), strict=True)]
    number = "YQ1-20261121-0001"
    assert lines == [
        ("record", "孙悦", "Blocked · 逾期未还"),
        ("money", "吴越", "Paper voided · YQ1-2026-R-000001 · 金额有误"),
        ("message", None, "Payment received · E-mail · Waiting"),
        ("money", "吴越", "Receipt · YQ1-2026-R-000001 · ¥1.80"),
        ("message", None, "Payment due · E-mail · Withdrawn"),
        ("request", "吴越", f"Received · {number} · {title}"),
        ("request", "吴越", f"Submitted · {number} · {title}"),
        ("activation", "孙悦", "Account activated · At the desk · Attested by staff · 2026-09"),
        ("activation", None, "Code issued · Code from the counter"),
        ("activation", None, "Activation QR made · on paper"),
        ("record", "", "Changed contact · e-mail · n***@163.com"),
        ("message", None, "Registration approved · E-mail · Waiting"),
        ("message", None, "Registration received · E-mail · Waiting"),
        ("record", "孙悦", "Approved"),
        ("record", "孙悦", "Registered · Off campus"),
    ]  # fmt: skip


def test_each_opens_what_it_is_about(lived: int, till: Till) -> None:
    subjects = {moment.kind: moment.subject for moment in timeline(lived)}
    paper = connection.value("SELECT id FROM paper")
    assert subjects["record"] == subjects["activation"] == ("patrons", lived)
    assert subjects["money"] == ("papers", paper)
    assert subjects["request"] == ("requests", connection.value("SELECT id FROM request"))
    assert subjects["message"][0] == "notices"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_pages_hold_everything_once(lived: int, size: int) -> None:
    whole, seen, before = timeline(lived, 1000), list[Moment](), None
    while page := timeline(lived, size, before):
        assert len(page) <= size
        seen += page
        before = page[-1].cursor
    assert seen == whole


def test_pages_hold_everything_once_of_one_instant(
    patrons: PatronService, reviewer: Actor, patron: int
) -> None:
    for _ in range(4):
        patrons.block(reviewer, patron, "逾期")
        patrons.unblock(reviewer, patron)
    whole = timeline(patron, 1000)
    assert len({moment.cursor for moment in whole}) == len(whole) == 12
    seen, before = list[Moment](), None
    while page := timeline(patron, 5, before):
        seen += page
        before = page[-1].cursor
    assert seen == whole
    assert [moment.title for moment in whole if moment.kind == "record"][-2:] == [
        *("patron.event.approve", "patron.event.register"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_alone(lived: int, kind: str) -> None:
    alone = timeline(lived, kinds=(kind,))
    assert alone == [moment for moment in timeline(lived) if moment.kind == kind] != []


def test_both_records_are_in_one_line_and_a_merge_once(
    lived: int, duplicate: int, till: Till, merge: Act, part: Act
) -> None:
    till.request(duplicate)
    before = {each: timeline(each) for each in (lived, duplicate)}
    merge()
    assert timeline(lived) == timeline(duplicate)
    assert len(timeline(lived)) == len(before[lived]) + len(before[duplicate]) + 1
    assert "Took in another record · 同一位读者" in said(timeline(duplicate))
    part()
    for each, moments in before.items():
        now = timeline(each)
        assert [moment for moment in now if "merge" not in moment.title] == moments
    assert "Merge undone · 并非同一人" in said(timeline(lived))


def test_a_slip_that_was_taken_back_is_told_though_no_paper_is_void(till: Till, campus: int) -> None:
    till.arrived(campus)
    slip = till.transfers.issue(till.by, campus, [due.charge_id for due in till.dues(campus)], operation())
    till.counter.match_transfer(till.by, slip.paper_id, "FIN-7", operation())
    till.counter.take_back_transfer(till.by, slip.paper_id, "盖章的是另一张", operation())
    money = [each for each in timeline(campus) if each.kind == "money"]
    assert said(money) == [
        "Reversal · ¥1.80 · 盖章的是另一张",
        "Transfer received · ¥1.80",
        f"Transfer slip · {slip.number} · ¥1.80",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_title_has_words(language: str) -> None:
    from ill_desktop.cashier import rules as money_rules
    from ill_desktop.notices.kinds import KINDS as NOTICES

    keys = load(language).keys()
    wanted = {f"state.{state}" for state in room.MAIN_STEPS}
    wanted |= {f"event.{kind}" for kind in ("back", *room.OF_A_LOAN)}
    wanted |= {f"notice_kind.{kind}" for kind in NOTICES}
    series = (money_rules.RECEIPT, money_rules.VOUCHER, money_rules.TRANSFER_SLIP, money_rules.REFUND)
    wanted |= {f"timeline.paper.{each}" for each in series}
    assert wanted <= keys


@pytest.mark.usefixtures("ground")
def test_nobody_has_no_past() -> None:
    assert timeline(99) == []


@pytest.mark.parametrize("cursor", ["", "x", "2026|1", "a|b|c", "2026|1|2|3"])
def test_a_cursor_that_is_none(lived: int, cursor: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        timeline(lived, before=cursor)
