"""What the kiosk is made of besides the kit: large buttons, cards, a page with its way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.kiosk.visit import Visit
from ui.kit import icons
from ui.kit.keys import Button, ButtonRole
from ui.kit.label import Label
from ui.kit.screen import Part, Screen, hbox, vbox
from ui.kit.tabs import Pills
from ui.kit.text import Text, write
from ui.kit.theme import CONTROL_BIG, LARGE, NORMAL, RADIUS_PANEL, SMALL, Theme, font

EDGE = 56
"""The margin at both sides of the kiosk."""
_WORDS_FROM = 92


class BigButton(Button):
    """A button one can hit with a thumb: 56 high, its words a step larger than the text."""

    def __init__(
        self,
        name: str,
        text: Text = "",
        *,
        role: ButtonRole = "plain",
        icon: str = "",
        on: Callable[[], object] | None = None,
        tip: Text | None = None,
    ) -> None:
        super().__init__(name, text, role=role, icon=icon, on=on, tip=tip, big=True)

    def _type(self) -> int:
        return NORMAL + 1

    def _height(self) -> int:
        return CONTROL_BIG

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), hint.height()), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class KioskCard(QPushButton):
    """A way to go: icon, title, the same in the other language, and what one finds there."""

    def __init__(
        self, name: str, icon: str, title: Text, other: Text, note: Text, on: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._icon, self._title, self._other, self._note = icon, "", "", ""
        write(self, self._say_title, title)
        write(self, self._say_other, other)
        write(self, self._say_note, note)
        self.clicked.connect(lambda: on())

    def _say_title(self, title: str) -> None:
        self._title = title
        self.setAccessibleName(title)
        self.update()

    def _say_other(self, other: str) -> None:
        self._other = other
        self.update()

    def _say_note(self, note: str) -> None:
        self._note = note
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, 200)

    def minimumSizeHint(self) -> QSize:
        words = QFontMetrics(font(LARGE + 1, True)).height() + QFontMetrics(font(SMALL)).height()
        return QSize(200, _WORDS_FROM + words + 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = Theme.of(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(
            QPen(QColor(theme.accent if focused or self.isDown() else theme.line), 2 if focused else 1)
        )
        painter.setBrush(QColor(theme.accent_soft if self.isDown() else theme.panel))
        edge = 1.0 if focused else 0.5
        box = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.drawRoundedRect(box, RADIUS_PANEL + 6, RADIUS_PANEL + 6)
        icons.draw(painter, self._icon, theme.accent, 28, 28, 44)
        self._write_words(painter, theme)

    def _write_words(self, painter: QPainter, theme: Theme) -> None:
        top, width = float(_WORDS_FROM), self.width() - 56.0
        wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        for words, size, bold, colour, gap in (
            (self._title, LARGE + 1, True, theme.ink, 2),
            (self._other, SMALL, False, theme.ink2, 16),
            (self._note, NORMAL, False, theme.ink2, 0),
        ):
            face = font(size, bold)
            painter.setFont(face)
            painter.setPen(QColor(colour))
            room = QRectF(28, top, width, self.height() - top - 12)
            needed = QFontMetrics(face).boundingRect(room.toRect(), int(wrapped), words).height()
            if needed > room.height():
                break  # a sentence cut in half says less than none
            painter.drawText(room, int(wrapped), words)
            top += needed + gap


class BigPills(Pills):
    """A row of pills one can hit with a thumb."""

    def add(self, key: str, text: Text) -> Button:
        button = BigButton(f"{self.objectName()}-{key}", lambda: self._words(key, text), role="pill")
        self._hang(key, text, button)
        return button


class KioskPage(Screen):
    """One page of the kiosk: made when it is opened, gone with all it holds when it is left."""

    def __init__(self, name: str, visit: Visit) -> None:
        super().__init__(name)
        self.visit = visit
        self.session = visit.session
        self.is_open = True
        """False once the page was left: an answer that comes later must not touch it."""

    def lay_out(self, title: Text, *parts: Part, actions: Sequence[QWidget] = (), stretch: int = 0) -> None:
        """The way back, the title, and the parts below each other; ``stretch`` numbers the tall one."""
        back = BigButton(
            f"{self.objectName()}-back",
            lambda: self.tr("Back"),
            icon="arrow-left",
            on=lambda: self.visit.go("home"),
        )
        head = hbox(back, Label(title, "title", name=f"{self.objectName()}-title"), None, *actions, gap=20)
        whole = vbox(head, *parts, gap=20, margins=(EDGE, 24, EDGE, 24))
        whole.setStretch(stretch + 1, 1)
        self.setLayout(whole)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
