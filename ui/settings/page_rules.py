"""Where the phone page stands, who may open it, and its certificate: one form, saved together."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QFileDialog

from ill_desktop.web.settings import CERTIFICATES, PageSettings, addresses, current
from ui.kit.facts import Fact, Facts
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.section import Boxed

LOOPBACK, EVERYWHERE = "127.0.0.1", "0.0.0.0"
FILES = ("certificate_file", "key_file")


class PageRules(Boxed):
    """``save`` stores what was filled in and says whether it was accepted."""

    def __init__(self, session: Session, save: Callable[[PageSettings], bool]) -> None:
        self._session, self._store = session, save
        self._touched: set[str] = set()
        self._here: tuple[str, ...] = ()
        self.form = Form("page-form", self._asks(), 2)
        self.button = Button("page-save", lambda: self.tr("Save"), role="primary", on=self.save)
        self._pick = Button("page-files", lambda: self.tr("Choose the files…"), on=self._choose_files)
        self.certificate = Facts("page-certificate")
        super().__init__(
            "page-rules",
            lambda: self.tr("Address and certificate"),
            self.form,
            self.certificate,
            hbox(self._pick, None, self.button),
            note=lambda: self.tr(
                "Only this machine is reached without encryption; everywhere else the page speaks TLS."
            ),
        )
        if not session.actor.may("library.configure"):
            self.form.set_read_only()
            self.button.hide()
        self.form.edited.connect(self._edit)
        self.form.submitted.connect(self.save)
        self.load()
        session.tasks.run(lambda _progress: addresses(), self._found)  # it may have to ask the network

    def _found(self, here: tuple[str, ...]) -> None:
        self._here = here
        self.form.field("host").reload()

    def _asks(self) -> list[Ask]:
        return [
            Ask("host", lambda: self.tr("Listens at"), "choice", True, options=self._hosts),
            Ask("port", lambda: self.tr("Port"), required=True, check=self._check_port),
            Ask(
                "base_address",
                lambda: self.tr("Base address: what phones call it"),
                placeholder="https://ill.example.edu.cn:8443",
                hint=lambda: self.tr("It stands in the QR codes of poster and slips."),
            ),
            Ask(
                "certificate",
                lambda: self.tr("Certificate"),
                "choice",
                True,
                options=lambda: [(each, self._certificates()[each]) for each in CERTIFICATES],
            ),
            Ask("certificate_file", lambda: self.tr("Certificate file (PEM)"), required=True),
            Ask("key_file", lambda: self.tr("Key file (PEM, without a password)"), required=True),
            Ask(
                "allowed",
                lambda: self.tr("Networks whose phones may open it, one a line"),
                "area",
                lines=6,
                span=2,
                hint=lambda: self.tr("This machine always may. Empty: nobody else."),
            ),
        ]

    def _hosts(self) -> list[tuple[str, str]]:
        """This machine's addresses, and the one that is set, whether it is among them or not."""
        told = {LOOPBACK: self.tr("%1 · only this machine"), EVERYWHERE: self.tr("%1 · all addresses")}
        every = [LOOPBACK, *self._here, EVERYWHERE, self._session.desk.page.read().host]
        return [
            (each, told.get(each, self.tr("%1 · this machine in its network")).replace("%1", each))
            for each in dict.fromkeys(every)
        ]

    def _certificates(self) -> dict[str, str]:
        return {
            "own": self.tr("made by this program (phones ask once)"),
            "file": self.tr("from files of the library"),
            "proxy": self.tr("a proxy on this machine has it"),
        }

    def _check_port(self, text: str) -> str | None:
        good = text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 65535
        return None if good else self._session.words("refusal.page.port")

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        """Show the settings as they are kept; what was typed and not yet saved stays."""
        settings = self._session.desk.page.read()
        self.form.field("host").reload()
        values: dict[str, Any] = {
            "host": settings.host,
            "port": str(settings.port),
            "base_address": settings.base_address,
            "certificate": settings.certificate,
            "certificate_file": settings.certificate_file,
            "key_file": settings.key_file,
            "allowed": "\n".join(settings.allowed),
        }
        touched = set(self._touched)
        self.form.fill({name: value for name, value in values.items() if name not in touched})
        self._touched = touched  # several lines say "edited" when they are filled, too
        self._offer()
        self.show_certificate(settings)

    def show_certificate(self, settings: PageSettings) -> None:
        """What phones are shown, as it is now."""
        found = current(self._session.desk.ground, settings)
        if found is None:
            none = self.tr("made when the page is turned on") if settings.tls else self.tr("none is needed")
            self.certificate.show_facts([Fact(self.tr("Certificate"), none)])
            return
        until = self._session.desk.clock.local(found.expires_at)
        self.certificate.show_facts(
            [
                Fact(self.tr("Certificate for"), ", ".join(found.names)),
                Fact(self.tr("Good until"), f"{until:%Y-%m-%d}"),
                Fact(self.tr("Fingerprint (SHA-256)"), _broken(found.fingerprint)),
            ]
        )

    def _wanted(self) -> PageSettings | None:
        """What is filled in; None while a number is none."""
        values = self.form.values()
        if not values["port"] or self._check_port(values["port"]) is not None or values["host"] is None:
            return None
        kept = self._session.desk.page.read()
        return replace(
            kept,
            host=values["host"],
            port=int(values["port"]),
            base_address=values["base_address"],
            certificate=values["certificate"],
            allowed=tuple(values["allowed"].replace(",", " ").split()),
            **{name: values.get(name, getattr(kept, name)) for name in FILES},
        )

    def _edit(self, name: str) -> None:
        self._touched.add(name)
        self._offer()

    def _offer(self) -> None:
        from_files = self.form.field("certificate").value() == "file"
        for name in FILES:
            self.form.show_field(name, from_files)
        self._pick.setVisible(from_files and self.button.isVisibleTo(self))
        host = self.form.field("host").value()
        local = host is None or ipaddress.ip_address(host).is_loopback
        self.certificate.setVisible(not local)
        self.button.setEnabled(self._wanted() != self._session.desk.page.read())

    # -- what can be done -------------------------------------------------------------------------

    def _choose_files(self) -> None:
        """First the certificate, then its key."""
        titles = (self.tr("Certificate file"), self.tr("Key file"))
        for name, title in zip(FILES, titles, strict=True):
            chosen, _kind = QFileDialog.getOpenFileName(
                self, title, "", self.tr("PEM files (*.pem *.crt *.key);;All files (*)")
            )
            if not chosen:
                return
            self.form.fill({name: chosen})
            self._edit(name)

    def save(self) -> None:
        """Store what is filled in."""
        if not self.form.validate():
            return
        wanted = self._wanted()
        if wanted is not None and self._store(wanted):
            self._touched.clear()
            self.load()


def _broken(fingerprint: str) -> str:
    """In groups a person can compare: the pairs of the first half, then those of the second."""
    pairs = fingerprint.split(":")
    half = len(pairs) // 2
    return "\n".join(" ".join(part) for part in (pairs[:half], pairs[half:]))
