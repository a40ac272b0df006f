"""BibTeX as Google Scholar, DBLP, publishers and reference managers write it, and as people break it.

Entry types and fields after the manuals of BibTeX (btxdoc) and BibLaTeX; own data.
"""

from __future__ import annotations

import logging

import bibtexparser
import pytest
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.citations import Citation, read
from ill_desktop.citations.latex import plain


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


ENTRY = r"""@article{wang2025deep,
  title={Deep learning for runoff prediction},
  author={Wang, Lei and M{\"u}ller, J{\'o}zef and others},
  journal={Nature Water},
  volume={2}, number={4}, pages={311--331}, year={2025},
  doi={10.1038/S44221-025-0012-3},
  issn={2731-6084},
  abstract={Not needed.}
}
"""
FIELDS = {
    "journal": "Nature Water",
    "article_title": "Deep learning for runoff prediction",
    "author": "Wang, Lei; Müller, Józef; et al",
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
        ENTRY,
        ENTRY.replace("\n", "\r\n"),
        ENTRY.replace("@article{", "@Article {").replace("title=", "TITLE = "),
        ENTRY.replace("@article{", "@article(").replace("needed.}\n}", "needed.}\n)"),
        ENTRY.replace("={Nature Water}", "=nw") + '@string{nw = "Nature Water"}\n',
        ENTRY.replace("year={2025}", "year=2025").replace("{2}", '"2"'),
        ENTRY.removesuffix("}\n"),  # cut off
        ENTRY.replace("{Deep learning", "{{D}eep {learning}"),
    ],
)
def test_article(text: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", "bibtex")
    assert citation.fields == FIELDS
    assert citation.unread == citation.doubtful == ()
    assert citation.aside == ("abstract = {Not needed.}",)


def test_nothing_bibtexparser_fails_at_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found = read(
            "@article{same, title={one}, title={again}}\nbetween\n@article{same, title={two}, odd={x}}\n"
            "@comment{a comment}\n@book{no equals\n@book{b, title={cut off, by a pas"
        )
    assert [citation.fields for citation in found] == [
        {"article_title": "one"},
        {"article_title": "two"},
        {"title": "cut off, by a pas"},
    ]
    first, second, third = found
    assert first.unread == ("title = {again}",)
    assert second.unread == ("between", "odd = {x}")
    assert third.unread[0] == "@comment{a comment}"
    assert third.unread[1].startswith("@book{no equals")
    assert third.doubtful == ("title",)
    assert not caplog.records


@pytest.mark.parametrize(
    ("entry", "kind", "fields"),
    [
        (
            "@inproceedings{a, title={T}, author={He, K}, booktitle={Proceedings of the CVPR}, pages={1-2}}",
            "conference_paper",
            "title=T|author=He, K|conference=CVPR|proceedings=Proceedings of the CVPR|pages=1-2",
        ),
        (
            "@incollection{a, title={T}, booktitle={B}, editor={Fox, J}, author={Li, M},\n"
            " isbn={978-0-262-03561-3}}",
            "book_chapter",
            "chapter_title=T|title=B|author=Fox, J|chapter_author=Li, M|isbn=9780262035613",
        ),
        (
            "@inbook{a, title={B}, author={Li, M}, pages={3-9}}",
            "book_chapter",
            "title=B|author=Li, M|pages=3-9",
        ),
        (
            "@phdthesis{a, title={T}, author={张三}, school={浙大}}",
            "thesis",
            "title=T|author=张三|institution=浙大|degree=PhD",
        ),
        (
            "@techreport{a, title={T}, institution={NASA}, number={TM-1}}",
            "report",
            "title=T|institution=NASA|report_number=TM-1",
        ),
        (
            "@patent{a, title={T}, author={Li, M}, number={US1234}}",
            "patent",
            "title=T|inventor=Li, M|number=US1234",
        ),
        ("@misc{a, title={T}, howpublished={\\url{http://a.b/c}}}", "other", "title=T|url=http://a.b/c"),
        (
            "@misc{a, title={T}, doi={10.5281/zenodo.1}}",
            "other",
            "title=T|url=https://doi.org/10.5281/zenodo.1",
        ),
        (
            "@article{a, title={T}, eprint={1412.6980}, archivePrefix={arXiv}}",
            "journal_article",
            "article_title=T|doi=10.48550/arxiv.1412.6980",
        ),
        (
            "@article{a, title={T}, eprint={31452104}, eprinttype={pmid}}",
            "journal_article",
            "article_title=T|pmid=31452104",
        ),
        (
            "@thesis{a, type={mathesis}, title={T}, author={李, 明}, date={2020-06}, institution={浙大}}",
            "thesis",
            "title=T|author=李明|year=2020|institution=浙大|degree=Master",
        ),
        (
            "@inproceedings{a, author={He, Kaiming and\n  Zhang, X}, title={T},\n booktitle = "
            "{2016 {IEEE} Conference on\n"
            "  Vision, {CVPR} 2016}, year = {2016}, pages = {1--9}, publisher = {{IEEE}}}",
            "conference_paper",
            "title=T|author=He, Kaiming; Zhang, X|conference=2016 IEEE Conference on Vision, CVPR 2016|"
            "date=2016|pages=1-9",
        ),
    ],
)
def test_kinds(entry: str, kind: str, fields: str) -> None:
    citation = one(entry)
    assert citation.kind == kind
    assert citation.fields == dict(pair.split("=", 1) for pair in fields.split("|"))
    assert citation.unread == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"{\"o}{\'{e}}\c{c}\v{s}{\o}{\aa}\'\i", "öéçšøåí"),
        (r"50% of R\&D at 5\% --- or 1--2", "50% of R&D at 5% — or 1–2"),
        (r"$\alpha$ and \unknown{x}", r"$\alpha$ and \unknownx"),
        (r"{Deep} \textit{learning}~``now''", "Deep learning “now”"),
        (r"\ss\ {\ss} \L{}", "ß ß Ł"),
        ("深度学习 {A}B", "深度学习 AB"),
    ],
)
def test_tex_is_made_plain_and_nothing_vanishes(value: str, expected: str) -> None:
    assert plain(value) == expected


