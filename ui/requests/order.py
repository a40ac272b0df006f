"""Who asks, and how: the part of the form that is the same for every document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from ill_desktop.cashier.tariff import Case
from ill_desktop.requests import rules
from ill_desktop.requests.fields import NOTE_LONGEST, page_count
from ill_desktop.requests.service import NewRequest
from ui.kit.form import Ask, Form
from ui.requests.batch import Piece
from ui.requests.columns import SERVICES
from ui.requests.patron_field import PatronField
from ui.session import Session

LOANED = ("book",)
"""Types that are borrowed rather than copied, unless the person says otherwise."""
EDITIONS = ("book", "book_chapter")
DELIVERIES = ("email", "pickup", "post")


class OrderForm(QObject):
    """Wraps the form: what depends on what, and what the service is handed."""

    edited = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._own_choice = False
        self.form = Form("order-form", self._asks(), columns=4)
        self.form.edited.connect(self._edited)
        self.reset()

    def _asks(self) -> list[Ask]:
        return [*self._who(), *self._how(), *self._besides()]

    def _options(self, table: str, values: tuple[str, ...]) -> list[tuple[Any, str]]:
        return [(value, self._session.words(f"{table}.{value}")) for value in values]

    def _who(self) -> list[Ask]:
        return [
            Ask(
                "patron",
                lambda: self.tr("Reader"),
                required=True,
                span=2,
                editor=lambda name: PatronField(name, self._session, self._finding_hint),
            ),
            Ask(
                "service_type",
                lambda: self.tr("Service"),
                "choice",
                True,
                options=lambda: self._options("service", SERVICES),
            ),
            Ask(
                "level",
                lambda: self.tr("Speed"),
                "choice",
                options=lambda: self._options("level", ("normal", "urgent")),
            ),
        ]

    def _finding_hint(self) -> str:
        return self.tr("Name, pinyin, number, phone")

    def _how(self) -> list[Ask]:
        return [
            Ask(
                "delivery",
                lambda: self.tr("Delivery"),
                "choice",
                True,
                options=lambda: self._options("delivery", DELIVERIES),
            ),
            Ask("branch", lambda: self.tr("Pick-up at"), "choice", options=self._branches),
            Ask(
                "max_cost",
                lambda: self.tr("The reader pays at most"),
                "money",
                placeholder=lambda: self.tr("No limit"),
            ),
            Ask("needed_by", lambda: self.tr("Needed by"), "date"),
            Ask("address", lambda: self.tr("Sent to"), "area", span=4, lines=2),
        ]

    def _branches(self) -> list[tuple[Any, str]]:
        branches = self._session.desk.library.open_branches
        return [(code, branch.short[self._session.language]) for code, branch in branches.items()]

    def _besides(self) -> list[Ask]:
        return [
            Ask("note", lambda: self.tr("Note"), span=3, new_row=True, check=self._check_note),
            Ask("proxy", lambda: self.tr("May be collected by")),
            Ask("any_edition", lambda: self.tr("Any edition will do"), "tick", span=4),
            Ask(
                "copyright",
                lambda: self.tr(
                    "The reader has agreed to the copyright statement: for own study and research only"
                ),
                "tick",
                True,
                span=4,
                hint=lambda: self._session.words("copyright.statement"),
            ),
        ]

    def _check_note(self, text: str) -> str | None:
        if "\0" in text:
            return self._session.words("refusal.field.control")
        long = len(text) > NOTE_LONGEST
        return (
            self._session.words("refusal.field.too_long", longest=NOTE_LONGEST, length=len(text))
            if long
            else None
        )

    # -- what depends on what ---------------------------------------------------------------------

    def reset(self, keep_patron: bool = False) -> None:
        """An order as it begins; ``keep_patron`` for the next reference of the same reader."""
        patron = self.form.values()["patron"] if keep_patron else None
        agreed = keep_patron and self.form.values()["copyright"]
        self._own_choice = self._own_choice and keep_patron
        kept = self.form.values() if keep_patron else {}
        self.form.clear()
        self.form.fill(
            {
                "patron": patron,
                "service_type": kept.get("service_type", "delivery"),
                "level": kept.get("level", "normal"),
                "delivery": kept.get("delivery", "email"),
                "branch": kept.get("branch", self._session.desk.branch),
                "max_cost": kept.get("max_cost"),
                "copyright": agreed,
            }
        )
        self._show_fitting()

    def suit(self, kind: str) -> None:
        """The usual service for a type of document, until the person has chosen one."""
        self.form.show_field("any_edition", kind in EDITIONS)
        if self._own_choice:
            return
        loan = kind in LOANED
        self.form.fill(
            {"service_type": "loan" if loan else "delivery", "delivery": "pickup" if loan else "email"}
        )
        self._show_fitting()

    def _edited(self, name: str) -> None:
        if name in ("service_type", "delivery"):
            self._own_choice = True
            values = self.form.values()
            if name == "service_type" and values["service_type"] == "loan" and values["delivery"] == "email":
                self.form.fill({"delivery": "pickup"})
            self._show_fitting()
        self.edited.emit()

    def _show_fitting(self) -> None:
        collected = self.form.field("delivery").value() == "pickup"
        self.form.field("branch").setEnabled(collected)
        self.form.field("proxy").setEnabled(collected)
        self.form.show_field("address", self.form.field("delivery").value() == "post")

    # -- values -----------------------------------------------------------------------------------

    @property
    def patron_field(self) -> PatronField:
        field = self.form.field("patron")
        if not isinstance(field, PatronField):
            raise TypeError(type(field))
        return field

    def content(self) -> dict[str, Any]:
        """The values as JSON can keep them."""
        values = self.form.values()
        day = values["needed_by"]
        return {**values, "needed_by": day.isoformat() if day else None, "own_choice": self._own_choice}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put back what :meth:`content` said."""
        from ui.kit.date_field import read

        day = content.get("needed_by")
        self.form.fill({**content, "needed_by": read(day) if day else None})
        self._own_choice = bool(content.get("own_choice"))
        self._show_fitting()

    def case(self, kind: str, fields: Mapping[str, str]) -> Case:
        """What a price depends on."""
        values, patron = self.form.values(), self.patron_field.patron
        return Case(
            service="loan" if rules.is_loan(values["service_type"] or "") else "delivery",
            document_type=kind,
            patron_class=patron.class_ if patron else "",
            level=values["level"] or "normal",
            pages=page_count(fields.get("pages", "")),
            delivery=values["delivery"] or "",
        )

    def request_of(self, piece: Piece) -> NewRequest:
        """What the service is handed for one of several references: each in its usual service, unless the
        person has chosen one for them all."""
        new = self.request(piece.kind, piece.fitting, piece.source)
        if self._own_choice:
            return new
        loan = piece.kind in LOANED
        return replace(
            new,
            service_type="loan" if loan else "delivery",
            delivery="pickup" if loan else "email",
            proxy=self.form.values()["proxy"] if loan else "",
            any_edition=new.any_edition and piece.kind in EDITIONS,
        )

    def request(self, kind: str, fields: dict[str, str], source: str) -> NewRequest:
        """What the service is handed."""
        values = self.form.values()
        collected = values["delivery"] == "pickup"
        day = values["needed_by"]
        return NewRequest(
            patron_id=values["patron"] or 0,
            service_type=values["service_type"] or "",
            document_type=kind,
            fields=fields,
            level=values["level"] or "normal",
            needed_by=day.isoformat() if day else None,
            max_cost_fen=values["max_cost"],
            any_edition=bool(values.get("any_edition")),
            delivery=values["delivery"] or "",
            branch=values["branch"] or "",
            proxy=values["proxy"] if collected else "",
            note=values["note"],
            citation_source=source,
            copyright_agreed=bool(values["copyright"]),
            address=values.get("address") or "",
        )
