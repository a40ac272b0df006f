"""DOI, ISBN, ISSN and PMID: found in any text, brought into one form, checked."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import unquote

from .clean import fold, one_line

# Every repetition is bounded, so that no input makes these slow.
_DOI: Final = re.compile(r"(?<![\d.])10\.\d{4,9}(?:\.\d{1,9}){0,3}(?:/|%2[Ff])[!-~]{1,300}", re.ASCII)
_AFTER_DOI: Final = re.compile(
    r"(?<![\w.])10\.\d{4,9}(?:\.\d{1,9}){0,3}/|https?://|</|[?&#][\w.]{0,20}="
    r"|/(?:abstract|full|fulltext|e?pdf|html)$",
    re.ASCII,
)
_DOI_LABEL: Final = re.compile(
    r"(?:\bdoi ?[:=]? ?|info:|\b)(?:https?://(?:[\w.-]{1,60}/){1,4})?"
    r"(?:(?:dx\.)?doi\.org/|\bdoi[:/ ]{0,2})?$",
    re.IGNORECASE | re.ASCII,
)
_ISBN_NUMBER: Final = r"(?:97[89](?:[ -]{0,2}\d){10}|\d(?:[ -]{0,2}\d){8}[ -]{0,2}[\dXx])(?![\dXx-])"
_ISBN_LABELLED: Final = re.compile(
    r"(?:\be-?)?ISBN(?:-?1[03])?[ :.]{0,3}(" + _ISBN_NUMBER + ")", re.IGNORECASE | re.ASCII
)
_ISBN: Final = re.compile(r"(?<![\w.-])(" + _ISBN_NUMBER + ")", re.ASCII)
_ISSN_NUMBER: Final = r"\d{4}[ -]{0,2}\d{3}[\dXx](?![\w-])"
_ISSN_LABELLED: Final = re.compile(
    r"(?:\b[ep]-?)?ISSN(?:-L)?[ :.]{0,3}(" + _ISSN_NUMBER + ")", re.IGNORECASE | re.ASCII
)
_ISSN: Final = re.compile(r"(?<![\w.-])(\d{4}-\d{3}[\dXx])(?![\w-])", re.ASCII)
_ISSN_ANYWHERE: Final = re.compile(r"(?<![\w.-])" + _ISSN_NUMBER, re.ASCII)
_PMID: Final = re.compile(
    r"(?:\bPMID[ :]{0,3}|(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)"
    r"(\d{1,8})(?!\d)/?",
    re.IGNORECASE | re.ASCII,
)
# https://info.arxiv.org/help/arxiv_identifier.html: 1412.6980v9, before 2007 hep-th/9901001
_ARXIV_NUMBER: Final = r"(?:\d{4}\.\d{4,5}|[a-z-]{2,10}(?:\.[A-Z]{2})?/\d{7})(?:v\d{1,3})?(?![\w/])"
_ARXIV: Final = re.compile(
    r"(?:https?://)?(?:(?:www|export)\.)?(?:arxiv\.org/(?:abs|pdf)/|\barxiv ?: ?)("
    + _ARXIV_NUMBER
    + r")(?:\.pdf)?(?: ?\[[a-z-]{2,10}(?:\.[A-Za-z-]{2,4})?\])?",
    re.IGNORECASE | re.ASCII,
)
_PMCID: Final = re.compile(r"(?:\bPMCID[ :]{0,3})?\bPMC\d{4,9}(?!\w)", re.IGNORECASE | re.ASCII)
_QUERY: Final = re.compile(r"(?:[?#][^\s,;]{0,300})?")
_BRACKETS: Final = {")": "(", "]": "[", "}": "{", ">": "<"}
_LABEL_WINDOW: Final = 120


class Found(NamedTuple):
    """An identifier in a line: its role, its normal form, and where it stood with its label."""

    role: str
    value: str
    start: int
    end: int


def doi(text: str) -> str | None:
    """The DOI in a value, lower-case without prefix; None if there is none."""
    found = _DOI.search(fold(text))
    return (_trimmed_doi(found[0])[0] or None) if found else None


def isbns(text: str) -> list[str]:
    """The ISBNs in a value, of 10 or 13 characters without hyphens, as given, right or wrong."""
    return [_digits(hit[1]) for hit in _ISBN.finditer(fold(text))]


def issns(text: str) -> list[str]:
    """The ISSNs in a value as ``NNNN-NNNX``, right or wrong."""
    return [_hyphened(hit[0]) for hit in _ISSN_ANYWHERE.finditer(fold(text))]


def pmid(text: str) -> str | None:
    """A PubMed number of one to eight digits; None for anything else."""
    found = re.fullmatch(r"(?:PMID[ :]{0,3})?(\d{1,8})", fold(text).strip(), re.IGNORECASE | re.ASCII)
    return found[1] if found else None


def arxiv(text: str) -> str | None:
    """The DOI that arXiv registers for each of its papers, from a paper's number; None if there is none.

    https://info.arxiv.org/help/doi.html: ``10.48550/arXiv.`` and the number without its version.
    """
    flat = fold(text).strip()
    found = _ARXIV.search(flat)
    number = found[1] if found else flat if re.fullmatch(_ARXIV_NUMBER, flat, re.ASCII) else ""
    return _arxiv_doi(number) if number else None


def isbn_digit(number: str) -> str:
    """The check digit that belongs to an ISBN of 10 or 13 characters, whatever its last one is."""
    if len(number) == 10:
        total = sum(place * int(digit) for place, digit in enumerate(number[:9], 1)) % 11
        return "X" if total == 10 else str(total)
    from stdnum import ean

    return str(ean.calc_check_digit(number[:12]))


def issn_digit(number: str) -> str:
    """The check digit that belongs to an ISSN ``NNNN-NNNX``, whatever its last character is."""
    from stdnum import issn as rule

    return str(rule.calc_check_digit(number[:4] + number[5:8]))


def isbn_is_valid(number: str) -> bool:
    """Whether the check digit of a 10 or 13 character ISBN is right."""
    return number[-1] == isbn_digit(number)


def issn_is_valid(number: str) -> bool:
    """Whether the check digit of an ISSN is right."""
    return number[-1] == issn_digit(number)


def find(text: str) -> list[Found]:
    """The identifiers in one line, in order.

    A number without its label counts only when it can be nothing else: an ISBN of 13 digits whose
    check digit is right, an ISSN beside a labelled one, or (when the line holds nothing but such
    numbers) a valid ISBN or ISSN.
    """
    flat = fold(text)
    found = _dois(flat)
    _add(found, [Found("arxiv_doi", _arxiv_doi(hit[1]), *hit.span()) for hit in _ARXIV.finditer(flat)])
    _add(found, [Found("isbn", _digits(hit[1]), *hit.span()) for hit in _ISBN_LABELLED.finditer(flat)])
    _add(found, [Found("issn", _hyphened(hit[1]), *hit.span()) for hit in _ISSN_LABELLED.finditer(flat)])
    _add(found, [Found("pmid", hit[1], *hit.span()) for hit in _PMID.finditer(flat)])
    _add(found, [Found("pmcid", hit[0], *hit.span()) for hit in _PMCID.finditer(flat)])
    bare = [Found("isbn", _digits(hit[1]), *hit.span()) for hit in _ISBN.finditer(flat)]
    bare = [hit for hit in bare if isbn_is_valid(hit.value)]
    _add(found, [hit for hit in bare if len(hit.value) == 13])
    short = [Found("issn", _hyphened(hit[1]), *hit.span()) for hit in _ISSN.finditer(flat)]
    short = [hit for hit in short if issn_is_valid(hit.value)]
    if any(hit.role == "issn" for hit in found):
        _add(found, short)
    whole = _add(_add(list(found), [hit for hit in bare if len(hit.value) == 10]), short)
    only_numbers = not re.search(r"[^\W_]", remainder(flat, whole))
    return whole if only_numbers else found


def remainder(text: str, found: list[Found]) -> str:
    """What is left of the line beside the identifiers and their labels."""
    parts: list[str] = []
    at = 0
    for hit in found:
        parts.append(text[at : hit.start])
        at = hit.end
    return one_line(" ".join([*parts, text[at:]]))


def _arxiv_doi(number: str) -> str:
    return "10.48550/arxiv." + re.sub(r"v\d{1,3}$", "", number.lower())


def _digits(number: str) -> str:
    return re.sub(r"[^0-9X]", "", number.upper())


def _hyphened(number: str) -> str:
    digits = _digits(number)
    return f"{digits[:4]}-{digits[4:]}"


def _dois(flat: str) -> list[Found]:
    found: list[Found] = []
    at = 0
    while hit := _DOI.search(flat, at):
        value, length = _trimmed_doi(hit[0])
        begin = max(at, hit.start() - _LABEL_WINDOW)
        label = _DOI_LABEL.search(flat[begin : hit.start()])
        start = begin + label.start() if label else hit.start()
        at = hit.start() + length
        if label and "//" in label[0]:  # of an address only the path is the DOI
            value = re.split(r"[?#]", value, maxsplit=1)[0]
            at += len(_QUERY.match(flat, at)[0])  # type: ignore[index]
        if value:
            found.append(Found("doi", value, start, at))
    return found


def _trimmed_doi(raw: str) -> tuple[str, int]:
    """The DOI raw begins with and its length there, without what follows it unspaced."""
    prefix = re.split(r"/|%2[Ff]", raw, maxsplit=1)[0]
    following = _AFTER_DOI.search(raw, len(prefix) + 1)
    body = raw[: following.start()] if following else raw
    if following and following[0].startswith("/"):
        return unquote(body).lower(), len(raw)
    while body[-1] in ".,;:'\"!?&" or _closes_nothing(body):
        body = body[:-1]
    value = unquote(body).lower()
    return ("", len(prefix)) if value.rstrip("/") == prefix else (value, len(body))


def _closes_nothing(body: str) -> bool:
    opening = _BRACKETS.get(body[-1])
    return opening is not None and body.count(body[-1]) > body.count(opening)


def _add(found: list[Found], more: list[Found]) -> list[Found]:
    """Merge hits that lie in no earlier hit into ``found``, in order of place."""
    taken = sorted(found, key=lambda hit: hit.start)
    merged: list[Found] = []
    index = 0
    for hit in more:
        while index < len(taken) and taken[index].end <= hit.start:
            merged.append(taken[index])
            index += 1
        if index == len(taken) or taken[index].start >= hit.end:
            merged.append(hit)
    found[:] = merged + taken[index:]
    return found
