"""What is asked for: the document type, and the form that fits it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ill_desktop.citations import Problem
from ill_desktop.citations.told import sentence
from ill_desktop.errors import Refusal
from ill_desktop.requests import fields as kinds
from ill_desktop.requests.fields import Field
from ill_desktop.requests.journals import Known
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.menu import Menu
from ui.kit.screen import hbox, vbox
from ui.kit.tabs import Pills
from ui.requests.journal_field import JournalField
from ui.session import Session

AT_HAND = 7
"""So many types have a pill of their own; the rest stand under "Other"."""


class ReferenceForm(QWidget):
    """The value is a document type and its fields; what was typed for one type is kept for the others."""

    edited = Signal()
    kind_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("reference")
        self._session = session
        types = list(kinds.TYPES)
        self._kind = types[0]
        self._known: dict[str, str] = {}
        self._inferred: set[str] = set()
        self._problems: dict[str, Problem] = {}
        words = self._type_words
        self._pills = Pills("type", [(kind, words(kind)) for kind in types[:AT_HAND]])
        self._pills.chosen.connect(self._choose)
        self._rest = types[AT_HAND:]
        self._other = Button(
            "type-other", self._say_other, role="pill", icon="chevron-down", on=self._open_rest
        )
        self.form = Form("reference-form", self._asks(), columns=4)
        self.form.edited.connect(self._edited)
        self._head = hbox(self._pills, self._other, None, gap=4)
        self.setLayout(vbox(self._head, self.form, gap=12))

    def put_beside_types(self, widget: QWidget) -> None:
        """Put something at the right end of the types."""
        self._head.addWidget(widget)

    def _edited(self, name: str) -> None:
        if name in self._inferred:  # the person has said it now
            self._inferred.discard(name)
            self.form.show_hints()
        self.edited.emit()

    def _type_words(self, kind: str) -> Callable[[], str]:
        return lambda: self._session.words(f"document.{kind}")

    def _say_other(self) -> str:
        kind = self._kind if self._kind in self._rest else "other"
        return self._session.words(f"document.{kind}")

    # -- the type ---------------------------------------------------------------------------------

    def kind(self) -> str:
        return self._kind

    def _open_rest(self) -> None:
        self._show_kind()  # a click has ticked the pill: only a choice does
        self.rest_menu().open_under(self._other)

    def rest_menu(self) -> Menu:
        """The types without a pill."""
        menu = Menu(self, "type-menu")
        for kind in self._rest:
            menu.entry(f"type-{kind}", self._type_words(kind), lambda kind=kind: self._choose(kind))  # type: ignore[misc]
        return menu

    def _choose(self, kind: str) -> None:
        self.set_kind(kind)
        self.kind_chosen.emit(kind)
        self.edited.emit()

    def set_kind(self, kind: str) -> None:
        """Ask for another type of document; the title goes with it."""
        self._known |= self._texts()
        title = kinds.title_of(self._kind, self._known)
        self._kind = kind
        self.form.set_questions(self._asks())
        fitting = {field.key: self._known.get(field.key, "") for field in kinds.TYPES[kind]}
        if not kinds.title_of(kind, fitting):
            fitting[_title_key(kind)] = title
        self.form.fill(fitting)
        self._show_kind()

    def _show_kind(self) -> None:
        at_hand = self._kind not in self._rest
        self._other.setChecked(not at_hand)
        self._other.say(self._say_other())
        if at_hand:
            self._pills.choose(self._kind)
        else:
            self._pills.choose_none()

    # -- the fields -------------------------------------------------------------------------------

    def _asks(self) -> list[Ask]:
        return [self._ask(field) for field in kinds.TYPES[self._kind]]

    def _ask(self, field: Field) -> Ask:
        def check(text: str) -> str | None:
            refusal: Refusal | None = kinds.check_field(field, text)
            return self._session.words.refusal(refusal) if refusal else None

        return Ask(
            field.key,
            lambda: self._session.words(f"field.{field.key}"),
            "area" if field.long else "line",
            field.required,
            field.span,
            check,
            hint=lambda: self._hint(field.key),
            editor=self._journal if field.key == "journal" else None,
        )

    def _hint(self, key: str) -> str:
        return self.tr("Concluded, not stated: please check") if key in self._inferred else ""

    def _journal(self, name: str) -> JournalField:
        field = JournalField(name)
        field.known.connect(self._take_issn)
        return field

    def _take_issn(self, journal: Known) -> None:
        if journal.issn and not self.values().get("issn"):
            self.form.fill({"issn": journal.issn})
            self.edited.emit()

    def _texts(self) -> dict[str, str]:
        return {key: str(value or "") for key, value in self.form.values().items()}

    def values(self) -> dict[str, str]:
        """What stands in the fields of this type; empty ones left out."""
        return {key: text for key, text in self._texts().items() if text}

    def show_reference(
        self,
        kind: str,
        values: Mapping[str, str],
        doubtful: Collection[str] = (),
        inferred: Collection[str] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        """Put a reference in place of what stands there; what is doubtful or only concluded is marked."""
        self._known, self._inferred = {}, set(inferred)
        self._problems = {problem.field: problem for problem in problems if problem.field}
        self.form.clear()
        if kind != self._kind:
            self.set_kind(kind)
        self.form.fill(dict(values))
        self.form.show_hints()
        if doubtful:
            self.form.show_errors({key: self._doubter(key, values) for key in doubtful if key in values})

    def doubter(self, problem: Problem) -> Callable[[], str]:
        """A problem's sentence, in the language of the window."""
        return lambda: sentence(problem, self._session.words)

    def _doubter(self, key: str, values: Mapping[str, str]) -> Callable[[], str]:
        return lambda: self._doubt(key, values)

    def _doubt(self, key: str, values: Mapping[str, str]) -> str:
        field = next((field for field in kinds.TYPES[self._kind] if field.key == key), None)
        refusal = kinds.check_field(field, values[key]) if field else None
        if refusal:
            return self._session.words.refusal(refusal)
        problem = self._problems.get(key)
        if problem is None:
            return self.tr("This looks wrong: please check")
        return sentence(problem, self._session.words)

    def missing(self) -> list[str]:
        """Needed fields that are still empty, in words."""
        values = self.values()
        return [
            self._session.words(f"field.{field.key}")
            for field in kinds.TYPES[self._kind]
            if field.required and field.key not in values
        ]

    def focus_first_gap(self) -> bool:
        """Go to the first needed field that is empty; says whether there is one."""
        values = self.values()
        for field in kinds.TYPES[self._kind]:
            if field.required and field.key not in values:
                self.form.field(field.key).setFocus()
                return True
        return False


def _title_key(kind: str) -> str:
    """The field that holds a type's title."""
    wanted = ("article_title", "chapter_title", "title")
    keys = {field.key for field in kinds.TYPES[kind]}
    return next(key for key in wanted if key in keys)
