"""Commands of the one box: both languages, other names, pinyin; only what one may do."""

from __future__ import annotations

import pytest

from ill_desktop.patrons.names import of_place
from ill_desktop.staff.rules import Actor
from ill_desktop.words import load
from ui.shell.commands import COMMANDS, found

ADMIN = Actor("管理员", "administrator", staff_id=1)


def keys(text: str, role: str = "administrator") -> list[str]:
    return [command.key for command in found(text, Actor("某人", role, staff_id=1))]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("交班", "close_shift"),
        ("close shift", "close_shift"),
        ("Close  SH", "close_shift"),
        ("jb", "close_shift"),
        ("jiaoban", "close_shift"),
        ("关班", "close_shift"),
        ("end of sh", "close_shift"),
        ("开班", "open_shift"),
        ("kb", "open_shift"),
        ("x rep", "x_report"),
        ("打开钱箱", "open_drawer"),
        ("no sale", "open_drawer"),
        ("交款单", "hand_over"),
        ("hand cash", "hand_over"),
        ("打印机", "printers"),
    ],
)
def test_a_command_is_found_by_any_of_its_names(typed: str, key: str) -> None:
    assert keys(typed)[0] == key


@pytest.mark.parametrize("typed", ["", "x", "王晓彤", "wxt", "s", "ji", "jia"])
def test_what_is_no_command_stands_in_nobodys_way(typed: str) -> None:
    assert keys(typed) == []


def test_only_what_one_may_do_is_offered() -> None:
    assert keys("交班", "counter") == []
    assert keys("交班", "cashier") == ["close_shift"]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.key)
def test_every_chinese_name_is_found_by_its_pinyin(command: object) -> None:
    key = command.key  # type: ignore[attr-defined]
    also = load("zh_CN")(f"command_also.{key}")
    assert also == load("en")(f"command_also.{key}"), "one list serves both languages"
    named = also.split(" | ")
    chinese = [load("zh_CN")(f"command.{key}"), *(name for name in named if not name.isascii())]
    for name in chinese:
        spelled = of_place(name)
        assert {spelled.initials, "".join(spelled.syllables)} <= set(named), name
