"""BibTeX and BibLaTeX entries, split by bibtexparser.

By itself bibtexparser hides entries it cannot take (the same key twice, the same field twice, a
closing brace cut off) among its failed blocks, and warns in the log; here they are read too.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from . import plaintext
from .draft import Draft
from .latex import plain
from .model import Citation
from .tagged import Roles, roles

if TYPE_CHECKING:
    from bibtexparser.model import Block, Entry, String

OPENS: Final = re.compile(r"@[A-Za-z]{1,30}[ \t]*[{(]")

_KINDS: Final = {
    "journal_article": "article periodical suppperiodical review",
    "book": "book mvbook collection mvcollection proceedings mvproceedings reference booklet manual",
    "book_chapter": "inbook incollection bookinbook suppbook suppcollection inreference",
    "thesis": "thesis phdthesis mastersthesis bachelorsthesis",
    "conference_paper": "inproceedings conference",
    "standard": "standard",
    "patent": "patent",
    "report": "report techreport",
    "newspaper_article": "newspaper newspaperarticle",
    "other": "misc online electronic www webpage unpublished dataset software",
}
_KIND: Final = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_DEGREES: Final = {"phdthesis": "PhD", "mastersthesis": "Master", "bachelorsthesis": "Bachelor"}

_ROLES: Final = Roles(
    roles("""
        author: author
        editor: editor
        title: title
        host: journal journaltitle booktitle
        host_abbreviation: shortjournal
        year: year
        date: date
        volume: volume
        issue: number issue
        pages: pages
        article_number: eid articleno
        publisher: publisher
        place: address location
        edition: edition
        isbn: isbn
        issn: issn
        doi: doi
        pmid: pmid
        url: url
        aside: abstract keywords language langid month day urldate file timestamp biburl bibsource
        aside: owner series copyright affiliation numpages pagetotal groups date-added date-modified
        aside: shorttitle organization school institution translator type eprinttype primaryclass
        aside: archiveprefix mendeley-groups bdsk-url-1 bdsk-url-2 creationdate modificationdate
    """),
    {
        "book": roles("aside: pages number"),
        "thesis": roles("institution: school institution \n degree: type \n supervisor: advisor supervisor"),
        "conference_paper": roles("conference: eventtitle \n place: venue \n date: eventdate"),
        "standard": roles("institution: organization institution \n number: number \n status: pubstate"),
        "patent": roles("institution: holder assignee \n number: number \n country: location country"),
        "report": roles("institution: institution organization \n number: number"),
        "book_chapter": roles("aside: number"),
    },
)
# classic BibTeX gives the book's title as the title of an @inbook, BibLaTeX the chapter's
_WITHOUT_BOOKTITLE: Final = {"inbook": {"title": "host", "author": "editor"}}
_LONGEST_STRING: Final = 1_000
_MOST_REPAIRS: Final = 50


def read(lines: list[str]) -> list[Citation]:
    """One citation for each entry; what is no entry is unread, with the entry that follows it."""
    citations: list[Citation] = []
    stray: list[str] = []
    for part in _parts("\n".join(lines)):
        if isinstance(part, str):
            stray.append(part)
            continue
        part.unread[:0] = stray
        stray.clear()
        citations.append(part.finish())
    if stray and citations:
        citations[-1] = replace(citations[-1], unread=(*citations[-1].unread, *stray))
    elif stray:
        citations.append(plaintext.read("\n".join(stray)))
    return citations


def depth(line: str, in_parentheses: bool = False) -> int:
    """How many more braces a line opens than it closes; of an ``@entry(…)`` parentheses count too."""
    plainly = re.sub(r"\\.", "", line)
    opening, closing = ("[{(]", "[})]") if in_parentheses else ("[{]", "[}]")
    return len(re.findall(opening, plainly)) - len(re.findall(closing, plainly))


class _Found(NamedTuple):
    """An entry, its fields as they stood, and whether its end had to be supplied."""

    entry: Entry
    verbatim: list[str]
    is_cut_off: bool = False


def _parts(text: str) -> list[Draft | str]:
    """The entries as drafts, and as they stand what lies between them or cannot be split."""
    from bibtexparser.model import String

    parts: list[_Found | str] = []
    strings: list[String] = []
    repairs = _MOST_REPAIRS
    for block in _blocks(text):
        found = _entry_of(block, repairs > 0)
        if isinstance(block, String) and len(block.value) <= _LONGEST_STRING:
            strings.append(block)
        else:
            parts.append(found or block.raw or "")
        repairs -= 1 if found is None or found.is_cut_off else 0
    _resolve([part.entry for part in parts if isinstance(part, _Found)], strings)
    return [_draft(part) if isinstance(part, _Found) else part for part in parts]


def _entry_of(block: Block, may_repair: bool) -> _Found | None:
    """The entry a block holds, also one the library calls failed; None if it holds none."""
    from bibtexparser.model import Entry, ParsingFailedBlock

    entry: Block | None = block
    is_cut_off = False
    if isinstance(block, ParsingFailedBlock):
        entry = block.ignore_error_block
        if entry is None and may_repair:
            entry = _repaired(block.raw or "")
            is_cut_off = True
    if not isinstance(entry, Entry):
        return None
    return _Found(entry, [f"{field.key} = {field.value}" for field in entry.fields], is_cut_off)


def _blocks(text: str) -> list[Block]:
    from bibtexparser.entrypoint import parse_string

    # the library tells the log what it cannot split; here the reader is told instead
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return parse_string(text, parse_stack=[]).blocks


def _repaired(raw: str) -> Block | None:
    """The entry of a paste that was cut off: its quotes and braces closed for it."""
    if "=" not in raw:
        return None
    missing = "}" * max(1, depth(raw))
    for end in (missing, '"' + missing):
        blocks = _blocks(raw + end)
        if len(blocks) == 1 and type(blocks[0]).__name__ == "Entry":
            return blocks[0]
    return None


def _resolve(entries: list[Entry], strings: list[String]) -> None:
    """Put the @string texts into the values and take their braces off, in place."""
    from bibtexparser.library import Library
    from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware

    for number, entry in enumerate(entries):
        entry.key = str(number)  # the same key twice is no reason to lose the second
    library = Library()
    library.add([*strings, *entries], fail_on_duplicate_key=False)
    RemoveEnclosingMiddleware().transform(ResolveStringReferencesMiddleware().transform(library))


def _draft(found: _Found) -> Draft:
    entry = found.entry
    name = entry.entry_type.lower()
    kind = _KIND.get(name, "other")
    draft = Draft(kind, "bibtex")
    if name not in _KIND:
        draft.unread.append(f"@{entry.entry_type}")
    has_booktitle = any(field.key.lower() == "booktitle" for field in entry.fields)
    own_roles = {} if has_booktitle else _WITHOUT_BOOKTITLE.get(name, {})
    role = ""
    for field, verbatim in zip(entry.fields, found.verbatim, strict=True):
        key = field.key.lower()
        role = own_roles.get(key) or _ROLES.of(kind, key)
        if key == "howpublished" and "http" in field.value:
            role = "url"
        for value in _values(role, field.value):
            draft.put(role, value, verbatim)
    if found.is_cut_off:
        draft.doubt(role)
    if name in _DEGREES and not draft.has("degree"):
        draft.put("degree", _DEGREES[name])
    return draft


def _values(role: str, value: str) -> list[str]:
    """A field's value without TeX; of a list of people each person."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    if role not in ("author", "editor", "supervisor"):
        return [plain(value)]
    names = split_multiple_persons_names(" ".join(value.split()))
    return ["et al" if name == "others" else plain(name) for name in names]
