"""The language of the windows, changed while they stand open."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from ill_desktop import paths


class Languages:
    """English is in the code; every other language is a translation laid over it."""

    def __init__(self, app: QApplication) -> None:
        self.app = app
        self._laid: list[QTranslator] = []
        self.current = "en"

    def use(self, language: str) -> None:
        """Speak ``zh_CN`` or ``en`` from now on. Raises FileNotFoundError when the translation is missing."""
        fresh = [] if language == "en" else [self._own(language), *self._of_qt(language)]
        for old in self._laid:
            self.app.removeTranslator(old)
        self._laid = fresh
        self.current = language
        QLocale.setDefault(QLocale(language))
        for translator in fresh:
            self.app.installTranslator(translator)

    def _own(self, language: str) -> QTranslator:
        file = paths.resources() / "i18n" / f"ill_desktop_{language}.qm"
        translator = QTranslator(self.app)
        if not translator.load(str(file)):
            raise FileNotFoundError(file)
        return translator

    def _of_qt(self, language: str) -> list[QTranslator]:
        """Qt's own words (file dialogs, calendars), where it ships them."""
        translator = QTranslator(self.app)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        return [translator] if translator.load(f"qtbase_{language}", folder) else []
