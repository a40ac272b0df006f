"""What is known of a reader, as facts to read."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ill_desktop.activation import queries as activation
from ill_desktop.patrons import fields
from ill_desktop.patrons.queries import PatronCard
from ui.kit.facts import Fact
from ui.patrons.columns import class_name, joined
from ui.patrons.questions import LANGUAGES
from ui.requests.history import when
from ui.session import Session

LANGUAGE_NAMES = dict(LANGUAGES)


class ProfileFacts(QObject):
    """Makes the facts; ``open_mobile`` says whether the whole number may be read on the screen."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def facts(self, card: PatronCard, open_mobile: bool) -> list[Fact]:
        """The profile of one reader."""
        session, words = self._session, self._session.words
        shown = fields.mobile_shown if open_mobile else fields.mobile_masked
        facts = [
            Fact(self.tr("Institution"), card.institution),
            Fact(self.tr("Unit"), card.unit or "—"),
            Fact(self.tr("Class"), joined(class_name(session, card.class_), words(f"patron.sex.{card.sex}"))),
            Fact(self.tr("E-mail"), card.email),
            Fact(self.tr("Mobile"), shown(card.mobile)),
            Fact(self.tr("Last six"), self.tr("on file") if card.has_last_six else self.tr("not given yet")),
            Fact(
                self.tr("Registered"),
                joined(when(session, card.submitted_at), words(f"patron.road.{card.road}")),
            ),
        ]
        told = joined(
            words(f"notice_way.{card.notice_way}"), LANGUAGE_NAMES.get(card.language, card.language)
        )
        facts.append(Fact(self.tr("Notices"), told))
        if card.valid_until:
            facts.append(Fact(self.tr("Valid until"), card.valid_until))
        if card.automatic_debit:
            facts.append(Fact(self.tr("Charges"), self.tr("taken from the deposit by themselves")))
        if card.blocked_until:
            facts.append(Fact(self.tr("Blocked until"), card.blocked_until))
        agreed = activation.history(card.id)
        if agreed:
            newest = agreed[0]
            facts.append(
                Fact(
                    self.tr("Activated"),
                    joined(
                        when(session, newest.at),
                        words(f"activation.way.{newest.way}"),
                        self.tr("terms %1").replace("%1", newest.terms_version),
                    ),
                )
            )
        return facts
