"""Photos of slips as pictures: decoded the right way up, a PDF page by page, a clipboard as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from ui.kit.pages import Pages

_RAW = ("image/jpeg", "image/webp", "image/png")
_PAGES = 20  # of one PDF: a slip has one or two


@dataclass(frozen=True)
class Photo:
    """One photo or PDF as it is kept; ``elsewhere`` names another entry it stands at, or "". ``sha256`` is of
    one that is kept already."""

    id: int
    data: bytes
    elsewhere: str = ""
    sha256: str = ""


def pictures(data: bytes, most: QSize, first_only: bool = False) -> list[QImage]:
    """What a photo or a PDF shows, at most so large in pixels; nothing when it cannot be read."""
    if data.startswith(b"%PDF"):
        return list(_pages(data, most, first_only))
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)  # phones say how they were held
    size = reader.size()
    if size.isValid() and (size.width() > most.width() or size.height() > most.height()):
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return [] if image.isNull() else [image]


def _pages(pdf: bytes, most: QSize, first_only: bool) -> Iterator[QImage]:
    import pypdfium2

    try:
        pages = Pages(pdf)
    except pypdfium2.PdfiumError:
        return
    try:
        for at in range(1 if first_only else min(len(pages), _PAGES)):
            width, height = pages.size(at)
            yield pages.image(at, min(most.width() / width, most.height() / height))
    finally:
        pages.close()


def files_of(mime: QMimeData) -> list[Path]:
    """The files that were dropped or copied."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def holds_picture(mime: QMimeData) -> bool:
    """Whether there is something in it that could be attached."""
    return bool(files_of(mime)) or mime.hasImage() or any(mime.hasFormat(each) for each in _RAW)


def picture_of(mime: QMimeData) -> bytes | None:
    """A picture that was copied, not as a file: as its program gave it, else as PNG."""
    for kind in _RAW:
        if mime.hasFormat(kind):
            return bytes(mime.data(kind).data())
    image = mime.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())
