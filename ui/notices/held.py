"""Whether messages go, and if not why not: one band above the outbox, and the keys that change it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ill_desktop.errors import Refusal
from ill_desktop.notices.rules import STOPS
from ui.kit.keys import Button
from ui.kit.label import Icon, Label
from ui.kit.screen import hbox
from ui.kit.text import write
from ui.kit.theme import Tone, style
from ui.post import Round
from ui.session import Session

TOPICS = ("notices",)
RATES = ("notice.rate",)


class SendingBar(QFrame):
    """Says what holds messages back and what to do; how fast they go when they do.

    :meth:`load` comes once its buttons stand somewhere: shown before, each would be a window of its own.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("notices-sending")
        self._session = session
        self._held: dict[str, Refusal] = {}
        self._asked = False
        self.icon = Icon("check", 18, "good")
        self.words = Label("", "note", wrap=True, name="notices-held")
        self.set_up = Button("notices-set-up", lambda: self.tr("Set up sending…"), on=self._set_up)
        line = hbox(self.icon, self.words, self.set_up, gap=12, margins=(16, 8, 8, 8))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.now = Button("notices-now", lambda: self.tr("Send now"), icon="refresh", key="F5", on=self._send)
        self.pause = Button("notices-pause", lambda: self.tr("Pause sending"), on=self._pause)
        self.resume = Button(
            "notices-resume", lambda: self.tr("Resume sending"), role="primary", on=self._resume
        )
        write(self, self.words.setText, self._said)
        session.post.ended.connect(self._sent)

    def load(self) -> None:
        """Look again what holds messages back."""
        self._held = self._session.desk.delivery.held()
        paused = any(reason.code == "notice.paused" for reason in self._held.values())
        actor = self._session.actor
        may_switch = actor.may("library.configure")
        self.pause.setVisible(may_switch and not paused)
        self.resume.setVisible(may_switch and paused)
        self.now.setVisible(actor.may("request.work"))
        self.now.setEnabled(not paused and not self._asked)
        troubles = self._troubles()
        tone: Tone = "caution" if troubles else "good"
        self.set_up.setVisible(may_switch and any(reason.code.endswith(".off") for reason in troubles))
        self.icon.set_icon("clock" if troubles else "check", tone)
        style(self, role="panel", tone="caution" if troubles else "")
        self.words.setText(self._said())

    def _troubles(self) -> list[Refusal]:
        """What has to be mended. No SMS gateway is trouble only where a message waits for one."""
        from ill_desktop.notices import queries

        found: list[Refusal] = []
        for way, reason in self._held.items():
            quiet = reason.code in RATES or (reason.code == "sms.off" and not queries.waits_for(way))
            if not quiet and reason.code not in [other.code for other in found]:
                found.append(reason)
        return found

    def _said(self) -> str:
        """In words, with the way that stays open meanwhile."""
        words, notices = self._session.words, self._session.desk.notices
        if notices.paused() == "restored":
            return self.tr(
                "Sending is paused since a backup was put back: what waits may have gone out already. "
                "Look it through, then resume."
            )
        if notices.paused():
            return self.tr("Sending is paused by hand. Nothing gets lost.")
        troubles = self._troubles()
        if troubles:
            calm = self.tr("Nothing gets lost. Urgent ones: open the reader and telephone.")
            return self._in_a_row(*(words.refusal(reason) for reason in troubles), calm)
        return self._rates()

    def _in_a_row(self, *sentences: str) -> str:
        """One after the other; what a server said may lack its full stop."""
        chinese = self._session.language == "zh_CN"
        stop, between = ("。", "") if chinese else (".", " ")
        return between.join(each if each.endswith(STOPS) else each + stop for each in sentences)

    def _rates(self) -> str:
        senders = self._session.desk.senders
        mail, sms = senders.mail(), senders.sms()
        parts = [self.tr("Sent by itself, while this window is open.")]
        if mail.is_set:
            parts.append(self.tr("E-mail: at most %1 a minute.").replace("%1", str(mail.per_minute)))
        if sms.is_set:
            parts.append(self.tr("SMS: at most %1 a minute.").replace("%1", str(sms.per_minute)))
        return self._in_a_row(*parts)

    # -- what can be done -------------------------------------------------------------------------

    def _send(self) -> None:
        """Try at once what was put off, too."""
        desk, actor = self._session.desk, self._session.actor
        self._asked = True
        self.now.setEnabled(False)
        self._session.commands.run(lambda: desk.notices.hurry(actor), touches=TOPICS)
        self._session.post.send()

    def _sent(self, done: Round) -> None:
        asked, self._asked = self._asked, False
        self.load()
        if not asked:
            return
        troubles, commands = self._troubles(), self._session.commands
        if troubles and not (done.sent or done.failed or done.later):
            why = self._session.words.refusal(troubles[0])
            commands.refused.emit(self._in_a_row(self.tr("Nothing was sent."), why))
        else:
            commands.said.emit(self._outcome(done), False)

    def _outcome(self, done: Round) -> str:
        parts = [self.tr("Sent: %1").replace("%1", f"{done.sent:,}")]
        if done.failed:
            parts.append(self.tr("failed: %1").replace("%1", f"{done.failed:,}"))
        if done.later:
            parts.append(self.tr("tried again later: %1").replace("%1", f"{done.later:,}"))
        return " · ".join(parts)

    def _pause(self) -> None:
        notices, actor = self._session.desk.notices, self._session.actor
        self._session.commands.run(
            lambda: notices.pause(actor),
            touches=TOPICS,
            says=self.tr("Sending is paused"),
            undo=lambda _nothing: notices.resume(actor),
        )

    def _resume(self) -> None:
        notices, actor = self._session.desk.notices, self._session.actor
        self._session.commands.run(
            lambda: notices.resume(actor), touches=TOPICS, says=self.tr("Messages go again")
        )
        self._session.post.send()

    def _set_up(self) -> None:
        self._session.open("settings", None)
        screen = getattr(self._session.window, "current", lambda: None)()
        show = getattr(screen, "show_section", None)
        if show is not None:
            show("senders")
