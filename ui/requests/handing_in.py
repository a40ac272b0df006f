"""Handing requests in: one, or all ticked references of a paste with an answer for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from ill_desktop.errors import Refusal
from ill_desktop.requests import duplicates
from ill_desktop.requests.service import NewRequest, Submitted
from ui.kit.form import Form
from ui.kit.progress import Progress
from ui.requests.batch import Batch, Piece
from ui.requests.batch_list import Known
from ui.session import Session


class Answer(NamedTuple):
    """What became of the reference at a place of the paste."""

    at: int
    done: Submitted | None
    refusal: Refusal | None = None


class HandingIn(QObject):
    """``submitted`` carries a :class:`Submitted`, ``answered`` the answers of many."""

    submitted = Signal(object)
    answered = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def one(self, new: NewRequest, form: Form, name: str, held_file: int | None = None) -> None:
        """Hand one in; with ``held_file`` it is filled at once with what we hold."""
        desk, actor = self._session.desk, self._session.actor
        self._session.commands.run(
            lambda: desk.submitting.submit(actor, new, held_file),
            form=form,
            on_done=self.submitted.emit,
            touches=("requests", "cashier") if held_file else ("requests",),
            says=lambda done: self.say(done, name),
        )

    def say(self, done: Submitted, name: str) -> str:
        """The sentence after one was handed in."""
        said = self.tr("Submitted: %1").replace("%1", done.number)
        if done.activation_missing:
            later = self.tr("%1 is not activated yet: nothing can be lent out before that.")
            said += "\n" + later.replace("%1", name)
        return said

    def many(self, wanted: Sequence[tuple[int, NewRequest]]) -> None:
        """Hand them in beside the window; each by itself, so that one refusal stops no other."""
        desk, actor = self._session.desk, self._session.actor

        def one(at: int, new: NewRequest) -> Answer:
            try:
                return Answer(at, desk.submitting.submit(actor, new))
            except Refusal as refusal:
                return Answer(at, None, refusal)

        def work(progress: Progress) -> list[Answer]:
            answers = []
            for at, new in wanted:
                if progress.cancelled:
                    break
                answers.append(one(at, new))
                progress.moved.emit(len(answers), len(wanted))
            return answers

        self._session.tasks.run(
            work,
            self.answered.emit,
            self.tr("Submitting"),
            touches=("requests",),
            says=self._say_many,
        )

    def _say_many(self, answers: Sequence[Answer]) -> str:
        done = sum(answer.done is not None for answer in answers)
        said = self.tr("%1 submitted").replace("%1", f"{done:,}")
        if stayed := len(answers) - done:
            said += " · " + self.tr("%1 refused: the reason stands in the list").replace("%1", f"{stayed:,}")
        return said

    def look_up(self, batch: Batch, on_done: Callable[[dict[int, Known]], object]) -> None:
        """Find out beside the window which references of a paste the library knows."""
        pieces = list(batch.pieces)

        def known(piece: Piece) -> Known:
            found = duplicates.duplicates(piece.kind, piece.fields, 1)
            number = found[0].row.number if found else ""
            return Known(number, duplicates.held(piece.kind, piece.fields) is not None)

        def work(progress: Progress) -> dict[int, Known]:
            found = {}
            for at, piece in enumerate(pieces):
                progress.step(at, len(pieces))
                found[at] = known(piece)
            return found

        def done(found: dict[int, Known]) -> None:
            if len(batch.pieces) == len(pieces) and batch.pieces[-1].source == pieces[-1].source:
                on_done(found)

        self._session.tasks.run(work, done, self.tr("Comparing with earlier requests"))


def beyond(new: NewRequest, let_in: bool) -> NewRequest:
    """The request, let in beyond the reader's limits when the staff says so."""
    return replace(new, beyond_limits=True) if let_in else new
