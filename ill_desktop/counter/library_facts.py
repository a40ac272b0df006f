"""The library's own facts, as an administrator changes them: judged, stored all or none, recorded."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from db import connection
from ill_desktop import audit, settings
from ill_desktop.counter import fact_kinds
from ill_desktop.errors import Refusal, Refusals, refuse
from ill_desktop.ground import Ground
from ill_desktop.library import Library
from ill_desktop.patrons.rules import OFF_CAMPUS_CLASS
from ill_desktop.staff.rules import Actor
from ill_desktop.staff.service import require
from ill_desktop.words import LANGUAGES

Facts = dict[str, Any]


def read(library: Library, path: str) -> Any:
    """A fact as a form shows it. Raises KeyError for what cannot be changed."""
    stored = _find(library.facts, path)
    return "" if stored == "" else fact_kinds.kind_of(path).show(stored)


def _find(facts: Facts, path: str) -> Any:
    place: Any = facts
    fact_kinds.kind_of(path)
    *steps, last = path.split(".")
    for step in steps:
        place = _one(place, step) if isinstance(place, list) else place[step]
    return place.get(last, "")


def _put(facts: Facts, path: str, value: Any) -> None:
    *steps, last = path.split(".")
    place: Any = facts
    for step in steps:
        place = _one(place, step) if isinstance(place, list) else place.setdefault(step, {})
    place[last] = value


def _one(several: list[Facts], code: str) -> Facts:
    for each in several:
        if each["code"] == code:
            return each
    raise KeyError(code)


def _judged(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored of the values of a form. Raises Refusal(s), each beside its path."""
    kept, problems = {}, []
    for path, value in values.items():
        try:
            kept[path] = fact_kinds.kept(path, value)
        except Refusal as refusal:
            problems.append(refusal)
    refuse(problems)
    return kept


def _check_lengths(facts: Facts, changed: Iterable[str]) -> None:
    """A password may not have to be longer than it may be."""
    for road, rule in facts["passwords"].items():
        if rule["shortest"] > rule["longest"]:
            path = f"passwords.{road}.longest"
            raise Refusal("facts.lengths", path if path in changed else f"passwords.{road}.shortest")


