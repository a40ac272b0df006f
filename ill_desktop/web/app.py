"""The page as one application: every address and what answers it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, Response
from jinja2 import StrictUndefined

from ill_desktop import paths
from ill_desktop.counter.page_settings import PageSettings
from ill_desktop.desk import Desk
from ill_desktop.web.account import AccountPages
from ill_desktop.web.activation import ActivationPages
from ill_desktop.web.frame import Frame
from ill_desktop.web.home import HomePages
from ill_desktop.web.limits import PAGES, POSTS, Rate
from ill_desktop.web.registration import RegistrationPages

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

FOR_EVER = "public, max-age=31536000, immutable"


def make_app(desk: Desk, settings: PageSettings, pages: Rate = PAGES, posts: Rate = POSTS) -> Flask:
    """The phone page of a library. ``pages`` and ``posts`` are what one client may ask."""
    app = Flask("ill_desktop.web", template_folder=str(paths.resources() / "web"), static_folder=None)
    app.config.update(PROVIDE_AUTOMATIC_OPTIONS=False, MAX_FORM_PARTS=64)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    frame = Frame(desk, settings, pages, posts)
    frame.hang(app)
    app.add_url_rule("/page.css", "style", lambda: _file(frame.style, "text/css; charset=utf-8"))
    icon = (paths.resources() / "web" / "icon.svg").read_bytes()
    app.add_url_rule("/icon.svg", "icon", lambda: _file(icon, "image/svg+xml"))
    for room in (HomePages, ActivationPages, RegistrationPages, AccountPages):
        room(frame).add(app)
    prefix = urlsplit(settings.base_address).path.rstrip("/")
    if prefix:
        app.wsgi_app = Below(app.wsgi_app, prefix)  # type: ignore[method-assign]
    return app


def _file(content: bytes, kind: str) -> Response:
    """What never changes under its name: the name of the style carries its digest."""
    return Response(content, content_type=kind, headers={"Cache-Control": FOR_EVER})


class Below:
    """A base address may have a path; a proxy passes it on or takes it away. Links always have it."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = str(environ.get("PATH_INFO", ""))
        if path == self._prefix or path.startswith(self._prefix + "/"):
            environ["PATH_INFO"] = path.removeprefix(self._prefix) or "/"
        environ["SCRIPT_NAME"] = self._prefix
        return self._app(environ, start_response)
