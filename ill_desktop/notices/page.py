"""A message as a simple HTML page: the same words, in paragraphs, with links that can be followed."""

from __future__ import annotations

import re
from html import escape

_LINK = re.compile(
    r"(?P<web>https?://[^\s<>\"'，。；、（）]+[^\s<>\"'，。；、（）.,;:!?)])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_PLACE = re.compile(r"\$(\w+)")


def html(frame: str, language: str, subject: str, text: str, footer: str, library: str) -> str:
    """The frame with its places ``$language $subject $library $body $footer`` filled.

    Nothing in the words is markup: a title with ``<b>`` shows ``<b>``.
    """
    values = {
        "language": escape(language.replace("_", "-")),
        "subject": escape(subject),
        "library": escape(library),
        "body": paragraphs(text),
        "footer": paragraphs(footer),
    }
    return _PLACE.sub(lambda found: values[found[1]], frame)


def paragraphs(text: str) -> str:
    """``<p>`` for each paragraph, ``<br>`` for each line end."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    return "\n".join(f"<p>{_linked(part.strip()).replace(chr(10), '<br>')}</p>" for part in parts)


def _linked(text: str) -> str:
    pieces, end = [], 0
    for found in _LINK.finditer(text):
        target = found["web"] or f"mailto:{found['mail']}"
        pieces += [escape(text[end : found.start()]), f'<a href="{escape(target)}">{escape(found[0])}</a>']
        end = found.end()
    return "".join([*pieces, escape(text[end:])])
