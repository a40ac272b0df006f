"""What another source knows of the same document, laid beside what was given."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from .model import FIELDS, Citation, Piece, Problem

# names and pages are written in too many ways for a difference to say anything
_COMPARED: Final = frozenset(
    "title article_title chapter_title journal year volume issue doi isbn number report_number".split()
)


def completed(given: Citation, found: Citation) -> Citation:
    """``given`` with the fields it lacks taken from ``found``; what stands in it stays.

    A kind that was only concluded (of a bare DOI) gives way to the one that was found. Where the two
    contradict each other, the field is in doubt and a problem says both values.
    """
    kind = found.kind if "kind" in given.inferred and found.kind != "other" else given.kind
    if kind != found.kind:
        return given
    own = {key: value for key, value in given.fields.items() if key in FIELDS[kind]}
    fields = {key: own.get(key) or found.fields.get(key, "") for key in FIELDS[kind]}
    contradictions = [
        Problem("two_values", key, {"kept": own[key][:80], "other": found.fields[key][:80]})
        for key in sorted(own.keys() & found.fields.keys() & _COMPARED)
        if _differ(own[key], found.fields[key])
    ]
    homeless = (Piece(value, given.line) for key, value in given.fields.items() if key not in own)
    taken = fields.keys() - own.keys()
    doubts = [*given.doubtful, *(key for key in found.doubtful if key in taken)]
    return replace(
        given,
        kind=kind,
        fields={key: value for key, value in fields.items() if value},
        aside=(*given.aside, *homeless),
        doubtful=tuple(dict.fromkeys([*doubts, *(problem.field or "" for problem in contradictions)])),
        inferred=tuple(key for key in given.inferred if key != "kind" and key in fields),
        problems=(*given.problems, *contradictions),
    )


def _differ(one: str, other: str) -> bool:
    """Whether two values say different things; a title without its subtitle says the same."""
    first, second = (re.sub(r"[\W_]+", "", value).casefold() for value in (one, other))
    return not (first.startswith(second) or second.startswith(first))
