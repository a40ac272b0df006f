"""The check of the window texts finds what would stay English, or lose its facts, in a Chinese window."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

WINDOW = """
class Window:
    def build(self, count):
        self.tr("Open")
        self.tr("Close", "verb")
        self.tr("%1 requests of {name}")
        return [self.tr("%n copies", "", count)]
"""
CHINESE = {
    "Open": "打开",
    "Close": "关闭",
    "%1 requests of {name}": "{name} 的 %1 件请求",
    "%n copies": "%n 份",
}


@pytest.fixture
def tool(script: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, pointed at a checkout with one window, whose texts are all translated."""
    module = script("translations")
    code = tmp_path / "window.py"
    code.write_text(WINDOW, "utf-8")
    for name, value in {"ROOT": tmp_path, "CODE": [code], "TEXTS": tmp_path / "zh_CN.ts"}.items():
        monkeypatch.setattr(module, name, value)
    module.collect(module.TEXTS)
    translate(module.TEXTS, CHINESE)
    return module


def translate(texts: Path, chinese: dict[str, str]) -> None:
    """What a translator does: fill in what is unfinished."""
    document = ET.parse(texts)
    for message in document.iter("message"):
        said = message.find("translation")
        assert said is not None
        form = said.find("numerusform")
        (said if form is None else form).text = chinese[message.findtext("source", "")]
        said.attrib.pop("type", None)
    document.write(texts, "utf-8", xml_declaration=True)


def test_all_translated(tool: ModuleType) -> None:
    assert tool.faults() == []


def test_a_new_text_is_named(tool: ModuleType) -> None:
    tool.CODE[0].write_text(WINDOW + '        self.tr("Print")\n', "utf-8")
    assert [fault for fault in tool.faults() if fault.startswith("not collected") and "'Print'" in fault]


def test_a_text_that_is_gone_is_named(tool: ModuleType) -> None:
    tool.CODE[0].write_text(WINDOW.replace('"Open"', '"Reopen"'), "utf-8")
    assert [fault for fault in tool.faults() if fault.startswith("no longer") and "'Open'" in fault]


def test_an_unfinished_text_is_named(tool: ModuleType) -> None:
    tool.CODE[0].write_text(WINDOW + '        self.tr("Print")\n', "utf-8")
    tool.collect(tool.TEXTS)
    assert tool.faults() == ["not translated: Window: 'Print'"]


@pytest.mark.parametrize("wrong", ["请求", "{name} 的请求", "{nom} 的 %1 件请求", "{name} 的 %2 件请求"])
def test_a_lost_fact_is_named(tool: ModuleType, wrong: str) -> None:
    translate(tool.TEXTS, CHINESE | {"%1 requests of {name}": wrong})
    assert tool.faults() == [f"places differ: '%1 requests of {{name}}' → {wrong!r}"]


def test_what_lupdate_overlooks_is_named(tool: ModuleType) -> None:
    tool.CODE[0].write_text(WINDOW + "        f\"{self.tr('Hidden')}\"\n", "utf-8")
    assert tool.faults() == ["overlooked by lupdate: Window: 'Hidden'"]


def test_compiled_texts_are_made(tool: ModuleType) -> None:
    tool.compile_texts(tool.TEXTS)
    assert tool.TEXTS.with_suffix(".qm").stat().st_size > 100
