"""A new request: a reference pasted or typed, who wants it, what it will cost."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLayout, QWidget

from ill_desktop.cashier.tariff import Case
from ill_desktop.citations import Citation
from ill_desktop.patrons import queries as patrons
from ill_desktop.requests import fields as kinds
from ill_desktop.requests import queries, rules
from ill_desktop.requests.queries import Row
from ill_desktop.requests.service import Submitted
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.screen import Screen, hbox, page, panel, scrolled, title_bar, vbox
from ui.requests.batch import Batch
from ui.requests.beside import BatchList, LookAlikes, PricePanel
from ui.requests.columns import SIDE
from ui.requests.drafts import DraftKeeper, DraftOffer
from ui.requests.order import OrderForm
from ui.requests.paste import PasteBox
from ui.requests.price import Prices
from ui.requests.reference import ReferenceForm
from ui.session import Session

_WAIT_MS = 150


class NewRequestScreen(Screen):
    """Paste, check, choose the reader, Ctrl+Enter."""

    def __init__(self, session: Session) -> None:
        super().__init__("new-request")
        self._session = session
        self._prices = Prices(session, self)
        self._batch = Batch()
        self.paste_box = PasteBox(session)
        self.reference = ReferenceForm(session)
        self.order = OrderForm(session, self)
        self.price = PricePanel()
        self.look_alikes = LookAlikes(session)
        self.batch_list = BatchList()
        self.drafts = DraftKeeper(session, self._content, self)
        self.draft_offer = DraftOffer()
        self._kept = Label("", "subtitle", name="draft-state")
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._look)
        self._lay_out()
        self._wire()
        self.order.suit(self.reference.kind())
        self._look()

    # -- how it is made ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        form = vbox(
            self.paste_box, self.reference, Rule(), self.order.form, None, gap=12, margins=(20, 14, 20, 16)
        )
        self._area = scrolled(form, "new-request-form")
        body = hbox(panel(self._area, margins=0, gap=0, name="new-request-panel"), self._beside(), gap=16)
        body.setStretch(0, 1)
        whole = page(
            title_bar(lambda: self.tr("New request"), self._kept, actions=self._buttons()),
            self.draft_offer,
            body,
        )
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _beside(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(SIDE)
        box: QLayout = vbox(self.batch_list, self.price, self.look_alikes, None, gap=16)
        side.setLayout(box)
        return side

    def _buttons(self) -> list[Button]:
        self._submit = Button(
            "submit", lambda: self.tr("Submit"), role="primary", key="Ctrl+Enter", on=self.submit
        )
        return [
            Button("start-over", lambda: self.tr("Start over"), role="quiet", on=self.start_over),
            Button(
                "keep-draft", lambda: self.tr("Save draft"), key="Ctrl+S", badge=False, on=self.drafts.keep
            ),
            self._submit,
        ]

    def _wire(self) -> None:
        self.paste_box.read.connect(self._take)
        self.reference.edited.connect(self._edited)
        self.reference.kind_chosen.connect(self.order.suit)
        self.order.edited.connect(self._edited)
        self.look_alikes.opened.connect(lambda number: self._session.open("requests", number))
        self.batch_list.chosen.connect(self._go_to)
        self.drafts.kept.connect(self._say_kept)
        self.draft_offer.taken.connect(self._take_draft)
        self.draft_offer.dropped.connect(self._drop_draft)

    # -- coming and going -------------------------------------------------------------------------

    def opened(self) -> None:
        if self._content() is None and (draft := self.drafts.before()) is not None:
            self.draft_offer.offer(_title_of(draft))
        self.paste_box.area.setFocus()

    def show_subject(self, patron_id: int) -> None:
        """A request of this reader."""
        self.order.form.fill({"patron": patron_id})
        self._look()

    def paste(self, text: str) -> None:
        """A reference that came from elsewhere: the one box, a scanner."""
        self.paste_box.put(text)

    def scanned(self, text: str) -> bool:
        """A reader's card chooses the reader; everything else is a reference."""
        patron_id = patrons.by_number(text.strip())
        if patron_id is not None:
            self.show_subject(patron_id)
        else:
            self.paste(text)
        return True

    def retranslate(self) -> None:
        self._tell()
        self._show_batch()
        self._look()
        self._kept.setText("")

    def hideEvent(self, event: QHideEvent) -> None:
        self.drafts.keep_pending()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if with_ctrl and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._submit.click()
        else:
            super().keyPressEvent(event)

    # -- references -------------------------------------------------------------------------------

    def _take(self, found: list[Citation]) -> None:
        """Fill in what was read; of several the first."""
        if not found:
            self.paste_box.say("", True)
            return
        self._batch.start(found)
        self._show_piece()
        self._edited()
        self._look()

    def _show_piece(self) -> None:
        """Put the present reference into the form; the cursor stays where the person types."""
        typing = self.paste_box.area.hasFocus() and not self.paste_box.came_whole
        piece = self._batch.current
        self.reference.show_reference(piece.kind, piece.fitting, piece.doubtful)
        self.order.suit(piece.kind)
        self._tell()
        self._show_batch()
        if typing:
            self.paste_box.area.setFocus()
        elif not piece.doubtful and not self.reference.focus_first_gap():
            self.order.form.field("patron").setFocus()

    def _tell(self) -> None:
        piece = self._batch.current
        if piece.source:
            self.paste_box.tell(piece, len(piece.fitting), self.reference.missing())

    def _show_batch(self) -> None:
        pieces = self._batch.pieces
        titles = [piece.title for piece in pieces]
        self.batch_list.show_batch(titles, [piece.number for piece in pieces], self._batch.at)

    def _go_to(self, at: int) -> None:
        self._batch.store(self.reference.kind(), self.reference.values())
        self._batch.at = at
        self._show_piece()
        self._look()

    # -- while one types --------------------------------------------------------------------------

    def _edited(self) -> None:
        self.draft_offer.hide()
        self.drafts.touch()
        self._wait.start()

    def _look(self) -> None:
        """Renew what depends on the form: the price, and what looks the same."""
        values = self.order.form.values()
        self.price.show_price(self._prices.of_case(self._case(), values["max_cost"]))
        kind, fields = self.reference.kind(), self.reference.values()
        asked = (kind, fields)

        def done(rows: list[Row]) -> None:
            if asked == (self.reference.kind(), self.reference.values()):
                self.look_alikes.show_rows(rows)

        if kinds.title_of(kind, fields) or fields.keys() & {"doi", "isbn", "pmid"}:
            self._session.tasks.run(lambda _progress: queries.look_alikes(kind, fields), done)
        else:
            self.look_alikes.show_rows(())

    def _case(self) -> Case:
        values = self.order.form.values()
        patron = self.order.patron_field.patron
        return Case(
            service="loan" if rules.is_loan(values["service_type"] or "") else "delivery",
            document_type=self.reference.kind(),
            patron_class=patron.class_ if patron else "",
            level=values["level"] or "normal",
            pages=kinds.page_count(self.reference.values().get("pages", "")),
        )

    # -- drafts -----------------------------------------------------------------------------------

    def _content(self) -> dict[str, Any] | None:
        """What a draft keeps; None while nothing of the reference is there."""
        fields, text = self.reference.values(), self.paste_box.text()
        if not fields and not text and not self.order.form.values()["note"]:
            return None
        self._batch.store(self.reference.kind(), fields)
        return {"order": self.order.content(), "paste": text, "batch": self._batch.to_json()}

    def _say_kept(self) -> None:
        self._kept.setText(self.tr("Draft saved"))

    def _take_draft(self) -> None:
        draft = self.drafts.before()
        self.draft_offer.hide()
        if draft is None:
            return
        self._batch.from_json(draft["batch"])
        self.paste_box.show_text(draft["paste"])
        self._show_piece()
        self.order.show_content(draft["order"])
        self._look()

    def _drop_draft(self) -> None:
        self.draft_offer.hide()
        self.drafts.drop()
        self.paste_box.area.setFocus()

    def start_over(self) -> None:
        """Empty the form and forget the draft."""
        self.drafts.drop()
        self._clear()
        self.paste_box.area.setFocus()

    def _clear(self) -> None:
        self._batch.clear()
        self.paste_box.show_text("")
        self.reference.show_reference(self._batch.current.kind, {})
        self.order.reset()
        self.order.suit(self.reference.kind())
        self._show_batch()
        self._kept.setText("")
        self.draft_offer.hide()
        self._look()

    # -- submitting -------------------------------------------------------------------------------

    def submit(self) -> None:
        """Hand the request in; what is wrong stands beside its field."""
        order = self.order.form.validate()
        if not self.reference.form.validate() or not order:
            return
        kind, fields = self.reference.kind(), self.reference.values()
        new = self.order.request(kind, fields, self._batch.current.source)
        patron = self.order.patron_field.patron
        name = patron.name if patron else ""
        self._session.commands.run(
            lambda: self._session.desk.requests.submit(self._session.actor, new),
            form=self.order.form,
            on_done=self._submitted,
            touches=("requests",),
            says=lambda done: self._say_submitted(done, name),
        )

    def _submitted(self, done: Submitted) -> None:
        self._batch.store(self.reference.kind(), self.reference.values())
        if self._batch.submitted(done.number):
            self.order.reset(keep_patron=True)
            self._show_piece()
            self._look()
            self.drafts.keep()
            return
        self.drafts.drop()
        self._clear()
        self._session.open("requests", done.id)

    def _say_submitted(self, done: Submitted, name: str) -> str:
        said = self.tr("Submitted: %1").replace("%1", done.number)
        if done.activation_missing:
            later = self.tr("%1 is not activated yet: nothing can be lent out before that.")
            said += "\n" + later.replace("%1", name)
        return said


def _title_of(draft: dict[str, Any]) -> str:
    batch = Batch()
    batch.from_json(draft["batch"])
    return batch.current.title or str(draft["paste"])[:60]
