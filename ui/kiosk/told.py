"""How a reader is told from now on, chosen by himself (domain §6)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ill_desktop.notices import queries
from ill_desktop.notices.queries import Reader
from ill_desktop.notices.settings import kept_sms
from ui.kiosk.parts import BigPills
from ui.kiosk.visit import Visit
from ui.kit.label import Label
from ui.kit.screen import hbox
from ui.kit.text import write

LANGUAGES = (("zh_CN", "中文"), ("en", "English"))


class HowTold(QWidget):
    """Way and language; one touch changes it. Letters are begun at the counter: they want an address."""

    def __init__(self, visit: Visit) -> None:
        super().__init__()
        self.setObjectName("told")
        reader = visit.reader
        assert reader is not None and reader.patron_id is not None  # a page behind the sign-in
        self._session, self._reader, self._patron_id = visit.session, reader, reader.patron_id
        now = self._now()
        self.way = BigPills("told-way", [(way, self._words(way)) for way in self._ways(now.way)])
        self.language = BigPills("told-language", LANGUAGES)
        write(self, self.way.setAccessibleName, lambda: self.tr("How you are told"))
        write(self, self.language.setAccessibleName, lambda: self.tr("In which language"))
        for pills, value in ((self.way, now.way), (self.language, now.language)):
            pills.keep_to_one_line()
            pills.choose(value)
            pills.chosen.connect(lambda _key: self._store())
        by = Label(lambda: self.tr("From now on you are told by"), "subtitle")
        written = Label(lambda: self.tr("Written in"), "subtitle")
        self.setLayout(hbox(by, self.way, 12, written, self.language, None, gap=12))

    def _now(self) -> Reader:
        return queries.reader(self._patron_id)

    @staticmethod
    def _ways(now: str) -> list[str]:
        """What goes here, and what holds now."""
        offered = {"email": True, "sms": kept_sms().is_set, "letter": False, "none": True}
        return [way for way, goes in offered.items() if goes or way == now]

    def _words(self, way: str) -> Callable[[], str]:
        return lambda: self._session.words(f"notice_way.{way}")

    def _store(self) -> None:
        patrons, address = self._session.desk.patrons, self._now().address
        self._session.commands.keep(
            lambda: patrons.choose_notices(
                self._reader,
                self._patron_id,
                way=self.way.current(),
                language=self.language.current(),
                address=address,
            )
        )
