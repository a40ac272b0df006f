"""Letters in a batch: addressed, in the reader's language, marked as sent only when they are."""

from __future__ import annotations

import pytest

from db import connection
from ill_desktop.counter.letters import LetterService
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices import queries
from ill_desktop.staff.rules import Actor
from tests.db.outbox import ADMIN, Outbox
from tests.unit import paper_reader


@pytest.fixture
def outbox(ground: Ground, patron: int) -> Outbox:
    outbox = Outbox(ground, patron)
    outbox.patrons.choose_notices(
        ADMIN, patron, way="letter", language="zh_CN", address="310027\n杭州市浙大路 38 号"
    )
    return outbox


def squeezed(page: str) -> str:
    """A page without blanks and line ends."""
    return "".join(page.split())


def test_a_batch_is_printed_and_only_then_marked(outbox: Outbox) -> None:
    service, branch = LetterService(outbox.ground), outbox.ground.library.branches["YQ"]
    first = outbox.queue()
    with connection.transaction():
        second = outbox.notices.queue("returned", outbox.patron, "en", {"name": "Chen", "title": "Water"})
    assert [row.id for row in queries.letters()] == [first, second]
    pdf = service.batch(ADMIN, [first, second], branch)
    one, two = (squeezed(page) for page in paper_reader.pages(pdf))
    for fact in (
        "310027",
        "杭州市浙大路38号",
        "杭州水利设计院",
        "陈竑宇收",
        "已收到缴费¥3.00",
        "2026年11月21日",
    ):
        assert fact in one
    for fact in ("Returned:Water", "310027", "2026-11-21", "0571-87951633"):
        assert fact in two
    assert two.index("陈竑宇") < two.index("310027"), "the name comes first in English"
    assert outbox.deliver().tried == 0
    assert queries.standing(outbox.ground).letters == 2
    with connection.transaction():
        mail = outbox.notices.queue("returned", outbox.patron, "en", {"title": "Water"}, way="email")
    assert outbox.notices.mark_printed(ADMIN, [first, second, mail]) == 2
    assert outbox.row(mail).state == "waiting", "no letter"
    assert queries.letters() == []
    assert outbox.row(first).text is not None
    again = service.batch(ADMIN, [first], branch, "din")
    assert "已收到缴费¥3.00" in squeezed(paper_reader.pages(again)[0])


def test_without_an_address_the_campus_mail_finds_the_reader(outbox: Outbox) -> None:
    outbox.patrons.choose_notices(ADMIN, outbox.patron, way="letter", language="zh_CN")
    branch = outbox.ground.library.branches["YQ"]
    pdf = LetterService(outbox.ground).batch(ADMIN, [outbox.queue()], branch)
    read = squeezed(paper_reader.pages(pdf)[0])
    assert "浙江大学杭州水利设计院陈竑宇收" in read


@pytest.mark.parametrize(("language", "said"), [("zh_CN", "试印信函"), ("en", "totrytheenvelope")])
def test_a_letter_to_nobody_tries_the_envelope(outbox: Outbox, language: str, said: str) -> None:
    service, branch, before = (
        LetterService(outbox.ground),
        outbox.ground.library.branches["YQ"],
        queries.count(),
    )
    (page,) = paper_reader.pages(service.sample(ADMIN, branch, language, "din"))
    assert said in squeezed(page) and "310027" in page and "0571-87951633" in page
    assert queries.count() == before, "nothing is queued"
    with pytest.raises(Refusal, match="not_permitted"):
        service.sample(Actor("自助机", "kiosk"), branch, language)


def test_nobody_prints_nothing(outbox: Outbox) -> None:
    service, branch = LetterService(outbox.ground), outbox.ground.library.branches["YQ"]
    with pytest.raises(Refusal, match=r"notice\.no_letters"):
        service.batch(ADMIN, [], branch)
    with pytest.raises(Refusal, match="not_permitted"):
        service.batch(Actor("自助机", "kiosk"), [outbox.queue()], branch)
    with pytest.raises(Refusal, match="not_permitted"):
        outbox.notices.mark_printed(Actor("自助机", "kiosk"), [1])
