"""What databases export: EndNote/Refer, RefWorks, CNKI's dialects, Wanfang; their real habits, own data.

Refer after EndNote's "Creating a tagged EndNote import file", RefWorks after its help ("RefWorks Tagged
Format"), NoteExpress after its manual; CNKI's habits are those that Zotero's translators put right.
"""

from __future__ import annotations

import logging

import pytest

from ill_desktop.citations import Citation, read


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


CNKI = """%0 Journal Article
%A 王磊
%A 陈辉
%+ 浙江大学建筑工程学院;
%T 深度学习在径流预测中的应用
%J 水利学报
%D 2024
%V 55
%N 03
%K 径流预测;深度学习
%X 【目的】

提高精度。
%P 311-322
%@ 0559-9350
%L 11-1882/TV
%U https://link.cnki.net/doi/10.13243/j.cnki.slxb.20230622
%R 10.13243/j.cnki.slxb.20230622
%W CNKI
"""
SHUILI = {
    "journal": "水利学报",
    "article_title": "深度学习在径流预测中的应用",
    "author": "王磊; 陈辉",
    "year": "2024",
    "volume": "55",
    "issue": "03",
    "pages": "311-322",
    "issn": "0559-9350",
    "doi": "10.13243/j.cnki.slxb.20230622",
}


