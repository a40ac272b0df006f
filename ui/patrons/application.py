"""One registration under review: what was said, and the three decisions."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QFrame, QSizePolicy

from ill_desktop.patrons import fields
from ill_desktop.patrons.queries import PatronCard
from ui.kit.chip import Chip, Tag
from ui.kit.facts import Fact, Facts, Timeline
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, scrolled, vbox
from ui.kit.text import write
from ui.kit.theme import style
from ui.patrons.actions import ReaderActions
from ui.patrons.columns import class_name, is_campus
from ui.patrons.history import ReaderHistory
from ui.session import Session


class Application(QFrame):
    """Shows a registration; values it shares with somebody else stand out."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("application")
        style(self, role="panel")
        self._session = session
        self.card: PatronCard | None = None
        self._road = Chip(name="application-road")
        self._facts = Facts("application-facts", ruled=True)
        self._timeline, self._history = Timeline("application-history"), ReaderHistory(session, self)
        self._class = Choice("application-class", self._classes)
        write(self._class, self._class.setAccessibleName, lambda: self.tr("Class"))
        self._six = Button(
            "application-last-six",
            lambda: self.tr("Enter last six of ID…"),
            role="link",
            on=self._enter_last_six,
        )
        self.approve = Button("review-approve", lambda: self.tr("Approve"), role="primary", key="A")
        self.ask = Button("review-ask", lambda: self.tr("Ask for more"), key="Q")
        self.reject = Button("review-reject", lambda: self.tr("Reject"), role="danger", key="R")
        may = session.actor.may("patron.review")
        for button in (self.approve, self.ask, self.reject):
            button.setEnabled(may)
        self._actions = ReaderActions(session, self)
        head = hbox(Label(lambda: self.tr("This application"), "heading"), None, self._road)
        body = scrolled(
            vbox(
                self._facts,
                hbox(self._six, None),
                8,
                Label(lambda: self.tr("History"), "heading"),
                self._timeline,
                None,
                gap=8,
            ),
            name="application-area",
        )
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        kind = hbox(Label(lambda: self.tr("Let in as"), "subtitle"), self._class, gap=16)
        kind.setStretch(1, 1)
        decide = hbox(self.approve, self.ask, self.reject)
        for at in range(3):
            decide.setStretch(at, 1)
        whole = vbox(head, body, kind, decide, gap=12, margins=19)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _classes(self) -> list[tuple[str, str]]:
        """Those that are given now, and the one this reader has."""
        session, own = self._session, self.card.class_ if self.card else ""
        library = session.desk.library
        given = [code for code in library.classes if code in library.open_classes or code == own]
        return [(code, class_name(session, code)) for code in given]

    def show_card(self, card: PatronCard, same: Collection[str]) -> None:
        """Show this registration; ``same``: what look-alikes share with it."""
        self.card = card
        self._road.set_tag(Tag(self._session.words(f"patron.road.{card.road}")))
        self._facts.show_facts(self._lines(card, same))
        self._timeline.show_events(self._history.lines(card.id, "record"))
        self._class.reload()
        self._class.set_value(card.class_)
        self._six.setVisible(not card.has_last_six and self._session.actor.may("patron.edit"))

    def _lines(self, card: PatronCard, same: Collection[str]) -> list[Fact]:
        session = self._session
        six = self.tr("on file") if card.has_last_six else self.tr("not given yet")
        submitted = session.local(card.submitted_at)
        account = self.tr("Number") if is_campus(card) else self.tr("Account")
        return [
            Fact(self.tr("Name"), card.name, marked="name_last_six" in same),
            Fact(account, card.number, marked="number" in same),
            Fact(self.tr("E-mail"), card.email, marked="email" in same),
            Fact(self.tr("Mobile"), fields.mobile_shown(card.mobile), marked="mobile" in same),
            Fact(self.tr("Institution"), card.institution),
            Fact(self.tr("Unit"), card.unit or "—"),
            Fact(self.tr("Sex"), session.words(f"patron.sex.{card.sex}")),
            Fact(self.tr("Last six"), six, marked="name_last_six" in same),
            Fact(self.tr("Submitted"), f"{submitted:%Y-%m-%d %H:%M}"),
            Fact(self.tr("Due"), card.review_due),
        ]

    def chosen_class(self) -> str | None:
        """The class the reviewer chose instead of the form's, or None."""
        value = self._class.value()
        return None if self.card is None or value == self.card.class_ else value

    def _enter_last_six(self) -> None:
        if self.card is not None:
            self._actions.add_last_six(self.card)
