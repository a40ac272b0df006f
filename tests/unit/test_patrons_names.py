"""Pinyin for the search: surnames are read as surnames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.patrons import names


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("赵一鸣", "zhaoyiming", "zym"),
        ("单雄信", "shanxiongxin", "sxx"),
        ("曾子墨", "zengzimo", "zzm"),
        ("仇英", "qiuying", "qy"),
        ("解缙", "xiejin", "xj"),
        ("查良镛", "zhaliangyong", "zly"),
        ("区小明", "ouxiaoming", "oxm"),
        ("单于明", "chanyuming", "cym"),
        ("欧阳修", "ouyangxiu", "oyx"),
        ("吕布", "lvbu", "lb"),
        ("阿卜杜拉·买买提", "abudulamaimaiti", "abdlmmt"),
        ("Zoë·Müller", "zoemuller", "zm"),
        ("曾", "zeng", "z"),
        ("", "", ""),
    ],
)
def test_people(name: str, full: str, initials: str) -> None:
    sound = names.of_person(name)
    assert (sound.full, sound.initials) == (full, initials)


def test_a_given_name_alone_can_be_looked_for() -> None:
    assert names.of_person("陈竑宇").given == "hongyu"


def test_a_place_is_not_read_as_a_person() -> None:
    assert names.of_place("浙江大学").initials == "zjdx"
    assert names.of_place("解放军总医院").full.startswith("jiefangjun")


@given(st.text(max_size=30))
def test_any_name_has_letters_and_digits_or_nothing(name: str) -> None:
    sound = names.of_person(name)
    assert len(sound.initials) == len(sound.syllables)
    assert not sound.full or sound.full.isalnum()
