"""Electronic documents, kept by content hash in the data folder."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

from ill_desktop.errors import Refusal
from ill_desktop.paths import Folder

# Extension → how such a file begins (empty: it is text).
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF",),
    ".png": (b"\x89PNG",),
    ".jpg": (b"\xff\xd8",),
    ".jpeg": (b"\xff\xd8",),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
    ".epub": (b"PK",),
    ".zip": (b"PK",),
    ".docx": (b"PK",),
    ".caj": (b"CAJ", b"HN", b"KDH", b"TEB", b"\xc8", b"%PDF"),
    ".djvu": (b"AT&T",),
    ".txt": (),
}
# What an archive of that ending must have inside, since all of them begin alike.
INSIDE = {".epub": "mimetype", ".docx": "[Content_Types].xml"}
LONGEST_STEM, LONGEST_ENDING = 180, 20
LONGEST_LINK = 2_000


def check(name: str, data: bytes, largest: int) -> str:
    """The bare file name, when type and size will do. Raises Refusal beside ``file``."""
    # Printable signs only: a mail header or a list must not be led astray by line ends or by direction marks.
    last = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())
    ending = Path(last).suffix[:LONGEST_ENDING]
    bare = Path(last).stem[:LONGEST_STEM] + ending
    starts = KINDS.get(ending.lower())
    if starts is None:
        raise Refusal("file.type", "file", types=" ".join(KINDS))
    if len(data) > largest:
        raise Refusal("file.size", "file", largest=largest >> 20)
    if not data or not _fits(ending.lower(), starts, data):
        raise Refusal("file.content", "file", name=bare)
    return bare


def _fits(ending: str, starts: tuple[bytes, ...], data: bytes) -> bool:
    """Whether a content is what its ending says."""
    if not starts:
        return b"\0" not in data[:65_536] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not data.startswith(starts):
        return False
    return ending not in INSIDE or INSIDE[ending] in _names(data)


def _names(archive: bytes) -> list[str]:
    """What an archive holds; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            return opened.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return []


def read_still(file: Path, largest: int) -> bytes:
    """The content of a file that stands still. Raises OSError, Refusal ``file.size`` or ``file.changed``."""

    def looks(descriptor: int) -> tuple[int, int]:
        found = os.fstat(descriptor)
        return found.st_size, found.st_mtime_ns

    with file.open("rb") as stream:
        before = looks(stream.fileno())
        if before[0] > largest:
            raise Refusal("file.size", "file", largest=largest >> 20)
        data = stream.read(largest + 1)
        if looks(stream.fileno()) != before or len(data) != before[0]:
            raise Refusal("file.changed", "file", name=file.name)
    now = file.stat()
    if (now.st_size, now.st_mtime_ns) != before:  # another one was put in its place
        raise Refusal("file.changed", "file", name=file.name)
    return data


def page_count(data: bytes) -> int | None:
    """How many pages a PDF has; None for anything else, and for one that cannot be opened."""
    if not data.startswith(b"%PDF"):
        return None
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return None
    try:
        return len(document) or None
    finally:
        document.close()


def good_link(address: str) -> bool:
    """Whether a text is a web address that a reader can open."""
    if len(address) > LONGEST_LINK or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc


def path_of(folder: Folder, sha256: str) -> Path:
    return folder.document(sha256)


def keep(folder: Folder, data: bytes) -> str:
    """Write the bytes durably under their SHA-256 and return it; the same content is kept once."""
    return folder.keep(data)
