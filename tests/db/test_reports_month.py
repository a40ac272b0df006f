"""Which month a night belongs to, and what a month says of what is still open."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from db import connection
from ill_desktop.activation.rules import WAYS
from ill_desktop.clock import FixedClock
from ill_desktop.desk import create_desk
from ill_desktop.patrons import queries
from ill_desktop.patrons.rules import VISITOR, Profile
from ill_desktop.reports.figures import Count
from ill_desktop.reports.service import ReportService
from ill_desktop.staff.rules import Actor
from tests.db.till import Till


def test_the_night_belongs_to_the_branch(tmp_path: Path) -> None:
    """Half past midnight in Hangzhou on the first is still the last day of the month in UTC."""
    clock = FixedClock(dt.datetime(2026, 10, 31, 16, 30, tzinfo=dt.UTC))
    desk = create_desk(tmp_path / "library", "zju", "YQ", "zh_CN", clock=clock)
    try:
        home = queries.institutions(desk.library.home_institution)[0]
        who = {"number": "chenhy88", "name": "陈竑宇", "sex": "m", "email": "chy@126.com"}
        secret = {"password": "rain1234", "confirmation": "rain1234"}
        profile = Profile(institution_id=home.id, mobile="139 5710 2231", unit="设计院", **who, **secret)
        desk.patrons.register_form(VISITOR, "off_campus", profile)
        admin = Actor("Kim", "administrator")
        assert [each.count for each in desk.reports.month(admin, 2026, 11).registrations] == [1]
        assert desk.reports.month(admin, 2026, 10).registrations == ()
    finally:
        desk.close()


def test_a_supplier_that_has_not_answered_yet_is_in_the_report(till: Till, patron: int) -> None:
    till.walk(till.request(patron), "accepted", "sent")
    service = ReportService(till.ground)
    report = service.month(Actor("Kim", "administrator"), 2026, 11)
    (asked,) = report.suppliers
    assert (asked.asked, asked.filled, asked.declined, asked.fill_rate) == (1, 0, 0, None)
    assert service.pdf(report, "zh_CN").startswith(b"%PDF")


def test_every_way_of_activating_is_counted(till: Till, patron: int) -> None:
    for many, way in enumerate(WAYS, 1):
        for _ in range(many):
            connection.execute(
                "INSERT INTO activation (patron_id, at, way, terms_version, terms_hash, language, actor, "
                "mobile_proof) VALUES (?, ?, ?, '2026-09', '', 'zh_CN', '孙悦', 'attested')",
                (patron, till.ground.now, way),
            )
    service = ReportService(till.ground)
    report = service.month(Actor("Kim", "administrator"), 2026, 11)
    assert report.activations == tuple(Count(way, many) for many, way in enumerate(WAYS, 1))
    (summary,) = (part for part in service.parts(report, "en") if part.key == "summary")
    assert summary.rows[0][4] == sum(range(1, len(WAYS) + 1))
