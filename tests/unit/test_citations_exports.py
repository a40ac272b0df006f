"""What databases export: EndNote/Refer, CNKI's three dialects, Wanfang; their real habits, own data."""

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
            "%0 Thesis\n%A 胡婕\n%T 题名\n%Y 谢明;聂平\n%J 南昌大学\n%9 博士\n%D 2014",
            "thesis",
            "title=题名|author=胡婕|supervisor=谢明; 聂平|institution=南昌大学|degree=博士|year=2014",
        ),
        (
            "%0 Conference Proceedings\n%A 王海\n%T 题名\n%B 2013年中国药学大会\n%C 南宁\n%D 2013\n"
            "%P 5\n%P 269-273",
            "conference_paper",
            "title=题名|author=王海|conference=2013年中国药学大会|place=南宁|date=2013|pages=269-273",
        ),
        (
            "%0 Newspaper Article\n%A 刘霞\n%T 题名\n%J 科技日报\n%8 2023-09-21\n%P 004\n%I 科技日报",
            "newspaper_article",
            "newspaper=科技日报|article_title=题名|date=2023-09-21|page=004|author=刘霞",
        ),
        (
            "%0 Patent\n%T Font\n%A Jaeyoung Choi;Geunho Jeong\n%8 2023-05-16\n%@ US11651140\n%~ 海外专利",
            "patent",
            "number=US11651140|title=Font|inventor=Jaeyoung Choi; Geunho Jeong|date=2023-05-16",
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
A1林行众
A3 黄三文;杨清
PB 南京农业大学
T1 黄瓜共表达基因模块
CL 硕士
YR 2015
IS 06
AB 黄瓜是
,也是植物
DS CNKI

RT Journal Article
A1 颜宏,石德成,赵伟
T1 盐碱胁迫
JF 应用生态学报
YR 2000
IS 06
vo 11
OP 889-892
SN 1001-9332
DS CNKI
RT Patent
A1  施吉庆;   杨亮华
A2 某公司
T1 不锈钢管
FD 2020-04-17
ID CN111020404A
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
        "title": "黄瓜共表达基因模块",
        "author": "林行众",
        "institution": "南京农业大学",
        "degree": "硕士",
        "year": "2015",
        "supervisor": "黄三文; 杨清",
    }
    assert "AB 黄瓜是,也是植物" in thesis.aside
    assert article.fields == {
        "journal": "应用生态学报",
        "article_title": "盐碱胁迫",
        "author": "颜宏; 石德成; 赵伟",
        "year": "2000",
        "volume": "11",
        "issue": "06",
        "pages": "889-892",
        "issn": "1001-9332",
    }
    assert patent.fields["number"] == "CN111020404A"
    assert patent.fields["inventor"] == "施吉庆; 杨亮华"
    assert standard.fields["number"] == "GB/T 7714-2015"
    assert standard.fields["year"] == "2015"
    assert not any(citation.unread for citation in (thesis, article, patent, standard))


def test_cnki_estudy() -> None:
    citation = one(
        "DataType: 1\nTitle-题名: 医学综述\nAuthor-作者: 施洋;\nSource-刊名: 中国科技信息\nYear-年: 2013\n"
        "PubTime-出版时间: 2013-04-01\nPeriod-期: 07\nPage-页码: 161\nSrcDatabase-来源数据库: 期刊"
    )
    assert (citation.kind, citation.source) == ("journal_article", "cnki")
    assert citation.fields == {
        "journal": "中国科技信息",
        "article_title": "医学综述",
        "author": "施洋",
        "year": "2013",
        "issue": "07",
        "pages": "161",
    }


def test_wanfang() -> None:
    article, thesis = read("""{Reference Type}: Journal Article
{Title}: 乳腺癌术后患者婚姻质量
{Translated Title}: Marital quality
{Author}: 许雅琼
{Author}: 张银萍
{Journal}: 临床医学研究与实践
{ISBN/ISSN}: 2096-1413
{Year}: 2020
{Volume}: 5
{Issue}: 1
{Pages}: 49-51
{Abstract}: 目的
 方法
{DOI}: 10.19347/j.cnki.2096-1413.202001019
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
        "journal": "临床医学研究与实践",
        "article_title": "乳腺癌术后患者婚姻质量",
        "author": "许雅琼; 张银萍",
        "year": "2020",
        "volume": "5",
        "issue": "1",
        "pages": "49-51",
        "issn": "2096-1413",
        "doi": "10.19347/j.cnki.2096-1413.202001019",
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
