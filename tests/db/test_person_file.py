"""What a person gets who asks what is kept about him."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import openpyxl

from db import connection
from ill_desktop.cashier.rules import Tender
from ill_desktop.ground import Ground
from ill_desktop.reports import person
from ill_desktop.reports.service import ReportService
from ill_desktop.staff.rules import Actor
from tests.db.till import PDF, Till, refused


def test_an_archive_of_all_that_is_kept(
    till: Till, patron: int, campus: int, admin: Actor, ground: Ground, tmp_path: Path
) -> None:
    request = till.arrived(patron)
    till.requests.attach(till.by, request, "scan.pdf", PDF)
    till.arrived(campus)
    receipt = till.pay(patron, Tender("cash", 180)).receipt
    target = tmp_path / "person.zip"
    ReportService(ground).person(admin, patron, "en", target)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["library", "person.zip"]
    assert target.stat().st_mode & 0o077 == 0, "nobody else on this machine reads it"
    with zipfile.ZipFile(target) as made:
        data = json.loads(made.read("data.json"))
        assert made.read("documents/YQ1-20261121-0001/scan.pdf") == PDF
        (tmp_path / "data.xlsx").write_bytes(made.read("data.xlsx"))
    assert [row["name"] for row in data["patron"]] == ["陈竑宇"]
    assert [row["id"] for row in data["request"]] == [request], "nothing of anybody else"
    assert receipt.number in [row["number"] for row in data["paper"]]
    assert "argon2" not in json.dumps(data), "no hash leaves the house"
    sheets = openpyxl.load_workbook(tmp_path / "data.xlsx").sheetnames
    assert sheets == ["Person", "History", "Requests", "Account statement", "Papers", "Messages"]
    last = connection.value("SELECT action || ' ' || subject FROM audit ORDER BY id DESC LIMIT 1")
    assert last == f"patron.export patron:{patron}"


def test_only_an_administrator_takes_it_out(
    patron: int, reviewer: Actor, ground: Ground, tmp_path: Path
) -> None:
    target = tmp_path / "person.zip"
    assert (
        refused(lambda: ReportService(ground).person(reviewer, patron, "en", target)).code == "not_permitted"
    )
    assert not target.exists()


def test_every_table_that_names_a_reader_is_in_it(ground: Ground) -> None:
    """A table made later is not forgotten; these two are about the counter's own work."""
    naming = connection.rows(
        str,
        "SELECT DISTINCT t.name FROM pragma_table_list t, pragma_table_info(t.name) c "
        "WHERE t.schema = 'main' AND c.name IN ('patron_id', 'request_id')",
    )
    besides = {"activation_wrong_code", "request_identifier", "staff_notice"}
    assert set(naming) - besides <= set(person.TABLES)
