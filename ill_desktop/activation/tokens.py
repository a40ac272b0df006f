"""Personal tokens and mobile codes: shown once, kept as a hash, good for one use."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field

from db import connection
from db.tables import ActivationCode, ActivationToken, ActivationWrongCode
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


@dataclass(frozen=True)
class IssuedCode:
    """Six digits for the staff window; the reader types them. ``expires_at`` is a UTC instant."""

    code: str = field(repr=False)
    expires_at: dt.datetime


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


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
        hash=_hash(token),
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
    token = rules.token_in(text)
    row: tuple[int, str, str | None] | None = connection.first(
        lambda *columns: columns,
        "SELECT patron_id, expires_at, consumed_at FROM activation_token WHERE hash = ? AND purpose = ?",
        (_hash(token or ""), rules.PURPOSE),
    )
    if token is None or row is None:
        raise Refusal("activation.token_unknown")
    if row[2] is not None:
        raise Refusal("activation.token_consumed")
    if row[1] <= ground.now:
        raise Refusal("activation.token_expired")
    return follow(row[0])


def consume(ground: Ground, patron_id: int, text: str) -> None:
    """Use a reader's token up, in the caller's transaction: of several who try, one wins.

    Raises Refusal as :func:`find` does; somebody else's token is unknown.
    """
    won = connection.execute(
        "UPDATE activation_token SET consumed_at = ?1 WHERE hash = ?2 AND consumed_at IS NULL "
        "AND expires_at > ?1 AND patron_id IN (SELECT id FROM patron WHERE id = ?3 OR merged_into = ?3)",
        (ground.now, _hash(rules.token_in(text) or ""), patron_id),
    )
    if won != 1:
        find(ground, text)
        raise Refusal("activation.token_unknown")


def consume_rest(ground: Ground, patron_id: int) -> None:
    """After the activation a reader's other tokens and codes are good for nothing."""
    for table in ("activation_token", "activation_code"):
        connection.execute(
            f"UPDATE {table} SET consumed_at = ? WHERE patron_id = ? AND consumed_at IS NULL",
            (ground.now, patron_id),
        )


def issue_code(ground: Ground, patron_id: int, way: str = "counter") -> IssuedCode:
    """A new code, in the caller's transaction; only the newest counts."""
    rules.check_tries(wrong_today(ground, patron_id))
    code = f"{secrets.randbelow(1_000_000):06d}"
    expires_at = ground.clock.now() + dt.timedelta(minutes=rules.CODE_MINUTES)
    ActivationCode.insert(
        patron_id=patron_id,
        hash=_code_hash(ground, patron_id, code),
        way=way,
        created_at=ground.now,
        expires_at=utc_text(expires_at),
    ).execute()
    return IssuedCode(code, expires_at)


def _code_hash(ground: Ground, patron_id: int, code: str) -> str:
    # Keyed: a plain hash of six digits is guessed at once.
    return ground.keyed("activation_code", f"{patron_id}:{code}")


def wrong_today(ground: Ground, patron_id: int) -> int:
    """How many codes were wrong in the last 24 hours."""
    since = utc_text(ground.clock.now() - dt.timedelta(days=1))
    return int(
        connection.value(
            "SELECT COUNT(*) FROM activation_wrong_code WHERE patron_id = ? AND at > ?", (patron_id, since)
        )
    )


def verify_code(ground: Ground, patron_id: int, typed: str) -> None:
    """Return when the code is right; it is not used up. A wrong one is counted for good.

    Raises Refusal beside ``code``. Call it outside a transaction: a rollback would forget the count.
    """
    with connection.transaction():
        code = rules.check_code(typed, wrong_today(ground, patron_id))
        kept = connection.value(
            "SELECT hash FROM activation_code "
            "WHERE patron_id = ? AND consumed_at IS NULL AND expires_at > ? ORDER BY id DESC LIMIT 1",
            (patron_id, ground.now),
        )
        if kept is None:
            raise Refusal("activation.code_expired", "code")
        if hmac.compare_digest(kept, _code_hash(ground, patron_id, code)):
            return
        ActivationWrongCode.insert(patron_id=patron_id, at=ground.now).execute()
        left = rules.WRONG_CODES_A_DAY - wrong_today(ground, patron_id)
    raise Refusal("activation.code_wrong", "code", left=left)


def forgive(patron_id: int) -> None:
    """A librarian unlocks: the wrong codes count no more."""
    connection.execute("DELETE FROM activation_wrong_code WHERE patron_id = ?", (patron_id,))
