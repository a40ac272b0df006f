"""Activation at the desk [N]: the three steps, each by itself, and the whole in one transaction."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from db import connection
from db.tables import Activation as ActivationTable
from ill_desktop.activation import queries, rules, terms, tokens
from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.activation.terms import Terms
from ill_desktop.activation.tokens import IssuedCode, IssuedToken
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import fields, record
from ill_desktop.patrons import rules as patron_rules
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


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


class ActivationService:
    """Tokens for the QR, and the three steps of activation."""

    def __init__(self, ground: Ground, notices: NoticeService) -> None:
        self._ground = ground
        self._notices = notices

    def terms(self, language: str) -> Terms:
        """The borrowing terms that hold now. Raises FileNotFoundError for a language without any."""
        return terms.of(self._ground.library, language)

    def issue_token(self, by: Actor, patron_id: int, medium: str) -> IssuedToken:
        """A personal token for the QR; ``medium`` is screen (10 min) or paper (30 days).

        Raises Refusal ``activation.not_approved`` for a reader who cannot come to activate.
        """
        if by.patron_id != patron_id:
            require(self._ground, by, "patron.activate")
        with connection.transaction():
            if record.state_of(patron_id) not in rules.MAY_HAVE_TOKEN:
                raise Refusal("activation.not_approved")
            issued = tokens.issue(self._ground, patron_id, medium)
            record.log(self._ground, by, "activation.token", patron_id, medium=medium)
        return issued

    def find_token(self, text: str) -> int:
        """Whose QR was scanned: the patron's id. Raises Refusal ``activation.token_…``."""
        return tokens.find(self._ground, text)

    def counter_code(self, by: Actor, patron_id: int) -> IssuedCode:
        """Six digits for the staff window, which the reader types: attests the mobile without a network.

        Raises Refusal ``activation.code_locked`` after five wrong ones in a rolling day.
        """
        require(self._ground, by, "patron.activate")
        with connection.transaction():
            record.state_of(patron_id)
            issued = tokens.issue_code(self._ground, patron_id)
            record.log(self._ground, by, "activation.code", patron_id)
        return issued

    def unlock_codes(self, by: Actor, patron_id: int) -> None:
        """Let a reader try again who typed five wrong codes."""
        require(self._ground, by, "patron.activate")
        with connection.transaction():
            tokens.forgive(patron_id)
            record.event(self._ground, by, patron_id, "unlock_codes")
            record.log(self._ground, by, "activation.unlock", patron_id)

    # The three steps. Each may be asked by itself; activate_at_desk asks them all again.

    def check_identity(self, by: Actor, patron_id: int, identity: Identity) -> None:
        """Step 1. Raises Refusal ``activation.identity`` whichever of name, number and last six is wrong."""
        require(self._ground, by, "patron.activate")
        rules.check_started(self._ground.clock.day(), self._ground.library.activation_starts)
        last_six = fields.last_six(identity.last_six)
        row: tuple[str, str, str, str | None] = connection.first(
            lambda *columns: columns,
            "SELECT name, number, state, last_six FROM patron WHERE id = ? AND merged_into IS NULL",
            (patron_id,),
        ) or ("", "", "", "")
        name, number, state, keyed = row
        # Who gave no last six at registration shows the document now: it is taken from there.
        known = keyed if keyed is not None else self._ground.keyed("last_six", last_six)
        right = (
            patron_rules.same_person(name, identity.name)
            and number.casefold() == fields.folded(identity.number).casefold()
            and hmac.compare_digest(known, self._ground.keyed("last_six", last_six))
        )
        if not right or not name:
            raise Refusal("activation.identity", "last_six")
        if not identity.document_seen:
            raise Refusal("activation.document", "document_seen")
        rules.check_ready(state, queries.needs_activation(self._ground.library, patron_id))

    def check_contact(self, by: Actor, patron_id: int, contact: Contact) -> tuple[str, str]:
        """Step 2: e-mail and mobile as they are stored. Raises Refusal(s) by field, counts a wrong code."""
        require(self._ground, by, "patron.activate")
        email, mobile = patron_rules.contact(contact.email, contact.mobile, self._ground.library)
        refuse(record.taken("", email, besides=patron_id))
        tokens.verify_code(self._ground, patron_id, contact.code)
        return email, mobile

    def activate_at_desk(
        self,
        by: Actor,
        patron_id: int,
        identity: Identity,
        contact: Contact,
        agreement: Agreement,
        token: str | None = None,
    ) -> Activation:
        """Steps 1–3 and the record of them: way, time, terms and their hash, language, operator [N].

        ``token``: what was scanned, if the reader came with a QR; it is used up. Raises Refusal(s).
        """
        library = self._ground.library
        self.check_identity(by, patron_id, identity)
        rules.check_agreement(agreement, library.terms_version, library.languages)
        email, mobile = self.check_contact(by, patron_id, contact)
        agreed = terms.of(library, agreement.language)
        with connection.transaction():
            # Once more, now that nobody else can write.
            rules.check_ready(record.state_of(patron_id), queries.needs_activation(library, patron_id))
            if token is not None:
                tokens.consume(self._ground, patron_id, token)
            tokens.consume_rest(self._ground, patron_id)
            self._store_profile(by, patron_id, identity, email, mobile)
            return self._store(by, patron_id, agreed, "desk", "attested")

    def _store_profile(self, by: Actor, patron_id: int, identity: Identity, email: str, mobile: str) -> None:
        record.set_contact(self._ground, by, patron_id, email, mobile)
        if connection.value("SELECT last_six IS NULL FROM patron WHERE id = ?", (patron_id,)):
            record.set_last_six(self._ground, by, patron_id, fields.last_six(identity.last_six))

    def _store(self, by: Actor, patron_id: int, agreed: Terms, way: str, proof: str) -> Activation:
        number: int = ActivationTable.insert(
            patron_id=patron_id,
            at=self._ground.now,
            way=way,
            terms_version=agreed.version,
            terms_hash=agreed.hash,
            language=agreed.language,
            actor=by.mark,
            mobile_proof=proof,
        ).execute()
        record.mark_activated(self._ground, by, patron_id, way)
        record.log(
            self._ground,
            by,
            "patron.activate",
            patron_id,
            way=way,
            terms=agreed.version,
            terms_hash=agreed.hash,
            language=agreed.language,
            mobile_proof=proof,
        )
        record.tell(self._ground, self._notices, "activation_done", patron_id, terms=agreed.version)
        return Activation(
            number, patron_id, self._ground.now, way, agreed.version, agreed.hash, agreed.language, proof
        )
