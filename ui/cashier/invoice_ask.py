"""Asking for an invoice ([G] FAQ 4): what it is for, to whom it is made out, where it goes."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import invoice_rules, invoices, queries
from ill_desktop.cashier.invoice_rules import BUYERS, MEDIA, Buyer
from ill_desktop.cashier.invoices import Item
from ill_desktop.cashier.papers import Receipt
from ill_desktop.errors import Refusal
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.queries import PatronCard
from ui.cashier import printing
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.session import Session


def ask_for(
    session: Session, parent: QWidget | None, patron_id: int, charges: Collection[int] = ()
) -> InvoiceAskSheet | None:
    """Open the question for a reader, with these charges ticked (none given: everything).

    Campus readers are told why there is none; so is who has nothing an invoice could name. From anywhere:
    after a payment, after a transfer by bank, from the register.
    """
    if queries.payer(patron_id).campus:
        session.commands.fail(Refusal("invoice.campus"))
        return None
    items = session.desk.invoices.items(patron_id)
    if not items:
        session.commands.refused.emit(
            QCoreApplication.translate(
                "InvoiceAsk",
                "There is nothing to invoice: only paid document delivery fees can stand on one, each once.",
            )
        )
        return None
    sheet = InvoiceAskSheet(parent, session, patrons.card(patron_id), items, charges)
    sheet.open()
    return sheet


class InvoiceAskSheet(Sheet):
    """Ticked lines above, the buyer below; what comes out is the request on paper (series I)."""

    def __init__(
        self,
        parent: QWidget | None,
        session: Session,
        reader: PatronCard,
        items: list[Item],
        charges: Collection[int] = (),
        on_done: Callable[[Receipt], object] | None = None,
    ) -> None:
        self._session, self._reader, self._on_done = session, reader, on_done
        self._operation = str(uuid.uuid4())
        body = QWidget()
        super().__init__(
            parent,
            "invoice-ask",
            lambda: self.tr("Invoice for %1").replace("%1", reader.name),
            lambda: self.tr("Ask for it and print"),
            note=lambda: self.tr(
                "Only document delivery fees, each once. Once the invoice is issued, nothing is refunded any "
                "more: check the lines now."
            ),
            body=body,
            on_primary=self._ask,
            width=640,
        )
        self.items = StaticModel[Item](self._columns(), items, key=_key, checkable=True)
        self._total = Label("", "heading", right=True, name="invoice-ask-total")
        self.items.checked_changed.connect(self._show_total)
        table = TableView("invoice-items", self.items, title=lambda: self.tr("Lines"), enter=False)
        table.setFixedHeight(HEADER + min(max(len(items), 2), 4) * ROW)
        self.form = self._make_form()
        sums = hbox(Label(lambda: self.tr("Sum"), "heading"), None, self._total, margins=(12, 0, 12, 0))
        body.setLayout(vbox(panel(table, margins=0), sums, self.form, None, gap=12))
        wanted = {each.charge_id for each in items} & set(charges)
        self.items.set_checked(_key(each) for each in items if not wanted or each.charge_id in wanted)
        self._fill()
        self.form.edited.connect(self._edited)
        self.form.field("title").setFocus()
        self.form.field("title").selectAll()

    def _columns(self) -> list[Column[Item]]:
        return [
            Column("tick", "", lambda item: None, "check", width=44),
            Column("item", lambda: self.tr("Line"), self._item, "two_line", width=240, stretch=True),
            Column("day", lambda: self.tr("Date"), lambda item: item.day, width=110),
            Column("amount", lambda: self.tr("Amount"), lambda item: item.amount_fen, "money", width=110),
        ]

    def _item(self, item: Item) -> tuple[str, str]:
        kind = self._session.words("charge.service" if item.charge_id else "charge.deposit")
        return " · ".join(part for part in (kind, item.label) if part), item.request_number

    def _make_form(self) -> Form:
        def kinds() -> list[tuple[str, str]]:
            return [(kind, self._session.words(f"invoice.buyer.{kind}")) for kind in BUYERS]

        def media() -> list[tuple[str, str]]:
            return [(medium, self._session.words(f"invoice.medium.{medium}")) for medium in MEDIA]

        def check(name: str) -> Callable[[str], str | None]:
            return lambda _value: self._fault(name)

        return Form(
            "invoice-form",
            [
                Ask("kind", lambda: self.tr("Made out to"), "choice", required=True, options=kinds),
                Ask("medium", lambda: self.tr("Kind of invoice"), "choice", required=True, options=media),
                Ask("title", lambda: self.tr("Title"), required=True, span=2, check=check("title")),
                Ask(
                    "tax_number",
                    lambda: self.tr("Tax number (unified social credit code)"),
                    span=2,
                    check=check("tax_number"),
                    hint=self._tax_hint,
                ),
                Ask("email", lambda: self.tr("E-mail"), required=True, span=2, check=check("email")),
                Ask(
                    "address",
                    lambda: self.tr("Postal address, with name and telephone"),
                    required=True,
                    span=2,
                    check=check("address"),
                ),
            ],
            columns=2,
        )

    def _tax_hint(self) -> str:
        needed = self.form.field("kind").value() == "enterprise" if hasattr(self, "form") else False
        return (
            self.tr("18 signs; enterprises must have one") if needed else self.tr("18 signs, if there is one")
        )

    def _fault(self, field: str) -> str | None:
        """What the rules of the register say against one field as it stands."""
        _kept, problems = invoice_rules.check_buyer(self._buyer())
        wrong = next((each for each in problems if each.field == field), None)
        return None if wrong is None else self._session.words.refusal(wrong)

    # -- what stands there ------------------------------------------------------------------------

    def _fill(self) -> None:
        """As the reader's last invoice was made out; the first one to the person, not to be reimbursed."""
        before = next(iter(invoices.of_patron(self._reader.id)), None)
        if before is None:
            buyer = invoice_rules.for_person(self._reader.name, self._reader.email)
        else:
            email = before.email or self._reader.email
            buyer = Buyer(before.buyer, before.title, before.tax_number, before.medium, email, before.address)
        self.form.fill({"tax_number": "", **vars(buyer)})
        self._show_fields()
        self._show_total()

    def _edited(self, field: str) -> None:
        if field == "kind":
            self._other_kind()
        if field in ("kind", "medium"):
            self._show_fields()

    def _other_kind(self) -> None:
        """A unit bears another title than its reader; typed titles stay."""
        title, name = self.form.field("title").value(), self._reader.name
        person = self.form.field("kind").value() == "person"
        if person and not title:
            self.form.fill({"title": name})
        elif not person and title == name:
            self.form.fill({"title": ""})
            self.form.field("title").setFocus()

    def _show_fields(self) -> None:
        person = self.form.field("kind").value() == "person"
        paper = self.form.field("medium").value() == "paper"
        self.form.show_field("tax_number", not person)
        self.form.show_field("email", not paper)
        self.form.show_field("address", paper)
        self.form.show_hints()

    def _show_total(self) -> None:
        total = sum(item.amount_fen for item in self.items.checked())
        self._total.setText(money.yuan(total))
        self.primary.setEnabled(total > 0)

    def _buyer(self) -> Buyer:
        """Only what is asked for: a hidden field says nothing."""
        values = self.form.values()
        return Buyer(
            values["kind"] or "",
            values["title"],
            values.get("tax_number", ""),
            values["medium"] or "",
            values.get("email", ""),
            values.get("address", ""),
        )

    # -- asking -----------------------------------------------------------------------------------

    def _ask(self) -> bool:
        if not self.form.validate():
            return False
        session, patron, chosen, buyer = self._session, self._reader.id, self.items.checked(), self._buyer()
        done = session.commands.run(
            lambda: session.desk.invoices.ask(session.actor, patron, chosen, buyer, self._operation),
            form=self.form,
            touches=("cashier",),
            says=lambda receipt: self.tr("%1 waits to be typed into the tax system").replace(
                "%1", receipt.number
            ),
        )
        if done is None:
            return False
        self.finished.connect(partial(self._print, done))
        return True

    def _print(self, receipt: Receipt, _result: int) -> None:
        """The request on paper comes out once the sheet is gone."""
        printing.put_out(self._session, receipt, receipt.number)
        if self._on_done is not None:
            self._on_done(receipt)


def _key(item: Item) -> tuple[int, int]:
    return item.charge_id or 0, item.top_up_id or 0