PLAIN = st.text("深度学习runoff prediction", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(
    PLAIN,
    st.lists(st.text("王磊陈辉李明", min_size=2, max_size=3), min_size=1, max_size=4, unique=True),
    PLAIN,
)
def test_what_bibtexparser_writes_is_read_back(title: str, people: list[str], journal: str) -> None:
    fields = {"title": title, "author": " and ".join(people), "journal": journal, "year": "2024"}
    library = Library([Entry("article", "key", [Field(key, value) for key, value in fields.items()])])
    citation = one(bibtexparser.write_string(library))
    assert citation.fields == {
        "journal": " ".join(journal.split()),
        "article_title": " ".join(title.split()),
        "author": "; ".join(people),
        "year": "2024",
    }


def test_what_an_entry_has_from_the_one_it_refers_to() -> None:
    paper, proceedings = read(
        "@inproceedings{a, crossref={p}, title={T}, author={Li, M}, pages={1--9}}\n"
        "@proceedings{p, title={Proceedings of the X}, year={2001}, isbn={9787030340658}, publisher={ACM}}"
    )
    assert paper.fields == {
        "title": "T", "author": "Li, M", "conference": "X", "proceedings": "Proceedings of the X",
        "date": "2001",
        "pages": "1-9",
    }  # fmt: skip
    assert proceedings.fields["isbn"] == "9787030340658"
    alone = read("@book{a, crossref={a}, title={T}}\n@book{b, crossref={c}, title={U}}")
    assert [citation.fields for citation in alone] == [{"title": "T"}, {"title": "U"}]
