"""A line for each request of a bulk step: where it went, or why it stayed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from ill_desktop.errors import Refusal
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.screen import panel
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session

SHOWN = 9


class Line(NamedTuple):
    """What became of one request; ``state`` is where it stands now."""

    id: int
    number: str
    title: str
    state: str
    refusal: Refusal | None = None


class ResultSheet(Sheet):
    """Those that stayed come first. Enter opens one of them; the whole step can be taken back."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        verb: str,
        lines: Sequence[Line],
        wanted: int,
        on_back: Callable[[Sequence[Line]], object] | None,
    ) -> None:
        self._session, self._verb, self._lines, self._wanted = session, verb, tuple(lines), wanted
        self._done = [line for line in lines if line.refusal is None]
        self._on_back = on_back
        aside = None
        if on_back is not None and self._done:
            aside = Button("bulk-back", lambda: self.tr("Take all back"), icon="undo", on=self._take_back)
        body = panel(margins=0, name="bulk-lines")
        super().__init__(
            parent,
            "bulk-result",
            self._title,
            lambda: self.tr("Close"),
            note=self._note() or "",
            body=body,
            width=760,
            aside=aside,
        )
        self.cancel.hide()
        model = StaticModel(self._columns(), sorted(lines, key=lambda line: line.refusal is None))
        self.table = TableView("bulk-result-table", model, title=self._title, enter=False)
        self.table.setMinimumHeight(HEADER + ROW * min(max(len(lines), 2), SHOWN) + 2)
        self.table.activated_row.connect(self._open)
        body.layout().addWidget(self.table)  # type: ignore[union-attr]
        self.primary.setFocus()

    def _title(self) -> str:
        what = self._session.words(f"step.{self._verb}" if self._verb else "event.back")
        return self.tr("%1: %2 done").replace("%1", what).replace("%2", f"{len(self._done):,}")

    def _note(self) -> str:
        said = []
        if stayed := len(self._lines) - len(self._done):
            said.append(self.tr("%1 stayed as they were").replace("%1", f"{stayed:,}"))
        if left := self._wanted - len(self._lines):
            said.append(self.tr("stopped; %1 were not tried").replace("%1", f"{left:,}"))
        return self.tr("; ").join(said)

    def _columns(self) -> list[Column[Line]]:
        words = self._session.words

        def result(line: Line) -> Tag:
            if line.refusal is not None:
                return Tag(self.tr("✕ Stayed"), "bad")
            return Tag(f"✓ {words(f'state.{line.state}')}", "good")

        return [
            Column("result", lambda: self.tr("Result"), result, "chip", width=150),
            Column("document", lambda: self.tr("Document"), self._document, "two_line", 240, stretch=True),
        ]

    def _document(self, line: Line) -> tuple[str, str]:
        if line.refusal is None:
            return line.title, line.number
        return f"{line.number} · {line.title}", self._session.words.refusal(line.refusal)

    def _open(self, line: Line | None) -> None:
        if line is not None:
            self.accept()
            self._session.open("requests", line.id)

    def _take_back(self) -> None:
        if self._on_back is not None:
            self.accept()
            self._on_back(self._done)
