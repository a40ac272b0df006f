"""Exports of NSTL, VIP, Wanfang and CNKI beside Refer and RefWorks; own data in their shapes.

Where each shape is described: CNKI's E-Study and self-defined fields, Wanfang's NoteExpress in the manual
of mrhelper (docs/mrhpkg/filters); VIP's text, novelty-report, NoteExpress, RefWorks, EndNote and NoteFirst
in public code that writes them. Of NSTL only the labels of its record pages are public.
"""

from __future__ import annotations

import pytest

from ill_desktop.citations import Citation, read


def one(text: str) -> Citation:
    (citation,) = read(text)
    return citation


def fields(said: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in said.split("|"))


SHUILI = fields(
    "journal=水利学报|article_title=深度学习在径流预测中的应用|author=王磊; 陈辉|year=2024|volume=55|"
    "issue=3|pages=311-322"
)

# NSTL


def test_nstl_article_and_conference_paper() -> None:
    article, paper = read("""【文献类型】期刊论文
【题名】深度学习在径流预测中的应用
【作者】王磊；陈辉
【母体文献】水利学报
【年卷期】2024,55(3)
【页码】311-322
【ISSN】0559-9350
【馆藏单位】中国科学技术信息研究所
【馆藏号】CN111001
【文摘】第一行。
 第二行

【文献类型】会议论文
【题名】Runoff at scale
【作者】Andersson, Erika; Stroh, Lara
【会议名称】International Conference on Water
【会议地点】San Francisco
【会议日期】2023-01-28
【母体文献】Proceedings of the International Conference on Water
【页码】1-9
【馆藏单位】中国科学院文献情报中心""")
    assert (article.kind, article.source, article.line) == ("journal_article", "nstl", 1)
    assert article.fields == SHUILI | {"issn": "0559-9350"}
    assert "【文摘】第一行。第二行" in article.aside
    assert (paper.kind, paper.source, paper.line) == ("conference_paper", "nstl", 13)
    assert paper.fields == fields(
        "title=Runoff at scale|author=Andersson, Erika; Stroh, Lara|conference=International Conference "
        "on Water|"
        "place=San Francisco|date=2023-01-28|pages=1-9|"
        "proceedings=Proceedings of the International Conference on Water"
    )
    assert article.unread == paper.unread == ()


@pytest.mark.parametrize(
    ("record", "kind", "said"),
    [
        (
            "文献类型：学位论文\n题名：土壤水分运移\n作者：李明\n学位授予单位：浙江大学\n学位：硕士\n"
            "导师：赵六\n年份：2020\n"
            "馆藏号：D1",
            "thesis",
            "title=土壤水分运移|author=李明|institution=浙江大学|degree=硕士|year=2020|supervisor=赵六",
        ),
        (
            "文献类型：标准\n标准编号：GB/T 7714-2015\n标准名称：信息与文献\n发布单位：国家标准委\n"
            "发布日期：2015-05-15\n标准状态：现行\n馆藏号：S1",
            "standard",
            "number=GB/T 7714-2015|title=信息与文献|organisation=国家标准委|year=2015|status=现行",
        ),
        (
            "文献类型：专利\n专利名称：一种装置\n发明人：张三;李四\n申请(专利)号：CN201810000000.1\n"
            "公开日：2018-05-01\n"
            "国别：中国\n馆藏号：P1",
            "patent",
            "number=CN201810000000.1|title=一种装置|inventor=张三; 李四|country=中国|date=2018-05-01",
        ),
        (
            "文献类型：科技报告\n报告名称：干旱监测\n作者：王磊\n完成单位：水利部\n报告编号：TM-1\n"
            "年份：2019\n馆藏号：R1",
            "report",
            "title=干旱监测|author=王磊|institution=水利部|report_number=TM-1|year=2019",
        ),
        (
            "文献类型：文集汇编\n题名：第四章\n作者：Li, M\n书名：Systems Engineering\n出版年：2018\n"
            "页码：205-325\n"
            "ISBN：9787030340658\n馆藏号：B1",
            "book_chapter",
            "title=Systems Engineering|year=2018|isbn=9787030340658|chapter_title=第四章|"
            "chapter_author=Li, M|"
            "pages=205-325",
        ),
    ],
)
def test_nstl_kinds(record: str, kind: str, said: str) -> None:
    citation = one(record)
    assert (citation.kind, citation.source) == (kind, "nstl")
    assert citation.fields == fields(said)
    assert citation.unread == citation.problems == citation.inferred == ()


