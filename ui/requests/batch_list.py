"""The references of one paste, a row each: type, title, what is wrong, who has asked for it before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ill_desktop.requests import fields as kinds
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.theme import HEADER, ROW
from ui.requests.batch import Batch, Piece
from ui.session import Session

SHOWN = 4
IDENTIFIERS = ("doi", "pmid", "isbn", "issn")


class Known(NamedTuple):
    """What the library knows of a reference: the number of an earlier request, and whether we hold it."""

    number: str = ""
    held: bool = False


class Reference(NamedTuple):
    """One row; ``same`` is the place of an equal one in the same paste."""

    id: int
    piece: Piece
    known: Known
    same: int | None = None
    refused: str = ""


class BatchList(QFrame):
    """Hidden while there is only one. Ticked rows are submitted together."""

    chosen = Signal(int)
    ticked = Signal()

    def __init__(self, session: Session, batch: Batch) -> None:
        super().__init__()
        self.setObjectName("batch-list")
        self._session, self._batch = session, batch
        self._known: Mapping[int, Known] = {}
        self.refused: dict[int, str] = {}
        self._title = Label("", "heading", name="batch-title")
        self._note = Label("", "note", name="batch-note")
        first = Button(
            "batch-next",
            lambda: self.tr("Next to mend"),
            role="link",
            icon="chevron-down",
            on=self.go_to_fault,
        )
        self.model: StaticModel[Reference] = StaticModel(self._columns(), checkable=True)
        self.table = TableView("batch-table", self.model, title=lambda: self.tr("References"), enter=False)
        self.table.setFixedHeight(HEADER + SHOWN * ROW + 2)
        self.table.picked.connect(self._picked)
        self.model.checked_changed.connect(self._tick)
        self._showing = False
        head = hbox(self._title, self._note, None, first, margins=(20, 8, 12, 4))
        self.setLayout(vbox(panel(head, self.table, gap=0, margins=0, name="batch")))
        self.hide()

    def _columns(self) -> list[Column[Reference]]:
        return [
            Column("wanted", "", lambda row: False, "check", width=44),
            Column("row", lambda: self.tr("No."), lambda row: str(row.id + 1), width=46, align="right"),
            Column(
                "type",
                lambda: self.tr("Type"),
                lambda row: self._session.words(f"short.document.{row.piece.kind}"),
                width=96,
            ),
            Column("document", lambda: self.tr("Document"), self._document, "two_line", 200, stretch=True),
            Column("state", lambda: self.tr("What to look at"), self._tags, "chip", width=300),
        ]

    def _document(self, row: Reference) -> tuple[str, str]:
        piece = row.piece
        title = piece.title or self.tr("No title")
        second = kinds.second_line_of(piece.kind, piece.fields) or self._identifiers(piece)
        return title, row.refused or second

    def _identifiers(self, piece: Piece) -> str:
        """By what a reference is known of which nothing else is."""
        words = self._session.words
        known = ((key, piece.fields.get(key)) for key in IDENTIFIERS)
        return " · ".join(f"{words(f'field.{key}')} {text}" for key, text in known if text)

    def _tags(self, row: Reference) -> list[Tag]:
        piece = row.piece
        if piece.number is not None:
            return [Tag(piece.number, "good")]
        tags = []
        if row.refused:
            tags.append(Tag(self.tr("Refused"), "bad"))
        if faults := piece.faults():
            tags.append(Tag(self.tr("%1 to mend").replace("%1", str(len(faults))), "bad"))
        if row.same is not None:
            tags.append(Tag(self.tr("Same as no. %1").replace("%1", str(row.same + 1)), "caution"))
        if row.known.held:
            tags.append(Tag(self.tr("We hold the file"), "accent"))
        elif row.known.number:
            tags.append(Tag(self.tr("Like %1").replace("%1", row.known.number), "caution"))
        if doubts := {*piece.doubtful, *(each.field for each in piece.problems)}:
            tags.append(Tag(self.tr("%1 to check").replace("%1", str(len(doubts))), "caution"))
        if piece.unread or piece.lost:
            tags.append(Tag(self.tr("Not all understood"), "caution"))
        return tags or [Tag(self.tr("Ready"), "good")]

    # -- rows -------------------------------------------------------------------------------------

    def show_batch(self) -> None:
        """Show the references as they stand now."""
        batch = self._batch
        self.setVisible(batch.is_many)
        if not batch.is_many:
            return
        self._showing = True
        same, none = batch.doubles(), Known()
        self.model.set_rows(
            [
                Reference(at, piece, self._known.get(at, none), same.get(at), self.refused.get(at, ""))
                for at, piece in enumerate(batch.pieces)
            ]
        )
        self.model.set_checked(at for at, piece in enumerate(batch.pieces) if piece.wanted)
        if self.table.currentIndex().row() != batch.at:
            self.table.pick(batch.at)
        self._showing = False
        self._say()

    def _say(self) -> None:
        batch = self._batch
        title = self.tr("%1 references").replace("%1", f"{len(batch.pieces):,}")
        self._title.setText(title)
        waiting = batch.waiting()
        wrong = sum(bool(batch.pieces[at].faults()) for at in waiting)
        note = self.tr("%1 ticked, %2 of them to mend first")
        self._note.setText(note.replace("%1", f"{len(waiting):,}").replace("%2", f"{wrong:,}"))

    def show_known(self, known: Mapping[int, Known]) -> None:
        """What the library knows of them, found out beside the window."""
        self._known = known
        self.show_batch()

    def forget(self) -> None:
        """Another paste: nothing is known of it yet."""
        self._known, self.refused = {}, {}

    def _picked(self, row: Reference | None) -> None:
        if row is not None and not self._showing and row.id != self._batch.at:
            self.chosen.emit(row.id)

    def _tick(self) -> None:
        if self._showing:
            return
        for row in self.model.rows:
            self._batch.replace(row.id, wanted=self.model.is_checked(row))
        self._say()
        self.ticked.emit()

    def go_to_fault(self) -> None:
        """On to the next reference that cannot be submitted as it stands."""
        pieces, at = self._batch.pieces, self._batch.at
        wrong = [each for each in self._batch.waiting() if pieces[each].faults()]
        later = [each for each in wrong if each > at] or wrong
        if later:
            self.chosen.emit(later[0])
