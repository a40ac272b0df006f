"""Facts of which a library has several, each with a code: hotlines, patron classes; and the sheet for one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from ill_desktop.counter import fact_kinds, library_facts
from ill_desktop.library import Library
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.models import StaticModel
from ui.kit.screen import hbox
from ui.kit.table import TableView
from ui.kit.text import Text
from ui.kit.theme import HEADER, ROW
from ui.session import Session
from ui.settings.section import TOPICS, Boxed, carry_out, say_again

Asks = Callable[[], list[Ask]]


class FactRow(NamedTuple):
    """One of several, with its facts by path below list and code: ``name.en``."""

    id: str
    values: dict[str, Any]
    retired: bool


def fact_rows(library: Library, name: str) -> list[FactRow]:
    """All of ``branches``, ``classes`` or ``hotlines``, the retired ones last."""
    found = [
        FactRow(
            each["code"],
            {
                path: library_facts.read(library, f"{name}.{each['code']}.{path}")
                for path in fact_kinds.LISTS[name]
            },
            bool(each.get("retired")),
        )
        for each in library.facts[name]
    ]
    return sorted(found, key=lambda row: row.retired)


class FactSheet(Sheet):
    """Asks for a new one, or for other facts of ``row``; ``on_done`` gets its code."""

    def __init__(
        self,
        session: Session,
        name: str,
        title: Text,
        asks: list[Ask],
        row: FactRow | None = None,
        *,
        on_done: Callable[[str], object] = lambda code: None,
        columns: int = 2,
        width: int = 640,
    ) -> None:
        self._session, self._name, self._row, self._on_done = session, name, row, on_done
        self.form = Form(f"{name}-form", asks, columns)
        super().__init__(
            session.window,
            f"{name}-sheet",
            title,
            (lambda: self.tr("Add")) if row is None else (lambda: self.tr("Save")),
            body=self.form,
            on_primary=self._store,
            width=width,
        )
        if row is not None:
            self.form.fill(row.values)
        self.form.submitted.connect(self.primary.click)

    def _store(self) -> bool:
        if not self.form.validate():
            return False
        values = self.form.values()
        code = self._add(values) if self._row is None else self._change(self._row.id, values)
        if code is not None:
            say_again(self._session.window)
            self._on_done(code)
        return code is not None

    def _add(self, values: dict[str, Any]) -> str | None:
        facts, actor, name = self._session.desk.facts, self._session.actor, self._name
        wanted = values.pop("code", "")
        return self._session.commands.run(
            lambda: facts.add(actor, name, wanted, values),
            form=self.form,
            touches=TOPICS,
            says=self.tr("Added"),
            undo=lambda code: facts.remove(actor, name, code),
        )

    def _change(self, code: str, values: dict[str, Any]) -> str | None:
        facts, actor, name = self._session.desk.facts, self._session.actor, self._name
        done = self._session.commands.run(
            lambda: facts.change_one(actor, name, code, values),
            form=self.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            undo=lambda before: facts.change(actor, before),
        )
        return None if done is None else code


class FactList(Boxed):
    """A small table with its buttons. What can be ``retired`` stays in it, the rest can be taken away."""

    def __init__(
        self,
        name: str,
        session: Session,
        heading: Text,
        columns: Sequence[Column[FactRow]],
        asks: Asks,
        *,
        called: Callable[[FactRow], str],
        new: Asks = list,
        note: Text = "",
        empty: Text = "",
        retires: bool = False,
    ) -> None:
        """``asks``: the questions about one; ``new``: those before them for a new one (its code)."""
        self._name, self._session, self._called, self._retires = name, session, called, retires
        self._asks, self._new = asks, new
        self._model = StaticModel[FactRow](columns)
        self.table = TableView(
            f"{name}-table", self._model, title=heading, empty=Empty("plus", empty, name=f"{name}-none")
        )
        self.table.picked.connect(lambda _row: self._offer())
        self.table.activated_row.connect(lambda _row: self.edit())
        self.add_button = Button(f"{name}-add", lambda: self.tr("Add"), on=self.add)
        self.edit_button = Button(f"{name}-edit", lambda: self.tr("Edit"), on=self.edit)
        self.gone_button = Button(f"{name}-remove", self._gone_words, on=self.take_away)
        buttons = hbox(self.edit_button, self.gone_button, None, self.add_button)
        super().__init__(name, heading, self.table, buttons, note=note)
        if not session.actor.may("library.configure"):
            for button in (self.add_button, self.edit_button, self.gone_button):
                button.hide()
        self.load()

    def load(self) -> None:
        """Show them as they are stored now."""
        self._model.set_rows(fact_rows(self._session.desk.library, self._name))
        lines = min(len(self._model.rows), 6) or 3  # what an empty list says takes three
        self.table.setFixedHeight(HEADER + lines * ROW + 2)
        self.table.pick_first()
        self._offer()

    def _offer(self) -> None:
        row: FactRow | None = self.table.current()
        for button in (self.edit_button, self.gone_button):
            button.setEnabled(row is not None)
        self.gone_button.say(self._gone_words())

    def _gone_words(self) -> str:
        row: FactRow | None = self.table.current()
        if not self._retires:
            return self.tr("Remove")
        return self.tr("Use again") if row is not None and row.retired else self.tr("Retire")

    def add(self) -> None:
        """Ask for one more."""
        FactSheet(
            self._session,
            self._name,
            lambda: self.tr("Add"),
            [*self._new(), *self._asks()],
            on_done=self.table.pick,
        ).open()

    def edit(self) -> None:
        """Ask for other facts of the one in front."""
        row: FactRow | None = self.table.current()
        if row is not None and self._session.actor.may("library.configure"):
            FactSheet(self._session, self._name, lambda: self._called(row), self._asks(), row).open()

    def take_away(self) -> None:
        """Retire the one in front, use it again, or remove it."""
        row: FactRow | None = self.table.current()
        if row is None:
            return
        facts, actor, name = self._session.desk.facts, self._session.actor, self._name
        called = self._called(row)
        if not self._retires:
            self._session.commands.run(
                lambda: facts.remove(actor, name, row.id),
                touches=TOPICS,
                says=self.tr("Removed: %1").replace("%1", called),
                undo=lambda values: facts.add(actor, name, row.id, values),
            )
            return
        says = self.tr("In use again: %1") if row.retired else self.tr("Retired: %1")

        carry_out(
            self._session,
            lambda: facts.retire(actor, name, row.id, not row.retired),
            lambda: facts.retire(actor, name, row.id, row.retired),
            says.replace("%1", called),
        )
