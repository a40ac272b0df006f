"""Documents: what they are is seen in what is in them, and one that changes is not taken."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ill_desktop.documents.canvas import Sheet, Style
from ill_desktop.errors import Refusal
from ill_desktop.requests import files

LARGEST = 1 << 20


def refused(action: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as caught:
        action()
    return caught.value.code


def archive(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as opened:
        for name in names:
            opened.writestr(name, b"x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.caj", b"CAJ\0\0"),
        ("a.txt", "题录".encode()),
        ("a.txt", "题录".encode("utf-16")),
        ("a.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("a.epub", archive("mimetype")),
        ("a.zip", archive("anything")),
    ],
)
def test_what_is_what_it_says_is_taken(name: str, data: bytes) -> None:
    assert files.check(name, data, LARGEST) == name


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.pdf", b"MZ\x90\0", "file.content"),
        ("a.pdf", b"", "file.content"),
        ("a.txt", b"MZ\x90\0\0", "file.content"),
        ("a.caj", b"MZ\x90\0", "file.content"),
        ("a.docx", archive("evil.exe"), "file.content"),
        ("a.epub", b"PK\x03\x04 cut off", "file.content"),
        ("a.exe", b"MZ", "file.type"),
        ("a", b"%PDF", "file.type"),
        ("a.pdf", b"%PDF" + b"x" * LARGEST, "file.size"),
    ],
)
def test_what_only_says_so_is_not(name: str, data: bytes, code: str) -> None:
    assert refused(lambda: files.check(name, data, LARGEST)) == code


@given(st.sampled_from(sorted(files.KINDS)), st.binary(max_size=200))
def test_no_content_breaks_the_check(ending: str, data: bytes) -> None:
    try:
        assert files.check(f"a{ending}", data, LARGEST) == f"a{ending}"
    except Refusal as refusal:
        assert refusal.code == "file.content"


def test_a_file_that_stands_still_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF" * 1000)
    assert files.read_still(file, LARGEST) == b"%PDF" * 1000
    assert refused(lambda: files.read_still(file, 100)) == "file.size"
    with pytest.raises(FileNotFoundError):
        files.read_still(tmp_path / "gone.pdf", LARGEST)


@pytest.mark.parametrize("change", ["grows", "same size", "replaced"])
def test_a_file_that_changes_meanwhile_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF" * 10)
    os.utime(file, ns=(1, 1))
    fstat, asked = os.fstat, []

    def look(descriptor: int) -> os.stat_result:
        """After the first look the writer goes on."""
        found = fstat(descriptor)
        if not asked:
            asked.append(descriptor)
            if change == "grows":
                file.write_bytes(b"%PDF" * 11)
            elif change == "same size":
                file.write_bytes(b"%PDG" * 10)
            else:
                (tmp_path / "b").write_bytes(b"%PDG" * 10)
                (tmp_path / "b").replace(file)
        return found

    monkeypatch.setattr(os, "fstat", look)
    assert refused(lambda: files.read_still(file, LARGEST)) == "file.changed"


def test_pages_of_a_pdf_are_counted() -> None:
    sheet = Sheet((200, 200), "t", "a", "en")
    for page in range(3):
        if page:
            sheet.next_page()
        sheet.text(20, 20, str(page), Style(10))
    assert files.page_count(sheet.pdf()) == 3
    assert files.page_count(b"%PDF-1.7 broken") is None
    assert files.page_count(b"plain") is None


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://lib.example.edu/get?id=1&t=题", True),
        ("http://10.0.0.1/x.pdf", True),
        ("ftp://lib.example.edu/x", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https://user:word@lib.example.edu/", False),
        ("https://lib.example.edu/a b", False),
        ("https://lib.example.edu/\nX", False),
        ("https://[::1", False),
        ("https://x/" + "a" * 2_000, False),
    ],
)
def test_links_a_reader_can_open(address: str, good: bool) -> None:
    assert files.good_link(address) is good
