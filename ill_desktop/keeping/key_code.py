"""The key file on paper: groups of four signs that can be typed again, with a check of every slip.

Base 32 after Crockford: no I, L, O or U; small letters and what looks alike are read as what is meant.
"""

from __future__ import annotations

import hashlib

from ill_desktop.errors import Refusal

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MEANT = str.maketrans({"O": "0", "I": "1", "L": "1"})
KEY, CHECK, GROUP = 32, 3, 4
LENGTH = (KEY + CHECK) * 8 // 5  # 56 signs


def written(key: bytes) -> str:
    """``8F3K-…``: the key with three bytes of its SHA-256 behind it."""
    number = int.from_bytes(key + hashlib.sha256(key).digest()[:CHECK], "big")
    signs = "".join(SIGNS[number >> 5 * place & 31] for place in range(LENGTH - 1, -1, -1))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def read(text: str) -> bytes:
    """The key that was written down. Raises Refusal ``key.code`` beside ``key`` for a slip of the pen."""
    signs = "".join(sign for sign in text.upper().translate(_MEANT) if not sign.isspace() and sign != "-")
    if len(signs) != LENGTH or any(sign not in SIGNS for sign in signs):
        raise Refusal("key.code", "key")
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    whole = number.to_bytes(KEY + CHECK, "big")
    key, check = whole[:KEY], whole[KEY:]
    if hashlib.sha256(key).digest()[:CHECK] != check:
        raise Refusal("key.code", "key")
    return key


def from_file(data: bytes) -> bytes:
    """The key from its kept copy: the file itself, or a text in which the code stands on a line.

    Raises Refusal ``key.code``.
    """
    if len(data) == KEY:
        return data
    for line in data.decode("utf-8", "replace").splitlines():
        if len(line.replace("-", "").strip()) == LENGTH:
            return read(line)
    raise Refusal("key.code", "key")
