"""Words that follow the language: said now, and again whenever the language changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

Text = str | Callable[[], str]
"""Data as it is (``"李楠"``), or window text to be asked for again: ``lambda: self.tr("Save")``."""


def said(text: Text) -> str:
    """The words in the present language."""
    return text if isinstance(text, str) else text()


class _Writer(QObject):
    """A widget hands LanguageChange to its children, also to those that are no widgets."""

    def __init__(self, widget: QWidget, setter: Callable[[str], object], text: Callable[[], str]) -> None:
        super().__init__(widget)
        self._setter, self._text = setter, text

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self._setter(self._text())
        return super().event(event)


def write(widget: QWidget, setter: Callable[[str], object], text: Text) -> None:
    """Call ``setter`` with the words now and after each change of language, as long as the widget lives."""
    setter(said(text))
    if callable(text):
        _Writer(widget, setter, text)
