"""One supplier: what it has done so far, and what is known of it, to be corrected in place."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from ill_desktop import money
from ill_desktop.requests import supplier_queries
from ill_desktop.requests.supplier_queries import Particulars
from ill_desktop.requests.suppliers import MOST_DAYS, SupplierFacts
from ui.kit.asking import carried_out
from ui.kit.chip import Chip, Tag
from ui.kit.columns import NOTHING
from ui.kit.facts import Fact, Facts
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Rule
from ui.kit.screen import hbox, scrolled, vbox
from ui.kit.text import Text
from ui.kit.theme import style
from ui.requests.supplier_words import SupplierWords
from ui.session import Session

TOPICS = ("requests",)
WIDTH = 400
_NAMES = tuple(SupplierFacts.__dataclass_fields__)


def facts_of(row: Particulars) -> SupplierFacts:
    """What a row of the directory says, as the service takes it."""
    return SupplierFacts(**{name: getattr(row, name) for name in _NAMES})


class SupplierPanel(QFrame):
    """What was typed and not saved stays with its supplier until it is saved or the screen is gone."""

    added = Signal(int)
    """A new supplier was stored: its id."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("supplier-panel")
        style(self, role="panel")
        self.setFixedWidth(WIDTH)
        self._session, self._words = session, SupplierWords(session, self)
        self._row: Particulars | None = None
        self._typed: dict[int | None, dict[str, Any]] = {}
        self._filling = False
        self._name = ElidedLabel("", "title", name="supplier-name")
        self._retired = Chip(name="supplier-retired")
        self._figures = Facts("supplier-figures", figures=True)
        self.form = Form("supplier-form", self._asks(), columns=2)
        self.form.edited.connect(self._edited)
        self.form.submitted.connect(self.save)
        self.save_button = Button(
            "supplier-save", lambda: self.tr("Save"), role="primary", key="Ctrl+S", on=self.save
        )
        self.retire_button = Button("supplier-retire", self._retire_words, on=self.retire)
        self._lay_out()
        if not session.actor.may("request.work"):
            self.form.set_read_only()
            self.save_button.hide()
        self.show_supplier(None)

    def _lay_out(self) -> None:
        head = hbox(self._name, self._retired)
        head.setStretch(0, 1)
        body = scrolled(vbox(self.form, None, margins=(20, 0, 16, 8)), name="supplier-area")
        body.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        whole = vbox(
            vbox(head, self._figures, gap=12, margins=(20, 16, 20, 12)),
            Rule(),
            12,
            body,
            Rule(),
            hbox(self.retire_button, None, self.save_button, margins=(20, 12, 20, 12)),
            gap=0,
            margins=1,
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    # -- questions --------------------------------------------------------------------------------

    def _asks(self) -> list[Ask]:
        def label(name: str) -> Text:
            return lambda: self._session.words(f"supplier.{name}")

        return [
            Ask("name", label("name"), required=True, span=2),
            Ask(
                "network",
                label("network"),
                required=True,
                placeholder="CALIS, CASHL, NSTL, local",
            ),
            Ask("symbol", label("symbol"), placeholder="CN-…"),
            Ask("contact", label("contact")),
            Ask("phone", label("phone")),
            Ask("email", label("email"), span=2, hint=lambda: self.tr("Request sheets are mailed here")),
            Ask("page_fen", label("page_fen"), "money"),
            Ask("item_fen", label("item_fen"), "money"),
            Ask("expected_days", label("expected_days"), required=True, check=self._check_days),
            Ask("languages", label("languages")),
            Ask("address", label("address"), "area", span=2, lines=2),
            Ask("tariff_note", label("tariff_note"), "area", span=2, lines=2),
            Ask("note", label("note"), "area", span=2, lines=2),
        ]

    def _check_days(self, text: str) -> str | None:
        good = text.isdecimal() and 1 <= int(text[:6]) <= MOST_DAYS
        return None if good else self._session.words("refusal.supplier.days", most=MOST_DAYS)

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def supplier_id(self) -> int | None:
        """Who is shown; None for one that is being added."""
        return self._row.id if self._row else None

    def show_supplier(self, row: Particulars | None) -> None:
        """Show one of the directory, or an empty form for a new one."""
        self._row, self._filling = row, True
        facts = asdict(facts_of(row)) if row else {"expected_days": 3}
        self.form.clear()
        self.form.fill({**facts, **self._typed.get(self.supplier_id, {})})
        self._filling = False
        self._say()

    def _say(self) -> None:
        row = self._row
        self._name.setText(row.name if row else self.tr("New supplier"))
        self._retired.set_tag(Tag(self.tr("retired") if row and not row.active else ""))
        self._figures.show_facts(self._past(row.id) if row else [])
        self._figures.setVisible(row is not None)
        self.retire_button.setVisible(row is not None and self._session.actor.may("request.work"))
        self.retire_button.say(self._retire_words())
        self._offer()

    def _past(self, number: int) -> list[Fact]:
        record = supplier_queries.record_of(number)
        filled = self.tr("%1 · %2 of %3").replace("%1", self._words.rate(record))
        filled = filled.replace("%2", f"{record.filled:,}").replace("%3", f"{record.asked:,}")
        days = self.tr("%1 d").replace("%1", self._words.days(record))
        return [
            Fact(self.tr("Filled, of the latest answers"), filled if record.asked else NOTHING),
            Fact(self.tr("Usual time"), days if record.days is not None else NOTHING),
            Fact(self.tr("Usual price"), NOTHING if record.cost_fen is None else money.yuan(record.cost_fen)),
        ]

    def _retire_words(self) -> str:
        return self.tr("Use again") if self._row and not self._row.active else self.tr("Retire")

    def retranslate(self) -> None:
        self._say()

    def _edited(self, _name: str) -> None:
        if self._filling:  # an area tells of every change, whoever made it
            return
        self._typed[self.supplier_id] = self.form.values()
        self._offer()

    def _offer(self) -> None:
        """There is something to save where it differs from what is kept."""
        typed = self._typed.get(self.supplier_id)
        kept = asdict(facts_of(self._row)) if self._row else {}
        changed = typed is not None and any(
            str(value or "") != str(kept.get(name) or "") for name, value in typed.items()
        )
        self.save_button.setEnabled(changed)

    # -- what can be done -------------------------------------------------------------------------

    def _facts(self) -> SupplierFacts:
        values = self.form.values()
        return SupplierFacts(**{**values, "expected_days": int(values["expected_days"])})

    def save(self) -> None:
        """Store what was typed: a new supplier, or other facts of this one."""
        if not self.save_button.isEnabled() or not self.form.validate():
            return
        facts = self._facts()
        if self._row is None:
            self._add(facts)
        else:
            self._change(self._row, facts)

    def _add(self, facts: SupplierFacts) -> None:
        desk, actor = self._session.desk, self._session.actor
        number = self._session.commands.run(
            lambda: desk.suppliers.add(actor, facts),
            form=self.form,
            on_done=lambda _number: self._typed.pop(None, None),
            touches=TOPICS,
            says=self.tr("Added: %1").replace("%1", facts.name),
            undo=lambda number: desk.suppliers.retire(actor, number),
        )
        if number is not None:
            self.added.emit(number)

    def _change(self, row: Particulars, facts: SupplierFacts) -> None:
        desk, actor, before = self._session.desk, self._session.actor, facts_of(row)
        carried_out(
            self._session.commands,
            lambda: desk.suppliers.change(actor, row.id, facts),
            form=self.form,
            on_done=lambda _done: self._typed.pop(row.id, None),
            touches=TOPICS,
            says=self.tr("Saved: %1").replace("%1", facts.name),
            undo=lambda _done: desk.suppliers.change(actor, row.id, before),
        )

    def retire(self) -> None:
        """Ask it no more, or again."""
        row = self._row
        if row is None:
            return
        service, actor = self._session.desk.suppliers, self._session.actor
        acts = (service.restore, service.retire)
        says = self.tr("Retired: %1") if row.active else self.tr("In use again: %1")
        carried_out(
            self._session.commands,
            lambda: acts[bool(row.active)](actor, row.id),
            touches=TOPICS,
            says=says.replace("%1", row.name),
            undo=lambda _done: acts[not row.active](actor, row.id),
        )
