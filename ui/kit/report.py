"""A bug as a text that can be sent to whoever mends it, with nothing personal in it."""

from __future__ import annotations

import platform
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_ROOT = Path(__file__).parent.parent.parent


def _program() -> str:
    try:
        return version("ill-desktop")
    except PackageNotFoundError:
        return "from source"


def _place(file: str) -> str:
    path = Path(file)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def write(error: BaseException) -> str:
    """Which kinds of error, where, under which versions.

    An error's own message is left out: it may quote a name, a number or an address.
    """
    from PySide6 import __version__ as binding

    lines = [
        f"program {_program()}, Python {platform.python_version()}, PySide6 {binding}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines += ["", f"{type(seen).__module__}.{type(seen).__qualname__}"]
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines)
