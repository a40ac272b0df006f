"""What the user can act on, kept apart from bugs."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A rule said no, and the person in front of the screen can do something about it.

    ``code`` names the sentence in ``resources/words`` (table ``refusal``), ``facts`` fill its
    places, ``field`` names the form field the sentence stands beside (None: the whole form).
    Anything else that is raised is a bug and is shown as one.
    """

    def __init__(self, code: str, field: str | None = None, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts

    def __str__(self) -> str:
        inside = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({inside})"


class Refusals(Refusal):
    """Several refusals of one form, so that every field can show its own sentence at once."""

    def __init__(self, parts: list[Refusal]) -> None:
        first = parts[0]
        super().__init__(first.code, first.field, **first.facts)
        self.parts = tuple(parts)


def refuse(parts: list[Refusal]) -> None:
    """Raise what was collected; do nothing when nothing was."""
    if len(parts) == 1:
        raise parts[0]
    if parts:
        raise Refusals(parts)
