"""Merge the reader in front with another one: who it is, what shows it, and which record is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop.counter.finding import find_readers
from ill_desktop.counter.merging import keeper
from ill_desktop.patrons.look_alikes import LookAlike, look_alikes
from ill_desktop.patrons.queries import PatronCard, PatronRow, alias_ids
from ui.kit.chip import Tag
from ui.kit.columns import Column
from ui.kit.dialogs import Sheet
from ui.kit.empty import Empty
from ui.kit.fields import Choice
from ui.kit.form import Ask, Form
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import panel, vbox
from ui.kit.search import SearchLine
from ui.kit.table import TableView
from ui.kit.theme import ROW
from ui.patrons.columns import joined, state_tag
from ui.patrons.merging import Merging
from ui.session import Session

WIDTH, SHOWN = 780, 5


class MergeSheet(Sheet):
    """Look-alikes stand there at once, with what is the same; anybody else is found by typing."""

    def __init__(
        self, session: Session, parent: QWidget, card: PatronCard, on_done: Callable[[PatronRow], object]
    ) -> None:
        """``on_done`` gets the record that is kept."""
        self._session, self._card, self._on_done = session, card, on_done
        self._merging = Merging(session, parent)
        self._alike = {each.id: each for each in look_alikes(card.id)}
        self._model = StaticModel[PatronRow](self._columns())
        self.table = TableView(
            "merge-with-table",
            self._model,
            title=lambda: self.tr("Who may be the same person"),
            empty=Empty(
                "search",
                lambda: self.tr("Nobody found. Type the other number, name or mobile above."),
                name="merge-with-none",
            ),
            enter=False,
        )
        self.table.setFixedHeight(ROW * (SHOWN + 1))
        self._form = Form("merge-with-form", self._questions())
        self._kept = Label("", "note", wrap=True, name="merge-with-kept")
        body = QWidget()
        super().__init__(
            parent,
            "merge-with",
            lambda: self.tr("Merge %1 with another reader").replace("%1", card.name),
            lambda: self.tr("Merge"),
            body=body,
            on_primary=self._merge,
            width=WIDTH,
        )
        self.search = SearchLine(
            "merge-with-search",
            lambda: self.tr("Number, name, pinyin, mobile or e-mail of the other record"),
            self,
        )
        body.setLayout(vbox(self.search, panel(self.table, margins=0), self._form, self._kept, gap=12))
        self.search.searched.connect(self._load)
        self.search.left.connect(self.table.setFocus)
        self.table.picked.connect(lambda _row: self._choose())
        self._form.edited.connect(lambda _name: self._say_kept())
        self._load()
        self.search.setFocus()

    def _columns(self) -> tuple[Column[PatronRow], ...]:
        words = self._session
        return (
            Column(
                "reader",
                lambda: self.tr("Reader"),
                lambda row: (row.name, joined(row.number, row.unit or row.institution)),
                "two_line",
                width=240,
                stretch=True,
                strong=True,
            ),
            Column("same", lambda: self.tr("The same"), self._same, "chip", width=310),
            Column("state", lambda: self.tr("State"), lambda row: state_tag(words, row.state), "chip", 110),
        )

    def _same(self, row: PatronRow) -> tuple[Tag, ...]:
        alike = self._alike.get(row.id)
        same = alike.same if alike else ()
        return tuple(Tag(self._session.words(f"patron.same.{each}"), "caution") for each in same)

    def _questions(self) -> list[Ask]:
        return [
            Ask("kept", lambda: self.tr("Record to keep"), "choice", required=True, options=self._records),
            Ask(
                "reason", lambda: self.tr("What shows that it is one person"), "area", required=True, lines=2
            ),
        ]

    def _records(self) -> list[tuple[int, str]]:
        """Both records, as soon as there are two."""
        other = self._other()
        both = (self._card, other) if other is not None else ()
        return [(each.id, joined(each.name, each.number, self._road(each))) for each in both]

    def _road(self, row: PatronRow) -> str:
        return self._session.words(f"patron.road.{row.road}")

    def _other(self) -> PatronRow | None:
        row: PatronRow | None = self.table.current()
        return row

    # -- who --------------------------------------------------------------------------------------

    def _load(self) -> None:
        """Look-alikes; or who is found by what was typed."""
        text = self.search.value().strip()
        mine = set(alias_ids(self._card.id))
        found = find_readers(text) if text else list[PatronRow](self._alike.values())
        self._model.set_rows([row for row in found if row.id not in mine])
        self.table.pick_first()
        self._choose()

    def _choose(self) -> None:
        """Another record is chosen: propose which one is kept, and say what is the same."""
        other, kept = self._other(), self._form.field("kept")
        assert isinstance(kept, Choice)
        kept.reload()
        alike = self._alike.get(other.id) if other is not None else None
        self._form.fill(
            {
                "kept": keeper(self._card, other).id if other is not None else None,
                "reason": self._in_words(alike) if alike else "",
            }
        )
        self.primary.setEnabled(other is not None)
        self._say_kept()

    def _in_words(self, alike: LookAlike) -> str:
        shared = "、" if self._session.language == "zh_CN" else ", "
        return shared.join(self._session.words(f"patron.same.{each}") for each in alike.same)

    def _pair(self) -> tuple[PatronRow, PatronRow] | None:
        """The record that goes and the one that is kept."""
        other = self._other()
        if other is None:
            return None
        kept_is_mine = self._form.values()["kept"] == self._card.id
        return (other, self._card) if kept_is_mine else (self._card, other)

    def _say_kept(self) -> None:
        pair = self._pair()
        self._kept.setText(self._merging.what_is_kept(pair[1]) if pair else "")

    # -- merging ----------------------------------------------------------------------------------

    def _merge(self) -> bool:
        pair = self._pair()
        if pair is None or not self._form.validate():
            return False
        gone, kept = pair
        done = self._merging.carry_out(gone, kept, self._form.values()["reason"], self._form)
        if done:
            self._on_done(kept)
        return done
