"""Rules about money that the library decides itself."""

from __future__ import annotations

from ill_desktop.counter.money_rules import INVOICED, MoneyRules
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.section import TOPICS, Boxed, Section

AMOUNT, INVOICES = "approval_above_fen", "deposits"


class MoneySection(Section):
    """Both rules in one form, saved together; the last saving can be taken back."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-money", session)
        self._touched = False
        self.form = Form("money-form", self._asks(), 2)
        self.button = Button("money-save", lambda: self.tr("Save"), role="primary", on=self.save)
        self.form.edited.connect(self._edit)
        self.form.submitted.connect(self.save)
        if not session.actor.may(self.permission):
            self.form.set_read_only()
        self.for_those_who_may(self.button)
        self.lay_out(
            Boxed(
                "money-rules",
                lambda: self.tr("Refunds and invoices"),
                self.form,
                hbox(None, self.button),
                note=lambda: self.tr(
                    "They hold from the next step at the till; what was done stays as it was."
                ),
            ),
            about=lambda: self.tr("What the library decides about its money. Every change is recorded."),
        )
        self.load()

    def _asks(self) -> list[Ask]:
        return [
            Ask(
                "approved",
                lambda: self.tr("A second person says yes to large refunds and write-offs"),
                "tick",
                span=2,
                hint=lambda: self.tr("Leave it off where one person works alone."),
            ),
            Ask(
                AMOUNT,
                lambda: self.tr("Above this amount (yuan)"),
                "money",
                True,
                hint=lambda: self.tr("0.00: every refund and write-off."),
            ),
            Ask(
                INVOICES,
                lambda: self.tr("Money paid in advance is invoiced"),
                "choice",
                options=lambda: [(each, self._when(each)) for each in INVOICED],
                hint=lambda: self.tr(
                    "Never both: what stands on an invoice as a top-up is not invoiced when it is used."
                ),
                new_row=True,
            ),
        ]

    def _when(self, each: str) -> str:
        return {"use": self.tr("when it is used for a fee"), "top_up": self.tr("when it is paid in")}[each]

    def load(self) -> None:
        """Show the rules as they are kept; what was typed and not yet saved stays."""
        if not self._touched:
            kept = self.session.desk.money_rules.read()
            above = kept.approval_above_fen
            self.form.fill({"approved": above is not None, AMOUNT: above, INVOICES: kept.deposits})
        self._offer()

    def _edit(self, _name: str) -> None:
        self._touched = True
        self._offer()

    def _offer(self) -> None:
        self.form.show_field(AMOUNT, self.form.field("approved").value())
        self.button.setEnabled(self._touched)

    def _wanted(self) -> MoneyRules:
        values = self.form.values()
        return MoneyRules(values.get(AMOUNT), values[INVOICES])

    def save(self) -> None:
        """Store the rules."""
        if not self.button.isEnabled() or not self.form.validate():
            return
        service, actor, wanted = self.session.desk.money_rules, self.session.actor, self._wanted()
        done = self.session.commands.run(
            lambda: service.save(actor, wanted),
            form=self.form,
            touches=(*TOPICS, "cashier"),
            on_done=lambda _before: self._saved(),
            says=self.tr("Saved"),
            undo=lambda before: service.save(actor, before),
        )
        if done is not None:
            self.load()

    def _saved(self) -> None:
        self._touched = False
