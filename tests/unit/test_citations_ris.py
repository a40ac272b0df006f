"""RIS as publishers and databases write it, and what rispy alone would lose.

After the RIS format specification (refman.com) and the tag map of Zotero's translator; own data.
"""

from __future__ import annotations

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.citations import Citation, read


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


RIS = """TY  - JOUR
TI  - Deep learning for runoff prediction
AU  - Wang, Lei
AU  - Chen, Hui
JF  - Nature Water
JO  - Nat. Water
PY  - 2025
VL  - 2
IS  - 4
SP  - 311
EP  - 331
SN  - 2731-6084
DO  - https://doi.org/10.1038/S44221-025-0012-3
UR  - https://doi.org/10.1038/s44221-025-0012-3
AB  - A long abstract.
ER  -
"""
WATER = {
    "journal": "Nature Water",
    "article_title": "Deep learning for runoff prediction",
    "author": "Wang, Lei; Chen, Hui",
    "year": "2025",
    "volume": "2",
    "issue": "4",
    "pages": "311-331",
    "issn": "2731-6084",
    "doi": "10.1038/s44221-025-0012-3",
}


@pytest.mark.parametrize(
    "text",
    [
        RIS,
        RIS.replace("\n", "\r\n"),
        "\ufeff" + RIS,
        RIS.replace("TY  - ", "TY - ").replace("TI  - ", "TI - "),
        RIS.replace("ER  -\n", ""),  # cut off: rispy alone loses the record
        RIS.replace("runoff prediction", "runoff\n      prediction"),
        RIS.replace("SP  - 311", "SP  - 311-331").replace("EP  - 331\n", ""),
        RIS.replace("SP  - 311", "SP  - 311–331"),
    ],
)
def test_ris_article(text: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", "ris")
    assert citation.fields == WATER
    assert citation.unread == citation.doubtful == ()
    assert citation.aside == ("AB  - A long abstract.", "JO  - Nat. Water")


def test_nothing_rispy_drops_is_lost() -> None:
    first, second, third = read(
        "Provider: JSTOR\n\nTY  - JOUR\n continued before any field\nTI  - one\nTI  - two\nZZ  - unknown\n"
        "N1  - a note\nTY  - BOOK\nTI  - three\nSN  - 12\nPY  - in press\nER  - \nTY  - WHAT\nTI  - four"
    )
    assert first.fields["article_title"] == "one"
    assert first.unread == (
        "Provider: JSTOR",
        "ZZ  - unknown",
        "continued before any field",
        "TI  - two",
    )
    assert first.aside == ("N1  - a note",)
    assert second.fields == {"title": "three"}
    assert second.unread == ("SN  - 12", "PY  - in press")
    assert (third.kind, third.fields, third.unread) == ("other", {"title": "four"}, ("TY  - WHAT",))


def test_field_after_the_end_of_a_record_begins_another() -> None:
    assert [c.fields for c in read("TY  - BOOK\nTI  - a\nER  - \nTI  - b\nJO  - c\n")] == [
        {"title": "a"},
        {"journal": "c", "article_title": "b"},
    ]


@pytest.mark.parametrize(
    ("record", "kind", "fields"),
    [
        (
            "TY  - BOOK\nAU  - 王磊\nTI  - 深度学习\nPB  - 科学出版社\nCY  - 北京\nPY  - 2010/05//\n"
            "ET  - 2版\nSN  - 978-7-03-034065-8\nSN  - 7-03-034065-X",
            "book",
            "title=深度学习|author=王磊|publisher=科学出版社|place=北京|year=2010|edition=2版|"
            "isbn=9787030340658",
        ),
        (
            "TY  - CHAP\nAU  - A, B\nTI  - Part\nT2  - Whole\nED  - C, D\nPB  - Springer\nSP  - 1\nEP  - 9",
            "book_chapter",
            "chapter_title=Part|chapter_author=A, B|title=Whole|author=C, D|publisher=Springer|pages=1-9",
        ),
        (
            "TY  - THES\nAU  - 张三\nTI  - 题名\nPB  - 浙江大学\nM3  - 博士\nA3  - 李四\nPY  - 2019",
            "thesis",
            "title=题名|author=张三|institution=浙江大学|degree=博士|supervisor=李四|year=2019",
        ),
        (
            "TY  - CPAPER\nA1  - He, K\nT1  - Residual\nT2  - 2016 Conference\nC3  - Proceedings of CVPR\n"
            "CY  - Las Vegas\nDA  - 2016/06/27\nY1  - 2016///\nSP  - 770\nEP  - 778",
            "conference_paper",
            "title=Residual|author=He, K|conference=2016 Conference|proceedings=Proceedings of CVPR|"
            "place=Las Vegas|date=2016/06/27|pages=770-778",
        ),
        (
            "TY  - STAND\nTI  - 信息与文献\nSN  - GB/T 7714-2015\nPB  - 国家标准化管理委员会\nPY  - 2015",
            "standard",
            "number=GB/T 7714-2015|title=信息与文献|organisation=国家标准化管理委员会|year=2015",
        ),
        (
            "TY  - PAT\nTI  - Compiler\nAU  - Koseki, A\nSN  - US828402\nCY  - US\nDA  - 2002/05/25\n"
            "PY  - 2002",
            "patent",
            "number=US828402|title=Compiler|inventor=Koseki, A|country=US|date=2002/05/25",
        ),
        (
            "TY  - RPRT\nTI  - Water\nPB  - WHO\nSN  - WHO/CDS/99\nPY  - 1999",
            "report",
            "title=Water|institution=WHO|report_number=WHO/CDS/99|year=1999",
        ),
        (
            "TY  - NEWS\nTI  - 标题\nT2  - 人民日报\nDA  - 2023/05/01\nPY  - 2023\nSP  - 4",
            "newspaper_article",
            "newspaper=人民日报|article_title=标题|date=2023/05/01|page=4",
        ),
        (
            "TY  - ELEC\nTI  - Page\nUR  - http://a.b/c\nPY  - 2020",
            "other",
            "title=Page|url=http://a.b/c|year=2020",
        ),
    ],
)
def test_ris_kinds(record: str, kind: str, fields: str) -> None:
    citation = one(record + "\nER  - ")
    assert citation.kind == kind
    assert citation.fields == dict(pair.split("=", 1) for pair in fields.split("|"))
    assert citation.unread == ()


def test_numbers_that_fail_their_check_are_in_doubt() -> None:
    citation = one("TY  - BOOK\nTI  - a\nSN  - 978-7-03-034065-7\nER  - ")
    assert citation.fields["isbn"] == "9787030340657"
    assert citation.doubtful == ("isbn",)
    citation = one("TY  - JOUR\nTI  - a\nSN  - 0559-9351\nSP  - 9\nEP  - 5\nER  - ")
    assert citation.doubtful == ("issn", "pages")


PLAIN = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=30)


@given(PLAIN, st.lists(PLAIN, min_size=1, max_size=5, unique=True), PLAIN, st.integers(1500, 2099), PLAIN)
def test_what_rispy_writes_is_read_back(
    title: str, people: list[str], journal: str, year: int, volume: str
) -> None:
    record = {
        "type_of_reference": "JOUR",
        "title": title,
        "authors": people,
        "journal_name": journal,
        "year": str(year),
        "volume": volume,
    }
    citation = one(rispy.dumps([record]))
    assert citation.fields == {
        "journal": journal,
        "article_title": title,
        "author": "; ".join(people),
        "year": str(year),
        "volume": volume,
    }
