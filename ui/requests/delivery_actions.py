"""What is done about a delivery: the link, the pages that really came, the slip on the shelf."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ill_desktop.requests import rules
from ill_desktop.requests.queries import Detail
from ui.kit.asking import ask
from ui.kit.form import Ask, Form
from ui.session import Session

TOPICS = ("requests", "cashier", "notices")


class DeliveryActions(QObject):
    """Sheets open above ``over``; every change goes through the one door."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self._session, self._over = session, over

    def _says(self, request: Detail) -> Any:
        return lambda state: f"{request.number} · {self._session.words(f'state.{state}')}"

    def link(self, request: Detail) -> None:
        """Ask for the supplier's link; what was only waiting for it goes out."""
        desk, actor = self._session.desk, self._session.actor

        def keep(form: Form) -> bool:
            address = form.values()["link"]
            done = self._session.commands.run(
                lambda: desk.documents.link(actor, request.id, address),
                form=form,
                touches=TOPICS,
                says=self._says(request),
            )
            return done is not None

        ask(
            self._over.window(),
            "link",
            lambda: self.tr("The supplier's link"),
            lambda: self.tr("Keep"),
            [
                Ask(
                    "link",
                    lambda: self.tr("Web address"),
                    placeholder="https://",
                    hint=lambda: self.tr(
                        "Sent to the reader once everything is settled; empty takes it away"
                    ),
                )
            ],
            keep,
            values={"link": request.link},
            note=f"{request.number} · {request.title}"[:160],
        )

    @staticmethod
    def open_link(request: Detail) -> None:
        """Open the link in the browser."""
        QDesktopServices.openUrl(QUrl(request.link))

    def recount(self, request: Detail) -> None:
        """Ask for the pages that really came: the price follows them."""
        desk, actor = self._session.desk, self._session.actor

        def check(text: str) -> str | None:
            good = text.isdecimal() and len(text) <= 6 and rules.good_pages(int(text))
            return None if good else self._session.words("refusal.request.pages")

        def keep(form: Form) -> bool:
            pages = int(form.values()["pages"])
            done = self._session.commands.run(
                lambda: desk.documents.recount(actor, request.id, pages),
                form=form,
                touches=TOPICS,
                says=self._says(request),
            )
            return done is not None

        ask(
            self._over.window(),
            "pages",
            lambda: self.tr("Pages that came"),
            lambda: self.tr("Correct"),
            [
                Ask(
                    "pages",
                    lambda: self.tr("Pages"),
                    required=True,
                    check=check,
                    hint=lambda: self.tr("The price is counted again"),
                )
            ],
            keep,
            values={"pages": request.pages},
            note=f"{request.number} · {request.title}"[:160],
        )

    def show_slip(self, request: Detail) -> None:
        """The slip that stands in what waits on the shelf."""
        desk, words = self._session.desk, self._session.words
        self._session.show_paper(
            lambda: self.tr("Pick-up slip %1").replace("%1", request.shelf or request.number),
            lambda: desk.slips.pickup_slip(request.id, words),
            f"{request.number}-pickup.pdf",
            self._over.window(),
            kind="label",
        )
