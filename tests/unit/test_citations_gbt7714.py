"""GB/T 7714 strings as they are pasted at a counter: the standard's own examples, CNKI, Google Scholar.

After GB/T 7714—2005 and 2015, chapter 4 and annex A; the other dresses stand in ``test_citations_styles``.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.citations import Citation, read


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


RUNOFF = {
    "article_title": "深度学习在径流预测中的应用",
    "author": "王磊; 陈辉",
    "journal": "水利学报",
    "year": "2024",
    "volume": "55",
    "issue": "3",
    "pages": "311-322",
}


@pytest.mark.parametrize(
    "line",
    [
        "王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322.",
        "[1] 王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311-322.",
        "［1］王磊，陈辉．深度学习在径流预测中的应用［Ｊ］．水利学报，２０２４，５５（３）：３１１－３２２．",
        "【12】王磊、陈辉。深度学习在径流预测中的应用【J】。水利学报，2024，55（3）：311—322。",
        "(3)王磊,陈辉.深度学习在径流预测中的应用[J].水利学报,2024,55(3):311-322",
        "1. 王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, 55(3): 311~322.",
        "① 王磊，陈辉. 深度学习在径流预测中的应用 [ J ] . 水利学报, 2024, 55 (3) : 311 - 322 .",
        "王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024年第55卷第3期: 311-322页",
        "王磊; 陈辉. 深度学习在径流预测中的应用[J]. 水利学报. 2024;55(3):311-322.",
        "王磊, 陈辉. 深度学习在径流预测中的应用[J]. 水利学报, 2024, Vol. 55, No. 3, pp. 311–322.",
    ],
)
def test_the_commonest_line_in_every_dress(line: str) -> None:
    citation = one(line)
    assert (citation.kind, citation.source) == ("journal_article", "gbt7714")
    assert citation.fields == RUNOFF
    assert citation.unread == citation.doubtful == ()


def test_english_line_with_doi() -> None:
    citation = one(
        "Wang L, Chen H. Deep learning for runoff prediction[J]. "
        "Nature Water, 2025, 2(4): 311-331. DOI:10.1038/s44221-025-0012-3."
    )
    assert citation.fields == {
        "article_title": "Deep learning for runoff prediction",
        "author": "Wang L; Chen H",
        "journal": "Nature Water",
        "year": "2025",
        "volume": "2",
        "issue": "4",
        "pages": "311-331",
        "doi": "10.1038/s44221-025-0012-3",
    }
    assert citation.unread == citation.aside == citation.doubtful == ()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        # CNKI: no spaces, an issue of two digits, pages that go on elsewhere
        (
            "[1]王磊.题名[J].水利学报,2024,55(03):311-322+340.DOI:10.13243/j.cnki.slxb.20230622.",
            "journal=水利学报|year=2024|volume=55|issue=03|pages=311-322+340|"
            "doi=10.13243/j.cnki.slxb.20230622",
        ),
        # ahead of print: no year; the date of access is not one
        (
            "王磊.题名[J/OL].水利学报:1-12[2024-05-01].https://doi.org/10.13243/j.cnki.slxb.20230622.",
            "journal=水利学报|pages=1-12|doi=10.13243/j.cnki.slxb.20230622",
        ),
        ("王磊. 题名[J]. 文献, 2013(1): 56-75.", "journal=文献|year=2013|issue=1|pages=56-75"),
        ("王磊. 题名[J]. Nature, 1992, 359: 605-609.", "journal=Nature|year=1992|volume=359|pages=605-609"),
        ("王磊. 题名[J]. 水利学报, 2024, 311-322.", "journal=水利学报|year=2024|pages=311-322"),
        ("王磊. 题名[J]. 水利学报, 2024, 55.", "journal=水利学报|year=2024|volume=55"),
        (
            "王磊. 题名[J]. 水利学报, 2024, 55(增刊1): S1-S10.",
            "journal=水利学报|year=2024|volume=55|issue=增刊1|pages=S1-S10",
        ),
        (
            "王磊. 题名[J]. Energy, Sustainability and Society, 2020, 10: e12.",
            "journal=Energy, Sustainability and Society|year=2020|volume=10|pages=e12",
        ),
        ("王磊. 题名[J]. Water, 2020, 12, 1234.", "journal=Water|year=2020|volume=12|pages=1234"),
        (
            "王磊. 题名[J]. Nature. 2020;580(7801):123-7.",
            "journal=Nature|year=2020|volume=580|issue=7801|pages=123-7",
        ),
        (
            "王磊. 题名[J]. 中国科学: 技术科学, 2020, 50(1): 5-10.",
            "journal=中国科学: 技术科学|year=2020|volume=50|issue=1|pages=5-10",
        ),
        (
            "王磊. 题名[J]. arXiv preprint arXiv:1412.6980, 2014.",
            "journal=arXiv preprint|year=2014|doi=10.48550/arxiv.1412.6980",
        ),
        ("王磊. 题名[J]. 水利学报.", "journal=水利学报"),
    ],
)
def test_where_an_article_is(line: str, expected: str) -> None:
    citation = one(line)
    own = {"author": "王磊", "article_title": "题名"}
    assert citation.fields == own | dict(pair.split("=", 1) for pair in expected.split("|"))
    assert citation.unread == citation.doubtful == ()


def test_title_alone() -> None:
    citation = one("无作者的题名[J]. 水利学报, 2024.")
    assert citation.fields == {"article_title": "无作者的题名", "journal": "水利学报", "year": "2024"}


@pytest.mark.parametrize(
    ("names", "author"),
    [
        ("于潇, 刘义, 柴跃廷, 等", "于潇; 刘义; 柴跃廷; 等"),
        ("于潇等", "于潇; 等"),
        ("DES MARAIS D J, STRAUSS H, et al", "DES MARAIS D J; STRAUSS H; et al"),
        ("BUSECK P R, NORD G L, Jr, VEBLEN D R", "BUSECK P R; NORD G L, Jr; VEBLEN D R"),
        ("J. K. Rowling", "J. K. Rowling"),
        ("Wang, L., & Chen, H", "Wang, L; Chen, H"),
        ("Wang L and Chen H", "Wang L; Chen H"),
        ("Zhang, X.; Li, Y", "Zhang, X; Li, Y"),
        ("U.S. Department of Energy", "U.S. Department of Energy"),
        ("[美]史密斯", "[美]史密斯"),
        ("中国互联网络信息中心", "中国互联网络信息中心"),
    ],
)
def test_people(names: str, author: str) -> None:
    citation = one(f"{names}. Deep learning[M]. 北京: 科学出版社, 2010.")
    assert citation.fields["author"] == author
    assert citation.fields["title"] == "Deep learning"
    assert citation.doubtful == ()


@pytest.mark.parametrize(
    ("head", "author", "title"),
    [
        ("Chen H. C. elegans as a model", "Chen H", "C. elegans as a model"),
        ("Smith J. The U.S. policy. A study", "Smith J", "The U.S. policy. A study"),
        ("Li M.Deep learning 2.0", "Li M", "Deep learning 2.0"),
        ("王磊.Deep learning", "王磊", "Deep learning"),
    ],
)
def test_stops_that_part_nothing(head: str, author: str, title: str) -> None:
    citation = one(f"{head}[J]. Cell, 2020, 5: 1-2.")
    assert (citation.fields["author"], citation.fields["article_title"]) == (author, title)


def test_authors_with_figures_are_in_doubt() -> None:
    assert "author" in one("2023年度报告. 第一部分[R]. 北京: 水利部, 2023.").doubtful


@pytest.mark.parametrize(
    ("line", "kind", "fields"),
    [
        (
            "刘国钧, 陈绍业. 图书馆目录[M]. 2版. 北京: 高等教育出版社, 1957: 15-18.",
            "book",
            "title=图书馆目录|author=刘国钧; 陈绍业|edition=2版|publisher=高等教育出版社|place=北京|"
            "year=1957",
        ),
        (
            "陈登原. 国史旧闻: 第1卷[M]. 北京: 中华书局, 2000: 29. ISBN 978-7-101-02345-6",
            "book",
            "title=国史旧闻|author=陈登原|volume=第1卷|publisher=中华书局|place=北京|year=2000|"
            "isbn=9787101023456",
        ),
        (
            "Pavlou A. Water[M]. 3rd ed. New York: McGraw-Hill Co. Ltd., 2010.",
            "book",
            "title=Water|author=Pavlou A|edition=3rd ed|publisher=McGraw-Hill Co. Ltd|place=New York|"
            "year=2010",
        ),
        (
            "Goodfellow I. Deep learning[M]. MIT press, 2016.",
            "book",
            "title=Deep learning|author=Goodfellow I|publisher=MIT press|year=2016",
        ),
        (
            "程根伟. 1998年长江洪水[M]//许厚泽, 赵其国. 长江流域洪涝灾害. 北京: 科学出版社, 1999: 32-36.",
            "book_chapter",
            "title=长江流域洪涝灾害|author=许厚泽; 赵其国|publisher=科学出版社|place=北京|year=1999|"
            "chapter_title=1998年长江洪水|chapter_author=程根伟|pages=32-36",
        ),
        (
            "马克思. 政治经济学批判[M]∥马克思, 恩格斯. 马克思恩格斯全集: 第35卷. "
            "北京: 人民出版社, 2013: 302.",
            "book_chapter",
            "title=马克思恩格斯全集|author=马克思; 恩格斯|volume=第35卷|publisher=人民出版社|place=北京|"
            "year=2013|chapter_title=政治经济学批判|chapter_author=马克思|pages=302",
        ),
        (
            "张志祥. 间断动力系统的随机扰动[D]. 北京: 北京大学, 1998.",
            "thesis",
            "title=间断动力系统的随机扰动|author=张志祥|institution=北京大学|year=1998",
        ),
        (
            "林行众.黄瓜共表达基因模块的识别[D].南京农业大学,2015.",
            "thesis",
            "title=黄瓜共表达基因模块的识别|author=林行众|institution=南京农业大学|year=2015",
        ),
        (
            "王磊. 题名[D]: [博士学位论文]. 杭州: 浙江大学, 2019",
            "thesis",
            "title=题名|author=王磊|institution=浙江大学|degree=博士学位论文|year=2019",
        ),
        (
            "He K, Zhang X, et al. Deep residual learning[C]//Proceedings of the IEEE conference on "
            "computer vision and pattern recognition. 2016: 770-778.",
            "conference_paper",
            "title=Deep residual learning|author=He K; Zhang X; et al|"
            "conference=IEEE conference on computer vision and pattern recognition|"
            "proceedings=Proceedings of the IEEE conference on computer vision and pattern recognition|"
            "pages=770-778|date=2016",
        ),
        (
            "陈志勇. 中国财税文化价值研究[C]//中国财税文化国际学术研讨会论文集. "
            "北京: 经济科学出版社, 2011: 1-10.",
            "conference_paper",
            "title=中国财税文化价值研究|author=陈志勇|conference=中国财税文化国际学术研讨会|"
            "proceedings=中国财税文化国际学术研讨会论文集|pages=1-10|date=2011",
        ),
        (
            "张三.某论文[C]//中国水利学会.中国水利学会2019学术年会论文集.中国水利水电出版社,2019:1-5.",
            "conference_paper",
            "title=某论文|author=张三|conference=中国水利学会2019学术年会|"
            "proceedings=中国水利学会2019学术年会论文集|pages=1-5|date=2019",
        ),
        (
            "钟文发. 非线性规划[A]. 赵玮. 运筹学的理论与应用[C]. "
            "西安: 西安电子科技大学出版社, 1996. 468-471.",
            "conference_paper",
            "title=非线性规划|author=钟文发|conference=运筹学的理论与应用|pages=468-471|date=1996",
        ),
        (
            "雷光春. 综合湿地管理国际研讨会论文集[C]. 北京: 海洋出版社, 2012.",
            "book",
            "title=综合湿地管理国际研讨会论文集|author=雷光春|publisher=海洋出版社|place=北京|year=2012",
        ),
        (
            "全国信息与文献标准化技术委员会. 参考文献著录规则: GB/T 7714—2015[S]. "
            "北京: 中国标准出版社, 2015.",
            "standard",
            "number=GB/T 7714—2015|title=参考文献著录规则|"
            "organisation=全国信息与文献标准化技术委员会|year=2015",
        ),
        ("GB 50201-2014 防洪标准[S].", "standard", "number=GB 50201-2014|title=防洪标准|year=2014"),
        (
            "GB/T 3792.4-2009. 文献著录[S]. 北京: 中国标准出版社, 2010: 3.",
            "standard",
            "number=GB/T 3792.4-2009|title=文献著录|year=2009",
        ),
        (
            "International Organization for Standardization. Documentation: ISO 690:2010[S]. "
            "Geneva: ISO, 2010.",
            "standard",
            "number=ISO 690:2010|title=Documentation|organisation=International Organization for "
            "Standardization|year=2010",
        ),
        (
            "张凯军. 轨道火车制动辅助装置: 中国, 201220158825.2[P]. 2012-04-05.",
            "patent",
            "number=201220158825.2|title=轨道火车制动辅助装置|inventor=张凯军|country=中国|date=2012-04-05",
        ),
        (
            "KOSEKI A, MOMOSE H. Compiler: US828402[P/OL]. 2002-05-25[2002-05-28].",
            "patent",
            "number=US828402|title=Compiler|inventor=KOSEKI A; MOMOSE H|country=US|date=2002-05-25",
        ),
        (
            "World Health Organization. Immune response: WHO/CDS/99.1[R]. Geneva: WHO, 1970: 3.",
            "report",
            "title=Immune response|author=World Health Organization|institution=WHO|"
            "report_number=WHO/CDS/99.1|year=1970",
        ),
        (
            "丁文祥. 数字革命与竞争国际化[N]. 中国青年报, 2000-11-20(15).",
            "newspaper_article",
            "newspaper=中国青年报|article_title=数字革命与竞争国际化|date=2000-11-20|page=15|author=丁文祥",
        ),
        (
            "萧钰. 出版业信息化迈入快车道[EB/OL]. (2001-12-19)[2002-04-15]. "
            "http://www.creader.com/news/1.html.",
            "other",
            "title=出版业信息化迈入快车道|author=萧钰|year=2001|url=http://www.creader.com/news/1.html",
        ),
    ],
)
def test_every_document_type(line: str, kind: str, fields: str) -> None:
    citation = one(line)
    assert citation.kind == kind
    assert citation.fields == dict(pair.split("=", 1) for pair in fields.split("|"))
    assert citation.unread == ()


def test_what_has_no_field_is_kept() -> None:
    citation = one(
        "哈里森. 经济数学[M]. 谢远涛, 译. 北京: 人民大学出版社, 2012: 235-236[2013-01-02]. http://a.cn/b."
    )
    assert citation.unread == ()
    assert set(citation.aside) == {"谢远涛, 译", "[2013-01-02]", "http://a.cn/b", "235-236"}


def test_province_of_a_cnki_patent_is_no_country() -> None:
    citation = one("施吉庆,杨亮华.不锈钢管的制造方法[P].江苏省:CN111020404A,2020-04-17.")
    assert citation.fields["number"] == "CN111020404A"
    assert citation.fields["country"] == "CN"
    assert citation.unread == ("江苏省",)


def test_pages_backwards_and_impossible_years_are_in_doubt() -> None:
    assert one("王磊. 题名[J]. 水利学报, 2024, 55(3): 322-311.").doubtful == ("pages",)
    assert one("王磊. 题名[J]. 水利学报, 2024, 55(3): 311-22.").doubtful == ()
    (ris,) = read("TY  - JOUR\nTI  - t\nPY  - 2204\nER  - ")
    assert ris.doubtful == ("year",)


NAMES = st.sampled_from(
    ["王磊", "陈辉", "欧阳明日", "阿卜杜拉·买买提", "中国科学院", "Wang L", "DES MARAIS D J"]
)
WORDS = st.text("深度学习在径流预测中的应用abcdefg", min_size=2, max_size=20)
NUMBER = st.integers(1, 9999)


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True), WORDS, WORDS, NUMBER, NUMBER, NUMBER, NUMBER)
def test_what_is_written_by_the_rules_is_read_back(
    people: list[str], title: str, journal: str, volume: int, issue: int, first: int, length: int
) -> None:
    pages = f"{first}-{first + length}"
    line = f"{', '.join(people)}. {title}[J]. {journal}, 2024, {volume}({issue}): {pages}."
    citation = one(line)
    assert citation.fields == {
        "journal": journal,
        "article_title": title,
        "author": "; ".join(people),
        "year": "2024",
        "volume": str(volume),
        "issue": str(issue),
        "pages": pages,
    }
    assert citation.unread == citation.aside == citation.doubtful == ()
