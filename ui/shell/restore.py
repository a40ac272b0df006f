"""Before the desk: a backup is put back, or what can be read of a damaged library is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame

from ill_desktop.clock import Clock, utc_time
from ill_desktop.errors import Refusal
from ill_desktop.keeping import key_code, present, reading, salvage
from ill_desktop.keeping.afterwards import Mark
from ill_desktop.keeping.present import Login
from ill_desktop.keeping.reading import Backup, Listed
from ill_desktop.keeping.restore import Key, has_key, restore, staff
from ill_desktop.keeping.salvage import Salvaged
from ill_desktop.keeping.sealing import Opener
from ill_desktop.paths import Folder
from ui.kit.commands import Commands
from ui.kit.dialogs import confirm
from ui.kit.form import Ask, Form
from ui.kit.keys import Button
from ui.kit.label import Label
from ui.kit.progress import Progress
from ui.kit.screen import hbox, panel
from ui.kit.tasks import Tasks
from ui.shell.entrance import Entrance
from ui.shell.restored import Restored

WIDTH = 700
GOOD, SEALED = "", "backup.passphrase"
AGREES = ("present_login", "present_password")
"""Asked only once who restores turned out to be no administrator of the library that stands there."""


class Restore(Entrance):
    """Why one is here, the backups with what was found in them, and who restores.

    ``reason`` is why the library does not open, None when one came from the sign-in. ``done`` opens what was
    put in place; ``back`` leads to where one came from. The library is not open meanwhile.
    """

    def __init__(
        self,
        commands: Commands,
        tasks: Tasks,
        root: Path,
        reason: Refusal | None,
        done: Callable[[], object],
        back: Callable[[], object],
        clock: Clock | None = None,
    ) -> None:
        super().__init__("restore", commands, tasks)
        self._root, self._reason, self._done, self._back = root, reason, done, back
        self._clock = clock or Clock()
        self._found: list[Listed] = []
        self._state: dict[Path, str] = {}
        self._other_key: set[Path | None] = set()  # None: that of the library itself
        self._to_agree = False
        self._busy = False
        self.setWindowTitle("ILL Desk · 馆际互借台")
        self.form = self._make_form()
        self.said = Label(self._say_state, "note", wrap=True, name="restore-state")
        self.go_button = Button(
            "restore-go", lambda: self.tr("Restore this backup"), role="primary", big=True, on=self.go
        )
        self.put(self._panel(), WIDTH)
        self._offer()
        self._list()

    # -- what stands there ----------------------------------------------------------------------------

    def _make_form(self) -> Form:
        form = Form(
            "restore-form",
            (
                Ask("backup", lambda: self.tr("Backup"), "choice", span=2, options=self._options),
                Ask("login", lambda: self.tr("Login name of an administrator"), required=True),
                Ask("password", lambda: self.tr("Password"), "password", required=True),
                Ask("present_login", lambda: self.tr("Administrator of the library here now")),
                Ask("present_password", lambda: self.tr("Password there"), "password"),
                Ask(
                    "passphrase",
                    lambda: self.tr("Passphrase of the encrypted copy"),
                    "password",
                    span=2,
                ),
                Ask(
                    "key",
                    lambda: self.tr("Code of the key file"),
                    span=2,
                    hint=lambda: self.tr(
                        "The key file of this library is not here. Type its code from paper; left empty, a "
                        "new key is made, and the last six of all cards must be imported again."
                    ),
                ),
            ),
            columns=2,
            size="big",
        )
        form.submitted.connect(self.go)
        form.edited.connect(lambda name: self._choose() if name == "backup" else None)
        for name in (*AGREES, "passphrase"):
            form.show_field(name, False)
        form.show_field("key", self._asks_key(None))
        return form

    def _panel(self) -> QFrame:
        other = Button("restore-other", lambda: self.tr("Another folder…"), on=self._browse)
        self.salvage_button = Button(
            "restore-salvage", lambda: self.tr("Save what can be read…"), big=True, on=self.salvage
        )
        self.salvage_button.setVisible(self._reason is not None and Folder(self._root).database.exists())
        line = hbox(self.said, other, gap=12)
        line.setStretch(0, 1)
        back = Button("restore-back", self._back_words, big=True, on=lambda: self._back())
        return panel(
            Label(self._title, "title", wrap=True),
            Label(self._why, "subtitle", wrap=True, name="restore-why"),
            8,
            self.form,
            line,
            8,
            Label(
                lambda: self.tr(
                    "What stands there now is moved aside and kept. New papers get a number series of their "
                    "own, codes and tokens that were given out end, and notices wait until you have looked "
                    "through them."
                ),
                "note",
                wrap=True,
            ),
            8,
            hbox(back, self.salvage_button, None, self.go_button),
            gap=10,
            margins=32,
            name="restore-panel",
        )

    def _title(self) -> str:
        if self._reason is not None:
            return self.tr("The library cannot be opened")
        return self.tr("Restore a backup")

    def _why(self) -> str:
        if self._reason is not None:
            return self._commands.words.refusal(self._reason)
        return self.tr("The books go back to the time of the backup: what was entered since is lost.")

    def _back_words(self) -> str:
        return self.tr("Quit") if self._reason is not None else self.tr("Back")

    # -- the backups ----------------------------------------------------------------------------------

    def _list(self) -> None:
        """List them, and look in the background which of them is good, from the newest on."""

        def work(_progress: Progress) -> list[Listed]:
            return reading.listed(Folder(self._root).backups)

        def listed(found: list[Listed]) -> None:
            self._found = [*found, *self._found]  # somebody was quicker with another folder
            self._renew()
            self._check([each.folder for each in found])

        self._tasks.run(work, listed)

    def _renew(self) -> None:
        field = self.form.field("backup")
        chosen = field.value() or (str(self._found[0].folder) if self._found else None)
        field.reload()
        field.set_value(chosen)
        self._choose()

    def _options(self) -> list[tuple[str, str]]:
        return [(str(each.folder), self._words(each)) for each in self._found]

    def _words(self, each: Listed) -> str:
        made = f"{self._clock.local(utc_time(each.made_at)):%Y-%m-%d %H:%M}" if each.made_at else "—"
        size = f" · {each.manifest.whole_size / (1 << 20):,.1f} MiB" if each.manifest else ""
        state = self._state.get(each.folder)
        marks = {None: "", GOOD: "✓", SEALED: self.tr("encrypted")}
        mark = marks[state] if state in marks else self.tr("damaged")
        name = "" if each.made_at else each.folder.name
        return " · ".join(said for said in (f"{made}{size}", name, mark) if said)

    def _check(self, folders: list[Path]) -> None:
        """Check one after the other until one is good; the others are checked when they are chosen."""
        if not folders:
            return
        folder = folders[0]

        def work(_progress: Progress) -> str:
            try:
                Backup(folder, Opener()).check()
            except Refusal as refusal:
                return refusal.code
            return GOOD

        def known(state: str) -> None:
            self._state[folder] = state
            if state == GOOD and self._state.get(self._chosen() or folder, GOOD) != GOOD:
                self.form.field("backup").set_value(str(folder))
            self._renew()
            if state != GOOD:
                self._check(folders[1:])

        self._tasks.run(work, known)

    def _chosen(self) -> Path | None:
        value = self.form.field("backup").value()
        return Path(value) if value else None

    def _choose(self) -> None:
        chosen = next((each for each in self._found if each.folder == self._chosen()), None)
        self.form.show_field("passphrase", chosen is not None and chosen.sealed)
        self.form.show_field("key", self._asks_key(chosen))
        if chosen is not None and self._state and chosen.folder not in self._state:
            self._check([chosen.folder])  # the newest are being looked at already
        self.said.setText(self._say_state())
        tone = {None: None, SEALED: None, GOOD: "good"}.get(
            self._state.get(chosen.folder) if chosen else None, "bad"
        )
        self.said.set_tone(tone)  # type: ignore[arg-type]
        self._offer()

    def _offer(self) -> None:
        state = self._state.get(self._chosen() or Path())
        usable = state in (None, GOOD, SEALED)
        self.go_button.setEnabled(bool(self._found) and usable and not self._busy)

    def _say_state(self) -> str:
        chosen = self._chosen() if hasattr(self, "form") else None
        if chosen is None:
            return self.tr("There is no backup in the data folder. Look on your second disk.")
        state = self._state.get(chosen)
        if state is None:
            return self.tr("Being checked…")
        if state == GOOD:
            return self.tr("Checked: whole, the books balance, the history is unbroken.")
        if state == SEALED:
            return self.tr("Encrypted: it is checked with its passphrase before anything is changed.")
        return self._commands.words.refusal(Refusal(state, name=chosen.name, folder=str(chosen)))

    def _browse(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of the backup"))
        if name:
            self.add_folder(Path(name))

    def add_folder(self, place: Path) -> None:
        """Offer a backup that lies elsewhere, or all those in a folder."""
        try:
            more = [each for each in reading.listed(place.parent) if each.folder == place]
            more = more or reading.listed(place)
        except OSError as problem:
            self._commands.fail(problem)
            return
        if not more:
            self._commands.fail(Refusal("backup.none", folder=str(place)))
            return
        known = {each.folder for each in self._found}
        self._found += [each for each in more if each.folder not in known]
        self.form.field("backup").reload()
        self.form.field("backup").set_value(str(more[0].folder))
        self._renew()
        self._check([more[0].folder])

    # -- doing it -------------------------------------------------------------------------------------

    def _asks_key(self, chosen: Listed | None) -> bool:
        """Whether the right key is not here. Of an encrypted copy that is known only once it was tried."""
        wanted = chosen.manifest.key_id if chosen and chosen.manifest else ""
        tried = chosen is not None and chosen.folder in self._other_key
        return tried or not has_key(Folder(self._root), wanted)

    def _key(self, values: dict[str, str]) -> Key:
        """Raises Refusal ``key.code`` beside ``key``."""
        typed = values.get("key")
        if typed is None:  # it was not asked: the right one is here
            return Key()
        return Key(given=key_code.read(typed)) if typed else Key(fresh=True)

    @staticmethod
    def _agree(values: dict[str, str]) -> present.Agree:
        """Whoever restores, or who was asked besides."""
        other = Login(*(values.get(name) or "" for name in AGREES))
        return present.administrator(
            Login(values["login"], values["password"]), other if any(other) else None
        )

    def go(self) -> None:
        """Restore the chosen backup, once at a time; whoever does it must be an administrator there."""
        source = self._chosen()
        if self._busy or source is None or not self.go_button.isEnabled() or not self.form.validate():
            return
        values = self.form.values()

        def work(progress: Progress) -> Mark:
            try:
                return restore(
                    source,
                    self._root,
                    staff(self._root, values["login"], values["password"]),
                    agree=self._agree(values),
                    passphrase=values.get("passphrase", ""),
                    key=self._key(values),
                    clock=self._clock,
                    progress=progress.step,
                )
            except Refusal as refusal:
                if refusal.code == "restore.key_other":
                    self._other_key.add(source)
                self._to_agree = self._to_agree or refusal.code == "restore.agree"
                raise

        self._work(work, self._restored, self.tr("Restoring"))

    def salvage(self) -> None:
        """Ask first: what cannot be read is lost, where no backup has it."""
        if not self.form.validate():
            return

        confirm(
            self,
            lambda: self.tr("Save what can be read?"),
            lambda: self.tr(
                "Every row that can still be read goes into a new library, gaps are filled from the newest "
                "good backup. The damaged file is kept as it is. Restoring a backup is safer when it is "
                "recent."
            ),
            lambda: self.tr("Save"),
            lambda: self._save(""),
        )

    def _save(self, profile: str) -> None:
        """With the basic facts of a shipped profile where the library's own are lost."""
        values, chosen = self.form.values(), self._chosen()

        def work(progress: Progress) -> Salvaged | Refusal:
            by = staff(self._root, values["login"], values["password"])
            key, clock = self._key(values), self._clock
            try:
                return salvage.to_library(
                    self._root, by, profile=profile, key=key, clock=clock, progress=progress.step
                )
            except Refusal as refusal:
                if refusal.code == "restore.key_other":
                    self._other_key.add(chosen)
                if refusal.code != "restore.rebuild":
                    raise
                return refusal

        self._work(work, self._saved, self.tr("Saving what can be read"))

    def _offer_rebuilding(self, lost: Refusal) -> None:
        confirm(
            self,
            lambda: self.tr("Take the basic facts as they are shipped?"),
            lambda: self._commands.words.refusal(lost),
            lambda: self.tr("Rebuild"),
            lambda: self._save(lost.facts["profile"]),
        )

    def _work(self, work: Callable[[Progress], object], done: Callable[..., object], title: str) -> None:
        self._busy = True
        self._offer()
        self._tasks.run(work, done, title, form=self.form, on_end=self._rest)

    def _rest(self) -> None:
        self._busy = False
        if self._chosen() in self._other_key:
            self.form.show_field("key", True)
        for name in AGREES:
            self.form.show_field(name, self._to_agree)
        self._offer()

    # -- afterwards -----------------------------------------------------------------------------------

    def _restored(self, mark: Mark) -> None:
        self.put(Restored(self._root, self._clock, mark, None, self._done), WIDTH)

    def _saved(self, saved: Salvaged | Refusal) -> None:
        if isinstance(saved, Refusal):
            self._offer_rebuilding(saved)
            return
        assert saved.mark is not None  # it became a library, or was refused
        self.put(Restored(self._root, self._clock, saved.mark, saved, self._done), WIDTH)
