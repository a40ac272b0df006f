"""One request of the reader: where it stands, what is next, and its document to be read.

A kiosk saves and prints nothing: the document is read on the screen, from memory, and goes with the visit.
The copy to keep is the one in the reader's mailbox; the page says so.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from ill_desktop import money
from ill_desktop.cashier import queries as cashier
from ill_desktop.notices import settings as senders
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.queries import alias_ids
from ill_desktop.requests import files, queries
from ill_desktop.requests.queries import Detail
from ui.kiosk.parts import BigButton, KioskPage
from ui.kiosk.requests import DELIVERED
from ui.kiosk.visit import Visit
from ui.kit.chip import Chip
from ui.kit.empty import Empty
from ui.kit.facts import Fact, Facts, Timeline
from ui.kit.label import Label
from ui.kit.pages import Pages
from ui.kit.screen import hbox, panel, scrolled, vbox
from ui.requests.columns import StateTags
from ui.requests.history import when

READABLE = (".pdf", ".png", ".jpg", ".jpeg")


class RequestPage(KioskPage):
    """At the left what is known, at the right the document or what happens next."""

    def __init__(self, visit: Visit, request_id: int) -> None:
        super().__init__("kiosk-request", visit)
        request = queries.detail(request_id)
        reader = visit.reader
        if reader is None or request.patron_id not in alias_ids(reader.patron_id or 0):
            raise LookupError(request_id)
        self._request = request
        self._facts = Facts("kiosk-facts", small=False)
        self._events = Timeline("kiosk-events")
        self.state = Chip(name="kiosk-state")
        self.next = Label("", "subtitle", wrap=True, name="kiosk-next")
        left = panel(
            scrolled(
                vbox(
                    hbox(self.state, None),
                    Label(request.title, "title", wrap=True),
                    Label(request.author, "subtitle", wrap=True),
                    8,
                    self.next,
                    8,
                    self._facts,
                    12,
                    Label(lambda: self.tr("What happened"), "heading"),
                    self._events,
                    None,
                )
            ),
            margins=24,
        )
        left.setFixedWidth(460)
        self.reader = self._make_reader()
        line = hbox(left, self.reader, gap=20)
        line.setStretch(1, 1)
        all_mine = BigButton(
            "kiosk-all", lambda: self.tr("All my requests"), on=lambda: self.visit.go("requests")
        )
        self.lay_out(request.number, line, actions=[all_mine])
        self.retranslate()

    def _make_reader(self) -> QWidget:
        """The document's pages, when it was delivered and can be shown."""
        request = self._request
        for file in queries.files_of(request.id) if request.state in DELIVERED else ():
            if file.name.lower().endswith(READABLE):
                data = files.path_of(self.session.desk.ground.folder, file.sha256).read_bytes()
                return Document(data, pdf=file.name.lower().endswith(".pdf"))
        nothing = Empty("requests", self._why_no_document, name="kiosk-no-document")
        return panel(nothing, margins=24)

    def _why_no_document(self) -> str:
        if self._request.state in DELIVERED:
            return self.tr("This document cannot be shown here; you have received it.")
        if self._request.delivery != "email" or self._request.service_type == "loan":
            return self.tr("This one is a thing of paper: it is handed to you at the counter.")
        return self.tr("Once the document is here and paid for, it can be read in this place.")

    def retranslate(self) -> None:
        request, words = self._request, self.session.words
        self.state.set_tag(StateTags(self.session).of(request.state, request.due_on)[0])
        self.next.setText(self._say_next(request))
        facts = [
            Fact(self.tr("Service"), words(f"service.{request.service_type}")),
            Fact(self.tr("Category"), words(f"document.{request.document_type}")),
            Fact(self.tr("Submitted"), when(self.session, request.submitted_at)),
        ]
        if request.due_on:
            facts.append(Fact(self.tr("Due back"), request.due_on, marked=True))
        if request.total_fen is not None:
            facts.append(Fact(self.tr("Cost"), money.yuan(request.total_fen)))
        self._facts.show_facts(facts)
        steps = [event for event in queries.events(request.id) if event.kind == "step"]
        self._events.show_events(
            [f"{when(self.session, step.at)} {words(f'state.{step.to_state}')}" for step in steps]
        )

    def _say_next(self, request: Detail) -> str:
        """The one sentence a reader comes for."""
        library, language = self.session.desk.library, self.session.language
        branch = library.branches.get(request.branch, self.session.branch)
        if request.state == "ready_for_pickup":
            return (
                self.tr("Please collect it until %2 here: %1 (%3)")
                .replace("%1", branch.pickup[language])
                .replace("%2", request.pickup_until or "—")
                .replace("%3", branch.pickup_phone)
            )
        if request.state == "awaiting_payment":
            owed = cashier.owed_for(request.id)
            return (
                self.tr("Please pay %1 at the counter (%2); then you get it at once.")
                .replace("%1", money.yuan(owed))
                .replace("%2", branch.room[language])
            )
        if request.state in DELIVERED and request.delivery == "email":
            return (
                self.tr("Sent to %1. Not there? Look into the junk folder and put %2 on the white list.")
                .replace("%1", _veiled(patrons.card(request.patron_id).email))
                .replace("%2", senders.sender(library))
            )
        if request.state in ("awaiting_cost_approval", "needs_information"):
            return self.tr("We need your answer. Please call %1.").replace("%1", branch.phone)
        return ""


