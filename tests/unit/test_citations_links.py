"""OpenURL in both versions, and identifiers as messy as they come.

After ANSI/NISO Z39.88-2004 (KEV formats), the OpenURL 0.1 draft, ocoins.info; ISO 3297 and 2108, the DOI
handbook, info.arxiv.org/help/arxiv_identifier.html.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.citations import Citation, read


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


KEV = {
    "ctx_ver": "Z39.88-2004",
    "rft_val_fmt": "info:ofi/fmt:kev:mtx:journal",
    "rft.genre": "article",
    "rft.atitle": "Deep learning: 50% more & better",
    "rft.jtitle": "Nature Water",
    "rft.aulast": "Wang",
    "rft.aufirst": "Lei",
    "rft.au": "Chen, Hui",
    "rft.date": "2025",
    "rft.volume": "2",
    "rft.issue": "4",
    "rft.spage": "311",
    "rft.epage": "331",
    "rft.issn": "2731-6084",
    "rft_id": "info:doi/10.1038/S44221-025-0012-3",
}
QUERY = urlencode(KEV)
FIELDS = {
    "journal": "Nature Water",
    "article_title": "Deep learning: 50% more & better",
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
        QUERY,
        f"https://resolver.example.edu/openurl?{QUERY}",
        f"?{QUERY}",
        QUERY.replace("&", "&amp;"),
        quote(QUERY),
        f"https://proxy.example.edu/login?url={quote('https://resolver.example.edu/x?' + QUERY)}",
        f'<span class="Z3988" title="{QUERY.replace("&", "&amp;")}"></span>',
        urlencode({key: quote(value) for key, value in KEV.items()}),
    ],
)
def test_openurl_1_0_in_every_wrapping(text: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", "openurl")
    assert citation.fields == FIELDS
    assert citation.unread == citation.doubtful == ()


def test_openurl_0_1() -> None:
    citation = one(
        "sid=google&auinit=L&aulast=Wang&atitle=Deep learning&title=Nature Water&volume=2&spage=311"
        "&date=2025&issn=27316084&id=doi:10.1038/abc&foo=bar"
    )
    assert citation.fields == {
        "journal": "Nature Water",
        "article_title": "Deep learning",
        "author": "Wang, L",
        "year": "2025",
        "volume": "2",
        "pages": "311",
        "issn": "2731-6084",
        "doi": "10.1038/abc",
    }
    assert citation.unread == ("foo=bar",)


@pytest.mark.parametrize(
    ("query", "kind", "fields"),
    [
        (
            "genre=book&isbn=9780262035613&title=%CD%BC%CA%E9%B9%DD&aulast=%C1%F5",
            "book",
            "title=图书馆|author=刘|isbn=9780262035613",
        ),
        (
            "genre=bookitem&atitle=Part&btitle=Whole&isbn=9780262035613&spage=3",
            "book_chapter",
            "title=Whole|isbn=9780262035613|chapter_title=Part|pages=3",
        ),
        (
            "rft_val_fmt=info:ofi/fmt:kev:mtx:dissertation&rft.title=T&rft.inst=%E6%B5%99%E5%A4%A7&rft.degree=PhD&rft.date=2019",
            "thesis",
            "title=T|institution=浙大|degree=PhD|year=2019",
        ),
        (
            "rft_val_fmt=info:ofi/fmt:kev:mtx:patent&rft.title=T&rft.number=1234567&rft.cc=US&rft.inventor=Li+M&rft.date=2001-02-03",
            "patent",
            "title=T|number=1234567|country=US|inventor=Li M|date=2001-02-03",
        ),
        (
            "genre=proceeding&atitle=T&title=Proceedings+of+CVPR&date=2016",
            "conference_paper",
            "title=T|conference=CVPR|proceedings=Proceedings of CVPR|date=2016",
        ),
        (
            "atitle=T&pmid=1&rft_id=info:pmid/31452104&issn=0559-9350",
            "journal_article",
            "article_title=T|issn=0559-9350|pmid=31452104",
        ),
    ],
)
def test_openurl_kinds(query: str, kind: str, fields: str) -> None:
    citation = one(query)
    assert (citation.kind, citation.source) == (kind, "openurl")
    assert citation.fields == dict(pair.split("=", 1) for pair in fields.split("|"))


def test_a_common_address_is_no_openurl() -> None:
    address = "https://kns.cnki.net/kcms2/article/abstract?v=abc&uniplatform=NZKPT&title=x"
    citation = one(address)
    assert (citation.kind, citation.source) == ("other", "text")
    assert citation.fields["url"] == address


@pytest.mark.parametrize(
    "text",
    [
        "10.1016/S0140-6736(20)30183-5",
        "doi:10.1016/s0140-6736(20)30183-5",
        "DOI：１０．１０１６／Ｓ０１４０－６７３６（２０）３０１８３－５",
        "https://doi.org/10.1016/S0140-6736(20)30183-5.",
        "http://dx.doi.org/10.1016%2FS0140-6736(20)30183-5",
        "DOI: https://doi.org/10.1016/S0140-6736(20)30183-5，",
        "（10.1016/S0140-6736(20)30183-5）",
        "\u200bdoi.org/10.1016/S0140-6736(20)30183-5",
        "https://www.thelancet.com/article/10.1016/S0140-6736(20)30183-5/fulltext",
        "https://doi.org/10.1016/S0140-6736(20)30183-5?from=x#y",
        "《10.1016/S0140-6736(20)30183-5》、",
        "DOI 10.1016/S0140-6736(20)30183-5]。",
        "10.1016/S0140-6736(20)30183-5; doi:10.1016/s0140-6736(20)30183-5",
    ],
)
def test_doi(text: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", "doi")
    assert citation.fields == {"doi": "10.1016/s0140-6736(20)30183-5"}
    assert citation.unread == ()


def test_doi_of_a_book_and_of_its_chapter() -> None:
    assert one("10.1007/978-3-319-24574-4").kind == "book"
    assert one("10.1007/978-3-319-24574-4_28").kind == "book_chapter"


@pytest.mark.parametrize(
    ("text", "isbn", "doubtful"),
    [
        ("ISBN：９７８－７－０３－０３４０６５－８", "9787030340658", ()),
        ("9787030340658", "9787030340658", ()),
        ("978 7 03 034065 8", "9787030340658", ()),
        ("ISBN-13: 978-7-03-034065-8 (pbk.)", "9787030340658", ()),
        ("ISBN 0-306-40615-2", "0306406152", ()),
        ("0-8044-2957-x", "080442957X", ()),
        ("978-0-262-03561-3 / 0-262-03561-8", "9780262035613", ()),
        ("ISBN 978-7-03-034065-7", "9787030340657", ("isbn",)),
        ("978-0-674-84371-9", "9780674843719", ("isbn",)),
        ("９７８－０－６７４－８４３７１－９", "9780674843719", ("isbn",)),
        ("9787030340657", "9787030340657", ("isbn",)),
    ],
)
def test_isbn(text: str, isbn: str, doubtful: tuple[str, ...]) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("book", "isbn")
    assert citation.fields == {"isbn": isbn}
    assert citation.doubtful == doubtful


@pytest.mark.parametrize(
    "text", ["ISSN 0559-9350", "ISSN：０５５９－９３５０", "ISSN05599350", "0559-9350", "eISSN: 0559-9350"]
)
def test_issn(text: str) -> None:
    citation = one(text)
    assert citation.source == "issn"
    assert citation.fields == {"issn": "0559-9350"}


@pytest.mark.parametrize(
    "text", ["PMID: 31452104", "PMID31452104", "https://pubmed.ncbi.nlm.nih.gov/31452104/"]
)
def test_pmid(text: str) -> None:
    citation = one(text)
    assert citation.source == "pmid"
    assert citation.fields == {"pmid": "31452104"}


@pytest.mark.parametrize(
    "text", ["1998-2004", "97870303406571", "0571-87951633", "31452104", "10.1038", "ISBN 12345", "10.1234/"]
)
def test_numbers_that_only_look_like_identifiers(text: str) -> None:
    assert one(text).source == "text"


def test_several_in_one_paste() -> None:
    found = read(
        "10.1038/nature12373; 10.1126/science.1058040, PMID:31452104\nISBN 0-306-40615-2\n\nISSN 0559-9350"
    )
    assert [citation.fields for citation in found] == [
        {"doi": "10.1038/nature12373"},
        {"doi": "10.1126/science.1058040"},
        {"pmid": "31452104"},
        {"isbn": "0306406152"},
        {"issn": "0559-9350"},
    ]


def test_different_numbers_on_one_line_are_one_document() -> None:
    assert one("ISSN 0559-9350 DOI 10.13243/j.cnki PMID 7").fields == {
        "issn": "0559-9350",
        "doi": "10.13243/j.cnki",
        "pmid": "7",
    }


def test_words_beside_an_identifier_are_unread() -> None:
    citation = one("请帮我找这篇 doi: 10.1038/nature12373 谢谢")
    assert citation.fields == {"doi": "10.1038/nature12373"}
    assert citation.unread == ("请帮我找这篇 谢谢",)


def test_the_links_of_a_page_are_found_in_its_source() -> None:
    second = (
        "ctx_ver=Z39.88-2004&amp;rft_val_fmt=info:ofi/fmt:kev:mtx:book&amp;rft.btitle=Two&amp;"
        "rft.isbn=9787030340658"
    )
    article, book = read(
        f"""<div><p>Some <b>words</b> <span class="Z3988" title="{QUERY.replace("&", "&amp;")}"></span></p>
        <p><span title='{second}' class='Z3988'></span></p></div>"""
    )
    assert article.fields == FIELDS
    assert (article.unread, article.line) == (("Some words",), 1)
    assert (book.kind, book.fields, book.line) == ("book", {"title": "Two", "isbn": "9787030340658"}, 2)


@pytest.mark.parametrize(
    "text",
    [
        "arXiv:1412.6980",
        "arXiv:1412.6980v9 [cs.LG]",
        "https://arxiv.org/abs/1412.6980v9",
        "http://www.arxiv.org/pdf/1412.6980.pdf",
        "ａｒＸｉｖ：１４１２．６９８０",
        "https://doi.org/10.48550/arXiv.1412.6980",
    ],
)
def test_arxiv_by_the_doi_it_registers(text: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", "doi")
    assert citation.fields == {"doi": "10.48550/arxiv.1412.6980"}
    assert citation.unread == ()


def test_old_arxiv_number() -> None:
    assert one("arXiv:hep-th/9901001v3").fields == {"doi": "10.48550/arxiv.hep-th/9901001"}


def test_pubmed_central_number_is_understood_but_has_no_field() -> None:
    citation = one("PMID: 32939066; PMCID: PMC7759461")
    assert (citation.fields, citation.aside) == ({"pmid": "32939066"}, ("PMCID: PMC7759461",))
    assert one("PMC7759461").source == "text"


VALUES = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20)


@given(VALUES, VALUES, st.integers(1, 3))
def test_openurl_survives_its_encodings(title: str, journal: str, times: int) -> None:
    text = urlencode({"rft.atitle": title, "rft.jtitle": journal, "ctx_ver": "Z39.88-2004"})
    for _ in range(times - 1):
        text = quote(text)
    citation = one(text)
    if "%" not in title + journal and "&" not in title + journal:
        assert citation.fields == {"journal": journal, "article_title": title}
