"""A filter by a part of the transaction number, as in the guide."""

from __future__ import annotations

from typing import Any

from ui.kit.tabs import FilterChip
from ui.kit.text import Text


class NumberChip(FilterChip):
    """The value is what was typed, in capitals, or None."""

    def __init__(self, name: str, title: Text) -> None:
        super().__init__(name, title, self._typed)

    def _typed(self) -> list[tuple[Any, str]]:
        value = getattr(self, "_value", None)
        return [] if value is None else [(value, str(value))]

    def ask(self, _above: object = None) -> None:
        """Ask for the number, or a part of it."""
        from ui.kit.dialogs import Sheet
        from ui.kit.form import Ask, Form

        form = Form(
            "number-form",
            [Ask("number", lambda: self.tr("Transaction number, or a part of it"), required=True)],
        )
        form.field("number").setMaxLength(32)

        def take() -> bool:
            if not form.validate():
                return False
            self._choose(str(form.values()["number"]).upper())
            return True

        sheet = Sheet(
            self.window(),
            "number",
            lambda: self.tr("Transaction number"),
            lambda: self.tr("Show"),
            body=form,
            on_primary=take,
        )
        form.field("number").setFocus()
        sheet.open()
