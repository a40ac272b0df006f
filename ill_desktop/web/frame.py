"""What every page stands in: the guards before it, the headers after it, and how it is drawn."""

from __future__ import annotations

import hashlib
import time
from typing import Any, cast
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from ill_desktop import paths
from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk
from ill_desktop.disk import refusal_of
from ill_desktop.errors import Refusal, Refusals
from ill_desktop.staff.rules import Actor
from ill_desktop.web import cookies, record, signed_in
from ill_desktop.web.asks import Asks
from ill_desktop.web.cookies import Change, Cookies
from ill_desktop.web.gate import TOO_LARGE
from ill_desktop.web.limits import PAGES, POSTS, Limit, Rate, client_key
from ill_desktop.web.signed_in import SignedIn
from ill_desktop.web.who import Door, address_of, language_of
from ill_desktop.words import Words

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TLS_DAYS = 30
REFUSED = 422
FORM_TOKEN = "form_token"
FIELD_LONGEST = 2000
UNSEEN = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0)))
"""Control characters, which no page may hold: what was typed comes back without them."""


class Stop(Exception):
    """The page that is shown instead: a status, and the key of its words."""

    def __init__(self, status: int, said: str, retry_after: int = 0, **facts: Any) -> None:
        super().__init__(said)
        self.status = status
        self.said = said
        self.retry_after = retry_after
        self.facts = facts


