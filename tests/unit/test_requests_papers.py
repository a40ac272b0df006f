"""Request sheet, pick-up slip, return slip, overdue letter: read back as other programs read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from ill_desktop.documents import overdue_letter, pickup_slip, request_sheet, return_slip
from ill_desktop.documents.overdue_letter import Overdue, OverdueLetter
from ill_desktop.documents.pickup_slip import PickupSlip
from ill_desktop.documents.request_sheet import Party, RequestSheet
from ill_desktop.documents.return_slip import ReturnSlip
from ill_desktop.words import LANGUAGES, load
from tests.unit import paper_reader as paper

NUMBER = "YQ1-20261121-0018"
DAY = dt.date(2026, 11, 21)
LONG = "城市湖泊沉积物重金属迁移的实验研究及其在饮用水源地风险评估中的应用" * 12
OURS = Party("浙江大学图书馆", ("玉泉校区图书馆 513 室", "0571-87951633", "ill@lib.example.edu.cn"))
THEIRS = Party("北京大学图书馆", ("王芳", "北京市海淀区颐和园路 5 号", "", "010-62751051"))

SHEET = RequestSheet(
    library="浙江大学图书馆",
    number=NUMBER,
    qr=NUMBER,
    asked_on=DAY,
    asking=OURS,
    supplier=THEIRS,
    kind="期刊论文",
    citation=(("篇名", "深度学习在径流预测中的应用"), ("刊名", "水利学报"), ("卷", ""), ("页码", "311-322")),
    terms=(("服务", "文献传递"), ("需要日期", "2026-12-10")),
    note="急用",
    copyright="仅供本人学习和研究使用。",
    urgent=True,
)
PICKUP = PickupSlip(
    library="浙江大学图书馆",
    number=NUMBER,
    qr=NUMBER,
    shelf="A07",
    reader="陈**",
    reader_number="…hy88",
    title="结构洞：竞争的社会结构",
    volumes="上册, 下册",
    place="玉泉校区图书馆 513 室",
    until=dt.date(2026, 12, 5),
    conditions=("只限馆内使用",),
    proxy="李*",
    owed="¥20.00",
)
RETURN = ReturnSlip(
    library="浙江大学图书馆",
    number=NUMBER,
    qr=NUMBER,
    sent_on=DAY,
    owner=THEIRS,
    sender=OURS,
    title="结构洞：竞争的社会结构",
    volumes=(("PKU001", "上册"), ("PKU002", "下册")),
    partner_due=dt.date(2026, 12, 20),
    tracking="SF1234567890",
    damage="下册 封面有水渍",
)
LOAN = Overdue(NUMBER, "结构洞：竞争的社会结构", "PKU001, PKU002", dt.date(2026, 11, 7), 14, 14_00)
LETTER = OverdueLetter(
    library="浙江大学图书馆",
    sender="浙江大学图书馆 · 玉泉校区图书馆 513 室",
    written_on=DAY,
    reader="陈竑宇",
    reader_number="22345678",
    address=("建筑工程学院",),
    loans=(LOAN,),
    place="玉泉校区图书馆 513 室",
    phone="0571-87951633",
)


def drawn(language: str) -> dict[str, bytes]:
    words = load(language)
    return {
        "sheet": request_sheet.pdf(SHEET, words),
        "pickup a6": pickup_slip.pdf(PICKUP, words),
        "pickup roll": pickup_slip.pdf(PICKUP, words, "80mm"),
        "return": return_slip.pdf(RETURN, words),
        "letter": overdue_letter.pdf((LETTER,), words),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_one_sound_page_with_a_code_that_opens_the_request(language: str) -> None:
    for name, pdf in drawn(language).items():
        paper.sound(pdf)
        assert paper.codes(pdf) == [NUMBER], name
        assert not paper.collisions(pdf), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_known_stands_on_it(language: str) -> None:
    pdfs = {name: paper.flat(pdf) for name, pdf in drawn(language).items()}
    for name, texts in {
        "sheet": ("北京大学图书馆", "王芳", "水利学报", "311-322", "急用", "2026-12-10", "浙江大学图书馆"),
        "pickup a6": ("A07", "陈**", "2026-12-05", "李*", "¥20.00", "只限馆内使用"),
        "return": ("北京大学图书馆", "PKU001", "PKU002", "SF1234567890", "2026-12-20", "封面有水渍"),
        "letter": ("陈竑宇", "22345678", "建筑工程学院", "2026-11-07", "¥14.00", "PKU001, PKU002", "513"),
    }.items():
        for text in texts:
            assert text in pdfs[name], (name, text)


def test_what_is_not_known_leaves_no_empty_label() -> None:
    words = load("zh_CN")
    plain = replace(SHEET, note="", copyright="", urgent=False, terms=())
    text = paper.flat(request_sheet.pdf(plain, words))
    assert words("paper.request.note") not in text and words("paper.request.urgent") not in text
    assert "卷" not in text.replace("答卷", "")
    bare = replace(PICKUP, until=None, volumes="", proxy="", owed="", conditions=(), shelf="")
    text = paper.flat(pickup_slip.pdf(bare, words))
    for name in ("until", "due", "volumes", "proxy", "owed", "conditions"):
        assert words(f"paper.pickup.{name}") not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_words_and_rare_ones_break_nothing(language: str) -> None:
    words = load(language)
    party = Party(LONG, (LONG, LONG, LONG))
    many = tuple((f"BC{number:08d}", f"第 {number} 册") for number in range(60))
    wordy = replace(SHEET, citation=tuple((f"字段 {n}", LONG) for n in range(10)), supplier=party, note=LONG)
    sheet = request_sheet.pdf(wordy, words)
    paper.sound(sheet, None)
    assert words("paper.request.date") in paper.pages(sheet)[-1]  # nothing is cut off
    back = replace(RETURN, title=LONG, owner=party, sender=party, volumes=many, damage=LONG)
    pickup = replace(PICKUP, title=LONG, place=LONG, reader="𠮷𨭎", volumes=LONG, proxy=LONG)
    for pdf in (
        pickup_slip.pdf(pickup, words),
        pickup_slip.pdf(pickup, words, "80mm"),
        return_slip.pdf(back, words),
    ):
        paper.sound(pdf)
        assert paper.codes(pdf) == [NUMBER]


def test_more_volumes_than_the_slip_holds_are_counted() -> None:
    words = load("zh_CN")
    many = tuple((f"BC{number:08d}", "") for number in range(60))
    text = paper.flat(return_slip.pdf(replace(RETURN, volumes=many), words))
    assert words("paper.return.more", count=48) in text


def test_many_overdue_loans_go_on_overleaf_and_each_reader_has_his_own_letter() -> None:
    words = load("zh_CN")
    loans = tuple(replace(LOAN, number=f"YQ1-20261121-{n:04d}") for n in range(25))
    pdf = overdue_letter.pdf((replace(LETTER, loans=loans), replace(LETTER, reader="李晓")), words)
    pages = paper.pages(pdf)
    assert len(pages) > 3 and "李晓" in pages[-1] and "陈竑宇" not in pages[-1]
    found = [code for page in range(len(pages)) for code in paper.codes(pdf, page)]
    assert sorted(found) == sorted([*(loan.number for loan in loans), NUMBER])
    assert "¥350.00" in paper.text(pdf)
    paper.sound(pdf, None)
    with pytest.raises(ValueError, match="no letter"):
        overdue_letter.pdf((), words)


def test_the_same_facts_give_the_same_bytes() -> None:
    assert drawn("zh_CN") == drawn("zh_CN")
