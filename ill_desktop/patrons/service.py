"""Registration, review and sign-in; what comes later stands in its own file. One method, one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from db import connection, merged
from db.tables import Patron, ToldApart
from ill_desktop.errors import Refusal, refuse
from ill_desktop.patrons import calendar, fields, look_alikes, names, record, rules
from ill_desktop.patrons.later import LaterActions
from ill_desktop.patrons.registry_card import BoundCard, find_card
from ill_desktop.patrons.rules import Card, Profile
from ill_desktop.staff import passwords, throttle
from ill_desktop.staff.rules import Actor, reader
from ill_desktop.staff.service import require

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Summary:
    """What a bulk approval did: who was approved, and who was left for which reason."""

    approved: tuple[int, ...]
    left: tuple[tuple[int, Refusal], ...]


class PatronService(LaterActions):
    """What happens to a reader's record. ``by`` is staff, the reader himself, or ``rules.VISITOR``."""

    # Registration

    def find_card(self, by: Actor, institution_id: int, card: Card, client: str = rules.KIOSK) -> BoundCard:
        """Step one of the road ``campus``: the person behind a campus card [G] figure 5.

        ``client`` is what a visitor comes through (``kiosk``, ``phone:<address>``): after ten wrong cards of
        one number in an hour, or a hundred of any, it waits. Raises Refusal ``patron.card``, the same whether
        number, name or last six are wrong, ``patron.card_expired`` or ``sign_in.wait``.
        """
        self._may_register(by)
        record.check_road(institution_id, "campus")
        return self._tried(by, client, card.number, lambda: find_card(self._ground, card))

    def register_campus(self, by: Actor, card: Card, profile: Profile, client: str = rules.KIOSK) -> int:
        """Bind a campus card and wait for review; returns the new id. Raises Refusal(s) by field, and
        those of :meth:`find_card`."""
        bound = self.find_card(by, profile.institution_id, card, client)
        kept, problems = rules.check_profile(profile, "campus", self._ground.library)
        refuse(problems)
        kept = replace(
            kept,
            number=bound.number,
            name=bound.name,
            class_=bound.class_,
            unit=kept.unit or bound.department,
        )
        return self._register(by, "campus", kept, bound.last_six_hash, client, bound.valid_until)

    def register_form(self, by: Actor, road: str, profile: Profile, client: str = rules.KIOSK) -> int:
        """Register by form: road ``campus_form`` or ``off_campus``; ``client`` as in :meth:`find_card`.

        Raises Refusal(s) by field.
        """
        self._may_register(by)
        if road == "campus":
            raise ValueError("a card is bound by register_campus")
        record.check_road(profile.institution_id, road)
        kept, problems = rules.check_profile(profile, road, self._ground.library)
        refuse(problems)
        keyed = self._ground.keyed("last_six", kept.last_six) if kept.last_six else None
        return self._register(by, road, kept, keyed, client)

    def _may_register(self, by: Actor) -> None:
        if by != rules.VISITOR:
            require(self._ground, by, "patron.register")

    def _due(self) -> str:
        return calendar.working_day_after(self._ground.clock.day(), calendar.load(self._ground)).isoformat()

    def _tried(self, by: Actor, client: str, number: str, action: Callable[[], Answer]) -> Answer:
        """A visitor may ask only so often about numbers and addresses that are not his."""
        if by != rules.VISITOR:
            return action()
        most, minutes = rules.WRONG_CARDS, rules.WRONG_CARDS_MINUTES
        walls = throttle.shared("card", client, fields.folded(number), most, minutes)
        return throttle.attempt(self._ground, walls, action, rules.WRONG_CARD)

    def _register(
        self,
        by: Actor,
        road: str,
        profile: Profile,
        last_six_hash: str | None,
        client: str,
        valid_until: str | None = None,
    ) -> int:
        derived: dict[str, Any] = {
            "password_hash": passwords.hashed(profile.password),
            "last_six": last_six_hash,
            "valid_until": valid_until,
        }
        return self._tried(by, client, profile.number, lambda: self._insert(by, road, profile, derived))

    def _insert(self, by: Actor, road: str, profile: Profile, derived: dict[str, Any]) -> int:
        sound = names.of_person(profile.name)
        due = self._due()
        with connection.transaction():
            refuse(record.taken(profile.number, profile.email))
            number: int = Patron.insert(
                number=profile.number,
                road=road,
                institution_id=profile.institution_id,
                class_=profile.class_,
                name=profile.name,
                pinyin=sound.full,
                initials=sound.initials,
                sex=profile.sex,
                email=profile.email,
                mobile=profile.mobile,
                unit=profile.unit,
                language=profile.language,
                state=rules.FIRST,
                submitted_at=self._ground.now,
                review_due=due,
                **derived,
            ).execute()
            record.index(number)
            by = reader(number, profile.name) if by == rules.VISITOR else by
            record.event(self._ground, by, number, "register", road, to_state=rules.FIRST)
            record.log(self._ground, by, "patron.register", number, road=road)
            self._tell("registration_received", number, due=due)
        return number

    # Review

    def approve(self, by: Actor, patron_id: int, class_: str | None = None) -> None:
        """Let a reader in, told by notice [G]; ``class_`` when the reviewer knows better than the form."""
        require(self._ground, by, "patron.review")
        columns: dict[str, Any] = {"reviewed_at": self._ground.now}
        if class_ is not None:
            columns["class_"] = fields.chosen(class_, tuple(self._ground.library.classes), "class")
        with connection.transaction():
            record.move(self._ground, by, patron_id, "approve", **columns)
            self._tell("registration_approved", patron_id)

    def approve_many(self, by: Actor, ids: Sequence[int]) -> Summary:
        """Approve those of whom nobody needs a second look, each in its own transaction.

        Who shares number, mobile, e-mail or name and last six with another record is left, to be seen side
        by side with it (Refusal ``patron.look_alike``), as is who is no longer waiting.
        """
        require(self._ground, by, "patron.review")
        approved: list[int] = []
        left: list[tuple[int, Refusal]] = []
        for patron_id in dict.fromkeys(ids):
            try:
                with connection.transaction():
                    if doubles := look_alikes.certain(patron_id):
                        raise Refusal("patron.look_alike", count=doubles)
                    self.approve(by, patron_id)
                approved.append(patron_id)
            except Refusal as refusal:
                left.append((patron_id, refusal))
        return Summary(tuple(approved), tuple(left))

    def tell_apart(self, by: Actor, patron_id: int, other_id: int, apart: bool = True) -> None:
        """Two records that looked like one person are two people, and look-alikes no more; ``apart=False``
        takes that back."""
        require(self._ground, by, "patron.review")
        one, other = sorted((patron_id, other_id))
        with connection.transaction():
            record.state_of(one), record.state_of(other)
            told = (ToldApart.one_id == one) & (ToldApart.other_id == other)
            if apart == ToldApart.select().where(told).exists():
                return
            if apart:
                ToldApart.add(one_id=one, other_id=other, at=self._ground.now, actor=by.mark)
            else:
                ToldApart.delete().where(told).execute()
            kind = "tell_apart" if apart else "look_alike_again"
            for mine, theirs in ((one, other), (other, one)):
                record.event(self._ground, by, mine, kind, "", {"other": theirs})
            record.log(self._ground, by, f"patron.{kind}", one, other=other)

    def reject(self, by: Actor, patron_id: int, reason: str) -> None:
        """Refuse a registration; the reader reads the reason."""
        require(self._ground, by, "patron.review")
        kept = rules.check_reason(reason)
        with connection.transaction():
            record.move(self._ground, by, patron_id, "reject", kept, reviewed_at=self._ground.now)
            self._tell("registration_rejected", patron_id, reason=kept)

    def ask_for_more(self, by: Actor, patron_id: int, what: str) -> None:
        """Send a registration back: the reader reads what is missing."""
        require(self._ground, by, "patron.review")
        kept = rules.check_reason(what)
        with connection.transaction():
            record.move(self._ground, by, patron_id, "ask_for_more", kept)
            self._tell("registration_needs_information", patron_id, what=kept)

    def complete_information(self, by: Actor, patron_id: int, corrections: dict[str, str]) -> None:
        """Put right what was asked for, or what led to a rejection, and wait for review again.

        ``corrections``: any of ``rules.CORRECTABLE`` → text as typed. Raises Refusal(s) by field.
        """
        self._own_or(by, patron_id, "patron.register")
        road = connection.value("SELECT road FROM patron WHERE id = ?", (patron_id,))
        kept, problems = rules.check_corrections(corrections, str(road), self._ground.library)
        refuse(problems)
        if "last_six" in kept:
            kept["last_six"] = self._ground.keyed("last_six", kept["last_six"])
        due = self._due()
        with connection.transaction():
            number, email = connection.first(
                lambda *row: row, "SELECT number, email FROM patron WHERE id = ?", (patron_id,)
            ) or ("", "")
            # Before the state: a rejected number or e-mail may have been taken meanwhile.
            refuse(record.taken(number, kept.get("email", email), besides=patron_id))
            record.move(
                self._ground, by, patron_id, "complete_information", ", ".join(sorted(kept)), review_due=due
            )
            if kept:
                record.update_profile(patron_id, **kept)

    # Sign-in

    def sign_in(self, login: str, password: str, client: str = rules.KIOSK) -> Actor:
        """The reader behind an e-mail or a number [G]; those of a merged record, with its password, lead to
        the one that is kept. ``client`` as in :meth:`find_card`: only there a login waits after failures.

        Raises Refusal ``sign_in.wrong`` (the same for nobody) or ``sign_in.wait``.
        """
        typed = _storable(fields.folded(login))
        column = "email" if "@" in typed else "number"
        states = ", ".join(repr(state) for state in rules.MAY_SIGN_IN)
        live = ", ".join(repr(state) for state in rules.LIVE)
        found: list[tuple[int, str, str]] = connection.rows(
            lambda *row: row,
            "SELECT k.id, k.name, p.password_hash FROM patron p "
            f"JOIN patron k ON k.id = {merged.kept('p.id')} WHERE p.{column} = ? AND k.state IN ({states}) "
            f"ORDER BY p.merged_into IS NOT NULL, k.state NOT IN ({live}), p.id DESC LIMIT 8",
            (typed,),
        )
        # A number may stand on both records of one reader; each has its own password.
        mine = [kept for number, _, kept in found if number == found[0][0]][:2]
        stored = (*mine, None, None)[:2]
        if not passwords.admit(self._ground, "patron", typed, _storable(password), *stored, client=client):
            raise Refusal("sign_in.wrong", "password")
        return reader(found[0][0], found[0][1])


def _storable(text: str) -> str:
    """Without half characters, which no file and no hash can take."""
    return text.encode("utf-8", "replace").decode("utf-8")
