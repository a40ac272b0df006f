"""Beside a request that is a loan: its volumes, dates and conditions, what has been agreed about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ill_desktop import money
from ill_desktop.requests import lending, queries, rules
from ill_desktop.requests.queries import Detail, Item, Loan
from ui.kit.chip import Chip, Tag
from ui.kit.columns import NOTHING
from ui.kit.facts import Fact, Facts
from ui.kit.flow import Flow
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.menu import Menu
from ui.kit.screen import clear, hbox, vbox
from ui.kit.text import Text
from ui.requests.columns import StateTags
from ui.requests.loan_actions import LoanActions
from ui.session import Session

ADDS = ("shipped", "received", "filled_locally", "awaiting_payment", "ready_for_pickup", "checked_out")
MOST_MARKS = 3
SHOWN = frozenset({*ADDS, *rules.ON_LOAN, "awaiting_cost_approval", "not_collected", "will_supply"})


class LoanPanel(QWidget):
    """Hidden for copies, and before anything is on its way."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("request-loan")
        self._session, self._acts = session, LoanActions(session, self)
        self._request: Detail | None = None
        self._volumes: QVBoxLayout = vbox(gap=6)
        self._facts = Facts("loan-facts", figures=True)
        self._tags = StateTags(session, self)
        self._conditions = Label("", "note", wrap=True, tone="caution", name="loan-conditions")
        self.chips = tuple(Chip(name=f"loan-mark-{number}") for number in range(MOST_MARKS))
        acts = self._acts
        self._buttons: dict[str, Button] = {
            "renew": self._link("renew", lambda: self.tr("Renew"), "W", acts.ask_renewal),
            "grant": self._link("grant", lambda: self.tr("Granted"), "W", acts.grant),
            "refuse": self._link("refuse", lambda: self.tr("Refused"), "Y", acts.refuse),
            "recall": self._link("recall", lambda: self.tr("Recall"), "K", acts.recall),
            "terms": self._link("terms", lambda: self.tr("Terms"), "D", acts.set_terms),
            "fine": self._link("fine", lambda: self.tr("Charge fine"), "F", acts.post_fine),
            "slip": self._link("slip", lambda: self.tr("Return slip"), "P", acts.show_return_slip),
        }
        self.add = self._link("add", lambda: self.tr("Add a volume"), "V", acts.add_item)
        self.add.set_icon("plus")
        head = hbox(Label(lambda: self.tr("Loan"), "heading"), None, self.add)
        buttons = Flow(*self._buttons.values(), gap=16)
        parts = (head, Flow(*self.chips, gap=4), self._facts, self._conditions, self._volumes, buttons)
        self.setLayout(vbox(*parts, gap=4))
        self.hide()

    def _link(self, name: str, text: Text, key: str, on: Callable[[Detail], object]) -> Button:
        def press() -> None:
            if self._request is not None:
                on(self._request)

        button = Button(f"loan-{name}", text, role="link", key=key, badge=False, on=press)
        button.flush = True
        return button

    # -- what is shown ----------------------------------------------------------------------------

    def show_request(self, request: Detail) -> None:
        """Show what is known of a loan; hidden for everything else."""
        self._request = request
        if not rules.is_loan(request.service_type) or request.state not in SHOWN:
            self.hide()
            return
        loan, items = queries.loan(request.id), queries.items_of(request.id)
        fine = sum(each.fen for each in self._session.desk.lending.fines(request.id))
        self._facts.show_facts(self._known(request, loan, fine))
        said = " · ".join(self._session.words(f"reason.{code}") for code in loan.conditions)
        self._conditions.setText(self.tr("Conditions: %1").replace("%1", said))
        self._conditions.setVisible(bool(loan.conditions))
        self._show_marks(request, loan, items)
        clear(self._volumes)
        for item in items:
            self._volumes.addLayout(self._volume(request, item, len(items) > 1))
        self._offer(request, loan, fine)
        self.show()

    def _show_marks(self, request: Detail, loan: Loan, items: Sequence[Item]) -> None:
        """What holds of the loan beside its state; overdue stands beside the state itself."""
        today, damaged = self._session.desk.clock.day().isoformat(), any(item.damage for item in items)
        recalled = loan.recalled_at is not None
        marks = lending.marks(request.state, request.due_on, recalled, loan.renewal, damaged, today)
        tags = self._tags.marks((mark for mark in marks if mark != "overdue"), request.due_on)
        for chip, tag in zip(self.chips, [*tags, *(Tag("") for _ in self.chips)], strict=False):
            chip.set_tag(tag)

    def _offer(self, request: Detail, loan: Loan, fine: int) -> None:
        out = request.state == "checked_out"
        asked = out and loan.renewal == "asked"
        shown = {
            "renew": out and not asked,
            "grant": asked,
            "refuse": asked,
            "recall": out,
            "terms": request.state in ADDS,
            "fine": bool(fine),
            "slip": request.state in ("returned", "return_shipped") and request.supplier_id is not None,
        }
        for key, button in self._buttons.items():
            button.setVisible(shown[key])
        self.add.setVisible(request.state in ADDS)

    def _known(self, request: Detail, loan: Loan, fine: int) -> list[Fact]:
        words, library = self._session.words, self._session.desk.library
        found: list[tuple[str, str]] = []
        if request.due_on and request.state == "lost":
            found.append((self.tr("Due back"), request.due_on))
        if loan.partner_due:
            found.append((self.tr("Supplier wants it"), loan.partner_due))
        if loan.renewals or loan.renewal:
            said = [words(f"mark.renewal_{loan.renewal}") if loan.renewal else ""]
            count = self.tr("%1 of %2").replace("%1", str(loan.renewals))
            said.append(count.replace("%2", str(library.most_renewals)))
            found.append((self.tr("Renewals"), " · ".join(part for part in said if part)))
        if loan.collected_by not in ("", request.patron_name) and request.state in rules.ON_LOAN:
            found.append((self.tr("Collected by"), loan.collected_by))
        if fine:
            found.append((self.tr("Fine up to today"), money.yuan(fine)))
        if loan.back_tracking:
            found.append((self.tr("Parcel back"), loan.back_tracking))
        return [Fact(name, value) for name, value in found]

    # -- volumes ----------------------------------------------------------------------------------

    def _volume(self, request: Detail, item: Item, many: bool) -> QVBoxLayout:
        name = " · ".join(part for part in (item.barcode, item.label) if part) or self.tr("No barcode")
        head = hbox(ElidedLabel(name, name=f"volume-{item.position}"), gap=4)
        head.setStretch(0, 1)
        if item.is_out and many and item.barcode and request.state == "checked_out":
            back = Button(
                f"volume-return-{item.position}",
                lambda: self.tr("Returned"),
                role="link",
                on=lambda: self._acts.return_item(request, item),
            )
            back.flush = True
            head.addWidget(back)
        more = Button(
            f"volume-more-{item.position}", icon="more", role="quiet", tip=lambda: self.tr("This volume")
        )
        more.clicked.connect(lambda: self.menu(request, item).open_under(more, right=True))
        head.addWidget(more)
        return vbox(head, Label(self._where(request, item), "note", wrap=True), gap=0)

    def _where(self, request: Detail, item: Item) -> str:
        """Where a volume is now, and what is wrong with it."""
        local = self._session.local
        if item.is_out and request.state == "lost":
            where = self.tr("lost")
        elif item.is_out:
            late = lending.days_overdue(item.due_on, None, self._session.desk.clock.day().isoformat())
            where = self.tr("with the reader, due %1").replace("%1", item.due_on or NOTHING)
            if late:
                where += " · " + self.tr("%1 d overdue").replace("%1", f"{late:,}")
        elif item.gone_at:
            where = self.tr("gone home %1").replace("%1", f"{local(item.gone_at):%m-%d}")
        elif item.back_at:
            where = self.tr("brought back %1").replace("%1", f"{local(item.back_at):%m-%d}")
        else:
            where = self.tr("not lent yet")
        return f"{where} · {item.damage}" if item.damage else where

    def menu(self, request: Detail, item: Item) -> Menu:
        """What can be done with one volume."""
        acts, menu = self._acts, Menu(self, "volume-menu")
        menu.entry("volume-name", self.tr("Barcode and name"), lambda: acts.name_item(request, item), "edit")
        lent = item.out_at is not None
        menu.entry(
            "volume-damage", self.tr("Damaged"), lambda: acts.damage(request, item), "warning", enabled=lent
        )
        menu.entry(
            "volume-drop", self.tr("Strike"), lambda: acts.drop_item(request, item), "close", enabled=not lent
        )
        return menu
