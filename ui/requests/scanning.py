"""Scan to act: choose a step, then scan slips one after another; a tick, cross or clock for each."""

from __future__ import annotations

from itertools import count
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ill_desktop.counter.bulk import Scanned
from ill_desktop.requests import rules
from ill_desktop.requests.rules import Step
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.fields import Choice, Line
from ui.kit.form import Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.requests.offers import TOPICS
from ui.requests.step_sheet import StepQuestions
from ui.session import Session

VERBS = (
    *("receive", "hold_for_pickup", "hand_over", "check_out", "return", "ship_back", "complete"),
    *("accept", "send", "supplied", "deliver", "not_collected", "find"),
)
"""What is done with slips in the hand, the most usual first."""
ROWS = 8
_MEMORY = "requests.scan_step"
_BEEP_GAP_MS = 160


class Bell(QObject):
    """One sound for a tick, two for a clock, three for a cross: the person looks at the parcels."""

    rang = Signal(str)

    def ring(self, mark: str) -> None:
        """Sound as the mark wants it."""
        self.rang.emit(mark)
        for at in range({"done": 1, "waits": 2}.get(mark, 3)):
            QTimer.singleShot(at * _BEEP_GAP_MS, self, QApplication.beep)


class ScanLine(Line):
    """Ctrl+Z is for the last slip, not for what was typed."""

    def event(self, event: QEvent) -> bool:
        overrides = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if overrides and event.matches(QKeySequence.StandardKey.Undo):  # type: ignore[attr-defined]
            event.ignore()
            return False
        return super().event(event)


class Slip(NamedTuple):
    """One scan as it is listed; ``undone`` when its step was taken back."""

    id: int
    scan: Scanned
    undone: bool = False


