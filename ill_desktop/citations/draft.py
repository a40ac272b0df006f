"""Pieces of a reference, gathered under the role they play, laid into the fields of its kind."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from . import numbers, people
from .checks import doubtful
from .clean import fold, one_line, unescape
from .model import Citation
from .places import PLACES

_PEOPLE: Final = {"author", "editor", "supervisor", "institution"}
_PROCEEDINGS: Final = re.compile(r"proceedings|\bproc\b|论文集|会议录|文集|论文摘要", re.IGNORECASE)
_PROCEEDINGS_OF: Final = re.compile(
    r"^(?:the )?(?:proceedings|proc\.?) (?:of |on )?(?:the )?"
    r"|(?:论文集|会议录|文集|论文摘要集?|,? proceedings)$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?:\d{2}){0,2}(?!\d)", re.ASCII)
# pieces that often only repeat a part of a better one: the year of a date, a title cut short
_SUBSUMED: Final = frozenset(
    "year date start end country_code host_short host_abbreviation publisher".split()
)


class _Piece(NamedTuple):
    value: str
    verbatim: str


class Draft:
    """A reference while it is being read.

    A reader puts each piece under its role (``title``, ``host``: the journal or book it is in,
    ``author``, ``start`` …). ``unread`` and ``aside`` may be appended to directly.
    """

    def __init__(self, kind: str, source: str) -> None:
        self.kind = kind
        self.source = source
        self.unread: list[str] = []
        self.aside: list[str] = []
        self._doubts: set[str] = set()
        self._pieces: dict[str, list[_Piece]] = {}

    def put(self, role: str, value: str, verbatim: str | None = None) -> None:
        """Add a piece under its role; what the role cannot hold becomes unread.

        ``verbatim`` is how the piece stood in the input, where that says more than its value.
        """
        plain = one_line(unescape(value))
        if not plain:
            return
        piece = _Piece(plain, (verbatim or value).strip())
        if role == "aside":
            self.aside.append(piece.verbatim)
        elif role == "unread":
            self.unread.append(piece.verbatim)
        elif role in _PEOPLE:
            for name in people.of_field(plain):
                self._keep(role, name, piece)
        elif role in _SHAPES:
            _SHAPES[role](self, piece)
        else:
            self._keep(role, plain, piece)

    def doubt(self, role: str) -> None:
        """Say that the field this role fills may be wrong."""
        self._doubts.add(role)

    def has(self, *roles: str) -> bool:
        """Whether any of the roles has a piece."""
        return any(role in self._pieces for role in roles)

    def finish(self) -> Citation:
        """The citation: every field filled from its best role, everything else accounted for."""
        self._join_pages()
        self._name_conference()
        fields: dict[str, str] = {}
        used: dict[str, str] = {}
        doubts: list[str] = []
        for key, roles in PLACES[self.kind].items():
            role = next((role for role in roles if role in self._pieces), "")
            value = self._value(key, role) if role else ""
            if value:
                fields[key] = value
                used[role] = value
                doubts += [key] if role in self._doubts else []
        self._account(fields, used)
        doubts += doubtful(fields)
        return Citation(
            self.kind, fields, self.source, _distinct(self.unread), _distinct(doubts), _distinct(self.aside)
        )

    def _keep(self, role: str, value: str, piece: _Piece) -> None:
        self._pieces.setdefault(role, []).append(_Piece(value, piece.verbatim))

    def _value(self, key: str, role: str) -> str:
        values = [piece.value for piece in self._pieces[role]]
        if role in _PEOPLE:
            return "; ".join(dict.fromkeys(values))
        if role == "isbn":
            return max(values, key=len)
        if key == "year":
            found = _YEAR.search(fold(values[0]))
            return found[1] if found else ""
        return values[0]

    def _account(self, fields: Mapping[str, str], used: Mapping[str, str]) -> None:
        """Say of every piece that is not in a field whether it had no field or did not fit."""
        placed = {value for value in fields.values() if len(value) < 300}
        for role, pieces in self._pieces.items():
            if role in _PEOPLE and role in used:
                continue
            for value, verbatim in pieces:
                if value in placed or used.get(role) == value or _is_same_isbn(role, value, fields):
                    continue
                if role in _SUBSUMED and len(value) < 60 and any(value in other for other in placed):
                    continue
                # a date tells more than the year taken from it; a second title contradicts the first
                contradicts = role in used and role != "date"
                (self.unread if contradicts else self.aside).append(verbatim)

    def _join_pages(self) -> None:
        starts, ends = self._pieces.get("start", []), self._pieces.get("end", [])
        if "pages" in self._pieces or not (starts or ends):
            return
        first, last = (starts or ends)[0].value, (ends or starts)[0].value
        whole = first if first == last or "-" in first else f"{first}-{last}"
        self._keep("pages", whole, _Piece(whole, whole))

    def _name_conference(self) -> None:
        """A paper asked for needs the conference; proceedings name it: 'Proceedings of the …'."""
        if self.kind != "conference_paper":
            return
        for value, verbatim in self._pieces.pop("host", []):
            role = "proceedings" if _PROCEEDINGS.search(value) else "conference"
            self._keep(role, value, _Piece(value, verbatim))
        if "conference" not in self._pieces and "proceedings" in self._pieces:
            title = self._pieces["proceedings"][0].value
            self._keep("event", _PROCEEDINGS_OF.sub("", title).strip(" ,") or title, _Piece(title, title))

    def _shape_year(self, piece: _Piece) -> None:
        found = _YEAR.search(fold(piece.value))
        if not found:
            self.unread.append(piece.verbatim)
            return
        self._keep("year", found[1], piece)
        if re.search(r"\d", piece.value.replace(found[1], "", 1)):
            self._keep("date", piece.value.strip("/ "), piece)

    def _shape_date(self, piece: _Piece) -> None:
        is_year = _YEAR.fullmatch(fold(piece.value)) and len(piece.value) == 4
        self._keep("year" if is_year else "date", piece.value, piece)

    def _shape_pages(self, piece: _Piece) -> None:
        self._keep("pages", pages(piece.value), piece)

    def _shape_start(self, piece: _Piece) -> None:
        self._keep("start", pages(piece.value), piece)

    def _shape_end(self, piece: _Piece) -> None:
        self._keep("end", pages(piece.value), piece)

    def _shape_isbn(self, piece: _Piece) -> None:
        self._keep_all("isbn", numbers.isbns(piece.value), piece)

    def _shape_issn(self, piece: _Piece) -> None:
        self._keep_all("issn", numbers.issns(piece.value), piece)

    def _shape_serial(self, piece: _Piece) -> None:
        """A number that may be an ISBN, an ISSN, or the number of a patent, standard or report."""
        if self.kind in ("patent", "standard"):
            self._keep("number", piece.value, piece)
        elif found := numbers.isbns(piece.value):
            self._keep_all("isbn", found, piece)
        elif found := numbers.issns(piece.value):
            self._keep_all("issn", found, piece)
        else:
            self._keep_all("number", [piece.value] if self.kind == "report" else [], piece)

    def _shape_doi(self, piece: _Piece) -> None:
        found = numbers.doi(piece.value)
        self._keep_all("doi", [found] if found else [], piece)

    def _shape_pmid(self, piece: _Piece) -> None:
        found = numbers.pmid(piece.value)
        self._keep_all("pmid", [found] if found else [], piece)

    def _shape_url(self, piece: _Piece) -> None:
        """An address: often only the DOI or PMID in another dress."""
        found = [hit for hit in numbers.find(piece.value) if hit.role in ("doi", "pmid")]
        if not found or self.kind == "other":
            self._keep("url", piece.value, piece)
            return
        for hit in found:
            self._keep(hit.role, hit.value, piece)

    def _keep_all(self, role: str, values: list[str], piece: _Piece) -> None:
        if not values:
            self.unread.append(piece.verbatim)
        for value in values:
            self._keep(role, value, piece)


_SHAPES: Final = {
    "year": Draft._shape_year, "date": Draft._shape_date, "pages": Draft._shape_pages,
    "start": Draft._shape_start, "end": Draft._shape_end, "isbn": Draft._shape_isbn,
    "issn": Draft._shape_issn, "serial": Draft._shape_serial, "doi": Draft._shape_doi,
    "pmid": Draft._shape_pmid, "url": Draft._shape_url,
}  # fmt: skip


def pages(value: str) -> str:
    """A page range with one plain hyphen and without ``pp.``; anything else stays as it is."""
    flat = re.sub(r"^pp?(?:\. ?| (?=\w)|(?=\d))", "", fold(value))
    return re.sub(r" ?[-~]{1,3} ?", "-", flat).strip(" ,")


def _is_same_isbn(role: str, value: str, fields: Mapping[str, str]) -> bool:
    return role == "isbn" and value[-10:-1] == fields.get("isbn", "")[-10:-1]


def _distinct(pieces: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.strip() for piece in pieces if piece.strip()))
