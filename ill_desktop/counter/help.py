"""What readers ask most often, with the answers, the places and the phones: in the window, at the kiosk, on
a leaflet ([G] part 3)."""

from __future__ import annotations

from typing import NamedTuple

from ill_desktop import hours
from ill_desktop.documents import leaflet
from ill_desktop.ground import Ground
from ill_desktop.library import Branch, Library
from ill_desktop.notices import rules, texts
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import Words, load


class Answer(NamedTuple):
    """A question with its answer, filled and ready to be read; paragraphs are parted by line ends."""

    code: str
    question: str
    answer: str


class Place(NamedTuple):
    """A counter, or the information desk: its name, and what is told of it as label and words."""

    name: str
    told: tuple[tuple[str, str], ...]


def answers(ground: Ground, words: Words) -> list[Answer]:
    """Every question often asked, in the order of the library."""
    language = words.language
    known = texts.about(ground, language) | _told(ground.library, words)
    return [
        Answer(one.code, one.question[language], rules.fill(one.answer[language], known))
        for one in ground.library.faq
    ]


def _told(library: Library, words: Words) -> dict[str, str]:
    """What the places of an answer are filled with (``fact_kinds.ANSWER_PLACES``)."""
    language, desk = words.language, library.help_desk
    places = [branch.pickup[language] for branch in library.open_branches.values()]
    return {
        "places": words("help.between").join(places),
        "bank": words(
            "help.bank",
            account_name=library.bank["account_name"],
            bank=library.bank["bank"],
            account_number=library.bank["account_number"],
            purpose=library.bank["purpose"],
        ),
        "borrowing_phone": desk["borrowing_phone"],
        "password_phone": desk["password_phone"],
    }


def places(library: Library, words: Words) -> list[Place]:
    """Where the counters are, when they are open, where things are collected."""
    return [_place(branch, words) for branch in library.open_branches.values()]


def _place(branch: Branch, words: Words) -> Place:
    language = words.language
    told = (
        (words("help.counter"), branch.room[language]),
        (words("help.phone"), branch.phone),
        (words("help.pickup"), branch.pickup[language]),
        (words("help.pickup_phone"), branch.pickup_phone),
        (words("help.hours"), hours.said(branch.hours, words)),
        (words("help.note"), branch.hours_note.get(language, "")),
    )
    return Place(branch.name[language], tuple(pair for pair in told if pair[1]))


def phones(library: Library, words: Words) -> Place:
    """Whom to call for what."""
    desk, language = library.help_desk, words.language
    open_at = words(
        "help.desk_hours", days=desk["days"][language], opens=desk["opens"], closes=desk["closes"]
    )
    return Place(
        words("help.phones"),
        (
            (words("help.hours"), open_at),
            (words("help.desk"), desk["phone"]),
            (words("help.borrowing"), desk["borrowing_phone"]),
            (words("help.password"), desk["password_phone"]),
            (words("help.registration"), desk["registration_phone"]),
            *((line.name[language], line.phone) for line in library.hotlines),
            (words("help.mail"), library.mail),
        ),
    )


class HelpService:
    """The help as a paper; its texts are changed as the library's other facts are (``FactsService``)."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def leaflet(self, by: Actor, language: str) -> bytes:
        """A leaflet to lay out, A4, with all of the help. Raises Refusal ``not_permitted``."""
        require(self._ground, by, "paper.print")
        words, library = load(language), self._ground.library
        return leaflet.pdf(
            leaflet.Leaflet(
                library=library.name[language],
                service=library.service[language],
                answers=tuple((one.question, one.answer) for one in answers(self._ground, words)),
                places=tuple(
                    (place.name, place.told) for place in (*places(library, words), phones(library, words))
                ),
                day=self._ground.today,
            ),
            words,
        )
