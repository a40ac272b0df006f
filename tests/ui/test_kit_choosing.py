"""Pills, filters, the finder; what wraps, what is drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from pytestqt.qtbot import QtBot

from ill_desktop.words import Words
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.chip import Tag
from ui.kit.commands import Commands
from ui.kit.facts import Fact, Facts, Timeline
from ui.kit.fields import Choice
from ui.kit.finder import FinderBox, Hit
from ui.kit.flow import Ends, Flow
from ui.kit.i18n import Languages
from ui.kit.keys import Button
from ui.kit.pages import Pages, fit_paper, print_pages
from ui.kit.preview import Preview
from ui.kit.qr import QrView
from ui.kit.tabs import FilterChip, Pills

TYPES = [("journal", "期刊论文"), ("book", "图书"), ("thesis", "学位论文")]


def test_pills_choose_one_by_click_and_arrow(qtbot: QtBot) -> None:
    pills = Pills("types", TYPES)
    qtbot.addWidget(pills)
    chosen: list[str] = []
    pills.chosen.connect(chosen.append)
    assert pills.current() == "journal"
    pills.findChild(Button, "types-thesis").click()
    QTest.keyClick(pills, Qt.Key.Key_Right)
    QTest.keyClick(pills, Qt.Key.Key_Left)
    assert chosen == ["thesis", "journal", "thesis"]
    pills.choose("book")
    assert (pills.current(), len(chosen)) == ("book", 3)


def test_a_pill_carries_its_count(qtbot: QtBot) -> None:
    pills = Pills("tabs", [("all", "全部")])
    qtbot.addWidget(pills)
    pills.set_count("all", 1_024_318)
    assert pills.findChild(Button).words() == "全部 1,024,318"
    pills.set_count("all", None)
    assert pills.findChild(Button).words() == "全部"


def test_a_filter_lets_through_one_and_then_everything_again(qtbot: QtBot) -> None:
    chip = FilterChip("type", "文献类型", lambda: TYPES)
    qtbot.addWidget(chip)
    chip.show()
    changes: list[object] = []
    chip.changed.connect(changes.append)
    chip.menu().actions()[1].trigger()
    assert (chip.words(), chip.value(), chip.isChecked()) == ("图书", "book", True)
    chip.click()
    assert (chip.words(), chip.value(), chip.isChecked()) == ("文献类型", None, False)
    assert changes == ["book", None]


@given(st.lists(st.integers(10, 300), min_size=1, max_size=15), st.integers(100, 600))
def test_what_flows_never_overlaps_and_stays_inside(widths: list[int], room: int) -> None:
    holder = QWidget()
    flow = Flow()
    holder.setLayout(flow)
    for width in widths:
        box = QWidget()
        box.setFixedSize(width, 30)
        flow.addWidget(box)
    height = flow.heightForWidth(room)
    flow.setGeometry(QRect(0, 0, room, height))
    boxes = [flow.itemAt(at).geometry() for at in range(flow.count())]
    assert not any(one.intersects(two) for at, one in enumerate(boxes) for two in boxes[at + 1 :])
    assert max(box.bottom() for box in boxes) < height
    assert all(box.right() < max(room, box.width()) for box in boxes)


def test_what_flows_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    low, high = QWidget(), QWidget()
    low.setFixedSize(80, 30)
    high.setFixedSize(80, 36)
    flow = Flow(low, high)
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(flow)
    flow.setGeometry(QRect(0, 0, 200, 36))
    assert low.geometry().center().y() == high.geometry().center().y()


@pytest.mark.parametrize(("room", "left", "top"), [(300, 180, 0), (200, 0, 34)])
def test_two_parts_stand_at_the_ends_or_below_each_other(
    qtbot: QtBot, room: int, left: int, top: int
) -> None:
    one, two = QWidget(), QWidget()
    for part in (one, two):
        part.setFixedSize(120, 30)
    ends = Ends(one, two, gap=8)
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(ends)
    ends.setGeometry(QRect(0, 0, room, ends.heightForWidth(room)))
    assert (one.x(), one.y()) == (0, 0)
    assert (two.x(), two.y()) == (left, top)


@pytest.mark.parametrize("words", ["This shift", "Transfers & bank 3", "读者", "iiiiii", "WWWWWW"])
def test_a_pill_keeps_its_size_when_it_is_chosen(qtbot: QtBot, words: str) -> None:
    pill = Button("pill", words, role="pill")
    qtbot.addWidget(pill)
    before = pill.sizeHint()
    pill.setChecked(True)
    assert pill.sizeHint() == before


def test_a_choice_too_long_for_its_room_ends_in_dots_and_says_the_rest(qtbot: QtBot) -> None:
    choice = Choice("service", lambda: [("delivery", "Document delivery")], "choose one of these services")
    qtbot.addWidget(choice)
    choice.resize(120, 36)
    choice.show()
    assert choice.shown().startswith("choo") and choice.shown().endswith("…")
    assert choice.toolTip() == ""
    choice.set_value("delivery")
    choice.grab()
    assert choice.shown().startswith("Docu") and choice.shown().endswith("…")
    assert choice.toolTip() == "Document delivery"
    choice.resize(300, 36)
    choice.grab()
    assert (choice.shown(), choice.toolTip()) == ("Document delivery", "")


# -- the finder -----------------------------------------------------------------------------------


FOUND = (Hit("李楠", "22012345", "patrons", 1), Hit("李喆", value=2))


class Index:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def find(self, text: str) -> Sequence[Hit]:
        self.asked.append(text)
        return [
            hit for hit in (Hit("李楠", "22012345", "patrons", 1), Hit("李喆", value=2)) if text in hit.title
        ]


@pytest.fixture
def box(qtbot: QtBot) -> Iterator[tuple[FinderBox, Index]]:
    window = QWidget()
    window.resize(700, 500)
    index = Index()
    made = FinderBox("box", index.find)
    made.setParent(window)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.setFocus()
    yield made, index


def test_hits_appear_as_one_types_and_enter_takes_the_first(
    box: tuple[FinderBox, Index], qtbot: QtBot
) -> None:
    finder, _index = box
    chosen: list[Hit] = []
    finder.chosen.connect(chosen.append)
    finder.setText("李")
    finder.textEdited.emit("李")
    qtbot.waitUntil(finder.is_open)
    assert [hit.value for hit in finder.hits()] == [1, 2]
    QTest.keyClick(finder, Qt.Key.Key_Down)
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert [hit.value for hit in chosen] == [2]
    assert not finder.is_open()


def test_enter_before_the_hits_came_waits_for_them(box: tuple[FinderBox, Index]) -> None:
    finder, index = box
    chosen: list[Hit] = []
    finder.chosen.connect(chosen.append)
    finder.setText("李楠")
    finder.textEdited.emit("李楠")
    QTest.keyClick(finder, Qt.Key.Key_Return)
    assert ([hit.value for hit in chosen], index.asked) == ([1], ["李楠"])


def test_what_nothing_answers_to_is_asked_as_text(box: tuple[FinderBox, Index], qtbot: QtBot) -> None:
    finder, _index = box
    QTest.keyClicks(finder, "10.1038/x")
    with qtbot.waitSignal(finder.asked) as said:
        QTest.keyClick(finder, Qt.Key.Key_Return)
    assert said.args == ["10.1038/x"]


def test_escape_closes_and_empties(box: tuple[FinderBox, Index]) -> None:
    finder, _index = box
    finder.setText("李")
    finder.search()
    QTest.keyClick(finder, Qt.Key.Key_Escape)
    assert (finder.is_open(), finder.text()) == (False, "")


def test_the_hits_go_with_the_box(box: tuple[FinderBox, Index], app: QApplication) -> None:
    finder, _index = box
    window = finder.window()
    finder.setText("李")
    finder.search()
    assert window.findChild(QFrame, "box-hits")
    finder.deleteLater()
    for _ in range(2):  # the box, and then what it left
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(QFrame, "box-hits") is None


# -- what is shown --------------------------------------------------------------------------------


def test_facts_are_replaced_not_piled_up(qtbot: QtBot) -> None:
    facts = Facts("price", figures=True)
    qtbot.addWidget(facts)
    facts.show()
    facts.show_facts([Fact("21 页 × 0.30", "6.30"), Fact("读者自付", "3.15", strong=True)])
    facts.show_facts([Fact("读者自付", "0.00", strong=True)])
    assert facts.texts() == ["读者自付", "0.00"]


def test_a_timeline_shows_the_newest_first(qtbot: QtBot) -> None:
    line = Timeline("history")
    qtbot.addWidget(line)
    line.show_events(["14:02 寄送途中", "09:15 已提交"])
    assert line.layout().count() == 2


def test_a_card_says_its_figure_and_opens(qtbot: QtBot) -> None:
    opened: list[int] = []
    card = Card("review", "待审核读者", lambda: opened.append(1))
    qtbot.addWidget(card)
    card.show_figure(1204, Tag("2 位已超一个工作日", "bad"))
    assert card.accessibleName() == "待审核读者 1,204 2 位已超一个工作日"
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert opened == [1]


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_a_qr_can_be_read_off_the_screen_in_every_theme(
    look: theme.Theme, app: QApplication, qtbot: QtBot
) -> None:
    import qrcode
    import zxingcpp
    from PIL import Image

    theme.apply(app, look)
    code = qrcode.QRCode(border=0)
    code.add_data("https://ill.example.org/a/3f9c2b7d")
    code.make()
    view = QrView("qr", "激活", code.get_matrix())
    qtbot.addWidget(view)
    view.resize(260, 240)
    image = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB888)
    picture = Image.frombytes(
        "RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine()
    )
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == ["https://ill.example.org/a/3f9c2b7d"]


# -- paper ----------------------------------------------------------------------------------------


def _pdf(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 595))
    for _page in range(pages):
        canvas.rect(0, 0, 210, 595, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> Iterator[Preview]:
    made = Preview(None, "收据", _pdf(3), "收据.pdf", Commands(Words("zh_CN", {})))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.done(0)


def test_a_paper_is_shown_whole_page_by_page(preview: Preview) -> None:
    shown = preview._paper.pixmap().toImage()
    area = preview._area.viewport().size()
    assert shown.width() <= area.width() and shown.height() <= area.height()
    left, right = shown.pixelColor(20, shown.height() // 2), shown.pixelColor(shown.width() - 20, 20)
    assert (left.name(), right.name()) == ("#000000", "#ffffff")
    assert preview._list.count() == 3


def test_larger_and_whole_page_again(preview: Preview) -> None:
    whole = preview._paper.width()
    preview.findChild(Button, "preview-larger").click()
    assert preview._paper.width() > whole
    preview.findChild(Button, "preview-fit").click()
    assert preview._paper.width() == whole


def test_a_paper_is_saved_as_it_is(preview: Preview, tmp_path: Path) -> None:
    preview.save_to(tmp_path / "r.pdf")
    assert (tmp_path / "r.pdf").read_bytes() == preview._pdf


def test_a_file_that_cannot_be_written_is_said(preview: Preview, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(preview._commands.refused):
        preview.save_to(tmp_path / "missing" / "r.pdf")


def test_a_paper_is_printed_in_its_true_size(tmp_path: Path, app: QApplication) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    assert print_pages(Pages(_pdf(2)), printer)
    printed = Pages((tmp_path / "out.pdf").read_bytes())
    assert len(printed) == 2
    width, _height = printed.size(0)
    image = printed.image(0, 1.0)
    assert image.pixelColor(205, 300).name() == "#000000"
    assert image.pixelColor(216, 300).name() == "#ffffff"
    assert width > 420


def test_a_missing_translation_is_a_bug_and_changes_nothing(app: QApplication) -> None:
    languages = Languages(app)
    with pytest.raises(FileNotFoundError):
        languages.use("xx")
    assert languages.current == "en"


def test_without_a_dialog_the_paper_is_as_large_as_its_page(tmp_path: Path, app: QApplication) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    pages = Pages(_pdf(1))
    fit_paper(pages, printer)
    assert print_pages(pages, printer)
    printed = Pages((tmp_path / "out.pdf").read_bytes())
    assert [round(each) for each in printed.size(0)] == pytest.approx(
        [round(each) for each in pages.size(0)], abs=1
    )


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_written_to_is_told(tmp_path: Path, app: QApplication) -> None:
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "missing" / "out.pdf"))
    assert not print_pages(Pages(_pdf(1)), printer)
