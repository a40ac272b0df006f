"""The desk from the command line, as a person or a script uses it."""

from __future__ import annotations

import csv
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import apsw
import openpyxl
import pytest
from pypdf import PdfReader

from ill_desktop import paths, words
from ill_desktop.cli import main, writing
from tests import filled

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "correct horse battery"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return filled.copy_to(tmp_path / "library")


def run(*arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "ill_desktop", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


def call(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """The command in this process: ``(exit code, output, errors)``."""
    try:
        code = main([*map(str, arguments)])
    except SystemExit as left:
        code = int(left.code or 0)
    out, err = capsys.readouterr()
    assert "Traceback" not in err
    return code, out, err


# A library


def test_a_library_is_made_and_its_administrator_signs_in(tmp_path: Path) -> None:
    made = run(
        *("--data", tmp_path / "new", "--lang", "zh_CN", "init", "--library", "zju", "--branch", "ZJG"),
        *("--language", "en", "--login", "admin", "--name", "钱文"),
        stdin=PASSWORD + "\n",
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert paths.KEY_FILE in made.stdout
    desk = filled.open_desk(tmp_path / "new")
    try:
        assert desk.staff.sign_in("admin", PASSWORD).name == "钱文"
        assert (desk.branch, desk.language, desk.is_demo) == ("ZJG", "en", False)
    finally:
        desk.close()
    file = tmp_path / "new" / paths.KEY_FILE
    assert os.name != "posix" or stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("password", "branch", "login"),
    [("short", "YQ", "admin"), ("", "YQ", "admin"), (PASSWORD, "XX", "admin"), (PASSWORD, "YQ", "two words")],
)
def test_what_is_refused_leaves_no_library(password: str, branch: str, login: str, tmp_path: Path) -> None:
    made = run(
        *("--data", tmp_path / "new", "init", "--branch", branch, "--login", login), stdin=password + "\n"
    )
    assert made.returncode == 1
    assert made.stdout == ""
    assert len(made.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "new" / paths.DATABASE).exists()


def test_a_password_that_is_no_text_is_refused(tmp_path: Path) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "ill_desktop", "--data", tmp_path / "new", "init", "--login", "admin"],
        input=b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff\xfe\n",
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8:strict"},
        check=False,
    )
    assert made.returncode == 1
    assert b"Traceback" not in made.stderr


def test_a_second_library_in_the_same_folder_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = call(capsys, "--data", root, "--lang", "en", "init", "--login", "admin")
    assert code == 1
    assert str(root) in err


