"""Reports: choose a month, see its figures, take them away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout

from ui.kit.empty import Empty
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import Screen, clear, hbox, page, panel, scrolled, title_bar, vbox
from ui.kit.theme import style
from ui.month_choice import MonthChoice
from ui.session import Session

if TYPE_CHECKING:
    from ill_desktop.reports.figures import MonthReport
    from ill_desktop.reports.parts import Part
    from ui.reports.part import PartPanel

TOPICS = frozenset({"requests", "cashier", "patrons"})


class ReportsScreen(Screen):
    """Figures of the month on top, below them each part with its chart and its table."""

    def __init__(self, session: Session) -> None:
        super().__init__("reports")
        self._session = session
        self.report: MonthReport | None = None
        self.month = MonthChoice(session, "report-month", self._load)
        self._figures = QHBoxLayout()
        self._figures.setSpacing(16)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(16)
        self._states = QStackedWidget()
        self._states.setObjectName("reports-state")
        style(self._states, role="plain")
        area = scrolled(vbox(self._figures, self._parts, None, gap=16), "reports-scroll")
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area = area
        waiting = Empty("clock", lambda: self.tr("The month is being counted…"), name="reports-waiting")
        refused = Empty("lock", self._why_not, name="reports-refused")
        for each in (waiting, area, refused):
            self._states.addWidget(each)
        self._buttons = self._make_buttons()
        whole = page(
            title_bar(
                lambda: self.tr("Reports"),
                Label(lambda: self.tr("Month"), "subtitle"),
                self.month,
                actions=self._buttons,
            ),
            self._states,
        )
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _make_buttons(self) -> list[Button]:
        return [
            Button("report-csv", "CSV", icon="download", on=lambda: self.export("csv")),
            Button("report-xlsx", "Excel", icon="download", key="X", on=lambda: self.export("xlsx")),
            Button("report-pdf", "PDF", icon="download", on=lambda: self.export("pdf")),
            Button(
                "report-preview",
                lambda: self.tr("Preview and print"),
                role="primary",
                icon="print",
                key="P",
                on=self.preview,
            ),
        ]

    # -- loading ----------------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self._area.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & TOPICS and self.isVisible():
            self._load()

    def retranslate(self) -> None:
        self._show()

    def _why_not(self) -> str:
        return self._session.words("refusal.not_permitted")

    def _load(self) -> None:
        """Count beside the window; what is shown stays until the new figures are there."""
        allowed = self._session.actor.may("report.read")
        for button in self._buttons:
            button.setEnabled(allowed)
        if not allowed:
            self._states.setCurrentIndex(2)
            return
        wanted = self.month.month()
        year, month = (int(part) for part in wanted.split("-"))
        desk, actor = self._session.desk, self._session.actor

        def count() -> MonthReport:
            from ill_desktop.documents import fonts  # what draws the charts takes its time to load

            fonts.main_face()
            return desk.reports.month(actor, year, month)

        def done(report: MonthReport) -> None:
            if wanted == self.month.month():
                self.report = report
                self._show()

        self._session.tasks.run(lambda _progress: count(), done, self.tr("Report"))

    def _show(self) -> None:
        """Put the report into words and panels."""
        if self.report is None:
            return
        parts = self._session.desk.reports.parts(self.report, self._session.language)
        clear(self._figures)
        clear(self._parts)
        summary, rest = parts[0], parts[1:]
        for title, shown in zip(summary.columns, summary.shown(summary.rows[0]), strict=True):
            card = panel(Label(title.title, "subtitle", wrap=True), Label(shown, "figure"), gap=4, margins=16)
            self._figures.addWidget(card, 1)
        self._lay_out(rest)
        self._states.setCurrentIndex(1)

    def _lay_out(self, parts: tuple[Part, ...]) -> None:
        """In the report's order: what is wide across the page, the others in two columns."""
        from ui.reports.part import PartPanel, is_wide

        empty = self._session.words("paper.report.empty")
        beside: list[PartPanel] = []
        for part in parts:
            shown = PartPanel(part, empty)
            if is_wide(part):
                self._put_beside(beside)
                beside = []
                self._parts.addWidget(shown)
            else:
                beside.append(shown)
        self._put_beside(beside)

    def _put_beside(self, panels: list[PartPanel]) -> None:
        """Two columns of about the same height."""
        columns, heights = (vbox(gap=16), vbox(gap=16)), [0, 0]
        for each in panels:
            at = 0 if heights[0] <= heights[1] else 1
            heights[at] += each.sizeHint().height() + 16
            columns[at].addWidget(each)
        if panels:
            both = hbox(*columns, gap=16)
            both.setStretch(0, 1)
            both.setStretch(1, 1)
            self._parts.addLayout(both)

    # -- taking away ------------------------------------------------------------------------------

    def _file_name(self, ending: str) -> str:
        assert self.report is not None
        return f"{self._session.desk.reports.title(self.report, self._session.language)}.{ending}"

    def preview(self) -> None:
        """The very pages, to be printed or saved."""
        report, language = self.report, self._session.language
        if report is None:
            return
        reports = self._session.desk.reports
        self._session.show_paper(
            reports.title(report, language),
            lambda: reports.pdf(report, language),
            self._file_name("pdf"),
        )

    def export(self, ending: str) -> None:
        """Ask where to, and write a file there."""
        if self.report is None:
            return
        kinds = {"csv": "CSV (*.csv)", "xlsx": "Excel (*.xlsx)", "pdf": "PDF (*.pdf)"}
        name, _filter = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), self._file_name(ending), kinds[ending]
        )
        if name:
            self.export_to(Path(name), ending)

    def export_to(self, file: Path, ending: str) -> None:
        """Write the report as ``csv``, ``xlsx`` or ``pdf``."""
        report, language = self.report, self._session.language
        assert report is not None
        reports = self._session.desk.reports
        write: dict[str, Callable[[], object]] = {
            "csv": lambda: reports.csv(report, language, file),
            "xlsx": lambda: reports.xlsx(report, language, file),
            "pdf": lambda: file.write_bytes(reports.pdf(report, language)),
        }
        self._session.writing.write(file, lambda _progress: write[ending](), self.tr("Report"))
