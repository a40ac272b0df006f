"""Names: one field's worth of authors taken apart."""

from __future__ import annotations

import re
from typing import Final

from .clean import Folded, is_chinese, is_ideograph

_SUFFIX: Final = re.compile(r"(?:[JS]r|I{2,3}|IV)\.?", re.IGNORECASE)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?[ -]?){1,4}")
_LONGEST_NAME: Final = 80
_DOUBLE_SURNAMES: Final = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 "
    "太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 "
    "夹谷 轩辕 令狐 段干 百里 呼延 "
    "东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 "
    "公皙 南荣 东里 东宫 仲长 子书 "
    "即墨 达奚 褚师 歐陽 司馬 東方 諸葛 尉遲 鍾離 長孫 鮮于 軒轅 獨孤 赫連 澹臺 東郭 萬俟 聞人".split()
)
_AND: Final = re.compile(r",? (?:and|&) ", re.IGNORECASE)
_OTHERS: Final = re.compile(r",? et al\.?$", re.IGNORECASE)


def of_field(value: str) -> list[str]:
    """The people in a field of an export, where one field may hold one name or a whole list.

    A semicolon always separates; a comma only between Chinese names, since ``Wang, Lei`` is one, and
    so is ``诸葛, 孔明``, whose comma goes.
    """
    line = Folded.of(value)
    parts = _parts(line, [at for at, sign in enumerate(line.flat) if sign == ";"])
    return [name for part in parts for name in _chinese(part)]


def of_reference(line: Folded) -> list[str]:
    """The people of a reference string, ``王磊, 陈辉, 等`` or ``Wang L, Chen H, et al``."""
    flat = _AND.sub(lambda found: "," + " " * (len(found[0]) - 1), line.flat)
    flat = _OTHERS.sub(lambda found: "," + found[0][1:].replace(",", " "), flat)
    separator = ";" if ";" in flat else ","
    parts = _parts(Folded(line.text, flat), [at for at, sign in enumerate(flat) if sign == separator])
    people: list[str] = []
    for part in parts:
        name = part.strip().text
        if separator == ";":
            people += _chinese(part.strip())
        elif people and _belongs_to_surname(people[-1], part.flat):
            people[-1] += ", " + name
        elif len(name) > 2 and name.endswith("等") and is_chinese(name[0]):
            people += name[:-1], "等"
        else:
            people.append(name)
    return _with_surnames([name for name in people if name])


def _chinese(part: Folded) -> list[str]:
    """One part of a list taken apart at the commas between Chinese names; any other stays whole."""
    cuts = [at for at, sign in enumerate(part.flat) if sign == "," and _between_chinese(part.text, at)]
    return _with_surnames([name.text for name in _parts(part, cuts)]) if cuts else [part.text]


def _with_surnames(names: list[str]) -> list[str]:
    """Names taken apart at commas, a Chinese surname joined again with the given name behind it."""
    people: list[str] = []
    waits = False
    for name in names:
        is_given = waits and len(name) <= 2 and all(map(is_ideograph, name))
        if is_given and name != "等":
            people[-1] += name
        else:
            people.append(name)
        waits = not is_given and (name in _DOUBLE_SURNAMES or (len(name) == 1 and is_ideograph(name)))
    return people


def _parts(line: Folded, cuts: list[int]) -> list[Folded]:
    starts = [0, *(at + 1 for at in cuts)]
    parts = [line.cut(start, end).strip(" ,;") for start, end in zip(starts, [*cuts, None], strict=True)]
    return [part for part in parts if part.text]


def _between_chinese(text: str, at: int) -> bool:
    before, after = text[max(0, at - 8) : at].rstrip()[-1:], text[at + 1 : at + 8].lstrip()[:1]
    return bool(before and after) and is_ideograph(before) and is_ideograph(after)


def _belongs_to_surname(before: str, part: str) -> bool:
    """Whether a part continues the name before it: ``Sodeman W A, Jr`` or ``Wang, L.``."""
    if len(before) > _LONGEST_NAME:
        return False
    if _SUFFIX.fullmatch(part):
        return True
    return bool(_INITIALS.fullmatch(part)) and " " not in before and not is_chinese(before)
