"""Language and colours."""

from __future__ import annotations

from ui.kit.fields import Choice
from ui.kit.screen import hbox
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.kit.theme import DARK, LIGHT, Theme
from ui.session import Session
from ui.settings.section import TOPICS, Boxed, Section

LANGUAGES = (("zh_CN", "简体中文"), ("en", "English"))


class GeneralSection(Section):
    """What everybody sees first."""

    permission = ""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-general", session)
        self.language = Choice("counter-language", lambda: LANGUAGES)
        self.language.setFixedWidth(240)
        write(self, self.language.setAccessibleName, lambda: self.tr("Language of the counter"))
        self.language.edited.connect(self._speak)
        self.language.setEnabled(session.actor.may("library.configure"))
        self.theme = Pills(
            "theme",
            [(LIGHT.name, lambda: self.tr("Light colours")), (DARK.name, lambda: self.tr("Dark colours"))],
        )
        self.theme.chosen.connect(self._dress)
        self.lay_out(
            Boxed(
                "language",
                lambda: self.tr("Language of the counter"),
                self.language,
                note=lambda: self.tr(
                    "Sign-in, kiosk and papers begin in it. Each person switches the windows for "
                    "themselves, in the status bar."
                ),
            ),
            Boxed(
                "colours",
                lambda: self.tr("Colours"),
                hbox(self.theme, None),
                note=lambda: self.tr("For you alone; remembered with your name."),
            ),
        )
        self.load()

    def load(self) -> None:
        self.language.set_value(self.session.desk.language)
        self.theme.choose(Theme.of(self.palette()).name)

    def _speak(self) -> None:
        desk, actor = self.session.desk, self.session.actor
        before, wanted = desk.language, self.language.value()
        if wanted != before:
            self.session.commands.run(
                lambda: desk.facts.speak(actor, wanted),
                touches=TOPICS,
                says=self.tr("Saved"),
                undo=lambda _nothing: desk.facts.speak(actor, before),
            )
        self.load()

    def _dress(self, name: str) -> None:
        from ui.shell.main_window import MainWindow

        window = self.session.window
        if isinstance(window, MainWindow) and Theme.of(self.palette()).name != name:
            window.theme_asked.emit()
