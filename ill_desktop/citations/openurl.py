"""OpenURL 0.1 and 1.0, the links of catalogues and link resolvers, and COinS in web pages.

Keys after ANSI/NISO Z39.88 (the KEV formats info:ofi/fmt:kev:mtx: journal, book, dissertation, patent) and
after the OpenURL 0.1 draft of 2000; COinS after http://ocoins.info. ``clean.lines`` has taken the links
of a page out of their spans already.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from .clean import fold, one_line, tidy, unescape
from .draft import Draft
from .encoding import decode
from .model import Citation, Piece
from .tagged import Roles, roles

_ROLES: Final = Roles(
    roles("""
        kind: genre
        author: au creator aucorp inventor
        title: atitle
        host: jtitle btitle title
        host_short: stitle
        volume: volume
        issue: issue
        start: spage
        end: epage
        pages: pages
        article_number: artnum
        date: date
        publisher: pub publisher
        place: place
        edition: edition
        isbn: isbn
        issn: issn eissn
        institution: inst assignee
        degree: degree
        supervisor: advisor
        country: co
        country_code: cc
        number: number
        conference: conf
        aside: address
        aside: sid pid ctx_ver ctx_enc ctx_id ctx_tim url_ver url_ctx_fmt url_tim rft_val_fmt rfr_id rfr_dat
        aside: rft_dat rfe_dat rfe_id req_id req_dat res_id res_dat svc_id svc_dat svc_val_fmt svc.fulltext
        aside: coden sici bici ssn quarter chron series tpages appldate applnumber applyear applcc kind
        aside: priodate pubdate format language subject description coverage rights relation auinit1
    """),
    {
        "book": roles("title: btitle title \n aside: spage epage pages"),
        "thesis": roles("title: title btitle atitle \n pages: tpages"),
        "patent": roles("title: title atitle \n date: date pubdate"),
        "report": roles("title: btitle title atitle \n publisher: pub"),
        "other": roles("title: title atitle btitle \n host: jtitle"),
    },
)

_GENRE: Final = {
    "article": "journal_article",
    "preprint": "journal_article",
    "issue": "journal_article",
    "journal": "journal_article",
    "book": "book",
    "bookitem": "book_chapter",
    "proceeding": "conference_paper",
    "conference": "book",
    "dissertation": "thesis",
    "report": "report",
    "patent": "patent",
}
_FORMAT: Final = {
    "journal": "journal_article",
    "book": "book",
    "dissertation": "thesis",
    "patent": "patent",
}
_NAMES: Final = ("aulast", "aufirst", "auinit", "auinitm", "ausuffix")
_TELLING: Final = frozenset("genre atitle aulast au issn isbn jtitle btitle stitle volume spage".split())
_IS_ADDRESS: Final = re.compile(r"(?:[\w.]{1,30}=)?https?://[^?]{1,500}\?[\w.]{1,30}=")
_MOST_ADDRESSES: Final = 3
_ESCAPE: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_HINT: Final = re.compile(r"ctx_ver|rft[._]|[?&%]|=")
_PAIR: Final = re.compile(r"[A-Za-z][\w.]{1,30}=")


def read(line: Piece) -> list[Citation]:
    """The document of an OpenURL, given as a whole address or as a bare query; else []."""
    if not _HINT.search(line):
        return []
    before, query = _query(line)
    for _ in range(3):
        pairs = _pairs(unescape(query))
        if _is_openurl(pairs):
            return [_citation(pairs, before, line.line)]
        if not _ESCAPE.search(query):
            break
        query = unquote(query)
    return []


def _query(line: str) -> tuple[str, str]:
    """What stands before the address or the first ``key=``, and all from there on."""
    start = min((at for at in (line.find("http://"), line.find("https://")) if at >= 0), default=-1)
    if start < 0:
        first = _PAIR.search(line)
        start = first.start() if first else 0
    return one_line(line[:start]).strip("? "), line[start:]


def _pairs(query: str) -> list[tuple[str, str]]:
    """The keys (lower case, without ``rft.``) and values; a nested address is opened."""
    pairs: list[tuple[str, str]] = []
    for part in query.lstrip("?").split("&"):
        *addresses, last = part.split("?", _MOST_ADDRESSES) if _IS_ADDRESS.match(part) else [part]
        pairs += (("address", address) for address in addresses)
        key, equals, value = last.partition("=")
        name = unquote(key).strip().lower().removeprefix("rft.").removeprefix("amp;")
        pairs.append((name, _value(value)) if equals else ("unread", _value(last)))
    return pairs


def _value(raw: str) -> str:
    """A decoded value, also when it was encoded twice or in GBK."""
    value = decode(unquote_to_bytes(raw.replace("+", " ").encode("utf-8", "replace")))
    return one_line(tidy(unquote(value) if _ESCAPE.search(value) else value))


def _is_openurl(pairs: list[tuple[str, str]]) -> bool:
    keys = {key for key, value in pairs if value}
    if "ctx_ver" in keys or "rft_val_fmt" in keys:
        return True
    known = keys & (_TELLING | {"title", "issue", "date", "epage", "pages", "sid", "id", "aufirst", "rft_id"})
    return len(known) >= 2 and bool(known & _TELLING or "rft_id" in known)


def _citation(pairs: list[tuple[str, str]], before: str, line: int) -> Citation:
    values = {key: value for key, value in reversed(pairs) if value}
    kind = _kind(values)
    draft = Draft(kind, "openurl", line)
    draft.put("unread", before)
    if values.get("genre", "").lower() not in _GENRE and not values.get("rft_val_fmt"):
        draft.infer("kind")
    _put_people(draft, pairs, values)
    for key, value in pairs:
        verbatim = value if key in ("unread", "address") else f"{key}={value}"
        if key in _NAMES or key in ("au", "creator"):
            continue
        if key in ("id", "rft_id", "identifier"):
            _put_identifier(draft, value, verbatim)
            continue
        role = _ROLES.of(kind, key)
        # 0.1 calls the journal title, 1.0 jtitle; some send both
        if key == "title" and "btitle" not in values and "jtitle" in values and kind == "journal_article":
            role = "host_short"
        if role != "kind":
            draft.put(role, value, verbatim)
    return draft.finish()


def _kind(values: dict[str, str]) -> str:
    form = values.get("rft_val_fmt", "").rpartition(":")[2]
    genre = values.get("genre", "").lower()
    if form in ("dissertation", "patent"):
        return _FORMAT[form]
    if genre in _GENRE:
        return _GENRE[genre]
    if form == "book" or ("isbn" in values and form != "journal"):
        return "book_chapter" if "atitle" in values else "book"
    if form == "journal" or values.keys() & {"issn", "jtitle", "stitle", "atitle"}:
        return "journal_article"
    return "other"


def _put_people(draft: Draft, pairs: list[tuple[str, str]], values: dict[str, str]) -> None:
    """``au`` names everybody, ``aulast`` and ``aufirst`` only the first, who may be among them."""
    everybody = [value for key, value in pairs if key in ("au", "creator") and value]
    last = values.get("aulast", "")
    given = values.get("aufirst") or " ".join(filter(None, (values.get("auinit"), values.get("auinitm"))))
    first = ", ".join(filter(None, (last, given, values.get("ausuffix"))))
    if first and not any(last and fold(last).lower() in fold(name).lower() for name in everybody):
        everybody.insert(0, first)
    elif given and not any(given in name for name in everybody):
        draft.put("aside", first)
    for name in everybody:
        draft.put("author", name)
    for key, value in pairs:
        if key in _NAMES and value != values.get(key):
            draft.put("unread", f"{key}={value}")


def _put_identifier(draft: Draft, value: str, verbatim: str) -> None:
    """``info:doi/…``, ``doi:…``, ``urn:ISBN:…``, ``info:pmid/…`` or an address."""
    scheme, _, number = value.replace("info:", "", 1).removeprefix("urn:").replace("/", ":", 1).partition(":")
    role = {"doi": "doi", "pmid": "pmid", "isbn": "isbn", "issn": "issn", "http": "url", "https": "url"}
    name = role.get(scheme.strip().lower(), "aside")
    draft.put(name, value if name in ("url", "doi", "aside") else number, verbatim)
