"""What one way of paying asks for: cash put on the counter, a reference, or an amount of its own."""

from __future__ import annotations

from unicodedata import normalize

from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.cashier import bank
from ill_desktop.cashier.rules import NEEDS_REFERENCE, REFERENCE_LONGEST, Tender
from ui.cashier.bank_words import outcome
from ui.kit.fields import Options
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox


class PaymentForm(QWidget):
    """Amount (only where asked for), given with the change, reference; of bank transfers, which one came."""

    def __init__(self, name: str, incoming: Options = tuple) -> None:
        """``incoming``: the transfers that came and wait for an owner, None for one that is not there yet."""
        super().__init__()
        self.setObjectName(name)
        self.kind: str | None = None
        self._due_fen = 0
        self._asks_amount = False
        self.form = Form(
            f"{name}-form",
            [
                Ask("amount", lambda: self.tr("Amount"), "money", required=True),
                Ask(
                    "given",
                    lambda: self.tr("Cash received"),
                    "money",
                    placeholder=lambda: self.tr("exact"),
                    check=lambda fen: None if fen else self.tr("Leave it empty when it is exact"),
                ),
                Ask(
                    "reference",
                    lambda: self.tr("Reference"),
                    required=True,
                    hint=lambda: self.tr("As the terminal or the phone shows it"),
                ),
                Ask("incoming", lambda: self.tr("The transfer"), "choice", options=incoming),
                Ask("rest", lambda: self.tr("What is left of it goes onto the deposit"), "tick"),
                Ask("part", lambda: self.tr("Settle a part; the rest stays due"), "tick"),
            ],
            size="large",
        )
        self.form.field("reference").setMaxLength(REFERENCE_LONGEST)
        self._change_label = Label("", "subtitle", name=f"{name}-change-label")
        self.change = Label("", "figure", tone="good", right=True, name=f"{name}-change")
        self.change_row = QWidget()
        self.change_row.setLayout(hbox(self._change_label, None, self.change))
        self._outcome = Label("", "note", wrap=True, name=f"{name}-outcome")
        self.setLayout(vbox(self.form, self._outcome, self.change_row, gap=8))
        self.form.edited.connect(lambda _field: self._edited())
        self.ask_for(None, 0)

    def ask_for(self, kind: str | None, due_fen: int, with_amount: bool = False, keep: bool = False) -> None:
        """Ask what this way of paying needs; ``keep`` leaves what was typed."""
        if not keep:
            self.form.clear()
        self.kind, self._due_fen, self._asks_amount = kind, due_fen, with_amount
        self.form.show_field("amount", with_amount and kind is not None)
        self.form.show_field("given", kind == "cash")
        self.form.show_field("reference", kind in NEEDS_REFERENCE)
        self.form.show_field("incoming", kind == "bank")
        if kind == "bank" and not keep:
            self.form.field("incoming").reload()
            self.form.fill({"incoming": None})
        self._show_outcome()
        self.form.setVisible(kind in ("cash", "bank") or kind in NEEDS_REFERENCE or with_amount)
        self.show_change()

    def _edited(self) -> None:
        self._show_outcome()
        self.show_change()

    def _show_outcome(self) -> None:
        """Of a transfer that brings more, or less, than is due: what may become of it, and what will."""
        chosen, due = self.incoming(), self._due_fen
        left = 0 if chosen is None else bank.incoming(chosen).left_fen
        self.form.show_field("rest", 0 < due < left)
        self.form.show_field("part", 0 < left < due)
        is_said = bool(left and due)
        self._outcome.setText(outcome(due, left, self.says("rest"), self.says("part")) if is_said else "")
        self._outcome.setVisible(is_said)
        self._outcome.set_tone("caution" if self.is_short() else None)

    def says(self, tick: str) -> bool:
        """Whether a box is there and ticked."""
        return bool(self.form.values().get(tick))

    def is_short(self) -> bool:
        """Whether the chosen transfer falls short of what is due, and nobody said that a part is meant."""
        return "part" in self.form.values() and not self.says("part")

    def incoming(self) -> int | None:
        """The transfer that is meant, where one has come."""
        chosen = self.form.field("incoming").value() if self.kind == "bank" else None
        return None if chosen is None else int(chosen)

    def set_due(self, due_fen: int) -> None:
        """Another sum is asked for; what was typed stays."""
        self._due_fen = due_fen
        self._show_outcome()
        self.show_change()

    def focus(self) -> None:
        """Put the cursor where typing begins."""
        for name in ("amount", "given", "reference", "incoming"):
            if name in self.form.values():
                field = self.form.field(name)
                field.setFocus()
                if name != "incoming":
                    field.selectAll()
                return

    def amount_fen(self) -> int:
        """How much is paid in this way: what was typed, else all that is due."""
        if self._asks_amount:
            return int(self.form.field("amount").value() or 0)
        return self._due_fen

    def is_unreadable(self) -> bool:
        """Whether an amount was typed that is none: paying says why."""
        return any(
            name in self.form.values() and self.form.field(name).problem() is not None
            for name in ("amount", "given")
        )

    def given_fen(self) -> int:
        return int(self.form.field("given").value() or 0) if self.kind == "cash" else 0

    def tender(self) -> Tender:
        """This way of paying, as the desk takes it."""
        typed = self.form.field("reference").value() if self.kind in NEEDS_REFERENCE else ""
        reference = normalize("NFKC", typed)  # full-width digits are the same number
        return Tender(self.kind or "", self.amount_fen(), reference, self.given_fen())

    def show_change(self) -> None:
        """Work out the change, or what is missing, from what stands in the field."""
        given, amount = self.given_fen(), self.amount_fen()
        self.change_row.setVisible(self.kind == "cash" and given > 0)
        short = given < amount
        self._change_label.setText(self.tr("Still missing") if short else self.tr("Change"))
        self.change.setText(money.yuan(abs(given - amount)))
        self.change.set_tone("bad" if short else "good")
