"""Messages on paper: chosen, printed in one batch for envelopes with a window, then counted as sent."""

from __future__ import annotations

from typing import Literal

from ill_desktop.notices import queries
from ill_desktop.notices.queries import NoticeRow
from ui.kit.columns import Column
from ui.kit.dialogs import confirm
from ui.kit.empty import Empty
from ui.kit.fields import Choice
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.models import StaticModel
from ui.kit.screen import Screen, hbox, panel, vbox
from ui.kit.table import TableView
from ui.session import Session

Fold = Literal["cn", "din"]
FOLD = "notices.fold"
MOST = 200


class LettersPage(Screen):
    """All are ticked at first. Nothing counts as sent before somebody says that it lies in its envelope."""

    def __init__(self, session: Session) -> None:
        super().__init__("letters")
        self._session = session
        self._known: set[int] = set()
        self.model: StaticModel[NoticeRow] = StaticModel(self._columns(), checkable=True)
        self.model.checked_changed.connect(self._count)
        self.table = TableView(
            "letters-table",
            self.model,
            title=lambda: self.tr("Letters"),
            empty=Empty(
                "mail",
                lambda: self.tr(
                    "No letter waits. Readers who chose letters, and messages sent another way, come here."
                ),
            ),
        )
        self.table.remember(session.memory)
        self.table.activated_row.connect(lambda row: session.open("patrons", row.patron_id))
        self.fold = Choice("letters-fold", self._folds)
        self.write(self.fold.setAccessibleName, lambda: self.tr("How it is folded"))
        self.fold.setMinimumContentsLength(16)
        self.fold.set_value(session.memory.get(FOLD, "cn"))
        self.fold.edited.connect(self._keep_fold)
        self.chosen = Label("", "note", name="letters-chosen")
        self.print = Button(
            "letters-print",
            lambda: self.tr("Print letters…"),
            role="primary",
            icon="print",
            key="Ctrl+P",
            on=self._print,
        )
        self.test = Button("letters-test", lambda: self.tr("Test letter…"), on=self._print_test)
        self.posted = Button("letters-posted", lambda: self.tr("They are posted"), on=self._ask_posted)
        if not session.actor.may("paper.print"):
            for button in (self.test, self.print, self.posted):
                button.hide()
        note = Label(
            lambda: self.tr("A4, for DL envelopes: the address shows in the window."),
            "note",
        )
        bar = hbox(self.chosen, None, self.test, self.fold, self.posted, self.print)
        whole = vbox(bar, panel(self.table, margins=0), note, gap=12)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _columns(self) -> list[Column[NoticeRow]]:
        session = self._session
        return [
            Column("tick", "", lambda row: False, "check", 44),
            Column("at", lambda: self.tr("Made"), lambda row: session.local(row.created_at), "date", 140),
            Column("reader", lambda: self.tr("Reader"), lambda row: row.patron_name, width=130, strong=True),
            Column("to", lambda: self.tr("Address"), self._address, width=280, stretch=True),
            Column(
                "subject",
                lambda: self.tr("Message"),
                lambda row: (session.desk.texts.shown(row)[0], session.words(f"notice_kind.{row.kind}")),
                "two_line",
                stretch=True,
                width=240,
            ),
        ]

    def _address(self, row: NoticeRow) -> str:
        reader = queries.reader(row.patron_id)
        if reader.address:
            return reader.address.replace("\n", ", ")
        return " · ".join(part for part in (reader.unit, reader.institution) if part)

    def _folds(self) -> list[tuple[str, str]]:
        return [("cn", self.tr("folded in three")), ("din", self.tr("DIN 5008 form B"))]

    def _keep_fold(self) -> None:
        self._session.memory[FOLD] = str(self.fold.value())

    # -- loading ----------------------------------------------------------------------------------

    def opened(self) -> None:
        self._load()
        self.table.setFocus()

    def refresh(self, topics: frozenset[str]) -> None:
        self._load()

    def retranslate(self) -> None:
        self._count()

    def _load(self) -> None:
        """What is new is ticked; what somebody has unticked stays so."""
        rows = queries.letters(MOST)
        ticked = {row.id for row in self.model.checked()}
        new = {row.id for row in rows} - self._known
        self._known = {row.id for row in rows}
        self.model.set_rows(rows)
        self.model.set_checked((ticked & self._known) | new)

    def _count(self) -> None:
        chosen = self.model.checked_count()
        words = self.tr("%1 of %2 chosen").replace("%1", f"{chosen:,}")
        self.chosen.setText(words.replace("%2", f"{len(self.model.rows):,}") if self.model.rows else "")
        for button in (self.print, self.posted):
            button.setEnabled(chosen > 0)

    # -- what can be done -------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        return [row.id for row in self.model.checked()]

    def _fold(self) -> Fold:
        return "din" if self.fold.value() == "din" else "cn"

    def _print_test(self) -> None:
        """One page to nobody: whether the address shows in the window of the envelope."""
        session, fold = self._session, self._fold()
        session.show_paper(
            lambda: self.tr("Test letter"),
            lambda: session.desk.letters.sample(session.actor, session.branch, session.language, fold),
            "letter-test.pdf",
            self.window(),
            kind="letter",
        )

    def _print(self) -> None:
        session, chosen, fold = self._session, self._chosen(), self._fold()
        session.show_paper(
            lambda: self.tr("Letters"),
            lambda: session.desk.letters.batch(session.actor, chosen, session.branch, fold),
            f"letters-{session.desk.ground.today}.pdf",
            self.window(),
            on_output=lambda: self._ask(chosen),
            kind="letter",
        )

    def _ask_posted(self) -> None:
        self._ask(self._chosen())

    def _ask(self, chosen: list[int]) -> None:
        """A paper jam loses nothing: what is not said to be posted waits on."""
        confirm(
            self.window(),
            lambda: self.tr("Do all %1 letters lie in their envelopes?").replace("%1", f"{len(chosen):,}"),
            lambda: self.tr("Then they count as sent. What is missing can be printed again: choose Cancel."),
            lambda: self.tr("Count as sent"),
            lambda: self._mark(chosen),
        )

    def _mark(self, chosen: list[int]) -> None:
        notices, actor = self._session.desk.notices, self._session.actor
        self._session.commands.run(
            lambda: notices.mark_printed(actor, chosen),
            touches=("notices",),
            says=lambda marked: self.tr("Letters sent: %1").replace("%1", f"{marked:,}"),
        )
