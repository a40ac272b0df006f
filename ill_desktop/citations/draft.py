"""Pieces of a reference, gathered under the role they play, laid into the fields of its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

from . import checks, numbers, people
from .clean import one_line, unescape, without_markup
from .model import Citation, Piece, Problem
from .places import PLACES
from .shapes import SHAPES, year_of

_PEOPLE: Final = {"author", "editor", "supervisor", "institution"}
_PROCEEDINGS: Final = re.compile(r"proceedings|\bproc\b|论文集|会议录|文集|论文摘要", re.IGNORECASE)
_PROCEEDINGS_OF: Final = re.compile(
    r"^(?:the )?(?:proceedings|proc\.?) (?:of |on )?(?:the )?"
    r"|(?:论文集|会议录|文集|论文摘要集?|,? proceedings)$",
    re.IGNORECASE,
)
# pieces that often only repeat a part of a better one: the year of a date, a title cut short
_SUBSUMED: Final = frozenset(
    "year date start end country_code host_short host_abbreviation publisher".split()
)
# of these a reference may have several that do not contradict each other: the ISSNs of print and web
_OFTEN_SEVERAL: Final = frozenset("date issn isbn url arxiv_doi".split())
# what follows from something else, and nobody stated
_INFERRED: Final = frozenset("event country_code arxiv_doi".split())
_NO_DOUBT: Final = frozenset({"issn_as_isbn", "isbn_as_issn"})
LONGEST_VALUE: Final = 20_000
"""A longer value belongs to no field: so no input makes the rules below slow."""


class _Value(NamedTuple):
    value: str
    verbatim: Piece


class Draft:
    """A reference while it is being read; ``line`` is the line it begins on.

    A reader puts each piece under its role (``title``, ``host``: the journal or book it is in,
    ``author``, ``start`` …). ``unread`` and ``aside`` may be appended to directly.
    """

    def __init__(self, kind: str, source: str, line: int = 0) -> None:
        self.kind = kind
        self.source = source
        self.line = line
        self.unread: list[Piece] = []
        self.aside: list[Piece] = []
        self.problems: list[Problem] = []
        self._inferred: set[str] = set()
        self._doubts: list[tuple[str, Problem]] = []
        self._pieces: dict[str, list[_Value]] = {}

    def put(self, role: str, value: str, verbatim: str | None = None) -> None:
        """Add a piece under its role; what the role cannot hold becomes unread.

        ``verbatim`` is how the piece stood in the input, where that says more than its value.
        """
        plain = one_line(unescape(value))
        plain = plain if role in SHAPES else without_markup(plain)
        if not plain:
            return
        whole = self._piece(value if verbatim is None else verbatim)
        if len(plain) > LONGEST_VALUE and role not in ("aside", "unread"):
            self.problems.append(Problem("value_long", facts={"length": len(plain)}))
            role = "unread"
        if role == "aside":
            self.aside.append(whole)
        elif role == "unread":
            self.unread.append(whole)
        elif role in _PEOPLE:
            for name in people.of_field(plain):
                self._keep(role, name, whole)
        elif role in SHAPES:
            self._shape(role, plain, whole)
        else:
            self._keep(role, plain, whole)

    def infer(self, role: str) -> None:
        """Say that what this role holds (or ``kind``) was concluded, not stated."""
        self._inferred.add(role)

    def doubt(self, role: str, code: str, **facts: str | int) -> None:
        """Say what speaks against the field that this role fills, if it fills one."""
        self._doubts.append((role, Problem(code, facts=facts)))

    def unknown_type(self, name: str, verbatim: str) -> None:
        """Say that the type the source gives is none we know; ``verbatim`` is how it stood."""
        self.unread.insert(0, self._piece(verbatim))
        self.problems.append(Problem("type_unknown", facts={"name": name[:60]}))
        self.infer("kind")

    def has(self, *roles: str) -> bool:
        """Whether any of the roles has a piece."""
        return any(role in self._pieces for role in roles)

    def finish(self) -> Citation:
        """The citation: every field filled from its best role, everything else accounted for."""
        self._join_pages()
        self._name_conference()
        self._address_by_doi()
        fields: dict[str, str] = {}
        keys: dict[str, str] = {}
        for key, roles in PLACES[self.kind].items():
            role = next((role for role in roles if role in self._pieces), "")
            value = self._value(key, role) if role else ""
            if value:
                fields[key] = value
                keys[role] = key
        self._account(fields, keys)
        self._compare_years(fields)
        doubts = (replace(problem, field=keys.get(role)) for role, problem in self._doubts)
        problems = [*self.problems, *doubts, *checks.problems(fields)]
        inferred = [keys[role] for role in keys if role in self._inferred | _INFERRED]
        return Citation(
            self.kind, fields, self.source, _distinct(self.unread), _doubtful(fields, problems),
            _distinct(self.aside), (*(["kind"] if "kind" in self._inferred else []), *inferred),
            _once(problems), self.line,
        )  # fmt: skip

    def _piece(self, text: str) -> Piece:
        line = text.line if isinstance(text, Piece) and text.line else self.line
        return Piece(text.strip(), line)

    def _shape(self, role: str, value: str, verbatim: Piece) -> None:
        shaped = SHAPES[role](self.kind, value)
        if not shaped.pieces:
            self.unread.append(verbatim)
        for shaped_role, part in shaped.pieces:
            if shaped_role == "aside":
                self.aside.append(verbatim)
            else:
                self._keep(shaped_role, part, verbatim)
        if shaped.problem:
            self.problems.append(shaped.problem)

    def _keep(self, role: str, value: str, verbatim: Piece) -> None:
        self._pieces.setdefault(role, []).append(_Value(value, verbatim))

    def _value(self, key: str, role: str) -> str:
        values = [piece.value for piece in self._pieces[role]]
        if role in _PEOPLE:
            return "; ".join(dict.fromkeys(values))
        if role == "isbn":
            return max(values, key=lambda number: (numbers.isbn_is_valid(number), len(number)))
        if role == "issn":
            return max(values, key=numbers.issn_is_valid)
        return year_of(values[0]) if key == "year" else values[0]

    def _account(self, fields: Mapping[str, str], keys: Mapping[str, str]) -> None:
        """Say of every piece that is not in a field whether it had no field or contradicts what is there."""
        placed = {value.casefold() for value in fields.values() if len(value) < 300}
        for role, pieces in self._pieces.items():
            if role in _PEOPLE and role in keys:
                continue
            kept = fields.get(keys.get(role, ""), "")
            for value, verbatim in pieces:
                plain = value.casefold()
                if plain in placed or plain == kept.casefold() or _is_same_isbn(role, value, fields):
                    continue
                if role in _SUBSUMED and len(value) < 60 and any(plain in other for other in placed):
                    continue
                if role not in keys or role in _OFTEN_SEVERAL:
                    self.aside.append(verbatim)
                    continue
                self.unread.append(verbatim)
                facts = {"kept": kept[:80], "other": value[:80]}
                self.problems.append(Problem("two_values", keys[role], facts))

    def _compare_years(self, fields: Mapping[str, str]) -> None:
        """A year and a date may differ by one (ahead of print); more is a contradiction."""
        dates = [piece.value for piece in self._pieces.get("date", [])]
        key = "year" if "year" in fields else "date"
        if not (dates and "year" in self._pieces and key in fields):
            return
        year, of_date = year_of(self._pieces["year"][0].value), year_of(dates[0])
        if year and of_date and abs(int(year) - int(of_date)) > 1:
            self.problems.append(Problem("year_mismatch", key, {"year": year, "date": dates[0][:40]}))

    def _join_pages(self) -> None:
        starts, ends = self._pieces.get("start", []), self._pieces.get("end", [])
        if "pages" in self._pieces or not (starts or ends):
            return
        first, last = (starts or ends)[0], (ends or starts)[0]
        is_whole = first.value == last.value or "-" in first.value
        whole = first.value if is_whole else f"{first.value}-{last.value}"
        self._keep("pages", whole, Piece(whole, first.verbatim.line))

    def _name_conference(self) -> None:
        """A paper asked for needs the conference; proceedings name it: 'Proceedings of the …'."""
        if self.kind != "conference_paper":
            return
        for value, verbatim in self._pieces.pop("host", []):
            role = "proceedings" if _PROCEEDINGS.search(value) else "conference"
            self._keep(role, value, verbatim)
        if "conference" not in self._pieces and "proceedings" in self._pieces:
            title = self._pieces["proceedings"][0]
            event = _PROCEEDINGS_OF.sub("", title.value).strip(" ,") or title.value
            self._keep("event", event, title.verbatim)

    def _address_by_doi(self) -> None:
        """What has no field for its DOI (a data set, a web page) is found by it all the same."""
        if self.kind != "other" or "url" in self._pieces:
            return
        for value, verbatim in (self._pieces.pop("doi", None) or self._pieces.pop("arxiv_doi", []))[:1]:
            self._keep("url", f"https://doi.org/{value}", verbatim)
            self._inferred.add("url")


def _is_same_isbn(role: str, value: str, fields: Mapping[str, str]) -> bool:
    return role == "isbn" and value[-10:-1] == fields.get("isbn", "")[-10:-1]


def _doubtful(fields: Mapping[str, str], problems: Iterable[Problem]) -> tuple[str, ...]:
    named = (problem.field for problem in problems if problem.code not in _NO_DOUBT)
    return tuple(dict.fromkeys(key for key in named if key and key in fields))


def _distinct(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(dict.fromkeys(piece for piece in pieces if piece))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    by_content = {(problem.code, problem.field, *problem.facts.values()): problem for problem in problems}
    return tuple(by_content.values())
