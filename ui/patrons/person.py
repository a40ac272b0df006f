"""One reader in full: who it is, what to do next, the account, requests, history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QLayout, QSizePolicy

from ill_desktop import money
from ill_desktop.activation.queries import needs_activation
from ill_desktop.cashier import queries as cashier
from ill_desktop.counter.timeline import Moment
from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries
from ill_desktop.patrons.queries import PatronCard
from ui.kit.card import Avatar
from ui.kit.chip import Chip, Tag
from ui.kit.empty import Empty
from ui.kit.facts import Facts, Timeline
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label, Rule
from ui.kit.screen import hbox, scrolled, vbox
from ui.kit.tabs import Pills
from ui.kit.theme import style
from ui.patrons.actions import ReaderActions
from ui.patrons.activation_note import ActivationNote
from ui.patrons.alias_note import AliasNote
from ui.patrons.columns import activation_tag, class_name, is_campus, joined, state_tag
from ui.patrons.history import PAGE, ReaderHistory
from ui.patrons.offers import ReaderOffers
from ui.patrons.profile import ProfileFacts
from ui.patrons.requests_list import RequestsList
from ui.session import Session

WIDTH = 480


class PersonPanel(QFrame):
    """Shows one reader; the buttons on top are what the reader's state allows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("person")
        style(self, role="panel")
        self.setFixedWidth(WIDTH)
        self._session = session
        self._card: PatronCard | None = None
        self._open_mobile = False
        self._profile, self._history = ProfileFacts(session, self), ReaderHistory(session, self)
        self._actions = ReaderActions(session, self)
        self.offers = ReaderOffers(session, self._actions)
        self._activation = ActivationNote(session, self._actions)
        self._avatar = Avatar()
        self._name = ElidedLabel("", "title", name="person-name")
        self._note = ElidedLabel("", "note", name="person-note")
        self._chips = {
            key: Chip(name=f"person-{key}") for key in ("state", "activation", "road", "new-terms")
        }
        self._due = Label("", "heading", name="person-due")
        self._deposit = Label("", "heading", name="person-deposit")
        self._facts = Facts("person-profile")
        self._requests = RequestsList(session)
        self._timeline = Timeline("person-history")
        self._moments: list[Moment] = []
        self._older = Button(
            "person-older", lambda: self.tr("Show what was before"), role="link", on=self._show_more
        )
        self._aliases = AliasNote(session, self)
        self._place = 0  # how far down the panel was read
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._rest.timeout.connect(self._show_rest)
        self._kinds = self._make_kinds()
        self._empty = Empty("user", lambda: self.tr("Choose a reader to see the profile"), name="no-person")
        self._inner = self._below()
        self._body = scrolled(self._inner, name="person-area")
        self._body.verticalScrollBar().rangeChanged.connect(self._keep_edge)
        # However much there is to say, the panel asks for no more height than the window has.
        self._body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._head = self._above()
        whole = vbox(self._head, self._body, self._empty, gap=0, margins=1)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_patron(None)

    # -- layout -----------------------------------------------------------------------------------

    def _above(self) -> QFrame:
        """What stays in sight while the rest is scrolled."""
        who = vbox(self._name, self._note, gap=0)
        line = hbox(self._avatar, who, gap=12)
        line.setStretch(1, 1)
        head = QFrame()
        head.setLayout(
            vbox(
                line,
                Flow(*self._chips.values(), gap=6),
                self._activation,
                self._aliases,
                self.offers,
                gap=12,
                margins=(19, 19, 19, 16),
            )
        )
        return head

    def _below(self) -> QLayout:
        take = Button(
            "person-take-money",
            lambda: self.tr("Take money"),
            key="M",
            on=lambda: self._open("cashier"),
        )
        account = hbox(
            vbox(Label(lambda: self.tr("Due"), "note"), self._due, gap=0),
            32,
            vbox(Label(lambda: self.tr("Deposit"), "note"), self._deposit, gap=0),
            None,
            take,
        )
        return vbox(
            Rule(),
            account,
            Rule(),
            hbox(Label(lambda: self.tr("Profile"), "heading"), None, *self._profile_buttons(), gap=0),
            self._facts,
            Rule(),
            self._requests,
            Rule(),
            hbox(Label(lambda: self.tr("History"), "heading"), None, self._kinds),
            self._timeline,
            hbox(self._older, None),
            None,
            gap=12,
            margins=(19, 0, 19, 19),
        )

    def _keep_edge(self, _low: int, high: int) -> None:
        """Beside a scroll bar the right edge stays where the head has it."""
        self._inner.setContentsMargins(19, 0, 9 if high else 19, 19)

    def _profile_buttons(self) -> tuple[Button, Button]:
        self._eye = Button(
            "person-show-mobile",
            icon="eye",
            role="quiet",
            tip=lambda: self.tr("Show or hide the mobile number"),
            on=self._flip_mobile,
        )
        edit = Button(
            "person-edit-contact",
            lambda: self.tr("Change e-mail or mobile"),
            role="link",
            key="E",
            on=lambda: self._act(self._actions.edit_contact),
        )
        edit.setEnabled(self._session.actor.may("patron.edit"))
        return self._eye, edit

    def _make_kinds(self) -> Pills:
        kinds = Pills(
            "person-kinds",
            (
                ("all", lambda: self.tr("All")),
                ("record", lambda: self.tr("Record")),
                ("activation", lambda: self.tr("Activation")),
                ("request", lambda: self.tr("Requests")),
                ("money", lambda: self.tr("Money")),
                ("message", lambda: self.tr("Messages")),
            ),
        )
        kinds.chosen.connect(lambda _key: self._show_history())
        return kinds

    # -- what is shown ----------------------------------------------------------------------------

    def show_patron(self, patron_id: int | None) -> None:
        """Show this reader as he stands now; None: nobody is chosen."""
        stays = self._card is not None and self._card.id == patron_id
        if not (stays and self._rest.isActive()):
            self._place = self._body.verticalScrollBar().value() if stays else 0
        self._open_mobile = self._open_mobile and stays
        self._card = None
        if patron_id is not None:
            try:
                self._card = queries.card(patron_id)
            except Refusal as refusal:
                self._session.commands.fail(refusal)
        for part in (self._head, self._body):
            part.setVisible(self._card is not None)
        self._empty.setVisible(self._card is None)
        if self._card is not None:
            self._show_card(self._card)

    def activate(self) -> None:
        """Begin the activation of the reader in front."""
        self._act(self._actions.activate)

    def reload(self) -> None:
        """Read the reader in front again."""
        if self._card is not None:
            self.show_patron(self._card.id)

    def _show_card(self, card: PatronCard) -> None:
        session = self._session
        needs = needs_activation(session.desk.library, card.id)
        self._avatar.show_name(card.name)
        self._name.setText(card.name)
        self._note.setText(joined(card.number, card.unit, class_name(session, card.class_)))
        campus = is_campus(card)
        renewed = card.state == "approved" and card.activated_at is not None and needs
        tags = {
            "state": state_tag(session, card.state),
            "activation": activation_tag(session, card) or Tag(""),
            "road": Tag(
                self.tr("Campus") if campus else self.tr("Off campus"), "accent" if campus else "neutral"
            ),
            "new-terms": Tag(self.tr("New terms to agree to") if renewed else "", "caution"),
        }
        for key, tag in tags.items():
            self._chips[key].set_tag(tag)
        self._activation.show_card(card)
        self.offers.show_offers(card, needs)
        due = sum(each.amount_fen for each in cashier.dues(card.id))
        self._due.setText(money.yuan(due))
        self._due.set_tone("caution" if due else None)
        self._deposit.setText(money.yuan(cashier.deposit_balance(card.id)))
        self._aliases.show_card(card)
        self._rest.start()  # once, however often the list around has chosen anew meanwhile

    def _show_rest(self) -> None:
        """What stands below the head and takes longer to read."""
        if self._card is not None:
            self._requests.show_patron(self._card.id)
            self._show_profile()
            self._show_history()
            self._body.verticalScrollBar().setValue(self._place)

    def _show_profile(self) -> None:
        if self._card is not None:
            self._facts.show_facts(self._profile.facts(self._card, self._open_mobile))

    def _show_history(self) -> None:
        self._moments = []
        self._show_more()

    def _show_more(self) -> None:
        """One page further into the past."""
        if self._card is None:
            return
        last = self._moments[-1] if self._moments else None
        found = self._history.moments(self._card.id, self._kinds.current(), before=last)
        self._moments += found
        self._timeline.show_events(
            [self._history.line(each) for each in self._moments] or [self.tr("Nothing yet")]
        )
        self._older.setVisible(len(found) == PAGE)

    def _flip_mobile(self) -> None:
        self._open_mobile = not self._open_mobile
        self._show_profile()

    # -- what is done -----------------------------------------------------------------------------

    def _act(self, action: Callable[[PatronCard], object]) -> None:
        if self._card is not None:
            action(self._card)

    def _open(self, place: str) -> None:
        if self._card is not None:
            self._session.open(place, self._card.id)