@pytest.mark.parametrize(
    "record",
    [
        "{Reference Type}: Journal Article\n{Title}: 题名\n{Journal}: 水利学报\n{Database Provider}: "
        "国家科技图书文献中心",
        "%0 Journal Article\n%T 题名\n%J 水利学报\n%W NSTL",
        "RT Journal Article\nT1 题名\nJF 水利学报\nDS NSTL",
        "题名：题名\n刊名：水利学报\n链接：https://www.nstl.gov.cn/paper_detail.html?id=1",
    ],
)
def test_nstl_in_the_formats_of_others(record: str) -> None:
    citation = one(record)
    assert (citation.kind, citation.source) == ("journal_article", "nstl")
    assert citation.fields == {"journal": "水利学报", "article_title": "题名"}
    assert citation.unread == ()


# VIP


@pytest.mark.parametrize(
    ("text", "source"),
    [
        # text: the mark stands after the journal, an abstract without label below
        ("[1] 王磊,陈辉.深度学习在径流预测中的应用.水利学报[J],2024(3):311-322", "gbt7714"),
        (
            "[1]王磊,陈辉;.深度学习在径流预测中的应用.水利学报[J],2024(3):311-322.\n机构：浙江大学\n"
            "摘要：文字。",
            "gbt7714",
        ),
        ("[1] 王磊,陈辉.深度学习在径流预测中的应用[J]水利学报,2024,(3):311-322\n \n", "gbt7714"),
        (
            "{Reference Type}: Journal Article \n{Title}:深度学习在径流预测中的应用\n{Author}: 王磊\n"
            "{Author}: 陈辉\n"
            "{Journal}: 水利学报\n{Year}: 2024\n{Issue}: 3\n{Pages} : 311-322\n{Keywords}:径流\n"
            "{Database Provider}: 重庆维普资讯有限公司",
            "vip",
        ),
        (
            "RT Journal \nT1 深度学习在径流预测中的应用\nJF 水利学报\nYR 2024\nIS 3\nOP 311-322\nA1 "
            "王磊;陈辉\n"
            "AD 浙江大学\nPP 中国 \nDS 重庆维普 \nNO 作者个数:2; 第一作者:王磊",
            "vip",
        ),
        (
            "%0 Journal Article \n%A 王磊;陈辉\n%+:浙江大学\n%T 深度学习在径流预测中的应用\n%J 水利学报\n"
            "%D 2024\n%N 3\n"
            "%P 311-322\n%W 重庆维普资讯有限公司 ",
            "vip",
        ),
        (
            "〖检索时间〗2024-05-01\n 〖检索结果〗选中1篇\n【序  号】1/1\n"
            "【题　名】深度学习在径流预测中的应用\n【作　者】王磊;陈辉\n"
            "【刊　名】水利学报2024 (3):311-322\n【页　码】311-322\n【网　址】http://qikan.cqvip.com/x",
            "vip",
        ),
    ],
)
def test_vip_in_its_many_forms(text: str, source: str) -> None:
    citation = one(text)
    assert (citation.kind, citation.source) == ("journal_article", source)
    assert citation.fields == {key: value for key, value in SHUILI.items() if key != "volume"}
    assert citation.unread == citation.problems == ()


