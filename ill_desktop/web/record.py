"""What is written down about the page: what was asked and how it ended, never by whom or with what."""

from __future__ import annotations

import logging
import secrets
import time
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

from ill_desktop.paths import Folder

BYTES, KEPT = 1 << 20, 3
log = logging.getLogger("ill_desktop.web")


def open_log(folder: Folder) -> logging.Handler:
    """Begin to write into the library's folder; close what is returned with :func:`close_log`."""
    handler = RotatingFileHandler(folder.page_log, maxBytes=BYTES, backupCount=KEPT, encoding="utf-8")
    form = logging.Formatter("%(asctime)s.%(msecs)03dZ %(message)s", "%Y-%m-%dT%H:%M:%S")
    form.converter = time.gmtime
    handler.setFormatter(form)
    folder.page_log.chmod(0o600)
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(handler)
    return handler


def close_log(handler: logging.Handler) -> None:
    log.removeHandler(handler)
    handler.close()


def answered(method: str, pattern: str, status: int, seconds: float) -> None:
    """One request. ``pattern`` is the rule that matched, without what stood in its place."""
    log.info("%s %s %d %.0fms", method[:10], pattern, status, seconds * 1000)


def failed(problem: BaseException) -> str:
    """A bug: where it was, not what it said, which might quote a person. Returns the number readers see."""
    number = secrets.token_hex(4)
    log.error("bug %s %s: %s", number, type(problem).__name__, _places(problem))
    return number


def troubled(code: str, problem: BaseException) -> None:
    """The disk refused: what it was, and where."""
    log.error("%s %s: %s", code, type(problem).__name__, _places(problem))


def _places(problem: BaseException) -> str:
    frames = reversed(traceback.extract_tb(problem.__traceback__))
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
