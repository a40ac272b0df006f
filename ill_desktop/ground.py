"""What every room stands on: the clock, the folder, the library's facts and its key."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ill_desktop.clock import Clock, utc_text
from ill_desktop.library import Library
from ill_desktop.paths import Folder, flush

_BLOCK = 64  # bytes that SHA-256 takes at once


@dataclass
class Ground:
    """Passed to every service when the desk is built; ``library`` is replaced when Settings change it."""

    clock: Clock
    folder: Folder
    library: Library

    @property
    def now(self) -> str:
        """The present instant as the database keeps it (UTC text)."""
        return utc_text(self.clock.now())

    @property
    def today(self) -> str:
        """The business date as the database keeps it."""
        return self.clock.day().isoformat()

    @cached_property
    def key(self) -> bytes:
        """The secret beside the database. Raises FileNotFoundError when it has been lost."""
        return self.folder.key.read_bytes()

    def read_key_anew(self) -> None:
        """Another key file was laid beside the database: what was read before counts no longer."""
        self.__dict__.pop("key", None)

    def keyed(self, purpose: str, text: str) -> str:
        """HMAC-SHA-256 of a short secret: worthless without the key file (domain §1, last six)."""
        return hmac.new(self.key, f"{purpose}\x1f{text}".encode(), hashlib.sha256).hexdigest()

    def keyer(self, purpose: str) -> Callable[[str], str]:
        """:meth:`keyed` for many secrets, a third of its time: HMAC (RFC 2104) is two hashes, and what they
        have in common is hashed once."""
        key = self.key if len(self.key) <= _BLOCK else hashlib.sha256(self.key).digest()
        padded = key.ljust(_BLOCK, b"\0")
        inside = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded) + f"{purpose}\x1f".encode())
        outside = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))

        def keyed(text: str) -> str:
            inner, outer = inside.copy(), outside.copy()
            inner.update(text.encode())
            outer.update(inner.digest())
            return outer.hexdigest()

        return keyed


def make_key(file: Path) -> None:
    """Create the key file, readable by its owner only; an existing one is left alone."""
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(32))
        flush(file)
        flush(file.parent)  # without it nobody is known by the last six any more
