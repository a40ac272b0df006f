"""Internal transfers: slips that are out, and the stamped ones that come back ([G] FAQ 4)."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget

from ill_desktop.cashier import queries
from ill_desktop.cashier.queries import TransferRow
from ill_desktop.cashier.rules import REFERENCE_LONGEST
from ill_desktop.counter.service import Released
from ui.cashier import printing
from ui.cashier.paper_view import PaperView
from ui.cashier.part import Part
from ui.cashier.sides import beside
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.dialogs import confirm
from ui.kit.empty import Empty
from ui.kit.fields import Line
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, scrolled, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.kit.theme import Tone
from ui.session import Session

_TONES: dict[str, Tone] = {"pending": "caution", "matched": "good", "cancelled": "neutral"}


class TransfersPage(Part):
    """Scan the slip, type finance's voucher number, Enter."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("cashier-transfers")
        self._session = session
        self._slip: TransferRow | None = None
        self._operation = str(uuid.uuid4())
        self.states = Pills("cashier-transfer-states")
        for state in _TONES:
            self.states.add(state, self._namer(state))
        self.search = Line(
            "cashier-transfer-search", lambda: self.tr("Scan the slip, or type number or name")
        )
        self.search.setClearButtonEnabled(True)
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
                    required=True,
                    hint=lambda: self.tr("As finance wrote or stamped it on the slip"),
                )
            ],
            size="large",
        )
        self.form.field("reference").setMaxLength(REFERENCE_LONGEST)
        self.match = Button(
            "cashier-match",
            lambda: self.tr("Post and release"),
            role="primary",
            key="Enter",
            on=self._match,
        )
        self._reprint = Button(
            "cashier-slip-print", lambda: self.tr("Print again"), icon="print", key="P", on=self._print
        )
        self._cancel = Button(
            "cashier-slip-cancel", lambda: self.tr("Cancel the slip"), role="danger", on=self._ask_cancel
        )

    def _namer(self, state: str) -> Callable[[], str]:
        return lambda: self._session.words(f"transfer.{state}")

    def _columns(self) -> list[Column[TransferRow]]:
        local = self._session.local
        return [
            Column("number", lambda: self.tr("Number"), lambda row: row.number, width=176),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=110),
            Column(
                "requests",
                lambda: self.tr("Transaction number"),
                lambda row: row.requests,
                width=150,
                stretch=True,
            ),
            Column("at", lambda: self.tr("Printed on"), lambda row: local(row.created_at), "date", width=144),
            Column("amount", lambda: self.tr("Amount"), lambda row: row.amount_fen, "money", width=100),
        ]

    def _lay_out(self) -> None:
        content = vbox(
            hbox(self._chip, None, self._reprint, self._cancel),
            self.view,
            None,
            self._reference,
            self.form,
            self.match,
            gap=12,
        )
        self.match.setMinimumHeight(48)
        self._side.addWidget(Empty("scan", lambda: self.tr("Scan a stamped slip or choose one here.")))
        self._side.addWidget(scrolled(content))
        blank = Button(
            "cashier-blank-slip",
            lambda: self.tr("Blank slip"),
            icon="print",
            on=lambda: printing.show_blank_slip(self._session, lambda: self.tr("Blank slip")),
        )
        head = hbox(self.states, self.search, blank, gap=12, margins=(16, 12, 16, 12))
        head.setStretch(1, 1)
        head.setAlignment(self.states, Qt.AlignmentFlag.AlignVCenter)
        left = panel(head, self.table, gap=0, margins=0)
        self.setLayout(beside(left, self._side, "cashier-transfers-side"))
        self._show(None)

    # -- which slips ------------------------------------------------------------------------------

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
        self.rows.set_rows(
            [row for row in rows if wanted in f"{row.number} {row.patron_name} {row.requests}".casefold()]
        )
        self.table.pick_first()
        self._show(self.table.current())

    # -- one slip ---------------------------------------------------------------------------------

    def _show(self, slip: TransferRow | None) -> None:
        if slip is None or self._slip is None or slip.id != self._slip.id:
            self.form.clear()
            self._operation = str(uuid.uuid4())
        self._slip = slip
        self._side.setCurrentIndex(0 if slip is None else 1)
        if slip is None:
            return
        self.view.show_paper(slip.id)
        is_pending = slip.state == "pending"
        self._chip.set_tag(Tag(self._session.words(f"transfer.{slip.state}"), _TONES[slip.state]))
        voucher = self.tr("Finance voucher number: %1").replace("%1", slip.reference)
        self._reference.setText(voucher if slip.reference else "")
        for part in (self.form, self.match, self._cancel):
            part.setVisible(is_pending)

    def _match(self) -> None:
        slip = self._slip
        if slip is None or slip.state != "pending" or not self.form.validate():
            return
        session, operation = self._session, self._operation
        reference = self.form.values()["reference"]
        session.commands.run(
            lambda: session.desk.counter.match_transfer(session.actor, slip.id, reference, operation),
            form=self.form,
            touches=("cashier", "requests", "notices"),
            says=self._matched,
        )

    def _matched(self, released: Released) -> str:
        number, count = released.receipt.number, len(released.moved)
        said = self.tr("%1 is posted; released: %2") if count else self.tr("%1 is posted")
        return said.replace("%1", number).replace("%2", str(count))

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
