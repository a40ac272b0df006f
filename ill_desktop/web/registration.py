"""Registration on the phone: the institution, one of its roads, the profile ([G] figures 3, 5, 8, 18–20).

A bound card is carried from its page to the profile as a sealed note on the phone: nothing is stored here
before the registration, and nothing stands in an address.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Flask, Response, g, request

from ill_desktop.errors import Refusal
from ill_desktop.patrons import institutions, queries, rules
from ill_desktop.patrons.queries import InstitutionRow
from ill_desktop.patrons.rules import VISITOR, Card, Profile
from ill_desktop.staff.rules import reader
from ill_desktop.web import asks, cookies
from ill_desktop.web.frame import Frame, Stop, go, typed

SEARCH_LONGEST = 60


class RegistrationPages:
    """``/register`` and what lies below it."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._service = frame.desk.patrons

    def add(self, app: Flask) -> None:
        app.add_url_rule("/register", "register", self.pick)
        app.add_url_rule("/register/<int:number>", "roads", self.roads)
        app.add_url_rule("/register/<int:number>/card", "card", self.card)
        app.add_url_rule("/register/<int:number>/card", "give_card", self.bind, methods=["POST"])
        app.add_url_rule("/register/<int:number>/<road>", "profile", self.profile)
        app.add_url_rule("/register/<int:number>/<road>", "give_profile", self.register, methods=["POST"])

    # The institution

    def pick(self) -> Response:
        """Every institution by sub-centre; a search finds part of a name or its initials (zjdx)."""
        wanted = request.args.get("q", "")[:SEARCH_LONGEST].strip()
        found = queries.institutions(wanted)
        centres = institutions.centres()
        by_centre = {
            centre: list(rows)
            for centre, rows in groupby(
                sorted(found, key=lambda row: _place(centres, row.centre)), lambda row: row.centre
            )
        }
        empty = [centre for centre in centres if centre not in by_centre] if not wanted else []
        return self._frame.draw("institutions.html", wanted=wanted, by_centre=by_centre, empty=empty)

    def _institution(self, number: int) -> InstitutionRow:
        for row in queries.institutions():
            if row.id == number:
                return row
        raise Stop(404, "nothing")

    def roads(self, number: int) -> Response:
        """The roads that are open to this institution's people."""
        institution = self._institution(number)
        roads = rules.roads(institution.automatic)
        return self._frame.draw("roads.html", institution=institution, roads=roads)

    # The card

    def card(self, number: int) -> Response:
        return self._card_page(self._automatic(number))

    def _automatic(self, number: int) -> InstitutionRow:
        institution = self._institution(number)
        if not institution.automatic:
            raise Stop(404, "nothing")
        return institution

    def _card_page(self, institution: InstitutionRow, refusal: Refusal | None = None) -> Response:
        questions = self._frame.asks.card()
        facts: dict[str, Any] = {"institution": institution, "asks": questions}
        if refusal is None:
            return self._frame.draw_form("card.html", **facts)
        given = {**typed("number", "name"), "last_six": ""}
        return self._frame.draw_refused("card.html", refusal, asks.CARD, typed=given, **facts)

    def bind(self, number: int) -> Response:
        """Number, name and last six as the campus registry has them."""
        institution = self._automatic(number)
        card = Card(**typed(*asks.CARD))
        try:
            bound = self._service.find_card(VISITOR, institution.id, card, self._frame.client)
        except Refusal as refusal:
            return self._card_page(institution, refusal)
        note = {"institution": institution.id, "number": card.number, "name": card.name}
        note |= {"last_six": card.last_six, "shown": bound.name, "department": bound.department}
        self._frame.keep(cookies.CARD, note)
        return go("profile", number=number, road="campus")

    def _bound(self, institution: InstitutionRow) -> dict[str, Any] | None:
        kept = self._frame.kept(cookies.CARD)
        return kept if kept and kept["institution"] == institution.id else None

    # The profile

    def profile(self, number: int, road: str) -> Response:
        institution, bound = self._on_road(number, road)
        if road == "campus" and bound is None:
            return go("card", number=number)
        given = {"unit": bound["department"]} if bound else {}
        return self._frame.draw_form("profile.html", typed=given, **self._facts(institution, road, bound))

    def _on_road(self, number: int, road: str) -> tuple[InstitutionRow, dict[str, Any] | None]:
        institution = self._institution(number)
        if road not in rules.roads(institution.automatic):
            raise Stop(404, "nothing")
        return institution, self._bound(institution) if road == "campus" else None

    def _facts(self, institution: InstitutionRow, road: str, bound: dict[str, Any] | None) -> dict[str, Any]:
        questions = self._frame.asks.profile(road)
        return {"institution": institution, "road": road, "bound": bound, "asks": questions}

    def register(self, number: int, road: str) -> Response:
        """The whole registration; afterwards the reader is signed in on this phone and sees it waiting."""
        institution, bound = self._on_road(number, road)
        if road == "campus" and bound is None:
            return go("card", number=number)
        names = (*asks.PROFILES[road], *asks.SECRETS)
        given = typed(*names)
        answers = {("class_" if name == "class" else name): text for name, text in given.items()}
        profile = Profile(institution_id=institution.id, language=g.language, **answers)
        try:
            patron_id = self._store(road, profile, bound)
        except Refusal as refusal:
            shown = {name: "" if name in asks.NEVER_SHOWN else text for name, text in given.items()}
            return self._frame.draw_refused(
                "profile.html", refusal, names, typed=shown, **self._facts(institution, road, bound)
            )
        self._frame.remember(cookies.CARD, "")
        self._frame.sign_in(reader(patron_id, queries.card(patron_id).name))
        return go("account")

    def _store(self, road: str, profile: Profile, bound: dict[str, Any] | None) -> int:
        client = self._frame.client
        if bound is None:
            return self._service.register_form(VISITOR, road, profile, client)
        card = Card(bound["number"], bound["name"], bound["last_six"])
        return self._service.register_campus(VISITOR, card, profile, client)


def _place(centres: list[str], centre: str) -> int:
    """Where a sub-centre stands; one that is retired and still has institutions comes last."""
    return centres.index(centre) if centre in centres else len(centres)
