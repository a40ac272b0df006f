"""Who was left when many were approved at once, each with the reason and a way to look."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ill_desktop.errors import Refusal
from ill_desktop.patrons.service import Summary
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import ROW
from ui.session import Session

Left = tuple[int, Refusal]
SHOWN, NAMED = 8, 20


class BulkLeft(Sheet):
    """Enter or a double click brings one of them to the front."""

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        summary: Summary,
        names: Mapping[int, str],
        on_open: Callable[[int], object],
    ) -> None:
        body = QWidget()
        super().__init__(
            parent,
            "bulk-left",
            lambda: (
                self.tr("%1 approved, %2 left to be looked at")
                .replace("%1", f"{len(summary.approved):,}")
                .replace("%2", f"{len(summary.left):,}")
            ),
            None,
            body=body,
            secondary=lambda: self.tr("Close"),
            width=640,
        )
        self._on_open = on_open
        columns: tuple[Column[Left], ...] = (
            Column(
                "left",
                lambda: self.tr("Left to be looked at"),
                lambda left: (names.get(left[0], ""), session.words.refusal(left[1])),
                "two_line",
                stretch=True,
                strong=True,
            ),
        )
        model = StaticModel(columns, summary.left, key=lambda left: left[0])
        self.table = TableView("bulk-left-table", model, title=lambda: self.tr("Left to be looked at"))
        self.table.setMinimumHeight(ROW * (min(len(summary.left), SHOWN) + 1))
        self.table.activated_row.connect(self._open)
        approved = Label(
            lambda: self.tr("Approved: %1").replace("%1", self._named(session, summary, names)),
            "subtitle",
            wrap=True,
            name="bulk-left-approved",
        )
        approved.setVisible(bool(summary.approved))
        body.setLayout(vbox(approved, panel(self.table, margins=0), gap=12))
        self.table.pick_first()

    def _named(self, session: Session, summary: Summary, names: Mapping[int, str]) -> str:
        """Who was approved, by name; of many the first ones."""
        shown = [names.get(each, "") for each in summary.approved[:NAMED]]
        said = ("、" if session.language == "zh_CN" else ", ").join(shown)
        rest = len(summary.approved) - len(shown)
        return self.tr("%1 and %2 more").replace("%1", said).replace("%2", f"{rest:,}") if rest else said

    def _open(self, left: Left | None) -> None:
        if left is not None:
            self.accept()
            self._on_open(left[0])
