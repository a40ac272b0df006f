"""Names: one field's worth of authors taken apart."""

from __future__ import annotations

import re
from typing import Final

from .clean import Folded, is_chinese, is_ideograph

_SUFFIX: Final = re.compile(r"(?:[JS]r|I{2,3}|IV)\.?", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_LONGEST_NAME: Final = 80
_AND: Final = re.compile(r",? (?:and|&) ", re.IGNORECASE)
_OTHERS: Final = re.compile(r",? et al\.?$", re.IGNORECASE)


def of_field(value: str) -> list[str]:
    """The people in a field of an export, where one field may hold one name or a whole list.

    A semicolon always separates; a comma only between Chinese names, since ``Wang, Lei`` is one.
    """
    line = Folded.of(value)
    cuts = [at for at, sign in enumerate(line.flat) if sign == ";"]
    if not cuts:
        cuts = [at for at, sign in enumerate(line.flat) if sign == "," and _between_chinese(line.text, at)]
    return [part.text for part in _parts(line, cuts)]


def of_reference(line: Folded) -> list[str]:
    """The people of a reference string, ``王磊, 陈辉, 等`` or ``Wang L, Chen H, et al``."""
    flat = _AND.sub(lambda found: "," + " " * (len(found[0]) - 1), line.flat)
    flat = _OTHERS.sub(lambda found: "," + found[0][1:].replace(",", " "), flat)
    separator = ";" if ";" in flat else ","
    parts = _parts(Folded(line.text, flat), [at for at, sign in enumerate(flat) if sign == separator])
    people: list[str] = []
    for part in parts:
        name = part.strip().text
        if people and _belongs_to_surname(people[-1], part.flat):
            people[-1] += ", " + name
        elif len(name) > 2 and name.endswith("等") and is_chinese(name[0]):
            people += name[:-1], "等"
        else:
            people.append(name)
    return [name for name in people if name]


def _parts(line: Folded, cuts: list[int]) -> list[Folded]:
    starts = [0, *(at + 1 for at in cuts)]
    parts = [line.cut(start, end).strip(" ,;") for start, end in zip(starts, [*cuts, None], strict=True)]
    return [part for part in parts if part.text]


def _between_chinese(text: str, at: int) -> bool:
    before, after = text[max(0, at - 8) : at].rstrip()[-1:], text[at + 1 : at + 8].lstrip()[:1]
    return bool(before and after) and is_ideograph(before) and is_ideograph(after)


def _belongs_to_surname(before: str, part: str) -> bool:
    """Whether a part continues the name before it: ``Sodeman W A, Jr`` or ``Wang, L.``."""
    if len(before) > _LONGEST_NAME:
        return False
    if _SUFFIX.fullmatch(part):
        return True
    return bool(_INITIALS.fullmatch(part)) and " " not in before and not is_chinese(before)
