"""What is to be priced: filled in by hand, or taken from a reader or a request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.cashier.tariff import Case, Rule
from ill_desktop.counter import finding
from ill_desktop.counter.pricing import Pricing
from ill_desktop.requests import queries as requests
from ui.kit.finder import FinderBox, Hit
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.text import write
from ui.session import Session
from ui.settings.tariff_work import ANY, Work

MOST_PAGES = 100_000
START = {
    "service": "delivery",
    "document_type": "journal_article",
    "network": ANY,
    "class": ANY,
    "level": "normal",
    "delivery": "email",
    "pages": "10",
}


class CaseForm(QWidget):
    """``changed`` whenever something else is to be priced."""

    changed = Signal()

    def __init__(self, session: Session, work: Work) -> None:
        super().__init__()
        self._session, self._work = session, work
        self.patron_id: int | None = None
        self.request_id: int | None = None
        self.finder = FinderBox(
            "tariff-finder", self._find, lambda: self.tr("A reader or a transaction number, for what-if")
        )
        write(self, self.finder.setAccessibleName, lambda: self.tr("Reader or request"))
        self.finder.chosen.connect(self._take)
        self.clear_button = Button("tariff-nobody", lambda: self.tr("Nobody"), role="quiet", on=self.clear)
        self.who = Label("", "note", wrap=True, name="tariff-who")
        self.form = Form("tariff-case", self._asks(), 3)
        self.form.fill(START)
        self.form.edited.connect(lambda _name: self.changed.emit())
        line = hbox(self.finder, self.clear_button)
        line.setStretch(0, 1)
        self.setLayout(vbox(line, self.who, self.form, gap=8))
        self._say_who("")

    def _asks(self) -> list[Ask]:
        work = self._work
        return [
            Ask("service", lambda: self.tr("Service"), "choice", options=work.services),
            Ask("document_type", lambda: self.tr("Document type"), "choice", options=work.documents),
            Ask(
                "network",
                lambda: self.tr("Supplier network"),
                "choice",
                options=lambda: [(ANY, self.tr("not known yet")), *work.networks(work.draft)],
            ),
            Ask(
                "class",
                lambda: self.tr("Patron class"),
                "choice",
                options=lambda: [(ANY, self.tr("any class")), *work.classes()],
            ),
            Ask("pages", lambda: self.tr("Pages"), check=self._check_pages),
            Ask("level", lambda: self.tr("Level"), "choice", options=work.levels),
            Ask("delivery", lambda: self.tr("Delivery"), "choice", options=work.deliveries),
        ]

    def _check_pages(self, text: str) -> str | None:
        good = text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= MOST_PAGES
        return None if good else self.tr("A whole number of pages")

    def case(self) -> Case:
        """What is filled in; pages that cannot be read count as unknown."""
        values = self.form.values()
        pages = values["pages"]
        return Case(
            service=values["service"] or "delivery",
            document_type=values["document_type"] or "",
            patron_class=values["class"] or "",
            network=values["network"] or "",
            level=values["level"] or "normal",
            pages=int(pages) if pages and self._check_pages(pages) is None else None,
            delivery=values["delivery"] or "",
        )

    # -- whose ------------------------------------------------------------------------------------

    def _find(self, text: str) -> Sequence[Hit]:
        number = requests.by_number(text)
        if number is not None:
            found = requests.detail(number)
            return [Hit(found.number, found.title, "requests", ("request", number))]
        return [
            Hit(
                row.name,
                " · ".join(part for part in (row.number, row.unit) if part),
                "user",
                ("reader", row.id),
            )
            for row in finding.find_readers(text)
        ]

    def _take(self, hit: Hit) -> None:
        kind, number = hit.value
        self.finder.clear()
        if kind == "request":
            self.take_request(number)
        else:
            self.take_reader(number)

    def take_reader(self, patron_id: int) -> None:
        """Price for this reader's class, within what is left of his quotas."""
        from ill_desktop.patrons import queries as patrons

        card = patrons.card(patron_id)
        self.patron_id, self.request_id = card.id, None
        self.form.fill({"class": card.class_})
        self._say_who(f"{card.name} · {card.number}")
        self.changed.emit()

    def take_request(self, request_id: int) -> None:
        """Price what this request is about, for its reader."""
        found = requests.detail(request_id)
        case = Pricing.case_of(found)
        self.patron_id, self.request_id = found.patron_id, request_id
        self.form.fill(
            {
                "service": case.service,
                "document_type": case.document_type,
                "network": case.network or ANY,
                "class": case.patron_class,
                "level": case.level,
                "delivery": case.delivery,
                "pages": case.pages,
            }
        )
        self._say_who(f"{found.number} · {found.title}")
        self.changed.emit()

    def clear(self) -> None:
        """For nobody in particular: quotas are whole."""
        self.patron_id = self.request_id = None
        self._say_who("")
        self.changed.emit()

    def _say_who(self, said: str) -> None:
        self._who = said
        self.who.setText(said)
        self.who.setVisible(bool(said))
        self.clear_button.setVisible(bool(said))

    def show_left(self, rules: Rule) -> None:
        """Say below the reader what is left of the year's quotas under a version."""
        if self.patron_id is None:
            return
        words, quotas = self._work.words(), self._work.service.quotas(self.patron_id, rules)
        left = "; ".join(words.left(quota.name, quota.count_left, quota.fen_left) for quota in quotas)
        none = self.tr("No subsidy is limited to a year.")
        self.who.setText(f"{self._who}\n{left or none}")
