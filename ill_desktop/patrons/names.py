"""Pinyin of names, for finding a reader by what one hears: zhaoyiming, yiming, zym."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

# Characters that are read differently as a surname.
SURNAMES = {
    "单": "shan", "單": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "查": "zha", "区": "ou", "區": "ou",
    "盖": "ge", "蓋": "ge", "朴": "piao", "缪": "miao", "繆": "miao", "翟": "zhai", "覃": "qin", "乐": "yue",
    "樂": "yue", "黑": "he", "秘": "bi", "员": "yun", "贠": "yun", "祭": "zhai", "繁": "po", "召": "shao",
    "折": "she", "种": "chong", "句": "gou", "洗": "xian", "隗": "wei", "郇": "xun", "佴": "nai", "牟": "mu",
    "薄": "bo", "都": "du", "会": "gui", "卜": "bu", "粘": "nian", "逄": "pang", "阚": "kan", "撒": "sa",
}  # fmt: skip
# Surnames that only begin with one of those: pypinyin reads them right as a whole.
LONGER = frozenset({"单于", "單于", "黑齿", "召伯"})
IN_NAMES = {"卜": "bu"}  # 阿卜杜拉 abudula, not bo as in 萝卜


@dataclass(frozen=True)
class Pinyin:
    """``syllables`` without tones, ü written v; of other scripts the words, without accents."""

    syllables: tuple[str, ...]

    @property
    def full(self) -> str:
        return "".join(self.syllables)

    @property
    def given(self) -> str:
        """All but the first syllable, for those who know only the given name."""
        return "".join(self.syllables[1:])

    @property
    def initials(self) -> str:
        return "".join(syllable[0] for syllable in self.syllables)


def _plain(text: str) -> str:
    """Letters and digits only, without accents, in lower case."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in bare if letter.isalnum())


def _spelled(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    syllables: list[str] = []
    for word in text.replace("·", " ").split():
        read = lazy_pinyin(word)
        if len(read) == len(word):
            read = [IN_NAMES.get(sign, syllable) for sign, syllable in zip(word, read, strict=True)]
        syllables += [plain for each in read if (plain := _plain(each))]
    return tuple(syllables)


def of_person(name: str) -> Pinyin:
    """Pinyin of a person's name, its surname read as surnames are: 单 shan, 曾 zeng, 仇 qiu."""
    if name[:1] in SURNAMES and name[:2] not in LONGER:
        return Pinyin((SURNAMES[name[:1]], *_spelled(name[1:])))
    return Pinyin(_spelled(name))


def of_place(name: str) -> Pinyin:
    """Pinyin of an institution: 浙江大学 zhejiangdaxue, zjdx."""
    return Pinyin(_spelled(name))
