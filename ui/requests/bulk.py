"""What can be done with several requests at once, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ill_desktop.errors import Refusal
from ill_desktop.requests import rules
from ill_desktop.requests.queries import Row
from ill_desktop.requests.rules import Step
from ill_desktop.requests.steps import Inputs
from ui.kit.facts import Fact, Facts
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.progress import Progress
from ui.kit.screen import clear, hbox, scrolled, vbox
from ui.kit.theme import style
from ui.requests.bulk_result import Line, ResultSheet
from ui.requests.columns import SIDE
from ui.requests.offers import TOPICS, ends
from ui.requests.step_sheet import open_many_sheet
from ui.session import Session

AT_ONCE, SHOWN = 25, 4


class BulkPanel(QFrame):
    """Stands in place of the detail while several requests are chosen."""

    left = Signal()
    """The person wants only one request again."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("request-bulk")
        style(self, role="panel")
        self.setFixedWidth(SIDE)
        self._session = session
        self._ids: tuple[int, ...] = ()
        self.steps = BulkSteps(session, self)
        self._title = Label("", "heading", name="bulk-title")
        self._states = Facts("bulk-states", figures=True)
        self._buttons = vbox()
        self._rest: list[tuple[Step, int]] = []
        self._more = Button(
            "bulk-more", lambda: self.tr("More steps"), icon="more", key="M", badge=False, on=self._open_menu
        )
        leave = Button("bulk-leave", lambda: self.tr("One request again"), role="link", on=self.left.emit)
        leave.flush = True
        box = vbox(
            self._title,
            self._states,
            Label(lambda: self.tr("Step for all of them"), "heading"),
            self._buttons,
            self._more,
            hbox(leave, None),
            None,
            gap=16,
            margins=(19, 15, 19, 15),
        )
        self.setLayout(vbox(scrolled(box, "bulk-area"), gap=0, margins=1))

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Offer what these requests can do: likely steps first, then those of most of them."""
        from ill_desktop.counter.bulk import verbs_of

        self._ids = tuple(row.id for row in rows)
        self._title.setText(self.tr("%1 requests chosen").replace("%1", f"{len(rows):,}"))
        words = self._session.words
        states = Counter(row.state for row in rows).most_common()
        self._states.show_facts([Fact(words(f"state.{state}"), f"{number:,}") for state, number in states])
        clear(self._buttons)
        likely = {step.verb for step in rules.STEPS if step.likely and step.source in dict(states)}
        offered = sorted(verbs_of(self._ids), key=lambda each: each[0] not in likely)
        steps = [(_step_of(verb), number) for verb, number in offered]
        shown = [each for each in steps if not ends(each[0])][:SHOWN]
        self._rest = [each for each in steps if each not in shown]
        for at, (step, number) in enumerate(shown):
            self._buttons.addWidget(self._button(step, number, at == 0))
        self._more.setVisible(bool(self._rest))

    def _open_menu(self) -> None:
        self.menu().open_under(self._more)

    def menu(self) -> Menu:
        """The steps that have no button; those that give a request up come last."""
        menu = Menu(self, "bulk-menu")
        for step, number in sorted(self._rest, key=lambda each: ends(each[0])):
            menu.entry(
                f"bulk-{step.verb}",
                self._words(step, number),
                lambda step=step, number=number: self.steps.ask(step, self._ids, number),  # type: ignore[misc]
            )
        return menu

    def _words(self, step: Step, number: int) -> str:
        return f"{self._session.words(f'step.{step.verb}')} · {number:,}"

    def _button(self, step: Step, number: int, first: bool) -> Button:
        return Button(
            f"bulk-{step.verb}",
            lambda: self._words(step, number),
            role="primary" if first else "plain",
            key="Enter" if first else "",
            on=lambda: self.steps.ask(step, self._ids, number),
        )


def _step_of(verb: str) -> Step:
    """The step of that name that asks for most: one question serves them all."""
    return max((step for step in rules.STEPS if step.verb == verb), key=lambda step: len(step.asks))


class BulkSteps(QObject):
    """Asks once, takes the step for each, and shows a line for each."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._parent = session, parent

    def ask(self, step: Step, requests: Sequence[int], fitting: int) -> None:
        """Ask what the step needs; those it does not fit are told in the list."""
        note = self.tr("%1 requests; the step fits %2 of them")
        note = note.replace("%1", f"{len(requests):,}").replace("%2", f"{fitting:,}")

        def take(told: Inputs, _form: Form) -> bool:
            self.run(step.verb, requests, told)
            return True

        open_many_sheet(self._parent.window(), self._session, step, note, take)

    def run(self, verb: str, requests: Sequence[int], told: Inputs) -> None:
        """Take the step for each, beside the window; stopped, what is done stays and is listed."""
        desk, actor = self._session.desk, self._session.actor

        def some(part: Sequence[int]) -> list[Line]:
            return [
                Line(each.request_id, each.number, each.title, each.state, each.refusal)
                for each in desk.bulk.step_many(actor, part, verb, told)
            ]

        self._work(requests, some, lambda lines: self._show(verb, lines, len(requests)), f"step.{verb}")

    def take_back(self, lines: Sequence[Line]) -> None:
        """Take the step back for each, as far as nothing outside has happened on its account."""
        desk, actor = self._session.desk, self._session.actor
        known = {line.id: line for line in lines}

        def one(line: Line) -> Line:
            try:
                return line._replace(state=desk.steps.back(actor, line.id), refusal=None)
            except Refusal as refusal:
                return line._replace(refusal=refusal)

        self._work(
            list(known),
            lambda part: [one(known[each]) for each in part],
            lambda done: self._show("", done, len(known)),
            "event.back",
        )

    def _work(
        self,
        requests: Sequence[int],
        some: Callable[[Sequence[int]], list[Line]],
        show: Callable[[list[Line]], object],
        title: str,
    ) -> None:
        def work(progress: Progress) -> list[Line]:
            lines: list[Line] = []
            for start in range(0, len(requests), AT_ONCE):
                if progress.cancelled:
                    break
                lines += some(requests[start : start + AT_ONCE])
                progress.moved.emit(len(lines), len(requests))
            return lines

        self._session.tasks.run(work, show, self._session.words(title), touches=TOPICS)

    def _show(self, verb: str, lines: Sequence[Line], wanted: int) -> None:
        back = self.take_back if verb else None
        ResultSheet(self._session, self._parent.window(), verb, lines, wanted, back).open()