class Frame:
    """The desk, the settings the page was started with, and who asks now (in ``flask.g``)."""

    def __init__(self, desk: Desk, settings: PageSettings, pages: Rate = PAGES, posts: Rate = POSTS) -> None:
        self.desk = desk
        self.settings = settings
        self.cookies = Cookies(desk.ground, settings.secure)
        self._door = Door(settings)
        self._pages, self._posts = Limit(pages), Limit(posts)
        self.style = (paths.resources() / "web" / "page.css").read_bytes()
        self.style_mark = hashlib.sha256(self.style).hexdigest()[:12]

    def hang(self, app: Flask) -> None:
        """Put the guards before and the headers after every page of an application."""
        app.before_request(self._greet)
        app.after_request(self._part)
        app.register_error_handler(Stop, self._stopped)
        app.register_error_handler(Refusal, self._refused)
        app.register_error_handler(HTTPException, self._http)
        app.register_error_handler(Exception, self._bug)

    # Before

    def _greet(self) -> None:
        g.began = time.perf_counter()
        g.changes = []
        g.secret = self.cookies.read(request.cookies, cookies.VISIT)
        self._choose_language()
        address = address_of(request.environ, self.settings.proxied)
        if not self._door.lets_in(address) or address is None:
            raise Stop(403, "network")
        g.client = client_key(address)
        if not self._door.is_called(request.host):
            raise Stop(400, "host")
        wait = (self._posts if request.method == "POST" else self._pages).wait(g.client)
        if wait:
            raise Stop(429, "often", wait, seconds=wait)
        if request.environ.get(TOO_LARGE):
            raise Stop(413, "large")
        if request.method == "POST":
            given = request.form.get(FORM_TOKEN, "")
            if not self.cookies.is_form_token(g.secret, given):
                raise Stop(403, "form")

    def _choose_language(self) -> None:
        asked = request.args.get("lang", "")
        kept = self.cookies.read(request.cookies, cookies.LANGUAGE)
        g.language = language_of(asked, kept, request.headers.get("Accept-Language", ""))
        if asked == g.language and kept != asked:
            self.remember(cookies.LANGUAGE, asked)

    # After

    def _part(self, response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Vary"] = "Cookie, Accept-Language"
        if self.settings.secure:
            response.headers["Strict-Transport-Security"] = f"max-age={TLS_DAYS * 86400}"
        self.cookies.write(response, g.changes)
        pattern = request.url_rule.rule if request.url_rule else "-"
        record.answered(request.method, pattern, response.status_code, time.perf_counter() - g.began)
        return response

    def _stopped(self, stop: Stop) -> Response:
        shown = self.draw("message.html", stop.status, said=stop.said, facts=stop.facts)
        if stop.retry_after:
            shown.headers["Retry-After"] = str(stop.retry_after)
        return shown

    def _refused(self, refusal: Refusal) -> Response:
        """What no form waited for, such as a rule that was changed while the page was open."""
        return self._stopped(Stop(409, "refused", why=self.words.refusal(refusal)))

    def _http(self, problem: HTTPException) -> Response:
        status = problem.code or 500
        said = {404: "nothing", 405: "method", 413: "large"}.get(status, "request")
        shown = self._stopped(Stop(status, said))
        for name, value in problem.get_headers():
            if name == "Allow":
                shown.headers[name] = value
        return shown

    def _bug(self, problem: Exception) -> Response:
        """A trouble of the library's disk is said as in the window (decision 26); the rest has a number."""
        trouble = refusal_of(problem)
        if trouble is not None:
            record.troubled(trouble.code, problem)
            return self._stopped(Stop(503, "disk", why=self.words.refusal(trouble)))
        return self._stopped(Stop(500, "bug", number=record.failed(problem)))

    # For the pages

    @property
    def words(self) -> Words:
        return self.desk.words(g.language)

    @property
    def asks(self) -> Asks:
        """The questions of forms, in the reader's language."""
        return Asks(self.words, self.desk.library)

    @property
    def client(self) -> str:
        """Through what somebody comes, as failures are counted."""
        return f"phone:{g.client}"

    def remember(self, name: str, value: str) -> None:
        """Give the phone a cookie with the answer; an empty one takes it away."""
        g.changes.append(Change(name, value))

    def keep(self, name: str, content: dict[str, Any]) -> None:
        """Give the phone a sealed note."""
        self.remember(name, self.cookies.seal(name, content))

    def kept(self, name: str) -> dict[str, Any] | None:
        """The sealed note the phone brings, while it is good."""
        return self.cookies.unseal(name, self.cookies.read(request.cookies, name))

    def signed_in(self) -> SignedIn | None:
        """Who has signed in on this phone and looked within the last half hour."""
        return signed_in.found(self.kept(cookies.READER))

    def sign_in(self, actor: Actor) -> None:
        self.stay(signed_in.begin(self.desk.ground, actor))

    def stay(self, who: SignedIn) -> None:
        """Half an hour from now on."""
        self.keep(cookies.READER, who.note)

    def sign_out(self) -> None:
        """No copy of what this phone carries is good afterwards."""
        who = self.signed_in()
        if who is not None:
            signed_in.end(self.desk.ground, who)
        self.remember(cookies.READER, "")
        self.remember(cookies.CARD, "")

    def draw(self, template: str, status: int = 200, **facts: Any) -> Response:
        """A page in the reader's language."""
        if not g.secret:
            g.secret = self.cookies.new_secret()
        self.remember(cookies.VISIT, g.secret)
        words = self.words
        drawn = render_template(
            template,
            say=words,
            language=g.language,
            library=self.desk.library,
            other_language=_in_other_language(),
            form_token=self.cookies.form_token(g.secret),
            style_mark=self.style_mark,
            **facts,
        )
        return Response(drawn.translate(UNSEEN), status, content_type="text/html; charset=utf-8")

    def draw_form(self, template: str, **facts: Any) -> Response:
        """A form nobody has refused yet."""
        return self.draw(template, **{"typed": {}, "errors": {}, "said": [], **facts})

    def draw_refused(
        self, template: str, refusal: Refusal, fields: tuple[str, ...], **facts: Any
    ) -> Response:
        """The form again with what was typed, each sentence beside its field, the rest above."""
        errors, said = self.sentences(refusal, fields)
        shown = self.draw(template, REFUSED, errors=errors, said=said, **facts)
        if refusal.code == "sign_in.wait":
            shown.status_code = 429
            shown.headers["Retry-After"] = str(60 * int(refusal.facts["minutes"]))
        return shown

    def sentences(self, refusal: Refusal, fields: tuple[str, ...]) -> tuple[dict[str, str], list[str]]:
        """The sentences of a refusal: by field of the form, and those that belong to none of its fields."""
        errors: dict[str, str] = {}
        said: list[str] = []
        for part in refusal.parts if isinstance(refusal, Refusals) else (refusal,):
            sentence = self.words.refusal(part)
            if part.field in fields:
                errors.setdefault(str(part.field), sentence)
            else:
                said.append(sentence)
        return errors, said


def _in_other_language() -> str:
    """Where this page, or the one its form stands on, is found in the other language."""
    path = request.path
    if request.method == "POST" and request.routing_exception is None:
        adapter = current_app.create_url_adapter(request)
        if adapter is not None and not adapter.test(path, "GET"):
            path = path.rpartition("/")[0]
    other = "en" if g.language == "zh_CN" else "zh_CN"
    return f"{request.script_root}{quote(path)}?{urlencode({**request.args, 'lang': other})}"


def typed(*names: str) -> dict[str, str]:
    """The fields of a form as they came: NUL, half characters and other unseen signs are left to the checks
    of each field, only the length is bounded here."""
    return {name: request.form.get(name, "")[:FIELD_LONGEST] for name in names}


def go(endpoint: str, **values: Any) -> Response:
    """To another page of ours, by GET."""
    answer: Any = redirect(url_for(endpoint, **values), 303, Response)
    return cast(Response, answer)
