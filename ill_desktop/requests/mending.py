"""Which fields of a citation to look at again when it was not found as cited. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from ill_desktop.requests.fields import TYPES, check_field, page_count

# What a partner looks a document up by, beside what is required.
_PLACES: dict[str, tuple[str, ...]] = {
    "journal_article": ("volume", "issue", "pages"),
    "book": ("author", "year", "publisher"),
    "book_chapter": ("author", "year", "publisher"),
    "thesis": ("year",),
    "conference_paper": ("date", "proceedings", "pages"),
    "standard": ("year",),
    "patent": ("country",),
    "report": ("institution", "year"),
    "newspaper_article": ("page",),
    "other": ("year",),
}
_RANGES = frozenset({"pages"})


def doubtful(kind: str, fields: Mapping[str, str]) -> tuple[str, ...]:
    """The fields to mark, in the order of the form: those that fail their check, page ranges that make no
    sense, and what is missing though one looks for a document by it.

    When nothing of that kind is wrong, it is one of the required fields.
    """
    wrong = []
    for field in TYPES[kind]:
        text = fields.get(field.key, "").strip()
        missing = not text and field.key in _PLACES[kind]
        senseless = bool(text) and field.key in _RANGES and page_count(text) is None
        if missing or senseless or check_field(field, text) is not None:
            wrong.append(field.key)
    return tuple(wrong) or tuple(field.key for field in TYPES[kind] if field.required)
