"""What the phone page is drawn with: its words exist, its colours are the windows', nothing is scripted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ill_desktop import paths, words
from ui.kit import theme

FOLDER = paths.resources() / "web"
TEMPLATES = sorted(FOLDER.glob("*.html"))
STYLE = (FOLDER / "page.css").read_text("utf-8")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_word_a_template_asks_for_is_there(file: Path) -> None:
    """A key that ends in a dot or an underscore is a beginning: a name is put behind it."""
    known = words.load("en").keys()
    asked = set(re.findall(r"'((?:web|patron)\.[\w.]+)'", file.read_text("utf-8")))
    asked |= set(re.findall(r"'(web\.[\w.]+[._])' ~", file.read_text("utf-8")))
    begins = tuple(key for key in asked if key.endswith((".", "_")))
    assert not asked - known - set(begins)
    assert not [each for each in begins if not any(key.startswith(each) for key in known)]


def test_every_word_of_the_page_is_asked_for() -> None:
    files = [*TEMPLATES, *(paths.resources().parent / "ill_desktop" / "web").glob("*.py")]
    code = "\n".join(file.read_text("utf-8") for file in files)
    begins = tuple(re.findall(r"['\"](web\.[\w.]*[._])(?:['\"]|\{)", code))
    page = [key for key in sorted(words.load("en").keys()) if key.startswith("web.")]
    assert page
    assert not [key for key in page if f"'{key}'" not in code and not key.startswith(begins)]


@pytest.mark.parametrize("file", [*TEMPLATES, FOLDER / "page.css"], ids=lambda file: file.name)
def test_nothing_is_scripted_and_nothing_comes_from_elsewhere(file: Path) -> None:
    text = file.read_text("utf-8")
    assert not re.search(
        r"<script|javascript:|\son[a-z]+=|\sstyle=|<style|@import|url\(", text.replace("url_for(", "")
    )
    assert "https://" not in text and "http://" not in text
    assert "| safe" not in text and "Markup" not in text


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_the_colours_are_those_of_the_windows(look: theme.Theme) -> None:
    light, dark = STYLE.split("@media (prefers-color-scheme: dark)")
    ours = _colours(light if look is theme.LIGHT else dark.partition("\n}")[0])
    assert len(ours) >= 16
    assert ours == {name: look._asdict()[name.replace("-", "_")] for name in ours}


def test_every_colour_in_the_style_has_a_name() -> None:
    rules = re.sub(r":root \{.*?\n  ?\}", "", STYLE, flags=re.S)
    assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", rules)) == {
        "#ffffff"
    }  # behind the picture check, dark on light
