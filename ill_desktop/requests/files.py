"""Electronic documents, kept by content hash in the data folder."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from ill_desktop.errors import Refusal
from ill_desktop.paths import Folder

# Extension → how such a file begins (empty: nothing is certain).
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
    ".caj": (),
    ".djvu": (b"AT&T",),
    ".txt": (),
}
LONGEST_STEM, LONGEST_ENDING = 180, 20


def check(name: str, data: bytes, largest: int) -> str:
    """The bare file name, when type and size will do. Raises Refusal beside ``file``."""
    # Printable signs only: a mail header or a list must not be led astray by line ends or by direction marks.
    last = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable())
    ending = Path(last).suffix[:LONGEST_ENDING]
    bare = Path(last).stem[:LONGEST_STEM] + ending
    starts = KINDS.get(ending.lower())
    if starts is None:
        raise Refusal("file.type", "file", types=" ".join(KINDS))
    if not data or (starts and not data.startswith(starts)):
        raise Refusal("file.content", "file", name=bare)
    if len(data) > largest:
        raise Refusal("file.size", "file", largest=largest >> 20)
    return bare


def path_of(folder: Folder, sha256: str) -> Path:
    return folder.document(sha256)


def keep(folder: Folder, data: bytes) -> str:
    """Write the bytes durably under their SHA-256 and return it; the same content is kept once."""
    sha256 = hashlib.sha256(data).hexdigest()
    target = path_of(folder, sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, half = tempfile.mkstemp(dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(half, target)
        except BaseException:  # a full disk keeps no half of it
            Path(half).unlink(missing_ok=True)
            raise
    return sha256
