"""A bug, said plainly, with a report to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.kit.dialogs import Sheet


class ErrorWindow(Sheet):
    """Says that the program, not the person, made a mistake, and what can be done."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        self.report = QPlainTextEdit(report)
        super().__init__(
            parent,
            "error",
            lambda: self.tr("Something went wrong in the program"),
            lambda: self.tr("Copy the report"),
            note=lambda: self.tr(
                "Nothing was stored by this step. You can go on working. "
                "Please send the report to whoever looks after the program; it holds no personal data."
            ),
            body=self.report,
            secondary=lambda: self.tr("Close"),
            on_primary=self._copy,
            width=600,
        )
        self.report.setObjectName("error-report")
        self.report.setAccessibleName(self.tr("Report"))
        self.report.setReadOnly(True)
        self.report.setMinimumHeight(220)

    def _copy(self) -> bool:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.primary.setText(self.tr("Copied"))
        return False
