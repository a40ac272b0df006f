"""The three texts of one kind of message, as they are typed: subject, text, SMS; what may stand in them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from ill_desktop.errors import Refusal, Refusals
from ill_desktop.notices import texts
from ill_desktop.notices.kinds import KINDS
from ui.kit.chip import Chip, Tag
from ui.kit.dialogs import confirm
from ui.kit.fields import Area, Line
from ui.kit.flow import Flow
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import clear, hbox, scrolled, vbox
from ui.kit.theme import Theme, style
from ui.notices.text_versions import VersionsSheet
from ui.session import Session

TOPICS = ("notices",)
PAUSE_MS = 250  # after the last key the preview follows
FIELDS = ("subject", "body", "sms")
Draft = tuple[str, str, str]


class About(NamedTuple):
    """Which text: institution None for everybody."""

    kind: str
    language: str
    institution: int | None


class MarkedArea(Area):
    """A text whose wrong lines are marked."""

    def mark(self, lines: frozenset[int]) -> None:
        """Mark these lines, counted from one, and no others."""
        marks = []
        colour = QColor(Theme.of(self.palette()).bad_soft)
        for number in sorted(lines):
            block = self.document().findBlockByNumber(number - 1)
            if block.isValid():
                mark = QTextEdit.ExtraSelection()
                form = QTextCharFormat()
                form.setBackground(colour)
                form.setProperty(QTextFormat.Property.FullWidthSelection, True)
                mark.format = form
                mark.cursor = QTextCursor(block)
                marks.append(mark)
        self.setExtraSelections(marks)

    def marked(self) -> list[int]:
        """The lines marked now."""
        return [mark.cursor.blockNumber() + 1 for mark in self.extraSelections()]


class TextEditor(QFrame):
    """What is typed and not saved stays a draft while one looks at other kinds."""

    drafted = Signal()
    """What stands in the fields has changed, a moment ago."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("text-editor")
        style(self, role="panel")
        self._session = session
        self.about = About(next(iter(KINDS)), session.language, None)
        self._drafts: dict[About, Draft] = {}
        self._filling = False
        self._heading = Label(lambda: session.words(f"notice_kind.{self.about.kind}"), "heading")
        self._state = Chip(name="text-state")
        self.form = Form("text-form", self._asks())
        self.form.edited.connect(lambda _name: self._edited())
        self._problem = Label("", "error", wrap=True, name="text-problem")
        self._places = QWidget()
        self._flow = Flow(gap=6)
        self._places.setLayout(self._flow)
        self._last: QWidget = self.form.field("body")
        for name in FIELDS:
            self.form.field(name).installEventFilter(self)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.drafted)
        self._make_buttons()
        self._lay_out()

    def _asks(self) -> list[Ask]:
        return [
            Ask("subject", lambda: self.tr("Subject")),
            Ask(
                "body",
                lambda: self.tr("Text of mail and letter"),
                editor=lambda name: MarkedArea(name, lines=8),
                hint=lambda: self.tr("A blank line begins a paragraph; addresses become links."),
            ),
            Ask(
                "sms",
                lambda: self.tr("SMS"),
                editor=lambda name: MarkedArea(name, lines=2),
                hint=lambda: self.tr("One line; long titles are cut."),
            ),
        ]

    def _make_buttons(self) -> None:
        may = self._session.actor.may("library.configure")
        self.save_button = Button(
            "text-save", lambda: self.tr("Save"), role="primary", key="Ctrl+S", on=self.save
        )
        self.discard = Button(
            "text-discard", lambda: self.tr("Discard changes"), role="link", on=self._discard
        )
        self.default = Button(
            "text-default", lambda: self.tr("Restore default…"), role="link", on=self._ask_default
        )
        self.versions = Button("text-versions", lambda: self.tr("Versions…"), on=self._show_versions)
        if not may:
            for button in (self.save_button, self.discard, self.default):
                button.hide()
            self.form.set_read_only()

    def _lay_out(self) -> None:
        places = Label(lambda: self.tr("Filled in when it is sent; a click writes one:"), "note")
        content = vbox(
            hbox(self._heading, self._state, None, self.versions, gap=8),
            self.form,
            self._problem,
            places,
            self._places,
            None,
            gap=12,
            margins=(20, 16, 20, 8),
        )
        area = scrolled(content, "text-area")
        # However much stands in it, the page asks for no more height than the window has.
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        foot = hbox(self.default, None, self.discard, self.save_button, gap=8, margins=(20, 8, 20, 16))
        whole = vbox(area, foot, gap=0, margins=1)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    # -- what is shown ----------------------------------------------------------------------------

    def show_text(self, kind: str, language: str, institution: int | None) -> None:
        """Show what holds there now, or the draft that was begun."""
        about = About(kind, language, institution)
        new = about != self.about
        self.about = about
        wanted = self._drafts.get(about) or self._kept()
        if new or wanted != self.draft():
            self._fill(wanted)
        self._heading.setText(self._session.words(f"notice_kind.{kind}"))
        self._show_places()
        self._show_state()

    def _kept(self) -> Draft:
        now = texts.current(*self.about)
        return now.subject, now.body, now.sms

    def _fill(self, draft: Draft) -> None:
        self._filling = True
        self.form.fill(dict(zip(FIELDS, draft, strict=True)))
        self._filling = False

    def draft(self) -> Draft:
        """The three texts as they stand in the fields."""
        values = self.form.values()
        return values["subject"], values["body"], values["sms"]

    def _edited(self) -> None:
        if self._filling:
            return
        draft = self.draft()
        if draft == self._kept():
            self._drafts.pop(self.about, None)
        else:
            self._drafts[self.about] = draft
        self._show_state()
        self._timer.start()

    def _show_state(self) -> None:
        now = texts.current(*self.about)
        drafted = self.about in self._drafts
        own = now.version > 0 and now.institution_id == self.about.institution
        if drafted:
            tag = Tag(self.tr("not saved yet"), "caution")
        elif own:
            tag = Tag(self.tr("version %1").replace("%1", str(now.version)), "accent")
        elif now.version:
            tag = Tag(self.tr("as for all institutions"), "neutral")
        else:
            tag = Tag(self.tr("as shipped"), "neutral")
        self._state.set_tag(tag)
        self.save_button.setEnabled(drafted)
        self.discard.setEnabled(drafted)
        self.default.setEnabled(own)
        self.versions.setEnabled(bool(self._session.desk.texts.versions(*self.about)))

    def _show_places(self) -> None:
        clear(self._flow)
        may = self._session.actor.may("library.configure")
        for name in KINDS[self.about.kind].places:
            words = self._session.words(f"notice_variable.{name}")
            button = Button(
                f"place-{name}",
                f"{{{name}}}",
                role="filter",
                tip=words,
                on=lambda name=name: self._put(name),  # type: ignore[misc]
            )
            button.setEnabled(may)
            self._flow.addWidget(button)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._last = watched
        return super().eventFilter(watched, event)

    def _put(self, name: str) -> None:
        """Write a place where the cursor last stood."""
        field = self._last
        if isinstance(field, MarkedArea):
            field.insertPlainText(f"{{{name}}}")
        elif isinstance(field, Line):
            field.insert(f"{{{name}}}")
            field.edited.emit()
        field.setFocus()

    def show_problem(self, problem: Refusal | None) -> None:
        """Say what would be refused, and mark its lines, while one types on."""
        parts = problem.parts if isinstance(problem, Refusals) else (problem,) if problem else ()
        names = {
            "subject": self.tr("Subject"),
            "body": self.tr("Text"),
            "sms": self.tr("SMS"),
        }
        said = [f"{names.get(part.field or '', '')}: {self._session.words.refusal(part)}" for part in parts]
        self._problem.setText("\n".join(said))
        self._problem.setVisible(bool(parts))
        for field in ("body", "sms"):
            lines = frozenset(
                int(part.facts["line"]) for part in parts if part.field == field and "line" in part.facts
            )
            self.form.field(field).mark(lines)

    # -- what can be done -------------------------------------------------------------------------

    def save(self) -> None:
        """Let what stands in the fields hold from now on."""
        desk, actor, about = self._session.desk, self._session.actor, self.about
        before, draft = texts.current(*about), self.draft()
        own = before.version > 0 and before.institution_id == about.institution

        def store() -> int:
            version = desk.texts.save(actor, about.kind, about.language, *draft, about.institution)
            self._drafts.pop(about, None)
            return version

        def back(_version: int) -> None:
            if own:
                kept = (before.subject, before.body, before.sms)
                desk.texts.save(actor, about.kind, about.language, *kept, about.institution)
            else:
                desk.texts.reset(actor, *about)

        self._session.commands.run(
            store,
            form=self.form,
            touches=TOPICS,
            says=lambda version: self.tr("Version %1 holds from now on").replace("%1", str(version)),
            undo=back,
        )

    def _discard(self) -> None:
        self._drafts.pop(self.about, None)
        self.form.clear_errors()
        self._fill(self._kept())
        self._show_state()
        self.drafted.emit()

    def _ask_default(self) -> None:
        confirm(
            self.window(),
            lambda: self.tr("Restore the default text?"),
            lambda: (
                self.tr("The text of all institutions holds again for these readers.")
                if self.about.institution
                else self.tr("What the program ships holds again. Your versions are kept in the list.")
            ),
            lambda: self.tr("Restore"),
            self._restore,
        )

    def _restore(self) -> None:
        desk, actor, about = self._session.desk, self._session.actor, self.about
        before = texts.current(*about)

        def back(_version: int) -> None:
            kept = (before.subject, before.body, before.sms)
            desk.texts.save(actor, about.kind, about.language, *kept, about.institution)

        self._drafts.pop(about, None)
        self._session.commands.run(
            lambda: desk.texts.reset(actor, *about),
            touches=TOPICS,
            says=self.tr("The default text holds again"),
            undo=back,
        )

    def _show_versions(self) -> None:
        VersionsSheet(self._session, *self.about, self._take).open()

    def _take(self, draft: Draft) -> None:
        """An older version becomes the draft: it holds once it is saved."""
        self._fill(draft)
        self._edited()
