"""Filling the places of an SMS gateway's request, so that no text can break out of its place."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, quote_plus

PLACES = ("number", "national", "text", "key")
IN_HEADERS = ("number", "national", "key")
_PLACE = re.compile(r"\{([A-Za-z_]\w*)\}")  # braces that hold anything else belong to JSON
Escape = Callable[[str], str]


def national(number: str) -> str:
    """A number as gateways in China want it: ``13957102231``, and ``0049151…`` of another country."""
    return number[3:] if number.startswith("+86") else number.replace("+", "00", 1)


def unknown(template: str, places: tuple[str, ...]) -> str | None:
    """The first place that nothing fills, or None."""
    return next((name for name in _PLACE.findall(template) if name not in places), None)


def fill(template: str, values: Mapping[str, str], escape: Escape) -> str:
    """The template with each place replaced once: what a value brings is not looked at again."""
    return _PLACE.sub(lambda found: escape(values[found[1]]), template)


def in_url(text: str) -> str:
    return quote(text, safe="")


def in_form(text: str) -> str:
    return quote_plus(text, safe="")


def in_json(text: str) -> str:
    """As it stands between the quotation marks of a JSON text."""
    return json.dumps(text)[1:-1]


def is_json(template: str) -> bool:
    """Whether a body is JSON with every place inside quotation marks: the worst text stays one text."""
    worst = 'a"b\\c\n{key}'
    try:
        filled = json.loads(fill(template, dict.fromkeys(PLACES, worst), in_json))
    except ValueError:
        return False
    return json.dumps(filled).count(in_json(worst)) == len(_PLACE.findall(template))


ESCAPES: dict[str, Escape] = {"form": in_form, "json": in_json}
CONTENT_TYPES = {
    "form": "application/x-www-form-urlencoded; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
