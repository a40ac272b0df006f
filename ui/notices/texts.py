"""The words of messages: kinds at the left, one's texts in the middle, what readers get at the right."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QResizeEvent

from ill_desktop.notices import texts
from ill_desktop.notices.kinds import KINDS
from ill_desktop.patrons import queries as patrons
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.fields import Choice
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import Screen, hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.notices.text_editor import TextEditor
from ui.notices.text_preview import TextPreview
from ui.session import Session
from ui.settings.general import LANGUAGES

KIND_WIDTH, PREVIEW_WIDTH = 270, 380
NARROW_KINDS, NARROW_PREVIEW, ROOMY = 204, 280, 1120


class KindRow(NamedTuple):
    """A kind of message as it is now, for one institution or for all."""

    kind: str
    edited: bool
    own: bool


class TextsPage(Screen):
    """Choosing a kind, a language or an institution shows what holds there; drafts are asked about."""

    def __init__(self, session: Session) -> None:
        super().__init__("texts")
        self._session = session
        self._model: StaticModel[KindRow] = StaticModel(self._columns(), key=lambda row: row.kind)
        self.table = TableView(
            "texts-kinds", self._model, title=lambda: self.tr("Kinds of messages"), enter=False
        )
        self.table.picked.connect(lambda _row: self._show())
        self.language = Pills("texts-language", LANGUAGES)
        self.language.choose(session.language)
        self.language.keep_to_one_line()
        self.language.chosen.connect(lambda _language: self._load())
        self.institution = Choice("texts-institution", self._institutions)
        self.write(self.institution.setAccessibleName, lambda: self.tr("For the readers of"))
        self.institution.set_value(0)
        self.institution.edited.connect(self._load)
        self.institution.setMinimumWidth(260)
        self.editor = TextEditor(session)
        self.preview = TextPreview(session)
        self.editor.drafted.connect(self._preview)
        self.preview.asked.connect(self._preview)
        self._lay_out()

    def _lay_out(self) -> None:
        self._kinds = panel(self.table, margins=0)
        body = hbox(self._kinds, self.editor, self.preview, gap=16)
        body.setStretch(1, 3)
        body.setStretch(2, 2)
        for_whom = Label(lambda: self.tr("For the readers of"), "note")
        whole = vbox(hbox(self.language, None, for_whom, self.institution, gap=12), body, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """All three stand beside each other in the smallest window, too."""
        roomy = self.width() >= ROOMY
        self._kinds.setFixedWidth(KIND_WIDTH if roomy else NARROW_KINDS)
        self.preview.setMinimumWidth(PREVIEW_WIDTH if roomy else NARROW_PREVIEW)
        self.preview.heading.setVisible(roomy)  # the three views say what it is

    def _columns(self) -> list[Column[KindRow]]:
        return [
            Column(
                "kind",
                lambda: self.tr("Message"),
                lambda row: self._session.words(f"notice_kind.{row.kind}"),
                width=120,
                stretch=True,
            ),
            Column("state", lambda: self.tr("State"), self._tag, "chip", 80),
        ]

    def _tag(self, row: KindRow) -> Tag | None:
        if row.own:
            return Tag(self.tr("own"), "loan")
        return Tag(self.tr("edited"), "accent") if row.edited else None

    def _institutions(self) -> list[tuple[int, str]]:
        found = [(row.id, row.name) for row in patrons.institutions("")]
        return [(0, self.tr("all institutions")), *found]

    # -- what is shown ----------------------------------------------------------------------------

    @property
    def _institution(self) -> int | None:
        return int(self.institution.value() or 0) or None

    def opened(self) -> None:
        self._load()
        self.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        if topics & {"notices", "settings"}:
            self._load()

    def _load(self) -> None:
        language, institution = self.language.current(), self._institution
        rows = []
        for kind in KINDS:
            now = texts.current(kind, language, institution)
            own = institution is not None and now.institution_id == institution
            rows.append(KindRow(kind, now.version > 0, own))
        self._model.set_rows(rows)
        self.table.show_column("state", any(row.edited for row in rows))
        self.table.pick_first()
        self._show()

    def _show(self) -> None:
        row: KindRow | None = self.table.current()
        if row is not None:
            self.editor.show_text(row.kind, self.language.current(), self._institution)
            self._preview()

    def _preview(self) -> None:
        kind, language, institution = self.editor.about
        self.preview.show_draft(kind, language, institution, self.editor.draft())
        self.editor.show_problem(self.preview.problem)

    def retranslate(self) -> None:
        self._preview()
