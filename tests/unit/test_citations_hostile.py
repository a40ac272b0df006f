"""Text made to be slow: the work grows with the length, never with its square.

Work is counted in calls (Python's and the library's), not timed; what a regular expression does within
one call is bounded by construction, see ``test_no_pattern_can_run_away``.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from ill_desktop.citations import read

from .test_citations_any import PIECES, check_contract

RECORDS = (
    "TY  - JOUR\nDO  - x\nDO  - y\n", "TY  - \n", "TI  - a\nTI  - b\n", "SN  - 0559-9350\nSN  - 1234-5679\n",
    "%A a\n%A b\n", "@a{b,\n", "@article{a, a={b}, a={c}}\n", '@string{a = "b"}\n',
    "@article{a, crossref={a}}\n",
    "【题名】a【题名】", "题名：a\n", "SrcDatabase-来源库:a\n", "PMID- 1\nAID - x\n", "RT a\n", "{Title}:a\n",
    "[1] a[J]. ", "[1] a[J].\n摘要：b\n", "王, 磊, ", "a. ", "10.1038/a ", "ISSN 0559-9350 ",
    "arXiv:1412.6980 ",
    "https://a.b/?c=d&", "rft.atitle=a&rft.au=b&", "<br>", '<span class="Z3988" title="ctx_ver=1">', "<p>",
    "&amp;",
    "æ·±", "参考文献\n",
)  # fmt: skip
TAILS = (
    "",
    "王磊. 题名[J]. ",
    "<Bibliographies><Bibliography><Title>",
    '[{"title": "',
    "TY  - JOUR\nTI  - ",
    "%0 Book\n%A ",
)


def steps(text: str) -> int:
    """How many calls reading a text takes."""
    count = 0

    def watch(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(watch)
    try:
        found = read(text)
    finally:
        sys.setprofile(None)
    for citation in found:
        check_contract(citation)
    return count


@pytest.mark.parametrize("piece", [*PIECES, *RECORDS], ids=ascii)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    for start in TAILS:
        read(start + piece * 3)  # what is imported and compiled once
        short, long = (steps(start + (piece * (size // len(piece) + 1))[:size]) for size in (3_000, 6_000))
        assert long <= 2.4 * short + 2_000, start


def test_what_is_longer_than_any_reference_is_text() -> None:
    line = f"王磊. 题名[J]. 水利学报, 2024. {'x' * 20_000}"
    (citation,) = read(line)
    assert (citation.source, citation.fields["text"]) == ("text", line)
    assert read(line[:20_000])[0].source == "gbt7714"
