"""When two citations are the same thing."""

from __future__ import annotations

import importlib.util
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop import paths
from ill_desktop.requests import fields, matching

ARTICLE = {
    "article_title": "深度学习在径流预测中的应用",
    "journal": "水利学报",
    "year": "2024",
    "volume": "55",
    "pages": "311-322",
}


def like(kind: str, one: dict[str, str], **changes: str) -> str | None:
    other = {key: value for key, value in {**one, **changes}.items() if value}
    return matching.likeness(matching.traits(kind, one), matching.traits(kind, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Structure of Social Capital", "structure of  social-capital."),
        ("Zoë's Ökologie", "ZOES OKOLOGIE"),
        ("ＤＮＡ 修复", "DNA修复"),
        ("结构洞：竞争的社会结构", "结构洞——竞争的社会结构"),
        ("A study", "Study"),
    ],
)
def test_titles_typed_differently_have_one_key(one: str, other: str) -> None:
    assert matching.title_key(one) == matching.title_key(other) != ""


@given(st.text(max_size=300))
def test_a_key_is_stable_and_bounded(title: str) -> None:
    key = matching.title_key(title)
    assert len(key) <= matching.LONGEST_KEY
    assert all(sign.isalnum() for sign in key)


def test_a_slip_of_the_pen_is_still_the_same() -> None:
    long = {"article_title": "Deep learning for runoff forecasting in ungauged catchments", "journal": "J"}
    assert like(
        "journal_article", long, article_title="Deep lerning for runoff forcasting in ungauged catchments"
    )
    assert like("journal_article", ARTICLE, article_title="深度学习在径流予测中的应用") == "title"
    assert like("journal_article", ARTICLE, article_title="机器学习在降雨预报中的进展") is None


@pytest.mark.parametrize("change", [{"volume": "56"}, {"pages": "401-409"}])
def test_what_stands_elsewhere_is_something_else(change: dict[str, str]) -> None:
    assert like("journal_article", ARTICLE) == "title"
    assert like("journal_article", ARTICLE, **change) is None


def test_what_is_missing_does_not_speak_against() -> None:
    assert like("journal_article", ARTICLE, pages="", volume="") == "title"
    assert like("journal_article", ARTICLE, year="2023") == "title"  # the very same title
    slip = "深度学习在径流予测中的应用"
    assert like("journal_article", ARTICLE, article_title=slip, year="2023") is None


def test_one_identifier_suffices_and_two_different_ones_tell_apart() -> None:
    one = {**ARTICLE, "doi": "10.1000/ABC"}
    assert like("journal_article", one, article_title="something else", doi="10.1000/abc") == "identifier"
    assert like("journal_article", one, doi="10.1000/xyz") is None


def test_the_same_book_in_either_isbn() -> None:
    book = {"title": "Structural Holes", "isbn": "0-674-84371-1"}
    assert like("book", book, title="Another", isbn="9780674843714") == "identifier"
    assert like("book", {**book, "volume": "1"}, volume="2") is None


def test_a_chapter_is_named_by_isbn_and_page() -> None:
    chapter = {"chapter_title": "Trust", "title": "Handbook", "isbn": "9780674843714", "pages": "10-30"}
    assert matching.identifiers("book_chapter", chapter) == ("isbn:9780674843714/10",)
    assert matching.identifiers("book_chapter", {**chapter, "pages": ""}) == ()
    assert matching.identifiers("conference_paper", chapter) == ()


def test_numbers_of_standards_are_compared_bare() -> None:
    assert matching.identifiers("standard", {"number": "GB/T 7714—2015"}) == ("std:gbt77142015",)
    assert matching.identifiers("patent", {"number": "CN 101234567 A"}) == ("pat:cn101234567a",)


@pytest.mark.parametrize(
    ("pages", "first"),
    [("311-322", "311"), ("e12–e15", "e12"), ("  S9, 12", "s9"), ("全文", ""), ("", ""), ("３１１", "311")],
)
def test_the_first_page(pages: str, first: str) -> None:
    assert matching.first_page(pages) == first


def test_the_place_of_an_article() -> None:
    assert matching.place_key("journal_article", ARTICLE) == "2024:55:311"
    assert matching.place_key("journal_article", {**ARTICLE, "volume": "第 055 卷"}) == "2024:55:311"
    assert matching.place_key("journal_article", {**ARTICLE, "volume": "", "issue": "3"}) == "2024:3:311"
    assert matching.place_key("journal_article", {**ARTICLE, "pages": ""}) == ""
    assert matching.place_key("book", ARTICLE) == ""


# The migration keeps a copy of the keys; what it wrote must be found by today's program.


def step() -> ModuleType:
    spec = importlib.util.spec_from_file_location("step", paths.migrations() / "0007_requests.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


CITATIONS = st.fixed_dictionaries(
    {},
    optional={
        key: st.text(max_size=20) | st.sampled_from(["", "55", "311-322", "2024", "9780674843714", "10.1/X"])
        for key in fields.KEYS
    },
)


@given(st.sampled_from(list(fields.TYPES)), CITATIONS)
def test_the_migration_makes_the_same_keys(kind: str, citation: dict[str, str]) -> None:
    old: Any = step()
    title = fields.title_of(kind, citation)
    assert old._title_key(title) == matching.title_key(title)
    assert old._place_key(kind, citation) == matching.place_key(kind, citation)
    assert tuple(old._identifiers(kind, citation)) == matching.identifiers(kind, citation)
    assert old.TITLES == fields._TITLE
