"""The service that is asked what a DOI or an ISBN stands for: off until an address is given."""

from __future__ import annotations

from dataclasses import asdict

from ill_desktop.requests import metadata
from ill_desktop.requests.metadata import MetadataSettings
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.screen import hbox
from ui.session import Session
from ui.settings.section import TOPICS, Boxed, Section

NO_SECONDS = -1
"""What was typed is no number: the service says so beside the field."""


class MetadataSection(Section):
    """Addresses in one form, saved together; the last saving can be taken back."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-metadata", session)
        self._touched = False
        self.form = Form("metadata-form", self._asks())
        self.button = Button("metadata-save", lambda: self.tr("Save"), role="primary", on=self.save)
        self.crossref = Button(
            "metadata-crossref", lambda: self.tr("Fill in Crossref's addresses"), role="link", on=self.fill_in
        )
        self.form.edited.connect(self._edit)
        self.form.submitted.connect(self.save)
        if not session.actor.may(self.permission):
            self.form.set_read_only()
        self.for_those_who_may(self.button, self.crossref)
        self.lay_out(
            Boxed(
                "metadata-service",
                lambda: self.tr("Service for references"),
                self.form,
                hbox(self.crossref, None, self.button),
                note=lambda: self.tr(
                    "Any service will do that answers in CSL-JSON, as Crossref does. Without an address "
                    "nobody is asked; with one, a new request offers to complete what has a DOI or an ISBN. "
                    "The number is sent, nothing about the reader."
                ),
            ),
            about=lambda: self.tr("Who completes a reference from the network."),
        )
        self.load()

    def _asks(self) -> list[Ask]:
        return [
            Ask(
                "doi_url",
                lambda: self.tr("Address for a DOI"),
                placeholder=metadata.DOI_EXAMPLE,
                hint=lambda: self.tr("With {doi} where the number belongs; empty: off."),
            ),
            Ask(
                "isbn_url",
                lambda: self.tr("Address for an ISBN"),
                placeholder=metadata.ISBN_EXAMPLE,
                hint=lambda: self.tr("With {isbn} where the number belongs; empty: off."),
            ),
            Ask(
                "contact",
                lambda: self.tr("Mail address to be told with each question"),
                hint=lambda: self.tr("Public services ask for it, and serve first who gives it."),
            ),
            Ask("seconds", lambda: self.tr("Seconds until it is given up")),
        ]

    def load(self) -> None:
        """Show the service as it is kept; what was typed and not yet saved stays."""
        if not self._touched:
            kept = asdict(metadata.read_settings())
            self.form.fill({**kept, "seconds": str(kept["seconds"])})
        self._offer()

    def _edit(self, _name: str) -> None:
        self._touched = True
        self._offer()

    def _offer(self) -> None:
        self.button.setEnabled(self._touched)

    def fill_in(self) -> None:
        """Put the public service there; nothing is stored yet."""
        self.form.fill({"doi_url": metadata.DOI_EXAMPLE, "isbn_url": metadata.ISBN_EXAMPLE})
        self._edit("doi_url")

    def _wanted(self) -> MetadataSettings:
        values = {name: str(text or "") for name, text in self.form.values().items()}
        seconds = values.pop("seconds").strip()
        return MetadataSettings(**values, seconds=int(seconds) if seconds.isdecimal() else NO_SECONDS)

    def save(self) -> None:
        """Store the service, or without addresses take it away."""
        if not self.button.isEnabled():
            return
        ground, actor, wanted = self.session.desk.ground, self.session.actor, self._wanted()
        before = metadata.read_settings()

        def store() -> bool:
            metadata.save_settings(ground, actor, wanted)
            return True

        done = self.session.commands.run(
            store,
            form=self.form,
            touches=TOPICS,
            on_done=lambda _done: self._saved(),
            says=self.tr("Saved"),
            undo=lambda _done: metadata.save_settings(ground, actor, before),
        )
        if done:
            self.load()

    def _saved(self) -> None:
        self._touched = False
