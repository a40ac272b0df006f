"""A paper before it is printed: the very PDF, page by page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QListWidget, QScrollArea, QWidget

from ui.kit.commands import Commands
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.pages import Pages, print_pages
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text, write
from ui.kit.theme import style

_STEPS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0)


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
    printer_chosen = Signal(str)
    """It went to a printer that was chosen by its name."""

    def __init__(
        self,
        parent: QWidget | None,
        title: Text,
        pdf: bytes,
        file_name: str,
        commands: Commands,
        straight: Callable[[], object] | None = None,
        printer: str = "",
    ) -> None:
        """``straight`` prints on the printer that is remembered, called ``printer``: without it, Print asks
        for one. Call :meth:`may_print_again` when it has ended."""
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        write(self, self.setWindowTitle, title)
        self._pdf, self._file_name, self._commands = pdf, file_name, commands
        self._straight = straight
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
        self._print_button = buttons[-1]
        where = ElidedLabel(printer, "note", name="preview-printer")
        where.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar = hbox(Label(title, "title"), where, *buttons)
        bar.setStretch(1, 1)
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
        another = Button(
            "preview-choose",
            lambda: self.tr("Another printer"),
            role="quiet",
            on=self._choose,
            key="Ctrl+Shift+P",
        )
        if self._straight is None:  # never shown before it has its place
            another.hide()
        return (
            Button("preview-smaller", lambda: self.tr("Smaller"), role="quiet", on=lambda: self._step(-1)),
            Button("preview-fit", lambda: self.tr("Whole page"), role="quiet", on=self.fit),
            Button("preview-larger", lambda: self.tr("Larger"), role="quiet", on=lambda: self._step(1)),
            Button(
                "preview-save", lambda: self.tr("Save as PDF"), icon="download", on=self._save, key="Ctrl+S"
            ),
            another,
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
        if self._straight is not None:
            self._print_button.setEnabled(False)
            self._straight()
        else:
            self._choose()

    def may_print_again(self) -> None:
        """The printer has answered, for good or ill."""
        self._print_button.setEnabled(True)

    def _choose(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if not print_pages(self._pages, printer):
            sentence = self.tr("%1 did not take the paper.").replace("%1", printer.printerName())
            self._commands.refused.emit(sentence)
            return
        if printer.printerName():
            self.printer_chosen.emit(printer.printerName())
        self.put_out.emit()
