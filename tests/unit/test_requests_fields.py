"""The ten document types, their fields and what speaks against a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.requests import fields
from ill_desktop.words import LANGUAGES, load

DOMAIN = {  # domain §3, * required
    "journal_article": "journal* article_title* author year* volume issue pages issn doi pmid",
    "book": "title* author edition volume publisher place year isbn",
    "book_chapter": "title* author edition volume publisher place year isbn "
    "chapter_title* chapter_author pages*",
    "thesis": "title* author* institution* degree year supervisor pages",
    "conference_paper": "title* author conference* place date proceedings pages isbn issn doi",
    "standard": "number* title organisation year status",
    "patent": "number* title inventor country date",
    "report": "title* author institution report_number year",
    "newspaper_article": "newspaper* article_title* date* page author",
    "other": "title* author year text",
}


@pytest.mark.parametrize("kind", DOMAIN)
def test_fields_are_those_of_the_specification(kind: str) -> None:
    wanted = {name.rstrip("*"): name.endswith("*") for name in DOMAIN[kind].split()}
    assert {field.key: field.required for field in fields.TYPES[kind]} == wanted
    assert list(fields.TYPES) == list(DOMAIN)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_type_and_field_has_words(language: str) -> None:
    words = load(language)
    assert {f"field.{key}" for key in fields.KEYS} <= words.keys()
    assert {f"document.{kind}" for kind in fields.TYPES} <= words.keys()


def _field(kind: str, key: str) -> fields.Field:
    return next(field for field in fields.TYPES[kind] if field.key == key)


@pytest.mark.parametrize(
    ("key", "text", "code"),
    [
        ("issn", "0559-9350", None),
        ("issn", "05599350", None),
        ("issn", "2049-3630", None),
        ("issn", "0559-9351", "field.issn_digit"),
        ("issn", "0559-935O", "field.issn_digit"),
        ("issn", "0559-93", "field.issn"),
        ("issn", "٠٥٥٩٩٣٥٠", "field.issn"),
        ("doi", "10.1038/s44221-025-0012-3", None),
        ("doi", "doi:10.1/x", "field.doi"),
        ("doi", "10.1038", "field.doi"),
        ("doi", "10.1038/a b", "field.doi"),
        ("year", "2024", None),
        ("year", "24", "field.year"),
        ("year", "２０２４", "field.year"),
        ("year", "2999", "field.year"),
        ("year", "", "field.required"),
        ("year", "   ", "field.required"),
        ("journal", "水利\0学报", "field.control"),
        ("journal", "长" * 2001, "field.too_long"),
        ("journal", "长" * 2000, None),
        ("volume", "", None),
    ],
)
def test_one_field_of_an_article(key: str, text: str, code: str | None) -> None:
    refusal = fields.check_field(_field("journal_article", key), text)
    assert (refusal.code if refusal else None) == code
    assert refusal is None or refusal.field == key


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("978-0-306-40615-7", None, {}),
        ("9787030340658", None, {}),
        ("0-8044-2957-x", None, {}),
        ("978-0-306-40615-8", "field.isbn_digit", {"digit": "7"}),
        ("0-8044-2957-1", "field.isbn_digit", {"digit": "X"}),
        ("978030640615", "field.isbn", {}),
        ("1234567890128", "field.isbn", {}),
        ("９７８７０３０３４０６５８", "field.isbn", {}),
    ],
)
def test_isbn_is_checked_and_its_digit_named(text: str, code: str | None, facts: dict[str, str]) -> None:
    refusal = fields.check_field(_field("book", "isbn"), text)
    assert (refusal.code if refusal else None) == code
    assert refusal is None or refusal.facts == facts


def test_the_right_digit_is_named() -> None:
    refusal = fields.check_field(_field("journal_article", "issn"), "0559-935X")
    assert refusal is not None and refusal.facts == {"digit": "0"}


@given(st.text(alphabet="0123456789", min_size=7, max_size=7))
def test_exactly_one_check_digit_fits(digits: str) -> None:
    fitting = [
        sign
        for sign in "0123456789X"
        if fields.check_field(_field("journal_article", "issn"), digits + sign) is None
    ]
    assert fitting == [fields.issn_digit(digits)]


@given(
    st.sampled_from(list(fields.TYPES)), st.dictionaries(st.sampled_from(fields.KEYS), st.text(max_size=80))
)
def test_no_text_breaks_a_check(kind: str, values: dict[str, str]) -> None:
    refusals = fields.check_all(kind, values)
    if not refusals:
        tidy = fields.tidy(kind, values)
        assert fields.title_of(kind, tidy)
        assert set(tidy) <= {field.key for field in fields.TYPES[kind]}
        fields.second_line_of(kind, tidy)


def test_an_unknown_type_is_refused() -> None:
    assert [refusal.code for refusal in fields.check_all("scroll", {})] == ["request.type"]


def test_what_the_table_shows() -> None:
    article = {"article_title": "A", "journal": "Nature Water", "volume": "2", "issue": "4", "year": "2025"}
    assert fields.title_of("journal_article", article) == "A"
    assert fields.second_line_of("journal_article", article) == "Nature Water 2(4) · 2025"
    assert fields.title_of("patent", {"number": "CN 113456789 A"}) == "CN 113456789 A"
    assert fields.author_of({"inventor": "周"}) == "周"


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        ("311-322", 12),
        ("311–331", 21),
        ("1123-34", 12),
        ("e12-e15", 4),
        ("1, 4-6", 4),
        ("7", 1),
        ("", None),
        ("322-311", None),
        ("iv-x", None),
        ("1-99999999", None),
    ],
)
def test_pages_are_counted_when_they_can_be(pages: str, count: int | None) -> None:
    assert fields.page_count(pages) == count


@given(st.text(max_size=60))
def test_counting_never_breaks(text: str) -> None:
    count = fields.page_count(text)
    assert count is None or count > 0
