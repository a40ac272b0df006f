"""Whatever is pasted: lists, nonsense, broken encodings, a hundred thousand characters."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ill_desktop.citations as package
from ill_desktop.citations import FIELDS, PROBLEMS, SOURCES, Citation, decode, read, read_file

PIECES = (
    "[1] ", "［Ｊ］", "[J]. ", "[M]//", "[C]. ", "[P]", "[", "]", "王磊, ", "Wang L. ", "J. K. ", "a.", ". ",
    "。", ",", "2024", ", 2024, ", "55(3): ", "311-322", "-", "\n", "\r\n", "\n\n", " ", "　",
    "TY  - JOUR\n", "AU  - x\n", "ER  - ", "T2  - ", "%0 Journal Article\n", "%A ", "%T 题\n", "%0 ", "%",
    "@article{", "@string{a=", "{", "}", '"', "\\", "=", "title={", "RT Journal Article\n", "A1 x\n",
    "{Title}: ", "DataType: 1\n", "doi:", "10.1038/abc", "10.", "ISBN ", "978-7-03-034065-8",
    "ISSN 0559-9350", "PMID 1", "https://a.b/?", "rft.atitle=", "&", "ctx_ver=1", "%25", "%E6%B5",
    "\x00", "\ud800", "\ud83d", "\U0001f600", "\u202e", "\ufeff", "\u2028", "א", "&amp;", "&#0;", "<b>",
    "参考文献\n", "【题名】", "题名：a\n", "刊　名：", "摘要：", "SrcDatabase-来源库:期刊\n", "PMID- 1\n",
    "TI  - ", "<Bibliographies><Bibliography>", "<Title>", "</Title>", "<![CDATA[", "]]>",
    '[{"type": "book", "title": "', '"}]',
    "<br>", '<span class="Z3988" title="ctx_ver=1&rft.atitle=a">', "诸葛, 孔明", "1980. ",
    "arXiv:1412.6980", "æ·±",
)  # fmt: skip
ANYTHING = st.one_of(
    st.text(),
    st.text(st.characters(codec=None)),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=10)), max_size=30).map("".join),
)


def check_contract(citation: Citation) -> None:
    """What every citation promises, whatever it was read from."""
    assert citation.source in SOURCES
    assert citation.fields.keys() <= set(FIELDS[citation.kind])
    assert set(citation.doubtful) <= citation.fields.keys()
    assert citation.fields or citation.unread or citation.aside
    assert set(citation.inferred) <= {"kind", *citation.fields}
    assert {problem.code for problem in citation.problems} <= set(PROBLEMS)
    for key, value in citation.fields.items():
        assert value and value == value.strip()
        assert key == "text" or "\n" not in value
    for text in (*citation.fields.values(), *citation.unread, *citation.aside):
        text.encode("utf-8")
        assert "\x00" not in text
    for key, shape in {
        "doi": r"10\.\d{4,9}[\d.]*/\S+", "isbn": r"\d{13}|\d{9}[\dX]", "issn": r"\d{4}-\d{3}[\dX]",
        "pmid": r"\d{1,8}", "year": r"\d{4}",
    }.items():  # fmt: skip
        assert re.fullmatch(shape, citation.fields.get(key, "")) or key not in citation.fields
    assert citation.fields.get("doi", "") == citation.fields.get("doi", "").lower()


@settings(max_examples=600, deadline=None)
@given(ANYTHING)
def test_never_raises_and_always_keeps_its_promises(text: str) -> None:
    found = read(text)
    for citation in found:
        check_contract(citation)
    if re.search(r"[A-Za-z0-9\u4e00-\u9fff]", text):
        assert found


@settings(deadline=None)
@given(st.binary())
def test_any_file_can_be_decoded_and_read(data: bytes) -> None:
    for citation in (*read(decode(data)), *read_file(data).citations):
        check_contract(citation)


@pytest.mark.parametrize("text", ["", " ", "\n\t\r\n", "\ufeff", "\u200b \u2028", "\x00"])
def test_blank_text_holds_nothing(text: str) -> None:
    assert read(text) == []


# A hundred thousand characters


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_hundred_thousand_characters(piece: str) -> None:
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    for start in ("", "王磊. 题名[J]. ", "@article{x, title={"):
        for citation in read(start + text):
            check_contract(citation)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled pattern of the package, by name."""
    for module in iter_modules(package.__path__):
        content = vars(import_module(f"{package.__name__}.{module.name}"))
        yield from (
            (f"{module.name}.{name}", item) for name, item in content.items() if isinstance(item, re.Pattern)
        )


