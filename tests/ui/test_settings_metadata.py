"""Settings → References: who is asked for a DOI or an ISBN; off until somebody gives an address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop.requests.metadata import DOI_EXAMPLE, ISBN_EXAMPLE, MetadataSettings, read_settings
from tests.ui.rest_desk import RestDesk
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.settings.screen import SettingsScreen

Make = Callable[..., RestDesk]


@pytest.fixture
def make(qtbot: QtBot, tmp_path: Path) -> Iterator[Make]:
    made: list[RestDesk] = []

    def build(role: str = "administrator") -> RestDesk:
        made.append(RestDesk(qtbot, tmp_path, SettingsScreen, role))
        assert isinstance(made[-1].screen, SettingsScreen)
        made[-1].screen.show_section("metadata")
        made[-1].settle()
        return made[-1]

    yield build
    for desk in made:
        desk.close()


def test_a_service_is_set_up_and_taken_back(make: Make) -> None:
    at = make()
    assert read_settings() == MetadataSettings(), "off at first"
    assert not at.find(Button, "metadata-save").isEnabled()
    at.press("metadata-crossref")
    assert read_settings() == MetadataSettings(), "nothing is stored yet"
    at.press("metadata-save")
    kept = MetadataSettings(DOI_EXAMPLE, ISBN_EXAMPLE)
    assert read_settings() == kept
    assert not at.find(Button, "metadata-save").isEnabled()
    assert at.session.commands.undo_last()
    at.settle()
    assert read_settings() == MetadataSettings()
    assert at.find(QLineEdit, "doi_url").text() == ""


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("doi_url", "http://api.example.org/{doi}", "https://"),
        ("isbn_url", "https://api.example.org/", "{isbn}"),
        ("seconds", "soon", "60"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(make: Make, field: str, typed: str, said: str) -> None:
    at = make()
    line = at.find(QLineEdit, field)
    line.setFocus()
    line.clear()
    QTest.keyClicks(line, typed)
    at.press("metadata-save")
    assert said in at.find(Label, f"{field}-below").text()
    assert read_settings() == MetadataSettings()
    assert line.text() == typed


def test_others_may_look_and_change_nothing(make: Make) -> None:
    at = make("counter")
    assert at.find(QLineEdit, "doi_url").isReadOnly()
    for name in ("metadata-save", "metadata-crossref"):
        assert not at.find(Button, name).isVisible()
