"""What was written wrong in a reader's record, put right by staff who saw what proves it."""

from __future__ import annotations

from typing import Any

from db import connection
from ill_desktop.counter.merging import index_requests
from ill_desktop.errors import Refusal, refuse
from ill_desktop.ground import Ground
from ill_desktop.patrons import queries, record, rules
from ill_desktop.patrons.queries import PatronCard
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require


class CorrectionService:
    """Name and institution of readers who came in by form; a bound card is the registry's to correct."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def correct(
        self,
        by: Actor,
        patron_id: int,
        *,
        name: str | None = None,
        institution_id: int | None = None,
        reason: str,
    ) -> None:
        """Correct what is given; the reader, and the requests, are found by the new name at once.

        The history names what was changed, with the reason and both institutions; names are not kept in it.
        Nothing is recorded when all stood so already. Raises Refusal(s) beside ``name``, ``institution`` and
        ``reason``, ``patron.gone`` or ``patron.moved_on``.
        """
        require(self._ground, by, "patron.edit")
        kept_reason = rules.check_reason(reason)
        with connection.transaction():
            if record.state_of(patron_id) not in rules.LIVE:
                raise Refusal("patron.moved_on")
            card = queries.card(patron_id)
            new = self._checked(card, name, institution_id)
            if not new:
                return
            record.update_profile(patron_id, **new)
            facts: dict[str, Any] = {"changed": [_FIELDS[column] for column in new]}
            if "institution_id" in new:
                after = queries.card(patron_id).institution
                facts |= {"before": {"institution": card.institution}, "after": {"institution": after}}
            record.event(self._ground, by, patron_id, "correct", kept_reason, facts)
            record.log(self._ground, by, "patron.correct", patron_id, reason=kept_reason, **facts)
            if "name" in new:
                index_requests(patron_id)

    def _checked(self, card: PatronCard, name: str | None, institution_id: int | None) -> dict[str, Any]:
        """The columns that become others."""
        new: dict[str, Any] = {}
        problems: list[Refusal] = []
        if name is not None:
            new, problems = rules.check_corrections({"name": name}, card.road, self._ground.library)
        if institution_id not in (None, card.institution_id):  # one that was retired may stay
            try:
                if card.road == "campus":
                    raise Refusal("patron.institution_bound", "institution")
                record.check_road(int(institution_id or 0), card.road)
            except Refusal as refusal:
                problems.append(refusal)
            new["institution_id"] = institution_id
        refuse(problems)
        return {column: value for column, value in new.items() if value != getattr(card, column)}


_FIELDS = {"name": "name", "institution_id": "institution"}
