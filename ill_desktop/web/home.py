"""The first page: register, activate, whom to call."""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, Response, g, request

from ill_desktop import hours
from ill_desktop.library import Library
from ill_desktop.web import cookies
from ill_desktop.web.frame import Frame
from ill_desktop.words import Words


class Place(NamedTuple):
    """A branch as a reader needs it; ``hours`` may be empty, ``notes`` too."""

    name: str
    room: str
    phone: str
    hours: str
    note: str


def places(library: Library, words: Words) -> list[Place]:
    """The branches that are open, with phones and hours."""
    language = words.language
    return [
        Place(
            branch.name[language],
            branch.room[language],
            branch.phone,
            hours.said(branch.hours, words),
            branch.hours_note.get(language, ""),
        )
        for branch in library.open_branches.values()
    ]


def desk_hours(library: Library, words: Words) -> str:
    """When the information desk is open, in words."""
    desk = library.help_desk
    days = desk["days"][words.language]
    return words("paper_hint.hours", opens=desk["opens"], closes=desk["closes"], days=days)


class HomePages:
    """``/``."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame

    def add(self, app: Flask) -> None:
        app.add_url_rule("/", "home", self.home)

    def home(self) -> Response:
        """What can be done here. A way that was begun on this phone is offered again."""
        frame = self._frame
        begun = frame.cookies.read(request.cookies, cookies.ACTIVATION)
        state = frame.desk.activation.resume(begun) if begun else None
        return frame.draw(
            "home.html",
            begun=state.step if state and state.step not in ("identity", "done") else "",
            places=places(frame.desk.library, frame.words),
            desk_hours=desk_hours(frame.desk.library, frame.words),
            signed_in=frame.signed_in() is not None,
            hotlines=[(line.name[g.language], line.phone) for line in frame.desk.library.hotlines],
        )
