"""Records that may be the same person as the one under review, side by side with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ill_desktop.counter.merging import keeper
from ill_desktop.patrons import fields
from ill_desktop.patrons.look_alikes import LookAlike
from ill_desktop.patrons.queries import PatronCard
from ui.kit.chip import Chip
from ui.kit.facts import Fact, Facts
from ui.kit.flow import Ends, Flow
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import clear, hbox, panel, scrolled, vbox
from ui.patrons.columns import STATE_TONE
from ui.session import Session

Decide = Callable[[LookAlike], object]


class LookAlikes(QWidget):
    """A panel for each; or the good news that there is none. M and N are keys of the first."""

    def __init__(self, session: Session, on_merge: Decide, on_apart: Decide) -> None:
        super().__init__()
        self._on_merge, self._on_apart = on_merge, on_apart
        self.setObjectName("look-alikes")
        self._session = session
        self._box = vbox(gap=16)
        area = scrolled(vbox(self._box, None), name="look-alikes-area")
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._nobody = panel(
            hbox(Icon("check", 20, "good"), Label(lambda: self.tr("No look-alike"), "heading"), None),
            Label(
                lambda: self.tr(
                    "Nobody else has this number, mobile or e-mail, or this name with the same last six."
                ),
                "subtitle",
                wrap=True,
                name="look-alikes-none",
            ),
            None,
            name="look-alikes-nobody",
        )
        self._area = area
        self.setLayout(vbox(area, self._nobody, gap=0))

    def show_found(self, card: PatronCard, found: Sequence[LookAlike]) -> None:
        """Show who shares something with this reader."""
        clear(self._box)
        for at, each in enumerate(found):
            self._box.addWidget(self._panel(each, card, first=at == 0))
        self._area.setVisible(bool(found))
        self._nobody.setVisible(not found)
        self._area.verticalScrollBar().setValue(0)

    def _panel(self, other: LookAlike, card: PatronCard, first: bool) -> QFrame:
        session, words = self._session, self._session.words
        registered = session.local(other.submitted_at)
        standing = Chip(f"{registered:%Y} · {words(f'patron.state.{other.state}')}", STATE_TONE[other.state])
        says = self.tr("Perhaps the same person") if other.certain else self.tr("A similar name")
        title = Label(says, "heading", tone="caution" if other.certain else None)
        same = [Chip(words(f"patron.same.{each}"), "caution") for each in other.same]
        facts = Facts(f"look-alike-{other.id}", ruled=True)
        facts.show_facts(self._lines(other, card))
        return panel(
            Ends(title, standing),
            Flow(*same, gap=6),
            facts,
            Flow(*self._buttons(other, card, first)),
            gap=12,
            tone="caution" if other.certain else None,
            name="look-alike",
        )

    def _buttons(self, other: LookAlike, card: PatronCard, first: bool) -> tuple[Button, ...]:
        may = self._session.actor.may("patron.review")
        takes_in = keeper(card, other) is card
        merge = Button(
            f"look-alike-merge-{other.id}",
            self.tr("Take in the old record") if takes_in else self.tr("Merge into this reader"),
            key="M" if first else "",
            on=lambda: self._on_merge(other),
        )
        apart = Button(
            f"look-alike-apart-{other.id}",
            self.tr("Another person"),
            key="N" if first else "",
            on=lambda: self._on_apart(other),
        )
        for button in (merge, apart):
            button.setEnabled(may)
        see = Button(
            f"look-alike-open-{other.id}",
            self.tr("Open this reader"),
            role="link",
            on=lambda: self._session.open("patrons", other.id),
        )
        return merge, apart, see

    def _lines(self, other: LookAlike, card: PatronCard) -> list[Fact]:
        submitted = self._session.local(other.submitted_at)
        alike = "name_last_six" in other.same
        shared = "、" if self._session.language == "zh_CN" else ", "
        also = Fact(self.tr("Also known as"), shared.join(other.through), marked=True)
        return [
            *([also] if other.through else []),
            Fact(self.tr("Name"), other.name, marked=alike),
            Fact(self.tr("Number"), other.number, marked=other.number == card.number),
            Fact(self.tr("E-mail"), other.email, marked=other.email == card.email),
            Fact(self.tr("Mobile"), fields.mobile_shown(other.mobile), marked=other.mobile == card.mobile),
            Fact(self.tr("Institution"), other.institution),
            Fact(self.tr("Unit"), other.unit or "—"),
            Fact(
                self.tr("Last six"), self.tr("the same") if alike else self.tr("not the same"), marked=alike
            ),
            Fact(self.tr("Submitted"), f"{submitted:%Y-%m-%d %H:%M}"),
        ]
