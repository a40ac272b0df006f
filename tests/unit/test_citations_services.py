"""What PubMed, Crossref and Zotero give: MEDLINE after nlm.nih.gov/bsd/mms/medlineelements.html, CSL-JSON
after citation-style-language/schema and api.crossref.org; own data in their shapes."""

from __future__ import annotations

import json

import pytest

from ill_desktop.citations import read


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
