"""What the window is told about: its pages, what its status bar says, and who sits before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ui.kit.screen import Screen
from ui.kit.text import Text


class Page(NamedTuple):
    """One place of the rail. ``make`` builds its screen when it is first opened.

    ``under`` names the place of the rail a page belongs to that has none of its own.
    """

    key: str
    icon: str
    title: Text
    make: Callable[[], Screen]
    under: str = ""


class Person(NamedTuple):
    """Who is signed in, as the corner shows it."""

    name: Text
    role: Text
