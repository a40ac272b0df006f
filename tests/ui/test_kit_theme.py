"""Colours, words, icons: the look."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop import paths
from ui.kit import chip, icons, theme
from ui.kit.chip import Chip, Tag
from ui.kit.label import ElidedLabel, Label
from ui.kit.qss import sheet
from ui.kit.text import write
from ui.kit.theme import DARK, LIGHT, Theme

THEMES = (LIGHT, DARK)
TONES: tuple[theme.Tone, ...] = ("neutral", "accent", "good", "caution", "bad", "loan")


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    bright, dim = sorted((_light(one), _light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _pairs(look: Theme) -> Iterator[tuple[str, str]]:
    for ground in (look.background, look.panel, look.accent_soft):
        yield from ((ink, ground) for ink in (look.ink, look.ink2))
    yield from ((look.ink3, ground) for ground in (look.background, look.panel))
    for tone in TONES:
        strong, soft = look.tone(tone)
        yield from ((strong, soft), (strong, look.panel))
    yield from ((look.on_accent, look.accent), (look.on_accent, look.accent_over))
    yield look.accent, look.accent_soft


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_every_text_can_be_read(look: Theme) -> None:
    weak = [
        (ink, ground, contrast(ink, ground)) for ink, ground in _pairs(look) if contrast(ink, ground) < 4.5
    ]
    assert not weak


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_sheet_knows_every_colour_and_holds_no_other(look: Theme) -> None:
    written = sheet(look._asdict())
    assert "$" not in written
    assert set(re.findall(r"#[0-9a-f]{6}", written)) <= set(look)
    for file in re.findall(r"url\(controls:(.*?)\)", written):
        assert (paths.resources() / "icons" / "controls" / file).is_file()


def test_a_palette_tells_its_theme() -> None:
    assert Theme.of(theme.palette(LIGHT)) is LIGHT
    assert Theme.of(theme.palette(DARK)) is DARK


def test_the_dress_changes_while_a_window_stands(app: QApplication, qtbot: QtBot) -> None:
    label = Label("李楠", "note")
    qtbot.addWidget(label)
    label.show()
    theme.apply(app, DARK)
    assert Theme.of(label.palette()) is DARK
    assert app.font().family() == theme.FAMILY


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_control_pictures_have_the_themes_colours(look: Theme) -> None:
    for file in (paths.resources() / "icons" / "controls" / look.name).glob("*.svg"):
        colours = set(re.findall(r"#[0-9a-f]{6}", file.read_text("utf-8")))
        assert colours and colours <= set(look), file.name


@pytest.mark.parametrize("name", sorted(icons.names()))
def test_icons_share_one_stroke_and_draw_something(name: str, app: QApplication) -> None:
    root = ET.parse(paths.resources() / "icons" / f"{name}.svg").getroot()
    assert (root.get("stroke-width"), root.get("viewBox")) == ("1.75", "0 0 24 24")
    drawn = icons.pixmap(name, LIGHT.ink, 20, 2.0)
    assert drawn.width() == 40 and drawn.devicePixelRatio() == 2.0
    image = drawn.toImage()
    colours = (image.pixelColor(x, y) for x in range(40) for y in range(40))
    seen = {colour.name() for colour in colours if colour.alpha() == 255}
    assert seen == {LIGHT.ink}


def test_an_icon_that_is_not_shipped_is_a_bug() -> None:
    with pytest.raises(FileNotFoundError):
        icons.pixmap("no-such-icon", LIGHT.ink)


def test_icons_are_drawn_once() -> None:
    assert icons.pixmap("scan", LIGHT.ink) is icons.pixmap("scan", LIGHT.ink)


def test_words_follow_the_language(app: QApplication, qtbot: QtBot, brackets: QTranslator) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    write(label, label.setText, lambda: label.tr("Save"))
    assert label.text() == "Save"
    app.installTranslator(brackets)
    qtbot.waitUntil(lambda: label.text() == "«Save»")
    app.removeTranslator(brackets)
    qtbot.waitUntil(lambda: label.text() == "Save")


def test_words_inside_hidden_pages_follow_too(app: QApplication, qtbot: QtBot, brackets: QTranslator) -> None:
    outer, inner = QLabel(), QLabel()
    qtbot.addWidget(outer)
    inner.setParent(outer)
    write(inner, inner.setText, lambda: inner.tr("Save"))
    app.installTranslator(brackets)
    app.sendEvent(outer, QEvent(QEvent.Type.LanguageChange))
    assert inner.text() == "«Save»"


def test_labels_never_read_html(qtbot: QtBot) -> None:
    label = Label("<b>李楠</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == label.textFormat().PlainText
    wide = Label("<b>李楠</b>").sizeHint().width()
    assert wide > Label("李楠").sizeHint().width() * 1.5


def test_an_elided_line_keeps_the_whole_text_in_its_tooltip(qtbot: QtBot) -> None:
    label = ElidedLabel("浙江大学图书馆馆际互借与文献传递")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
@pytest.mark.parametrize("tone", TONES)
def test_a_chip_wears_its_tone(look: Theme, tone: theme.Tone, app: QApplication, qtbot: QtBot) -> None:
    theme.apply(app, look)
    shown = Chip("寄送途中", tone)
    qtbot.addWidget(shown)
    picture = shown.grab()
    ratio = picture.devicePixelRatio()
    inside = picture.toImage().pixelColor(int(4 * ratio), int(11 * ratio))
    assert inside == QColor(look.tone(tone)[1])


def test_a_chip_is_as_wide_as_its_word_and_hides_when_it_has_none(qtbot: QtBot) -> None:
    shown = Chip("已激活", "good")
    qtbot.addWidget(shown)
    assert shown.sizeHint().width() == chip.width("已激活")
    assert shown.accessibleName() == "已激活"
    shown.set_tag(Tag(""))
    assert shown.isHidden()


@pytest.mark.parametrize("look", THEMES, ids=lambda look: look.name)
def test_placeholders_can_be_read_too(look: Theme, app: QApplication, qtbot: QtBot) -> None:
    theme.apply(app, look)
    line = QLineEdit()
    qtbot.addWidget(line)
    line.setPlaceholderText("可不填")
    line.show()
    shown = line.palette().color(QPalette.ColorRole.PlaceholderText)
    assert (shown.name(), shown.alpha()) == (look.ink3, 255)


def test_a_chip_grows_with_the_type(app: QApplication, qtbot: QtBot) -> None:
    small = chip.height()
    theme.apply(app, LIGHT, 1.6)
    try:
        assert chip.height() > small
        assert chip.height() >= QFontMetrics(theme.font(theme.SMALL)).height()
    finally:
        theme.apply(app, LIGHT)
    assert chip.height() == small == chip.HEIGHT
