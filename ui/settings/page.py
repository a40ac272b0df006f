"""The phone page: whether it runs and where, who may open it, how it proves itself, and the poster to it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ill_desktop.web.phone_page import PageState, PhonePage
from ill_desktop.web.settings import PageSettings
from ui.kit.chip import Chip, Tag
from ui.kit.keys import Button
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import hbox, vbox
from ui.session import Session
from ui.settings.page_poster import PosterPanel
from ui.settings.page_rules import PageRules
from ui.settings.section import TOPICS, Boxed, Section


class PageSection(Section):
    """State and poster above, the rules below. What is saved counts at once: the page moves with it."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-page", session)
        if session.phone_page is None:  # the window is faster than what it starts beside itself
            session.phone_page = PhonePage(session.desk)
        self._page = session.phone_page
        self.state = Chip(name="page-state")
        self.where = ElidedLabel("", "heading", name="page-address")
        self.why = Label("", "text", wrap=True, tone="bad", name="page-problem")
        self.switch = Button("page-switch", self._switch_words, role="primary", on=self._turn)
        self.browse = Button("page-browse", lambda: self.tr("Open in the browser"), on=self._browse)
        self.for_those_who_may(self.switch)
        self.poster = PosterPanel(session)
        self.rules = PageRules(session, self._save)
        now = Boxed(
            "page-now",
            lambda: self.tr("The page now"),
            vbox(hbox(self.state, None), self.where, self.why, gap=8),
            hbox(self.switch, self.browse, None),
            None,
            note=lambda: self.tr("It runs while this window is open, or alone: ill_desktop serve"),
        )
        top = hbox(now, self.poster, gap=16)
        top.setStretch(0, 1)
        top.setStretch(1, 1)
        self.lay_out(
            top,
            self.rules,
            about=lambda: self.tr(
                "Readers register and activate on their own phones, in the network of the branch."
            ),
        )
        self.load()

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        self._show(self._page.state)
        self.poster.load()
        self.rules.load()

    def _show(self, state: PageState) -> None:
        settings = self.session.desk.page.read()
        if state.running:
            tag = Tag(self.tr("running"), "good")
        elif state.problem is not None:
            tag = Tag(self.tr("not running"), "bad")
        elif settings.on:
            tag = Tag(self.tr("on, but not started in this window"), "caution")
        else:
            tag = Tag(self.tr("off"))
        self.state.set_tag(tag)
        self.where.setText(state.address or self.tr("Nobody can open it."))
        self.why.setText(self.session.words.refusal(state.problem) if state.problem is not None else "")
        self.why.setVisible(state.problem is not None)
        self.browse.setEnabled(state.running)
        self.switch.say(self._switch_words())
        self.rules.show_certificate(settings)

    def _switch_words(self) -> str:
        return self.tr("Turn off") if self._page.state.running else self.tr("Turn on")

    # -- what can be done -------------------------------------------------------------------------

    def _browse(self) -> None:
        QDesktopServices.openUrl(QUrl(self._page.state.address))

    def _turn(self) -> None:
        settings = self.session.desk.page.read()
        self._save(replace(settings, on=not self._page.state.running))

    def _save(self, wanted: PageSettings) -> bool:
        """Store the settings, and let the page follow; says whether they were stored."""
        pages, actor = self.session.desk.page, self.session.actor

        def put(settings: PageSettings) -> PageSettings:
            before = pages.save(actor, settings)
            self._follow()
            return before

        done = self.session.commands.run(
            lambda: put(wanted),
            form=self.rules.form,
            touches=TOPICS,
            says=self.tr("Saved"),
            undo=put,
        )
        return done is not None

    def _follow(self) -> None:
        """Start, stop or move the page beside the window."""
        self.switch.setEnabled(False)
        self.session.tasks.run(
            lambda _progress: self._page.follow(),
            lambda _state: self.load(),
            self.tr("Phone page"),
            on_end=lambda: self.switch.setEnabled(True),
        )
