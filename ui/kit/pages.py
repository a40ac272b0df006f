"""The pages of a PDF as pictures, on the screen and on a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRect, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from ill_desktop.documents.reading import reader

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PRINT_DPI = 300
_POINTS = 72  # to the inch


class Pages:
    """A PDF that stays open while it is looked at."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        with reader:
            self._document = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        with reader:
            return len(self._document)

    def size(self, at: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        with reader:
            width, height = self._document[at].get_size()
        return float(width), float(height)

    def image(self, at: int, scale: float) -> QImage:
        """A page, ``scale`` pixels a point."""
        with reader:
            bitmap = self._document[at].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            width, height, stride = bitmap.width, bitmap.height, bitmap.stride
            image = QImage(bytes(bitmap.buffer), width, height, stride, QImage.Format.Format_RGBX8888)
            return image.copy()  # the picture must outlive the PDF's own memory

    def close(self) -> None:
        with reader:
            self._document.close()


def fit_paper(pages: Pages, printer: QPrinter) -> None:
    """Ask for paper of the first page's size, to its very edge, where no dialog asks for it."""
    paper = QPageSize(QSizeF(*pages.size(0)), QPageSize.Unit.Point)
    printer.setPageLayout(QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF()))
    printer.setFullPage(True)


def print_pages(pages: Pages, printer: QPrinter) -> bool:
    """Put every page on a printer, in its true size where the paper allows, else as large as fits.

    False when the printer does not take them. May be called beside the window's thread.
    """
    from PySide6.QtPrintSupport import QPrinter

    dpi = printer.resolution()
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for at in range(len(pages)):
        if at and not printer.newPage():
            painter.end()
            return False
        width, height = pages.size(at)
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        scale = min(dpi / _POINTS, paper.width() / width, paper.height() / height)
        offset = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        target = QRect(round(-offset.x()), round(-offset.y()), round(width * scale), round(height * scale))
        painter.drawImage(target, pages.image(at, min(dpi, _PRINT_DPI) / _POINTS))
    return painter.end() and printer.printerState() != QPrinter.PrinterState.Error
