"""A paper in its preview, joined to the printer its kind goes to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ill_desktop.errors import Refusal
from ui.kit.commands import Commands
from ui.kit.preview import Preview
from ui.kit.text import Text
from ui.printers import TILL, Kind, Printers


@dataclass(frozen=True)
class Shown:
    """A paper that was drawn, and what follows when it is put out; as in ``Session.show_paper``."""

    title: Text
    pdf: bytes
    file_name: str
    kind: Kind
    on_output: Callable[[], object] | None
    on_failed: Callable[[Refusal], object] | None


class PaperPreview(Preview):
    """Prints on the printer that is remembered, or asks for one and remembers it."""

    def __init__(self, parent: QWidget | None, paper: Shown, printers: Printers, commands: Commands) -> None:
        printer = printers.chosen(paper.kind)
        called = QCoreApplication.translate("Printers", "Receipt printer") if printer == TILL else printer
        super().__init__(
            parent,
            paper.title,
            paper.pdf,
            paper.file_name,
            commands,
            self._print_straight if printer else None,
            called,
        )
        self._shown, self._printers, self._printer, self._called = paper, printers, printer, called
        self.printer_chosen.connect(lambda name: printers.choose(paper.kind, name))
        if paper.on_output is not None:
            self.put_out.connect(paper.on_output)
            self.put_out.connect(self.accept)

    def _print_straight(self) -> None:
        paper, name = self._shown, self._shown.file_name.removesuffix(".pdf")
        begun = self._printers.put_out(
            self._printer, lambda: paper.pdf, name, self._printed, self._failed, on_end=self._ended
        )
        if not begun:
            self._ended()

    # The window may be closed by the time a printer answers; what it answers holds all the same.

    def _ended(self) -> None:
        if isValid(self):
            self.may_print_again()

    def _printed(self) -> None:
        said = QCoreApplication.translate("Printers", "Sent to %1").replace("%1", self._called)
        self._commands.said.emit(said, False)
        if isValid(self):
            self.put_out.emit()
        elif self._shown.on_output is not None:
            self._shown.on_output()

    def _failed(self, refusal: Refusal) -> None:
        self._commands.fail(refusal)
        if self._shown.on_failed is not None:
            self._shown.on_failed(refusal)
