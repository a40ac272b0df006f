"""What stands before the window: the first visit's few questions, and the sign-in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ill_desktop import library
from ill_desktop.desk import Desk
from ill_desktop.staff.rules import PASSWORD_SHORTEST, Actor
from ui.kit import messages
from ui.kit.commands import Commands
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.steps import StepBar
from ui.kit.tasks import Tasks
from ui.kit.theme import style

LANGUAGES = (("zh_CN", "中文"), ("en", "English"))


class Entrance(QWidget):
    """One calm panel in the middle of an empty window, the language above it."""

    language_chosen = Signal(str)

    def __init__(self, name: str, commands: Commands, tasks: Tasks) -> None:
        super().__init__()
        self.setObjectName(name)
        style(self, role="background")
        self.setMinimumSize(720, 560)
        self.resize(1120, 760)
        self._commands, self._tasks = commands, tasks
        languages = hbox(None, *[self._language_button(code, words) for code, words in LANGUAGES])
        self.body = vbox(gap=0)
        middle = hbox(None, self.body, None)
        self.setLayout(vbox(languages, None, middle, None, 40, margins=24))
        messages.attach(self, commands, tasks)

    def _language_button(self, code: str, words: str) -> Button:
        return Button(f"language-{code}", words, role="link", on=lambda: self.language_chosen.emit(code))

    def put(self, frame: QFrame, width: int = 480) -> None:
        """Show this panel and no other."""
        while (item := self.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        frame.setFixedWidth(width)
        self.body.addWidget(frame)

    def lead(self, way: Button) -> None:
        """A way that leads elsewhere, below the panel."""
        self.body.addLayout(hbox(None, way, None, margins=(0, 12, 0, 0)))


class SignIn(Entrance):
    """Login and password of staff; the desk opens for whoever is right."""

    def __init__(
        self,
        desk: Desk,
        commands: Commands,
        tasks: Tasks,
        entered: Callable[[Actor], object],
        restore: Callable[[], object] | None = None,
    ) -> None:
        """``restore`` leads to the backups; without it nothing does."""
        super().__init__("sign-in", commands, tasks)
        self._desk, self._entered = desk, entered
        name = desk.library.name
        self.setWindowTitle(name[desk.language])
        self.form = Form(
            "sign-in-form",
            (
                Ask("login", lambda: self.tr("Login name"), required=True),
                Ask("password", lambda: self.tr("Password"), "password", required=True),
            ),
            size="big",
        )
        self.button = Button(
            "sign-in-go", lambda: self.tr("Sign in"), role="primary", key="Enter", big=True, on=self.go
        )
        self.form.submitted.connect(self.go)
        self.put(
            panel(
                Label(lambda: name[commands.words.language], "title", wrap=True),
                Label(
                    lambda: (
                        f"{desk.library.service[commands.words.language]} · "
                        f"{desk.library.branches[desk.branch].name[commands.words.language]}"
                    ),
                    "subtitle",
                    wrap=True,
                ),
                8,
                self.form,
                4,
                self.button,
                gap=12,
                margins=32,
                name="sign-in-panel",
            ),
            420,
        )
        if restore is not None:
            way = Button("sign-in-restore", lambda: self.tr("Restore a backup…"), role="link", on=restore)
            self.lead(way)
        self.form.field("login").setFocus()

    def go(self) -> None:
        """Try what was typed, once at a time."""
        if not self.button.isEnabled() or not self.form.validate():
            return
        self.button.setEnabled(False)
        values = self.form.values()
        self._tasks.run(
            lambda progress: self._desk.staff.sign_in(values["login"], values["password"]),
            self._entered,
            form=self.form,
            on_end=lambda: self.button.setEnabled(True),
        )


class FirstRun(Entrance):
    """Two steps: which library and branch, then its administrator.

    ``make(library, branch, language, login, name, password)`` does the work and returns what ``made`` gets;
    ``restore`` leads to the backups, for a machine that takes the place of another.
    """

    def __init__(
        self,
        commands: Commands,
        tasks: Tasks,
        folder: str,
        make: Callable[[dict[str, str]], tuple[Desk, Actor]],
        made: Callable[[tuple[Desk, Actor]], object],
        restore: Callable[[], object],
    ) -> None:
        super().__init__("first-run", commands, tasks)
        self._make, self._made, self._folder = make, made, folder
        self.setWindowTitle("ILL Desk · 馆际互借台")
        self._profiles = {code: library.profile(code) for code in library.shipped()}
        self._answers: dict[str, str] = {}
        self.library_form = self._library_form()
        self.person_form = self._person_form()
        self._first, self._second = self._library_panel(), self._person_panel()
        self.put(self._first, 520)
        self.lead(
            Button(
                "first-restore", lambda: self.tr("Restore the backup of a library…"), role="link", on=restore
            )
        )

    def _library_form(self) -> Form:
        speak = self._commands
        form = Form(
            "library-form",
            (
                Ask(
                    "library",
                    lambda: self.tr("Library"),
                    "choice",
                    required=True,
                    options=lambda: [
                        (code, profile.name[speak.words.language]) for code, profile in self._profiles.items()
                    ],
                ),
                Ask("branch", lambda: self.tr("Branch"), "choice", required=True, options=self._branches),
            ),
            size="big",
        )
        form.field("library").set_value(next(iter(self._profiles)))
        form.edited.connect(self._library_chosen)
        form.submitted.connect(self.forward)
        return form

    def _branches(self) -> list[tuple[str, str]]:
        form: Form | None = getattr(self, "library_form", None)
        chosen = form.field("library").value() if form else next(iter(self._profiles))
        language = self._commands.words.language
        branches = self._profiles[chosen or next(iter(self._profiles))].branches
        return [
            (code, f"{branch.name[language]} · {branch.room[language]}") for code, branch in branches.items()
        ]

    def _library_chosen(self, name: str) -> None:
        if name == "library":
            branch = self.library_form.field("branch")
            branch.reload()
            branch.set_value(self._branches()[0][0])

    def _library_panel(self) -> QFrame:
        self.library_form.field("branch").set_value(self._branches()[0][0])
        return panel(
            _step(1),
            Label(lambda: self.tr("Set up this counter"), "title"),
            Label(
                lambda: self.tr("All facts of the library can be changed later in Settings."),
                "subtitle",
                wrap=True,
            ),
            8,
            self.library_form,
            Label(
                lambda: self.tr("Data folder: %1").replace("%1", self._folder),
                "hint",
                wrap=True,
                name="folder",
            ),
            4,
            Button(
                "first-forward",
                lambda: self.tr("Next"),
                role="primary",
                key="Enter",
                big=True,
                on=self.forward,
            ),
            gap=8,
            margins=32,
            name="first-library",
        )

    def _person_form(self) -> Form:
        form = Form(
            "person-form",
            (
                Ask("name", lambda: self.tr("Your name"), required=True),
                Ask("login", lambda: self.tr("Login name"), required=True),
                Ask(
                    "password",
                    lambda: self.tr("Password"),
                    "password",
                    required=True,
                    hint=lambda: self.tr("At least %1 characters").replace("%1", str(PASSWORD_SHORTEST)),
                ),
                Ask(
                    "again",
                    lambda: self.tr("Password again"),
                    "password",
                    required=True,
                    check=lambda text: (
                        None if text == form.field("password").value() else self.tr("The two differ")
                    ),
                ),
            ),
            size="big",
        )
        form.submitted.connect(self.go)
        return form

    def _person_panel(self) -> QFrame:
        self.finish = Button(
            "first-finish",
            lambda: self.tr("Open the desk"),
            role="primary",
            key="Enter",
            big=True,
            on=self.go,
        )
        back = Button("first-back", lambda: self.tr("Back"), big=True, on=self.back)
        frame = panel(
            _step(2),
            Label(lambda: self.tr("The administrator"), "title"),
            Label(
                lambda: self.tr(
                    "This person lets others in and changes settings. The password is kept only as a hash."
                ),
                "subtitle",
                wrap=True,
            ),
            8,
            self.person_form,
            4,
            hbox(back, self.finish),
            gap=8,
            margins=32,
            name="first-person",
        )
        frame.setParent(self)
        frame.hide()
        return frame

    def forward(self) -> None:
        """From the library to its administrator."""
        if self.library_form.validate():
            self._swap(self._second)
            self.person_form.field("name").setFocus()

    def back(self) -> None:
        self._swap(self._first)

    def _swap(self, frame: QFrame) -> None:
        item = self.body.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.hide()
        frame.setFixedWidth(520)
        self.body.insertWidget(0, frame)
        frame.show()

    def go(self) -> None:
        """Make the library; a password takes a moment to hash, so beside the window."""
        if not self.finish.isEnabled() or not self.person_form.validate():
            return
        self.finish.setEnabled(False)
        answers = {
            **self.library_form.values(),
            **self.person_form.values(),
            "language": self._commands.words.language,
        }
        self._tasks.run(
            lambda progress: self._make(answers),
            self._made,
            form=self.person_form,
            on_end=lambda: self.finish.setEnabled(True),
        )


def _step(number: int) -> StepBar:
    bar = StepBar("first-run-steps")
    bar.show_step(number, 2)
    return bar
