"""The trial balance of a month or a day, and the deposits the library owes."""

from __future__ import annotations

import calendar
import datetime as dt

from PySide6.QtWidgets import QWidget

from ill_desktop.reports.books import Book
from ui.cashier.books_away import TakeAway, Taken, of_book
from ui.cashier.books_table import BookTable
from ui.kit.date_field import DateField
from ui.kit.empty import Empty
from ui.kit.label import ElidedLabel, Label
from ui.kit.screen import hbox, panel, vbox
from ui.kit.text import write
from ui.month_choice import MonthChoice
from ui.session import Session


class BalanceView(QWidget):
    """The books of a month, or of one day while a day is filled in. Counted beside the window."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.month = MonthChoice(session, "books-balance-month", self._choose_month)
        self.day = DateField("books-balance-day", lambda: self.tr("or one day"))
        self.day.setFixedWidth(150)
        write(self, self.day.setAccessibleName, lambda: self.tr("Day"))
        self.day.edited.connect(self._type_day)
        self.book: Book | None = None
        self._wanted: tuple[dt.date, dt.date] | None = None
        today = session.desk.clock.day()
        empty = session.desk.reports.balance(session.actor, today, dt.date.min, session.language)
        self.table = BookTable(
            "books-balance",
            empty.part,
            lambda: self.tr("Trial balance"),
            Empty("clock", lambda: self.tr("Nothing stands in the books up to then.")),
        )
        self.period = ElidedLabel("", "note", name="books-balance-period")
        self.away = TakeAway(session, "books-balance-away", self._taken)
        head = hbox(self.month, self.day, self.period, self.away, gap=12, margins=(16, 12, 16, 12))
        head.setStretch(2, 1)
        self.setLayout(vbox(panel(head, self.table, gap=0, margins=0)))

    def _taken(self) -> Taken | None:
        return None if self.book is None else of_book(self._session, self.book)

    def _choose_month(self) -> None:
        self.day.set_value(None)
        self.reload()

    def _type_day(self) -> None:
        if self.day.value() is not None or not self.day.text().strip():
            self.reload()

    def days(self) -> tuple[dt.date, dt.date]:
        """The first and the last business day that are wanted."""
        if (day := self.day.value()) is not None:
            return day, day
        year, month = map(int, self.month.month().split("-"))
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])

    def begin(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def reload(self) -> None:
        """Count again."""
        session, days = self._session, self.days()
        self._wanted = days

        def show(book: Book) -> None:
            if self._wanted == days:  # nobody has asked for another period meanwhile
                self.book = book
                self.period.setText(book.period)
                self.table.show_part(book.part)

        session.tasks.run(
            lambda _progress: session.desk.reports.balance(session.actor, *days, session.language),
            show,
            self.tr("Trial balance"),
        )


class DepositsView(QWidget):
    """Whom the library owes money paid in advance; Enter brings the reader to the till."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.book = self._read()
        self.table = BookTable(
            "books-deposits",
            self.book.part,
            lambda: self.tr("Deposits outstanding"),
            Empty("cashier", lambda: self.tr("Nobody has paid anything in advance.")),
            enter=True,
        )
        self.table.activated_row.connect(lambda _row: self.open_reader())
        self.away = TakeAway(session, "books-deposits-away", lambda: of_book(session, self.book))
        self.sum = Label("", "note", name="books-deposits-period")
        head = hbox(self.sum, None, self.away, gap=12, margins=(16, 12, 16, 12))
        self.setLayout(vbox(panel(head, self.table, gap=0, margins=0)))

    def _read(self) -> Book:
        return self._session.desk.reports.deposits(self._session.actor, self._session.language)

    def open_reader(self) -> None:
        """Bring the reader in front to the till."""
        if (key := self.table.chosen()) is not None:
            self._session.open("cashier", int(key))

    def begin(self) -> None:
        """Take the keyboard."""
        self.table.setFocus()

    def reload(self) -> None:
        """Read again."""
        self.book = self._read()
        self.sum.setText(self.book.period)
        self.table.show_part(self.book.part, self.book.keys)