NOTEFIRST = """<?xml version="1.0" encoding="utf-8"?>
<Bibliographies>
<BibliographiesCount>1</BibliographiesCount>
<Bibliography>
<Type>JournalArticle</Type>
<PrimaryTitle> <Title Lang="zh-CHS"><![CDATA[深度学习在径流预测中的应用]]></Title>
<Title Lang="en"><![CDATA[Deep learning]]></Title></PrimaryTitle>
<Authors><Author><Info lang="zh-CHS"><FullName><![CDATA[王磊]]></FullName></Info></Author>
<Author><Info lang="zh-CHS"><FullName>陈辉</FullName></Info></Author></Authors>
<Medium><Media Lang="zh-CHS"><![CDATA[水利学报]]></Media></Medium>
<Year><![CDATA[2024]]></Year><Volume>55</Volume><Issue>3</Issue>
<PageScope><![CDATA[311-322]]></PageScope>
</Bibliography>
</Bibliographies>"""


@pytest.mark.parametrize("cut", [None, -18, -34])
def test_notefirst_also_cut_off(cut: int | None) -> None:
    citation = one(NOTEFIRST[:cut])
    assert (citation.kind, citation.source) == ("journal_article", "labelled")
    assert citation.fields == SHUILI
    assert [(piece, piece.line) for piece in citation.aside] == [("<primarytitle>Deep learning", 7)]


# CNKI and Wanfang


def test_cnki_self_defined_export() -> None:
    article, thesis = read("""SrcDatabase-来源库:期刊
Title-题名:深度学习在径流预测中的应用
Author-作者:王磊;陈辉;
Organ-单位:浙江大学;
Source-文献来源:水利学报
PubTime-发表时间:2024-03-15
FirstDuty-第一责任人:王磊;
Year-年:2024
Volume-卷:55
Period-期:3
PageCount-页码:311-322
ISSN-国际标准刊号:0559-9350
URL-网址:https://kns.cnki.net/x
DOI-DOI:10.13243/j.cnki.slxb.20230622

SrcDatabase-来源库:硕士
Title-题名:土壤水分运移
Author-作者:李明
Source-文献来源:浙江大学
PubTime-发表时间:2022-06-01""")
    assert (article.kind, article.source) == ("journal_article", "cnki")
    assert article.fields == SHUILI | {"issn": "0559-9350", "doi": "10.13243/j.cnki.slxb.20230622"}
    assert (thesis.kind, thesis.line) == ("thesis", 16)
    assert thesis.fields == fields(
        "title=土壤水分运移|author=李明|institution=浙江大学|degree=硕士|year=2022"
    )
    assert article.unread == thesis.unread == ()


def test_cnki_self_defined_export_begins_with_any_field() -> None:
    found = read(
        "Title-题名:甲\nSource-文献来源:刊\nPeriod-期:1\n\nTitle-题名:乙\nSource-文献来源:刊\nPeriod-期:2"
    )
    assert [citation.fields["article_title"] for citation in found] == ["甲", "乙"]
    assert all(citation.certainty("kind") == "likely" for citation in found)


@pytest.mark.parametrize("label", ["摘要：", "摘要: ", "[摘要]：", "摘 要:"])
def test_cnki_export_for_novelty_reports(label: str) -> None:
    first, second = read(
        f"[1]\n王磊,陈辉. 深度学习在径流预测中的应用[J]. 水利学报,2024,55(3):311-322.\n{label}第一句。\n"
        f"第二句。\n\n"
        f"[2]\n李明. 土壤水[D].浙江大学,2020.\n{label}结果。"
    )
    assert first.fields == SHUILI
    assert [(piece, piece.line) for piece in first.aside] == [
        (f"{label}第一句。".strip(), 3),
        ("第二句。", 4),
    ]
    assert second.fields == fields("title=土壤水|author=李明|institution=浙江大学|year=2020")
    assert first.unread == second.unread == ()


@pytest.mark.parametrize("joint", ["%A 王磊%A 陈辉", "%A 王磊 %A 陈辉", "%A 王磊,陈辉", "%A 王磊，陈辉;"])
def test_cnki_refer_as_the_page_shows_it(joint: str) -> None:
    text = (
        f"%0 Journal Article\n{joint}\n%T 深度学习在径流预测中的应用\n%J 水利学报\n%D 2024\n%V 55\n%N 3\n"
        "%P 311-322\n%W CNKI"
    )
    for said in (text, text.replace("\n", "<br>"), text.replace("\n", "<br/>\n")):
        assert one(said).fields == SHUILI