class ScanSheet(Sheet):
    """Whatever is scanned while it stands open is taken here; Ctrl+Z takes the line in front back."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        self._session, self._ids = session, count(1)
        self.bell = Bell()
        self.step = Choice("scan-step", self._steps)
        self.step.setAccessibleName(self.tr("Step"))
        kept = session.memory.get(_MEMORY, VERBS[0])
        self.step.set_value(kept if kept in VERBS else VERBS[0])
        self.step.edited.connect(self._choose)
        self.line = ScanLine("scan-line", lambda: self.tr("Scan a slip, or type its number and press Enter"))
        self.line.setAccessibleName(self.tr("Number or barcode"))
        self._sum = Label("", "note", name="scan-sum")
        self.model: StaticModel[Slip] = StaticModel(self._columns())
        self.table = TableView(
            "scan-table",
            self.model,
            title=lambda: self.tr("Scanned"),
            empty=Empty("scan", lambda: self.tr("Nothing scanned yet"), name="nothing-scanned"),
        )
        self.table.setMinimumHeight(HEADER + ROWS * ROW)
        self._undo = Button(
            "scan-undo",
            lambda: self.tr("Take back"),
            icon="undo",
            key="Ctrl+Z",
            on=self.take_back,
        )
        self._form_box = vbox(gap=0)
        self.form: Form | None = None
        body = vbox(
            hbox(Label(lambda: self.tr("Step"), "note"), self.step, 8, self.line, gap=8),
            self._form_box,
            panel(self.table, margins=0, gap=0),
            self._sum,
            gap=12,
        )
        body.itemAt(0).layout().setStretch(3, 1)  # type: ignore[union-attr]
        super().__init__(
            parent,
            "scan-sheet",
            lambda: self.tr("Scan to act"),
            None,
            note=lambda: self.tr("Each slip takes the chosen step: pick-up slips, request sheets, barcodes"),
            body=body,
            secondary=lambda: self.tr("Close"),
            width=820,
            aside=self._undo,
        )
        self._choose()
        self._say()

    # -- the step ---------------------------------------------------------------------------------

    def _steps(self) -> list[tuple[Any, str]]:
        return [(verb, self._session.words(f"step.{verb}")) for verb in VERBS]

    def _step(self) -> Step:
        verb = self.step.value()
        return max((step for step in rules.STEPS if step.verb == verb), key=lambda step: len(step.asks))

    def _choose(self) -> None:
        """Ask what the step needs once, for all slips that follow."""
        self._session.memory[_MEMORY] = self.step.value()
        if self.form is not None:
            self._form_box.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        questions = StepQuestions(self._session, None, self._step(), one_by_one=True)
        self.form = Form("scan-form", questions.all()[:-1], columns=2)
        questions.setParent(self.form)
        self.form.fill(questions.known())
        self._form_box.addWidget(self.form)
        self.form.setVisible(bool(self.form.names()))  # once it stands in the sheet: alone it is a window
        self.line.setFocus()

    # -- scans ------------------------------------------------------------------------------------

    def scanned(self, text: str) -> bool:
        """Take the chosen step for what was read."""
        if not text.strip() or self.form is None or not self.form.validate():
            return True
        desk, actor, verb = self._session.desk, self._session.actor, self.step.value()
        told = StepQuestions.inputs(self.form.values())
        scan = self._session.commands.run(lambda: desk.bulk.scan(actor, verb, text, told), touches=TOPICS)
        if scan is None:
            return True
        self.model.set_rows([Slip(next(self._ids), scan), *self.model.rows])
        self.table.clearSelection()
        self.table.selectRow(0)
        if scan.mark == "done" and "pages" in self.form.names():
            self.form.fill({"pages": ""})  # each parcel has its own
        self.bell.ring(scan.mark)
        self._say()
        self.line.clear()
        self.line.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in ("\r", "\n") and self.line.hasFocus():
            self.scanned(self.line.value())
        else:
            super().keyPressEvent(event)

    def take_back(self) -> None:
        """Take the step of the line in front back, the newest when none is chosen."""
        slip: Slip | None = self.table.current()
        if slip is None or slip.undone or slip.scan.mark != "done" or slip.scan.outcome is None:
            return
        request = slip.scan.outcome.request_id
        desk, actor = self._session.desk, self._session.actor
        if self._session.commands.run(lambda: desk.steps.back(actor, request), touches=TOPICS) is None:
            return
        undone = slip._replace(undone=True)
        self.model.set_rows([undone if row.id == slip.id else row for row in self.model.rows])
        self._say()

    # -- what is said -----------------------------------------------------------------------------

    def _say(self) -> None:
        done = sum(slip.scan.mark != "refused" and not slip.undone for slip in self.model.rows)
        stayed = sum(slip.scan.mark == "refused" for slip in self.model.rows)
        said = self.tr("%1 done · %2 refused")
        self._sum.setText(said.replace("%1", f"{done:,}").replace("%2", f"{stayed:,}"))
        self._undo.setEnabled(done > 0)

    def _columns(self) -> list[Column[Slip]]:
        return [
            Column("mark", lambda: self.tr("Result"), self._mark, "chip", width=168),
            Column("document", lambda: self.tr("Document"), self._document, "two_line", 240, stretch=True),
        ]

    def _mark(self, slip: Slip) -> Tag:
        if slip.undone:
            return Tag(self._session.words("event.back"), "neutral")
        outcome = slip.scan.outcome
        if slip.scan.mark == "refused" or outcome is None:
            return Tag(self.tr("✕ Refused"), "bad")
        if slip.scan.mark == "waits":
            return Tag(self.tr("◷ %1 volumes still out").replace("%1", str(slip.scan.left)), "caution")
        return Tag(f"✓ {self._session.words(f'state.{outcome.state}')}", "good")

    def _document(self, slip: Slip) -> tuple[str, str]:
        outcome, refusal = slip.scan.outcome, slip.scan.refusal
        why = self._session.words.refusal(refusal) if refusal else ""
        if refusal is not None and refusal.code == "request.pages":
            why = self.tr("Its citation has no pages: enter them above, then scan it again")
        if outcome is None:
            return slip.scan.text, why
        return (f"{outcome.number} · {outcome.title}", why) if why else (outcome.title, outcome.number)
