"""Real widgets without a display; any warning of Qt fails the test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from ui.kit import theme

# What the offscreen platform says of raising a window, giving it a least size, and the like.
_HARMLESS = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(_HARMLESS))


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The program in light colours. Nothing on the screen outlives its test: what a window leaves behind
    would pile up in a day's use as well, and every change of colours visits it."""
    theme.apply(qapp, theme.LIGHT)
    yield qapp
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = {widget: f"{type(widget).__name__} {widget.objectName()}" for widget in qapp.topLevelWidgets()}
    for widget in left:
        delete(widget)
    assert not left, f"left behind without a window: {sorted(left.values())}"


class Brackets(QTranslator):
    """Stands in for a translation: every text in «»."""

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:  # what Qt calls for each tr()
        return f"«{text}»"


@pytest.fixture
def brackets(app: QApplication) -> Iterator[QTranslator]:
    """Another language, not yet in use: ``app.installTranslator(brackets)``."""
    translator = Brackets()
    yield translator
    app.removeTranslator(translator)
