"""The poster for everybody, from wherever it is wanted."""

from __future__ import annotations

from ill_desktop.words import LANGUAGES
from ui.kit.keys import Button
from ui.session import Session


class PosterButton(Button):
    """Shows the poster A4, to print or save; the library's first language leads, the other stands below."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(name, lambda: self.tr("Print poster"), icon="print", on=self._show)
        self._session = session

    def _show(self) -> None:
        desk = self._session.desk
        lead = desk.library.languages[0]
        other = next(each for each in LANGUAGES if each != lead)
        self._session.show_paper(
            lambda: self.tr("Poster for activation"),
            lambda: desk.papers.poster(desk.words(lead), desk.words(other)),
            "activation-poster.pdf",
            self.window(),
        )
