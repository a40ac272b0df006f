"""What is done about a loan: volumes, terms, renewals, recall, damage. Each asks only for what it needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ill_desktop import money
from ill_desktop.counter.lending import Returned
from ill_desktop.requests import queries
from ill_desktop.requests.queries import Detail, Item
from ui.kit.asking import ask, carried_out
from ui.kit.form import Ask, Form
from ui.kit.text import Text
from ui.requests.loan_conditions import ConditionsField
from ui.session import Session

TOPICS = ("requests", "cashier", "notices")


class LoanActions(QObject):
    """Sheets open above ``over``; every change goes through the one door."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    # -- asking and doing -------------------------------------------------------------------------

    def _ask(
        self,
        request: Detail,
        name: str,
        title: Text,
        asks: Sequence[Ask],
        act: Callable[[dict[str, Any]], object],
        says: str,
        values: Mapping[str, Any] | None = None,
        primary: Text | None = None,
    ) -> None:
        """A sheet with these questions; ``act`` gets the answers, a refusal stands beside its field."""

        def keep(form: Form) -> bool:
            return self._do(request, lambda: act(form.values()), says, form=form)

        ask(
            self._over.window(),
            name,
            title,
            primary or title,
            asks,
            keep,
            values=values,
            note=f"{request.number} · {request.title}"[:160],
        )

    def _do(self, request: Detail, act: Callable[[], object], says: str, **how: Any) -> bool:
        sentence = f"{request.number} · {says}"
        return carried_out(self._session.commands, act, says=sentence, touches=TOPICS, **how)

    def _event(self, kind: str) -> str:
        return self._session.words(f"event.{kind}")

    # -- volumes ----------------------------------------------------------------------------------

    def _volume_asks(self) -> list[Ask]:
        return [
            Ask("items", lambda: self.tr("Barcode"), placeholder=lambda: self.tr("Scan or type")),
            Ask(
                "label",
                lambda: self.tr("What it is called"),
                placeholder=lambda: self.tr("Vol. 2 — only where there are several"),
            ),
        ]

    def add_item(self, request: Detail) -> None:
        """Ask for one more volume."""
        desk, actor = self._session.desk, self._session.actor
        self._ask(
            request,
            "volume",
            lambda: self.tr("Add a volume"),
            self._volume_asks(),
            lambda told: desk.loans.add_item(actor, request.id, told["items"], told["label"]),
            self.tr("volume added"),
        )

    def name_item(self, request: Detail, item: Item) -> None:
        """Correct a volume's barcode or name."""
        desk, actor = self._session.desk, self._session.actor
        self._ask(
            request,
            "volume",
            lambda: self.tr("Barcode and name"),
            self._volume_asks(),
            lambda told: desk.loans.name_item(actor, item.id, told["items"], told["label"]),
            self.tr("volume corrected"),
            {"items": item.barcode, "label": item.label},
            lambda: self.tr("Correct"),
        )

    def drop_item(self, request: Detail, item: Item) -> None:
        """Strike a volume put down by mistake; it can be put back."""
        desk, actor = self._session.desk, self._session.actor
        self._do(
            request,
            lambda: desk.loans.drop_item(actor, item.id),
            self.tr("volume struck"),
            undo=lambda _done: desk.loans.add_item(actor, request.id, item.barcode, item.label),
        )

    def return_item(self, request: Detail, item: Item) -> None:
        """One volume of several was brought back."""
        desk, actor = self._session.desk, self._session.actor
        self._session.commands.run(
            lambda: desk.lending.return_item(actor, item.barcode), touches=TOPICS, says=self.say_returned
        )

    def say_returned(self, back: Returned) -> str:
        """What bringing back did, in words."""
        parts = [
            back.number,
            self._session.words(f"state.{back.state}" if not back.left else "event.item_back"),
        ]
        if back.left:
            parts.append(self.tr("%1 still out").replace("%1", f"{back.left:,}"))
        if back.fine_fen:
            parts.append(self.tr("fine %1").replace("%1", money.yuan(back.fine_fen)))
        return " · ".join(parts)

    def damage(self, request: Detail, item: Item) -> None:
        """Ask what is seen, and what is charged for it."""
        desk, actor = self._session.desk, self._session.actor
        self._ask(
            request,
            "damage",
            lambda: self._event("damage"),
            [
                Ask("note", lambda: self.tr("What is damaged"), "area", True),
                Ask(
                    "compensation",
                    lambda: self.tr("Compensation"),
                    "money",
                    hint=lambda: self.tr("Charged to the reader, passed on to the owner; empty: nothing"),
                ),
            ],
            lambda told: desk.lending.damage(actor, item.id, told["note"], told["compensation"] or 0),
            self._event("damage"),
            {"note": item.damage},
        )

    # -- what the lender asks ---------------------------------------------------------------------

    def set_terms(self, request: Detail) -> None:
        """Ask for the lender's date and conditions."""
        desk, actor, loan = self._session.desk, self._session.actor, queries.loan(request.id)
        known = dt.date.fromisoformat(loan.partner_due) if loan.partner_due else None

        def act(told: dict[str, Any]) -> None:
            day: dt.date | None = told["partner_due"]
            desk.loans.set_terms(
                actor, request.id, day.isoformat() if day else None, tuple(told["conditions"])
            )

        self._ask(
            request,
            "terms",
            lambda: self._event("due"),
            [
                Ask("partner_due", lambda: self.tr("The supplier wants it back on"), "date"),
                Ask(
                    "conditions",
                    lambda: self.tr("Conditions"),
                    editor=lambda name: ConditionsField(name, self._session, loan.conditions),
                ),
            ],
            act,
            self._event("due"),
            {"partner_due": known, "conditions": loan.conditions},
            lambda: self.tr("Keep"),
        )

    # -- renewal, recall, fine --------------------------------------------------------------------

    def _later(self, request: Detail) -> dt.date:
        """The date to offer for a renewal: once more the usual time, from the present due date."""
        due = dt.date.fromisoformat(request.due_on or self._session.desk.clock.day().isoformat())
        return due + dt.timedelta(days=self._session.desk.library.loan_days)

    def ask_renewal(self, request: Detail) -> None:
        """A longer loan is asked of the partner, until a date or as long as may be."""
        desk, actor = self._session.desk, self._session.actor

        def act(told: dict[str, Any]) -> None:
            day: dt.date | None = told["due_on"]
            desk.loans.ask_renewal(actor, request.id, day.isoformat() if day else None)

        hint = lambda: self.tr("Now due %1").replace("%1", request.due_on or "")  # noqa: E731
        self._ask(
            request,
            "renewal",
            lambda: self._event("renewal_asked"),
            [Ask("due_on", lambda: self.tr("Wanted until"), "date", hint=hint)],
            act,
            self._event("renewal_asked"),
            {"due_on": self._later(request)},
        )

    def grant(self, request: Detail) -> None:
        """The partner agrees: the new date for the reader, and the partner's own."""
        desk, actor, loan = self._session.desk, self._session.actor, queries.loan(request.id)
        wanted = dt.date.fromisoformat(loan.renewal_until) if loan.renewal_until else self._later(request)

        def act(told: dict[str, Any]) -> None:
            partner: dt.date | None = told["partner_due"]
            desk.loans.grant_renewal(
                actor,
                request.id,
                told["due_on"].isoformat(),
                partner.isoformat() if partner else None,
            )

        self._ask(
            request,
            "grant",
            lambda: self._event("renewal_granted"),
            [
                Ask("due_on", lambda: self.tr("New due date for the reader"), "date", True),
                Ask("partner_due", lambda: self.tr("The supplier wants it back on"), "date"),
            ],
            act,
            self._event("renewal_granted"),
            {"due_on": wanted},
        )

    def refuse(self, request: Detail) -> None:
        """The partner does not agree."""
        desk, actor = self._session.desk, self._session.actor
        self._ask(
            request,
            "refuse",
            lambda: self._event("renewal_refused"),
            [Ask("note", lambda: self.tr("Note"), placeholder=lambda: self.tr("Optional"))],
            lambda told: desk.loans.refuse_renewal(actor, request.id, told["note"]),
            self._event("renewal_refused"),
        )

    def recall(self, request: Detail) -> None:
        """The partner wants it back: a new due date, told to the reader."""
        desk, actor = self._session.desk, self._session.actor
        today = desk.clock.day()
        due = dt.date.fromisoformat(request.due_on or today.isoformat())
        self._ask(
            request,
            "recall",
            lambda: self._event("recall"),
            [
                Ask(
                    "due_on",
                    lambda: self.tr("New due date"),
                    "date",
                    True,
                    hint=lambda: self.tr("The reader is told at once"),
                ),
                Ask("note", lambda: self.tr("Note"), placeholder=lambda: self.tr("Optional")),
            ],
            lambda told: desk.loans.recall(actor, request.id, told["due_on"].isoformat(), told["note"]),
            self._event("recall"),
            {"due_on": max(today, min(due, today + dt.timedelta(days=7)))},
        )

    def post_fine(self, request: Detail) -> None:
        """Charge the fine up to today, for a reader who pays before bringing it back."""
        desk, actor = self._session.desk, self._session.actor
        self._session.commands.run(
            lambda: desk.lending.post_fine(actor, request.id),
            touches=TOPICS,
            says=lambda fen: f"{request.number} · {self._event('fine')} {money.yuan(fen)}",
        )

    def show_return_slip(self, request: Detail) -> None:
        """What goes home with the parcel."""
        desk, words = self._session.desk, self._session.words
        self._session.show_paper(
            lambda: self.tr("Return slip %1").replace("%1", request.number),
            lambda: desk.slips.return_slip(request.id, words),
            f"{request.number}-return.pdf",
            self._over.window(),
        )
