"""A tariff goes to a sister branch as a file, and comes from one into a draft."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ill_desktop.cashier import tariff_file
from ill_desktop.cashier.tariff import Rule
from ill_desktop.errors import Refusal
from ui.session import Session

KIND = "Tariff (*.json)"


class TariffFiles(QObject):
    """Asks for the place; what the disk or the file says is told, not thrown."""

    def __init__(self, session: Session, parent: QWidget, on_rules: Callable[[Rule], object]) -> None:
        super().__init__(parent)
        self._session, self._over, self._on_rules = session, parent, on_rules

    def ask_where_to(self, rules: Rule) -> None:
        """Ask where to write a version."""
        name, _filter = QFileDialog.getSaveFileName(
            self._over, self.tr("Save the tariff"), f"tariff {rules['version']}.json", KIND
        )
        if name:
            self.write(rules, Path(name))

    def write(self, rules: Rule, path: Path) -> None:
        """Write a version as a file."""
        commands = self._session.commands
        try:
            path.write_text(tariff_file.to_text(rules), "utf-8")
        except OSError as error:
            sentence = self.tr("The file could not be written: %1")
            commands.refused.emit(sentence.replace("%1", error.strerror or ""))
        else:
            commands.said.emit(self.tr("Saved: %1").replace("%1", path.name), False)

    def ask_which(self) -> None:
        """Ask for a file and begin a draft with what is in it."""
        name, _filter = QFileDialog.getOpenFileName(self._over, self.tr("Tariff from a file"), "", KIND)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Begin a draft with the rules in a file."""

        def rules() -> Rule:
            try:
                with path.open("rb") as file:
                    return tariff_file.from_bytes(file.read(tariff_file.LARGEST + 1))
            except OSError as error:
                raise Refusal("tariff.file") from error

        found = self._session.commands.run(rules)
        if found is not None:
            self._on_rules(found)
