"""NoteFirst's XML, an export of CNKI, Wanfang and VIP: ``<Bibliography><PrimaryTitle>…``.

Elements after VIP's export. Read as tags and text, not as XML: what is pasted is often cut off, carries
unescaped signs, and no entity may be expanded.
"""

from __future__ import annotations

import re
from typing import Final

from .kinds import database, kind_of
from .model import Citation, Piece
from .tagged import Field, Roles, roles

_OPENS: Final = re.compile(
    r"\s{0,200}(?:<\?xml[^<>]{0,200}>\s{0,200})?<Bibliograph(?:y|ies)\b", re.IGNORECASE
)
_RECORD: Final = "bibliography"

_ROLES: Final = Roles(
    roles("""
        kind: type
        author: fullname
        title: primarytitle
        host: media
        year: year
        date: publishdate
        volume: volume
        issue: issue
        pages: pagescope pages
        publisher: publisher
        place: place publishplace
        edition: edition
        serial: issn isbn
        doi: doi
        url: url link
        aside: language organization keyword abstract code database bibliographiescount clc fund
        aside: translatedtitle firstauthor
    """),
    {
        "thesis": roles("institution: publisher media school \n supervisor: tutor \n degree: degree"),
        "conference_paper": roles("conference: conference \n host: media"),
        "patent": roles("number: patentno number \n institution: applicant"),
        "standard": roles("number: standardno number \n institution: publisher"),
    },
)
_TOKEN: Final = re.compile(
    r"<!\[CDATA\[(?P<raw>.{0,20000}?)\]\]>|<(?P<ends>/?)(?P<name>[A-Za-z]\w{0,40})(?P<more>[^<>]{0,500})>"
    r"|(?P<text>[^<]+)|<",
    re.DOTALL,
)
_ENGLISH: Final = re.compile(r"""\blang=["']en""", re.IGNORECASE)


class _Reader:
    """Gathers the text of each innermost element, a record at each ``Bibliography``."""

    def __init__(self) -> None:
        self.records: list[list[Field]] = []
        self._open: list[tuple[str, bool]] = []

    def start(self, name: str, more: str) -> None:
        """An element begins."""
        if name == _RECORD:
            self.records.append([])
            self._open.clear()
        if not more.endswith("/"):
            self._open.append((name, bool(_ENGLISH.search(more))))

    def end(self, name: str) -> None:
        """An element ends, and with it those inside that were left open."""
        names = [each for each, _ in self._open]
        if name in names:
            del self._open[len(names) - 1 - names[::-1].index(name) :]

    def take(self, value: str, line: int) -> None:
        """Text of the innermost element; that of a translation counts only where there is no original."""
        if not value or not self._open or not self.records:
            return
        tag, is_english = self._open[-1]
        if tag == "title":
            tag = next(
                (name for name, _ in reversed(self._open) if name.endswith("title") and name != tag), tag
            )
        is_second = is_english and any(item.tag == tag for item in self.records[-1])
        whole = Piece(f"<{tag}>{value}", line)
        self.records[-1].append(Field("translatedtitle" if is_second else tag, value, whole))


def read(text: str) -> list[Citation]:
    """The documents of a text that is NoteFirst's XML as a whole; [] for any other text."""
    if not _OPENS.match(text):
        return []
    reader = _Reader()
    line = 1
    for token in _TOKEN.finditer(text):
        if token["name"] and token["ends"]:
            reader.end(token["name"].lower())
        elif token["name"]:
            reader.start(token["name"].lower(), token["more"])
        else:
            reader.take((token["raw"] or token["text"] or "").strip(), line)
        line += token[0].count("\n")
    return [_citation(record) for record in reader.records if record]


def _citation(record: list[Field]) -> Citation:
    name = next((item.value for item in record if item.tag == "type"), "")
    known = kind_of(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name))
    source = database(item.value for item in record if item.tag in ("url", "link", "database")) or "labelled"
    draft = _ROLES.draft(known or "journal_article", source, record)
    if name and not known:
        draft.unknown_type(name, f"<type>{name}")
    elif not name:
        draft.infer("kind")
    return draft.finish()
