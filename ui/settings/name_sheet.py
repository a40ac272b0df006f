"""A sheet that asks for a name and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.text import Text
from ui.session import Session


class NameSheet(Sheet):
    """Carries ``act`` out with the name; stays open where it is refused."""

    def __init__(
        self,
        session: Session,
        name: str,
        title: Text,
        primary: Text,
        *,
        act: Callable[[str], Any],
        says: str,
        touches: Sequence[str],
        undo: Callable[[Any], object],
        name_now: str = "",
        on_done: Callable[[Any], object] = lambda result: None,
    ) -> None:
        """``says``: the sentence afterwards, %1 the name; ``undo``, ``on_done`` get what ``act`` gave."""
        self._session, self._act, self._says = session, act, says
        self._touches, self._undo, self._on_done = touches, undo, on_done
        self.form = Form(f"{name}-form", [Ask("name", lambda: self.tr("Name"), required=True)])
        super().__init__(session.window, name, title, primary, body=self.form, on_primary=self._store)
        self.form.fill({"name": name_now})
        self.form.submitted.connect(self.primary.click)
        self.form.field("name").selectAll()

    def _store(self) -> bool:
        if not self.form.validate():
            return False
        wanted = self.form.values()["name"]
        done: list[Any] = []
        self._session.commands.run(
            lambda: done.append(self._act(wanted)),
            form=self.form,
            touches=self._touches,
            says=self._says.replace("%1", wanted),
            undo=lambda _nothing: self._undo(done[0]),
        )
        if done:
            self._on_done(done[0])
        return bool(done)