def unbounded(parsed: Any, inside: bool = False) -> Iterator[bool]:
    """For each repetition without end: whether it stands in another one."""
    for code, argument in parsed:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            endless = argument[1] is codes.MAXREPEAT
            if endless:
                yield inside
            yield from unbounded(argument[2], inside or endless)
        elif code is codes.SUBPATTERN:
            yield from unbounded(argument[3], inside)
        elif code is codes.BRANCH:
            for branch in argument[1]:
                yield from unbounded(branch, inside)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from unbounded(argument[1], inside)


@pytest.mark.parametrize(
    ("name", "pattern"), list(patterns()), ids=lambda item: item if isinstance(item, str) else ""
)
def test_no_pattern_can_run_away(name: str, pattern: re.Pattern[str]) -> None:
    """Endless repetitions are never nested, and few: the others are bounded by a number."""
    endless = list(unbounded(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    assert not any(endless), f"{name} repeats a repetition"
    assert len(endless) <= 2, f"{name} has {len(endless)} repetitions without end"


# Nothing is lost

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=9, max_size=12)
TAGS = st.sampled_from("TI T1 AU A2 JF JO T2 PY DA VL IS SP EP PB CY SN DO UR AB KW N1 M3 C1 ZZ".split())
TYPES = st.sampled_from("JOUR BOOK CHAP THES CONF STAND PAT RPRT NEWS GEN XXXX".split())


def kept(words: list[str], found: list[Citation]) -> bool:
    everything = " ".join(
        text for citation in found for text in (*citation.fields.values(), *citation.unread, *citation.aside)
    )
    return all(word in everything for word in words)


@given(TYPES, st.lists(st.tuples(TAGS, WORD), min_size=1, max_size=12), st.booleans())
def test_every_word_of_a_ris_record_is_kept(kind: str, fields: list[tuple[str, str]], ended: bool) -> None:
    lines = [f"TY  - {kind}", *(f"{tag}  - {word}" for tag, word in fields), *(["ER  - "] if ended else [])]
    assert kept([word for _, word in fields], read("\n".join(lines)))


@given(
    st.sampled_from(["Journal Article", "Book", "Thesis", "Patent", "Conference Proceedings", "Odd", ""]),
    st.lists(st.tuples(st.sampled_from("ABCDEIJKNPRSTUVXYZ@6789?+~"), WORD), min_size=1, max_size=12),
)
def test_every_word_of_a_refer_record_is_kept(kind: str, fields: list[tuple[str, str]]) -> None:
    lines = [f"%0 {kind}", *(f"%{tag} {word}" for tag, word in fields)]
    assert kept([word for _, word in fields], read("\n".join(lines)))


@given(
    st.sampled_from("article book incollection phdthesis inproceedings patent misc odd".split()),
    st.lists(
        st.tuples(st.sampled_from("title author editor journal year note doi isbn odd pages".split()), WORD),
        min_size=1,
        max_size=10,
    ),
)
def test_every_word_of_a_bibtex_entry_is_kept(kind: str, fields: list[tuple[str, str]]) -> None:
    body = ",\n".join(f"{key} = {{{word}}}" for key, word in fields)
    assert kept([word for _, word in fields], read(f"@{kind}{{key,\n{body}}}"))


@given(
    st.lists(
        st.tuples(
            st.sampled_from(
                "题名 作者 刊名 年卷期 页码 ISSN 会议名称 导师 专利号 摘要 Title Journal DOI".split()
            ),
            WORD,
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from(["{}：{}", "【{}】{}", "{}: {}"]),
)
def test_every_word_of_a_labelled_record_is_kept(fields: list[tuple[str, str]], shape: str) -> None:
    lines = [shape.format("题名", "深度学习"), *(shape.format(label, word) for label, word in fields)]
    assert kept([word for _, word in fields], read("\n".join(lines)))


@given(
    st.sampled_from(["article-journal", "book", "chapter", "thesis", "patent", "odd"]),
    st.dictionaries(
        st.sampled_from("title author publisher volume page note odd DOI".split()), WORD, min_size=2
    ),
)
def test_every_word_of_a_csl_item_is_kept(kind: str, fields: dict[str, str]) -> None:
    item = {"type": kind, "title": "深度学习", **fields, "author": [{"family": fields.get("author", "wang")}]}
    assert kept(list(fields.values()), read(json.dumps([item])))


@given(
    st.sampled_from("JMDCSPRNGZ"),
    st.lists(WORD, min_size=1, max_size=8),
    st.lists(
        st.sampled_from(
            [". ", ", ", ": ", "//", "(", ") ", "; ", " ", ". 2024: ", ", 1999, ", "[2020-01-02]"]
        )
    ),
)
def test_every_word_of_a_reference_string_is_kept(letter: str, words: list[str], joints: list[str]) -> None:
    tail = "".join(word + joint for word, joint in zip(words, [*joints, *[". "] * len(words)], strict=False))
    assert kept(words, read(f"Wang L. Some title[{letter}]. {tail}"))


@given(
    st.lists(
        st.tuples(st.sampled_from("genre atitle title aulast volume foo rft_id date".split()), WORD),
        min_size=1,
    )
)
def test_every_word_of_an_openurl_is_kept(pairs: list[tuple[str, str]]) -> None:
    found = read("ctx_ver=Z39.88-2004&" + "&".join(f"rft.{key}={word}" for key, word in pairs))
    assert kept([word for key, word in pairs if key != "genre"], found)


# Lists and plain text

FIRST = "王磊, 陈辉. 深度学习在径流预测\n中的应用[J]. 水利学报, 2024, 55(3): 311-\n322."
SECOND = "Wang L, Chen H. Deep learning for\nrunoff prediction[J]. Nature Water, 2025,\n2(4): 311-331."


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n{SECOND}",
        f"参考文献\n[1] {FIRST}\n[2] {SECOND}",
        f"References:\n\n1. {FIRST}\n\n2. {SECOND}",
        f"[1] {FIRST} [2] {SECOND}".replace("\n", ""),
        f"{FIRST}\n\n\n{SECOND}\n",
        f"［1］{FIRST}\n［2］{SECOND}".replace("\n", "\r\n"),
    ],
)
def test_list_with_broken_lines(text: str) -> None:
    first, second = read(text)
    assert first.fields["article_title"] == "深度学习在径流预测中的应用"
    assert first.fields["pages"] == "311-322"
    assert second.fields["journal"] == "Nature Water"
    assert second.fields["pages"] == "311-331"


@pytest.mark.parametrize("last", ["DOI: 10.1038/abc", "https://doi.org/10.1038/abc", "10.1038/abc."])
def test_doi_on_a_line_of_its_own_belongs_to_the_reference_above(last: str) -> None:
    first, second = read(f"{SECOND}\n{last}\n{FIRST}")
    assert first.fields["doi"] == "10.1038/abc"
    assert "doi" not in second.fields
    assert first.unread == second.unread == ()


def test_numbered_text_that_is_no_reference_stands_by_itself() -> None:
    found = read(
        "[1] 王磊. 题名[J]. 水利学报, 2024.\n[2] Smith J. No mark. Nature, 2020.\n"
        "[3] 陈辉. 题名[M]. 北京: 社, 2010."
    )
    assert [citation.source for citation in found] == ["gbt7714", "text", "gbt7714"]


def test_plain_text_is_kept_whole() -> None:
    (citation,) = read("  一本关于水利的书\n作者好像姓王  ")
    assert (citation.kind, citation.source) == ("other", "text")
    assert citation.fields == {"title": "一本关于水利的书", "text": "一本关于水利的书\n作者好像姓王"}


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gbk"])
def test_decode(encoding: str) -> None:
    text = "王磊. 深度学习[J]. 水利学报, 2024."
    assert decode(text.encode(encoding)) == text


def test_decode_of_damaged_files() -> None:
    assert decode("王磊".encode()[:-1]) == "王\ufffd"
    assert decode(b"\xff\xfeA") == "\ufffd"
    assert decode(b"") == ""
    assert "\ufffd" in decode(b"\x80\xff\x00\x81")


def test_parsers_are_imported_only_when_needed() -> None:
    code = (
        "import sys; from ill_desktop.citations import read; read('王磊. 题名[J]. 水利学报, 2024.');"
        "print(sorted({'rispy', 'bibtexparser', 'pylatexenc', 'PySide6', 'peewee'} & set(sys.modules)))"
    )
    root = Path(package.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
