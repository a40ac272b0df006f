"""A new request: a reference pasted or typed, who wants it, what it will cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ill_desktop.citations import Citation, Reading
from ill_desktop.citations.told import sentence
from ill_desktop.counter.submitting import Outlook
from ill_desktop.patrons import queries as patrons
from ill_desktop.requests.service import Submitted
from ui.kit.keys import Button
from ui.kit.label import Label, Rule
from ui.kit.screen import Screen, hbox, page, panel, scrolled, title_bar, vbox
from ui.requests.batch import Batch, title_of
from ui.requests.batch_list import BatchList
from ui.requests.beside import LookAlikes, PricePanel
from ui.requests.columns import SIDE
from ui.requests.drafts import DraftKeeper, DraftOffer
from ui.requests.handing_in import Answer, HandingIn, beyond
from ui.requests.lookup import LookupButton
from ui.requests.order import OrderForm
from ui.requests.paste import PasteBox
from ui.requests.price import Prices
from ui.requests.reference import ReferenceForm
from ui.requests.standing import HeldPanel, ReaderStanding
from ui.session import Session

_WAIT_MS = 150
LEAST = 240  # pixels of the form


class NewRequestScreen(Screen):
    """Paste, check, choose the reader, Ctrl+Enter."""

    def __init__(self, session: Session) -> None:
        super().__init__("new-request")
        self._session = session
        self._prices = Prices(session, self)
        self._batch = Batch()
        self._whole: list[Any] = []  # what is wrong with the paste as a whole
        self.paste_box = PasteBox(session)
        self.reference = ReferenceForm(session)
        self.order = OrderForm(session, self)
        self.price = PricePanel(session)
        self.standing = ReaderStanding(session)
        self.held = HeldPanel(session)
        self.look_alikes = LookAlikes(session)
        self.batch_list = BatchList(session, self._batch)
        self.lookup = LookupButton(session, self._citation)
        self.reference.put_beside_types(self.lookup)
        self.handing_in = HandingIn(session, self)
        self.drafts = DraftKeeper(session, self._content, self)
        self.draft_offer = DraftOffer()
        self._kept = Label("", "subtitle", name="draft-state")
        self._wait = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._wait.timeout.connect(self._typed)
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
        # It takes the room that is left: as tall as it would like to be, the whole page would scroll.
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._area.setMinimumHeight(LEAST)
        left = vbox(self.batch_list, panel(self._area, margins=0, gap=0, name="new-request-panel"), gap=16)
        left.setStretch(1, 1)
        body = hbox(left, self._beside(), gap=16)
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
        side.setLayout(vbox(self.standing, self.price, self.held, self.look_alikes, None, gap=16))
        return side

    def _buttons(self) -> list[Button]:
        self._submit = Button("submit", self._say_submit, role="primary", key="Ctrl+Enter", on=self.submit)
        return [
            Button("start-over", lambda: self.tr("Start over"), role="quiet", on=self.start_over),
            Button(
                "keep-draft", lambda: self.tr("Save draft"), key="Ctrl+S", badge=False, on=self.drafts.keep
            ),
            self._submit,
        ]

    def _say_submit(self) -> str:
        if not self._batch.is_many:
            return self.tr("Submit")
        return self.tr("Submit %1").replace("%1", f"{len(self._batch.waiting()):,}")

    def _wire(self) -> None:
        self.paste_box.read.connect(self._take)
        self.paste_box.added.connect(self._add)
        self.reference.edited.connect(self._edited)
        self.reference.kind_chosen.connect(self.order.suit)
        self.order.edited.connect(self._edited)
        self.look_alikes.opened.connect(lambda number: self._session.open("requests", number))
        self.held.opened.connect(lambda number: self._session.open("requests", number))
        self.held.fill_asked.connect(self._submit_one)
        self.standing.opened.connect(lambda: self._session.open("patrons", self.order.patron_field.value()))
        self.batch_list.chosen.connect(self._go_to)
        self.batch_list.ticked.connect(lambda: self._submit.say(self._say_submit()))
        self.lookup.found.connect(self._take_completed)
        self.handing_in.submitted.connect(self._submitted)
        self.handing_in.answered.connect(self._answered)
        self.drafts.kept.connect(self._say_kept)
        self.draft_offer.taken.connect(self._take_draft)
        self.draft_offer.dropped.connect(self._drop_draft)

    # -- coming and going -------------------------------------------------------------------------

    def opened(self) -> None:
        if self._content() is None and (draft := self.drafts.before()) is not None:
            self.draft_offer.offer(title_of(draft))
        self.paste_box.area.setFocus()

    def show_subject(self, patron_id: int) -> None:
        """A request of this reader."""
        self.order.form.fill({"patron": patron_id})
        self._look()

    def paste(self, text: str) -> None:
        """A reference that came from elsewhere, the one box or a scanner: added to what stands here."""
        self.paste_box.add(text)

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

    def _take(self, reading: Reading) -> None:
        """Fill in what the box reads now; of several the first."""
        self._bring(reading, self._batch.take)

    def _add(self, reading: Reading, text: str) -> None:
        if reading.citations and not self._batch.is_many and not self.reference.values():
            self.paste_box.show_text(text)
        self._bring(reading, self._batch.add)

    def _bring(self, reading: Reading, into: Callable[[Sequence[Citation]], None]) -> None:
        """Keep what stands in the form, then show what has come."""
        self._store()
        self._whole = list(reading.problems)
        if not reading.citations:
            self.paste_box.say(self._say_whole(), True)
            return
        into(reading.citations)
        self.batch_list.forget()
        self._show_piece()
        self._edited()
        self._look()
        if self._batch.is_many:
            self.handing_in.look_up(self._batch, self.batch_list.show_known)

    def _say_whole(self) -> str:
        return "\n".join(sentence(each, self._session.words) for each in self._whole)

    def _citation(self) -> Citation:
        """The reference as it stands in the form."""
        return self._batch.current.edited(self.reference.kind(), self.reference.values()).citation()

    def _take_completed(self, found: Citation) -> None:
        """What the network knows of it has come: it stands in the form, contradictions are marked."""
        self._batch.pieces[self._batch.at] = self._batch.current.completed(found)
        self._show_piece()
        self._edited()
        self._look()

    def _show_piece(self) -> None:
        """Put the present reference into the form; the cursor stays where the person types."""
        typing = self.paste_box.area.hasFocus() and not self.paste_box.came_whole
        piece = self._batch.current
        self.reference.show_reference(
            piece.kind, piece.fitting, piece.doubtful, piece.inferred, piece.problems
        )
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
            whole = [self._say_whole()] if self._whole else []
            self.paste_box.tell(piece, len(piece.fitting), self.reference.missing(), whole)

    def _show_batch(self) -> None:
        self.batch_list.show_batch()
        self.paste_box.show_area(not self._batch.is_many)
        self._submit.say(self._say_submit())

    def _store(self) -> None:
        self._batch.store(self.reference.kind(), self.reference.values())

    def _go_to(self, at: int) -> None:
        self._store()
        self._batch.at = at
        self._show_piece()
        self._look()

    # -- while one types --------------------------------------------------------------------------

    def _edited(self) -> None:
        self.draft_offer.hide()
        self.drafts.touch()
        self._wait.start()

    def _typed(self) -> None:
        self._store()
        self._show_batch()  # what is mended says so in its row at once
        self._look()

    def _look(self) -> None:
        """Renew what depends on the form: price, standing, what looks the same, what we hold."""
        kind, fields = self.reference.kind(), self.reference.values()
        new = self.order.request(kind, fields, self._batch.current.source)
        desk, actor = self._session.desk, self._session.actor

        def done(outlook: Outlook) -> None:
            now = self.order.request(self.reference.kind(), self.reference.values(), new.citation_source)
            if now == new:
                self._show_outlook(outlook)

        self.lookup.show_where_set_up()
        self._session.tasks.run(lambda _progress: desk.submitting.look(actor, new), done)

    def _show_outlook(self, outlook: Outlook) -> None:
        most = self.order.form.values()["max_cost"]
        if outlook.price is None:  # it says why there is no price
            case = self.order.case(self.reference.kind(), self.reference.values())
            self.price.show_price(self._prices.of_case(case, most))
        else:
            priced = self._prices.of_price(outlook.price, most)
            self.price.show_price(priced, self.order.patron_field.value())
        self.standing.show_outlook(outlook)
        self.held.show_outlook(outlook)
        self.look_alikes.show_rows([each.row for each in outlook.duplicates[:3]])

    # -- drafts -----------------------------------------------------------------------------------

    def _content(self) -> dict[str, Any] | None:
        """What a draft keeps; None while nothing of the reference is there."""
        fields, text = self.reference.values(), self.paste_box.text()
        if not fields and not text and not self.order.form.values()["note"]:
            return None
        self._store()
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
        self._whole = []
        self.batch_list.forget()
        self.standing.beyond.set_value(False)
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
        """Hand in what is there; what is wrong stands beside its field."""
        if self._batch.is_many:
            self._submit_many()
        else:
            self._submit_one(None)

    def _submit_one(self, held_file: int | None) -> None:
        """Hand in the reference in the form; with ``held_file`` it is filled with what we hold."""
        order = self.order.form.validate()
        if not self.reference.form.validate() or not order:
            return
        kind, fields = self.reference.kind(), self.reference.values()
        new = beyond(
            self.order.request(kind, fields, self._batch.current.source), self.standing.beyond.value()
        )
        patron = self.order.patron_field.patron
        self.handing_in.one(new, self.order.form, patron.name if patron else "", held_file)

    def _submitted(self, done: Submitted) -> None:
        self._store()
        self._batch.replace(self._batch.at, number=done.number)
        if self._batch.waiting():
            self._go_on()
        else:
            self._finish(done.id)

    def _finish(self, request_id: int) -> None:
        self.drafts.drop()
        self._clear()
        self._session.open("requests", request_id)

    def _go_on(self) -> None:
        """On to a reference that has still to be handed in."""
        self._go_to(self._batch.waiting()[0])
        self.drafts.keep()

    def _submit_many(self) -> None:
        """Hand in every ticked reference that is whole; the others stay, each with what is wrong."""
        self._store()
        if not self.order.form.validate():
            return
        pieces, let_in = self._batch.pieces, self.standing.beyond.value()
        ready = [at for at in self._batch.waiting() if not pieces[at].faults()]
        if ready:
            self._submit.setEnabled(False)
            self.handing_in.many([(at, beyond(self.order.request_of(pieces[at]), let_in)) for at in ready])
        elif self._batch.waiting():
            self.batch_list.go_to_fault()
            self.reference.form.validate()

    def _answered(self, answers: list[Answer]) -> None:
        self._submit.setEnabled(True)
        done = [answer.done.id for answer in answers if answer.done is not None]
        for answer in answers:
            if answer.done is not None:
                self._batch.replace(answer.at, number=answer.done.number)
        self.batch_list.refused = {
            answer.at: self._session.words.refusal(answer.refusal) for answer in answers if answer.refusal
        }
        if done and not self._batch.waiting():
            self._finish(done[-1])
        elif self._batch.waiting():
            self._go_on()
            self.reference.form.validate()
