"""The tariff: its versions by day, what each says and what it would cost, and the one that is being made."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import NamedTuple

from ill_desktop.cashier import tariff_draft
from ill_desktop.cashier.tariff import Rule
from ui.kit.chip import Chip, Tag
from ui.kit.columns import Column
from ui.kit.dialogs import confirm
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.menu import Menu
from ui.kit.models import StaticModel
from ui.kit.screen import hbox, panel, vbox
from ui.kit.table import TableView
from ui.kit.tabs import Pills
from ui.session import Session
from ui.settings.section import Section
from ui.settings.tariff_files import TariffFiles
from ui.settings.tariff_past import PastView
from ui.settings.tariff_preview import PreviewView
from ui.settings.tariff_rules import RulesView
from ui.settings.tariff_work import Work

TOPICS = ("settings", "cashier", "requests")
DRAFT = 0
WIDTH = 232


class VersionRow(NamedTuple):
    """A version as the list shows it: past, current, future, or the draft."""

    id: int
    version: str
    valid_from: str
    rules: Rule
    state: str


class TariffSection(Section):
    """Versions at the left; at the right what the one in front says, costs, and would have cost."""

    def __init__(self, session: Session) -> None:
        super().__init__("settings-tariff", session)
        self.work = Work(session)
        self.work.changed.connect(self.load)
        self._typing = False
        self._model = StaticModel[VersionRow](self._columns())
        self.table = TableView("tariff-versions", self._model, title=lambda: self.tr("Versions"), enter=False)
        self.table.picked.connect(lambda _row: self._show())
        self._make_buttons()
        self.state = Chip(name="tariff-state")
        self.title = Label("", "heading", name="tariff-title")
        self.form = self._make_form()
        self.waits = Label("", "note", wrap=True, tone="caution", name="tariff-waits")
        self.pages = Pills(
            "tariff-pages",
            [
                ("rules", lambda: self.tr("Prices")),
                ("preview", lambda: self.tr("Try out")),
                ("past", lambda: self.tr("Past requests")),
            ],
        )
        self.pages.chosen.connect(lambda _key: self._show())
        self.rules = RulesView(session, self.work)
        self.preview = PreviewView(session, self.work)
        self.past = PastView(session, self.work)
        self._views = {"rules": self.rules, "preview": self.preview, "past": self.past}
        self._lay_out()
        self.load()

    def _lay_out(self) -> None:
        left = panel(self.table, margins=0)
        left.setFixedWidth(WIDTH)
        head = hbox(self.title, self.state, None, self.pages, gap=12)
        right = panel(head, self.form, self.waits, *self._views.values(), None, gap=16)
        body = hbox(left, right, gap=16)
        body.setStretch(1, 1)
        buttons = hbox(
            self.publish,
            self.example,
            self.discard,
            None,
            self.to_file,
            self.from_file,
            self.change,
            self.add,
        )
        whole = vbox(buttons, body, gap=12)
        whole.setStretch(1, 1)
        self.lay_out(
            whole,
            about=lambda: self.tr(
                "What a request costs, and what the library gives towards it. A published version never "
                "changes: what was charged can be made again. Prices change with a new version from a day on."
            ),
            tall=True,
        )

    def _make_buttons(self) -> None:
        self.add = Button("tariff-add", lambda: self.tr("New version"), key="A", on=self.begin)
        self.change = Button("tariff-change", lambda: self.tr("Change this version"), on=self._change_coming)
        self.publish = Button(
            "tariff-publish", lambda: self.tr("Publish…"), role="primary", key="P", on=self._ask_publish
        )
        self.example = Button(
            "tariff-example",
            lambda: self.tr("Take in an example"),
            icon="chevron-down",
            on=self._offer_examples,
        )
        self.discard = Button("tariff-discard", lambda: self.tr("Discard the draft"), on=self._discard)

        self.files = TariffFiles(self.session, self, self._begin_with)
        self.to_file = Button("tariff-to-file", lambda: self.tr("To a file…"), on=self._save)
        self.from_file = Button("tariff-from-file", lambda: self.tr("From a file…"), on=self.files.ask_which)

    def _make_form(self) -> Form:
        form = Form(
            "tariff-form",
            [
                Ask("version", lambda: self.tr("Name of the version"), required=True),
                Ask(
                    "valid_from",
                    lambda: self.tr("Holds from"),
                    "date",
                    True,
                    hint=lambda: self.tr("Today at the earliest; charges made before keep their prices."),
                ),
            ],
            2,
        )
        form.edited.connect(lambda _name: self._type())
        return form

    def _columns(self) -> list[Column[VersionRow]]:
        return [
            Column(
                "version",
                lambda: self.tr("Version"),
                lambda row: (row.version, self.tr("from %1").replace("%1", row.valid_from)),
                "two_line",
                stretch=True,
            ),
            Column("state", "", lambda row: self._tag(row.state), "chip", 80),
        ]

    def _tag(self, state: str) -> Tag:
        return {
            "draft": Tag(self.tr("draft"), "caution"),
            "future": Tag(self.tr("coming"), "accent"),
            "current": Tag(self.tr("in force"), "good"),
            "past": Tag(self.tr("past")),
        }[state]

    # -- what is shown ----------------------------------------------------------------------------

    def load(self) -> None:
        versions = [
            VersionRow(each.id, each.version, each.valid_from.isoformat(), each.rules, each.state)
            for each in self.work.service.versions()
        ]
        draft = self.work.draft
        if draft is not None:
            name = draft["version"] or self.tr("New version")
            versions.insert(0, VersionRow(DRAFT, name, draft["valid_from"], draft, "draft"))
        had_draft = bool(self._model.rows) and self._model.rows[0].id == DRAFT
        self._model.set_rows(versions)
        if draft is not None and not had_draft:
            self.table.pick(DRAFT)
        elif self.table.current() is None:
            current = next((row.id for row in versions if row.state == "current"), None)
            if current is not None:
                self.table.pick(current)
        self._show()

    def _show(self) -> None:
        row: VersionRow | None = self.table.current()
        draft, may = self.work.draft, self.work.may
        in_draft = row is not None and row.id == DRAFT and draft is not None
        for button in (self.publish, self.discard, self.example):
            button.setVisible(in_draft and may)
        self.example.setVisible(in_draft and may and bool(self._examples()))
        for button in (self.add, self.from_file):
            button.setVisible(may and draft is None)
        self.to_file.setVisible(may)
        self.change.setVisible(may and draft is None and row is not None and row.state == "future")
        in_form = in_draft and self.pages.current() == "rules"
        self.form.setVisible(in_form)
        self.title.setVisible(not in_form)
        if row is None:
            return
        self.title.setText(row.version)
        self.state.set_tag(self._tag(row.state))
        self._fill_form(row, in_draft)
        shown = self.pages.current()
        for key, view in self._views.items():
            view.setVisible(key == shown)
        if shown == "rules":
            self.rules.show_rules(row.rules, in_draft and may)
        elif shown == "preview":
            self.preview.show_rules(row.rules)
        else:
            self.past.show_rules(row.rules)

    def _fill_form(self, row: VersionRow, in_draft: bool) -> None:
        marked = len(tariff_draft.marked(row.rules)) if in_draft else 0
        self.publish.setEnabled(not marked)
        self.waits.setVisible(bool(marked))
        self.waits.setText(
            self.tr("Example figures still to be checked before this can be published: %1").replace(
                "%1", f"{marked}"
            )
        )
        if in_draft and not self._typing:
            day = dt.date.fromisoformat(row.valid_from)
            self.form.fill({"version": row.rules["version"], "valid_from": day})

    # -- the draft --------------------------------------------------------------------------------

    def begin(self) -> None:
        """A new version from the one in front, from tomorrow on."""
        row: VersionRow | None = self.table.current()
        tomorrow = self.session.desk.clock.day() + dt.timedelta(days=1)
        self._start(row.rules if row else None, tomorrow)

    def _begin_with(self, rules: Rule) -> None:
        """A new version from a file, from tomorrow on."""
        self._start(rules, self.session.desk.clock.day() + dt.timedelta(days=1))

    def _save(self) -> None:
        row: VersionRow | None = self.table.current()
        if row is not None:
            self.files.ask_where_to(row.rules)

    def _change_coming(self) -> None:
        """Another version for the same day: the last one published for a day is the one that holds."""
        row: VersionRow | None = self.table.current()
        if row is not None:
            self._start(row.rules, dt.date.fromisoformat(row.valid_from))

    def _start(self, rules: Rule | None, day: dt.date) -> None:
        taken, name, number = {row.version for row in self._model.rows}, day.isoformat(), 2
        while name in taken:
            name, number = f"{day.isoformat()} ({number})", number + 1
        self.pages.choose("rules")
        self.work.change(tariff_draft.begin(rules, name, day), self.tr("A draft is begun"))
        self.form.field("version").setFocus()

    def _type(self) -> None:
        values, draft = self.form.values(), self.work.draft
        if draft is None:
            return
        day = values["valid_from"].isoformat() if values["valid_from"] else draft["valid_from"]
        self._typing = True  # what is being typed is not written over
        self.work.put({**draft, "version": values["version"], "valid_from": day})
        self._typing = False

    def _discard(self) -> None:
        self.work.change(None, self.tr("The draft is gone"))

    def _examples(self) -> list[tuple[str, Rule]]:
        found = self.session.desk.library.facts.get("tariff_examples", ())
        return [(each["name"][self.session.language], each) for each in found]

    def _offer_examples(self) -> None:
        menu = Menu(self, "tariff-examples")
        for at, (name, example) in enumerate(self._examples()):
            menu.entry(f"tariff-example-{at}", name, partial(self.take_in, example))
        menu.open_under(self.example)

    def take_in(self, example: Rule) -> None:
        """Put the rules of an example into the draft, marked until they are checked."""
        if self.work.draft is not None:
            draft = tariff_draft.take_in(self.work.draft, example, example["name"]["en"])
            self.work.change(draft, self.tr("Taken in; check every marked figure"))

    def _ask_publish(self) -> None:
        draft = self.work.draft
        if draft is None or not self.form.validate():
            return
        confirm(
            self.window(),
            lambda: self.tr("Publish version %1?").replace("%1", draft["version"]),
            lambda: self.tr(
                "It holds from %1 on and never changes again. A mistake is mended by another version."
            ).replace("%1", draft["valid_from"]),
            lambda: self.tr("Publish"),
            self._publish,
        )

    def _publish(self) -> None:
        draft, actor = self.work.draft, self.session.actor
        if draft is None:
            return

        def publish() -> int:
            number = self.work.service.publish(actor, draft)
            self.work.put(None)
            return number

        number = self.session.commands.run(
            publish,
            form=self.form,
            touches=TOPICS,
            says=self.tr("Version %1 is published").replace("%1", draft["version"]),
        )
        if number is not None:
            self.table.pick(number)
