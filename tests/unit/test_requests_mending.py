"""What is marked when a citation was not found as it was cited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.requests import fields
from ill_desktop.requests.mending import doubtful

ARTICLE = {
    "article_title": "深度学习在径流预测中的应用",
    "journal": "水利学报",
    "year": "2024",
    "volume": "55",
    "issue": "3",
    "pages": "311-322",
    "issn": "0559-9350",
}


@pytest.mark.parametrize(
    ("changes", "marked"),
    [
        ({"volume": ""}, ("volume",)),
        ({"issn": "0559-9351", "issue": " "}, ("issue", "issn")),
        ({"pages": "322-311"}, ("pages",)),
        ({"year": "24"}, ("year",)),
        ({"journal": ""}, ("journal",)),
        ({}, ("article_title", "journal", "year")),  # nothing looks wrong: look at what it is found by
    ],
)
def test_what_looks_wrong_is_marked(changes: dict[str, str], marked: tuple[str, ...]) -> None:
    assert doubtful("journal_article", {**ARTICLE, **changes}) == marked


@given(
    st.sampled_from(list(fields.TYPES)), st.dictionaries(st.sampled_from(fields.KEYS), st.text(max_size=30))
)
def test_something_is_always_marked_and_always_a_field_of_the_form(
    kind: str, citation: dict[str, str]
) -> None:
    marked = doubtful(kind, citation)
    declared = [field.key for field in fields.TYPES[kind]]
    assert marked and list(marked) == [key for key in declared if key in marked]
