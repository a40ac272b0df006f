"""Records whose fields are named in words: ``【题　名】…``, ``题名：…``, ``Title: …``.

NSTL (labels of its record pages and of its order list; no description of an export is published), VIP's
text and self-defined exports, novelty reports (查新), catalogues (``题名/责任者``, ``出版发行项``), and what
readers write by hand. The labels say what the document is, where no label says it outright.
"""

from __future__ import annotations

import re
from typing import Final

from . import gbt7714_parts as parts
from . import gbt7714_tail as tails
from . import people
from .clean import Folded, fold
from .draft import Draft
from .kinds import database, kind_of
from .model import Citation, Piece
from .tagged import Field, Format, Roles, records, roles

_BRACKETED: Final = re.compile(
    r"\d{0,4}[. ]{0,2}[【〖\[] ?([^【】〖〗\[\]:：]{1,14}?) ?[】〗\]] ?[:：]? ?(.*)"
)
_COLON: Final = re.compile(r"((?:[^\W\d_]|[ /()（）\u3000-]){1,24}?) ?[:：] ?(.*)")

_ROLES: Final = Roles(
    roles("""
        kind: 文献类型 文献类别 文献种类 资源类型 类型 documenttype referencetype type
        title: 题名 标题 篇名 文献题名 文献标题 中文题名 论文题目 论文题名 论文标题 文章题名 文章标题 文题
        title: 正题名 名称
        title: 专利名称 标准名称 报告名称 title articletitle papertitle
        title_author: 题名/责任者 题名与责任者
        author: 作者 著者 责任者 第一责任者 个人责任者 作者姓名 著作者 author authors by
        editor: 编者 主编 editor editors
        host: 刊名 期刊 期刊名 期刊名称 刊物 刊物名称 杂志 杂志名 来源刊名 来源期刊 母体文献 出处 文献来源
        host: 来源 期刊来源
        host: 书名 会议录 会议录名称 论文集 论文集名 会议文集 报纸 报纸名称 报纸名 文集名称
        host: journal journaltitle journalname source publication booktitle newspaper proceedings
        year_volume: 年卷期 年,卷(期) 年卷(期) 卷期 年/卷/期 年，卷（期）
        year: 年 年份 年代 出版年 出版年份 发表年 发表年份 年度 学位年度 year publicationyear
        date: 日期 出版日期 出版时间 发表时间 发表日期 会议时间 会议日期 召开时间 公开日 公开日期 公告日
        date: 公开公告日 申请日
        date: 发布日期 实施日期 见报日期 date publicationdate conferencedate
        volume: 卷 卷号 volume vol
        issue: 期 期号 issue number no
        pages: 页 页码 页次 起止页 起止页码 页数范围 pages page pp
        part: 版次 版面 版名
        publisher: 出版社 出版者 出版单位 出版机构 publisher
        imprint: 出版发行项 出版项
        place: 出版地 会议地点 会议地址 召开地点 place conferencelocation conferenceplace location
        edition: 版本 版本项 edition
        issn: issn issn号 国际标准刊号 国际刊号 issnprint eissn 国际标准连续出版物号
        isbn: isbn isbn号 isbn及定价 国际标准书号 标准书号 书号
        doi: doi doi号
        pmid: pmid
        url: 网址 链接 url 全文链接 原文链接 link
        conference: 会议 会议名称 会议名 conference conferencename meeting
        institution: 学位授予单位 授予单位 学校 学位授予机构 培养单位 专利权人 申请人 申请(专利权)人
        institution: 发布单位 起草单位 归口单位
        institution: 主编单位 完成单位 报告单位 university school institution
        degree: 学位 学位级别 授予学位 学位类型 degree
        supervisor: 导师 导师姓名 指导教师 指导老师 supervisor advisor
        number: 标准号 标准编号 专利号 申请号 公开号 公告号 公开(公告)号 公开公告号 申请(专利)号 申请公布号
        number: 授权公告号 报告编号
        number: 报告号 专利申请号 standardnumber patentnumber reportnumber
        author: 发明人 设计人 发明(设计)人 发明设计人 inventor inventors
        country: 国别 国家 专利国别 country
        status: 标准状态 状态 status
        aside: 序号 机构 作者单位 单位 作者机构 关键词 关键字 主题词 摘要 文摘 中文摘要 英文摘要 文摘内容
        aside: 内容提要 提要 分类号
        aside: 中图分类号 中图法分类号 学科分类 学科 专业 学科专业 基金 基金项目 语种 语言 正文语种 馆藏单位
        aside: 馆藏号 馆藏信息
        aside: 馆藏 文摘号 数据库 来源库 数据来源 收录 被引频次 被引次数 下载频次 总页数 页数 cn号 cn
        aside: 国内刊号 国内统一刊号
        aside: 主办单位 英文题名 英文标题 英文刊名 英文作者 外文题名 载体形态项 索书号 丛编项 附注 备注
        aside: 一般附注 着者单位
        aside: 检索时间 检索结果 主权项 主分类号 ipc 代理人 地址 abstract keywords affiliation address
        aside: language note
        aside: callnumber subject
    """),
    {
        "standard": roles("date: 发布日期 \n aside: 实施日期 出版社 出版者"),
        "thesis": roles("aside: 专业 学科专业"),
        "newspaper_article": roles("pages: 版次 版面 版名"),
        "book": roles("aside: 页 页码 页数 \n title: 书名"),
        "other": roles("aside: 版次 版面 版名"),
        "patent": roles("date: 公开日 公开日期 公告日 公开公告日 \n aside: 申请日"),
    },
)
_TELLS: Final = {
    "patent": "专利号 公开号 公告号 公开(公告)号 公开公告号 申请公布号 授权公告号 发明人 发明(设计)人 "
    "发明设计人 专利名称 "
    "专利权人 申请(专利权)人 patentnumber inventor inventors",
    "standard": "标准号 标准编号 标准名称 standardnumber",
    "thesis": "学位授予单位 授予单位 学位授予机构 导师 导师姓名 指导教师 指导老师 学位 学位级别 授予学位 "
    "学位年度 degree supervisor "
    "advisor university",
    "conference_paper": "会议 会议名称 会议名 会议时间 会议日期 会议地点 会议录 会议录名称 论文集 "
    "论文集名 conference "
    "conferencename proceedings meeting",
    "report": "报告编号 报告号 报告名称 完成单位 reportnumber",
    "newspaper_article": "报纸 报纸名称 报纸名 版次 版面 版名 见报日期 newspaper",
    "journal_article": "刊名 期刊 期刊名 期刊名称 刊物 刊物名称 杂志 杂志名 来源刊名 来源期刊 期刊来源 "
    "卷期 年卷期 issn issn号 "
    "国际标准刊号 journal journaltitle journalname",
    "book": "书名 isbn isbn号 isbn及定价 出版社 出版者 出版发行项 出版项 题名/责任者 题名与责任者 "
    "booktitle publisher",
}
_NSTL: Final = frozenset("母体文献 馆藏单位 馆藏号 馆藏信息 文摘号".split())
_OPENING: Final = frozenset(
    "序号 文献类型 文献类别 题名 标题 篇名 文献题名 文献标题 中文题名 论文题目 论文题名 题名/责任者 "
    "题名与责任者 书名 作者 "
    "专利名称 标准名称 标准号 标准编号 文摘号 检索时间 title articletitle papertitle".split()
)
_SOURCE_WITH_YEAR: Final = re.compile(r".{1,120}?(?:1[5-9]|20)\d\d(?!\d).{0,40}\d")
_WROTE: Final = re.compile(r" ?[\[(]?(?:等)?(?:主编|编著|编译|著|编|撰|译)[\])]?$")


