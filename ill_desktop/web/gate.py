"""Between the server and the page: the whole request is read first, and only a few are worked on at once.

So a slow client holds no place where answers are made, and the window beside the page stays quick: fewer
threads ask for the interpreter at the same time.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ill_desktop.web.patience import Patience

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

BODY_BYTES = 64 << 10
AT_ONCE = 3
TOO_LARGE = "ill_desktop.too_large"
"""Set in the environment of a request whose body was not kept: the page answers 413."""
PIECE = 64 << 10

Environ = dict[str, Any]


class Gate:
    """A WSGI application around the page."""

    def __init__(self, app: WSGIApplication, patience: Patience) -> None:
        self._app = app
        self._patience = patience
        self._places = threading.BoundedSemaphore(AT_ONCE)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        problem = self._hear(environ)
        if problem:
            start_response(problem, [("Content-Length", "0"), ("Connection", "close")])
            return []
        with self._patience.thinking(), self._places:
            return self._answer(environ, start_response)

    def _hear(self, environ: Environ) -> str:
        """Read the body; the status to refuse with, or nothing."""
        if "HTTP_TRANSFER_ENCODING" in environ:
            return "411 Length Required"  # no browser sends a form so
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = -1
        if length < 0:
            return "400 Bad Request"
        body = _read(environ["wsgi.input"].read, length)
        if body is None:
            return "400 Bad Request"
        environ["wsgi.input"] = io.BytesIO(body)
        if length > BODY_BYTES:
            environ[TOO_LARGE] = True
            environ["CONTENT_LENGTH"] = "0"
        return ""

    def _answer(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
        given = self._app(environ, start_response)
        try:
            return list(given)
        finally:
            close: Callable[[], None] | None = getattr(given, "close", None)
            if close:
                close()


def _read(read: Callable[[int], bytes], length: int) -> bytes | None:
    """The body, or nothing of one that is too long; None when it ended early."""
    kept = b""
    left = length
    while left:
        piece = read(min(left, PIECE))
        if not piece:
            return None
        left -= len(piece)
        if length <= BODY_BYTES:
            kept += piece
    return kept
