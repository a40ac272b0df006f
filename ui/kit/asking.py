"""Short questions above the window, and commands that give nothing back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from ill_desktop.errors import Refusal
from ill_desktop.words import Words
from ui.kit.commands import Commands
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Check, Form
from ui.kit.text import Text


class Speaker(Protocol):
    """Whoever knows the language of the window: the session."""

    @property
    def words(self) -> Words: ...


def carried_out(commands: Commands, action: Callable[[], object], **how: Any) -> bool:
    """Run a command and say whether it happened; ``how`` as in ``Commands.run``."""

    def act() -> bool:
        action()
        return True

    return commands.run(act, **how) is True


def ruled(speaker: Speaker, rule: Callable[[Any], object]) -> Check:
    """A rule of the desk as a field's own check: what it refuses is said in the language of the window."""

    def check(value: Any) -> str | None:
        try:
            rule(value)
        except Refusal as wrong:
            return speaker.words.refusal(wrong)
        return None

    return check


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
    prepare: Callable[[Form], object] | None = None,
) -> Sheet:
    """A sheet with one form. ``carry_out`` gets it filled in and checked; False keeps the sheet open.

    ``prepare`` gets the form before it is seen: what it hides takes no room.
    """
    form = Form(f"{name}-form", asks)
    form.fill(values or {})
    if prepare is not None:
        prepare(form)
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
