"""The version that is being made, and the words and choices every page of the tariff speaks with."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ill_desktop.cashier.tariff import Rule
from ill_desktop.cashier.tariff_draft import Draft
from ill_desktop.cashier.tariff_words import TariffWords
from ill_desktop.cashier.tariffs import TariffService
from ill_desktop.requests import fields
from ui.session import Session

FORM = "tariff"
ANY = ""
Choices = list[tuple[str, str]]


class Work(QObject):
    """One draft of each person, kept with every change: a crash loses nothing."""

    changed = Signal()
    """The draft is another, or there is none any more."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.draft: Draft | None = session.desk.requests.draft(session.actor, FORM)

    @property
    def service(self) -> TariffService:
        return self._session.desk.cashier.tariffs

    @property
    def may(self) -> bool:
        """Whether this person can change prices."""
        return self._session.actor.may("library.configure")

    def change(self, draft: Draft | None, says: str) -> None:
        """Another draft, or none; the step can be taken back."""
        before = self.draft

        def keep(wanted: Draft | None) -> bool:
            self._keep(wanted)
            return True

        self._session.commands.run(lambda: keep(draft), says=says, undo=lambda _done: keep(before))

    def put(self, draft: Draft | None) -> None:
        """Another draft by typing, or none once it is published: nothing is said of it."""
        self._session.commands.keep(lambda: self._keep(draft))

    def _keep(self, draft: Draft | None) -> None:
        requests, actor = self._session.desk.requests, self._session.actor
        if draft is None:
            requests.drop_draft(actor, FORM)
        else:
            requests.save_draft(actor, FORM, draft)
        self.draft = draft
        self.changed.emit()

    # -- words and choices ------------------------------------------------------------------------

    def words(self) -> TariffWords:
        """Sentences in the language of the window."""
        return TariffWords(self._session.words, dict(self.classes()))

    def classes(self) -> Choices:
        """Patron classes, the retired ones too: an old rule may be for one."""
        classes, language = self._session.desk.library.classes, self._session.language
        return [(code, name[language]) for code, name in classes.items()]

    def services(self) -> Choices:
        return self._named("service", ("delivery", "loan"))

    def documents(self) -> Choices:
        return self._named("document", tuple(fields.TYPES))

    def levels(self) -> Choices:
        return self._named("level", ("normal", "urgent"))

    def deliveries(self) -> Choices:
        return self._named("delivery", ("email", "pickup", "post"))

    def networks(self, rules: Rule | None = None) -> Choices:
        """Networks of the suppliers, and those a version speaks of besides."""
        known = self.service.networks()
        parts = (*(rules or {}).get("charges", ()), *(rules or {}).get("subsidies", ()))
        more = sorted({rule["network"] for rule in parts if "network" in rule} - set(known))
        words = self.words()
        return [(network, words.network(network)) for network in (*known, *more)]

    def _named(self, table: str, keys: tuple[str, ...]) -> Choices:
        return [(key, self._session.words(f"{table}.{key}")) for key in keys]
