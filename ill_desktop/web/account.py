"""A reader's own registration after signing in: waiting, approved, asked for more, rejected and why."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response

from ill_desktop.clock import utc_time
from ill_desktop.errors import Refusal
from ill_desktop.notices.settings import sender
from ill_desktop.patrons import queries, rules
from ill_desktop.patrons.queries import PatronCard
from ill_desktop.web import signed_in
from ill_desktop.web.frame import Frame, go, typed
from ill_desktop.web.home import desk_hours, places
from ill_desktop.web.signed_in import SignedIn

REASONS = {"rejected": "reject", "needs_information": "ask_for_more", "blocked": "block"}
"""The event whose note tells the reader why he stands in a state."""


class AccountPages:
    """``/me``."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._service = frame.desk.patrons

    def add(self, app: Flask) -> None:
        app.add_url_rule("/me", "account", self.account)
        app.add_url_rule("/me/in", "sign_in", self.sign_in, methods=["POST"])
        app.add_url_rule("/me/out", "sign_out", self.sign_out, methods=["POST"])
        app.add_url_rule("/me/password", "password", self.password)
        app.add_url_rule("/me/password", "change_password", self.change_password, methods=["POST"])
        app.add_url_rule("/me/complete", "complete", self.complete, methods=["POST"])

    def account(self) -> Response:
        """How one's registration stands; who has not signed in is asked to."""
        found = self._own()
        if found is None:
            return self._frame.draw_form("sign_in.html", asks=self._frame.asks.sign_in())
        who, card = found
        self._frame.stay(who)
        return self._frame.draw_form("account.html", **self._facts(card))

    def _own(self) -> tuple[SignedIn, PatronCard] | None:
        who = self._frame.signed_in()
        if who is None:
            return None
        try:
            card = queries.card(who.id)
        except Refusal:
            return None  # forgotten meanwhile
        return (who, card) if card.state in rules.MAY_SIGN_IN else None

    def sign_in(self) -> Response:
        """By e-mail or number, with the password [G]."""
        given = typed("login", "password")
        try:
            actor = self._service.sign_in(given["login"], given["password"], self._frame.client)
        except Refusal as refusal:
            shown, questions = {"login": given["login"]}, self._frame.asks.sign_in()
            return self._frame.draw_refused(
                "sign_in.html", refusal, ("login", "password"), typed=shown, asks=questions
            )
        self._frame.sign_in(actor)
        return go("account")

    def sign_out(self) -> Response:
        self._frame.sign_out()
        return go("home")

    def _facts(self, card: PatronCard) -> dict[str, Any]:
        library, words = self._frame.desk.library, self._frame.words
        can_correct = card.state in rules.ACTIONS["complete_information"].starts
        return {
            "card": card,
            "reason": _reason(card),
            "mail_host": card.email.rpartition("@")[2],
            "sender": sender(library),
            "asks": self._frame.asks.corrections(card.road) if can_correct else (),
            "typed": {name: getattr(card, name, "") for name in rules.CORRECTABLE},
            "password_changed": self._password_changed(card.id),
            "needs_activation": card.state == "approved" and self._needs_activation(card.id),
            "places": places(library, words),
            "desk_hours": desk_hours(library, words),
        }

    def _needs_activation(self, patron_id: int) -> bool:
        from ill_desktop.activation.queries import needs_activation

        return needs_activation(self._frame.desk.library, patron_id)

    def _password_changed(self, patron_id: int) -> str:
        """Day and time by the library's clock; empty when never."""
        at = signed_in.password_changed(patron_id)
        clock = self._frame.desk.clock
        return clock.local(utc_time(at)).strftime("%Y-%m-%d %H:%M") if at else ""

    PASSWORDS = ("old", "password", "confirmation")

    def password(self) -> Response:
        """Another password, by who knows the present one."""
        found = self._own()
        if found is None:
            return go("account")
        who, card = found
        self._frame.stay(who)
        return self._frame.draw_form("password.html", asks=self._frame.asks.new_password(card.road))

    def change_password(self) -> Response:
        """The new one holds at once; other phones have to sign in with it."""
        found = self._own()
        if found is None:
            return go("account")
        who, card = found
        given = typed(*self.PASSWORDS)
        try:
            self._service.change_password(
                who.actor, card.id, given["old"], given["password"], given["confirmation"]
            )
        except Refusal as refusal:
            asks = self._frame.asks.new_password(card.road)
            return self._frame.draw_refused("password.html", refusal, self.PASSWORDS, typed={}, asks=asks)
        self._frame.sign_in(who.actor)
        return go("account")

    def complete(self) -> Response:
        """What was asked for, or what led to the rejection; then it waits for review again."""
        found = self._own()
        if found is None:
            return go("account")
        who, card = found
        questions = self._frame.asks.corrections(card.road)
        names = tuple(ask.name for ask in questions)
        given = typed(*names)
        wanted = {name: text for name, text in given.items() if name != "last_six" or text.strip()}
        try:
            self._service.complete_information(who.actor, card.id, wanted)
        except Refusal as refusal:
            if refusal.code == "patron.moved_on":
                return go("account")
            facts = {**self._facts(card), "typed": {**given, "last_six": ""}}
            return self._frame.draw_refused("account.html", refusal, names, **facts)
        return go("account")


def _reason(card: PatronCard) -> str:
    """What the librarian wrote; nothing in states that need no reason."""
    kind = REASONS.get(card.state)
    notes = (event.note for event in queries.events(card.id) if event.kind == kind)
    return next(notes, "")
