"""Text in, citations out: the one box at the counter into which a reader's reference is pasted.

Reads RIS, BibTeX, EndNote/Refer, the exports of CNKI and Wanfang, OpenURL, GB/T 7714 reference
strings, and bare DOI, ISBN, ISSN and PMID; detects which, also several in one paste. Pure: no
database, no screen, no clock. Heavy parsers are imported by the format that needs them.

The way of a text: ``clean`` tidies it, ``detect`` cuts it into runs of one format, a module per
format (``ris``, ``bibtex``, ``refer``, ``cnki``, ``wanfang``, ``openurl``, ``gbt7714``,
``identifiers``, ``plaintext``) puts each piece under the role it plays, and ``draft`` lays the
roles into the fields of the document type, with the checks of ``checks``.
"""

from __future__ import annotations

from .clean import decode, tidy
from .detect import read_all
from .model import FIELDS, KINDS, SOURCES, Citation

__all__ = ["FIELDS", "KINDS", "SOURCES", "Citation", "decode", "read"]


def read(text: str) -> list[Citation]:
    """The references in a text, in order; [] for blank text. Never raises, whatever the text.

    Nothing is guessed silently: what could not be placed is in ``Citation.unread``, what was placed
    but looks wrong in ``Citation.doubtful``. Text that is no reference becomes one ``other``.
    """
    return read_all(tidy(text))
