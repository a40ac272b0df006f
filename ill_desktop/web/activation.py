"""The three steps of activation [N] on the reader's phone: each page shows the step the visit stands at.

The visit itself is the activation room's; the phone keeps its secret in a cookie, so that it may stop
anywhere and come back. What a link or a QR carries goes into the visit at once and out of the address.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, g, request

from ill_desktop.activation.rules import Agreement, Identity
from ill_desktop.activation.visits import VisitState
from ill_desktop.errors import Refusal
from ill_desktop.patrons.rules import VISITOR
from ill_desktop.web import cookies
from ill_desktop.web.frame import Frame, Stop, go, typed
from ill_desktop.web.home import desk_hours

LINK, POSTER, PERSONAL = "link", "poster", "qr"
GONE = ("activation.visit_over", "activation.step")
"""The visit is not where the page thought it was: show where it stands."""


class ActivationPages:
    """``/activate`` and what belongs to it; ``/a/<token>`` of a personal QR."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._service = frame.desk.activation

    def add(self, app: Flask) -> None:
        app.add_url_rule("/a/<token>", "personal", self.personal)
        app.add_url_rule("/activate", "activate", self.show)
        app.add_url_rule("/activate/picture", "picture", self.picture)
        app.add_url_rule("/activate/contact", "change_contact", self.change_contact)
        for name, answer in (
            ("identity", self.identity),
            ("contact", self.contact),
            ("send", self.send),
            ("code", self.code),
            ("terms", self.agree),
            ("forget", self.forget),
        ):
            app.add_url_rule(f"/activate/{name}", f"give_{name}", answer, methods=["POST"])

    # The visit

    def _secret(self) -> str:
        return self._frame.cookies.read(request.cookies, cookies.ACTIVATION)

    def _state(self) -> VisitState | None:
        """Where the phone's visit stands; spoken to in the language that is read now."""
        secret = self._secret()
        state = self._service.resume(secret) if secret else None
        if state is not None and state.language != g.language:
            self._service.speak(secret, g.language)
        return state

    def _begin(self, way: str, token: str | None = None) -> str:
        visit = self._service.start(VISITOR, way, self._frame.client, token, language=g.language)
        self._frame.remember(cookies.ACTIVATION, visit.secret)
        return visit.secret

    def _way(self) -> str:
        return LINK if request.values.get("way") == LINK else POSTER

    def personal(self, token: str) -> Response:
        """A personal QR or link: remembered, then out of the address. It opens nothing by itself.

        Scanned again half-way, the way that was begun goes on; somebody else's begins another.
        """
        try:
            if not self._goes_on(token):
                self._begin(PERSONAL, token)
        except Refusal as refusal:
            raise Stop(410, "token", why=self._frame.words.refusal(refusal)) from refusal
        return go("activate")

    def _goes_on(self, token: str) -> bool:
        """Whether the phone's open visit took the token: what was proved stays. Raises Refusal
        ``activation.token_…`` when it is good for nobody."""
        try:
            self._service.bring_token(self._secret(), token)
        except Refusal as refusal:
            if refusal.code in (*GONE, "activation.token_other"):
                return False
            raise
        return True

    def show(self) -> Response:
        """The step the visit stands at; the first for who has none."""
        state = self._state()
        if state is None:
            return self._identity_page()
        if state.step == "code":
            return self._code_page(state)
        pages = {"contact": self._contact_page, "terms": self._terms_page, "done": self._done_page}
        return pages.get(state.step, self._identity_page)()

    def picture(self) -> Response:
        """A fresh picture. The visit begins here: whoever only looks at the page leaves nothing behind."""
        secret = self._secret()
        state = self._service.resume(secret) if secret else None
        if state is None:
            secret = self._begin(self._way())
        elif state.step != "identity":
            raise Stop(404, "nothing")
        return Response(self._service.picture(secret), content_type="image/png")

    def forget(self) -> Response:
        """Somebody else, or all over again: nothing that was typed stays."""
        self._service.forget(self._secret())
        self._frame.remember(cookies.ACTIVATION, "")
        return go("home" if request.form.get("then") == "home" else "activate")

    # Step 1

    IDENTITY = ("name", "number", "last_six", "picture")

    def _identity_page(self) -> Response:
        library = self._frame.desk.library
        today = self._frame.desk.clock.day()
        if today < library.activation_starts:
            raise Stop(403, "early", day=library.activation_starts.isoformat())
        return self._frame.draw_form("identity.html", **self._identity_facts())

    def _identity_facts(self) -> dict[str, Any]:
        return {
            "step": 1,
            "asks": self._frame.asks.identity(),
            "way": self._way(),
            "nonce": self._frame.cookies.new_secret()[:8],
            "desk_hours": desk_hours(self._frame.desk.library, self._frame.words),
        }

    def identity(self) -> Response:
        """Name, number, last six and what the picture says [N]."""
        given = typed(*self.IDENTITY)
        facts = {"typed": {**given, "last_six": "", "picture": ""}, **self._identity_facts()}
        if "again" in request.form:  # another picture, please
            return self._frame.draw_form("identity.html", **facts)
        secret = self._secret() or self._begin(self._way())
        identity = Identity(given["name"], given["number"], given["last_six"])
        try:
            self._service.prove_identity(secret, identity, given["picture"])
        except Refusal as refusal:
            if refusal.code in ("activation.visit_over", "activation.pictures"):
                self._frame.remember(cookies.ACTIVATION, "")
            elif refusal.code == "activation.step":
                return go("activate")
            return self._frame.draw_refused("identity.html", refusal, self.IDENTITY, **facts)
        return go("activate")

    # Step 2

    CONTACT = ("email", "mobile", "channel")

    def _contact_page(self) -> Response:
        return self._frame.draw_form("contact.html", **self._contact_facts())

    def _contact_facts(self) -> dict[str, Any]:
        return {"step": 2, "asks": self._frame.asks.contact(), "channels": self._service.channels()}

    def change_contact(self) -> Response:
        """Another e-mail or mobile than the one that was typed."""
        state = self._state()
        if state is None or state.step not in ("contact", "code", "terms"):
            return go("activate")
        return self._contact_page()

    def contact(self) -> Response:
        """E-mail and mobile, and how the code is to come."""
        given = typed(*self.CONTACT)
        try:
            self._service.give_contact(self._secret(), given["email"], given["mobile"])
        except Refusal as refusal:
            if refusal.code in GONE:
                return go("activate")
            return self._frame.draw_refused(
                "contact.html", refusal, self.CONTACT, typed=given, **self._contact_facts()
            )
        return self._send(given["channel"])

    def _code_page(self, state: VisitState) -> Response:
        return self._frame.draw_form("code.html", **self._code_facts(state))

    def _code_facts(self, state: VisitState) -> dict[str, Any]:
        return {
            "step": 2,
            "asks": self._frame.asks.code(),
            "state": state,
            "channels": self._service.channels(),
            "desk_hours": desk_hours(self._frame.desk.library, self._frame.words),
        }

    def send(self) -> Response:
        """The code again, or another way."""
        return self._send(request.form.get("channel", ""))

    def _send(self, channel: str) -> Response:
        try:
            self._service.send_code(self._secret(), channel)
        except Refusal as refusal:
            return self._code_refused(refusal)
        return go("activate")

    def code(self) -> Response:
        """The six digits."""
        try:
            self._service.prove_code(self._secret(), request.form.get("code", "")[:40])
        except Refusal as refusal:
            return self._code_refused(refusal)
        return go("activate")

    def _code_refused(self, refusal: Refusal) -> Response:
        state = self._state()
        if refusal.code in GONE or state is None or state.step != "code":
            return go("activate")
        return self._frame.draw_refused("code.html", refusal, ("code", "channel"), **self._code_facts(state))

    # Step 3

    def _terms_page(self) -> Response:
        return self._frame.draw_form("terms.html", **self._terms_facts())

    def _terms_facts(self) -> dict[str, Any]:
        languages = self._frame.desk.library.languages
        return {
            "step": 3,
            "terms": self._service.terms(g.language if g.language in languages else languages[0]),
        }

    def agree(self) -> Response:
        """Agree and activate my account. Of several at once one wins; the others see it done."""
        secret = self._secret()
        read = typed("language", "version")  # what stood on the page that was agreed to
        agreement = Agreement(read["language"], read["version"], agreed=True)
        try:
            self._service.agree(secret, agreement)
        except Refusal as refusal:
            if refusal.code in GONE:
                return go("activate")
            return self._frame.draw_refused("terms.html", refusal, (), **self._terms_facts())
        return go("activate")

    def _done_page(self) -> Response:
        return self._frame.draw("done.html")
