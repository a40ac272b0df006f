"""Bringing back by scan: one volume after another, what became of each said in the same line."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame

from ill_desktop import money
from ill_desktop.counter.bulk import Scanned
from ui.kit.fields import Line
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox
from ui.kit.text import write
from ui.session import Session

TOPICS = ("requests", "cashier", "notices")
_LOOKS = {"done": ("check", "good"), "waits": ("clock", "caution"), "refused": ("warning", "bad")}


class ReturnLine(Line):
    """Enter takes what was typed or scanned; the line is empty again for the next."""

    entered = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.value():
            text = self.value()
            self.clear()
            self.entered.emit(text)
        else:
            super().keyPressEvent(event)


class Returns(QFrame):
    """A barcode of a volume, or the number on a slip, is returned as soon as it is read."""

    returned = Signal(int)
    """This request was concerned by the last scan."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("loan-returns")
        self._session = session
        self.line = ReturnLine("return-line", lambda: self.tr("Bring back: scan a volume or its slip"))
        write(self.line, self.line.setAccessibleName, lambda: self.tr("Bring back by scan"))
        self.line.setMinimumWidth(280)
        self.line.entered.connect(self.take)
        self._icon = Icon("scan")
        self.said = Label(lambda: self.tr("Nothing scanned yet"), "note", name="return-said")
        box = hbox(self.line, self._icon, self.said, gap=12, margins=(16, 12, 16, 12))
        box.setStretch(2, 1)
        self.setLayout(box)

    def take(self, text: str) -> None:
        """Return what was scanned, say what came of it, and ring where it did not go smoothly."""
        desk, actor = self._session.desk, self._session.actor
        scanned = self._session.commands.run(
            lambda: desk.bulk.scan(actor, "return", text),
            touches=TOPICS,
        )
        if scanned is None:
            return
        icon, tone = _LOOKS[scanned.mark]
        self._icon.set_icon(icon, tone)  # type: ignore[arg-type]
        self.said.set_tone(tone)  # type: ignore[arg-type]
        self.said.setText(self._say(scanned))
        if scanned.mark != "done":
            QApplication.beep()
        if scanned.outcome is not None:
            self.returned.emit(scanned.outcome.request_id)

    def _say(self, scanned: Scanned) -> str:
        words, outcome = self._session.words, scanned.outcome
        if scanned.refusal is not None:
            said = words.refusal(scanned.refusal)
            return f"{outcome.number} · {said}" if outcome else said
        if outcome is None:
            return scanned.text
        parts = [f"{outcome.number} · {outcome.title}"[:80]]
        if scanned.left:
            parts.append(self.tr("%1 still out").replace("%1", f"{scanned.left:,}"))
        else:
            parts.append(words(f"state.{outcome.state}"))
        if owed := self._owed(outcome.request_id):
            parts.append(self.tr("to be paid: %1").replace("%1", money.yuan(owed)))
        return " · ".join(parts)

    @staticmethod
    def _owed(request_id: int) -> int:
        from ill_desktop.cashier import queries as cashier

        return cashier.owed_for(request_id)
