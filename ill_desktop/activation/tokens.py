"""Personal tokens: shown once, kept as a hash, bound to a reader, good for one use."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass, field

from db import connection, merged
from db.tables import ActivationToken
from ill_desktop.activation import rules
from ill_desktop.clock import utc_text
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.patrons.queries import follow


@dataclass(frozen=True)
class IssuedToken:
    """``text`` is what the QR says: a link where ``is_link``, else a code for the library's scanners.
    ``expires_at`` is a UTC instant. The token is nowhere else: only its hash is kept."""

    token: str = field(repr=False)
    text: str = field(repr=False)
    is_link: bool
    expires_at: dt.datetime


def hashed(token: str) -> str:
    """What is kept of a token or of a visit's secret: 192 random bits need no key."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def issue(ground: Ground, patron_id: int, medium: str) -> IssuedToken:
    """A new token, in the caller's transaction: 10 minutes on a screen, 30 days on paper."""
    library = ground.library
    good_for = {
        "screen": dt.timedelta(minutes=library.screen_minutes),
        "paper": dt.timedelta(days=library.paper_days),
    }[medium]
    token = secrets.token_urlsafe(rules.TOKEN_BYTES)
    expires_at = ground.clock.now() + good_for
    ActivationToken.insert(
        hash=hashed(token),
        patron_id=patron_id,
        purpose=rules.PURPOSE,
        medium=medium,
        created_at=ground.now,
        expires_at=utc_text(expires_at),
    ).execute()
    text = rules.qr_text(token, library.base_address)
    return IssuedToken(token, text, bool(library.base_address), expires_at)


def find(ground: Ground, text: str) -> int:
    """Whose token was scanned. Opening it grants nothing and uses nothing up.

    Raises Refusal ``activation.token_unknown``, ``token_consumed`` or ``token_expired``.
    """
    return _owner(rules.token_in(text), ground.now)


def opened(ground: Ground, text: str) -> tuple[str, int]:
    """``(hash, patron_id)`` of a token as scanned or as it stands in a link. Raises as :func:`find`."""
    token = rules.token_of(text)
    owner = _owner(token, ground.now)
    return hashed(str(token)), owner


def _owner(token: str | None, at: str) -> int:
    if token is None:
        raise Refusal("activation.token_unknown")
    return _owner_of_hash(hashed(token), at)


def _owner_of_hash(kept: str, at: str) -> int:
    row: tuple[int, str, str | None] | None = connection.first(
        lambda *columns: columns,
        "SELECT patron_id, expires_at, consumed_at FROM activation_token WHERE hash = ? AND purpose = ?",
        (kept, rules.PURPOSE),
    )
    if row is None:
        raise Refusal("activation.token_unknown")
    if row[2] is not None:
        raise Refusal("activation.token_consumed")
    if row[1] <= at:
        raise Refusal("activation.token_expired")
    return follow(row[0])


def consume(ground: Ground, patron_id: int, kept: str, opened_at: str) -> None:
    """Use a reader's token up by its hash, in the caller's transaction: of several who try, one wins.

    It must have been good when it was opened (UTC text). Raises Refusal as :func:`find` does; somebody
    else's token is unknown.
    """
    won = connection.execute(
        "UPDATE activation_token SET consumed_at = ?1 WHERE hash = ?2 AND consumed_at IS NULL "
        "AND expires_at > ?4 AND purpose = ?5 "
        f"AND patron_id IN {merged.same('?3')}",
        (ground.now, kept, patron_id, opened_at, rules.PURPOSE),
    )
    if won != 1:
        _owner_of_hash(kept, opened_at)
        raise Refusal("activation.token_unknown")


def consume_rest(ground: Ground, patron_id: int) -> None:
    """After the activation a reader's other tokens and codes are good for nothing."""
    for table in ("activation_token", "activation_code"):
        connection.execute(
            f"UPDATE {table} SET consumed_at = ?1 WHERE consumed_at IS NULL "
            f"AND patron_id IN {merged.same('?2')}",
            (ground.now, patron_id),
        )