def _value(root: Path, sql: str) -> object:
    connection = apsw.Connection(str(root / paths.DATABASE), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        return connection.execute(sql).fetchall()[0][0]
    finally:
        connection.close()


# The demo


def test_a_demo_is_made_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--data", tmp_path / "demo", "--lang", "en", "demo", "--patrons", "12", "--requests", "30")
    code, out, err = call(capsys, *arguments, "--seed", "5")
    assert (code, err) == (0, "")
    assert "12 readers, 30 requests" in out
    assert call(capsys, *arguments)[0] == 1
    assert call(capsys, "--data", tmp_path / "demo", "verify")[0] == 0


@pytest.mark.parametrize("count", ["-1", "x", "0", "1e3", "٣", "9" * 30, "1_000"])
def test_a_count_that_is_none_is_said(count: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = call(capsys, "--data", tmp_path / "demo", "demo", f"--patrons={count}")
    assert code == 2
    assert "1000000" in err
    assert not (tmp_path / "demo").exists()


# Reports and exports


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_month_in_every_format(
    language: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind in ("xlsx", "pdf", "csv"):
        file = tmp_path / f"report.{kind}"
        arguments = ("report", "month", "--month", "2026-10", "--format", kind, "-o", file)
        code, out, err = call(capsys, "--data", root, "--lang", language, *arguments)
        assert (code, err) == (0, "")
        assert str(file) in out
    heading = words.load(language)("report.heading.income")
    assert heading in "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert heading in openpyxl.load_workbook(tmp_path / "report.xlsx").sheetnames
    assert heading in (tmp_path / "report.csv").read_text("utf-8-sig")


NO_MONTHS = "2026-13 2026 26-10 2026-1 ２０２６-10 0000-01 0001-01 1899-12 3000-01 9999-12".split()


@pytest.mark.parametrize("month", [*NO_MONTHS, "x" * 9999])
def test_a_month_that_is_none_is_said(
    month: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.pdf"
    arguments = ("report", "month", "--month", month, "--format", "pdf", "-o", file)
    code, _, err = call(capsys, "--data", root, "--lang", "en", *arguments)
    assert code == 2
    assert "2026-11" in err
    assert not file.exists()


def test_receipts_are_exported_as_scripts_expect(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "receipts.csv"
    code, _, _ = call(capsys, "--data", root, "export", "receipts", "--format", "csv", "-o", file)
    assert code == 0
    with file.open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert list(found[0]) == ["number", "issued_at", "operation_id", "amount_fen", "status"]
    assert len(found) == _value(root, "SELECT COUNT(*) FROM paper WHERE series IN ('R', 'V')")
    total = _value(root, "SELECT SUM(amount_fen) FROM paper WHERE series IN ('R', 'V')")
    assert sum(int(row["amount_fen"]) for row in found) == total
    assert {row["status"] for row in found} <= {"issued", "void"}
    assert run("--data", root, "export", "receipts").stdout == file.read_text("utf-8")


def test_output_that_cannot_be_written_is_said_and_leaves_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for target in (tmp_path / "none" / "x.csv", tmp_path):
        code, _, err = call(capsys, "--data", root, "--lang", "en", "export", "receipts", "-o", target)
        assert (code, err.count("\n")) == (1, 1)
        assert str(target) in err
    assert sorted(file.name for file in tmp_path.iterdir()) == ["library"]


def test_an_old_file_stays_when_the_new_one_fails(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "receipts.csv"
    file.write_text("yesterday's")

    def full(stream: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "_write_receipts", full)
    code, _, err = call(capsys, "--data", root, "--lang", "en", "export", "receipts", "-o", file)
    assert code == 1
    assert "the disk is full" in err
    assert file.read_text() == "yesterday's"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["library", "receipts.csv"]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes")
def test_a_link_is_written_through_never_replaced(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "target.csv").write_text("")
    (tmp_path / "link.csv").symlink_to(tmp_path / "target.csv")
    assert call(capsys, "--data", root, "export", "receipts", "-o", tmp_path / "link.csv")[0] == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "target.csv").read_text().startswith("number,")


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_that_goes_away_is_no_traceback(root: Path) -> None:
    export = subprocess.Popen(
        [sys.executable, "-m", "ill_desktop", "--data", root, "export", "receipts"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert export.stdout is not None
    assert export.stderr is not None
    export.stdout.close()
    assert export.stderr.read() == b""
    export.stderr.close()
    assert export.wait() == 1


# Backup and verification


def test_a_backup_can_be_verified(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "--data", root, "--lang", "en", "backup", "-o", tmp_path / "backups")
    (made,) = (tmp_path / "backups").iterdir()
    assert code == 0
    assert str(made) in out
    (made / paths.KEY_FILE).write_bytes((root / paths.KEY_FILE).read_bytes())
    assert call(capsys, "--data", made, "verify")[0] == 0


def test_verify_names_each_finding_on_a_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "--data", root, "verify")[0] == 0
    raw = apsw.Connection(str(root / paths.DATABASE))
    raw.execute("DROP TRIGGER posting_no_update; UPDATE posting SET amount_fen = amount_fen + 7 WHERE id = 1")
    raw.close()
    code, out, err = call(capsys, "--data", root, "--lang", "en", "verify")
    assert (code, err) == (1, "")
    assert "The trigger posting_no_update is missing: rows of that table can be changed." in out.splitlines()
    assert "All postings together should make zero; they make ¥0.07." in out.splitlines()
    assert "closed on 2024-11-21, was counted at ¥199.00, but its entries make ¥199.07." in out
    assert len(out.splitlines()) == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"this is no database, whatever its name says" * 100, "damaged"),
        (b"SQLite format 3\0" + bytes(4080), "damaged"),
        (None, "There is no library"),
    ],
)
def test_what_is_no_library_is_said_and_left_alone(
    content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / paths.DATABASE
    if content is not None:
        file.write_bytes(content)
    for command in (["verify"], ["backup"], ["export", "receipts"]):
        code, out, err = call(capsys, "--data", tmp_path, "--lang", "en", *command)
        assert (code, out) == (1, "")
        assert said in err
    assert content is None or file.read_bytes() == content


def test_a_newer_library_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = apsw.Connection(str(root / paths.DATABASE))
    raw.pragma("user_version", 999)
    raw.close()
    before = (root / paths.DATABASE).read_bytes()
    code, _, err = call(capsys, "--data", root, "--lang", "en", "verify")
    assert code == 1
    assert "newer" in err
    assert (root / paths.DATABASE).read_bytes() == before


def test_a_library_cut_off_anywhere_is_a_sentence(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = root / paths.DATABASE
    whole = file.read_bytes()
    for share in (0.0002, 0.01, 0.3, 0.7, 0.97):
        file.write_bytes(whole[: int(len(whole) * share)])
        code, out, err = call(capsys, "--data", root, "--lang", "en", "verify")
        assert code == 1
        assert (out + err).strip()


# Help and language


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize(
    "command", [None, "init", "import-registry", "demo", "report", "export", "backup", "verify"]
)
def test_help(command: str | None, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "--lang", language, *([command] if command else []), "--help")
    assert code == 0
    key = (command or "program").replace("-", "_")
    said = words.load(language)(f"cli.help.{key}")
    assert "".join(said.split()) in "".join(out.split())


def test_answers_are_in_the_language_of_the_library(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "账目平衡" in call(capsys, "--data", root, "verify")[1]
    assert "the books balance" in call(capsys, "--data", root, "--lang", "en", "verify")[1]


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["report"], ["--lang", "xx", "verify"], ["verify", "now"]]
)
def test_what_is_not_understood_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "usage:" in err


def test_no_heavy_library_is_loaded_for_help() -> None:
    heavy = (
        "reportlab pypinyin xlsxwriter openpyxl stdnum phonenumbers email_validator argon2 qrcode holidays"
    )
    code = (
        "import sys; from ill_desktop.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        f"print([name for name in '{heavy} PySide6'.split() if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr.strip() == "[]"


def test_the_workbook_is_a_whole_file(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.xlsx"
    arguments = ("report", "month", "--month", "2026-11", "--format", "xlsx", "-o", file)
    assert call(capsys, "--data", root, *arguments)[0] == 0
    with zipfile.ZipFile(file) as book:
        assert book.testzip() is None
