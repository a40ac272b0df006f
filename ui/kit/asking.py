"""Short questions above the window, and commands that give nothing back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.kit.commands import Commands
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.text import Text


def carried_out(commands: Commands, action: Callable[[], object], **how: Any) -> bool:
    """Run a command and say whether it happened; ``how`` as in ``Commands.run``."""

    def act() -> bool:
        action()
        return True

    return commands.run(act, **how) is True


def ask(
    parent: QWidget,
    name: str,
    title: Text,
    primary: Text,
    asks: Sequence[Ask],
    carry_out: Callable[[Form], bool],
    *,
    values: Mapping[str, Any] | None = None,
    note: Text = "",
    danger: bool = False,
) -> Sheet:
    """A sheet with one form. ``carry_out`` gets it filled in and checked; False keeps the sheet open."""
    form = Form(f"{name}-form", asks)
    form.fill(values or {})
    sheet = Sheet(
        parent,
        name,
        title,
        primary,
        note=note,
        body=form,
        on_primary=lambda: form.validate() and carry_out(form),
        danger=danger,
    )
    form.field(asks[0].name).setFocus()
    sheet.open()
    return sheet