def field_of(line: str) -> tuple[str, str] | None:
    """The label (without spaces, in lower case) and the value; None for a label nobody knows."""
    for pattern in (_BRACKETED, _COLON):
        found = pattern.match(line)
        label = _plain(found[1]) if found else ""
        if found and label in _ROLES.common:
            return label, found[2]
    return None


def read(lines: list[Piece]) -> list[Citation]:
    """One citation for each record; a record begins with the label that the first one begins with."""
    tagged = next(filter(None, map(field_of, lines)), None)
    return [_citation(record) for record in records(_parted(lines), field_of, tagged[0] if tagged else "")]


def _parted(lines: list[Piece]) -> list[Piece]:
    """The lines, those with several bracketed labels cut before each."""
    found: list[Piece] = []
    for line in lines:
        starts = [at.start() for at in re.finditer(r"【", line)] if line.startswith(("【", "〖")) else []
        cuts = starts if len(starts) > 1 and all(field_of(line[at:]) for at in starts) else []
        ends = [*cuts[1:], None] if cuts else [None]
        found += (Piece(line[a:b].strip(), line.line) for a, b in zip(cuts or [0], ends, strict=True))
    return found


def _plain(label: str) -> str:
    return re.sub(r"\s", "", fold(label)).lower()


def _citation(record: list[Field]) -> Citation:
    record = [item for item in record if item.tag != "序号"] or record
    tags = {item.tag for item in record if item.value.strip()}
    name = next((item.value for item in record if _ROLES.of("other", item.tag) == "kind"), "")
    kind = kind_of(name) or _told_by(tags, record)
    draft = Draft(kind, _source(record, tags), record[0].verbatim.line)
    if name and not kind_of(name):
        draft.unknown_type(name, f"{name}")
    elif not name:
        draft.infer("kind")
    for tag, value, verbatim in record:
        role = _ROLES.of(kind, tag)
        if role == "kind":
            continue
        _put(draft, role, value, verbatim)
    return draft.finish()


