"""The filter for the time of submission: a few spans at hand, or any two days."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ill_desktop.clock import Clock, utc_text
from ui.kit.tabs import FilterChip

Days = tuple[dt.date | None, dt.date | None]
"""First and last day, both included; None is open."""


def days(value: Any, today: dt.date) -> Days:
    """A chosen span in business days: a word, or the two days themselves."""
    if isinstance(value, tuple):
        return value[0], value[1]
    first = {
        "today": today,
        "week": today - dt.timedelta(days=6),
        "month": today - dt.timedelta(days=29),
        "year": today.replace(month=1, day=1),
    }.get(value)
    return first, None


def instants(value: Any, clock: Clock) -> tuple[str | None, str | None]:
    """A chosen span as UTC texts, the second one exclusive."""
    first, last = days(value, clock.day())
    return (
        utc_text(clock.start_of(first)) if first else None,
        utc_text(clock.start_of(last + dt.timedelta(days=1))) if last else None,
    )


class PeriodChip(FilterChip):
    """The value is a span's name, or two days."""

    def __init__(self, name: str, clock: Clock) -> None:
        self._clock = clock
        super().__init__(name, lambda: self.tr("Submitted"), self._spans)

    def _spans(self) -> list[tuple[Any, str]]:
        spans: list[tuple[Any, str]] = [
            ("today", self.tr("Today")),
            ("week", self.tr("Last 7 days")),
            ("month", self.tr("Last 30 days")),
            ("year", self.tr("This year")),
            ("ask", self.tr("From … to …")),
        ]
        chosen = getattr(self, "_value", None)
        if isinstance(chosen, tuple):
            spans.append((chosen, " – ".join(day.isoformat() if day else "" for day in chosen).strip()))
        return spans

    def _choose(self, value: Any) -> None:
        if value == "ask":
            self._ask()
        else:
            super()._choose(value)

    def _ask(self) -> None:
        from ui.kit.dialogs import Sheet
        from ui.kit.form import Ask, Form

        form = Form(
            "period-form",
            [
                Ask("from", lambda: self.tr("From"), "date"),
                Ask("to", lambda: self.tr("To"), "date"),
            ],
            columns=2,
        )

        def take() -> bool:
            if not form.validate():
                return False
            first, last = form.values()["from"], form.values()["to"]
            if first and last and last < first:
                form.show_errors({"to": self.tr("This day comes before the first one")})
                return False
            super(PeriodChip, self)._choose((first, last) if first or last else None)
            return True

        sheet = Sheet(
            self.window(),
            "period",
            lambda: self.tr("Submitted"),
            lambda: self.tr("Show"),
            body=form,
            on_primary=take,
        )
        form.field("from").setFocus()
        sheet.open()
