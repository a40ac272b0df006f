"""From what was stored to what is printed: the same facts give the original and every copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from ill_desktop.activation.rules import poster_address
from ill_desktop.cashier import papers
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.queries import transfer_by_number
from ill_desktop.clock import utc_time
from ill_desktop.counter import money_papers
from ill_desktop.documents import facts
from ill_desktop.ground import Ground
from ill_desktop.library import Branch
from ill_desktop.words import Words

Size = Literal["a5", "80mm", "58mm"]


class PaperService:
    """Draws papers as PDF bytes. Nothing is posted, numbered or counted here: see ``papers.count_print``."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def receipt(self, paper_id: int, branch: Branch, words: Words, size: Size = "a5", copy: int = 0) -> bytes:
        """Any numbered paper of the till but the transfer slip; ``copy`` as counted (0: the original)."""
        return self.draw(papers.by_id(paper_id), branch, words, size, copy)

    def draw(self, paper: Receipt, branch: Branch, words: Words, size: Size = "a5", copy: int = 0) -> bytes:
        """The same from its facts: an X report is kept nowhere."""
        from ill_desktop.documents import receipt

        stated = money_papers.of(paper, self._ground.library, branch, words, self._wall, copy)
        return receipt.pdf(stated, words, size)

    def bank_transfer(
        self, patron_id: int, charges: Sequence[int], branch: Branch, words: Words, size: Size = "a5"
    ) -> bytes:
        """How to pay by bank, for an off-campus reader to take along. Raises Refusal."""
        from ill_desktop.documents import receipt

        now = self._ground.clock.local(self._ground.clock.now())
        stated = money_papers.bank_transfer(patron_id, charges, self._ground.library, branch, words, now)
        return receipt.pdf(stated, words, size)

    def our_bank(self, words: Words, patron_id: int | None = None) -> bytes:
        """The library's account on a sheet, for whoever asks how to pay by bank, or for this reader."""
        from ill_desktop.documents import report

        library, now = self._ground.library, self._ground.clock.local(self._ground.clock.now())
        return report.pdf(money_papers.our_bank(library, words, now, patron_id), words)

    def transfer_slip(self, paper_id: int, words: Words, copy: int = 0) -> bytes:
        """The slip of [G] annex 1, filled in."""
        from ill_desktop.documents import transfer_slip

        slip = papers.by_id(paper_id)
        row = transfer_by_number(slip.number)
        for_deposit = any(line.kind == "deposit" for line in slip.lines)
        purpose = [words("charge.deposit")] if for_deposit else []
        blank = self._blank(words)
        filled = replace(
            blank,
            day=self._wall(slip.issued_at).date(),
            payer_unit=slip.unit,
            amount_fen=slip.total_fen,
            transactions=tuple(line.request_number for line in slip.lines if line.request_number),
            patron_name=slip.patron_name,
            patron_number=slip.patron_number,
            number=slip.number,
            instructions=" · ".join([*purpose, blank.instructions]),
            qr=slip.number,
            copy=copy,
            voided=row is not None and row.state == "cancelled",
        )
        return transfer_slip.pdf(filled, words)

    def blank_transfer_slip(self, words: Words) -> bytes:
        """The empty form, to be filled by hand."""
        from ill_desktop.documents import transfer_slip

        return transfer_slip.pdf(self._blank(words), words)

    def _blank(self, words: Words) -> facts.TransferSlip:
        """With the library's codes and what to do with it ([G] annex 1), and nobody's name."""
        transfer = self._ground.library.transfer
        return facts.TransferSlip(
            title=transfer["title"],
            payee_unit=transfer["payee"],
            payee_department_code=transfer["department_code"],
            payee_project_code=transfer["project_code"],
            purpose=transfer["description"],
            instructions=words("paper_hint.transfer", mail=self._ground.library.mail),
        )

    def activation_slip(self, name: str, number: str, code: str, valid_until: dt.date, words: Words) -> bytes:
        """A reader's own slip; ``code`` is the text of the QR, freshly issued for paper."""
        from ill_desktop.documents import activation_slip

        library = self._ground.library
        slip = facts.ActivationSlip(
            library=library.name[words.language],
            patron_name=name,
            patron_number=number,
            qr=code,
            valid_until=valid_until,
            desk_hours=self._desk_hours(words),
            phone=library.help_desk["phone"],
            opens_link=bool(library.base_address),
            link=poster_address(library.base_address),
        )
        return activation_slip.pdf(slip, words)

    def poster(self, words: Words, other: Words) -> bytes:
        """The poster for everybody: ``words`` lead, ``other`` are the second language."""
        from ill_desktop.documents import poster

        library, both = self._ground.library, (words, other)
        desk, starts = library.help_desk, library.activation_starts
        hotlines = [
            facts.Hotline((words(f"paper.poster.{about}"), other(f"paper.poster.{about}")), desk[phone])
            for about, phone in (
                ("desk", "phone"),
                ("borrowing", "borrowing_phone"),
                ("password", "password_phone"),
            )
        ]
        hotlines += [
            facts.Hotline((each.name[words.language], each.name[other.language]), each.phone)
            for each in library.hotlines
        ]
        return poster.pdf(
            facts.Poster(
                library=(library.name[words.language], library.name[other.language]),
                address=poster_address(library.base_address),
                desk_hours=(self._desk_hours(words), self._desk_hours(other)),
                desk_phone=desk["phone"],
                hotlines=tuple(hotlines),
                starts=starts if starts > self._ground.clock.day() else None,
            ),
            *both,
        )

    def _desk_hours(self, words: Words) -> str:
        desk = self._ground.library.help_desk
        days = desk["days"][words.language]
        return words("paper_hint.hours", days=days, opens=desk["opens"], closes=desk["closes"])

    def _wall(self, instant: str) -> dt.datetime:
        return self._ground.clock.local(utc_time(instant))
