"""PDFs opened to be looked at. PDFium knows one thread at a time, so whoever reads holds :data:`reader`."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

reader = threading.RLock()


@contextmanager
def opened(pdf: bytes) -> Iterator[PdfDocument]:
    """A PDF while it is read. Raises pypdfium2.PdfiumError for what is none."""
    import pypdfium2

    with reader:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()
