"""A reader's own change of e-mail or mobile [N]: verified by a code that goes to the new one."""

from __future__ import annotations

from db import connection
from ill_desktop.activation import codes, rules, sending
from ill_desktop.activation.codes import GoodCode
from ill_desktop.activation.sending import CodeSender, Errand
from ill_desktop.activation.visits import SentCode
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.patrons import fields, record
from ill_desktop.patrons import rules as patron_rules
from ill_desktop.patrons.queries import card
from ill_desktop.patrons.service import PatronService
from ill_desktop.staff.rules import Actor


class ContactService:
    """For a reader who is signed in, at the kiosk or on the phone. Staff change a contact with the document
    before them: :meth:`PatronService.change_contact`."""

    def __init__(self, ground: Ground, patrons: PatronService, sender: CodeSender) -> None:
        self._ground = ground
        self._patrons = patrons
        self._sender = sender

    def send_code(self, by: Actor, email: str, mobile: str, language: str) -> SentCode:
        """Send a code to the new mobile, or to the new address when only that is new.

        Takes as long as the network does. Raises Refusal(s) beside ``email`` and ``mobile``, and
        ``activation.channel``, ``not_sent``, ``resend``, ``codes_hour``, ``code_locked``, ``contact_same``.
        """
        ground, patron_id = self._ground, _himself(by)
        channel, to = self._new(patron_id, email, mobile)
        rules.check_channel(channel, self._sender.channels())
        errand = Errand(patron_id, channel, to, language, "contact")
        with connection.transaction():
            issued = sending.issue(ground, by, errand)
        sending.deliver(ground, by, self._sender, errand, issued)
        masked = fields.mobile_masked(to) if channel == "sms" else fields.masked(to)
        return SentCode(channel, masked, issued.expires_at)

    def change(self, by: Actor, email: str, mobile: str, code: str) -> None:
        """Store the new contact once the code proves it; recorded with how it was proved.

        Raises Refusal(s) beside ``email``, ``mobile`` and ``code``.
        """
        patron_id = _himself(by)
        ground = self._ground
        channel, _to = self._new(patron_id, email, mobile)
        contact = patron_rules.contact(email, mobile, ground.library)
        with connection.transaction():
            answer = codes.judge(ground, patron_id, code, *contact)
            if isinstance(answer, GoodCode):
                if answer.channel != channel:  # it proves something, but not what is new
                    raise Refusal("activation.code_expired", "code")
                codes.consume(ground, answer.id)
                proof = rules.PROOFS[channel]
                self._patrons.change_contact(by, patron_id, email=email, mobile=mobile, proof=proof)
        if isinstance(answer, Refusal):
            raise answer

    def _new(self, patron_id: int, email: str, mobile: str) -> tuple[str, str]:
        """What has to be proved: the channel and the address. Raises Refusal(s) by field."""
        email, mobile = patron_rules.contact(email, mobile, self._ground.library)
        refuse(record.taken("", email, besides=patron_id))
        known = card(patron_id)
        if mobile != known.mobile:
            return "sms", mobile
        if email != known.email:
            return "email", email
        raise Refusal("activation.contact_same", "email")


def _himself(by: Actor) -> int:
    """The reader who acts. Raises ValueError for anybody else: a bug."""
    if by.patron_id is None:
        raise ValueError(by.role)
    return by.patron_id
