"""A photo of a slip, large: turned, zoomed, the next one, or taken off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QWidget

from ui.cashier.proof_pictures import Photo, pictures
from ui.kit.dialogs import confirm
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text, write

_LARGEST = QSize(3200, 3200)  # pixels: the smallest print of a slip can be read at that
_STEPS = (0.25, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


class _Area(QScrollArea):
    """Says when there is more or less room for the picture."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class ProofViewer(QDialog):
    """Left and Right go through all pages of all photos; Esc closes."""

    removed = Signal(int)

    def __init__(
        self,
        parent: QWidget | None,
        title: Text,
        photos: Sequence[Photo],
        first: Photo,
        can_remove: bool,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("proof-viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        write(self, self.setWindowTitle, title)
        self._pages: list[tuple[Photo, QImage]] = []
        for photo in photos:
            self._pages += [(photo, image) for image in pictures(photo.data, _LARGEST) or [QImage()]]
        self._at = next(at for at, (photo, _image) in enumerate(self._pages) if photo.id == first.id)
        self._zoom: float | None = None  # None: all of it fits
        self._turned = 0
        self._place = Label("", "note", name="proof-viewer-place")
        self._picture = QLabel()
        self._picture.setObjectName("proof-viewer-picture")
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = _Area()
        self._area.setObjectName("proof-viewer-area")
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._picture)
        bar = hbox(Label(title, "title"), 12, self._place, None, *self._buttons(can_remove))
        self.setLayout(vbox(bar, self._area, gap=16, margins=24))
        self.resize(1000, 780)
        self._draw()
        self._area.resized.connect(self._refit)

    def _buttons(self, can_remove: bool) -> list[QWidget]:
        previous = self._quiet("proof-previous", lambda: self.tr("Previous"), "Left", lambda: self._go(-1))
        following = self._quiet("proof-next", lambda: self.tr("Next"), "Right", lambda: self._go(1))
        for button in (previous, following):
            button.setVisible(len(self._pages) > 1)
        remove = Button(
            "proof-remove", lambda: self.tr("Remove"), role="danger", key="Ctrl+Del", on=self._ask_remove
        )
        remove.setVisible(can_remove)
        return [
            previous,
            following,
            self._quiet("proof-turn", lambda: self.tr("Turn"), "Ctrl+R", self._turn),
            self._quiet("proof-smaller", lambda: self.tr("Smaller"), "Ctrl+-", lambda: self._step(-1)),
            self._quiet("proof-fit", lambda: self.tr("Fit"), "Ctrl+0", self.fit),
            self._quiet("proof-larger", lambda: self.tr("Larger"), "Ctrl+=", lambda: self._step(1)),
            remove,
        ]

    @staticmethod
    def _quiet(name: str, words: Text, key: str, on: Callable[[], object]) -> Button:
        return Button(name, words, role="quiet", key=key, badge=False, on=on)

    # -- looking ----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show all of it."""
        self._zoom = None
        self._draw()

    def _go(self, way: int) -> None:
        self._at = (self._at + way) % len(self._pages)
        self._turned, self._zoom = 0, None
        self._draw()

    def _turn(self) -> None:
        self._turned = (self._turned + 90) % 360
        self._draw()

    def _image(self) -> QImage:
        return self._pages[self._at][1].transformed(QTransform().rotate(self._turned))

    def _fitting(self, image: QImage) -> float:
        room = self._area.viewport().size()
        return min(1.0, room.width() / max(1, image.width()), room.height() / max(1, image.height()))

    def _step(self, way: int) -> None:
        now = self._zoom or self._fitting(self._image())
        if way > 0:
            self._zoom = next((step for step in _STEPS if step > now + 0.01), _STEPS[-1])
        else:
            self._zoom = next((step for step in reversed(_STEPS) if step < now - 0.01), _STEPS[0])
        self._draw()

    def _draw(self) -> None:
        image = self._image()
        many = len(self._pages) > 1
        self._place.setText(f"{self._at + 1} / {len(self._pages)}" if many else "")
        if image.isNull():
            self._picture.setText(self.tr("This photo cannot be shown."))
            self._picture.adjustSize()
            return
        ratio = self.devicePixelRatioF()
        size = image.size() * (self._zoom or self._fitting(image)) * ratio
        smooth = Qt.TransformationMode.SmoothTransformation
        shown = QPixmap.fromImage(image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, smooth))
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)
        self._picture.adjustSize()

    def _refit(self) -> None:
        if self._zoom is None:
            self._draw()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self._step(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    # -- taking off -------------------------------------------------------------------------------

    def _ask_remove(self) -> None:
        photo = self._pages[self._at][0]

        def remove() -> None:
            self.removed.emit(photo.id)
            self.accept()

        confirm(
            self,
            lambda: self.tr("Remove this photo?"),
            lambda: self.tr("For a photo that was attached by mistake. It is no longer shown here."),
            lambda: self.tr("Remove"),
            remove,
            danger=True,
        )
