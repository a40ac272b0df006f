"""Lets a window speak for commands and tasks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.kit.commands import Commands
from ui.kit.progress import Progress, ProgressCard
from ui.kit.tasks import Tasks
from ui.kit.toast import Toasts


def attach(window: QWidget, commands: Commands, tasks: Tasks | None = None) -> Toasts:
    """Show sentences, refusals, bugs and progress on this window."""
    toasts = Toasts(window)

    def said(text: str, undoable: bool) -> None:
        toasts.say(text, commands.undo_last if undoable else None)

    def broken(report: str) -> None:
        from ui.kit.error_window import ErrorWindow

        if not isValid(window):  # what ends after its window has been written into the log
            return
        if window.findChild(QWidget, "error") is None:  # a broken timer must not pile up windows
            ErrorWindow(window, report).open()

    commands.said.connect(said)
    commands.refused.connect(toasts.warn)
    commands.broken.connect(broken)
    if tasks is not None:
        _attach_tasks(toasts, tasks)
    return toasts


def _attach_tasks(toasts: Toasts, tasks: Tasks) -> None:
    cards: dict[Progress, ProgressCard] = {}

    def show(title: str, progress: Progress) -> None:
        cards[progress] = ProgressCard(title, progress)
        toasts.add(cards[progress])

    def hide(progress: Progress) -> None:
        if progress in cards:
            toasts.remove(cards.pop(progress))

    tasks.showing.connect(show)
    tasks.hiding.connect(hide)
