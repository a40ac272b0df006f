"""CSL-JSON, the form in which Crossref, DataCite and Zotero give a document.

After the schema at https://github.com/citation-style-language/schema (csl-data.json) and the answers of
https://api.crossref.org/works, which write dates and titles a little differently (lists of one).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .draft import Draft
from .model import Citation
from .tagged import Roles, roles

_KINDS: Final = {
    "journal_article": "article-journal article journal-article article-magazine posted-content review "
    "peer-review preprint",
    "book": "book monograph edited-book reference-book book-set book-series collection",
    "book_chapter": "chapter book-chapter book-section book-part book-track entry entry-encyclopedia "
    "entry-dictionary reference-entry",
    "thesis": "thesis dissertation",
    "conference_paper": "paper-conference proceedings-article",
    "standard": "standard",
    "patent": "patent",
    "report": "report report-component report-series",
    "newspaper_article": "article-newspaper",
    "other": "webpage post post-weblog dataset software document personal_communication manuscript other",
}
_KIND: Final = {name: kind for kind, names in _KINDS.items() for name in names.split()}

_ROLES: Final = Roles(
    roles("""
        kind: type
        author: author
        editor: editor container-author
        title: title
        host: container-title
        host_abbreviation: container-title-short journalAbbreviation short-container-title
        date: issued published-print published published-online
        volume: volume
        issue: issue
        pages: page
        article_number: article-number
        publisher: publisher
        place: publisher-place publisher-location
        edition: edition edition-number
        isbn: ISBN
        issn: ISSN
        doi: DOI
        pmid: PMID
        url: URL
        conference: event-title event
        number: number
        aside: abstract keyword subject language note title-short accessed source id citation-key
        aside: collection-title collection-number PMCID translator archive call-number genre
    """),
    {
        "book": roles("aside: container-title"),
        "thesis": roles("institution: publisher \n degree: genre \n aside: container-title"),
        "conference_paper": roles("host: container-title \n place: event-place"),
        "standard": roles("institution: publisher authority \n aside: container-title"),
        "patent": roles("institution: authority \n country: jurisdiction \n aside: publisher"),
        "report": roles("institution: publisher \n aside: container-title"),
    },
)
_SIGNS: Final = ("type", "title", "DOI", "container-title", "ISBN")
_WRAPPED: Final = ("message", "items", "references")
_MOST_NESTED: Final = 4
# what Crossref says of its own record, and counts: nothing of the document
_NOISE: Final = frozenset(
    "indexed reference-count content-domain prefix member created deposited score resource subtitle "
    "references-count relation license link source update-policy is-referenced-by-count original-title "
    "reference journal-issue alternative-id assertion funder issn-type isbn-type short-title container "
    "published-other content-created institution status".split()
)


def read(text: str) -> list[Citation]:
    """The documents of a text that is CSL-JSON as a whole; [] for any other text."""
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return []
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return []
    return [_citation(item) for item in _items(content)]


def of_item(item: Mapping[str, Any]) -> Citation | None:
    """The document of one item that was parsed already (a service's answer); None if it is none."""
    found = next(_items(item), None)
    return None if found is None else _citation(found)


def _items(content: object, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _MOST_NESTED:
        return
    if isinstance(content, list):
        for part in content:
            yield from _items(part, depth + 1)
    elif isinstance(content, dict):
        if sum(key in content for key in _SIGNS) >= 2:
            yield content
        else:
            for key in _WRAPPED:
                yield from _items(content.get(key), depth + 1)


def _citation(item: Mapping[str, Any]) -> Citation:
    name = _text(item.get("type"))
    kind = _KIND.get(name, "other")
    draft = Draft(kind, "csl", 1)
    if name not in _KIND:
        draft.unknown_type(name or "?", f"type: {name}")
    for key, value in item.items():
        role = _ROLES.of(kind, key)
        if role == "kind" or key in _NOISE or value in (None, "", [], {}):
            continue
        for part in _values(role, value):
            draft.put(role, part, f"{key}: {part}")
    subtitle = _text(item.get("subtitle"))
    if subtitle:
        draft.put("aside", subtitle, f"subtitle: {subtitle}")
    return draft.finish()


def _values(role: str, value: Any) -> list[str]:
    if role in ("author", "editor"):
        return [_person(part) for part in value if isinstance(part, dict)] if isinstance(value, list) else []
    if role == "date":
        return [_date(value)]
    if role in ("isbn", "issn") and isinstance(value, list):
        return [_text(part) for part in value]
    return [_text(value)]


def _person(name: Mapping[str, Any]) -> str:
    """``Wang, Lei``; a Chinese name without comma; an institution as it is."""
    if whole := _text(name.get("literal") or name.get("name")):
        return whole
    family, given = _text(name.get("family")), _text(name.get("given"))
    particle = _text(name.get("non-dropping-particle"))
    family = f"{particle} {family}" if particle else family
    return ", ".join(filter(None, (family, given)))


def _date(value: Any) -> str:
    """``2025-04-01`` of ``{"date-parts": [[2025, 4, 1]]}``, or what was written in words."""
    if not isinstance(value, dict):
        return _text(value)
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else []
    if not isinstance(first, list) or not first or first[0] is None:
        return _text(value.get("raw") or value.get("literal"))
    year, *rest = (_text(part) for part in first[:3])
    return "-".join([year, *(part.zfill(2) for part in rest)])


def _text(value: Any) -> str:
    """A value as text, of a list its first; "" for what is no text."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
