"""Which key file belongs to a library, without telling anything else of it."""

from __future__ import annotations

import hashlib
import hmac

from ill_desktop import settings
from ill_desktop.paths import Folder

KEY_ID = "key_id"
"""The setting: what :func:`id_of` says of the library's own key."""


def key_id(folder: Folder) -> str:
    """What tells whether a key file belongs to a backup, and nothing else of it; "" when it is lost."""
    try:
        return id_of(folder.key.read_bytes())
    except OSError:
        return ""


def key_problem(folder: Folder) -> str:
    """What is wrong with the key file of the open library: ``missing``, ``other`` for that of another
    library, or "" for nothing."""
    here = key_id(folder)
    if not here:
        return "missing"
    return "other" if settings.read(KEY_ID, here) != here else ""


def id_of(key: bytes) -> str:
    return hmac.new(key, b"key_id", hashlib.sha256).hexdigest()[:16]
