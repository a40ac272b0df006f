"""What this program is, which version, on whose terms."""

from __future__ import annotations

import ill_desktop
from ui.kit.facts import Fact, Facts
from ui.kit.label import Label
from ui.session import Session
from ui.settings.section import Boxed, Section


class AboutSection(Section):
    """Version, licence, fonts."""

    permission = ""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-about", session)
        self._facts = Facts("about-facts", small=False)
        self._fonts = Facts("about-fonts", small=False)
        self.lay_out(
            Boxed(
                "about",
                lambda: self.tr("ILL Desk"),
                Label(
                    lambda: self.tr(
                        "The desk of an interlibrary-loan and document-delivery counter: readers, requests, "
                        "money and papers, without a network."
                    ),
                    wrap=True,
                ),
                self._facts,
            ),
            Boxed("about-type", lambda: self.tr("Fonts and icons"), self._fonts),
        )
        self.load()

    def load(self) -> None:
        self._facts.show_facts(
            [
                Fact(self.tr("Version"), ill_desktop.__version__),
                Fact(self.tr("Licence"), "GPL-3.0-or-later"),
                Fact(self.tr("Library profile"), self.session.desk.library.code),
            ]
        )
        self._fonts.show_facts(
            [
                Fact("Noto Sans SC", self.tr("SIL Open Font License 1.1; in windows and on papers")),
                Fact(self.tr("Icons"), self.tr("drawn for this program, under its licence")),
            ]
        )
