"""Photos beside a slip: dropped, pasted, chosen; opened large; the slip is matched by them ([G] FAQ 4)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ill_desktop.cashier import proofs, queries
from ill_desktop.cashier.proofs import Owner
from ill_desktop.requests import queries as requests
from tests.ui.cashier_desk import ADMIN, KEY, CashierDesk
from ui.cashier.proof_panel import Thumb
from ui.cashier.proof_viewer import ProofViewer
from ui.cashier.transfers_page import TransfersPage
from ui.kit.dialogs import Reason, Sheet
from ui.kit.form import Form
from ui.kit.keys import Button

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>"
    b"endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def picture(colour: str = "#c22") -> QImage:
    image = QImage(60, 80, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


def photo(colour: str = "#c22") -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(picture(colour))
    return bytes(buffer.data().data())


class Slip:
    """A slip that is out, and its page."""

    def __init__(self, at: CashierDesk) -> None:
        self.at = at
        self.request = at.owe(at.campus)
        charges = [due.charge_id for due in queries.dues(at.campus)]
        self.paper = at.desk.transfers.issue(ADMIN, at.campus, charges, "slip")
        self.owner = Owner(transfer_id=self.paper.paper_id)
        screen = at.open()
        at.scan(self.paper.number)
        self.page: TransfersPage = screen.transfers.slips

    def kept(self) -> int:
        return len(proofs.of(self.owner))

    def attach(self, data: bytes) -> None:
        """As the panel does, and wait until it is there."""
        before = self.kept()
        self.page.photos.added.emit(data)
        self.at.qtbot.waitUntil(lambda: self.kept() == before + 1 and len(self.page.photos.photos()) > before)

    def thumbs(self) -> list[Thumb]:
        return [thumb for thumb in self.page.photos.findChildren(Thumb) if thumb.isVisible()]

    def viewer(self) -> ProofViewer:
        viewer = self.at.sheet("proof-viewer")
        assert isinstance(viewer, ProofViewer)
        return viewer


def press(viewer: ProofViewer, name: str) -> None:
    button = viewer.findChild(Button, name)
    assert button is not None
    button.click()


@pytest.fixture
def at(qtbot: QtBot, tmp_path: Path) -> Iterator[CashierDesk]:
    desk = CashierDesk(qtbot, tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def slip(at: CashierDesk) -> Slip:
    return Slip(at)


def test_a_slip_is_matched_by_its_photo_alone(at: CashierDesk, slip: Slip) -> None:
    at.desk.counter.attach(ADMIN, slip.request, "a.pdf", PDF)
    QTest.keyClick(at.window.focusWidget(), KEY.Key_Return)
    assert "photo" in at.find(Form, "cashier-match-form").errors()["reference"]
    slip.attach(photo())
    at.button("cashier-match").click()
    assert queries.transfers("matched")[0].number == slip.paper.number
    assert requests.detail(slip.request).state == "delivered"
    assert "released: 1" in at.window.toasts.texts()[-1]


def test_a_picture_is_pasted_even_from_the_field_of_the_number(at: CashierDesk, slip: Slip) -> None:
    field = at.window.focusWidget()
    assert field is slip.page.form.field("reference")
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    at.qtbot.waitUntil(lambda: slip.kept() == 1)
    QGuiApplication.clipboard().setText("FIN-7")
    QTest.keyClick(field, KEY.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "FIN-7", "text stays text"  # type: ignore[attr-defined]
    assert slip.kept() == 1


def test_a_file_is_dropped(at: CashierDesk, slip: Slip, tmp_path: Path) -> None:
    file = tmp_path / "盖章.png"
    file.write_bytes(photo())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    panel, copy = slip.page.photos, Qt.DropAction.CopyAction
    plain, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, plain)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(QDropEvent(QPoint(5, 5).toPointF(), copy, mime, left, plain))
    at.qtbot.waitUntil(lambda: at.window.toasts.texts() == ["The photo is attached"])
    assert slip.kept() == 1


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"GIF89a", "JPEG"),
        (b"\0\0\0\x18ftypheic" + b"x" * 40, "HEIC"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "incomplete"),
    ],
)
def test_what_is_no_photo_is_said(at: CashierDesk, slip: Slip, data: bytes, word: str) -> None:
    slip.page.photos.added.emit(data)
    at.qtbot.waitUntil(lambda: bool(at.window.toasts.texts()))
    assert word in at.window.toasts.texts()[-1]
    assert slip.kept() == 0


def test_it_is_looked_at_large_turned_and_gone_through(at: CashierDesk, slip: Slip) -> None:
    slip.attach(photo())
    slip.attach(PDF)
    at.qtbot.waitUntil(lambda: len(slip.thumbs()) == 2)
    QTest.mouseClick(slip.thumbs()[0], Qt.MouseButton.LeftButton)
    viewer = slip.viewer()
    place, shown = (viewer.findChild(QLabel, f"proof-viewer-{name}") for name in ("place", "picture"))
    assert place is not None and shown is not None
    assert place.text() == "1 / 3", "two pages of the PDF stand behind"
    before = shown.pixmap().size()
    press(viewer, "proof-turn")
    assert shown.pixmap().size() == before.transposed()
    press(viewer, "proof-larger")
    assert shown.pixmap().width() > before.height()
    press(viewer, "proof-previous")
    assert place.text() == "3 / 3"
    viewer.close()


def test_a_wrong_photo_is_removed_until_money_stands_on_it(at: CashierDesk, slip: Slip) -> None:
    slip.attach(photo())
    slip.attach(photo("#2a2"))

    def open_first() -> Button:
        at.qtbot.waitUntil(lambda: bool(slip.thumbs()))
        slip.thumbs()[0].click()
        remove = slip.viewer().findChild(Button, "proof-remove")
        assert remove is not None
        return remove

    open_first().click()
    sheet = at.sheet("confirm")
    assert isinstance(sheet, Sheet)
    sheet.primary.click()
    assert slip.kept() == 1
    at.button("cashier-match").click()
    at.button("cashier-transfer-states-matched").click()
    assert not open_first().isVisible(), "what proves a posting stays"
    slip.viewer().close()


def test_a_part_is_refused_with_a_way_out(at: CashierDesk, slip: Slip) -> None:
    form = at.find(Form, "cashier-match-form")
    assert form.values()["amount"] == 180
    form.fill({"reference": "FIN-7", "amount": 100})
    at.button("cashier-match").click()
    assert "whole or not at all" in form.errors()["amount"]
    assert queries.transfers_pending() == 1


def test_a_slip_matched_by_mistake_is_taken_back(at: CashierDesk, slip: Slip) -> None:
    at.type("FIN-7")
    at.press(KEY.Key_Return)
    assert at.owed(at.campus) == 0
    at.button("cashier-transfer-states-matched").click()
    at.button("cashier-slip-take-back").click()
    sheet = at.sheet("reason")
    assert isinstance(sheet, Reason)
    sheet.form.fill({"reason": "盖章的是另一张"})
    sheet.primary.click()
    assert at.owed(at.campus) == 180
    at.button("cashier-transfer-states-pending").click()
    assert [row.number for row in slip.page.rows.rows] == [slip.paper.number]


def test_a_voucher_that_cleared_another_slip_is_asked_about(at: CashierDesk, slip: Slip) -> None:
    at.type("FIN-7")
    at.press(KEY.Key_Return)
    at.owe(at.campus)
    (due,) = queries.dues(at.campus)
    other = at.desk.transfers.issue(ADMIN, at.campus, [due.charge_id], "second slip")
    slip.page.reload()
    assert slip.page.go_to(other.number)
    at.find(Form, "cashier-match-form").fill({"reference": "FIN-7"})
    at.button("cashier-match").click()
    asked = at.sheet("confirm")
    assert isinstance(asked, Sheet)
    assert queries.transfers_pending() == 1, "one stamp does not clear two slips by itself"
    asked.primary.click()
    assert queries.transfers_pending() == 0


def test_how_long_a_slip_is_out_and_whether_it_has_a_photo(at: CashierDesk, slip: Slip) -> None:
    columns = {column.key: column for column in slip.page.rows.columns}
    (row,) = slip.page.rows.rows
    assert columns["age"].text(row) == "today"
    assert columns["photo"].text(row) == ""
    slip.attach(photo())
    at.clock.advance(hours=24 * 11)
    assert columns["photo"].text(row) == "1"
    assert columns["age"].value(row) == ("11 days", "caution")
