"""What is asked for in a demo library: articles, books, theses …, made up from short lists of words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random
from typing import Any

from ill_desktop import paths
from ill_desktop.requests import fields as kinds
from ill_desktop.requests import matching

MIX = {
    "journal_article": 580,
    "thesis": 120,
    "book": 120,
    "book_chapter": 50,
    "conference_paper": 50,
    "standard": 30,
    "patent": 20,
    "report": 15,
    "newspaper_article": 10,
    "other": 5,
}
ENGLISH = 0.3  # of all works
DOI_PREFIX = "10.5555"  # set aside for examples: no such DOI leads anywhere


as_json = json.JSONEncoder(ensure_ascii=False).encode


@cache
def lists(language: str) -> dict[str, Any]:
    """The lists of words of one language."""
    return tomllib.loads((paths.resources() / "demo" / f"{language}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Work:
    """A citation as a request keeps it. ``pages``: how many, known at submission or when it arrives.

    ``journal``: its name and ISSN, empty for what is no article.
    """

    document_type: str
    fields_json: str
    title: str
    container: str
    author: str
    pages: int
    stated_pages: int | None
    identifiers: tuple[str, ...]
    title_key: str
    place_key: str
    keys: tuple[str, ...]
    journal: tuple[str, str]


_title_key = lru_cache(50_000)(matching.title_key)


class Works:
    """Makes one work after another."""

    def __init__(self, random: Random, newest_year: int) -> None:
        self._random = random
        self._year = newest_year
        self._types = [document_type for document_type, weight in MIX.items() for _ in range(weight)]
        self._issn: dict[str, str] = {}
        self._language = "zh_CN"

    def one(self, document_type: str = "") -> Work:
        """A work of that type, or of any: more of those that are asked for more."""
        document_type = document_type or self._one_of(self._types)
        self._language = "en" if self._random.random() < ENGLISH else "zh_CN"
        make: Callable[[], tuple[dict[str, str], int]] = getattr(self, f"_{document_type}")
        fields, pages = make()
        return Work(
            document_type=document_type,
            fields_json=as_json(fields),
            title=kinds.title_of(document_type, fields),
            container=kinds.second_line_of(document_type, fields),
            author=kinds.author_of(fields),
            pages=pages,
            stated_pages=kinds.page_count(fields.get("pages", "")),
            identifiers=tuple(
                fields[key] for key in ("doi", "isbn", "issn", "pmid", "number") if key in fields
            ),
            title_key=_title_key(kinds.title_of(document_type, fields)),
            place_key=matching.place_key(document_type, fields),
            keys=matching.identifiers(document_type, fields),
            journal=(fields.get("journal", ""), fields.get("issn", "")),
        )

    # The parts of a citation

    def _pick(self, name: str) -> Any:
        return self._one_of(lists(self._language)[name])

    def _one_of(self, words: Sequence[Any]) -> Any:
        return words[int(self._random.random() * len(words))]  # three times as fast as choice()

    def _between(self, low: int, high: int) -> int:
        return low + int(self._random.random() * (high - low + 1))

    def _published(self) -> str:
        """A year; most works that are asked for are young."""
        return str(self._year - int(self._random.random() ** 2.2 * 40))

    def _subject(self, patterns: str) -> tuple[str, dict[str, Any]]:
        """A title by one of the patterns, and the field it belongs to."""
        field = self._pick("fields")
        topic = self._one_of(field["topics"])
        words = {
            "object": self._one_of(field["objects"]),
            "topic": topic,
            "topic2": self._one_of([other for other in field["topics"] if other != topic]),
            "method": self._one_of(field["methods"]),
        }
        words |= {name.capitalize(): word[0].upper() + word[1:] for name, word in words.items()}
        return self._pick(patterns).format(**words), field

    def _person(self) -> str:
        made_of = lists(self._language)
        surname, given = self._one_of(made_of["surnames"]), self._one_of(made_of["given"])
        return f"{surname} {given[0]}." if self._language == "en" else surname + given

    def _people(self) -> str:
        return ", ".join(self._person() for _ in range(self._between(1, 3)))

    def _range(self, count: int) -> str:
        first = self._between(1, 900)
        return f"{first}-{first + count - 1}" if count > 1 else str(first)

    def _doi(self, year: str) -> str:
        return f"{DOI_PREFIX}/demo.{year}.{self._between(0, 999_999):06d}"

    def _isbn(self) -> str:
        digits = f"978{1 if self._language == 'en' else 7}{self._between(0, 99_999_999):08d}"
        total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
        return f"{digits}{-total % 10}"

    def _issn_of(self, journal: str) -> str:
        if journal not in self._issn:
            digits = f"{self._between(1_000_000, 9_999_999)}"
            self._issn[journal] = f"{digits[:4]}-{digits[4:]}{kinds.issn_digit(digits)}"
        return self._issn[journal]

    # The types

    def _journal_article(self) -> tuple[dict[str, str], int]:
        title, field = self._subject("article_titles")
        journal, year, count = self._one_of(field["journals"]), self._published(), self._between(4, 19)
        fields = {
            "article_title": title,
            "journal": journal,
            "author": self._people(),
            "year": year,
            "volume": str(int(year) - 1979),
            "issue": str(self._between(1, 12)),
            "pages": self._range(count),
            "issn": self._issn_of(journal),
        }
        if self._random.random() < 0.6:
            fields["doi"] = self._doi(year)
        return fields, count

    def _thesis(self) -> tuple[dict[str, str], int]:
        title, _ = self._subject("article_titles")
        count = self._between(58, 164)
        return {
            "title": title,
            "author": self._person(),
            "institution": self._pick("universities"),
            "degree": self._pick("degrees"),
            "year": self._published(),
            "supervisor": self._person(),
            "pages": f"1-{count}",
        }, count

    def _about_book(self) -> dict[str, str]:
        publisher, place = self._pick("publishers")
        return {
            "title": self._subject("book_titles")[0],
            "author": self._people(),
            "publisher": publisher,
            "place": place,
            "year": self._published(),
            "isbn": self._isbn(),
        }

    def _book(self) -> tuple[dict[str, str], int]:
        return self._about_book(), self._between(120, 420)

    def _book_chapter(self) -> tuple[dict[str, str], int]:
        count = self._between(9, 38)
        chapter = {"chapter_title": self._subject("article_titles")[0], "chapter_author": self._person()}
        return {**chapter, **self._about_book(), "pages": self._range(count)}, count

    def _conference_paper(self) -> tuple[dict[str, str], int]:
        count, year = self._between(3, 9), self._published()
        return {
            "title": self._subject("article_titles")[0],
            "conference": self._pick("conferences"),
            "author": self._people(),
            "place": self._pick("publishers")[1],
            "date": year,
            "pages": self._range(count),
            "doi": self._doi(year),
        }, count

    def _standard(self) -> tuple[dict[str, str], int]:
        year = self._published()
        return {
            "number": f"{self._pick('standards')} {self._between(90_000, 99_999)}—{year}",
            "organisation": self._pick("organisations"),
            "title": self._subject("book_titles")[0],
            "year": year,
        }, self._between(8, 42)

    def _patent(self) -> tuple[dict[str, str], int]:
        return {
            "number": f"CN {self._between(990_000_000, 999_999_999)} A",
            "country": "CN",
            "date": self._published(),
            "title": self._subject("article_titles")[0],
            "inventor": self._people(),
        }, self._between(6, 22)

    def _report(self) -> tuple[dict[str, str], int]:
        year = self._published()
        return {
            "title": self._subject("article_titles")[0],
            "author": self._people(),
            "institution": self._pick("universities"),
            "report_number": f"{year}-{self._between(1, 99):02d}",
            "year": year,
        }, self._between(20, 90)

    def _newspaper_article(self) -> tuple[dict[str, str], int]:
        return {
            "article_title": self._subject("article_titles")[0],
            "newspaper": self._pick("newspapers"),
            "author": self._person(),
            "date": f"{int(self._published()) - 1}-{self._between(1, 12):02d}-{self._between(1, 28):02d}",
            "page": str(self._between(1, 16)),
        }, 1

    def _other(self) -> tuple[dict[str, str], int]:
        return {"title": self._subject("book_titles")[0], "year": self._published()}, self._between(2, 30)