@pytest.mark.parametrize(
    "text",
    [
        CNKI,
        CNKI.replace("%A 王磊\n%A 陈辉", "%A 王磊;陈辉;"),
        CNKI.replace("%A 王磊\n%A 陈辉", "%A 王磊,陈辉"),
        CNKI.replace("%A 王磊\n%A 陈辉", "%A 王磊 %A 陈辉"),
        CNKI.replace("\n%", "\n    %"),
    ],
)
def test_cnki_refer(text: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", "cnki")
    assert citation.fields == SHUILI
    assert citation.unread == ()
    assert "%X 【目的】提高精度。" in citation.aside


@pytest.mark.parametrize(
    ("record", "kind", "fields"),
    [
        (
            "%0 Thesis\n%A 胡杰\n%T 题名\n%Y 谢平;聂远\n%J 河海大学\n%9 博士\n%D 2014",
            "thesis",
            "title=题名|author=胡杰|supervisor=谢平; 聂远|institution=河海大学|degree=博士|year=2014",
        ),
        (
            "%0 Conference Proceedings\n%A 王航\n%T 题名\n%B 第五届全国水文年会\n%C 合肥\n%D 2013\n"
            "%P 5\n%P 269-273",
            "conference_paper",
            "title=题名|author=王航|conference=第五届全国水文年会|place=合肥|date=2013|pages=269-273",
        ),
        (
            "%0 Newspaper Article\n%A 刘夏\n%T 题名\n%J 中国水利报\n%8 2023-09-21\n%P 004\n%I 中国水利报",
            "newspaper_article",
            "newspaper=中国水利报|article_title=题名|date=2023-09-21|page=004|author=刘夏",
        ),
        (
            "%0 Patent\n%T Stream gauge\n%A Anna Berg;Karl Holm\n%8 2023-05-16\n%@ US9876543\n%~ 海外专利",
            "patent",
            "number=US9876543|title=Stream gauge|inventor=Anna Berg; Karl Holm|date=2023-05-16",
        ),
        (
            "%0 Legal Rule or Regulation\n%T 船舶\n%A 某公司\n%I 国家标准化管理委员会\n%D 2023-09-07\n"
            "%V GB/T 43109-2023\n%~ 国家标准",
            "standard",
            "number=GB/T 43109-2023|title=船舶|organisation=国家标准化管理委员会|year=2023",
        ),
    ],
)
def test_cnki_refer_kinds(record: str, kind: str, fields: str) -> None:
    citation = one(record + "\n%W CNKI")
    assert (citation.kind, citation.source) == (kind, "cnki")
    assert citation.fields == dict(pair.split("=", 1) for pair in fields.split("|"))
    assert citation.unread == ()


def test_classic_refer_without_types() -> None:
    article, book = read(
        "%A Herbert H. Clark\n%D 1982\n%T Hearers and Speech Acts\n%J Language\n%V 58\n%P 332-373\n\n"
        "%A Geoffrey Chaucer\n%D 1957\n%T The Works\n%I Houghton\n%C Boston"
    )
    assert (article.kind, article.source, article.fields["journal"]) == (
        "journal_article",
        "endnote",
        "Language",
    )
    assert (book.kind, book.fields["publisher"], book.fields["place"]) == ("book", "Houghton", "Boston")


def test_endnote_section_of_a_book() -> None:
    citation = one(
        "%0 Book Section\n%A Li, M\n%E Fox, J\n%T Part\n%B Whole\n%I Wiley\n%@ 0-306-40615-2\n%P 3-9"
    )
    assert citation.kind == "book_chapter"
    assert citation.fields["chapter_author"] == "Li, M"
    assert citation.fields["author"] == "Fox, J"
    assert citation.fields["isbn"] == "0306406152"
    assert citation.doubtful == ()


REFWORKS = """RT Dissertation/Thesis
SR 1
A1周明远
A3 高建国;许文
PB 河海大学
T1 小流域产流参数的识别
CL 硕士
YR 2015
IS 06
AB 流域是
,也是单元
DS CNKI

RT Journal Article
A1 何川,钱宁,罗平
T1 冻土水热迁移
JF 冰川冻土
YR 2000
IS 06
vo 11
OP 77-85
SN 1000-0240
DS CNKI
RT Patent
A1  许诺;   袁方
A2 某公司
T1 一种量水堰
FD 2019-06-11
ID CN109876543A
DS CNKI
RT Standard
C1 GB/T 7714-2015
T1 信息与文献　参考文献著录规则
PB 国家标准化管理委员会
FD 2015-05-15
ID GB/T 7714-2015
DS CNKI
"""


def test_cnki_refworks_with_its_habits() -> None:
    thesis, article, patent, standard = read(REFWORKS)
    assert {citation.source for citation in (thesis, article, patent, standard)} == {"cnki"}
    assert thesis.fields == {
        "title": "小流域产流参数的识别",
        "author": "周明远",
        "institution": "河海大学",
        "degree": "硕士",
        "year": "2015",
        "supervisor": "高建国; 许文",
    }
    assert "AB 流域是,也是单元" in thesis.aside
    assert article.fields == {
        "journal": "冰川冻土",
        "article_title": "冻土水热迁移",
        "author": "何川; 钱宁; 罗平",
        "year": "2000",
        "volume": "11",
        "issue": "06",
        "pages": "77-85",
        "issn": "1000-0240",
    }
    assert patent.fields["number"] == "CN109876543A"
    assert patent.fields["inventor"] == "许诺; 袁方"
    assert standard.fields["number"] == "GB/T 7714-2015"
    assert standard.fields["year"] == "2015"
    assert not any(citation.unread for citation in (thesis, article, patent, standard))


def test_cnki_estudy() -> None:
    citation = one(
        "DataType: 1\nTitle-题名: 城市内涝预报\nAuthor-作者: 石岩;\nSource-刊名: 给水排水\nYear-年: 2013\n"
        "PubTime-出版时间: 2013-04-01\nPeriod-期: 07\nPage-页码: 161\nSrcDatabase-来源数据库: 期刊"
    )
    assert (citation.kind, citation.source) == ("journal_article", "cnki")
    assert citation.fields == {
        "journal": "给水排水",
        "article_title": "城市内涝预报",
        "author": "石岩",
        "year": "2013",
        "issue": "07",
        "pages": "161",
    }


def test_wanfang() -> None:
    article, thesis = read("""{Reference Type}: Journal Article
{Title}: 山洪预警指标的选取
{Translated Title}: Warning thresholds for flash floods
{Author}: 徐亚
{Author}: 张平
{Journal}: 中国防汛抗旱
{ISBN/ISSN}: 1673-9264
{Year}: 2020
{Volume}: 5
{Issue}: 1
{Pages}: 49-51
{Abstract}: 目的
 方法
{DOI}: 10.16867/j.issn.1673-9264.2019001
{Database Provider}: 北京万方数据股份有限公司
{Something New}: x

{Reference Type}: Thesis
{Type of Work}: 硕士
{Title}: 图像识别
{Author}: 张三
{Publisher}: 清华大学
{Year}: 2020
{Database Provider}: CNKI""")
    assert (article.kind, article.source) == ("journal_article", "wanfang")
    assert article.fields == {
        "journal": "中国防汛抗旱",
        "article_title": "山洪预警指标的选取",
        "author": "徐亚; 张平",
        "year": "2020",
        "volume": "5",
        "issue": "1",
        "pages": "49-51",
        "issn": "1673-9264",
        "doi": "10.16867/j.issn.1673-9264.2019001",
    }
    assert article.unread == ("{Something New}: x",)
    assert (thesis.kind, thesis.source, thesis.fields["institution"]) == ("thesis", "cnki", "清华大学")
    assert thesis.fields["degree"] == "硕士"


def test_formats_mixed_in_one_paste_keep_their_order(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        found = read(
            f"TY  - JOUR\nTI  - t\nER  -\n\n{CNKI}\n[1] 王磊. 题名[J]. 水利学报, 2024.\n"
            "@book{a, title={B}}\nISBN 9780262035613\n@book{broken"
        )
    assert [citation.source for citation in found] == ["ris", "cnki", "gbt7714", "bibtex", "isbn"]
    assert found[-1].unread == ("@book{broken",)
    assert not caplog.records
