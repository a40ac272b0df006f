"""Activation [N]: tokens and codes from the desk, and the three steps by phone, kiosk or desk.

Whoever walks through the steps holds the secret of a *visit*; each step is a method of its own that takes
it, so that a phone may stop anywhere and come back, also after the program was restarted.
"""

from __future__ import annotations

from db import connection
from ill_desktop.activation import codes, pictures, rules, sending, steps, terms, tokens, visits
from ill_desktop.activation.codes import GoodCode, IssuedCode
from ill_desktop.activation.rules import Agreement, Contact, Identity
from ill_desktop.activation.sending import CodeSender, Errand, NoSender
from ill_desktop.activation.steps import Activation, Proved
from ill_desktop.activation.terms import Terms
from ill_desktop.activation.tokens import IssuedToken
from ill_desktop.activation.visits import Kept, SentCode, Visit, VisitState
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import fields, record
from ill_desktop.patrons.queries import follow
from ill_desktop.staff import throttle
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.staff.service import require


class ActivationService:
    """Tokens for the QR, codes, and the three steps of activation."""

    def __init__(self, ground: Ground, notices: NoticeService, sender: CodeSender | None = None) -> None:
        self._ground = ground
        self._notices = notices
        self._sender: CodeSender = sender or NoSender()

    # What staff hands out

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
            issued = codes.issue(self._ground, patron_id)
            record.log(self._ground, by, "activation.code", patron_id, channel="counter")
        return issued

    def unlock_codes(self, by: Actor, patron_id: int) -> None:
        """Let a reader try again who typed five wrong codes."""
        require(self._ground, by, "patron.activate")
        with connection.transaction():
            codes.forgive(patron_id)
            record.event(self._ground, by, patron_id, "unlock_codes")
            record.log(self._ground, by, "activation.unlock", patron_id)

    # A visit

    def start(
        self,
        by: Actor,
        way: str,
        client: str,
        token: str | None = None,
        *,
        language: str | None = None,
        patron_id: int | None = None,
    ) -> Visit:
        """Begin the three steps. ``way``: link, qr, poster, desk or kiosk; ``client``: through what somebody
        comes (``phone:192.0.2.7``, ``kiosk``), which waits after too many failures.

        ``token``: what was scanned, or the token of a link; opening it grants nothing. ``patron_id``: at the
        desk, whose card is open. Raises Refusal ``activation.too_early`` or ``activation.token_…``.
        """
        ground = self._ground
        if way == "desk":
            require(ground, by, "patron.activate")
        elif way not in rules.WAYS or patron_id is not None:
            raise ValueError(way)
        rules.check_started(ground.clock.day(), ground.library.activation_starts)
        spoken = language if language in ground.library.languages else ground.library.languages[0]
        with connection.transaction():
            token_hash, meant_for = tokens.opened(ground, token) if token else (None, patron_id)
            visit = visits.begin(
                ground,
                way,
                client,
                spoken,
                actor=by.mark if way == "desk" else "",
                token_hash=token_hash,
                meant_for=meant_for,
            )
        return visit

    def resume(self, secret: str) -> VisitState | None:
        """Where a visit stands; None when there is none or its day is over. Never name or last six."""
        visit = visits.find(self._ground, secret)
        return visits.state(self._ground, visit) if visit else None

    def forget(self, secret: str) -> None:
        """The reader gives up or is somebody else: nothing that was typed stays."""
        with connection.transaction():
            visits.forget(secret)

    def purge(self) -> int:
        """Remove visits whose day is over; a new visit does so, too. Returns how many went."""
        with connection.transaction():
            return visits.purge(self._ground)

    def speak(self, secret: str, language: str) -> None:
        """The language codes are sent in. Raises Refusal ``activation.visit_over``."""
        if language in self._ground.library.languages:
            with connection.transaction():
                visits.change(visits.load(self._ground, secret), language=language)

    def bring_token(self, secret: str, token: str) -> None:
        """A QR scanned in the middle of a visit; it must be of the reader the visit is about. Before step 1
        the phone's visit came by it.

        Raises Refusal ``activation.token_…``, ``token_other`` for another reader's, ``visit_over``, ``step``.
        """
        with connection.transaction():
            visit = visits.load(self._ground, secret, "identity", "contact", "code", "terms")
            token_hash, owner = tokens.opened(self._ground, token)
            others = {follow(each) for each in (visit.patron_id, visit.meant_for) if each} - {owner}
            if others:
                raise Refusal("activation.token_other")
            by_phone = visit.step == "identity" and visit.way in rules.PICTURE_WAYS
            way = "qr" if by_phone else visit.way
            visits.change(visit, way=way, token_hash=token_hash, meant_for=owner)

    # Step 1

    def picture(self, secret: str) -> bytes:
        """A fresh picture as PNG, good for one try. Raises Refusal ``activation.visit_over``."""
        with connection.transaction():
            visit = visits.load(self._ground, secret, "identity")
            text = visits.new_picture(self._ground, visit)
        return pictures.png(text)

    def prove_identity(self, secret: str, identity: Identity, picture: str = "") -> None:
        """Name, number, last six and the picture; at the desk the document instead.

        Raises Refusal ``activation.picture`` beside ``picture``, ``activation.pictures`` when it was the last
        and the visit is over, ``activation.identity`` (the same for all that may be wrong), ``sign_in.wait``
        after too many wrong ones about this number or through this client, and for who has proved it
        ``activation.not_approved`` or ``done_already``.
        """
        ground = self._ground
        rules.check_started(ground.clock.day(), ground.library.activation_starts)
        visit = visits.load(ground, secret, "identity")
        if visit.way in rules.PICTURE_WAYS:
            self._check_picture(visit, picture)

        def identify() -> None:
            person = steps.identify(ground, identity, visit.meant_for, visit.way == "desk")
            steps.check_ready(ground, person.patron_id)
            visits.change(
                visit, step="contact", patron_id=person.patron_id, last_six=person.new_last_six, picture=""
            )
            who = self._who(visit, person.patron_id)
            record.log(ground, who, "activation.identity", person.patron_id, way=visit.way)

        if visit.way == "desk":  # a librarian who mistypes keeps nobody waiting
            with connection.transaction():
                identify()
        else:
            number = fields.folded(identity.number)
            most, minutes = rules.WRONG_IDENTITIES, rules.IDENTITY_MINUTES
            walls = throttle.shared("activation", visit.client, number, most, minutes)
            throttle.attempt(ground, walls, identify, ("activation.identity",))

    def _check_picture(self, visit: Kept, typed: str) -> None:
        """Wrong pictures end a visit and keep nobody waiting: an address is shared by many, and how fast
        one may ask is the page's to bound."""
        if visits.picture_read(self._ground, visit, typed):
            return
        who = f"picture:{visit.hash}"
        with connection.transaction():
            throttle.failed(self._ground, who)
            over = throttle.failures(who) >= rules.WRONG_PICTURES
            if over:
                visits.end(visit)
        if over:
            raise Refusal("activation.pictures", "picture", most=rules.WRONG_PICTURES)
        raise Refusal("activation.picture", "picture")

    @staticmethod
    def _who(visit: Kept, patron_id: int) -> Actor:
        """Who is recorded: the librarian at the desk, else the reader himself."""
        return Actor(visit.actor, "staff") if visit.way == "desk" else reader(patron_id, "")

    # Step 2

    def give_contact(self, secret: str, email: str, mobile: str) -> None:
        """E-mail and mobile; a changed one has to be proved again. Raises Refusal(s) by field."""
        visit = visits.load(self._ground, secret, "contact", "code", "terms")
        kept = steps.contact(self._ground, follow(visit.patron), email, mobile)
        with connection.transaction():
            visit = visits.load(self._ground, secret, "contact", "code", "terms")
            if kept != (visit.email, visit.mobile):
                visits.change(
                    visit, step="code", email=kept[0], mobile=kept[1], channel="", proof="", picture=""
                )

    def channels(self) -> tuple[str, ...]:
        """How a code can come at present: what is set up, and always the counter."""
        return (*self._sender.channels(), "counter")

    def send_code(self, secret: str, channel: str) -> SentCode:
        """Send a code to the mobile (sms) or the address (email) just given, or leave it to the counter.

        Takes as long as the network does. Raises Refusal ``activation.not_sent`` when it could not go,
        ``resend``, ``codes_hour`` or ``code_locked``.
        """
        ground = self._ground
        rules.check_channel(channel, self.channels())
        with connection.transaction():
            visit = visits.load(ground, secret, "code")
            patron_id = follow(visit.patron)
            codes.check_tries(ground, patron_id)
            visits.change(visit, channel=channel)
            if channel == "counter":
                return SentCode("counter", "", None)
            by = self._who(visit, patron_id)
            errand = Errand(patron_id, channel, visits.address(visit, channel), visit.language, "activation")
            issued = sending.issue(ground, by, errand)
        sending.deliver(ground, by, self._sender, errand, issued)
        return SentCode(channel, visits.address_masked(visit, channel), issued.expires_at)

    def prove_code(self, secret: str, code: str) -> None:
        """The six digits. Raises Refusal beside ``code``; the fifth wrong one in a rolling day locks."""
        ground = self._ground
        with connection.transaction():
            visit = visits.load(ground, secret, "code")
            answer = codes.judge(ground, follow(visit.patron), code, visit.email, visit.mobile)
            if isinstance(answer, GoodCode):
                codes.consume(ground, answer.id)
                visits.change(visit, step="terms", proof=rules.PROOFS[answer.channel])
        if isinstance(answer, Refusal):
            raise answer

    # Step 3

    def terms(self, language: str, version: str | None = None) -> Terms:
        """The borrowing terms that hold now, or another version. Raises FileNotFoundError."""
        return terms.of(self._ground.library, language, version)

    def agree(self, secret: str, agreement: Agreement) -> Activation:
        """Agree and activate: of several who try with one token, or for one reader, one wins.

        Raises Refusal ``activation.terms_changed``, ``not_agreed``, ``token_consumed``, ``done_already`` …
        """
        ground = self._ground
        rules.check_agreement(agreement, ground.library.terms_version, ground.library.languages)
        with connection.transaction():
            visit = visits.load(ground, secret, "terms")
            patron_id = follow(visit.patron)
            proved = Proved(
                visit.way,
                visit.proof,
                visit.email,
                visit.mobile,
                visit.last_six,
                # What counts is that it was good when it was opened.
                (visit.token_hash, visit.created_at) if visit.token_hash else None,
            )
            agreed = terms.of(ground.library, agreement.language)
            who = self._who(visit, patron_id)
            done = steps.conclude(ground, self._notices, who, patron_id, proved, agreed)
            visits.finish(visit)
        return done

    # The same at once, at the desk

    def check_identity(self, by: Actor, patron_id: int, identity: Identity) -> str | None:
        """Step 1 for the reader whose card is open; returns a last six (keyed) the record lacks.

        Raises Refusal ``activation.identity`` whichever of name, number and last six is wrong.
        """
        require(self._ground, by, "patron.activate")
        rules.check_started(self._ground.clock.day(), self._ground.library.activation_starts)
        person = steps.identify(self._ground, identity, patron_id, document=True)
        steps.check_ready(self._ground, person.patron_id)
        return person.new_last_six

    def check_contact(self, by: Actor, patron_id: int, contact: Contact) -> tuple[str, str]:
        """Step 2: e-mail and mobile as they are stored. Raises Refusal(s) by field, counts a wrong code."""
        require(self._ground, by, "patron.activate")
        email, mobile = steps.contact(self._ground, patron_id, contact.email, contact.mobile)
        codes.verify(self._ground, patron_id, contact.code, email, mobile)
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
        """Steps 1–3 at once, with a counter code. ``token``: what was scanned; it is used up.

        Raises Refusal(s).
        """
        ground = self._ground
        new_last_six = self.check_identity(by, patron_id, identity)
        rules.check_agreement(agreement, ground.library.terms_version, ground.library.languages)
        email, mobile = self.check_contact(by, patron_id, contact)
        brought = (tokens.hashed(rules.token_in(token) or ""), ground.now) if token is not None else None
        proved = Proved("desk", "attested", email, mobile, new_last_six, brought)
        with connection.transaction():
            agreed = terms.of(ground.library, agreement.language)
            return steps.conclude(ground, self._notices, by, patron_id, proved, agreed)
