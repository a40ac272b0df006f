"""What a real reader would get: subject and mail as they arrive, plain or HTML, or the SMS."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QStackedWidget, QTextBrowser

from ill_desktop.errors import Refusal
from ill_desktop.notices.texts import Message
from ui.kit.label import Label
from ui.kit.screen import hbox, vbox
from ui.kit.tabs import Pills
from ui.kit.text import write
from ui.kit.theme import LIGHT, style
from ui.requests.patron_field import PatronField
from ui.session import Session


def _for_screen(html: str) -> str:
    """The page as Qt can show it: it knows no padding of blocks, and makes headings larger than they say."""
    plain = html.replace("#f5f6f8", "#ffffff").replace("<h1 style=", "<p style=").replace("</h1>", "</p>")
    plain = plain.replace("line-height:1.4", "font-weight:700;line-height:1.1")
    return plain.replace("margin:0 auto;padding:24px 28px;", "")


class TextPreview(QFrame):
    """Follows the fields. A draft that would be refused leaves the last good picture, dimmed by a word."""

    asked = Signal()
    """Another reader or another view is wanted."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("text-preview")
        style(self, role="panel")
        self._session = session
        self.problem: Refusal | None = None
        """Why the draft cannot be shown, and would not be saved."""
        self._message: Message | None = None
        self.views = Pills(
            "preview-view",
            [
                ("html", lambda: self.tr("Mail")),
                ("plain", lambda: self.tr("Plain text")),
                ("sms", lambda: self.tr("SMS")),
            ],
        )
        self.views.keep_to_one_line()
        self.views.chosen.connect(lambda _view: self._show())
        self.reader = PatronField(
            "preview-reader", session, lambda: self.tr("With the facts of a reader: name or number")
        )
        write(self, self.reader.setAccessibleName, lambda: self.tr("Preview for a reader"))
        self.reader.edited.connect(self.asked)
        self.subject = Label("", "heading", wrap=True, name="preview-subject")
        self.note = Label("", "hint", wrap=True, name="preview-note")
        self.html = QTextBrowser()
        self.html.setObjectName("preview-html")
        self.html.setOpenLinks(False)
        self.html.setTabChangesFocus(True)
        # links on white paper, in dark colours too
        self.html.document().setDefaultStyleSheet(f"a {{ color: {LIGHT.accent}; }}")
        write(self, self.html.setAccessibleName, lambda: self.tr("Preview of the mail"))
        self.html.setStyleSheet("QTextBrowser { background: #ffffff; color: #1d2430; }")  # paper is white
        self.plain = QPlainTextEdit()
        self.plain.setObjectName("preview-plain")
        self.plain.setReadOnly(True)
        self.plain.setTabChangesFocus(True)
        write(self, self.plain.setAccessibleName, lambda: self.tr("Preview as plain text"))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.html)
        self._stack.addWidget(self.plain)
        self.heading = Label(lambda: self.tr("Preview"), "heading")
        head = hbox(self.heading, None, self.views)
        whole = vbox(
            head, self.reader, self.subject, self._stack, self.note, gap=12, margins=(20, 16, 20, 16)
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)

    def show_draft(
        self, kind: str, language: str, institution: int | None, draft: tuple[str, str, str]
    ) -> None:
        """Fill these texts with the newest real case of this kind, or with examples."""
        try:
            self._message = self._session.desk.texts.preview(
                kind, language, draft, patron_id=self.reader.value(), institution_id=institution
            )
            self.problem = None
        except Refusal as refusal:
            self.problem = refusal
        self._show()

    def _show(self) -> None:
        self.note.setText(
            self.tr("This is the last text that was in order.")
            if self.problem
            else self.tr("Filled with the newest message of this kind, or with examples.")
        )
        if self._message is None:
            return
        view = self.views.current()
        self.subject.setText(self._message.subject)
        self.subject.setVisible(view == "plain")  # the page shows it itself
        self._stack.setCurrentIndex(0 if view == "html" else 1)
        if view == "html":
            self.html.setHtml(_for_screen(self._message.html))
        else:
            self.plain.setPlainText(self._message.sms if view == "sms" else self._message.plain)
