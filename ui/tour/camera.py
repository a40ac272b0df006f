"""Takes each screen four times: both languages, both colours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import theme

LANGUAGES = ("zh_CN", "en")
THEMES = (theme.LIGHT, theme.DARK)


class Camera:
    """``speak`` puts the windows into a language, ``scale`` is the size of type; pictures are numbered."""

    def __init__(self, app: QApplication, folder: Path, settle: Callable[[], None]) -> None:
        self._app, self._folder, self._settle = app, folder, settle
        self._number = 0
        self.taken: list[Path] = []
        self.speak: Callable[[str], object] = lambda language: None
        self.scale = 1.0
        self.languages: Sequence[str] = LANGUAGES
        self.themes: Sequence[theme.Theme] = THEMES
        folder.mkdir(parents=True, exist_ok=True)

    def shoot(self, name: str, window: QWidget, above: QWidget | None = None) -> None:
        """A picture of a window, with a sheet above it, in every language and colour."""
        self._number += 1
        for language in self.languages:
            self.speak(language)
            for dress in self.themes:
                theme.apply(self._app, dress, self.scale)
                self._settle()
                picture = window.grab()
                if above is not None:
                    picture = self._lay_over(picture, window, above)
                file = self._folder / f"{language}-{dress.name}-{self._number:02d}-{name}.png"
                if not picture.save(str(file)):
                    raise OSError(f"cannot write {file}")
                self.taken.append(file)
        self.speak(LANGUAGES[0])
        theme.apply(self._app, theme.LIGHT, self.scale)
        self._settle()

    @staticmethod
    def _lay_over(picture: QPixmap, window: QWidget, sheet: QWidget) -> QPixmap:
        """Without a screen a sheet is a picture of its own: put it where it would stand."""
        painter = QPainter(picture)
        painter.fillRect(QRect(QPoint(0, 0), window.size()), QColor(0, 0, 0, 90))
        corner = QPoint(
            max(0, (window.width() - sheet.width()) // 2), max(0, (window.height() - sheet.height()) // 2)
        )
        painter.drawPixmap(corner, sheet.grab())
        painter.end()
        return picture
