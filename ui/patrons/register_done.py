"""After a registration: what happens next, and whom to call."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop import hours
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import PatronCard
from ui.kit.facts import Fact, Facts
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox, vbox
from ui.patrons.columns import joined
from ui.session import Session


class RegisterDone(QWidget):
    """The review within one working day, the e-mail that follows, phones and hours."""

    def __init__(self, session: Session, on_another: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("register-done")
        self._session = session
        self._card: PatronCard | None = None
        self._who = Label("", "heading", wrap=True, name="register-done-who")
        self._next = Label("", "text", wrap=True, name="register-done-next")
        self._phones = Facts("register-done-phones")
        self._review = Button(
            "register-review",
            lambda: self.tr("Review now"),
            role="primary",
            key="Enter",
            on=lambda: self._open("review"),
        )
        if not session.actor.may("patron.review"):
            self._review.hide()
        buttons = hbox(
            self._review,
            Button("register-open", lambda: self.tr("Open the reader"), on=lambda: self._open("patrons")),
            Button("register-another", lambda: self.tr("Another reader"), key="N", on=on_another),
            None,
        )
        holder = vbox(
            hbox(Icon("check", 28, "good"), self._who, gap=12),
            self._next,
            8,
            Label(lambda: self.tr("Questions"), "heading"),
            self._phones,
            12,
            buttons,
            None,
            gap=12,
        )
        holder.itemAt(0).layout().setStretch(1, 1)  # type: ignore[union-attr]
        self.setLayout(holder)
        self.setMaximumWidth(720)

    def show_patron(self, patron_id: int) -> None:
        """Show what awaits this reader."""
        self._card = queries.card(patron_id)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it again in the language of the window."""
        if self._card is None:
            return
        card, library, language = self._card, self._session.desk.library, self._session.language
        self._who.setText(
            self.tr("%1 (%2) is registered and waits for review.")
            .replace("%1", card.name)
            .replace("%2", card.number)
        )
        self._next.setText(
            self.tr(
                "A librarian reviews it within one working day, by %1. The answer goes to %2; then the "
                "reader can sign in and submit requests. To borrow, the account is also activated."
            )
            .replace("%1", card.review_due)
            .replace("%2", card.email)
        )
        desk = library.help_desk
        open_at = f"{desk['days'][language]} {desk['opens']}–{desk['closes']}"
        branches = [
            Fact(
                joined(branch.name[language], branch.room[language]),
                joined(branch.phone, hours.said(branch.hours, self._session.words)),
            )
            for branch in library.open_branches.values()
        ]
        information = Fact(self.tr("Information desk"), joined(desk["phone"], open_at))
        self._phones.show_facts([*branches, information])

    def set_focus(self) -> None:
        """The likely next thing has the focus."""
        self._review.setFocus()

    def _open(self, place: str) -> None:
        if self._card is not None:
            self._session.open(place, self._card.id)