class FactsService:
    """Changes what the library says of itself. Every action needs the permission ``library.configure``."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def follow(self) -> bool:
        """Take over what another process has stored; says whether there was something."""
        stored = Library(settings.read("library"))
        if stored.facts == self._ground.library.facts:
            return False
        self._ground.library = stored
        return True

    def change(self, by: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
        """Store new facts, all or none; returns what those that changed were before, as forms show them.

        Raises Refusal(s) beside each path, and KeyError for a path that cannot be changed.
        """
        require(self._ground, by, "library.configure")
        for path in values:
            read(self._ground.library, path)
        wanted = _judged(values)
        before: dict[str, Any] = {}

        def edit(facts: Facts) -> Facts:
            new = {path: value for path, value in wanted.items() if value != _find(facts, path)}
            before.update({path: read(self._ground.library, path) for path in new})
            for path, value in new.items():
                _put(facts, path, value)
            _check_lengths(facts, new)
            return new

        self._edit(by, "library.configure", edit)
        return before

    def _edit(self, by: Actor, action: str, edit: Callable[[Facts], Facts]) -> None:
        """Read the facts as they are stored, change them, store and record what ``edit`` says it did."""
        with connection.transaction():
            self.follow()
            facts = copy.deepcopy(self._ground.library.facts)
            done = edit(facts)
            if done:
                settings.write("library", facts)
                audit.append(self._ground.now, by.mark, action, "library", **done)
        if done:
            self._ground.library = Library(facts)

    # -- branches, classes, hotlines --------------------------------------------------------------

    def add(self, by: Actor, name: str, code: str, values: Mapping[str, Any]) -> str:
        """One more of ``branches``, ``classes`` or ``hotlines``; returns its code.

        ``values`` are named without list and code (``name.en``), and so are the fields of a Refusal:
        ``facts.code_taken``, ``facts.branches_code``, ``facts.classes_code`` beside ``code``. A hotline
        needs no code.
        """
        require(self._ground, by, "library.configure")
        code = code.strip() or _next_code(self._ground.library.facts[name])
        problems = [] if fact_kinds.CODES[name].fullmatch(code) else [Refusal(f"facts.{name}_code", "code")]
        whole = {**dict.fromkeys(fact_kinds.LISTS[name], ""), **values}
        kept: dict[str, Any] = {}
        for path, value in whole.items():
            try:
                kept[path] = fact_kinds.kept(f"{name}.new.{path}", value)
            except Refusal as refusal:
                problems.append(Refusal(refusal.code, path, **refusal.facts))
        refuse(problems)

        def edit(facts: Facts) -> Facts:
            if any(each["code"].upper() == code.upper() for each in facts[name]):
                raise Refusal("facts.code_taken", "code", taken=code)
            facts[name].append({"code": code})
            for path, value in kept.items():
                _put(facts, f"{name}.{code}.{path}", value)
            return {"code": code, **kept}

        self._edit(by, f"library.add.{name}", edit)
        return code

    def change_one(self, by: Actor, name: str, code: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Change one of several, its facts and the fields of a Refusal named as in :meth:`add`.

        Returns what :meth:`change` needs to take it back.
        """
        head = f"{name}.{code}."
        try:
            return self.change(by, {head + path: value for path, value in values.items()})
        except Refusal as refusal:
            parts = refusal.parts if isinstance(refusal, Refusals) else (refusal,)
            names = [part.field.removeprefix(head) if part.field else None for part in parts]
            refuse([Refusal(part.code, name, **part.facts) for part, name in zip(parts, names, strict=True)])
            raise

    def retire(self, by: Actor, name: str, code: str, retired: bool = True) -> None:
        """Offer a branch or a class no longer, or again; what was stored with it stays.

        Raises Refusal ``facts.here`` for the branch of this counter, ``facts.off_campus`` for the class
        that every off-campus reader is given, ``facts.last`` where none would be left.
        """
        require(self._ground, by, "library.configure")
        if retired and name == "branches" and code == settings.read("branch"):
            raise Refusal("facts.here")
        if retired and name == "classes" and code == OFF_CAMPUS_CLASS:
            raise Refusal("facts.off_campus")

        def edit(facts: Facts) -> Facts:
            one = _one(facts[name], code)
            changed = one["retired"] != retired
            one["retired"] = retired
            if all(each["retired"] for each in facts[name] if each["code"] != OFF_CAMPUS_CLASS):
                raise Refusal("facts.last")
            return {"code": code, "retired": retired} if changed else {}

        self._edit(by, f"library.retire.{name}", edit)

    def remove(self, by: Actor, name: str, code: str) -> dict[str, Any]:
        """Take away what was never used; returns what :meth:`add` needs to bring it back.

        Raises Refusal ``facts.in_use``; such a one can be retired.
        """
        require(self._ground, by, "library.configure")
        library = self._ground.library
        values = {path: read(library, f"{name}.{code}.{path}") for path in fact_kinds.LISTS[name]}

        def edit(facts: Facts) -> Facts:
            if _in_use(name, code):
                raise Refusal("facts.in_use")
            facts[name].remove(_one(facts[name], code))
            return {"code": code}

        self._edit(by, f"library.remove.{name}", edit)
        return values

    def speak(self, by: Actor, language: str) -> None:
        """The language this counter begins in: sign-in, kiosk, papers. Raises Refusal."""
        require(self._ground, by, "library.configure")
        if language not in LANGUAGES:
            raise ValueError(language)
        with connection.transaction():
            settings.write("language", language)
            audit.append(self._ground.now, by.name, "library.language", "library", language=language)


def _next_code(known: list[Facts]) -> str:
    return str(1 + max((int(each["code"]) for each in known if each["code"].isdecimal()), default=0))


_USES = {
    "branches": ("SELECT 1 FROM request WHERE branch = ? LIMIT 1",),
    "classes": (
        "SELECT 1 FROM patron WHERE class = ? LIMIT 1",
        "SELECT 1 FROM registry_person WHERE class = ? LIMIT 1",
    ),
    "hotlines": (),
    "faq": (),
}


def _in_use(name: str, code: str) -> bool:
    here = name == "branches" and code == settings.read("branch")
    fixed = name == "classes" and code == OFF_CAMPUS_CLASS
    return here or fixed or any(connection.value(sql, (code,)) for sql in _USES[name])
