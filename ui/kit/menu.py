"""A menu that is made when it is opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit import icons
from ui.kit.text import Text, said
from ui.kit.theme import Theme


class Menu(QMenu):
    """Entries with icons in the colours of the theme; gone once it is closed."""

    def __init__(self, parent: QWidget, name: str = "menu") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def entry(
        self, name: str, text: Text, on: Callable[[], object], icon: str = "", enabled: bool = True
    ) -> QAction:
        """Add an entry; ``on`` is called when it is chosen."""
        action = self.addAction(said(text).replace("&", "&&"))
        action.setObjectName(name)
        action.setEnabled(enabled)
        action.triggered.connect(lambda: on())
        if icon:
            action.setIcon(icons.icon(icon, Theme.of(self.palette())))
        return action

    def open_under(self, widget: QWidget, right: bool = False) -> None:
        """Show it below a widget, flush with its left or right edge."""
        left = widget.width() - self.sizeHint().width() if right else 0
        self.popup(widget.mapToGlobal(QPoint(left, widget.height() + 4)))
