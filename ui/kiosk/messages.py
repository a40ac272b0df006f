"""My messages (我的消息): what the library has told a reader; opening one marks it as read."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QScroller

from ill_desktop.notices import queries
from ill_desktop.notices.queries import NoticeRow
from ui.kiosk.parts import BigButton, KioskPage
from ui.kiosk.table import TouchTable
from ui.kiosk.told import HowTold
from ui.kiosk.visit import Visit
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.empty import Empty
from ui.kit.label import Label
from ui.kit.models import PageModel
from ui.kit.screen import hbox, panel
from ui.kit.theme import style


class MessagesPage(KioskPage):
    """The list at the left, the message in full at the right; the newest unread one is not opened by itself:
    somebody else may stand behind."""

    def __init__(self, visit: Visit) -> None:
        super().__init__("kiosk-messages", visit)
        reader = visit.reader
        assert reader is not None and reader.patron_id is not None  # the window asks for the sign-in first
        self._reader, self._patron_id = reader, reader.patron_id
        self.model: PageModel[NoticeRow] = PageModel(self._columns(), self._fetch)
        nothing = Empty("notices", lambda: self.tr("No message yet."), name="no-messages")
        self.table = TouchTable(
            "messages", self.model, visit, nothing, lambda: self.tr("My messages"), dropped=("at",)
        )
        self.unread = Label("", "subtitle", name="messages-unread")
        self.all = BigButton("messages-all", lambda: self.tr("Mark all as read"), on=self._read_all)
        self.subject = Label("", "title", wrap=True, name="message-subject")
        self.text = QPlainTextEdit()
        self.text.setObjectName("message-text")
        self.text.setReadOnly(True)
        self.write(self.text.setAccessibleName, lambda: self.tr("Message"))
        style(self.text, role="reading")
        QScroller.grabGesture(self.text.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._empty = Empty("mail", lambda: self.tr("Touch a message to read it."), name="no-message")
        self._message = panel(self.subject, self.text, gap=16, margins=24)
        self._message.hide()
        left = panel(self.table, margins=0)
        right = panel(self._empty)
        self._waiting = right
        body = hbox(left, right, self._message, gap=20)
        body.setStretch(0, 3)
        body.setStretch(1, 4)
        body.setStretch(2, 4)
        self.lay_out(lambda: self.tr("My messages"), body, HowTold(visit), actions=(self.unread, self.all))
        self.model.reload(keep=False)
        self._count()
        self.table.picked.connect(self._read)

    def _columns(self) -> list[Column[NoticeRow]]:
        session = self.session
        return [
            Column("at", lambda: self.tr("When"), lambda row: session.local(row.created_at), "date", 130),
            Column(
                "subject",
                lambda: self.tr("Message"),
                lambda row: (session.desk.texts.shown(row)[0], self._about(row)),
                "two_line",
                stretch=True,
                width=180,
            ),
            Column("new", "", self._tag, "chip", 70),
        ]

    def _about(self, row: NoticeRow) -> str:
        kind = self.session.words(f"notice_kind.{row.kind}")
        return f"{kind} · {row.request_number}" if row.request_number else kind

    def _tag(self, row: NoticeRow) -> Tag | None:
        return None if row.read_at else Tag(self.tr("new"), "accent")

    def _fetch(self, after: NoticeRow | None, limit: int) -> list[NoticeRow]:
        ground = self.session.desk.ground
        return queries.messages(ground, self._patron_id, limit, after.id if after else None)

    def _count(self) -> None:
        unread = queries.unread(self.session.desk.ground, self._patron_id)
        self.unread.setText(self.tr("%1 not read yet").replace("%1", f"{unread:,}") if unread else "")
        self.all.setVisible(unread > 0)

    def retranslate(self) -> None:
        self._count()

    # -- reading ----------------------------------------------------------------------------------

    def _read(self, row: NoticeRow | None) -> None:
        """Show a message; it is read from now on."""
        if row is None:
            return
        subject, text = self.session.desk.texts.shown(row)
        self.subject.setText(subject)
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self._waiting.hide()
        self._message.show()
        if row.read_at is None:
            self._mark([row.id])

    def _read_all(self) -> None:
        self._mark(None)

    def _mark(self, notices: list[int] | None) -> None:
        desk, reader = self.session.desk, self._reader
        self.session.commands.keep(lambda: desk.notices.mark_read(reader, notices))
        self.model.reload()
        self._count()
