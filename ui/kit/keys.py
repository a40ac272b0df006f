"""Buttons that show their key.

A key without Ctrl or Alt (``N``, ``Enter``) is pressed by :func:`press_hot`, which a screen or sheet calls
for keys nobody inside it wanted: so a letter typed into a field stays a letter, and a scanner's burst,
held back by ``scanner.py``, presses nothing. Keys with a modifier and F-keys are ordinary shortcuts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.kit import icons
from ui.kit.text import Text, said, write
from ui.kit.theme import CONTROL, CONTROL_BIG, LARGE, NORMAL, SMALL, Theme, font, style

ButtonRole = Literal["plain", "primary", "danger", "quiet", "link", "tender", "pill", "filter", "rail"]
_HOT = frozenset([*"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", "Enter", "Space", "Delete"])
_BOLD_WHEN_CHOSEN = ("tender", "pill", "rail")
_GAP, _BADGE_PADDING, _BADGE_HEIGHT = 8, 5, 19


class Button(QPushButton):
    """A button with icon, words and a badge that shows its key; ``on`` is called when it is clicked."""

    def __init__(
        self,
        name: str,
        text: Text = "",
        *,
        role: ButtonRole = "plain",
        key: str = "",
        icon: str = "",
        on: Callable[[], object] | None = None,
        tip: Text | None = None,
        big: bool = False,
        badge: bool = True,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.role, self.key, self.big = role, key, big
        self._icon, self._badge, self.has_ring = icon, key if badge else "", False
        self._tip = tip
        self.flush = False  # a link whose words stand flush with the lines around it
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        grows = QSizePolicy.Policy.Minimum if text else QSizePolicy.Policy.Fixed
        if role in ("tender", "rail"):
            grows = QSizePolicy.Policy.Expanding
        self.setSizePolicy(grows, QSizePolicy.Policy.Fixed)
        self.setCheckable(role in ("tender", "pill", "rail"))
        style(self, role=role)
        if key and key not in _HOT:
            # at once: a button's own shortcut would first show itself pressed for a tenth of a second
            QShortcut(QKeySequence(key), self).activated.connect(self.click)
        write(self, self.say, text)
        if tip is not None and not callable(text):
            write(self, lambda _tip: self.say(self.words()), tip)
        if on is not None:
            self.clicked.connect(lambda: on())

    @property
    def hot(self) -> str:
        """The key :func:`press_hot` presses this button for, or nothing."""
        return self.key if self.key in _HOT else ""

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def say(self, text: str) -> None:
        """Put other words on the button."""
        self.setText(text.replace("&", "&&"))
        spoken = said(self._tip) if self._tip else text
        self.setAccessibleName(spoken)
        tip = spoken if self._tip or not text else ""
        self.setToolTip(f"{spoken}  {shown_key(self.key)}" if self.key else tip)
        self.updateGeometry()

    def words(self) -> str:
        """What the button says."""
        return self.text().replace("&&", "&")

    # -- size and paint ---------------------------------------------------------------------------

    def _padding(self) -> int:
        if not self.text():
            return 8
        if self.flush:
            return 0
        return {"filter": 8, "pill": 12, "link": 8, "quiet": 12}.get(self.role, 24 if self.big else 16)

    def _height(self) -> int:
        if self.role == "filter":
            return 22
        if self.role == "pill":
            return 30
        if self.role == "tender":
            return 48
        return CONTROL_BIG if self.big else CONTROL

    def _type(self) -> int:
        return LARGE if self.big else SMALL if self.role == "filter" else NORMAL

    def _icon_size(self) -> int:
        return 24 if self.big else 14 if self.role in ("filter", "pill") else 18

    def _parts(self) -> tuple[int, int, int]:
        """Widths of icon, words and badge; 0 for what is not there."""
        words = QFontMetrics(font(self._type(), self._is_bold())).horizontalAdvance(self.words())
        badge = badge_width(self._badge) if self._badge else 0
        return (self._icon_size() if self._icon else 0, words, badge)

    def _spare(self) -> int:
        """What the words want more once they are bold: a button keeps its size when it is chosen."""
        if not self.isCheckable() or self.role not in _BOLD_WHEN_CHOSEN:
            return 0
        plain, bold = (QFontMetrics(font(self._type(), bold)) for bold in (False, True))
        both = (plain.horizontalAdvance(self.words()), bold.horizontalAdvance(self.words()))
        return max(both) - both[self._is_bold()]

    def _is_bold(self) -> bool:
        return self.role == "primary" or (self.isChecked() and self.role in _BOLD_WHEN_CHOSEN)

    def sizeHint(self) -> QSize:
        parts = [part for part in self._parts() if part]
        width = sum(parts) + _GAP * max(0, len(parts) - 1) + self._spare() + 2 * self._padding() + 2
        return QSize(width, self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = Theme.of(self.palette())
        colour = self._colour(theme)
        icon, words, badge = self._parts()
        whole = icon + words + badge + _GAP * max(0, sum(map(bool, (icon, words, badge))) - 1)
        spread = self.role in ("tender", "rail")
        left = self._padding() if spread else (self.width() - whole) / 2
        if icon:
            after = self.role in ("filter", "pill")
            at = left + words + _GAP if after and words else left
            icons.draw(painter, self._icon, colour, at, (self.height() - icon) / 2, icon)
            left += 0 if after else icon + _GAP
        painter.setFont(font(self._type(), self._is_bold()))
        painter.setPen(QColor(colour))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, words + 4, self.height()), middle, self.words())
        if badge:
            right = self.width() - self._padding() - badge if spread else left + words + _GAP
            corner = QPointF(right if words else left, (self.height() - _BADGE_HEIGHT) / 2)
            paint_badge(painter, corner, self._badge, theme, on_accent=self._filled())
        if self.has_ring:
            self.paint_ring(painter, theme)

    def _filled(self) -> bool:
        return self.isEnabled() and (self.role == "primary" or (self.role == "tender" and self.isChecked()))

    def _colour(self, theme: Theme) -> str:
        if not self.isEnabled():
            return theme.ink3
        if self._filled():
            return theme.on_accent
        if self.role == "danger":
            return theme.bad
        if self.role == "link" or (self.role in ("pill", "filter", "rail") and self.isChecked()):
            return theme.accent
        return theme.ink2 if self.role in ("pill", "filter") else theme.ink

    def paint_ring(self, painter: QPainter, theme: Theme) -> None:
        radius = self.height() / 2 if self.role in ("pill", "filter") else 7
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._filled():
            painter.setPen(QPen(QColor(theme.on_accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), radius - 3, radius - 3)
        else:
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)

    # -- keyboard ---------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.has_ring = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
            Qt.FocusReason.OtherFocusReason,
        )
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.has_ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


def shown_key(key: str) -> str:
    """``Ctrl+Enter`` as a badge shows it: ``Ctrl Enter``."""
    return key.replace("+", " ")


def badge_width(key: str) -> int:
    """The width of a key cap."""
    return max(20, QFontMetrics(font(SMALL - 1)).horizontalAdvance(shown_key(key)) + 2 * _BADGE_PADDING)


def paint_badge(painter: QPainter, at: QPointF, key: str, theme: Theme, on_accent: bool = False) -> None:
    """Draw a key cap with its top left corner at a point."""
    box = QRectF(at.x() + 0.5, at.y() + 0.5, badge_width(key) - 1, _BADGE_HEIGHT - 1)
    ink = QColor(theme.on_accent if on_accent else theme.ink2)
    line = QColor(theme.on_accent if on_accent else theme.line)
    line.setAlphaF(0.55 if on_accent else 1.0)
    painter.setPen(line)
    painter.setBrush(Qt.BrushStyle.NoBrush if on_accent else QColor(theme.panel))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(ink)
    painter.setFont(font(SMALL - 1))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown_key(key))


class KeyCap(QWidget):
    """A key as it looks on a button, alone."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setAccessibleName(shown_key(key))
        self.setFixedSize(badge_width(key), _BADGE_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_badge(painter, QPointF(0, 0), self._key, Theme.of(self.palette()))


_NAMED = {
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Delete: "Delete",
}


def press_hot(root: QWidget, event: QKeyEvent) -> bool:
    """Click the visible button inside ``root`` whose plain key this is; says whether there was one."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier:
        return False
    key = _NAMED.get(Qt.Key(event.key()), event.text().upper())
    if not key or event.isAutoRepeat():
        return False
    for button in root.findChildren(Button):
        if button.hot == key and button.isVisible() and button.isEnabled():
            button.click()
            return True
    return False


def keyed_buttons(root: QWidget) -> list[Button]:
    """The visible buttons that have a key, for the sheet under F1."""
    return [button for button in root.findChildren(Button) if button.key and button.isVisible()]
