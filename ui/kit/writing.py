"""Files that a person takes away: written beside the window; it is told when they are there, or why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from ui.kit.commands import Commands
from ui.kit.progress import Progress
from ui.kit.tasks import Tasks


class Writing(QObject):
    """What the disk says is told, not thrown."""

    def __init__(self, commands: Commands, tasks: Tasks) -> None:
        super().__init__()
        self._commands, self._tasks = commands, tasks

    def write(self, file: Path, how: Callable[[Progress], object], title: str = "") -> None:
        """Let ``how`` write a file, with progress under a title where it takes long."""

        def work(progress: Progress) -> OSError | None:
            progress.check()
            try:
                how(progress)
            except OSError as error:
                return error
            return None

        def told(error: OSError | None) -> None:
            if error is None:
                self._commands.said.emit(self.tr("Saved: %1").replace("%1", file.name), False)
            else:
                sentence = self.tr("The file could not be written: %1")
                self._commands.refused.emit(sentence.replace("%1", error.strerror or str(error)))

        self._tasks.run(work, told, title)
