"""What happens to a reader after the registration: contact, blocks, the end. One method, one transaction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from db import connection, merged
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.notices.rules import check_choice
from ill_desktop.notices.service import NoticeService
from ill_desktop.patrons import ending, fields, queries, record, rules
from ill_desktop.staff import passwords
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


class LaterActions:
    """The part of :class:`ill_desktop.patrons.service.PatronService` that is about readers already known."""

    def __init__(self, ground: Ground, notices: NoticeService) -> None:
        self._ground = ground
        self._notices = notices

    def add_last_six(self, by: Actor, patron_id: int, last_six: str) -> None:
        """What an off-campus reader left out, from the document he shows (domain §1)."""
        require(self._ground, by, "patron.edit")
        kept = fields.last_six(last_six)
        with connection.transaction():
            record.state_of(patron_id)
            record.set_last_six(self._ground, by, patron_id, kept)

    def block(self, by: Actor, patron_id: int, reason: str, until: dt.date | None = None) -> None:
        """Stop an approved reader from submitting; after the day ``until`` it is over by itself.

        Raises Refusal beside ``reason`` and ``until``.
        """
        require(self._ground, by, "patron.edit")
        kept = rules.check_reason(reason)
        rules.check_until(until, self._ground.clock.day())
        with connection.transaction():
            record.move(
                self._ground, by, patron_id, "block", kept, blocked_until=until.isoformat() if until else None
            )

    def unblock(self, by: Actor, patron_id: int) -> None:
        require(self._ground, by, "patron.edit")
        with connection.transaction():
            record.move(self._ground, by, patron_id, "unblock", blocked_until=None)

    def release_due(self, by: Actor) -> tuple[int, ...]:
        """End the blocks whose last day is over; returns whose. Repeated, it finds nothing more.

        Who has activated is told that he may borrow again ([N], permission to borrow).
        """
        require(self._ground, by, "patron.edit")
        released = []
        for patron_id in ending.blocks_over(self._ground.today):
            with connection.transaction():
                if patron_id in ending.blocks_over(self._ground.today):  # nobody else was quicker
                    until = queries.card(patron_id).blocked_until
                    facts = {"until": until, "by_itself": True}
                    record.move(self._ground, by, patron_id, "unblock", facts=facts, blocked_until=None)
                    if queries.card(patron_id).activated_at:
                        self._tell("permission_to_borrow", patron_id)
                    released.append(patron_id)
        return tuple(released)

    def expire(self, by: Actor, patron_id: int) -> None:
        """The right to use the service has ended: left the campus, card no longer valid."""
        require(self._ground, by, "patron.edit")
        with connection.transaction():
            record.move(self._ground, by, patron_id, "expire")

    def expire_due(self, by: Actor) -> tuple[int, ...]:
        """Expire the approved readers whose validity is over; returns whom. Repeated, it finds nothing more.

        Who has a loan or owes something stays as he is, listed by ``ending.cannot_expire``.
        """
        require(self._ground, by, "patron.edit")
        today = self._ground.today
        expired = []
        for patron_id in [each.id for each in ending.time_over(today) if not each.why]:
            with connection.transaction():
                for now in ending.time_over(today, patron_id):  # once more, now that nobody else can write
                    if not now.why:
                        facts = {"valid_until": now.valid_until, "by_itself": True}
                        record.move(self._ground, by, patron_id, "expire", facts=facts)
                        expired.append(patron_id)
        return tuple(expired)

    def withdraw(self, by: Actor, patron_id: int) -> None:
        """The reader gives the service up."""
        self._own_or(by, patron_id, "patron.edit")
        with connection.transaction():
            record.move(self._ground, by, patron_id, "withdraw")

    def set_valid_until(self, by: Actor, patron_id: int, until: dt.date | None) -> None:
        """Until when a reader may come; None: without end. The registry's day comes again with its next
        import, for readers off campus it is the library's own (domain §1)."""
        require(self._ground, by, "patron.edit")
        day = until.isoformat() if until else None
        with connection.transaction():
            record.state_of(patron_id)
            before = connection.value("SELECT valid_until FROM patron WHERE id = ?", (patron_id,))
            if before != day:
                record.update_profile(patron_id, valid_until=day)
                facts = {"before": before, "after": day}
                record.event(self._ground, by, patron_id, "set_valid_until", day or "", facts)
                record.log(self._ground, by, "patron.set_valid_until", patron_id, **facts)

    def allow_debit(self, by: Actor, patron_id: int, allowed: bool) -> None:
        """The reader's consent that charges are taken from the deposit by themselves on arrival (domain §4),
        given by himself or to staff; it can be taken back at any time."""
        self._own_or(by, patron_id, "patron.edit")
        with connection.transaction():
            record.state_of(patron_id)
            before = connection.value("SELECT automatic_debit FROM patron WHERE id = ?", (patron_id,))
            if bool(before) != allowed:
                record.update_profile(patron_id, automatic_debit=int(allowed))
                kind = "allow_debit" if allowed else "forbid_debit"
                record.event(self._ground, by, patron_id, kind)
                record.log(self._ground, by, f"patron.{kind}", patron_id)

    def choose_notices(
        self, by: Actor, patron_id: int, *, way: str, language: str, address: str = ""
    ) -> None:
        """How a reader wants to be told from now on: himself, or staff for him; letters go to ``address``.

        Raises Refusal(s) beside ``way``, ``language``, ``address``.
        """
        self._own_or(by, patron_id, "patron.edit")
        kept = check_choice(way, language, address)
        with connection.transaction():
            record.state_of(patron_id)
            record.update_profile(patron_id, notice_way=way, language=language, address=kept)
            facts = {"way": way, "language": language}
            record.event(self._ground, by, patron_id, "choose_notices", facts=facts)
            record.log(self._ground, by, "patron.choose_notices", patron_id, **facts)

    def change_contact(
        self, by: Actor, patron_id: int, *, email: str, mobile: str, proof: str = "attested"
    ) -> None:
        """A new e-mail or mobile [N]: by staff who saw the document (``attested``), or by the reader who
        typed the code that was sent to the new mobile (``code``) or address (``email``); whether it was
        right, the caller has found out. Raises Refusal(s) beside ``email`` and ``mobile``.
        """
        self._own_or(by, patron_id, "patron.edit")
        rules.check_proof(proof, by.patron_id is not None)
        kept = rules.contact(email, mobile, self._ground.library)
        with connection.transaction():
            record.state_of(patron_id)
            record.set_contact(self._ground, by, patron_id, *kept, proof)

    def change_password(self, by: Actor, patron_id: int, old: str, new: str, again: str) -> None:
        """A reader's own new password; a wrong ``old`` one is counted as at sign-in, by reader.

        Raises Refusal(s) beside ``old``, ``password`` and ``confirmation``, or ``sign_in.wait``. About a
        third of a second: never on the window's thread.
        """
        self._own_or(by, patron_id, "patron.edit")
        self._check_password(patron_id, new, again)
        stored = connection.rows(
            str, f"SELECT password_hash FROM patron WHERE id IN {merged.same('?')}", (patron_id,)
        )
        # A door of its own: wrong tries here keep nobody from signing in.
        if not passwords.admit(self._ground, "password", str(queries.follow(patron_id)), old, *stored):
            raise Refusal("password.old", "old")
        self._set_password(by, patron_id, new, "password")

    def reset_password(self, by: Actor, patron_id: int, new: str, again: str) -> None:
        """A new password for a reader who forgot it, typed by the reader while staff have seen the document.

        Raises Refusal(s) beside ``password`` and ``confirmation``. As slow as :meth:`change_password`.
        """
        require(self._ground, by, "patron.edit")
        self._check_password(patron_id, new, again)
        self._set_password(by, patron_id, new, "attested")

    def _check_password(self, patron_id: int, new: str, again: str) -> None:
        """The rule of the library for the reader's road ([G] figure 19), before anything slow."""
        off_campus = queries.card(patron_id).road == "off_campus"
        refuse(rules.check_password(new, again, self._ground.library.password_rule(off_campus)))

    def _set_password(self, by: Actor, patron_id: int, new: str, proof: str) -> None:
        """On every record of the reader: an old password would open the others, and so this one."""
        stored = passwords.hashed(new)
        with connection.transaction():
            if record.state_of(patron_id) not in rules.MAY_SIGN_IN:
                raise Refusal("patron.moved_on")
            for each in queries.alias_ids(patron_id):
                record.update_profile(each, password_hash=stored)
            record.event(self._ground, by, patron_id, "password", facts={"proof": proof})
            record.log(self._ground, by, "patron.password", patron_id, proof=proof)
            at = self._ground.clock.local(self._ground.clock.now())
            self._tell("password_changed", patron_id, at=f"{at:%Y-%m-%d %H:%M}")

    def _own_or(self, by: Actor, patron_id: int, permission: str) -> None:
        """The reader may do this to his own record, also when he signed in before it was merged; anybody
        else needs the permission."""
        if by.patron_id is None or patron_id not in queries.alias_ids(by.patron_id):
            require(self._ground, by, permission)

    def _tell(self, kind: str, patron_id: int, **facts: Any) -> None:
        record.tell(self._notices, kind, patron_id, **facts)
