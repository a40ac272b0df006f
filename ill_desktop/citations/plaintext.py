"""The last resort: text in which nothing was recognised."""

from __future__ import annotations

import re
from typing import Final

from .clean import one_line
from .model import Citation, Piece

_TITLE_LENGTH: Final = 300
_ADDRESS: Final = re.compile(r"https?://[!-~]{1,2000}")


def read(text: Piece) -> Citation:
    """Any text as a document of kind ``other``: its first line the title, the whole its text."""
    whole = text.strip()
    title = one_line(whole.partition("\n")[0])[:_TITLE_LENGTH].rstrip()
    fields = {"title": title, "text": whole}
    if address := _ADDRESS.fullmatch(whole):
        fields["url"] = address[0]
    return Citation("other", fields, "text", inferred=("kind", "title"), line=text.line)
