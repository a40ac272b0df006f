"""Internal transfers: slips that are out, and the stamped ones that come back ([G] FAQ 4)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ill_desktop.cashier import proofs, queries
from ill_desktop.cashier.proofs import Owner
from ill_desktop.cashier.queries import TransferRow
from ill_desktop.cashier.rules import REFERENCE_LONGEST
from ill_desktop.counter.service import Released
from ui.cashier import asking, printing
from ui.cashier.bank_words import age_tag
from ui.cashier.paper_view import PaperView
from ui.cashier.part import Part
from ui.cashier.proof_kept import KeptProofs
from ui.cashier.sides import beside
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.dialogs import ask_reason, confirm
from ui.kit.empty import Empty
from ui.kit.fields import Line
from ui.kit.flow import Ends
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, scrolled, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.kit.theme import Tone
from ui.session import Session

LONG_OUT_DAYS = 10
_ROOMY = 1150  # pixels from which every column has room beside the slip
_TONES: dict[str, Tone] = {"pending": "caution", "matched": "good", "cancelled": "neutral"}


class TransfersPage(Part):
    """Scan the slip, type finance's voucher number or drop a photo of it, Enter."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-transfers")
        self._session = session
        self._slip: TransferRow | None = None
        self._operation = str(uuid.uuid4())
        self.states = Pills("cashier-transfer-states")
        for state in _TONES:
            self.states.add(state, self._namer(state))
        self.search = Line("cashier-transfer-search")
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(300)
        for say in (self.search.setPlaceholderText, self.search.setAccessibleName):
            write(self.search, say, lambda: self.tr("Scan the slip, or type number or name"))
        self.rows = StaticModel(self._columns())
        self.table = TableView(
            "cashier-transfers-table",
            self.rows,
            title=lambda: self.tr("Transfer slips"),
            empty=Empty("check", lambda: self.tr("No slip here. F7 at the till prints one.")),
            enter=False,
        )
        self.table.remember(session.memory)
        self.view = PaperView(session, "cashier-slip")
        self._chip = Chip(name="cashier-slip-state")
        self._reference = Label("", "note", wrap=True, name="cashier-slip-reference")
        self.photos = KeptProofs(session, "cashier-slip-photos", lambda: self.tr("Stamped slip"))
        self._counts: dict[int, int] = {}
        self._side = QStackedWidget()
        self._make_form()
        self._lay_out()
        self.states.chosen.connect(lambda _state: self.reload())
        self.search.textChanged.connect(lambda _text: self.reload())
        self.table.picked.connect(self._show)

    def _make_form(self) -> None:
        self.form = Form(
            "cashier-match-form",
            [
                Ask(
                    "reference",
                    lambda: self.tr("Finance voucher number"),
                    hint=lambda: self.tr("Or a photo of it"),
                ),
                Ask("amount", lambda: self.tr("Amount transferred"), "money", required=True),
            ],
            columns=2,
            size="large",
        )
        self.form.field("reference").setMaxLength(REFERENCE_LONGEST)
        self.photos.listen(self.form.field("reference"))
        self.photos.listen(self.table)
        self.match = Button(
            "cashier-match",
            lambda: self.tr("Post and release"),
            role="primary",
            key="Enter",
            on=self._match,
        )
        self._reprint = Button("cashier-slip-print", lambda: self.tr("Print again"), key="P", on=self._print)
        self._cancel = Button(
            "cashier-slip-cancel", lambda: self.tr("Cancel slip"), role="danger", on=self._ask_cancel
        )
        self._take_back = Button(
            "cashier-slip-take-back",
            lambda: self.tr("Take back"),
            role="danger",
            on=self._ask_take_back,
        )

    def _namer(self, state: str) -> Callable[[], str]:
        return lambda: self._session.words(f"transfer.{state}")

    def _columns(self) -> list[Column[TransferRow]]:
        local = self._session.local
        return [
            Column("number", lambda: self.tr("Number"), lambda row: row.number, width=154),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=92),
            Column(
                "requests",
                lambda: self.tr("Transaction number"),
                lambda row: row.requests,
                width=104,
                stretch=True,
            ),
            Column("at", lambda: self.tr("Printed on"), lambda row: local(row.created_at), "date", width=132),
            Column("age", lambda: self.tr("Age"), self._age, "chip", width=84),
            Column("photo", lambda: self.tr("Photo"), self._photo, "chip", width=60),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.amount_fen, "money", width=84),
        ]

    def _age(self, row: TransferRow) -> Tag | None:
        """How long a slip has been out; after ten days somebody should ask."""
        if row.state != "pending":
            return None
        printed = self._session.local(row.created_at)
        days = (self._session.desk.clock.day() - printed.date()).days if printed else 0
        return age_tag(days, LONG_OUT_DAYS)

    def _photo(self, row: TransferRow) -> Tag | None:
        count = self._counts.get(row.id)
        return Tag(str(count), "accent") if count else None

    def _lay_out(self) -> None:
        content = vbox(
            hbox(self._chip, None, self._reprint, self._cancel, self._take_back),
            self.view,
            self.photos,
            None,
            gap=12,
        )
        self.match.setMinimumHeight(48)
        waiting = Empty("scan", lambda: self.tr("Scan a stamped slip or choose one here."))
        chosen = QWidget()
        box = vbox(scrolled(content), self._reference, self.form, self.match, gap=12)
        box.setStretch(0, 1)
        chosen.setLayout(box)
        self._side.addWidget(waiting)
        self._side.addWidget(chosen)
        blank = Button(
            "cashier-blank-slip",
            lambda: self.tr("Blank slip"),
            icon="print",
            on=lambda: printing.show_blank_slip(self._session, lambda: self.tr("Blank slip")),
        )
        tools = QWidget()
        tools.setLayout(hbox(self.search, blank, gap=12))
        head = hbox(Ends(self.states, tools, gap=12), margins=(16, 12, 16, 12))
        left = panel(head, self.table, gap=0, margins=0)
        self.setLayout(beside(left, self._side, "cashier-transfers-side"))
        self._show(None)

    # -- which slips ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window what the slip says as well gives way, so that the amounts are seen."""
        super().resizeEvent(event)
        for key in ("at", "photo"):
            self.table.show_column(key, event.size().width() >= _ROOMY)

    def go_to(self, number: str) -> bool:
        """Go to the slip with this number, ready for the voucher number; False when there is none."""
        slip = queries.transfer_by_number(number)
        if slip is None:
            return False
        self.states.choose(slip.state)
        self.search.clear()
        self.reload()
        self.table.pick(slip.id)
        if slip.state == "pending":
            self.form.field("reference").setFocus()
        return True

    def begin(self) -> None:
        self.table.setFocus()

    def take_reference(self, text: str) -> bool:
        waiting = self.form.isVisible() and self.form.values().get("reference") == ""
        if waiting:
            self.form.fill({"reference": text})
        return waiting

    def reload(self) -> None:
        """Read the slips of the chosen state again, as far as they match what is searched."""
        wanted = self.search.text().strip().casefold()
        rows = queries.transfers(self.states.current())
        self._counts = proofs.of_slips()
        is_pending = self.states.current() == "pending"
        self.table.show_column("age", is_pending)
        self.rows.set_rows(
            [row for row in rows if wanted in f"{row.number} {row.patron_name} {row.requests}".casefold()]
        )
        self.table.pick_first()
        self._show(self.table.current())

    # -- one slip ---------------------------------------------------------------------------------

    def _show(self, slip: TransferRow | None) -> None:
        if slip is None or self._slip is None or slip.id != self._slip.id:
            self.form.clear()
            self.form.fill({"amount": slip.amount_fen if slip else None})
            self._operation = str(uuid.uuid4())
        self._slip = slip
        self._side.setCurrentIndex(0 if slip is None else 1)
        if slip is None:
            self.photos.show_owner(None)
            return
        self.view.show_paper(slip.id)
        is_cancelled, is_matched = slip.state == "cancelled", slip.state == "matched"
        self.photos.show_owner(Owner(transfer_id=slip.id), not is_cancelled, not is_matched)
        self.photos.setVisible(not is_cancelled or bool(self.photos.photos()))
        is_pending = slip.state == "pending"
        self._chip.set_tag(Tag(self._session.words(f"transfer.{slip.state}"), _TONES[slip.state]))
        voucher = self.tr("Finance voucher number: %1").replace("%1", slip.reference)
        self._reference.setText(voucher if slip.reference else "")
        for part in (self.form, self.match, self._cancel):
            part.setVisible(is_pending)
        self._take_back.setVisible(is_matched and self._session.actor.may("money.void"))

    def _match(self) -> None:
        slip = self._slip
        if slip is None or slip.state != "pending" or not self.form.validate():
            return
        session, operation = self._session, self._operation
        reference, amount = self.form.values()["reference"], self.form.values()["amount"]
        asking.take(
            session,
            self.window(),
            lambda sure: session.desk.counter.match_transfer(
                session.actor, slip.id, reference, operation, amount_fen=amount, sure=sure
            ),
            lambda action: session.commands.run(
                action,
                form=self.form,
                touches=("cashier", "requests", "notices"),
                says=self._matched,
            ),
        )

    def _matched(self, released: Released) -> str:
        number, count = released.receipt.number, len(released.moved)
        said = self.tr("%1 is posted; released: %2") if count else self.tr("%1 is posted")
        return said.replace("%1", number).replace("%2", str(count))

    def _ask_take_back(self) -> None:
        """A slip that was matched though finance had not stamped it, or with another's photo."""
        slip, session, operation = self._slip, self._session, str(uuid.uuid4())
        if slip is None:
            return
        ask_reason(
            self.window(),
            lambda: self.tr("Take %1 back?").replace("%1", slip.number),
            lambda: self.tr("Take back"),
            lambda reason: session.commands.run(
                lambda: session.desk.counter.take_back_transfer(session.actor, slip.id, reason, operation),
                touches=("cashier", "requests"),
                says=self.tr("%1 waits again").replace("%1", slip.number),
            ),
            note=lambda: self.tr(
                "For a slip that was matched by mistake. The entry is reversed, the slip waits again and "
                "what it asks for is due again. A document that went out stays out."
            ),
            danger=True,
        )

    def _print(self) -> None:
        if (slip := self._slip) is not None:
            printing.show(self._session, slip.id, slip.number, slip.number)

    def _ask_cancel(self) -> None:
        slip, session = self._slip, self._session
        if slip is None:
            return
        confirm(
            self.window(),
            lambda: self.tr("Cancel slip %1?").replace("%1", slip.number),
            lambda: self.tr("It will not come back. What it asks for can then be paid in another way."),
            lambda: self.tr("Cancel the slip"),
            lambda: session.commands.run(
                lambda: session.desk.transfers.cancel(session.actor, slip.id),
                touches=("cashier", "requests"),
                says=self.tr("%1 is cancelled").replace("%1", slip.number),
            ),
            danger=True,
        )
