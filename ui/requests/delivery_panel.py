"""Beside a request: how the document reaches its reader, and what still holds it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import queries as cashier
from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Detail
from ui.kit.chip import Chip, Tag
from ui.kit.facts import Fact, Facts
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import Text
from ui.requests.delivery_actions import DeliveryActions
from ui.requests.offers import by_mail
from ui.session import Session

HERE = ("received", "filled_locally", "awaiting_payment")
SHOWN = frozenset(
    {"shipped", *HERE, "awaiting_cost_approval", "ready_for_pickup", "not_collected", "delivered"}
    | {"completed", "will_supply"}
)
RECOUNTED = ("shipped", *HERE)


class DeliveryPanel(QWidget):
    """Hidden while there is nothing to deliver yet."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("request-delivery")
        self._session, self._acts = session, DeliveryActions(session, self)
        self._request: Detail | None = None
        self.state = Chip(name="delivery-state")
        self.why = Label("", "note", wrap=True, name="delivery-why")
        self._where = Label("", "note", wrap=True, name="delivery-where")
        self._facts = Facts("delivery-facts", figures=True)
        link, pages = lambda: self.tr("Link"), lambda: self.tr("Pages")
        self.link = self._link("delivery-link", link, "attach", "L", self._acts.link)
        self.open = self._link(
            "delivery-open", lambda: self.tr("Open the link"), "search", "", self._acts.open_link
        )
        self.pages = self._link("delivery-pages", pages, "edit", "G", self._acts.recount)
        self.slip = self._link(
            "delivery-slip", lambda: self.tr("Pick-up slip"), "print", "P", self._acts.show_slip
        )
        head = hbox(Label(lambda: self.tr("Delivery"), "heading"), None, self.state)
        buttons = Flow(self.link, self.open, self.pages, self.slip, gap=16)
        self.setLayout(vbox(head, self.why, self._facts, self._where, buttons, gap=4))
        self.hide()

    def _link(self, name: str, text: Text, icon: str, key: str, on: Callable[[Detail], object]) -> Button:
        def press() -> None:
            if self._request is not None:
                on(self._request)

        button = Button(name, text, role="link", icon=icon, key=key, badge=False, on=press)
        button.flush = True
        return button

    # -- what is shown ----------------------------------------------------------------------------

    def show_request(self, request: Detail) -> None:
        """Show how a request is delivered; hidden in states where nothing is there to be delivered."""
        self._request = request
        tag, why = self._standing(request)
        self.state.set_tag(tag)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        facts = self._known(request)
        self._facts.show_facts(facts)
        self._facts.setVisible(bool(facts))
        self._where.setText(request.address.strip())
        self._where.setVisible(bool(request.address.strip()))
        mailed = by_mail(request)
        self.link.setVisible(mailed and request.state in (*HERE, "shipped", "will_supply"))
        self.open.setVisible(bool(request.link))
        self.pages.setVisible(self.is_counted(request))
        self.slip.setVisible(request.state in ("ready_for_pickup", "not_collected"))
        self.setVisible(request.state in SHOWN and self._has_something(request, facts))

    @staticmethod
    def is_counted(request: Detail) -> bool:
        """Whether its price still follows the pages that came."""
        return not rules.is_loan(request.service_type) and request.state in RECOUNTED

    @staticmethod
    def _has_something(request: Detail, facts: list[Fact]) -> bool:
        return bool(facts or request.address or request.state in HERE)

    def _standing(self, request: Detail) -> tuple[Tag, str]:
        """Whether it may go out, and what stands in the way."""
        if request.state not in HERE:
            return Tag(""), ""
        owed = cashier.owed_for(request.id)
        if owed:
            why = self.tr("%1 is still to be paid; it goes out once that is settled")
            return Tag(self.tr("held back"), "caution"), why.replace("%1", money.yuan(owed))
        if by_mail(request) and not (request.link or queries.files_of(request.id)):
            return Tag(self.tr("no document"), "caution"), self.tr(
                "Drop the file here, attach it, or enter the supplier's link"
            )
        return Tag(self.tr("may go out"), "good"), ""

    def _known(self, request: Detail) -> list[Fact]:
        branch = self._session.desk.library.branches.get(request.branch)
        found: list[tuple[str, str]] = []
        if request.shelf:
            place = branch.short[self._session.language] if branch else request.branch
            found.append((self.tr("On the shelf"), f"{request.shelf} · {place}"))
        if request.pickup_until and request.state in ("ready_for_pickup", "not_collected"):
            found.append((self.tr("Kept until"), request.pickup_until))
        if request.proxy and request.state in ("ready_for_pickup", "not_collected"):
            found.append((self.tr("May be fetched by"), request.proxy))
        if request.tracking:
            found.append((self.tr("Parcel"), request.tracking))
        if request.link:
            found.append((self.tr("Link"), request.link))
        if request.pages and self.is_counted(request):
            found.append((self.tr("Pages that came"), f"{request.pages:,}"))
        return [Fact(name, value) for name, value in found]
