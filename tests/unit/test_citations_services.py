"""What PubMed, Crossref and Zotero give: MEDLINE after nlm.nih.gov/bsd/mms/medlineelements.html, CSL-JSON
after citation-style-language/schema and api.crossref.org; own data in their shapes."""

from __future__ import annotations

import json

import pytest

from ill_desktop.citations import Citation, Problem, read
from ill_desktop.citations.merge import completed


def fields(said: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in said.split("|"))


def test_pubmed() -> None:
    first, second = read("""PMID- 31452104
OWN - NLM
DP  - 2025 Apr
TI  - Deep learning for
      runoff prediction
AB  - BACKGROUND: long
      text
FAU - Wang, Lei
AU  - Wang L
FAU - Chen, Hui
AU  - Chen H
JT  - Nature water
TA  - Nat Water
VI  - 2
IP  - 4
PG  - 311-331
IS  - 2731-6084 (Electronic)
LID - 10.1038/s44221-025-0012-3 [doi]
AID - S123 [pii]

PMID- 2
TI  - Two
JT  - Cell""")
    assert (first.kind, first.source) == ("journal_article", "pubmed")
    assert first.fields == fields(
        "journal=Nature water|article_title=Deep learning for runoff prediction|author=Wang, Lei; Chen, Hui|"
        "year=2025|volume=2|issue=4|pages=311-331|issn=2731-6084|doi=10.1038/s44221-025-0012-3|pmid=31452104"
    )
    assert second.fields == {"journal": "Cell", "article_title": "Two", "pmid": "2"}
    assert (second.line, first.unread) == (21, ())


def test_csl_json() -> None:
    items = [
        {
            "type": "article-journal",
            "title": "Deep <i>learning</i>",
            "author": [
                {"family": "Berg", "non-dropping-particle": "van der", "given": "Hans"},
                {"literal": "WHO"},
            ],
            "container-title": "Nature Water",
            "issued": {"date-parts": [[2025, 4]]},
            "volume": 2,
            "page": "1-9",
            "DOI": "10.1038/ABC",
            "strange": "x",
        },
        {
            "type": "chapter",
            "title": "Part",
            "container-title": "Whole",
            "editor": [{"family": "Fox", "given": "J"}],
        },
    ]
    article, chapter = read(json.dumps(items))
    assert (article.kind, article.source) == ("journal_article", "csl")
    assert article.fields == fields(
        "journal=Nature Water|article_title=Deep learning|author=van der Berg, Hans; WHO|year=2025|volume=2|"
        "pages=1-9|doi=10.1038/abc"
    )
    assert article.unread == ("strange: x",)
    assert chapter.fields == {"title": "Whole", "author": "Fox, J", "chapter_title": "Part"}


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 5_000, "[1]", '{"title": "x"}', '[{"type": 3, "DOI": []}]']
)
def test_json_that_is_no_reference_is_left_alone(text: str) -> None:
    assert all(citation.source in ("text", "csl") for citation in read(text))


# What one source knows beside another


def cite(kind: str, source: str = "csl", inferred: tuple[str, ...] = (), **fields: str) -> Citation:
    return Citation(kind, fields, source, inferred=inferred)


def test_what_is_missing_is_filled() -> None:
    given = cite("journal_article", "doi", ("kind",), doi="10.1/a")
    found = cite("journal_article", journal="Nature Water", article_title="T", doi="10.1/a")
    complete = completed(given, found)
    assert complete.fields == {"journal": "Nature Water", "article_title": "T", "doi": "10.1/a"}
    assert (complete.source, complete.inferred, complete.problems) == ("doi", (), ())


def test_what_stands_stays_and_a_contradiction_is_said() -> None:
    given = cite("book", title="Water", author="Wang L", year="2019", edition="2")
    found = cite(
        "book",
        title="Water: a study",
        author="Wang, Lei",
        year="2020",
        edition="2nd ed",
        isbn="9787030340658",
    )
    complete = completed(given, found)
    assert complete.fields == dict(given.fields) | {"isbn": "9787030340658"}
    assert complete.problems == (Problem("two_values", "year", {"kept": "2019", "other": "2020"}),)
    assert complete.doubtful == ("year",)


def test_another_kind_of_document_is_not_mixed_in() -> None:
    given = cite("thesis", title="T")
    assert completed(given, cite("book", title="T", year="2020")) == given
    assert completed(cite("thesis", inferred=("kind",), title="T"), cite("other", title="T")).kind == "thesis"
