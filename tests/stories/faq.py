"""A till at work for the stories of the guide's FAQ: three readers, an open shift, papers that are read."""

from __future__ import annotations

import shutil
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ill_desktop import desk as desks
from ill_desktop.cashier import papers, queries
from ill_desktop.cashier.papers import Receipt
from ill_desktop.cashier.tariff import Line, Price
from ill_desktop.desk import Desk
from ill_desktop.notices import queries as notices
from ill_desktop.patrons import queries as patrons
from ill_desktop.patrons.rules import Profile
from ill_desktop.requests import queries as requests
from ill_desktop.requests.service import NewRequest
from ill_desktop.requests.steps import Inputs
from tests.stories.counter import KEY, PASSWORD, Counter
from ui.kit.dialogs import Sheet
from ui.kit.fields import Tick
from ui.kit.preview import Preview
from ui.kit.table import TableView
from ui.shell.desk_window import DeskWindow
from ui.shell.entrance import SignIn

CAMPUS, GUEST = "22098765", "zoe2026"
PDF = b"%PDF-1.7 the article"


class FaqDay(Counter):
    """``campus`` (王晓彤) and ``guest`` (Zoë·Müller, from outside) pay; the librarian has signed in."""

    def __init__(self, app: QApplication, qtbot: QtBot, folder: Path) -> None:
        self.campus = 0
        super().__init__(app, qtbot, folder)
        entrance = self.program.window
        assert isinstance(entrance, SignIn)
        entrance.activateWindow()
        for text, then in (("zhoumin", KEY.Key_Tab), (PASSWORD, KEY.Key_Return)):
            QTest.keyClicks(entrance.focusWidget(), text)
            QTest.keyClick(entrance.focusWidget(), then)
        self.until(lambda: isinstance(self.program.window, DeskWindow))
        self.settle()
        self.go("cashier")

    def _prepare(self) -> None:
        """Made once and copied, since passwords take their time to hash."""
        template = self.folder.parent / "faq-library"
        if not template.exists():
            desk = desks.create_desk(template, "zju", "YQ", "zh_CN", clock=self.clock)
            desk.staff.add_first("zhoumin", "周敏", PASSWORD)
            self._register(desk, GUEST, "Zoë·Müller", "13957102232")
            self._register_campus(desk)
            desk.shifts.open(self.admin, 1, 100_00)
            desk.close()
        desk = desks.open_desk(Path(shutil.copytree(template, self.folder / "library")), self.clock)
        self.guest, self.campus = (int(patrons.by_number(number) or 0) for number in (GUEST, CAMPUS))
        desk.close()

    def _register_campus(self, desk: Desk) -> None:
        profile = Profile(
            institution_id=next(row.id for row in patrons.institutions() if not row.automatic),
            number=CAMPUS, name="王晓彤", sex="f", email="22098765@126.com", mobile="13957102231",
            unit="经济学院", password="rain1234", confirmation="rain1234", last_six="12345X",
            class_="graduate",
        )  # fmt: skip
        desk.patrons.approve(self.admin, desk.patrons.register_form(self.admin, "campus_form", profile))

    # -- what there is to pay ---------------------------------------------------------------------

    @property
    def desk(self) -> Desk:
        return self.window.session.desk

    def ask_for_article(self, patron: int, max_cost_fen: int | None = None) -> int:
        """An article by e-mail that a supplier is asked for; returns the request."""
        fields = {"article_title": "径流预测", "journal": "水利学报", "year": "2024", "pages": "1-12"}
        new = NewRequest(
            patron, "delivery", "journal_article", fields, copyright_agreed=True, max_cost_fen=max_cost_fen
        )
        request = self.desk.requests.submit(self.admin, new).id
        for state, told in (("accepted", None), ("sent", Inputs(supplier_id=1))):
            self.desk.counter.step(self.admin, request, state, told)
        return request

    def owe(self, patron: int, pages: int = 12) -> int:
        """An article has come and waits for its fee; twelve pages are ¥1.80. Its PDF is held back."""
        request = self.ask_for_article(patron)
        self.desk.counter.step(self.admin, request, "shipped")
        self.desk.counter.step(self.admin, request, "received", Inputs(pages=pages))
        self.desk.counter.attach(self.admin, request, "article.pdf", PDF)
        return request

    def fine(self, patron: int, fen: int) -> int:
        """A book came back late."""
        cost = Price("v", (Line("per_item", fen, {}),))
        key = f"fine {patron} {fen}"
        return self.desk.cashier.charge(self.admin, patron, "overdue", "", cost, operation_id=key)

    # -- what became of it ------------------------------------------------------------------------

    def read_paper(self) -> str:
        """The paper that comes up is kept as a PDF; its words without the gaps between them."""

        def shown() -> list[Preview]:
            return [each for each in self.window.findChildren(Preview) if each.isVisible()]

        self.until(lambda: bool(shown()))
        file = self.folder / "paper.pdf"
        shown()[-1].save_to(file)
        for left in shown():  # one without a number stays: it can be put out as often as one likes
            QTest.keyClick(left, KEY.Key_Escape)
        self.until(lambda: not shown())
        self.settle()
        words = "".join(page.extract_text() for page in PdfReader(file).pages)
        return "".join(words.split())

    def newest_paper(self, patron: int) -> Receipt:
        return papers.by_id(queries.papers_of(patron)[0].id)

    def owed(self, patron: int) -> int:
        return sum(due.amount_fen for due in queries.dues(patron))

    def state_of(self, request: int) -> str:
        return requests.state_of(request)

    def told(self, patron: int) -> list[str]:
        """The kinds of notices for a reader, oldest first."""
        return [row.kind for row in reversed(notices.of_patron(patron))]

    def is_open(self, key: str) -> bool:
        """Whether a way of paying can be chosen now."""
        return self.button(f"cashier-tender-{key}").isEnabled()

    def write(self, name: str, text: str) -> None:
        """Until it stands there: what an input method commits is looked at for a scan first."""
        super().write(name, text)
        field = self.find(QLineEdit, name)
        self.until(lambda: field.text() == text)

    def answer(self, name: str, **answers: str) -> None:
        """Type answers into the sheet of that name and press Enter."""
        sheet = self.sheet()
        assert isinstance(sheet, Sheet)
        assert sheet.objectName() == name
        for field, text in answers.items():
            self.write(field, text)
        self.press(KEY.Key_Return)
        self.settle()

    def find_tick(self, name: str) -> Tick:
        return self.find(Tick, name)

    def dues_shown(self) -> str:
        """Every word of the table of dues."""
        model = self.find(TableView, "cashier-dues").model()
        cells = [(row, at) for row in range(model.rowCount()) for at in range(model.columnCount())]
        return "\n".join(str(model.data(model.index(*cell))) for cell in cells)
