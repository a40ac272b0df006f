"""GB/T 7714 in its other dresses: author-date, 1987, VIP's, archives, several a line, wrapped anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.citations import Citation, read
from ill_desktop.citations.people import of_field


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


def fields(said: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in said.split("|"))


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        (
            "王临惠, 支建刚, 2010. 天津方言的源流[J]. 山西师范大学学报(社会科学版), 37(4): 147.",
            "journal_article",
            "journal=山西师范大学学报(社会科学版)|article_title=天津方言的源流|author=王临惠; 支建刚|"
            "year=2010|volume=37|"
            "issue=4|pages=147",
        ),
        (
            "王临惠，支建刚，2010．天津方言的源流［J］．山西师范大学学报，37（4）：147－149．",
            "journal_article",
            "journal=山西师范大学学报|article_title=天津方言的源流|author=王临惠; 支建刚|year=2010|"
            "volume=37|issue=4|"
            "pages=147-149",
        ),
        (
            "王临惠. 2010. 天津方言的源流[J]. 方言, (4): 147-149.",
            "journal_article",
            "journal=方言|article_title=天津方言的源流|author=王临惠|year=2010|issue=4|pages=147-149",
        ),
        (
            "Kennedy W J, Garrison R E, 1975b. Morphology of chalks[J/OL]. Sedimentology, 22: "
            "311-386[2019-01-01]. "
            "DOI:10.1111/j.1365-3091.1975.tb01637.x.",
            "journal_article",
            "journal=Sedimentology|article_title=Morphology of chalks|author=Kennedy W J; Garrison R E|"
            "year=1975|"
            "volume=22|pages=311-386|doi=10.1111/j.1365-3091.1975.tb01637.x",
        ),
        (
            "Crane D, 1972. Invisible college[M]. 2nd ed. Chicago: Univ. of Chicago Press.",
            "book",
            "title=Invisible college|author=Crane D|edition=2nd ed|publisher=Univ. of Chicago Press|"
            "place=Chicago|"
            "year=1972",
        ),
        (
            "陈晋镳, 张惠民, 等, 1980. 蓟县震旦亚界研究[M]//天津地质矿产研究所. 中国震旦亚界. 天津: "
            "天津科学技术出版社: 56-114.",
            "book_chapter",
            "title=中国震旦亚界|author=天津地质矿产研究所|publisher=天津科学技术出版社|place=天津|year=1980|"
            "chapter_title=蓟县震旦亚界研究|chapter_author=陈晋镳; 张惠民; 等|pages=56-114",
        ),
        (
            "贾东琴, 2011. 数字服务体系[C]//中国图书馆学会. 中国图书馆学会年会论文集. 北京: "
            "国家图书馆出版社: 45-52.",
            "conference_paper",
            "title=数字服务体系|author=贾东琴|conference=中国图书馆学会年会|date=2011|"
            "proceedings=中国图书馆学会年会论文集|"
            "pages=45-52",
        ),
        (
            "张志祥, 1998. 间断动力系统的随机扰动[D]. 北京: 北京大学.",
            "thesis",
            "title=间断动力系统的随机扰动|author=张志祥|institution=北京大学|year=1998",
        ),
        (
            "World Health Organization, 1970. Immune response: WHO/CDS/99.1[R]. Geneva: WHO.",
            "report",
            "title=Immune response|author=World Health Organization|institution=WHO|"
            "report_number=WHO/CDS/99.1|"
            "year=1970",
        ),
        (
            "丁文祥, 2000. 数字革命[N]. 中国青年报, 2000-11-20(15).",
            "newspaper_article",
            "newspaper=中国青年报|article_title=数字革命|date=2000-11-20|page=15|author=丁文祥",
        ),
    ],
)
def test_author_date_style(line: str, kind: str, said: str) -> None:
    citation = one(line)
    assert (citation.kind, citation.source) == (kind, "gbt7714")
    assert citation.fields == fields(said)
    assert citation.unread == citation.problems == ()


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        (  # 1987
            "王磊. 深度学习[A]. 见: 陈辉. 第五届水文年会论文集[C]. 北京: 科学出版社, 2001. 1-5.",
            "conference_paper",
            "title=深度学习|author=王磊|conference=第五届水文年会|date=2001|"
            "proceedings=第五届水文年会论文集|pages=1-5",
        ),
        ("王磊. 深度学习[J]. 水利学报, 1975a, 22: 311.", "journal_article",
         "journal=水利学报|article_title=深度学习|author=王磊|year=1975|volume=22|pages=311"),
        (  # VIP
            "[1] 王磊,陈辉.深度学习.水利学报[J],2010(5):889-896", "journal_article",
            "journal=水利学报|article_title=深度学习|author=王磊; 陈辉|year=2010|issue=5|pages=889-896",
        ),
        ("全国人大. 中华人民共和国水法[A/OL]. (2016-07-02)[2020-01-01]. http://a.b/c.", "other",
         "title=中华人民共和国水法|author=全国人大|year=2016|url=http://a.b/c"),
        ("汪昂. 增订本草备要[G]. 北京: 人民卫生出版社, 1965.", "book",
         "title=增订本草备要|author=汪昂|publisher=人民卫生出版社|place=北京|year=1965"),
        ("国务院. 关于防汛的通知[Z]. 2015-03-01.", "other", "title=关于防汛的通知|author=国务院|year=2015"),
        ("ISO. Guidelines: ISO 690:2021(E)[S]. Geneva: ISO, 2021.", "standard",
         "number=ISO 690:2021(E)|title=Guidelines|organisation=ISO|year=2021"),
        ("GB/T 16159—1996, 汉语拼音正词法基本规则[S]. 北京: 中国标准出版社, 1996.", "standard",
         "number=GB/T 16159—1996|title=汉语拼音正词法基本规则|year=1996"),
        ("姜锡洲. 一种外敷药[P]. 中国专利: 881056078, 1983-08-12.", "patent",
         "number=881056078|title=一种外敷药|inventor=姜锡洲|country=中国|date=1983-08-12"),
        ("赵学功. 美国对外政策[M/OL]. 北京: 科学出版社, 2001[2014-06-11]. http://a.b/c.", "book",
         "title=美国对外政策|author=赵学功|publisher=科学出版社|place=北京|year=2001"),
        ("同济大学. 铁路规划[DB/OL]. 2003.", "other", "title=铁路规划|author=同济大学|year=2003"),
    ],
)  # fmt: skip
def test_other_dresses(line: str, kind: str, said: str) -> None:
    citation = one(line)
    assert (citation.kind, citation.source) == (kind, "gbt7714")
    assert citation.fields == fields(said)
    assert citation.unread == citation.problems == ()


# Without a type mark

RUNOFF = {
    "journal": "Nature Water", "article_title": "Deep learning for runoff prediction",
    "author": "Wang L; Chen H",
    "year": "2025", "volume": "2", "issue": "4", "pages": "311-331",
}  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Wang L, Chen H. Deep learning for runoff prediction. Nature Water, 2025, 2(4): 311-331.",
        "[2] Wang L, Chen H. Deep learning for runoff prediction. Nature Water, 2025, 2 (4): 311–331.",
        "2. Wang L, Chen H. Deep learning for runoff prediction. Nature Water. 2025;2(4):311-331.",
        "Wang L, Chen H. Deep learning for runoff prediction. Nature Water. 2025 Apr 3;2(4):311-331.",
        "Wang L, Chen H (2025). Deep learning for runoff prediction. Nature Water, 2(4), 311-331.",
        "Wang L; Chen H. (2025). Deep learning for runoff prediction. Nature Water, 2(4): 311-331",
    ],
)
def test_article_without_a_mark(line: str) -> None:
    citation = one(line)
    assert (citation.kind, citation.source) == ("journal_article", "unmarked")
    assert citation.fields == RUNOFF
    assert citation.inferred == ("kind", "journal", "article_title", "author")
    assert citation.unread == ()
    assert citation.aside == (("Apr 3",) if "Apr" in line else ())


@pytest.mark.parametrize(
    "line",
    [
        "Smith J. No mark. Nature, 2020.",
        "王磊. 一本书. 北京: 科学出版社, 2010: 5-9.",
        "会议于2024年3月12日召开. 地点: 杭州. 联系电话 0571-88208468, 房间 5(3)",
        "Please find: Nature Water, 2025, 2(4): 311-331.",
    ],
)
def test_what_could_be_something_else_stays_text(line: str) -> None:
    assert one(line).source == "text"


# One paste, many references

REFERENCES = (
    ("王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322.", "journal_article"),
    ("Wang L, Chen H. Deep learning for runoff prediction[J]. Nature Water, 2025, 2(4): 311-331.",
        "journal_article"),
    ("刘国钧, 陈绍业. 图书馆目录[M]. 2版. 北京: 高等教育出版社, 1957: 15-18.", "book"),
    ("程根伟. 1998年长江洪水[M]//许厚泽. 长江流域洪涝灾害. 北京: 科学出版社, 1999: 32-36.", "book_chapter"),
    ("张志祥. 间断动力系统的随机扰动[D]. 北京: 北京大学, 1998.", "thesis"),
    ("陈志勇. 中国财税文化价值研究[C]//财税文化研讨会论文集. 北京: 经济科学出版社, 2011: 1-10.",
        "conference_paper"),
    ("全国信标委. 参考文献著录规则: GB/T 7714—2015[S]. 北京: 中国标准出版社, 2015.", "standard"),
    ("邓一刚. 全智能节电器: 200610171314.3[P]. 2006-12-13.", "patent"),
    ("World Health Organization. Immune response: WHO/CDS/99.1[R]. Geneva: WHO, 1970: 3.", "report"),
    ("丁文祥. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).", "newspaper_article"),
    ("萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. http://www.creader.com/1.html.",
        "other"),
)  # fmt: skip
ALONE = {line: one(line) for line, _ in REFERENCES}
LISTS = st.lists(st.sampled_from(REFERENCES), min_size=1, max_size=12)
WIDTHS = st.integers(14, 90)


def told(citation: Citation) -> tuple[str, dict[str, str]]:
    return citation.kind, dict(citation.fields)


@pytest.mark.parametrize(("line", "kind"), REFERENCES)
def test_each_alone(line: str, kind: str) -> None:
    assert ALONE[line].kind == kind
    assert ALONE[line].unread == ALONE[line].problems == ()


@given(
    LISTS,
    st.sampled_from(["[{}] ", "[{}]", "［{}］", "({}) ", "{}. ", "【{}】"]),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_numbered_list(lines: list[tuple[str, str]], number: str, joint: str) -> None:
    text = joint.join(number.format(at) + line for at, (line, _) in enumerate(lines, 1))
    assert [told(citation) for citation in read(text)] == [told(ALONE[line]) for line, _ in lines]


@given(LISTS, WIDTHS)
def test_numbered_list_wrapped_at_any_width(lines: list[tuple[str, str]], width: int) -> None:
    """As a PDF gives it; only words are cut at spaces, as there."""
    text = "\n".join(wrapped(f"[{at}] {line}", width) for at, (line, _) in enumerate(lines, 1))
    found = read(text)
    assert [citation.kind for citation in found] == [kind for _, kind in lines]
    for citation, (line, _) in zip(found, lines, strict=True):
        assert citation.fields.get("author") == ALONE[line].fields.get("author")


@given(LISTS)
def test_list_on_one_line(lines: list[tuple[str, str]]) -> None:
    text = " ".join(f"[{at}] {line}" for at, (line, _) in enumerate(lines, 1))
    assert [told(citation) for citation in read(text)] == [told(ALONE[line]) for line, _ in lines]


def wrapped(line: str, width: int) -> str:
    """The line broken at a space after at most ``width`` characters (a longer word stays whole)."""
    words, rows = line.split(" "), [""]
    for word in words:
        if rows[-1] and len(rows[-1]) + len(word) >= width:
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return "\n".join(rows)


# Names


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("诸葛, 孔明", ["诸葛孔明"]),
        ("诸葛，孔明", ["诸葛孔明"]),
        ("王, 磊", ["王磊"]),
        ("王,磊,陈,辉", ["王磊", "陈辉"]),
        ("诸葛, 孔明, 王磊", ["诸葛孔明", "王磊"]),
        ("王磊,陈辉", ["王磊", "陈辉"]),
        ("王磊，陈辉；李明", ["王磊", "陈辉", "李明"]),
        ("王磊;陈辉;", ["王磊", "陈辉"]),
        ("王磊、陈辉", ["王磊", "陈辉"]),
        ("Wang, Lei; Chen, Hui", ["Wang, Lei", "Chen, Hui"]),
        ("Wang, Lei", ["Wang, Lei"]),
        ("欧阳修", ["欧阳修"]),
        ("阿卜杜拉·买买提, 王磊", ["阿卜杜拉·买买提", "王磊"]),
        ("WHO, Geneva", ["WHO, Geneva"]),
    ],
)
def test_names_of_one_field(value: str, names: list[str]) -> None:
    assert of_field(value) == names


def test_a_chinese_name_with_a_comma_is_one_author_everywhere() -> None:
    for text in (
        "TY  - JOUR\nAU  - 诸葛, 孔明\nAU  - 王, 磊\nER  - ",
        "%0 Journal Article\n%A 诸葛, 孔明\n%A 王, 磊",
        "@article{a, author={诸葛, 孔明 and 王, 磊}}",
        "诸葛, 孔明, 王磊. 题名[J]. 水利学报, 2024.",
    ):
        assert one(text).fields["author"] == "诸葛孔明; 王磊"
