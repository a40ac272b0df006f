"""After a restore: what was done, what is held, and what to do next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFrame

from ill_desktop.clock import Clock, utc_time
from ill_desktop.keeping import present
from ill_desktop.keeping.afterwards import Mark, OpenShift
from ill_desktop.keeping.salvage import Salvaged
from ill_desktop.paths import Folder
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.theme import style


class Restored(QFrame):
    """One panel; ``saved`` when it was not a backup but what could still be read."""

    def __init__(
        self, root: Path, clock: Clock, mark: Mark, saved: Salvaged | None, done: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("restore-done")
        style(self, role="panel")
        self._clock, self._mark, self._saved = clock, mark, saved
        self._aside = Folder(root).aside / mark.aside
        facts = Facts("restore-facts", small=False)
        facts.show_facts([*self._read(), *self._agreed(), *self._ended()])
        shifts = [Label(self._words_of(each), "text", tone="caution", wrap=True) for each in mark.shifts]
        go_on = Button(
            "restore-open", lambda: self.tr("Open the desk"), role="primary", key="Enter", big=True, on=done
        )
        next_steps = Label(self._next, "note", wrap=True)
        self.setLayout(
            vbox(
                Label(self._title, "title", wrap=True),
                8,
                facts,
                8,
                *shifts,
                next_steps,
                8,
                hbox(None, go_on),
                gap=10,
                margins=32,
            )
        )

    def _title(self) -> str:
        if self._saved is not None:
            return self.tr("What could be read is saved")
        return self.tr("The backup is restored")

    def _next(self) -> str:
        return self.tr(
            "Next: make a backup, look through the notices that wait before you let them go, and enter from "
            "the papers what was done since."
        )

    def _local(self, instant: str) -> str:
        return f"{self._clock.local(utc_time(instant)):%Y-%m-%d %H:%M}"

    def _read(self) -> list[Fact]:
        saved = self._saved
        if saved is None:
            made = self._local(self._mark.made_at) if self._mark.made_at else self._mark.source
            mended = Fact(
                lambda: self.tr("Documents damaged in the backup, whole here"), f"{self._mark.mended:,}"
            )
            return [Fact(lambda: self.tr("State of"), made), *([mended] if self._mark.mended else [])]
        tables = ", ".join(loss.table for loss in saved.losses) or "—"
        shipped = Fact(lambda: self.tr("Taken as shipped"), self._assumed, marked=True)
        return [
            Fact(lambda: self.tr("Rows read"), f"{saved.rows:,}"),
            Fact(lambda: self.tr("Not read whole"), tables),
            *([shipped] if saved.assumed else []),
            Fact(lambda: self.tr("Check"), self._checked),
        ]

    def _assumed(self) -> str:
        """What is not the library's own any more, by name."""
        names = {
            "library": self.tr("name, branches and rules of the library"),
            "branch": self.tr("this branch"),
            "language": self.tr("language"),
            "device": self.tr("device code"),
            "tills": self.tr("names of the tills"),
        }
        listed = ", ".join(names[each] for each in (self._saved.assumed if self._saved else ()))
        return self.tr("%1. Look through all of Settings.").replace("%1", listed)

    def _checked(self) -> str:
        count = len(self._saved.findings) if self._saved is not None else 0
        if count:
            return self.tr("%1 findings: see Settings, Data").replace("%1", f"{count:,}")
        return self.tr("Everything is as it must be")

    def _agreed(self) -> list[Fact]:
        """Who of the library that stood there let it go, or that nobody there could be asked."""

        def name() -> str:
            return self.tr("Agreed for what stood there")

        if self._mark.unasked == present.UNREADABLE:
            return [Fact(name, lambda: self.tr("nobody: its staff cannot be read. The audit says so."), True)]
        return [Fact(name, self._mark.agreed)] if self._mark.agreed else []

    def _ended(self) -> list[Fact]:
        mark, out = self._mark, Fact(lambda: self.tr("Accounts that stay closed"), self._mark.kept_out)
        kept = Fact(lambda: self.tr("What stood there is in"), str(self._aside))
        return [
            *([out] if mark.kept_out else []),
            Fact(lambda: self.tr("Number series"), mark.series),
            Fact(lambda: self.tr("Codes and tokens ended"), f"{mark.revoked:,}"),
            Fact(lambda: self.tr("Notices held"), f"{mark.held:,}"),
            *([kept] if self._aside.exists() else []),
        ]

    def _words_of(self, shift: OpenShift) -> Callable[[], str]:
        opened = self._local(shift.opened_at)[5:]
        return lambda: (
            self.tr("Till %1: the shift open since %2 stands as at the time of the backup. Count the drawer.")
            .replace("%1", shift.till)
            .replace("%2", opened)
        )
