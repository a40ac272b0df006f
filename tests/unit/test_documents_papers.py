"""What holds for every paper."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from ill_desktop.documents import activation_slip, receipt, transfer_slip
from tests.unit.paper_samples import ACTIVATION, CHINESE, SLIP, VOUCHER


def test_the_same_facts_give_the_same_bytes() -> None:
    assert receipt.pdf(VOUCHER, CHINESE) == receipt.pdf(VOUCHER, CHINESE)
    assert transfer_slip.pdf(SLIP, CHINESE) == transfer_slip.pdf(SLIP, CHINESE)
    assert activation_slip.pdf(ACTIVATION, CHINESE) == activation_slip.pdf(ACTIVATION, CHINESE)
    assert receipt.pdf(VOUCHER, CHINESE) != receipt.pdf(replace(VOUCHER, copy=1), CHINESE)


def test_papers_made_at_once_are_those_made_one_by_one() -> None:
    """Printing and e-mailing run beside each other; the font they share keeps a reading position."""
    papers = [replace(VOUCHER, patron_name=chr(0x4E00 + n) * 3, number=f"N-{n}") for n in range(24)]
    alone = [receipt.pdf(paper, CHINESE, "80mm") for paper in papers]
    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(lambda paper: receipt.pdf(paper, CHINESE, "80mm"), papers)) == alone


def test_a_qr_text_no_code_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="QR"):
        receipt.pdf(replace(VOUCHER, qr="x" * 3000), CHINESE)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_poppler_reads_the_papers_too() -> None:
    def poppler(pdf: bytes) -> str:
        done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
        return done.stdout.decode()

    slip = poppler(transfer_slip.pdf(SLIP, CHINESE))
    assert all(
        fact in slip for fact in ("浙江大学内部转帐单", "188610", "669105", "检索费", "人民币贰拾陆元伍角整")
    )
    assert "王晓彤" in poppler(receipt.pdf(VOUCHER, CHINESE))
    # Even where no font has the glyph, the name is copied right.
    assert "欧阳𠮷" in "".join(poppler(receipt.pdf(replace(VOUCHER, patron_name="欧阳𠮷"), CHINESE)).split())


def test_importing_the_pages_loads_nothing_heavy() -> None:
    code = (
        "import sys; from ill_desktop.documents import receipt, transfer_slip, activation_slip;"
        "from ill_desktop.documents import chart, qr, report, text;"
        "print([name for name in ('reportlab', 'qrcode', 'PIL') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
