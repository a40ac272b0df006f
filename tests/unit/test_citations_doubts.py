"""What is said of a reference beside its fields: certainty, problems with their sentences, lines."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.citations import (
    LONGEST,
    PROBLEMS,
    SOURCES,
    Citation,
    Piece,
    Problem,
    read,
    read_file,
    read_paste,
)
from ill_desktop.citations.encoding import mended
from ill_desktop.citations.told import sentence
from ill_desktop.words import LANGUAGES, load

from .test_citations_any import ANYTHING


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


def codes(citation: Citation) -> dict[str, str | None]:
    return {problem.code: problem.field for problem in citation.problems}


RIS = "TY  - JOUR\nTI  - t\n{}\nER  - "
BOOK = "TY  - BOOK\nTI  - t\n{}\nER  - "

# Contradictions and slips


@pytest.mark.parametrize(
    ("text", "code", "field", "facts"),
    [
        (BOOK.format("SN  - 978-7-03-034065-7"), "isbn_digit", "isbn", {"value": "9787030340657",
            "digit": "8"}),
        (BOOK.format("SN  - 0-8044-2957-1"), "isbn_digit", "isbn", {"value": "0804429571", "digit": "X"}),
        (RIS.format("SN  - 0559-9351"), "issn_digit", "issn", {"value": "0559-9351", "digit": "0"}),
        (RIS.format("SP  - 322\nEP  - 311"), "pages_backwards", "pages", {"first": "322", "last": "311"}),
        (RIS.format("PY  - 2204"), "year_far", "year", {"value": "2204"}),
        (RIS.format("DO  - 10.1234/a\nDO  - 10.1234/b"), "two_values", "doi", {"kept": "10.1234/a",
            "other": "10.1234/b"}),
        (RIS.format("PY  - 2019\nY1  - 2021"), "two_values", "year", {"kept": "2019", "other": "2021"}),
        (RIS.format("PY  - 2019\nDA  - 2022/01/01"), "year_mismatch", "year", {"year": "2019",
            "date": "2022/01/01"}),
        ("王磊. 题名[J]. 水利学报, 2024, 55(3): 9-5.", "pages_backwards", "pages", {"first": "9",
            "last": "5"}),
        ("2023年度报告. 第一部分[R]. 北京: 水利部, 2023.", "division", "author", {}),
        ("@book{b, title={cut off, by a pas", "cut_off", "title", {}),
    ],
)  # fmt: skip
def test_a_field_that_looks_wrong(text: str, code: str, field: str, facts: dict[str, str]) -> None:
    citation = one(text)
    assert citation.problems == (Problem(code, field, facts),)
    assert citation.doubtful == (field,)
    assert citation.certainty(field) == "doubtful"


@pytest.mark.parametrize(
    ("text", "code", "field"),
    [
        (RIS.format("DO  - see below"), "not_one", "doi"),
        (RIS.format("PY  - in press"), "not_one", "year"),
        (BOOK.format("SN  - 12"), "not_one", "isbn"),
        ("@article{a, title={t}, pmid={PMC12}}", "not_one", "pmid"),
        ("TY  - WHAT\nTI  - t\nER  - ", "type_unknown", None),
        ("%0 Painting\n%T t", "type_unknown", None),
        ("RT Painting\nT1 t", "type_unknown", None),
        ("{Reference Type}: Painting\n{Title}: t", "type_unknown", None),
        ("@painting{a, title={t}}", "type_unknown", None),
        ('[{"type": "painting", "title": "t"}]', "type_unknown", None),
        (RIS.format(f"JO  - {'x' * 20_001}"), "value_long", None),
        ("@book{a = b = c\n@article{b, title={t}}", "split_failed", None),
    ],
)
def test_what_was_not_taken_is_said_and_kept(text: str, code: str, field: str | None) -> None:
    citation = one(text)
    assert codes(citation) == {code: field}
    assert citation.unread
    assert citation.doubtful == ()


def test_numbers_in_the_wrong_field_are_moved_and_said() -> None:
    book = one("@book{a, title={t}, isbn={0559-9350}}")
    assert (book.fields, codes(book)) == ({"title": "t"}, {"issn_as_isbn": "issn"})
    assert book.aside == ("isbn = {0559-9350}",)
    paper = one("@inproceedings{a, title={t}, isbn={0559-9350}, issn={978-7-03-034065-8}}")
    assert paper.fields == {"title": "t", "issn": "0559-9350", "isbn": "9787030340658"}
    assert codes(paper) == {"issn_as_isbn": "issn", "isbn_as_issn": "isbn"}
    assert paper.doubtful == ()


def test_several_numbers_of_one_document_are_no_contradiction() -> None:
    citation = one(RIS.format("SN  - 0559-9351\nSN  - 1234-5679\nPY  - 2019\nDA  - 2018/12/30"))
    assert citation.fields["issn"] == "1234-5679"  # the one whose check digit fits
    assert citation.aside == ("SN  - 0559-9351", "DA  - 2018/12/30")
    assert citation.problems == ()
    assert one("ISSN 0559-9350 (print), 1234-5679 (online)").fields == {"issn": "0559-9350"}


@pytest.mark.parametrize(
    ("text", "key", "certainty"),
    [
        ("10.1038/nature12373", "kind", "likely"),
        ("10.1038/nature12373", "doi", "sure"),
        ("arXiv:1412.6980v9", "doi", "likely"),
        ("Koseki A. Compiler: US828402[P]. 2002-05-25.", "country", "likely"),
        ("Koseki A. Compiler: US828402[P]. 2002-05-25.", "number", "sure"),
        ("@inproceedings{a, booktitle={Proceedings of X}}", "conference", "likely"),
        ("@inproceedings{a, booktitle={Proceedings of X}}", "proceedings", "sure"),
        ("王磊. 题名[J]. 水利学报, 2024.", "article_title", "sure"),
        ("王磊. 题名. 副题名[J]. 水利学报, 2024.", "article_title", "likely"),
        ("李明. 土壤[D]. 浙江大学.", "institution", "likely"),
        ("随便一句话", "title", "likely"),
    ],
)
def test_certainty(text: str, key: str, certainty: str) -> None:
    assert one(text).certainty(key) == certainty


# Lines


def test_every_piece_knows_its_line() -> None:
    text = (
        "参考文献\n\n[1] 王磊. 题\n名[J]. 水利学报,\n2024, 55(3): 1-9. 多余的话\n[2] 陈辉. 书[M]. "
        "谢远涛, 译. 北京: 社, 2010.\n\n"
        "TY  - BOOK\nTI  - one\nKW  - a\n  wrapped\nZZ  - b\nER  - \n"
        "@book{b,\n title={two},\n odd={c}\n}\nstray\n"
    )
    found = read(text)
    assert [citation.line for citation in found] == [3, 6, 8, 14]
    left = {
        (str(piece), piece.line)
        for each in found
        for piece in (*each.unread, *each.aside)
        if isinstance(piece, Piece)
    }
    assert left == {
        ("参考文献", 1), ("多余的话", 5), ("谢远涛, 译", 6), ("KW  - a wrapped", 10), ("ZZ  - b", 12),
        ("odd = {c}", 16),
        ("stray", 18),
    }  # fmt: skip


@given(ANYTHING)
def test_lines_lie_within_the_text(text: str) -> None:
    last = len(text.splitlines()) + 1
    for citation in read(text):
        assert 1 <= citation.line <= last
        for piece in (*citation.unread, *citation.aside):
            assert isinstance(piece, Piece) and 1 <= piece.line <= last


# Sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_and_source_has_words(language: str) -> None:
    words = load(language)
    keys = sorted(words.keys())
    start = "citation.problem."
    assert {key.removeprefix(start) for key in keys if key.startswith(start)} == set(PROBLEMS)
    assert {f"citation_source.{source}" for source in SOURCES} <= set(keys)


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=ANYTHING)
def test_every_problem_is_said_in_full(language: str, text: str) -> None:
    for citation in read(text):
        for problem in citation.problems:
            assert problem.code in PROBLEMS
            said = sentence(problem, load(language))
            assert len(said) > 8 and str(problem.facts.get("other", "")) in said


def test_the_sentence_names_field_and_digit() -> None:
    problem = one(BOOK.format("SN  - 978-7-03-034065-7")).problems[0]
    assert sentence(problem, load("en")).endswith("its last character should be 8.")
    problem = one(RIS.format("DO  - 10.1234/a\nDO  - 10.1234/b")).problems[0]
    assert sentence(problem, load("zh_CN")) == "DOI有两个不同的值：取了“10.1234/a”，未取“10.1234/b”。"


# Encodings and sizes

LINE = "王磊. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_files_that_say_their_encoding(encoding: str) -> None:
    reading = read_file(f"{LINE}\r\n{LINE}".encode(encoding))
    assert [citation.fields["journal"] for citation in reading.citations] == ["水利学报"] * 2
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16-le", "UTF-16-LE"), ("utf-16-be", "UTF-16-BE")],
)
def test_files_whose_encoding_is_concluded(encoding: str, named: str) -> None:
    reading = read_file(f"{LINE}\r\n{LINE}".encode(encoding))
    assert reading.citations[1].fields["author"] == "王磊"
    assert reading.problems == (Problem("encoding", facts={"encoding": named}),)


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "gb18030"])
def test_text_decoded_wrongly_is_put_right_and_said(wrong: str) -> None:
    (citation,) = read("王磊. 水文[J]. 水利, 2024.".encode().decode(wrong))
    assert citation.fields["journal"] == "水利"
    assert codes(citation) == {"mended": None}


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1))
def test_good_chinese_is_never_taken_for_garbled(text: str) -> None:
    assert mended("王磊深度学习水利学报" + text) is None


def test_damage_is_counted() -> None:
    (citation,) = read("王\ufffd. 锟斤拷题名[J]. æ°´åˆ©学报, 2024.")
    assert citation.problems[-1] == Problem("damaged", facts={"count": 4})


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"PK\x03\x04abc", b"\xd0\xcf\x11\xe0\xa1\xb1"])
def test_a_file_that_is_no_text_is_not_read(data: bytes) -> None:
    reading = read_file(data)
    assert (reading.citations, reading.problems) == ((), (Problem("not_text"),))


def test_fifty_megabytes_are_read_up_to_a_line_and_said() -> None:
    record = f"TY  - JOUR\nTI  - t\nAB  - {'x' * 19_000}\nER  - \n"
    text = record * (50_000_000 // len(record))
    reading = read_paste(text)
    (problem,) = reading.problems
    assert problem.code == "too_long"
    assert problem.facts["length"] == len(text)
    assert text[: int(problem.facts["read"])].count("\n") + 1 == problem.facts["line"]
    assert LONGEST - 20_000 < int(problem.facts["read"]) < LONGEST
    assert len(reading.citations) == 105


def test_of_one_line_that_is_too_long_the_beginning_is_read() -> None:
    (citation,) = read(f"10.1038/nature12373 {'长' * LONGEST}")
    assert citation.problems[-1] == Problem(
        "too_long", facts={"read": LONGEST, "length": LONGEST + 20, "line": 1}
    )


def test_a_long_address_is_read_whole() -> None:
    title = "长" * 500
    assert one(f"https://a.b/c?ctx_ver=1&rft.atitle={quote(title)}").fields["article_title"] == title
