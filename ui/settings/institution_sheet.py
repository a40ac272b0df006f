"""One institution: its name, its sub-centre, whether its cards can be bound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ill_desktop.patrons.institutions import InstitutionLine
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.session import Session

TOPICS = ("settings", "patrons")


class InstitutionSheet(Sheet):
    """For a new one, or for ``row``; ``on_done`` gets its id."""

    def __init__(
        self,
        session: Session,
        centres: Sequence[str],
        row: InstitutionLine | None = None,
        *,
        centre: str = "",
        on_done: Callable[[int], object],
    ) -> None:
        self._session, self._row, self._on_done = session, row, on_done
        self.form = Form(
            "institution-form",
            [
                Ask("name", lambda: self.tr("Name"), required=True),
                Ask(
                    "centre",
                    lambda: self.tr("Sub-centre"),
                    "choice",
                    True,
                    options=lambda: [(each, each) for each in centres],
                ),
                Ask(
                    "automatic",
                    lambda: self.tr("Automatic authentication: readers bind their campus card"),
                    "tick",
                ),
            ],
        )
        super().__init__(
            session.window,
            "institution-sheet",
            (lambda: self.tr("New institution")) if row is None else row.name,
            (lambda: self.tr("Add")) if row is None else (lambda: self.tr("Save")),
            body=self.form,
            on_primary=self._store,
        )
        if row is None:
            self.form.fill({"centre": centre if centre in centres else centres[0]})
        else:
            self.form.fill({"name": row.name, "centre": row.centre, "automatic": row.automatic})
        self.form.submitted.connect(self.primary.click)

    def _store(self) -> bool:
        if not self.form.validate():
            return False
        number = self._add() if self._row is None else self._change(self._row)
        if number is not None:
            self._on_done(number)
        return number is not None

    def _add(self) -> int | None:
        service, actor, values = self._session.desk.institutions, self._session.actor, self.form.values()
        return self._session.commands.run(
            lambda: service.add(actor, values["name"], values["centre"], automatic=values["automatic"]),
            form=self.form,
            touches=TOPICS,
            says=self.tr("Added: %1").replace("%1", values["name"]),
            undo=lambda number: service.retire(actor, number),
        )

    def _change(self, row: InstitutionLine) -> int | None:
        service, actor, values = self._session.desk.institutions, self._session.actor, self.form.values()

        def put(name: str, centre: str, automatic: bool) -> int:
            service.change(actor, row.id, name=name, centre=centre, automatic=automatic)
            return row.id

        return self._session.commands.run(
            lambda: put(values["name"], values["centre"], values["automatic"]),
            form=self.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            undo=lambda _number: put(row.name, row.centre, row.automatic),
        )
