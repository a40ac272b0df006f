"""Files that only a passphrase opens, for copies that leave the room.

A sealed file is a header and pieces of 64 KiB, each by AES-256-GCM (NIST SP 800-38D). The header holds the
salt of the passphrase, how costly it is to try one (scrypt, RFC 7914), a mark that tells a wrong passphrase
from damage, and a salt of the file's own; its key comes from both by HKDF (RFC 5869). A piece's nonce is its
number and whether it is the last, so that none can be dropped, doubled or moved; the header is authenticated
with every piece.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from ill_desktop.errors import Refusal

ENDING = ".sealed"
MAGIC = b"ILLDESK\x01"
COST = 17  # scrypt N = 2^17 with r = 8, p = 1: 128 MiB and about half a second for each try
COSTS = range(14, 21)
SALT, MARK, TAG, PIECE = 16, 8, 16, 64 << 10
HEADER = len(MAGIC) + 1 + SALT + MARK + SALT
SHORTEST = 10


@dataclass(frozen=True)
class Secret:
    """What a passphrase comes to, with the salt it was stirred with."""

    salt: bytes
    cost: int
    master: bytes = field(repr=False)

    @property
    def mark(self) -> bytes:
        return hmac.new(self.master, b"mark", hashlib.sha256).digest()[:MARK]

    def to_bytes(self) -> bytes:
        return bytes([self.cost]) + self.salt + self.master

    @classmethod
    def from_bytes(cls, data: bytes) -> Secret:
        """Raises ValueError for anything but what :meth:`to_bytes` wrote."""
        if len(data) != 1 + SALT + 32 or data[0] not in COSTS:
            raise ValueError(len(data))
        return cls(data[1 : 1 + SALT], data[0], data[1 + SALT :])


def new_secret(passphrase: str) -> Secret:
    """Raises Refusal ``backup.passphrase_short`` beside ``passphrase``."""
    if len(passphrase) < SHORTEST:
        raise Refusal("backup.passphrase_short", "passphrase", shortest=SHORTEST)
    salt = secrets.token_bytes(SALT)
    return Secret(salt, COST, _stir(passphrase, salt, COST))


def _stir(passphrase: str, salt: bytes, cost: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    # Input methods write the same word in several ways.
    typed = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "replace")
    return Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(typed)


def _box(secret: Secret, own_salt: bytes) -> Any:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return AESGCM(HKDF(SHA256(), 32, own_salt, b"ill-desk backup").derive(secret.master))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def seal(secret: Secret, source: IO[bytes], target: IO[bytes]) -> None:
    """Write what ``source`` holds, sealed, into ``target``."""
    own_salt = secrets.token_bytes(SALT)
    header = MAGIC + bytes([secret.cost]) + secret.salt + secret.mark + own_salt
    target.write(header)
    box, number, piece = _box(secret, own_salt), 0, source.read(PIECE)
    while True:
        following = source.read(PIECE)
        target.write(box.encrypt(_nonce(number, not following), piece, header))
        if not following:
            return
        number, piece = number + 1, following


class Opener:
    """Opens what one passphrase sealed; trying it costs half a second for each salt, once."""

    def __init__(self, passphrase: str = "", secret: Secret | None = None) -> None:
        self._passphrase = passphrase
        self._known = {(secret.salt, secret.cost): secret} if secret else {}

    def _secret(self, salt: bytes, cost: int) -> Secret:
        if (salt, cost) not in self._known:
            if not self._passphrase:
                raise Refusal("backup.passphrase", "passphrase")
            self._known[salt, cost] = Secret(salt, cost, _stir(self._passphrase, salt, cost))
        return self._known[salt, cost]

    def open(self, source: IO[bytes], target: IO[bytes]) -> None:
        """Write what was sealed into ``target``.

        Raises Refusal ``backup.passphrase`` for a wrong one, ``backup.damaged`` for anything else: what was
        written until then is worth nothing.
        """
        from cryptography.exceptions import InvalidTag

        header = source.read(HEADER)
        at = len(MAGIC)
        if len(header) < HEADER or not header.startswith(MAGIC) or header[at] not in COSTS:
            raise Refusal("backup.damaged")
        secret = self._secret(header[at + 1 : at + 1 + SALT], header[at])
        if not hmac.compare_digest(secret.mark, header[at + 1 + SALT : at + 1 + SALT + MARK]):
            raise Refusal("backup.passphrase", "passphrase")
        box, number, piece = _box(secret, header[-SALT:]), 0, source.read(PIECE + TAG)
        while True:
            following = source.read(PIECE + TAG)
            try:
                target.write(box.decrypt(_nonce(number, not following), piece, header))
            except (InvalidTag, ValueError) as problem:
                raise Refusal("backup.damaged") from problem
            if not following:
                return
            number, piece = number + 1, following


def keep(file: Path, secret: Secret) -> None:
    """Remember on this machine what the passphrase came to, so that copies are made without asking."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secret.to_bytes())
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(file)


def kept(file: Path) -> Secret | None:
    """What was remembered; None when copies are not sealed. Raises Refusal ``backup.secret_damaged``: a copy
    that should be sealed is never made open for want of its key."""
    try:
        return Secret.from_bytes(file.read_bytes())
    except FileNotFoundError:
        return None
    except ValueError as problem:
        raise Refusal("backup.secret_damaged", file=file.name) from problem
