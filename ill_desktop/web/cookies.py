"""What a phone keeps for us: a random secret, a language, and sealed notes only this library can read.

All cookies are for this host only, unseen by scripts, and sent over TLS alone wherever the page speaks TLS.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple

from flask import Response

from ill_desktop import settings
from ill_desktop.ground import Ground

VISIT, LANGUAGE, ACTIVATION, CARD, READER = "visit", "lang", "activation", "card", "reader"
DAY = 24 * 60 * 60
LIFE = {VISIT: DAY, LANGUAGE: 365 * DAY, ACTIVATION: DAY, CARD: 30 * 60, READER: 30 * 60}
"""Seconds each cookie lives; what is sealed is not opened after that either."""
SECRET_BYTES = 24
LONGEST = 2048
SEALED_SINCE = "page.sealed_since"


class Change(NamedTuple):
    """What is to be set; no value: the cookie goes."""

    name: str
    value: str


class Cookies:
    """Names, seals and the token that binds a form to the phone it was shown on."""

    def __init__(self, ground: Ground, secure: bool) -> None:
        self._ground = ground
        self._secure = secure
        self._prefix = "__Host-" if secure else ""

    def read(self, sent: Mapping[str, str], name: str) -> str:
        """The cookie a phone sent, or nothing."""
        value = sent.get(self._prefix + name, "")
        return value if len(value) <= LONGEST and value.isascii() else ""

    def write(self, response: Response, changes: list[Change]) -> None:
        for name, value in changes:
            response.set_cookie(
                self._prefix + name,
                value,
                max_age=LIFE[name] if value else 0,
                path="/",
                secure=self._secure,
                httponly=True,
                samesite="Lax",
            )

    @staticmethod
    def new_secret() -> str:
        return secrets.token_urlsafe(SECRET_BYTES)

    def form_token(self, secret: str) -> str:
        """What a form shown to the holder of this secret must bring back."""
        return self._ground.keyed("page_form", secret)[:32]

    def is_form_token(self, secret: str, given: str) -> bool:
        return bool(secret) and hmac.compare_digest(
            self.form_token(secret).encode(), given.encode("utf-8", "replace")
        )

    def seal(self, name: str, content: dict[str, Any]) -> str:
        """A note for a cookie of this name, which the phone carries and cannot read or change."""
        plain = json.dumps([name, content], ensure_ascii=False).encode()
        return str(self._box().encrypt_at_time(plain, self._now()), "ascii")

    def unseal(self, name: str, note: str) -> dict[str, Any] | None:
        """What was sealed under this name; None for anything else and when its time is over."""
        from cryptography.fernet import InvalidToken

        if not note:
            return None
        try:
            kept = json.loads(self._box().decrypt_at_time(note, LIFE[name], self._now()))
        except InvalidToken:
            return None
        content: dict[str, Any] = kept[1]
        return content if kept[0] == name else None

    def _box(self) -> Any:
        from cryptography.fernet import Fernet

        since = str(settings.read(SEALED_SINCE, ""))  # what was sealed before a restore opens no more
        key = hmac.new(self._ground.key, b"page_seal" + since.encode(), hashlib.sha256).digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def _now(self) -> int:
        return int(self._ground.clock.now().timestamp())
