"""A paper in its preview, joined to the printer its kind goes to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ill_desktop.errors import Refusal
from ui.kit.preview import Preview
from ui.kit.text import Text
from ui.printers import TILL, Kind

if TYPE_CHECKING:
    from ui.session import Session


def show_preview(
    session: Session,
    title: Text,
    pdf: bytes,
    file_name: str,
    parent: QWidget | None,
    on_output: Callable[[], object] | None,
    kind: Kind,
    on_failed: Callable[[Refusal], object] | None,
) -> Preview:
    """Open the preview; parameters as in ``Session.show_paper``."""
    printers = session.printers
    printer = printers.chosen(kind)

    def put_out() -> None:
        """The preview may be closed by now: what was printed is counted all the same."""
        said = QCoreApplication.translate("Printers", "Sent to %1").replace("%1", called)
        session.commands.said.emit(said, False)
        if isValid(preview):
            preview.put_out.emit()
        elif on_output is not None:
            on_output()

    def failed(refusal: Refusal) -> None:
        session.commands.fail(refusal)
        if on_failed is not None:
            on_failed(refusal)

    def ended() -> None:
        if isValid(preview):
            preview.may_print_again()

    def straight() -> None:
        printers.put_out(printer, lambda: pdf, file_name, put_out, failed, on_end=ended)

    called = QCoreApplication.translate("Printers", "Receipt printer") if printer == TILL else printer
    preview = Preview(
        parent or session.window,
        title,
        pdf,
        file_name,
        session.commands,
        straight if printer else None,
        called,
    )
    preview.printer_chosen.connect(lambda name: printers.choose(kind, name))
    if on_output is not None:
        preview.put_out.connect(on_output)
        preview.put_out.connect(preview.accept)
    preview.open()
    return preview
