"""The papers of a request: from what is stored to what is printed or mailed. Nothing is changed here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ill_desktop import hours, money
from ill_desktop.cashier import queries as cashier_queries
from ill_desktop.cashier.service import CashierService
from ill_desktop.citations import Citation, to_gbt7714, to_ris
from ill_desktop.counter.fines import Fines
from ill_desktop.documents.overdue_letter import Overdue, OverdueLetter
from ill_desktop.documents.pickup_slip import PickupSlip
from ill_desktop.documents.pickup_slip import Size as PickupSize
from ill_desktop.documents.request_sheet import Party, RequestSheet
from ill_desktop.documents.return_slip import ReturnSlip
from ill_desktop.errors import Refusal
from ill_desktop.ground import Ground
from ill_desktop.library import Branch
from ill_desktop.patrons import queries as patron_queries
from ill_desktop.requests import fields, queries, rules, supplier_queries
from ill_desktop.words import Words


@dataclass(frozen=True)
class RequestMail:
    """A draft to a partner: ``eml`` is the whole message (RFC 5322) with the sheet and the citation as RIS;
    the rest fills a ``mailto:`` link, which can carry no file."""

    to: str
    subject: str
    body: str
    eml: bytes


class SlipService:
    """Draws papers as PDF bytes, and the mail that goes with one."""

    def __init__(self, ground: Ground, cashier: CashierService) -> None:
        self._ground = ground
        self._fines = Fines(ground, cashier)

    # To the partner

    def request_sheet(self, request_id: int, words: Words) -> bytes:
        """The sheet for the supplier asked last, or to be asked. Raises Refusal ``request.supplier``."""
        from ill_desktop.documents import request_sheet

        return request_sheet.pdf(self._sheet(queries.detail(request_id), words), words)

    def _sheet(self, request: queries.Detail, words: Words) -> RequestSheet:
        if request.supplier_id is None:
            raise Refusal("request.supplier", "supplier")
        supplier = supplier_queries.particulars(request.supplier_id)
        return RequestSheet(
            library=self._ground.library.name[words.language],
            number=request.number,
            qr=request.number,
            asked_on=self._ground.clock.day(),
            asking=self._asking(request, words),
            supplier=Party(
                supplier.name,
                (supplier.contact, supplier.address, supplier.phone, supplier.email, supplier.symbol),
            ),
            kind=words(f"document.{request.document_type}"),
            citation=_citation(request, words),
            terms=_terms(request, words),
            copyright="" if rules.is_loan(request.service_type) else words("copyright.statement"),
            urgent=request.level == "urgent",
        )

    def _asking(self, request: queries.Detail, words: Words) -> Party:
        library, branch = self._ground.library, self._branch(request)
        language = words.language
        return Party(library.name[language], (_house(branch, language), branch.phone, library.mail))

    def request_mail(self, request_id: int, words: Words) -> RequestMail:
        """A mail draft to the supplier with the sheet attached; it is opened and sent by hand.

        Raises Refusal ``request.supplier``, and ``supplier.no_email`` for one without an address.
        """
        request = queries.detail(request_id)
        sheet = self.request_sheet(request_id, words)
        assert request.supplier_id is not None  # the sheet could not be drawn otherwise
        supplier = supplier_queries.particulars(request.supplier_id)
        if not supplier.email:
            raise Refusal("supplier.no_email", "supplier", name=supplier.name)
        branch, library = self._branch(request), self._ground.library
        citation = Citation(request.document_type, request.fields, "text")
        facts = {
            "number": request.number,
            "title": " ".join(request.title.split())[:120],
            "supplier": supplier.contact or supplier.name,
            "library": library.name[words.language],
            "phone": branch.phone,
            "mail": library.mail,
        }
        parts = (words("mail.request.greeting", **facts), to_gbt7714(citation))
        terms = "\n".join(f"{label}: {value}" for label, value in _terms(request, words) if value)
        body = "\n\n".join((*parts, terms, words("mail.request.closing", **facts)))
        subject = words("mail.request.subject", **facts)
        eml = self._message(supplier.email, subject, body, request.number, sheet, to_ris(citation))
        return RequestMail(supplier.email, subject, body, eml)

    def _message(self, to: str, subject: str, body: str, number: str, sheet: bytes, ris: str) -> bytes:
        from email.message import EmailMessage
        from email.policy import SMTP
        from email.utils import format_datetime

        message = EmailMessage(SMTP)
        message["To"] = to
        message["From"] = self._ground.library.mail
        message["Subject"] = subject
        message["Date"] = format_datetime(self._ground.clock.now())
        message["X-Unsent"] = "1"  # mail programs open it as a draft
        message.set_content(body)
        message.add_attachment(sheet, maintype="application", subtype="pdf", filename=f"{number}.pdf")
        message.add_attachment(
            ris.encode(), maintype="application", subtype="x-research-info-systems", filename=f"{number}.ris"
        )
        return message.as_bytes()

    def return_slip(self, request_id: int, words: Words) -> bytes:
        """What goes home with a loan. Raises Refusal ``request.supplier`` for a book of our own."""
        from ill_desktop.documents import return_slip

        request, loan = queries.detail(request_id), queries.loan(request_id)
        if request.supplier_id is None:
            raise Refusal("request.supplier", "supplier")
        supplier = supplier_queries.particulars(request.supplier_id)
        items = queries.items_of(request_id)
        damage = "; ".join(
            f"{item.label or item.barcode} {item.damage}".strip() for item in items if item.damage
        )
        slip = ReturnSlip(
            library=self._ground.library.name[words.language],
            number=request.number,
            qr=request.number,
            sent_on=self._ground.clock.day(),
            owner=Party(supplier.name, (supplier.contact, supplier.address, supplier.phone)),
            sender=self._asking(request, words),
            title=request.title,
            volumes=tuple((item.barcode, item.label) for item in items),
            partner_due=_day(loan.partner_due),
            tracking=loan.back_tracking,
            damage=damage,
        )
        return return_slip.pdf(slip, words)

    # To the reader

    def pickup_slip(self, request_id: int, words: Words, size: PickupSize = "a6") -> bytes:
        """The slip that stands in what waits on the shelf; the name shows only its first sign."""
        from ill_desktop.documents import pickup_slip

        request, loan = queries.detail(request_id), queries.loan(request_id)
        branch = self._branch(request)
        owed = cashier_queries.owed_for(request_id)
        labels = [item.label for item in queries.items_of(request_id) if item.label]
        slip = PickupSlip(
            library=self._ground.library.name[words.language],
            number=request.number,
            qr=request.number,
            shelf=request.shelf or "",
            reader=shown_name(request.patron_name),
            reader_number=f"…{request.patron_number[-4:]}",
            title=request.title,
            volumes=", ".join(labels),
            place=hours.beside(branch.pickup[words.language], branch.hours, words),
            until=_day(request.pickup_until),
            due_on=_day(request.due_on) if request.state == "checked_out" else None,
            conditions=tuple(words(f"reason.{code}") for code in loan.conditions),
            proxy=shown_name(request.proxy),
            owed=money.yuan(owed) if owed else "",
        )
        return pickup_slip.pdf(slip, words, size)

    def overdue_letter(self, patrons: Sequence[int], words: Words) -> bytes:
        """A letter to each of these readers about all that is overdue. Raises Refusal for none at all."""
        from ill_desktop.documents import overdue_letter

        letters = [letter for patron in patrons if (letter := self._overdue(patron, words)) is not None]
        if not letters:
            raise Refusal("request.nothing_overdue")
        return overdue_letter.pdf(tuple(letters), words)

    def _overdue(self, patron_id: int, words: Words) -> OverdueLetter | None:
        running = self._fines.running(patron_id)
        if not running:
            return None
        card = patron_queries.card(patron_id)
        branch = self._branch(queries.detail(running[0].request_id))
        language, today = words.language, self._ground.clock.day()
        library = self._ground.library
        loans = tuple(
            Overdue(
                each.number,
                each.title,
                ", ".join(item.barcode for item in queries.items_of(each.request_id) if item.barcode),
                dt.date.fromisoformat(each.due_on),
                (today - dt.date.fromisoformat(each.due_on)).days,
                each.fen,
            )
            for each in running
        )
        return OverdueLetter(
            library=library.name[language],
            sender=f"{library.name[language]} · {_house(branch, language)}",
            written_on=today,
            reader=card.name,
            reader_number=card.number,
            address=(card.unit,),
            loans=loans,
            place=hours.beside(branch.pickup[language], branch.hours, words),
            phone=branch.pickup_phone,
        )

    def _branch(self, request: queries.Detail) -> Branch:
        return self._ground.library.branches[request.branch]


def shown_name(name: str) -> str:
    """A name on an open shelf: ``陈**``, ``Zoë·M.``; the slip is found by its number and its place."""
    if not name:
        return ""
    first, dot, rest = name.partition("·")
    if dot and rest:
        return f"{first}·{rest[0]}."
    return name[0] + "*" * min(len(name) - 1, 3) if not name.isascii() else name[:1] + "***"


def _citation(request: queries.Detail, words: Words) -> tuple[tuple[str, str], ...]:
    known = request.fields
    return tuple(
        (words(f"field.{field.key}"), known.get(field.key, ""))
        for field in fields.TYPES[request.document_type]
    )


def _terms(request: queries.Detail, words: Words) -> tuple[tuple[str, str], ...]:
    """What the partner should know of the request; nothing about the reader."""

    def term(name: str) -> str:
        return words(f"paper.request_term.{name}")

    return (
        (term("service"), words(f"service.{request.service_type}")),
        (term("level"), words("level.urgent") if request.level == "urgent" else ""),
        (term("needed_by"), request.needed_by or ""),
        (term("pages"), str(request.pages or "") if not rules.is_loan(request.service_type) else ""),
        (term("any_edition"), term("any_edition_yes") if request.any_edition else ""),
    )


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _house(branch: Branch, language: str) -> str:
    """A branch with its room, as an address has it."""
    between = " " if language == "zh_CN" else ", "
    return between.join(part for part in (branch.name[language], branch.room[language]) if part)
