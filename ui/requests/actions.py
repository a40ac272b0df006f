"""Doing what is offered: ask where needed, through the one door, with undo where there is one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ill_desktop.errors import Refusal
from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Detail, FileRow
from ill_desktop.requests.rules import Step
from ui.kit.commands import Changes
from ui.kit.form import Form
from ui.requests.offers import TOPICS, Offer
from ui.session import Session


class Unreadable(Exception):
    """A file on this machine that cannot be read or written; the system's own words are its text."""


class RequestActions(QObject):
    """Acts on one request at a time; sheets open above ``parent``."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent
        self._untold: dict[int, str] = {}  # notes of steps that were refused, by request

    def take(self, request: Detail, offer: Offer) -> None:
        """Do what a button offers."""
        if offer.step is not None:
            self._step(request, offer)
        elif offer.key == "pay":
            self._session.open("cashier", request.patron_id)
        elif offer.key == "attach":
            self.attach(request)
        elif offer.key == "chase":
            self.note(request, chase=True)
        elif offer.key == "mend":
            self.mend(request)

    def mend(self, request: Detail) -> None:
        """Correct the citation; one that was not found so is asked for again."""
        from ui.requests.mending import MendSheet

        MendSheet(self._session, self._parent.window(), request).open()

    # -- steps ------------------------------------------------------------------------------------

    def _step(self, request: Detail, offer: Offer) -> None:
        from ill_desktop.requests.steps import Inputs
        from ui.requests.loan_out import LoanOut
        from ui.requests.step_sheet import StepQuestions, open_step_sheet

        step = offer.step
        if step is None:
            raise ValueError(offer.key)
        if LoanOut(self._session, self).stops(request, step, self._parent):
            return

        shown = request

        def take(inputs: Inputs, form: Form | None) -> bool:
            """Whether the question is settled: the step was taken, or cannot be taken any more."""
            nonlocal shown
            if self._run_step(shown, step.target, step.verb, inputs, form):
                self._untold.pop(request.id, None)
                return True
            before, shown = shown, queries.detail(request.id)
            return (
                _moved(before, shown) and not _fits(shown, step) and self._give_up(shown, inputs.note, form)
            )

        if offer.details or StepQuestions(self._session, request, step).needed():
            open_step_sheet(
                self._parent, self._session, request, step, take, self._untold.get(request.id, "")
            )
        else:
            take(Inputs(), None)

    def _run_step(self, request: Detail, target: str, verb: str, inputs: object, form: Form | None) -> bool:
        from ill_desktop.requests.steps import Inputs

        desk, actor, commands = self._session.desk, self._session.actor, self._session.commands
        answers = inputs if isinstance(inputs, Inputs) else Inputs()

        def settle(state: str) -> None:
            # A step that led on by itself has posted or told something.
            if state != target or not desk.steps.can_go_back(request.id):
                commands.forget_undo()

        done = commands.run(
            lambda: desk.counter.step(actor, request.id, target, answers, verb, seen=request.state_since),
            form=form,
            on_done=settle,
            touches=TOPICS,
            says=lambda state: f"{request.number} · {self._session.words(f'state.{state}')}",
            undo=lambda _state: desk.steps.back(actor, request.id),
        )
        if done is None:
            self._look_again(request)
        return done is not None

    def _look_again(self, request: Detail) -> None:
        """It was refused: when somebody else was quicker, the windows show how it stands now."""
        if _moved(request, queries.detail(request.id)):
            self._session.commands.changed.emit(Changes(frozenset(TOPICS)))

    def _give_up(self, now: Detail, note: str, form: Form | None) -> bool:
        """The step fits no longer: its sheet closes, and a typed note waits for the next one."""
        if form is None:
            return True  # no sheet stood open: it has been said
        said = self._session.words.refusal(Refusal("request.changed"))
        if note.strip():
            self._untold[now.id] = note
            said += "\n" + self.tr("Your note is kept for the next step: %1").replace("%1", note[:80])
        self._session.commands.refused.emit(said)
        return True

    def back(self, request: Detail) -> None:
        """Take the last step back; a refusal says why not."""
        self._session.commands.run(
            lambda: self._session.desk.steps.back(self._session.actor, request.id),
            touches=TOPICS,
            says=lambda state: f"{request.number} · {self._session.words(f'state.{state}')}",
        )

    # -- words ------------------------------------------------------------------------------------

    def note(self, request: Detail, chase: bool = False) -> None:
        """Add a note, or record that the supplier was chased."""
        from ui.kit.dialogs import ask_reason

        words = self._session.words

        def keep(text: str) -> None:
            self._session.commands.run(
                lambda: self._session.desk.requests.note(self._session.actor, request.id, text, chase=chase),
                touches=("requests",),
                says=f"{request.number} · {words('event.chase' if chase else 'event.note')}",
            )

        ask_reason(
            self._parent,
            lambda: self._session.words("event.chase" if chase else "event.note"),
            lambda: self.tr("Keep"),
            keep,
            note=f"{request.number} · {request.title}"[:160],
            label=lambda: self.tr("What was said") if chase else self.tr("Note"),
            required=not chase,
        )

    # -- files ------------------------------------------------------------------------------------

    def attach(self, request: Detail) -> None:
        """Choose a file and attach it."""
        name, _filter = QFileDialog.getOpenFileName(self._parent, self.tr("Attach a document"))
        if name:
            self.attach_file(request, Path(name))

    def attach_file(self, request: Detail, file: Path) -> None:
        """Attach a file of this machine; what was only waiting for it goes out."""
        desk, actor = self._session.desk, self._session.actor
        largest = desk.library.max_attachment_bytes

        def work() -> str:
            if file.stat().st_size > largest:
                raise Refusal("file.size", "file", largest=largest >> 20)
            return desk.counter.attach(actor, request.id, file.name, file.read_bytes())

        self._with_disk(
            work,
            lambda state: f"{file.name} · {self._session.words(f'state.{state}')}",
            TOPICS,
        )

    def save_copy(self, request_id: int, file: FileRow | None = None) -> None:
        """Ask where to, and copy an attached document there."""
        chosen = file or queries.files_of(request_id)[-1]
        name, _filter = QFileDialog.getSaveFileName(self._parent, self.tr("Save a copy"), chosen.name)
        if name:
            self.save_copy_to(chosen, Path(name))

    def save_copy_to(self, file: FileRow, target: Path) -> None:
        """Copy an attached document to a place on this machine."""
        from ill_desktop.requests.files import path_of

        source = path_of(self._session.desk.ground.folder, file.sha256)

        def work() -> str:
            target.write_bytes(source.read_bytes())
            return target.name

        self._with_disk(work, lambda name: self.tr("Saved: %1").replace("%1", name), ())

    def _with_disk(
        self, work: Callable[[], str], says: Callable[[str], str], touches: tuple[str, ...]
    ) -> None:
        """Run beside the window; what the disk says is told, not thrown."""
        tasks, commands = self._session.tasks, self._session.commands

        def guarded() -> str | Unreadable:
            try:
                return work()
            except OSError as error:
                return Unreadable(error.strerror or "")

        def told(result: str | Unreadable) -> None:
            if isinstance(result, Unreadable):
                sentence = self.tr("The file could not be read or written: %1")
                commands.refused.emit(sentence.replace("%1", str(result)))
            else:
                commands.succeed(result, None, says, frozenset(touches))

        tasks.run(lambda _progress: guarded(), told, self.tr("Document"))


def _moved(before: Detail, now: Detail) -> bool:
    """Whether somebody else has moved a request on meanwhile."""
    return (before.state, before.state_since) != (now.state, now.state_since)


def _fits(now: Detail, step: Step) -> bool:
    """Whether a step can still be taken as the request stands now."""
    return rules.find_step(now.state, step.target, now.service_type, now.came_from, step.verb) is not None
