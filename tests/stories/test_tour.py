"""The main job through the real windows, from the first visit to the kiosk (issue steps 1 to 10)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

ROOT = Path(__file__).parent.parent.parent
PAPERS = {
    "transfer-slip.pdf",
    "receipt-a5.pdf",
    "receipt-80mm.pdf",
    "settlement-voucher.pdf",
    "activation-poster.pdf",
    "activation-slip.pdf",
    "report-month.pdf",
    "report-month.xlsx",
}
ONE_PICTURE = (
    "import sys; from pathlib import Path; from ui.tour import walk; from ui.tour.camera import Camera; "
    "from ui.kit import theme; init = Camera.__init__\n"
    "def once(self, *given):\n"
    "    init(self, *given); self.languages, self.themes = ('en',), (theme.LIGHT,)\n"
    "Camera.__init__ = once\n"
    "sys.exit(walk.run(Path(sys.argv[1])))"
)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What one walk leaves, each screen taken once instead of four times."""
    out = tmp_path_factory.mktemp("tour")
    done = subprocess.run(
        [sys.executable, "-c", ONE_PICTURE, str(out)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return out


def text_of(paper: Path) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(paper).pages)


def test_every_screen_is_there(out: Path) -> None:
    names = [file.name for file in sorted((out / "screens").iterdir())]
    assert [name[:15] for name in names][:2] == ["en-light-01-fir", "en-light-02-fir"]
    assert len(names) >= 45
    for place in (
        "today",
        "patrons",
        "review",
        "new-request",
        "requests",
        "cash-receipt",
        "transfer",
        "kiosk",
        "settings",
    ):
        assert any(place in name for name in names), place


def test_the_papers_say_what_finance_asks_for(out: Path) -> None:
    assert {file.name for file in (out / "papers").iterdir()} == PAPERS
    slip = text_of(out / "papers" / "transfer-slip.pdf")
    for words in (
        "浙江大学内部转帐单",
        "188610",
        "669105",
        "检索费",
        "人民币叁元陆角整",
        "经费主管",
        "王晓彤",
    ):
        assert words in slip, words
    voucher = text_of(out / "papers" / "settlement-voucher.pdf")
    assert "校内结算凭证" in voucher and "不能报销" in voucher and "王晓彤" in voucher
    assert "Zoë·Müller" in text_of(out / "papers" / "receipt-a5.pdf")


def test_the_slips_are_read_by_a_scanner(out: Path) -> None:
    import pypdfium2
    import zxingcpp

    for paper, start in (
        ("transfer-slip", "YQ1-2026-T-"),
        ("activation-slip", "ILLA:"),
        ("receipt-80mm", "YQ1-2026-R-"),
    ):
        page = pypdfium2.PdfDocument(out / "papers" / f"{paper}.pdf")[0]
        codes = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
        assert [code.text[: len(start)] for code in codes] == [start], paper
