"""BibTeX and BibLaTeX entries, split by bibtexparser.

Entry types and fields after the manuals of both (https://ctan.org/pkg/bibtex, https://ctan.org/pkg/biblatex).
By itself bibtexparser hides entries it cannot take (the same key twice, the same field twice, a closing
brace cut off) among its failed blocks, and warns in the log; here they are read too.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from . import plaintext
from .draft import Draft
from .latex import plain
from .model import Citation, Piece, Problem
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
_DEGREES: Final = {
    "phdthesis": "PhD", "mastersthesis": "Master", "bachelorsthesis": "Bachelor",
    "mathesis": "Master", "bathesis": "Bachelor",
}  # fmt: skip

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
        aside: note annote annotation crossref xdata key pubstate subtitle titleaddon eprint
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
_NO_ENTRY: Final = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)
_LONGEST_STRING: Final = 1_000
_OF_PARENT: Final = {"title": "booktitle"}
_NOT_INHERITED: Final = frozenset("author crossref doi url isbn pages note abstract".split())
_MOST_REPAIRS: Final = 50


def read(lines: list[Piece]) -> list[Citation]:
    """One citation for each entry; what is no entry is unread, with the entry that follows it."""
    citations: list[Citation] = []
    stray: list[Piece] = []
    for part in _parts(lines):
        if isinstance(part, Piece):
            stray.append(part)
            continue
        part.unread[:0] = stray
        part.problems += _broken(stray)
        stray.clear()
        citations.append(part.finish())
    if stray and citations:
        last = citations[-1]
        problems = (*last.problems, *_broken(stray))
        citations[-1] = replace(last, unread=(*last.unread, *stray), problems=problems)
    elif stray:
        citations.append(plaintext.read(Piece("\n".join(stray), stray[0].line)))
    return citations


def _broken(stray: list[Piece]) -> list[Problem]:
    """A problem if among what is no entry there is one that could not be split."""
    is_broken = any(OPENS.match(piece) and not _NO_ENTRY.match(piece) for piece in stray)
    return [Problem("split_failed")] if is_broken else []


def depth(line: str, in_parentheses: bool = False) -> int:
    """How many more braces a line opens than it closes; of an ``@entry(…)`` parentheses count too."""
    plainly = re.sub(r"\\.", "", line)
    opening, closing = ("[{(]", "[})]") if in_parentheses else ("[{]", "[}]")
    return len(re.findall(opening, plainly)) - len(re.findall(closing, plainly))


class _Found(NamedTuple):
    """An entry, its fields as they stood, and whether its end had to be supplied."""

    entry: Entry
    verbatim: list[Piece]
    line: int
    is_cut_off: bool = False


def _parts(lines: list[Piece]) -> list[Draft | Piece]:
    """The entries as drafts, and as they stand what lies between them or cannot be split."""
    from bibtexparser.model import String

    parts: list[_Found | Piece] = []
    strings: list[String] = []
    repairs = _MOST_REPAIRS
    for block in _blocks("\n".join(lines)):
        found = _entry_of(block, lines, repairs > 0)
        if isinstance(block, String) and len(block.value) <= _LONGEST_STRING:
            strings.append(block)
        else:
            parts.append(found or Piece((block.raw or "").strip(), lines[block.start_line or 0].line))
        repairs -= 1 if found is None or found.is_cut_off else 0
    found_entries = [part for part in parts if isinstance(part, _Found)]
    _inherit(found_entries)
    _resolve([part.entry for part in found_entries], strings)
    return [_draft(part) if isinstance(part, _Found) else part for part in parts]


def _entry_of(block: Block, lines: list[Piece], may_repair: bool) -> _Found | None:
    """The entry a block holds, also one the library calls failed; None if it holds none."""
    from bibtexparser.model import Entry, ParsingFailedBlock

    entry: Block | None = block
    repaired: Block | None = None
    if isinstance(block, ParsingFailedBlock):
        entry = block.ignore_error_block
        if entry is None and may_repair:
            entry = repaired = _repaired(block.raw or "")
    if not isinstance(entry, Entry):
        return None
    first = block.start_line or 0
    above = first if repaired else 0  # what was repaired was split by itself
    verbatim = [
        Piece(
            f"{field.key} = {field.value}", lines[min((field.start_line or 0) + above, len(lines) - 1)].line
        )
        for field in entry.fields
    ]
    return _Found(entry, verbatim, lines[first].line, repaired is not None)


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


def _inherit(found: list[_Found]) -> None:
    """Give an entry what it has from the one its ``crossref`` names: the book's title, year, publisher …"""
    parents = {part.entry.key: part.entry for part in reversed(found)}
    for part in found:
        own = {field.key.lower(): field for field in part.entry.fields}
        parent = parents.get(own["crossref"].value.strip('{}" ')) if "crossref" in own else None
        for field in [] if parent is None or parent is part.entry else list(parent.fields):
            key = _OF_PARENT.get(field.key.lower(), field.key.lower())
            if key not in own and key not in _NOT_INHERITED:
                part.entry.set_field(type(field)(key, field.value, field.start_line))
                part.verbatim.append(Piece(f"{field.key} = {field.value}", part.line))


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
    draft = Draft(kind, "bibtex", found.line)
    if name not in _KIND:
        draft.unknown_type(entry.entry_type, f"@{entry.entry_type}")
    has_booktitle = any(field.key.lower() == "booktitle" for field in entry.fields)
    own_roles = {} if has_booktitle else _WITHOUT_BOOKTITLE.get(name, {})
    prefix = " ".join(
        field.value.lower() for field in entry.fields if field.key.lower() in ("archiveprefix", "eprinttype")
    )
    role = ""
    for field, verbatim in zip(entry.fields, found.verbatim, strict=True):
        key = field.key.lower()
        role = own_roles.get(key) or _ROLES.of(kind, key)
        if key == "howpublished" and "http" in field.value:
            role = "url"
        elif key == "eprint" and ("arxiv" in prefix or "pmid" in prefix):
            role = "arxiv" if "arxiv" in prefix else "pmid"
        for value in _values(role, field.value):
            draft.put(role, _DEGREES.get(value, value) if role == "degree" else value, verbatim)
    if found.is_cut_off:
        draft.doubt(role, "cut_off")
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
