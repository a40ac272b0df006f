"""The campus registry from the command line: looked through first, columns named, good rows alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import apsw
import pytest

from ill_desktop import paths
from ill_desktop.desk import create_desk
from tests.stories.test_cli import call
from tests.unit.registry_samples import HEADINGS, workbook

HEADING = ",".join(HEADINGS) + "\n"
ZHAO = "77000001,赵一鸣,研究生,建筑工程学院,12345X,2027-06-30\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library nobody stands in the registry of, closed."""
    root = tmp_path / "library"
    create_desk(root, "zju", "YQ", "zh_CN").close()
    return root


class Registry:
    """The command, said in English unless told otherwise."""

    def __init__(self, root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.folder, self.capsys = root, folder, capsys

    def __call__(
        self, content: str | bytes, *options: str, name: str = "registry.csv", lang: str = "en"
    ) -> tuple[int, str, str]:
        file = self.folder / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        data = ("--data", self.root, "--lang", lang)
        return call(self.capsys, *data, "import-registry", file, *options)

    def people(self) -> list[tuple[str, ...]]:
        database = apsw.Connection(str(self.root / paths.DATABASE), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            sql = "SELECT number, name, class, department, valid_until FROM registry_person ORDER BY 1"
            return database.execute(sql).fetchall()
        finally:
            database.close()


@pytest.fixture
def registry(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Registry:
    return Registry(root, tmp_path, capsys)


def test_a_registry_is_imported(registry: Registry) -> None:
    assert registry((HEADING + ZHAO).encode("gb18030")) == (
        *(0, "Registry imported: 1 added, 0 updated, 0 unchanged.\n", ""),
    )
    assert registry.people() == [("77000001", "赵一鸣", "graduate", "建筑工程学院", "2027-06-30")]


def test_a_workbook_and_one_of_its_sheets(registry: Registry) -> None:
    row = ["1", "赵一鸣", "staff", "", "123456", dt.date(2027, 6, 30)]
    book = workbook([HEADINGS, row], [HEADINGS, ["2", *row[1:]]], names=("学生", "教职工"))
    assert registry(book, "--sheet", "教职工", name="a.xlsx")[0] == 0
    assert [person[0] for person in registry.people()] == ["2"]
    code, _, err = registry(book, "--sheet", "校友", name="a.xlsx")
    assert (code, err) == (1, "The workbook has no sheet “校友”; it has: 学生, 教职工.\n")


def test_every_problem_is_named_and_nothing_imported(registry: Registry) -> None:
    bad = HEADING + ZHAO + "77000001,李楠,研究生,,123456,\n" + ",王晓彤,教授,,1,2027-13-01\n1,2\n"
    code, out, err = registry(bad, lang="zh_CN")
    assert (code, out) == (1, "")
    assert [line.partition("：")[0] for line in err.splitlines()] == [
        "第 3 行，学工号“77000001”",
        "第 4 行，学工号“”",
        "第 4 行，类别“教授”",
        "第 4 行，证件末六位“1”",
        "第 4 行，有效期至“2027-13-01”",
        "第 5 行",
        "类别“教授”（1 行）尚无对应，可加",
        "registry.csv 没有导入",
    ]
    assert registry.people() == []


def test_the_good_rows_alone_when_asked_for(registry: Registry) -> None:
    code, out, err = registry(HEADING + ZHAO + "2,,研究生,,123456,\n", "--good-rows")
    assert code == 0
    assert out.splitlines()[1:] == ["Lines left out for their problems: 1."]
    assert err == "Line 3, Name “”: This is needed, but empty.\n"
    assert [person[0] for person in registry.people()] == ["77000001"]


def test_a_dry_run_says_what_would_change_and_stores_nothing(registry: Registry) -> None:
    registry(HEADING + ZHAO + "2,钱文,研究生,,123456,\n3,孙悦,研究生,,123456,\n")
    before = registry.people()
    new = (
        ZHAO.replace("赵一鸣", "赵一").replace("2027", "2028")
        + "2,钱文,研究生,,123456,\n4,周敏,staff,,123456,\n"
    )
    code, out, _ = registry(HEADING + new, "--dry-run")
    assert (code, out.splitlines()) == (
        0,
        [
            "Dry run, nothing was stored: 1 to add, 1 to update, 1 unchanged, 1 not in the file.",
            "  Name differs: 1",
            "  Valid until differs: 1",
        ],
    )
    assert registry(HEADING + "2,,研究生,,123456,\n", "--dry-run")[0] == 1
    assert registry.people() == before


def test_who_is_not_in_the_file_is_counted(registry: Registry) -> None:
    registry(HEADING + ZHAO)
    out = registry(HEADING + ZHAO.replace("77000001", "2"))[1]
    assert out.splitlines()[1:] == ["Valid people who are not in this file: 1; they stay."]


ODD = "XH,XM,LB,YX,HLW\n1,赵一鸣,博士后,农学院,987654\n"


def test_columns_and_classes_are_named_and_remembered(registry: Registry) -> None:
    code, _, err = registry(ODD)
    assert code == 1
    assert err.startswith("Not known yet which column is: number / 学工号, name / 姓名,")
    mapped = [
        f"--map={name}" for name in ("number=XH", "姓名=XM", "类别=LB", "department=yx", "last six=HLW")
    ]
    code, _, err = registry(ODD, *mapped)
    assert code == 1
    assert "Class “博士后” (lines: 1) means nothing yet; add --class 博士后=" in err
    assert registry(ODD, *mapped, "--class", "博士后=graduate")[0] == 0
    assert registry.people() == [("1", "赵一鸣", "graduate", "农学院", None)]
    assert registry(ODD + "2,钱文,博士后,,987654\n")[0] == 0, "remembered for files with these headings"


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--map", "number=学籍"), "The heading does not have “学籍”"),
        (("--map", "shoe size=XH"), "There is no “shoe size” to import"),
        (("--class", "博士后=doctor"), "There is no class with the code “doctor”"),
    ],
)
def test_names_that_do_not_exist_are_said(registry: Registry, option: tuple[str, str], said: str) -> None:
    code, _, err = registry(ODD, *option)
    assert (code, err.partition(said)[1]) == (1, said)


@pytest.mark.parametrize("pair", ["number", "=XH", "number="])
def test_a_pair_that_is_none_is_not_understood(registry: Registry, pair: str) -> None:
    assert registry(ODD, "--map", pair)[0] == 2


def test_a_file_that_is_missing_or_no_registry_is_said(registry: Registry, tmp_path: Path) -> None:
    command = ("--data", registry.root, "--lang", "en", "import-registry")
    code, _, err = call(registry.capsys, *command, tmp_path / "none.csv")
    assert (code, err.count("\n")) == (1, 1)
    assert "none.csv" in err
    code, _, err = registry(bytes(range(256)), name="odd.csv")
    assert code == 1
    assert "encoding" in err
