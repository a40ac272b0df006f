"""One message in full: its words, whom it is for, every try, and whether it was read."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

from ill_desktop.notices import queries
from ill_desktop.notices.queries import Attempt, NoticeRow
from ui.kit.chip import Chip, Tag
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.facts import Fact, Facts, Timeline
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.text import write
from ui.kit.theme import Tone, style
from ui.session import Session

NARROW, SIDE, WIDE, HEIGHT = 330, 420, 560, 520
TONES: dict[str, Tone] = {"waiting": "caution", "sent": "good", "failed": "bad", "withdrawn": "neutral"}
STAMP = "%Y-%m-%d %H:%M"


class MessagePanel(QStackedWidget):
    """What stands beside a list of messages; ``leads`` to the reader, unless that is where one is."""

    def __init__(self, session: Session, leads: bool = True) -> None:
        super().__init__()
        self.setObjectName("notices-side")
        self._session = session
        self._row: NoticeRow | None = None
        self._chip = Chip(name="notice-state")
        self._repeat = Chip(lambda: self.tr("may have arrived twice"), "caution", name="notice-repeat")
        self._head = Label("", "heading", wrap=True, name="notice-subject")
        self._facts = Facts("notice-facts")
        self._tries = Timeline("notice-tries")
        self._text = QPlainTextEdit()
        self._text.setObjectName("notice-text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        write(self, self._text.setAccessibleName, lambda: self.tr("Message"))
        style(self._text, role="reading")
        self._open = Button(
            "notice-open", lambda: self.tr("Open the reader"), icon="user", key="O", on=self._open_reader
        )
        if not leads:
            self._open.hide()
        head = hbox(self._chip, self._repeat, None, self._open)
        inner = vbox(head, self._head, self._facts, self._tries, self._text, gap=12)
        inner.setStretch(4, 1)
        message = panel(inner, name="notice")
        self.addWidget(panel(Empty("notices", lambda: self.tr("Choose a notice to read it."))))
        self.addWidget(message)
        self._text.setMinimumHeight(96)
        # However long a message is, the page asks for no more height than the window has.
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setMinimumWidth(NARROW)
        self.setMaximumWidth(SIDE)

    def about(self, row: NoticeRow) -> str:
        """What a message is about, in the language of the window: it may be written in another."""
        kind = self._session.words(f"notice_kind.{row.kind}")
        return f"{kind} · {row.request_number}" if row.request_number else kind

    def show_notice(self, row: NoticeRow | None) -> None:
        """Show this message, or that none is chosen."""
        self._row = row
        self.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        subject, text = self._session.desk.texts.shown(row)
        self._chip.set_tag(Tag(self._session.words(f"outbox.{row.state}"), TONES[row.state]))
        self._repeat.setVisible(bool(row.maybe_repeat))
        self._head.setText(subject)
        self._facts.show_facts(self._facts_of(row))
        tries = queries.attempts(row.id)
        self._tries.setVisible(bool(tries))
        self._tries.show_events([self._try(each) for each in reversed(tries)][:6])
        if self._text.toPlainText() != text:
            self._text.setPlainText(text)

    def _facts_of(self, row: NoticeRow) -> list[Fact]:
        session = self._session
        to = f"{row.patron_name} <{row.email}>" if row.way == "email" else row.patron_name
        facts = [
            Fact(self.tr("To"), to),
            Fact(self.tr("About"), self.about(row)),
            Fact(self.tr("Way"), session.words(f"notice_way.{row.way}")),
            Fact(self.tr("Made"), self._stamp(row.created_at)),
        ]
        if row.state == "waiting" and row.not_before > session.desk.ground.now:
            facts.append(Fact(self.tr("Next try"), self._stamp(row.not_before)))
        if row.sent_at:
            facts.append(Fact(self.tr("Sent"), self._stamp(row.sent_at)))
        if row.state != "withdrawn":
            read = self._stamp(row.read_at) if row.read_at else self.tr("not yet")
            facts.append(Fact(self.tr("Read"), read))
        if row.problem:
            problem = queries.said(row.problem, session.words)
            label = self.tr("Reason") if row.state == "withdrawn" else self.tr("Problem")
            facts.append(Fact(label, problem, marked=row.state == "failed"))
        return facts

    def _stamp(self, instant: str | None) -> str:
        local = self._session.local(instant)
        return f"{local:{STAMP}}" if local else ""

    def _try(self, attempt: Attempt) -> str:
        """``11-21 14:02 E-mail · accepted``."""
        outcomes = {
            "sent": self.tr("accepted"),
            "refused": self.tr("refused"),
            "later": self.tr("later, please"),
            "server": self.tr("server not reached"),
            "unknown": self.tr("may have arrived"),
        }
        outcome = outcomes.get(attempt.outcome or "") or self.tr("broke off, or goes on")
        at = self._session.local(attempt.at)
        way = self._session.words(f"notice_way.{attempt.way}")
        return f"{at:%m-%d %H:%M} {way} · {outcome}"

    def _open_reader(self) -> None:
        if self._row is not None:
            self._session.open("patrons", self._row.patron_id)


class MessageSheet(Sheet):
    """One message over another place: what was sent, how, when, and whether it was read."""

    def __init__(self, session: Session, parent: QWidget, notice_id: int) -> None:
        shown = MessagePanel(session, leads=False)
        shown.setMinimumHeight(HEIGHT)
        shown.setFixedWidth(WIDE)
        shown.show_notice(queries.by_id(notice_id))
        super().__init__(
            parent.window(),
            "message",
            lambda: self.tr("What the reader was told"),
            lambda: self.tr("Open in Notices"),
            body=shown,
            on_primary=lambda: session.open("notices", notice_id),
            secondary=lambda: self.tr("Close"),
            width=WIDE + 48,
        )
        self.cancel.setFocus()
