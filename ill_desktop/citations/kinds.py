"""Names of document types and of databases, as the sources themselves write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_KINDS: Final = {
    "journal_article": (
        "journal article", "journal", "journal, electronic", "journalarticle", "magazine article",
        "期刊", "辑刊", "期刊论文", "期刊文章", "期刊文献", "学术期刊", "外文期刊", "外文期刊论文",
    ),
    "book": (
        "book", "book, whole", "book, edited", "edited book", "monograph",
        "图书", "专著", "书", "普通图书", "中文图书", "西文图书", "外文图书", "电子图书",
    ),
    "book_chapter": (
        "book section", "book, section", "book chapter", "booksection",
        "图书章节", "析出文献", "年鉴", "文集汇编",
    ),
    "thesis": (
        "thesis", "dissertation", "dissertation/thesis", "thesis dissertation",
        "学位论文", "博士", "硕士", "博士论文", "硕士论文", "博士学位论文", "硕士学位论文", "外文学位论文",
    ),
    "conference_paper": (
        "conference proceedings", "conference proceeding", "conference paper", "conference",
        "conferencepaper", "会议", "会议论文", "会议文献", "国际会议", "国内会议", "外文会议", "外文会议论文",
    ),
    "standard": ("standard", "标准", "标准文献", "国家标准", "行业标准", "计量检定规程"),
    "patent": ("patent", "专利", "专利文献", "中国专利", "海外专利"),
    "report": ("report", "科技报告", "报告", "成果", "科技成果"),
    "newspaper_article": ("newspaper article", "newspaper", "newspaperarticle", "报纸", "报纸文章"),
    "other": ("generic", "web page", "other article", "unknown", "其他", "其它", "网页"),
}  # fmt: skip
_KIND: Final = {name: kind for kind, names in _KINDS.items() for name in names}

_DATABASES: Final = {
    "nstl": re.compile(r"nstl|国家科技图书文献中心", re.IGNORECASE),
    "wanfang": re.compile(r"wanfang|万方", re.IGNORECASE),
    "vip": re.compile(r"cqvip|维普", re.IGNORECASE),
    "cnki": re.compile(r"cnki|知网", re.IGNORECASE),
}


def kind_of(name: str) -> str | None:
    """The kind that the name of a type or of a part of a database means; None if it is not known."""
    return _KIND.get(name.strip(" .;；[]【】").lower())


def database(values: Iterable[str]) -> str:
    """The database that the values of a record name; "" if they name none.

    A DOI that CNKI gave says nothing of the database, so the others are looked for first.
    """
    text = " ".join(value for value in values if len(value) < 300)
    return next((source for source, pattern in _DATABASES.items() if pattern.search(text)), "")
