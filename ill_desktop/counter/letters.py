"""Messages on paper: a batch for the printer, with the address where the envelope has its window."""

from __future__ import annotations

from collections.abc import Sequence

from ill_desktop.clock import utc_time
from ill_desktop.documents import facts, letter
from ill_desktop.documents.letter import Fold
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.library import Branch
from ill_desktop.notices import queries, texts
from ill_desktop.notices.queries import NoticeRow
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import load


class LetterService:
    """Draws letters. Nothing is marked as sent here: a paper jam loses nothing (``mark_printed``)."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def batch(self, by: Actor, notices: Sequence[int], branch: Branch, fold: Fold = "cn") -> bytes:
        """One PDF of these messages, each in its reader's language, also of one printed before.

        Raises Refusal ``notice.no_letters`` when none are given.
        """
        require(self._ground, by, "paper.print")
        if not notices:
            raise Refusal("notice.no_letters")
        rows = [queries.by_id(number) for number in notices]
        return letter.pdf([self._facts(row, branch) for row in rows], load(rows[0].language), fold)

    def sample(self, by: Actor, branch: Branch, language: str, fold: Fold = "cn") -> bytes:
        """A letter to nobody, to see whether printer, folds and the window of the envelope agree."""
        require(self._ground, by, "paper.print")
        words, today = load(language), self._ground.clock.day()
        return letter.pdf(
            [
                facts.Letter(
                    library=self._ground.library.name[language],
                    sender=self._sender(branch, language),
                    recipient=tuple(words("letter.test_to").split("\n")),
                    day=words("letter.day", year=today.year, month=today.month, day=today.day),
                    subject=words("letter.test_subject"),
                    text=words("letter.test_text"),
                    footer=texts.footer(self._ground, language, "letter"),
                )
            ],
            words,
            fold,
        )

    def _sender(self, branch: Branch, language: str) -> str:
        return f"{self._ground.library.name[language]} · {branch.name[language]} {branch.room[language]}"

    def _facts(self, row: NoticeRow, branch: Branch) -> facts.Letter:
        language, library = row.language, self._ground.library
        words = load(language)
        subject, text = texts.shown(self._ground, row)
        made = self._ground.clock.local(utc_time(row.created_at))
        return facts.Letter(
            library=library.name[language],
            sender=self._sender(branch, language),
            recipient=self._recipient(row.patron_id, language),
            day=words("letter.day", year=made.year, month=made.month, day=made.day),
            subject=subject,
            text=text,
            footer=texts.footer(self._ground, language, "letter"),
        )

    @staticmethod
    def _recipient(patron_id: int, language: str) -> tuple[str, ...]:
        """As the country writes it: in Chinese the name comes last. Without an address the campus mail
        finds the reader by institution and department."""
        reader = queries.reader(patron_id)
        name = load(language)("letter.to", name=reader.name)
        place = tuple(reader.address.split("\n")) if reader.address else ()
        if language == "zh_CN":
            return (*place, *(() if place else (reader.institution,)), reader.unit, name)
        return (name, reader.unit, *(place or (reader.institution,)))
