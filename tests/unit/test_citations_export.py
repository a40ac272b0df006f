"""Citations written as RIS and as GB/T 7714: what is written is read back the same."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import rispy
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ill_desktop.citations import FIELDS, Citation, read, to_gbt7714, to_ris

from .test_citations_any import ANYTHING


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


def cite(kind: str, **fields: str) -> Citation:
    return Citation(kind, fields, "ris")


WORD = st.text("abcdefghijklmnopqrstuvwxyz深度学习径流预测水利", min_size=3, max_size=12)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
CHINESE = st.text("王磊陈辉李明赵刚孙丽", min_size=2, max_size=3)
WESTERN = st.builds(
    lambda family, given: f"{family.capitalize()}, {given.capitalize()}",
    st.text("abcdefghij", min_size=3, max_size=9),
    st.text("klmnopqrst", min_size=3, max_size=9),
)
PEOPLE = st.lists(st.one_of(CHINESE, WESTERN), min_size=1, max_size=5, unique=True).map("; ".join)
NUMBER = st.integers(1, 9999).map(str)
YEAR = st.integers(1500, 2099).map(str)
PAGES = st.builds(lambda first, more: f"{first}-{first + more}", st.integers(1, 9000), st.integers(1, 99))
DATE = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)).map(str)
VALUES = {
    "author": PEOPLE, "chapter_author": PEOPLE, "inventor": PEOPLE, "supervisor": PEOPLE,
    "year": YEAR, "volume": NUMBER, "issue": NUMBER, "pages": PAGES, "page": NUMBER, "date": DATE,
    "issn": st.just("0559-9350"), "isbn": st.just("9787030340658"), "doi": st.just("10.1038/nature12373"),
    "pmid": st.just("31452104"), "number": st.just("GB 50201-2014"), "report_number": st.just("TM-2019-1"),
    "url": st.just("http://www.npc.gov.cn/x.html"),
}  # fmt: skip


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    kind = draw(st.sampled_from(list(FIELDS)))
    keys = draw(st.lists(st.sampled_from(FIELDS[kind]), min_size=1, unique=True))
    assume("conference" in keys or "proceedings" not in keys)  # the one is always concluded from the other
    return cite(kind, **{key: draw(VALUES.get(key, WORDS)) for key in keys})


@given(citations())
def test_ris_is_read_back_field_by_field(citation: Citation) -> None:
    again = one(to_ris(citation))
    assert (again.kind, again.source) == (citation.kind, "ris")
    assert again.fields == citation.fields
    assert again.unread == ()


@given(citations())
def test_rispy_reads_what_is_written(citation: Citation) -> None:
    """The reference implementation finds one record and loses no value of it."""
    (record,) = rispy.loads(to_ris(citation))
    said = str(record)
    for key in {
        "title",
        "article_title",
        "chapter_title",
        "author",
        "journal",
        "doi",
    } & citation.fields.keys():
        assert all(part in said for part in citation.fields[key].split("; "))


@settings(max_examples=400, deadline=None)
@given(ANYTHING)
def test_what_was_read_from_anything_survives_ris(text: str) -> None:
    for citation in read(text):
        if not citation.fields or "text" in citation.fields:  # a text may have line ends
            continue
        again = one(to_ris(citation))
        assert (again.kind, again.fields) == (citation.kind, citation.fields)


# GB/T 7714

NAME = st.one_of(CHINESE, st.sampled_from(["Wang L", "DES MARAIS D J", "van der Berg H", "中国科学院"]))
NAMES = st.lists(NAME, min_size=1, max_size=3, unique=True).map("; ".join)
TITLE = st.text("深度学习径流预测水利土壤", min_size=4, max_size=12)
CARRIED = {  # what a reference string holds of each kind; * may be missing
    "journal_article": "author* article_title journal year volume* issue* pages* issn* doi* pmid*",
    "book": "author* title edition* place publisher year isbn*",
    "book_chapter": "chapter_author* chapter_title author title edition* place publisher year pages*",
    "thesis": "author title degree* institution year*",
    "conference_paper": "author* title conference date pages* doi*",
    "standard": "organisation* title number",
    "patent": "inventor* title country* number date*",
    "report": "author* title report_number* institution year",
    "newspaper_article": "author* article_title newspaper date page*",
    "other": "author* title year url",
}
GIVEN = VALUES | {
    **dict.fromkeys(("author", "chapter_author", "inventor"), NAMES),
    **dict.fromkeys(("title", "article_title", "chapter_title"), TITLE),
    "journal": st.sampled_from(
        ["水利学报", "Nature Water", "中国科学: 技术科学", "Energy, Sustainability and Society"]
    ),
    "newspaper": st.sampled_from(["人民日报", "The Times"]),
    "conference": st.sampled_from(["第五届水文年会", "IEEE Conference on Water"]),
    "institution": st.sampled_from(["浙江大学", "WHO"]),
    "organisation": st.sampled_from(["水利部", "ISO"]),
    "edition": st.sampled_from(["2版", "3rd ed"]),
    "place": st.sampled_from(["北京", "New York"]),
    "publisher": st.sampled_from(["科学出版社", "McGraw-Hill"]),
    "degree": st.sampled_from(["博士学位论文", "硕士学位论文"]),
    "country": st.just("中国"),
    "number": st.just("200610171314.3"),
    "pages": PAGES,
}


@st.composite
def references(draw: st.DrawFn) -> Citation:
    kind = draw(st.sampled_from(list(CARRIED)))
    keys = [key.rstrip("*") for key in CARRIED[kind].split() if not key.endswith("*") or draw(st.booleans())]
    values = {key: draw(GIVEN[key]) for key in keys}
    if kind == "standard":
        values["number"] = "GB 50201-2014"
        values["year"] = "2014"
    if "issue" in values:
        values.setdefault("volume", "7")
    return cite(kind, **values)


@given(references())
def test_reference_string_is_read_back_field_by_field(citation: Citation) -> None:
    line = to_gbt7714(citation)
    assert "\n" not in line and not re.search(r"\.\.|, \.|: \.|  ", line)
    again = one(line)
    assert (again.kind, again.source) == (citation.kind, "gbt7714")
    assert again.fields == citation.fields


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (
            cite("journal_article", author="Wang, Lei; Müller, Hans-Peter; 陈辉; 赵六",
                article_title="Deep learning.",
                 journal="Nature Water", year="2025", volume="2", issue="4", pages="311-331",
                 doi="10.1038/abc"),
            "Wang L, Müller H P, 陈辉, et al. Deep learning[J]. Nature Water, 2025, 2(4): 311-331. "
            "DOI:10.1038/abc.",
        ),
        (
            cite("journal_article", author="王磊; 等", article_title="题名", journal="文献", year="2013",
                issue="1"),
            "王磊, 等. 题名[J]. 文献, 2013(1).",
        ),
        (
            cite("book_chapter", chapter_author="程根伟", chapter_title="1998年长江洪水",
                author="许厚泽; 赵其国",
                 title="长江流域洪涝灾害", place="北京", publisher="科学出版社", year="1999", pages="32-36"),
            "程根伟. 1998年长江洪水[M]//许厚泽, 赵其国. 长江流域洪涝灾害. 北京: 科学出版社, 1999: 32-36.",
        ),
        (cite("thesis", author="张志祥", title="随机扰动", institution="北京大学", year="1998"),
         "张志祥. 随机扰动[D]. 北京大学, 1998."),
        (cite("patent", inventor="邓一刚", title="节电器", number="200610171314.3", date="2006-12-13"),
         "邓一刚. 节电器: 200610171314.3[P]. 2006-12-13."),
        (cite("newspaper_article", author="丁文祥", article_title="数字革命", newspaper="中国青年报",
            date="2000-11-20",
              page="15"), "丁文祥. 数字革命[N]. 中国青年报, 2000-11-20(15)."),
        (cite("other", title="一本书", text="一本书\n姓王"), "一本书 姓王"),
        (cite("book", title="只有题名"), "只有题名[M]."),
        (cite("book"), ""),
    ],
)  # fmt: skip
def test_reference_string(citation: Citation, line: str) -> None:
    assert to_gbt7714(citation) == line


def test_ris_record() -> None:
    citation = cite(
        "book_chapter", chapter_title="Part", chapter_author="Li, M; Wu, K", title="Whole", author="Fox, J",
        pages="3-9", isbn="9787030340658",
    )  # fmt: skip
    assert to_ris(citation) == (
        "TY  - CHAP\nTI  - Part\nAU  - Li, M\nAU  - Wu, K\nBT  - Whole\nA2  - Fox, J\nSP  - 3\nEP  - 9\n"
        "SN  - 9787030340658\nER  - \n"
    )
    assert to_ris(cite("other", title="a", text="b\nER  - \nTY  - BOOK")).count("\nER  - ") == 1
