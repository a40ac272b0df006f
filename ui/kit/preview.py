"""A paper before it is printed: the very PDF, page by page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QListWidget, QScrollArea, QWidget

from ui.kit.commands import Commands
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text, write
from ui.kit.theme import style

_PRINT_DPI = 300
_STEPS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


class Pages:
    """The pages of a PDF as pictures."""

    def __init__(self, pdf: bytes) -> None:
        import pypdfium2

        self._document = pypdfium2.PdfDocument(pdf)

    def __len__(self) -> int:
        return len(self._document)

    def size(self, at: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._document[at].get_size()
        return float(width), float(height)

    def image(self, at: int, scale: float) -> QImage:
        """A page, ``scale`` pixels a point."""
        bitmap = self._document[at].render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        image = QImage(bytes(bitmap.buffer), width, height, stride, QImage.Format.Format_RGBX8888)
        return image.copy()  # the picture must outlive the PDF's own memory

    def close(self) -> None:
        self._document.close()


class _Area(QScrollArea):
    """Says when there is more or less room for the page."""

    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class Preview(QDialog):
    """Shows a paper; prints it or saves it as PDF. Enter prints."""

    put_out = Signal()
    """The paper was printed or saved: time to count it."""

    def __init__(self, parent: QWidget | None, title: Text, pdf: bytes, file_name: str, commands: Commands):
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        write(self, self.setWindowTitle, title)
        self._pdf, self._file_name, self._commands = pdf, file_name, commands
        self._pages = Pages(pdf)
        self._zoom: float | None = None  # None: the whole page fits
        self._paper = QLabel()
        self._paper.setObjectName("preview-page")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._list = self._make_list()
        self._area = _Area()
        self._area.setObjectName("preview-area")
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._paper)
        buttons = self._buttons()
        bar = hbox(Label(title, "title"), None, *buttons)
        self.setLayout(vbox(bar, hbox(self._list, self._area, gap=16), gap=16, margins=24))
        self.resize(960, 760)
        buttons[-1].setFocus()
        self._area.resized.connect(self._refit)
        self.finished.connect(lambda _result: self._pages.close())

    def _make_list(self) -> QListWidget:
        pages = QListWidget()
        pages.setObjectName("preview-pages")
        pages.setAccessibleName(self.tr("Pages"))
        pages.setFixedWidth(120)
        style(pages, role="list")
        pages.addItems([self.tr("Page %1").replace("%1", str(at + 1)) for at in range(len(self._pages))])
        pages.setCurrentRow(0)
        pages.setVisible(len(self._pages) > 1)
        pages.currentRowChanged.connect(lambda _at: self._draw())
        return pages

    def _buttons(self) -> tuple[Button, ...]:
        return (
            Button("preview-smaller", lambda: self.tr("Smaller"), role="quiet", on=lambda: self._step(-1)),
            Button("preview-fit", lambda: self.tr("Whole page"), role="quiet", on=self.fit),
            Button("preview-larger", lambda: self.tr("Larger"), role="quiet", on=lambda: self._step(1)),
            Button(
                "preview-save", lambda: self.tr("Save as PDF"), icon="download", on=self._save, key="Ctrl+S"
            ),
            Button(
                "preview-print",
                lambda: self.tr("Print"),
                role="primary",
                icon="print",
                on=self._print,
                key="Ctrl+P",
            ),
        )

    # -- looking ----------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole page."""
        self._zoom = None
        self._draw()

    def _refit(self) -> None:
        if self._zoom is None:
            self._draw()

    def _fitting(self) -> float:
        width, height = self._pages.size(self._at())
        room: QSize = self._area.viewport().size() - QSize(24, 24)
        return max(0.1, min(room.width() / width, room.height() / height))

    def _step(self, way: int) -> None:
        now = self._zoom or self._fitting()
        if way > 0:
            self._zoom = next((step for step in _STEPS if step > now + 0.01), _STEPS[-1])
        else:
            self._zoom = next((step for step in reversed(_STEPS) if step < now - 0.01), _STEPS[0])
        self._draw()

    def _at(self) -> int:
        return max(0, self._list.currentRow())

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        picture = QPixmap.fromImage(self._pages.image(self._at(), (self._zoom or self._fitting()) * ratio))
        picture.setDevicePixelRatio(ratio)
        self._paper.setPixmap(picture)
        self._paper.adjustSize()

    # -- putting on paper -------------------------------------------------------------------------

    def _save(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), self._file_name, "PDF (*.pdf)"
        )
        if name:
            self.save_to(Path(name))

    def save_to(self, file: Path) -> None:
        """Write the PDF; a full or forbidden disk is said, not thrown."""
        try:
            file.write_bytes(self._pdf)
        except OSError as error:
            sentence = self.tr("The file could not be written: %1").replace("%1", error.strerror or "")
            self._commands.refused.emit(sentence)
        else:
            self._commands.said.emit(self.tr("Saved: %1").replace("%1", file.name), False)
            self.put_out.emit()

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_pages(self._pages, printer)
            self.put_out.emit()


def print_pages(pages: Pages, printer: object) -> None:
    """Put every page on a QPrinter, in its true size where the paper allows, else as large as fits."""
    from PySide6.QtPrintSupport import QPrinter

    if not isinstance(printer, QPrinter):
        raise TypeError(printer)
    dpi = printer.resolution()
    painter = QPainter(printer)
    for at in range(len(pages)):
        if at:
            printer.newPage()
        width, height = pages.size(at)
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        scale = min(dpi / 72, paper.width() / width, paper.height() / height)
        offset = printer.pageRect(QPrinter.Unit.DevicePixel).topLeft()
        target = QRect(round(-offset.x()), round(-offset.y()), round(width * scale), round(height * scale))
        painter.drawImage(target, pages.image(at, min(dpi, _PRINT_DPI) / 72))
    painter.end()
