"""What stands beside the registration: the chosen institution, its roads, and what they ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QFrame

from ill_desktop.patrons import rules
from ill_desktop.patrons.queries import InstitutionRow
from ill_desktop.patrons.rules import Card
from ui.kit.chip import Chip, Tag
from ui.kit.facts import Fact, Facts
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import vbox
from ui.kit.theme import style
from ui.session import Session

WIDTH = 336


class RegisterSide(QFrame):
    """First the roads to choose from; then, on the road, what has been settled."""

    def __init__(
        self, session: Session, on_road: Callable[[str], object], on_change: Callable[[], object]
    ) -> None:
        super().__init__()
        self.setObjectName("register-side")
        style(self, role="panel")
        self.setFixedWidth(WIDTH)
        self._session, self._on_road = session, on_road
        self._name = Label("", "heading", wrap=True, name="register-institution")
        self._mark = Chip(name="register-mark")
        self._facts = Facts("register-bound")
        self._note = Label("", "subtitle", wrap=True, name="register-note")
        self._roads = {road: self._road_button(road) for road in rules.ROADS}
        self._change = Button(
            "register-change-institution",
            lambda: self.tr("Back to change the institution"),
            icon="arrow-left",
            on=on_change,
        )
        self.setLayout(
            vbox(
                Label(lambda: self.tr("Institution"), "note"),
                self._name,
                Flow(self._mark),
                self._facts,
                self._note,
                *self._roads.values(),
                self._change,
                None,
                gap=12,
                margins=19,
            )
        )

    def _show_institution(self, institution: InstitutionRow | None) -> None:
        self._name.setText(institution.name if institution else self.tr("None chosen yet"))
        automatic = institution is not None and institution.automatic
        self._mark.set_tag(Tag(self.tr("automatic authentication") if automatic else "", "good"))

    def show_roads(self, institution: InstitutionRow | None) -> None:
        """Offer the roads of an institution, the usual one first."""
        self._show_institution(institution)
        self._offer(rules.roads(institution.automatic) if institution else ())
        self._facts.hide()
        self._change.hide()
        if institution is None:
            self._note.setText(self.tr("Choose the institution in the list; search by pinyin initials, too."))
            return
        self._note.setText(
            self.tr(
                "Whoever has a campus card binds it: number, name and last six are compared with the campus "
                "registry. Whoever has none registers as an off-campus reader."
            )
            if institution.automatic
            else self.tr(
                "Cards of this institution cannot be bound. Its readers fill in their information; "
                "a librarian checks it."
            )
        )

    def _offer(self, roads: Collection[str]) -> None:
        for road, button in self._roads.items():
            button.setVisible(road in roads)

    def _road_button(self, road: str) -> Button:
        words = {
            "campus": lambda: self.tr("Bind a campus card"),
            "campus_form": lambda: self.tr("Fill in user information"),
            "off_campus": lambda: self.tr("Register an off-campus reader"),
        }[road]
        first = road != "off_campus"
        return Button(
            f"register-road-{road}",
            words,
            role="primary" if first else "plain",
            key="Enter" if first else "O",
            on=lambda: self._on_road(road),
        )

    def show_road(self, institution: InstitutionRow, road: str, bound: Card | None) -> None:
        """Show what is settled on a road: the institution, and the card once it is bound."""
        self._show_institution(institution)
        self._offer(())
        self._change.show()
        self._facts.setVisible(bound is not None)
        if bound is not None:
            self._facts.show_facts([Fact(self.tr("Name"), bound.name), Fact(self.tr("Number"), bound.number)])
            self._note.setText(
                self.tr(
                    "The campus card is bound. Now an e-mail address and a password: the reader signs in "
                    "with the e-mail or the number."
                )
            )
        elif road == "campus":
            self._note.setText(
                self.tr(
                    "All three must be as the campus registry has them. If the card cannot be bound, "
                    "register the reader off campus."
                )
            )
        else:
            self._note.setText(
                self.tr(
                    "Fields with * are needed. Documents go to the e-mail address, so it must be right; the "
                    "mobile number is for questions while we search."
                )
            )