def _told_by(tags: set[str], record: list[Field]) -> str:
    """The kind that the labels of a record tell of; a source with year and pages is a journal."""
    kind = next((kind for kind, labels in _TELLS.items() if tags & set(labels.split())), "other")
    if kind == "other":
        sources = (item.value for item in record if _ROLES.of(kind, item.tag) == "host")
        return "journal_article" if any(map(_SOURCE_WITH_YEAR.match, sources)) else kind
    has_own_title = bool(tags & {"题名", "篇名", "标题", "章节名", "title"})
    return "book_chapter" if kind == "book" and has_own_title and tags & {"书名", "booktitle"} else kind


def _source(record: list[Field], tags: set[str]) -> str:
    named = database(item.value for item in record if _ROLES.of("other", item.tag) in ("aside", "url"))
    return "nstl" if tags & _NSTL and named in ("", "nstl") else named or "labelled"


def _put(draft: Draft, role: str, value: str, verbatim: Piece) -> None:
    """Put a field whose value may hold more than its label says."""
    line = Folded.of(value)
    if role == "year_volume":
        year = re.match(r" ?((?:1[5-9]|20)\d\d)(?!\d)", line.flat)
        draft.put("year", year[1] if year else "")
        parts.put_volume_issue_pages(draft, line.cut(year.end() if year else 0))
    elif role == "host" and draft.kind == "journal_article" and _SOURCE_WITH_YEAR.match(line.flat):
        tails.journal(draft, line, False)
    elif role == "title_author":
        title, _, names = value.partition("/")
        draft.put("title", title, verbatim)
        for name in people.of_reference(Folded.of(names).strip()):
            draft.put("author", _WROTE.sub("", name), verbatim)
    elif role == "imprint":
        imprint = parts.read_imprint(line)
        parts.put_imprint(draft, imprint, "aside")
    elif role == "part":
        draft.put("aside" if draft.kind != "newspaper_article" else "pages", value, verbatim)
    else:
        draft.put(role, value, verbatim)


def _opens() -> re.Pattern[str]:
    """A line that begins with a label a record may begin with, spaced out or not."""
    labels = "|".join(r"[ \u3000]{0,3}".join(map(re.escape, label)) for label in sorted(_OPENING))
    return re.compile(
        rf"\d{{0,4}}[. ]{{0,2}}[【〖\[] ?(?:{labels}) ?[】〗\]]|(?:{labels}) ?[:：]", re.IGNORECASE
    )


FORMAT: Final = Format(
    opens=_opens(),
    field_of=field_of,
    read=read,
    long=frozenset("摘要 文摘 文摘内容 中文摘要 abstract".split()),
    interrupts=re.compile(r"(?!)"),  # such words begin lines of any abstract
)