def _veiled(email: str) -> str:
    """An address its owner knows again, and nobody behind him can copy: ``w***@126.com``."""
    name, _, host = email.partition("@")
    return f"{name[:1]}***@{host}"


class Document(QWidget):
    """A document page by page, as wide as the room; nothing of it is written anywhere."""

    def __init__(self, data: bytes, pdf: bool) -> None:
        super().__init__()
        self.setObjectName("kiosk-document")
        self._pages = Pages(data) if pdf else None
        self._picture = None if pdf else QImage.fromData(data)
        self.at = 0
        self._paper = QLabel()
        self._paper.setObjectName("kiosk-paper")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area = QScrollArea()
        self._area.setObjectName("preview-area")
        self._area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._area.setWidget(self._paper)
        self.words = Label("", "subtitle", name="kiosk-page")
        self.before = BigButton(
            "page-before",
            "",
            icon="chevron-left",
            tip=lambda: self.tr("Page before"),
            on=lambda: self.turn(-1),
        )
        self.after = BigButton(
            "page-after", "", icon="chevron-right", tip=lambda: self.tr("Next page"), on=lambda: self.turn(1)
        )
        note = Label(lambda: self.tr("To be read here; the copy to keep is in your mailbox"), "note")
        bar = hbox(note, None, self.before, self.words, self.after, gap=12)
        box = vbox(self._area, bar, gap=12)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.destroyed.connect(self._pages.close if self._pages else lambda: None)
        self.turn(0)

    def turn(self, way: int) -> None:
        """Go on, or back, by so many pages."""
        count = len(self._pages) if self._pages else 1
        self.at = min(max(self.at + way, 0), count - 1)
        self.words.setText(f"{self.at + 1} / {count}")
        self.before.setEnabled(self.at > 0)
        self.after.setEnabled(self.at < count - 1)
        ratio = self.devicePixelRatioF()
        room = max(320, self._area.viewport().width() - 24)
        if self._pages:
            width, _height = self._pages.size(self.at)
            picture = QPixmap.fromImage(self._pages.image(self.at, room * ratio / width))
        else:
            assert self._picture is not None
            picture = QPixmap.fromImage(self._picture).scaledToWidth(round(room * ratio))
        picture.setDevicePixelRatio(ratio)
        self._paper.setPixmap(picture)
        self._paper.adjustSize()
        self._area.verticalScrollBar().setValue(0)
