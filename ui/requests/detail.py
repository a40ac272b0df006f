"""One request in full: what it is, what to do next, what it costs, where it has been."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QFrame, QLayout

from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Detail
from ui.kit.chip import Chip, Tag
from ui.kit.empty import Empty
from ui.kit.facts import Facts, Timeline
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.menu import Menu
from ui.kit.screen import clear, hbox, scrolled, vbox
from ui.kit.theme import font, style
from ui.requests import history
from ui.requests.actions import RequestActions
from ui.requests.columns import SIDE, StateTags
from ui.requests.delivery_panel import DeliveryPanel
from ui.requests.loan_panel import LoanPanel
from ui.requests.next_steps import NextSteps
from ui.requests.offers import Offer, Standing, offers
from ui.requests.price import Priced, Prices
from ui.requests.supplier_asked import AskedPanel
from ui.session import Session

LONGEST_TITLE = 300  # characters
LONGEST_FILE = 220  # pixels
WHY = ("unfilled", "retry_possible", "conditional", "needs_information", "lost")
"""States whose reason stands beside them."""
_IDENTIFIERS = ("doi", "isbn", "issn", "pmid")


class DetailPanel(QFrame):
    """Shows one request; a file dropped here is attached to it."""

    def __init__(self, session: Session, tags: StateTags) -> None:
        super().__init__()
        self.setObjectName("request-detail")
        style(self, role="panel")
        self.setFixedWidth(SIDE)
        self.setAcceptDrops(True)
        self._session, self._tags, self._prices = session, tags, Prices(session, self)
        self._request: Detail | None = None
        self.acts = RequestActions(session, self)
        self.steps = NextSteps(session, self._fill_menu)
        self.steps.taken.connect(self._take)
        self._chips = (Chip(name="request-state"), Chip(name="request-overdue"))
        for chip in self._chips:
            chip.may_narrow()
        self._number = Label("", "note", selectable=True, name="request-number")
        self._title = Label("", "heading", wrap=True, selectable=True, name="request-title")
        self._source = Label("", "note", wrap=True, selectable=True, name="request-source")
        self._numbers = ElidedLabel("", "note", name="request-identifiers")
        self._wishes = Label("", "note", wrap=True, name="request-wishes")
        self._reader = Button(
            "request-reader", role="link", icon="user", key="R", badge=False, on=self.open_reader
        )
        self._price_title = Label("", "heading", name="request-price-title")
        self._price = Facts("request-price", figures=True)
        self._price_note = Label("", "note", wrap=True, name="request-price-note")
        self._files = vbox(gap=0)
        self.asked, self.delivery, self.loan = AskedPanel(session), DeliveryPanel(session), LoanPanel(session)
        self._timeline = Timeline("request-timeline")
        self._empty = Empty(
            "requests", lambda: self.tr("Choose a request to see its next steps"), name="no-request"
        )
        self._body = scrolled(self._lay_out(), name="request-detail-area")
        self.setLayout(vbox(self._body, self._empty, gap=0, margins=1))
        self.clear()

    def _lay_out(self) -> QLayout:
        reader = hbox(self._reader, None)
        self._reader.flush = True
        attach = Button(
            "request-attach",
            lambda: self.tr("Attach"),
            role="link",
            icon="attach",
            key="A",
            badge=False,
            on=self.attach,
        )
        attach.flush = True
        files_title = hbox(Label(lambda: self.tr("Documents"), "heading"), None, attach)
        return vbox(
            Flow(*self._chips, self._number, gap=4),
            vbox(self._title, self._source, self._numbers, reader, self._wishes, gap=4),
            self.steps,
            self.loan,
            self.delivery,
            vbox(self._price_title, self._price, self._price_note),
            self.asked,
            vbox(files_title, self._files, gap=2),
            vbox(Label(lambda: self.tr("History"), "heading"), self._timeline),
            None,
            gap=16,
            margins=(19, 15, 19, 15),
        )

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def request_id(self) -> int | None:
        return self._request.id if self._request else None

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self._request = None
        self._body.hide()
        self._empty.show()

    def show_request(self, request_id: int) -> None:
        """Show a request as it stands now. Raises LookupError for an unknown id."""
        before = self.request_id
        self._request = request = queries.detail(request_id)
        self._show_head(request)
        price = self._prices.of_request(request)
        files = queries.files_of(request.id)
        self.steps.show_offers(offers(request, Standing(price.owed_fen, bool(files))))
        self._show_price(price)
        self._show_files(files)
        for panel in (self.loan, self.delivery, self.asked):
            panel.show_request(request)
        self._timeline.show_events(history.lines(self._session, request.id))
        self._empty.hide()
        self._body.show()
        if before != request_id:
            self._body.verticalScrollBar().setValue(0)

    def retranslate(self) -> None:
        """Say everything again in another language."""
        if self._request:
            self.show_request(self._request.id)

    def _show_head(self, request: Detail) -> None:
        tags = [*self._tags.of(request.state, request.due_on), Tag("")]
        tags[0] = self._tags.with_reason(request.state, request.reason if request.state in WHY else "")
        for chip, tag in zip(self._chips, tags, strict=False):
            chip.set_tag(tag)
        self._number.setText(request.number)
        self._title.setText(breakable(request.title[:LONGEST_TITLE]))
        fields = request.fields
        container = request.container.removeprefix(f"{request.author} · ")  # a book's line begins with it
        if container == request.author:
            container = ""
        parts = (request.author[:120], container[:200], fields.get("pages", "")[:40])
        where = " · ".join(part for part in parts if part)
        numbers = [
            f"{self._session.words(f'field.{key}')} {fields[key]}" for key in _IDENTIFIERS if fields.get(key)
        ]
        self._source.setText(breakable(where))
        self._numbers.setText(" · ".join(numbers))
        self._numbers.setVisible(bool(numbers))
        self._reader.say(f"{request.patron_name} · {request.patron_number}")
        self._wishes.setText(self._say_wishes(request))

    def _say_wishes(self, request: Detail) -> str:
        words = self._session.words
        parts = [words(f"service.{request.service_type}"), words(f"delivery.{request.delivery}")]
        if request.level != "normal":
            parts.append(words(f"level.{request.level}"))
        if request.needed_by:
            parts.append(self.tr("needed by %1").replace("%1", request.needed_by))
        if request.due_on and request.state == "checked_out":
            parts.append(self.tr("due %1").replace("%1", request.due_on))
        if request.pickup_until and request.state == "ready_for_pickup":
            parts.append(self.tr("kept until %1").replace("%1", request.pickup_until))
        lines = [" · ".join(parts)]
        if rules.is_loan(request.service_type) and not request.patron_activated:
            lines.append(self.tr("The reader is not activated: nothing can be lent out yet"))
        if request.note:
            lines.append(breakable(request.note[:400]))
        return "\n".join(lines)

    def _show_price(self, price: Priced) -> None:
        self._price_title.setText(price.title)
        self._price.show_facts(price.facts)
        self._price.setVisible(bool(price.facts))
        self._price_note.setText(price.note)
        self._price_note.setVisible(bool(price.note))
        self._price_note.set_tone("good" if price.settled else None)

    def _show_files(self, files: list[queries.FileRow]) -> None:
        clear(self._files)
        for file in files:
            name = f"{file.name} · {max(1, file.size >> 10):,} KiB"
            room = QFontMetrics(font()).elidedText(name, Qt.TextElideMode.ElideMiddle, LONGEST_FILE)
            button = Button(
                f"request-file-{file.id}",
                room,
                role="link",
                icon="download",
                tip=name,
                on=lambda file=file: self.acts.save_copy(file=file, request_id=0),  # type: ignore[misc]
            )
            button.flush = True
            self._files.addLayout(hbox(button, None))
        if not files:
            self._files.addWidget(Label(lambda: self.tr("None yet. Drop a file here."), "note", wrap=True))

    # -- what is done -----------------------------------------------------------------------------

    def _take(self, offer: Offer) -> None:
        if self._request:
            self.acts.take(self._request, offer)

    def _fill_menu(self, menu: Menu) -> None:
        offered = {offer.key for offer in self.steps.offers()}
        menu.entry("request-note", self.tr("Add a note") + "\tT", self.note)
        if "mend" not in offered and self._can_mend():
            menu.entry("request-mend", self.tr("Correct the citation") + "\tE", self.mend, "edit")
        if "chase" not in offered:
            menu.entry("request-chase", self._session.words("event.chase") + "\tC", self.chase)
        can = self._request is not None and self._session.desk.steps.can_go_back(self._request.id)
        menu.entry("request-back", self._session.words("event.back") + "\tB", self.back, "undo", enabled=can)
        menu.addSeparator()
        menu.entry("request-copy", self.tr("Copy the number"), self.copy_number)

    def note(self) -> None:
        if self._request:
            self.acts.note(self._request)

    def _can_mend(self) -> bool:
        state = self._request.state if self._request else "completed"
        return state not in rules.TERMINAL or state == "unfilled"

    def mend(self) -> None:
        if self._request and self._can_mend():
            self.acts.mend(self._request)

    def chase(self) -> None:
        if self._request:
            self.acts.note(self._request, chase=True)

    def back(self) -> None:
        if self._request:
            self.acts.back(self._request)

    def attach(self) -> None:
        if self._request:
            self.acts.attach(self._request)

    def open_reader(self) -> None:
        if self._request:
            self._session.open("patrons", self._request.patron_id)

    def copy_number(self) -> None:
        if self._request:
            QGuiApplication.clipboard().setText(self._request.number)

    def press(self, key: str) -> bool:
        """Do what a key of the menu means; says whether it meant anything."""
        meant = {"T": self.note, "C": self.chase, "B": self.back, "E": self.mend}.get(key)
        if self._request is None or (meant is None and not self.steps.press(key)):
            return False
        if meant is not None:
            meant()
        return True

    # -- dropping files ---------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._request and _files_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        if self._request:
            for file in _files_in(event):
                self.acts.attach_file(self._request, file)


def breakable(text: str) -> str:
    """Long words get places to break at, so that they never widen the panel."""
    return re.sub(r"(\S{24})(?=\S)", "\\1\u200b", text)


def _files_in(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
