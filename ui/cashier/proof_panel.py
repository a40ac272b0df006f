"""Photos beside an entry: dropped, pasted or chosen, shown small, opened large by a click or Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from ui.cashier.proof_pictures import Photo, files_of, holds_picture, picture_of, pictures
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import clear, hbox, vbox
from ui.kit.text import Text
from ui.kit.theme import RADIUS_PANEL, Theme

_THUMB = QSize(88, 88)
_KINDS = "(*.jpg *.jpeg *.png *.webp *.heic *.pdf)"


class Thumb(QPushButton):
    """A photo small, cut to a square."""

    def __init__(self, photo: Photo, on: Callable[[Photo], object]) -> None:
        super().__init__()
        self.setObjectName(f"proof-{photo.id}")
        self.setFixedSize(_THUMB)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        shown = pictures(photo.data, _THUMB * 3, first_only=True)
        self._picture = QPixmap.fromImage(shown[0]) if shown else QPixmap()
        self.clicked.connect(lambda: on(photo))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = Theme.of(self.palette()), QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(box, 8, 8)
        painter.setClipPath(shape)
        painter.fillPath(shape, QColor(theme.background))
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            at = QPointF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2)
            painter.drawPixmap(QRectF(at, size.toSizeF()), self._picture, QRectF(self._picture.rect()))
        painter.setClipping(False)
        ring = self.hasFocus() or self.underMouse()
        painter.setPen(QPen(QColor(theme.accent if ring else theme.line), 2 if ring else 1))
        painter.drawPath(shape)


class ProofPanel(QWidget):
    """Collects photos and shows them; what becomes of them is its owner's: ``added``, ``removed``."""

    added = Signal(bytes)
    """A photo that the person wants attached; not checked yet."""
    added_file = Signal(object)
    """The same, as the path of a file that has not been read yet."""
    removed = Signal(int)
    """A photo that the person wants taken off."""

    def __init__(self, name: str, title: Text) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._title, self._dragged, self._open = title, False, True
        self._photos: tuple[Photo, ...] = ()
        self._thumbs = Flow(gap=8)
        self._hint = Label(
            lambda: self.tr("Drop a photo or PDF here, or paste it with Ctrl+V."),
            "hint",
            wrap=True,
            name=f"{name}-hint",
        )
        self._twice = Label("", "note", tone="caution", wrap=True, name=f"{name}-twice")
        self.add = Button(f"{name}-add", lambda: self.tr("Add…"), icon="attach", key="Ctrl+O", on=self.choose)
        self.setLayout(
            vbox(
                hbox(Label(title, "heading"), None, self.add),
                self._thumbs,
                self._hint,
                self._twice,
                gap=8,
                margins=12,
            )
        )
        self.show_photos(())

    def show_photos(self, photos: Sequence[Photo], can_remove: bool = True) -> None:
        """Show these and no others; ``can_remove``: nothing was built on them yet."""
        self._can_remove = can_remove
        if tuple(photos) == self._photos and photos:
            return
        self._photos = tuple(photos)
        clear(self._thumbs)
        for number, photo in enumerate(photos, 1):
            thumb = Thumb(photo, self._show)
            thumb.setAccessibleName(self.tr("Photo %1").replace("%1", str(number)))
            self._thumbs.addWidget(thumb)
        others = sorted({photo.elsewhere for photo in photos if photo.elsewhere})
        self._twice.setText(
            self.tr("The same photo is attached to %1.").replace("%1", ", ".join(others)) if others else ""
        )
        self._twice.setVisible(bool(others))
        self._show_hint()

    def photos(self) -> tuple[Photo, ...]:
        return self._photos

    def set_open(self, is_open: bool) -> None:
        """Whether more can be added."""
        self._open = is_open
        self.add.setVisible(is_open)
        self._show_hint()

    def _show_hint(self) -> None:
        self._hint.setVisible(self._open and not self._photos)

    def _show(self, photo: Photo) -> None:
        from ui.cashier.proof_viewer import ProofViewer

        viewer = ProofViewer(self.window(), self._title, self._photos, photo, self._can_remove and self._open)
        viewer.removed.connect(self.removed)
        viewer.open()

    # -- adding -----------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for files."""
        title = self.tr("Photos and PDF")
        kinds = f"{title} {_KINDS};;* (*)"
        names, _kind = QFileDialog.getOpenFileNames(self, self.tr("Add a photo"), "", kinds)
        for name in names:
            self.added_file.emit(Path(name))

    def paste(self) -> bool:
        """Take what was copied; says whether there was something to take."""
        mime = QGuiApplication.clipboard().mimeData()
        if not self._open or not self.isVisible():
            return False
        found = files_of(mime)
        for file in found:
            self.added_file.emit(file)
        if not found and (data := picture_of(mime)) is not None:
            self.added.emit(data)
            return True
        return bool(found)

    def listen(self, widget: QWidget) -> None:
        """Ctrl+V in this widget pastes a photo too, unless it is text that was copied."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            override = event.type() == QEvent.Type.ShortcutOverride
            pressed = event.type() == QEvent.Type.KeyPress
            if (override or pressed) and holds_picture(QGuiApplication.clipboard().mimeData()):
                event.accept()
                if pressed:
                    return self.paste()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not (event.matches(QKeySequence.StandardKey.Paste) and self.paste()):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._open and holds_picture(event.mimeData()):
            event.acceptProposedAction()
            self._set_dragged(True)

    def dragLeaveEvent(self, event: QEvent) -> None:
        self._set_dragged(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_dragged(False)
        event.acceptProposedAction()
        files = files_of(event.mimeData())
        for file in files:
            self.added_file.emit(file)
        if not files and (data := picture_of(event.mimeData())) is not None:
            self.added.emit(data)

    def _set_dragged(self, dragged: bool) -> None:
        self._dragged = dragged
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._open:
            return
        theme, painter = Theme.of(self.palette()), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.accent if self._dragged else theme.line), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        if self._dragged:
            painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_PANEL, RADIUS_PANEL)
