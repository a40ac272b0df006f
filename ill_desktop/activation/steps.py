"""The three steps of [N], once, for desk, phone and kiosk: who it is, how to reach him, that he agrees."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field

from db import connection, merged
from db.tables import Activation as ActivationTable
from ill_desktop.activation import queries, rules, terms, tokens
from ill_desktop.activation.rules import Identity
from ill_desktop.activation.terms import Terms
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import fields, record
from ill_desktop.patrons import rules as patron_rules
from ill_desktop.patrons.queries import follow
from ill_desktop.staff.rules import Actor


@dataclass(frozen=True)
class Activation:
    """What was recorded; ``at`` is UTC text."""

    id: int
    patron_id: int
    at: str
    way: str
    terms_version: str
    terms_hash: str
    language: str
    mobile_proof: str


@dataclass(frozen=True)
class Person:
    """Who proved to be whom. ``new_last_six``: keyed, when the record had none and the document shows it."""

    patron_id: int
    name: str
    new_last_six: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Proved:
    """What the first two steps proved; ``token`` is the hash of what was scanned and when that was."""

    way: str
    proof: str
    email: str
    mobile: str
    new_last_six: str | None = field(default=None, repr=False)
    token: tuple[str, str] | None = None


_NOBODY = (0, "", None)
_LIVE = ", ".join(repr(state) for state in patron_rules.LIVE)


def identify(ground: Ground, identity: Identity, meant_for: int | None, document: bool) -> Person:
    """Step 1. Raises Refusal ``activation.identity``, the same and after the same work whether number,
    name, last six or the QR's reader are wrong or unknown.

    ``meant_for``: the reader whose QR was scanned or whose card is open. With ``document`` a librarian has
    seen it, and what the record lacks is taken from there.
    """
    last_six = ground.keyed("last_six", fields.last_six(identity.last_six))
    number = fields.folded(identity.number)[: fields.NUMBER_LONGEST + 1].encode("utf-8", "replace").decode()
    row: tuple[int, str, str | None] = (
        connection.first(
            lambda *columns: columns,
            "SELECT p.id, p.name, COALESCE(p.last_six, kept.last_six) FROM patron p "
            f"LEFT JOIN patron kept ON kept.id = {merged.kept('p.id')} WHERE p.number = ? "
            f"ORDER BY p.merged_into IS NOT NULL, p.state NOT IN ({_LIVE}), p.id DESC LIMIT 1",
            (number,),
        )
        or _NOBODY
    )
    found, name, known = row
    patron_id = follow(found)
    missing = document and known is None and found > 0
    right = (
        hmac.compare_digest(last_six if missing else known or "0" * len(last_six), last_six),
        patron_rules.same_person(name, identity.name),
        found > 0 and bool(name),
        meant_for is None or follow(meant_for) == patron_id,
    )
    if not all(right):
        raise Refusal("activation.identity", "last_six")
    if document and not identity.document_seen:
        raise Refusal("activation.document", "document_seen")
    return Person(patron_id, name, last_six if missing else None)


def check_ready(ground: Ground, patron_id: int) -> None:
    """The day has come, and the reader is approved and has yet to agree. Raises Refusal."""
    rules.check_started(ground.clock.day(), ground.library.activation_starts)
    rules.check_ready(record.state_of(patron_id), queries.needs_activation(ground.library, patron_id))


def contact(ground: Ground, patron_id: int, email: str, mobile: str) -> tuple[str, str]:
    """Step 2: e-mail and mobile as they are stored. Raises Refusal(s) by field."""
    email, mobile = patron_rules.contact(email, mobile, ground.library)
    refuse(record.taken("", email, besides=patron_id))
    return email, mobile


def conclude(
    ground: Ground, notices: NoticeService, by: Actor, patron_id: int, proved: Proved, agreed: Terms
) -> Activation:
    """Step 3: tokens used up, contact and agreement stored, the reader told; in the caller's transaction.

    Raises Refusal when the reader may no longer, or the token was used meanwhile.
    """
    check_ready(ground, patron_id)
    if proved.token is not None:
        tokens.consume(ground, patron_id, *proved.token)
    tokens.consume_rest(ground, patron_id)
    record.set_contact(ground, by, patron_id, proved.email, proved.mobile, proved.proof)
    if proved.new_last_six is not None:
        record.keep_last_six(ground, by, patron_id, proved.new_last_six)
    terms.keep(ground, by, agreed)
    return _store(ground, notices, by, patron_id, proved, agreed)


def _store(
    ground: Ground, notices: NoticeService, by: Actor, patron_id: int, proved: Proved, agreed: Terms
) -> Activation:
    """Way, time, terms and their hash, language, operator [N]."""
    facts = {"way": proved.way, "language": agreed.language, "mobile_proof": proved.proof}
    number: int = ActivationTable.insert(
        patron_id=patron_id,
        at=ground.now,
        terms_version=agreed.version,
        terms_hash=agreed.hash,
        actor=by.mark,
        **facts,
    ).execute()
    record.mark_activated(ground, by, patron_id, proved.way)
    about = {**facts, "terms": agreed.version, "terms_hash": agreed.hash}
    record.log(ground, by, "patron.activate", patron_id, **about)
    record.tell(notices, "activation_done", patron_id, terms=agreed.version)
    return Activation(
        id=number,
        patron_id=patron_id,
        at=ground.now,
        terms_version=agreed.version,
        terms_hash=agreed.hash,
        **facts,
    )
