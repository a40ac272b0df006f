"""What this machine prints on. The printer of each kind of paper is remembered per person."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from threading import Lock
from typing import Literal, get_args

from ill_desktop.counter import drawers
from ill_desktop.counter.drawers import OPEN, Device
from ill_desktop.errors import Refusal
from ui.kit.progress import Progress
from ui.kit.tasks import Tasks

Kind = Literal["receipt", "report", "slip", "letter", "label", "page"]
KINDS: tuple[Kind, ...] = get_args(Kind)
TILL, PREVIEW = "till:", "preview:"
"""Instead of a printer's name: the receipt printer of the till; none, every paper is looked at first."""
ROLLS: tuple[Kind, ...] = ("receipt", "report")
"""What fits on the roll of a receipt printer."""
_MEMORY = "printer."


class Printers:
    """Puts papers out beside the windows; ``device`` says what stands at the till one works at."""

    def __init__(
        self, memory: MutableMapping[str, str], tasks: Tasks, device: Callable[[], Device | None]
    ) -> None:
        self._memory, self._tasks, self.device = memory, tasks, device
        self._busy: set[str] = set()
        self._one_at_a_time = Lock()

    def names(self) -> list[str]:
        """The printers of this machine, as its system calls them."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return sorted(QPrinterInfo.availablePrinterNames())

    def chosen(self, kind: Kind) -> str:
        """Where papers of a kind go at once: a printer's name or :data:`TILL`; "" is nowhere.

        Receipts go to the till's own printer where there is one and nothing else was chosen.
        """
        kept = self._memory.get(_MEMORY + kind, TILL if kind == "receipt" else PREVIEW)
        if kept == TILL and (kind not in ROLLS or self.device() is None):
            return ""
        return "" if kept == PREVIEW else kept

    def choose(self, kind: Kind, printer: str) -> None:
        """Remember a printer's name, :data:`TILL` or :data:`PREVIEW`."""
        self._memory[_MEMORY + kind] = printer

    def is_printing(self, name: str) -> bool:
        """Whether a paper is under way to a printer."""
        return name in self._busy

    def put_out(
        self,
        printer: str,
        draw: Callable[[], bytes],
        name: str,
        on_done: Callable[[], object],
        on_failed: Callable[[Refusal], object],
        *,
        pulse: bool = False,
        on_end: Callable[[], object] | None = None,
    ) -> bool:
        """Draw a paper and print it, without a question; ``pulse`` opens the drawer of the till with it.

        ``name`` tells papers apart: False, and nothing happens, while one of that name is under way.
        """
        if name in self._busy:
            return False
        self._busy.add(name)
        device = self.device()

        def work(_progress: Progress) -> Refusal | None:
            pdf = draw()
            try:
                with self._one_at_a_time:  # a receipt printer talks to one at a time
                    _print(printer, pdf, name, device, pulse)
            except Refusal as refusal:
                return refusal
            return None

        def ended() -> None:
            self._busy.discard(name)
            if on_end is not None:
                on_end()

        self._tasks.run(
            work,
            lambda refusal: on_done() if refusal is None else on_failed(refusal),
            name,
            on_end=ended,
        )
        return True

    def open_drawer(
        self,
        device: Device,
        on_done: Callable[[], object] = lambda: None,
        on_end: Callable[[], object] | None = None,
    ) -> None:
        """Open the drawer that hangs on a receipt printer; what the printer has against it is told."""

        def work(_progress: Progress) -> None:
            with self._one_at_a_time:
                drawers.send(device, OPEN)

        self._tasks.run(work, lambda _nothing: on_done(), on_end=on_end)


def _print(printer: str, pdf: bytes, name: str, device: Device | None, pulse: bool) -> None:
    """Raises Refusal ``printer.…``."""
    if printer != TILL:
        _print_by_system(printer, pdf, name)
        return
    from ill_desktop.documents import escpos

    if device is None:
        raise Refusal("printer.none")
    drawers.send(device, escpos.job(pdf, device.roll, pulse=pulse and device.drawer))


def _print_by_system(name: str, pdf: bytes, document: str) -> None:
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    from ui.kit.pages import Pages, fit_paper, print_pages

    found = QPrinterInfo.printerInfo(name)
    if found.isNull():
        raise Refusal("printer.missing", name=name)
    if found.state() == QPrinter.PrinterState.Error:
        raise Refusal("printer.failed", name=name)
    printer = QPrinter(found, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(document)
    pages = Pages(pdf)
    try:
        fit_paper(pages, printer)
        if not print_pages(pages, printer):
            raise Refusal("printer.failed", name=name)
    finally:
        pages.close()