def test_cnki_yearbook_and_achievement() -> None:
    yearbook = one("RT Standard\nSR 1\nT1 大事记\nDB 年鉴\nDS CNKI")
    assert (yearbook.kind, yearbook.fields) == ("book_chapter", {"chapter_title": "大事记"})
    assert one("%0 Generic\n%T 新型水泵\n%A 王磊\n%~ 科技成果\n%W CNKI").kind == "report"


@pytest.mark.parametrize(
    ("record", "kind", "said"),
    [
        (
            "{Reference Type}: Thesis\n{Title}: 图像识别\n{Author}: 张三\n{Tertiary Author}: 李四\n"
            "{Publisher}: 清华大学\n"
            "{Type of Work}: 硕士\n{Year}: 2020\n{Date}: 2020-06-01",
            "thesis",
            "title=图像识别|author=张三|supervisor=李四|institution=清华大学|degree=硕士|year=2020",
        ),
        (
            "{Reference Type}: Conference Proceedings\n{Title}: 径流\n{Author}: 张三\n{Secondary Title}: "
            "第五届水文年会\n"
            "{Tertiary Title}: 第五届水文年会论文集\n{Place Published}: 杭州\n{Year}: 2019\n{Pages}: 1-5",
            "conference_paper",
            "title=径流|author=张三|conference=第五届水文年会|proceedings=第五届水文年会论文集|"
            "place=杭州|date=2019|pages=1-5",
        ),
        (
            "{Reference Type}: Generic\n{Title}: 信息与文献\n{Notes}: GB/T 7714-2015\n{Year}: 2015",
            "standard",
            "number=GB/T 7714-2015|title=信息与文献|year=2015",
        ),
        (
            "{Reference Type}: Patent\n{Title}: 一种装置\n{Author}: 张三\n{Subsidiary Author}: 浙江大学\n"
            "{Patent Number}: CN101\n{Country}: 中国\n{Date}: 2018-05-01",
            "patent",
            "number=CN101|title=一种装置|inventor=张三|country=中国|date=2018-05-01",
        ),
    ],
)
def test_wanfang_kinds(record: str, kind: str, said: str) -> None:
    citation = one(record + "\n{Database Provider}: 北京万方数据股份有限公司")
    assert (citation.kind, citation.source) == (kind, "wanfang")
    assert citation.fields == fields(said)
    assert citation.unread == citation.problems == ()


# Catalogues and hands


def test_catalogue_record() -> None:
    citation = one(
        "题名/责任者: 深度学习 / 王磊, 陈辉著\n出版发行项: 北京:科学出版社,2010\nISBN及定价: "
        "978-7-03-034065-8 平装/CNY45.00\n"
        "载体形态项: 300页;24cm"
    )
    assert (citation.kind, citation.source) == ("book", "labelled")
    assert citation.fields == fields(
        "title=深度学习|author=王磊; 陈辉|publisher=科学出版社|place=北京|year=2010|isbn=9787030340658"
    )
    assert citation.inferred == ("kind",)


@pytest.mark.parametrize(
    "text",
    [
        "题名：深度学习在径流预测中的应用\n作者：王磊，陈辉\n刊名：水利学报\n年：2024\n卷：55\n期：3\n"
        "页码：311-322",
        "【题名】深度学习在径流预测中的应用 【作者】王磊;陈辉 【刊名】水利学报 【年】2024 【卷】55 "
        "【期】3 【页码】311-322",
        "Title: 深度学习在径流预测中的应用\nAuthors: 王磊; 陈辉\nJournal: 水利学报\nYear: 2024\nVolume: "
        "55\nIssue: 3\n"
        "Pages: 311–322",
        "标题: 深度学习在径流预测中的应用\n作者: 王磊;陈辉\n出处: 水利学报.2024,55(3):311-322\nISSN:",
    ],
)
def test_labels_written_by_hand(text: str) -> None:
    citation = one(text)
    assert citation.kind == "journal_article"
    assert citation.fields == SHUILI
    assert citation.unread == ()
